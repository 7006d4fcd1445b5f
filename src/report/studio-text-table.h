/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioTextTable: rows under headings, written with aligned columns or as Markdown. */
typedef struct _StudioTextTable StudioTextTable;

/**
 * studio_text_table_new:
 * @headings: %NULL-terminated
 * @alignment: a letter for each column: "l" left, "r" right
 *
 * Returns: (transfer full): free with studio_text_table_free()
 */
StudioTextTable *studio_text_table_new (const char *const *headings, const char *alignment);
void studio_text_table_free (StudioTextTable *self);

/** studio_text_table_add: begins the next cell, row by row; @text is (nullable) and copied. */
void studio_text_table_add (StudioTextTable *self, const char *text);
void studio_text_table_add_number (StudioTextTable *self, gint64 number);

/** studio_text_table_add_unless: a number, or nothing when it is @unknown. */
void studio_text_table_add_unless (StudioTextTable *self, gint64 number, gint64 unknown);

/** studio_text_table_write: appends the table with aligned columns, each cell cut at
 * @widest columns (0: not cut). */
void studio_text_table_write (StudioTextTable *self, GString *text, guint widest);

/** studio_text_table_write_markdown: appends it as a Markdown table. */
void studio_text_table_write_markdown (StudioTextTable *self, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioTextTable, studio_text_table_free)

G_END_DECLS
