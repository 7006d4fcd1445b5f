/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole engine with a language model: the sample company, its PostgreSQL, and an endpoint that
 * says what it is told to. */
#include "pipeline/studio-session.h"
#include "studio-test-demo.h"
#include "studio-test-llm.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define KEY "sk-canary-key-93c1"
#define ROW_VALUE "canary.7f3a@hanbit.example"
#define ROW_NAME "Canary Sevenfthree"

typedef struct
{
  char *folder;
  char *workspace;
  StudioTestLlm *endpoint;
  StudioSession *session;
  StudioDatabase *database;
} Fixture;

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

static char *
read_message (const char *body)
{
  g_autoptr (JsonNode) root = json_from_string (body, NULL);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (root), "messages");

  return g_strdup (
      json_object_get_string_member (json_array_get_object_element (messages, 1), "content"));
}

/* What the request says of its table, as JSON. */
static JsonNode *
read_table (const char *body)
{
  g_autofree char *message = read_message (body);
  char *begin = strstr (message, "<table>\n");
  char *end = begin != NULL ? strstr (begin, "\n</table>") : NULL;

  if (end == NULL)
    return NULL;
  *end = '\0';
  return json_from_string (begin + strlen ("<table>\n"), NULL);
}

/* Sixteen KPIs over the columns that the request names: right ones, so that they run. */
static char *
propose (const char *body, gpointer user_data)
{
  g_autoptr (JsonNode) table = read_table (body);
  g_autoptr (GString) reply = g_string_new ("{\"kpis\":[");
  JsonObject *object = table != NULL ? json_node_get_object (table) : NULL;
  JsonArray *columns = table != NULL ? json_object_get_array_member (object, "columns") : NULL;
  const char *name = table != NULL ? json_object_get_string_member (object, "table") : NULL;

  for (guint i = 0; table != NULL && i < 16; i++)
    {
      const char *text = json_array_get_string_element (columns, i % 2);
      g_autofree char *column = g_strndup (text, strcspn (text, " "));

      g_string_append_printf (
          reply,
          "%s{\"name\":\"%s %u\",\"description\":\"d\",\"business_value\":\"v\",\"category\":null,"
          "\"unit\":\"count\",\"direction\":\"up\",\"display\":\"scalar\",\"sql\":\"SELECT count("
          "DISTINCT %s::text) AS answer_%u FROM %s\"}",
          i > 0 ? "," : "", name, i, column, i, name);
    }
  g_string_append (reply, "]}");
  return g_string_free (g_steal_pointer (&reply), FALSE);
}

static void
start_session (Fixture *fixture)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) explored = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;

  fixture->session = studio_session_new ();
  g_object_set (fixture->session, "concurrency", 4, NULL);
  studio_session_open_workspace_async (fixture->session, fixture->workspace, NULL, keep_result_cb,
                                       &opened);
  wait_for (&opened);
  g_assert_true (studio_session_open_workspace_finish (fixture->session, opened, &error));
  studio_session_explore_sample_async (fixture->session, fixture->folder, NULL, keep_result_cb,
                                       &explored);
  wait_for (&explored);
  studio_session_explore_sample_finish (fixture->session, explored, &error);
  g_assert_no_error (error);
  for (guint i = 0; fixture->database == NULL; i++)
    {
      g_autoptr (StudioDatabase) database =
          g_list_model_get_item (studio_session_get_databases (fixture->session), i);

      if (!studio_database_get_sample (database))
        fixture->database = g_object_ref (database);
    }
  studio_session_load_tables_async (fixture->session, fixture->database, NULL, keep_result_cb,
                                    &loaded);
  wait_for (&loaded);
  g_assert_true (studio_session_load_tables_finish (fixture->session, loaded, &error));
}

static void
end_session (Fixture *fixture)
{
  g_clear_object (&fixture->database);
  g_assert_finalize_object (fixture->session);
  fixture->session = NULL;
}

