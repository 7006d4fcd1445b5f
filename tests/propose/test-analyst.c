/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the analyst reads in a schema, and what it proposes for it. */
#include "core/studio-definition.h"
#include "core/studio-json.h"
#include "propose/analyst/studio-analyst.h"
#include "propose/analyst/studio-compiler.h"
#include "propose/analyst/studio-schema-index.h"
#include "sql/studio-sql-check.h"
#include "sql/studio-sql-schema.h"
#include "studio-test-shop.h"

#include <string.h>
#include <time.h>

typedef struct
{
  StudioDatabase *database;
  StudioAnalyst *analyst;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->database = studio_test_shop_load ();
  fixture->analyst = studio_test_shop_new_analyst ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->analyst);
  g_clear_object (&fixture->database);
}

static GPtrArray *
propose (Fixture *fixture, const char *table)
{
  return studio_analyst_propose (fixture->analyst, fixture->database,
                                 studio_database_find_table (fixture->database, NULL, table), NULL);
}

static StudioKpi *
find_kpi (GPtrArray *kpis, const char *name)
{
  for (guint i = 0; i < kpis->len; i++)
    if (g_strcmp0 (studio_kpi_get_name (g_ptr_array_index (kpis, i)), name) == 0)
      return g_ptr_array_index (kpis, i);
  g_test_message ("There is no KPI “%s”", name);
  return NULL;
}

static void
test_reading (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *table;
    StudioArchetype archetype;
    const char *noun;
    const char *time;
    const char *name;
    const char *money;
  } expected[] = {
    { "customer", STUDIO_ARCHETYPE_ENTITY, "customer", "created_at", "full_name", NULL },
    { "category", STUDIO_ARCHETYPE_LOOKUP, "category", NULL, "name", NULL },
    { "product", STUDIO_ARCHETYPE_ENTITY, "product", NULL, "product_name", NULL },
    { "orders", STUDIO_ARCHETYPE_HEADER, "order", "ordered_at", "order_no", "total_amount" },
    { "order_item", STUDIO_ARCHETYPE_LINE, "order item", NULL, NULL, "unit_price" },
    { "stock_daily", STUDIO_ARCHETYPE_SNAPSHOT, "stock", "snapshot_date", NULL, NULL },
    { "product_tag", STUDIO_ARCHETYPE_BRIDGE, "product tag", NULL, NULL, NULL },
    { "shop_setting", STUDIO_ARCHETYPE_CONFIGURATION, "shop setting", NULL, NULL, NULL },
  };
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (fixture->database);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      StudioTable *table = studio_database_find_table (fixture->database, NULL, expected[i].table);
      StudioReading *reading = studio_schema_index_read (index, table);

      g_test_message ("%s", expected[i].table);
      g_assert_cmpint (reading->archetype, ==, expected[i].archetype);
      g_assert_cmpstr (reading->noun, ==, expected[i].noun);
      if (expected[i].time != NULL)
        g_assert_cmpstr (studio_column_get_name (reading->time), ==, expected[i].time);
      if (expected[i].name != NULL)
        g_assert_cmpstr (studio_column_get_name (reading->name), ==, expected[i].name);
      if (expected[i].money != NULL)
        g_assert_cmpstr (studio_column_get_name (reading->money), ==, expected[i].money);
    }
}

static void
test_roles (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *table;
    const char *column;
    StudioRole role;
  } expected[] = {
    { "customer", "id", STUDIO_ROLE_IDENTIFIER },
    { "customer", "full_name", STUDIO_ROLE_NAME },
    { "customer", "email", STUDIO_ROLE_CONTACT },
    { "customer", "country", STUDIO_ROLE_PLACE },
    { "customer", "segment", STUDIO_ROLE_CATEGORY },
    { "customer", "newsletter_opt_in", STUDIO_ROLE_FLAG },
    { "customer", "last_login_at", STUDIO_ROLE_TIME },
    { "product", "category_id", STUDIO_ROLE_FOREIGN_KEY },
    { "product", "list_price", STUDIO_ROLE_MONEY },
    { "product", "stock_qty", STUDIO_ROLE_QUANTITY },
    { "product", "reorder_level", STUDIO_ROLE_QUANTITY },
    { "orders", "status", STUDIO_ROLE_STATUS },
    { "orders", "deleted_yn", STUDIO_ROLE_FLAG },
    { "orders", "order_no", STUDIO_ROLE_IDENTIFIER },
  };
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (fixture->database);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      StudioTable *table = studio_database_find_table (fixture->database, NULL, expected[i].table);
      StudioReading *reading = studio_schema_index_read (index, table);
      const StudioColumn *column =
          studio_reading_find (reading, studio_table_find_field (table, expected[i].column));

      g_test_message ("%s.%s", expected[i].table, expected[i].column);
      g_assert_cmpint (column->role, ==, expected[i].role);
    }
}

