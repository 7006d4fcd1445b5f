/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/lint/studio-sql-names.h"

#include "sql/lint/studio-sql-near-miss.h"
#include "studio-test-corpus.h"

#include <string.h>

typedef struct
{
  char *sql;
  StudioSqlSchema *schema;
  StudioSqlTree *tree;
  StudioSqlNames *names;
} Fixture;

static void
resolve (Fixture *fixture, const char *sql)
{
  g_clear_pointer (&fixture->names, studio_sql_names_free);
  g_clear_pointer (&fixture->tree, studio_sql_tree_free);
  g_free (fixture->sql);
  fixture->sql = g_strdup (sql);
  fixture->tree = studio_sql_tree_parse (sql, NULL, NULL);
  g_assert_nonnull (fixture->tree);
  fixture->names = studio_sql_names_new (fixture->sql, fixture->tree, fixture->schema,
                                         STUDIO_DIALECT_POSTGRESQL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->schema = studio_test_corpus_schema ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->names, studio_sql_names_free);
  g_clear_pointer (&fixture->tree, studio_sql_tree_free);
  g_clear_pointer (&fixture->schema, studio_sql_schema_unref);
  g_free (fixture->sql);
}

/* The reference that stands where @text first does. */
static const StudioSqlReference *
reference_at (Fixture *fixture, const char *text)
{
  GPtrArray *references = studio_sql_names_get_references (fixture->names);
  const char *place = strstr (fixture->sql, text);

  g_assert_nonnull (place);
  for (guint i = 0; i < references->len; i++)
    {
      const StudioSqlReference *reference = g_ptr_array_index (references, i);

      if (reference->node->location == place - fixture->sql)
        return reference;
    }
  g_test_message ("no reference at “%s”", text);
  g_assert_not_reached ();
}

static const StudioSqlColumn *
output (Fixture *fixture, guint index)
{
  StudioSqlQuery *query = g_ptr_array_index (studio_sql_names_get_queries (fixture->names), 0);

  g_assert_cmpuint (index, <, query->outputs->len);
  return g_ptr_array_index (query->outputs, index);
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  const StudioSqlReference *reference;

  resolve (fixture, "SELECT o.total, name FROM orders o JOIN customers ON customers.id = "
                    "o.customer_id WHERE o.nothing > 0");
  reference = reference_at (fixture, "o.total");
  g_assert_cmpint (reference->kind, ==, STUDIO_SQL_REFERENCE_COLUMN);
  g_assert_cmpstr (reference->source->table->name, ==, "orders");
  g_assert_cmpstr (studio_field_get_name (reference->column->field), ==, "total");
  g_assert_cmpint (reference->column->type, ==, STUDIO_SQL_TYPE_NUMERIC);
  g_assert_cmpint (reference->clause, ==, STUDIO_SQL_CLAUSE_SELECT);
  reference = reference_at (fixture, "name FROM");
  g_assert_cmpstr (reference->source->table->name, ==, "customers");
  reference = reference_at (fixture, "o.nothing");
  g_assert_cmpint (reference->kind, ==, STUDIO_SQL_REFERENCE_NO_COLUMN);
  g_assert_cmpint (reference->clause, ==, STUDIO_SQL_CLAUSE_WHERE);
  g_assert_nonnull (reference->source);
}

static void
test_scopes (Fixture *fixture, gconstpointer data)
{
  const StudioSqlReference *reference;

  resolve (fixture,
           "WITH t AS (SELECT customer_id AS who, sum(total) AS revenue FROM orders GROUP BY "
           "1) SELECT who, revenue AS r FROM t WHERE revenue > (SELECT avg(credit_limit) "
           "FROM customers c WHERE c.id = t.who) AND r > 5 ORDER BY r");
  reference = reference_at (fixture, "who, revenue AS");
  g_assert_cmpint (reference->source->kind, ==, STUDIO_SQL_SOURCE_CTE);
  g_assert_cmpstr (reference->column->table->name, ==, "orders");
  g_assert_cmpstr (studio_field_get_name (reference->column->field), ==, "customer_id");
  reference = reference_at (fixture, "revenue >");
  g_assert_null (reference->column->field);
  g_assert_cmpint (reference->column->type, ==, STUDIO_SQL_TYPE_NUMERIC);
  g_assert_true (studio_sql_names_is_aggregate (fixture->names, reference->column->expression));
  reference = reference_at (fixture, "t.who");
  g_assert_true (reference->home != reference->query);
  g_assert_true (reference->query->parent == reference->home);
  reference = reference_at (fixture, "r > 5");
  g_assert_cmpint (reference->kind, ==, STUDIO_SQL_REFERENCE_NO_COLUMN);
  g_assert_cmpstr (reference->output->name, ==, "r");
  reference = g_ptr_array_index (studio_sql_names_get_references (fixture->names),
                                 studio_sql_names_get_references (fixture->names)->len - 1);
  g_assert_cmpint (reference->kind, ==, STUDIO_SQL_REFERENCE_OUTPUT);
}

