/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RULE "json-type"

/* Values out of JSON, and functions and operators on JSON of the other kind. */

static void
make (const StudioSqlWork *work, const PgQuery__Node *node, const char *cast)
{
  studio_sql_work_cast (work, node, cast, RULE,
                        _ ("A value out of JSON is text until it is cast."));
}

/* Whether @node needs a cast before it can be worked with: text out of JSON, or a part of JSON. */
static gboolean
is_uncast (const StudioSqlWork *work, const PgQuery__Node *node)
{
  return studio_sql_work_is_json_part (work, node) ||
         (studio_sql_work_type (work, node) == STUDIO_SQL_TYPE_TEXT &&
          studio_sql_work_is_json_text (work, node));
}

static const char *
cast_for (StudioSqlType other)
{
  if (studio_sql_type_is_arithmetic (other))
    return "::numeric";
  if (other == STUDIO_SQL_TYPE_BOOLEAN)
    return "::boolean";
  if (other == STUDIO_SQL_TYPE_DATE)
    return "::date";
  if (other == STUDIO_SQL_TYPE_TIMESTAMP)
    return "::timestamp";
  if (other == STUDIO_SQL_TYPE_TIMESTAMPTZ)
    return "::timestamptz";
  return NULL;
}

/* Text that PostgreSQL would not read as JSON. */
static gboolean
is_plain_text (const PgQuery__Node *node)
{
  const char *string = studio_sql_string (node);

  return string != NULL && strchr ("\"{[0123456789-", *string) == NULL &&
         !studio_sql_is_among (" true false null ", string);
}

/* 1 or 0, as which another database has true and false. */
static gboolean
is_flag (const PgQuery__Node *node)
{
  double number = 0;

  return studio_sql_number (node, &number) && (number == 0 || number == 1);
}

static void
mend_side (const StudioSqlWork *work, const PgQuery__Node *side, const PgQuery__Node *other)
{
  StudioSqlType type = studio_sql_work_type (work, other);
  const char *cast = cast_for (type);

  if (side == NULL || !is_uncast (work, side))
    return;
  if (is_flag (other) && studio_sql_work_is_flag (work, side))
    make (work, side, "::boolean");
  else if (cast != NULL)
    {
      if (type == STUDIO_SQL_TYPE_BOOLEAN ||
          studio_sql_work_may_hold (work, side, !studio_sql_type_is_arithmetic (type)))
        make (work, side, cast);
    }
  else if (studio_sql_work_is_json_part (work, side) &&
           (is_plain_text (other) || studio_sql_work_type (work, other) == STUDIO_SQL_TYPE_TEXT))
    make (work, side, "");
}

/* Both sides of an arithmetic operator come out of JSON. */
static void
mend_arithmetic (const StudioSqlWork *work, const PgQuery__AExpr *operation)
{
  if (!is_uncast (work, operation->lexpr) || !is_uncast (work, operation->rexpr))
    return;
  make (work, operation->lexpr, "::numeric");
  make (work, operation->rexpr, "::numeric");
}

/* Whether a text is known to hold JSON: read out of JSON, or a column that Metabase has found so.
 */
static gboolean
holds_json (const StudioSqlWork *work, const PgQuery__Node *node)
{
  StudioField *field = studio_sql_work_field (work, node);
  const char *type = field != NULL ? studio_field_get_info (field)->semantic_type : NULL;

  return studio_sql_work_is_json_text (work, node) ||
         (type != NULL && strstr (type, "JSON") != NULL);
}

/* x->>'k' where x is text that holds JSON; json ? 'k', which only jsonb has. */
static void
mend_container (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const PgQuery__Node *left = node->a_expr->lexpr;
  StudioSqlType type = studio_sql_work_type (work, left);

  if (studio_sql_is_operator (node, " -> ->> #> #>> ") && type == STUDIO_SQL_TYPE_TEXT &&
      holds_json (work, left))
    make (work, left, "::jsonb");
  else if (studio_sql_is_operator (node, " @> ? ?| ?& #- ") && type == STUDIO_SQL_TYPE_JSON)
    make (work, left, "::jsonb");
}

