/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint.h"

#include "sql/lint/studio-sql-names-private.h"

GPtrArray *
studio_sql_lint (const char *sql,
                 const StudioSqlTree *tree,
                 const StudioSqlSchema *schema,
                 StudioDialect dialect)
{
  g_autoptr (StudioSqlNames) names = NULL;

  g_return_val_if_fail (sql != NULL && tree != NULL, NULL);

  names = studio_sql_names_new (sql, tree, schema, dialect);
  return g_ptr_array_ref (_studio_sql_names_get_findings (names));
}
