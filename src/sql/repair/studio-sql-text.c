/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-text.h"

#include <string.h>

struct _StudioSqlText
{
  StudioSqlTokens *tokens;
  StudioSqlToken *words; /* (owned): the tokens without the comments */
  guint length;
  guint *pairs; /* (owned): the other end of brackets and of CASE … END */
  guint *casts; /* (owned): for the last token of the type of a cast, its “::” */
};

static const StudioSqlToken nothing = { 0 };

/* Pairs “(” with “)”, “[” with “]” and CASE with END; a closer that does not fit pairs nothing. */
static void
pair_brackets (StudioSqlText *self)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->length; i++)
    {
      int kind = self->words[i].kind;
      int opener = kind == ')' ? '(' : kind == ']' ? '[' : 0;

      if (kind == PG_QUERY__TOKEN__END_P)
        opener = PG_QUERY__TOKEN__CASE;
      if (kind == '(' || kind == '[' || kind == PG_QUERY__TOKEN__CASE)
        g_array_append_val (open, i);
      else if (opener != 0 && open->len > 0)
        {
          guint at = g_array_index (open, guint, open->len - 1);

          if (self->words[at].kind != opener)
            continue;
          self->pairs[at] = i;
          self->pairs[i] = at;
          g_array_set_size (open, open->len - 1);
        }
    }
}

static void
find_casts (StudioSqlText *self)
{
  for (guint i = 0; i < self->length; i++)
    if (self->words[i].kind == PG_QUERY__TOKEN__TYPECAST)
      {
        guint end = studio_sql_text_type_end (self, i + 1);

        if (end < self->length)
          self->casts[end] = i;
      }
}

StudioSqlText *
studio_sql_text_new (const char *sql)
{
  StudioSqlTokens *tokens = studio_sql_tokens_scan (sql);
  StudioSqlText *self;
  guint total;

  if (tokens == NULL)
    return NULL;
  total = studio_sql_tokens_get_length (tokens);
  self = g_new0 (StudioSqlText, 1);
  self->tokens = tokens;
  self->words = g_new0 (StudioSqlToken, total + 1);
  for (guint i = 0; i < total; i++)
    if (!studio_sql_token_is_comment (studio_sql_tokens_get (tokens, i)))
      self->words[self->length++] = *studio_sql_tokens_get (tokens, i);
  self->pairs = g_new (guint, self->length + 1);
  self->casts = g_new (guint, self->length + 1);
  for (guint i = 0; i <= self->length; i++)
    self->pairs[i] = self->casts[i] = STUDIO_SQL_NOWHERE;
  pair_brackets (self);
  find_casts (self);
  return self;
}

void
studio_sql_text_free (StudioSqlText *self)
{
  if (self == NULL)
    return;
  studio_sql_tokens_free (self->tokens);
  g_free (self->words);
  g_free (self->pairs);
  g_free (self->casts);
  g_free (self);
}

const char *
studio_sql_text_get_sql (const StudioSqlText *self)
{
  return studio_sql_tokens_get_sql (self->tokens);
}

guint
studio_sql_text_get_length (const StudioSqlText *self)
{
  return self->length;
}

const StudioSqlToken *
studio_sql_text_get (const StudioSqlText *self, guint index)
{
  return index < self->length ? &self->words[index] : &nothing;
}

int
studio_sql_text_get_kind (const StudioSqlText *self, guint index)
{
  return studio_sql_text_get (self, index)->kind;
}

guint
studio_sql_text_at (const StudioSqlText *self, gsize offset)
{
  guint low = 0, high = self->length;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->words[middle].start < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->length && self->words[low].start == offset ? low : STUDIO_SQL_NOWHERE;
}

gboolean
studio_sql_text_is (const StudioSqlText *self, guint index, const char *word)
{
  const StudioSqlToken *token = studio_sql_text_get (self, index);
  gsize length = strlen (word);

  return token->end - token->start == length && length > 0 &&
         g_ascii_strncasecmp (studio_sql_text_get_sql (self) + token->start, word, length) == 0;
}

