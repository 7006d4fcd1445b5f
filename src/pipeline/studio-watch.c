/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-watch.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* Slower means so many times as long as before, and at least so long: a tenth of a second more or
 * less says nothing. */
#define SLOWER_TIMES 3
#define SLOWER_LEAST 2000

/* So many equal numbers in a row are flat: periods of a series, or looks on different days. */
#define FLAT_PERIODS 6
#define FLAT_VALUES 4
#define FLAT_DAYS 3

G_DEFINE_ENUM_TYPE (StudioWatchState,
                    studio_watch_state,
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_BROKEN, "broken"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_UNKNOWN, "unknown"))

G_DEFINE_ENUM_TYPE (StudioWatchCause,
                    studio_watch_cause,
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_CAUSE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_CAUSE_COLUMN_RENAMED, "column_renamed"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_CAUSE_COLUMN_DROPPED, "column_dropped"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_CAUSE_COLUMN_RETYPED, "column_retyped"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_CAUSE_TABLE_GONE, "table_gone"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_CAUSE_PERMISSION, "permission"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_CAUSE_TIMEOUT, "timeout"),
                    G_DEFINE_ENUM_VALUE (STUDIO_WATCH_CAUSE_OTHER, "other"))

StudioWatch *
studio_watch_new (StudioKpi *kpi)
{
  StudioWatch *self = g_new0 (StudioWatch, 1);

  self->kpi = g_object_ref (kpi);
  self->value = self->previous = NAN;
  self->milliseconds = -1;
  return self;
}

void
studio_watch_free (StudioWatch *self)
{
  g_object_unref (self->kpi);
  g_free (self->message);
  g_free (self->fix);
  g_free (self);
}

static StudioWatchCause
cause_of (StudioErrorClass error_class)
{
  switch (error_class)
    {
    case STUDIO_ERROR_CLASS_UNKNOWN_TABLE:
      return STUDIO_WATCH_CAUSE_TABLE_GONE;
    case STUDIO_ERROR_CLASS_UNKNOWN_COLUMN:
      return STUDIO_WATCH_CAUSE_COLUMN_DROPPED;
    /* Where an operator or function fits no type any more, the type has changed. */
    case STUDIO_ERROR_CLASS_TYPE_MISMATCH:
    case STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION:
      return STUDIO_WATCH_CAUSE_COLUMN_RETYPED;
    case STUDIO_ERROR_CLASS_PERMISSION:
      return STUDIO_WATCH_CAUSE_PERMISSION;
    case STUDIO_ERROR_CLASS_TIMEOUT:
      return STUDIO_WATCH_CAUSE_TIMEOUT;
    case STUDIO_ERROR_CLASS_NONE:
    case STUDIO_ERROR_CLASS_SYNTAX:
    case STUDIO_ERROR_CLASS_GROUPING:
    case STUDIO_ERROR_CLASS_DIVISION:
    case STUDIO_ERROR_CLASS_NOT_READ_ONLY:
    case STUDIO_ERROR_CLASS_MULTIPLE_STATEMENTS:
    case STUDIO_ERROR_CLASS_CONNECTION:
    case STUDIO_ERROR_CLASS_WRONG_RESULT:
    case STUDIO_ERROR_CLASS_OTHER:
    default:
      return STUDIO_WATCH_CAUSE_OTHER;
    }
}

void
studio_watch_set_failure (StudioWatch *self, StudioErrorClass error_class, const char *message)
{
  self->state = STUDIO_WATCH_BROKEN;
  self->cause = cause_of (error_class);
  g_free (self->message);
  self->message = g_strdup (message);
}

static gboolean
find_column (StudioResult *result, gboolean temporal, guint *column)
{
  for (guint i = 0; i < studio_result_get_n_columns (result); i++)
    {
      StudioFieldKind kind = studio_result_get_column_kind (result, i);

      if (temporal ? studio_field_kind_is_temporal (kind) : studio_field_kind_is_number (kind))
        {
          *column = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The row of the latest time; those are ISO 8601, and sort as text. */
static guint
find_latest (StudioResult *result, guint time)
{
  guint latest = 0;

  for (guint i = 1; i < studio_result_get_n_rows (result); i++)
    if (g_strcmp0 (studio_result_get_cell (result, i, time),
                   studio_result_get_cell (result, latest, time)) > 0)
      latest = i;
  return latest;
}

/* One series only: each time once. */
static gboolean
is_series (StudioResult *result, guint time)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < studio_result_get_n_rows (result); i++)
    {
      const char *cell = studio_result_get_cell (result, i, time);

      if (cell == NULL || !g_hash_table_add (seen, (gpointer) cell))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_flat_series (StudioResult *result, guint number)
{
  guint n = studio_result_get_n_rows (result);
  double first, other;

  if (n < FLAT_PERIODS || !studio_result_get_number (result, n - 1, number, &first))
    return FALSE;
  for (guint i = n - FLAT_PERIODS; i < n; i++)
    if (!studio_result_get_number (result, i, number, &other) || other != first)
      return FALSE;
  return TRUE;
}

static gboolean
is_flat_history (StudioWatch *self, GArray *values, guint days)
{
  if (values->len < FLAT_VALUES || days < FLAT_DAYS)
    return FALSE;
  for (guint i = values->len - FLAT_VALUES; i < values->len; i++)
    if (g_array_index (values, double, i) != self->value)
      return FALSE;
  return TRUE;
}

static gboolean
is_beyond (StudioKpi *kpi, double value)
{
  StudioThresholdKind kind = studio_kpi_get_threshold_kind (kpi);

  return (kind == STUDIO_THRESHOLD_ABOVE && value > studio_kpi_get_threshold (kpi)) ||
         (kind == STUDIO_THRESHOLD_BELOW && value < studio_kpi_get_threshold (kpi));
}

/* Of a breakdown, any of its rows. */
static gboolean
is_any_beyond (StudioKpi *kpi, StudioResult *result, guint number)
{
  double value;

  for (guint i = 0; i < studio_result_get_n_rows (result); i++)
    if (studio_result_get_number (result, i, number, &value) && is_beyond (kpi, value))
      return TRUE;
  return FALSE;
}

void
studio_watch_read_result (StudioWatch *self, StudioResult *result, GArray *values, guint days)
{
  gint64 before = studio_kpi_get_milliseconds (self->kpi);
  guint rows = studio_result_get_n_rows (result);
  guint number = 0, time = 0, row = 0;
  gboolean series = rows > 1 && find_column (result, TRUE, &time) && is_series (result, time);

  self->milliseconds = studio_result_get_milliseconds (result);
  self->slower = before > 0 && self->milliseconds >= SLOWER_LEAST &&
                 self->milliseconds >= SLOWER_TIMES * before;
  if (values->len > 0)
    self->previous = g_array_index (values, double, values->len - 1);
  if (rows == 0 || !find_column (result, FALSE, &number))
    return;
  if (!series && rows > 1)
    {
      self->crossed = is_any_beyond (self->kpi, result, number);
      return;
    }
  if (series)
    row = find_latest (result, time);
  if (!studio_result_get_number (result, row, number, &self->value))
    {
      self->value = NAN;
      return;
    }
  self->crossed = is_beyond (self->kpi, self->value);
  self->flat = (series && is_flat_series (result, number)) || is_flat_history (self, values, days);
}

gboolean
studio_watch_needs_attention (const StudioWatch *self)
{
  return self->state != STUDIO_WATCH_OK || self->crossed;
}
