/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where aggregates, window functions and sets may stand (parse_agg.c, parse_func.c). */

static const char *
place_words (StudioSqlPlace place)
{
  static const char *const words[] = {
    [STUDIO_SQL_PLACE_SELECT] = N_ ("the select list"),
    [STUDIO_SQL_PLACE_FROM_SUBQUERY] = N_ ("FROM"),
    [STUDIO_SQL_PLACE_FROM_FUNCTION] = N_ ("FROM"),
    [STUDIO_SQL_PLACE_JOIN] = N_ ("ON"),
    [STUDIO_SQL_PLACE_WHERE] = N_ ("WHERE"),
    [STUDIO_SQL_PLACE_GROUP] = N_ ("GROUP BY"),
    [STUDIO_SQL_PLACE_HAVING] = N_ ("HAVING"),
    [STUDIO_SQL_PLACE_FILTER] = N_ ("FILTER"),
    [STUDIO_SQL_PLACE_PARTITION] = N_ ("PARTITION BY"),
    [STUDIO_SQL_PLACE_WINDOW_ORDER] = N_ ("the ORDER BY of a window"),
    [STUDIO_SQL_PLACE_WINDOW_FRAME] = N_ ("the frame of a window"),
    [STUDIO_SQL_PLACE_ORDER] = N_ ("ORDER BY"),
    [STUDIO_SQL_PLACE_DISTINCT] = N_ ("DISTINCT ON"),
    [STUDIO_SQL_PLACE_LIMIT] = N_ ("LIMIT"),
    [STUDIO_SQL_PLACE_VALUES] = N_ ("VALUES"),
  };

  return _ (words[place]);
}

static void
report (StudioSqlNames *self,
        const char *id,
        StudioErrorClass error_class,
        const PgQuery__Node *node,
        char *message)
{
  _studio_sql_names_report (self, id, error_class, node, message);
}

/* --- which query an aggregate belongs to --- */

typedef struct
{
  StudioSqlNames *names;
  StudioSqlScope *scope;
  StudioSqlScope *home; /* the innermost query whose column is used */
  StudioSqlScope *inner_aggregate;
  gboolean window;
  gboolean set;
} Argument;

static gboolean
look_at_argument (const ProtobufCMessage *node, gpointer user_data)
{
  Argument *argument = user_data;

  if (STUDIO_SQL_IS (node, column_ref))
    {
      const StudioSqlReference *reference =
          studio_sql_names_find_reference (argument->names, (const PgQuery__ColumnRef *) node);
      StudioSqlScope *home = reference != NULL ? (StudioSqlScope *) reference->home : NULL;

      /* What is not known may well be of this query. */
      if (reference != NULL && home == NULL)
        home = argument->scope;
      if (home != NULL && home->depth <= argument->scope->depth &&
          (argument->home == NULL || home->depth > argument->home->depth))
        argument->home = home;
    }
  else if (STUDIO_SQL_IS (node, func_call))
    {
      const StudioSqlCall *call =
          _studio_sql_names_find_call (argument->names, (const PgQuery__FuncCall *) node);

      if (call == NULL)
        return TRUE;
      if (call->aggregate && !call->refused &&
          (argument->inner_aggregate == NULL ||
           call->home->depth > argument->inner_aggregate->depth) &&
          call->home->depth <= argument->scope->depth)
        argument->inner_aggregate = call->home;
      if (call->scope == argument->scope)
        {
          argument->window |= call->window;
          argument->set |= call->set;
        }
    }
  return TRUE;
}

static Argument
look_into (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__FuncCall *call)
{
  Argument argument = { .names = self, .scope = scope };

  for (gsize i = 0; i < call->n_args; i++)
    studio_sql_node_walk (&call->args[i]->base, look_at_argument, &argument);
  for (gsize i = 0; i < call->n_agg_order; i++)
    studio_sql_node_walk (&call->agg_order[i]->base, look_at_argument, &argument);
  if (call->agg_filter != NULL)
    studio_sql_node_walk (&call->agg_filter->base, look_at_argument, &argument);
  return argument;
}

/* --- aggregates --- */

