/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-near-miss.h"
#include "sql/repair/studio-sql-abbreviations.h"
#include "sql/repair/studio-sql-json.h"
#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Names that do not exist, and the one that must have been meant. */

/* The tokens of a reference: its first and its last name. */
static StudioSqlRange
tokens_of (const StudioSqlSubject *subject, int location)
{
  guint first = studio_sql_text_at (subject->text, location);
  guint last = first;

  while (studio_sql_text_get_kind (subject->text, last + 1) == '.' &&
         studio_sql_text_is_word (subject->text, last + 2))
    last += 2;
  return (StudioSqlRange){ first, last };
}

static void
rename_token (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint token, const char *name)
{
  const StudioSqlToken *place = studio_sql_text_get (subject->text, token);
  g_autofree char *quoted = studio_sql_quote_name (name);

  studio_sql_edits_replace (edits, place->start, place->end, quoted);
}

static void
begin (StudioSqlEdits *edits, const char *rule, char *message)
{
  studio_sql_edits_begin (edits, rule, message);
  g_free (message);
}

/* Why a name is replaced: it is spelt differently, or only its capitals need quotes. */
static char *
explain (const char *written, const char *meant)
{
  if (g_ascii_strcasecmp (written, meant) == 0)
    return g_strdup_printf (
        _ ("“%s” has capital letters, which PostgreSQL only sees within quotes."), meant);
  return g_strdup_printf (_ ("“%s” does not exist; “%s” must be meant."), written, meant);
}

/* The table that @range must mean: without its schema, or spelt a little differently. */
static const StudioSqlTable *
find_table (const StudioSqlSubject *subject, const PgQuery__RangeVar *range)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const StudioSqlTable *table = NULL;
  const char *near;

  if (range->schemaname != NULL && *range->schemaname != '\0')
    table = studio_sql_schema_find_table (subject->schema, NULL, range->relname);
  if (table != NULL)
    return table;
  for (guint i = 0; i < studio_sql_schema_get_n_tables (subject->schema); i++)
    g_ptr_array_add (names, studio_sql_schema_get_table (subject->schema, i)->name);
  near = studio_sql_near_miss (subject->schema, range->relname, names);
  return near != NULL ? studio_sql_schema_find_table (subject->schema, NULL, near) : NULL;
}

/* Mends the name of a table, and what is qualified with it. */
static void
mend_table (const StudioSqlSubject *subject, StudioSqlEdits *edits, const StudioSqlSource *source)
{
  GPtrArray *references = studio_sql_names_get_references (subject->names);
  const StudioSqlTable *table = find_table (subject, source->range);
  StudioSqlRange range = tokens_of (subject, source->range->location);
  g_autofree char *quoted = NULL, *full = NULL;

  if (table == NULL || range.first == STUDIO_SQL_NOWHERE)
    return;
  begin (edits, "table-name", explain (source->range->relname, table->name));
  quoted = studio_sql_quote_name (table->name);
  if (table->schema != NULL && g_strcmp0 (table->schema, "public") != 0)
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
      StudioSqlRange tokens = tokens_of (subject, reference->node->location);

      if (reference->source == source && reference->qualifier != NULL &&
          tokens.last >= tokens.first + 2)
        rename_token (subject, edits, tokens.last - 2, table->name);
      else if (reference->source == source && reference->qualifier != NULL &&
               reference->kind == STUDIO_SQL_REFERENCE_STAR)
        rename_token (subject, edits, tokens.first, table->name);
    }
}

/* Whether all that @query can see is known whole. */
static gboolean
is_complete (const StudioSqlQuery *query)
{
  for (guint i = 0; i < query->sources->len; i++)
    if (!((const StudioSqlSource *) g_ptr_array_index (query->sources, i))->complete)
      return FALSE;
  return query->sources->len > 0;
}

static const StudioSqlColumn *
find_column (const StudioSqlSource *source, const char *name)
{
  for (guint i = 0; i < source->columns->len; i++)
    {
      const StudioSqlColumn *column = g_ptr_array_index (source->columns, i);

      if (g_strcmp0 (column->name, name) == 0)
        return column;
    }
  return NULL;
}

/* The only source of @query that has a column @name; the first too when @any. */
static const StudioSqlSource *
find_owner (const StudioSqlQuery *query, const char *name, gboolean any)
{
  const StudioSqlSource *owner = NULL;

  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (query->sources, i);

      if (source->name == NULL || find_column (source, name) == NULL)
        continue;
      if (owner != NULL)
        return any ? owner : NULL;
      owner = source;
    }
  return owner;
}

