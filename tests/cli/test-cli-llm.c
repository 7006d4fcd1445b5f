/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real program with a language model, on the sample company: what is sent, what it costs, and
 * where the key never is. */
#include "core/studio-json.h"
#include "studio-test-demo.h"
#include "studio-test-llm.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define KEY "sk-canary-key-7b20"
#define ANSWER                                                                               \
  "{\"kpis\":[{\"name\":\"Users by status\",\"description\":\"d\",\"business_value\":\"v\"," \
  "\"unit\":\"count\",\"display\":\"bar\",\"sql\":\"SELECT status, count(*) AS users FROM "  \
  "tb_user GROUP BY status ORDER BY users DESC\"}]}"

typedef struct
{
  StudioTestLlm *endpoint;
  char *folder;
  char *workspace;
} Fixture;

typedef struct
{
  int status;
  char *output;
  char *complaint;
  gboolean over;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->output);
  g_free (outcome->complaint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static char *
say (const char *body, gpointer user_data)
{
  return g_strdup (ANSWER);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->endpoint = studio_test_llm_new ();
  studio_test_llm_answer (fixture->endpoint, say, NULL, 0);
  fixture->folder = studio_test_demo_copy_data ();
  fixture->workspace = g_build_filename (fixture->folder, "workspace.sqlite", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  studio_test_llm_free (fixture->endpoint);
  studio_test_demo_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->workspace);
}

static void
communicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &outcome->output,
                                        &outcome->complaint, &error);
  g_assert_no_error (error);
  outcome->status = g_subprocess_get_exit_status (G_SUBPROCESS (source));
  outcome->over = TRUE;
}

/* Other users can read a program's arguments. */
static void
assert_no_key_in_arguments (GSubprocess *process)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/cmdline", g_subprocess_get_identifier (process));
  g_autofree char *arguments = NULL;
  gsize length;

  if (g_file_get_contents (path, &arguments, &length, NULL))
    g_assert_null (memmem (arguments, length, KEY, strlen (KEY)));
}

/* Nor can anybody look for it in what is left of a program that crashed. */
static void
assert_no_core_dumps (GSubprocess *process)
{
  const char *id = g_subprocess_get_identifier (process);
  g_autofree char *path = g_strdup_printf ("/proc/%s/limits", id);
  gboolean forbidden = FALSE;

  /* The program says so as the first thing it does. */
  for (guint i = 0; i < 200 && !forbidden; i++)
    {
      g_autofree char *limits = NULL;

      if (!g_file_get_contents (path, &limits, NULL, NULL))
        return;
      forbidden = g_regex_match_simple ("Max core file size +0 +0 ", limits, 0, 0);
      g_usleep (5000);
    }
  g_assert_true (forbidden);
}

static GSubprocess *
start (Fixture *fixture, const char *words, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autofree char *line =
      g_strdup_printf ("%s --demo=%s --workspace=%s %s", g_getenv ("KPI_STUDIO_CLI"),
                       fixture->folder, fixture->workspace, words);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "OPENAI_API_KEY", KEY, TRUE);
  g_subprocess_launcher_setenv (launcher, "OPENAI_BASE_URL",
                                studio_test_llm_get_url (fixture->endpoint), TRUE);
  g_subprocess_launcher_setenv (launcher, "OPENAI_MODEL", "gpt-6-luna", TRUE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_assert_true (g_shell_parse_argv (line, NULL, &arguments, NULL));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&process);
}