static void
set_model (Fixture *fixture, const StudioModelSettings *settings)
{
  g_autoptr (StudioLlmEndpoint) model = studio_llm_endpoint_new (
      studio_test_llm_get_url (fixture->endpoint), "gpt-6-luna", KEY, NULL);

  studio_session_set_model (fixture->session, model);
  studio_session_set_model_settings (fixture->session, settings);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = studio_test_demo_copy_data ();
  fixture->workspace = g_build_filename (fixture->folder, "workspace.sqlite", NULL);
  fixture->endpoint = studio_test_llm_new ();
  start_session (fixture);
  set_model (fixture, &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL });
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  end_session (fixture);
  studio_test_llm_free (fixture->endpoint);
  studio_test_demo_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->workspace);
}

static GPtrArray *
find_tables (Fixture *fixture, const char *globs)
{
  GListModel *tables = studio_database_get_tables (fixture->database);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      if (studio_table_matches (table, globs))
        g_ptr_array_add (found, g_steal_pointer (&table));
    }
  return found;
}

static StudioRun *
run (Fixture *fixture, const char *globs)
{
  g_autoptr (GPtrArray) tables = find_tables (fixture, globs);
  StudioRun *running = studio_session_generate (fixture->session, fixture->database, tables);

  while (!studio_run_is_over (running))
    g_main_context_iteration (NULL, TRUE);
  return running;
}

static guint
count_from_model (StudioRun *run)
{
  GPtrArray *kpis = studio_run_get_kpis (run);
  guint n = 0;

  for (guint i = 0; i < kpis->len; i++)
    n += g_strcmp0 (studio_kpi_get_source (g_ptr_array_index (kpis, i)), "llm:gpt-6-luna") == 0;
  return n;
}

static const char *
request_at (Fixture *fixture, guint index)
{
  return g_ptr_array_index (studio_test_llm_get_requests (fixture->endpoint), index);
}

static guint
count_requests (Fixture *fixture)
{
  return studio_test_llm_get_requests (fixture->endpoint)->len;
}

/* All bytes of the workspace: the file and its log. */
static GBytes *
read_workspace (Fixture *fixture)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  static const char *const tails[] = { "", "-wal" };
  g_autoptr (GAsyncResult) flushed = NULL;

  studio_session_flush_async (fixture->session, NULL, keep_result_cb, &flushed);
  wait_for (&flushed);
  g_assert_true (studio_session_flush_finish (fixture->session, flushed, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (fixture->workspace, tails[i], NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (path, &text, &length, NULL))
        g_byte_array_append (all, (guint8 *) text, length);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static guint
count_occurrences (const char *text, const char *word)
{
  guint n = 0;

  while ((text = strstr (text, word)) != NULL)
    {
      n++;
      text += strlen (word);
    }
  return n;
}

static gboolean
contains (GBytes *bytes, const char *word)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, word, strlen (word)) != NULL;
}

static void
test_all_tables (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) workspace = NULL;
  StudioRun *first;
  char *shared = NULL;

  studio_test_llm_answer (fixture->endpoint, propose, NULL, 0);
  first = run (fixture, "TB_*");
  g_assert_cmpint (studio_run_get_state (first), ==, STUDIO_RUN_DONE);
  g_assert_cmpuint (studio_run_get_problems (first)->len, ==, 0);
  g_assert_cmpuint (studio_run_get_tables_done (first), ==, 30);
  g_assert_cmpuint (count_from_model (first), >=, 450);
  g_assert_cmpuint (studio_run_get_valid (first) + studio_run_get_repaired (first), >=, 440);
  g_assert_cmpint (studio_run_get_prompt_tokens (first), ==, 30000);
  g_assert_cmpfloat (studio_run_get_cost (first), >, 0.003);
  g_assert_cmpuint (count_requests (fixture), ==, 30);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *message = read_message (request_at (fixture, i));
      char *end = strstr (message, "</schema>");

      /* Nothing of the rows, nothing secret, and the same beginning in all. */
      g_assert_null (strstr (request_at (fixture, i), ROW_VALUE));
      g_assert_null (strstr (request_at (fixture, i), ROW_NAME));
      g_assert_null (strstr (request_at (fixture, i), KEY));
      g_assert_nonnull (end);
      *end = '\0';
      if (shared == NULL)
        shared = g_steal_pointer (&message);
      else
        g_assert_cmpstr (shared, ==, message);
    }
  g_free (shared);
  workspace = read_workspace (fixture);
  g_assert_false (contains (workspace, KEY));
  g_assert_true (contains (workspace, "json_schema"));

  /* Nothing changed, so nothing is asked; what is there is proposed again. */
  end_session (fixture);
  start_session (fixture);
  set_model (fixture, &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL });
  first = run (fixture, "TB_*");
  g_assert_cmpuint (count_requests (fixture), ==, 30);
  g_assert_cmpuint (count_from_model (first), >=, 450);
  g_assert_cmpint (studio_run_get_prompt_tokens (first), ==, 0);
  set_model (fixture, &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL, .again = TRUE });
  run (fixture, "TB_USER");
  g_assert_cmpuint (count_requests (fixture), ==, 31);
}

