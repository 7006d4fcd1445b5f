/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Functions of other databases, and what to write instead; those that only differ in name. */
static const struct
{
  const char *name;
  const char *advice;
} foreign_functions[] = {
  { "datediff", N_ ("subtract the dates: (a)::date - (b)::date") },
  { "timestampdiff", N_ ("subtract, and take EXTRACT(EPOCH FROM …) of the result") },
  { "dateadd", N_ ("add an interval: x + INTERVAL '7 days'") },
  { "date_add", N_ ("add an interval: x + INTERVAL '7 days'") },
  { "date_sub", N_ ("subtract an interval: x - INTERVAL '7 days'") },
  { "timestampadd", N_ ("add an interval: x + INTERVAL '7 days'") },
  { "date_format", N_ ("to_char(x, 'YYYY-MM')") },
  { "strftime", N_ ("to_char(x, 'YYYY-MM')") },
  { "format_date", N_ ("to_char(x, 'YYYY-MM')") },
  { "ifnull", "COALESCE" },
  { "nvl", "COALESCE" },
  { "isnull", "COALESCE" },
  { "if", "CASE WHEN … THEN … ELSE … END" },
  { "iif", "CASE WHEN … THEN … ELSE … END" },
  { "curdate", "CURRENT_DATE" },
  { "getdate", "now()" },
  { "sysdate", "now()" },
  { "year", "EXTRACT(YEAR FROM x)" },
  { "month", "EXTRACT(MONTH FROM x)" },
  { "day", "EXTRACT(DAY FROM x)" },
  { "hour", "EXTRACT(HOUR FROM x)" },
  { "week", "EXTRACT(WEEK FROM x)" },
  { "quarter", "EXTRACT(QUARTER FROM x)" },
  { "group_concat", "string_agg(x::text, ',')" },
  { "listagg", "string_agg(x::text, ',')" },
  { "median", "percentile_cont(0.5) WITHIN GROUP (ORDER BY x)" },
  { "len", "length" },
  { "countif", "COUNT(*) FILTER (WHERE …)" },
  { "sumif", "SUM(x) FILTER (WHERE …)" },
  { "safe_divide", "a / NULLIF(b, 0)" },
  { "json_extract", "x #> '{key}'" },
  { "json_value", "x->>'key'" },
  { "unix_timestamp", "EXTRACT(EPOCH FROM x)" },
  { "last_day", "date_trunc('month', x) + INTERVAL '1 month - 1 day'" },
  { "to_days", "x::date" },
};

static gboolean
is_refused (StudioSqlMatchKind kind)
{
  return kind == STUDIO_SQL_MATCH_NO_NAME || kind == STUDIO_SQL_MATCH_NONE ||
         kind == STUDIO_SQL_MATCH_AMBIGUOUS;
}

/* "integer, text" */
static char *
list_types (const StudioSqlTypeId *types, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            types[i] == STUDIO_SQL_ANY ? "?" : _studio_sql_type_label (types[i]));
  return g_string_free (text, FALSE);
}

static void
name_span (StudioSqlNames *self, const PgQuery__FuncCall *call, gssize *start, gssize *end)
{
  _studio_sql_names_name_span (self, call->location, start, end);
}

static void
report_unknown (StudioSqlNames *self, const PgQuery__FuncCall *call, const char *name)
{
  const char *advice = NULL;
  StudioFinding *finding;
  gssize start, end;

  for (guint i = 0; advice == NULL && i < G_N_ELEMENTS (foreign_functions); i++)
    if (strcmp (foreign_functions[i].name, name) == 0)
      advice = foreign_functions[i].advice;
  name_span (self, call, &start, &end);
  finding = _studio_sql_names_report_span (
      self, "unknown-function", STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION, start, end,
      advice != NULL
          ? g_strdup_printf (_ ("PostgreSQL has no function %s(); write %s."), name, _ (advice))
          : g_strdup_printf (_ ("PostgreSQL has no function %s()."), name));
  if (advice != NULL && start >= 0 &&
      (strcmp (advice, "length") == 0 || (strcmp (advice, "COALESCE") == 0 && call->n_args == 2)))
    finding->fix = g_strdup (advice);
}

/* round (double precision, integer), the slip that is made most: the number is cast. */
static gboolean
report_round (StudioSqlNames *self,
              const PgQuery__FuncCall *call,
              const char *name,
              const StudioSqlTypeId *types,
              guint n)
{
  StudioFinding *finding;
  gsize start = 0, end = 0;

  if ((strcmp (name, "round") != 0 && strcmp (name, "trunc") != 0) || n != 2 ||
      (types[0] != STUDIO_SQL_FLOAT8 && types[0] != STUDIO_SQL_FLOAT4))
    return FALSE;
  finding = _studio_sql_names_report (
      self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, call->args[0],
      g_strdup_printf (_ ("%s() to a number of places takes numeric, not double precision. Cast: "
                          "%s((…)::numeric, 2)."),
                       name, name));
  if (studio_sql_names_span (self, call->args[0], &start, &end))
    finding->fix = g_strdup_printf ("(%.*s)::numeric", (int) (end - start), self->sql + start);
  return TRUE;
}

