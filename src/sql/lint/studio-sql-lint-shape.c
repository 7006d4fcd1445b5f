/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the result looks like: its columns, its order, how many rows. */

/* Values of a column from which on a list of its groups is long. */
#define MANY_VALUES 200
/* Rows of a table up to which it may be listed whole. */
#define FEW_ROWS 100

static gboolean
has_limit (const StudioSqlLint *lint)
{
  const PgQuery__SelectStmt *select = studio_sql_tree_get_select (lint->names->tree);

  return select->limit_count != NULL && !_studio_sql_node_is_null (select->limit_count);
}

static void
look_at_columns (StudioSqlLint *lint, const StudioSqlQuery *query)
{
  const PgQuery__SelectStmt *select = query->select;

  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__ResTarget *target = select->target_list[i]->res_target;
      const PgQuery__Node *value = target->val;
      const PgQuery__ColumnRef *reference;

      if (value == NULL)
        continue;
      reference = value->node_case == PG_QUERY__NODE__NODE_COLUMN_REF ? value->column_ref : NULL;
      if (reference != NULL &&
          reference->fields[reference->n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR)
        {
          gboolean tables = FALSE;

          for (guint k = 0; k < query->sources->len; k++)
            tables |= ((const StudioSqlSource *) g_ptr_array_index (query->sources, k))->kind ==
                      STUDIO_SQL_SOURCE_TABLE;
          _studio_sql_lint_add (
              lint, "select-star", tables ? STUDIO_SEVERITY_WARNING : STUDIO_SEVERITY_HINT,
              STUDIO_ERROR_CLASS_NONE, value,
              g_strdup (_ ("“*” shows whatever columns there are, and changes with the table. Name "
                           "the ones that matter.")));
        }
      else if (reference == NULL && target->name[0] == '\0')
        _studio_sql_lint_add (
            lint, "no-alias", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_NONE, value,
            g_strdup_printf (_ ("This column is called “%s” in the result. Give it "
                                "a name: AS …"),
                             _studio_sql_figure_name (value)));
    }
}

static void
look_at_order (StudioSqlLint *lint, const StudioSqlQuery *query)
{
  const PgQuery__SelectStmt *whole = studio_sql_tree_get_select (lint->names->tree);

  if (whole->n_sort_clause > 0 || query->groups->len == 0)
    return;
  _studio_sql_lint_add_at (lint, "no-order", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_NONE,
                           &query->select->base,
                           g_strdup (_ ("Without ORDER BY the groups come in any order, which can "
                                        "differ each time.")));
}

static void
look_at_limits (StudioSqlLint *lint)
{
  GPtrArray *queries = studio_sql_names_get_queries (lint->names);

  for (guint i = 0; i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);
      const PgQuery__SelectStmt *select = query->select;
      double limit;

      if (!_studio_sql_node_number (select->limit_count, &limit) || select->n_sort_clause > 0 ||
          (query->grouped && query->groups->len == 0))
        continue;
      _studio_sql_lint_add (lint, "limit-without-order", STUDIO_SEVERITY_HINT,
                            STUDIO_ERROR_CLASS_NONE, select->limit_count,
                            g_strdup (_ ("LIMIT without ORDER BY takes any rows. Say which come "
                                         "first.")));
    }
}

static void
look_at_unions (StudioSqlLint *lint)
{
  GPtrArray *queries = studio_sql_names_get_queries (lint->names);

  for (guint i = 0; i < queries->len; i++)
    {
      const PgQuery__SelectStmt *select =
          ((const StudioSqlQuery *) g_ptr_array_index (queries, i))->select;

      if (select->op != PG_QUERY__SET_OPERATION__SETOP_UNION || select->all)
        continue;
      _studio_sql_lint_add_at (lint, "union-distinct", STUDIO_SEVERITY_HINT,
                               STUDIO_ERROR_CLASS_NONE, &select->rarg->base,
                               g_strdup (_ ("UNION drops rows that are equal, also when they mean "
                                            "different things. UNION ALL keeps them.")));
    }
}