/* Both propose, and what a preview shows is what is sent, byte for byte. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = find_tables (fixture, "TB_USER,TB_ORDER*");
  g_autoptr (GPtrArray) previews = NULL;
  g_autoptr (GAsyncResult) shown = NULL;
  StudioRun *both;

  set_model (fixture, &(StudioModelSettings){ .source = STUDIO_SOURCE_BOTH });
  studio_test_llm_answer (fixture->endpoint, propose, NULL, 0);
  studio_session_preview_async (fixture->session, fixture->database, tables, NULL, keep_result_cb,
                                &shown);
  wait_for (&shown);
  previews = studio_session_preview_finish (fixture->session, shown, NULL);
  g_assert_cmpuint (previews->len, ==, tables->len);
  g_assert_cmpuint (count_requests (fixture), ==, 0);
  both = run (fixture, "TB_USER,TB_ORDER*");
  g_assert_cmpuint (count_requests (fixture), ==, tables->len);
  for (guint i = 0; i < previews->len; i++)
    {
      const StudioLlmPreview *preview = g_ptr_array_index (previews, i);

      g_assert_true (g_ptr_array_find_with_equal_func (
          studio_test_llm_get_requests (fixture->endpoint), preview->body, g_str_equal, NULL));
      g_assert_false (preview->known);
      g_assert_cmpint (preview->prompt, >, 500);
      g_assert_cmpfloat (preview->cost, >, 0);
    }
  g_assert_cmpuint (count_from_model (both), >=, 16 * tables->len - 2);
  g_assert_cmpuint (studio_run_get_proposed (both), >, count_from_model (both) + 10);
}

#define ONE(name, sql) \
  "{\"name\":\"" name "\",\"description\":\"d\",\"unit\":\"count\",\"sql\":\"" sql "\"}"

static void
push (Fixture *fixture, const char *content, const char *finish)
{
  studio_test_llm_push (fixture->endpoint,
                        &(StudioTestLlmStep){ .content = content, .finish = finish });
}

/* A reply that was cut off goes on once; what repeats itself is taken once. */
static void
test_continue (Fixture *fixture, gconstpointer data)
{
  StudioRun *cut;

  push (fixture,
        "{\"kpis\":[" ONE (
            "A", "SELECT count(*) AS n FROM tb_user") ",{\"name\":\"B\",\"sql\":\"SELECT cou",
        "length");
  push (fixture,
        "{\"kpis\":[" ONE ("A", "SELECT count(*) AS n FROM tb_user") "," ONE (
            "C", "SELECT count(DISTINCT email) AS n FROM tb_user") "]}",
        NULL);
  cut = run (fixture, "TB_USER");
  g_assert_cmpuint (count_requests (fixture), ==, 2);
  g_assert_nonnull (strstr (request_at (fixture, 1), "cut off"));
  g_assert_nonnull (strstr (request_at (fixture, 1), "\"role\":\"assistant\""));
  g_assert_cmpuint (count_from_model (cut), >=, 1);
  for (guint i = 0; i < studio_run_get_kpis (cut)->len; i++)
    g_assert_cmpstr (studio_kpi_get_name (g_ptr_array_index (studio_run_get_kpis (cut), i)), !=,
                     "B");
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  StudioRun *bad;
  const StudioRunProblem *problem;

  push (fixture, "I cannot help with that.", NULL);
  push (fixture, "Really not.", NULL);
  bad = run (fixture, "TB_USER");
  g_assert_cmpuint (count_requests (fixture), ==, 2);
  g_assert_cmpuint (studio_run_get_problems (bad)->len, ==, 1);
  problem = g_ptr_array_index (studio_run_get_problems (bad), 0);
  g_assert_cmpstr (problem->stage, ==, "propose");
  /* Another time it is asked again. */
  studio_test_llm_answer (fixture->endpoint, propose, NULL, 0);
  g_assert_cmpuint (count_from_model (run (fixture, "TB_USER")), ==, 16);
}

