/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-demo-process.h"

#include "core/studio-error.h"
#include "core/studio-json.h"

#include <signal.h>

#include <glib/gi18n-lib.h>

struct _StudioDemoProcess
{
  GObject parent_instance;

  GSubprocess *process;           /* (owned) */
  GDataInputStream *lines;        /* (owned) its standard output */
  StudioCredentials *credentials; /* (owned) (nullable) until it is ready */
  char *data_dir;
  gboolean asked_to_stop;
};

G_DEFINE_FINAL_TYPE (StudioDemoProcess, studio_demo_process, G_TYPE_OBJECT)

static void
studio_demo_process_dispose (GObject *object)
{
  StudioDemoProcess *self = STUDIO_DEMO_PROCESS (object);

  if (self->process != NULL && !self->asked_to_stop)
    studio_demo_process_stop (self);
  g_clear_object (&self->process);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->credentials, studio_credentials_unref);
  g_clear_pointer (&self->data_dir, g_free);
  G_OBJECT_CLASS (studio_demo_process_parent_class)->dispose (object);
}

static void
studio_demo_process_class_init (StudioDemoProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_demo_process_dispose;
}

static void
studio_demo_process_init (StudioDemoProcess *self)
{
}

char *
studio_demo_process_get_default_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "kpi-studio", "sample-company", NULL);
}

/*
 * Beside this program when installed, in the folder next door when run from the build tree;
 * KPI_STUDIO_DEMO names another.
 */
static char *
find_program (void)
{
  const char *named = g_getenv ("KPI_STUDIO_DEMO");
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : g_strdup (BINDIR);
  const char *const places[] = { "kpi-studio-demo", "../demo/kpi-studio-demo",
                                 "../../src/demo/kpi-studio-demo" };

  if (named != NULL)
    return g_strdup (named);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_find_program_in_path ("kpi-studio-demo");
}

static void
read_complaint_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *complaint = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  if (bytes != NULL)
    complaint = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE,
                           _ ("The sample company could not be started. %s"),
                           complaint != NULL && *complaint != '\0'
                               ? g_strstrip (complaint)
                               : _ ("The demo server ended without a word."));
}

static gboolean
take_announcement (StudioDemoProcess *self, const char *line)
{
  g_autoptr (JsonNode) node = studio_json_from_text (line, -1, NULL);
  JsonObject *object = studio_json_node_get_object (node);
  const char *url = studio_json_get_string (object, "url");
  const char *username = studio_json_get_string (object, "username");
  const char *password = studio_json_get_string (object, "password");

  if (url == NULL || username == NULL || password == NULL)
    return FALSE;
  self->credentials = studio_credentials_new_password (url, username, password);
  return TRUE;
}

static void
read_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);
  StudioDemoProcess *self = g_task_get_task_data (task);
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source),
                                                                     result, NULL, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (line != NULL && take_announcement (self, line))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_input_stream_read_bytes_async (g_subprocess_get_stderr_pipe (self->process), 4096,
                                     G_PRIORITY_DEFAULT, cancellable, read_complaint_cb,
                                     g_steal_pointer (&task));
}

void
studio_demo_process_start_async (const char *data_dir,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  StudioDemoProcess *self = g_object_new (STUDIO_TYPE_DEMO_PROCESS, NULL);
  g_autofree char *program = find_program ();
  g_autofree char *wanted =
      data_dir != NULL ? g_strdup (data_dir) : studio_demo_process_get_default_data_dir ();
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE);
  GError *error = NULL;

  g_task_set_source_tag (task, studio_demo_process_start_async);
  g_task_set_task_data (task, self, g_object_unref);
  self->data_dir = g_canonicalize_filename (wanted, NULL);
  if (program == NULL)
    {
      g_task_return_new_error (
          task, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE, "%s",
          _ ("The sample company is not installed: the program kpi-studio-demo was "
             "not found beside this one or in the PATH."));
      return;
    }
  self->process = g_subprocess_launcher_spawn (launcher, &error, program, "--port", "0",
                                               "--data-dir", self->data_dir, NULL);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, cancellable, read_line_cb,
                                       g_steal_pointer (&task));
}

StudioDemoProcess *
studio_demo_process_start_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

StudioCredentials *
studio_demo_process_get_credentials (StudioDemoProcess *self)
{
  g_return_val_if_fail (STUDIO_IS_DEMO_PROCESS (self), NULL);
  return self->credentials;
}

const char *
studio_demo_process_get_data_dir (StudioDemoProcess *self)
{
  g_return_val_if_fail (STUDIO_IS_DEMO_PROCESS (self), NULL);
  return self->data_dir;
}

void
studio_demo_process_stop (StudioDemoProcess *self)
{
  g_return_if_fail (STUDIO_IS_DEMO_PROCESS (self));

  studio_demo_process_ask_to_stop (self);
  g_subprocess_wait (self->process, NULL, NULL);
}

void
studio_demo_process_ask_to_stop (StudioDemoProcess *self)
{
  g_return_if_fail (STUDIO_IS_DEMO_PROCESS (self));

  self->asked_to_stop = TRUE;
  if (g_subprocess_get_identifier (self->process) != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
}
