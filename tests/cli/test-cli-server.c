/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real program against the real demo server; tests build on one another, in order. */

#include "core/studio-json.h"
#include "pipeline/studio-demo-process.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

static char *folder;
static char *demo_option;
static char *workspace;

/* What a program said and how it ended. */
typedef struct
{
  int status;
  char *output;
  char *complaint;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->output);
  g_free (outcome->complaint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static GSubprocess *
start (GSubprocessFlags flags, const char *line, const char *const *variables)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  g_autofree char *command = g_strconcat (g_getenv ("KPI_STUDIO_CLI"), " ", line, NULL);
  g_auto (GStrv) arguments = NULL;
  GSubprocess *process;

  g_assert_true (g_shell_parse_argv (command, NULL, &arguments, NULL));
  for (guint i = 0; variables != NULL && variables[i] != NULL; i += 2)
    g_subprocess_launcher_setenv (launcher, variables[i], variables[i + 1], TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &error);
  g_assert_no_error (error);
  return process;
}

static void
communicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &outcome->output,
                                        &outcome->complaint, &error);
  g_assert_no_error (error);
  outcome->status = g_subprocess_get_if_exited (G_SUBPROCESS (source))
                        ? g_subprocess_get_exit_status (G_SUBPROCESS (source))
                        : -1;
}

static Outcome
run_with (const char *const *variables, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Turns the main loop meanwhile, so that a server in this program can answer. */
static Outcome
run_with (const char *const *variables, const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autoptr (GSubprocess) process = NULL;
  Outcome outcome = { .status = -2 };
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  process =
      start (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, line, variables);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, communicated_cb, &outcome);
  while (outcome.status == -2)
    g_main_context_iteration (NULL, TRUE);
  return outcome;
}

#define run(...) run_with (NULL, __VA_ARGS__)

static void
assert_status (const Outcome *outcome, int status)
{
  if (outcome->status != status)
    g_test_message ("it said: %s%s", outcome->output, outcome->complaint);
  g_assert_cmpint (outcome->status, ==, status);
}

static JsonNode *
parse (const Outcome *outcome)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = studio_json_from_text (outcome->output, -1, &error);

  g_assert_no_error (error);
  return node;
}

static void
assert_members (JsonObject *object, const char *const *names)
{
  g_assert_nonnull (object);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!json_object_has_member (object, names[i]))
        g_test_message ("“%s” is missing", names[i]);
      g_assert_true (json_object_has_member (object, names[i]));
    }
}

static gint64 registered_first;

static void
test_run (void)
{
  static const char *const members[] = {
    "tables",   "proposed",   "valid",    "repaired",   "invalid",
    "filtered", "duplicates", "approved", "registered", "already_registered",
    "failed",   "tokens",     "cost_usd", "seconds",    "errors",
    NULL
  };
  static const char *const token_members[] = { "prompt", "completion", NULL };
  g_auto (Outcome) outcome =
      run ("%s --tables 'TB_USER*,TB_ORDER*' --workspace %s run --register --min-score 0 "
           "--format json",
           demo_option, workspace);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  assert_status (&outcome, 0);
  node = parse (&outcome);
  object = studio_json_node_get_object (node);
  assert_members (object, members);
  g_assert_cmpuint (json_object_get_size (object), ==, G_N_ELEMENTS (members) - 1);
  assert_members (studio_json_get_object (object, "tokens"), token_members);
  g_assert_cmpint (studio_json_get_int (object, "tables", 0), >=, 2);
  g_assert_cmpint (studio_json_get_int (object, "proposed", 0), >=,
                   10 * studio_json_get_int (object, "tables", 0));
  g_assert_cmpint (studio_json_get_int (object, "failed", -1), ==, 0);
  registered_first = studio_json_get_int (object, "registered", 0);
  g_assert_cmpint (registered_first, >, 0);
  g_assert_cmpint (registered_first, ==, studio_json_get_int (object, "approved", 0));
}

static void
test_run_again (void)
{
  g_auto (Outcome) outcome =
      run ("run %s --workspace %s --tables 'tb_user*,tb_order*' --register --min-score 0 "
           "--format=json",
           demo_option, workspace);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  assert_status (&outcome, 0);
  node = parse (&outcome);
  object = studio_json_node_get_object (node);
  g_assert_cmpint (studio_json_get_int (object, "registered", -1), ==, 0);
  g_assert_cmpint (studio_json_get_int (object, "already_registered", -1), ==, registered_first);
}