gboolean
studio_sql_text_is_one_of (const StudioSqlText *self, guint index, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_sql_text_is (self, index, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
studio_sql_text_is_word (const StudioSqlText *self, guint index)
{
  const StudioSqlToken *token = studio_sql_text_get (self, index);

  return token->kind == PG_QUERY__TOKEN__IDENT || token->kind == PG_QUERY__TOKEN__UIDENT ||
         token->keyword != PG_QUERY__KEYWORD_KIND__NO_KEYWORD;
}

gboolean
studio_sql_text_is_name (const StudioSqlText *self, guint index)
{
  const StudioSqlToken *token = studio_sql_text_get (self, index);

  return token->kind == PG_QUERY__TOKEN__IDENT || token->kind == PG_QUERY__TOKEN__UIDENT ||
         token->keyword == PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD ||
         token->keyword == PG_QUERY__KEYWORD_KIND__COL_NAME_KEYWORD;
}

gboolean
studio_sql_text_is_quoted (const StudioSqlText *self, guint index)
{
  const StudioSqlToken *token = studio_sql_text_get (self, index);

  return token->kind == PG_QUERY__TOKEN__IDENT &&
         studio_sql_text_get_sql (self)[token->start] == '"';
}

gboolean
studio_sql_text_is_callable (const StudioSqlText *self, guint index)
{
  /* Reserved words of the grammar that other dialects call, or that look like calls. */
  static const char *const reserved[] = {
    "CAST",      "CURRENT_DATE",   "CURRENT_TIME", "CURRENT_TIMESTAMP",
    "LOCALTIME", "LOCALTIMESTAMP", "CURRENT_USER", "ANY",
    NULL
  };
  static const char *const grammar[] = { "VALUES",  "LIKE",         "ILIKE",  "SIMILAR",   "IS",
                                         "JOIN",    "INNER",        "CROSS",  "NATURAL",   "FULL",
                                         "OUTER",   "OVER",         "FILTER", "WITHIN",    "BY",
                                         "BETWEEN", "MATERIALIZED", "SETS",   "RECURSIVE", "ESCAPE",
                                         "AT",      "ZONE",         "NOT",    NULL };

  if (!studio_sql_text_is_word (self, index) || studio_sql_text_is_one_of (self, index, grammar))
    return FALSE;
  return studio_sql_text_get (self, index)->keyword != PG_QUERY__KEYWORD_KIND__RESERVED_KEYWORD ||
         studio_sql_text_is_one_of (self, index, reserved);
}

gboolean
studio_sql_text_is_number (const StudioSqlText *self, guint index)
{
  int kind = studio_sql_text_get_kind (self, index);

  return kind == PG_QUERY__TOKEN__ICONST || kind == PG_QUERY__TOKEN__FCONST;
}

gboolean
studio_sql_text_is_string (const StudioSqlText *self, guint index)
{
  const StudioSqlToken *token = studio_sql_text_get (self, index);

  return token->kind == PG_QUERY__TOKEN__SCONST &&
         studio_sql_text_get_sql (self)[token->start] == '\'';
}

char *
studio_sql_text_dup (const StudioSqlText *self, guint first, guint last)
{
  gsize start = studio_sql_text_get (self, first)->start;
  gsize end = studio_sql_text_get (self, last)->end;

  return end > start ? g_strndup (studio_sql_text_get_sql (self) + start, end - start)
                     : g_strdup ("");
}

char *
studio_sql_text_dup_range (const StudioSqlText *self, StudioSqlRange range)
{
  return studio_sql_text_dup (self, range.first, range.last);
}

/* Takes the quotes off and makes one of two. */
static char *
unquote (const char *text, char quote)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = text + 1; *c != '\0' && (*c != quote || c[1] == quote); c++)
    {
      g_string_append_c (plain, *c);
      if (*c == quote)
        c++;
    }
  return g_string_free (plain, FALSE);
}

char *
studio_sql_text_dup_name (const StudioSqlText *self, guint index)
{
  g_autofree char *text = studio_sql_text_dup (self, index, index);

  return *text == '"' ? unquote (text, '"') : g_ascii_strdown (text, -1);
}

char *
studio_sql_text_dup_string (const StudioSqlText *self, guint index)
{
  g_autofree char *text = studio_sql_text_dup (self, index, index);

  return *text == '\'' ? unquote (text, '\'') : g_strdup (text);
}

guint
studio_sql_text_match (const StudioSqlText *self, guint index)
{
  return index < self->length ? self->pairs[index] : STUDIO_SQL_NOWHERE;
}

guint
studio_sql_text_skip (const StudioSqlText *self, guint index)
{
  guint match = studio_sql_text_match (self, index);

  return match != STUDIO_SQL_NOWHERE && match > index ? match + 1 : index + 1;
}

GArray *
studio_sql_text_split (const StudioSqlText *self, guint first, guint last)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (StudioSqlRange));
  guint begin = first;

  for (guint i = first; i <= last && last < self->length;)
    {
      guint next = studio_sql_text_skip (self, i);
      gboolean comma = studio_sql_text_get_kind (self, i) == ',';

      if ((comma || next > last) && (comma ? i > begin : TRUE))
        {
          StudioSqlRange range = { begin, comma ? i - 1 : last };

          g_array_append_val (ranges, range);
        }
      if (comma)
        begin = next;
      i = next;
    }
  return ranges;
}

