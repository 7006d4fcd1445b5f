/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-builder-prover.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-dataset.h"
#include "register/studio-write-context.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* Pairs of queries that run at the same time; databases have other work, too. */
#define AT_ONCE 3
#define SECONDS 60

/* All KPIs of one registration. */
typedef struct
{
  StudioMetabaseClient *client; /* (owned) */
  GListModel *databases;        /* (owned) */
  GPtrArray *kpis;              /* (owned) of StudioKpi */
  GPtrArray *definitions;       /* (owned) of StudioDefinition (nullable), in the order of kpis */
  GHashTable *proved;           /* (owned) StudioKpi → StudioBuilderQuery */
  GHashTable *reasons;          /* (owned) StudioKpi → text */
  guint waiting;                /* lists and tables on their way */
  guint next;                   /* KPI */
  guint running;                /* pairs of queries */
  GError *error;                /* (owned) (nullable) what ended it */
} Proving;

/* One KPI with both its queries. */
typedef struct
{
  GTask *task; /* (owned) */
  StudioKpi *kpi;
  gboolean ordered;
  StudioBuilderQuery *query; /* (owned) (nullable) */
  JsonNode *rows[2];         /* (owned) (nullable) of the SQL and of the query builder */
  guint waiting;
  GError *error; /* (owned) (nullable) */
} Pair;

static void load_tables (GTask *task);
static void run_more (GTask *task);

static void
unref_definition (gpointer definition)
{
  if (definition != NULL)
    studio_definition_unref (definition);
}

static void
proving_free (Proving *proving)
{
  g_object_unref (proving->client);
  g_object_unref (proving->databases);
  g_ptr_array_unref (proving->kpis);
  g_ptr_array_unref (proving->definitions);
  g_hash_table_unref (proving->proved);
  g_hash_table_unref (proving->reasons);
  g_clear_error (&proving->error);
  g_free (proving);
}

static StudioDatabase *
find_database (Proving *proving, StudioKpi *kpi)
{
  for (guint i = 0; i < g_list_model_get_n_items (proving->databases); i++)
    {
      /* The list keeps its own reference. */
      g_autoptr (StudioDatabase) database = g_list_model_get_item (proving->databases, i);

      if (studio_database_get_id (database) == studio_kpi_get_database_id (kpi))
        return database;
    }
  return NULL;
}

static void
note_reason (Proving *proving, StudioKpi *kpi, const char *reason)
{
  g_debug ("“%s” stays SQL: %s", studio_kpi_get_name (kpi), reason);
  g_hash_table_insert (proving->reasons, g_object_ref (kpi), g_strdup (reason));
}

static gboolean
is_value (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node);
}