/* Replaces the qualifier of a reference. */
static void
mend_qualifier (const StudioSqlSubject *subject,
                StudioSqlEdits *edits,
                const StudioSqlReference *reference,
                const StudioSqlSource *owner)
{
  StudioSqlRange tokens = tokens_of (subject, reference->node->location);
  g_autofree char *quoted = studio_sql_quote_name (owner->name);

  /* Of “x.*” with an x that is not there, nothing says which table was meant. */
  if (reference->kind != STUDIO_SQL_REFERENCE_STAR && tokens.last < tokens.first + 2)
    return;
  begin (edits, "table-qualifier",
         g_strdup_printf (_ ("The column “%s” is one of “%s”."), reference->name, owner->name));
  studio_sql_edits_replace (
      edits, studio_sql_text_get (subject->text, tokens.first)->start,
      studio_sql_text_get (subject->text, reference->kind == STUDIO_SQL_REFERENCE_STAR
                                              ? tokens.last
                                              : tokens.last - 2)
          ->end,
      quoted);
}

/* o.name, when there is no o: the table by its own name although it has an alias, or the only table
 * with such a column. */
static void
mend_missing_source (const StudioSqlSubject *subject,
                     StudioSqlEdits *edits,
                     const StudioSqlReference *reference)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const StudioSqlSource *owner = NULL;
  const char *near;
  guint same = 0;

  for (guint i = 0; i < reference->query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (reference->query->sources, i);

      if (source->name != NULL)
        g_ptr_array_add (names, (gpointer) source->name);
      if (source->range != NULL && source->has_alias &&
          g_ascii_strcasecmp (source->range->relname, reference->qualifier) == 0)
        {
          owner = source;
          same++;
        }
    }
  if (same == 0)
    owner = is_complete (reference->query) ? find_owner (reference->query, reference->name, FALSE)
                                           : NULL;
  near = owner == NULL ? studio_sql_near_miss (subject->schema, reference->qualifier, names) : NULL;
  for (guint i = 0; near != NULL && i < reference->query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (reference->query->sources, i);

      if (g_strcmp0 (source->name, near) == 0)
        owner = source;
    }
  if (owner != NULL && same < 2)
    mend_qualifier (subject, edits, reference, owner);
}

static void
add_columns (GPtrArray *names, const StudioSqlSource *source)
{
  for (guint i = 0; i < source->columns->len; i++)
    {
      const StudioSqlColumn *column = g_ptr_array_index (source->columns, i);
      gboolean known = column->name == NULL;

      for (guint k = 0; k < names->len && !known; k++)
        known = g_str_equal (g_ptr_array_index (names, k), column->name);
      if (!known)
        g_ptr_array_add (names, (gpointer) column->name);
    }
}

/* The one unfolded JSON field of what can be seen whose last key, or whole path, is @name. */
static StudioField *
find_nested (const StudioSqlReference *reference, const StudioSqlSource **owner)
{
  StudioField *found = NULL;

  for (guint i = 0; i < reference->query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (reference->query->sources, i);

      if (source->table == NULL || source->name == NULL ||
          (reference->qualifier != NULL && source != reference->source))
        continue;
      for (guint k = 0; k < source->table->fields->len; k++)
        {
          StudioField *field = g_ptr_array_index (source->table->fields, k);
          GStrv path = studio_field_get_info (field)->nested_path;
          g_autofree char *joined = path != NULL ? g_strjoinv ("_", path) : NULL;

          if (path == NULL || !studio_field_is_nested (field) ||
              (g_ascii_strcasecmp (path[g_strv_length (path) - 1], reference->name) != 0 &&
               g_ascii_strcasecmp (joined, reference->name) != 0))
            continue;
          if (found != NULL)
            return NULL;
          found = field;
          *owner = source;
        }
    }
  return found;
}

/* A key inside a JSON column, named as if it were a column. */
static gboolean
mend_nested (const StudioSqlSubject *subject,
             StudioSqlEdits *edits,
             const StudioSqlReference *reference)
{
  const StudioSqlSource *owner = NULL;
  StudioField *field = find_nested (reference, &owner);
  StudioSqlRange tokens = tokens_of (subject, reference->node->location);
  StudioFieldKind kind;
  g_auto (GStrv) path = NULL;
  g_autofree char *alias = NULL, *column = NULL, *access = NULL, *after = NULL;

  if (field == NULL)
    return FALSE;
  kind = studio_field_get_kind (field);
  path = g_strdupv (studio_field_get_info (field)->nested_path);
  alias = studio_sql_quote_name (owner->name);
  column = studio_sql_quote_name (path[0]);
  g_free (path[0]);
  path[0] = reference->qualifier != NULL || reference->query->sources->len > 1
                ? g_strconcat (alias, ".", column, NULL)
                : g_strdup (column);
  access = _studio_sql_json_access (path, kind == STUDIO_FIELD_JSON || kind == STUDIO_FIELD_ARRAY);
  after = g_strconcat (access,
                       _studio_sql_json_needs_cast (subject->text, tokens.first, tokens.last)
                           ? _studio_sql_json_cast (kind)
                           : "",
                       NULL);
  _studio_sql_rule_replace (
      subject, edits, "json-key",
      g_strdup_printf (_ ("“%s” is a key inside a JSON column, not a column of its own."),
                       reference->name),
      tokens.first, tokens.last, after);
  return TRUE;
}