static void
report_refused (StudioSqlNames *self,
                const PgQuery__FuncCall *call,
                const char *name,
                StudioSqlMatchKind kind,
                const StudioSqlTypeId *types,
                guint n)
{
  g_autofree char *given = list_types (types, n);
  gssize start, end;

  if (kind == STUDIO_SQL_MATCH_NO_NAME)
    {
      report_unknown (self, call, name);
      return;
    }
  if (report_round (self, call, name, types, n))
    return;
  name_span (self, call, &start, &end);
  _studio_sql_names_report_span (
      self, "wrong-arguments", STUDIO_ERROR_CLASS_TYPE_MISMATCH, start, end,
      kind == STUDIO_SQL_MATCH_AMBIGUOUS
          ? g_strdup_printf (_ ("%s(%s) could be meant for several types. Cast the literals, as in "
                                "DATE '2024-01-31'."),
                             name, given)
          : g_strdup_printf (_ ("%s() does not take these arguments: (%s)."), name, given));
}

/* date_trunc ('quarters', x) and EXTRACT (weekday FROM x) fail on the first row. */
static void
check_time_field (StudioSqlNames *self,
                  const PgQuery__FuncCall *call,
                  const char *name,
                  const StudioSqlTypeId *types)
{
  gboolean truncates = strcmp (name, "date_trunc") == 0;
  gboolean extracts = strcmp (name, "extract") == 0 || strcmp (name, "date_part") == 0;
  const PgQuery__Node *unit = call->n_args > 1 ? call->args[0] : NULL;
  StudioSqlTimeField field;
  const char *word;
  gboolean wrong;

  if ((!truncates && !extracts) || unit == NULL ||
      unit->node_case != PG_QUERY__NODE__NODE_A_CONST ||
      unit->a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL || unit->a_const->isnull)
    return;
  word = unit->a_const->sval->sval;
  field = _studio_sql_time_field (word);
  wrong = field == STUDIO_SQL_TIME_NONE || (truncates && field >= STUDIO_SQL_TIME_FIELD) ||
          (types[1] == STUDIO_SQL_INTERVAL &&
           (field == STUDIO_SQL_TIME_WEEK || field == STUDIO_SQL_TIME_ISO_YEAR));
  if (wrong)
    _studio_sql_names_report (
        self, "unknown-unit", STUDIO_ERROR_CLASS_TYPE_MISMATCH, unit,
        g_strdup_printf (_ ("%s() knows no unit “%s” here. It knows day, week, month, quarter, "
                            "year…"),
                         name, word));
}

/* EXTRACT (hour FROM date) */
static void
check_date_field (StudioSqlNames *self,
                  const PgQuery__FuncCall *call,
                  const char *name,
                  const StudioSqlTypeId *types)
{
  static const char *const fields[] = { "hour",   "hours",   "minute",       "minutes",
                                        "second", "seconds", "milliseconds", "microseconds" };
  const PgQuery__Node *unit = call->n_args > 1 ? call->args[0] : NULL;

  if (strcmp (name, "extract") != 0 || unit == NULL || types[1] != STUDIO_SQL_DATE ||
      unit->node_case != PG_QUERY__NODE__NODE_A_CONST ||
      unit->a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strcasecmp (unit->a_const->sval->sval, fields[i]) == 0)
      _studio_sql_names_report (self, "unknown-unit", STUDIO_ERROR_CLASS_TYPE_MISMATCH, unit,
                                g_strdup_printf (_ ("A date has no %s; take it from a timestamp."),
                                                 unit->a_const->sval->sval));
}

static gboolean
has_named_argument (const PgQuery__FuncCall *call)
{
  for (gsize i = 0; i < call->n_args; i++)
    if (call->args[i]->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR)
      return TRUE;
  return FALSE;
}

/* All overloads return the same more often than not. */
static StudioSqlTypeId
any_result (const char *name)
{
  guint n;
  const StudioSqlFunction *functions = _studio_sql_functions_find (name, &n);

  for (guint i = 1; i < n; i++)
    if (functions[i].result != functions[0].result)
      return STUDIO_SQL_ANY;
  return n > 0 && !_studio_sql_type_is_polymorphic (functions[0].result) ? functions[0].result
                                                                         : STUDIO_SQL_ANY;
}

