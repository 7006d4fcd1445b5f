/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the analyst proposes for the sample company, from the program's side: enough for every
 * table, right, without repetition, of all kinds. */
#include "core/studio-json.h"
#include "core/studio-schema-json.h"
#include "propose/analyst/studio-schema-index.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* A table with so many usable columns has something to say. */
#define USABLE_COLUMNS 4
#define LEAST_KPIS 15
#define MOST_KPIS 20
#define CATEGORIES 10
#define LEAST_DEVIATION 12

typedef struct
{
  char *folder;
  JsonNode *kpis;
  StudioDatabase *database;
} Company;

static JsonNode *
run (const Company *company, const char *line, int expected)
{
  g_autofree char *command =
      g_strdup_printf ("%s --demo=%s/demo --workspace=%s/kpis.sqlite --quiet --tables '*' %s",
                       g_getenv ("KPI_STUDIO_CLI"), company->folder, company->folder, line);
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  int status;

  g_assert_true (g_spawn_command_line_sync (command, &output, &complaint, &status, &error));
  g_assert_no_error (error);
  if (status != expected)
    g_error ("%s: %s", command, complaint);
  node = studio_json_from_text (output, -1, &error);
  g_assert_no_error (error);
  return node;
}

static StudioDatabase *
read_database (JsonNode *schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) databases = studio_schema_from_json (schema, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (databases), ==, 1);
  return g_list_model_get_item (databases, 0);
}

static JsonArray *
get_kpis (const Company *company)
{
  return json_node_get_array (company->kpis);
}

static const char *
get (JsonArray *kpis, guint i, const char *member)
{
  return studio_json_get_string (json_array_get_object_element (kpis, i), member);
}

/* Columns that say something a KPI could be made of. */
static guint
count_usable (const StudioReading *reading)
{
  guint n = 0;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      n += column->usable && !column->audit && !studio_column_is_constant (column) &&
           column->role != STUDIO_ROLE_IDENTIFIER && column->role != STUDIO_ROLE_NAME &&
           column->role != STUDIO_ROLE_TEXT && column->role != STUDIO_ROLE_CONTACT &&
           column->role != STUDIO_ROLE_TECHNICAL && column->role != STUDIO_ROLE_OTHER;
    }
  return n;
}

static void
test_enough (gconstpointer data)
{
  const Company *company = data;
  JsonArray *kpis = get_kpis (company);
  GListModel *tables = studio_database_get_tables (company->database);
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (company->database);
  guint with_kpis = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      const StudioReading *reading = studio_schema_index_read (index, table);
      guint n = 0;

      for (guint k = 0; k < json_array_get_length (kpis); k++)
        n += g_strcmp0 (get (kpis, k, "table"), studio_table_get_name (table)) == 0;
      g_test_message ("%s: %u KPIs from %u usable columns", studio_table_get_name (table), n,
                      count_usable (reading));
      g_assert_cmpuint (n, <=, MOST_KPIS);
      if (reading->empty || reading->archetype == STUDIO_ARCHETYPE_CONFIGURATION)
        g_assert_cmpuint (n, ==, 0);
      else if (count_usable (reading) >= USABLE_COLUMNS)
        g_assert_cmpuint (n, >=, LEAST_KPIS);
      with_kpis += n >= LEAST_KPIS;
    }
  g_assert_cmpuint (with_kpis, >=, 25);
}

static void
test_right (gconstpointer data)
{
  JsonArray *kpis = get_kpis (data);

  for (guint i = 0; i < json_array_get_length (kpis); i++)
    {
      JsonObject *kpi = json_array_get_object_element (kpis, i);
      JsonArray *findings = studio_json_get_array (kpi, "findings");

      g_test_message ("%s: %s", get (kpis, i, "table"), get (kpis, i, "name"));
      g_assert_cmpstr (studio_json_get_string (studio_json_get_object (kpi, "check"), "state"), ==,
                       "valid");
      for (guint f = 0; findings != NULL && f < json_array_get_length (findings); f++)
        {
          JsonObject *finding = json_array_get_object_element (findings, f);

          g_test_message ("%s", studio_json_get_string (finding, "message"));
          g_assert_cmpstr (studio_json_get_string (finding, "severity"), ==, "hint");
        }
    }
}

