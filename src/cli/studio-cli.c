/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-url.h"

#include <errno.h>
#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

void
studio_cli_keep_result (GObject *source, GAsyncResult *result, gpointer address)
{
  *(GAsyncResult **) address = g_object_ref (result);
}

GAsyncResult *
studio_cli_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

static int
get_status (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return STUDIO_CLI_CANCELLED;
  if (error->domain != STUDIO_ERROR)
    return STUDIO_CLI_SOME_FAILED;
  switch ((StudioError) error->code)
    {
    case STUDIO_ERROR_INPUT:
      return STUDIO_CLI_USAGE;
    case STUDIO_ERROR_SIGN_IN:
    case STUDIO_ERROR_THROTTLED:
      return STUDIO_CLI_SIGN_IN_REFUSED;
    case STUDIO_ERROR_UNREACHABLE:
    case STUDIO_ERROR_NOT_METABASE:
    case STUDIO_ERROR_TIMED_OUT:
      return STUDIO_CLI_NOT_REACHABLE;
    case STUDIO_ERROR_WORKSPACE:
      return STUDIO_CLI_WORKSPACE_UNUSABLE;
    case STUDIO_ERROR_FORBIDDEN:
    case STUDIO_ERROR_NOT_FOUND:
    case STUDIO_ERROR_SERVER:
    case STUDIO_ERROR_PROTOCOL:
    case STUDIO_ERROR_TOO_LARGE:
    case STUDIO_ERROR_SQL:
    case STUDIO_ERROR_GUARD:
    case STUDIO_ERROR_UNCLEAR:
    default:
      return STUDIO_CLI_SOME_FAILED;
    }
}

void
studio_cli_complain (StudioCli *self, const char *message)
{
  if (self->progress != NULL)
    studio_cli_progress_clear (self->progress);
  g_printerr ("kpi-studio-cli: %s\n", message);
}

int
studio_cli_fail (StudioCli *self, GError *error)
{
  /* Whatever broke after Ctrl+C, such as a connection, broke because of it. */
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable) ||
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  int status = cancelled ? STUDIO_CLI_CANCELLED : get_status (error);

  studio_cli_complain (self, cancelled ? _ ("Cancelled.") : error->message);
  g_error_free (error);
  return status;
}

int
studio_cli_print (StudioCli *self, const char *text, int status)
{
  studio_cli_progress_clear (self->progress);
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return status;
  /* Who reads the first lines only, as “head” does, is content. */
  if (errno == EPIPE)
    return status;
  return studio_cli_fail (self, g_error_new (G_FILE_ERROR, g_file_error_from_errno (errno),
                                             _ ("Standard output could not be written: %s."),
                                             g_strerror (errno)));
}

int
studio_cli_print_json (StudioCli *self, JsonNode *node, int status)
{
  g_autofree char *text = studio_json_to_text (node, TRUE);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  json_node_unref (node);
  return studio_cli_print (self, line, status);
}

static gboolean
open_workspace (StudioCli *self, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  studio_session_open_workspace_async (self->session, self->options->workspace, self->cancellable,
                                       studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_open_workspace_finish (self->session, result, error);
}

gboolean
studio_cli_names_server (StudioCli *self)
{
  const char *url = studio_cli_environment_look_up ("METABASE_URL", self->environment);

  return self->options->demo || (url != NULL && *url != '\0');
}

static gboolean
explore_sample (StudioCli *self, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  studio_cli_progress_step (self->progress, _ ("Starting the sample company…"), 0, 0);
  studio_session_explore_sample_async (self->session, self->options->demo_dir, self->cancellable,
                                       studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_explore_sample_finish (self->session, result, error);
}

static void
warn_if_exposed (StudioCli *self, StudioCredentials *credentials)
{
  g_autofree char *url =
      studio_metabase_url_normalize (studio_credentials_get_url (credentials), NULL);
  g_autofree char *warning = url != NULL ? studio_metabase_url_describe_exposure (url) : NULL;

  if (warning != NULL)
    studio_cli_complain (self, warning);
}

gboolean
studio_cli_connect (StudioCli *self, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioCredentials) credentials = NULL;
  g_autofree char *message = NULL;

  if (!self->options->demo)
    {
      credentials = studio_credentials_from_variables (studio_cli_environment_look_up,
                                                       self->environment, error);
      if (credentials == NULL)
        return FALSE;
    }
  if (!open_workspace (self, error))
    return FALSE;
  if (self->options->demo)
    return explore_sample (self, error);
  warn_if_exposed (self, credentials);
  message = g_strdup_printf (_ ("Signing in to %s…"), studio_credentials_get_url (credentials));
  studio_cli_progress_step (self->progress, message, 0, 0);
  studio_session_connect_async (self->session, credentials, self->cancellable,
                                studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_connect_finish (self->session, result, error);
}

/* %NULL without an error: no server is named. */
static char *
get_identity (StudioCli *self, GError **error)
{
  if (self->options->demo)
    return studio_session_identify_sample (self->options->demo_dir);
  if (studio_cli_names_server (self))
    return studio_session_identify_server (
        studio_cli_environment_look_up ("METABASE_URL", self->environment), error);
  return NULL;
}

gboolean
studio_cli_recall (StudioCli *self, gboolean to_change, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *identity = get_identity (self, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!open_workspace (self, error))
    return FALSE;
  studio_session_recall_async (self->session, identity, self->cancellable, studio_cli_keep_result,
                               &pending);
  result = studio_cli_wait (&pending);
  if (!studio_session_recall_finish (self->session, result, error))
    return FALSE;
  if (to_change && studio_session_get_server (self->session) == NULL)
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                           _ ("It is not clear which Metabase is meant: the workspace has KPIs of "
                              "none or of several. Set METABASE_URL, or use --demo."));
      return FALSE;
    }
  return TRUE;
}

