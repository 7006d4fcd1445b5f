/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Statements are short and everything lives as long as the whole: one block, cut in order. */
#define CHUNK_SIZE (16 * 1024)
/* A statement with more wrong in it than this is hostile; more would help nobody. */
#define MAX_FINDINGS 200

gboolean
studio_sql_type_is_arithmetic (StudioSqlType type)
{
  return type == STUDIO_SQL_TYPE_INTEGER || type == STUDIO_SQL_TYPE_NUMERIC ||
         type == STUDIO_SQL_TYPE_FLOAT;
}

gboolean
studio_sql_type_is_temporal (StudioSqlType type)
{
  return type == STUDIO_SQL_TYPE_DATE || type == STUDIO_SQL_TYPE_TIMESTAMP ||
         type == STUDIO_SQL_TYPE_TIMESTAMPTZ;
}

StudioSqlType
_studio_sql_type_broad (StudioSqlTypeId type)
{
  static const StudioSqlType broad[STUDIO_SQL_N_FIXED_TYPES] = {
    [STUDIO_SQL_ANY] = STUDIO_SQL_TYPE_UNKNOWN,
    [STUDIO_SQL_UNKNOWN] = STUDIO_SQL_TYPE_LITERAL,
    [STUDIO_SQL_USER_ENUM] = STUDIO_SQL_TYPE_ENUM,
    [STUDIO_SQL_BOOL] = STUDIO_SQL_TYPE_BOOLEAN,
    [STUDIO_SQL_INT2] = STUDIO_SQL_TYPE_INTEGER,
    [STUDIO_SQL_INT4] = STUDIO_SQL_TYPE_INTEGER,
    [STUDIO_SQL_INT8] = STUDIO_SQL_TYPE_INTEGER,
    [STUDIO_SQL_NUMERIC] = STUDIO_SQL_TYPE_NUMERIC,
    [STUDIO_SQL_FLOAT4] = STUDIO_SQL_TYPE_FLOAT,
    [STUDIO_SQL_FLOAT8] = STUDIO_SQL_TYPE_FLOAT,
    [STUDIO_SQL_TEXT] = STUDIO_SQL_TYPE_TEXT,
    [STUDIO_SQL_VARCHAR] = STUDIO_SQL_TYPE_TEXT,
    [STUDIO_SQL_BPCHAR] = STUDIO_SQL_TYPE_TEXT,
    [STUDIO_SQL_NAME] = STUDIO_SQL_TYPE_TEXT,
    [STUDIO_SQL_UUID] = STUDIO_SQL_TYPE_UUID,
    [STUDIO_SQL_DATE] = STUDIO_SQL_TYPE_DATE,
    [STUDIO_SQL_TIME] = STUDIO_SQL_TYPE_TIME,
    [STUDIO_SQL_TIMETZ] = STUDIO_SQL_TYPE_TIME,
    [STUDIO_SQL_TIMESTAMP] = STUDIO_SQL_TYPE_TIMESTAMP,
    [STUDIO_SQL_TIMESTAMPTZ] = STUDIO_SQL_TYPE_TIMESTAMPTZ,
    [STUDIO_SQL_INTERVAL] = STUDIO_SQL_TYPE_INTERVAL,
    [STUDIO_SQL_JSON] = STUDIO_SQL_TYPE_JSON,
    [STUDIO_SQL_JSONB] = STUDIO_SQL_TYPE_JSONB,
  };

  if ((type & STUDIO_SQL_ARRAY) != 0)
    return STUDIO_SQL_TYPE_ARRAY;
  if (type <= STUDIO_SQL_UNKNOWN)
    return broad[type];
  if (type < STUDIO_SQL_N_FIXED_TYPES && broad[type] != STUDIO_SQL_TYPE_UNKNOWN)
    return broad[type];
  return STUDIO_SQL_TYPE_OTHER;
}

