/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/**
 * studio_phrases_value:
 * @self: what is analysed; counts which sentences it used, so that they take turns
 * @key: what kind of KPI it is, a key of data/engine/values.json
 * @column: (nullable): what the KPI is about, whose words choose among the sentences before those
 *   of the table do
 * @it: (nullable): stands for {it}
 * @other: (nullable): stands for {other}
 *
 * Why somebody should look at a KPI, and what to do when it moves.
 *
 * Returns: (transfer full): one or two sentences
 */
char *studio_phrases_value (StudioAnalysis *self,
                            const char *key,
                            const StudioColumn *column,
                            const char *it,
                            const char *other);

/** studio_phrases_value_of: the same about rows of @reading, and with the words themselves
 * (nullable) in place of a column. */
char *studio_phrases_value_of (StudioAnalysis *self,
                               const StudioReading *reading,
                               const char *key,
                               const char *const *words,
                               const char *it,
                               const char *other);

G_END_DECLS
