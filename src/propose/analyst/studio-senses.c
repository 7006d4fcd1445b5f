/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-senses.h"

#include "propose/analyst/studio-lexicon.h"
#include "propose/analyst/studio-tokens.h"

#include <string.h>

/* A table that is named so says more than a column that has it in its name. */
#define TABLE_WEIGHT 20
/* More words than these are no translation of one abbreviation. */
#define MOST_WORDS 2

/* That a token stands for some words, as a table says. */
typedef struct
{
  const char *token; /* interned */
  const char *words; /* interned */
  guint weight;
} Vote;

struct _StudioSenses
{
  GHashTable *votes;   /* StudioTable → GArray of Vote */
  GHashTable *weights; /* token → (owned) GHashTable of words → weight */
  GHashTable *senses;  /* token → words */
};

static void
array_unref (gpointer array)
{
  g_array_unref (array);
}

static void
table_unref (gpointer table)
{
  g_hash_table_unref (table);
}

StudioSenses *
studio_senses_new (void)
{
  StudioSenses *self = g_new0 (StudioSenses, 1);

  self->votes = g_hash_table_new_full (NULL, NULL, NULL, array_unref);
  self->weights = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_unref);
  self->senses = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
studio_senses_free (StudioSenses *self)
{
  g_hash_table_unref (self->senses);
  g_hash_table_unref (self->weights);
  g_hash_table_unref (self->votes);
  g_free (self);
}

const char *
studio_senses_find (const StudioSenses *self, const char *token)
{
  return self != NULL ? g_hash_table_lookup (self->senses, token) : NULL;
}

/* The words with the greatest weight; of equals the first by the alphabet, so that the order in
 * which tables come does not matter. Whether they are others than before. */
static gboolean
choose (StudioSenses *self, const char *token)
{
  GHashTable *weights = g_hash_table_lookup (self->weights, token);
  const char *before = g_hash_table_lookup (self->senses, token);
  const char *best = NULL;
  guint most = 0;
  GHashTableIter iter;
  gpointer words, weight;

  g_hash_table_iter_init (&iter, weights);
  while (g_hash_table_iter_next (&iter, &words, &weight))
    if (GPOINTER_TO_UINT (weight) > most ||
        (GPOINTER_TO_UINT (weight) == most && most > 0 && strcmp (words, best) < 0))
      {
        best = words;
        most = GPOINTER_TO_UINT (weight);
      }
  if (best != NULL)
    g_hash_table_insert (self->senses, (gpointer) token, (gpointer) best);
  else
    g_hash_table_remove (self->senses, token);
  return best != before;
}

static void
count_vote (StudioSenses *self, const Vote *vote, gboolean add)
{
  GHashTable *weights = g_hash_table_lookup (self->weights, vote->token);
  guint weight;

  if (weights == NULL)
    {
      weights = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (self->weights, (gpointer) vote->token, weights);
    }
  weight = GPOINTER_TO_UINT (g_hash_table_lookup (weights, vote->words));
  weight = add ? weight + vote->weight : weight - vote->weight;
  g_hash_table_insert (weights, (gpointer) vote->words, GUINT_TO_POINTER (weight));
}

static void
add_vote (GArray *votes, const char *token, const char *words, guint weight)
{
  Vote vote = { g_intern_string (token), g_intern_string (words), weight };

  g_array_append_val (votes, vote);
}

/* All words of the names of columns. */
static GHashTable *
collect_words (StudioTable *table)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  GListModel *fields = studio_table_get_fields (table);
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      g_auto (GStrv) name =
          studio_lexicon_split_as (lexicon, NULL, studio_field_get_name (field),
                                   studio_homonyms_use_of (studio_field_get_kind (field)), NULL);

      for (guint w = 0; name[w] != NULL; w++)
        g_hash_table_add (words, g_strdup (name[w]));
    }
  return words;
}

/* What a comment calls a table: the English words of a short Korean name. */
static char *
name_in_comment (const char *comment)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  g_auto (GStrv) words = studio_lexicon_read_comment (lexicon, comment);

  return words != NULL && words[0] != NULL && g_strv_length (words) <= MOST_WORDS
             ? g_strjoinv (" ", words)
             : NULL;
}