gpointer
_studio_sql_names_alloc (StudioSqlNames *self, gsize size)
{
  char *chunk;

  size = (size + sizeof (gpointer) - 1) & ~(sizeof (gpointer) - 1);
  if (size > CHUNK_SIZE)
    {
      g_ptr_array_insert (self->chunks, 0, g_malloc0 (size));
      return g_ptr_array_index (self->chunks, 0);
    }
  if (self->chunks->len == 0 || self->chunk_used + size > CHUNK_SIZE)
    {
      g_ptr_array_add (self->chunks, g_malloc0 (CHUNK_SIZE));
      self->chunk_used = 0;
    }
  chunk = g_ptr_array_index (self->chunks, self->chunks->len - 1);
  self->chunk_used += size;
  return chunk + self->chunk_used - size;
}

GPtrArray *
_studio_sql_names_array (StudioSqlNames *self)
{
  GPtrArray *array = g_ptr_array_new ();

  g_ptr_array_add (self->arrays, array);
  return array;
}

StudioSqlNames *
studio_sql_names_new (const char *sql,
                      const StudioSqlTree *tree,
                      const StudioSqlSchema *schema,
                      StudioDialect dialect)
{
  StudioSqlNames *self = g_new0 (StudioSqlNames, 1);
  const PgQuery__SelectStmt *select;

  g_return_val_if_fail (sql != NULL && tree != NULL, NULL);

  self->sql = sql;
  self->tree = tree;
  self->schema = schema;
  self->dialect = dialect;
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->queries = g_ptr_array_new ();
  self->references = g_ptr_array_new ();
  self->calls = g_ptr_array_new ();
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);
  self->reference_map = g_hash_table_new (NULL, NULL);
  self->call_map = g_hash_table_new (NULL, NULL);
  self->query_map = g_hash_table_new (NULL, NULL);
  self->type_map = g_hash_table_new (NULL, NULL);
  self->tokens = studio_sql_tokens_scan (sql);
  select = studio_sql_tree_get_select (tree);
  if (select != NULL && self->tokens != NULL)
    _studio_sql_names_query (self, select, NULL, FALSE);
  return self;
}

void
studio_sql_names_free (StudioSqlNames *self)
{
  if (self == NULL)
    return;
  studio_sql_tokens_free (self->tokens);
  g_ptr_array_unref (self->chunks);
  g_ptr_array_unref (self->arrays);
  g_ptr_array_unref (self->queries);
  g_ptr_array_unref (self->references);
  g_ptr_array_unref (self->calls);
  g_ptr_array_unref (self->findings);
  g_hash_table_unref (self->reference_map);
  g_hash_table_unref (self->call_map);
  g_hash_table_unref (self->query_map);
  g_hash_table_unref (self->type_map);
  g_free (self);
}

GPtrArray *
studio_sql_names_get_queries (const StudioSqlNames *self)
{
  return self->queries;
}

GPtrArray *
studio_sql_names_get_references (const StudioSqlNames *self)
{
  return self->references;
}

const StudioSqlReference *
studio_sql_names_find_reference (const StudioSqlNames *self, const PgQuery__ColumnRef *node)
{
  return g_hash_table_lookup (self->reference_map, node);
}

StudioSqlQuery *
studio_sql_names_find_query (const StudioSqlNames *self, const PgQuery__SelectStmt *select)
{
  return g_hash_table_lookup (self->query_map, select);
}

StudioSqlTypeId
_studio_sql_names_type_id (const StudioSqlNames *self, const PgQuery__Node *node)
{
  if (node == NULL || node->node_case == PG_QUERY__NODE__NODE__NOT_SET)
    return STUDIO_SQL_ANY;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->type_map, _studio_sql_node_key (node)));
}

StudioSqlType
studio_sql_names_type_of (const StudioSqlNames *self, const PgQuery__Node *node)
{
  return _studio_sql_type_broad (_studio_sql_names_type_id (self, node));
}