static void
match_call (StudioSqlNames *self,
            const PgQuery__FuncCall *call,
            const char *name,
            const PgQuery__Node *const *nodes,
            const StudioSqlTypeId *types,
            guint n,
            StudioSqlMatch *match)
{
  if (has_named_argument (call))
    {
      guint found;
      const StudioSqlFunction *functions = _studio_sql_functions_find (name, &found);

      match->kind = functions != NULL ? STUDIO_SQL_MATCH_UNSURE : STUDIO_SQL_MATCH_NO_NAME;
      match->function = functions;
      match->result = any_result (name);
      match->since = 0;
    }
  else
    _studio_sql_match_function (name, types, n, call->func_variadic, match);
  if (match->since != 0)
    _studio_sql_names_report_newer (self, call, name, match->since);
  else if (is_refused (match->kind))
    report_refused (self, call, name, match->kind, types, n);
  else if (match->kind != STUDIO_SQL_MATCH_UNSURE)
    for (guint i = 0; i < n; i++)
      if (types[i] == STUDIO_SQL_UNKNOWN)
        _studio_sql_types_literal (self, nodes[i], match->args[i]);
  if (!is_refused (match->kind))
    {
      check_time_field (self, call, name, types);
      check_date_field (self, call, name, types);
    }
}

/* Arguments, and for an ordered-set aggregate what it is ordered by. */
static guint
collect_arguments (StudioSqlNames *self,
                   StudioSqlScope *scope,
                   const PgQuery__FuncCall *call,
                   const PgQuery__Node **nodes,
                   StudioSqlTypeId *types)
{
  guint n = 0;

  for (gsize i = 0; i < call->n_args && n < STUDIO_SQL_MAX_ARGUMENTS; i++)
    {
      nodes[n] = call->args[i];
      types[n++] = _studio_sql_types_expression (self, scope, call->args[i]);
    }
  for (gsize i = 0; i < call->n_agg_order && n < STUDIO_SQL_MAX_ARGUMENTS; i++)
    {
      const PgQuery__Node *order = call->agg_order[i];
      StudioSqlTypeId type;

      if (order->node_case != PG_QUERY__NODE__NODE_SORT_BY)
        continue;
      type = _studio_sql_types_expression (self, scope, order->sort_by->node);
      if (!call->agg_within_group)
        continue;
      nodes[n] = order->sort_by->node;
      types[n++] = type;
    }
  return n;
}

static void
look_at_filter (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__FuncCall *call)
{
  StudioSqlPlace place = scope->place;

  if (call->agg_filter == NULL)
    return;
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_FILTER);
  _studio_sql_types_need (self, scope, call->agg_filter, STUDIO_SQL_BOOL, "FILTER");
  _studio_sql_names_enter (scope, place);
}

static void
remember_window (StudioSqlScope *scope, const PgQuery__WindowDef *window)
{
  for (guint i = 0; i < scope->windows->len; i++)
    if (g_ptr_array_index (scope->windows, i) == window)
      return;
  g_ptr_array_add (scope->windows, (gpointer) window);
}

StudioSqlTypeId
_studio_sql_types_call (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  const PgQuery__FuncCall *call = node->func_call;
  const char *name = call->funcname[call->n_funcname - 1]->string->sval;
  const PgQuery__Node *nodes[STUDIO_SQL_MAX_ARGUMENTS];
  StudioSqlTypeId types[STUDIO_SQL_MAX_ARGUMENTS];
  StudioSqlMatch match = { .kind = STUDIO_SQL_MATCH_UNSURE, .result = STUDIO_SQL_ANY };
  guint n = collect_arguments (self, scope, call, nodes, types);
  StudioSqlCall *record = _studio_sql_names_new0 (self, StudioSqlCall);
  gboolean foreign =
      call->n_funcname > 1 && strcmp (call->funcname[0]->string->sval, "pg_catalog") != 0;

  look_at_filter (self, scope, call);
  if (!foreign)
    match_call (self, call, name, nodes, types, n, &match);
  /* What takes other arguments is an aggregate all the same. */
  if (match.function == NULL && is_refused (match.kind))
    match.function = _studio_sql_functions_find (name, &n);
  *record = (StudioSqlCall){
    .node = call,
    .function = match.function,
    .name = name,
    .scope = scope,
    .home = scope,
    .place = scope->place,
    .refused = is_refused (match.kind),
  };
  g_ptr_array_add (self->calls, record);
  g_hash_table_insert (self->call_map, (gpointer) call, record);
  if (call->over != NULL)
    remember_window (scope, call->over);
  _studio_sql_names_check_call (self, scope, node, record);
  return match.result;
}
