/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-glued.h"
#include "propose/analyst/studio-lexicon-private.h"
#include "propose/analyst/studio-tokens.h"

#include <string.h>

/* Names, taken apart into words. */

static GStrv
to_strv (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_free (words, FALSE);
}

static gboolean
looks_like_word (const char *word)
{
  return strlen (word) >= 4 && strpbrk (word, "aeiouy") != NULL;
}

gboolean
studio_lexicon_is_common (const StudioLexicon *self, const char *word)
{
  return g_hash_table_contains (self->common, word);
}

gboolean
studio_lexicon_is_short_form (const StudioLexicon *self, const char *word)
{
  return g_hash_table_contains (self->expansions, word);
}

gboolean
studio_lexicon_has_meaning (const StudioLexicon *self, const char *word)
{
  return g_hash_table_contains (self->concepts, word) ||
         g_hash_table_contains (self->times, word) || g_hash_table_contains (self->tables, word) ||
         g_hash_table_contains (self->states, word) ||
         g_hash_table_contains (self->function_words, word);
}

/* “price_min” ends with the least price, “downtime_min” with minutes. */
static const char *
read_minutes (const StudioLexicon *self, GPtrArray *words, const char *token)
{
  static const char *const spent[] = { "run",     "running",  "planned", "operating", "work",
                                       "working", "worked",   "busy",    "idle",      "stop",
                                       "stopped", "setup",    "repair",  "treat",     "talk",
                                       "call",    "downtime", "break",   "travel",    "loss",
                                       NULL };
  const char *before = words->len > 0 ? g_ptr_array_index (words, words->len - 1) : NULL;

  if (strcmp (token, "min") != 0 || before == NULL)
    return NULL;
  return g_strv_contains (spent, before) || (studio_lexicon_concepts (self, before) &
                                             (STUDIO_CONCEPT_DURATION | STUDIO_CONCEPT_TIME)) != 0
             ? "minutes"
             : NULL;
}

/* A name that is being read. */
typedef struct
{
  const StudioSenses *senses; /* (nullable) */
  StudioNameUse use;
  GPtrArray *tokens;
  GPtrArray *words; /* of those that were read */
} Name;

static const char *
token_at (const Name *name, guint at, guint end)
{
  return at < end ? g_ptr_array_index (name->tokens, at) : NULL;
}

/* What the token stands for in this place, in this database, or anywhere; %NULL: for itself. */
static const char *
expand (const StudioLexicon *self, const Name *name, const StudioTokenPlace *place)
{
  const StudioHomonyms *homonyms = studio_homonyms_get ();
  const char *full = read_minutes (self, name->words, place->token);
  gboolean of_table = FALSE;
  const char *sense;

  if (full != NULL)
    return full;
  full = studio_homonyms_find (homonyms, place, &of_table);
  sense = of_table || (full == NULL && !studio_homonyms_name_tables (homonyms, place->token))
              ? studio_senses_find (name->senses, place->token)
              : NULL;
  if (sense != NULL)
    return sense;
  return full != NULL ? full : g_hash_table_lookup (self->expansions, place->token);
}

static gboolean add_token (const StudioLexicon *self, Name *name, const StudioTokenPlace *place);

/* Adds the words that nobody separated; whether there are any. @known (out): whether all are. */
static gboolean
add_glued (const StudioLexicon *self, Name *name, const StudioTokenPlace *place, gboolean *known)
{
  gsize ends[STUDIO_GLUED_PARTS];
  guint n = studio_glued_cut (self, place->token, ends);
  g_auto (GStrv) parts = NULL;

  if (n < 2)
    return FALSE;
  parts = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      gsize start = i > 0 ? ends[i - 1] : 0;

      parts[i] = g_strndup (place->token + start, ends[i] - start);
    }
  for (guint i = 0; i < n; i++)
    {
      const StudioTokenPlace part = { parts[i], i > 0 ? parts[i - 1] : place->previous,
                                      i + 1 < n ? parts[i + 1] : place->next, name->use };

      *known &= add_token (self, name, &part);
    }
  return TRUE;
}

/* Adds what one part of a name means; whether it is known. */
static gboolean
add_token (const StudioLexicon *self, Name *name, const StudioTokenPlace *place)
{
  const char *token = place->token;
  const char *full;
  gboolean known = TRUE;

  if (!g_str_is_ascii (token))
    {
      g_autoptr (GPtrArray) english = _studio_lexicon_translate_words (self, token, &known);

      for (guint i = 0; i < english->len; i++)
        _studio_lexicon_add_split (name->words, g_ptr_array_index (english, i));
      return known;
    }
  full = expand (self, name, place);
  if (full != NULL)
    {
      _studio_lexicon_add_split (name->words, full);
      return TRUE;
    }
  if (studio_lexicon_has_meaning (self, token) || g_ascii_isdigit (*token))
    {
      g_ptr_array_add (name->words, g_strdup (token));
      return TRUE;
    }
  if (add_glued (self, name, place, &known))
    return known;
  full = studio_lexicon_is_common (self, token) ? NULL
                                                : studio_consonants_find (self->consonants, token);
  g_ptr_array_add (name->words, g_strdup (full != NULL ? full : token));
  return full == NULL && (studio_lexicon_is_common (self, token) || looks_like_word (token));
}