/* The same data folder, but a workspace that knows nothing: the cards are found in Metabase. */
static void
test_run_elsewhere (void)
{
  g_auto (Outcome) outcome =
      run ("run %s --workspace %s/other.sqlite --tables 'tb_user*,tb_order*' --register "
           "--min-score 0 --format json",
           demo_option, folder);
  g_autoptr (JsonNode) node = NULL;

  assert_status (&outcome, 0);
  node = parse (&outcome);
  g_assert_cmpint (studio_json_get_int (studio_json_node_get_object (node), "registered", -1), ==,
                   0);
}

static void
test_run_text (void)
{
  g_auto (Outcome) outcome =
      run ("run %s --workspace %s --tables tb_user --register", demo_option, workspace);

  assert_status (&outcome, 0);
  g_assert_nonnull (strstr (outcome.output, "By business function"));
  g_assert_nonnull (strstr (outcome.output, "tb_user"));
  g_assert_nonnull (strstr (outcome.output, "/collection/"));
  g_assert_nonnull (strstr (outcome.complaint, "tb_user: "));
  g_assert_null (strstr (outcome.complaint, "\033"));
}

static JsonNode *
list (const char *options)
{
  g_auto (Outcome) outcome = run ("list --workspace %s --format json %s", workspace, options);

  assert_status (&outcome, 0);
  return parse (&outcome);
}

static void
test_list (void)
{
  static const char *const members[] = { "id",       "database",    "table",
                                         "name",     "description", "business_value",
                                         "category", "sql",         "original_sql",
                                         "display",  "unit",        "direction",
                                         "source",   "check",       "score",
                                         "reasons",  "decision",    "registration",
                                         "created",  "changed",     NULL };
  static const char *const check_members[] = { "state",   "class",        "message", "rows",
                                               "columns", "milliseconds", NULL };
  static const char *const registration_members[] = { "state", "card_id", "collection_id", NULL };
  g_autoptr (JsonNode) all = list ("");
  g_autoptr (JsonNode) some = list ("--tables TB_USER --min-score 50");
  JsonArray *kpis = studio_json_node_get_array (all);
  JsonObject *first = studio_json_array_get_object (kpis, 0);

  g_assert_cmpuint (json_array_get_length (kpis), >, 20);
  assert_members (first, members);
  assert_members (studio_json_get_object (first, "check"), check_members);
  assert_members (studio_json_get_object (first, "registration"), registration_members);
  g_assert_cmpuint (json_array_get_length (studio_json_node_get_array (some)), <,
                    json_array_get_length (kpis));
  for (guint i = 0; i < json_array_get_length (studio_json_node_get_array (some)); i++)
    {
      JsonObject *kpi = studio_json_array_get_object (studio_json_node_get_array (some), i);

      g_assert_cmpstr (studio_json_get_string (kpi, "table"), ==, "tb_user");
      g_assert_cmpint (studio_json_get_int (kpi, "score", 0), >=, 50);
    }
}

static void
test_round_trip (void)
{
  g_autofree char *file = g_build_filename (folder, "kpis.json", NULL);
  g_autofree char *second = g_build_filename (folder, "second.sqlite", NULL);
  g_auto (Outcome) exported = run ("export --workspace %s", workspace);
  g_auto (Outcome) imported = { 0 };
  g_auto (Outcome) again = { 0 };
  g_auto (Outcome) exported_again = { 0 };
  g_auto (Outcome) csv = run ("export --workspace %s --format csv", workspace);

  assert_status (&exported, 0);
  g_assert_true (g_file_set_contents (file, exported.output, -1, NULL));
  imported = run ("import %s %s --workspace %s", demo_option, file, second);
  assert_status (&imported, 0);
  again = run ("import %s --workspace %s --format json", file, second);
  assert_status (&again, 0);
  g_assert_nonnull (strstr (again.output, "\"imported\" : 0"));
  exported_again = run ("export --workspace %s", second);
  g_assert_cmpstr (exported_again.output, ==, exported.output);
  assert_status (&csv, 0);
  g_assert_true (g_str_has_prefix (csv.output, "id,database,table,name,"));
}

