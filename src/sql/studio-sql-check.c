/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-check.h"

#include "sql/dialect/studio-sql-sqlite.h"
#include "sql/dialect/studio-sql-token-tables.h"
#include "sql/lint/studio-sql-lint.h"
#include "sql/studio-sql-clean.h"
#include "sql/studio-sql-guard-private.h"
#include "sql/studio-sql-identity-private.h"
#include "sql/studio-sql-usage.h"
#include "sql/studio-sql-tree.h"
#include "sql/studio-sql-worker.h"

#include <string.h>

typedef struct
{
  char *sql;
  StudioSqlSchema *schema;
  StudioDialect dialect;
} Request;

static void
request_free (Request *request)
{
  g_free (request->sql);
  g_clear_pointer (&request->schema, studio_sql_schema_unref);
  g_free (request);
}

static StudioSqlReport *
report_new (const char *sql)
{
  StudioSqlReport *report = g_new0 (StudioSqlReport, 1);

  g_atomic_ref_count_init (&report->references);
  report->state = STUDIO_CHECK_VALID;
  report->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);
  report->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_sql_repair_step_free);
  report->original = g_strdup (sql != NULL ? sql : "");
  return report;
}

/* Who the statement is and what it reads, whether or not it may be sent. */
static void
describe (StudioSqlReport *report,
          const StudioSqlTree *tree,
          const StudioSqlSchema *schema,
          StudioDialect dialect)
{
  if (tree != NULL)
    {
      report->key = _studio_sql_key_from_tree (tree, FALSE);
      report->weak_key = _studio_sql_key_from_tree (tree, TRUE);
      studio_sql_usage_collect (tree, schema, &report->tables, &report->columns);
    }
  else if (dialect != STUDIO_DIALECT_POSTGRESQL)
    {
      StudioFinding *unknown =
          studio_sql_token_tables_collect (report->sql, dialect, schema, &report->tables);

      report->key = _studio_sql_key_from_lexemes (report->sql, dialect, FALSE);
      report->weak_key = _studio_sql_key_from_lexemes (report->sql, dialect, TRUE);
      if (unknown != NULL && report->findings->len == 0)
        g_ptr_array_add (report->findings, g_steal_pointer (&unknown));
      g_clear_pointer (&unknown, studio_finding_free);
    }
}

static GStrv
list_rules (GPtrArray *steps)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < steps->len; i++)
    {
      const StudioSqlRepairStep *step = g_ptr_array_index (steps, i);
      gboolean seen = FALSE;

      for (guint k = 0; k < i && !seen; k++)
        seen = strcmp (((StudioSqlRepairStep *) g_ptr_array_index (steps, k))->id, step->id) == 0;
      if (!seen)
        g_strv_builder_add (builder, step->id);
    }
  return g_strv_builder_end (builder);
}

/* The worst finding speaks for the statement. */
static StudioSqlReport *
conclude (StudioSqlReport *report)
{
  const StudioFinding *worst;

  g_ptr_array_sort (report->findings, studio_finding_compare);
  worst = report->findings->len > 0 ? g_ptr_array_index (report->findings, 0) : NULL;
  if (report->steps->len > 0)
    report->state = STUDIO_CHECK_REPAIRED;
  if (worst != NULL && worst->severity == STUDIO_SEVERITY_ERROR)
    {
      report->state = STUDIO_CHECK_INVALID;
      report->error_class = worst->error_class;
      report->message = g_strdup (worst->message);
    }
  report->rules = list_rules (report->steps);
  if (report->tables == NULL)
    report->tables = g_new0 (char *, 1);
  if (report->columns == NULL)
    report->columns = g_new0 (char *, 1);
  return report;
}

/* What is refused for what it does is not repaired: nothing that writes is made to work. */
static gboolean
may_be_repaired (const StudioFinding *refusal)
{
  return refusal == NULL || refusal->error_class == STUDIO_ERROR_CLASS_SYNTAX ||
         refusal->error_class == STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION;
}

