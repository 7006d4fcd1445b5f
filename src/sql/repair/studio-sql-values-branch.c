/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RULE "branch-type"

/* Conditions that are none, and values of several types where one is needed. */

/* WHERE flag, CASE WHEN count THEN …: a number is true when it is not 0. */
static void
mend_condition (const StudioSqlWork *work, const PgQuery__Node *node)
{
  StudioSqlType type = node != NULL ? studio_sql_work_type (work, node) : STUDIO_SQL_TYPE_UNKNOWN;
  g_autofree char *text = NULL, *operand = NULL, *after = NULL;

  if (type == STUDIO_SQL_TYPE_TEXT && studio_sql_work_is_json_text (work, node))
    {
      studio_sql_work_cast (work, node, "::boolean", "json-type",
                            _ ("A value out of JSON is text until it is cast."));
      return;
    }
  if (!studio_sql_type_is_arithmetic (type))
    return;
  text = studio_sql_node_text (work->subject->names, node);
  operand = text != NULL ? _studio_sql_operand (text) : NULL;
  after = operand != NULL ? g_strdup_printf ("%s <> 0", operand) : NULL;
  if (after != NULL)
    studio_sql_work_replace (work, node, after, RULE,
                             _ ("A condition is true or false; a number is compared with 0."));
}

/* Text in quotes that cannot be read as a number or a time. */
static gboolean
is_word (const PgQuery__Node *node)
{
  const char *string = studio_sql_string (node);

  return string != NULL && *string != '\0' && strpbrk (string, "0123456789") == NULL &&
         !studio_sql_is_among (
             " NaN nan infinity Infinity -infinity now today yesterday tomorrow epoch "
             "allballs t f true false yes no on off y n ",
             string);
}

/* Whether text is among the values, and what else there is. */
typedef struct
{
  gboolean text;
  gboolean word;
  gboolean other;
} Mixture;

static gboolean
is_other (StudioSqlType type)
{
  return studio_sql_type_is_arithmetic (type) || studio_sql_type_is_temporal (type) ||
         type == STUDIO_SQL_TYPE_INTERVAL;
}

static Mixture
look_through (const StudioSqlWork *work, PgQuery__Node *const *nodes, gsize n)
{
  Mixture mixture = { FALSE };

  for (gsize i = 0; i < n; i++)
    {
      StudioSqlType type = studio_sql_work_type (work, nodes[i]);

      mixture.text = mixture.text || (type == STUDIO_SQL_TYPE_TEXT &&
                                      !studio_sql_work_is_json_text (work, nodes[i]));
      mixture.word = mixture.word || is_word (nodes[i]);
      mixture.other = mixture.other || is_other (type);
    }
  return mixture;
}

/* The values of a CASE, of COALESCE…: with text among them, all are made text. */
static void
mend_values (const StudioSqlWork *work, PgQuery__Node *const *nodes, gsize n)
{
  Mixture mixture = look_through (work, nodes, n);
  double number;

  if (!mixture.other || (!mixture.text && !mixture.word))
    return;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = NULL, *quoted = NULL;

      if (!is_other (studio_sql_work_type (work, nodes[i])))
        continue;
      if (!studio_sql_number (nodes[i], &number))
        {
          studio_sql_work_cast (work, nodes[i], "::text", RULE,
                                _ ("The other values are text, so this one is made text too."));
          continue;
        }
      text = studio_sql_node_text (work->subject->names, nodes[i]);
      quoted = text != NULL ? _studio_sql_quote_literal (text) : NULL;
      if (quoted != NULL)
        studio_sql_work_replace (work, nodes[i], quoted, RULE,
                                 _ ("The other values are text, so this one is made text too."));
    }
}

/* COALESCE(flag, 0) */
static void
mend_flags (const StudioSqlWork *work, PgQuery__Node *const *nodes, gsize n)
{
  double number;

  if (n == 0 || studio_sql_work_type (work, nodes[0]) != STUDIO_SQL_TYPE_BOOLEAN)
    return;
  for (gsize i = 1; i < n; i++)
    if (studio_sql_number (nodes[i], &number) && (number == 0 || number == 1))
      studio_sql_work_replace (work, nodes[i], number == 1 ? "TRUE" : "FALSE", RULE,
                               _ ("The column is true or false, not 1 or 0."));
}

static void
look_at_case (const StudioSqlWork *work, const PgQuery__CaseExpr *expression)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new ();

  for (gsize i = 0; i < expression->n_args; i++)
    {
      const PgQuery__CaseWhen *when = expression->args[i]->case_when;

      if (expression->arg == NULL)
        mend_condition (work, when->expr);
      g_ptr_array_add (results, when->result);
    }
  if (expression->defresult != NULL)
    g_ptr_array_add (results, expression->defresult);
  mend_values (work, (PgQuery__Node *const *) results->pdata, results->len);
}

/* `SELECT CURRENT_DATE AS day UNION ALL SELECT day + INTERVAL '1 day' FROM …`: a recursive query
 * goes on with the types that it begins with. */
static void
look_at_recursion (const StudioSqlWork *work, const PgQuery__CommonTableExpr *cte)
{
  const PgQuery__SelectStmt *both =
      cte->ctequery != NULL && cte->ctequery->node_case == PG_QUERY__NODE__NODE_SELECT_STMT
          ? cte->ctequery->select_stmt
          : NULL;

  if (both == NULL || both->op != PG_QUERY__SET_OPERATION__SETOP_UNION || both->larg == NULL ||
      both->rarg == NULL || both->larg->n_target_list != both->rarg->n_target_list)
    return;
  for (gsize i = 0; i < both->larg->n_target_list; i++)
    {
      const PgQuery__Node *first = both->larg->target_list[i]->res_target->val;
      const PgQuery__Node *next = both->rarg->target_list[i]->res_target->val;

      if (studio_sql_work_type (work, first) == STUDIO_SQL_TYPE_DATE &&
          studio_sql_is_operator (next, " + - ") &&
          studio_sql_work_type (work, next->a_expr->rexpr) == STUDIO_SQL_TYPE_INTERVAL)
        studio_sql_work_cast (work, next, "::date", RULE,
                              _ ("A recursive query goes on with the type it begins with."));
    }
}

static gboolean
is_recursive (const StudioSqlSpot *spot)
{
  return spot->select != NULL && spot->select->with_clause != NULL &&
         spot->select->with_clause->recursive;
}

void
_studio_sql_values_branch (const StudioSqlWork *work,
                           const PgQuery__Node *node,
                           const StudioSqlSpot *spot)
{
  switch ((int) node->node_case)
    {
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      mend_condition (work, node->select_stmt->where_clause);
      mend_condition (work, node->select_stmt->having_clause);
      break;
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
      for (gsize i = 0; i < node->bool_expr->n_args; i++)
        mend_condition (work, node->bool_expr->args[i]);
      break;
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      mend_condition (work, node->func_call->agg_filter);
      break;
    case PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR:
      if (is_recursive (spot))
        look_at_recursion (work, node->common_table_expr);
      break;
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      look_at_case (work, node->case_expr);
      break;
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      mend_values (work, node->coalesce_expr->args, node->coalesce_expr->n_args);
      mend_flags (work, node->coalesce_expr->args, node->coalesce_expr->n_args);
      break;
    default:
      break;
    }
}
