/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-statements.h"

#include "cli/studio-cli-file.h"
#include "core/studio-error.h"
#include "core/studio-json.h"

#include <string.h>

#include <glib/gi18n.h>

void
studio_cli_statement_free (StudioCliStatement *self)
{
  g_free (self->table);
  g_free (self->name);
  g_free (self->sql);
  g_free (self);
}

static GPtrArray *
statements_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) studio_cli_statement_free);
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

/* @at is behind the opening quote; a doubled quote ends the text and begins the next at once. */
static const char *
skip_quoted (const char *at, char quote, gboolean backslashes)
{
  while (*at != '\0' && *at != quote)
    at += backslashes && *at == '\\' && at[1] != '\0' ? 2 : 1;
  return *at != '\0' ? at + 1 : at;
}

/* Block comments nest in PostgreSQL. */
static const char *
skip_block_comment (const char *at)
{
  guint depth = 0;

  do
    {
      if (at[0] == '/' && at[1] == '*')
        depth++, at += 2;
      else if (at[0] == '*' && at[1] == '/')
        depth--, at += 2;
      else
        at++;
    }
  while (depth > 0 && *at != '\0');
  return at;
}

/* Returns @at when no dollar quote begins there. */
static const char *
skip_dollar_quoted (const char *at)
{
  const char *tag_end = at + 1;
  const char *end;
  g_autofree char *tag = NULL;

  while (is_word (*tag_end))
    tag_end++;
  if (*tag_end != '$' || g_ascii_isdigit (at[1]))
    return at;
  tag = g_strndup (at, tag_end + 1 - at);
  end = strstr (tag_end + 1, tag);
  return end != NULL ? end + strlen (tag) : tag_end + strlen (tag_end);
}

/* The end of the comment or quoted text at @at, or @at when there is none. */
static const char *
skip_text (const char *start, const char *at)
{
  char before = at > start ? at[-1] : ' ';
  gboolean inside_word = is_word (before) || before == '$';

  if (at[0] == '-' && at[1] == '-')
    return at + strcspn (at, "\n");
  if (at[0] == '/' && at[1] == '*')
    return skip_block_comment (at);
  if (*at == '\'')
    {
      gboolean escapes = (before == 'e' || before == 'E') && (at - start < 2 || !is_word (at[-2]));

      return skip_quoted (at + 1, '\'', escapes);
    }
  if (*at == '"')
    return skip_quoted (at + 1, '"', FALSE);
  if (*at == '$' && !inside_word)
    return skip_dollar_quoted (at);
  return at;
}

GPtrArray *
studio_cli_statements_split (const char *sql)
{
  GPtrArray *statements = statements_new ();
  const char *start = sql;
  const char *at = sql;
  gboolean something = FALSE;

  for (;;)
    {
      const char *end = *at != '\0' ? skip_text (start, at) : at;
      gboolean comment = at[0] == '-' || at[0] == '/';

      if (end > at)
        {
          something = something || !comment;
          at = end;
        }
      else if (*at != '\0' && *at != ';')
        {
          something = something || !g_ascii_isspace (*at);
          at++;
        }
      else
        {
          /* Comments alone are no statement. */
          if (something)
            {
              StudioCliStatement *statement = g_new0 (StudioCliStatement, 1);

              statement->sql = g_strstrip (g_strndup (start, at - start));
              g_ptr_array_add (statements, statement);
            }
          if (*at == '\0')
            return statements;
          start = ++at;
          something = FALSE;
        }
    }
}

static GPtrArray *
read_json (const char *text, GError **error)
{
  g_autoptr (JsonNode) root = studio_json_from_text (text, -1, error);
  JsonArray *array = studio_json_node_get_array (root);
  GPtrArray *statements;

  if (root == NULL)
    return NULL;
  if (array == NULL)
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                           _ ("The file is no array of {\"table\", \"name\", \"sql\"}."));
      return NULL;
    }
  statements = statements_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = studio_json_array_get_object (array, i);
      StudioCliStatement *statement = g_new0 (StudioCliStatement, 1);

      statement->table = g_strdup (studio_json_get_string (object, "table"));
      statement->name = g_strdup (studio_json_get_string (object, "name"));
      statement->sql = g_strdup (studio_json_get_string (object, "sql"));
      g_ptr_array_add (statements, statement);
    }
  return statements;
}

GPtrArray *
studio_cli_statements_read (const char *path, GError **error)
{
  g_autofree char *text = studio_cli_read_file (path, error);
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (text == NULL)
    return NULL;
  if (g_str_has_suffix (lower, ".json"))
    return read_json (text, error);
  return studio_cli_statements_split (text);
}
