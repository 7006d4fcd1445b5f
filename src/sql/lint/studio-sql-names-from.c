/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

StudioSqlSource *
_studio_sql_names_source (StudioSqlNames *self,
                          StudioSqlScope *scope,
                          StudioSqlSourceKind kind,
                          const ProtobufCMessage *node,
                          const PgQuery__Alias *alias)
{
  StudioSqlSource *source = _studio_sql_names_new0 (self, StudioSqlSource);

  source->kind = kind;
  source->node = node;
  source->owner = &scope->query;
  source->columns = _studio_sql_names_array (self);
  source->complete = TRUE;
  if (alias != NULL && alias->aliasname[0] != '\0')
    {
      source->name = alias->aliasname;
      source->has_alias = TRUE;
    }
  g_ptr_array_add (scope->query.sources, source);
  return source;
}

void
_studio_sql_names_rename (StudioSqlNames *self,
                          StudioSqlSource *source,
                          const PgQuery__Alias *alias)
{
  gsize n = alias != NULL ? alias->n_colnames : 0;

  if (n > source->columns->len && source->complete)
    {
      gssize start = -1, end = -1;

      /* The alias has no place of its own; the list of columns is not worth a search. */
      _studio_sql_names_report_span (
          self, "column-list-too-long", STUDIO_ERROR_CLASS_SYNTAX, start, end,
          g_strdup_printf (
              _ ("“%s” gives names to %u columns, and there are only %u. Take the rest out."),
              alias->aliasname, (guint) n, source->columns->len));
    }
  for (gsize i = 0; i < n; i++)
    {
      if (i >= source->columns->len)
        _studio_sql_names_column (self, source->columns, NULL, STUDIO_SQL_ANY);
      ((StudioSqlColumn *) g_ptr_array_index (source->columns, i))->name =
          alias->colnames[i]->string->sval;
    }
}

StudioSqlItem *
_studio_sql_names_item (StudioSqlNames *self, StudioSqlSource *source)
{
  StudioSqlItem *item = _studio_sql_names_new0 (self, StudioSqlItem);

  item->columns = _studio_sql_names_array (self);
  item->sources = _studio_sql_names_array (self);
  item->complete = source->complete;
  item->lateral_ok = TRUE;
  g_ptr_array_add (item->sources, source);
  for (guint i = 0; i < source->columns->len; i++)
    {
      StudioSqlVisible *visible = _studio_sql_names_new0 (self, StudioSqlVisible);

      visible->column = g_ptr_array_index (source->columns, i);
      visible->name = visible->column->name;
      visible->source = source;
      g_ptr_array_add (item->columns, visible);
    }
  return item;
}

static StudioSqlTypeId
type_from_kind (const StudioFieldInfo *info, StudioFieldKind kind)
{
  static const StudioSqlTypeId types[] = {
    [STUDIO_FIELD_OTHER] = STUDIO_SQL_ANY,
    [STUDIO_FIELD_INTEGER] = STUDIO_SQL_INT4,
    [STUDIO_FIELD_DECIMAL] = STUDIO_SQL_NUMERIC,
    [STUDIO_FIELD_FLOAT] = STUDIO_SQL_FLOAT8,
    [STUDIO_FIELD_BOOLEAN] = STUDIO_SQL_BOOL,
    [STUDIO_FIELD_TEXT] = STUDIO_SQL_TEXT,
    [STUDIO_FIELD_UUID] = STUDIO_SQL_UUID,
    [STUDIO_FIELD_DATE] = STUDIO_SQL_DATE,
    [STUDIO_FIELD_TIME] = STUDIO_SQL_TIME,
    [STUDIO_FIELD_DATETIME] = STUDIO_SQL_TIMESTAMP,
    [STUDIO_FIELD_DATETIME_TZ] = STUDIO_SQL_TIMESTAMPTZ,
    [STUDIO_FIELD_INTERVAL] = STUDIO_SQL_INTERVAL,
    [STUDIO_FIELD_JSON] = STUDIO_SQL_ANY,
    [STUDIO_FIELD_ARRAY] = STUDIO_SQL_ANY,
  };

  if (g_strcmp0 (info->base_type, "type/BigInteger") == 0)
    return STUDIO_SQL_INT8;
  return types[kind];
}

/* The driver's own name of the type is exact; a base type stands for several. */
static StudioSqlTypeId
field_type (StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);
  StudioSqlTypeId type;

  if (g_strcmp0 (info->base_type, "type/PostgresEnum") == 0)
    return STUDIO_SQL_USER_ENUM;
  if (info->database_type == NULL || info->database_type[0] == '\0')
    return type_from_kind (info, studio_field_get_kind (field));
  type = _studio_sql_type_find (info->database_type);
  if (type == STUDIO_SQL_ANY)
    {
      g_autofree char *folded = g_ascii_strdown (info->database_type, -1);
      char *bracket = strchr (folded, '(');

      if (bracket != NULL)
        *bracket = '\0';
      type = _studio_sql_type_find (g_strchomp (folded));
    }
  return _studio_sql_type_kind (type) == 'p' ? STUDIO_SQL_ANY : type;
}