static void
check_place_of_aggregate (StudioSqlNames *self, const PgQuery__Node *node, StudioSqlCall *call)
{
  StudioSqlPlace place = call->home->place;

  switch ((int) place)
    {
    case STUDIO_SQL_PLACE_SELECT:
    case STUDIO_SQL_PLACE_HAVING:
    case STUDIO_SQL_PLACE_PARTITION:
    case STUDIO_SQL_PLACE_WINDOW_ORDER:
    case STUDIO_SQL_PLACE_ORDER:
    case STUDIO_SQL_PLACE_DISTINCT:
      call->home->has_aggregates = TRUE;
      return;
    case STUDIO_SQL_PLACE_WHERE:
      call->refused = TRUE;
      report (self, "aggregate-in-where", STUDIO_ERROR_CLASS_GROUPING, node,
              g_strdup_printf (_ ("WHERE chooses rows before they are grouped, so it cannot use "
                                  "%s(). Put the condition into HAVING."),
                               call->name));
      return;
    default:
      call->refused = TRUE;
      report (self, "misplaced-aggregate", STUDIO_ERROR_CLASS_GROUPING, node,
              g_strdup_printf (_ ("%s() cannot stand in %s. Work it out in a subquery first."),
                               call->name, place_words (place)));
    }
}

static void
check_aggregate_form (StudioSqlNames *self, const PgQuery__Node *node, const StudioSqlCall *call)
{
  const PgQuery__FuncCall *func = node->func_call;
  char order = call->function != NULL ? call->function->order : 'n';

  if (call->refused)
    return;
  if ((order == 'o' || order == 'h') && !func->agg_within_group && func->over == NULL)
    report (self, "within-group-missing", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup_printf (_ ("%s() needs WITHIN GROUP (ORDER BY …)."), call->name));
  if (order == 'n' && func->agg_within_group)
    report (self, "within-group", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup_printf (_ ("%s() does not take WITHIN GROUP."), call->name));
  if (order == 'o' && func->over != NULL)
    report (self, "misplaced-window", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup_printf (_ ("%s() cannot be a window function (OVER)."), call->name));
  if (func->n_args == 0 && !func->agg_star && !func->agg_within_group && order == 'n')
    report (self, "wrong-arguments", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node,
            g_strdup_printf (_ ("%s() needs something to work on; to count rows write count(*)."),
                             call->name));
}

/* With DISTINCT an aggregate can only be ordered by what it takes. */
static void
check_distinct_aggregate (StudioSqlNames *self, const PgQuery__Node *node)
{
  const PgQuery__FuncCall *call = node->func_call;

  if (!call->agg_distinct || call->agg_within_group)
    return;
  for (gsize i = 0; i < call->n_args; i++)
    _studio_sql_types_compare (self, call->args[i], _studio_sql_names_type_id (self, call->args[i]),
                               "DISTINCT");
  for (gsize i = 0; i < call->n_agg_order; i++)
    {
      const PgQuery__Node *order = call->agg_order[i]->sort_by->node;
      gboolean among = FALSE;

      for (gsize k = 0; k < call->n_args && !among; k++)
        among = _studio_sql_nodes_equal (self, call->args[k], order) != STUDIO_SQL_DIFFERENT;
      if (!among)
        report (self, "distinct-order", STUDIO_ERROR_CLASS_SYNTAX, order,
                g_strdup (_ ("An aggregate with DISTINCT can only be ordered by what it takes.")));
    }
}

static void
check_aggregate (StudioSqlNames *self,
                 StudioSqlScope *scope,
                 const PgQuery__Node *node,
                 StudioSqlCall *call)
{
  Argument argument = look_into (self, scope, node->func_call);

  call->aggregate = TRUE;
  if (argument.home != NULL)
    call->home = argument.home;
  if (argument.inner_aggregate == call->home)
    report (self, "nested-aggregate", STUDIO_ERROR_CLASS_GROUPING, node,
            g_strdup_printf (_ ("%s() takes another aggregate, and they cannot be nested. Work out "
                                "the inner one in a subquery first."),
                             call->name));
  if (argument.window)
    report (self, "nested-aggregate", STUDIO_ERROR_CLASS_GROUPING, node,
            g_strdup_printf (_ ("%s() takes a window function, which is only worked out after "
                                "grouping. Work it out in a subquery first."),
                             call->name));
  if (argument.set)
    report (self, "misplaced-set", STUDIO_ERROR_CLASS_GROUPING, node,
            g_strdup_printf (_ ("%s() takes a function that returns several rows. Move that into "
                                "FROM."),
                             call->name));
  check_place_of_aggregate (self, node, call);
  check_aggregate_form (self, node, call);
  check_distinct_aggregate (self, node);
}

/* --- window functions --- */