static gboolean
read_number (JsonNode *node, double *number)
{
  GType type = is_value (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  char *end;

  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    {
      *number = json_node_get_double (node);
      return TRUE;
    }
  if (type != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return FALSE;
  *number = g_ascii_strtod (json_node_get_string (node), &end);
  return *end == '\0';
}

/* “2026-01-01” and “2026-01-01T00:00:00Z” are one day. */
static gboolean
same_time (const char *a, const char *b)
{
  static const char *const midnight = "T00:00:00";
  gsize day = strlen ("2026-01-01");
  gboolean whole_a, whole_b;

  if (strlen (a) < day || strlen (b) < day || strncmp (a, b, day) != 0 || a[4] != '-')
    return FALSE;
  whole_a = a[day] == '\0' || g_str_has_prefix (a + day, midnight);
  whole_b = b[day] == '\0' || g_str_has_prefix (b + day, midnight);
  if (whole_a || whole_b)
    return whole_a && whole_b;
  return strncmp (a, b, day + strlen (midnight)) == 0;
}

static gboolean
cells_equal (JsonNode *a, JsonNode *b)
{
  double x, y;

  if (!is_value (a) || !is_value (b))
    return !is_value (a) && !is_value (b);
  if (read_number (a, &x) && read_number (b, &y))
    return fabs (x - y) <= 1e-9 * MAX (1, MAX (fabs (x), fabs (y)));
  if (json_node_get_value_type (a) == G_TYPE_STRING &&
      json_node_get_value_type (b) == G_TYPE_STRING)
    return strcmp (json_node_get_string (a), json_node_get_string (b)) == 0 ||
           same_time (json_node_get_string (a), json_node_get_string (b));
  return json_node_equal (a, b);
}

static gboolean
row_equal (JsonArray *a, JsonArray *b)
{
  if (json_array_get_length (a) != json_array_get_length (b))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (a); i++)
    if (!cells_equal (json_array_get_element (a, i), json_array_get_element (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
has_value (JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);

      for (guint j = 0; j < json_array_get_length (row); j++)
        if (is_value (json_array_get_element (row, j)))
          return TRUE;
    }
  return FALSE;
}

/* Each row has a partner of its own. */
static gboolean
sets_equal (JsonArray *a, JsonArray *b)
{
  guint n = json_array_get_length (a);
  g_autofree gboolean *used = g_new0 (gboolean, n);

  for (guint i = 0; i < n; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < n && !found; j++)
        if (!used[j] &&
            row_equal (json_array_get_array_element (a, i), json_array_get_array_element (b, j)))
          found = used[j] = TRUE;
      if (!found)
        return FALSE;
    }
  return TRUE;
}

gboolean
studio_builder_prover_rows_equal (JsonArray *a, JsonArray *b, gboolean ordered)
{
  guint n = json_array_get_length (a);

  if (n != json_array_get_length (b) || !has_value (a))
    return FALSE;
  if (!ordered)
    return sets_equal (a, b);
  for (guint i = 0; i < n; i++)
    if (!row_equal (json_array_get_array_element (a, i), json_array_get_array_element (b, i)))
      return FALSE;
  return TRUE;
}

static void
end_pair (Pair *pair)
{
  g_autoptr (GTask) task = pair->task;
  Proving *proving = g_task_get_task_data (task);

  if (pair->error != NULL && studio_write_context_concerns_all (pair->error))
    {
      if (proving->error == NULL)
        proving->error = g_steal_pointer (&pair->error);
    }
  else if (pair->error != NULL)
    note_reason (proving, pair->kpi, pair->error->message);
  else if (studio_builder_prover_rows_equal (json_node_get_array (pair->rows[0]),
                                             json_node_get_array (pair->rows[1]), pair->ordered))
    g_hash_table_insert (proving->proved, g_object_ref (pair->kpi), g_steal_pointer (&pair->query));
  else
    note_reason (proving, pair->kpi, _ ("Metabase’s query builder gives other numbers."));
  g_clear_pointer (&pair->query, studio_builder_query_free);
  g_clear_pointer (&pair->rows[0], json_node_unref);
  g_clear_pointer (&pair->rows[1], json_node_unref);
  g_clear_error (&pair->error);
  g_free (pair);
  proving->running--;
  run_more (task);
}

static void
take_rows (Pair *pair, guint which, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  pair->rows[which] =
      studio_metabase_client_run_query_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  if (error != NULL && pair->error == NULL)
    pair->error = g_steal_pointer (&error);
  if (--pair->waiting == 0)
    end_pair (pair);
}

static void
sql_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  take_rows (user_data, 0, source, result);
}

static void
builder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  take_rows (user_data, 1, source, result);
}

static JsonNode *
make_native (StudioKpi *kpi)
{
  JsonObject *whole = json_object_new ();
  JsonObject *native = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (native, "query", studio_kpi_get_sql (kpi));
  json_object_set_object_member (native, "template-tags", json_object_new ());
  json_object_set_int_member (whole, "database", studio_kpi_get_database_id (kpi));
  json_object_set_string_member (whole, "type", "native");
  json_object_set_object_member (whole, "native", native);
  json_node_take_object (node, whole);
  return node;
}

static void
run_pair (GTask *task, StudioKpi *kpi, const StudioDefinition *definition)
{
  Proving *proving = g_task_get_task_data (task);
  StudioDatabase *database = find_database (proving, kpi);
  g_autoptr (GError) error = NULL;
  StudioBuilderQuery *query =
      database != NULL ? studio_builder_query_new (definition, database, &error) : NULL;
  g_autoptr (JsonNode) native = NULL;
  Pair *pair;

  if (query == NULL)
    {
      if (error != NULL)
        note_reason (proving, kpi, error->message);
      return;
    }
  pair = g_new0 (Pair, 1);
  pair->task = g_object_ref (task);
  pair->kpi = kpi;
  pair->query = query;
  pair->ordered = definition->order->len > 0;
  pair->waiting = 2;
  proving->running++;
  native = make_native (kpi);
  studio_metabase_client_run_query_async (proving->client, native, SECONDS,
                                          g_task_get_cancellable (task), sql_cb, pair);
  studio_metabase_client_run_query_async (proving->client, query->query, SECONDS,
                                          g_task_get_cancellable (task), builder_cb, pair);
}