static gboolean
add_tokens (const StudioLexicon *self, Name *name, guint first, guint end)
{
  gboolean known = TRUE;

  for (guint i = first; i < end; i++)
    {
      const char *token = token_at (name, i, end);
      const char *next = token_at (name, i + 1, end);
      g_autofree char *two = next != NULL ? g_strconcat (token, " ", next, NULL) : NULL;
      const char *phrase = two != NULL ? g_hash_table_lookup (self->phrases, two) : NULL;
      const char *single = g_hash_table_lookup (self->phrases, token);
      const StudioTokenPlace place = { token, i > first ? token_at (name, i - 1, end) : NULL, next,
                                       name->use };

      if (phrase != NULL)
        i++;
      if (phrase != NULL || single != NULL)
        _studio_lexicon_add_split (name->words, phrase != NULL ? phrase : single);
      else
        known &= add_token (self, name, &place);
    }
  return known;
}

GStrv
studio_lexicon_split_as (const StudioLexicon *self,
                         const StudioSenses *senses,
                         const char *name,
                         StudioNameUse use,
                         gboolean *all_known)
{
  g_autoptr (GPtrArray) tokens = studio_tokens_of (name);
  Name reading = { senses, use, tokens, g_ptr_array_new () };
  gboolean known = add_tokens (self, &reading, 0, tokens->len);

  if (all_known != NULL)
    *all_known = known;
  return to_strv (reading.words);
}

GStrv
studio_lexicon_split (const StudioLexicon *self, const char *name, gboolean *all_known)
{
  return studio_lexicon_split_as (self, NULL, name, STUDIO_NAME_USE_ANY, all_known);
}

/* Which of the parts of a table's name are its own. */
static void
find_own (const StudioLexicon *self, GPtrArray *tokens, guint *first, guint *end)
{
  *first = 0;
  *end = tokens->len;
  /* The suffix first: of “tb_fct_mst” the factory is left. */
  while (*end > *first + 1 &&
         g_hash_table_contains (self->suffixes, g_ptr_array_index (tokens, *end - 1)))
    (*end)--;
  while (*first + 1 < *end &&
         g_hash_table_contains (self->prefixes, g_ptr_array_index (tokens, *first)))
    (*first)++;
}

GStrv
studio_lexicon_split_table (const StudioLexicon *self,
                            const StudioSenses *senses,
                            const char *name,
                            gboolean *all_known)
{
  g_autoptr (GPtrArray) tokens = studio_tokens_of (name);
  Name reading = { senses, STUDIO_NAME_USE_TABLE, tokens, g_ptr_array_new () };
  guint first, end;
  gboolean known;

  find_own (self, tokens, &first, &end);
  known = add_tokens (self, &reading, first, end);
  if (all_known != NULL)
    *all_known = known;
  return to_strv (reading.words);
}

GPtrArray *
studio_lexicon_own_tokens (const StudioLexicon *self, const char *name)
{
  g_autoptr (GPtrArray) tokens = studio_tokens_of (name);
  GPtrArray *own = g_ptr_array_new_with_free_func (g_free);
  guint first, end;

  find_own (self, tokens, &first, &end);
  for (guint i = first; i < end; i++)
    g_ptr_array_add (own, g_strdup (g_ptr_array_index (tokens, i)));
  return own;
}

gboolean
studio_lexicon_knows (const StudioLexicon *self, const char *token)
{
  gsize ends[STUDIO_GLUED_PARTS];

  return !g_str_is_ascii (token) || g_ascii_isdigit (*token) ||
         studio_lexicon_is_short_form (self, token) || studio_lexicon_has_meaning (self, token) ||
         studio_lexicon_is_common (self, token) || g_hash_table_contains (self->phrases, token) ||
         studio_glued_cut (self, token, ends) > 1;
}

GStrv
studio_lexicon_gloss (const StudioLexicon *self, const char *text)
{
  g_autoptr (GPtrArray) tokens = studio_tokens_of (text);
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = g_ptr_array_index (tokens, i);

      gboolean known;
      g_autoptr (GPtrArray) english =
          g_str_is_ascii (token) ? NULL : _studio_lexicon_translate_words (self, token, &known);

      if (english == NULL)
        _studio_lexicon_add_split (words, token);
      for (guint w = 0; english != NULL && w < english->len; w++)
        _studio_lexicon_add_split (words, g_ptr_array_index (english, w));
    }
  return to_strv (words);
}
