/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-relations.h"

static void
relation_free (gpointer data)
{
  StudioSqlRelation *relation = data;

  g_free (relation->alias);
  g_free (relation);
}

static void
add_relation (GPtrArray *relations, const StudioSqlTable *table, char *alias, guint name)
{
  StudioSqlRelation *relation = g_new0 (StudioSqlRelation, 1);

  relation->table = table;
  relation->alias = alias;
  relation->name = name;
  g_ptr_array_add (relations, relation);
}

static gboolean
is_alias (const StudioSqlText *text, guint index)
{
  const StudioSqlToken *token = studio_sql_text_get (text, index);

  return token->kind == PG_QUERY__TOKEN__IDENT ||
         token->keyword == PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD;
}

/* The token that names what ends at @last, else STUDIO_SQL_NOWHERE. */
static guint
alias_after (const StudioSqlText *text, guint last)
{
  if (studio_sql_text_is (text, last + 1, "AS") && studio_sql_text_is_word (text, last + 2))
    return last + 2;
  return is_alias (text, last + 1) ? last + 1 : STUDIO_SQL_NOWHERE;
}

/* Reads one table or subquery; returns the token after it, without its join condition. */
static guint
read_relation (const StudioSqlText *text,
               const StudioSqlSchema *schema,
               const GPtrArray *ctes,
               GPtrArray *relations,
               guint index)
{
  guint last = index;
  guint alias;
  const StudioSqlTable *table = NULL;

  if (studio_sql_text_is (text, last, "LATERAL") || studio_sql_text_is (text, last, "ONLY"))
    last++;
  if (studio_sql_text_get_kind (text, last) == '(')
    {
      guint close = studio_sql_text_match (text, last);

      if (close == STUDIO_SQL_NOWHERE)
        return last + 1;
      alias = alias_after (text, close);
      if (alias != STUDIO_SQL_NOWHERE)
        add_relation (relations, NULL, studio_sql_text_dup_name (text, alias), close);
      return last + 1;
    }
  if (!studio_sql_text_is_name (text, last))
    return last;
  while (studio_sql_text_get_kind (text, last + 1) == '.' &&
         studio_sql_text_is_word (text, last + 2))
    last += 2;
  if (studio_sql_text_get_kind (text, last + 1) != '(')
    {
      g_autofree char *name = studio_sql_text_dup_name (text, last);
      g_autofree char *qualifier = last >= 2 && studio_sql_text_get_kind (text, last - 1) == '.'
                                       ? studio_sql_text_dup_name (text, last - 2)
                                       : NULL;

      if (schema != NULL && (qualifier != NULL || studio_sql_relations_get (ctes, name) == NULL))
        table = studio_sql_schema_find_table (schema, qualifier, name);
      alias = alias_after (text, last);
      add_relation (relations, table,
                    studio_sql_text_dup_name (text, alias != STUDIO_SQL_NOWHERE ? alias : last),
                    last);
      return last + 1;
    }
  return last + 1;
}

static GPtrArray *
find_ctes (const StudioSqlText *text)
{
  GPtrArray *ctes = g_ptr_array_new_with_free_func (relation_free);

  for (guint i = 1; i < studio_sql_text_get_length (text); i++)
    {
      guint next = i + 1;

      if (!studio_sql_text_is_name (text, i) ||
          !(studio_sql_text_is (text, i - 1, "WITH") || studio_sql_text_is (text, i - 1, ",") ||
            studio_sql_text_is (text, i - 1, "RECURSIVE")))
        continue;
      if (studio_sql_text_get_kind (text, next) == '(')
        next = studio_sql_text_skip (text, next);
      if (!studio_sql_text_is (text, next++, "AS"))
        continue;
      if (studio_sql_text_is (text, next, "NOT"))
        next++;
      if (studio_sql_text_is (text, next, "MATERIALIZED"))
        next++;
      if (studio_sql_text_get_kind (text, next) == '(')
        add_relation (ctes, NULL, studio_sql_text_dup_name (text, i), i);
    }
  return ctes;
}