static void
run (Fixture *fixture, Outcome *outcome, const char *words)
{
  g_autoptr (GSubprocess) process =
      start (fixture, words, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  assert_no_key_in_arguments (process);
  assert_no_core_dumps (process);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, communicated_cb, outcome);
  while (!outcome->over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (strstr (outcome->output, KEY));
  g_assert_null (strstr (outcome->complaint, KEY));
}

/* The last line of what debugging messages are mixed into is the document. */
static JsonNode *
read_json (const Outcome *outcome)
{
  const char *begin = strstr (outcome->output, "\n{");
  const char *list =
      g_str_has_prefix (outcome->output, "[") ? outcome->output : strstr (outcome->output, "\n[\n");
  const char *text = *outcome->output == '{' ? outcome->output : begin != NULL ? begin + 1 : list;
  g_autoptr (GError) error = NULL;
  JsonNode *node = studio_json_from_text (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

static GPtrArray *
requests (Fixture *fixture)
{
  return studio_test_llm_get_requests (fixture->endpoint);
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) shown = { 0 };
  g_auto (Outcome) text = { 0 };
  g_auto (Outcome) done = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *first;

  run (fixture, &shown, "propose --dry-run --tables TB_USER --format json --quiet");
  g_assert_cmpint (shown.status, ==, 0);
  g_assert_cmpuint (requests (fixture)->len, ==, 0);
  root = read_json (&shown);
  first = json_array_get_object_element (json_node_get_array (root), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "table"), ==, "tb_user");
  g_assert_cmpfloat (json_object_get_double_member (first, "cost_usd"), >, 0);
  run (fixture, &text, "propose --dry-run --tables TB_USER --quiet");
  g_assert_nonnull (strstr (text.output, json_object_get_string_member (first, "request")));
  g_assert_nonnull (strstr (text.output, "US dollars"));
  run (fixture, &done, "run --tables TB_USER --format json --quiet");
  g_assert_cmpuint (requests (fixture)->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (requests (fixture), 0), ==,
                   json_object_get_string_member (first, "request"));
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  static const char *const tails[] = { "", "-wal", "-shm" };
  g_auto (Outcome) done = { 0 };
  g_auto (Outcome) report = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonObject *tokens;

  run (fixture, &done, "run --source llm --tables TB_USER --format json --register --min-score 0");
  g_assert_cmpint (done.status, ==, 0);
  root = read_json (&done);
  object = json_node_get_object (root);
  tokens = json_object_get_object_member (object, "tokens");
  g_assert_cmpint (json_object_get_int_member (object, "proposed"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (object, "registered"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (tokens, "prompt"), ==, 1000);
  g_assert_cmpint (json_object_get_int_member (tokens, "completion"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (object, "cost_usd"), >, 0.0001);
  run (fixture, &report, "report --format json");
  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (fixture->workspace, tails[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        g_assert_null (memmem (bytes, length, KEY, strlen (KEY)));
    }
}

/* The sample company's server notices that its parent is gone, and tidies up. */
static void
wait_for_folder (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "lock", NULL);
  int lock = g_open (path, O_RDWR | O_CLOEXEC);

  g_assert_cmpint (lock, >=, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  close (lock);
}

/* Killed in the middle of it all, without a chance to tidy up: what had been asked about is not
 * asked about again, and nothing that was proposed is lost. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) killed = NULL;
  g_auto (Outcome) resumed = { 0 };
  g_auto (Outcome) again = { 0 };
  g_autoptr (JsonNode) root = NULL;
  guint before;

  studio_test_llm_answer (fixture->endpoint, say, NULL, 200);
  /* Nobody reads what it says: in a pipe it would get stuck. */
  killed = start (fixture, "propose --source llm --tables TB_* --quiet",
                  G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  while (requests (fixture)->len < 20)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_send_signal (killed, SIGKILL);
  g_assert_true (g_subprocess_wait (killed, NULL, NULL));
  wait_for_folder (fixture);
  before = requests (fixture)->len;
  g_assert_cmpuint (before, <, 30);
  studio_test_llm_answer (fixture->endpoint, say, NULL, 0);
  run (fixture, &resumed, "propose --source llm --tables TB_* --format json --quiet");
  root = read_json (&resumed);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "tables"), ==, 30);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "proposed"), >=, 1);
  /* Twelve at once may have been on their way. */
  g_assert_cmpuint (requests (fixture)->len, <=, 30 + 12);
  g_assert_cmpuint (requests (fixture)->len - before, <, 30);
  before = requests (fixture)->len;
  run (fixture, &again, "propose --source llm --tables TB_* --quiet");
  g_assert_cmpuint (requests (fixture)->len, ==, before);
}

static JsonObject *
get_model (JsonNode *root)
{
  return json_object_get_object_member (json_node_get_object (root), "model");
}

/* What was sent is kept with the run, to the byte, and what it took is booked by run, table and
 * KPI. */
static void
test_ledger (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) done = { 0 };
  g_auto (Outcome) report = { 0 };
  g_auto (Outcome) text = { 0 };
  g_auto (Outcome) status = { 0 };
  g_auto (Outcome) list = { 0 };
  g_auto (Outcome) one = { 0 };
  g_auto (Outcome) none = { 0 };
  g_autoptr (JsonNode) report_root = NULL;
  g_autoptr (JsonNode) status_root = NULL;
  g_autoptr (JsonNode) list_root = NULL;
  g_autoptr (JsonNode) one_root = NULL;
  JsonObject *object;

  run (fixture, &done, "propose --source llm --tables TB_USER,TB_ORDER --quiet");
  g_assert_cmpuint (requests (fixture)->len, ==, 2);
  run (fixture, &report, "report --format json");
  report_root = read_json (&report);
  object = get_model (report_root);
  g_assert_cmpint (json_object_get_int_member (object, "calls"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (object, "prompt_tokens"), ==, 2000);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "runs")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "tables")), ==, 2);
  run (fixture, &text, "report");
  g_assert_nonnull (strstr (text.output, "Language model\n2 requests, "));
  run (fixture, &status, "status --format json");
  status_root = read_json (&status);
  g_assert_cmpfloat (json_object_get_double_member (get_model (status_root), "cost_usd"), >,
                     0.0001);
  run (fixture, &list, "list --format json");
  list_root = read_json (&list);
  object = json_array_get_object_element (json_node_get_array (list_root), 0);
  object = json_object_get_object_member (object, "model");
  g_assert_cmpint (json_object_get_int_member (object, "prompt_tokens"), ==, 1000);
  run (fixture, &one, "requests 1 --format json");
  one_root = read_json (&one);
  object = json_array_get_object_element (json_node_get_array (one_root), 0);
  g_assert_cmpstr (json_object_get_string_member (object, "request"), ==,
                   g_ptr_array_index (requests (fixture), 0));
  g_assert_cmpstr (json_object_get_string_member (object, "reply"), ==, ANSWER);
  run (fixture, &none, "requests 99");
  g_assert_cmpint (none.status, ==, 2);
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) analyst = { 0 };
  g_auto (Outcome) both = { 0 };
  g_auto (Outcome) budget = { 0 };
  g_autoptr (JsonNode) root = NULL;

  run (fixture, &analyst, "propose --source analyst --tables TB_USER --quiet");
  g_assert_cmpuint (requests (fixture)->len, ==, 0);
  run (fixture, &budget, "propose --tables TB_USER --budget-tokens 100 --format json");
  g_assert_cmpint (budget.status, ==, 1);
  g_assert_cmpuint (requests (fixture)->len, ==, 0);
  run (fixture, &both, "propose --tables TB_USER --format json");
  g_assert_cmpuint (requests (fixture)->len, ==, 1);
  root = read_json (&both);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "proposed"), >, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/cli/llm/dry-run", Fixture, NULL, set_up, test_dry_run, tear_down);
  g_test_add ("/cli/llm/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/cli/llm/ledger", Fixture, NULL, set_up, test_ledger, tear_down);
  g_test_add ("/cli/llm/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add ("/cli/llm/sources", Fixture, NULL, set_up, test_sources, tear_down);
  return g_test_run ();
}
