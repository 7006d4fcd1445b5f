/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-format.h"

#include "sql/studio-sql-clean.h"
#include "sql/studio-sql-pieces.h"

#include <string.h>

#define LINE_WIDTH 88
#define INDENT 2
/* A subquery that is shorter than this stays on its line. */
#define SHORT_QUERY 60
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

typedef struct
{
  const char *sql;
  GArray *pieces;
  GString *out;
  guint column;        /* on the line that is being written */
  guint line_indent;   /* of that line */
  gboolean must_break; /* a comment goes to the end of the line */
  const StudioSqlPiece *last;
} Printer;

static void print_range (Printer *self, guint start, guint end);
static void print_query (Printer *self, guint start, guint end, guint indent);

static const StudioSqlPiece *
get (const Printer *self, guint index)
{
  return &g_array_index (self->pieces, StudioSqlPiece, index);
}

static gboolean
is (const Printer *self, guint index, const char *word)
{
  return index < self->pieces->len && studio_sql_piece_is (get (self, index), self->sql, word);
}

static gboolean
is_any (const Printer *self, guint index, const char *const *words)
{
  return index < self->pieces->len && studio_sql_piece_is_any (get (self, index), self->sql, words);
}

static gboolean
is_comment (const StudioSqlPiece *piece)
{
  return piece->kind == STUDIO_SQL_PIECE_LINE_COMMENT || piece->kind == STUDIO_SQL_PIECE_COMMENT;
}

static void
new_line (Printer *self, guint indent)
{
  if (self->out->len == 0)
    return;
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < indent; i++)
    g_string_append_c (self->out, ' ');
  self->column = self->line_indent = indent;
  self->must_break = FALSE;
  self->last = NULL;
}

static void
print_piece (Printer *self, guint index)
{
  const StudioSqlPiece *piece = get (self, index);

  if (self->must_break)
    new_line (self, self->line_indent);
  if (self->last != NULL && studio_sql_pieces_need_blank (self->last, piece, self->sql))
    {
      g_string_append_c (self->out, ' ');
      self->column++;
    }
  g_string_append_len (self->out, self->sql + piece->start, piece->end - piece->start);
  self->column += piece->width;
  self->must_break = piece->kind == STUDIO_SQL_PIECE_LINE_COMMENT;
  self->last = piece;
}

/* Columns that a range takes on one line; %G_MAXUINT when it cannot be on one. */
static guint
measure (const Printer *self, guint start, guint end)
{
  guint width = 0;

  for (guint i = start; i < end; i++)
    {
      const StudioSqlPiece *piece = get (self, i);

      if (piece->kind == STUDIO_SQL_PIECE_LINE_COMMENT || piece->many_lines)
        return G_MAXUINT;
      width += piece->width +
               (i > start && studio_sql_pieces_need_blank (get (self, i - 1), piece, self->sql));
    }
  return width;
}

static gboolean
fits (const Printer *self, guint start, guint end)
{
  guint width = measure (self, start, end);

  return width < LINE_WIDTH && self->column + 1 + width <= LINE_WIDTH;
}

static void
print_inline (Printer *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    print_piece (self, i);
}

/* The index behind the piece at @index and what it encloses. */
static guint
skip (const Printer *self, guint index)
{
  return get (self, index)->match + 1;
}

/* The next comma, or AND and OR with @logic, at the level of @start; the AND of BETWEEN is not
 * one. */
static guint
find_separator (const Printer *self, guint start, guint end, gboolean logic)
{
  gboolean between = FALSE;

  for (guint i = start; i < end; i = skip (self, i))
    {
      if (!logic && get (self, i)->kind == STUDIO_SQL_PIECE_COMMA)
        return i;
      if (!logic)
        continue;
      if (is (self, i, "between"))
        between = TRUE;
      else if (is (self, i, "and") && between)
        between = FALSE;
      else if (i > start && (is (self, i, "and") || is (self, i, "or")))
        return i;
    }
  return end;
}

