/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"
#include "sql/repair/studio-sql-units.h"
#include "sql/repair/studio-sql-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RULE "date-arithmetic"

/* Sums and differences of times, and parts of them. */

static gboolean
is_timestamp (StudioSqlType type)
{
  return type == STUDIO_SQL_TYPE_TIMESTAMP || type == STUDIO_SQL_TYPE_TIMESTAMPTZ;
}

/* ts - 7, ts + n: days, as for a date. */
static void
mend_days (const StudioSqlWork *work, const PgQuery__AExpr *operation)
{
  g_autofree char *count = studio_sql_node_text (work->subject->names, operation->rexpr);
  g_autofree char *operand = count != NULL ? _studio_sql_operand (count) : NULL;
  g_autofree char *interval = operand != NULL ? studio_sql_unit_interval (operand, "day") : NULL;

  if (interval != NULL)
    studio_sql_work_replace (work, operation->rexpr, interval, RULE,
                             _ ("Days are added to a timestamp as an interval."));
}

/* Whether a literal reads like a length of time: “30 days”, “1 month”. */
static gboolean
is_length (const char *literal)
{
  g_auto (GStrv) words = literal != NULL ? g_strsplit (literal, " ", -1) : NULL;
  char *end = NULL;

  if (words == NULL || g_strv_length (words) != 2)
    return FALSE;
  g_ascii_strtod (words[0], &end);
  return end != words[0] && *end == '\0' && studio_sql_unit_find (words[1]) != NULL;
}

/* a / b of two lengths of time. */
static void
mend_quotient (const StudioSqlWork *work, const PgQuery__Node *node)
{
  g_autofree char *a = studio_sql_node_text (work->subject->names, node->a_expr->lexpr);
  g_autofree char *b = studio_sql_node_text (work->subject->names, node->a_expr->rexpr);
  g_autofree char *dividend = NULL, *divisor = NULL;

  if (a == NULL || b == NULL)
    return;
  dividend = g_strdup_printf ("EXTRACT(EPOCH FROM %s)", a);
  divisor = g_strdup_printf ("EXTRACT(EPOCH FROM %s)", b);
  studio_sql_work_replace (work, node->a_expr->lexpr, dividend, RULE,
                           _ ("Lengths of time are divided by their seconds."));
  studio_sql_work_replace (work, node->a_expr->rexpr, divisor, RULE,
                           _ ("Lengths of time are divided by their seconds."));
}

static void
look_at_operator (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  StudioSqlType left = studio_sql_work_type (work, operation->lexpr);
  StudioSqlType right = studio_sql_work_type (work, operation->rexpr);

  if (studio_sql_is_operator (node, " / ") && left == STUDIO_SQL_TYPE_INTERVAL &&
      right == STUDIO_SQL_TYPE_INTERVAL)
    mend_quotient (work, node);
  if (!studio_sql_is_operator (node, " + - "))
    return;
  if (is_timestamp (left) && studio_sql_type_is_arithmetic (right))
    mend_days (work, operation);
  else if (studio_sql_type_is_temporal (left) && is_length (studio_sql_string (operation->rexpr)))
    {
      g_autofree char *literal = studio_sql_node_text (work->subject->names, operation->rexpr);
      g_autofree char *interval = g_strconcat ("INTERVAL ", literal, NULL);

      studio_sql_work_replace (work, operation->rexpr, interval, RULE,
                               _ ("A length of time must say that it is one."));
    }
  else if (studio_sql_type_is_temporal (left) && right == STUDIO_SQL_TYPE_TEXT)
    studio_sql_work_read_time (work, operation->rexpr, "::timestamp", RULE);
  else if (studio_sql_type_is_temporal (right) && left == STUDIO_SQL_TYPE_TEXT)
    studio_sql_work_read_time (work, operation->lexpr, "::timestamp", RULE);
}

