/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-items.h"

#include "demo/studio-demo-cards.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-collections.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-people.h"

#include <string.h>

static const char *const known_models[] = {
  "card",     "collection", "dataset",  "metric", "dashboard", "snippet", "pulse",
  "timeline", "no_models",  "document", "table",  "transform", NULL,
};

/* What was asked for. */
typedef struct
{
  StudioDemoExchange *exchange;
  gint64 collection_id;
  gboolean trash;
  gboolean archived;
  GPtrArray *models; /* (nullable) */
  const char *pinned_state;
  JsonArray *items; /* (owned) of JsonObject */
} Listing;

static gboolean
wants_model (Listing *listing, const char *model)
{
  if (listing->models == NULL)
    return TRUE;
  for (guint i = 0; i < listing->models->len; i++)
    if (strcmp (g_ptr_array_index (listing->models, i), model) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_pinned_as_wanted (Listing *listing, JsonObject *document)
{
  gboolean pinned = studio_demo_json_is_set (document, "collection_position");

  if (g_strcmp0 (listing->pinned_state, "is_pinned") == 0)
    return pinned;
  return g_strcmp0 (listing->pinned_state, "is_not_pinned") != 0 || !pinned;
}

static gboolean
is_listed (Listing *listing, JsonObject *document)
{
  gboolean archived = studio_demo_json_get_boolean (document, "archived", FALSE);

  if (listing->trash)
    return archived && studio_demo_json_get_boolean (document, "archived_directly", TRUE);
  return archived == listing->archived &&
         studio_demo_json_get_int (document, "collection_id", 0) == listing->collection_id &&
         is_pinned_as_wanted (listing, document);
}

static JsonObject *
make_item (Listing *listing, JsonObject *document, const char *model)
{
  StudioDemoShapes *shapes = listing->exchange->server->shapes;
  JsonObject *item = studio_demo_shapes_make (shapes, "item");
  g_autoptr (GList) names = NULL;

  if (json_object_has_member (document, "dataset_query"))
    studio_demo_json_merge (item, studio_demo_shapes_peek (shapes, "item-card"));
  names = json_object_get_members (item);
  for (GList *l = names; l != NULL; l = l->next)
    if (json_object_has_member (document, l->data))
      studio_demo_json_set_copy (item, l->data, json_object_get_member (document, l->data));
  json_object_set_string_member (item, "model", model);
  return item;
}

static void
add_document (Listing *listing, JsonObject *document, const char *model)
{
  JsonObject *item = make_item (listing, document, model);

  if (json_object_has_member (document, "display"))
    studio_demo_json_set_copy (item, "display", json_object_get_member (document, "display"));
  json_object_set_object_member (
      item, "last-edit-info",
      studio_demo_people_make_last_edit (studio_demo_json_get_string (document, "updated_at")));
  json_array_add_object_element (listing->items, item);
}

static void
add_cards (Listing *listing)
{
  StudioDemoStore *store = listing->exchange->server->store;
  g_autoptr (GPtrArray) cards = studio_demo_store_list (store, STUDIO_DEMO_CARD);

  for (guint i = 0; i < cards->len; i++)
    {
      JsonObject *card = g_ptr_array_index (cards, i);
      gboolean in_dashboard = studio_demo_json_is_set (card, "dashboard_id");

      if (wants_model (listing, studio_demo_cards_get_model (card)) && is_listed (listing, card) &&
          (!in_dashboard ||
           studio_demo_exchange_get_query_flag (listing->exchange, "show_dashboard_questions")))
        add_document (listing, card, studio_demo_cards_get_model (card));
    }
}

static void
add_dashboards (Listing *listing)
{
  StudioDemoStore *store = listing->exchange->server->store;
  g_autoptr (GPtrArray) dashboards = studio_demo_store_list (store, STUDIO_DEMO_DASHBOARD);

  if (!wants_model (listing, "dashboard"))
    return;
  for (guint i = 0; i < dashboards->len; i++)
    {
      JsonObject *dashboard = g_ptr_array_index (dashboards, i);

      if (is_listed (listing, dashboard))
        add_document (listing, dashboard, "dashboard");
    }
}

static gboolean
is_collection_listed (Listing *listing, JsonObject *collection)
{
  gboolean archived = studio_demo_json_get_boolean (collection, "archived", FALSE);

  if (studio_demo_collections_is_personal (collection) ||
      studio_demo_collections_is_trash (collection))
    return FALSE;
  if (listing->trash)
    return archived && studio_demo_json_get_boolean (collection, "archived_directly", TRUE);
  return archived == listing->archived &&
         studio_demo_collections_get_parent (collection) == listing->collection_id &&
         g_strcmp0 (listing->pinned_state, "is_pinned") != 0;
}

/* The kinds of things directly in a collection, and further below it. */
static void
set_contents (Listing *listing, JsonObject *item, JsonObject *collection)
{
  StudioDemoStore *store = listing->exchange->server->store;
  g_autoptr (GPtrArray) cards = studio_demo_store_list (store, STUDIO_DEMO_CARD);
  gint64 id = studio_demo_json_get_int (collection, "id", 0);
  JsonArray *here = json_array_new ();

  for (guint i = 0; i < cards->len && json_array_get_length (here) == 0; i++)
    {
      JsonObject *card = g_ptr_array_index (cards, i);

      if (studio_demo_json_get_int (card, "collection_id", 0) == id &&
          !studio_demo_json_get_boolean (card, "archived", FALSE))
        json_array_add_string_element (here, "card");
    }
  json_object_set_array_member (item, "here", here);
}

static void
add_collections (Listing *listing)
{
  StudioDemoStore *store = listing->exchange->server->store;
  g_autoptr (GPtrArray) all = studio_demo_store_list (store, STUDIO_DEMO_COLLECTION);

  if (!wants_model (listing, "collection"))
    return;
  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *collection = g_ptr_array_index (all, i);
      JsonObject *item;

      if (!is_collection_listed (listing, collection))
        continue;
      item = make_item (listing, collection, "collection");
      studio_demo_json_set_id (item, "collection_id",
                               studio_demo_collections_get_parent (collection));
      studio_demo_json_set_copy (item, "type", json_object_get_member (collection, "type"));
      studio_demo_json_set_string (item, "authority_level",
                                   studio_demo_json_get_string (collection, "authority_level"));
      json_object_set_boolean_member (item, "is_personal", FALSE);
      set_contents (listing, item, collection);
      json_array_add_object_element (listing->items, item);
    }
}

static int
compare_by_name (gconstpointer a, gconstpointer b)
{
  JsonObject *first = *(JsonObject *const *) a;
  JsonObject *second = *(JsonObject *const *) b;
  g_autofree char *first_name = g_utf8_strdown (json_object_get_string_member (first, "name"), -1);
  g_autofree char *second_name =
      g_utf8_strdown (json_object_get_string_member (second, "name"), -1);

  return strcmp (first_name, second_name);
}

static const char *
get_edit_time (JsonObject *item)
{
  JsonObject *edit = studio_demo_json_get_object (item, "last-edit-info");
  const char *time = studio_demo_json_get_string (edit, "timestamp");

  return time != NULL ? time : "";
}

static int
compare_by_edit (gconstpointer a, gconstpointer b)
{
  return strcmp (get_edit_time (*(JsonObject *const *) a),
                 get_edit_time (*(JsonObject *const *) b));
}

static int
compare_by_model (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (studio_demo_json_get_string (*(JsonObject *const *) a, "model"),
                    studio_demo_json_get_string (*(JsonObject *const *) b, "model"));
}

static GPtrArray *
sort_items (Listing *listing)
{
  GPtrArray *sorted = g_ptr_array_new ();
  const char *column = studio_demo_exchange_get_query (listing->exchange, "sort_column");
  const char *direction = studio_demo_exchange_get_query (listing->exchange, "sort_direction");

  for (guint i = 0; i < json_array_get_length (listing->items); i++)
    g_ptr_array_add (sorted, json_array_get_object_element (listing->items, i));
  g_ptr_array_sort (sorted, compare_by_name);
  if (g_strcmp0 (column, "last_edited_at") == 0)
    g_ptr_array_sort (sorted, compare_by_edit);
  else if (g_strcmp0 (column, "model") == 0)
    g_ptr_array_sort (sorted, compare_by_model);
  if (g_strcmp0 (direction, "desc") == 0)
    for (guint i = 0; i < sorted->len / 2; i++)
      {
        gpointer swapped = sorted->pdata[i];

        sorted->pdata[i] = sorted->pdata[sorted->len - 1 - i];
        sorted->pdata[sorted->len - 1 - i] = swapped;
      }
  return sorted;
}

static gboolean
get_page (StudioDemoExchange *exchange, guint *offset, guint *limit)
{
  const char *limit_text = studio_demo_exchange_get_query (exchange, "limit");
  const char *offset_text = studio_demo_exchange_get_query (exchange, "offset");

  *offset = offset_text != NULL ? (guint) g_ascii_strtoull (offset_text, NULL, 10) : 0;
  *limit = limit_text != NULL ? (guint) g_ascii_strtoull (limit_text, NULL, 10) : G_MAXUINT;
  return limit_text != NULL || offset_text != NULL;
}

static JsonArray *
make_model_list (Listing *listing)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; known_models[i] != NULL; i++)
    if (listing->models != NULL && wants_model (listing, known_models[i]))
      json_array_add_string_element (list, known_models[i]);
  return list;
}