static void
look_at_operator (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  const PgQuery__Node *right = operation->rexpr;

  if (operation->lexpr == NULL || right == NULL)
    return;
  if (right->node_case == PG_QUERY__NODE__NODE_LIST)
    {
      /* BETWEEN a AND b, IN (a, b) */
      gboolean in = operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_IN;

      if (right->list->n_items > 0 &&
          !(in && studio_sql_work_is_json_text (work, operation->lexpr)))
        mend_side (work, operation->lexpr, right->list->items[0]);
      return;
    }
  if (operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_LIKE ||
      operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE)
    {
      if (studio_sql_work_is_json_part (work, operation->lexpr))
        make (work, operation->lexpr, "");
      return;
    }
  if (operation->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP &&
      operation->kind != PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF)
    return;
  mend_container (work, node);
  if (studio_sql_is_operator (node, " + - * / % = <> < > <= >= ") ||
      operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF)
    {
      mend_side (work, operation->lexpr, right);
      mend_side (work, right, operation->lexpr);
    }
  if (studio_sql_is_operator (node, " + - * / % "))
    mend_arithmetic (work, operation);
}

/* What a list of values of one type makes of those out of JSON: COALESCE, GREATEST. */
static void
look_at_list (const StudioSqlWork *work, PgQuery__Node *const *nodes, gsize n)
{
  const PgQuery__Node *typed = NULL;

  for (gsize i = 0; i < n && typed == NULL; i++)
    if (cast_for (studio_sql_work_type (work, nodes[i])) != NULL)
      typed = nodes[i];
  for (gsize i = 0; i < n && typed != NULL; i++)
    mend_side (work, nodes[i], typed);
}

/* json_each(jsonb) and the reverse. */
static void
mend_family (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const PgQuery__FuncCall *call = node->func_call;
  const char *name = studio_sql_call_name (node);
  StudioSqlType type =
      call->n_args > 0 ? studio_sql_work_type (work, call->args[0]) : STUDIO_SQL_TYPE_UNKNOWN;

  if (g_str_has_prefix (name, "jsonb_"))
    {
      if ((type == STUDIO_SQL_TYPE_JSON || type == STUDIO_SQL_TYPE_TEXT) &&
          !g_str_has_prefix (name, "jsonb_build") && !g_str_equal (name, "jsonb_agg") &&
          !g_str_equal (name, "jsonb_object_agg"))
        make (work, call->args[0], "::jsonb");
    }
  else if (type == STUDIO_SQL_TYPE_JSONB &&
           studio_sql_is_among (
               " json_array_length json_array_elements json_array_elements_text "
               "json_each json_each_text json_object_keys json_extract_path "
               "json_extract_path_text json_typeof json_to_recordset json_to_record "
               "json_populate_record json_strip_nulls ",
               name))
    studio_sql_edits_add (work->edits, RULE,
                          _ ("The column holds jsonb, and json has functions of its own."),
                          call->location, call->location + strlen ("json"), "jsonb");
}

static void
look_at_call (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const PgQuery__FuncCall *call = node->func_call;
  const char *name = studio_sql_call_name (node);
  const gboolean numeric = studio_sql_is_among (" sum avg stddev stddev_pop stddev_samp variance "
                                                "var_pop var_samp round abs ceil ceiling floor "
                                                "sqrt trunc power exp ln mod ",
                                                name);

  if (name == NULL)
    return;
  if (numeric && call->n_args > 0 && is_uncast (work, call->args[0]) &&
      studio_sql_work_may_hold (work, call->args[0], FALSE))
    make (work, call->args[0], "::numeric");
  else if (g_str_equal (name, "date_trunc") && call->n_args > 1 && is_uncast (work, call->args[1]))
    make (work, call->args[1], "::timestamp");
  mend_family (work, node);
}

/* (p->'k')::date, and any cast of a part of json, which has casts only through text. */
static void
look_at_cast (const StudioSqlWork *work, const PgQuery__TypeCast *cast)
{
  const PgQuery__TypeName *type = cast->type_name;
  const char *name =
      type != NULL && type->n_names > 0 ? type->names[type->n_names - 1]->string->sval : "json";
  gboolean binary = studio_sql_work_type (work, cast->arg) == STUDIO_SQL_TYPE_JSONB;

  if (!studio_sql_work_is_json_part (work, cast->arg) ||
      studio_sql_is_among (" json jsonb text varchar bpchar ", name) ||
      (binary && studio_sql_is_among (" int2 int4 int8 numeric float4 float8 bool ", name)))
    return;
  make (work, cast->arg, "");
}

void
_studio_sql_values_json (const StudioSqlWork *work,
                         const PgQuery__Node *node,
                         const StudioSqlSpot *spot)
{
  switch ((int) node->node_case)
    {
    case PG_QUERY__NODE__NODE_A_EXPR:
      look_at_operator (work, node);
      break;
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      look_at_call (work, node);
      break;
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      look_at_cast (work, node->type_cast);
      break;
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      look_at_list (work, node->coalesce_expr->args, node->coalesce_expr->n_args);
      break;
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      look_at_list (work, node->min_max_expr->args, node->min_max_expr->n_args);
      break;
    default:
      break;
    }
}
