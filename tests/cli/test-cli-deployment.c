/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real program on the demo server: what is registered, reported, and taken back again. */
#include "core/studio-json.h"
#include "http/studio-http-client.h"
#include "studio-test-demo.h"

#include <glib/gstdio.h>
#include <string.h>

#define KPI(id, name, category, display, sql)                                                      \
  "{\"id\":\"00000000-0000-4000-8000-00000000000" id "\",\"database\":\"Sample company\","         \
  "\"database_id\":1,\"table\":\"tb_order\",\"name\":\"" name "\",\"category\":\"" category "\","  \
  "\"sql\":\"" sql "\",\"display\":\"" display "\",\"source\":\"user\",\"decision\":\"approved\"," \
  "\"score\":70,\"check\":{\"state\":\"valid\"}}"

#define SALES "Sales & Revenue Analytics"
#define DELIVERY "Delivery & Logistics"

static const char kpis[] =
    "[" KPI ("1", "Orders", SALES, "scalar", "SELECT count(*) AS orders FROM tb_order") "," //
    KPI ("2", "Latest", SALES, "table", "SELECT order_no FROM tb_order LIMIT 5") ","        //
    KPI ("3", "Deliveries", DELIVERY, "scalar", "SELECT count(*) AS n FROM tb_delivery") "," KPI (
        "4",
        "Orders by month",
        SALES,
        "line",
        "SELECT date_trunc('month', ordered_at) AS month, count(*) AS orders FROM tb_order GROUP "
        "BY 1 ORDER BY 1") "]";

static const char *const versions[] = { "0.46", "0.47", "0.48", "0.50", "0.54", "0.57", "0.63" };

typedef struct
{
  StudioTestDemo *demo;
  char *workspace;
} Fixture;

static GStrv
make_environment (Fixture *fixture)
{
  GStrv environment = g_get_environ ();

  environment = g_environ_setenv (environment, "METABASE_URL",
                                  studio_test_demo_get (fixture->demo, "url"), TRUE);
  environment = g_environ_setenv (environment, "METABASE_USERNAME",
                                  studio_test_demo_get (fixture->demo, "username"), TRUE);
  return g_environ_setenv (environment, "METABASE_PASSWORD",
                           studio_test_demo_get (fixture->demo, "password"), TRUE);
}

/* Returns: what it printed */
static char *
run (Fixture *fixture, int expected, const char *line)
{
  g_autofree char *command = g_strdup_printf (
      "'%s' --workspace '%s' -q %s", g_getenv ("KPI_STUDIO_CLI"), fixture->workspace, line);
  g_auto (GStrv) arguments = NULL;
  g_auto (GStrv) environment = make_environment (fixture);
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_assert_true (g_shell_parse_argv (command, NULL, &arguments, NULL));
  g_spawn_sync (NULL, arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, &output, &complaint,
                &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL) != (expected != 0))
    g_test_message ("“%s” said: %s%s", line, output, complaint);
  g_assert_cmpint (WIFEXITED (status) ? WEXITSTATUS (status) : -1, ==, expected);
  return output;
}

static JsonNode *
run_json (Fixture *fixture, int expected, const char *line)
{
  g_autofree char *whole = g_strconcat (line, " --format json", NULL);
  g_autofree char *output = run (fixture, expected, whole);
  g_autoptr (GError) error = NULL;
  JsonNode *node = studio_json_from_text (output, -1, &error);

  g_assert_no_error (error);
  return node;
}

static void
set_up_with (Fixture *fixture, const char *const *arguments)
{
  g_autofree char *file = NULL;
  g_autofree char *line = NULL;

  fixture->demo = studio_test_demo_start (arguments);
  fixture->workspace =
      g_build_filename (studio_test_demo_get_folder (fixture->demo), "workspace.sqlite", NULL);
  file = g_build_filename (studio_test_demo_get_folder (fixture->demo), "kpis.json", NULL);
  g_assert_true (g_file_set_contents (file, kpis, -1, NULL));
  line = g_strdup_printf ("import '%s'", file);
  g_free (run (fixture, 0, line));
}

