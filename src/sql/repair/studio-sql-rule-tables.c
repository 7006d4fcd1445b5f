/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-near-miss.h"
#include "sql/repair/studio-sql-clause.h"
#include "sql/repair/studio-sql-lookup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tables that do not exist, and names before a dot that nothing in FROM has. */

/* A name of a letter or two is an alias, and likely nothing like another of them. */
#define MIN_NAME 3

/* The name of @names that @name must mean. Names that differ by more than case and “_” must at
 * least begin alike. */
static const char *
find_near (const StudioSqlSubject *subject, const char *name, GPtrArray *names)
{
  const char *near =
      strlen (name) >= MIN_NAME ? studio_sql_near_miss (subject->schema, name, names) : NULL;

  return near != NULL && g_ascii_tolower (*near) == g_ascii_tolower (*name) ? near : NULL;
}

/* The table that @range must mean: without its schema, or spelt a little differently; or the CTE.
 */
static const char *
find_table (const StudioSqlSubject *subject,
            const PgQuery__RangeVar *range,
            const StudioSqlTable **table)
{
  GPtrArray *queries = studio_sql_names_get_queries (subject->names);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *near;

  *table = NULL;
  if (range->schemaname != NULL && *range->schemaname != '\0')
    *table = studio_sql_schema_find_table (subject->schema, NULL, range->relname);
  if (*table != NULL)
    return (*table)->name;
  for (guint i = 0; i < studio_sql_schema_get_n_tables (subject->schema); i++)
    g_ptr_array_add (names, studio_sql_schema_get_table (subject->schema, i)->name);
  for (guint i = 0; i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);

      if (query->cte_name != NULL)
        g_ptr_array_add (names, (gpointer) query->cte_name);
    }
  near = find_near (subject, range->relname, names);
  if (near != NULL)
    *table = studio_sql_schema_find_table (subject->schema, NULL, near);
  return near;
}

/* Mends the name of a table, and what is qualified with it. */
static void
mend_table (const StudioSqlSubject *subject, StudioSqlEdits *edits, const StudioSqlSource *source)
{
  GPtrArray *references = studio_sql_names_get_references (subject->names);
  const StudioSqlTable *table = NULL;
  const char *name = find_table (subject, source->range, &table);
  StudioSqlRange range = studio_sql_lookup_tokens (subject, source->range->location);
  g_autofree char *quoted = NULL, *full = NULL;

  if (name == NULL || range.first == STUDIO_SQL_NOWHERE)
    return;
  studio_sql_lookup_begin (edits, "table-name",
                           studio_sql_lookup_explain (source->range->relname, name));
  quoted = studio_sql_quote_name (name);
  if (table != NULL && table->schema != NULL && g_strcmp0 (table->schema, "public") != 0)
    {
      g_autofree char *schema = studio_sql_quote_name (table->schema);

      full = g_strconcat (schema, ".", quoted, NULL);
    }
  studio_sql_edits_replace (edits, studio_sql_text_get (subject->text, range.first)->start,
                            studio_sql_text_get (subject->text, range.last)->end,
                            full != NULL ? full : quoted);
  for (guint i = 0; i < references->len && !source->has_alias; i++)
    {
      const StudioSqlReference *reference = g_ptr_array_index (references, i);
      guint qualifier = studio_sql_lookup_qualifier (subject, reference);

      if (reference->source == source && qualifier != STUDIO_SQL_NOWHERE)
        studio_sql_lookup_rename (subject, edits, qualifier, name);
    }
}

/* Whether any FROM of the statement calls something @name. */
static gboolean
is_declared (const StudioSqlSubject *subject, const char *name)
{
  GPtrArray *queries = studio_sql_names_get_queries (subject->names);

  for (guint i = 0; i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);

      for (guint k = 0; k < query->sources->len; k++)
        if (g_strcmp0 (((const StudioSqlSource *) g_ptr_array_index (query->sources, k))->name,
                       name) == 0)
          return TRUE;
    }
  return FALSE;
}