/* The difference of two dates is a number of days already. */
static void
mend_date_difference (const StudioSqlWork *work, const PgQuery__Node *call, const char *unit)
{
  g_autofree char *days = studio_sql_node_text (work->subject->names, call->func_call->args[1]);
  g_autofree char *after = NULL;

  if (days == NULL || unit == NULL)
    return;
  if (g_str_equal (unit, "day"))
    after = g_strdup_printf ("(%s)", days);
  else if (g_str_equal (unit, "epoch"))
    after = g_strdup_printf ("((%s) * 86400)", days);
  else if (g_str_equal (unit, "hour"))
    after = g_strdup_printf ("((%s) * 24)", days);
  else
    return;
  studio_sql_work_replace_call (work, call, after, "date-difference",
                                _ ("The difference of two dates is a number of days already."));
}

/* Whether a whole number is what subtracting dates gives, and no year or the like. */
static gboolean
is_difference (const PgQuery__Node *node)
{
  if (studio_sql_is_operator (node, " - "))
    return TRUE;
  return node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL && node->func_call->n_args == 1 &&
         studio_sql_is_among (" avg sum min max ", studio_sql_call_name (node)) &&
         studio_sql_is_operator (node->func_call->args[0], " - ");
}

/* date_trunc('quarters', …): a unit that PostgreSQL calls otherwise. */
static void
mend_unit (const StudioSqlWork *work, const PgQuery__FuncCall *call)
{
  GPtrArray *findings = _studio_sql_names_get_findings (work->subject->names);
  const char *name = studio_sql_string (call->args[0]);
  const char *unit = name != NULL ? studio_sql_unit_find (name) : NULL;
  g_autofree char *quoted = unit != NULL ? g_strdup_printf ("'%s'", unit) : NULL;
  gsize start, end;

  if (unit == NULL || g_ascii_strcasecmp (unit, name) == 0 ||
      !studio_sql_names_span (work->subject->names, call->args[0], &start, &end))
    return;
  for (guint i = 0; i < findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->id, "unknown-unit") && finding->start == (gssize) start)
        studio_sql_edits_add (work->edits, RULE,
                              _ ("PostgreSQL has another name for this unit of time."), start, end,
                              quoted);
    }
}

/* date_trunc('month', '2024-01-05'): of which type the literal is must be said. */
static void
mend_literal (const StudioSqlWork *work, const PgQuery__Node *value)
{
  const char *literal = studio_sql_string (value);

  if (literal != NULL && strlen (literal) >= 10 && g_ascii_isdigit (*literal) &&
      strspn (literal, "0123456789-/: .TZ") == strlen (literal))
    studio_sql_work_cast (work, value, "::timestamp", RULE,
                          _ ("The literal must say that it is a point in time."));
}

/* How many seconds the unit has that the name of the output speaks of; of a day when of none. */
static int
find_seconds (const StudioSqlSpot *spot)
{
  for (guint i = 0; i < spot->above->len; i++)
    {
      const PgQuery__Node *above = studio_sql_spot_above (spot, i);
      const char *name =
          above->node_case == PG_QUERY__NODE__NODE_RES_TARGET ? above->res_target->name : NULL;

      if (above->node_case == PG_QUERY__NODE__NODE_SELECT_STMT)
        break;
      if (name != NULL && strstr (name, "hour") != NULL)
        return 3600;
      if (name != NULL && strstr (name, "min") != NULL)
        return 60;
      if (name != NULL && strstr (name, "sec") != NULL)
        return 1;
    }
  return 86400;
}

/* The length of time in @node that a literal number multiplies or divides, with what one of its
 * units is taken for: seconds when it is divided (by 60, by 3600), days when it is multiplied (by
 * 24). */
static const PgQuery__Node *
find_length (const StudioSqlWork *work, const PgQuery__Node *node, int *seconds)
{
  double number;
  gboolean divided = studio_sql_is_operator (node, " / ");

  if ((divided || studio_sql_is_operator (node, " * ")) &&
      studio_sql_number (node->a_expr->rexpr, &number) &&
      studio_sql_work_type (work, node->a_expr->lexpr) == STUDIO_SQL_TYPE_INTERVAL)
    {
      *seconds = divided ? 1 : 86400;
      return node->a_expr->lexpr;
    }
  return node;
}

