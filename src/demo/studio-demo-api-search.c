/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-cards.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-collections.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-query-form.h"

#include <string.h>

/* Metabase looks at no more matches than this. */
#define MOST_RESULTS 1000

static const char *const known_models[] = {
  "dashboard",      "dataset", "segment", "collection", "document", "database",  "action",
  "indexed-entity", "metric",  "card",    "table",      "measure",  "transform", NULL,
};

typedef struct
{
  StudioDemoExchange *exchange;
  char **words;      /* of the search text, in lower case */
  GPtrArray *models; /* (nullable) */
  gboolean in_sql;
  gboolean archived;
  gint64 database_id; /* 0: any */
  gint64 newest;      /* what was made later is not found yet, real time in microseconds */
  GPtrArray *found;   /* of JsonObject */
} Search;

static gboolean
wants_model (Search *search, const char *model)
{
  for (guint i = 0; search->models != NULL && i < search->models->len; i++)
    if (strcmp (g_ptr_array_index (search->models, i), model) == 0)
      return TRUE;
  return search->models == NULL;
}

static gboolean
contains (const char *text, const char *word)
{
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  return lower != NULL && strstr (lower, word) != NULL;
}

/* Every word has to be in the name, the description or, if asked for, the SQL. */
static gboolean
matches (Search *search, JsonObject *document)
{
  const char *name = studio_demo_json_get_string (document, "name");
  const char *description = studio_demo_json_get_string (document, "description");
  const char *sql =
      search->in_sql
          ? studio_demo_query_form_get_sql (studio_demo_json_get_object (document, "dataset_query"))
          : NULL;

  for (gsize i = 0; search->words[i] != NULL; i++)
    if (*search->words[i] != '\0' && !contains (name, search->words[i]) &&
        !contains (description, search->words[i]) && !contains (sql, search->words[i]))
      return FALSE;
  return TRUE;
}

/* The index is filled a while after something was made. */
static gboolean
is_indexed (Search *search, JsonObject *document)
{
  const char *text = studio_demo_json_get_string (document, "created_at");
  g_autoptr (GDateTime) created = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return created == NULL ||
         g_date_time_to_unix (created) * G_USEC_PER_SEC + g_date_time_get_microsecond (created) <=
             search->newest;
}

static gboolean
is_found (Search *search, JsonObject *document)
{
  return studio_demo_json_get_boolean (document, "archived", FALSE) == search->archived &&
         is_indexed (search, document) && matches (search, document);
}

static JsonObject *
make_result (Search *search, JsonObject *document, const char *model)
{
  JsonObject *result = studio_demo_shapes_make (search->exchange->server->shapes, "search");
  g_autoptr (GList) names = json_object_get_members (result);

  for (GList *l = names; l != NULL; l = l->next)
    if (json_object_has_member (document, l->data) && strcmp (l->data, "dataset_query") != 0)
      studio_demo_json_set_copy (result, l->data, json_object_get_member (document, l->data));
  json_object_set_string_member (result, "model", model);
  return result;
}

static void
set_collection (Search *search, JsonObject *result, gint64 id)
{
  JsonObject *stored = studio_demo_collections_get (search->exchange->server, id);
  JsonObject *collection = json_object_new ();

  studio_demo_json_set_id (collection, "id", id);
  studio_demo_json_set_string (collection, "name", studio_demo_json_get_string (stored, "name"));
  studio_demo_json_set_string (collection, "authority_level",
                               studio_demo_json_get_string (stored, "authority_level"));
  studio_demo_json_set_string (collection, "type", studio_demo_json_get_string (stored, "type"));
  json_object_set_object_member (result, "collection", collection);
}

static void
search_documents (Search *search, const char *kind)
{
  g_autoptr (GPtrArray) documents = studio_demo_store_list (search->exchange->server->store, kind);
  gboolean are_cards = strcmp (kind, STUDIO_DEMO_CARD) == 0;

  for (guint i = 0; i < documents->len; i++)
    {
      JsonObject *document = g_ptr_array_index (documents, i);
      const char *model = are_cards ? studio_demo_cards_get_model (document) : kind;
      JsonObject *result;

      if (!wants_model (search, model) || !is_found (search, document) ||
          (search->database_id != 0 &&
           studio_demo_json_get_int (document, "database_id", 0) != search->database_id))
        continue;
      result = make_result (search, document, model);
      set_collection (search, result, studio_demo_json_get_int (document, "collection_id", 0));
      g_ptr_array_add (search->found, result);
    }
}

