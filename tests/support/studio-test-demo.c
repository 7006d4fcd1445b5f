/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio-test-demo.h"

#include <fcntl.h>
#include <json-glib/json-glib.h>
#include <sys/file.h>
#include <unistd.h>

struct _StudioTestDemo
{
  char *folder;
  GSubprocess *process;
  JsonParser *announcement;
};

static const char *
build_root (void)
{
  const char *root = g_getenv ("STUDIO_TEST_BUILD_ROOT");

  if (root == NULL)
    g_error ("STUDIO_TEST_BUILD_ROOT is not set: run the tests through meson");
  return root;
}

char *
studio_test_demo_program (void)
{
  return g_build_filename (build_root (), "src", "demo", "kpi-studio-demo", NULL);
}

/* Starts the server and waits for its line. */
static StudioTestDemo *
start (char *folder, const char *const *arguments)
{
  StudioTestDemo *self = g_new0 (StudioTestDemo, 1);
  g_autoptr (GPtrArray) command = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  self->folder = folder;
  g_ptr_array_add (command, studio_test_demo_program ());
  g_ptr_array_add (command, g_strdup ("--port=0"));
  g_ptr_array_add (command, g_strconcat ("--data-dir=", folder, NULL));
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (command, g_strdup (arguments[i]));
  g_ptr_array_add (command, NULL);
  self->process =
      g_subprocess_newv ((const char *const *) command->pdata,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->announcement = json_parser_new ();
  json_parser_load_from_data (self->announcement, line, -1, &error);
  g_assert_no_error (error);
  return self;
}

/* Asks the server to end and waits until its PostgreSQL is down. */
static void
end (StudioTestDemo *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_object_unref (self->announcement);
  g_free (self);
}

static void
run (const char *program, const char *option, const char *from, const char *to)
{
  const char *const command[] = { program, option, from, to, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

/* One test program makes the folder that all copy; the others wait for it. Yesterday's is of no
 * use, since its rows are dated relative to the day they were made on. */
static char *
ensure_template (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "sample-company-%F");
  g_autofree char *lock = g_build_filename (build_root (), "tests", "sample-company.lock", NULL);
  char *folder = g_build_filename (build_root (), "tests", day, NULL);
  g_autofree char *made = g_build_filename (folder, "complete", NULL);
  int file = open (lock, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (flock (file, LOCK_EX), ==, 0);
  if (!g_file_test (made, G_FILE_TEST_EXISTS))
    {
      end (start (folder, NULL));
      g_assert_true (g_file_set_contents (made, "", 0, NULL));
    }
  close (file);
  return folder;
}

char *
studio_test_demo_copy_data (void)
{
  g_autofree char *template = ensure_template ();
  g_autofree char *contents = g_build_filename (template, ".", NULL);
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("kpi-studio-demo-XXXXXX", &error);

  g_assert_no_error (error);
  run ("cp", "-a", contents, folder);
  return folder;
}

void
studio_test_demo_remove (const char *folder)
{
  run ("rm", "-rf", "--", folder);
}

StudioTestDemo *
studio_test_demo_start (const char *const *arguments)
{
  return start (studio_test_demo_copy_data (), arguments);
}

void
studio_test_demo_stop (StudioTestDemo *self)
{
  g_autofree char *folder = self->folder;

  end (self);
  studio_test_demo_remove (folder);
}

const char *
studio_test_demo_get (StudioTestDemo *self, const char *member)
{
  JsonObject *object = json_node_get_object (json_parser_get_root (self->announcement));

  g_assert_true (json_object_has_member (object, member));
  return json_object_get_string_member (object, member);
}

const char *
studio_test_demo_get_folder (StudioTestDemo *self)
{
  return self->folder;
}
