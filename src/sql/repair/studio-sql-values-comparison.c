/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define RULE "comparison-type"

/* Comparisons of values that PostgreSQL does not compare. */

static gboolean
is_time (StudioSqlType type)
{
  return studio_sql_type_is_temporal (type);
}

static gboolean
is_boolean_literal (const PgQuery__Node *node, gboolean *value)
{
  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_A_CONST || node->a_const->isnull ||
      node->a_const->val_case != PG_QUERY__A__CONST__VAL_BOOLVAL)
    return FALSE;
  *value = node->a_const->boolval->boolval;
  return TRUE;
}

/* flag = 1, count = TRUE */
static gboolean
mend_flag (const StudioSqlWork *work, const PgQuery__Node *side, const PgQuery__Node *literal)
{
  StudioSqlType type = studio_sql_work_type (work, side);
  double number = 0;
  gboolean truth = FALSE;

  if (type == STUDIO_SQL_TYPE_BOOLEAN && studio_sql_number (literal, &number) &&
      (number == 0 || number == 1))
    studio_sql_work_replace (work, literal, number == 1 ? "TRUE" : "FALSE", RULE,
                             _ ("The column is true or false, not 1 or 0."));
  else if (type == STUDIO_SQL_TYPE_INTEGER && is_boolean_literal (literal, &truth))
    studio_sql_work_replace (work, literal, truth ? "1" : "0", RULE,
                             _ ("The column is 1 or 0, not true or false."));
  else
    return FALSE;
  return TRUE;
}

static void
quote_number (const StudioSqlWork *work, const PgQuery__Node *literal)
{
  g_autofree char *text = studio_sql_node_text (work->subject->names, literal);
  g_autofree char *quoted = text != NULL ? _studio_sql_quote_literal (text) : NULL;

  if (quoted != NULL)
    studio_sql_work_replace (work, literal, quoted, RULE,
                             _ ("The column holds text, so it is compared with text."));
}

/* A text like “2024-03” with a time: the time is written the same way. */
static void
mend_by_period (const StudioSqlWork *work, const PgQuery__Node *side, const PgQuery__Node *other)
{
  g_autofree char *text = studio_sql_node_text (work->subject->names, other);
  g_autofree char *after = NULL;

  if (text == NULL)
    return;
  after = g_strdup_printf ("to_char(%s, '%s')", text, studio_sql_work_period_format (work, side));
  studio_sql_work_replace (
      work, other, after, RULE,
      _ ("The column holds months as text, so the time is written like them."));
}

/* Whether a column holds Y or N, as its name says. */
static gboolean
is_yes_or_no (const StudioSqlWork *work, const PgQuery__Node *node)
{
  StudioField *field = studio_sql_work_field (work, node);
  g_autofree char *name =
      field != NULL ? g_ascii_strdown (studio_field_get_name (field), -1) : NULL;

  return name != NULL && g_str_has_suffix (name, "_yn") &&
         studio_sql_work_type (work, node) == STUDIO_SQL_TYPE_TEXT;
}

/* use_yn = 1, use_yn = TRUE */
static gboolean
mend_yes_or_no (const StudioSqlWork *work, const PgQuery__Node *side, const PgQuery__Node *literal)
{
  double number = 0;
  gboolean truth = FALSE;

  if (!is_yes_or_no (work, side))
    return FALSE;
  if (studio_sql_number (literal, &number) && (number == 0 || number == 1))
    truth = number == 1;
  else if (!is_boolean_literal (literal, &truth))
    return FALSE;
  studio_sql_work_replace (work, literal, truth ? "'Y'" : "'N'", RULE,
                           _ ("The column holds Y or N."));
  return TRUE;
}

/* Text with a number. */
static gboolean
mend_text (const StudioSqlWork *work,
           const PgQuery__Node *node,
           const PgQuery__Node *side,
           const PgQuery__Node *other)
{
  StudioSqlType type = studio_sql_work_type (work, other);
  gboolean equality = studio_sql_is_operator (node, " = <> ");
  double number;

  if (studio_sql_work_type (work, side) != STUDIO_SQL_TYPE_TEXT ||
      studio_sql_work_is_json_text (work, side))
    return FALSE;
  if (is_time (type) && studio_sql_work_period_format (work, side) != NULL)
    mend_by_period (work, side, other);
  else if (is_time (type))
    studio_sql_work_read_time (work, side,
                               type == STUDIO_SQL_TYPE_DATE        ? "::date"
                               : type == STUDIO_SQL_TYPE_TIMESTAMP ? "::timestamp"
                                                                   : "::timestamptz",
                               RULE);
  else if (!studio_sql_type_is_arithmetic (type))
    return FALSE;
  else if (equality && studio_sql_number (other, &number))
    quote_number (work, other);
  else if (equality)
    studio_sql_work_cast (work, other, "::text", RULE,
                          _ ("The column holds text, so it is compared with text."));
  else if (studio_sql_work_may_hold (work, side, FALSE))
    studio_sql_work_cast (work, side, "::numeric", RULE,
                          _ ("The column holds text, so it is read as a number first."));
  return TRUE;
}

