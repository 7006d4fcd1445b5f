/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-call.h"
#include "sql/repair/studio-sql-units.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_now (const StudioSqlText *text, StudioSqlRange range)
{
  static const char *const words[] = { "CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "now",
                                       NULL };

  return studio_sql_text_is_one_of (text, range.first, words) &&
         studio_sql_text_primary_end (text, range.first) == range.last;
}

static gboolean
is_time (const StudioSqlSubject *subject, StudioSqlRange range)
{
  StudioField *field = studio_sql_call_column (subject, range);

  return is_now (subject->text, range) ||
         (field != NULL && studio_field_kind_is_temporal (studio_field_get_kind (field)));
}

/* A literal that can only be a format of dates: 'yyyy-MM'. */
static gboolean
is_pattern (const StudioSqlText *text, StudioSqlRange range)
{
  g_autofree char *pattern = NULL;

  if (range.first != range.last || !studio_sql_text_is_string (text, range.first))
    return FALSE;
  pattern = studio_sql_text_dup_string (text, range.first);
  return *pattern != '\0' && strspn (pattern, "yMdHhmsfEtq/.-: ") == strlen (pattern) &&
         strpbrk (pattern, "yMdHhE") != NULL;
}

static gboolean
is_type (const StudioSqlText *text, StudioSqlRange range)
{
  static const char *const types[] = {
    "SIGNED",  "UNSIGNED", "CHAR",      "VARCHAR", "NVARCHAR",  "NCHAR",         "VARCHAR2",
    "STRING",  "INT",      "INTEGER",   "BIGINT",  "SMALLINT",  "TINYINT",       "BIT",
    "DECIMAL", "NUMERIC",  "NUMBER",    "FLOAT",   "REAL",      "DOUBLE",        "MONEY",
    "DATE",    "DATETIME", "DATETIME2", "TIME",    "TIMESTAMP", "SMALLDATETIME", "TEXT",
    "BOOLEAN", "BOOL",     "JSON",      NULL
  };

  return studio_sql_text_is_one_of (text, range.first, types) &&
         (range.first == range.last || studio_sql_text_type_end (text, range.first) == range.last ||
          (range.last == range.first + 1 && studio_sql_text_is (text, range.last, "INTEGER")));
}

static gboolean
is_interval (const StudioSqlText *text, StudioSqlRange range)
{
  for (guint i = range.first; i <= range.last; i++)
    if (studio_sql_text_is (text, i, "INTERVAL"))
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const StudioSqlText *text, StudioSqlRange range)
{
  int sign = studio_sql_text_get_kind (text, range.first);

  return studio_sql_text_is_number (text, range.last) &&
         (range.first == range.last ||
          (range.last == range.first + 1 && (sign == '-' || sign == '+')));
}

static gboolean
is_unit (const StudioSqlCall *call, const char *name, StudioSqlRange range, gboolean bare)
{
  const StudioSqlText *text = call->subject->text;
  g_autofree char *word = NULL;

  if (studio_sql_call_unit (call, name) == NULL)
    return FALSE;
  if (!studio_sql_text_is_word (text, range.first))
    return !bare;
  word = studio_sql_text_dup_name (text, range.first);
  return !studio_sql_relations_have_column (call->subject->relations, word);
}

static gboolean
meets (const StudioSqlCall *call, const StudioSqlParameter *parameter, StudioSqlRange range)
{
  const StudioSqlText *text = call->subject->text;
  const char *condition = parameter->condition;

  if (condition == NULL)
    return TRUE;
  if (g_str_equal (condition, "interval"))
    return is_interval (text, range);
  if (g_str_equal (condition, "unit") || g_str_equal (condition, "bareunit"))
    return is_unit (call, parameter->name, range, g_str_equal (condition, "bareunit"));
  if (g_str_equal (condition, "string"))
    return range.first == range.last && studio_sql_text_is_string (text, range.first);
  if (g_str_equal (condition, "unquoted"))
    return range.first != range.last || !studio_sql_text_is_string (text, range.first);
  if (g_str_equal (condition, "number"))
    return is_number (text, range);
  if (g_str_equal (condition, "value"))
    return !is_number (text, range);
  if (g_str_equal (condition, "pattern"))
    return is_pattern (text, range);
  if (g_str_equal (condition, "type"))
    return is_type (text, range);
  if (g_str_equal (condition, "time"))
    return is_time (call->subject, range);
  g_return_val_if_reached (FALSE);
}

static gboolean
fits (const StudioSqlCall *call)
{
  GArray *parameters = call->rewrite->parameters;
  guint given = call->arguments->len;

  for (guint i = 0; i < parameters->len; i++)
    {
      const StudioSqlParameter *parameter = &g_array_index (parameters, StudioSqlParameter, i);

      if (parameter->arity == STUDIO_SQL_ARITY_ANY)
        return TRUE;
      if (i >= given ||
          !meets (call, parameter, g_array_index (call->arguments, StudioSqlRange, i)))
        return FALSE;
      if (parameter->arity == STUDIO_SQL_ARITY_SOME)
        return TRUE;
    }
  return given == parameters->len;
}

