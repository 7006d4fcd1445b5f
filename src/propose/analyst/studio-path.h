/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/**
 * StudioPath:
 * @from: where it starts
 * @to: where it ends
 * @steps: (owned) (element-type StudioRelationship): the foreign keys, the first of them a column
 * of @from
 * @null_share: how many rows of @from lead nowhere, as far as is known
 *
 * How each row of a table leads to one row of another along foreign keys: a joined path doubles no
 * row. Nothing but the array is owned.
 */
typedef struct
{
  StudioReading *from;
  StudioReading *to;
  GPtrArray *steps;
  double null_share;
} StudioPath;

/** studio_paths_up: Returns: (transfer full) (element-type StudioPath): the shortest path from
 * @from to each table within @depth foreign keys, the nearest first */
GPtrArray *studio_paths_up (const StudioAnalysis *self, StudioReading *from, guint depth);

/** studio_paths_down: Returns: (transfer full) (element-type StudioPath): the shortest path from
 * each table that leads to @to within @depth foreign keys, the nearest first */
GPtrArray *studio_paths_down (const StudioAnalysis *self, StudioReading *to, guint depth);

/** studio_path_join: joins all rows on the way to @definition, which knows the start as @source.
 * Returns: (transfer full): what the end is called there */
char *studio_path_join (const StudioPath *path,
                        const StudioAnalysis *self,
                        StudioDefinition *definition,
                        const char *source);

/** studio_path_last: Returns: (transfer none): the last foreign key, which points at the end */
const StudioRelationship *studio_path_last (const StudioPath *path);

/** studio_path_last_column: Returns: (transfer none): its column, as it is read */
const StudioColumn *studio_path_last_column (const StudioPath *path, const StudioAnalysis *self);

/** studio_path_noun: Returns: (transfer full): what the end is called by the last foreign key, or
 * by its table where that says little */
char *studio_path_noun (const StudioPath *path, const StudioAnalysis *self);

G_END_DECLS