/* An enumeration or a UUID with a text. */
static gboolean
mend_label (const StudioSqlWork *work, const PgQuery__Node *side, const PgQuery__Node *other)
{
  StudioSqlType type = studio_sql_work_type (work, side);

  if ((type != STUDIO_SQL_TYPE_ENUM && type != STUDIO_SQL_TYPE_UUID) ||
      studio_sql_work_type (work, other) != STUDIO_SQL_TYPE_TEXT)
    return FALSE;
  studio_sql_work_cast (work, side, "::text", RULE,
                        _ ("The column is of a type of its own, so it is compared as text."));
  return TRUE;
}

/* The to_char() format that a date literal without a day (“2024-03”, “2024”) is compared in. */
static const char *
short_date_format (const char *literal)
{
  gsize length = literal != NULL ? strlen (literal) : 0;

  if ((length != 4 && length != 7) || strspn (literal, "0123456789-") != length ||
      (*literal != '1' && *literal != '2') || memchr (literal, '-', 4) != NULL)
    return NULL;
  if (length == 4)
    return "YYYY";
  return literal[4] == '-' && literal[5] != '-' && literal[6] != '-' ? "YYYY-MM" : NULL;
}

/* A time with a year or a month. */
static gboolean
mend_period (const StudioSqlWork *work, const PgQuery__Node *side, const PgQuery__Node *other)
{
  g_autofree char *text = NULL, *after = NULL;
  const char *format;
  double year = 0;

  if (!is_time (studio_sql_work_type (work, side)))
    return FALSE;
  text = studio_sql_node_text (work->subject->names, side);
  format = short_date_format (studio_sql_string (other));
  if (text == NULL)
    return FALSE;
  if (format != NULL)
    after = g_strdup_printf ("to_char(%s, '%s')", text, format);
  else if (studio_sql_number (other, &year) && year >= 1900 && year <= 2100 && year == floor (year))
    after = g_strdup_printf ("EXTRACT(YEAR FROM %s)", text);
  else
    return FALSE;
  studio_sql_work_replace (work, side, after, RULE,
                           _ ("A point in time is compared by its year or month."));
  return TRUE;
}

/* A length of time with a number: of days. */
static gboolean
mend_length (const StudioSqlWork *work, const PgQuery__Node *side, const PgQuery__Node *other)
{
  g_autofree char *count = NULL, *after = NULL;
  double number;

  /* 24, 48 and 72 are as likely to be hours. */
  if (studio_sql_work_type (work, side) != STUDIO_SQL_TYPE_INTERVAL ||
      !studio_sql_number (other, &number) || (number > 0 && fmod (number, 24) == 0))
    return FALSE;
  count = studio_sql_node_text (work->subject->names, other);
  if (count == NULL)
    return FALSE;
  after = g_strdup_printf ("INTERVAL '%s day%s'", count, number == 1 ? "" : "s");
  studio_sql_work_replace (
      work, other, after, RULE,
      _ ("The difference of two times is a length of time, not a number of days."));
  return TRUE;
}

/* '2024-02-31': the end of the month was meant. */
static gboolean
mend_day (const StudioSqlWork *work, const PgQuery__Node *side, const PgQuery__Node *other)
{
  const char *literal = studio_sql_string (other);
  g_autofree char *after = NULL;
  int year, month, day;
  char rest;

  if (literal == NULL || !is_time (studio_sql_work_type (work, side)) || strlen (literal) != 10 ||
      sscanf (literal, "%4d-%2d-%2d%c", &year, &month, &day, &rest) != 3 || month < 1 ||
      month > 12 || day < 29 || day > 31 || year < 1 ||
      day <= g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year))
    return FALSE;
  after = g_strdup_printf ("'%04d-%02d-%02d'", year, month,
                           g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
  studio_sql_work_replace (work, other, after, RULE, _ ("The month has no such day."));
  return TRUE;
}

/* tags = 'new', where tags is an array */
static void
mend_element (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  const char *literal = studio_sql_string (operation->rexpr);
  g_autofree char *array = NULL, *element = NULL, *after = NULL;

  if (literal == NULL || *literal == '{' || !studio_sql_is_operator (node, " = <> ") ||
      studio_sql_work_type (work, operation->lexpr) != STUDIO_SQL_TYPE_ARRAY)
    return;
  array = studio_sql_node_text (work->subject->names, operation->lexpr);
  element = studio_sql_node_text (work->subject->names, operation->rexpr);
  if (array == NULL || element == NULL)
    return;
  after = studio_sql_is_operator (node, " = ") ? g_strdup_printf ("%s = ANY (%s)", element, array)
                                               : g_strdup_printf ("%s <> ALL (%s)", element, array);
  studio_sql_work_replace (work, node, after, RULE,
                           _ ("The elements of an array are compared with = ANY."));
}

