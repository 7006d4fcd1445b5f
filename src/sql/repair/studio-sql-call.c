/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-call.h"

#include "sql/repair/studio-sql-units.h"

#include <string.h>

gboolean
studio_sql_call_get (const StudioSqlCall *self, const char *name, StudioSqlRange *range)
{
  GArray *parameters = self->rewrite->parameters;

  for (guint i = 0; i < parameters->len; i++)
    if (g_str_equal (g_array_index (parameters, StudioSqlParameter, i).name, name))
      {
        if (i >= self->arguments->len)
          return FALSE;
        *range = g_array_index (self->arguments, StudioSqlRange, i);
        if (g_array_index (parameters, StudioSqlParameter, i).arity != STUDIO_SQL_ARITY_ONE)
          range->last =
              g_array_index (self->arguments, StudioSqlRange, self->arguments->len - 1).last;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_parameter (const StudioSqlCall *self, const char *name)
{
  GArray *parameters = self->rewrite->parameters;

  for (guint i = 0; i < parameters->len; i++)
    if (g_str_equal (g_array_index (parameters, StudioSqlParameter, i).name, name))
      return TRUE;
  return FALSE;
}

char *
studio_sql_call_raw (const StudioSqlCall *self, const char *name)
{
  StudioSqlRange range;

  if (studio_sql_call_get (self, name, &range))
    return studio_sql_text_dup_range (self->subject->text, range);
  return g_strdup (is_parameter (self, name) ? "" : name);
}

char *
studio_sql_call_operand_of (const StudioSqlText *text, StudioSqlRange range)
{
  g_autofree char *raw = studio_sql_text_dup_range (text, range);
  int first = studio_sql_text_get_kind (text, range.first);

  if (first != '-' && first != '+' && studio_sql_text_primary_end (text, range.first) == range.last)
    return g_steal_pointer (&raw);
  return g_strdup_printf ("(%s)", raw);
}

char *
studio_sql_call_operand (const StudioSqlCall *self, const char *name)
{
  StudioSqlRange range;

  if (studio_sql_call_get (self, name, &range))
    return studio_sql_call_operand_of (self->subject->text, range);
  return studio_sql_call_raw (self, name);
}

/* The time of day that a literal names decides between a date and a timestamp. */
static char *
typed_literal (const StudioSqlText *text, guint index)
{
  g_autofree char *raw = studio_sql_text_dup (text, index, index);

  return g_strconcat (raw, strchr (raw, ':') != NULL ? "::timestamp" : "::date", NULL);
}

static gboolean
is_zero (const StudioSqlText *text, StudioSqlRange range)
{
  return range.first == range.last && studio_sql_text_is (text, range.first, "0");
}

static gboolean
is_text_column (const StudioSqlSubject *subject, StudioSqlRange range)
{
  StudioField *field = studio_sql_call_column (subject, range);

  return field != NULL && studio_field_get_kind (field) == STUDIO_FIELD_TEXT;
}

char *
studio_sql_call_time (const StudioSqlCall *self, const char *name)
{
  StudioSqlRange range;
  g_autofree char *operand = studio_sql_call_operand (self, name);

  if (!studio_sql_call_get (self, name, &range))
    return g_steal_pointer (&operand);
  if (range.first == range.last && studio_sql_text_is_string (self->subject->text, range.first))
    return typed_literal (self->subject->text, range.first);
  /* SQL Server counts dates from this day. */
  if (is_zero (self->subject->text, range))
    return g_strdup ("DATE '1900-01-01'");
  if (is_text_column (self->subject, range))
    return g_strconcat (operand, "::timestamp", NULL);
  return g_steal_pointer (&operand);
}

char *
studio_sql_call_date (const StudioSqlCall *self, const char *name)
{
  StudioSqlRange range;
  g_autofree char *operand = studio_sql_call_operand (self, name);

  if (!studio_sql_call_get (self, name, &range))
    return g_steal_pointer (&operand);
  if (is_zero (self->subject->text, range))
    return g_strdup ("DATE '1900-01-01'");
  if (g_ascii_strcasecmp (operand, "CURRENT_DATE") == 0 || g_str_has_suffix (operand, "::date"))
    return g_steal_pointer (&operand);
  return g_strconcat (operand, "::date", NULL);
}

char *
studio_sql_call_string (const StudioSqlCall *self, const char *name)
{
  StudioSqlRange range;

  if (!studio_sql_call_get (self, name, &range) || range.first != range.last ||
      !studio_sql_text_is_string (self->subject->text, range.first))
    return NULL;
  return studio_sql_text_dup_string (self->subject->text, range.first);
}

/* The unit that the tokens name: YEAR, 'year', WEEK(MONDAY). */
static const char *
unit_of (const StudioSqlText *text, StudioSqlRange range)
{
  g_autofree char *name = NULL;

  if (range.last == range.first + 3 && studio_sql_text_is (text, range.first, "WEEK"))
    return studio_sql_text_is (text, range.first + 2, "MONDAY") ? "week" : NULL;
  if (range.first != range.last)
    return NULL;
  if (studio_sql_text_is_string (text, range.first))
    name = studio_sql_text_dup_string (text, range.first);
  else if (studio_sql_text_is_word (text, range.first))
    name = studio_sql_text_dup_name (text, range.first);
  return name != NULL ? studio_sql_unit_find (name) : NULL;
}

const char *
studio_sql_call_unit (const StudioSqlCall *self, const char *name)
{
  StudioSqlRange range;

  if (studio_sql_call_get (self, name, &range))
    return unit_of (self->subject->text, range);
  return studio_sql_unit_find (name);
}

StudioField *
studio_sql_call_column (const StudioSqlSubject *subject, StudioSqlRange range)
{
  g_autofree char *name = NULL;
  g_autofree char *alias = NULL;
  StudioField *found = NULL;

  if (!studio_sql_text_is_name (subject->text, range.last) ||
      studio_sql_text_name_start (subject->text, range.last) != range.first ||
      range.last - range.first > 2)
    return NULL;
  name = studio_sql_text_dup_name (subject->text, range.last);
  if (range.last > range.first)
    alias = studio_sql_text_dup_name (subject->text, range.first);
  for (guint i = 0; i < subject->relations->len; i++)
    {
      const StudioSqlRelation *relation = g_ptr_array_index (subject->relations, i);
      StudioField *field = NULL;

      if (alias != NULL && g_strcmp0 (alias, relation->alias) != 0)
        continue;
      if (relation->table != NULL)
        field = studio_sql_table_find_field (relation->table, name);
      else if (alias != NULL)
        return NULL;
      if (field != NULL && found != NULL &&
          studio_field_get_kind (field) != studio_field_get_kind (found))
        return NULL;
      found = field != NULL ? field : found;
    }
  return found;
}