/* A table that is named with one abbreviation tells what it stands for. */
static void
learn_from_table (StudioTable *table, const char *name, GArray *votes)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  const StudioHomonyms *homonyms = studio_homonyms_get ();
  const char *comment = studio_table_get_description (table);
  g_autoptr (GPtrArray) tokens = studio_lexicon_own_tokens (lexicon, name);
  const char *token = tokens->len == 1 ? g_ptr_array_index (tokens, 0) : NULL;
  g_autofree char *named = token != NULL ? name_in_comment (comment) : NULL;

  if (token == NULL)
    return;
  if (studio_homonyms_name_tables (homonyms, token))
    {
      g_autoptr (GHashTable) words = collect_words (table);
      g_auto (GStrv) gloss = comment != NULL ? studio_lexicon_gloss (lexicon, comment) : NULL;
      const char *sense =
          studio_homonyms_judge (homonyms, token, words, (const char *const *) gloss);

      add_vote (votes, token, sense, TABLE_WEIGHT);
    }
  else if (named != NULL && !studio_lexicon_knows (lexicon, token))
    add_vote (votes, token, named, TABLE_WEIGHT);
}

/* How many words of @words, from its start or its end, are those of @tokens, @first to @end; -1
 * where they are others. */
static int
match_known (GPtrArray *tokens, guint first, guint end, GStrv words, gboolean at_end)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_auto (GStrv) known = NULL;
  guint n = g_strv_length (words);
  guint length;

  for (guint i = first; i < end; i++)
    g_string_append_printf (name, "%s_", (char *) g_ptr_array_index (tokens, i));
  known = studio_lexicon_split (studio_lexicon_get (), name->str, NULL);
  length = g_strv_length (known);
  if (length > n)
    return -1;
  for (guint i = 0; i < length; i++)
    if (strcmp (known[i], words[at_end ? n - length + i : i]) != 0)
      return -1;
  return (int) length;
}

/* The name and the comment of a column say the same; what the name abbreviates in an unknown way is
 * what else the comment says. */
static void
learn_from_column (const char *name, const char *comment, GArray *votes)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  g_autoptr (GPtrArray) tokens = studio_tokens_of (name);
  g_auto (GStrv) words = NULL;
  g_autofree char *sense = NULL;
  guint unknown = 0;
  guint at = 0;
  int before, after, n;

  for (guint i = 0; i < tokens->len; i++)
    if (!studio_lexicon_knows (lexicon, g_ptr_array_index (tokens, i)))
      {
        unknown++;
        at = i;
      }
  if (unknown != 1 || (words = studio_lexicon_read_comment (lexicon, comment)) == NULL)
    return;
  before = match_known (tokens, 0, at, words, FALSE);
  after = match_known (tokens, at + 1, tokens->len, words, TRUE);
  n = (int) g_strv_length (words);
  if (before < 0 || after < 0 || n - before - after < 1 || n - before - after > MOST_WORDS)
    return;
  sense = n - before - after == 1 ? g_strdup (words[before])
                                  : g_strconcat (words[before], " ", words[before + 1], NULL);
  add_vote (votes, g_ptr_array_index (tokens, at), sense, 1);
}

static GArray *
learn (StudioTable *table, const char *name)
{
  GListModel *fields = studio_table_get_fields (table);
  GArray *votes = g_array_new (FALSE, FALSE, sizeof (Vote));

  learn_from_table (table, name, votes);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      const StudioFieldInfo *info = studio_field_get_info (field);

      if (info->description != NULL && !g_str_is_ascii (info->description) &&
          !studio_field_is_nested (field))
        learn_from_column (info->name, info->description, votes);
    }
  return votes;
}

gboolean
studio_senses_learn (StudioSenses *self, StudioTable *table, const char *name)
{
  GArray *before = g_hash_table_lookup (self->votes, table);
  GArray *now = learn (table, name);
  gboolean changed = FALSE;

  for (guint i = 0; before != NULL && i < before->len; i++)
    count_vote (self, &g_array_index (before, Vote, i), FALSE);
  for (guint i = 0; i < now->len; i++)
    count_vote (self, &g_array_index (now, Vote, i), TRUE);
  for (guint i = 0; before != NULL && i < before->len; i++)
    changed |= choose (self, g_array_index (before, Vote, i).token);
  for (guint i = 0; i < now->len; i++)
    changed |= choose (self, g_array_index (now, Vote, i).token);
  g_hash_table_insert (self->votes, table, now);
  return changed;
}