/* The one column that is called the same but for an abbreviation. */
static const char *
find_abbreviated (const StudioSqlReference *reference)
{
  const char *found = NULL;

  for (guint i = 0; i < reference->query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (reference->query->sources, i);

      if (reference->qualifier != NULL && source != reference->source)
        continue;
      for (guint k = 0; k < source->columns->len; k++)
        {
          const StudioSqlColumn *column = g_ptr_array_index (source->columns, k);
          gboolean time = FALSE;

          if (column->name == NULL ||
              !studio_sql_abbreviations_equal (reference->name, column->name, &time) ||
              (time && !studio_sql_type_is_temporal (column->type)))
            continue;
          if (found != NULL)
            return NULL;
          found = column->name;
        }
    }
  return found;
}

/* A column that there is not: in the wrong table, inside JSON, or spelt a little differently. */
static void
mend_column (const StudioSqlSubject *subject,
             StudioSqlEdits *edits,
             const StudioSqlReference *reference)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const StudioSqlSource *owner = NULL;
  const char *near;
  StudioSqlRange tokens = tokens_of (subject, reference->node->location);

  if (reference->output != NULL || !is_complete (reference->query) ||
      tokens.first == STUDIO_SQL_NOWHERE)
    return;
  if (reference->qualifier != NULL)
    owner = find_owner (reference->query, reference->name, FALSE);
  if (owner != NULL)
    {
      mend_qualifier (subject, edits, reference, owner);
      return;
    }
  if (mend_nested (subject, edits, reference))
    return;
  for (guint i = 0; i < reference->query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (reference->query->sources, i);

      if (reference->qualifier == NULL || source == reference->source)
        add_columns (names, source);
    }
  near = studio_sql_near_miss (subject->schema, reference->name, names);
  if (near == NULL)
    near = find_abbreviated (reference);
  if (near == NULL)
    return;
  begin (edits, "column-name", explain (reference->name, near));
  rename_token (subject, edits, tokens.last, near);
}

/* Whether an equation in ON or WHERE makes the column the same in both sources. */
static gboolean
is_same_in_both (const StudioSqlSubject *subject,
                 const StudioSqlReference *reference,
                 const StudioSqlSource *one)
{
  GPtrArray *references = studio_sql_names_get_references (subject->names);
  guint joined = 0;

  for (guint i = 0; i < references->len; i++)
    {
      const StudioSqlReference *other = g_ptr_array_index (references, i);
      StudioSqlRange tokens = tokens_of (subject, other->node->location);

      if (other->query != reference->query || other->qualifier == NULL ||
          g_strcmp0 (other->name, reference->name) != 0 ||
          (other->clause != STUDIO_SQL_CLAUSE_JOIN && other->clause != STUDIO_SQL_CLAUSE_WHERE))
        continue;
      if (studio_sql_text_is (subject->text, tokens.last + 1, "=") ||
          (tokens.first > 0 && studio_sql_text_is (subject->text, tokens.first - 1, "=")))
        joined++;
    }
  return joined == 2 && !one->nullable;
}

/* A column that two joined tables have, and by which they are joined. */
static void
mend_ambiguous (const StudioSqlSubject *subject,
                StudioSqlEdits *edits,
                const StudioSqlReference *reference)
{
  const StudioSqlSource *owner = find_owner (reference->query, reference->name, TRUE);
  StudioSqlRange tokens = tokens_of (subject, reference->node->location);
  g_autofree char *quoted = NULL, *qualifier = NULL;
  gsize start;

  if (owner == NULL || tokens.first == STUDIO_SQL_NOWHERE || reference->qualifier != NULL ||
      !is_same_in_both (subject, reference, owner))
    return;
  quoted = studio_sql_quote_name (owner->name);
  qualifier = g_strconcat (quoted, ".", NULL);
  start = studio_sql_text_get (subject->text, tokens.first)->start;
  begin (
      edits, "ambiguous-column",
      g_strdup_printf (_ ("Both joined tables have “%s”, with the same value."), reference->name));
  studio_sql_edits_replace (edits, start, start, qualifier);
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
_studio_sql_rule_names (const StudioSqlSubject *subject, StudioSqlEdits *edits)
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
      else if (reference->kind == STUDIO_SQL_REFERENCE_NO_COLUMN)
        mend_column (subject, edits, reference);
      else if (reference->kind == STUDIO_SQL_REFERENCE_AMBIGUOUS)
        mend_ambiguous (subject, edits, reference);
    }
}
