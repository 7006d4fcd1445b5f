/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-guard.h"

#include "sql/dialect/studio-sql-gate.h"
#include "sql/studio-sql-clean.h"

#include <string.h>

StudioFinding *
studio_sql_guard (const char *sql, StudioDialect dialect)
{
  g_autofree char *cleaned = NULL;
  StudioFinding *refusal = NULL;

  g_return_val_if_fail (sql != NULL, NULL);

  /* The limits hold for whoever calls, not only for those who cleaned before. */
  cleaned = studio_sql_clean (sql, dialect, &refusal);
  if (cleaned == NULL)
    return refusal;
  return studio_sql_gate_postgresql (sql, dialect);
}
