/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-near-miss.h"
#include "sql/repair/studio-sql-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ARROW "→"

/* A JSON value as a statement names it. */
typedef struct
{
  guint first;    /* first token, with the qualifier */
  guint last;     /* last token */
  guint name;     /* the token of the column, or the one that holds the whole name */
  GStrv path;     /* (owned): the column and the keys below it */
  gboolean spelt; /* whether @name is the column alone, as it should be written */
  const char *rule;
} Reference;

static void
reference_clear (Reference *reference)
{
  g_clear_pointer (&reference->path, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reference, reference_clear)

/* What a token says, in whatever quotes, with its case. */
static char *
dup_plain (const StudioSqlText *text, guint index)
{
  if (studio_sql_text_is_string (text, index))
    return studio_sql_text_dup_string (text, index);
  return studio_sql_text_is_quoted (text, index) ? studio_sql_text_dup_name (text, index)
                                                 : studio_sql_text_dup (text, index, index);
}

/* The parts of @name between arrows; NULL when there are not two, or one is empty. */
static GStrv
split_path (const char *name, const char *separator)
{
  g_auto (GStrv) path = g_strsplit (name, separator, -1);

  for (guint i = 0; path[i] != NULL; i++)
    if (*g_strstrip (path[i]) == '\0')
      return NULL;
  return g_strv_length (path) > 1 ? g_steal_pointer (&path) : NULL;
}

static gboolean
is_key (const StudioSqlText *text, guint index)
{
  return studio_sql_text_is_word (text, index) || studio_sql_text_is_string (text, index);
}

/* Reads `a → b`, `a→b`, `"a → b"`, `a → "b"`… from token @index on. */
static gboolean
read_arrows (const StudioSqlText *text, guint index, Reference *reference)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean arrow = FALSE;
  guint last = index;

  if (!studio_sql_text_is_word (text, index))
    return FALSE;
  for (;; last++)
    {
      g_autofree char *plain = dup_plain (text, last);
      g_autofree char *next = dup_plain (text, last + 1);

      g_string_append (name, plain);
      arrow = arrow || strstr (plain, ARROW) != NULL;
      if (!is_key (text, last + 1) ||
          (!g_str_has_suffix (plain, ARROW) && !g_str_has_prefix (next, ARROW)))
        break;
    }
  if (!arrow)
    return FALSE;
  reference->path = split_path (name->str, ARROW);
  reference->name = index;
  reference->last = last;
  reference->rule = "unfolded-name";
  return reference->path != NULL;
}