static void
test_types (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *expression;
    const char *type;
  } cases[] = {
    { "count(*)", "bigint" },
    { "sum(items_count)", "bigint" },
    { "sum(id)", "numeric" },
    { "avg(items_count)", "numeric" },
    { "sum(tax_rate)", "real" },
    { "max(ordered_at)", "timestamp with time zone" },
    { "max(ordered_at) - min(ordered_at)", "interval" },
    { "max(delivered_on) - min(delivered_on)", "integer" },
    { "max(delivered_on) + interval '1 day'", "timestamp without time zone" },
    { "date_trunc('month', max(ordered_at))", "timestamp with time zone" },
    { "extract(year FROM max(ordered_at))", "numeric" },
    { "date_part('year', max(ordered_at))", "double precision" },
    { "round(avg(total), 2)", "numeric" },
    { "100.0 * count(*) / 3", "numeric" },
    { "count(*) / 3", "bigint" },
    { "max(shipping ->> 'method')", "text" },
    { "jsonb_agg(shipping -> 'fee')", "jsonb" },
    { "array_agg(channel)", "text[]" },
    { "string_agg(channel, ',')", "text" },
    { "percentile_cont(0.5) WITHIN GROUP (ORDER BY total)", "double precision" },
    { "mode() WITHIN GROUP (ORDER BY currency)", "character" },
    { "coalesce(sum(total), 0)", "numeric" },
    { "CASE WHEN count(*) > 1 THEN 1 ELSE 2.5 END", "numeric" },
    { "greatest(1, count(*))", "bigint" },
    { "nullif(count(*), 0)", "bigint" },
    { "bool_or(is_test)", "boolean" },
    { "max(id)::text", "text" },
    { "(SELECT max(birth_date) FROM customers)", "date" },
    { "ARRAY(SELECT id FROM customers)", "integer[]" },
    { "current_date", "date" },
    { "'x' || max(channel)", "text" },
    { "'x'", "text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s AS x FROM orders", cases[i].expression);
      const char *name;

      resolve (fixture, sql);
      name = studio_sql_names_type_name (fixture->names, output (fixture, 0)->expression);
      if (output (fixture, 0)->type == STUDIO_SQL_TYPE_TEXT && name == NULL)
        name = "text"; /* a literal until the query is done */
      if (g_strcmp0 (name, cases[i].type) == 0)
        continue;
      g_test_message ("%s: %s", cases[i].expression, name);
      g_test_fail ();
    }
}

static void
test_spans (Fixture *fixture, gconstpointer data)
{
  static const char *const expressions[] = {
    "(a + b) * c",
    "count(*)",
    "count(*) FILTER (WHERE a > (b + 1))",
    "sum(a) OVER (PARTITION BY b ORDER BY c)",
    "sum(a) OVER w",
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY a)",
    "now()",
    "CASE WHEN a THEN b ELSE CASE WHEN c THEN 1 END END",
    "a::numeric(10, 2)",
    "CAST(a AS double precision)",
    "(a)::timestamp with time zone",
    "a IS NOT NULL",
    "t.a ->> 'x'",
    "coalesce(a, (SELECT max(b) FROM t))",
    "(ARRAY[1, 2])[1]",
    "a IN (1, 2, (3))",
    "a BETWEEN 1 AND (2)",
    "-a",
    "extract(epoch FROM (a - b))",
    "round(100.0 * sum(a) / nullif(sum(b), 0), 2)",
    "EXISTS (SELECT 1 FROM t)",
    "interval '7 days'",
    "\"A b\".c",
    "a AT TIME ZONE 'UTC'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT %s AS x FROM t WINDOW w AS ()", expressions[i]);
      gsize start = 0, end = 0;

      resolve (fixture, sql);
      g_assert_true (
          studio_sql_names_span (fixture->names, output (fixture, 0)->expression, &start, &end));
      if (start == strlen ("SELECT ") && end - start == strlen (expressions[i]))
        continue;
      g_test_message ("%s: %.*s", expressions[i], (int) (end - start), sql + start);
      g_test_fail ();
    }
}

static void
test_near_miss (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *expected;
  } cases[] = {
    { "customerId", "customer_id" },
    { "ORDERED_AT", "ordered_at" },
    { "orderd_at", "ordered_at" },
    { "customers_id", "customer_id" },
    { "max_total", NULL },
    { "total_2", NULL },
    { "chanel", "channel" },
    { "cahnnel", "channel" },
    { "revenue", NULL },
    { "discounts", "discount" },
    { "item_count", "items_count" },
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const StudioSqlTable *orders = studio_sql_schema_find_table (fixture->schema, NULL, "orders");

  for (guint i = 0; i < orders->fields->len; i++)
    g_ptr_array_add (names,
                     (gpointer) studio_field_get_name (g_ptr_array_index (orders->fields, i)));
  g_ptr_array_add (names, (gpointer) "min_total");
  g_ptr_array_add (names, (gpointer) "total_1");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (studio_sql_near_miss (fixture->schema, cases[i].name, names), ==,
                     cases[i].expected);
}

static void
test_quote (void)
{
  static const char *const cases[][2] = {
    { "total", "total" },     { "tb_order2", "tb_order2" }, { "Total", "\"Total\"" },
    { "order", "\"order\"" }, { "a b", "\"a b\"" },         { "say \"x\"", "\"say \"\"x\"\"\"" },
    { "2nd", "\"2nd\"" },     { "user", "\"user\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = studio_sql_quote_name (cases[i][0]);

      g_assert_cmpstr (quoted, ==, cases[i][1]);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/sql/names/tables", test_tables);
  ADD ("/sql/names/scopes", test_scopes);
  ADD ("/sql/names/types", test_types);
  ADD ("/sql/names/spans", test_spans);
  ADD ("/sql/names/near-miss", test_near_miss);
  g_test_add_func ("/sql/names/quote", test_quote);
  return g_test_run ();
}