/* Every KPI of the shop is complete, said in SQL that passes all checks, and there once. */
static void
test_complete (Fixture *fixture, gconstpointer data)
{
  GListModel *tables = studio_database_get_tables (fixture->database);
  g_autoptr (StudioSqlSchema) schema = studio_sql_schema_new (fixture->database);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      g_autoptr (GPtrArray) kpis = propose (fixture, studio_table_get_name (table));

      for (guint k = 0; k < kpis->len; k++, n++)
        {
          StudioKpi *kpi = g_ptr_array_index (kpis, k);
          g_autoptr (StudioSqlReport) report =
              studio_sql_check (studio_kpi_get_sql (kpi), schema, STUDIO_DIALECT_POSTGRESQL);
          g_autoptr (JsonNode) visualization =
              studio_json_from_text (studio_kpi_get_visualization (kpi), -1, NULL);

          g_test_message ("%s", studio_kpi_get_name (kpi));
          g_assert_cmpint (report->state, ==, STUDIO_CHECK_VALID);
          for (guint f = 0; f < report->findings->len; f++)
            {
              const StudioFinding *finding = g_ptr_array_index (report->findings, f);

              g_test_message ("%s: %s", finding->id, finding->message);
              g_assert_cmpint (finding->severity, ==, STUDIO_SEVERITY_HINT);
            }
          g_assert_true (g_hash_table_add (keys, g_strdup (report->weak_key)));
          g_assert_cmpstr (studio_kpi_get_source (kpi), ==, "analyst");
          g_assert_cmpstr (studio_kpi_get_database (kpi), ==, "shop");
          g_assert_cmpint (studio_kpi_get_database_id (kpi), ==, 2);
          g_assert_cmpint (studio_kpi_get_table_id (kpi), ==, studio_table_get_id (table));
          g_assert_cmpstr (studio_kpi_get_schema (kpi), ==, "public");
          g_assert_nonnull (studio_kpi_get_category (kpi));
          g_assert_cmpuint (strlen (studio_kpi_get_description (kpi)), >, 10);
          g_assert_cmpuint (strlen (studio_kpi_get_business_value (kpi)), >, 10);
          g_assert_cmpuint (strlen (studio_kpi_get_explanation (kpi)), >, 10);
          g_assert_cmpuint (strlen (studio_kpi_get_name (kpi)), <=, 80);
          g_assert_nonnull (studio_json_node_get_object (visualization));
        }
    }
  g_assert_cmpuint (n, >=, 90);
}

/* The definition that a KPI carries is what its SQL was written from. */
static void
test_definitions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kpis = propose (fixture, "orders");

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node =
          studio_json_from_text (studio_kpi_get_definition (kpi), -1, &error);
      g_autoptr (StudioDefinition) definition = studio_definition_from_json (node, &error);
      g_autofree char *sql = NULL;

      g_assert_no_error (error);
      sql = studio_compiler_compile (definition, STUDIO_DIALECT_POSTGRESQL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (sql, ==, studio_kpi_get_sql (kpi));
    }
}

static void
check_sql (GPtrArray *kpis, const char *name, const char *sql)
{
  StudioKpi *kpi = find_kpi (kpis, name);

  g_assert_nonnull (kpi);
  g_assert_cmpstr (studio_kpi_get_sql (kpi), ==, sql);
}