/* Reads `"a -> b"` and `"a.b"`, which only the schema can tell from odd names. */
static gboolean
read_quoted (const StudioSqlSubject *subject, guint index, Reference *reference)
{
  static const char *const separators[] = { "->", ".", ":", NULL };
  g_autofree char *name = NULL;

  if (!studio_sql_text_is_quoted (subject->text, index))
    return FALSE;
  name = studio_sql_text_dup_name (subject->text, index);
  if (studio_sql_relations_have_column (subject->relations, name))
    return FALSE;
  for (guint i = 0; separators[i] != NULL; i++)
    {
      g_auto (GStrv) path = split_path (name, separators[i]);

      if (path == NULL || studio_sql_relations_find_nested (subject->relations, NULL, path) == NULL)
        continue;
      reference->path = g_steal_pointer (&path);
      reference->name = reference->last = index;
      reference->rule = "unfolded-name";
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_step (const StudioSqlText *text, guint index)
{
  return studio_sql_text_is (text, index, "->") || studio_sql_text_is (text, index, "->>") ||
         studio_sql_text_is (text, index, ".") || studio_sql_text_is (text, index, ":");
}

static gboolean
is_bare (const StudioSqlText *text, guint step)
{
  return studio_sql_text_is_word (text, step + 1) ||
         (studio_sql_text_is (text, step, ":") && is_key (text, step + 1));
}

/* Reads `a -> b`, `a->b->>'c'`, `a.b` and `a:b` where a is a JSON column and b is nothing else. */
static gboolean
read_bare_key (const StudioSqlSubject *subject, guint index, Reference *reference)
{
  const StudioSqlText *text = subject->text;
  g_autoptr (GStrvBuilder) path = g_strv_builder_new ();
  g_autofree char *column = NULL, *key = NULL;
  gboolean bare = FALSE;
  guint last = index;

  if (!studio_sql_text_is_name (text, index) || !is_step (text, index + 1) ||
      !is_key (text, index + 2))
    return FALSE;
  column = studio_sql_text_dup_name (text, index);
  if (studio_sql_text_is (text, index + 1, ".") &&
      studio_sql_relations_get (subject->relations, column) != NULL)
    return FALSE;
  if (studio_sql_relations_find_json (subject->relations, NULL, column) == NULL ||
      studio_sql_text_get_kind (text, index + 3) == '(')
    return FALSE;
  key = studio_sql_text_dup_name (text, index + 2);
  if (!studio_sql_text_is (text, index + 1, ".") && studio_sql_text_is_word (text, index + 2) &&
      studio_sql_relations_have_column (subject->relations, key))
    return FALSE;
  g_strv_builder_add (path, column);
  for (; is_step (text, last + 1) && is_key (text, last + 2); last += 2)
    {
      g_autofree char *plain = dup_plain (text, last + 2);

      bare = bare || is_bare (text, last + 1);
      g_strv_builder_add (path, plain);
    }
  if (!bare)
    return FALSE;
  reference->path = g_strv_builder_end (path);
  reference->name = index;
  reference->last = last;
  reference->spelt = TRUE;
  reference->rule = "json-key";
  return TRUE;
}

/* Whether the name is what something is called here, not what is read. */
static gboolean
is_label (const StudioSqlSubject *subject, const Reference *reference)
{
  const StudioSqlText *text = subject->text;
  guint length = studio_sql_text_get_length (text);
  g_autofree char *own = studio_sql_text_dup (text, reference->name, reference->last);

  if (reference->first > 0 && studio_sql_text_is (text, reference->first - 1, "AS"))
    return TRUE;
  if (reference->name != reference->last || !studio_sql_text_is_quoted (text, reference->name))
    return FALSE;
  for (guint i = 1; i < length; i++)
    if (studio_sql_text_is (text, i - 1, "AS") && studio_sql_text_is (text, i, own))
      return i < reference->name;
  return FALSE;
}

static char *
dup_parent (const StudioSqlText *text, const Reference *reference, StudioField *field)
{
  g_autofree char *qualifier =
      reference->first < reference->name
          ? studio_sql_text_dup (text, reference->first, reference->name - 1)
          : g_strdup ("");
  g_autofree char *column = NULL;

  if (reference->spelt)
    column = studio_sql_text_dup (text, reference->name, reference->name);
  else if (field == NULL && !studio_sql_text_is_quoted (text, reference->name))
    column = g_strdup (reference->path[0]);
  else
    column = studio_sql_quote_name (field != NULL ? studio_field_get_info (field)->nested_path[0]
                                                  : reference->path[0]);
  return g_strconcat (qualifier, column, NULL);
}

static void
mend (const StudioSqlSubject *subject, StudioSqlEdits *edits, Reference *reference)
{
  const StudioSqlText *text = subject->text;
  g_autofree char *alias = NULL, *access = NULL, *after = NULL, *before = NULL;
  g_auto (GStrv) path = NULL;
  StudioField *field = NULL;
  StudioFieldKind kind = STUDIO_FIELD_TEXT;

  reference->first = studio_sql_text_name_start (text, reference->name);
  if (is_label (subject, reference))
    return;
  if (reference->first < reference->name)
    alias = studio_sql_text_dup_name (text, reference->name - 2);
  field = studio_sql_relations_find_nested (subject->relations, alias, reference->path);
  if (field == NULL)
    field = studio_sql_relations_find_nested (subject->relations, NULL, reference->path);
  if (field != NULL)
    kind = studio_field_get_kind (field);
  path = g_strdupv (field != NULL ? studio_field_get_info (field)->nested_path : reference->path);
  g_free (path[0]);
  path[0] = dup_parent (text, reference, field);
  access = _studio_sql_json_access (path, kind == STUDIO_FIELD_JSON || kind == STUDIO_FIELD_ARRAY);
  after = g_strconcat (access,
                       _studio_sql_json_needs_cast (text, reference->first, reference->last)
                           ? _studio_sql_json_cast (kind)
                           : "",
                       NULL);
  before = studio_sql_text_dup (text, reference->first, reference->last);
  _studio_sql_rule_replace (
      subject, edits, reference->rule,
      g_strdup_printf (_ ("“%s” is a key inside a JSON column, not a column of its own."), before),
      reference->first, reference->last, after);
}

void
_studio_sql_rule_json_names (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  const gboolean arrows = strstr (studio_sql_text_get_sql (subject->text), ARROW) != NULL;

  for (guint i = 0; i < studio_sql_text_get_length (subject->text); i++)
    {
      g_auto (Reference) reference = { 0 };

      if (!(arrows && read_arrows (subject->text, i, &reference)) &&
          !read_quoted (subject, i, &reference) && !read_bare_key (subject, i, &reference))
        continue;
      mend (subject, edits, &reference);
      i = reference.last;
    }
}