/* Returns whether the text has changed. */
static gboolean
repair (StudioSqlReport *report, const StudioSqlSchema *schema, StudioDialect dialect)
{
  GPtrArray *steps = NULL;
  char *repaired = studio_sql_repair (report->sql, schema, dialect, &steps);
  gboolean changed = strcmp (repaired, report->sql) != 0;

  g_free (report->sql);
  report->sql = repaired;
  g_ptr_array_unref (report->steps);
  report->steps = steps;
  return changed;
}

/* A call of which nobody knows what it does is in the way of sending, not of looking at the rest.
 */
static gboolean
may_be_linted (const StudioFinding *refusal, const StudioSqlTree *tree)
{
  return tree != NULL &&
         (refusal == NULL || refusal->error_class == STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION);
}

/* A statement that PostgreSQL runs is no error; that its number is wrong is the KPI's trouble. */
static void
add_finding (StudioSqlReport *report, const StudioFinding *finding)
{
  StudioFinding *copy = studio_finding_copy (finding);

  if (copy->severity == STUDIO_SEVERITY_ERROR &&
      copy->error_class == STUDIO_ERROR_CLASS_WRONG_RESULT)
    {
      copy->severity = STUDIO_SEVERITY_WARNING;
      if (report->wrong_number == NULL)
        report->wrong_number = g_strdup (copy->message);
    }
  g_ptr_array_add (report->findings, copy);
}

/* The guard's own finding stands for lint's of the same thing. */
static void
add_findings (StudioSqlReport *report, GPtrArray *findings)
{
  const StudioFinding *refusal =
      report->findings->len > 0 ? g_ptr_array_index (report->findings, 0) : NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      if (refusal == NULL || finding->error_class != refusal->error_class ||
          finding->start != refusal->start)
        add_finding (report, finding);
    }
}

static void
check_cleaned (StudioSqlReport *report, const StudioSqlSchema *schema, StudioDialect dialect)
{
  g_autoptr (StudioSqlTree) tree = NULL;
  StudioFinding *refusal = _studio_sql_guard_cleaned (report->sql, dialect, &tree);

  if (may_be_repaired (refusal) && repair (report, schema, dialect))
    {
      g_clear_pointer (&refusal, studio_finding_free);
      g_clear_pointer (&tree, studio_sql_tree_free);
      refusal = _studio_sql_guard_cleaned (report->sql, dialect, &tree);
    }
  if (refusal == NULL && dialect == STUDIO_DIALECT_SQLITE && schema != NULL)
    refusal = studio_sql_sqlite_check (report->sql, schema);
  if (refusal != NULL)
    g_ptr_array_add (report->findings, refusal);
  if (may_be_linted (refusal, tree))
    {
      g_autoptr (GPtrArray) findings = studio_sql_lint (report->sql, tree, schema, dialect);

      add_findings (report, findings);
    }
  describe (report, tree, schema, dialect);
}

StudioSqlReport *
studio_sql_check (const char *sql, const StudioSqlSchema *schema, StudioDialect dialect)
{
  StudioSqlReport *report = report_new (sql);
  StudioFinding *refusal = NULL;

  report->sql = studio_sql_clean (sql, dialect, &refusal);
  if (report->sql != NULL)
    check_cleaned (report, schema, dialect);
  else
    {
      report->sql = g_strdup (report->original);
      g_ptr_array_add (report->findings, refusal);
    }
  return conclude (report);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Request *request = task_data;

  g_task_return_pointer (task, studio_sql_check (request->sql, request->schema, request->dialect),
                         (GDestroyNotify) studio_sql_report_unref);
}

void
studio_sql_check_async (const char *sql,
                        const StudioSqlSchema *schema,
                        StudioDialect dialect,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, studio_sql_check_async);
  request->sql = g_strdup (sql);
  request->schema = schema != NULL ? studio_sql_schema_ref ((StudioSqlSchema *) schema) : NULL;
  request->dialect = dialect;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  studio_sql_worker_run (task, check_in_thread);
}

StudioSqlReport *
studio_sql_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
