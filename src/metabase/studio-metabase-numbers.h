/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * studio_metabase_quote_long_numbers:
 * @json: need not end with a NUL, nor be right
 *
 * Makes strings of the numbers that a parser would cut to 64 bits or to a double: integers of more
 * than 18 digits and decimals of more than 15.
 *
 * Returns: (transfer full) (nullable): %NULL when there are none
 */
GBytes *studio_metabase_quote_long_numbers (const char *json, gsize length);

G_END_DECLS