/* x = NULL, x <> NULL */
static void
mend_null (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const StudioSqlText *text = work->subject->text;
  const PgQuery__Node *right = node->a_expr->rexpr;
  guint operator= studio_sql_text_at (text, node->a_expr->location);

  if (!studio_sql_is_operator (node, " = <> ") ||
      right->node_case != PG_QUERY__NODE__NODE_A_CONST || !right->a_const->isnull ||
      !studio_sql_text_is (text, operator+ 1, "NULL"))
    return;
  studio_sql_edits_add (
      work->edits, "null-comparison",
      _ ("Nothing equals NULL, not even NULL; whether there is a value is asked with IS."),
      studio_sql_text_get (text, operator)->start, studio_sql_text_get (text, operator+ 1)->end,
      studio_sql_is_operator (node, " = ") ? "IS NULL" : "IS NOT NULL");
}

static void
look_at_pair (const StudioSqlWork *work,
              const PgQuery__Node *node,
              const PgQuery__Node *side,
              const PgQuery__Node *other)
{
  if (!mend_flag (work, side, other) && !mend_yes_or_no (work, side, other) &&
      !mend_day (work, side, other) && !mend_text (work, node, side, other) &&
      !mend_label (work, side, other) && !mend_period (work, side, other))
    mend_length (work, side, other);
}

/* x IN (…) and x BETWEEN a AND b */
static void
look_at_list (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  const PgQuery__List *list = operation->rexpr->list;
  StudioSqlType type = studio_sql_work_type (work, operation->lexpr);
  gboolean in = operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_IN;
  double number;

  if (in && type == STUDIO_SQL_TYPE_TEXT)
    for (gsize i = 0; i < list->n_items; i++)
      {
        if (studio_sql_number (list->items[i], &number))
          quote_number (work, list->items[i]);
      }
  else if (in && list->n_items == 1 &&
           studio_sql_work_type (work, list->items[0]) == STUDIO_SQL_TYPE_ARRAY &&
           type != STUDIO_SQL_TYPE_ARRAY)
    {
      const StudioSqlText *text = work->subject->text;
      guint token = studio_sql_text_at (text, operation->location);

      if (studio_sql_text_is (text, token, "IN"))
        studio_sql_edits_add (work->edits, RULE,
                              _ ("The elements of an array are compared with = ANY."),
                              studio_sql_text_get (text, token)->start,
                              studio_sql_text_get (text, token)->end, "= ANY");
    }
  else if (in)
    for (gsize i = 0; i < list->n_items; i++)
      mend_flag (work, operation->lexpr, list->items[i]);
  else if (list->n_items == 2 && is_time (type))
    {
      if (!mend_period (work, operation->lexpr, list->items[0]))
        for (gsize i = 0; i < list->n_items; i++)
          mend_day (work, operation->lexpr, list->items[i]);
    }
  else if (list->n_items == 2 && type == STUDIO_SQL_TYPE_TEXT)
    mend_text (work, node, operation->lexpr, list->items[0]);
  else if (list->n_items == 2 && type == STUDIO_SQL_TYPE_INTERVAL)
    for (gsize i = 0; i < list->n_items; i++)
      mend_length (work, operation->lexpr, list->items[i]);
}

/* LIKE and its relatives compare texts only. */
static void
look_at_pattern (const StudioSqlWork *work, const PgQuery__AExpr *operation)
{
  StudioSqlType type = studio_sql_work_type (work, operation->lexpr);

  if (type == STUDIO_SQL_TYPE_UNKNOWN || type == STUDIO_SQL_TYPE_LITERAL ||
      type == STUDIO_SQL_TYPE_TEXT || type == STUDIO_SQL_TYPE_OTHER ||
      studio_sql_work_is_json_part (work, operation->lexpr))
    return;
  studio_sql_work_cast (work, operation->lexpr, "::text", RULE,
                        _ ("Only text can be compared with a pattern."));
}

void
_studio_sql_values_comparison (const StudioSqlWork *work,
                               const PgQuery__Node *node,
                               const StudioSqlSpot *spot)
{
  const PgQuery__AExpr *operation = node->a_expr;

  if (node->node_case != PG_QUERY__NODE__NODE_A_EXPR || operation->lexpr == NULL ||
      operation->rexpr == NULL)
    return;
  if (operation->rexpr->node_case == PG_QUERY__NODE__NODE_LIST)
    look_at_list (work, node);
  else if (operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_LIKE ||
           operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE ||
           studio_sql_is_operator (node, " ~ ~* !~ !~* "))
    look_at_pattern (work, operation);
  else if (studio_sql_is_operator (node, " = <> < > <= >= "))
    {
      look_at_pair (work, node, operation->lexpr, operation->rexpr);
      look_at_pair (work, node, operation->rexpr, operation->lexpr);
      mend_element (work, node);
      mend_null (work, node);
    }
}