guint
studio_sql_text_find (const StudioSqlText *self, guint first, const char *const *words)
{
  for (guint i = first; i < self->length; i = studio_sql_text_skip (self, i))
    {
      int kind = self->words[i].kind;

      if (studio_sql_text_is_one_of (self, i, words))
        return i;
      if (kind == ')' || kind == ']' || kind == PG_QUERY__TOKEN__END_P)
        break;
    }
  return STUDIO_SQL_NOWHERE;
}

guint
studio_sql_text_name_start (const StudioSqlText *self, guint index)
{
  while (index >= 2 && studio_sql_text_get_kind (self, index - 1) == '.' &&
         studio_sql_text_is_word (self, index - 2))
    index -= 2;
  return index;
}

guint
studio_sql_text_type_end (const StudioSqlText *self, guint first)
{
  static const char *const units[] = { "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", NULL };
  guint i = first;

  if (!studio_sql_text_is_word (self, i))
    return STUDIO_SQL_NOWHERE;
  while (studio_sql_text_get_kind (self, i + 1) == '.' && studio_sql_text_is_word (self, i + 2))
    i += 2;
  if ((studio_sql_text_is (self, i, "DOUBLE") && studio_sql_text_is (self, i + 1, "PRECISION")) ||
      studio_sql_text_is (self, i + 1, "VARYING") ||
      (studio_sql_text_is (self, i, "INTERVAL") && studio_sql_text_is_one_of (self, i + 1, units)))
    i++;
  if (studio_sql_text_get_kind (self, i + 1) == '(' &&
      studio_sql_text_match (self, i + 1) != STUDIO_SQL_NOWHERE)
    i = studio_sql_text_match (self, i + 1);
  if ((studio_sql_text_is (self, i + 1, "WITH") || studio_sql_text_is (self, i + 1, "WITHOUT")) &&
      studio_sql_text_is (self, i + 2, "TIME") && studio_sql_text_is (self, i + 3, "ZONE"))
    i += 3;
  while (studio_sql_text_get_kind (self, i + 1) == '[' &&
         studio_sql_text_match (self, i + 1) != STUDIO_SQL_NOWHERE)
    i = studio_sql_text_match (self, i + 1);
  return i;
}

/* The last token of a function's call or of a name at @i, with what may follow the bracket. */
static guint
call_end (const StudioSqlText *self, guint i)
{
  while (studio_sql_text_get_kind (self, i + 1) == '.' &&
         (studio_sql_text_is_word (self, i + 2) || studio_sql_text_get_kind (self, i + 2) == '*'))
    i += 2;
  if (studio_sql_text_get_kind (self, i + 1) != '(' || !studio_sql_text_is_callable (self, i))
    return i;
  i = studio_sql_text_match (self, i + 1);
  for (;;)
    {
      guint open = i + 2;

      if (i == STUDIO_SQL_NOWHERE)
        return i;
      if (studio_sql_text_is (self, i + 1, "WITHIN") && studio_sql_text_is (self, i + 2, "GROUP"))
        open = i + 3;
      else if (studio_sql_text_is (self, i + 1, "OVER") && studio_sql_text_is_name (self, i + 2))
        return i + 2;
      else if (!studio_sql_text_is (self, i + 1, "OVER") &&
               !studio_sql_text_is (self, i + 1, "FILTER"))
        return i;
      if (studio_sql_text_get_kind (self, open) != '(')
        return i;
      i = studio_sql_text_match (self, open);
    }
}

static gboolean
is_typed_literal (const StudioSqlText *self, guint type)
{
  static const char *const types[] = {
    "INTERVAL", "DATE", "TIMESTAMP", "TIMESTAMPTZ", "TIME", NULL
  };

  return studio_sql_text_is_one_of (self, type, types) &&
         studio_sql_text_get_kind (self, type + 1) == PG_QUERY__TOKEN__SCONST;
}

static gboolean
is_interval_unit (const StudioSqlText *self, guint index)
{
  static const char *const units[] = { "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", NULL };

  return studio_sql_text_is_one_of (self, index, units);
}

/* Whether a word is a value by itself: a name, or one of the few keywords that are. */
static gboolean
is_value_word (const StudioSqlText *self, guint index)
{
  static const char *const values[] = { "NULL", "TRUE", "FALSE", NULL };

  return studio_sql_text_get (self, index)->keyword != PG_QUERY__KEYWORD_KIND__RESERVED_KEYWORD ||
         studio_sql_text_is_callable (self, index) ||
         studio_sql_text_is_one_of (self, index, values);
}

