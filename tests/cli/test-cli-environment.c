/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/studio-cli-environment.h"
#include "core/studio-error.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("studio-env-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, ".env", NULL);
  g_unsetenv ("METABASE_URL");
  g_unsetenv ("METABASE_PASSWORD");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static StudioCliEnvironment *
read_text (Fixture *fixture, const char *text, GError **error)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  return studio_cli_environment_new (fixture->path, error);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioCliEnvironment) environment =
      read_text (fixture,
                 "\xef\xbb\xbf# Where it is\r\n"
                 "METABASE_URL = https://metabase.example.com/ # ours\r\n"
                 "export METABASE_USERNAME='ann@example.com'\n"
                 "METABASE_PASSWORD=\"p#ss \\\"word\\\" $1\"\n"
                 "PLAIN=a#b c\n"
                 "EMPTY=\n"
                 "COMMENT= # nothing\n"
                 "not a line of it\n"
                 "9BAD=x\n",
                 &error);

  g_assert_no_error (error);
  g_assert_cmpstr (studio_cli_environment_look_up ("METABASE_URL", environment), ==,
                   "https://metabase.example.com/");
  g_assert_cmpstr (studio_cli_environment_look_up ("METABASE_USERNAME", environment), ==,
                   "ann@example.com");
  g_assert_cmpstr (studio_cli_environment_look_up ("METABASE_PASSWORD", environment), ==,
                   "p#ss \"word\" $1");
  g_assert_cmpstr (studio_cli_environment_look_up ("PLAIN", environment), ==, "a#b c");
  g_assert_cmpstr (studio_cli_environment_look_up ("EMPTY", environment), ==, "");
  g_assert_cmpstr (studio_cli_environment_look_up ("COMMENT", environment), ==, "");
  g_assert_null (studio_cli_environment_look_up ("9BAD", environment));
}

static void
test_environment_wins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioCliEnvironment) environment =
      read_text (fixture, "METABASE_URL=https://file.example.com\nMETABASE_PASSWORD=x\n", NULL);

  g_setenv ("METABASE_URL", "https://environment.example.com", TRUE);
  g_setenv ("METABASE_PASSWORD", "", TRUE);
  g_assert_cmpstr (studio_cli_environment_look_up ("METABASE_URL", environment), ==,
                   "https://environment.example.com");
  g_assert_cmpstr (studio_cli_environment_look_up ("METABASE_PASSWORD", environment), ==, "");
  g_unsetenv ("METABASE_URL");
  g_unsetenv ("METABASE_PASSWORD");
}

static void
test_trouble (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) open_quote = NULL;

  g_assert_null (studio_cli_environment_new (fixture->path, &missing));
  g_assert_error (missing, STUDIO_ERROR, STUDIO_ERROR_INPUT);
  g_assert_null (read_text (fixture, "A=1\nMETABASE_PASSWORD=\"secret\n", &open_quote));
  g_assert_error (open_quote, STUDIO_ERROR, STUDIO_ERROR_INPUT);
  g_assert_null (g_strrstr (open_quote->message, "secret"));
}

static void
test_exposed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioCliEnvironment) open = NULL;
  g_autoptr (StudioCliEnvironment) closed = NULL;

  g_clear_pointer (&open, studio_cli_environment_free);
  g_assert_true (g_file_set_contents (fixture->path, "METABASE_PASSWORD=x\n", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  open = studio_cli_environment_new (fixture->path, NULL);
  g_assert_true (studio_cli_environment_is_exposed (open));
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  closed = studio_cli_environment_new (fixture->path, NULL);
  g_assert_false (studio_cli_environment_is_exposed (closed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/environment/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/cli/environment/wins", Fixture, NULL, set_up, test_environment_wins, tear_down);
  g_test_add ("/cli/environment/trouble", Fixture, NULL, set_up, test_trouble, tear_down);
  g_test_add ("/cli/environment/exposed", Fixture, NULL, set_up, test_exposed, tear_down);
  return g_test_run ();
}