/* A key that is refused is reported once, and the analyst's KPIs are there all the same. */
static void
test_key_refused (Fixture *fixture, gconstpointer data)
{
  StudioRun *refused;

  set_model (fixture, &(StudioModelSettings){ .source = STUDIO_SOURCE_BOTH });
  for (guint i = 0; i < 30; i++)
    studio_test_llm_push (fixture->endpoint,
                          &(StudioTestLlmStep){
                              .status = 401,
                              .body = "{\"error\":{\"message\":\"Incorrect API key\"}}",
                          });
  refused = run (fixture, "TB_*");
  g_assert_cmpint (studio_run_get_state (refused), ==, STUDIO_RUN_DONE);
  g_assert_cmpuint (studio_run_get_problems (refused)->len, ==, 1);
  g_assert_cmpuint (count_requests (fixture), <=, 12);
  g_assert_cmpuint (studio_run_get_proposed (refused), >, 300);
}

static void
test_budget (Fixture *fixture, gconstpointer data)
{
  StudioRun *stopped;
  const StudioRunProblem *problem;

  set_model (fixture,
             &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL, .budget_tokens = 60000 });
  studio_test_llm_answer (fixture->endpoint, propose, NULL, 0);
  stopped = run (fixture, "TB_*");
  g_assert_cmpint (studio_run_get_state (stopped), ==, STUDIO_RUN_DONE);
  g_assert_cmpuint (studio_run_get_problems (stopped)->len, ==, 1);
  problem = g_ptr_array_index (studio_run_get_problems (stopped), 0);
  g_assert_nonnull (strstr (problem->message, "60000"));
  g_assert_cmpuint (count_from_model (stopped), >, 0);
  g_assert_cmpuint (count_from_model (stopped), <, 450);
  g_assert_cmpint (studio_run_get_prompt_tokens (stopped) +
                       studio_run_get_completion_tokens (stopped),
                   <=, 60000);
}

static StudioKpi *
find_kpi (StudioRun *run, const char *name)
{
  for (guint i = 0; i < studio_run_get_kpis (run)->len; i++)
    if (strcmp (studio_kpi_get_name (g_ptr_array_index (studio_run_get_kpis (run), i)), name) == 0)
      return g_ptr_array_index (studio_run_get_kpis (run), i);
  return NULL;
}

