/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-card-columns.h"

#include "core/studio-definition.h"
#include "core/studio-json.h"
#include "sql/studio-sql-tree.h"

#include <string.h>

static void
column_free (StudioCardColumn *column)
{
  g_free (column->name);
  g_free (column);
}

static void
add_column (GPtrArray *columns, const char *name, StudioCardColumnRole role)
{
  StudioCardColumn *column = g_new0 (StudioCardColumn, 1);

  column->name = g_strdup (name);
  column->role = role;
  g_ptr_array_add (columns, column);
}

static void
read_definition (GPtrArray *columns, const char *text)
{
  g_autoptr (JsonNode) node = studio_json_from_text (text, -1, NULL);
  g_autoptr (StudioDefinition) definition =
      node != NULL ? studio_definition_from_json (node, NULL) : NULL;

  for (guint i = 0; definition != NULL && i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      if (column->hidden)
        continue;
      add_column (columns, column->name,
                  !column->dimension ? STUDIO_CARD_COLUMN_MEASURE
                  : studio_field_kind_is_temporal (column->expression->kind)
                      ? STUDIO_CARD_COLUMN_TIME
                      : STUDIO_CARD_COLUMN_DIMENSION);
    }
}

static const char *
function_name (const PgQuery__FuncCall *call)
{
  const PgQuery__Node *last = call->n_funcname > 0 ? call->funcname[call->n_funcname - 1] : NULL;

  return last != NULL && last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : "";
}

/* What an expression shows of its role. */
typedef struct
{
  gboolean aggregate;
  gboolean period;
} Traits;

static gboolean
note_traits (const ProtobufCMessage *node, gpointer user_data)
{
  static const char *const aggregates[] = { "count",
                                            "sum",
                                            "avg",
                                            "min",
                                            "max",
                                            "percentile_cont",
                                            "percentile_disc",
                                            "mode",
                                            "stddev",
                                            "variance",
                                            "bool_and",
                                            "bool_or",
                                            "corr",
                                            NULL };
  Traits *traits = user_data;

  if (STUDIO_SQL_IS (node, func_call))
    {
      const PgQuery__FuncCall *call = (const PgQuery__FuncCall *) node;

      traits->aggregate |= call->over != NULL || call->agg_star ||
                           g_strv_contains (aggregates, function_name (call));
      traits->period |= strcmp (function_name (call), "date_trunc") == 0;
    }
  return TRUE;
}

/* A column that was cut to a period further inside is known by its name only. */
static gboolean
is_time_name (const char *name)
{
  static const char *const words[] = {
    "month", "week", "day", "date", "quarter", "year", "period"
  };
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
      if (g_ascii_strcasecmp (parts[i], words[j]) == 0)
        return TRUE;
  return FALSE;
}

static const char *
output_name (const PgQuery__ResTarget *target)
{
  const PgQuery__Node *value = target->val;

  if (target->name != NULL && *target->name != '\0')
    return target->name;
  if (value != NULL && value->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
      value->column_ref->n_fields > 0)
    {
      const PgQuery__Node *last = value->column_ref->fields[value->column_ref->n_fields - 1];

      return last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : NULL;
    }
  if (value != NULL && value->node_case == PG_QUERY__NODE__NODE_FUNC_CALL)
    return function_name (value->func_call);
  return NULL;
}

static void
read_select (GPtrArray *columns, const PgQuery__SelectStmt *select)
{
  while (select->larg != NULL)
    select = select->larg;
  for (size_t i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__ResTarget *target = select->target_list[i]->res_target;
      const char *name = target != NULL ? output_name (target) : NULL;
      Traits traits = { FALSE, FALSE };

      if (name == NULL)
        {
          /* "*", or a name that only the server knows: nothing can be said about the result. */
          g_ptr_array_set_size (columns, 0);
          return;
        }
      studio_sql_node_walk (&target->val->base, note_traits, &traits);
      if (traits.aggregate)
        add_column (columns, name, STUDIO_CARD_COLUMN_MEASURE);
      else if (traits.period || is_time_name (name))
        add_column (columns, name, STUDIO_CARD_COLUMN_TIME);
      else if (select->n_group_clause > 0 || (i == 0 && select->n_target_list > 1))
        add_column (columns, name, STUDIO_CARD_COLUMN_DIMENSION);
      else
        add_column (columns, name, STUDIO_CARD_COLUMN_MEASURE);
    }
}

GPtrArray *
studio_card_columns_read (const char *definition, const char *sql, StudioDialect dialect)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  g_autoptr (StudioSqlTree) tree = NULL;
  const PgQuery__SelectStmt *select;

  if (definition != NULL)
    read_definition (columns, definition);
  if (columns->len > 0 || sql == NULL || !studio_dialect_is_postgresql_family (dialect))
    return columns;
  tree = studio_sql_tree_parse (sql, NULL, NULL);
  select = tree != NULL ? studio_sql_tree_get_select (tree) : NULL;
  if (select != NULL)
    read_select (columns, select);
  return columns;
}