static void
check_place_of_window (StudioSqlNames *self, const PgQuery__Node *node, const StudioSqlCall *call)
{
  switch ((int) call->place)
    {
    case STUDIO_SQL_PLACE_SELECT:
    case STUDIO_SQL_PLACE_ORDER:
    case STUDIO_SQL_PLACE_DISTINCT:
      return;
    default:
      report (self, call->place == STUDIO_SQL_PLACE_WHERE ? "window-in-where" : "misplaced-window",
              STUDIO_ERROR_CLASS_GROUPING, node,
              g_strdup_printf (_ ("%s() OVER (…) is worked out after %s, so it cannot stand there. "
                                  "Work it out in a subquery and filter around that."),
                               call->name, place_words (call->place)));
    }
}

static void
check_window (StudioSqlNames *self,
              StudioSqlScope *scope,
              const PgQuery__Node *node,
              StudioSqlCall *call)
{
  const PgQuery__FuncCall *func = node->func_call;
  Argument argument = look_into (self, scope, func);
  char kind = call->function->kind;

  call->window = TRUE;
  scope->has_windows = TRUE;
  if (argument.window)
    report (self, "nested-window", STUDIO_ERROR_CLASS_GROUPING, node,
            g_strdup (_ ("A window function cannot take another. Work out the inner one in a "
                         "subquery first.")));
  if (func->agg_distinct)
    report (self, "distinct-window", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup_printf (_ ("PostgreSQL cannot do %s(DISTINCT …) OVER (…). Count in a grouped "
                                "subquery and join it."),
                             call->name));
  if (func->agg_filter != NULL && kind == 'w')
    report (self, "misplaced-filter", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup_printf (_ ("FILTER only goes with aggregates, not with %s()."), call->name));
  if (func->n_agg_order > 0 && !func->agg_within_group)
    report (self, "window-order", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup (_ ("With OVER, the order is said inside OVER (ORDER BY …), not inside the "
                         "brackets of the aggregate.")));
  if (kind == 'a')
    check_aggregate_form (self, node, call);
  check_place_of_window (self, node, call);
}

/* --- sets --- */

static void
check_set (StudioSqlNames *self,
           StudioSqlScope *scope,
           const PgQuery__Node *node,
           StudioSqlCall *call)
{
  gboolean forbidden = FALSE;

  call->set = TRUE;
  scope->has_set_functions = TRUE;
  switch ((int) call->place)
    {
    case STUDIO_SQL_PLACE_SELECT:
    case STUDIO_SQL_PLACE_GROUP:
    case STUDIO_SQL_PLACE_ORDER:
    case STUDIO_SQL_PLACE_DISTINCT:
    case STUDIO_SQL_PLACE_FROM_FUNCTION:
    case STUDIO_SQL_PLACE_PARTITION:
    case STUDIO_SQL_PLACE_WINDOW_ORDER:
      forbidden = scope->case_depth > 0;
      break;
    default:
      forbidden = TRUE;
    }
  if (forbidden)
    report (self, "misplaced-set", STUDIO_ERROR_CLASS_GROUPING, node,
            g_strdup_printf (_ ("%s() returns several rows and cannot stand in %s. Move it into "
                                "FROM."),
                             call->name,
                             scope->case_depth > 0 ? "CASE" : place_words (call->place)));
}

static void
check_plain (StudioSqlNames *self, const PgQuery__Node *node, const StudioSqlCall *call)
{
  const PgQuery__FuncCall *func = node->func_call;
  const char *what = func->over != NULL         ? "OVER"
                     : func->agg_filter != NULL ? "FILTER"
                     : func->agg_within_group   ? "WITHIN GROUP"
                     : func->agg_distinct       ? "DISTINCT"
                     : func->n_agg_order > 0    ? "ORDER BY"
                     : func->agg_star           ? "*"
                                                : NULL;

  if (what != NULL)
    report (self, "not-an-aggregate", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup_printf (_ ("%s() is no aggregate and does not take %s."), call->name, what));
}

void
_studio_sql_names_check_call (StudioSqlNames *self,
                              StudioSqlScope *scope,
                              const PgQuery__Node *node,
                              StudioSqlCall *call)
{
  const StudioSqlFunction *function = call->function;

  if (function == NULL)
    {
      /* Refused already, or not ours: with OVER it can only be a window function. */
      call->window = node->func_call->over != NULL;
      return;
    }
  if (function->kind == 'a' && node->func_call->over == NULL)
    check_aggregate (self, scope, node, call);
  else if (node->func_call->over != NULL && function->kind != 'f')
    check_window (self, scope, node, call);
  else if (function->kind == 'w')
    report (self, "over-missing", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup_printf (_ ("%s() is a window function and needs OVER (…)."), call->name));
  else
    check_plain (self, node, call);
  if (function->set)
    check_set (self, scope, node, call);
}