static void
set_up (Fixture *fixture, const char *version)
{
  const char *const arguments[] = { "--metabase-version", version, NULL };

  set_up_with (fixture, arguments);
}

static void
tear_down (Fixture *fixture)
{
  studio_test_demo_stop (fixture->demo);
  g_free (fixture->workspace);
}

/* Writes but the sign-in. */
static guint
count_writes (Fixture *fixture)
{
  return studio_test_demo_count (fixture->demo, "POST", "*") -
         studio_test_demo_count (fixture->demo, "POST", "/api/session") +
         studio_test_demo_count (fixture->demo, "PUT", "*");
}

static guint
count_alerts (Fixture *fixture)
{
  return studio_test_demo_count (fixture->demo, "POST", "/api/alert") +
         studio_test_demo_count (fixture->demo, "POST", "/api/notification");
}

static gint64
get_int (JsonNode *node, const char *member)
{
  return studio_json_get_int (json_node_get_object (node), member, -1);
}

static guint
count_entries (JsonNode *node, const char *member, const char *object, const char *action)
{
  JsonArray *entries = studio_json_get_array (json_node_get_object (node), member);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = studio_json_array_get_object (entries, i);

      count += g_strcmp0 (studio_json_get_string (entry, "object"), object) == 0 &&
               g_strcmp0 (studio_json_get_string (entry, "action"), action) == 0;
    }
  return count;
}

/* They are made side by side, and told in order: the overview, then the functions by name. */
static void
assert_in_order (JsonNode *node)
{
  JsonArray *entries = studio_json_get_array (json_node_get_object (node), "dashboards");
  const char *before = NULL;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = studio_json_array_get_object (entries, i);
      const char *name = studio_json_get_string (entry, "name");

      if (g_strcmp0 (studio_json_get_string (entry, "object"), "dashboard") != 0)
        continue;
      if (before == NULL)
        g_assert_true (g_str_has_suffix (name, "Overview"));
      else if (!g_str_has_suffix (before, "Overview"))
        g_assert_cmpstr (before, <, name);
      before = name;
    }
}

/* Registered, registered again, reported, taken back; then there is nothing left of it. */
static void
test_there_and_back (gconstpointer version)
{
  Fixture fixture = { 0 };
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autoptr (JsonNode) planned = NULL;
  g_autoptr (JsonNode) undone = NULL;
  g_autoptr (JsonNode) status = NULL;
  g_autoptr (JsonNode) again = NULL;
  guint writes;

  set_up (&fixture, version);
  first = run_json (&fixture, 0, "register");
  g_assert_cmpint (get_int (first, "registered"), ==, 4);
  g_assert_cmpint (get_int (first, "run"), ==, 1);
  g_assert_cmpuint (count_entries (first, "dashboards", "dashboard", "created"), ==, 3);
  assert_in_order (first);
  writes = count_writes (&fixture);
  second = run_json (&fixture, 0, "register");
  assert_in_order (second);
  g_assert_cmpuint (count_entries (second, "dashboards", "dashboard", "linked"), ==, 3);
  planned = run_json (&fixture, 0, "unregister --run last --dry-run");
  g_assert_cmpuint (count_writes (&fixture), ==, writes);

  /* Four cards, three dashboards, three collections. */
  undone = run_json (&fixture, 0, "unregister --run last");
  g_assert_cmpint (get_int (planned, "archived"), ==, 10);
  g_assert_cmpint (get_int (undone, "archived"), ==, 10);
  g_assert_cmpint (get_int (undone, "run"), ==, 1);
  g_assert_cmpuint (count_entries (undone, "entries", "card", "archived"), ==, 4);
  g_assert_cmpuint (count_entries (undone, "entries", "dashboard", "archived"), ==, 3);
  g_assert_cmpuint (count_entries (undone, "entries", "collection", "archived"), ==, 3);
  status = run_json (&fixture, 0, "status");
  g_assert_cmpint (get_int (status, "registered"), ==, 0);
  g_assert_cmpint (get_int (status, "approved"), ==, 4);

  /* What this program archived itself is made again when that is asked for. */
  again = run_json (&fixture, 0, "register");
  g_assert_cmpint (get_int (again, "registered"), ==, 4);
  g_assert_cmpuint (count_entries (again, "dashboards", "dashboard", "created"), ==, 3);
  tear_down (&fixture);
}

