/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KPIs as questions of the query builder: only where both give the same rows, and they are known
 * again whatever form the server keeps them in. */
#include "core/studio-database.h"
#include "core/studio-json.h"
#include "propose/analyst/studio-compiler.h"
#include "register/studio-builder-prover.h"
#include "register/studio-registrar.h"
#include "studio-test-demo.h"

#include <string.h>

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

static StudioMetabaseClient *
new_client (StudioTestDemo *demo)
{
  g_autoptr (StudioCredentials) credentials = studio_credentials_new_password (
      studio_test_demo_get (demo, "url"), studio_test_demo_get (demo, "username"),
      studio_test_demo_get (demo, "password"));
  StudioMetabaseClient *client =
      studio_metabase_client_new (studio_test_demo_get (demo, "url"), NULL);
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_sign_in_async (client, credentials, NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_true (studio_metabase_client_sign_in_finish (client, result, NULL));
  return client;
}

static StudioExpression *
ordered_at (void)
{
  return studio_expression_column ("o", "ordered_at", STUDIO_FIELD_DATETIME_TZ);
}

/* Takes @definition. */
static StudioKpi *
new_kpi (const char *name, const char *display, StudioDefinition *definition)
{
  StudioKpi *kpi = studio_kpi_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = studio_compiler_compile (definition, STUDIO_DIALECT_POSTGRESQL, &error);
  g_autofree char *text = studio_definition_to_text (definition);

  g_assert_no_error (error);
  studio_kpi_set_name (kpi, name);
  studio_kpi_set_category (kpi, "Sales & Revenue Analytics");
  studio_kpi_set_sql (kpi, sql);
  studio_kpi_set_definition (kpi, text);
  studio_kpi_set_table (kpi, "tb_order");
  studio_kpi_set_database_id (kpi, 1);
  studio_kpi_set_display (kpi, display);
  studio_kpi_set_source (kpi, "analyst");
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_VALID);
  studio_kpi_set_decision (kpi, STUDIO_DECISION_APPROVED);
  studio_definition_unref (definition);
  return kpi;
}

static StudioDefinition *
new_trend (StudioGrain grain)
{
  StudioDefinition *definition = studio_definition_new ("trend", "o", NULL, "tb_order");

  studio_definition_add_dimension (definition, "period", NULL,
                                   studio_expression_truncate (ordered_at (), grain));
  studio_definition_add_measure (definition, "orders", "Orders",
                                 studio_expression_new (STUDIO_OPERATOR_COUNT, NULL));
  studio_definition_filter (definition, studio_expression_periods (ordered_at (), grain, -12, -1));
  studio_definition_order (definition, "period", FALSE);
  return definition;
}

static StudioDefinition *
new_total (void)
{
  StudioDefinition *definition = studio_definition_new ("total", "o", NULL, "tb_order");

  studio_definition_add_measure (
      definition, "average_amount", NULL,
      studio_expression_new (STUDIO_OPERATOR_AVERAGE,
                             studio_expression_column ("o", "total_amt", STUDIO_FIELD_DECIMAL),
                             NULL));
  return definition;
}

/* The query builder's weeks begin on Sunday here. */
static GPtrArray *
new_kpis (void)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func (g_object_unref);
  StudioKpi *written;

  g_ptr_array_add (kpis, new_kpi ("Orders by month", "line", new_trend (STUDIO_GRAIN_MONTH)));
  g_ptr_array_add (kpis, new_kpi ("Average amount", "scalar", new_total ()));
  g_ptr_array_add (kpis, new_kpi ("Orders by week", "line", new_trend (STUDIO_GRAIN_WEEK)));
  written = new_kpi ("Written by hand", "scalar", new_total ());
  studio_kpi_set_definition (written, NULL);
  studio_kpi_set_sql (written, "SELECT count(*) AS n FROM tb_order");
  g_ptr_array_add (kpis, written);
  return kpis;
}

static StudioRegistrationSummary *
carry_out (StudioMetabaseClient *client, GPtrArray *kpis, StudioNativeForm form)
{
  g_autoptr (StudioRegistrar) registrar = studio_registrar_new (client);
  g_autoptr (GListStore) databases = g_list_store_new (STUDIO_TYPE_DATABASE);
  g_autoptr (StudioDatabase) database = studio_database_new (1, "Sample company", "postgres");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioRegistrationSummary *summary;

  g_list_store_append (databases, database);
  g_object_set (registrar, "native-form", form, NULL);
  studio_registrar_set_databases (registrar, G_LIST_MODEL (databases));
  studio_registrar_register_async (registrar, kpis, NULL, NULL, NULL, NULL, keep_result_cb,
                                   &result);
  wait_for (&result);
  summary = studio_registrar_register_finish (registrar, result, &error);
  g_assert_no_error (error);
  return summary;
}

static StudioCard *
get_card (StudioMetabaseClient *client, StudioKpi *kpi)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioCard *card;

  studio_metabase_client_get_card_async (client, studio_kpi_get_card_id (kpi), NULL, keep_result_cb,
                                         &result);
  wait_for (&result);
  card = studio_metabase_client_get_card_finish (client, result, &error);
  g_assert_no_error (error);
  return card;
}

