/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-call.h"
#include <string.h>

/* x a b more: CASE, where NULL is compared as Oracle does. */
static char *
build_decode (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *subject = studio_sql_call_operand (call, words[0]);
  const StudioSqlText *text = call->subject->text;
  guint n = call->arguments->len;
  GString *built = g_string_new ("CASE");
  gboolean null = FALSE;

  for (guint i = 1; i + 1 < n; i += 2)
    {
      StudioSqlRange range = g_array_index (call->arguments, StudioSqlRange, i);

      null = null || (range.first == range.last && studio_sql_text_is (text, range.first, "NULL"));
    }
  if (!null)
    g_string_append_printf (built, " %s", subject);
  for (guint i = 1; i + 1 < n; i += 2)
    {
      StudioSqlRange key = g_array_index (call->arguments, StudioSqlRange, i);
      StudioSqlRange value = g_array_index (call->arguments, StudioSqlRange, i + 1);
      g_autofree char *when = studio_sql_call_operand_of (text, key);
      g_autofree char *then = studio_sql_text_dup_range (text, value);

      if (null)
        g_string_append_printf (built, " WHEN %s IS NOT DISTINCT FROM %s THEN %s", subject, when,
                                then);
      else
        g_string_append_printf (built, " WHEN %s THEN %s", when, then);
    }
  if (n % 2 == 0)
    {
      StudioSqlRange other = g_array_index (call->arguments, StudioSqlRange, n - 1);
      g_autofree char *otherwise = studio_sql_text_dup_range (text, other);

      g_string_append_printf (built, " ELSE %s", otherwise);
    }
  g_string_append (built, " END");
  return g_string_free (built, FALSE);
}

/* What is aggregated into a list, taken apart. */
typedef struct
{
  gboolean distinct;
  char *value;     /* (owned) */
  char *order;     /* (owned) (nullable): what follows ORDER BY */
  char *separator; /* (owned) */
} List;

