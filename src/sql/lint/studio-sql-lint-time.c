/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Periods: what is grouped by, and from when to when is counted. */

static gboolean
is_point_in_time (const StudioSqlColumn *column)
{
  return column != NULL && column->field != NULL &&
         (column->type == STUDIO_SQL_TYPE_TIMESTAMP || column->type == STUDIO_SQL_TYPE_TIMESTAMPTZ);
}

/* A column that holds the begin of a period rather than a moment. */
static gboolean
is_named_like_period (const char *name)
{
  static const char *const words[] = { "month", "week",    "day",    "date",  "hour",
                                       "year",  "quarter", "period", "bucket" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A group for each row, when it is grouped by the moment of an event. */
static void
group_by_timestamp (StudioSqlLint *lint, const StudioSqlQuery *query)
{
  for (guint i = 0; i < query->groups->len; i++)
    {
      const PgQuery__Node *group = g_ptr_array_index (query->groups, i);
      const StudioSqlReference *reference = _studio_sql_lint_column (lint, group);

      if (reference == NULL || !is_point_in_time (reference->column) ||
          is_named_like_period (studio_field_get_name (reference->column->field)))
        continue;
      /* With the key it is a list of rows, and meant to be. */
      for (guint k = 0; k < query->groups->len && reference != NULL; k++)
        {
          const StudioSqlReference *other =
              _studio_sql_lint_column (lint, g_ptr_array_index (query->groups, k));

          if (other != NULL && other->column->table != NULL && other->source == reference->source &&
              studio_sql_table_is_key (other->column->table, other->column->field))
            reference = NULL;
        }
      if (reference == NULL)
        continue;
      _studio_sql_lint_add (
          lint, "group-by-timestamp", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_WRONG_RESULT,
          group,
          g_strdup_printf (
              _ ("“%s” differs with every event, so that nearly each row is a group of "
                 "its own. Group by date_trunc('day', %s) or a longer period."),
              reference->name, reference->name));
    }
}

typedef struct
{
  const StudioSqlLint *lint;
  gboolean found;
} Search;

static gboolean
look_for_time (const ProtobufCMessage *node, gpointer user_data)
{
  Search *search = user_data;

  if (STUDIO_SQL_IS (node, column_ref))
    {
      const StudioSqlReference *reference =
          studio_sql_names_find_reference (search->lint->names, (const PgQuery__ColumnRef *) node);

      search->found |= reference != NULL && reference->column != NULL &&
                       studio_sql_type_is_temporal (reference->column->type);
    }
  return !search->found && !STUDIO_SQL_IS (node, select_stmt);
}

static gboolean
uses_time (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  Search search = { lint, FALSE };

  studio_sql_node_walk (&node->base, look_for_time, &search);
  return search.found;
}

static gboolean
looks_at_time (const StudioSqlLint *lint)
{
  GPtrArray *references = studio_sql_names_get_references (lint->names);

  for (guint i = 0; i < references->len; i++)
    {
      const StudioSqlReference *reference = g_ptr_array_index (references, i);

      if (reference->column != NULL && studio_sql_type_is_temporal (reference->column->type))
        return TRUE;
      /* Something that is not known may be a time. */
      if (reference->kind == STUDIO_SQL_REFERENCE_UNCERTAIN ||
          reference->kind >= STUDIO_SQL_REFERENCE_AMBIGUOUS)
        return TRUE;
    }
  return FALSE;
}

/* Whether any table that is read has a time at all. */
static gboolean
could_look_at_time (const StudioSqlLint *lint)
{
  GPtrArray *queries = studio_sql_names_get_queries (lint->names);

  for (guint i = 0; i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);

      for (guint k = 0; k < query->sources->len; k++)
        {
          const StudioSqlSource *source = g_ptr_array_index (query->sources, k);

          for (guint c = 0; source->table != NULL && c < source->columns->len; c++)
            if (studio_sql_type_is_temporal (
                    ((const StudioSqlColumn *) g_ptr_array_index (source->columns, c))->type))
              return TRUE;
        }
    }
  return FALSE;
}

static void
no_time_window (StudioSqlLint *lint)
{
  StudioSqlQuery *outermost = _studio_sql_lint_outermost (lint);

  if (outermost == NULL || looks_at_time (lint) || !could_look_at_time (lint))
    return;
  _studio_sql_lint_add_at (
      lint, "no-time-window", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_NONE,
      &outermost->select->base,
      g_strdup (_ ("This looks at all rows since the beginning. A period, or a "
                   "group for each month, would show how it develops.")));
}

/* --- the period that is not over yet --- */

/* A condition that ends before now: `t < …`, `t BETWEEN … AND …`. */
static gboolean
ends_somewhere (const StudioSqlLint *lint, const PgQuery__Node *condition)
{
  const PgQuery__Node *left, *right;

  if (condition->node_case == PG_QUERY__NODE__NODE_A_EXPR &&
      condition->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN)
    return uses_time (lint, condition->a_expr->lexpr);
  if (_studio_sql_node_is_operator (condition, "<", &left, &right) ||
      _studio_sql_node_is_operator (condition, "<=", &left, &right) ||
      _studio_sql_node_is_operator (condition, "=", &left, &right))
    return uses_time (lint, left);
  if (_studio_sql_node_is_operator (condition, ">", &left, &right) ||
      _studio_sql_node_is_operator (condition, ">=", &left, &right))
    return uses_time (lint, right);
  return FALSE;
}

static gboolean
is_bounded (const StudioSqlLint *lint)
{
  GPtrArray *queries = studio_sql_names_get_queries (lint->names);

  for (guint i = 0; i < queries->len; i++)
    {
      g_autoptr (GPtrArray) conditions =
          _studio_sql_lint_row_conditions (g_ptr_array_index (queries, i));

      for (guint k = 0; k < conditions->len; k++)
        if (ends_somewhere (lint, g_ptr_array_index (conditions, k)))
          return TRUE;
    }
  return FALSE;
}

/* date_trunc ('month', …) and its like, over a column of a table. */
static gboolean
is_period (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  static const char *const names[] = { "date_trunc", "to_char", "date_bin" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (_studio_sql_node_calls (node, names[i]))
      return uses_time (lint, node);
  return node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST &&
         studio_sql_names_type_of (lint->names, node) == STUDIO_SQL_TYPE_DATE &&
         uses_time (lint, node);
}

static void
incomplete_period (StudioSqlLint *lint, const StudioSqlQuery *query, gboolean bounded)
{
  for (guint i = 0; !bounded && i < query->groups->len; i++)
    {
      const PgQuery__Node *group = g_ptr_array_index (query->groups, i);

      if (!is_period (lint, group))
        continue;
      _studio_sql_lint_add (
          lint, "incomplete-period", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_NONE, group,
          g_strdup (_ ("The last period is not over yet and looks like a drop. Leave it out: … < "
                       "date_trunc('month', CURRENT_DATE).")));
      return;
    }
}

/* EXTRACT (month FROM …) without the year puts all Januaries together. */
static gboolean
extracts (const PgQuery__Node *node, const char *field)
{
  const char *text;

  node = _studio_sql_node_strip_casts (node);
  if ((!_studio_sql_node_calls (node, "extract") && !_studio_sql_node_calls (node, "date_part")) ||
      node->func_call->n_args != 2)
    return FALSE;
  text = _studio_sql_node_string (node->func_call->args[0]);
  return text != NULL && g_ascii_strcasecmp (text, field) == 0;
}

static void
month_without_year (StudioSqlLint *lint, const StudioSqlQuery *query, gboolean bounded)
{
  const PgQuery__Node *month = NULL;

  for (guint i = 0; i < query->groups->len; i++)
    {
      const PgQuery__Node *group = g_ptr_array_index (query->groups, i);

      if (extracts (group, "year") || is_period (lint, group))
        return;
      if (extracts (group, "month") || extracts (group, "week") || extracts (group, "quarter"))
        month = group;
    }
  if (month == NULL || bounded)
    return;
  _studio_sql_lint_add (lint, "month-without-year", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_NONE,
                        month,
                        g_strdup (_ ("This puts the same month of all years together. Group by "
                                     "date_trunc('month', …) to keep them apart.")));
}

void
_studio_sql_lint_time (StudioSqlLint *lint)
{
  GPtrArray *queries = studio_sql_names_get_queries (lint->names);
  gboolean bounded = is_bounded (lint);

  for (guint i = 0; i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);

      group_by_timestamp (lint, query);
      incomplete_period (lint, query, bounded);
      month_without_year (lint, query, bounded);
    }
  no_time_window (lint);
}
