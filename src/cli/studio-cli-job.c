/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-job.h"

#include "cli/studio-cli-commands.h"
#include "core/studio-error.h"
#include "core/studio-json.h"
#include "report/studio-kpi-report.h"

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

static guint
count_registered (StudioCliJob *self)
{
  guint registered = 0;

  for (guint i = 0; i < self->kpis->len; i++)
    registered += studio_kpi_get_registration (g_ptr_array_index (self->kpis, i)) ==
                  STUDIO_REGISTRATION_REGISTERED;
  return registered;
}

void
studio_cli_job_register (StudioCliJob *self, GError **error)
{
  self->registered_before = count_registered (self);
  self->summary = studio_cli_register_kpis (self->cli, self->kpis, &self->registration_error);
  if (self->registration_error != NULL)
    g_propagate_error (error, g_error_copy (self->registration_error));
}

void
studio_cli_job_clear (StudioCliJob *self)
{
  g_ptr_array_unref (self->kpis);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->runs);
  g_clear_pointer (&self->summary, studio_registration_summary_unref);
  g_clear_error (&self->registration_error);
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

/* What went wrong with a table, a KPI or its registration. */
typedef struct
{
  const char *table; /* (nullable) */
  const char *stage;
  const char *error_class;
  const char *message;
  char *sentence; /* (owned) the message with the name of what it is about */
} Failure;

static void
failure_free (Failure *failure)
{
  g_free (failure->sentence);
  g_free (failure);
}

/* Takes @sentence. */
static void
add_failure (GPtrArray *failures,
             const char *table,
             const char *stage,
             StudioErrorClass error_class,
             const char *message,
             char *sentence)
{
  Failure *failure = g_new0 (Failure, 1);

  failure->table = table;
  failure->stage = stage;
  failure->error_class = studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, error_class);
  failure->message = message;
  failure->sentence = sentence;
  g_ptr_array_add (failures, failure);
}

static const char *
find_table (StudioCliJob *self, const char *kpi_id)
{
  for (guint i = 0; i < self->kpis->len; i++)
    if (g_strcmp0 (studio_kpi_get_id (g_ptr_array_index (self->kpis, i)), kpi_id) == 0)
      return studio_kpi_get_table (g_ptr_array_index (self->kpis, i));
  return NULL;
}

static StudioErrorClass
classify (const GError *error)
{
  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN))
    return STUDIO_ERROR_CLASS_PERMISSION;
  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR))
    return STUDIO_ERROR_CLASS_CONNECTION;
  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT))
    return STUDIO_ERROR_CLASS_TIMEOUT;
  return STUDIO_ERROR_CLASS_OTHER;
}

static void
add_registration_failures (StudioCliJob *self, GPtrArray *failures)
{
  for (guint i = 0; self->summary != NULL && i < self->summary->entries->len; i++)
    {
      const StudioRegistrationEntry *entry = g_ptr_array_index (self->summary->entries, i);

      if (entry->action == STUDIO_REGISTRATION_FAILED)
        add_failure (
            failures, find_table (self, entry->kpi_id), "register", STUDIO_ERROR_CLASS_OTHER,
            entry->message,
            g_strdup_printf (_ ("“%s” was not registered: %s"), entry->name, entry->message));
    }
  for (guint i = 0; self->summary != NULL && i < self->summary->others->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (self->summary->others, i);

      if (entry->action == STUDIO_DEPLOYMENT_FAILED)
        add_failure (failures, find_table (self, entry->kpi_id), "register",
                     STUDIO_ERROR_CLASS_OTHER, entry->message,
                     g_strdup_printf ("“%s”: %s", entry->name, entry->message));
    }
  if (self->registration_error != NULL)
    add_failure (failures, NULL, "register", classify (self->registration_error),
                 self->registration_error->message, g_strdup (self->registration_error->message));
}