static void
list_clear (List *list)
{
  g_free (list->value);
  g_free (list->order);
  g_free (list->separator);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

/* The values as one text; several are joined, as MySQL does. */
static char *
join_values (const StudioSqlText *text, const GArray *values)
{
  StudioSqlRange first = g_array_index (values, StudioSqlRange, 0);
  StudioSqlRange last = g_array_index (values, StudioSqlRange, values->len - 1);
  g_autofree char *raw = studio_sql_text_dup (text, first.first, last.last);

  return values->len > 1 ? g_strdup_printf ("concat(%s)", raw)
                         : g_strdup_printf ("(%s)::text", raw);
}

static char *
finish_list (const List *list)
{
  const char *order = list->order;

  /* With DISTINCT the order may only be that of what is put together. */
  if (list->distinct && order != NULL)
    {
      g_autofree char *cast = g_strdup_printf ("(%s)::text", order);

      if (!g_str_equal (cast, list->value))
        return NULL;
      order = list->value;
    }
  return g_strdup_printf ("string_agg(%s%s, %s%s%s)", list->distinct ? "DISTINCT " : "",
                          list->value, list->separator, order != NULL ? " ORDER BY " : "",
                          order != NULL ? order : "");
}

/* Reads [DISTINCT] x, … [ORDER BY …] [SEPARATOR s] between the brackets. */
static char *
build_group_concat (StudioSqlCall *call, const char *const *words)
{
  static const char *const order[] = { "ORDER", NULL };
  static const char *const separator[] = { "SEPARATOR", NULL };
  const StudioSqlText *text = call->subject->text;
  guint first = call->open + 1;
  guint ordered, separated, end;
  g_autoptr (GArray) values = NULL;
  g_auto (List) list = { 0 };

  if (studio_sql_text_is (text, first, "DISTINCT"))
    {
      list.distinct = TRUE;
      first++;
    }
  ordered = studio_sql_text_find (text, first, order);
  separated = studio_sql_text_find (text, first, separator);
  separated = separated < call->close ? separated : call->close;
  end = ordered < separated ? ordered : separated;
  values = studio_sql_text_split (text, first, end - 1);
  if (ordered < separated)
    list.order = studio_sql_text_dup (text, ordered + 2, separated - 1);
  if (separated < call->close)
    list.separator = studio_sql_text_dup (text, separated + 1, call->close - 1);
  else if (values->len == 2)
    {
      /* SQLite's second argument is the separator, MySQL would have said SEPARATOR. */
      list.separator = studio_sql_text_dup_range (text, g_array_index (values, StudioSqlRange, 1));
      g_array_set_size (values, 1);
    }
  else
    list.separator = g_strdup ("','");
  if (values->len == 0)
    return NULL;
  list.value = join_values (text, values);
  return finish_list (&list);
}

/* The ORDER BY of WITHIN GROUP (…) after the call, which then is a part of it. */
static char *
take_within_group (StudioSqlCall *call)
{
  const StudioSqlText *text = call->subject->text;
  guint open = call->close + 3;
  guint close = studio_sql_text_match (text, open);

  if (!studio_sql_text_is (text, call->close + 1, "WITHIN") ||
      !studio_sql_text_is (text, call->close + 2, "GROUP") || close == STUDIO_SQL_NOWHERE ||
      !studio_sql_text_is (text, open + 1, "ORDER") || !studio_sql_text_is (text, open + 2, "BY"))
    return NULL;
  call->last = close;
  return studio_sql_text_dup (text, open + 3, close - 1);
}

/* [DISTINCT] x [, separator] [WITHIN GROUP (ORDER BY …)] */
static char *
build_listagg (StudioSqlCall *call, const char *const *words)
{
  const StudioSqlText *text = call->subject->text;
  guint first = call->open + 1;
  g_autoptr (GArray) values = NULL;
  g_auto (List) list = { 0 };

  if (studio_sql_text_is (text, first, "DISTINCT"))
    {
      list.distinct = TRUE;
      first++;
    }
  values = studio_sql_text_split (text, first, call->close - 1);
  if (values->len == 0 || values->len > 2)
    return NULL;
  list.separator = values->len == 2
                       ? studio_sql_text_dup_range (text, g_array_index (values, StudioSqlRange, 1))
                       : g_strdup ("''");
  g_array_set_size (values, 1);
  list.value = join_values (text, values);
  list.order = take_within_group (call);
  return finish_list (&list);
}

/* SQL Server's STRING_AGG(x, s) WITHIN GROUP (…); without the latter it is PostgreSQL's own. */
static char *
build_string_agg (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *order = take_within_group (call);

  return order != NULL ? build_listagg (call, words) : NULL;
}

/* x d n */
static char *
build_substring_index (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *value = studio_sql_call_raw (call, words[0]);
  g_autofree char *delimiter = studio_sql_call_raw (call, words[1]);
  g_autofree char *count = studio_sql_call_raw (call, words[2]);

  if (g_str_equal (count, "1") || g_str_equal (count, "-1"))
    return g_strdup_printf ("split_part(%s, %s, %s)", value, delimiter, count);
  if (*count == '-' || g_str_equal (count, "0"))
    return NULL;
  return g_strdup_printf ("array_to_string((string_to_array(%s, %s))[1:%s], %s)", value, delimiter,
                          count, delimiter);
}

/* x part start: 0 when @part is not found from @start on. */
static char *
build_find (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *value = studio_sql_call_raw (call, words[0]);
  g_autofree char *part = studio_sql_call_raw (call, words[1]);
  g_autofree char *start = studio_sql_call_operand (call, words[2]);

  return g_strdup_printf ("COALESCE(NULLIF(strpos(substr(%s, %s), %s), 0) + %s - 1, 0)", value,
                          start, part, start);
}

const StudioSqlNamedBuilder _studio_sql_builders[] = {
  { "decode", build_decode },
  { "group-concat", build_group_concat },
  { "listagg", build_listagg },
  { "string-agg", build_string_agg },
  { "substring-index", build_substring_index },
  { "find", build_find },
  { NULL, NULL },
};
