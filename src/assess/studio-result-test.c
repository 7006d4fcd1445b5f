/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-assess"

#include "assess/studio-result-test.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What one column of a result holds. */
typedef struct
{
  guint values;
  guint nulls;
  guint numbers;
  guint distinct; /* counted up to 2 */
  double minimum;
  double maximum;
} ColumnSummary;

static ColumnSummary
summarize (StudioResult *result, guint column)
{
  ColumnSummary summary = { .minimum = INFINITY, .maximum = -INFINITY };
  const char *first = NULL;
  guint rows = studio_result_get_n_rows (result);

  for (guint row = 0; row < rows; row++)
    {
      const char *cell = studio_result_get_cell (result, row, column);
      double number;

      if (cell == NULL)
        {
          summary.nulls++;
          continue;
        }
      summary.values++;
      if (first == NULL)
        {
          first = cell;
          summary.distinct = 1;
        }
      else if (summary.distinct == 1 && g_strcmp0 (first, cell) != 0)
        summary.distinct = 2;
      if (studio_result_get_number (result, row, column, &number))
        {
          summary.numbers++;
          summary.minimum = MIN (summary.minimum, number);
          summary.maximum = MAX (summary.maximum, number);
        }
    }
  return summary;
}

static void
warn (GPtrArray *findings, const char *id, char *message)
{
  g_ptr_array_add (findings, studio_finding_new (id, STUDIO_SEVERITY_WARNING,
                                                 STUDIO_ERROR_CLASS_NONE, -1, -1, message));
}

/* Whether one of @words is a word of @name: “duration” is no ratio. */
static gboolean
name_has (const char *name, const char *const *words)
{
  g_autofree char *folded = g_utf8_strdown (name != NULL ? name : "", -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " _-.,()", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strv_contains (words, parts[i]))
      return TRUE;
  return FALSE;
}

/* Whether a column is a share of something: growth may well leave 0 to 100. */
static gboolean
is_share (StudioKpi *kpi, StudioResult *result, guint column)
{
  static const char *const share[] = { "rate", "ratio", "percent", "percentage",
                                       "pct",  "share", NULL };
  static const char *const change[] = { "growth",   "change", "delta",    "diff",     "increase",
                                        "turnover", "per_",   "exchange", "interest", NULL };
  const char *name = studio_result_get_column_name (result, column);

  return name_has (name, share) && !name_has (name, change) &&
         !name_has (studio_kpi_get_name (kpi), change);
}

/* A value that does not move. What was compiled from a definition compares what it says, so that
 * it is what the data say at present and no suspicion. */
static void
tell_constant (StudioKpi *kpi, GPtrArray *findings, const char *id, char *suspicion, char *fact)
{
  gboolean compiled = studio_kpi_get_definition (kpi) != NULL;

  g_ptr_array_add (
      findings, studio_finding_new (id, compiled ? STUDIO_SEVERITY_HINT : STUDIO_SEVERITY_WARNING,
                                    STUDIO_ERROR_CLASS_NONE, -1, -1, compiled ? fact : suspicion));
  g_free (compiled ? suspicion : fact);
}

static void
test_share (StudioKpi *kpi, GPtrArray *findings, const char *name, const ColumnSummary *summary)
{
  if (summary->minimum < 0 || summary->maximum > 100)
    warn (findings, "percentage-out-of-range",
          g_strdup_printf (_ ("“%s” goes from %g to %g; a share lies between 0 and 100 percent."),
                           name, summary->minimum, summary->maximum));
  else if (summary->numbers > 0 && summary->minimum == summary->maximum &&
           (summary->minimum == 0 || summary->minimum == 1 || summary->minimum == 100))
    tell_constant (
        kpi, findings, "ratio-constant",
        g_strdup_printf (_ ("“%s” is exactly %g everywhere, as if it compared something "
                            "with itself or with nothing."),
                         name, summary->minimum),
        g_strdup_printf (_ ("“%s” is exactly %g everywhere at present."), name, summary->minimum));
}

static void
test_column (StudioKpi *kpi, StudioResult *result, guint column, GPtrArray *findings)
{
  const char *name = studio_result_get_column_name (result, column);
  ColumnSummary summary = summarize (result, column);
  gboolean number = studio_field_kind_is_number (studio_result_get_column_kind (result, column));

  if (summary.values == 0)
    warn (findings, "all-null", g_strdup_printf (_ ("“%s” holds no value in any row."), name));
  else if (is_share (kpi, result, column) && summary.numbers == summary.values)
    test_share (kpi, findings, name, &summary);
  else if (number && summary.distinct == 1 && summary.values >= 3)
    tell_constant (
        kpi, findings, "constant",
        g_strdup_printf (_ ("“%s” is the same in all %u rows."), name, summary.values),
        g_strdup_printf (_ ("“%s” is the same in all %u rows at present."), name, summary.values));
}

/* Groups that all hold one row are no groups: the grouping is as fine as the rows. */
static void
test_group_sizes (StudioResult *result, GPtrArray *findings)
{
  static const char *const counts[] = { "count", "cnt", "number", "num", "total", NULL };

  for (guint column = 0; column < studio_result_get_n_columns (result); column++)
    {
      const char *name = studio_result_get_column_name (result, column);
      ColumnSummary summary = summarize (result, column);

      if (name_has (name, counts) && summary.numbers >= 10 && summary.minimum == 1 &&
          summary.maximum == 1)
        warn (findings, "groups-of-one",
              g_strdup_printf (_ ("“%s” is 1 in all %u groups: the grouping is as fine as the rows "
                                  "themselves."),
                               name, summary.numbers));
    }
}

GPtrArray *
studio_result_test (StudioKpi *kpi, StudioResult *result)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);

  g_return_val_if_fail (STUDIO_IS_KPI (kpi) && STUDIO_IS_RESULT (result), findings);

  if (studio_result_get_n_rows (result) == 0)
    {
      warn (findings, "empty-result", g_strdup (_ ("It ran, but gave no rows.")));
      return findings;
    }
  for (guint column = 0; column < studio_result_get_n_columns (result); column++)
    test_column (kpi, result, column, findings);
  test_group_sizes (result, findings);
  if (studio_result_get_truncated (result))
    warn (findings, "cut",
          g_strdup_printf (_ ("Only the first %u rows were looked at; there are more."),
                           studio_result_get_n_rows (result)));
  return findings;
}
