/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/lint/studio-sql-lint.h"

#include "studio-test-corpus.h"

#include <string.h>

static GPtrArray *
lint (const char *sql, const StudioSqlSchema *schema, StudioDialect dialect)
{
  g_autoptr (StudioSqlTree) tree = studio_sql_tree_parse (sql, NULL, NULL);

  return tree != NULL ? studio_sql_lint (sql, tree, schema, dialect) : NULL;
}

static const StudioFinding *
find (GPtrArray *findings, const char *id)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      if (strcmp (finding->id, id) == 0)
        return finding;
    }
  return NULL;
}

/* -1 when it is not found. */
static int
severity_of (GPtrArray *findings, const char *id)
{
  const StudioFinding *finding = find (findings, id);

  return finding != NULL ? (int) finding->severity : -1;
}

static void
fail (const StudioTestCase *test_case, const char *what, const char *detail)
{
  g_test_message ("%s:%u: %s: %s", test_case->file, test_case->line, what, detail);
  g_test_fail ();
}

/* Nothing that is right is called wrong, with the schema or without. */
static void
test_right (gconstpointer path)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load (path);
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  const StudioSqlSchema *const schemas[] = { schema, NULL };

  for (guint i = 0; i < cases->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (schemas); k++)
      {
        const StudioTestCase *test_case = g_ptr_array_index (cases, i);
        g_autoptr (GPtrArray) findings =
            lint (test_case->sql, schemas[k], STUDIO_DIALECT_POSTGRESQL);
        const StudioFinding *worst =
            findings != NULL && findings->len > 0 ? g_ptr_array_index (findings, 0) : NULL;

        if (findings == NULL)
          fail (test_case, "does not parse", "");
        else if (worst != NULL && worst->severity == STUDIO_SEVERITY_ERROR)
          fail (test_case, worst->id, worst->message);
      }
  g_test_message ("%u statements", cases->len);
}

static gboolean
has_fix (GPtrArray *findings, const char *id, const char *fix)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      if (strcmp (finding->id, id) == 0 && g_strcmp0 (finding->fix, fix) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Each is found, mended as it is written there, and placed inside the statement. */
static void
test_wrong (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/wrong.sql");
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      const char *expected = studio_test_case_get (test_case, "finding");
      const char *fix = studio_test_case_get (test_case, "fix");
      gboolean runs = studio_test_case_get (test_case, "runs") != NULL;
      g_autoptr (GPtrArray) findings = lint (test_case->sql, schema, STUDIO_DIALECT_POSTGRESQL);
      gssize length = strlen (test_case->sql);

      if (find (findings, expected) == NULL)
        {
          fail (test_case, "not found", expected);
          continue;
        }
      if (fix != NULL && !has_fix (findings, expected, fix))
        fail (test_case, "not mended so", fix);
      for (guint k = 0; k < findings->len; k++)
        {
          const StudioFinding *finding = g_ptr_array_index (findings, k);

          if (finding->start > finding->end || finding->end > length ||
              (finding->start < 0 && finding->fix != NULL))
            fail (test_case, "misplaced", finding->id);
          if (runs && finding->severity == STUDIO_SEVERITY_ERROR &&
              finding->error_class != STUDIO_ERROR_CLASS_WRONG_RESULT)
            fail (test_case, "is said to fail", finding->message);
          if (k > 0 &&
              finding->severity > ((StudioFinding *) g_ptr_array_index (findings, k - 1))->severity)
            fail (test_case, "not worst first", finding->id);
        }
    }
  g_test_message ("%u statements", cases->len);
}

/* A fix that is offered parses, and what it mends is not found there again. */
static void
try_fix (const StudioTestCase *test_case,
         const StudioSqlSchema *schema,
         const StudioFinding *finding)
{
  g_autofree char *mended = g_strdup_printf ("%.*s%s%s", (int) finding->start, test_case->sql,
                                             finding->fix, test_case->sql + finding->end);
  g_autoptr (GPtrArray) findings = lint (mended, schema, STUDIO_DIALECT_POSTGRESQL);

  if (findings == NULL)
    fail (test_case, "does not parse when mended", mended);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const StudioFinding *left = g_ptr_array_index (findings, i);

      if (strcmp (left->id, finding->id) == 0 && left->start == finding->start)
        fail (test_case, "still found when mended", mended);
    }
}

