/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-units.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The unit of time that a token names, when one can be counted in. */
static const char *
unit_at (const StudioSqlText *text, guint index)
{
  g_autofree char *name = NULL;
  const char *unit;

  if (!studio_sql_text_is_word (text, index) || studio_sql_text_is_quoted (text, index))
    return NULL;
  name = studio_sql_text_dup_name (text, index);
  /* One letter is an alias rather than a unit here. */
  if (strlen (name) < 3)
    return NULL;
  unit = studio_sql_unit_find (name);
  return unit != NULL && (studio_sql_unit_seconds (unit) > 0 || g_str_equal (unit, "month") ||
                          g_str_equal (unit, "quarter") || g_str_equal (unit, "year"))
             ? unit
             : NULL;
}

/* Whether PostgreSQL takes the token after INTERVAL '…' for a unit itself. */
static gboolean
is_own_unit (const StudioSqlText *text, guint index)
{
  static const char *const units[] = { "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", NULL };

  return studio_sql_text_is_one_of (text, index, units);
}

static void
mend (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint first, guint last, char *after)
{
  if (after != NULL)
    _studio_sql_rule_replace (subject, edits, "interval",
                              g_strdup (_ ("PostgreSQL writes an interval as one literal.")), first,
                              last, after);
  g_free (after);
}

/* INTERVAL 7 DAY, INTERVAL -1 MONTH */
static gboolean
mend_number (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint first)
{
  const StudioSqlText *text = subject->text;
  gboolean negative = studio_sql_text_get_kind (text, first + 1) == '-';
  guint number = first + (negative ? 2 : 1);
  const char *unit = unit_at (text, number + 1);
  g_autofree char *count = NULL;

  if (!studio_sql_text_is_number (text, number) || unit == NULL)
    return FALSE;
  count = studio_sql_text_dup (text, first + 1, number);
  mend (subject, edits, first, number + 1, studio_sql_unit_interval (count, unit));
  return TRUE;
}

/* INTERVAL '3' WEEK, INTERVAL '30' DAYS, INTERVAL "7 days", INTERVAL '2 quarters' */
static gboolean
mend_literal (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint first)
{
  const StudioSqlText *text = subject->text;
  gboolean quoted = studio_sql_text_is_quoted (text, first + 1);
  const char *unit = unit_at (text, first + 2);
  g_autofree char *value = NULL;
  g_auto (GStrv) words = NULL;
  char *end = NULL;

  if (!quoted && !studio_sql_text_is_string (text, first + 1))
    return FALSE;
  value = quoted ? studio_sql_text_dup_name (text, first + 1)
                 : studio_sql_text_dup_string (text, first + 1);
  g_strstrip (value);
  words = g_strsplit (value, " ", -1);
  g_ascii_strtod (value, &end);
  if (end == value)
    return TRUE;
  if (*end == '\0' && unit != NULL && (quoted || !is_own_unit (text, first + 2)))
    mend (subject, edits, first, first + 2, studio_sql_unit_interval (value, unit));
  else if (g_strv_length (words) == 2 && studio_sql_unit_find (words[1]) != NULL &&
           g_str_equal (studio_sql_unit_find (words[1]), "quarter"))
    mend (subject, edits, first, first + 1, studio_sql_unit_interval (words[0], "quarter"));
  else if (quoted)
    mend (subject, edits, first, first + 1, g_strdup_printf ("INTERVAL '%s'", value));
  return TRUE;
}

/* INTERVAL n DAY, INTERVAL (a + b) HOUR */
static void
mend_expression (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint first)
{
  const StudioSqlText *text = subject->text;
  guint end = studio_sql_text_primary_end (text, first + 1);
  const char *unit = end != STUDIO_SQL_NOWHERE ? unit_at (text, end + 1) : NULL;
  g_autofree char *count = NULL;

  if (unit == NULL || (studio_sql_text_get_kind (text, first + 1) != '(' &&
                       !studio_sql_text_is_word (text, first + 1)))
    return;
  count = studio_sql_text_dup (text, first + 1, end);
  mend (subject, edits, first, end + 1, studio_sql_unit_interval (count, unit));
}

/* '2024-01-01' + INTERVAL …: the literal must say that it is a date. */
static void
mend_base (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint first)
{
  const StudioSqlText *text = subject->text;
  static const char *const types[] = { "DATE", "TIMESTAMP", "TIMESTAMPTZ", "INTERVAL", NULL };
  g_autofree char *literal = NULL, *after = NULL;
  int operator;

  if (first < 2)
    return;
  operator= studio_sql_text_get_kind (text, first - 1);
  if ((operator!= '+' && operator!= '-') || !studio_sql_text_is_string (text, first - 2) ||
      (first > 2 && (studio_sql_text_is_one_of (text, first - 3, types) ||
                     studio_sql_text_is (text, first - 3, "ZONE"))))
    return;
  literal = studio_sql_text_dup (text, first - 2, first - 2);
  if (!g_ascii_isdigit (literal[1]) || strchr (literal, '-') == NULL)
    return;
  after = g_strconcat (literal, strchr (literal, ':') != NULL ? "::timestamp" : "::date", NULL);
  mend (subject, edits, first - 2, first - 2, g_steal_pointer (&after));
}

void
_studio_sql_rule_intervals (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  const StudioSqlText *text = subject->text;

  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    {
      int before = i > 0 ? studio_sql_text_get_kind (text, i - 1) : 0;

      if (!studio_sql_text_is (text, i, "INTERVAL") || before == PG_QUERY__TOKEN__TYPECAST ||
          before == PG_QUERY__TOKEN__AS || before == '.')
        continue;
      if (!mend_number (subject, edits, i) && !mend_literal (subject, edits, i))
        mend_expression (subject, edits, i);
      mend_base (subject, edits, i);
    }
}