static void
test_orders (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kpis = propose (fixture, "orders");

  g_assert_cmpuint (kpis->len, >=, 15);
  check_sql (kpis, "Order Total Amount per Month",
             "SELECT\n"
             "  date_trunc('month', o.ordered_at)::date AS month,\n"
             "  SUM(o.total_amount) AS total_amount\n"
             "FROM orders AS o\n"
             "JOIN customer AS c ON c.id = o.customer_id\n"
             "WHERE o.deleted_yn = 'N'\n"
             "  AND c.is_test IS NOT TRUE\n"
             "  AND o.status <> 'CANCELLED'\n"
             "  AND o.ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '12 months'\n"
             "  AND o.ordered_at < date_trunc('month', CURRENT_DATE)\n"
             "GROUP BY 1\n"
             "ORDER BY month");
  check_sql (kpis, "Order Cancellation Rate by Month",
             "SELECT\n"
             "  date_trunc('month', o.ordered_at)::date AS month,\n"
             "  COUNT(*) FILTER (WHERE o.status = 'CANCELLED')::numeric / NULLIF(COUNT(*), 0) "
             "AS cancellation_rate\n"
             "FROM orders AS o\n"
             "JOIN customer AS c ON c.id = o.customer_id\n"
             "WHERE o.deleted_yn = 'N'\n"
             "  AND c.is_test IS NOT TRUE\n"
             "  AND o.ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '12 months'\n"
             "  AND o.ordered_at < date_trunc('month', CURRENT_DATE)\n"
             "GROUP BY 1\n"
             "ORDER BY month");
  check_sql (kpis, "Top 10 Customers by Order Total Amount",
             "SELECT\n"
             "  c.full_name AS customer,\n"
             "  SUM(o.total_amount) AS total_amount\n"
             "FROM orders AS o\n"
             "JOIN customer AS c ON c.id = o.customer_id\n"
             "WHERE o.deleted_yn = 'N'\n"
             "  AND c.is_test IS NOT TRUE\n"
             "  AND o.status <> 'CANCELLED'\n"
             "  AND o.ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '12 months'\n"
             "  AND o.ordered_at < date_trunc('month', CURRENT_DATE)\n"
             "GROUP BY c.id, c.full_name\n"
             "ORDER BY total_amount DESC NULLS LAST\n"
             "LIMIT 10");
  g_assert_nonnull (find_kpi (kpis, "On-Time Delivery Rate of Orders by Month"));
  g_assert_nonnull (find_kpi (kpis, "Repeat Order Rate of Customers, Last 12 Months"));
  g_assert_nonnull (find_kpi (kpis, "Order Discount Rate by Month"));
  g_assert_nonnull (find_kpi (kpis, "Time from Order to Delivery (Median, p90)"));
}

/* What is said about units, and shown by Metabase. */
static void
test_display (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kpis = propose (fixture, "orders");
  StudioKpi *rate = find_kpi (kpis, "Order Cancellation Rate by Month");
  StudioKpi *amount = find_kpi (kpis, "Order Total Amount per Month");

  g_assert_cmpstr (studio_kpi_get_display (rate), ==, "line");
  g_assert_cmpint (studio_kpi_get_unit (rate), ==, STUDIO_UNIT_PERCENT);
  g_assert_cmpint (studio_kpi_get_direction (rate), ==, STUDIO_DIRECTION_DOWN);
  g_assert_nonnull (
      strstr (studio_kpi_get_visualization (rate), "\"graph.metrics\":[\"cancellation_rate\"]"));
  g_assert_nonnull (strstr (studio_kpi_get_visualization (rate), "\"number_style\":\"percent\""));
  g_assert_cmpint (studio_kpi_get_unit (amount), ==, STUDIO_UNIT_CURRENCY);
  g_assert_cmpint (studio_kpi_get_direction (amount), ==, STUDIO_DIRECTION_UP);
  /* The comment says euro. */
  g_assert_nonnull (strstr (studio_kpi_get_visualization (amount), "\"currency\":\"EUR\""));
}

/* Levels are read on the last day, never summed over days. */
static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kpis = propose (fixture, "stock_daily");

  check_sql (kpis, "Stock On-Hand Quantity, Latest",
             "SELECT SUM(on_hand_qty) AS on_hand_quantity\n"
             "FROM stock_daily\n"
             "WHERE snapshot_date = (SELECT MAX(snapshot_date) AS latest FROM stock_daily)");
  for (guint i = 0; i < kpis->len; i++)
    {
      const char *sql = studio_kpi_get_sql (g_ptr_array_index (kpis, i));

      g_assert_true (strstr (sql, "SUM(on_hand_qty)") == NULL ||
                     strstr (sql, "SELECT MAX(snapshot_date)") != NULL ||
                     strstr (sql, "snapshot_date AS recorded") != NULL);
    }
}