static void
add_table_columns (StudioSqlNames *self, StudioSqlSource *source, const StudioSqlTable *table)
{
  for (guint i = 0; i < table->fields->len; i++)
    {
      StudioField *field = g_ptr_array_index (table->fields, i);
      StudioSqlColumn *column;

      if (studio_field_is_nested (field))
        continue;
      column = _studio_sql_names_column (self, source->columns, studio_field_get_name (field),
                                         field_type (field));
      column->table = table;
      column->field = field;
      column->source = source;
    }
}

static gboolean
is_system_table (const PgQuery__RangeVar *range)
{
  if (range->schemaname[0] == '\0')
    return g_str_has_prefix (range->relname, "pg_");
  return strcmp (range->schemaname, "pg_catalog") == 0 ||
         strcmp (range->schemaname, "information_schema") == 0;
}

static void
find_table (StudioSqlNames *self, StudioSqlScope *scope, StudioSqlSource *source)
{
  const PgQuery__RangeVar *range = source->range;
  const char *schema = range->schemaname[0] != '\0' ? range->schemaname : NULL;
  const StudioSqlTable *table = NULL;

  source->complete = FALSE;
  if (self->schema == NULL || is_system_table (range) || range->catalogname[0] != '\0')
    return;
  table = studio_sql_schema_find_table (self->schema, schema, range->relname);
  if (table == NULL && schema != NULL)
    {
      /* Some drivers tell no schemas. */
      table = studio_sql_schema_find_table (self->schema, NULL, range->relname);
      if (table != NULL && table->schema != NULL)
        table = NULL;
    }
  if (table != NULL && strcmp (table->name, range->relname) == 0)
    {
      source->table = table;
      source->complete = table->loaded;
      add_table_columns (self, source, table);
      if (schema == NULL && table->schema != NULL && strcmp (table->schema, "public") != 0)
        _studio_sql_names_blame_schema (self, source);
    }
  else if (table != NULL || studio_sql_schema_is_complete (self->schema))
    {
      source->unknown_table = TRUE;
      _studio_sql_names_blame_table (self, scope, source);
    }
}

static void
add_cte_columns (StudioSqlNames *self, StudioSqlSource *source, StudioSqlCte *cte)
{
  _studio_sql_names_resolve_cte (self, cte);
  cte->n_references++;
  source->query = cte->query;
  source->complete = cte->columns != NULL && cte->complete;
  for (guint i = 0; cte->columns != NULL && i < cte->columns->len; i++)
    {
      StudioSqlColumn *column = _studio_sql_names_new0 (self, StudioSqlColumn);

      *column = *(const StudioSqlColumn *) g_ptr_array_index (cte->columns, i);
      column->source = source;
      g_ptr_array_add (source->columns, column);
    }
}

static StudioSqlItem *
range_var (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__RangeVar *range)
{
  StudioSqlCte *cte =
      range->schemaname[0] == '\0' ? _studio_sql_names_find_cte (scope, range->relname) : NULL;
  StudioSqlSource *source = _studio_sql_names_source (
      self, scope, cte != NULL ? STUDIO_SQL_SOURCE_CTE : STUDIO_SQL_SOURCE_TABLE, &range->base,
      range->alias);

  source->range = range;
  if (!source->has_alias)
    source->name = range->relname;
  if (cte != NULL)
    add_cte_columns (self, source, cte);
  else
    find_table (self, scope, source);
  _studio_sql_names_rename (self, source, range->alias);
  return _studio_sql_names_item (self, source);
}

/* A subquery's outputs are its columns; what they lead to can still be seen through them. */
static StudioSqlItem *
range_subselect (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__RangeSubselect *range)
{
  gboolean lateral = scope->lateral;
  StudioSqlSource *source;
  StudioSqlScope *inner;

  if (range->subquery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
    return NULL;
  scope->lateral = range->lateral;
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_FROM_SUBQUERY);
  inner = _studio_sql_names_query (self, range->subquery->select_stmt, scope, TRUE);
  scope->lateral = lateral;
  source = _studio_sql_names_source (self, scope, STUDIO_SQL_SOURCE_SUBQUERY, &range->base,
                                     range->alias);
  source->query = &inner->query;
  source->complete = inner->query.outputs_complete;
  for (guint i = 0; i < inner->query.outputs->len; i++)
    {
      StudioSqlColumn *column = _studio_sql_names_new0 (self, StudioSqlColumn);

      *column = *(const StudioSqlColumn *) g_ptr_array_index (inner->query.outputs, i);
      column->source = source;
      g_ptr_array_add (source->columns, column);
    }
  _studio_sql_names_rename (self, source, range->alias);
  return _studio_sql_names_item (self, source);
}