static gboolean
has_logic (const Printer *self, guint start, guint end)
{
  return find_separator (self, start, end, TRUE) < end;
}

/* Comments behind a comma, on its line, belong to what stands before it. */
static guint
take_comments (const Printer *self, guint index, guint end)
{
  while (index < end && is_comment (get (self, index)) && !get (self, index)->new_line)
    index++;
  return index;
}

/* The elements of a list, each on a line of its own. */
static void
print_items (Printer *self, guint start, guint end, guint indent)
{
  while (start < end)
    {
      guint comma = find_separator (self, start, end, FALSE);
      guint next = comma < end ? take_comments (self, comma + 1, end) : end;

      new_line (self, indent);
      print_range (self, start, comma);
      print_inline (self, comma, next);
      start = next;
    }
}

/* Conditions, each that begins with AND or OR on a line of its own. */
static void
print_conditions (Printer *self, guint start, guint end, guint indent)
{
  while (start < end)
    {
      guint next = find_separator (self, start, end, TRUE);

      print_range (self, start, next);
      if (next < end)
        new_line (self, indent);
      start = next;
    }
}

static gboolean
begins_query (const Printer *self, guint start, guint end)
{
  static const char *const words[] = { "select", "with", "values", NULL };

  while (start < end &&
         (is_comment (get (self, start)) ||
          (get (self, start)->kind == STUDIO_SQL_PIECE_OPEN && get (self, start)->match < end)))
    start++;
  return start < end && is_any (self, start, words);
}

/* OVER (PARTITION BY … ORDER BY … ROWS …), WITHIN GROUP (ORDER BY …). */
static void
print_window (Printer *self, guint start, guint end, guint indent)
{
  static const char *const parts[] = { "partition", "order", "rows", "range", "groups", NULL };
  guint i = start;

  while (i < end)
    {
      guint next = i + 1;

      while (next < end && !is_any (self, next, parts))
        next = skip (self, next);
      new_line (self, indent);
      print_range (self, i, MIN (next, end));
      i = next;
    }
}

/* What is in brackets and does not fit on the line. */
static void
print_broken (Printer *self, guint open, guint close)
{
  guint indent = self->line_indent;
  guint inner = indent + INDENT;

  print_piece (self, open);
  if (begins_query (self, open + 1, close))
    {
      new_line (self, inner);
      print_query (self, open + 1, close, inner);
    }
  else if (is (self, open + 1, "partition") || is (self, open + 1, "order"))
    print_window (self, open + 1, close, inner);
  else if (find_separator (self, open + 1, close, FALSE) < close)
    print_items (self, open + 1, close, inner);
  else
    {
      new_line (self, inner);
      print_conditions (self, open + 1, close, inner);
    }
  new_line (self, indent);
  print_piece (self, close);
}

static void
print_brackets (Printer *self, guint open, guint close)
{
  guint width = measure (self, open, close + 1);
  gboolean query = begins_query (self, open + 1, close);

  if (close == open + 1 || (fits (self, open, close + 1) && (!query || width <= SHORT_QUERY)))
    print_inline (self, open, close + 1);
  else
    print_broken (self, open, close);
}

/* CASE and END stand below each other, WHEN and ELSE between them. */
static void
print_case (Printer *self, guint start, guint end)
{
  static const char *const parts[] = { "when", "else", NULL };
  guint indent = self->line_indent;
  guint i = start + 1;

  if (fits (self, start, end + 1))
    {
      print_inline (self, start, end + 1);
      return;
    }
  print_piece (self, start);
  while (i < end)
    {
      guint next = i + 1;

      while (next < end && !is_any (self, next, parts))
        next = skip (self, next);
      if (is_any (self, i, parts))
        new_line (self, indent + INDENT);
      print_range (self, i, MIN (next, end));
      i = next;
    }
  new_line (self, indent);
  print_piece (self, end);
}

/* Anything that is no query: on the line as far as it fits, else broken where brackets and CASE
 * allow it. A comment that had a line of its own keeps one. */
