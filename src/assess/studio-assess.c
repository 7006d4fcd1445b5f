/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-assess"

#include "assess/studio-assess.h"

#include "assess/studio-kpi-shape.h"
#include "core/studio-category.h"

#include <glib/gi18n-lib.h>

#define BASE_POINTS 25
#define SLOW_MILLISECONDS 3000
#define MANY_GROUPS 50

/* Points are signed; a reason without points is not worth a line. */
static void
add (GPtrArray *reasons, const char *id, int points, const char *message)
{
  if (points != 0)
    g_ptr_array_add (reasons, studio_reason_new (id, points, g_strdup (message)));
}

static void
judge_measure (GPtrArray *reasons, const StudioKpiShape *shape)
{
  if (shape->ratio)
    add (reasons, "ratio", 24, _ ("Sets one number in relation to another."));
  else if (shape->percentile)
    add (reasons, "percentile", 18, _ ("Shows what is usual, whatever the outliers are."));
  else if (shape->measure)
    add (reasons, "measure", 14, _ ("Measures an amount instead of only counting rows."));
  else if (shape->extreme)
    add (reasons, "extreme", 3, _ ("Shows only the smallest or largest value."));
  else if (shape->distinct)
    add (reasons, "distinct", 7, _ ("Counts distinct things instead of rows."));
  else if (shape->count && !shape->trend && shape->dimensions == 0)
    add (reasons, "bare-count", shape->filtered || shape->time_window ? -2 : -10,
         _ ("Only counts rows."));
  else if (!shape->aggregate && !shape->window)
    add (reasons, "no-aggregate", -14, _ ("Lists rows instead of summing them up."));
}

static void
judge_comparison (GPtrArray *reasons, const StudioKpiShape *shape)
{
  if (shape->trend)
    add (reasons, "trend", 16, _ ("Shows how it develops over time."));
  else if (shape->time_window)
    add (reasons, "time-window", 6, _ ("Looks at a recent span of time."));
  if (shape->window)
    add (reasons, "comparison", 10, _ ("Compares with other periods or with the whole."));
  if (shape->joins > 0 && shape->aggregate)
    add (reasons, "join", MIN (10, 7 + (int) shape->joins),
         _ ("Brings in what other tables know."));
}

static void
judge_groups (GPtrArray *reasons, const StudioKpiShape *shape, StudioResult *result)
{
  guint rows = result != NULL ? studio_result_get_n_rows (result) : 0;

  if (result == NULL || shape->dimensions == 0 || shape->trend)
    return;
  if (rows >= 2 && rows <= 25)
    add (reasons, "groups", 10, _ ("Breaks down into a number of groups that can be taken in."));
  else if (rows > MANY_GROUPS)
    add (reasons, "many-groups", -16, _ ("Breaks down into more groups than can be taken in."));
}

/* A result that says nothing weighs more than a habit of writing that could be better. */
static int
weigh (const StudioFinding *finding)
{
  static const char *const nothing[] = {
    "empty-result", "all-null", "ratio-constant", "groups-of-one", "percentage-out-of-range", NULL
  };

  if (g_strv_contains (nothing, finding->id))
    return 24;
  if (strcmp (finding->id, "constant") == 0)
    return 12;
  return finding->severity == STUDIO_SEVERITY_HINT ? 1 : 12;
}

static void
judge_findings (GPtrArray *reasons, StudioKpi *kpi)
{
  GPtrArray *findings = studio_kpi_get_findings (kpi);
  int warnings = 0, hints = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      if (weigh (finding) == 1)
        hints++;
      else
        warnings += weigh (finding);
    }
  add (reasons, "warnings", -MIN (48, warnings), _ ("The check warns about it."));
  add (reasons, "hints", -MIN (4, hints), _ ("The check has hints for it."));
}

/* A number made of a column that is mostly empty says little. */
static void
judge_inputs (GPtrArray *reasons, StudioKpi *kpi, const StudioSqlSchema *schema)
{
  const char *const *columns = studio_kpi_get_columns_used (kpi);
  double worst = 0;

  for (guint i = 0; schema != NULL && columns[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (columns[i], ".", 2);
      const StudioSqlTable *table =
          g_strv_length (parts) == 2 ? studio_sql_schema_find_table (schema, NULL, parts[0]) : NULL;
      StudioField *field = table != NULL ? studio_sql_table_find_field (table, parts[1]) : NULL;

      if (field != NULL)
        worst = MAX (worst, studio_field_get_info (field)->fingerprint.null_share);
    }
  if (worst >= 0.95)
    add (reasons, "empty-input", -14, _ ("A column it reads is almost always empty."));
}

static void
judge_rest (GPtrArray *reasons, StudioKpi *kpi)
{
  const char *category = studio_kpi_get_category (kpi);
  const char *value = studio_kpi_get_business_value (kpi);

  if (category != NULL && *category != '\0')
    add (reasons, "category", 4, _ ("Belongs to a business function."));
  if (value != NULL && *value != '\0')
    add (reasons, "business-value", 3, _ ("Says why it matters."));
  if (studio_kpi_get_milliseconds (kpi) > SLOW_MILLISECONDS)
    add (reasons, "slow", -8, _ ("Takes long to compute."));
}

/* Takes @reasons. */
static void
take_score (StudioKpi *kpi, GPtrArray *reasons)
{
  int score = 0;

  for (guint i = 0; i < reasons->len; i++)
    score += ((const StudioReason *) g_ptr_array_index (reasons, i))->points;
  studio_kpi_take_reasons (kpi, reasons);
  studio_kpi_set_score (kpi, CLAMP (score, 0, 100));
}

void
studio_assess_kpi (StudioKpi *kpi, const StudioSqlSchema *schema, StudioResult *result)
{
  GPtrArray *reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_reason_free);
  StudioKpiShape shape;

  g_return_if_fail (STUDIO_IS_KPI (kpi));

  if (!studio_kpi_is_valid (kpi))
    {
      add (reasons, "invalid", -100, _ ("It did not pass the check."));
      studio_kpi_take_reasons (kpi, reasons);
      studio_kpi_set_score (kpi, 0);
      return;
    }
  shape = studio_kpi_shape_read (studio_kpi_get_sql (kpi));
  add (reasons, "runs", BASE_POINTS, _ ("It ran and gave a result."));
  judge_measure (reasons, &shape);
  judge_comparison (reasons, &shape);
  judge_groups (reasons, &shape, result);
  judge_inputs (reasons, kpi, schema);
  judge_findings (reasons, kpi);
  judge_rest (reasons, kpi);
  take_score (kpi, reasons);
}

void
studio_assess_mark_duplicate (StudioKpi *kpi, const char *message)
{
  GPtrArray *before;
  GPtrArray *reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_reason_free);

  g_return_if_fail (STUDIO_IS_KPI (kpi) && message != NULL);

  before = studio_kpi_get_reasons (kpi);
  for (guint i = 0; i < before->len; i++)
    {
      const StudioReason *reason = g_ptr_array_index (before, i);

      if (strcmp (reason->id, "duplicate") != 0)
        g_ptr_array_add (reasons, studio_reason_copy (reason));
    }
  add (reasons, "duplicate", -35, message);
  take_score (kpi, reasons);
}