/* Corrections: one that runs, one that means something else, one that does not run either. */
static void
test_repair (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *wrong;
    const char *answers[2];
    guint questions;
    StudioCheckState state;
    const char *sql;
  } cases[] = {
    { "SELECT count(zzz_nothing_like_it) AS n FROM tb_user",
      { "{\"sql\":null}", NULL },
      1,
      STUDIO_CHECK_INVALID,
      "SELECT count(zzz_nothing_like_it) AS n FROM tb_user" },
    { "SELECT count(zzz_nothing_like_it) AS n FROM tb_user",
      { "{\"sql\":\"SELECT count(user_id) AS n FROM tb_user\"}", NULL },
      1,
      STUDIO_CHECK_REPAIRED,
      "SELECT count(user_id) AS n FROM tb_user" },
    { "SELECT count(zzz_nothing_like_it) AS n FROM tb_user",
      { "{\"sql\":\"SELECT sum(user_id) AS n FROM tb_user\"}", NULL },
      1,
      STUDIO_CHECK_INVALID,
      "SELECT count(zzz_nothing_like_it) AS n FROM tb_user" },
    { "SELECT count(zzz_nothing_like_it) AS n FROM tb_user",
      { "{\"sql\":\"SELECT count(qqq_also_not) AS n FROM tb_user\"}",
        "{\"sql\":\"SELECT count(user_id) AS n FROM tb_user\"}" },
      2,
      STUDIO_CHECK_REPAIRED,
      "SELECT count(user_id) AS n FROM tb_user" },
    { "SELECT count(zzz_nothing_like_it) AS n FROM tb_user",
      { "{\"sql\":\"SELECT count(qqq_also_not) AS n FROM tb_user\"}",
        "{\"sql\":\"DELETE FROM tb_user\"}" },
      2,
      STUDIO_CHECK_INVALID,
      "SELECT count(zzz_nothing_like_it) AS n FROM tb_user" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint before = count_requests (fixture);
      g_autofree char *name = g_strdup_printf ("Case %" G_GSIZE_FORMAT, i);
      /* The limit tells the cases apart. */
      g_autofree char *content =
          g_strdup_printf ("{\"kpis\":[{\"name\":\"%s\",\"description\":\"d\",\"sql\":\"%s "
                           "LIMIT %" G_GSIZE_FORMAT "\"}]}",
                           name, cases[i].wrong, i + 1);
      StudioKpi *kpi;

      set_model (fixture, &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL, .again = TRUE });
      push (fixture, content, NULL);
      for (guint j = 0; j < 2 && cases[i].answers[j] != NULL; j++)
        push (fixture, cases[i].answers[j], NULL);
      kpi = find_kpi (run (fixture, "TB_USER"), name);
      g_test_message ("%s: %s", name, studio_kpi_get_sql (kpi));
      g_assert_cmpuint (count_requests (fixture) - before, ==, 1 + cases[i].questions);
      g_assert_cmpint (studio_kpi_get_check_state (kpi), ==, cases[i].state);
      g_assert_true (g_str_has_prefix (studio_kpi_get_sql (kpi), cases[i].sql));
      if (cases[i].state == STUDIO_CHECK_REPAIRED)
        g_assert_nonnull (strstr (studio_kpi_get_original_sql (kpi), "zzz_nothing_like_it"));
    }
}

static StudioRun *
run_source (Fixture *fixture, StudioSource source, gboolean again)
{
  set_model (fixture, &(StudioModelSettings){ .source = source, .again = again });
  return run (fixture, "TB_USER");
}

static guint
count_kpis (Fixture *fixture)
{
  return g_list_model_get_n_items (studio_session_get_kpis (fixture->session));
}

/* The first of the analyst's that has nothing that asks the same. */
static StudioKpi *
find_from_analyst (StudioRun *run)
{
  GPtrArray *kpis = studio_run_get_kpis (run);

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);

      if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_VALID &&
          studio_kpi_get_duplicate_of (kpi) == NULL && studio_kpi_get_definition (kpi) != NULL &&
          strstr (studio_kpi_get_sql (kpi), "SUM") == NULL)
        return kpi;
    }
  g_assert_not_reached ();
}

static StudioKpi *
find_listed (Fixture *fixture, const char *name)
{
  for (guint i = 0; i < count_kpis (fixture); i++)
    {
      g_autoptr (StudioKpi) kpi =
          g_list_model_get_item (studio_session_get_kpis (fixture->session), i);

      if (strcmp (studio_kpi_get_name (kpi), name) == 0)
        return kpi;
    }
  return NULL;
}

static void
push_statement (Fixture *fixture, const char *name, const char *sql)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kpis");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "description");
  json_builder_add_string_value (builder, "d");
  json_builder_set_member_name (builder, "business_value");
  json_builder_add_string_value (builder, "The model's value");
  json_builder_set_member_name (builder, "sql");
  json_builder_add_string_value (builder, sql);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  /* The endpoint says it later. */
  push (fixture, g_intern_string (text), NULL);
}

static void
restart (Fixture *fixture)
{
  g_autoptr (GBytes) flushed = read_workspace (fixture);

  end_session (fixture);
  start_session (fixture);
}