/* Reads the list after FROM as far as its own level goes. */
static void
read_list (const StudioSqlText *text,
           const StudioSqlSchema *schema,
           const GPtrArray *ctes,
           GPtrArray *relations,
           guint index)
{
  static const char *const ends[] = { "WHERE",  "GROUP",     "HAVING", "ORDER", "LIMIT",   "UNION",
                                      "EXCEPT", "INTERSECT", "WINDOW", "FETCH", "OFFSET",  "SELECT",
                                      "FOR",    "FROM",      "JOIN",   "ON",    "QUALIFY", NULL };

  read_relation (text, schema, ctes, relations, index);
  for (guint i = index; i < studio_sql_text_get_length (text); i = studio_sql_text_skip (text, i))
    {
      int kind = studio_sql_text_get_kind (text, i);

      if (kind == ')' || kind == ']' || studio_sql_text_is_one_of (text, i, ends))
        return;
      if (kind == ',')
        read_relation (text, schema, ctes, relations, i + 1);
    }
}

/* FROM also stands inside EXTRACT, TRIM, SUBSTRING, OVERLAY and after IS DISTINCT. */
static gboolean
is_from_clause (const StudioSqlText *text, guint from, guint open)
{
  static const char *const calls[] = {
    "EXTRACT", "TRIM", "SUBSTRING", "OVERLAY", "POSITION", NULL
  };

  if (from > 0 && studio_sql_text_is (text, from - 1, "DISTINCT"))
    return FALSE;
  return open == STUDIO_SQL_NOWHERE || open == 0 ||
         !studio_sql_text_is_one_of (text, open - 1, calls);
}

GPtrArray *
studio_sql_relations_find (const StudioSqlText *text, const StudioSqlSchema *schema)
{
  GPtrArray *relations = g_ptr_array_new_with_free_func (relation_free);
  g_autoptr (GPtrArray) ctes = find_ctes (text);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    {
      int kind = studio_sql_text_get_kind (text, i);
      guint inner = open->len > 0 ? g_array_index (open, guint, open->len - 1) : STUDIO_SQL_NOWHERE;

      if (kind == '(')
        g_array_append_val (open, i);
      else if (kind == ')' && open->len > 0)
        g_array_set_size (open, open->len - 1);
      else if (kind == PG_QUERY__TOKEN__FROM && is_from_clause (text, i, inner))
        read_list (text, schema, ctes, relations, i + 1);
      else if (kind == PG_QUERY__TOKEN__JOIN || studio_sql_text_is (text, i, "STRAIGHT_JOIN"))
        read_list (text, schema, ctes, relations, i + 1);
    }
  g_ptr_array_extend_and_steal (relations, g_steal_pointer (&ctes));
  return relations;
}

const StudioSqlRelation *
studio_sql_relations_get (const GPtrArray *relations, const char *alias)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const StudioSqlRelation *relation = g_ptr_array_index (relations, i);

      if (g_strcmp0 (relation->alias, alias) == 0)
        return relation;
    }
  return NULL;
}

gboolean
studio_sql_relations_have_column (const GPtrArray *relations, const char *name)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const StudioSqlRelation *relation = g_ptr_array_index (relations, i);
      StudioField *field =
          relation->table != NULL ? studio_sql_table_find_field (relation->table, name) : NULL;

      if (field != NULL && !studio_field_is_nested (field))
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_be (const StudioSqlRelation *relation, const char *alias)
{
  return relation->table != NULL && (alias == NULL || g_strcmp0 (relation->alias, alias) == 0);
}

StudioField *
studio_sql_relations_find_json (const GPtrArray *relations, const char *alias, const char *name)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const StudioSqlRelation *relation = g_ptr_array_index (relations, i);
      StudioField *field =
          may_be (relation, alias) ? studio_sql_table_find_field (relation->table, name) : NULL;

      if (field != NULL && studio_field_get_kind (field) == STUDIO_FIELD_JSON &&
          !studio_field_is_nested (field))
        return field;
    }
  return NULL;
}

static gboolean
has_path (StudioField *field, GStrv path)
{
  GStrv own = studio_field_get_info (field)->nested_path;
  guint i = 0;

  for (; own != NULL && own[i] != NULL && path[i] != NULL; i++)
    if (g_ascii_strcasecmp (own[i], path[i]) != 0)
      return FALSE;
  return own != NULL && i > 0 && own[i] == NULL && path[i] == NULL;
}

StudioField *
studio_sql_relations_find_nested (const GPtrArray *relations, const char *alias, GStrv path)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const StudioSqlRelation *relation = g_ptr_array_index (relations, i);

      for (guint k = 0; may_be (relation, alias) && k < relation->table->fields->len; k++)
        {
          StudioField *field = g_ptr_array_index (relation->table->fields, k);

          if (has_path (field, path))
            return field;
        }
    }
  return NULL;
}