static void
test_forms (gconstpointer version)
{
  const char *const arguments[] = { "--metabase-version", version, NULL };
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (arguments);
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GPtrArray) kpis = new_kpis ();
  g_autoptr (StudioRegistrationSummary) first = NULL;
  g_autoptr (StudioRegistrationSummary) second = NULL;
  g_autoptr (StudioRegistrationSummary) third = NULL;
  const gboolean builder[] = { TRUE, TRUE, FALSE, FALSE };
  guint writes;

  first = carry_out (client, kpis, STUDIO_NATIVE_FORM_BUILDER);
  g_assert_cmpuint (first->registered, ==, 4);
  for (guint i = 0; i < kpis->len; i++)
    {
      g_autoptr (StudioCard) card = get_card (client, kpis->pdata[i]);
      JsonObject *settings = json_node_get_object (card->visualization);

      g_assert_cmpint (card->query != NULL, ==, builder[i]);
      g_assert_cmpint (card->sql == NULL, ==, builder[i]);
      /* Metabase names a time after its column. */
      if (i == 0)
        g_assert_cmpstr (json_array_get_string_element (
                             json_object_get_array_member (settings, "graph.dimensions"), 0),
                         ==, "ordered_at");
    }
  writes = studio_test_demo_count (demo, "POST", "/api/card*") +
           studio_test_demo_count (demo, "PUT", "*");
  g_assert_cmpuint (writes, ==, 4);
  second = carry_out (client, kpis, STUDIO_NATIVE_FORM_BUILDER);
  third = carry_out (client, kpis, STUDIO_NATIVE_FORM_SQL);
  g_assert_cmpuint (second->already_registered, ==, 4);
  g_assert_cmpuint (third->already_registered, ==, 4);
  g_assert_cmpuint (studio_test_demo_count (demo, "POST", "/api/card*") +
                        studio_test_demo_count (demo, "PUT", "*"),
                    ==, writes);
}

/* A registered one changes its form when that is asked for. */
static void
test_metric (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GPtrArray) kpis = new_kpis ();
  g_autoptr (StudioRegistrationSummary) first = carry_out (client, kpis, STUDIO_NATIVE_FORM_SQL);
  g_autoptr (StudioRegistrationSummary) second =
      carry_out (client, kpis, STUDIO_NATIVE_FORM_METRIC);
  g_autoptr (StudioCard) card = get_card (client, kpis->pdata[0]);
  g_autoptr (StudioRegistrationSummary) third = NULL;
  g_autoptr (StudioCard) after = NULL;

  g_assert_cmpuint (first->registered, ==, 4);
  g_assert_cmpuint (second->updated, ==, 2);
  g_assert_cmpuint (second->already_registered, ==, 2);
  g_assert_cmpstr (card->type, ==, "metric");
  g_assert_nonnull (card->query);

  /* Edited by hand, it is SQL again. */
  studio_kpi_set_definition (kpis->pdata[0], NULL);
  studio_kpi_set_sql (kpis->pdata[0], "SELECT count(*) AS n FROM tb_order WHERE order_id > 5");
  third = carry_out (client, kpis, STUDIO_NATIVE_FORM_METRIC);
  g_assert_cmpuint (third->updated, ==, 1);
  after = get_card (client, kpis->pdata[0]);
  g_assert_cmpstr (after->type, ==, "question");
  g_assert_cmpstr (after->sql, ==, studio_kpi_get_sql (kpis->pdata[0]));
}

static gboolean
rows_equal (const char *a, const char *b, gboolean ordered)
{
  g_autoptr (JsonNode) first = studio_json_from_text (a, -1, NULL);
  g_autoptr (JsonNode) second = studio_json_from_text (b, -1, NULL);

  return studio_builder_prover_rows_equal (json_node_get_array (first),
                                           json_node_get_array (second), ordered);
}

static void
test_rows (void)
{
  g_assert_true (rows_equal ("[[1, \"a\"]]", "[[1.0000000000001, \"a\"]]", TRUE));
  g_assert_true (rows_equal ("[[\"12\"]]", "[[12]]", TRUE));
  g_assert_true (rows_equal ("[[\"2026-01-01\", 3]]", "[[\"2026-01-01T00:00:00Z\", 3]]", TRUE));
  g_assert_true (rows_equal ("[[1], [2]]", "[[2], [1]]", FALSE));
  g_assert_false (rows_equal ("[[1], [2]]", "[[2], [1]]", TRUE));
  g_assert_false (rows_equal ("[[1], [1]]", "[[1], [2]]", FALSE));
  g_assert_false (rows_equal ("[[1]]", "[[1], [1]]", FALSE));
  g_assert_false (rows_equal ("[[0.5]]", "[[0.51]]", TRUE));
  g_assert_false (rows_equal ("[[\"2026-01-01\"]]", "[[\"2026-01-01T10:00:00\"]]", TRUE));
  /* Nothing is no proof. */
  g_assert_false (rows_equal ("[]", "[]", TRUE));
  g_assert_false (rows_equal ("[[null]]", "[[null]]", TRUE));
}

int
main (int argc, char **argv)
{
  static const char *const versions[] = { "0.46", "0.50", "0.57", "0.63" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/native-form/forms/%s", versions[i]);

      g_test_add_data_func (path, versions[i], test_forms);
    }
  g_test_add_func ("/native-form/metric", test_metric);
  g_test_add_func ("/native-form/rows", test_rows);
  return g_test_run ();
}
