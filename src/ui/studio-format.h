/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** studio_format_integer: Returns: (transfer full): with the locale's thousands separators. */
char *studio_format_integer (gint64 value);

/** studio_format_short_count: Returns: (transfer full): at most five characters: “950”, “12.4k”,
 * “3.1M”. */
char *studio_format_short_count (gint64 value);

/** studio_format_number: with the locale's thousands separators. @decimals is -1 for as many as
 * matter. Returns: (transfer full): “—” for what is no number */
char *studio_format_number (double value, int decimals);

/** studio_format_milliseconds: Returns: (transfer full): “35 ms”, “2.4 s”, “3 min”. */
char *studio_format_milliseconds (gint64 milliseconds);

/** studio_format_seconds: Returns: (transfer full): “45 s”, “3 min 20 s”. */
char *studio_format_seconds (double seconds);

G_END_DECLS
