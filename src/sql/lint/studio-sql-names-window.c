/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The bits of WindowDef.frame_options (nodes/parsenodes.h). */
enum
{
  FRAME_RANGE = 0x2,
  FRAME_ROWS = 0x4,
  FRAME_GROUPS = 0x8,
  FRAME_START_OFFSET = 0x800 | 0x2000,
  FRAME_END_OFFSET = 0x1000 | 0x4000,
};

static void
report (StudioSqlNames *self, const PgQuery__WindowDef *window, const char *id, char *message)
{
  gssize start, end;

  _studio_sql_names_name_span (self, window->location, &start, &end);
  _studio_sql_names_report_span (self, id, STUDIO_ERROR_CLASS_SYNTAX, start, end, message);
}

static const PgQuery__WindowDef *
find_window (const StudioSqlScope *scope, const char *name)
{
  const PgQuery__SelectStmt *select = scope->query.select;

  for (gsize i = 0; i < select->n_window_clause; i++)
    if (select->window_clause[i]->node_case == PG_QUERY__NODE__NODE_WINDOW_DEF &&
        strcmp (select->window_clause[i]->window_def->name, name) == 0)
      return select->window_clause[i]->window_def;
  return NULL;
}

/* `OVER w` and `OVER (w …)` stand on a window of the WINDOW clause. */
static const PgQuery__WindowDef *
check_base (StudioSqlNames *self, const StudioSqlScope *scope, const PgQuery__WindowDef *window)
{
  gboolean defined = find_window (scope, window->name) == window;
  const char *name = window->refname[0] != '\0' ? window->refname : defined ? "" : window->name;
  const PgQuery__WindowDef *base = name[0] != '\0' ? find_window (scope, name) : NULL;

  if (name[0] != '\0' && base == NULL)
    report (
        self, window, "unknown-window",
        g_strdup_printf (_ ("There is no window “%s”. Define it: WINDOW %s AS (…)."), name, name));
  if (base != NULL && base != window && window->n_partition_clause > 0)
    report (self, window, "unknown-window",
            g_strdup_printf (_ ("The window “%s” already says how rows are partitioned; it cannot "
                                "be said again."),
                             name));
  return base;
}

static void
offset (StudioSqlNames *self,
        StudioSqlScope *scope,
        const PgQuery__WindowDef *window,
        const PgQuery__Node *node,
        StudioSqlTypeId ordered)
{
  StudioSqlTypeId type;

  if (node == NULL)
    return;
  if ((window->frame_options & FRAME_RANGE) == 0)
    {
      _studio_sql_types_need (self, scope, node, STUDIO_SQL_INT8, "ROWS");
      return;
    }
  type = _studio_sql_types_expression (self, scope, node);
  if (_studio_sql_type_category (ordered) == 'D' && _studio_sql_type_category (type) == 'N')
    _studio_sql_names_report (
        self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node,
        g_strdup_printf (_ ("RANGE over a %s takes an interval (INTERVAL '7 days'), not a number; "
                            "to count rows, write ROWS."),
                         _studio_sql_type_label (ordered)));
}

void
_studio_sql_names_window (StudioSqlNames *self,
                          StudioSqlScope *scope,
                          const PgQuery__WindowDef *window)
{
  const PgQuery__WindowDef *base = check_base (self, scope, window);
  gsize n_order = window->n_order_clause;
  StudioSqlTypeId ordered = STUDIO_SQL_ANY;

  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_PARTITION);
  for (gsize i = 0; i < window->n_partition_clause; i++)
    _studio_sql_types_expression (self, scope, window->partition_clause[i]);
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_WINDOW_ORDER);
  for (gsize i = 0; i < window->n_order_clause; i++)
    if (window->order_clause[i]->node_case == PG_QUERY__NODE__NODE_SORT_BY)
      ordered = _studio_sql_types_expression (self, scope, window->order_clause[i]->sort_by->node);
  if (base != NULL && n_order == 0)
    n_order = base->n_order_clause;
  if ((window->frame_options & FRAME_RANGE) != 0 &&
      (window->frame_options & (FRAME_START_OFFSET | FRAME_END_OFFSET)) != 0 && n_order != 1)
    report (self, window, "window-frame",
            g_strdup (_ ("RANGE with an offset needs exactly one column in the window’s ORDER BY. "
                         "Add it, or write ROWS.")));
  if ((window->frame_options & FRAME_GROUPS) != 0 && n_order == 0)
    report (self, window, "window-frame", g_strdup (_ ("GROUPS needs an ORDER BY in the window.")));
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_WINDOW_FRAME);
  offset (self, scope, window, window->start_offset, ordered);
  offset (self, scope, window, window->end_offset, ordered);
}