static void
print_range (Printer *self, guint start, guint end)
{
  for (guint i = start; i < end;)
    {
      const StudioSqlPiece *piece = get (self, i);
      guint next = skip (self, i);

      if (is_comment (piece) && piece->new_line && self->last != NULL)
        new_line (self, self->line_indent);
      if (piece->kind == STUDIO_SQL_PIECE_OPEN)
        print_brackets (self, i, next - 1);
      else if (next > i + 1)
        print_case (self, i, next - 1);
      else
        print_piece (self, i);
      i = next;
    }
}

/* Returns how many words at @index are the beginning of a JOIN: LEFT OUTER JOIN… */
static guint
count_join_words (const Printer *self, guint index, guint end)
{
  static const char *const words[] = { "natural", "inner", "left", "right", "full",
                                       "cross",   "outer", "semi", "anti",  "asof",
                                       "global",  "any",   "all",  "array", NULL };
  guint i = index;

  while (i < end && i < index + 4 && is_any (self, i, words))
    i++;
  return i < end && (is (self, i, "join") || is (self, i, "straight_join") ||
                     (i > index && is (self, i, "apply")))
             ? i + 1 - index
             : 0;
}

/* What begins at @index in the query that begins at @start; @n_words is the length of its name. */
static ClauseKind
find_clause (const Printer *self, guint index, guint start, guint end, guint *n_words)
{
  static const char *const conditions[] = { "where", "having", "qualify", "prewhere", NULL };
  static const char *const lists[] = { "group", "order", "cluster", "sort", "distribute", NULL };
  static const char *const rest[] = { "limit", "offset", "settings", "format", NULL };
  static const char *const sets[] = { "union", "intersect", "except", "minus", NULL };
  static const char *const all[] = { "all", "distinct", NULL };

  *n_words = 1;
  if (index > start && (get (self, index - 1)->kind == STUDIO_SQL_PIECE_DOT ||
                        is (self, index - 1, "with") || is (self, index - 1, "as")))
    return CLAUSE_NONE;
  if (is (self, index, "select"))
    return CLAUSE_SELECT;
  if (is (self, index, "with") && index == start)
    {
      *n_words = 1 + is (self, index + 1, "recursive");
      return CLAUSE_WITH;
    }
  if (is (self, index, "values") && index == start)
    return CLAUSE_LIST;
  if (is (self, index, "from"))
    return index > start && is (self, index - 1, "distinct") ? CLAUSE_NONE : CLAUSE_FROM;
  if (is_any (self, index, conditions))
    return CLAUSE_CONDITIONS;
  if (is (self, index + 1, "by") && is_any (self, index, lists))
    {
      *n_words = 2;
      return CLAUSE_LIST;
    }
  if (is (self, index, "window") && is (self, index + 2, "as"))
    return CLAUSE_LIST;
  if (is_any (self, index, sets) && index > start)
    {
      *n_words = 1 + is_any (self, index + 1, all);
      return CLAUSE_SET;
    }
  if (is_any (self, index, rest) || (is (self, index, "fetch") && index > start))
    return CLAUSE_REST;
  *n_words = count_join_words (self, index, end);
  return *n_words > 0 ? CLAUSE_FROM : CLAUSE_NONE;
}

/* SELECT DISTINCT ON (…), SELECT TOP (10) PERCENT: what stands before the list. */
static guint
skip_select_options (const Printer *self, guint index, guint end)
{
  static const char *const words[] = { "distinct", "all", "top", "percent", NULL };

  while (index < end && is_any (self, index, words))
    {
      gboolean top = is (self, index, "top");

      index++;
      if (index < end && (top || is (self, index, "on")))
        index = skip (self, is (self, index, "on") && index + 1 < end ? index + 1 : index);
    }
  return index;
}

static guint
count_items (const Printer *self, guint start, guint end)
{
  guint n = 1;

  for (guint i = find_separator (self, start, end, FALSE); i < end;
       i = find_separator (self, i + 1, end, FALSE))
    n++;
  return n;
}

