/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-environment.h"

#include "core/studio-error.h"

#include <glib/gstdio.h>
#include <string.h>

#include <glib/gi18n.h>

struct _StudioCliEnvironment
{
  GHashTable *file; /* (owned) name → value */
  gboolean readable_by_others;
};

static gboolean
is_name (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '_')
      return FALSE;
  return length > 0 && !g_ascii_isdigit (text[0]);
}

/* Between double quotes a backslash protects what would end the value or begin something else. */
static char *
read_double_quoted (const char *text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        return g_string_free (g_steal_pointer (&value), FALSE);
      if (*at == '\\' && at[1] != '\0' && strchr ("\"\\$`nrt", at[1]) != NULL)
        {
          at++;
          g_string_append_c (value, *at == 'n'   ? '\n'
                                    : *at == 'r' ? '\r'
                                    : *at == 't' ? '\t'
                                                 : *at);
        }
      else
        g_string_append_c (value, *at);
    }
  return NULL;
}

/* @text follows the “=”. Returns: (transfer full) (nullable): %NULL when a quote is not closed */
static char *
read_value (const char *text)
{
  const char *end;

  while (g_ascii_isspace (*text))
    text++;
  if (*text == '"')
    return read_double_quoted (text + 1);
  if (*text == '\'')
    {
      end = strchr (text + 1, '\'');
      return end != NULL ? g_strndup (text + 1, end - text - 1) : NULL;
    }
  /* A “#” begins a comment only behind white space: passwords contain it too. */
  for (end = text; *end != '\0'; end++)
    if (*end == '#' && g_ascii_isspace (end[-1]))
      break;
  return g_strchomp (g_strndup (text, end - text));
}

static gboolean
read_line (StudioCliEnvironment *self, const char *path, guint number, char *line, GError **error)
{
  const char *start = g_strstrip (line);
  const char *equals = strchr (start, '=');
  const char *end = equals;
  char *value;

  if (*start == '#' || equals == NULL)
    return TRUE;
  if (g_str_has_prefix (start, "export ") || g_str_has_prefix (start, "export\t"))
    for (start += strlen ("export"); g_ascii_isspace (*start); start++)
      ;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  if (!is_name (start, end - start))
    return TRUE;
  value = read_value (equals + 1);
  if (value == NULL)
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("Line %u of %s has a quote that is not closed."), number, path);
      return FALSE;
    }
  g_hash_table_replace (self->file, g_strndup (start, end - start), value);
  return TRUE;
}

static gboolean
read_file (StudioCliEnvironment *self, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf status;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("The file given with --env-file cannot be read: %s."), problem->message);
      return FALSE;
    }
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("%s is no text in UTF-8. Save it as such."), path);
      return FALSE;
    }
  self->readable_by_others = g_stat (path, &status) == 0 && (status.st_mode & 0077) != 0;
  /* A byte order mark is what some editors begin a file with. */
  lines = g_strsplit (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_line (self, path, i + 1, lines[i], error))
      return FALSE;
  return TRUE;
}

StudioCliEnvironment *
studio_cli_environment_new (const char *path, GError **error)
{
  g_autoptr (StudioCliEnvironment) self = g_new0 (StudioCliEnvironment, 1);

  self->file = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (path != NULL && !read_file (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
studio_cli_environment_free (StudioCliEnvironment *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->file);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    explicit_bzero (value, strlen (value));
  g_hash_table_unref (self->file);
  g_free (self);
}

/* A variable that is set to nothing wins too: that is how one switches the file's off. */
const char *
studio_cli_environment_look_up (const char *name, gpointer user_data)
{
  StudioCliEnvironment *self = user_data;
  const char *value = g_getenv (name);

  return value != NULL ? value : g_hash_table_lookup (self->file, name);
}

gboolean
studio_cli_environment_is_exposed (StudioCliEnvironment *self)
{
  return self->readable_by_others && (g_hash_table_contains (self->file, "METABASE_PASSWORD") ||
                                      g_hash_table_contains (self->file, "METABASE_API_KEY") ||
                                      g_hash_table_contains (self->file, "METABASE_SESSION") ||
                                      g_hash_table_contains (self->file, "OPENAI_API_KEY"));
}
