/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "core/studio-result.h"

G_BEGIN_DECLS

/**
 * StudioWatchState: what has become of a registered KPI.
 * @STUDIO_WATCH_OK: its card is there and its statement runs
 * @STUDIO_WATCH_BROKEN: the database refuses its statement
 * @STUDIO_WATCH_MISSING: its card was archived or deleted in Metabase
 * @STUDIO_WATCH_UNKNOWN: it could not be looked at
 */
typedef enum
{
  STUDIO_WATCH_OK,
  STUDIO_WATCH_BROKEN,
  STUDIO_WATCH_MISSING,
  STUDIO_WATCH_UNKNOWN,
} StudioWatchState;

/** StudioWatchCause: why a KPI is broken. */
typedef enum
{
  STUDIO_WATCH_CAUSE_NONE,
  STUDIO_WATCH_CAUSE_COLUMN_RENAMED,
  STUDIO_WATCH_CAUSE_COLUMN_DROPPED,
  STUDIO_WATCH_CAUSE_COLUMN_RETYPED,
  STUDIO_WATCH_CAUSE_TABLE_GONE,
  STUDIO_WATCH_CAUSE_PERMISSION,
  STUDIO_WATCH_CAUSE_TIMEOUT,
  STUDIO_WATCH_CAUSE_OTHER,
} StudioWatchCause;

#define STUDIO_TYPE_WATCH_STATE (studio_watch_state_get_type ())
#define STUDIO_TYPE_WATCH_CAUSE (studio_watch_cause_get_type ())
GType studio_watch_state_get_type (void) G_GNUC_CONST;
GType studio_watch_cause_get_type (void) G_GNUC_CONST;

/**
 * StudioWatch: what keeping watch found out about one KPI.
 * @message: (nullable): what is wrong, for a person
 * @fix: (nullable): a statement that runs and asks the same, when it is broken and there is one
 * @changed: a person has changed its statement in Metabase; their own is what was run, if it only
 * reads
 * @slower: it takes much longer than when it was checked
 * @flat: it has not moved for some time, which is more often a broken source than the truth
 * @crossed: it is beyond its threshold
 * @value: its number now, NaN when it is not a single one
 * @previous: its number before, NaN when not known
 * @milliseconds: that it took, -1 when it did not run
 */
typedef struct
{
  StudioKpi *kpi;
  StudioWatchState state;
  StudioWatchCause cause;
  char *message;
  char *fix;
  gboolean changed;
  gboolean slower;
  gboolean flat;
  gboolean crossed;
  double value;
  double previous;
  gint64 milliseconds;
} StudioWatch;

StudioWatch *studio_watch_new (StudioKpi *kpi);
void studio_watch_free (StudioWatch *self);

/**
 * studio_watch_read_result:
 * @values: of double: what it gave before, oldest first, and for how many of the last days in a row
 * that was so
 * @days: between the first of the last values that are equal to each other, and now
 *
 * Judges what the KPI gave: its number, whether it is slower, flat or beyond its threshold.
 */
void studio_watch_read_result (StudioWatch *self, StudioResult *result, GArray *values, guint days);

/** studio_watch_set_failure: the statement was refused. */
void
studio_watch_set_failure (StudioWatch *self, StudioErrorClass error_class, const char *message);

/** studio_watch_needs_attention: whether it is broken, missing, not known or beyond its threshold.
 */
gboolean studio_watch_needs_attention (const StudioWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioWatch, studio_watch_free)

G_END_DECLS
