/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From discovery to registered KPIs with a model that takes 2 s and a Metabase at 50 ms */
#include "metabase/studio-credentials.h"
#include "pipeline/studio-session.h"
#include "pipeline/studio-throttle.h"
#include "studio-test-demo.h"
#include "studio-test-llm.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MODEL_MS 2000
#define METABASE_MS 50
#define KPIS 17
/* What the engine uses when nothing is set: questions to a hosted model, tables that are read,
 * checks of a quick database, cards and dashboards, side by side. */
#define QUESTIONS 12
#define READERS 4
#define CHECKS STUDIO_THROTTLE_MOST
#define CARDS 8
#define DASHBOARDS 4
#define MOST_SECONDS 20.0

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static JsonNode *
read_table (const char *body)
{
  g_autoptr (JsonNode) root = json_from_string (body, NULL);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (root), "messages");
  const char *message =
      json_object_get_string_member (json_array_get_object_element (messages, 1), "content");
  const char *begin = strstr (message, "<table>\n");
  const char *end = begin != NULL ? strstr (begin, "\n</table>") : NULL;
  g_autofree char *text =
      end != NULL ? g_strndup (begin + strlen ("<table>\n"), end - begin - strlen ("<table>\n"))
                  : NULL;

  return text != NULL ? json_from_string (text, NULL) : NULL;
}

static char *
propose (const char *body, gpointer user_data)
{
  g_autoptr (JsonNode) table = read_table (body);
  g_autoptr (GString) reply = g_string_new ("{\"kpis\":[");
  JsonObject *object = table != NULL ? json_node_get_object (table) : NULL;
  JsonArray *columns = table != NULL ? json_object_get_array_member (object, "columns") : NULL;

  for (guint i = 0; table != NULL && i < KPIS; i++)
    {
      const char *text =
          json_array_get_string_element (columns, i % MIN (3, json_array_get_length (columns)));
      const char *name = json_object_get_string_member (object, "table");
      g_autofree char *column = g_strndup (text, strcspn (text, " "));

      g_string_append_printf (reply,
                              "%s{\"name\":\"%s %u\",\"description\":\"d\",\"sql\":\"SELECT "
                              "count(DISTINCT %s::text) AS answer FROM %s WHERE %s::text <> "
                              "'%u'\"}",
                              i > 0 ? "," : "", name, i, column, name, column, i);
    }
  g_string_append (reply, "]}");
  return g_string_free (g_steal_pointer (&reply), FALSE);
}

static void
connect_session (StudioSession *session, StudioTestDemo *demo, const char *workspace)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) connected = NULL;
  g_autoptr (StudioCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  credentials = studio_credentials_new_password (studio_test_demo_get (demo, "url"),
                                                 studio_test_demo_get (demo, "username"),
                                                 studio_test_demo_get (demo, "password"));
  studio_session_open_workspace_async (session, workspace, NULL, keep_result_cb, &opened);
  wait_for (&opened);
  if (!studio_session_open_workspace_finish (session, opened, &error))
    g_error ("%s", error->message);
  studio_session_connect_async (session, credentials, NULL, keep_result_cb, &connected);
  wait_for (&connected);
  if (!studio_session_connect_finish (session, connected, &error))
    g_error ("%s", error->message);
}

static StudioDatabase *
find_database (StudioSession *session)
{
  GListModel *databases = studio_session_get_databases (session);

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (!studio_database_get_sample (database))
        return g_steal_pointer (&database);
    }
  g_error ("there is no database");
}

static GPtrArray *
load_tables (StudioSession *session, StudioDatabase *database)
{
  g_autoptr (GAsyncResult) loaded = NULL;
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = studio_database_get_tables (database);

  studio_session_load_tables_async (session, database, NULL, keep_result_cb, &loaded);
  wait_for (&loaded);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (all, i);

      if (studio_table_matches (table, "TB_*"))
        g_ptr_array_add (tables, g_steal_pointer (&table));
    }
  return tables;
}

