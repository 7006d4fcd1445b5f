/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-context.h"
#include "cli/studio-cli-job.h"
#include "cli/studio-cli-model.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-error.h"

#include <glib/gi18n.h>

static gboolean
check_native (StudioDatabase *database, GError **error)
{
  if (studio_database_get_native (database))
    return TRUE;
  g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN,
               _ ("You may not run native SQL on the database “%s”, so KPIs cannot be checked. Ask "
                  "the administrator of this Metabase for “Query builder and native” access."),
               studio_database_get_name (database));
  return FALSE;
}

static gpointer
copy_reference (gconstpointer object, gpointer user_data)
{
  return g_object_ref ((gpointer) object);
}

static void
cancel_run_cb (GCancellable *cancellable, gpointer run)
{
  studio_run_cancel (run);
}

static gboolean
run_database (StudioCliJob *job, StudioDatabase *database, GPtrArray *tables, GError **error)
{
  StudioCli *cli = job->cli;
  StudioRun *run = studio_session_generate (cli->session, database, tables);
  gulong handler;

  g_ptr_array_add (job->runs, g_object_ref (run));
  handler = g_cancellable_connect (cli->cancellable, G_CALLBACK (cancel_run_cb), g_object_ref (run),
                                   g_object_unref);
  studio_cli_progress_follow (cli->progress, run);
  while (!studio_run_is_over (run))
    g_main_context_iteration (NULL, TRUE);
  studio_cli_progress_clear (cli->progress);
  g_cancellable_disconnect (cli->cancellable, handler);
  g_ptr_array_extend (job->kpis, studio_run_get_kpis (run), copy_reference, NULL);
  g_ptr_array_extend (job->problems, studio_run_get_problems (run), NULL, NULL);
  if (studio_run_get_error (run) != NULL)
    g_propagate_error (error, g_error_copy (studio_run_get_error (run)));
  else if (studio_run_get_state (run) == STUDIO_RUN_CANCELLED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled."));
  return error == NULL || *error == NULL;
}

static gboolean
fail_without_tables (StudioCli *self, GPtrArray *databases, GError **error)
{
  StudioDatabase *first = g_ptr_array_index (databases, 0);
  guint n = g_list_model_get_n_items (studio_database_get_tables (first));

  g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
               ngettext ("No table matches “%s”; the database “%s” has %u table. Name others with "
                         "--tables, or all with --tables '*'.",
                         "No table matches “%s”; the database “%s” has %u tables. Name others with "
                         "--tables, or all with --tables '*'.",
                         n),
               studio_cli_get_tables (self), studio_database_get_name (first), n);
  return FALSE;
}

static gboolean
run_databases (StudioCliJob *job, GError **error)
{
  StudioCli *cli = job->cli;
  g_autoptr (GPtrArray) databases = studio_cli_select_databases (cli, error);

  if (databases == NULL)
    return FALSE;
  for (guint i = 0; i < databases->len; i++)
    {
      StudioDatabase *database = g_ptr_array_index (databases, i);
      g_autoptr (GPtrArray) tables = studio_cli_select_tables (cli, database, error);

      if (tables == NULL)
        return FALSE;
      if (tables->len == 0)
        continue;
      if (!check_native (database, error) ||
          (cli->options->context_file != NULL &&
           !studio_cli_read_context (cli, database, cli->options->context_file, error)))
        return FALSE;
      g_ptr_array_extend (job->tables, tables, copy_reference, NULL);
      if (!run_database (job, database, tables, error))
        return FALSE;
    }
  return job->tables->len > 0 || fail_without_tables (cli, databases, error);
}

/* A duplicate would be a second card that asks the same. */
static void
approve (StudioCliJob *job)
{
  int least = job->cli->options->min_score;
  guint threshold;
  g_autoptr (GPtrArray) good = g_ptr_array_new ();

  g_object_get (job->cli->session, "score-threshold", &threshold, NULL);
  if (least < 0)
    least = threshold;
  for (guint i = 0; i < job->kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (job->kpis, i);

      if (studio_kpi_is_valid (kpi) && studio_kpi_get_score (kpi) >= least &&
          studio_kpi_get_duplicate_of (kpi) == NULL &&
          studio_kpi_get_decision (kpi) == STUDIO_DECISION_PENDING)
        g_ptr_array_add (good, kpi);
    }
  studio_session_decide (job->cli->session, good, STUDIO_DECISION_APPROVED);
}

static int
run (StudioCli *self, gboolean register_too)
{
  g_auto (StudioCliJob) job = { 0 };
  GError *error = NULL;
  int status = STUDIO_CLI_OK;

  studio_cli_job_init (&job, self);
  if (!studio_cli_model_set_up (self, &error) || !studio_cli_connect (self, &error))
    return studio_cli_fail (self, error);
  g_object_set (self->session, "infer-joins", !self->options->declared_joins, NULL);
  if (self->options->explain)
    return studio_cli_explain (self);
  if (self->options->dry_run)
    return studio_cli_model_preview (self);
  if (run_databases (&job, &error) && register_too)
    {
      approve (&job);
      studio_cli_job_register (&job, &error);
    }
  if (error != NULL)
    status = studio_cli_fail (self, error);
  /* What was done before something stopped it is worth telling, but not that nothing was. */
  if (status != STUDIO_CLI_OK && job.runs->len == 0)
    return status;
  return studio_cli_job_print (&job, status);
}

int
studio_cli_run (StudioCli *self)
{
  return run (self, self->options->register_too);
}

int
studio_cli_propose (StudioCli *self)
{
  return run (self, FALSE);
}
