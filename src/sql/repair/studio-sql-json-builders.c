/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-call.h"
#include "sql/repair/studio-sql-json.h"

#include <string.h>

/* One step of a path (“.a”, “."a b"”, “['a']”, “[0]”); moves @path behind it. */
static char *
read_step (const char **path, gboolean *is_index)
{
  gboolean bracket = **path == '[';
  char quote = (*path)[1];
  gboolean quoted = quote == '"' || quote == '\'';
  const char *begin = *path + (quoted ? 2 : 1);
  const char stop[] = { quote, '\0' };
  gsize length = strcspn (begin, quoted ? stop : bracket ? "]" : ".[");
  const char *end = begin + length;

  if ((!bracket && **path != '.') || length == 0)
    return NULL;
  if (quoted && *end++ != quote)
    return NULL;
  if (bracket && *end++ != ']')
    return NULL;
  *is_index = bracket && !quoted;
  if (*begin == '*' || (*is_index && strspn (begin, "0123456789") < length))
    return NULL;
  *path = end;
  return g_strndup (begin, length);
}

/* Reads “$.a.b[0]” into its keys, with @parent before them; NULL for what is no plain path. */
static GStrv
read_path (const char *parent, const char *path, gboolean *has_index)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  *has_index = FALSE;
  if (g_str_has_prefix (path, "lax "))
    path += strlen ("lax ");
  if (*path++ != '$')
    return NULL;
  g_strv_builder_add (keys, parent);
  while (*path != '\0')
    {
      gboolean is_index = FALSE;
      g_autofree char *key = read_step (&path, &is_index);

      if (key == NULL)
        return NULL;
      *has_index = *has_index || is_index;
      g_strv_builder_add (keys, key);
    }
  return g_strv_builder_end (keys);
}

/* What a path through arrays is written with. */
static char *
path_access (GStrv keys, gboolean as_json)
{
  g_autoptr (GString) path = g_string_new ("{");
  g_autofree char *quoted = NULL;

  for (guint i = 1; keys[i] != NULL; i++)
    {
      g_autofree char *escaped = g_strescape (keys[i], NULL);
      gboolean plain = strspn (keys[i], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789_") == strlen (keys[i]);

      g_string_append (path, i > 1 ? "," : "");
      g_string_append_printf (path, plain ? "%s" : "\"%s\"", plain ? keys[i] : escaped);
    }
  g_string_append_c (path, '}');
  quoted = _studio_sql_quote_literal (path->str);
  return g_strdup_printf ("(%s %s %s)", keys[0], as_json ? "#>" : "#>>", quoted);
}

/* The unfolded field that the path leads to, which knows the type of the value. */
static StudioField *
find_field (const StudioSqlCall *call, StudioSqlRange parent, GStrv keys)
{
  g_auto (GStrv) named = g_strdupv (keys);

  g_free (named[0]);
  named[0] = studio_sql_text_dup_name (call->subject->text, parent.last);
  return studio_sql_relations_find_nested (call->subject->relations, NULL, named);
}

/* The JSON value to look into: a text that holds JSON is made one. */
static char *
dup_parent (const StudioSqlCall *call, const char *name)
{
  StudioSqlRange range;
  StudioField *column;
  g_autofree char *operand = studio_sql_call_operand (call, name);

  if (!studio_sql_call_get (call, name, &range))
    return g_steal_pointer (&operand);
  column = studio_sql_call_column (call->subject, range);
  if (studio_sql_text_is_string (call->subject->text, range.last) ||
      (column != NULL && studio_field_get_kind (column) == STUDIO_FIELD_TEXT))
    return g_strconcat (operand, "::jsonb", NULL);
  return g_steal_pointer (&operand);
}

/* x p */
static char *
build_access (StudioSqlCall *call, const char *const *words, gboolean as_json)
{
  StudioSqlRange range;
  gboolean has_index = FALSE;
  g_autofree char *parent = dup_parent (call, words[0]);
  g_autofree char *path = studio_sql_call_string (call, words[1]);
  g_auto (GStrv) keys = path != NULL ? read_path (parent, path, &has_index) : NULL;
  g_autofree char *access = NULL;
  StudioField *field;

  if (keys == NULL || !studio_sql_call_get (call, words[0], &range))
    return NULL;
  if (g_strv_length (keys) == 1 || has_index)
    return path_access (keys, as_json);
  field = as_json ? NULL : find_field (call, range, keys);
  access = _studio_sql_json_access (keys, as_json);
  if (field == NULL || !_studio_sql_json_needs_cast (call->subject->text, call->name, call->close))
    return g_steal_pointer (&access);
  return g_strconcat (access, _studio_sql_json_cast (studio_field_get_kind (field)), NULL);
}

static char *
build_json (StudioSqlCall *call, const char *const *words)
{
  return build_access (call, words, FALSE);
}

static char *
build_json_part (StudioSqlCall *call, const char *const *words)
{
  return build_access (call, words, TRUE);
}

static char *
build_json_length (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *part = build_access (call, words, TRUE);

  return part != NULL ? g_strdup_printf ("jsonb_array_length(%s::jsonb)", part) : NULL;
}

const StudioSqlNamedBuilder _studio_sql_json_builders[] = {
  { "json", build_json },
  { "json-part", build_json_part },
  { "json-length", build_json_length },
  { NULL, NULL },
};