static void
search_collections (Search *search)
{
  g_autoptr (GPtrArray) all =
      studio_demo_store_list (search->exchange->server->store, STUDIO_DEMO_COLLECTION);

  for (guint i = 0; i < all->len && wants_model (search, "collection"); i++)
    {
      JsonObject *collection = g_ptr_array_index (all, i);
      JsonObject *result;

      if (studio_demo_collections_is_trash (collection) || !is_found (search, collection) ||
          search->database_id != 0)
        continue;
      result = make_result (search, collection, "collection");
      set_collection (search, result, studio_demo_json_get_int (collection, "id", 0));
      studio_demo_json_set_string (result, "location",
                                   studio_demo_json_get_string (collection, "location"));
      g_ptr_array_add (search->found, result);
    }
}

static void
search_tables (Search *search)
{
  GPtrArray *tables = search->exchange->server->catalogue->tables;

  for (guint i = 0; i < tables->len && wants_model (search, "table"); i++)
    {
      StudioDemoTable *table = g_ptr_array_index (tables, i);
      g_autoptr (JsonObject) document = json_object_new ();
      g_autofree char *names = NULL;
      JsonObject *result;

      names = g_strjoin (" ", table->display_name, table->name, NULL);
      json_object_set_string_member (document, "name", names);
      studio_demo_json_set_string (document, "description", table->description);
      if (search->archived || !matches (search, document))
        continue;
      result = make_result (search, document, "table");
      set_collection (search, result, 0);
      json_object_set_int_member (result, "id", table->id);
      json_object_set_string_member (result, "name", table->display_name);
      json_object_set_int_member (result, "table_id", table->id);
      json_object_set_string_member (result, "table_name", table->name);
      json_object_set_string_member (result, "table_schema", table->schema);
      json_object_set_int_member (result, "database_id", STUDIO_DEMO_DATABASE_ID);
      json_object_set_string_member (result, "database_name", STUDIO_DEMO_DATABASE_NAME);
      g_ptr_array_add (search->found, result);
    }
}

static void
search_database (Search *search)
{
  g_autoptr (JsonObject) document = json_object_new ();
  JsonObject *result;

  json_object_set_string_member (document, "name", STUDIO_DEMO_DATABASE_NAME);
  if (!wants_model (search, "database") || search->archived || !matches (search, document))
    return;
  result = make_result (search, document, "database");
  set_collection (search, result, 0);
  json_object_set_int_member (result, "id", STUDIO_DEMO_DATABASE_ID);
  g_ptr_array_add (search->found, result);
}

/* An exact name first, then names that begin alike, then the others, by name. */
static int
rank (JsonObject *result, const char *text)
{
  const char *name = studio_demo_json_get_string (result, "name");
  g_autofree char *lower = g_utf8_strdown (name != NULL ? name : "", -1);

  if (strcmp (lower, text) == 0)
    return 0;
  return g_str_has_prefix (lower, text) ? 1 : 2;
}

static int
compare_results (gconstpointer a, gconstpointer b, gpointer user_data)
{
  JsonObject *first = *(JsonObject *const *) a;
  JsonObject *second = *(JsonObject *const *) b;
  int order = rank (first, user_data) - rank (second, user_data);

  if (order != 0)
    return order;
  order = g_strcmp0 (studio_demo_json_get_string (first, "name"),
                     studio_demo_json_get_string (second, "name"));
  if (order != 0)
    return order;
  return studio_demo_json_get_int (first, "id", 0) < studio_demo_json_get_int (second, "id", 0) ? -1
                                                                                                : 1;
}

