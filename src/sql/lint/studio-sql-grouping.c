/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In a grouped query every column outside an aggregate must be grouped by, or depend on a primary
 * key that is (parseCheckAggregates). */

typedef struct
{
  StudioSqlNames *names;
  StudioSqlScope *scope;
  GPtrArray *blamed; /* columns that were reported */
} Check;

static gboolean
is_grouped (const Check *check, const PgQuery__Node *node)
{
  GPtrArray *groups = check->scope->query.groups;

  for (guint i = 0; i < groups->len; i++)
    if (_studio_sql_nodes_equal (check->names, g_ptr_array_index (groups, i), node) !=
        STUDIO_SQL_DIFFERENT)
      return TRUE;
  return FALSE;
}

/* Whether a column of @source is one of @groups by itself; of a table's column @field will do. */
static gboolean
is_group_column (const Check *check,
                 GPtrArray *groups,
                 const StudioSqlSource *source,
                 const StudioSqlColumn *column,
                 StudioField *field)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const PgQuery__Node *group = g_ptr_array_index (groups, i);
      const StudioSqlReference *reference;

      if (group->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
        continue;
      reference = studio_sql_names_find_reference (check->names, group->column_ref);
      if (reference != NULL && reference->source == source && reference->column != NULL &&
          (reference->column == column || (field != NULL && reference->column->field == field)))
        return TRUE;
    }
  for (guint i = 0; i < check->scope->star_groups->len; i++)
    {
      const StudioSqlColumn *group = g_ptr_array_index (check->scope->star_groups, i);

      if (group == column || (field != NULL && group->field == field && group->source == source))
        return TRUE;
    }
  return FALSE;
}

/* Whether the schema tells primary keys at all: old servers do not. */
static gboolean
knows_keys (const StudioSqlSchema *schema)
{
  guint n = studio_sql_schema_get_n_tables (schema);

  for (guint i = 0; i < n; i++)
    {
      const StudioSqlTable *table = studio_sql_schema_get_table (schema, i);

      for (guint k = 0; k < table->fields->len; k++)
        if (studio_field_get_info (g_ptr_array_index (table->fields, k))->primary_key)
          return TRUE;
    }
  return FALSE;
}

static gboolean
depends_on_key (const Check *check, const StudioSqlSource *source)
{
  const StudioSqlTable *table = source->table;
  gboolean has_key = FALSE;

  if (source->kind != STUDIO_SQL_SOURCE_TABLE || table == NULL)
    return FALSE;
  for (guint i = 0; i < table->fields->len; i++)
    {
      StudioField *field = g_ptr_array_index (table->fields, i);

      if (!studio_field_is_primary_key (field))
        continue;
      has_key = TRUE;
      if (!is_group_column (check, check->scope->common_groups, source, NULL, field))
        return FALSE;
    }
  return has_key || !knows_keys (check->names->schema);
}

static void
blame (Check *check, const StudioSqlReference *reference)
{
  gconstpointer column =
      reference->column != NULL ? (gconstpointer) reference->column : reference->source;
  gssize start, end;
  char *message;

  if (g_ptr_array_find (check->blamed, column, NULL))
    return;
  g_ptr_array_add (check->blamed, (gpointer) column);
  if (reference->query != &check->scope->query)
    message =
        g_strdup_printf (_ ("The subquery uses “%s” of the grouped query around it, which has "
                            "many values in each group. Group by it, or aggregate it."),
                         reference->name);
  else if (check->scope->query.groups->len == 0)
    message = g_strdup_printf (_ ("“%s” stands beside an aggregate without GROUP BY, so that there "
                                  "is no one value of it. Group by it, or aggregate it."),
                               reference->name);
  else
    message = g_strdup_printf (_ ("“%s” is not in GROUP BY and can have many values in a group. "
                                  "Group by it, or aggregate it."),
                               reference->name);
  _studio_sql_names_name_span (check->names, reference->node->location, &start, &end);
  _studio_sql_names_report_span (check->names, "ungrouped-column", STUDIO_ERROR_CLASS_GROUPING,
                                 start, end, message);
}

static gboolean
look_at_reference (Check *check, const PgQuery__ColumnRef *node)
{
  const StudioSqlReference *reference = studio_sql_names_find_reference (check->names, node);

  if (reference == NULL || reference->home != &check->scope->query || reference->source == NULL ||
      (reference->kind != STUDIO_SQL_REFERENCE_COLUMN &&
       reference->kind != STUDIO_SQL_REFERENCE_ROW &&
       reference->kind != STUDIO_SQL_REFERENCE_STAR &&
       reference->kind != STUDIO_SQL_REFERENCE_SYSTEM))
    return FALSE;
  if (!depends_on_key (check, reference->source) &&
      !g_ptr_array_find (check->scope->star_groups, reference->column, NULL))
    blame (check, reference);
  return FALSE;
}

