/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-reading.h"

G_BEGIN_DECLS

/* What the times of a row tell together. */

/** studio_times_is_failure: whether something went wrong when @role happens to a row: what is
 * rented is meant to come back, what is sold is not. */
gboolean studio_times_is_failure (const StudioReading *reading, StudioTimeRole role);

/** studio_times_is_partial: whether @column is empty for rows that have not got there yet. */
gboolean studio_times_is_partial (const StudioColumn *column);

/** studio_times_find_due: Returns: whether rows have a time by which they are due and one at which
 * they are done, in @due and @done (out) */
gboolean studio_times_find_due (const StudioReading *reading,
                                const StudioColumn **due,
                                const StudioColumn **done);

/** studio_times_in_time: Returns: (transfer full): that @done came no later than @due */
StudioExpression *studio_times_in_time (const StudioReading *reading,
                                        const StudioColumn *due,
                                        const StudioColumn *done);

/** studio_times_find_duration: Returns: whether rows have two times that say how long they take, in
 * @from and @to (out) */
gboolean studio_times_find_duration (const StudioReading *reading,
                                     const StudioColumn **from,
                                     const StudioColumn **to);

/** studio_times_moment: Returns: (transfer full): @from as it can be held against @to: the day of
 * it where @to tells no more than the day */
StudioExpression *studio_times_moment (const StudioReading *reading,
                                       const StudioColumn *from,
                                       const StudioColumn *to);

/** studio_times_unit: what the time from @from to @to is told in. */
StudioGrain
studio_times_unit (const StudioReading *reading, const StudioColumn *from, const StudioColumn *to);

G_END_DECLS