static gint64
get_number (StudioDemoExchange *exchange, const char *name, gint64 otherwise)
{
  const char *text = studio_demo_exchange_get_query (exchange, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static void
set_number (JsonObject *answer, StudioDemoExchange *exchange, const char *name)
{
  if (studio_demo_exchange_get_query (exchange, name) != NULL)
    json_object_set_int_member (answer, name, get_number (exchange, name, 0));
  else
    json_object_set_null_member (answer, name);
}

static JsonArray *
make_models (GPtrArray *asked)
{
  JsonArray *models = json_array_new ();

  for (guint i = 0; asked != NULL && i < asked->len; i++)
    json_array_add_string_element (models, g_ptr_array_index (asked, i));
  for (gsize i = 0; asked == NULL && known_models[i] != NULL; i++)
    json_array_add_string_element (models, known_models[i]);
  return models;
}

static JsonArray *
make_available_models (Search *search)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *models = json_array_new ();

  for (guint i = 0; i < search->found->len; i++)
    {
      const char *model =
          studio_demo_json_get_string (g_ptr_array_index (search->found, i), "model");

      if (g_hash_table_add (seen, (gpointer) model))
        json_array_add_string_element (models, model);
    }
  return models;
}

static void
reply_results (Search *search)
{
  StudioDemoExchange *exchange = search->exchange;
  JsonObject *answer = json_object_new ();
  JsonArray *data = json_array_new ();
  gint64 offset = get_number (exchange, "offset", 0);
  gint64 limit = get_number (exchange, "limit", MOST_RESULTS);
  guint total = MIN (search->found->len, MOST_RESULTS);

  for (gint64 i = MAX (offset, 0); i < total && i - offset < limit; i++)
    json_array_add_object_element (data,
                                   json_object_ref (g_ptr_array_index (search->found, (guint) i)));
  json_object_set_int_member (answer, "total", total);
  json_object_set_array_member (answer, "data", data);
  set_number (answer, exchange, "limit");
  set_number (answer, exchange, "offset");
  set_number (answer, exchange, "table_db_id");
  json_object_set_array_member (answer, "models", make_models (search->models));
  json_object_set_array_member (answer, "available_models", make_available_models (search));
  if (studio_demo_exchange_from (exchange, 53))
    json_object_set_string_member (answer, "engine", "search.engine/appdb");
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, answer);
}

static gboolean
check_models (StudioDemoExchange *exchange, GPtrArray *models)
{
  for (guint i = 0; models != NULL && i < models->len; i++)
    {
      const char *model = g_ptr_array_index (models, i);
      g_autofree char *specific = NULL;

      if (g_strv_contains (known_models, model))
        continue;
      specific = g_strdup_printf ("should be either \"dashboard\", \"table\", \"dataset\", "
                                  "\"collection\", \"database\" or \"card\", received: \"%s\"",
                                  model);
      studio_demo_exchange_reply_invalid (
          exchange, "models", "nullable sequence of enum of dashboard, table, …", specific);
      return FALSE;
    }
  return TRUE;
}

static void
search (StudioDemoExchange *exchange)
{
  const char *text = studio_demo_exchange_get_query (exchange, "q");
  g_autofree char *lower = g_utf8_strdown (text != NULL ? text : "", -1);
  g_auto (GStrv) words = g_strsplit (lower, " ", -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  Search state = {
    .exchange = exchange,
    .words = words,
    .models = studio_demo_exchange_get_query_all (exchange, "models"),
    .in_sql = studio_demo_exchange_get_query_flag (exchange, "search_native_query"),
    .archived = studio_demo_exchange_get_query_flag (exchange, "archived"),
    .database_id = get_number (exchange, "table_db_id", 0),
    .newest = g_get_real_time () - (gint64) exchange->server->options->search_lag * 1000,
    .found = found,
  };

  if (!check_models (exchange, state.models))
    return;
  search_documents (&state, STUDIO_DEMO_CARD);
  search_documents (&state, STUDIO_DEMO_DASHBOARD);
  search_collections (&state);
  search_tables (&state);
  search_database (&state);
  g_ptr_array_sort_with_data (found, compare_results, lower);
  reply_results (&state);
}

const StudioDemoRoute studio_demo_search_routes[] = {
  { "GET", "/api/search", search, FALSE, 0, 0 },
  { NULL },
};
