/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * studio_llm_delay_parse:
 * @text: (nullable): “1s”, “6m0s”, “20ms”, “1h2m3.5s”, as the x-ratelimit-reset-… headers have it
 *
 * Returns: seconds, or -1 when it is no such duration
 */
double studio_llm_delay_parse (const char *text);

/**
 * studio_llm_delay_read:
 * @headers: of a reply
 * @status: its HTTP status
 *
 * How long the server asks to wait: retry-after-ms, Retry-After (seconds or a date), and for 429
 * the longest reset of a limit that is used up.
 *
 * Returns: seconds, or -1 when it does not say
 */
double studio_llm_delay_read (SoupMessageHeaders *headers, guint status);

/** studio_llm_delay_back_off: Returns: seconds before try @tries (1 for the first repetition), as
 * the official clients do it: doubled each time up to 8, less up to a quarter at random. */
double studio_llm_delay_back_off (guint tries);

G_END_DECLS