/* Some KPIs only: the dashboards and collections that others are on stay. */
static void
test_partly (void)
{
  Fixture fixture = { 0 };
  g_autoptr (JsonNode) undone = NULL;
  g_autoptr (JsonNode) rest = NULL;

  set_up (&fixture, "0.50");
  g_free (run (&fixture, 0, "register"));
  undone = run_json (&fixture, 0, "unregister Orders Deliveries");
  g_assert_cmpuint (count_entries (undone, "entries", "card", "archived"), ==, 2);
  g_assert_cmpuint (count_entries (undone, "entries", "dashboard", "archived"), ==, 1);
  g_assert_cmpuint (count_entries (undone, "entries", "collection", "archived"), ==, 1);
  rest = run_json (&fixture, 0, "unregister --all");
  g_assert_cmpuint (count_entries (rest, "entries", "card", "archived"), ==, 2);
  g_assert_cmpuint (count_entries (rest, "entries", "dashboard", "archived"), ==, 2);
  g_assert_cmpuint (count_entries (rest, "entries", "collection", "archived"), ==, 2);
  tear_down (&fixture);
}

static void
test_usage (void)
{
  Fixture fixture = { 0 };
  g_autofree char *html = NULL;
  g_autofree char *markdown = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *line = NULL;
  JsonObject *counts;

  set_up (&fixture, "0.57");
  g_free (run (&fixture, 2, "unregister"));
  g_free (run (&fixture, 2, "unregister --run last"));
  g_free (run (&fixture, 2, "report --kind deployment"));
  g_free (run (&fixture, 0, "register"));
  g_free (run (&fixture, 2, "unregister --run 7"));
  g_free (run (&fixture, 2, "report --format html"));
  g_free (run (&fixture, 2, "report --run 1"));

  html = run (&fixture, 0, "report --kind deployment --format html");
  markdown = run (&fixture, 0, "report --kind deployment --format markdown");
  csv = run (&fixture, 0, "report --kind deployment --run 1 --format csv");
  text = run (&fixture, 0, "report --kind deployment");
  json = run_json (&fixture, 0, "report --kind deployment");
  line = g_strdup_printf ("<a href=\"%s/dashboard/", studio_test_demo_get (fixture.demo, "url"));
  g_assert_nonnull (strstr (html, line));
  g_assert_nonnull (strstr (html, "Sales &amp; Revenue Analytics"));
  g_assert_null (strstr (html, "Sales & Revenue"));
  g_assert_true (g_str_has_prefix (markdown, "# Registration 1\n"));
  g_assert_true (g_str_has_prefix (csv, "run,action,object,id,"));
  g_assert_nonnull (strstr (csv, "1,created,card,"));
  g_assert_nonnull (strstr (text, "Deliveries"));
  counts = studio_json_get_object (json_node_get_object (json), "counts");
  g_assert_cmpint (studio_json_get_int (studio_json_get_object (counts, "card"), "created", -1), ==,
                   4);
  g_assert_cmpint (
      studio_json_get_int (studio_json_get_object (counts, "dashboard"), "created", -1), ==, 3);
  g_assert_cmpint (
      studio_json_get_int (studio_json_get_object (counts, "collection"), "created", -1), ==, 3);
  tear_down (&fixture);
}

