/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-pieces.h"

G_BEGIN_DECLS

#define STUDIO_SQL_INDENT 2

/**
 * StudioSqlPrinter:
 * @column: on the line that is being written
 * @line_indent: of that line
 * @must_break: a comment goes to the end of the line
 * @last: (nullable): what was written last on the line
 *
 * Writes the pieces of a statement down, breaking lines where they get too long. Ranges are from
 * the piece at @start to that before @end.
 */
typedef struct
{
  const char *sql;
  GArray *pieces; /* of StudioSqlPiece */
  GString *out;
  guint column;
  guint line_indent;
  gboolean must_break;
  const StudioSqlPiece *last;
} StudioSqlPrinter;

gboolean _studio_sql_piece_is_comment (const StudioSqlPiece *piece);
const StudioSqlPiece *_studio_sql_printer_get (const StudioSqlPrinter *self, guint index);
gboolean _studio_sql_printer_is (const StudioSqlPrinter *self, guint index, const char *word);
gboolean
_studio_sql_printer_is_any (const StudioSqlPrinter *self, guint index, const char *const *words);

/** _studio_sql_printer_skip: Returns: the index behind a piece and what it encloses. */
guint _studio_sql_printer_skip (const StudioSqlPrinter *self, guint index);

/** _studio_sql_printer_find_separator: Returns: the index of the next comma, or with @logic of the
 * next AND or OR, at the level of @start; @end when there is none. */
guint _studio_sql_printer_find_separator (const StudioSqlPrinter *self,
                                          guint start,
                                          guint end,
                                          gboolean logic);

/** _studio_sql_printer_take_comments: Returns: the index behind the comments that stand on the line
 * of what is before @index. */
guint _studio_sql_printer_take_comments (const StudioSqlPrinter *self, guint index, guint end);

/** _studio_sql_printer_measure: Returns: columns that a range takes on one line, %G_MAXUINT when it
 * cannot be on one. */
guint _studio_sql_printer_measure (const StudioSqlPrinter *self, guint start, guint end);

/** _studio_sql_printer_fits: whether there is room for a range on the line. */
gboolean _studio_sql_printer_fits (const StudioSqlPrinter *self, guint start, guint end);

void _studio_sql_printer_new_line (StudioSqlPrinter *self, guint indent);
void _studio_sql_printer_piece (StudioSqlPrinter *self, guint index);
void _studio_sql_printer_inline (StudioSqlPrinter *self, guint start, guint end);

/** _studio_sql_printer_range: what is no query, on the line as far as it fits. */
void _studio_sql_printer_range (StudioSqlPrinter *self, guint start, guint end);

/** _studio_sql_printer_items: the elements of a list, each on a line of its own. */
void _studio_sql_printer_items (StudioSqlPrinter *self, guint start, guint end, guint indent);

/** _studio_sql_printer_conditions: with a new line before every AND and OR. */
void _studio_sql_printer_conditions (StudioSqlPrinter *self, guint start, guint end, guint indent);

/** _studio_sql_printer_query: a SELECT, a line for every clause (studio-sql-format.c). */
void _studio_sql_printer_query (StudioSqlPrinter *self, guint start, guint end, guint indent);

G_END_DECLS