static void
reply_page (Listing *listing)
{
  g_autoptr (GPtrArray) sorted = sort_items (listing);
  JsonObject *answer = json_object_new ();
  JsonArray *data = json_array_new ();
  guint offset = 0;
  guint limit = 0;
  gboolean paged = get_page (listing->exchange, &offset, &limit);

  for (guint i = offset; i < sorted->len && i - offset < limit; i++)
    json_array_add_object_element (data, json_object_ref (g_ptr_array_index (sorted, i)));
  json_object_set_int_member (answer, "total", sorted->len);
  json_object_set_array_member (answer, "data", data);
  json_object_set_array_member (answer, "models", make_model_list (listing));
  if (paged)
    {
      json_object_set_int_member (answer, "limit", limit == G_MAXUINT ? 50 : limit);
      json_object_set_int_member (answer, "offset", offset);
    }
  else
    {
      json_object_set_null_member (answer, "limit");
      json_object_set_null_member (answer, "offset");
    }
  studio_demo_exchange_reply_object (listing->exchange, SOUP_STATUS_OK, answer);
}

/* A list of models with commas is a mistake that Metabase answers with 400. */
static gboolean
check_models (StudioDemoExchange *exchange, GPtrArray *models)
{
  for (guint i = 0; models != NULL && i < models->len; i++)
    {
      const char *model = g_ptr_array_index (models, i);
      g_autoptr (StudioDemoChecks) checks = NULL;
      g_autofree char *specific = NULL;

      if (g_strv_contains (known_models, model))
        continue;
      checks = studio_demo_checks_new (NULL);
      specific = g_strdup_printf ("should be either \"dashboard\", \"dataset\", \"collection\" or "
                                  "\"card\", received: \"%s\"",
                                  model);
      studio_demo_checks_add (
          checks, "models", "nullable vector of enum of collection, dashboard, card, …", specific);
      studio_demo_checks_reply (checks, exchange);
      return FALSE;
    }
  return TRUE;
}

void
studio_demo_items_reply (StudioDemoExchange *exchange, gint64 collection_id, gboolean trash)
{
  Listing listing = {
    .exchange = exchange,
    .collection_id = collection_id,
    .trash = trash,
    .archived = studio_demo_exchange_get_query_flag (exchange, "archived"),
    .models = studio_demo_exchange_get_query_all (exchange, "models"),
    .pinned_state = studio_demo_exchange_get_query (exchange, "pinned_state"),
  };

  if (!check_models (exchange, listing.models))
    return;
  listing.items = json_array_new ();
  add_cards (&listing);
  add_dashboards (&listing);
  add_collections (&listing);
  reply_page (&listing);
  json_array_unref (listing.items);
}