/* The analyst's statement said again by the model: equal, then broken and repaired to it. */
static void
test_merge_analyst_first (Fixture *fixture, gconstpointer data)
{
  StudioKpi *kpi = find_from_analyst (run_source (fixture, STUDIO_SOURCE_ANALYST, FALSE));
  g_autofree char *name = g_strdup (studio_kpi_get_name (kpi));
  g_autofree char *id = g_strdup (studio_kpi_get_id (kpi));
  g_autofree char *sql = g_strdup (studio_kpi_get_sql (kpi));
  g_autofree char *broken = g_strconcat (sql, " LIMIT zzz_nothing", NULL);
  g_autofree char *answer = NULL;
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), sql);
  g_autofree char *quoted = json_to_string (node, FALSE);
  guint before = count_kpis (fixture);
  StudioKpi *other;

  studio_kpi_set_business_value (kpi, NULL);
  push_statement (fixture, "Equal", sql);
  run_source (fixture, STUDIO_SOURCE_MODEL, TRUE);
  g_assert_cmpuint (count_kpis (fixture), ==, before);
  g_assert_cmpstr (studio_kpi_get_name (kpi), ==, name);
  g_assert_cmpstr (studio_kpi_get_business_value (kpi), ==, "The model's value");
  g_assert_nonnull (strstr (studio_kpi_get_explanation (kpi),
                            "Proposed by both the analyst and llm:gpt-6-luna; the version of the "
                            "analyst was kept: it has a definition"));

  answer = g_strdup_printf ("{\"sql\":%s}", quoted);
  push_statement (fixture, "A better name", broken);
  push (fixture, answer, NULL);
  run_source (fixture, STUDIO_SOURCE_MODEL, TRUE);
  g_assert_cmpuint (count_kpis (fixture), ==, before + 1);
  other = find_listed (fixture, "A better name");
  g_test_message ("%s: %s", studio_kpi_get_sql (other), studio_kpi_get_check_message (other));
  g_assert_cmpint (studio_kpi_get_check_state (other), ==, STUDIO_CHECK_REPAIRED);
  g_assert_cmpstr (studio_kpi_get_duplicate_of (other), ==, id);
  g_assert_null (studio_kpi_get_duplicate_of (kpi));

  /* Begun again, nothing comes twice, and the same one is kept. */
  restart (fixture);
  run_source (fixture, STUDIO_SOURCE_BOTH, FALSE);
  run_source (fixture, STUDIO_SOURCE_BOTH, FALSE);
  g_assert_cmpuint (count_kpis (fixture), ==, before + 1);
  g_assert_cmpstr (studio_kpi_get_duplicate_of (find_listed (fixture, "A better name")), ==, id);
  g_assert_null (studio_kpi_get_duplicate_of (find_listed (fixture, name)));
}

static guint
count_with_sql (Fixture *fixture, const char *sql)
{
  guint n = 0;

  for (guint i = 0; i < count_kpis (fixture); i++)
    {
      g_autoptr (StudioKpi) kpi =
          g_list_model_get_item (studio_session_get_kpis (fixture->session), i);

      n += strcmp (studio_kpi_get_sql (kpi), sql) == 0;
    }
  return n;
}

static void
decide (Fixture *fixture, StudioKpi *kpi, StudioDecision decision)
{
  g_autoptr (GPtrArray) kpis = g_ptr_array_new ();

  g_ptr_array_add (kpis, kpi);
  g_assert_cmpuint (studio_session_decide (fixture->session, kpis, decision), ==, 1);
}