/* round(interval, 1), (b - a)::int: a number was meant, of days unless something says otherwise. */
static void
mend_number (const StudioSqlWork *work, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  int seconds = find_seconds (spot);
  const PgQuery__Node *length = find_length (work, node, &seconds);
  g_autofree char *text = NULL, *after = NULL;

  if (studio_sql_work_type (work, length) != STUDIO_SQL_TYPE_INTERVAL)
    return;
  text = studio_sql_node_text (work->subject->names, length);
  if (text == NULL)
    return;
  after = seconds == 1 ? g_strdup_printf ("EXTRACT(EPOCH FROM %s)", text)
                       : g_strdup_printf ("(EXTRACT(EPOCH FROM %s) / %d)", text, seconds);
  studio_sql_work_replace (work, length, after, RULE,
                           _ ("A length of time becomes a number by its seconds."));
}

static gboolean
is_number_cast (const PgQuery__TypeCast *cast)
{
  const PgQuery__TypeName *type = cast->type_name;

  return type != NULL && type->n_names > 0 &&
         studio_sql_is_among (" int2 int4 int8 numeric float4 float8 ",
                              type->names[type->n_names - 1]->string->sval);
}

/* to_date(timestamp, 'YYYY-MM-DD') */
static void
mend_reading (const StudioSqlWork *work, const PgQuery__Node *node, const char *name)
{
  const PgQuery__FuncCall *call = node->func_call;
  g_autofree char *text = NULL, *operand = NULL, *after = NULL;

  if (call->n_args != 2 ||
      !studio_sql_type_is_temporal (studio_sql_work_type (work, call->args[0])))
    return;
  text = studio_sql_node_text (work->subject->names, call->args[0]);
  operand = text != NULL ? _studio_sql_operand (text) : NULL;
  if (operand == NULL)
    return;
  after = g_strconcat (operand, g_str_equal (name, "to_date") ? "::date" : "::timestamp", NULL);
  studio_sql_work_replace_call (work, node, after, RULE,
                                _ ("The column is a time already and needs no reading."));
}

static void
look_at_call (const StudioSqlWork *work, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__FuncCall *call = node->func_call;
  const char *name = studio_sql_call_name (node);
  const char *unit;
  StudioSqlType type;

  if (name == NULL || call->n_args == 0)
    return;
  if (studio_sql_is_among (" round trunc floor ceil ceiling abs ", name))
    mend_number (work, call->args[0], spot);
  else if (studio_sql_is_among (" to_date to_timestamp ", name))
    mend_reading (work, node, name);
  if (!studio_sql_is_among (" extract date_part date_trunc age to_char ", name))
    return;
  if (g_str_equal (name, "to_char") || g_str_equal (name, "age"))
    {
      const char *format = call->n_args > 1 ? studio_sql_string (call->args[1]) : NULL;

      if (studio_sql_work_type (work, call->args[0]) == STUDIO_SQL_TYPE_TEXT &&
          (g_str_equal (name, "age") || (format != NULL && strpbrk (format, "YMDH") != NULL)))
        studio_sql_work_read_time (work, call->args[0], "::timestamp", RULE);
      return;
    }
  if (call->n_args < 2)
    return;
  mend_unit (work, call);
  mend_literal (work, call->args[1]);
  type = studio_sql_work_type (work, call->args[1]);
  unit = studio_sql_string (call->args[0]) != NULL
             ? studio_sql_unit_find (studio_sql_string (call->args[0]))
             : NULL;
  if (type == STUDIO_SQL_TYPE_TEXT)
    studio_sql_work_read_time (work, call->args[1], "::timestamp", RULE);
  else if (studio_sql_type_is_arithmetic (type) && !g_str_equal (name, "date_trunc") &&
           is_difference (call->args[1]))
    mend_date_difference (work, node, unit);
}

void
_studio_sql_values_time (const StudioSqlWork *work,
                         const PgQuery__Node *node,
                         const StudioSqlSpot *spot)
{
  if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR && node->a_expr->lexpr != NULL &&
      node->a_expr->rexpr != NULL)
    look_at_operator (work, node);
  else if (node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL)
    look_at_call (work, node, spot);
  else if (node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST && is_number_cast (node->type_cast))
    mend_number (work, node->type_cast->arg, spot);
}