/* @others: (out): dashboards that were made, too. */
static guint
register_all (StudioSession *session, StudioRun *run, guint *others)
{
  g_autoptr (GAsyncResult) registered = NULL;
  g_autoptr (StudioRegistrationSummary) summary = NULL;

  studio_session_decide (session, studio_run_get_kpis (run), STUDIO_DECISION_APPROVED);
  studio_session_register_async (session, studio_run_get_kpis (run), NULL, keep_result_cb,
                                 &registered);
  wait_for (&registered);
  summary = studio_session_register_finish (session, registered, NULL);
  /* Each is made, and then changed. */
  *others = summary != NULL ? summary->others->len / 2 : 0;
  return summary != NULL ? summary->registered : 0;
}

/*
 * Milliseconds that latencies and concurrency alone take. A table is read with one request, a KPI
 * checked with two and registered with one. KPIs come in rounds of as many tables as are asked
 * about at once, and each can be checked from then on. Dashboards follow, each with three
 * requests.
 */
static double
find_ideal (guint tables, guint kpis, guint cards, guint dashboards)
{
  double read = ceil ((double) tables / READERS) * METABASE_MS;
  double checked = 0;

  for (guint round = 0; round * QUESTIONS < tables; round++)
    {
      double left = kpis * (1 - (double) round * QUESTIONS / tables);

      checked = MAX (checked, (round + 1.0) * MODEL_MS + left * 2 * METABASE_MS / CHECKS);
    }
  return read + checked + (double) cards * METABASE_MS / CARDS +
         ceil ((double) dashboards / DASHBOARDS) * 3 * METABASE_MS;
}

int
main (int argc, char *argv[])
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (
      (const char *const[]){ "--latency", G_STRINGIFY (METABASE_MS), "--tables", "3", NULL });
  g_autoptr (StudioTestLlm) endpoint = studio_test_llm_new ();
  g_autoptr (StudioSession) session = studio_session_new ();
  g_autoptr (StudioLlmEndpoint) model =
      studio_llm_endpoint_new (studio_test_llm_get_url (endpoint), "bench", "key", NULL);
  g_autofree char *workspace =
      g_build_filename (studio_test_demo_get_folder (demo), "bench.sqlite", NULL);
  g_autoptr (StudioDatabase) database = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GTimer) timer = NULL;
  StudioRun *run;
  double proposed, total, ideal;
  guint cards, dashboards, n;

  studio_test_llm_answer (endpoint, propose, NULL, MODEL_MS);
  g_object_set (session, "score-threshold", 0, NULL);
  connect_session (session, demo, workspace);
  studio_session_set_model (session, model);
  studio_session_set_model_settings (session,
                                     &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL });
  timer = g_timer_new ();
  database = find_database (session);
  tables = load_tables (session, database);
  run = studio_session_generate (session, database, tables);
  while (!studio_run_is_over (run))
    g_main_context_iteration (NULL, TRUE);
  proposed = g_timer_elapsed (timer, NULL);
  cards = register_all (session, run, &dashboards);
  total = g_timer_elapsed (timer, NULL);

  n = studio_run_get_kpis (run)->len;
  ideal = find_ideal (tables->len, n, cards, dashboards) / 1000;
  g_print ("%u tables, %u KPIs proposed, %u valid, %u registered, %u dashboards\n", tables->len, n,
           studio_run_get_valid (run) + studio_run_get_repaired (run), cards, dashboards);
  g_print ("proposed and checked in %.1f s, registered in %.1f s more\n", proposed,
           total - proposed);
  g_print ("%.1f s in all; ideal %.1f s (%.2f ×); at most %.0f s\n", total, ideal, total / ideal,
           MOST_SECONDS);
  return total <= MOST_SECONDS ? EXIT_SUCCESS : EXIT_FAILURE;
}