/* The model's was there first: the analyst's comes in its place, unless a person has had a say. */
static void
test_merge_model_first (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Open", "Approved", "Rejected", "Edited", "Watched" };
  g_autoptr (GPtrArray) sqls = g_ptr_array_new_with_free_func (g_free);
  StudioRun *found = run_source (fixture, STUDIO_SOURCE_ANALYST, FALSE);
  guint proposed = count_kpis (fixture);
  StudioKpi *kpi;

  for (guint i = 0; sqls->len < G_N_ELEMENTS (names); i++)
    {
      kpi = g_ptr_array_index (studio_run_get_kpis (found), i);
      if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_VALID &&
          studio_kpi_get_duplicate_of (kpi) == NULL)
        g_ptr_array_add (sqls, g_strdup (studio_kpi_get_sql (kpi)));
    }
  end_session (fixture);
  g_free (fixture->workspace);
  fixture->workspace = g_build_filename (fixture->folder, "second.sqlite", NULL);
  start_session (fixture);
  for (guint i = 0; i < sqls->len; i++)
    {
      push_statement (fixture, names[i], g_ptr_array_index (sqls, i));
      run_source (fixture, STUDIO_SOURCE_MODEL, TRUE);
    }
  g_assert_cmpuint (count_kpis (fixture), ==, G_N_ELEMENTS (names));
  decide (fixture, find_listed (fixture, "Approved"), STUDIO_DECISION_APPROVED);
  decide (fixture, find_listed (fixture, "Rejected"), STUDIO_DECISION_REJECTED);
  studio_kpi_set_description (find_listed (fixture, "Edited"), "By hand");
  studio_session_save (fixture->session, find_listed (fixture, "Edited"));
  studio_session_set_threshold (fixture->session, find_listed (fixture, "Watched"),
                                STUDIO_THRESHOLD_ABOVE, 5);
  restart (fixture);

  for (guint i = 0; i < 2; i++)
    {
      found = run_source (fixture, STUDIO_SOURCE_ANALYST, FALSE);
      g_assert_cmpuint (count_kpis (fixture), ==, proposed + 1);
      g_assert_cmpuint (count_with_sql (fixture, g_ptr_array_index (sqls, 0)), ==, 2);
      kpi = find_listed (fixture, "Open");
      g_assert_nonnull (studio_kpi_get_duplicate_of (kpi));
      for (guint j = 1; j < G_N_ELEMENTS (names); j++)
        {
          kpi = find_listed (fixture, names[j]);
          g_assert_cmpuint (count_with_sql (fixture, g_ptr_array_index (sqls, j)), ==, 1);
          g_assert_null (studio_kpi_get_duplicate_of (kpi));
          g_assert_cmpstr (studio_kpi_get_source (kpi), ==, "llm:gpt-6-luna");
          g_assert_null (studio_kpi_get_definition (kpi));
        }
      restart (fixture);
    }
}

/* What a database quotes of a row when a cast fails is not handed on. */
static void
test_repair_without_values (Fixture *fixture, gconstpointer data)
{
  push (fixture,
        "{\"kpis\":[" ONE ("Cast", "SELECT sum(email::numeric) AS n FROM tb_user WHERE email LIKE "
                                   "'canary%'") "]}",
        NULL);
  push (fixture, "{\"sql\":null}", NULL);
  run (fixture, "TB_USER");
  for (guint i = 0; i < count_requests (fixture); i++)
    {
      g_assert_null (strstr (request_at (fixture, i), ROW_VALUE));
      g_assert_null (strstr (request_at (fixture, i), ROW_NAME));
    }
}

static char *
propose_wrong (const char *body, gpointer user_data)
{
  g_autoptr (GString) reply = g_string_new ("{\"kpis\":[");

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (reply,
                            "%s{\"name\":\"Wrong %u\",\"description\":\"d\",\"sql\":\"SELECT "
                            "count(zzz_nothing_%u) AS n FROM qqq_no_table_%u\"}",
                            i > 0 ? "," : "", i, i, i);
  g_string_append (reply, "]}");
  return g_string_free (g_steal_pointer (&reply), FALSE);
}

/* A model that cannot correct anything is not paid for it forty times. */
static void
test_fruitless (Fixture *fixture, gconstpointer data)
{
  StudioRun *wrong;

  studio_test_llm_answer (fixture->endpoint, propose_wrong, NULL, 0);
  wrong = run (fixture, "TB_USER");
  g_assert_cmpuint (studio_run_get_invalid (wrong), ==, 40);
  g_assert_cmpuint (count_requests (fixture), >=, 1 + 8);
  g_assert_cmpuint (count_requests (fixture), <=, 1 + 8 + 8);
}

