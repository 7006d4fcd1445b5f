/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-format.h"

#include "sql/studio-sql-clean.h"
#include "sql/studio-sql-printer-private.h"

#include <string.h>

/* More columns than this are easier to read below each other, however short they are. */
#define FEW_ITEMS 3

typedef enum
{
  CLAUSE_NONE,
  CLAUSE_WITH,
  CLAUSE_SELECT,
  CLAUSE_FROM,
  CLAUSE_CONDITIONS,
  CLAUSE_LIST,
  CLAUSE_SET,
  CLAUSE_REST,
} ClauseKind;

/* Returns how many words at @index are the beginning of a JOIN: LEFT OUTER JOIN… */
static guint
count_join_words (const StudioSqlPrinter *self, guint index, guint end)
{
  static const char *const words[] = { "natural", "inner", "left", "right", "full",
                                       "cross",   "outer", "semi", "anti",  "asof",
                                       "global",  "any",   "all",  "array", NULL };
  guint i = index;

  while (i < end && i < index + 4 && _studio_sql_printer_is_any (self, i, words))
    i++;
  return i < end && (_studio_sql_printer_is (self, i, "join") ||
                     _studio_sql_printer_is (self, i, "straight_join") ||
                     (i > index && _studio_sql_printer_is (self, i, "apply")))
             ? i + 1 - index
             : 0;
}

/* What begins at @index in the query that begins at @start; @n_words is the length of its name. */
static ClauseKind
find_clause (const StudioSqlPrinter *self, guint index, guint start, guint end, guint *n_words)
{
  static const char *const conditions[] = { "where", "having", "qualify", "prewhere", NULL };
  static const char *const lists[] = { "group", "order", "cluster", "sort", "distribute", NULL };
  static const char *const rest[] = { "limit", "offset", "settings", "format", NULL };
  static const char *const sets[] = { "union", "intersect", "except", "minus", NULL };
  static const char *const all[] = { "all", "distinct", NULL };

  *n_words = 1;
  if (index > start && (_studio_sql_printer_get (self, index - 1)->kind == STUDIO_SQL_PIECE_DOT ||
                        _studio_sql_printer_is (self, index - 1, "with") ||
                        _studio_sql_printer_is (self, index - 1, "as")))
    return CLAUSE_NONE;
  if (_studio_sql_printer_is (self, index, "select"))
    return CLAUSE_SELECT;
  if (_studio_sql_printer_is (self, index, "with") && index == start)
    {
      *n_words = 1 + _studio_sql_printer_is (self, index + 1, "recursive");
      return CLAUSE_WITH;
    }
  if (_studio_sql_printer_is (self, index, "values") && index == start)
    return CLAUSE_LIST;
  if (_studio_sql_printer_is (self, index, "from"))
    return index > start && _studio_sql_printer_is (self, index - 1, "distinct") ? CLAUSE_NONE
                                                                                 : CLAUSE_FROM;
  if (_studio_sql_printer_is_any (self, index, conditions))
    return CLAUSE_CONDITIONS;
  if (_studio_sql_printer_is (self, index + 1, "by") &&
      _studio_sql_printer_is_any (self, index, lists))
    {
      *n_words = 2;
      return CLAUSE_LIST;
    }
  if (_studio_sql_printer_is (self, index, "window") &&
      _studio_sql_printer_is (self, index + 2, "as"))
    return CLAUSE_LIST;
  if (_studio_sql_printer_is_any (self, index, sets) && index > start)
    {
      *n_words = 1 + _studio_sql_printer_is_any (self, index + 1, all);
      return CLAUSE_SET;
    }
  if (_studio_sql_printer_is_any (self, index, rest) ||
      (_studio_sql_printer_is (self, index, "fetch") && index > start))
    return CLAUSE_REST;
  *n_words = count_join_words (self, index, end);
  return *n_words > 0 ? CLAUSE_FROM : CLAUSE_NONE;
}

/* SELECT DISTINCT ON (…), SELECT TOP (10) PERCENT: what stands before the list. */
static guint
skip_select_options (const StudioSqlPrinter *self, guint index, guint end)
{
  static const char *const words[] = { "distinct", "all", "top", "percent", NULL };

  while (index < end && _studio_sql_printer_is_any (self, index, words))
    {
      gboolean top = _studio_sql_printer_is (self, index, "top");

      index++;
      if (index < end && (top || _studio_sql_printer_is (self, index, "on")))
        index = _studio_sql_printer_skip (
            self,
            _studio_sql_printer_is (self, index, "on") && index + 1 < end ? index + 1 : index);
    }
  return index;
}

static guint
count_items (const StudioSqlPrinter *self, guint start, guint end)
{
  guint n = 1;

  for (guint i = _studio_sql_printer_find_separator (self, start, end, FALSE); i < end;
       i = _studio_sql_printer_find_separator (self, i + 1, end, FALSE))
    n++;
  return n;
}

static void
print_list (StudioSqlPrinter *self, guint start, guint end, guint indent, guint most)
{
  guint n = count_items (self, start, end);

  if (n <= most && _studio_sql_printer_fits (self, start, end))
    _studio_sql_printer_range (self, start, end);
  else if (n == 1)
    _studio_sql_printer_range (self, start, end);
  else
    _studio_sql_printer_items (self, start, end, indent + STUDIO_SQL_INDENT);
}

