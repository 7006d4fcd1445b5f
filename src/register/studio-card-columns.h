/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/** StudioCardColumnRole: what a column of a result is to a chart. */
typedef enum
{
  STUDIO_CARD_COLUMN_TIME,
  STUDIO_CARD_COLUMN_DIMENSION,
  STUDIO_CARD_COLUMN_MEASURE,
} StudioCardColumnRole;

typedef struct
{
  char *name;
  StudioCardColumnRole role;
} StudioCardColumn;

/**
 * studio_card_columns_read:
 * @definition: (nullable): a definition as JSON text, which knows its columns for certain
 * @sql: otherwise the statement, as far as it can be parsed
 *
 * Which columns a KPI's result has, in their order. May be called in any thread with the stack of
 * studio_sql_worker_run().
 *
 * Returns: (transfer full) (element-type StudioCardColumn): empty when they are not known
 */
GPtrArray *
studio_card_columns_read (const char *definition, const char *sql, StudioDialect dialect);

G_END_DECLS