static void
test_without_dashboards (void)
{
  Fixture fixture = { 0 };
  g_autoptr (JsonNode) registered = NULL;

  set_up (&fixture, "0.50");
  registered = run_json (&fixture, 0, "register --no-dashboards");
  g_assert_cmpint (get_int (registered, "registered"), ==, 4);
  g_assert_cmpuint (studio_test_demo_count (fixture.demo, "POST", "/api/dashboard"), ==, 0);
  tear_down (&fixture);
}

/* An alert for each KPI with a threshold, once; a person's word counts; taken away with the rest.
 */
static void
test_alerts (gconstpointer version)
{
  Fixture fixture = { 0 };
  const char *const arguments[] = { "--metabase-version", version, "--mail", NULL };
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autoptr (JsonNode) other = NULL;
  g_autoptr (JsonNode) cleared = NULL;
  g_autoptr (JsonNode) undone = NULL;
  guint writes;

  set_up_with (&fixture, arguments);
  g_free (run (&fixture, 0, "threshold Orders --above 100000"));
  g_free (run (&fixture, 0, "threshold 'Orders by month' --below 5"));
  first = run_json (&fixture, 0, "register");
  g_assert_cmpuint (count_entries (first, "alerts", "alert", "created"), ==, 2);
  g_assert_cmpuint (count_alerts (&fixture), ==, 2);
  writes = count_writes (&fixture);
  second = run_json (&fixture, 0, "register");
  g_assert_cmpuint (count_entries (second, "alerts", "alert", "linked"), ==, 2);
  g_assert_cmpuint (count_writes (&fixture), ==, writes);

  /* The other side of the threshold takes the place of the first. */
  g_free (run (&fixture, 0, "threshold 'Orders by month' --above 500"));
  other = run_json (&fixture, 0, "register");
  g_assert_cmpuint (count_entries (other, "alerts", "alert", "created"), ==, 1);
  g_assert_cmpuint (count_alerts (&fixture), ==, 3);
  g_free (run (&fixture, 0, "threshold 'Orders by month' --clear"));
  cleared = run_json (&fixture, 0, "register");
  g_assert_cmpuint (count_entries (cleared, "alerts", "alert", "archived"), ==, 1);
  undone = run_json (&fixture, 0, "unregister --all");
  g_assert_cmpuint (count_entries (undone, "entries", "alert", "archived"), ==, 1);
  g_assert_cmpuint (count_entries (undone, "entries", "alert_card", "archived"), ==, 1);
  /* Two business functions, alerts, and the one above. */
  g_assert_cmpuint (count_entries (undone, "entries", "collection", "archived"), ==, 4);
  tear_down (&fixture);
}

/* Nobody is promised a mail that cannot be sent. */
static void
test_no_mail (void)
{
  Fixture fixture = { 0 };
  g_autoptr (JsonNode) registered = NULL;

  set_up (&fixture, "0.57");
  g_free (run (&fixture, 0, "threshold Orders --above 100000"));
  registered = run_json (&fixture, 0, "register");
  g_assert_cmpuint (count_entries (registered, "alerts", "alert", "skipped"), ==, 1);
  g_assert_cmpuint (count_alerts (&fixture), ==, 0);
  tear_down (&fixture);
}