static StudioSqlItem *
range_function (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__RangeFunction *range)
{
  gboolean lateral = scope->lateral;
  StudioSqlSource *source;

  scope->lateral = TRUE;
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_FROM_FUNCTION);
  source = _studio_sql_names_function_source (self, scope, range);
  scope->lateral = lateral;
  return _studio_sql_names_item (self, source);
}

/* XMLTABLE. */
static StudioSqlItem *
range_table_function (StudioSqlNames *self,
                      StudioSqlScope *scope,
                      const PgQuery__RangeTableFunc *range)
{
  gboolean lateral = scope->lateral;
  StudioSqlSource *source = _studio_sql_names_source (self, scope, STUDIO_SQL_SOURCE_FUNCTION,
                                                      &range->base, range->alias);

  scope->lateral = TRUE;
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_FROM_FUNCTION);
  _studio_sql_types_expression (self, scope, range->docexpr);
  _studio_sql_types_expression (self, scope, range->rowexpr);
  for (gsize i = 0; i < range->n_columns; i++)
    {
      const PgQuery__RangeTableFuncCol *column = range->columns[i]->range_table_func_col;

      if (column->coldefexpr != NULL)
        _studio_sql_types_expression (self, scope, column->coldefexpr);
      _studio_sql_names_column (self, source->columns, column->colname,
                                column->for_ordinality
                                    ? STUDIO_SQL_INT4
                                    : _studio_sql_types_name (self, column->type_name));
    }
  if (source->name == NULL)
    source->name = "xmltable";
  scope->lateral = lateral;
  _studio_sql_names_rename (self, source, range->alias);
  return _studio_sql_names_item (self, source);
}

StudioSqlItem *
_studio_sql_names_from_item (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  switch ((int) node->node_case)
    {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      return range_var (self, scope, node->range_var);
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
      return range_subselect (self, scope, node->range_subselect);
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
      return range_function (self, scope, node->range_function);
    case PG_QUERY__NODE__NODE_RANGE_TABLE_FUNC:
      return range_table_function (self, scope, node->range_table_func);
    case PG_QUERY__NODE__NODE_RANGE_TABLE_SAMPLE:
      return _studio_sql_names_from_item (self, scope, node->range_table_sample->relation);
    case PG_QUERY__NODE__NODE_JOIN_EXPR:
      return _studio_sql_names_join (self, scope, node->join_expr);
    default:
      return NULL;
    }
}

/* Two tables of the same name in different schemas get on; anything else needs another alias. */
static gboolean
collide (const StudioSqlSource *a, const StudioSqlSource *b)
{
  if (a->name == NULL || b->name == NULL || strcmp (a->name, b->name) != 0)
    return FALSE;
  if (a->has_alias || b->has_alias || a->kind != STUDIO_SQL_SOURCE_TABLE ||
      b->kind != STUDIO_SQL_SOURCE_TABLE)
    return TRUE;
  return strcmp (a->range->schemaname, b->range->schemaname) == 0;
}

static void
report_collision (StudioSqlNames *self, const StudioSqlSource *source)
{
  gsize start = 0, end = 0;
  gboolean placed = _studio_sql_span (self->tokens, source->node, &start, &end);

  _studio_sql_names_report_span (
      self, "duplicate-alias", STUDIO_ERROR_CLASS_SYNTAX, placed ? (gssize) start : -1,
      placed ? (gssize) end : -1,
      g_strdup_printf (_ ("FROM has “%s” twice, so that a name in front of a dot could mean "
                          "either. Give one of them another alias."),
                       source->name));
}

void
_studio_sql_names_check_collisions (StudioSqlNames *self,
                                    const StudioSqlItem *left,
                                    const StudioSqlItem *right)
{
  for (guint i = 0; i < right->sources->len; i++)
    for (guint k = 0; k < left->sources->len; k++)
      if (collide (g_ptr_array_index (left->sources, k), g_ptr_array_index (right->sources, i)))
        {
          report_collision (self, g_ptr_array_index (right->sources, i));
          break;
        }
}

void
_studio_sql_names_from (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;

  for (gsize i = 0; i < select->n_from_clause; i++)
    {
      StudioSqlItem *item = _studio_sql_names_from_item (self, scope, select->from_clause[i]);

      if (item == NULL)
        continue;
      for (guint k = 0; k < scope->items->len; k++)
        _studio_sql_names_check_collisions (self, g_ptr_array_index (scope->items, k), item);
      item->lateral_only = TRUE;
      g_ptr_array_add (scope->items, item);
    }
  for (guint i = 0; i < scope->items->len; i++)
    ((StudioSqlItem *) g_ptr_array_index (scope->items, i))->lateral_only = FALSE;
}
