/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <string.h>

/* The same thing said of the same place says it once. */
static void
drop_copies (GPtrArray *findings)
{
  for (guint i = 1; i < findings->len;)
    {
      const StudioFinding *before = g_ptr_array_index (findings, i - 1);
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      if (strcmp (before->id, finding->id) == 0 && before->start == finding->start &&
          before->end == finding->end && strcmp (before->message, finding->message) == 0)
        g_ptr_array_remove_index (findings, i);
      else
        i++;
    }
}

static gboolean
is_refused (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const StudioFinding *) g_ptr_array_index (findings, i))->severity ==
        STUDIO_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}

GPtrArray *
studio_sql_lint (const char *sql,
                 const StudioSqlTree *tree,
                 const StudioSqlSchema *schema,
                 StudioDialect dialect)
{
  static const StudioSqlVisit visits[] = {
    _studio_sql_lint_division,
    _studio_sql_lint_aggregates,
    _studio_sql_lint_conditions,
    _studio_sql_lint_contradictions,
  };
  g_autoptr (StudioSqlNames) names = NULL;
  StudioSqlLint lint;

  g_return_val_if_fail (sql != NULL && tree != NULL, NULL);

  names = studio_sql_names_new (sql, tree, schema, dialect);
  lint = (StudioSqlLint){ sql, names, schema, dialect,
                          g_ptr_array_ref (_studio_sql_names_get_findings (names)) };
  if (studio_sql_names_get_queries (names)->len > 0)
    {
      gboolean refused = is_refused (lint.findings);

      _studio_sql_lint_walk (&lint, visits, G_N_ELEMENTS (visits));
      _studio_sql_lint_joins (&lint);
      /* How a result looks that there will not be is of no interest. */
      if (!refused)
        {
          _studio_sql_lint_time (&lint);
          _studio_sql_lint_shape (&lint);
        }
    }
  g_ptr_array_sort (lint.findings, studio_finding_compare);
  drop_copies (lint.findings);
  return lint.findings;
}
