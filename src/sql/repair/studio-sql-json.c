/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-json.h"

char *
_studio_sql_json_access (GStrv path, gboolean as_json)
{
  GString *access = g_string_new ("(");

  g_string_append (access, path[0]);
  for (guint i = 1; path[i] != NULL; i++)
    {
      g_autofree char *key = _studio_sql_quote_literal (path[i]);

      g_string_append (access, path[i + 1] != NULL || as_json ? "->" : "->>");
      g_string_append (access, key);
    }
  g_string_append_c (access, ')');
  return g_string_free (access, FALSE);
}

const char *
_studio_sql_json_cast (StudioFieldKind kind)
{
  switch (kind)
    {
    case STUDIO_FIELD_INTEGER:
    case STUDIO_FIELD_DECIMAL:
      return "::numeric";
    case STUDIO_FIELD_FLOAT:
      return "::double precision";
    case STUDIO_FIELD_BOOLEAN:
      return "::boolean";
    case STUDIO_FIELD_DATE:
      return "::date";
    case STUDIO_FIELD_TIME:
      return "::time";
    case STUDIO_FIELD_DATETIME:
      return "::timestamp";
    case STUDIO_FIELD_DATETIME_TZ:
      return "::timestamptz";
    case STUDIO_FIELD_INTERVAL:
      return "::interval";
    case STUDIO_FIELD_TEXT:
    case STUDIO_FIELD_UUID:
    case STUDIO_FIELD_JSON:
    case STUDIO_FIELD_ARRAY:
    case STUDIO_FIELD_OTHER:
    default:
      return "";
    }
}

static gboolean
is_counted (const StudioSqlText *text, guint first, guint last)
{
  guint before = first - 1;

  if (first > 0 && studio_sql_text_is (text, before, "DISTINCT"))
    before--;
  return first > 1 && studio_sql_text_get_kind (text, last + 1) == ')' &&
         studio_sql_text_get_kind (text, before) == '(' && before > 0 &&
         studio_sql_text_is (text, before - 1, "COUNT");
}

/* GROUP BY x without a cast allows both x and x::type in the select list. */
static gboolean
is_group_item (const StudioSqlText *text, guint first, guint last)
{
  int next = studio_sql_text_get_kind (text, last + 1);
  guint i = first;

  if (next != 0 && next != ',' && next != ')' && next != ';' &&
      studio_sql_text_get (text, last + 1)->keyword == PG_QUERY__KEYWORD_KIND__NO_KEYWORD)
    return FALSE;
  if (i == 0 ||
      !(studio_sql_text_get_kind (text, i - 1) == ',' || studio_sql_text_is (text, i - 1, "BY")))
    return FALSE;
  while (i-- > 0)
    {
      int kind = studio_sql_text_get_kind (text, i);
      guint match = studio_sql_text_match (text, i);

      if (studio_sql_text_is (text, i, "BY"))
        return i > 0 && studio_sql_text_is (text, i - 1, "GROUP");
      if (kind == '(' || kind == '[' || kind == PG_QUERY__TOKEN__SELECT ||
          kind == PG_QUERY__TOKEN__FROM || kind == PG_QUERY__TOKEN__WHERE)
        return FALSE;
      if (match != STUDIO_SQL_NOWHERE && match < i)
        i = match;
    }
  return FALSE;
}

gboolean
_studio_sql_json_needs_cast (const StudioSqlText *text, guint first, guint last)
{
  if (studio_sql_text_get_kind (text, last + 1) == PG_QUERY__TOKEN__TYPECAST)
    return FALSE;
  if (studio_sql_text_is (text, last + 1, "AS") && first > 1 &&
      studio_sql_text_get_kind (text, first - 1) == '(' &&
      studio_sql_text_is (text, first - 2, "CAST"))
    return FALSE;
  if (studio_sql_text_is (text, last + 1, "IS") &&
      (studio_sql_text_is (text, last + 2, "NULL") || studio_sql_text_is (text, last + 3, "NULL")))
    return FALSE;
  return !is_counted (text, first, last) && !is_group_item (text, first, last);
}
