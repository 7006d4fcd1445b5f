/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-explain.h"

#include "core/studio-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PREFIX "EXPLAIN (FORMAT JSON) "

gboolean
studio_sql_explain_is_known (StudioDialect dialect)
{
  return dialect == STUDIO_DIALECT_POSTGRESQL;
}

char *
studio_sql_explain_wrap (const char *sql)
{
  g_return_val_if_fail (sql != NULL, NULL);
  return g_strconcat (PREFIX, sql, NULL);
}

gsize
studio_sql_explain_prefix_length (void)
{
  return strlen (PREFIX);
}

/* [{"Plan": {…}}]; some drivers hand it over with the array, some with the object alone. */
static JsonObject *
find_plan (JsonNode *root)
{
  JsonArray *array = studio_json_node_get_array (root);
  JsonObject *object = studio_json_node_get_object (root);

  if (array != NULL && json_array_get_length (array) > 0)
    object = studio_json_array_get_object (array, 0);
  return studio_json_get_object (object, "Plan");
}

gboolean
studio_sql_explain_read (StudioResult *plan, double *cost, double *rows)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *object;

  g_return_val_if_fail (STUDIO_IS_RESULT (plan) && cost != NULL && rows != NULL, FALSE);

  /* One row as a rule; a driver that splits text into lines gives one for each line. */
  for (guint i = 0; studio_result_get_n_columns (plan) > 0 && i < studio_result_get_n_rows (plan);
       i++)
    {
      const char *cell = studio_result_get_cell (plan, i, 0);

      g_string_append_printf (text, "%s\n", cell != NULL ? cell : "");
    }
  if (text->len == 0 || !json_parser_load_from_data (parser, text->str, text->len, NULL))
    return FALSE;
  object = find_plan (json_parser_get_root (parser));
  if (object == NULL || !json_object_has_member (object, "Total Cost"))
    return FALSE;
  *cost = studio_json_get_double (object, "Total Cost", 0);
  *rows = studio_json_get_double (object, "Plan Rows", 0);
  return TRUE;
}

/* 12,345,678 → “12 million”: the estimate is no better than that. */
static char *
describe_number (double value)
{
  if (value >= 1e15)
    return g_strdup (_ ("more than a million billion"));
  if (value >= 1e9)
    return g_strdup_printf (_ ("%.0f billion"), value / 1e9);
  if (value >= 1e6)
    return g_strdup_printf (_ ("%.0f million"), value / 1e6);
  return g_strdup_printf ("%.0f", value);
}

StudioFinding *
studio_sql_explain_judge (double cost, double rows, double warn, double refuse)
{
  g_autofree char *cost_text = describe_number (cost);
  g_autofree char *rows_text = describe_number (rows);

  if (cost > refuse)
    return studio_finding_new (
        "too-expensive", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_TIMEOUT, -1, -1,
        /* translators: two numbers, perhaps with a word such as “million” */
        g_strdup_printf (_ ("The database expects a cost of %s for %s rows; the statement was not "
                            "run. Look for a join without a condition, or narrow the time."),
                         cost_text, rows_text));
  if (cost > warn)
    return studio_finding_new (
        "expensive", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_NONE, -1, -1,
        g_strdup_printf (_ ("The database expects a cost of %s for %s rows: the statement may take "
                            "long."),
                         cost_text, rows_text));
  return NULL;
}
