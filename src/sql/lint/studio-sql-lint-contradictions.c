/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Conditions that can never hold together, or alone. */

#define MAX_CONDITIONS 64

typedef enum
{
  TEST_EQUAL,
  TEST_ABOVE,
  TEST_AT_LEAST,
  TEST_BELOW,
  TEST_AT_MOST,
  TEST_NULL,
} TestKind;

/* `subject op value` */
typedef struct
{
  TestKind kind;
  const PgQuery__Node *node;
  const PgQuery__Node *subject;
  const PgQuery__Node *value; /* NULL for IS NULL */
} Test;

static gboolean
is_value (const PgQuery__Node *node)
{
  double number;

  return _studio_sql_node_number (node, &number) || _studio_sql_node_string (node) != NULL;
}

static gboolean
read_test (const PgQuery__Node *node, Test *test)
{
  static const struct
  {
    const char *name;
    TestKind kind;
    TestKind turned;
  } kinds[] = {
    { "=", TEST_EQUAL, TEST_EQUAL },       { ">", TEST_ABOVE, TEST_BELOW },
    { ">=", TEST_AT_LEAST, TEST_AT_MOST }, { "<", TEST_BELOW, TEST_ABOVE },
    { "<=", TEST_AT_MOST, TEST_AT_LEAST },
  };
  const PgQuery__Node *left, *right;

  if (node->node_case == PG_QUERY__NODE__NODE_NULL_TEST &&
      node->null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL)
    {
      *test = (Test){ TEST_NULL, node, node->null_test->arg, NULL };
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!_studio_sql_node_is_operator (node, kinds[i].name, &left, &right))
        continue;
      if (is_value (right) && !is_value (left))
        *test = (Test){ kinds[i].kind, node, left, right };
      else if (is_value (left) && !is_value (right))
        *test = (Test){ kinds[i].turned, node, right, left };
      else
        return FALSE;
      return TRUE;
    }
  return FALSE;
}

/* -1, 0, 1 as values compare; FALSE when that cannot be told. */
static gboolean
compare_values (const PgQuery__Node *a, const PgQuery__Node *b, gboolean texts, int *order)
{
  double left, right;
  const char *first = _studio_sql_node_string (a), *second = _studio_sql_node_string (b);

  if (_studio_sql_node_number (a, &left) && _studio_sql_node_number (b, &right))
    {
      *order = (left > right) - (left < right);
      return TRUE;
    }
  if (first == NULL || second == NULL || !texts)
    return FALSE;
  *order = strcmp (first, second);
  return TRUE;
}

static gboolean
is_day (const char *text)
{
  return text != NULL && strlen (text) == 10 && g_ascii_isdigit (text[0]) && text[4] == '-' &&
         text[7] == '-' && g_ascii_isdigit (text[9]);
}

/* Whether the order of two literals is that of their texts: days, and texts tested for equality. */
static gboolean
are_comparable (const StudioSqlLint *lint, const Test *a, const Test *b)
{
  StudioSqlType type = studio_sql_names_type_of (lint->names, a->subject);

  if (a->value == NULL || b->value == NULL)
    return FALSE;
  if (studio_sql_type_is_temporal (type))
    return is_day (_studio_sql_node_string (a->value)) &&
           is_day (_studio_sql_node_string (b->value));
  return a->kind == TEST_EQUAL && b->kind == TEST_EQUAL &&
         (type == STUDIO_SQL_TYPE_TEXT || type == STUDIO_SQL_TYPE_ENUM);
}

static gboolean
sets_floor (TestKind kind)
{
  return kind == TEST_ABOVE || kind == TEST_AT_LEAST || kind == TEST_EQUAL;
}

static gboolean
sets_ceiling (TestKind kind)
{
  return kind == TEST_BELOW || kind == TEST_AT_MOST || kind == TEST_EQUAL;
}

