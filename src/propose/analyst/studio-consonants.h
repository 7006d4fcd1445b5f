/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StudioConsonants: words found by their first consonants, as houses abbreviate them: “qtt” is a
 * quotation, “rnw” a renewal. Filled once, then immutable.
 */
typedef struct _StudioConsonants StudioConsonants;

StudioConsonants *studio_consonants_new (void);

/** studio_consonants_add: makes @word, in lower case and in the singular, known; words that are
 * added first go before later ones with the same consonants. */
void studio_consonants_add (StudioConsonants *self, const char *word);

/** studio_consonants_find: Returns: (transfer none) (nullable): the word that begins with the
 * consonants of @token; %NULL when @token has fewer than three letters, or a vowel that is not
 * its first letter */
const char *studio_consonants_find (const StudioConsonants *self, const char *token);

G_END_DECLS