static const StudioSqlSource *
find_source (const StudioSqlQuery *query, const char *name)
{
  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (query->sources, i);

      if (g_strcmp0 (source->name, name) == 0)
        return source;
    }
  return NULL;
}

/* The table that has an alias but is called by its own name. */
static const StudioSqlSource *
find_unaliased (const StudioSqlQuery *query, const char *name)
{
  const StudioSqlSource *found = NULL;

  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (query->sources, i);

      if (source->range == NULL || !source->has_alias ||
          g_ascii_strcasecmp (source->range->relname, name) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = source;
    }
  return found;
}

/* The source whose name is spelt a little differently, and which has the column. */
static const StudioSqlSource *
find_misspelt (const StudioSqlSubject *subject, const StudioSqlReference *reference)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *near;

  for (guint i = 0; i < reference->query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (reference->query->sources, i);

      if (source->name != NULL)
        g_ptr_array_add (names, (gpointer) source->name);
    }
  near = find_near (subject, reference->qualifier, names);
  return near != NULL ? find_source (reference->query, near) : NULL;
}

/* `FROM customers c, (SELECT … WHERE o.customer_id = c.id) t`: a subquery sees what stands before
 * it only when it is LATERAL. */
static gboolean
mend_lateral (const StudioSqlSubject *subject,
              StudioSqlEdits *edits,
              const StudioSqlReference *reference)
{
  const StudioSqlQuery *query = reference->query;
  const StudioSqlText *text = subject->text;
  guint open;

  while (query->parent != NULL && !query->in_from)
    query = query->parent;
  if (query->parent == NULL || query->cte_name != NULL ||
      find_source (query->parent, reference->qualifier) == NULL)
    return FALSE;
  open = studio_sql_clause_first (text, query->select);
  while (open != STUDIO_SQL_NOWHERE && open > 0 && studio_sql_text_get_kind (text, open) != '(')
    open--;
  if (open == STUDIO_SQL_NOWHERE || open == 0 || studio_sql_text_is (text, open - 1, "LATERAL"))
    return FALSE;
  studio_sql_edits_add (
      edits, "lateral", _ ("A subquery in FROM sees what stands before it only with LATERAL."),
      studio_sql_text_get (text, open)->start, studio_sql_text_get (text, open)->start, "LATERAL ");
  return TRUE;
}

/* o.name, when there is no o. */
static void
mend_missing_source (const StudioSqlSubject *subject,
                     StudioSqlEdits *edits,
                     const StudioSqlReference *reference)
{
  const StudioSqlSource *owner;

  if (mend_lateral (subject, edits, reference))
    return;
  owner = NULL;
  for (const StudioSqlQuery *query = reference->query; query != NULL && owner == NULL;
       query = query->parent)
    owner = find_unaliased (query, reference->qualifier);
  /* The name is right somewhere else in the statement: one part was written like another. */
  if (owner == NULL && is_declared (subject, reference->qualifier) &&
      studio_sql_lookup_is_complete (reference->query))
    owner = studio_sql_lookup_owner (reference->query, reference->name, FALSE);
  if (owner == NULL)
    owner = find_misspelt (subject, reference);
  if (owner != NULL)
    studio_sql_lookup_requalify (subject, edits, reference, owner);
}

static void
mend_tables (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  GPtrArray *queries = studio_sql_names_get_queries (subject->names);

  for (guint i = 0; i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);

      for (guint k = 0; k < query->sources->len; k++)
        {
          const StudioSqlSource *source = g_ptr_array_index (query->sources, k);

          if (source->unknown_table && source->range != NULL)
            mend_table (subject, edits, source);
        }
    }
}

void
_studio_sql_rule_tables (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  GPtrArray *references;

  if (subject->names == NULL || subject->schema == NULL)
    return;
  mend_tables (subject, edits);
  references = studio_sql_names_get_references (subject->names);
  for (guint i = 0; i < references->len; i++)
    {
      const StudioSqlReference *reference = g_ptr_array_index (references, i);

      if (reference->kind == STUDIO_SQL_REFERENCE_NO_SOURCE)
        mend_missing_source (subject, edits, reference);
    }
}