/* No two statements ask the same, and all ten business functions are served. */
static void
test_diverse (gconstpointer data)
{
  JsonArray *kpis = get_kpis (data);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) categories = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (kpis); i++)
    {
      g_test_message ("%s: %s", get (kpis, i, "table"), get (kpis, i, "name"));
      g_assert_nonnull (get (kpis, i, "weak_key"));
      g_assert_true (g_hash_table_add (keys, (gpointer) get (kpis, i, "weak_key")));
      g_hash_table_add (categories, (gpointer) get (kpis, i, "category"));
    }
  g_assert_cmpuint (g_hash_table_size (categories), ==, CATEGORIES);
}

/* Scores tell good from middling. */
static void
test_spread (gconstpointer data)
{
  JsonArray *kpis = get_kpis (data);
  guint n = json_array_get_length (kpis);
  double sum = 0;
  double squares = 0;
  double deviation;

  for (guint i = 0; i < n; i++)
    {
      double score = studio_json_get_double (json_array_get_object_element (kpis, i), "score", 0);

      sum += score;
      squares += score * score;
    }
  deviation = sqrt (squares / n - (sum / n) * (sum / n));
  g_test_message ("%u KPIs, scores %.1f ± %.1f", n, sum / n, deviation);
  g_assert_cmpfloat (deviation, >=, LEAST_DEVIATION);
}

/* Whether a KPI is more than a count or a sum: a ratio, a trend, a duration, a cohort, or over
 * several tables. */
static gboolean
is_deep (JsonObject *kpi)
{
  const char *sql = studio_json_get_string (kpi, "sql");
  const char *unit = studio_json_get_string (kpi, "unit");

  return g_strcmp0 (unit, "percent") == 0 || g_strcmp0 (unit, "duration") == 0 ||
         strstr (sql, "date_trunc") != NULL || strstr (sql, "JOIN") != NULL ||
         strstr (sql, "WITH") != NULL;
}

static void
test_deep (gconstpointer data)
{
  JsonArray *kpis = get_kpis (data);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) deep = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer table, n;

  for (guint i = 0; i < json_array_get_length (kpis); i++)
    {
      gpointer name = (gpointer) get (kpis, i, "table");
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (all, name));
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (deep, name));

      g_hash_table_insert (all, name, GUINT_TO_POINTER (known + 1));
      if (is_deep (json_array_get_object_element (kpis, i)))
        g_hash_table_insert (deep, name, GUINT_TO_POINTER (found + 1));
    }
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &table, &n))
    {
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (deep, table));

      g_test_message ("%s: %u of %u", (char *) table, found, GPOINTER_TO_UINT (n));
      g_assert_cmpuint (3 * found, >=, GPOINTER_TO_UINT (n));
    }
}

static void
remove_folder (const char *folder)
{
  const char *const command[] = { "rm", "-rf", "--", folder, NULL };

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

int
main (int argc, char **argv)
{
  Company company = { NULL };
  g_autoptr (JsonNode) sums = NULL;
  g_autoptr (JsonNode) schema = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  company.folder = g_dir_make_tmp ("kpi-studio-analyst-XXXXXX", NULL);
  g_assert_nonnull (company.folder);
  sums = run (&company, "run --source analyst --format json", 0);
  schema = run (&company, "discover --format json", 0);
  company.kpis = run (&company, "export --format json", 0);
  company.database = read_database (schema);
  g_test_add_data_func ("/cli/analyst/enough", &company, test_enough);
  g_test_add_data_func ("/cli/analyst/right", &company, test_right);
  g_test_add_data_func ("/cli/analyst/diverse", &company, test_diverse);
  g_test_add_data_func ("/cli/analyst/spread", &company, test_spread);
  g_test_add_data_func ("/cli/analyst/deep", &company, test_deep);
  result = g_test_run ();
  remove_folder (company.folder);
  g_object_unref (company.database);
  json_node_unref (company.kpis);
  g_free (company.folder);
  return result;
}
