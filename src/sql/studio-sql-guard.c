/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-guard-private.h"

#include "sql/dialect/studio-sql-gate.h"
#include "sql/studio-sql-clean.h"

#include <string.h>

StudioFinding *
_studio_sql_guard_cleaned (const char *sql, StudioDialect dialect, StudioSqlTree **tree)
{
  StudioFinding *refusal;

  *tree = NULL;
  if (!studio_dialect_is_postgresql_family (dialect))
    return studio_sql_gate_tokens (sql, dialect);
  refusal = studio_sql_gate_postgresql (sql, dialect, tree);
  /* A relative's own syntax, perhaps: what the words do not give away, its server will judge. */
  if (refusal != NULL && dialect != STUDIO_DIALECT_POSTGRESQL &&
      strcmp (refusal->id, "syntax-error") == 0)
    {
      studio_finding_free (refusal);
      return studio_sql_gate_tokens (sql, dialect);
    }
  /* Redshift may take a backslash for an escape, which ends a literal elsewhere. */
  if (refusal == NULL && dialect == STUDIO_DIALECT_REDSHIFT && strchr (sql, '\\') != NULL)
    return studio_sql_gate_tokens (sql, dialect);
  return refusal;
}

StudioFinding *
studio_sql_guard (const char *sql, StudioDialect dialect)
{
  g_autofree char *cleaned = NULL;
  g_autoptr (StudioSqlTree) tree = NULL;
  StudioFinding *refusal = NULL;

  g_return_val_if_fail (sql != NULL, NULL);

  /* The limits hold for whoever calls, not only for those who cleaned before. */
  cleaned = studio_sql_clean (sql, dialect, &refusal);
  return cleaned != NULL ? _studio_sql_guard_cleaned (sql, dialect, &tree) : refusal;
}