/* A table and, on its line when there is room, the condition of its JOIN. */
static void
print_from (StudioSqlPrinter *self, guint start, guint end, guint indent)
{
  guint on = start;

  while (on < end && !_studio_sql_printer_is (self, on, "on"))
    on = _studio_sql_printer_skip (self, on);
  if (on >= end)
    {
      print_list (self, start, end, indent, G_MAXUINT);
      return;
    }
  _studio_sql_printer_range (self, start, on);
  if (!_studio_sql_printer_fits (self, on, end))
    {
      _studio_sql_printer_new_line (self, indent + STUDIO_SQL_INDENT);
      _studio_sql_printer_piece (self, on);
      _studio_sql_printer_conditions (self, on + 1, end, indent + 2 * STUDIO_SQL_INDENT);
    }
  else
    _studio_sql_printer_range (self, on, end);
}

/* Every common table expression begins a line. */
static void
print_with (StudioSqlPrinter *self, guint start, guint end, guint indent)
{
  while (start < end)
    {
      guint comma = _studio_sql_printer_find_separator (self, start, end, FALSE);
      guint next = comma < end ? _studio_sql_printer_take_comments (self, comma + 1, end) : end;

      _studio_sql_printer_range (self, start, comma);
      _studio_sql_printer_inline (self, comma, next);
      if (next < end)
        _studio_sql_printer_new_line (self, indent);
      start = next;
    }
}

static void
print_clause (StudioSqlPrinter *self,
              ClauseKind kind,
              guint start,
              guint words,
              guint end,
              guint indent)
{
  guint body = start + words;

  if (kind == CLAUSE_SELECT)
    body = MIN (skip_select_options (self, body, end), end);
  _studio_sql_printer_inline (self, start, body);
  switch (kind)
    {
    case CLAUSE_SELECT:
      print_list (self, body, end, indent, FEW_ITEMS);
      break;
    case CLAUSE_WITH:
      print_with (self, body, end, indent);
      break;
    case CLAUSE_FROM:
      print_from (self, body, end, indent);
      break;
    case CLAUSE_CONDITIONS:
      if (_studio_sql_printer_find_separator (self, body, end, TRUE) < end)
        _studio_sql_printer_conditions (self, body, end, indent + STUDIO_SQL_INDENT);
      else
        _studio_sql_printer_range (self, body, end);
      break;
    case CLAUSE_LIST:
      print_list (self, body, end, indent, G_MAXUINT);
      break;
    case CLAUSE_SET:
      if (body < end)
        _studio_sql_printer_new_line (self, indent);
      _studio_sql_printer_range (self, body, end);
      break;
    case CLAUSE_REST:
    case CLAUSE_NONE:
    default:
      _studio_sql_printer_range (self, body, end);
    }
}

/* A query begins anew behind UNION and the like, as far as WITH and VALUES are concerned. */
void
_studio_sql_printer_query (StudioSqlPrinter *self, guint start, guint end, guint indent)
{
  guint i = start, query = start;

  while (i < end && _studio_sql_piece_is_comment (_studio_sql_printer_get (self, i)))
    {
      if (self->last != NULL && _studio_sql_printer_get (self, i)->new_line)
        _studio_sql_printer_new_line (self, indent);
      _studio_sql_printer_piece (self, i++);
      query = i;
    }
  if (i > start && i < end && _studio_sql_printer_get (self, i)->new_line)
    _studio_sql_printer_new_line (self, indent);
  while (i < end)
    {
      guint words, unused;
      ClauseKind kind = find_clause (self, i, query, end, &words);
      guint next = kind == CLAUSE_NONE ? _studio_sql_printer_skip (self, i) : i + words;

      if (kind == CLAUSE_NONE)
        words = 0;
      if (kind == CLAUSE_SET)
        query = i + words;
      while (next < end && find_clause (self, next, query, end, &unused) == CLAUSE_NONE)
        next = _studio_sql_printer_skip (self, next);
      if (i > query || kind == CLAUSE_SET)
        _studio_sql_printer_new_line (self, indent);
      print_clause (self, kind, i, words, MIN (next, end), indent);
      if (kind == CLAUSE_SET && next == query)
        _studio_sql_printer_new_line (self, indent);
      i = next;
    }
}

/* The same tokens in the same order, by PostgreSQL's own scanner where it can read them. */
static gboolean
same_tokens (const char *before, const char *after, StudioDialect dialect)
{
  StudioSqlSyntax syntax = studio_sql_syntax_for_dialect (dialect);
  g_autoptr (GArray) first = studio_sql_lexemes_scan (before, syntax);
  g_autoptr (GArray) second = studio_sql_lexemes_scan (after, syntax);

  if (first->len != second->len)
    return FALSE;
  for (guint i = 0; i < first->len; i++)
    {
      const StudioSqlLexeme *a = &g_array_index (first, StudioSqlLexeme, i);
      const StudioSqlLexeme *b = &g_array_index (second, StudioSqlLexeme, i);

      if (a->end - a->start != b->end - b->start ||
          memcmp (before + a->start, after + b->start, a->end - a->start) != 0)
        return FALSE;
    }
  return TRUE;
}

char *
studio_sql_format (const char *sql, StudioDialect dialect)
{
  g_autoptr (GArray) pieces = NULL;
  StudioSqlPrinter self = { 0 };

  g_return_val_if_fail (sql != NULL, NULL);

  pieces = studio_sql_pieces_new (sql, dialect);
  if (pieces == NULL || pieces->len == 0 || pieces->len > STUDIO_SQL_MAX_TOKENS)
    return g_strdup (sql);
  self.sql = sql;
  self.pieces = pieces;
  self.out = g_string_new (NULL);
  _studio_sql_printer_query (&self, 0, pieces->len, 0);
  if (!same_tokens (sql, self.out->str, dialect))
    {
      g_string_free (self.out, TRUE);
      return g_strdup (sql);
    }
  return g_string_free (self.out, FALSE);
}