/* Whether @low, which sets a floor, leaves nothing below the ceiling of @high. */
static gboolean
leaves_nothing (const StudioSqlLint *lint, const Test *low, const Test *high)
{
  int order = 0;

  if (!sets_floor (low->kind) || !sets_ceiling (high->kind) ||
      !compare_values (low->value, high->value, are_comparable (lint, low, high), &order))
    return FALSE;
  if (order != 0)
    return order > 0;
  return low->kind == TEST_ABOVE || high->kind == TEST_BELOW;
}

static gboolean
contradict (const StudioSqlLint *lint, const Test *a, const Test *b)
{
  if (_studio_sql_nodes_equal (lint->names, a->subject, b->subject) != STUDIO_SQL_EQUAL)
    return FALSE;
  if (a->kind == TEST_NULL || b->kind == TEST_NULL)
    return a->kind != b->kind;
  return leaves_nothing (lint, a, b) || leaves_nothing (lint, b, a);
}

static void
report (StudioSqlLint *lint, const PgQuery__Node *node, char *message)
{
  _studio_sql_lint_add (lint, "never-true", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_WRONG_RESULT,
                        node, message);
}

/* `status = 'a' AND status = 'b'`, `x > 5 AND x < 3` */
static void
look_at_and (StudioSqlLint *lint, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__Node *around = _studio_sql_spot_parent (spot, 0);
  g_autoptr (GPtrArray) conditions = NULL;
  Test tests[MAX_CONDITIONS];
  guint n = 0;

  if (node->node_case != PG_QUERY__NODE__NODE_BOOL_EXPR ||
      node->bool_expr->boolop != PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR ||
      (around != NULL && around->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR &&
       around->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR))
    return;
  conditions = _studio_sql_lint_conjuncts (node);
  for (guint i = 0; i < conditions->len && n < MAX_CONDITIONS; i++)
    {
      if (!read_test (g_ptr_array_index (conditions, i), &tests[n]))
        continue;
      for (guint k = 0; k < n; k++)
        if (contradict (lint, &tests[k], &tests[n]))
          {
            g_autofree char *first = _studio_sql_lint_text (lint, tests[k].node);
            g_autofree char *second = _studio_sql_lint_text (lint, tests[n].node);

            report (lint, tests[n].node,
                    g_strdup_printf (_ ("“%s” and “%s” are never true together. Is OR meant?"),
                                     first, second));
            return;
          }
      n++;
    }
}

/* BETWEEN 10 AND 1 */
static void
look_at_between (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__List *list;
  Test low = { TEST_AT_LEAST, node, NULL, NULL }, high = { TEST_AT_MOST, node, NULL, NULL };

  if (node->node_case != PG_QUERY__NODE__NODE_A_EXPR ||
      node->a_expr->kind != PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN ||
      node->a_expr->rexpr->node_case != PG_QUERY__NODE__NODE_LIST)
    return;
  list = node->a_expr->rexpr->list;
  low.subject = high.subject = node->a_expr->lexpr;
  low.value = list->items[0];
  high.value = list->items[1];
  if (leaves_nothing (lint, &low, &high))
    report (
        lint, node,
        g_strdup (_ ("BETWEEN takes the smaller value first; this way round it finds nothing.")));
}

/* lower (x) = 'Paid' */
static void
look_at_folded (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__Node *left, *right;
  const char *text;
  gboolean lower;

  if (!_studio_sql_node_is_operator (node, "=", &left, &right))
    return;
  text = _studio_sql_node_string (right);
  lower = _studio_sql_node_calls (left, "lower");
  if (text == NULL || (!lower && !_studio_sql_node_calls (left, "upper")))
    return;
  for (const char *c = text; *c != '\0'; c++)
    if (lower ? g_ascii_isupper (*c) : g_ascii_islower (*c))
      {
        report (lint, node,
                g_strdup_printf (lower ? _ ("lower() gives small letters, which never equal '%s'.")
                                       : _ ("upper() gives capitals, which never equal '%s'."),
                                 text));
        return;
      }
}

void
_studio_sql_lint_contradictions (StudioSqlLint *lint,
                                 const PgQuery__Node *node,
                                 const StudioSqlSpot *spot)
{
  look_at_and (lint, node, spot);
  look_at_between (lint, node);
  look_at_folded (lint, node);
}
