/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-job.h"

#include "report/studio-kpi-report.h"
#include "core/studio-json.h"

#include <string.h>

#include <glib/gi18n.h>

void
studio_cli_job_init (StudioCliJob *self, StudioCli *cli)
{
  self->cli = cli;
  self->kpis = g_ptr_array_new_with_free_func (g_object_unref);
  self->tables = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_ptr_array_new ();
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->timer = g_timer_new ();
}

void
studio_cli_job_clear (StudioCliJob *self)
{
  g_ptr_array_unref (self->kpis);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->runs);
  g_clear_pointer (&self->summary, studio_registration_summary_unref);
  g_timer_destroy (self->timer);
}

/* That the database could not be asked is no fault of the proposal. */
static gboolean
is_mishap (StudioKpi *kpi)
{
  StudioErrorClass class = studio_kpi_get_error_class (kpi);

  return studio_kpi_get_check_state (kpi) == STUDIO_CHECK_UNCHECKED ||
         class == STUDIO_ERROR_CLASS_TIMEOUT || class == STUDIO_ERROR_CLASS_PERMISSION ||
         class == STUDIO_ERROR_CLASS_CONNECTION;
}

static guint
count_failed (StudioCliJob *self)
{
  guint failed = self->summary != NULL ? self->summary->failed : 0;

  for (guint i = 0; i < self->kpis->len; i++)
    failed += is_mishap (g_ptr_array_index (self->kpis, i));
  return failed;
}

static char *
url_of (gint64 id, gboolean collection, gpointer user_data)
{
  StudioSession *session = user_data;
  g_autoptr (StudioKpi) kpi = NULL;

  if (collection)
    return studio_session_collection_url (session, id);
  kpi = studio_kpi_new ();
  studio_kpi_set_card_id (kpi, id);
  return studio_session_card_url (session, kpi);
}

static void
add_problems (StudioCliJob *self, StudioKpiReport *report)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      const StudioRunProblem *problem = g_ptr_array_index (self->problems, i);

      studio_kpi_report_add_problem (report, problem->table, problem->stage, problem->message);
    }
  for (guint i = 0; i < self->kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (self->kpis, i);
      g_autofree char *message = g_strdup_printf (
          _ ("“%s” is invalid: %s"), studio_kpi_get_name (kpi), studio_kpi_get_check_message (kpi));

      if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_INVALID)
        studio_kpi_report_add_problem (report, studio_kpi_get_table (kpi), "check", message);
    }
  for (guint i = 0; self->summary != NULL && i < self->summary->entries->len; i++)
    {
      const StudioRegistrationEntry *entry = g_ptr_array_index (self->summary->entries, i);
      g_autofree char *message =
          g_strdup_printf (_ ("“%s” was not registered: %s"), entry->name, entry->message);

      if (entry->action == STUDIO_REGISTRATION_FAILED)
        studio_kpi_report_add_problem (report, NULL, "register", message);
    }
}

static StudioKpiReport *
make_report (StudioCliJob *self)
{
  StudioKpiReport *report;
  StudioSession *session = self->cli->session;
  guint threshold;

  g_object_get (session, "score-threshold", &threshold, NULL);
  report = studio_kpi_report_new (studio_session_get_server (session), threshold);
  for (guint i = 0; i < self->tables->len; i++)
    studio_kpi_report_add_table (report,
                                 studio_table_get_name (g_ptr_array_index (self->tables, i)));
  studio_kpi_report_add (report, self->kpis);
  studio_kpi_report_set_seconds (report, g_timer_elapsed (self->timer, NULL));
  studio_kpi_report_set_urls (report, url_of, session);
  if (self->summary != NULL)
    studio_kpi_report_set_registration (report, self->summary);
  add_problems (self, report);
  return report;
}

