/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-selection.h"

#include <glib/gi18n.h>

static char *
explain_scores (GPtrArray *kpis)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      GPtrArray *reasons = studio_kpi_get_reasons (kpi);

      g_string_append_printf (text, "%3" G_GINT64_FORMAT "  %s (%s)\n",
                              MAX (0, studio_kpi_get_score (kpi)), studio_kpi_get_name (kpi),
                              studio_kpi_get_table (kpi));
      for (guint j = 0; j < reasons->len; j++)
        {
          const StudioReason *reason = g_ptr_array_index (reasons, j);

          g_string_append_printf (text, "     %+4d  %s\n", reason->points, reason->message);
        }
    }
  g_string_append_printf (text, ngettext ("%u KPI\n", "%u KPIs\n", kpis->len), kpis->len);
  return g_string_free (text, FALSE);
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  gint64 left = studio_kpi_get_score (*(StudioKpi *const *) a);
  gint64 right = studio_kpi_get_score (*(StudioKpi *const *) b);

  return left < right ? 1 : left > right ? -1 : 0;
}

static GPtrArray *
list_unassessed (GPtrArray *kpis)
{
  GPtrArray *unassessed = g_ptr_array_new ();

  for (guint i = 0; i < kpis->len; i++)
    if (studio_kpi_get_score (g_ptr_array_index (kpis, i)) < 0)
      g_ptr_array_add (unassessed, g_ptr_array_index (kpis, i));
  return unassessed;
}

/*
 * The score depends on the rows, so that a KPI that has none yet is checked for it; only then is a
 * connection needed. Returns: how many are not valid then
 */
static guint
assess_rest (StudioCli *self, GPtrArray **kpis, GError **error)
{
  g_autoptr (GPtrArray) unassessed = list_unassessed (*kpis);

  if (unassessed->len == 0)
    return 0;
  g_clear_pointer (&unassessed, g_ptr_array_unref);
  g_clear_pointer (kpis, g_ptr_array_unref);
  if (!studio_cli_connect (self, error) || (*kpis = studio_cli_select_kpis (self, error)) == NULL)
    return 0;
  unassessed = list_unassessed (*kpis);
  return studio_cli_check_kpis (self, unassessed, error);
}

int
studio_cli_assess (StudioCli *self)
{
  g_autoptr (GPtrArray) kpis = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  guint failed = 0;
  int status;

  if (studio_cli_recall (self, FALSE, &error) &&
      (kpis = studio_cli_select_kpis (self, &error)) != NULL)
    failed = assess_rest (self, &kpis, &error);
  if (error != NULL)
    return studio_cli_fail (self, error);
  g_ptr_array_sort (kpis, compare_scores);
  status = failed > 0 ? STUDIO_CLI_SOME_FAILED : STUDIO_CLI_OK;
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, studio_cli_kpis_to_json (kpis), status);
  text = explain_scores (kpis);
  return studio_cli_print (self, text, status);
}
