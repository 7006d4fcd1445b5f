/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-test-demo.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

struct _StudioTestDemo
{
  char *folder;          /* (owned) */
  gboolean owns_folder;  /* to be removed */
  char *log_path;        /* (owned) */
  GPid pid;              /* 0: it does not run */
  int input;             /* closed to end the server */
  JsonObject *announced; /* (owned) (nullable) its line */
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

static void
run (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &complaint,
                &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s %s", command[0], error->message, complaint);
}

/* Makes the template if need be, and copies it; one process at a time. */
char *
studio_test_demo_copy_data (void)
{
  g_autofree char *program = studio_test_demo_program ();
  g_autofree char *template = g_build_filename (build_root (), "tests", "demo-template", NULL);
  g_autofree char *contents = g_build_filename (template, ".", NULL);
  g_autofree char *lock_path = g_strconcat (template, ".lock", NULL);
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("kpi-studio-demo-XXXXXX", &error);
  const char *const prepare[] = { program, "--data-dir", template, "--prepare", NULL };
  const char *const copy[] = { "cp", "-r", "--reflink=auto", contents, folder, NULL };
  int lock = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_no_error (error);
  g_assert_cmpint (lock, >=, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  run (prepare);
  run (copy);
  close (lock);
  return folder;
}

void
studio_test_demo_remove (const char *folder)
{
  const char *const command[] = { "rm", "-rf", "--", folder, NULL };

  run (command);
}

static char *
read_line (int fd)
{
  GString *line = g_string_new (NULL);
  char c;

  while (read (fd, &c, 1) == 1 && c != '\n')
    g_string_append_c (line, c);
  return g_string_free (line, FALSE);
}

static void
read_announcement (StudioTestDemo *self, int output)
{
  g_autofree char *line = read_line (output);
  g_autoptr (JsonNode) node = json_from_string (line, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    g_error ("kpi-studio-demo announced “%s”", line);
  self->announced = json_node_dup_object (node);
}

static void
spawn (StudioTestDemo *self, const char *const *arguments)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *program = studio_test_demo_program ();
  const char *const first[] = { program,      "--port", "0",           "--data-dir",
                                self->folder, "--log",  self->log_path };
  int output = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (command, (gpointer) first[i]);
  for (gsize i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (command, (gpointer) arguments[i]);
  g_ptr_array_add (command, NULL);
  g_spawn_async_with_pipes (NULL, (char **) command->pdata, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                            NULL, &self->pid, &self->input, &output, NULL, &error);
  g_assert_no_error (error);
  read_announcement (self, output);
  close (output);
}

StudioTestDemo *
studio_test_demo_start_in (const char *folder, const char *const *arguments)
{
  StudioTestDemo *self = g_new0 (StudioTestDemo, 1);

  self->folder = g_strdup (folder);
  self->log_path = g_build_filename (folder, "requests.log", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  spawn (self, arguments);
  return self;
}

StudioTestDemo *
studio_test_demo_start (const char *const *arguments)
{
  g_autofree char *folder = studio_test_demo_copy_data ();
  StudioTestDemo *self = studio_test_demo_start_in (folder, arguments);

  self->owns_folder = TRUE;
  return self;
}

void
studio_test_demo_pause (StudioTestDemo *self)
{
  if (self->pid == 0)
    return;
  close (self->input);
  waitpid (self->pid, NULL, 0);
  self->pid = 0;
  g_clear_pointer (&self->announced, json_object_unref);
}

void
studio_test_demo_kill (StudioTestDemo *self)
{
  kill (self->pid, SIGKILL);
  studio_test_demo_pause (self);
}

void
studio_test_demo_restart (StudioTestDemo *self, const char *const *arguments)
{
  studio_test_demo_pause (self);
  spawn (self, arguments);
}

void
studio_test_demo_stop (StudioTestDemo *self)
{
  if (self == NULL)
    return;
  studio_test_demo_pause (self);
  if (self->owns_folder)
    studio_test_demo_remove (self->folder);
  g_free (self->folder);
  g_free (self->log_path);
  g_free (self);
}

const char *
studio_test_demo_get (StudioTestDemo *self, const char *member)
{
  g_assert_nonnull (self->announced);
  g_assert_true (json_object_has_member (self->announced, member));
  return json_object_get_string_member_with_default (self->announced, member, NULL);
}

const char *
studio_test_demo_get_folder (StudioTestDemo *self)
{
  return self->folder;
}

GPid
studio_test_demo_get_pid (StudioTestDemo *self)
{
  return self->pid;
}

JsonArray *
studio_test_demo_read_log (StudioTestDemo *self)
{
  JsonArray *requests = json_array_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (self->log_path, &text, NULL, NULL);
  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  /* What follows the last line break is being written yet. */
  for (gsize i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    json_array_add_element (requests, json_from_string (lines[i], NULL));
  return requests;
}

guint
studio_test_demo_count (StudioTestDemo *self, const char *method, const char *pattern)
{
  g_autoptr (JsonArray) requests = studio_test_demo_read_log (self);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if ((method == NULL ||
           strcmp (json_object_get_string_member (request, "method"), method) == 0) &&
          g_pattern_match_simple (pattern, json_object_get_string_member (request, "path")))
        count++;
    }
  return count;
}
