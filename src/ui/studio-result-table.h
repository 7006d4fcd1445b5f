/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/studio-result.h"
#include "ui/studio-visualization.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RESULT_TABLE (studio_result_table_get_type ())

/** StudioResultTable: the rows of a result in columns. Only the first columns of a very wide one
 * are shown, since each costs a cell in every row there is. */
G_DECLARE_FINAL_TYPE (StudioResultTable, studio_result_table, STUDIO, RESULT_TABLE, AdwBin)

/** studio_result_table_set_result: @visualization says what its columns are called. */
void studio_result_table_set_result (StudioResultTable *self,
                                     StudioResult *result,
                                     const StudioVisualization *visualization);

G_END_DECLS