/* --- how many rows --- */

static gboolean
is_small (const StudioSqlTable *table)
{
  return table->row_count >= 0 && table->row_count <= FEW_ROWS;
}

/* Whether a query lists the rows of a table, itself or through others. */
static gboolean
lists_rows (const StudioSqlQuery *query, guint level)
{
  gboolean lists = FALSE;

  if (query->grouped || query->select->n_distinct_clause > 0 || level > 8 ||
      query->select->op != PG_QUERY__SET_OPERATION__SETOP_NONE ||
      query->select->limit_count != NULL)
    return FALSE;
  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (query->sources, i);

      if (source->table != NULL)
        lists |= !is_small (source->table);
      else if (source->query != NULL)
        lists |= lists_rows (source->query, level + 1);
    }
  return lists;
}

static gboolean
asks_for_one (const StudioSqlLint *lint, const StudioSqlQuery *query)
{
  g_autoptr (GPtrArray) conditions = _studio_sql_lint_row_conditions (query);
  const PgQuery__Node *left, *right;

  for (guint i = 0; i < conditions->len; i++)
    {
      const StudioSqlReference *reference;

      if (!_studio_sql_node_is_operator (g_ptr_array_index (conditions, i), "=", &left, &right))
        continue;
      reference = _studio_sql_lint_column (lint, left);
      if (reference != NULL && reference->column->table != NULL &&
          right->node_case != PG_QUERY__NODE__NODE_COLUMN_REF &&
          studio_sql_table_is_key (reference->column->table, reference->column->field))
        return TRUE;
    }
  return FALSE;
}

static void
detail_rows (StudioSqlLint *lint, const StudioSqlQuery *query)
{
  if (!lists_rows (query, 0) || asks_for_one (lint, query))
    return;
  _studio_sql_lint_add_at (
      lint, "detail-rows", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_NONE, &query->select->base,
      g_strdup (_ ("This lists rows rather than measuring something, and there "
                   "is no LIMIT. Aggregate them, or take the first few.")));
}

/* Whether grouping by a column gives a long list. */
static gboolean
has_many_values (const StudioSqlReference *reference)
{
  const StudioSqlColumn *column = reference->column;
  const StudioFieldInfo *info;

  if (column->field == NULL || column->table == NULL || is_small (column->table) ||
      studio_sql_type_is_temporal (column->type))
    return FALSE;
  info = studio_field_get_info (column->field);
  if (info->fingerprint.distinct_count >= 0)
    return info->fingerprint.distinct_count >= MANY_VALUES;
  return studio_sql_table_is_key (column->table, column->field) ||
         studio_field_is_foreign_key (column->field) || column->type == STUDIO_SQL_TYPE_UUID;
}

static void
wide_grouping (StudioSqlLint *lint, const StudioSqlQuery *query)
{
  for (guint i = 0; i < query->groups->len; i++)
    {
      const PgQuery__Node *group = g_ptr_array_index (query->groups, i);
      const StudioSqlReference *reference = _studio_sql_lint_column (lint, group);

      if (reference == NULL || !has_many_values (reference))
        continue;
      _studio_sql_lint_add (
          lint, "wide-grouping", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_NONE, group,
          g_strdup_printf (
              _ ("“%s” has so many values that the result is a long list. Take the first "
                 "few with ORDER BY and LIMIT, or group more coarsely."),
              reference->name));
      return;
    }
}

void
_studio_sql_lint_shape (StudioSqlLint *lint)
{
  const StudioSqlQuery *query = _studio_sql_lint_outermost (lint);

  if (query == NULL || query->select->n_values_lists > 0)
    return;
  look_at_columns (lint, query);
  look_at_order (lint, query);
  look_at_limits (lint);
  look_at_unions (lint);
  if (has_limit (lint))
    return;
  detail_rows (lint, query);
  if (query->select->having_clause == NULL)
    wide_grouping (lint, query);
}
