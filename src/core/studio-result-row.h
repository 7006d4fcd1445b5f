/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-result.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RESULT_ROW (studio_result_row_get_type ())

/** StudioResultRow: a light view of one row of a StudioResult. */
G_DECLARE_FINAL_TYPE (StudioResultRow, studio_result_row, STUDIO, RESULT_ROW, GObject)

/** studio_result_row_new: keeps a reference to @result. */
StudioResultRow *studio_result_row_new (StudioResult *result, guint row);

guint studio_result_row_get_index (StudioResultRow *self);

/** studio_result_row_get_cell: Returns: (transfer none) (nullable): %NULL for NULL. */
const char *studio_result_row_get_cell (StudioResultRow *self, guint column);

G_END_DECLS
