/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-printer-private.h"

#define LINE_WIDTH 88
/* A subquery that is shorter than this stays on its line. */
#define SHORT_QUERY 60

const StudioSqlPiece *
_studio_sql_printer_get (const StudioSqlPrinter *self, guint index)
{
  return &g_array_index (self->pieces, StudioSqlPiece, index);
}

gboolean
_studio_sql_printer_is (const StudioSqlPrinter *self, guint index, const char *word)
{
  return index < self->pieces->len &&
         studio_sql_piece_is (_studio_sql_printer_get (self, index), self->sql, word);
}

gboolean
_studio_sql_printer_is_any (const StudioSqlPrinter *self, guint index, const char *const *words)
{
  return index < self->pieces->len &&
         studio_sql_piece_is_any (_studio_sql_printer_get (self, index), self->sql, words);
}

gboolean
_studio_sql_piece_is_comment (const StudioSqlPiece *piece)
{
  return piece->kind == STUDIO_SQL_PIECE_LINE_COMMENT || piece->kind == STUDIO_SQL_PIECE_COMMENT;
}

void
_studio_sql_printer_new_line (StudioSqlPrinter *self, guint indent)
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

void
_studio_sql_printer_piece (StudioSqlPrinter *self, guint index)
{
  const StudioSqlPiece *piece = _studio_sql_printer_get (self, index);

  if (self->must_break)
    _studio_sql_printer_new_line (self, self->line_indent);
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
guint
_studio_sql_printer_measure (const StudioSqlPrinter *self, guint start, guint end)
{
  guint width = 0;

  for (guint i = start; i < end; i++)
    {
      const StudioSqlPiece *piece = _studio_sql_printer_get (self, i);

      if (piece->kind == STUDIO_SQL_PIECE_LINE_COMMENT || piece->many_lines)
        return G_MAXUINT;
      width += piece->width +
               (i > start && studio_sql_pieces_need_blank (_studio_sql_printer_get (self, i - 1),
                                                           piece, self->sql));
    }
  return width;
}

gboolean
_studio_sql_printer_fits (const StudioSqlPrinter *self, guint start, guint end)
{
  guint width = _studio_sql_printer_measure (self, start, end);

  return width < LINE_WIDTH && self->column + 1 + width <= LINE_WIDTH;
}

void
_studio_sql_printer_inline (StudioSqlPrinter *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    _studio_sql_printer_piece (self, i);
}

/* The index behind the piece at @index and what it encloses. */
guint
_studio_sql_printer_skip (const StudioSqlPrinter *self, guint index)
{
  return _studio_sql_printer_get (self, index)->match + 1;
}

/* The next comma, or AND and OR with @logic, at the level of @start; the AND of BETWEEN is not
 * one. */
guint
_studio_sql_printer_find_separator (const StudioSqlPrinter *self,
                                    guint start,
                                    guint end,
                                    gboolean logic)
{
  gboolean between = FALSE;

  for (guint i = start; i < end; i = _studio_sql_printer_skip (self, i))
    {
      if (!logic && _studio_sql_printer_get (self, i)->kind == STUDIO_SQL_PIECE_COMMA)
        return i;
      if (!logic)
        continue;
      if (_studio_sql_printer_is (self, i, "between"))
        between = TRUE;
      else if (_studio_sql_printer_is (self, i, "and") && between)
        between = FALSE;
      else if (i > start &&
               (_studio_sql_printer_is (self, i, "and") || _studio_sql_printer_is (self, i, "or")))
        return i;
    }
  return end;
}

/* Comments behind a comma, on its line, belong to what stands before it. */
guint
_studio_sql_printer_take_comments (const StudioSqlPrinter *self, guint index, guint end)
{
  while (index < end && _studio_sql_piece_is_comment (_studio_sql_printer_get (self, index)) &&
         !_studio_sql_printer_get (self, index)->new_line)
    index++;
  return index;
}

/* The elements of a list, each on a line of its own. */
void
_studio_sql_printer_items (StudioSqlPrinter *self, guint start, guint end, guint indent)
{
  while (start < end)
    {
      guint comma = _studio_sql_printer_find_separator (self, start, end, FALSE);
      guint next = comma < end ? _studio_sql_printer_take_comments (self, comma + 1, end) : end;

      _studio_sql_printer_new_line (self, indent);
      _studio_sql_printer_range (self, start, comma);
      _studio_sql_printer_inline (self, comma, next);
      start = next;
    }
}

/* Conditions, each that begins with AND or OR on a line of its own. */
void
_studio_sql_printer_conditions (StudioSqlPrinter *self, guint start, guint end, guint indent)
{
  while (start < end)
    {
      guint next = _studio_sql_printer_find_separator (self, start, end, TRUE);

      _studio_sql_printer_range (self, start, next);
      if (next < end)
        _studio_sql_printer_new_line (self, indent);
      start = next;
    }
}

static gboolean
begins_query (const StudioSqlPrinter *self, guint start, guint end)
{
  static const char *const words[] = { "select", "with", "values", NULL };

  while (start < end && (_studio_sql_piece_is_comment (_studio_sql_printer_get (self, start)) ||
                         (_studio_sql_printer_get (self, start)->kind == STUDIO_SQL_PIECE_OPEN &&
                          _studio_sql_printer_get (self, start)->match < end)))
    start++;
  return start < end && _studio_sql_printer_is_any (self, start, words);
}

/* OVER (PARTITION BY … ORDER BY … ROWS …), WITHIN GROUP (ORDER BY …). */
static void
print_window (StudioSqlPrinter *self, guint start, guint end, guint indent)
{
  static const char *const parts[] = { "partition", "order", "rows", "range", "groups", NULL };
  guint i = start;

  while (i < end)
    {
      guint next = i + 1;

      while (next < end && !_studio_sql_printer_is_any (self, next, parts))
        next = _studio_sql_printer_skip (self, next);
      _studio_sql_printer_new_line (self, indent);
      _studio_sql_printer_range (self, i, MIN (next, end));
      i = next;
    }
}

/* What is in brackets and does not fit on the line. */
static void
print_broken (StudioSqlPrinter *self, guint open, guint close)
{
  guint indent = self->line_indent;
  guint inner = indent + STUDIO_SQL_INDENT;

  _studio_sql_printer_piece (self, open);
  if (begins_query (self, open + 1, close))
    {
      _studio_sql_printer_new_line (self, inner);
      _studio_sql_printer_query (self, open + 1, close, inner);
    }
  else if (_studio_sql_printer_is (self, open + 1, "partition") ||
           _studio_sql_printer_is (self, open + 1, "order"))
    print_window (self, open + 1, close, inner);
  else if (_studio_sql_printer_find_separator (self, open + 1, close, FALSE) < close)
    _studio_sql_printer_items (self, open + 1, close, inner);
  else
    {
      _studio_sql_printer_new_line (self, inner);
      _studio_sql_printer_conditions (self, open + 1, close, inner);
    }
  _studio_sql_printer_new_line (self, indent);
  _studio_sql_printer_piece (self, close);
}

static void
print_brackets (StudioSqlPrinter *self, guint open, guint close)
{
  guint width = _studio_sql_printer_measure (self, open, close + 1);
  gboolean query = begins_query (self, open + 1, close);

  if (close == open + 1 ||
      (_studio_sql_printer_fits (self, open, close + 1) && (!query || width <= SHORT_QUERY)))
    _studio_sql_printer_inline (self, open, close + 1);
  else
    print_broken (self, open, close);
}

/* CASE and END stand below each other, WHEN and ELSE between them. */
static void
print_case (StudioSqlPrinter *self, guint start, guint end)
{
  static const char *const parts[] = { "when", "else", NULL };
  guint indent = self->line_indent;
  guint i = start + 1;

  if (_studio_sql_printer_fits (self, start, end + 1))
    {
      _studio_sql_printer_inline (self, start, end + 1);
      return;
    }
  _studio_sql_printer_piece (self, start);
  while (i < end)
    {
      guint next = i + 1;

      while (next < end && !_studio_sql_printer_is_any (self, next, parts))
        next = _studio_sql_printer_skip (self, next);
      if (_studio_sql_printer_is_any (self, i, parts))
        _studio_sql_printer_new_line (self, indent + STUDIO_SQL_INDENT);
      _studio_sql_printer_range (self, i, MIN (next, end));
      i = next;
    }
  _studio_sql_printer_new_line (self, indent);
  _studio_sql_printer_piece (self, end);
}

/* Anything that is no query: on the line as far as it fits, else broken where brackets and CASE
 * allow it. A comment that had a line of its own keeps one. */
void
_studio_sql_printer_range (StudioSqlPrinter *self, guint start, guint end)
{
  for (guint i = start; i < end;)
    {
      const StudioSqlPiece *piece = _studio_sql_printer_get (self, i);
      guint next = _studio_sql_printer_skip (self, i);

      if (_studio_sql_piece_is_comment (piece) && piece->new_line && self->last != NULL)
        _studio_sql_printer_new_line (self, self->line_indent);
      if (piece->kind == STUDIO_SQL_PIECE_OPEN)
        print_brackets (self, i, next - 1);
      else if (next > i + 1)
        print_case (self, i, next - 1);
      else
        _studio_sql_printer_piece (self, i);
      i = next;
    }
}
