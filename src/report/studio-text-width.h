/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** studio_text_width: how many columns of a terminal @text takes: Korean and Chinese characters
 * take two, combining marks none. */
guint studio_text_width (const char *text);

/** studio_text_fit: Returns: (transfer full): @text, cut with “…” when it is wider than @columns.
 */
char *studio_text_fit (const char *text, guint columns);

/** studio_text_pad: appends @text and spaces up to @columns; before the text when @right. */
void studio_text_pad (GString *line, const char *text, guint columns, gboolean right);

G_END_DECLS
