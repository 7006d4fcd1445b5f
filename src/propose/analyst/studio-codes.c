/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-codes.h"

#include <string.h>

/* “1: paid”, “PAID = paid in full”, “1-대기”; a code is short and no ordinary word. */
#define PAIR                                                                                   \
  "(?<![\\w])([0-9]{1,4}|[A-Z][A-Z0-9_]{0,29}|[a-z][a-z0-9]*_[a-z0-9_]+|[a-z]{1,20}(?=\\s*=))" \
  "\\s*(?:[:=→]|(?<=[0-9A-Z])\\s?[-–.](?![0-9]))\\s*([^,;/|\\n()\\[\\]]+)"
/* “DRAFT, SENT, WON or LOST” */
#define LIST_SEPARATOR "\\s*(?:,|/|\\||;|·|→|->|\\bor\\b|\\band\\b)\\s*"
#define LIST_ITEM "^(?:[A-Z][A-Z0-9_]{1,29}|[a-z][a-z0-9_]{1,29})$"

static void
code_free (gpointer data)
{
  StudioCode *code = data;

  g_free (code->value);
  g_free (code->label);
  g_free (code);
}

static GRegex *
compile (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);

  g_assert_no_error (error);
  return regex;
}

static GRegex *
get_regex (guint index)
{
  static const char *const patterns[] = { PAIR, LIST_SEPARATOR, LIST_ITEM };
  static GRegex *regexes[G_N_ELEMENTS (patterns)];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
        regexes[i] = compile (patterns[i]);
      g_once_init_leave (&once, 1);
    }
  return regexes[index];
}

static void
add_code (const StudioLexicon *lexicon, GPtrArray *codes, const char *value, const char *label)
{
  StudioCode *code;
  g_autofree char *stripped = g_strstrip (g_strdup (label));

  for (guint i = 0; i < codes->len; i++)
    if (strcmp (((StudioCode *) g_ptr_array_index (codes, i))->value, value) == 0)
      return;
  if (*stripped == '\0')
    return;
  code = g_new0 (StudioCode, 1);
  code->value = g_strdup (value);
  code->state = studio_lexicon_state (lexicon, stripped);
  if (code->state == STUDIO_STATE_NONE)
    code->state = studio_lexicon_state (lexicon, value);
  code->label = g_steal_pointer (&stripped);
  g_ptr_array_add (codes, code);
}

static void
read_pairs (const StudioLexicon *lexicon, const char *comment, GPtrArray *codes)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (get_regex (0), comment, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *value = g_match_info_fetch (match, 1);
      g_autofree char *label = g_match_info_fetch (match, 2);

      add_code (lexicon, codes, value, label);
    }
}

/* The values that a list in @text names; nothing unless every item looks like a value. */
static void
read_list (const StudioLexicon *lexicon, const char *text, GPtrArray *codes)
{
  g_auto (GStrv) items = g_regex_split (get_regex (1), text, 0);
  guint n = 0;
  guint states = 0;
  gboolean upper = TRUE;

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_strstrip (items[i]);
      if (*items[i] == '\0')
        continue;
      if (!g_regex_match (get_regex (2), items[i], 0, NULL))
        return;
      n++;
      upper = upper && g_ascii_isupper (*items[i]);
      if (studio_lexicon_state (lexicon, items[i]) != STUDIO_STATE_NONE)
        states++;
    }
  /* Lower-case words could be prose, unless some of them are states. */
  if (n < 2 || (!upper && states < 2))
    return;
  for (guint i = 0; items[i] != NULL; i++)
    if (*items[i] != '\0')
      {
        g_autofree char *label = g_ascii_strdown (items[i], -1);

        g_strdelimit (label, "_", ' ');
        add_code (lexicon, codes, items[i], label);
      }
}

static void
read_lists (const StudioLexicon *lexicon,
            const char *comment,
            const char *separators,
            GPtrArray *codes)
{
  g_auto (GStrv) segments = g_strsplit_set (comment, separators, -1);

  for (guint i = 0; segments[i] != NULL && codes->len == 0; i++)
    read_list (lexicon, segments[i], codes);
}

GPtrArray *
studio_codes_new (void)
{
  return g_ptr_array_new_with_free_func (code_free);
}

GPtrArray *
studio_codes_parse (const StudioLexicon *lexicon, const char *comment)
{
  GPtrArray *codes = studio_codes_new ();

  if (comment == NULL || *comment == '\0')
    return codes;
  read_pairs (lexicon, comment, codes);
  if (codes->len >= 2)
    return codes;
  g_ptr_array_set_size (codes, 0);
  read_lists (lexicon, comment, ":()[].", codes);
  /* “paid, failed or pending; an order may be tried several times” */
  if (codes->len == 0 && strchr (comment, ';') != NULL)
    read_lists (lexicon, comment, ":()[].;", codes);
  return codes;
}

void
studio_codes_tell (const StudioLexicon *lexicon,
                   GPtrArray *codes,
                   const char *value,
                   const char *label,
                   const char *state)
{
  StudioCode *code = NULL;

  for (guint i = 0; i < codes->len && code == NULL; i++)
    if (strcmp (((StudioCode *) g_ptr_array_index (codes, i))->value, value) == 0)
      code = g_ptr_array_index (codes, i);
  if (code == NULL)
    {
      code = g_new0 (StudioCode, 1);
      code->value = g_strdup (value);
      g_ptr_array_add (codes, code);
    }
  g_free (code->label);
  code->label = g_strdup (label);
  code->state = studio_lexicon_state (lexicon, state != NULL ? state : label);
  code->told = TRUE;
  code->listed = FALSE;
}

void
studio_codes_list (GPtrArray *codes, const char *value, const char *label, StudioState state)
{
  StudioCode *code = g_new0 (StudioCode, 1);

  code->value = g_strdup (value);
  code->label = g_strdup (label);
  code->state = state;
  code->listed = TRUE;
  g_ptr_array_add (codes, code);
}