static void
print_list (Printer *self, guint start, guint end, guint indent, guint most)
{
  guint n = count_items (self, start, end);

  if (n <= most && fits (self, start, end))
    print_range (self, start, end);
  else if (n == 1)
    print_range (self, start, end);
  else
    print_items (self, start, end, indent + INDENT);
}

/* A table and, on its line when there is room, the condition of its JOIN. */
static void
print_from (Printer *self, guint start, guint end, guint indent)
{
  guint on = start;

  while (on < end && !is (self, on, "on"))
    on = skip (self, on);
  if (on >= end)
    {
      print_list (self, start, end, indent, G_MAXUINT);
      return;
    }
  print_range (self, start, on);
  if (!fits (self, on, end))
    {
      new_line (self, indent + INDENT);
      print_piece (self, on);
      print_conditions (self, on + 1, end, indent + 2 * INDENT);
    }
  else
    print_range (self, on, end);
}

/* Every common table expression begins a line. */
static void
print_with (Printer *self, guint start, guint end, guint indent)
{
  while (start < end)
    {
      guint comma = find_separator (self, start, end, FALSE);
      guint next = comma < end ? take_comments (self, comma + 1, end) : end;

      print_range (self, start, comma);
      print_inline (self, comma, next);
      if (next < end)
        new_line (self, indent);
      start = next;
    }
}

static void
print_clause (Printer *self, ClauseKind kind, guint start, guint words, guint end, guint indent)
{
  guint body = start + words;

  if (kind == CLAUSE_SELECT)
    body = MIN (skip_select_options (self, body, end), end);
  print_inline (self, start, body);
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
      if (has_logic (self, body, end))
        print_conditions (self, body, end, indent + INDENT);
      else
        print_range (self, body, end);
      break;
    case CLAUSE_LIST:
      print_list (self, body, end, indent, G_MAXUINT);
      break;
    case CLAUSE_SET:
      if (body < end)
        new_line (self, indent);
      print_range (self, body, end);
      break;
    case CLAUSE_REST:
    case CLAUSE_NONE:
    default:
      print_range (self, body, end);
    }
}

/* A query begins anew behind UNION and the like, as far as WITH and VALUES are concerned. */
static void
print_query (Printer *self, guint start, guint end, guint indent)
{
  guint i = start, query = start;

  while (i < end && is_comment (get (self, i)))
    {
      if (self->last != NULL && get (self, i)->new_line)
        new_line (self, indent);
      print_piece (self, i++);
      query = i;
    }
  if (i > start && i < end && get (self, i)->new_line)
    new_line (self, indent);
  while (i < end)
    {
      guint words, unused;
      ClauseKind kind = find_clause (self, i, query, end, &words);
      guint next = kind == CLAUSE_NONE ? skip (self, i) : i + words;

      if (kind == CLAUSE_NONE)
        words = 0;
      if (kind == CLAUSE_SET)
        query = i + words;
      while (next < end && find_clause (self, next, query, end, &unused) == CLAUSE_NONE)
        next = skip (self, next);
      if (i > query || kind == CLAUSE_SET)
        new_line (self, indent);
      print_clause (self, kind, i, words, MIN (next, end), indent);
      if (kind == CLAUSE_SET && next == query)
        new_line (self, indent);
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
  Printer self = { 0 };

  g_return_val_if_fail (sql != NULL, NULL);

  pieces = studio_sql_pieces_new (sql, dialect);
  if (pieces == NULL || pieces->len == 0 || pieces->len > STUDIO_SQL_MAX_TOKENS)
    return g_strdup (sql);
  self.sql = sql;
  self.pieces = pieces;
  self.out = g_string_new (NULL);
  print_query (&self, 0, pieces->len, 0);
  if (!same_tokens (sql, self.out->str, dialect))
    {
      g_string_free (self.out, TRUE);
      return g_strdup (sql);
    }
  return g_string_free (self.out, FALSE);
}
