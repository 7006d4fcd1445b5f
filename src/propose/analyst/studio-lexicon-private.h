/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-json.h"
#include "propose/analyst/studio-consonants.h"
#include "propose/analyst/studio-lexicon.h"

G_BEGIN_DECLS

typedef struct
{
  int rank;
  char *noun;
  char *done;
} TimeRole;

struct _StudioLexicon
{
  GHashTable *expansions; /* short → in full */
  GHashTable *korean;     /* Korean → English */
  GHashTable *phrases;    /* "zip code" → in full */
  StudioConsonants *consonants;
  GHashTable *concepts;       /* word → StudioConcept */
  GHashTable *times;          /* word → StudioTimeRole */
  GHashTable *states;         /* words → StudioState */
  GHashTable *tables;         /* word → StudioTableHint */
  GHashTable *down;           /* words */
  GHashTable *common;         /* words without a meaning for the program */
  GHashTable *prefixes;       /* words */
  GHashTable *suffixes;       /* words */
  GHashTable *plurals;        /* singular → plural */
  GHashTable *singulars;      /* plural → singular */
  GHashTable *function_words; /* words */
  GHashTable *passive;        /* words */
  GHashTable *comment_starts; /* words */
  GHashTable *staff;          /* words */
  GHashTable *software;       /* names of tables, in lower case */
  GHashTable *contests;       /* words */
  GHashTable *event_nouns;    /* word → noun of the event */
  GStrv unused;               /* parts of comments */
  GStrv typed;                /* parts of comments */
  GHashTable *particles;      /* Korean syllables between words */
  JsonNode *senses;           /* array of [Korean, word, word] */
  GHashTable *units;          /* Korean in brackets → unit */
  gsize longest_korean;       /* characters */
  TimeRole roles[STUDIO_N_TIME_ROLES];
  char *rates[STUDIO_N_STATES];
};

/** _studio_lexicon_translate_words: Returns: (transfer full) (element-type utf8): English for the
 * Korean in @text; unknown parts are skipped and tell in @known (out). */
GPtrArray *
_studio_lexicon_translate_words (const StudioLexicon *self, const char *text, gboolean *known);

/** _studio_lexicon_add_split: adds the words of @text, which spaces separate, to @words. */
void _studio_lexicon_add_split (GPtrArray *words, const char *text);

G_END_DECLS