/* Lets go the task's own reference when nothing is left to do. */
static void
run_more (GTask *task)
{
  Proving *proving = g_task_get_task_data (task);

  while (proving->next < proving->kpis->len && proving->running < AT_ONCE && proving->error == NULL)
    {
      StudioKpi *kpi = g_ptr_array_index (proving->kpis, proving->next);
      StudioDefinition *definition = g_ptr_array_index (proving->definitions, proving->next);

      proving->next++;
      if (definition != NULL)
        run_pair (task, kpi, definition);
    }
  if (proving->running > 0)
    return;
  if (proving->error != NULL)
    g_task_return_error (task, g_steal_pointer (&proving->error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* One list or table is over; takes @error (nullable). A table that cannot be read makes its KPIs
 * unprovable, no more. */
static void
end_loading (GTask *task, GError *error)
{
  Proving *proving = g_task_get_task_data (task);

  if (error != NULL && studio_write_context_concerns_all (error) && proving->error == NULL)
    proving->error = g_error_copy (error);
  g_clear_error (&error);
  if (--proving->waiting == 0)
    run_more (task);
}

static void
table_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  studio_metabase_client_load_table_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  end_loading (user_data, error);
}

static void
load_table (GTask *task,
            GHashTable *seen,
            StudioDatabase *database,
            const StudioDefinitionSource *source)
{
  Proving *proving = g_task_get_task_data (task);
  StudioTable *table = source->table != NULL
                           ? studio_database_find_table (database, source->schema, source->table)
                           : NULL;

  if (table == NULL || studio_table_get_loaded (table) || !g_hash_table_add (seen, table))
    return;
  proving->waiting++;
  studio_metabase_client_load_table_async (proving->client, database, table,
                                           g_task_get_cancellable (task), table_cb, task);
}

/* The fields of all tables that are asked about. */
static void
load_tables (GTask *task)
{
  Proving *proving = g_task_get_task_data (task);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  proving->waiting = 1;
  for (guint i = 0; i < proving->kpis->len; i++)
    {
      StudioDatabase *database = find_database (proving, g_ptr_array_index (proving->kpis, i));
      const StudioDefinition *definition = g_ptr_array_index (proving->definitions, i);

      if (definition == NULL || database == NULL)
        continue;
      load_table (task, seen, database, definition->source);
      for (guint j = 0; j < definition->joins->len; j++)
        load_table (
            task, seen, database,
            ((const StudioDefinitionJoin *) g_ptr_array_index (definition->joins, j))->source);
    }
  end_loading (task, NULL);
}

/* The lists of tables, one database after the other. */
static void list_next (GTask *task);

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Proving *proving = g_task_get_task_data (task);
  StudioDatabase *database =
      find_database (proving, g_ptr_array_index (proving->kpis, proving->next - 1));
  GError *error = NULL;
  GPtrArray *tables =
      studio_metabase_client_list_tables_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (tables != NULL)
    {
      if (!studio_database_get_loaded (database))
        studio_database_take_tables (database, tables);
      else
        g_ptr_array_unref (tables);
      list_next (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
list_next (GTask *task)
{
  Proving *proving = g_task_get_task_data (task);

  while (proving->next < proving->kpis->len)
    {
      StudioDatabase *database =
          find_database (proving, g_ptr_array_index (proving->kpis, proving->next++));

      if (database == NULL || studio_database_get_loaded (database))
        continue;
      studio_metabase_client_list_tables_async (proving->client, database,
                                                g_task_get_cancellable (task), listed_cb, task);
      return;
    }
  proving->next = 0;
  load_tables (task);
}

static StudioDefinition *
read_definition (Proving *proving, StudioKpi *kpi)
{
  const char *text = studio_kpi_get_definition (kpi);
  g_autoptr (JsonNode) node = text != NULL ? studio_json_from_text (text, -1, NULL) : NULL;
  StudioDefinition *definition = node != NULL ? studio_definition_from_json (node, NULL) : NULL;

  if (definition == NULL)
    note_reason (proving, kpi, _ ("It is known as SQL only."));
  return definition;
}

void
studio_builder_prover_prove_async (StudioMetabaseClient *client,
                                   GListModel *databases,
                                   GPtrArray *kpis,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Proving *proving = g_new0 (Proving, 1);

  g_task_set_source_tag (task, studio_builder_prover_prove_async);
  proving->client = g_object_ref (client);
  proving->databases = g_object_ref (databases);
  proving->kpis = g_ptr_array_ref (kpis);
  proving->definitions = g_ptr_array_new_with_free_func (unref_definition);
  proving->proved = g_hash_table_new_full (NULL, NULL, g_object_unref,
                                           (GDestroyNotify) studio_builder_query_free);
  proving->reasons = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  g_task_set_task_data (task, proving, (GDestroyNotify) proving_free);
  for (guint i = 0; i < kpis->len; i++)
    g_ptr_array_add (proving->definitions, read_definition (proving, g_ptr_array_index (kpis, i)));
  list_next (task);
}

GHashTable *
studio_builder_prover_prove_finish (GAsyncResult *result, GHashTable **reasons, GError **error)
{
  Proving *proving = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *reasons = g_hash_table_ref (proving->reasons);
  return g_hash_table_ref (proving->proved);
}
