/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/* How patterns find the columns that they need, by role and words. */

/** STUDIO_ROLES_AMOUNT: the roles of measures that count things. */
#define STUDIO_ROLES_AMOUNT (1u << STUDIO_ROLE_QUANTITY | 1u << STUDIO_ROLE_COUNTER)

/** STUDIO_ROLES_CONSTANT: beside roles: one that is the same everywhere will do, too. */
#define STUDIO_ROLES_CONSTANT (1u << 31)

/** studio_column_has_any: whether one of @words (%NULL-terminated) is in its name. */
gboolean studio_column_has_any (const StudioColumn *self, const char *const *words);

/** studio_reading_has_any: whether one of @words (%NULL-terminated) is in the table's name. */
gboolean studio_reading_has_any (const StudioReading *self, const char *const *words);

/** studio_columns_tell_buying: whether rows of the table are what the company buys or owes for it,
 * not what it sells: they, or what they are lines of, belong to a supplier and to no customer. */
gboolean studio_columns_tell_buying (const StudioAnalysis *self);

/** studio_columns_find: Returns: (transfer none) (nullable): the first usable column of @reading
 * that has one of @roles (bits 1 << StudioRole), one of the words @with (nullable) and none of
 * @without (nullable); not a constant unless asked for, not mostly empty, not in a JSON column */
const StudioColumn *studio_columns_find (const StudioReading *reading,
                                         guint roles,
                                         const char *const *with,
                                         const char *const *without);

/** studio_columns_hours: Returns: (transfer full) (nullable): the duration @column in hours, from
 * the source called @source; %NULL when nothing tells its unit */
StudioExpression *studio_columns_hours (const StudioColumn *column, const char *source);

/** studio_columns_has_unit: whether @column is a duration whose unit is known. */
gboolean studio_columns_has_unit (const StudioColumn *column);

/** studio_columns_trend: the start of a definition over rows of the table that count, by period of
 * @window, over its complete periods. Returns: (transfer full) */
StudioDefinition *
studio_columns_trend (StudioAnalysis *self, const StudioWindow *window, const char *pattern);

/** studio_columns_add: adds @proposal (transfer full) with its unit and texts; @description and
 * @reason are (transfer full). */
void studio_columns_add (StudioAnalysis *self,
                         StudioProposal *proposal,
                         StudioUnit unit,
                         StudioDirection direction,
                         char *description,
                         const char *business_value,
                         char *reason);

G_END_DECLS
