/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-enums.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RESULT (studio_result_get_type ())

/**
 * StudioResult: the rows of a query, as a GListModel of StudioResultRow that are made when they
 * are looked at. Filled once by whoever made it, then immutable, so that any thread may read it.
 */
G_DECLARE_FINAL_TYPE (StudioResult, studio_result, STUDIO, RESULT, GObject)

StudioResult *studio_result_new (void);

/** studio_result_add_column: @base_type is Metabase's type of the column ("type/Integer"),
 * (nullable). */
void studio_result_add_column (StudioResult *self, const char *name, const char *base_type);

/**
 * studio_result_add_cell:
 * @text: (nullable) (transfer full): the value as text, %NULL for NULL
 *
 * Cells come row by row, after all columns; numbers as JSON wrote them, booleans as “true” or
 * “false”.
 */
void studio_result_add_cell (StudioResult *self, char *text);

/** studio_result_set_run: @milliseconds is the server's own time; @truncated whether rows were cut
 * at the limit. */
void studio_result_set_run (StudioResult *self, gint64 milliseconds, gboolean truncated);

guint studio_result_get_n_columns (StudioResult *self);
guint studio_result_get_n_rows (StudioResult *self);
const char *studio_result_get_column_name (StudioResult *self, guint column);
const char *studio_result_get_column_base_type (StudioResult *self, guint column);
StudioFieldKind studio_result_get_column_kind (StudioResult *self, guint column);

/** studio_result_get_cell: Returns: (transfer none) (nullable): the text, or %NULL for NULL. */
const char *studio_result_get_cell (StudioResult *self, guint row, guint column);

/**
 * studio_result_get_number:
 * @value: (out): the cell as a number
 *
 * Returns: whether the cell holds a number (big integers may arrive as JSON strings).
 */
gboolean studio_result_get_number (StudioResult *self, guint row, guint column, double *value);
gint64 studio_result_get_milliseconds (StudioResult *self);
gboolean studio_result_get_truncated (StudioResult *self);

G_END_DECLS