/* A line has the time of its order, and an amount that is no column. */
static void
test_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kpis = propose (fixture, "order_item");

  check_sql (kpis, "Sales by Product Category",
             "SELECT\n"
             "  c.name AS category,\n"
             "  SUM(oi.quantity * oi.unit_price) AS sales,\n"
             "  SUM(oi.quantity * oi.unit_price) / NULLIF(SUM(SUM(oi.quantity * oi.unit_price)) "
             "OVER (), 0) AS share\n"
             "FROM order_item AS oi\n"
             "JOIN product AS p ON p.id = oi.product_id\n"
             "JOIN category AS c ON c.id = p.category_id\n"
             "JOIN orders AS o ON o.id = oi.order_id\n"
             "JOIN customer AS c2 ON c2.id = o.customer_id\n"
             "WHERE o.deleted_yn = 'N'\n"
             "  AND o.status <> 'CANCELLED'\n"
             "  AND c2.is_test IS NOT TRUE\n"
             "  AND o.ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '12 months'\n"
             "  AND o.ordered_at < date_trunc('month', CURRENT_DATE)\n"
             "GROUP BY 1\n"
             "ORDER BY sales DESC NULLS LAST\n"
             "LIMIT 15");
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) empty = propose (fixture, "gift_card");
  g_autoptr (GPtrArray) settings = propose (fixture, "shop_setting");
  g_autofree char *text =
      studio_analyst_explain (fixture->analyst, fixture->database,
                              studio_database_find_table (fixture->database, NULL, "gift_card"));

  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (settings->len, ==, 0);
  g_assert_nonnull (strstr (text, "no rows"));
}

static void
test_explain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text =
      studio_analyst_explain (fixture->analyst, fixture->database,
                              studio_database_find_table (fixture->database, NULL, "orders"));

  g_assert_nonnull (strstr (text, "a row is one “order”"));
  g_assert_nonnull (strstr (text, "deleted_yn: flag (such rows are left out)"));
  g_assert_nonnull (strstr (text, "customer_id points at customer"));
  g_assert_nonnull (strstr (text, "gift_message: "));
  g_assert_nonnull (strstr (text, "Order Cancellation Rate by Month"));
}

/* What is there already is not proposed again. */
static void
test_existing (Fixture *fixture, gconstpointer data)
{
  StudioTable *table = studio_database_find_table (fixture->database, NULL, "orders");
  g_autoptr (GPtrArray) kpis = propose (fixture, "orders");
  g_autoptr (GPtrArray) again =
      studio_analyst_propose (fixture->analyst, fixture->database, table, kpis);

  g_assert_cmpuint (again->len, ==, 0);
}

/* When the newest rows are old, no window looks back from today. */
static void
test_old_data (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kpis = NULL;
  GDate later;

  g_date_clear (&later, 1);
  g_date_set_dmy (&later, 20, G_DATE_JUNE, 2028);
  studio_analyst_set_today (fixture->analyst, &later);
  kpis = propose (fixture, "orders");
  g_assert_cmpuint (kpis->len, >=, 15);
  for (guint i = 0; i < kpis->len; i++)
    {
      const char *sql = studio_kpi_get_sql (g_ptr_array_index (kpis, i));

      g_assert_null (strstr (sql, ">= date_trunc('month', CURRENT_DATE)"));
      g_assert_null (strstr (sql, "CURRENT_DATE - INTERVAL"));
    }
}

