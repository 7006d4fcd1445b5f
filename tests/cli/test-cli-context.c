/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The company's context and the explanations, by the real program against the real demo server. */
#include "core/studio-json.h"
#include "studio-test-demo.h"

#include <string.h>
#include <sys/wait.h>

typedef struct
{
  char *folder;
  char *output;
  char *complaint;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = studio_test_demo_copy_data ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  studio_test_demo_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->output);
  g_free (fixture->complaint);
}

/* Runs the program with @words, and returns its status. */
static int
run (Fixture *fixture, const char *words)
{
  g_autofree char *line =
      g_strdup_printf ("%s --demo=%s --workspace %s/workspace.sqlite -q %s",
                       g_getenv ("KPI_STUDIO_CLI"), fixture->folder, fixture->folder, words);
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->complaint, g_free);
  g_spawn_command_line_sync (line, &fixture->output, &fixture->complaint, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s\n%s", words, fixture->complaint);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static JsonArray *
get_array (Fixture *fixture, JsonNode **node)
{
  g_autoptr (GError) error = NULL;

  *node = studio_json_from_text (fixture->output, -1, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (*node));
  return json_node_get_array (*node);
}

static void
test_context (Fixture *fixture, gconstpointer data)
{
  const char *text = "## Company\n- currency: KRW\n- fiscal year starts: April\n- odd: line\n";
  g_autofree char *file = g_build_filename (fixture->folder, "context.md", NULL);
  g_autofree char *import = g_strdup_printf ("context --import %s", file);
  g_autofree char *again = g_strdup_printf ("context --export %s.out", file);
  g_autofree char *out = g_strconcat (file, ".out", NULL);
  g_autofree char *exported = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  g_assert_cmpint (run (fixture, "context"), ==, 0);
  g_assert_nonnull (strstr (fixture->output, "Nothing is told"));
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_assert_cmpint (run (fixture, import), ==, 0);
  g_assert_cmpstr (fixture->output, ==, text);
  g_assert_nonnull (strstr (fixture->complaint, "Line 4"));
  g_assert_cmpint (run (fixture, again), ==, 0);
  g_assert_true (g_file_get_contents (out, &exported, NULL, NULL));
  g_assert_cmpstr (exported, ==, text);
  g_assert_cmpint (run (fixture, "context --questions --format json"), ==, 0);
  object = json_array_get_object_element (get_array (fixture, &node), 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "facts")), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "questions")), <=,
                    12);
  g_assert_cmpint (run (fixture, "context --import /nonexistent"), ==, 2);
  g_assert_cmpint (run (fixture, "list --questions"), ==, 2);
}

static void
test_explain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  JsonArray *proposed;

  g_assert_cmpint (run (fixture, "propose --explain --tables tb_order --format json"), ==, 0);
  object = json_array_get_object_element (get_array (fixture, &node), 0);
  g_assert_cmpstr (json_object_get_string_member (object, "table"), ==, "tb_order");
  proposed = json_object_get_array_member (object, "proposed");
  g_assert_cmpuint (json_array_get_length (proposed), >=, 15);
  g_assert_nonnull (
      json_object_get_string_member (json_array_get_object_element (proposed, 0), "reason"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "not_proposed")),
                    >, 0);
  /* What points at the table was read too, though nobody asked for its KPIs. */
  g_assert_nonnull (strstr (fixture->output, "“tb_delivery.order_id” points at this table"));
  /* Nothing is proposed by it. */
  g_assert_cmpint (run (fixture, "list --format json"), ==, 0);
  g_assert_cmpstr (g_strstrip (fixture->output), ==, "[]");
  g_assert_cmpint (run (fixture, "propose --explain --tables tb_order"), ==, 0);
  g_assert_nonnull (strstr (fixture->output, "Not proposed:"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/cli/context", Fixture, NULL, set_up, test_context, tear_down);
  g_test_add ("/cli/explain", Fixture, NULL, set_up, test_explain, tear_down);
  return g_test_run ();
}
