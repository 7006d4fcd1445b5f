/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioLenientContext: where a string stands, which tells what may follow its closing quote. */
typedef enum
{
  STUDIO_LENIENT_KEY,
  STUDIO_LENIENT_MEMBER,
  STUDIO_LENIENT_ELEMENT,
} StudioLenientContext;

/** studio_lenient_skip_space: Returns: the first character behind white space, comments and byte
 * order marks. */
const char *studio_lenient_skip_space (const char *at);

/** studio_lenient_string_begins: whether a quote of any sort stands at @at. */
gboolean studio_lenient_string_begins (const char *at);

/**
 * studio_lenient_string_read:
 * @at: the opening quote
 * @text: what the string says is appended here
 * @end: (out): one past the closing quote
 * @inner_quotes: (inout): raised by the quotes that were taken for a part of the text
 * @doubt: (out) (nullable): why it cannot be trusted, a sentence
 *
 * A quote that nothing fitting follows is taken for a part of the text: models forget to escape the
 * names that PostgreSQL quotes.
 *
 * Returns: whether the closing quote was found
 */
gboolean studio_lenient_string_read (const char *at,
                                     StudioLenientContext context,
                                     GString *text,
                                     const char **end,
                                     guint *inner_quotes,
                                     const char **doubt);

G_END_DECLS