gboolean
studio_cli_flush (StudioCli *self, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  /* Also after Ctrl+C: what was done stays done. */
  studio_session_flush_async (self->session, NULL, studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_flush_finish (self->session, result, error);
}

/* What signed in with a password leaves no session behind. */
static void
sign_out (StudioCli *self)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  studio_session_sign_out_async (self->session, NULL, studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  studio_session_sign_out_finish (self->session, result);
}

static void
end_at_once (int signal_number)
{
  _exit (STUDIO_CLI_CANCELLED);
}

/* The second time the main loop may be waiting for something, so it is not asked then. */
static gboolean
interrupted_cb (gpointer user_data)
{
  StudioCli *self = user_data;

  signal (SIGINT, end_at_once);
  signal (SIGTERM, end_at_once);
  signal (SIGHUP, end_at_once);
  studio_cli_complain (self, _ ("Cancelling… Press Ctrl+C again to stop at once."));
  g_cancellable_cancel (self->cancellable);
  /* Removing the source would undo the above. */
  return G_SOURCE_CONTINUE;
}

static void
handle_signals (StudioCli *self)
{
  g_unix_signal_add (SIGINT, interrupted_cb, self);
  g_unix_signal_add (SIGTERM, interrupted_cb, self);
  g_unix_signal_add (SIGHUP, interrupted_cb, self);
}

static void
apply_options (StudioCli *self)
{
  const StudioCliOptions *options = self->options;

  g_object_set (self->session, "concurrency", options->concurrency, "row-limit", options->row_limit,
                "time-limit", options->time_limit, NULL);
  if (options->collection != NULL)
    g_object_set (self->session, "collection-name", options->collection, NULL);
  g_object_set (self->session, "dashboards", !options->no_dashboards, "alerts", !options->no_alerts,
                "alert-recipient", options->alert_recipient, NULL);
}

static int
run_command (StudioCli *self)
{
  GError *error = NULL;
  int status;

  self->environment = studio_cli_environment_new (self->options->env_file, &error);
  if (self->environment == NULL)
    return studio_cli_fail (self, error);
  if (studio_cli_environment_is_exposed (self->environment))
    studio_cli_complain (self, _ ("Other users can read the file given with --env-file, which "
                                  "holds a secret. Take that away with chmod 600."));
  apply_options (self);
  status = self->options->command->run (self);
  if (!studio_cli_flush (self, &error))
    status = studio_cli_fail (self, error);
  sign_out (self);
  return g_cancellable_is_cancelled (self->cancellable) ? STUDIO_CLI_CANCELLED : status;
}

int
studio_cli_main (const StudioCliCommand *commands, const char *const *arguments)
{
  StudioCli self = { 0 };
  g_autofree char *help = NULL;
  GError *error = NULL;
  int status = STUDIO_CLI_OK;

  self.cancellable = g_cancellable_new ();
  self.options = studio_cli_options_parse (commands, arguments, &help, &error);
  self.progress = studio_cli_progress_new (self.options == NULL || self.options->quiet);
  if (help != NULL)
    status = studio_cli_print (&self, help, STUDIO_CLI_OK);
  else if (self.options == NULL)
    {
      studio_cli_complain (&self, error->message);
      g_printerr (_ ("Try “kpi-studio-cli --help”.\n"));
      g_error_free (error);
      status = STUDIO_CLI_USAGE;
    }
  else
    {
      self.session = studio_session_new ();
      handle_signals (&self);
      status = run_command (&self);
    }
  /* Stops the sample company's server and waits for it. */
  g_clear_object (&self.session);
  g_clear_pointer (&self.progress, studio_cli_progress_free);
  g_clear_pointer (&self.environment, studio_cli_environment_free);
  g_clear_pointer (&self.options, studio_cli_options_free);
  g_clear_object (&self.cancellable);
  return status;
}