static gboolean look_at (const ProtobufCMessage *node, gpointer user_data);

/* The direct arguments of an ordered-set aggregate are outside it. */
static gboolean
look_at_call (Check *check, const PgQuery__FuncCall *node)
{
  const StudioSqlCall *call = _studio_sql_names_find_call (check->names, node);

  if (call == NULL || !call->aggregate || call->home != check->scope)
    return TRUE;
  for (gsize i = 0; node->agg_within_group && i < node->n_args; i++)
    studio_sql_node_walk (&node->args[i]->base, look_at, check);
  return FALSE;
}

static gboolean
look_at (const ProtobufCMessage *node, gpointer user_data)
{
  Check *check = user_data;

  if (STUDIO_SQL_IS (node, node))
    {
      const PgQuery__Node *wrapper = (const PgQuery__Node *) node;

      /* Only where something is worth comparing. */
      return wrapper->node_case == PG_QUERY__NODE__NODE_A_CONST || !is_grouped (check, wrapper);
    }
  if (STUDIO_SQL_IS (node, column_ref))
    return look_at_reference (check, (const PgQuery__ColumnRef *) node);
  if (STUDIO_SQL_IS (node, func_call))
    return look_at_call (check, (const PgQuery__FuncCall *) node);
  return !STUDIO_SQL_IS (node, grouping_func);
}

/* GROUPING (x): x must be grouped by. */
static gboolean
look_at_grouping (const ProtobufCMessage *node, gpointer user_data)
{
  Check *check = user_data;
  const PgQuery__GroupingFunc *grouping = (const PgQuery__GroupingFunc *) node;

  if (!STUDIO_SQL_IS (node, grouping_func))
    return !STUDIO_SQL_IS (node, select_stmt);
  for (gsize i = 0; i < grouping->n_args; i++)
    if (!is_grouped (check, grouping->args[i]))
      _studio_sql_names_report (check->names, "ungrouped-column", STUDIO_ERROR_CLASS_GROUPING,
                                grouping->args[i],
                                g_strdup (_ ("GROUPING() only takes what GROUP BY lists.")));
  return FALSE;
}

static void
check_star (Check *check, const PgQuery__ResTarget *target)
{
  const PgQuery__ColumnRef *node = target->val->column_ref;
  gsize start = node->location;

  for (guint i = 0; i < check->scope->query.outputs->len; i++)
    {
      const StudioSqlColumn *output = g_ptr_array_index (check->scope->query.outputs, i);

      if (output->expression != NULL || output->source == NULL ||
          depends_on_key (check, output->source) ||
          is_group_column (check, check->scope->query.groups, output->source, output->origin, NULL))
        continue;
      _studio_sql_names_report_span (
          check->names, "ungrouped-column", STUDIO_ERROR_CLASS_GROUPING, start, start + 1,
          g_strdup_printf (_ ("“*” brings “%s”, which is not in GROUP BY and can have many values "
                              "in a group. Name the columns to select."),
                           output->name));
      return;
    }
}

void
_studio_sql_names_check_groups (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;
  g_autoptr (GPtrArray) blamed = g_ptr_array_new ();
  Check check = { self, scope, blamed };

  if (scope->groups_unsure)
    return;
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__ResTarget *target = select->target_list[i]->res_target;

      if (target->val != NULL && target->val->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
          target->val->column_ref->fields[target->val->column_ref->n_fields - 1]->node_case ==
              PG_QUERY__NODE__NODE_A_STAR)
        check_star (&check, target);
      else if (target->val != NULL)
        studio_sql_node_walk (&target->val->base, look_at, &check);
      if (target->val != NULL)
        studio_sql_node_walk (&target->val->base, look_at_grouping, &check);
    }
  if (select->having_clause != NULL)
    studio_sql_node_walk (&select->having_clause->base, look_at, &check);
  for (guint i = 0; i < scope->order_nodes->len; i++)
    studio_sql_node_walk (
        &((const PgQuery__Node *) g_ptr_array_index (scope->order_nodes, i))->base, look_at,
        &check);
  for (guint i = 0; i < scope->distinct_nodes->len; i++)
    studio_sql_node_walk (
        &((const PgQuery__Node *) g_ptr_array_index (scope->distinct_nodes, i))->base, look_at,
        &check);
  for (guint i = 0; i < scope->windows->len; i++)
    studio_sql_node_walk (
        &((const PgQuery__WindowDef *) g_ptr_array_index (scope->windows, i))->base, look_at,
        &check);
}