const char *
studio_sql_names_type_name (const StudioSqlNames *self, const PgQuery__Node *node)
{
  StudioSqlTypeId type = _studio_sql_names_type_id (self, node);

  return type > STUDIO_SQL_UNKNOWN ? _studio_sql_type_label (type) : NULL;
}

const StudioSqlCall *
_studio_sql_names_find_call (const StudioSqlNames *self, const PgQuery__FuncCall *node)
{
  return g_hash_table_lookup (self->call_map, node);
}

gboolean
studio_sql_names_is_aggregate (const StudioSqlNames *self, const PgQuery__Node *node)
{
  const StudioSqlCall *call;

  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
    return FALSE;
  call = _studio_sql_names_find_call (self, node->func_call);
  return call != NULL && call->aggregate;
}

const StudioSqlTokens *
studio_sql_names_get_tokens (const StudioSqlNames *self)
{
  return self->tokens;
}

gboolean
studio_sql_names_span (const StudioSqlNames *self,
                       const PgQuery__Node *node,
                       gsize *start,
                       gsize *end)
{
  return self->tokens != NULL && node != NULL &&
         _studio_sql_span (self->tokens, &node->base, start, end);
}

GPtrArray *
_studio_sql_names_get_findings (const StudioSqlNames *self)
{
  return self->findings;
}

StudioFinding *
_studio_sql_names_report_span (StudioSqlNames *self,
                               const char *id,
                               StudioErrorClass error_class,
                               gssize start,
                               gssize end,
                               char *message)
{
  /* Relatives of PostgreSQL have its grammar, but types and functions of their own. */
  gboolean certain = self->dialect == STUDIO_DIALECT_POSTGRESQL ||
                     (error_class != STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION &&
                      error_class != STUDIO_ERROR_CLASS_TYPE_MISMATCH);
  StudioFinding *finding =
      studio_finding_new (id, certain ? STUDIO_SEVERITY_ERROR : STUDIO_SEVERITY_WARNING,
                          error_class, start, end, message);

  if (self->findings->len >= MAX_FINDINGS)
    g_ptr_array_set_size (self->findings, MAX_FINDINGS - 1);
  g_ptr_array_add (self->findings, finding);
  return finding;
}

StudioFinding *
_studio_sql_names_report (StudioSqlNames *self,
                          const char *id,
                          StudioErrorClass error_class,
                          const PgQuery__Node *node,
                          char *message)
{
  gsize start = 0, end = 0;

  if (studio_sql_names_span (self, node, &start, &end))
    return _studio_sql_names_report_span (self, id, error_class, start, end, message);
  return _studio_sql_names_report_span (self, id, error_class, -1, -1, message);
}

void
_studio_sql_names_report_newer (StudioSqlNames *self,
                                const PgQuery__FuncCall *call,
                                const char *name,
                                guint since)
{
  StudioFinding *finding;
  gssize start, end;

  _studio_sql_names_name_span (self, call->location, &start, &end);
  finding = _studio_sql_names_report_span (
      self, "newer-function", STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION, start, end,
      g_strdup_printf (_ ("%s() with these arguments exists only from PostgreSQL %u on."), name,
                       since));
  finding->severity = STUDIO_SEVERITY_WARNING;
}

void
_studio_sql_names_name_span (StudioSqlNames *self, int location, gssize *start, gssize *end)
{
  guint length = studio_sql_tokens_get_length (self->tokens);
  guint i = studio_sql_tokens_find (self->tokens, MAX (0, location));

  *start = *end = -1;
  if (location < 0 || i >= length)
    return;
  *start = studio_sql_tokens_get (self->tokens, i)->start;
  *end = studio_sql_tokens_get (self->tokens, i)->end;
  while (i + 2 < length && studio_sql_tokens_get (self->tokens, i + 1)->kind == '.')
    {
      i += 2;
      *end = studio_sql_tokens_get (self->tokens, i)->end;
    }
}