/* Fills the template of the rewrite. */
static char *
fill (const StudioSqlCall *call)
{
  GString *filled = g_string_new (NULL);
  const char *c = call->rewrite->replacement;

  while (*c != '\0')
    {
      const char *close = *c == '{' ? strchr (c, '}') : NULL;
      g_autofree char *name = NULL, *value = NULL;
      char form = '\0';

      if (close == NULL)
        {
          g_string_append_c (filled, *c++);
          continue;
        }
      name = g_strndup (c + 1, close - c - 1);
      form = name[strlen (name) - 1];
      if (strchr ("!@#", form) != NULL)
        name[strlen (name) - 1] = '\0';
      value = form == '!'   ? studio_sql_call_operand (call, name)
              : form == '@' ? studio_sql_call_time (call, name)
              : form == '#' ? studio_sql_call_date (call, name)
                            : studio_sql_call_raw (call, name);
      g_string_append (filled, value);
      c = close + 1;
    }
  return g_string_free (filled, FALSE);
}

static StudioSqlBuilder
find_builder (const char *name)
{
  const StudioSqlNamedBuilder *const lists[] = { _studio_sql_builders, _studio_sql_time_builders,
                                                 _studio_sql_lite_builders,
                                                 _studio_sql_type_builders,
                                                 _studio_sql_json_builders };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const StudioSqlNamedBuilder *entry = lists[i]; entry->name != NULL; entry++)
      if (g_str_equal (entry->name, name))
        return entry->builder;
  return NULL;
}

static char *
build (StudioSqlCall *call)
{
  g_auto (GStrv) words = NULL;
  StudioSqlBuilder builder;

  if (*call->rewrite->replacement != '@')
    return fill (call);
  words = g_strsplit (call->rewrite->replacement + 1, " ", -1);
  builder = find_builder (words[0]);
  g_return_val_if_fail (builder != NULL, NULL);
  return builder (call, (const char *const *) words + 1);
}

/* Not a call: what a type, a CTE or an alias with its columns looks like. */
static gboolean
is_declaration (const StudioSqlText *text, guint name, guint close)
{
  const StudioSqlToken *before = name > 0 ? studio_sql_text_get (text, name - 1) : NULL;

  if (before == NULL)
    return FALSE;
  return before->kind == '.' || before->kind == PG_QUERY__TOKEN__TYPECAST || before->kind == ')' ||
         before->kind == PG_QUERY__TOKEN__AS || before->kind == PG_QUERY__TOKEN__FROM ||
         before->kind == PG_QUERY__TOKEN__JOIN || before->kind == PG_QUERY__TOKEN__IDENT ||
         (studio_sql_text_is (text, close + 1, "AS") &&
          studio_sql_text_get_kind (text, close + 2) == '(');
}

/* Notes which tokens are units or types for this call, and so no calls of their own: the brackets
 * of WEEK(MONDAY) or CHAR(10). */
static void
protect (const StudioSqlCall *call, GArray *protected)
{
  GArray *parameters = call->rewrite->parameters;

  for (guint i = 0; i < parameters->len && i < call->arguments->len; i++)
    {
      const char *condition = g_array_index (parameters, StudioSqlParameter, i).condition;

      if (condition != NULL &&
          (g_str_has_suffix (condition, "unit") || g_str_equal (condition, "type")))
        g_array_append_val (protected, g_array_index (call->arguments, StudioSqlRange, i).first);
    }
}

static void
mend (const StudioSqlSubject *subject,
      StudioSqlEdits *edits,
      StudioSqlCall *call,
      GArray *protected)
{
  g_autofree char *name = studio_sql_text_dup (subject->text, call->name, call->name);
  g_autofree char *upper = g_ascii_strup (name, -1);
  const GPtrArray *rewrites = studio_sql_rewrites_find (upper);

  for (guint i = 0; rewrites != NULL && i < rewrites->len; i++)
    {
      g_autofree char *after = NULL;

      call->rewrite = g_ptr_array_index (rewrites, i);
      call->last = call->close;
      if (studio_sql_rewrite_is_native (call->rewrite, subject->target) || !fits (call))
        continue;
      protect (call, protected);
      after = build (call);
      if (after != NULL)
        _studio_sql_rule_replace (
            subject, edits, call->rewrite->rule,
            g_strdup_printf (_ ("PostgreSQL has no function “%s” like that; this says the same."),
                             upper),
            call->name, call->last, after);
      return;
    }
}

static gboolean
is_protected (const GArray *protected, guint index)
{
  for (guint i = 0; i < protected->len; i++)
    if (g_array_index (protected, guint, i) == index)
      return TRUE;
  return FALSE;
}

void
_studio_sql_rule_foreign_calls (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  const StudioSqlText *text = subject->text;
  g_autoptr (GArray) protected = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    {
      StudioSqlCall call = { subject, i, i + 1 };

      if (studio_sql_text_get_kind (text, i + 1) != '(' || !studio_sql_text_is_callable (text, i) ||
          studio_sql_text_is_quoted (text, i))
        continue;
      call.close = studio_sql_text_match (text, call.open);
      if (call.close == STUDIO_SQL_NOWHERE || is_declaration (text, i, call.close) ||
          is_protected (protected, i))
        continue;
      call.arguments = studio_sql_text_split (text, call.open + 1, call.close - 1);
      mend (subject, edits, &call, protected);
      g_array_unref (call.arguments);
    }
}
