/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for engines that cannot be run here: the files in golden/ were held against the
 * engines' documentation. STUDIO_UPDATE_GOLDEN=1 writes them anew, to be reviewed as a change. */
#include "core/studio-json.h"
#include "propose/analyst/studio-compiler.h"
#include "sql/studio-sql-guard.h"

static const StudioDialect dialects[] = {
  STUDIO_DIALECT_BIGQUERY,   STUDIO_DIALECT_CLICKHOUSE, STUDIO_DIALECT_MYSQL,
  STUDIO_DIALECT_POSTGRESQL, STUDIO_DIALECT_REDSHIFT,   STUDIO_DIALECT_SNOWFLAKE,
  STUDIO_DIALECT_SQLITE,     STUDIO_DIALECT_SQLSERVER,  STUDIO_DIALECT_TRINO,
};

static JsonNode *
load_definitions (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "propose", "golden", "definitions.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  root = studio_json_from_text (text, -1, &error);
  g_assert_no_error (error);
  return root;
}

static void
append (GString *text, JsonObject *item, StudioDialect dialect)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioDefinition) definition =
      studio_definition_from_json (json_object_get_member (item, "definition"), &error);
  g_autofree char *sql = NULL;
  g_autoptr (StudioFinding) refused = NULL;

  g_assert_no_error (error);
  g_string_append_printf (text, "-- %s\n", studio_json_get_string (item, "name"));
  sql = studio_compiler_compile (definition, dialect, &error);
  if (sql == NULL)
    {
      g_string_append_printf (text, "-- %s\n\n", error->message);
      return;
    }
  /* What is written has to be something that may be sent. */
  refused = studio_sql_guard (sql, dialect);
  if (refused != NULL)
    g_error ("%s\n%s", refused->message, sql);
  g_string_append_printf (text, "%s;\n\n", sql);
}

static char *
write_all (StudioDialect dialect)
{
  g_autoptr (JsonNode) root = load_definitions ();
  JsonArray *items = json_node_get_array (root);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (items); i++)
    append (text, studio_json_array_get_object (items, i), dialect);
  return g_string_free (text, FALSE);
}

static void
test_dialect (gconstpointer data)
{
  StudioDialect dialect = *(const StudioDialect *) data;
  g_autofree char *name =
      g_strconcat (studio_enum_to_nick (STUDIO_TYPE_DIALECT, dialect), ".sql", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "propose", "golden", name, NULL);
  g_autofree char *written = write_all (dialect);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("STUDIO_UPDATE_GOLDEN") != NULL)
    g_assert_true (g_file_set_contents (path, written, -1, &error));
  g_assert_true (g_file_get_contents (path, &expected, NULL, &error));
  g_assert_cmpstr (written, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autofree char *path = g_strconcat (
          "/compiler/golden/", studio_enum_to_nick (STUDIO_TYPE_DIALECT, dialects[i]), NULL);

      g_test_add_data_func (path, &dialects[i], test_dialect);
    }
  return g_test_run ();
}
