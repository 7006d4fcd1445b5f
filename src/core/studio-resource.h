/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * studio_resource_read_text:
 * @path: of a GResource that is built into the program
 *
 * Without it the program was built wrongly, so that it ends here.
 *
 * Returns: (transfer full): its text
 */
char *studio_resource_read_text (const char *path);

G_END_DECLS