static guint
atom_end (const StudioSqlText *self, guint first)
{
  const StudioSqlToken *token = studio_sql_text_get (self, first);

  if (token->kind == '(' || token->kind == PG_QUERY__TOKEN__CASE)
    return studio_sql_text_match (self, first);
  if (studio_sql_text_is (self, first, "ARRAY"))
    return studio_sql_text_match (self, first + 1);
  if (is_typed_literal (self, first))
    return studio_sql_text_is (self, first, "INTERVAL") && is_interval_unit (self, first + 2)
               ? first + 2
               : first + 1;
  if (studio_sql_text_is_number (self, first) || token->kind == PG_QUERY__TOKEN__SCONST ||
      token->kind == PG_QUERY__TOKEN__PARAM)
    return first;
  if (!studio_sql_text_is_word (self, first) || !is_value_word (self, first))
    return STUDIO_SQL_NOWHERE;
  return call_end (self, first);
}

guint
studio_sql_text_primary_end (const StudioSqlText *self, guint first)
{
  guint i = first;

  while (studio_sql_text_get_kind (self, i) == '-' || studio_sql_text_get_kind (self, i) == '+')
    i++;
  i = atom_end (self, i);
  while (i != STUDIO_SQL_NOWHERE)
    {
      int next = studio_sql_text_get_kind (self, i + 1);

      if (next == '[')
        i = studio_sql_text_match (self, i + 1);
      else if (next == PG_QUERY__TOKEN__TYPECAST)
        i = studio_sql_text_type_end (self, i + 2);
      else if (next == '.' && studio_sql_text_is_word (self, i + 2))
        i += 2;
      else if (next == PG_QUERY__TOKEN__COLLATE && studio_sql_text_is_word (self, i + 2))
        i += 2;
      else if (studio_sql_text_is (self, i + 1, "AT") && studio_sql_text_is (self, i + 2, "TIME") &&
               studio_sql_text_is (self, i + 3, "ZONE"))
        i = studio_sql_text_primary_end (self, i + 4);
      else
        break;
    }
  return i;
}

/* The token before what follows a call's bracket (OVER, FILTER, WITHIN GROUP), when @open opens
 * that. */
static guint
before_suffix (const StudioSqlText *self, guint open)
{
  if (open == 0)
    return STUDIO_SQL_NOWHERE;
  if (studio_sql_text_is (self, open - 1, "OVER") || studio_sql_text_is (self, open - 1, "FILTER"))
    return open - 2;
  if (open > 2 && studio_sql_text_is (self, open - 1, "GROUP") &&
      studio_sql_text_is (self, open - 2, "WITHIN"))
    return open - 3;
  return STUDIO_SQL_NOWHERE;
}

/* One step to the left: sets @done when @i is the first token of the primary. */
static guint
step_left (const StudioSqlText *self, guint i, gboolean *done)
{
  int kind = studio_sql_text_get_kind (self, i);
  guint match = studio_sql_text_match (self, i);

  *done = FALSE;
  if (i < self->length && self->casts[i] != STUDIO_SQL_NOWHERE)
    return self->casts[i] - 1;
  if (kind == ']' && match != STUDIO_SQL_NOWHERE && match > 0 &&
      !studio_sql_text_is (self, match - 1, "ARRAY"))
    return match - 1;
  if (kind == ')' && before_suffix (self, match) != STUDIO_SQL_NOWHERE)
    return before_suffix (self, match);
  if (i > 1 && studio_sql_text_is (self, i - 1, "OVER"))
    return i - 2;
  if (i > 2 && studio_sql_text_is (self, i - 1, "ZONE") && studio_sql_text_is (self, i - 3, "AT"))
    return i - 4;
  *done = TRUE;
  if (kind == ')' || kind == ']' || kind == PG_QUERY__TOKEN__END_P)
    {
      if (match == STUDIO_SQL_NOWHERE || kind == PG_QUERY__TOKEN__END_P || match == 0)
        return match;
      if (kind == ']' || studio_sql_text_is_callable (self, match - 1))
        return studio_sql_text_name_start (self, match - 1);
      return match;
    }
  if (i > 0 && is_typed_literal (self, i - 1))
    return i - 1;
  if (i > 1 && is_interval_unit (self, i) && is_typed_literal (self, i - 2))
    return i - 2;
  if (studio_sql_text_is_word (self, i) &&
      (is_value_word (self, i) || studio_sql_text_get_kind (self, i - 1) == '.'))
    return studio_sql_text_name_start (self, i);
  return studio_sql_text_is_number (self, i) || kind == PG_QUERY__TOKEN__SCONST
             ? i
             : STUDIO_SQL_NOWHERE;
}

guint
studio_sql_text_primary_start (const StudioSqlText *self, guint last)
{
  gboolean done = FALSE;
  guint i = last;

  while (!done && i != STUDIO_SQL_NOWHERE)
    i = step_left (self, i, &done);
  return i;
}