static void
test_fixes (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/wrong.sql");
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      g_autoptr (GPtrArray) findings = lint (test_case->sql, schema, STUDIO_DIALECT_POSTGRESQL);

      for (guint k = 0; findings != NULL && k < findings->len; k++)
        if (((StudioFinding *) g_ptr_array_index (findings, k))->fix != NULL)
          try_fix (test_case, schema, g_ptr_array_index (findings, k));
    }
}

/* What only PostgreSQL is known to do is not said of its relatives. */
static void
test_relatives (void)
{
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  g_autoptr (GPtrArray) cockroach =
      lint ("SELECT count(*) / count(DISTINCT channel) AS r FROM orders", schema,
            STUDIO_DIALECT_COCKROACHDB);
  g_autoptr (GPtrArray) redshift =
      lint ("SELECT DATEDIFF('day', '2024-01-01', ordered_at) AS d, totl FROM orders LIMIT 5",
            schema, STUDIO_DIALECT_REDSHIFT);

  g_assert_null (find (cockroach, "integer-division"));
  g_assert_nonnull (find (cockroach, "unguarded-division"));
  g_assert_cmpint (severity_of (redshift, "unknown-function"), ==, STUDIO_SEVERITY_WARNING);
  g_assert_cmpint (severity_of (redshift, "unknown-column"), ==, STUDIO_SEVERITY_ERROR);
}

/* Of a table whose columns are not loaded nothing is certain. */
static void
test_unloaded (void)
{
  g_autoptr (StudioDatabase) database = studio_database_new (1, "shop", "postgres");
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (StudioSqlSchema) schema = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_ptr_array_add (tables, studio_table_new (1, "public", "orders"));
  studio_database_take_tables (database, g_steal_pointer (&tables));
  schema = studio_sql_schema_new (database);
  findings = lint ("SELECT o.anything, sum(total / pieces) AS s FROM orders o JOIN lines l ON "
                   "l.order_id = o.id GROUP BY anything",
                   schema, STUDIO_DIALECT_POSTGRESQL);
  g_assert_cmpint (severity_of (findings, "unknown-table"), ==, STUDIO_SEVERITY_ERROR);
  g_assert_null (find (findings, "unknown-column"));
  g_assert_null (find (findings, "ungrouped-column"));
}

static StudioField *
make_field (const char *name, int position)
{
  StudioFieldInfo *info = studio_field_info_new ();

  info->name = g_strdup (name);
  info->base_type = g_strdup ("type/Integer");
  info->position = position;
  return studio_field_new (info);
}

/* Metabase does not list columns that it was told are sensitive; a gap shows that there are some.
 */
static void
test_hidden_columns (void)
{
  for (int gap = 0; gap <= 1; gap++)
    {
      g_autoptr (StudioDatabase) database = studio_database_new (1, "shop", "postgres");
      g_autoptr (StudioTable) table = studio_table_new (1, "public", "users");
      g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (StudioSqlSchema) schema = NULL;
      g_autoptr (GPtrArray) findings = NULL;

      g_ptr_array_add (fields, make_field ("id", 0));
      g_ptr_array_add (fields, make_field ("logins", 1 + gap));
      studio_table_take_fields (table, g_steal_pointer (&fields));
      g_ptr_array_add (tables, g_object_ref (table));
      studio_database_take_tables (database, g_steal_pointer (&tables));
      schema = studio_sql_schema_new (database);
      findings = lint ("SELECT count(secret) AS n FROM users", schema, STUDIO_DIALECT_POSTGRESQL);
      g_assert_cmpint (severity_of (findings, "unknown-column"), ==,
                       gap ? STUDIO_SEVERITY_WARNING : STUDIO_SEVERITY_ERROR);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/sql/lint/right", "sql/right.sql", test_right);
  g_test_add_data_func ("/sql/lint/right-tricky", "sql/right-tricky.sql", test_right);
  g_test_add_func ("/sql/lint/wrong", test_wrong);
  g_test_add_func ("/sql/lint/fixes", test_fixes);
  g_test_add_func ("/sql/lint/relatives", test_relatives);
  g_test_add_func ("/sql/lint/unloaded", test_unloaded);
  g_test_add_func ("/sql/lint/hidden-columns", test_hidden_columns);
  return g_test_run ();
}