/* A model that reads less than was thought is told less, and that is remembered. */
static void
test_context (Fixture *fixture, gconstpointer data)
{
  guint before;

  for (guint i = 0; i < 2; i++)
    studio_test_llm_push (
        fixture->endpoint,
        &(StudioTestLlmStep){ .status = 400,
                              .body = "{\"error\":{\"message\":\"maximum context length\"}}" });
  studio_test_llm_answer (fixture->endpoint, propose, NULL, 0);
  g_assert_cmpuint (count_from_model (run (fixture, "TB_USER")), >=, 8);
  g_assert_cmpuint (count_requests (fixture), ==, 3);
  g_assert_nonnull (strstr (request_at (fixture, 0), "\"max_tokens\":16000"));
  g_assert_nonnull (strstr (request_at (fixture, 2), "\"max_tokens\":4800"));
  before = count_requests (fixture);
  end_session (fixture);
  start_session (fixture);
  set_model (fixture, &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL, .again = TRUE });
  run (fixture, "TB_USER");
  g_assert_cmpuint (count_requests (fixture), ==, before + 1);
  g_assert_nonnull (strstr (request_at (fixture, before), "\"max_tokens\":4800"));
}

/* Values are told of the columns that were named, if they look like codes: few, and never those of
 * persons, whoever names them. */
static void
test_values (Fixture *fixture, gconstpointer data)
{
  static const char *const columns[] = { "TB_USER.status",         "tb_user.email",
                                         "public.tb_user.user_nm", "tb_user.user_id",
                                         "tb_user.gender",         "tb_user.mobile_no",
                                         "tb_user.no_such_field",  NULL };
  g_autoptr (GPtrArray) tables = find_tables (fixture, "TB_USER");
  g_autoptr (GAsyncResult) shown = NULL;
  g_autoptr (GPtrArray) previews = NULL;
  const StudioLlmPreview *preview;

  studio_test_llm_answer (fixture->endpoint, propose, NULL, 0);
  run (fixture, "TB_USER");
  g_assert_null (strstr (request_at (fixture, 0), "such as '"));
  /* Another choice of columns is another question. */
  set_model (fixture,
             &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL, .value_columns = columns });
  studio_session_preview_async (fixture->session, fixture->database, tables, NULL, keep_result_cb,
                                &shown);
  wait_for (&shown);
  previews = studio_session_preview_finish (fixture->session, shown, NULL);
  preview = g_ptr_array_index (previews, 0);
  g_assert_false (preview->known);
  g_assert_nonnull (strstr (preview->left_out, "“email”"));
  run (fixture, "TB_USER");
  g_assert_cmpuint (count_requests (fixture), ==, 2);
  g_assert_cmpstr (request_at (fixture, 1), ==, preview->body);
  g_assert_nonnull (strstr (preview->body, "such as '"));
  g_assert_null (strchr (strstr (preview->body, "such as '"), '@'));
  g_assert_null (strstr (preview->body, ROW_NAME));
  g_assert_cmpuint (count_occurrences (preview->body, "such as '"), ==, 1);
}

/* Cancelled half-way and begun again: only the tables that were not done are asked about. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = find_tables (fixture, "TB_*");
  StudioRun *running;
  guint done;
  StudioRun *second;

  studio_test_llm_answer (fixture->endpoint, propose, NULL, 100);
  running = studio_session_generate (fixture->session, fixture->database, tables);
  while (count_requests (fixture) < 17)
    g_main_context_iteration (NULL, TRUE);
  studio_run_cancel (running);
  while (!studio_run_is_over (running))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (studio_run_get_state (running), ==, STUDIO_RUN_CANCELLED);
  done = count_from_model (running) / 16;
  g_assert_cmpuint (done, >=, 8);
  g_assert_cmpuint (done, <, 30);
  end_session (fixture);
  start_session (fixture);
  set_model (fixture, &(StudioModelSettings){ .source = STUDIO_SOURCE_MODEL });
  {
    guint before = count_requests (fixture);

    studio_test_llm_answer (fixture->endpoint, propose, NULL, 0);
    second = run (fixture, "TB_*");
    g_assert_cmpuint (count_requests (fixture) - before, ==, 30 - done);
  }
  g_assert_cmpuint (count_from_model (second), >=, 450);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name) g_test_add ("/llm/run/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (all_tables);
  ADD (preview);
  ADD (continue);
  ADD (unreadable);
  ADD (key_refused);
  ADD (budget);
  ADD (repair);
  ADD (merge_analyst_first);
  ADD (merge_model_first);
  ADD (repair_without_values);
  ADD (fruitless);
  ADD (context);
  ADD (values);
  ADD (resume);
  return g_test_run ();
}
