/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What other databases call their types, and what PostgreSQL has instead. */
static const struct
{
  const char *name;
  const char *instead;
} foreign_types[] = {
  { "datetime", "timestamp" },
  { "datetime2", "timestamp" },
  { "smalldatetime", "timestamp" },
  { "timestamp_ntz", "timestamp" },
  { "timestamp_tz", "timestamptz" },
  { "timestamp_ltz", "timestamptz" },
  { "datetimeoffset", "timestamptz" },
  { "string", "text" },
  { "nvarchar", "varchar" },
  { "varchar2", "varchar" },
  { "nvarchar2", "varchar" },
  { "longtext", "text" },
  { "mediumtext", "text" },
  { "tinytext", "text" },
  { "clob", "text" },
  { "nclob", "text" },
  { "double", "double precision" },
  { "float64", "double precision" },
  { "float32", "real" },
  { "number", "numeric" },
  { "bignumeric", "numeric" },
  { "unsigned", "bigint" },
  { "signed", "bigint" },
  { "int64", "bigint" },
  { "int32", "integer" },
  { "int16", "smallint" },
  { "long", "bigint" },
  { "tinyint", "smallint" },
  { "mediumint", "integer" },
  { "blob", "bytea" },
  { "varbinary", "bytea" },
  { "uniqueidentifier", "uuid" },
};

static void
report_foreign (StudioSqlNames *self, const PgQuery__TypeName *name, const char *written, guint i)
{
  StudioFinding *finding;
  gssize start, end;

  _studio_sql_names_name_span (self, name->location, &start, &end);
  finding = _studio_sql_names_report_span (
      self, "unknown-type", STUDIO_ERROR_CLASS_TYPE_MISMATCH, start, end,
      g_strdup_printf (_ ("PostgreSQL has no type “%s”; it calls it %s."), written,
                       foreign_types[i].instead));
  if (start >= 0)
    finding->fix = g_strdup (foreign_types[i].instead);
}

StudioSqlTypeId
_studio_sql_types_name (StudioSqlNames *self, const PgQuery__TypeName *name)
{
  const char *last;
  StudioSqlTypeId type;

  if (name == NULL || name->n_names == 0 || name->pct_type)
    return STUDIO_SQL_ANY;
  last = name->names[name->n_names - 1]->string->sval;
  type = _studio_sql_type_find (last);
  if (type == STUDIO_SQL_USER_ENUM || _studio_sql_type_kind (type) == 'p')
    type = STUDIO_SQL_ANY;
  for (guint i = 0;
       type == STUDIO_SQL_ANY && name->n_names == 1 && i < G_N_ELEMENTS (foreign_types); i++)
    if (strcmp (foreign_types[i].name, last) == 0)
      report_foreign (self, name, last, i);
  return name->n_array_bounds > 0 ? _studio_sql_type_array (type) : type;
}

StudioSqlTypeId
_studio_sql_types_cast (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  const PgQuery__TypeCast *cast = node->type_cast;
  StudioSqlTypeId from = _studio_sql_types_expression (self, scope, cast->arg);
  StudioSqlTypeId to = _studio_sql_types_name (self, cast->type_name);

  if (from == STUDIO_SQL_UNKNOWN)
    _studio_sql_types_literal (self, cast->arg, to);
  else if (from != STUDIO_SQL_RECORD &&
           !_studio_sql_type_coerces (from, to, STUDIO_SQL_COERCION_EXPLICIT))
    _studio_sql_names_report (self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node,
                              g_strdup_printf (_ ("A value of type %s cannot be cast to %s."),
                                               _studio_sql_type_label (from),
                                               _studio_sql_type_label (to)));
  return to;
}

/* WHEN: a condition, or after CASE x a value that is compared with x. */
static void
look_at_when (StudioSqlNames *self,
              StudioSqlScope *scope,
              const PgQuery__CaseExpr *node,
              const PgQuery__CaseWhen *when,
              StudioSqlTypeId subject)
{
  StudioSqlTypeId type;

  if (node->arg == NULL)
    {
      _studio_sql_types_need (self, scope, when->expr, STUDIO_SQL_BOOL, "CASE WHEN");
      return;
    }
  type = _studio_sql_types_expression (self, scope, when->expr);
  _studio_sql_types_operator (self, "=", node->arg, subject, when->expr, type, when->expr);
}

/* The default comes first in PostgreSQL's choice of the type (transformCaseExpr). */
StudioSqlTypeId
_studio_sql_types_case (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__CaseExpr *node)
{
  gsize n = node->n_args;
  g_autofree const PgQuery__Node **results = g_new0 (const PgQuery__Node *, n + 1);
  g_autofree StudioSqlTypeId *types = g_new0 (StudioSqlTypeId, n + 1);
  StudioSqlTypeId subject = STUDIO_SQL_ANY;
  guint count = 0;

  scope->case_depth++;
  if (node->arg != NULL)
    {
      subject = _studio_sql_types_expression (self, scope, node->arg);
      if (subject == STUDIO_SQL_UNKNOWN)
        subject = STUDIO_SQL_TEXT;
    }
  if (node->defresult != NULL)
    {
      results[count] = node->defresult;
      types[count++] = STUDIO_SQL_ANY;
    }
  for (gsize i = 0; i < n; i++)
    {
      const PgQuery__CaseWhen *when = node->args[i]->case_when;

      look_at_when (self, scope, node, when, subject);
      results[count] = when->result;
      types[count++] = _studio_sql_types_expression (self, scope, when->result);
    }
  if (node->defresult != NULL)
    types[0] = _studio_sql_types_expression (self, scope, node->defresult);
  scope->case_depth--;
  return _studio_sql_types_common (self, "CASE", results, types, count);
}