static void
add_error (JsonBuilder *builder,
           const char *table,
           const char *stage,
           const char *error_class,
           const char *message)
{
  const char *const values[][2] = {
    { "table", table }, { "stage", stage }, { "class", error_class }, { "message", message }
  };

  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      json_builder_set_member_name (builder, values[i][0]);
      if (values[i][1] != NULL)
        json_builder_add_string_value (builder, values[i][1]);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
}

static void
add_errors (StudioCliJob *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "errors");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->problems->len; i++)
    {
      const StudioRunProblem *problem = g_ptr_array_index (self->problems, i);

      add_error (builder, problem->table, problem->stage, problem->error_class, problem->message);
    }
  for (guint i = 0; i < self->kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (self->kpis, i);

      if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_INVALID)
        add_error (builder, studio_kpi_get_table (kpi), "check",
                   studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, studio_kpi_get_error_class (kpi)),
                   studio_kpi_get_check_message (kpi));
    }
  for (guint i = 0; self->summary != NULL && i < self->summary->entries->len; i++)
    {
      const StudioRegistrationEntry *entry = g_ptr_array_index (self->summary->entries, i);

      if (entry->action == STUDIO_REGISTRATION_FAILED)
        add_error (builder, NULL, "register",
                   studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, STUDIO_ERROR_CLASS_OTHER),
                   entry->message);
    }
  json_builder_end_array (builder);
}

/* The keys are those of design section 8. No model was asked, so no tokens were used. */
static JsonNode *
write_json (StudioCliJob *self, StudioKpiReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const StudioKpiCounts *total = studio_kpi_report_get_total (report);

  json_builder_begin_object (builder);
  studio_json_add_int (builder, "tables", self->tables->len);
  studio_json_add_int (builder, "proposed", total->kpis);
  studio_json_add_int (builder, "valid", total->valid);
  studio_json_add_int (builder, "repaired", total->repaired);
  studio_json_add_int (builder, "invalid", total->invalid);
  studio_json_add_int (builder, "filtered", total->filtered);
  studio_json_add_int (builder, "duplicates", total->duplicates);
  studio_json_add_int (builder, "approved", total->approved);
  studio_json_add_int (builder, "registered",
                       self->summary != NULL ? self->summary->registered : 0);
  studio_json_add_int (builder, "already_registered",
                       self->summary != NULL ? self->summary->already_registered +
                                                   self->summary->updated + self->summary->skipped
                                             : 0);
  studio_json_add_int (builder, "failed", count_failed (self));
  json_builder_set_member_name (builder, "tokens");
  json_builder_begin_object (builder);
  studio_json_add_int (builder, "prompt", 0);
  studio_json_add_int (builder, "completion", 0);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "cost_usd");
  json_builder_add_double_value (builder, 0);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, g_timer_elapsed (self->timer, NULL));
  add_errors (self, builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* A table without a single usable KPI failed, whatever the reason. */
static gboolean
has_table_without_valid (StudioCliJob *self)
{
  g_autoptr (GHashTable) good = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->kpis->len; i++)
    if (studio_kpi_is_valid (g_ptr_array_index (self->kpis, i)))
      g_hash_table_add (good, (char *) studio_kpi_get_table (g_ptr_array_index (self->kpis, i)));
  for (guint i = 0; i < self->kpis->len; i++)
    if (!g_hash_table_contains (good, studio_kpi_get_table (g_ptr_array_index (self->kpis, i))))
      return TRUE;
  return FALSE;
}

int
studio_cli_job_print (StudioCliJob *self, int status)
{
  g_autoptr (StudioKpiReport) report = make_report (self);
  g_autofree char *text = NULL;

  if (status == STUDIO_CLI_OK &&
      (self->problems->len > 0 || count_failed (self) > 0 || has_table_without_valid (self)))
    status = STUDIO_CLI_SOME_FAILED;
  if (self->cli->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self->cli, write_json (self, report), status);
  text = studio_kpi_report_to_text (report);
  return studio_cli_print (self->cli, text, status);
}