static void
test_flat_import (void)
{
  g_autofree char *file = g_build_filename (folder, "flat.json", NULL);
  g_auto (Outcome) imported = { 0 };
  g_auto (Outcome) checked = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonArray *kpis;

  g_assert_true (g_file_set_contents (
      file,
      "{\"tb_user\": {\"kpis\": ["
      "{\"kpi_name\": \"Imported users\", \"sql_query\": \"SELECT count(*) AS users FROM tb_user\","
      " \"output_format\": \"number\", \"table_name\": \"tb_user\"},"
      "{\"kpi_name\": \"Imported nonsense\", \"sql_query\": \"SELECT nothing FROM tb_user\","
      " \"output_format\": \"number\"},"
      "{\"kpi_name\": \"No SQL\"}]}}",
      -1, NULL));
  imported = run ("import %s --workspace %s", file, workspace);
  assert_status (&imported, 1);
  checked = run ("check 'Imported*' %s --workspace %s --format json", demo_option, workspace);
  assert_status (&checked, 1);
  node = parse (&checked);
  kpis = studio_json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (kpis), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *kpi = studio_json_array_get_object (kpis, i);
      JsonObject *check = studio_json_get_object (kpi, "check");
      gboolean good = g_strcmp0 (studio_json_get_string (kpi, "name"), "Imported users") == 0;

      g_assert_cmpstr (studio_json_get_string (check, "state"), ==, good ? "valid" : "invalid");
      if (!good)
        g_assert_cmpstr (studio_json_get_string (check, "class"), ==, "unknown_column");
    }
}

static void
test_review (void)
{
  g_auto (Outcome) rejected =
      run ("reject --tables tb_user --max-score 100 --workspace %s --format json", workspace);
  g_auto (Outcome) approved = run ("approve 'Imported users' --workspace %s", workspace);
  g_auto (Outcome) invalid = run ("approve 'Imported nonsense' --workspace %s", workspace);
  g_auto (Outcome) nothing = run ("approve --workspace %s", workspace);
  g_auto (Outcome) unknown = run ("approve 'No such KPI' --workspace %s", workspace);
  g_autoptr (JsonNode) pending = list ("'Imported users' --decision approved");

  assert_status (&rejected, 0);
  assert_status (&approved, 0);
  assert_status (&invalid, 1);
  assert_status (&nothing, 2);
  assert_status (&unknown, 2);
  g_assert_cmpuint (json_array_get_length (studio_json_node_get_array (pending)), ==, 1);
}

static void
test_register (void)
{
  g_auto (Outcome) outcome =
      run ("register 'Imported users' %s --workspace %s --format json", demo_option, workspace);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  assert_status (&outcome, 0);
  node = parse (&outcome);
  object = studio_json_node_get_object (node);
  g_assert_cmpint (studio_json_get_int (object, "registered", -1), ==, 1);
  g_assert_cmpint (studio_json_get_int (object, "failed", -1), ==, 0);
}

static void
test_sums (void)
{
  g_auto (Outcome) report = run ("report --workspace %s --format markdown", workspace);
  g_auto (Outcome) assessed =
      run ("assess --tables tb_user --workspace %s %s", workspace, demo_option);
  g_auto (Outcome) status = run ("status --workspace %s --format json", workspace);
  g_autoptr (JsonNode) node = NULL;

  assert_status (&report, 0);
  g_assert_nonnull (strstr (report.output, "\n## By business function\n"));
  g_assert_nonnull (strstr (report.output, "| tb_user | "));
  g_assert_nonnull (strstr (assessed.output, "  +"));
  assert_status (&status, 0);
  node = parse (&status);
  g_assert_cmpint (studio_json_get_int (studio_json_node_get_object (node), "kpis", 0), >, 20);
}

