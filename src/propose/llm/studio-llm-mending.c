/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-mending.h"

#include "core/studio-json.h"
#include "propose/llm/studio-llm-text.h"
#include "sql/studio-sql-tokens.h"

#include <string.h>

gboolean
studio_llm_mending_is_worth_it (StudioKpi *kpi)
{
  StudioErrorClass error_class = studio_kpi_get_error_class (kpi);

  /* The rest is refused for what it does, or not for its text at all. */
  return studio_kpi_get_check_state (kpi) == STUDIO_CHECK_INVALID &&
         (error_class == STUDIO_ERROR_CLASS_SYNTAX ||
          error_class == STUDIO_ERROR_CLASS_UNKNOWN_TABLE ||
          error_class == STUDIO_ERROR_CLASS_UNKNOWN_COLUMN ||
          error_class == STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION ||
          error_class == STUDIO_ERROR_CLASS_TYPE_MISMATCH ||
          error_class == STUDIO_ERROR_CLASS_GROUPING ||
          error_class == STUDIO_ERROR_CLASS_DIVISION || error_class == STUDIO_ERROR_CLASS_OTHER);
}

char *
studio_llm_mending_read (const char *reply)
{
  const char *begin = strchr (reply, '{');
  const char *end = strrchr (reply, '}');
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  const char *sql;

  if (begin == NULL || end == NULL || end < begin)
    return NULL;
  text = g_strndup (begin, end - begin + 1);
  root = studio_llm_text_to_json (text);
  sql = studio_json_get_string (studio_json_node_get_object (root), "sql");
  return sql != NULL && *sql != '\0' ? g_strdup (sql) : NULL;
}

static char *
unquote (char *name)
{
  gsize length = strlen (name);

  if (length >= 2 && name[0] == '"' && name[length - 1] == '"')
    {
      memmove (name, name + 1, length - 2);
      name[length - 2] = '\0';
    }
  else
    {
      char *lower = g_utf8_strdown (name, -1);

      g_free (name);
      return lower;
    }
  return name;
}

static gboolean
is_name (const StudioSqlTokens *tokens, guint index)
{
  int kind;

  if (index >= studio_sql_tokens_get_length (tokens))
    return FALSE;
  kind = studio_sql_tokens_get (tokens, index)->kind;
  return kind == PG_QUERY__TOKEN__IDENT || studio_sql_tokens_get (tokens, index)->keyword ==
                                               PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD;
}

/* The name a WITH query gives itself is no table. */
static gboolean
is_given_name (const StudioSqlTokens *tokens, const char *name)
{
  guint n = studio_sql_tokens_get_length (tokens);

  for (guint i = 0; i + 2 < n; i++)
    if (studio_sql_tokens_equal (tokens, i, name) &&
        studio_sql_tokens_equal (tokens, i + 1, "as") &&
        studio_sql_tokens_equal (tokens, i + 2, "("))
      return TRUE;
  return FALSE;
}

/* The last part of a name with a schema: "sales.orders" is "orders". */
static void
add_table (GHashTable *tables, const StudioSqlTokens *tokens, guint index)
{
  char *name;

  while (is_name (tokens, index) && index + 2 < studio_sql_tokens_get_length (tokens) &&
         studio_sql_tokens_equal (tokens, index + 1, ".") && is_name (tokens, index + 2))
    index += 2;
  if (!is_name (tokens, index))
    return;
  name = unquote (studio_sql_tokens_dup_text (tokens, index));
  if (is_given_name (tokens, name))
    g_free (name);
  else
    g_hash_table_add (tables, name);
}

/* FROM inside extract(… FROM …), trim and substring is another one. */
static gboolean
is_clause (const StudioSqlTokens *tokens, guint index)
{
  guint depth = 0;

  for (guint i = index; i-- > 0;)
    {
      if (studio_sql_tokens_equal (tokens, i, ")"))
        depth++;
      else if (studio_sql_tokens_equal (tokens, i, "(") && depth-- == 0)
        return i == 0 || !(studio_sql_tokens_equal (tokens, i - 1, "extract") ||
                           studio_sql_tokens_equal (tokens, i - 1, "substring") ||
                           studio_sql_tokens_equal (tokens, i - 1, "trim") ||
                           studio_sql_tokens_equal (tokens, i - 1, "overlay"));
    }
  return TRUE;
}

static GHashTable *
collect_tables (const StudioSqlTokens *tokens)
{
  GHashTable *tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = studio_sql_tokens_get_length (tokens);

  for (guint i = 0; i + 1 < n; i++)
    if ((studio_sql_tokens_equal (tokens, i, "from") && is_clause (tokens, i)) ||
        studio_sql_tokens_equal (tokens, i, "join"))
      add_table (tables, tokens, i + 1);
  return tables;
}

GStrv
studio_llm_mending_find_tables (const char *sql)
{
  g_autoptr (StudioSqlTokens) tokens = studio_sql_tokens_scan (sql);
  g_autoptr (GHashTable) tables = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer name;

  if (tokens != NULL)
    {
      tables = collect_tables (tokens);
      g_hash_table_iter_init (&iter, tables);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

/* How often each aggregate is called. */
static GHashTable *
count_aggregates (const StudioSqlTokens *tokens)
{
  static const char *const aggregates[] = {
    "count", "sum",  "avg",    "min",     "max",      "stddev",          "variance",
    "mode",  "corr", "median", "bool_or", "bool_and", "percentile_cont", "percentile_disc",
  };
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = studio_sql_tokens_get_length (tokens);

  for (guint i = 0; i + 1 < n; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (aggregates); j++)
      if (studio_sql_tokens_equal (tokens, i, aggregates[j]) &&
          studio_sql_tokens_equal (tokens, i + 1, "("))
        g_hash_table_insert (
            counts, (gpointer) aggregates[j],
            GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, aggregates[j])) + 1));
  return counts;
}

/* The same ones; how often may differ, since GROUP BY can take an aggregate's expression. */
static gboolean
have_same_keys (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (b, key))
      return FALSE;
  return g_hash_table_size (a) == g_hash_table_size (b);
}

gboolean
studio_llm_mending_keeps_meaning (const char *before, const char *after, gboolean other_table)
{
  g_autoptr (StudioSqlTokens) old = studio_sql_tokens_scan (before);
  g_autoptr (StudioSqlTokens) new = studio_sql_tokens_scan (after);
  g_autoptr (GHashTable) old_tables = old != NULL ? collect_tables (old) : NULL;
  g_autoptr (GHashTable) new_tables = new != NULL ? collect_tables (new) : NULL;
  g_autoptr (GHashTable) old_aggregates = old != NULL ? count_aggregates (old) : NULL;
  g_autoptr (GHashTable) new_aggregates = new != NULL ? count_aggregates (new) : NULL;

  if (old == NULL || new == NULL || !have_same_keys (old_aggregates, new_aggregates))
    return FALSE;
  return other_table ? g_hash_table_size (old_tables) == g_hash_table_size (new_tables)
                     : have_same_keys (old_tables, new_tables);
}