static void
test_alert_replies_lost (void)
{
  static const struct
  {
    const char *version;
    const char *rule;
  } cases[] = {
    { "0.50", "POST /api/alert 1 reset-after" },
    { "0.50", "POST /api/alert 1 status=503 performed" },
    { "0.50", "POST /api/alert 1 status=502" },
    { "0.57", "POST /api/notification 1 reset-after" },
    { "0.57", "POST /api/notification 1 truncate=20" },
    { "0.57", "POST /api/collection 4 reset-after" },
    { "0.57", "POST /api/card 5 reset-after" },
    { "0.57", "POST /api/card 5 status=503" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { 0 };
      const char *const arguments[] = {
        "--metabase-version", cases[i].version, "--mail", "--fail", cases[i].rule, NULL
      };
      g_autoptr (JsonNode) first = NULL;
      g_autoptr (JsonNode) second = NULL;

      g_test_message ("%s: %s", cases[i].version, cases[i].rule);
      set_up_with (&fixture, arguments);
      g_free (run (&fixture, 0, "threshold Orders --above 100000"));
      first = run_json (&fixture, 0, "register");
      g_assert_cmpuint (count_entries (first, "alerts", "alert", "created"), ==, 1);
      second = run_json (&fixture, 0, "register");
      g_assert_cmpuint (count_entries (second, "alerts", "alert", "linked"), ==, 1);
      tear_down (&fixture);
    }
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What a person does in Metabase. */
static void
write_card (Fixture *fixture, gint64 card_id, const char *body)
{
  g_autoptr (StudioHttpClient) http =
      studio_http_client_new (studio_test_demo_get (fixture->demo, "url"), 1);
  g_autofree char *path = g_strdup_printf ("/api/card/%" G_GINT64_FORMAT, card_id);
  GAsyncResult *result = NULL;
  g_autoptr (StudioHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  studio_http_client_set_header (http, "x-api-key",
                                 studio_test_demo_get (fixture->demo, "api_key"));
  studio_http_client_send_async (
      http, &(StudioHttpRequest){ .method = "PUT", .path = path, .body = body }, NULL,
      keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  response = studio_http_client_send_finish (http, result, &error);
  g_object_unref (result);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
}

static gint64
find_card (Fixture *fixture, const char *name)
{
  g_autofree char *line = g_strdup_printf ("export '%s'", name);
  g_autoptr (JsonNode) node = run_json (fixture, 0, line);
  JsonObject *kpi = studio_json_array_get_object (json_node_get_array (node), 0);

  return studio_json_get_int (studio_json_get_object (kpi, "registration"), "card_id", 0);
}

static const char *
get_watched (JsonNode *node, const char *name, const char *member)
{
  JsonArray *entries = studio_json_get_array (json_node_get_object (node), "entries");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = studio_json_array_get_object (entries, i);

      if (g_strcmp0 (studio_json_get_string (entry, "name"), name) == 0)
        return studio_json_get_string (entry, member);
    }
  g_error ("“%s” was not looked at", name);
}

/* What the database refuses, by cause; what is gone, changed, or beyond its threshold. */
static void
test_watch (void)
{
  static const char broken[] =
      "[" KPI ("5", "Renamed", SALES, "scalar", "SELECT sum(totl_amt) AS n FROM tb_order") "," KPI (
          "6", "Dropped", SALES, "scalar",
          "SELECT sum(zzz_unheard_of) AS n FROM tb_order") "," KPI ("7", "Gone", SALES, "scalar",
                                                                    "SELECT count(*) AS n FROM "
                                                                    "tb_not_there") "," KPI ("8",
                                                                                             "Retyp"
                                                                                             "ed",
                                                                                             SALES,
                                                                                             "scala"
                                                                                             "r",
                                                                                             "SELEC"
                                                                                             "T "
                                                                                             "sum("
                                                                                             "order"
                                                                                             "_no) "
                                                                                             "AS n "
                                                                                             "FROM "
                                                                                             "tb_"
                                                                                             "orde"
                                                                                             "r") "]";
  Fixture fixture = { 0 };
  g_autofree char *file = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (JsonNode) status = NULL;
  g_autofree char *text = NULL;
  guint writes;

  set_up (&fixture, "0.57");
  g_free (run (&fixture, 0, "register"));
  before = run_json (&fixture, 0, "revalidate");
  g_assert_cmpint (get_int (before, "checked"), ==, 4);
  g_assert_cmpint (get_int (before, "ok"), ==, 4);

  file = g_build_filename (studio_test_demo_get_folder (fixture.demo), "broken.json", NULL);
  g_assert_true (g_file_set_contents (file, broken, -1, NULL));
  line = g_strdup_printf ("import '%s'", file);
  g_free (run (&fixture, 0, line));
  g_free (run (&fixture, 0, "register"));
  g_free (run (&fixture, 0, "threshold Orders --above 1"));
  write_card (&fixture, find_card (&fixture, "Latest"), "{\"archived\":true}");
  write_card (&fixture, find_card (&fixture, "Deliveries"),
              "{\"dataset_query\":{\"database\":1,\"type\":\"native\",\"native\":{\"query\":"
              "\"SELECT 7 AS by_hand\"}}}");
  writes = studio_test_demo_count (fixture.demo, "PUT", "*");
  after = run_json (&fixture, 1, "revalidate");
  g_assert_cmpuint (studio_test_demo_count (fixture.demo, "PUT", "*"), ==, writes);
  g_assert_cmpint (get_int (after, "checked"), ==, 8);
  g_assert_cmpint (get_int (after, "broken"), ==, 4);
  g_assert_cmpint (get_int (after, "missing"), ==, 1);
  g_assert_cmpint (get_int (after, "changed"), ==, 1);
  g_assert_cmpint (get_int (after, "crossed"), ==, 1);
  g_assert_cmpstr (get_watched (after, "Renamed", "cause"), ==, "column_renamed");
  g_assert_nonnull (strstr (get_watched (after, "Renamed", "fix"), "total_amt"));
  g_assert_cmpstr (get_watched (after, "Dropped", "cause"), ==, "column_dropped");
  g_assert_null (get_watched (after, "Dropped", "fix"));
  g_assert_cmpstr (get_watched (after, "Gone", "cause"), ==, "table_gone");
  g_assert_cmpstr (get_watched (after, "Retyped", "cause"), ==, "column_retyped");
  g_assert_cmpstr (get_watched (after, "Latest", "state"), ==, "missing");

  status = run_json (&fixture, 0, "status");
  g_assert_cmpint (
      studio_json_get_int (studio_json_get_object (json_node_get_object (status), "registration"),
                           "broken", -1),
      ==, 4);
  g_assert_cmpint (
      studio_json_get_int (studio_json_get_object (json_node_get_object (status), "cards"),
                           "missing", -1),
      ==, 1);
  g_assert_cmpint (
      studio_json_get_int (studio_json_get_object (json_node_get_object (status), "cards"),
                           "changed", -1),
      ==, 1);
  text = run (&fixture, 1, "revalidate --category 'Sales*'");
  g_assert_nonnull (strstr (text, "Renamed: broken: a column was renamed"));

  /* What a person changed is not archived with the rest. */
  g_clear_pointer (&after, json_node_unref);
  after = run_json (&fixture, 0, "unregister --all");
  g_assert_cmpuint (count_entries (after, "entries", "card", "skipped"), ==, 1);
  g_assert_cmpuint (count_entries (after, "entries", "card", "released"), ==, 1);
  g_assert_cmpuint (count_entries (after, "entries", "card", "archived"), ==, 6);
  g_clear_pointer (&before, json_node_unref);
  before = run_json (&fixture, 0, "unregister --all --force");
  g_assert_cmpuint (count_entries (before, "entries", "card", "archived"), ==, 1);
  tear_down (&fixture);
}

/* Starts a command and ends it with SIGKILL after so many writes, if it lasts that long. */
static void
run_and_kill (Fixture *fixture, const char *line, guint writes)
{
  g_autofree char *command = g_strdup_printf (
      "'%s' --workspace '%s' -q %s", g_getenv ("KPI_STUDIO_CLI"), fixture->workspace, line);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_auto (GStrv) environment = make_environment (fixture);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  guint before = count_writes (fixture);

  g_assert_true (g_shell_parse_argv (command, NULL, &arguments, NULL));
  g_subprocess_launcher_set_environ (launcher, environment);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &error);
  g_assert_no_error (error);
  while (count_writes (fixture) < before + writes && g_subprocess_get_identifier (process) != NULL)
    g_main_context_iteration (NULL, FALSE);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
}

static JsonNode *
get_json (Fixture *fixture, const char *path)
{
  g_autoptr (StudioHttpClient) http =
      studio_http_client_new (studio_test_demo_get (fixture->demo, "url"), 1);
  GAsyncResult *result = NULL;
  g_autoptr (StudioHttpResponse) response = NULL;

  studio_http_client_set_header (http, "x-api-key",
                                 studio_test_demo_get (fixture->demo, "api_key"));
  studio_http_client_send_async (http, &(StudioHttpRequest){ .method = "GET", .path = path }, NULL,
                                 keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  response = studio_http_client_send_finish (http, result, NULL);
  g_object_unref (result);
  g_assert_nonnull (response);
  return studio_json_from_text (g_bytes_get_data (response->bytes, NULL),
                                g_bytes_get_size (response->bytes), NULL);
}

static guint
count_list (Fixture *fixture, const char *path)
{
  g_autoptr (JsonNode) node = get_json (fixture, path);

  return json_array_get_length (json_node_get_array (node));
}

/* Killed anywhere, and done again: everything is there once; killed while it is taken back, and
 * done again: nothing is left. */
static void
test_killed (void)
{
  const char *const arguments[] = { "--metabase-version", "0.57", "--mail", NULL };

  for (guint point = 1; point <= 17; point += 2)
    {
      Fixture fixture = { 0 };
      g_autoptr (JsonNode) registered = NULL;
      guint cards, collections;

      g_test_message ("after %u writes", point);
      set_up_with (&fixture, arguments);
      cards = count_list (&fixture, "/api/card");
      collections = count_list (&fixture, "/api/collection");
      g_free (run (&fixture, 0, "threshold Orders --above 100000"));
      run_and_kill (&fixture, "register", point);
      g_free (run (&fixture, 0, "register"));
      /* Four, and one that the alert is on. */
      g_assert_cmpuint (count_list (&fixture, "/api/card"), ==, cards + 5);
      g_assert_cmpuint (count_list (&fixture, "/api/dashboard"), ==, 3);
      g_assert_cmpuint (count_list (&fixture, "/api/notification"), ==, 1);
      g_assert_cmpuint (count_list (&fixture, "/api/collection"), ==, collections + 4);

      run_and_kill (&fixture, "unregister --all", point);
      g_free (run (&fixture, 0, "unregister --all"));
      g_assert_cmpuint (count_list (&fixture, "/api/card"), ==, cards);
      g_assert_cmpuint (count_list (&fixture, "/api/dashboard"), ==, 0);
      g_assert_cmpuint (count_list (&fixture, "/api/notification"), ==, 0);
      g_assert_cmpuint (count_list (&fixture, "/api/collection"), ==, collections);
      tear_down (&fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/deployment/there-and-back/%s", versions[i]);

      g_autofree char *alerts = g_strdup_printf ("/cli/deployment/alerts/%s", versions[i]);

      g_test_add_data_func (path, versions[i], test_there_and_back);
      g_test_add_data_func (alerts, versions[i], test_alerts);
    }
  g_test_add_func ("/cli/deployment/partly", test_partly);
  g_test_add_func ("/cli/deployment/watch", test_watch);
  g_test_add_func ("/cli/deployment/killed", test_killed);
  g_test_add_func ("/cli/deployment/no-mail", test_no_mail);
  g_test_add_func ("/cli/deployment/alert-replies-lost", test_alert_replies_lost);
  g_test_add_func ("/cli/deployment/usage", test_usage);
  g_test_add_func ("/cli/deployment/without-dashboards", test_without_dashboards);
  return g_test_run ();
}
