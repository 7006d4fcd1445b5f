/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** studio_tokens_of: Returns: (transfer full) (element-type utf8): the parts of @name (UTF-8) in
 * lower case: what underscores, blanks and other marks, a change from lower to upper case or
 * between letters and digits separate; “orderNo2” is “order”, “no” and “2” */
GPtrArray *studio_tokens_of (const char *name);

G_END_DECLS
