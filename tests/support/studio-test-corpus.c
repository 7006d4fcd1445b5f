/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio-test-corpus.h"

#include "core/studio-schema-json.h"

#include <string.h>

#define SEPARATOR "---"

static void
test_case_free (StudioTestCase *self)
{
  g_free (self->file);
  g_free (self->sql);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

/* Whether @line is “-- @key: value”, which is then added. */
static gboolean
read_header (StudioTestCase *self, const char *line)
{
  const char *colon;

  if (!g_str_has_prefix (line, "-- @") || (colon = strchr (line, ':')) == NULL)
    return FALSE;
  g_ptr_array_add (self->headers, g_strndup (line + 4, colon - line - 4));
  g_ptr_array_add (self->headers, g_strstrip (g_strdup (colon + 1)));
  return TRUE;
}

static void
add_case (GPtrArray *cases, const char *path, char **lines, guint start, guint end)
{
  StudioTestCase *self = g_new0 (StudioTestCase, 1);
  g_autoptr (GString) sql = g_string_new (NULL);
  guint i = start;

  self->file = g_path_get_basename (path);
  self->line = start + 1;
  self->headers = g_ptr_array_new_with_free_func (g_free);
  while (i < end && (*lines[i] == '\0' || g_str_has_prefix (lines[i], "-- SPDX") ||
                     g_str_has_prefix (lines[i], "-- # ") || read_header (self, lines[i])))
    i++;
  for (; i < end; i++)
    g_string_append_printf (sql, "%s%s", sql->len > 0 ? "\n" : "", lines[i]);
  self->sql = g_strdup (sql->str);
  if (*self->sql != '\0' || self->headers->len > 0)
    g_ptr_array_add (cases, self);
  else
    test_case_free (self);
}

GPtrArray *
studio_test_corpus_load (const char *path)
{
  g_autofree char *name = g_build_filename (g_getenv ("G_TEST_SRCDIR"), path, NULL);
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) test_case_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint start = 0, n;

  g_file_get_contents (name, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 0; i <= n; i++)
    if (i == n || strcmp (lines[i], SEPARATOR) == 0)
      {
        add_case (cases, name, lines, start, i);
        start = i + 1;
      }
  return cases;
}

const char *
studio_test_case_get (const StudioTestCase *self, const char *key)
{
  for (guint i = 0; i + 1 < self->headers->len; i += 2)
    if (strcmp (g_ptr_array_index (self->headers, i), key) == 0)
      return g_ptr_array_index (self->headers, i + 1);
  return NULL;
}

GStrv
studio_test_case_get_all (const StudioTestCase *self, const char *key)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i + 1 < self->headers->len; i += 2)
    if (strcmp (g_ptr_array_index (self->headers, i), key) == 0)
      g_strv_builder_add (builder, g_ptr_array_index (self->headers, i + 1));
  return g_strv_builder_end (builder);
}

StudioSqlSchema *
studio_test_corpus_schema (void)
{
  g_autofree char *name = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "sql", "schema.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) databases = NULL;
  g_autoptr (StudioDatabase) database = NULL;

  json_parser_load_from_file (parser, name, &error);
  g_assert_no_error (error);
  databases = studio_schema_from_json (json_parser_get_root (parser), &error);
  g_assert_no_error (error);
  database = g_list_model_get_item (databases, 0);
  return studio_sql_schema_new (database);
}