/* A schema from one machine judges statements on another. */
static void
test_sql_file (void)
{
  static const char *const members[] = { "state", "class", "message",  "findings", "sql",
                                         "rules", "key",   "weak_key", NULL };
  static const char *const states[] = { "valid", "invalid", "invalid" };
  static const char *const classes[] = { NULL, "unknown_column", "not_read_only" };
  g_autofree char *schema = g_build_filename (folder, "schema.json", NULL);
  g_autofree char *sql = g_build_filename (folder, "statements.sql", NULL);
  g_auto (Outcome) discovered =
      run ("discover %s --workspace %s --format json", demo_option, workspace);
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonArray *reports;

  assert_status (&discovered, 0);
  g_assert_true (g_file_set_contents (schema, discovered.output, -1, NULL));
  g_assert_true (g_file_set_contents (sql,
                                      "SELECT count(*) AS n FROM tb_user;\n"
                                      "SELECT no_such_column FROM tb_user;\n"
                                      "DELETE FROM tb_user;\n",
                                      -1, NULL));
  outcome = run ("check --sql-file %s --schema %s --format json", sql, schema);
  assert_status (&outcome, 1);
  node = parse (&outcome);
  reports = studio_json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (reports), ==, G_N_ELEMENTS (states));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      JsonObject *report = studio_json_array_get_object (reports, i);

      assert_members (report, members);
      g_assert_cmpstr (studio_json_get_string (report, "state"), ==, states[i]);
      g_assert_cmpstr (studio_json_get_string (report, "class"), ==, classes[i]);
    }
}

/* Whether any process has the demo's folder among its arguments or as its folder. */
static gboolean
is_demo_running (void)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *arguments = NULL;
      gsize length = 0;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &arguments, &length, NULL) ||
          length == 0)
        continue;
      for (gsize i = 0; i + 1 < length; i++)
        if (arguments[i] == '\0')
          arguments[i] = ' ';
      if (strstr (arguments, folder) != NULL &&
          (strstr (arguments, "kpi-studio-demo") != NULL || strstr (arguments, "postgres") != NULL))
        return TRUE;
    }
  return FALSE;
}

static void
test_cancel (void)
{
  g_autofree char *line =
      g_strdup_printf ("run %s --workspace %s/cancelled.sqlite --format json", demo_option, folder);
  g_autoptr (GSubprocess) process =
      start (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, line, NULL);
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_autofree char *progress = NULL;

  /* The first table that was checked: the run is well under way. */
  do
    {
      g_free (progress);
      progress = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (progress);
    }
  while (strstr (progress, "tb_") == NULL || strstr (progress, "checked") == NULL);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_false (is_demo_running ());
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(StudioDemoProcess **) user_data = studio_demo_process_start_finish (result, &error);
  g_assert_no_error (error);
}

/* Signs in as one would to any Metabase. */
static void
test_environment (void)
{
  g_autofree char *data = g_build_filename (folder, "company", NULL);
  g_autofree char *file = g_build_filename (folder, ".env", NULL);
  g_autofree char *text = NULL;
  g_autoptr (StudioDemoProcess) demo = NULL;
  g_auto (Outcome) well = { 0 };
  g_auto (Outcome) wrong = { 0 };
  const char *const wrong_password[] = { "METABASE_PASSWORD", "hunter2", NULL };
  StudioCredentials *credentials;

  studio_demo_process_start_async (data, NULL, started_cb, &demo);
  while (demo == NULL)
    g_main_context_iteration (NULL, TRUE);
  credentials = studio_demo_process_get_credentials (demo);
  text = g_strdup_printf (
      "METABASE_URL=%s\nexport METABASE_USERNAME='%s'\nMETABASE_PASSWORD=\"%s\"\n",
      studio_credentials_get_url (credentials), studio_credentials_get_username (credentials),
      studio_credentials_get_secret (credentials));
  g_assert_true (g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  well = run ("status --env-file %s --workspace %s/e.sqlite", file, folder);
  assert_status (&well, 0);
  g_assert_nonnull (strstr (well.output, studio_credentials_get_url (credentials)));
  wrong = run_with (wrong_password, "run --env-file %s --workspace %s/e.sqlite", file, folder);
  assert_status (&wrong, 3);
  g_assert_null (strstr (wrong.complaint, "hunter2"));
  g_assert_cmpstr (wrong.output, ==, "");
}

static void
serve_page_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer user_data)
{
  static const char page[] = "<!DOCTYPE html><title>It works</title>";

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, page,
                                    sizeof page - 1);
}