/* Returns: (transfer full): of Failure */
static GPtrArray *
list_failures (StudioCliJob *self)
{
  GPtrArray *failures = g_ptr_array_new_with_free_func ((GDestroyNotify) failure_free);

  for (guint i = 0; i < self->problems->len; i++)
    {
      const StudioRunProblem *problem = g_ptr_array_index (self->problems, i);

      add_failure (failures, problem->table, problem->stage,
                   studio_enum_from_nick (STUDIO_TYPE_ERROR_CLASS, problem->error_class,
                                          STUDIO_ERROR_CLASS_OTHER),
                   problem->message, g_strdup (problem->message));
    }
  for (guint i = 0; i < self->kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (self->kpis, i);

      if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_INVALID)
        add_failure (failures, studio_kpi_get_table (kpi), "check",
                     studio_kpi_get_error_class (kpi), studio_kpi_get_check_message (kpi),
                     g_strdup_printf (_ ("“%s” is invalid: %s"), studio_kpi_get_name (kpi),
                                      studio_kpi_get_check_message (kpi)));
    }
  add_registration_failures (self, failures);
  return failures;
}

static StudioKpiReport *
make_report (StudioCliJob *self, GPtrArray *failures)
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
  for (guint i = 0; i < failures->len; i++)
    {
      const Failure *failure = g_ptr_array_index (failures, i);

      studio_kpi_report_add_problem (report, failure->table, failure->stage, failure->sentence);
    }
  return report;
}

static void
add_errors (GPtrArray *failures, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "errors");
  json_builder_begin_array (builder);
  for (guint i = 0; i < failures->len; i++)
    {
      const Failure *failure = g_ptr_array_index (failures, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "table", failure->table);
      studio_json_add_string (builder, "stage", failure->stage);
      studio_json_add_string (builder, "class", failure->error_class);
      studio_json_add_string (builder, "message", failure->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* When registering was stopped there is no summary, but each KPI that was registered knows it. */
static void
add_registration (StudioCliJob *self, JsonBuilder *builder)
{
  const StudioRegistrationSummary *summary = self->summary;
  guint registered = 0, already = 0;

  if (summary != NULL)
    {
      registered = summary->registered;
      already = summary->already_registered + summary->updated + summary->skipped;
    }
  else if (self->registration_error != NULL)
    {
      registered = count_registered (self) - self->registered_before;
      already = self->registered_before;
    }
  studio_json_add_int (builder, "registered", registered);
  studio_json_add_int (builder, "already_registered", already);
}

/* What language models used in all runs of the command. */
static void
add_model (StudioCliJob *self, JsonBuilder *builder)
{
  gint64 prompt = 0, completion = 0;
  double cost = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      StudioRun *run = g_ptr_array_index (self->runs, i);

      prompt += studio_run_get_prompt_tokens (run);
      completion += studio_run_get_completion_tokens (run);
      cost += studio_run_get_cost (run);
    }
  json_builder_set_member_name (builder, "tokens");
  json_builder_begin_object (builder);
  studio_json_add_int (builder, "prompt", prompt);
  studio_json_add_int (builder, "completion", completion);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "cost_usd");
  json_builder_add_double_value (builder, cost);
}

/* The keys are those of design section 8. */
static JsonNode *
write_json (StudioCliJob *self, StudioKpiReport *report, GPtrArray *failures)
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
  add_registration (self, builder);
  studio_json_add_int (builder, "failed", count_failed (self));
  add_model (self, builder);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, g_timer_elapsed (self->timer, NULL));
  add_errors (failures, builder);
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
  g_autoptr (GPtrArray) failures = list_failures (self);
  g_autoptr (StudioKpiReport) report = make_report (self, failures);
  g_autofree char *text = NULL;

  if (status == STUDIO_CLI_OK &&
      (self->problems->len > 0 || count_failed (self) > 0 || has_table_without_valid (self)))
    status = STUDIO_CLI_SOME_FAILED;
  if (self->cli->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self->cli, write_json (self, report, failures), status);
  text = studio_kpi_report_to_text (report);
  return studio_cli_print (self->cli, text, status);
}