static void
add_proposal (StudioKpi *kpi, gpointer user_data)
{
  g_ptr_array_add (user_data, g_object_ref (kpi));
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_proposer (Fixture *fixture, gconstpointer data)
{
  StudioProposer *proposer = STUDIO_PROPOSER (fixture->analyst);
  StudioTable *table = studio_database_find_table (fixture->database, NULL, "orders");
  g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (studio_proposer_get_source (proposer), ==, "analyst");
  studio_proposer_propose_async (proposer, fixture->database, table, NULL, add_proposal, kpis, NULL,
                                 keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (studio_proposer_propose_finish (proposer, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (kpis->len, >=, 15);
}

static StudioField *
new_field (gint64 id, const char *name, const char *base_type, gboolean key)
{
  StudioFieldInfo *info = studio_field_info_new ();

  info->id = id;
  info->name = g_strdup (name);
  info->base_type = g_strdup (base_type);
  info->primary_key = key;
  return studio_field_new (info);
}

/* A table with @columns columns, whose second one points at @target. */
static StudioTable *
new_table (gint64 id, guint columns, gint64 target)
{
  static const char *const names[][2] = {
    { "status_cd", "type/Text" },      { "total_amt", "type/Decimal" },
    { "item_cnt", "type/Integer" },    { "ordered_at", "type/DateTime" },
    { "shipped_at", "type/DateTime" }, { "use_yn", "type/Text" },
  };
  g_autofree char *name = g_strdup_printf ("tb_order_%" G_GINT64_FORMAT, id);
  StudioTable *table = studio_table_new (id, "public", name);
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);
  StudioFieldInfo *link = studio_field_info_new ();

  g_ptr_array_add (fields, new_field (id * 1000, "order_id", "type/Integer", TRUE));
  link->id = id * 1000 + 1;
  link->name = g_strdup ("parent_order_id");
  link->base_type = g_strdup ("type/Integer");
  link->target_field_id = target * 1000;
  g_ptr_array_add (fields, studio_field_new (link));
  for (guint i = 2; i < columns; i++)
    {
      const char *const *kind = names[i % G_N_ELEMENTS (names)];
      g_autofree char *column = g_strdup_printf ("%s_%u", kind[0], i);

      g_ptr_array_add (fields, new_field (id * 1000 + i, column, kind[1], FALSE));
    }
  studio_table_take_fields (table, fields);
  return table;
}

static GPtrArray *
propose_at (StudioAnalyst *analyst, StudioDatabase *database, guint index)
{
  g_autoptr (StudioTable) table =
      g_list_model_get_item (studio_database_get_tables (database), index);

  return studio_analyst_propose (analyst, database, table, NULL);
}

/* Five thousand tables, and one of 400 columns: read without trouble, and each table in no time. */
static void
test_large (void)
{
  g_autoptr (StudioDatabase) database = studio_database_new (1, "large", "postgres");
  g_autoptr (StudioAnalyst) analyst = studio_analyst_new ();
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) first = NULL;
  clock_t before;
  double milliseconds;

  for (gint64 id = 1; id <= 5000; id++)
    g_ptr_array_add (tables, new_table (id, id == 1 ? 400 : 12, id == 1 ? 2 : 1 + id / 2));
  studio_database_take_tables (database, tables);
  /* The first call looks at all relationships once. */
  first = propose_at (analyst, database, 0);
  g_assert_cmpuint (first->len, >=, 10);
  before = clock ();
  for (guint i = 100; i < 200; i++)
    {
      g_autoptr (GPtrArray) kpis = propose_at (analyst, database, i);

      g_assert_cmpuint (kpis->len, >, 0);
    }
  milliseconds = (double) (clock () - before) * 1000 / CLOCKS_PER_SEC / 100;
  g_test_message ("%.2f ms a table", milliseconds);
  /* Ten times what it takes, for machines that are slow or instrumented. */
  g_assert_cmpfloat (milliseconds, <, 50);
}

/* What everybody asks of a table comes first. */
static void
test_headlines (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *table;
    const char *names[3];
  } expected[] = {
    { "orders",
      { "Order Total Amount per Month", "Orders per Month", "Average Order Value by Month" } },
    { "customer", { "New Customers per Month" } },
    { "product", { "Total Products" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GPtrArray) kpis = propose (fixture, expected[i].table);

      for (guint k = 0; k < 3 && expected[i].names[k] != NULL; k++)
        g_assert_cmpstr (studio_kpi_get_name (g_ptr_array_index (kpis, k)), ==,
                         expected[i].names[k]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/analyst/reading", test_reading);
  ADD ("/analyst/roles", test_roles);
  ADD ("/analyst/complete", test_complete);
  ADD ("/analyst/definitions", test_definitions);
  ADD ("/analyst/orders", test_orders);
  ADD ("/analyst/headlines", test_headlines);
  ADD ("/analyst/display", test_display);
  ADD ("/analyst/snapshot", test_snapshot);
  ADD ("/analyst/line", test_line);
  ADD ("/analyst/nothing", test_nothing);
  ADD ("/analyst/explain", test_explain);
  ADD ("/analyst/existing", test_existing);
  ADD ("/analyst/old-data", test_old_data);
  ADD ("/analyst/proposer", test_proposer);
  g_test_add_func ("/analyst/large", test_large);
  return g_test_run ();
}
