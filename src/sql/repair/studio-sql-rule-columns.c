/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-near-miss.h"
#include "sql/repair/studio-sql-abbreviations.h"
#include "sql/repair/studio-sql-json.h"
#include "sql/repair/studio-sql-lookup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Columns that do not exist, and the ones that must have been meant. */

/* A name of a letter or two is like too many others. */
#define MIN_NAME 3

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
  StudioSqlRange tokens = studio_sql_lookup_tokens (subject, reference->node->location);
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

/* Whether a column is called the same but for an abbreviation. */
static gboolean
is_abbreviated (const char *name, const StudioSqlColumn *column)
{
  gboolean time = FALSE;

  return studio_sql_abbreviations_equal (name, column->name, &time) &&
         (!time || studio_sql_type_is_temporal (column->type));
}

/* Whether one of two names is the other with @word before it (“order_status”, “status”). */
static gboolean
differs_by_prefix (const char *name, const StudioSqlColumn *column, const char *word)
{
  g_autofree char *prefixed = g_strconcat (word, "_", name, NULL);
  gsize length = strlen (word);

  if (g_ascii_strcasecmp (prefixed, column->name) == 0 || is_abbreviated (prefixed, column))
    return TRUE;
  return g_ascii_strncasecmp (name, word, length) == 0 && name[length] == '_' &&
         (g_ascii_strcasecmp (name + length + 1, column->name) == 0 ||
          is_abbreviated (name + length + 1, column));
}

/* Whether the name of the table was put before the column’s, or left out: in orders, “order_status”
 * and “status”. */
static gboolean
is_prefixed (const char *name, const StudioSqlColumn *column, const StudioSqlTable *table)
{
  g_autofree char *singular = g_ascii_strdown (table->name, -1);
  const char *stem = singular;
  g_auto (GStrv) words = NULL;

  if (g_str_has_prefix (stem, "tb_") || g_str_has_prefix (stem, "t_"))
    stem = strchr (stem, '_') + 1;
  if (g_str_has_suffix (singular, "s") && strlen (stem) > 2)
    singular[strlen (singular) - 1] = '\0';
  if (differs_by_prefix (name, column, stem))
    return TRUE;
  words = g_strsplit (stem, "_", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) > 1 && differs_by_prefix (name, column, words[i]))
      return TRUE;
  return FALSE;
}

/* The one column that is called the same but for an abbreviation, or the name of the table. */
static const char *
find_related (const StudioSqlReference *reference)
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

          if (column->name == NULL ||
              (!is_abbreviated (reference->name, column) &&
               (source->table == NULL || !is_prefixed (reference->name, column, source->table))))
            continue;
          if (found != NULL)
            return NULL;
          found = column->name;
        }
    }
  return found;
}

/* The column of what the reference can mean that is spelt a little differently. */
static const char *
find_near (const StudioSqlSubject *subject, const StudioSqlReference *reference)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *near;

  for (guint i = 0; i < reference->query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (reference->query->sources, i);

      if (reference->qualifier == NULL || source == reference->source)
        add_columns (names, source);
    }
  near = studio_sql_near_miss (subject->schema, reference->name, names);
  if (near != NULL && strlen (reference->name) < MIN_NAME &&
      g_ascii_strcasecmp (near, reference->name) != 0)
    near = NULL;
  return near != NULL ? near : find_related (reference);
}

/* A column that there is not: in the wrong table, inside JSON, or spelt a little differently. */
static void
mend_column (const StudioSqlSubject *subject,
             StudioSqlEdits *edits,
             const StudioSqlReference *reference)
{
  const StudioSqlSource *owner = NULL;
  StudioSqlRange tokens = studio_sql_lookup_tokens (subject, reference->node->location);
  const char *near;

  if ((reference->output != NULL && reference->output->has_alias) ||
      !studio_sql_lookup_is_complete (reference->query) || tokens.first == STUDIO_SQL_NOWHERE)
    return;
  near = find_near (subject, reference);
  if (reference->qualifier != NULL)
    owner = studio_sql_lookup_owner (reference->query, reference->name, FALSE);
  /* Another table has it, and this one something like it: which was meant cannot be told, unless
   * only capitals are in the way. */
  if (owner != NULL && near != NULL && g_ascii_strcasecmp (near, reference->name) != 0)
    return;
  if (owner != NULL && near == NULL)
    studio_sql_lookup_requalify (subject, edits, reference, owner);
  else if (!mend_nested (subject, edits, reference) && near != NULL)
    {
      studio_sql_lookup_begin (edits, "column-name",
                               studio_sql_lookup_explain (reference->name, near));
      studio_sql_lookup_rename (subject, edits, tokens.last, near);
    }
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
      StudioSqlRange tokens = studio_sql_lookup_tokens (subject, other->node->location);

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
  const StudioSqlSource *owner = studio_sql_lookup_owner (reference->query, reference->name, TRUE);
  StudioSqlRange tokens = studio_sql_lookup_tokens (subject, reference->node->location);
  g_autofree char *quoted = NULL, *qualifier = NULL;
  gsize start;

  if (owner == NULL || tokens.first == STUDIO_SQL_NOWHERE || reference->qualifier != NULL ||
      !is_same_in_both (subject, reference, owner))
    return;
  quoted = studio_sql_quote_name (owner->name);
  qualifier = g_strconcat (quoted, ".", NULL);
  start = studio_sql_text_get (subject->text, tokens.first)->start;
  studio_sql_lookup_begin (
      edits, "ambiguous-column",
      g_strdup_printf (_ ("Both joined tables have “%s”, with the same value."), reference->name));
  studio_sql_edits_replace (edits, start, start, qualifier);
}

void
_studio_sql_rule_columns (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  GPtrArray *references;

  if (subject->names == NULL || subject->schema == NULL)
    return;
  references = studio_sql_names_get_references (subject->names);
  for (guint i = 0; i < references->len; i++)
    {
      const StudioSqlReference *reference = g_ptr_array_index (references, i);

      if (reference->kind == STUDIO_SQL_REFERENCE_NO_COLUMN)
        mend_column (subject, edits, reference);
      else if (reference->kind == STUDIO_SQL_REFERENCE_AMBIGUOUS)
        mend_ambiguous (subject, edits, reference);
    }
}