static void
test_failures (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *address = NULL;
  const char *unreachable[] = { "METABASE_URL", "http://127.0.0.1:9", "METABASE_API_KEY", "mb_x",
                                NULL };
  const char *page[] = { "METABASE_URL", NULL, "METABASE_API_KEY", "mb_x", NULL };
  g_auto (Outcome) refused = { 0 };
  g_auto (Outcome) not_metabase = { 0 };
  g_auto (Outcome) no_workspace = { 0 };
  g_auto (Outcome) no_server = { 0 };
  g_auto (Outcome) secret = { 0 };
  GSList *uris;

  soup_server_add_handler (server, NULL, serve_page_cb, NULL, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  page[1] = address;

  refused = run_with (unreachable, "run --workspace %s/f.sqlite", folder);
  assert_status (&refused, 4);
  not_metabase = run_with (page, "run --workspace %s/f.sqlite", folder);
  assert_status (&not_metabase, 4);
  g_assert_cmpstr (refused.complaint, !=, not_metabase.complaint);
  no_workspace = run ("list --workspace %s/kpis.json/w.sqlite", folder);
  assert_status (&no_workspace, 5);
  no_server = run ("run --workspace %s/f.sqlite", folder);
  assert_status (&no_server, 2);
  secret = run ("run --password hunter2");
  assert_status (&secret, 2);
  g_assert_null (strstr (secret.complaint, "hunter2"));
}

/* Returns: (transfer full): what the demo server says when it is ready */
static JsonNode *
start_denying (const char *what, GSubprocess **process)
{
  g_autofree char *data = g_build_filename (folder, "company", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  /* Its standard input is a pipe that nobody writes to: it ends with this test. */
  *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE,
                               &error, g_getenv ("KPI_STUDIO_DEMO"), "--port", "0", "--data-dir",
                               data, "--deny", what, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (*process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  return studio_json_from_text (line, -1, NULL);
}

static Outcome
run_denied (const char *what)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonNode) announcement = start_denying (what, &process);
  JsonObject *object = studio_json_node_get_object (announcement);
  const char *variables[] = { "METABASE_URL", studio_json_get_string (object, "url"),
                              "METABASE_API_KEY", studio_json_get_string (object, "api_key"),
                              NULL };
  Outcome outcome = run_with (variables,
                              "run --tables tb_refund --register --collection Denied --workspace "
                              "%s/denied-%s.sqlite --format json",
                              folder, what);

  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  return outcome;
}

/* Signed in, but not allowed what is needed. */
static void
test_denied (void)
{
  g_auto (Outcome) native = run_denied ("native");
  g_auto (Outcome) write = run_denied ("write");
  g_autoptr (JsonNode) node = NULL;
  JsonArray *errors;

  assert_status (&native, 1);
  g_assert_nonnull (strstr (native.complaint, "native SQL"));
  g_assert_cmpstr (native.output, ==, "");
  assert_status (&write, 1);
  node = parse (&write);
  errors = studio_json_get_array (studio_json_node_get_object (node), "errors");
  g_assert_cmpint (studio_json_get_int (studio_json_node_get_object (node), "registered", -1), ==,
                   0);
  g_assert_cmpuint (json_array_get_length (errors), >, 0);
  g_assert_cmpstr (studio_json_get_string (studio_json_array_get_object (errors, 0), "stage"), ==,
                   "register");
  g_assert_cmpstr (studio_json_get_string (studio_json_array_get_object (errors, 0), "class"), ==,
                   "permission");
}

static void
remove_folder (void)
{
  const char *const arguments[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("studio-cli-XXXXXX", NULL);
  demo_option = g_strconcat ("--demo=", folder, "/company", NULL);
  workspace = g_build_filename (folder, "workspace.sqlite", NULL);
  g_test_add_func ("/cli/run", test_run);
  g_test_add_func ("/cli/run-again", test_run_again);
  g_test_add_func ("/cli/run-elsewhere", test_run_elsewhere);
  g_test_add_func ("/cli/run-text", test_run_text);
  g_test_add_func ("/cli/list", test_list);
  g_test_add_func ("/cli/round-trip", test_round_trip);
  g_test_add_func ("/cli/flat-import", test_flat_import);
  g_test_add_func ("/cli/review", test_review);
  g_test_add_func ("/cli/register", test_register);
  g_test_add_func ("/cli/sums", test_sums);
  g_test_add_func ("/cli/sql-file", test_sql_file);
  g_test_add_func ("/cli/cancel", test_cancel);
  g_test_add_func ("/cli/environment", test_environment);
  g_test_add_func ("/cli/failures", test_failures);
  g_test_add_func ("/cli/denied", test_denied);
  status = g_test_run ();
  remove_folder ();
  g_free (folder);
  g_free (demo_option);
  g_free (workspace);
  return status;
}
