/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-rewrites.h"

#include "core/studio-resource.h"

#include <gio/gio.h>
#include <string.h>

static void
parameter_clear (gpointer data)
{
  StudioSqlParameter *parameter = data;

  g_free (parameter->name);
  g_free (parameter->condition);
}

static void
rewrite_free (gpointer data)
{
  StudioSqlRewrite *rewrite = data;

  g_free (rewrite->rule);
  g_free (rewrite->replacement);
  g_strfreev (rewrite->natives);
  g_array_unref (rewrite->parameters);
  g_free (rewrite);
}

/* Reads “x, n:number, more...”. */
static GArray *
read_parameters (const char *text)
{
  GArray *parameters = g_array_new (FALSE, FALSE, sizeof (StudioSqlParameter));
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  g_array_set_clear_func (parameters, parameter_clear);
  for (guint i = 0; words[i] != NULL && *g_strstrip (words[i]) != '\0'; i++)
    {
      g_auto (GStrv) halves = g_strsplit (words[i], ":", 2);
      StudioSqlParameter parameter = { g_strdup (halves[0]), g_strdup (halves[1]),
                                       STUDIO_SQL_ARITY_ONE };
      char *end = strpbrk (parameter.name, ".+");

      if (end != NULL)
        {
          parameter.arity = *end == '+' ? STUDIO_SQL_ARITY_SOME : STUDIO_SQL_ARITY_ANY;
          *end = '\0';
        }
      g_array_append_val (parameters, parameter);
    }
  return parameters;
}

/* Reads “NAME(parameters) = replacement | natives”. */
static gboolean
read_line (GHashTable *table, const char *rule, const char *line)
{
  const char *open = strchr (line, '(');
  const char *close = strstr (line, ") = ");
  g_autofree char *name = NULL, *parameters = NULL, *rest = NULL;
  StudioSqlRewrite *rewrite;
  GPtrArray *rewrites;
  char *bar;

  if (open == NULL || close == NULL || close < open || rule == NULL)
    return FALSE;
  name = g_strndup (line, open - line);
  parameters = g_strndup (open + 1, close - open - 1);
  rest = g_strdup (close + strlen (") = "));
  rewrite = g_new0 (StudioSqlRewrite, 1);
  rewrite->rule = g_strdup (rule);
  rewrite->parameters = read_parameters (parameters);
  bar = strstr (rest, " | ");
  if (bar != NULL)
    {
      rewrite->natives = g_strsplit (bar + strlen (" | "), ", ", -1);
      *bar = '\0';
    }
  rewrite->replacement = g_strdup (g_strstrip (rest));
  rewrites = g_hash_table_lookup (table, name);
  if (rewrites == NULL)
    {
      rewrites = g_ptr_array_new_with_free_func (rewrite_free);
      g_hash_table_insert (table, g_steal_pointer (&name), rewrites);
    }
  g_ptr_array_add (rewrites, rewrite);
  return TRUE;
}

static gpointer
load (gpointer data)
{
  GHashTable *table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autofree char *text =
      studio_resource_read_text ("/org/example/KpiStudio/engine/sql/foreign-calls.txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *rule = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      gsize length = strlen (line);

      if (*line == '[' && length > 2)
        {
          g_free (rule);
          rule = g_strndup (line + 1, length - 2);
        }
      else if (*line != '#' && *line != '\0' && !read_line (table, rule, line))
        g_error ("The list of foreign calls has a line that is none: %s", line);
    }
  return table;
}

const GPtrArray *
studio_sql_rewrites_find (const char *name)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *table = g_once (&once, load, NULL);

  return g_hash_table_lookup (table, name);
}

gboolean
studio_sql_rewrite_is_native (const StudioSqlRewrite *self, StudioDialect dialect)
{
  const char *nick = studio_enum_to_nick (STUDIO_TYPE_DIALECT, dialect);

  return self->natives != NULL && g_strv_contains ((const char *const *) self->natives, nick);
}
