/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-card-columns.h"
#include "demo/studio-demo-cards.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-collections.h"
#include "demo/studio-demo-dashboards.h"
#include "demo/studio-demo-dataset.h"
#include "demo/studio-demo-describe.h"
#include "demo/studio-demo-identifiers.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-query-form.h"

#include <string.h>

/* What a client may set, besides the query. */
static const char *const plain_members[] = {
  "name",
  "description",
  "display",
  "visualization_settings",
  "collection_id",
  "collection_position",
  "parameters",
  "parameter_mappings",
  "result_metadata",
  "cache_ttl",
  "type",
  "dashboard_id",
  "enable_embedding",
  "embedding_params",
  "collection_preview",
};

static JsonObject *
get_card_or_reply (StudioDemoExchange *exchange)
{
  JsonObject *card = studio_demo_store_get (exchange->server->store, STUDIO_DEMO_CARD,
                                            studio_demo_exchange_get_id (exchange, 0));

  if (card == NULL)
    studio_demo_exchange_reply_not_found (exchange);
  return card;
}

static gboolean
wants_legacy (StudioDemoExchange *exchange)
{
  return studio_demo_exchange_get_query_flag (exchange, "legacy-mbql");
}

static void
reply_card (StudioDemoExchange *exchange, JsonObject *card)
{
  studio_demo_exchange_reply_object (
      exchange, SOUP_STATUS_OK,
      studio_demo_cards_make_detail (exchange->server, card, wants_legacy (exchange)));
}

static gboolean
is_wanted (StudioDemoExchange *exchange, JsonObject *card)
{
  const char *filter = studio_demo_exchange_get_query (exchange, "f");
  const char *model = studio_demo_exchange_get_query (exchange, "model_id");
  gint64 id = model != NULL ? g_ascii_strtoll (model, NULL, 10) : 0;
  gboolean archived = studio_demo_json_get_boolean (card, "archived", FALSE);

  if (g_strcmp0 (filter, "archived") == 0)
    return archived;
  if (archived || g_strcmp0 (filter, "bookmarked") == 0 || g_strcmp0 (filter, "using_model") == 0 ||
      g_strcmp0 (filter, "using_segment") == 0)
    return FALSE;
  if (g_strcmp0 (filter, "database") == 0)
    return studio_demo_json_get_int (card, "database_id", 0) == id;
  if (g_strcmp0 (filter, "table") == 0)
    return studio_demo_json_get_int (card, "table_id", 0) == id;
  return TRUE;
}

static void
list_cards (StudioDemoExchange *exchange)
{
  g_autoptr (GPtrArray) cards = studio_demo_store_list (exchange->server->store, STUDIO_DEMO_CARD);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < cards->len; i++)
    {
      JsonObject *card = g_ptr_array_index (cards, i);

      if (is_wanted (exchange, card))
        json_array_add_object_element (
            list, studio_demo_cards_make_detail (exchange->server, card, wants_legacy (exchange)));
    }
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, list);
}

static void
check_members (StudioDemoExchange *exchange, StudioDemoChecks *checks)
{
  static const char *const types[] = { "model", "question", "metric", NULL };

  studio_demo_checks_maybe_text (checks, "description");
  studio_demo_checks_maybe_id (checks, "collection_id");
  studio_demo_checks_maybe_id (checks, "collection_position");
  studio_demo_checks_maybe_id (checks, "cache_ttl");
  studio_demo_checks_maybe_array (checks, "parameters");
  studio_demo_checks_maybe_array (checks, "parameter_mappings");
  studio_demo_checks_maybe_array (checks, "result_metadata");
  if (studio_demo_exchange_from (exchange, 49))
    studio_demo_checks_maybe_one_of (checks, "type", types);
  else
    studio_demo_checks_maybe_boolean (checks, "dataset");
}

static void
reply_may_not_run (StudioDemoExchange *exchange, JsonObject *query)
{
  JsonObject *answer = json_object_new ();
  JsonArray *required = json_array_new ();

  json_array_add_string_element (required, "/db/1/native/");
  json_object_set_string_member (answer, "message",
                                 "You cannot save this Question because you do not have "
                                 "permissions to run its query.");
  json_object_set_object_member (answer, "query", studio_demo_json_copy (query));
  json_object_set_array_member (answer, "required-perms", required);
  json_object_set_array_member (answer, "actual-perms", json_array_new ());
  json_object_set_array_member (answer, "trace", json_array_new ());
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_FORBIDDEN, answer);
}

/* Answers and returns FALSE when the target collection or the query is not possible. */
static gboolean
check_targets (StudioDemoExchange *exchange, JsonObject *body, const char *type)
{
  gint64 collection_id = studio_demo_json_get_int (body, "collection_id", 0);
  gint64 dashboard_id = studio_demo_exchange_from (exchange, 53)
                            ? studio_demo_json_get_int (body, "dashboard_id", 0)
                            : 0;
  JsonObject *query = studio_demo_json_get_object (body, "dataset_query");
  g_autoptr (JsonObject) legacy = NULL;

  if (collection_id != 0 && studio_demo_collections_get (exchange->server, collection_id) == NULL)
    {
      studio_demo_exchange_reply_not_found (exchange);
      return FALSE;
    }
  if (dashboard_id != 0 &&
      studio_demo_store_get (exchange->server->store, STUDIO_DEMO_DASHBOARD, dashboard_id) == NULL)
    {
      studio_demo_exchange_reply_not_found (exchange);
      return FALSE;
    }
  if (query == NULL)
    return TRUE;
  legacy = studio_demo_query_form_to_legacy (query);
  if (studio_demo_json_get_int (legacy, "database", 0) != STUDIO_DEMO_DATABASE_ID)
    {
      studio_demo_exchange_reply_failure (
          exchange, "ERROR: null value in column \"database_id\" of relation \"report_card\" "
                    "violates not-null constraint");
      return FALSE;
    }
  if (exchange->server->options->deny_native && studio_demo_query_form_is_native (legacy))
    {
      reply_may_not_run (exchange, query);
      return FALSE;
    }
  if (g_strcmp0 (type, "metric") == 0 && studio_demo_query_form_is_native (legacy))
    {
      studio_demo_exchange_reply_text (exchange, SOUP_STATUS_BAD_REQUEST,
                                       "Card of type metric cannot be native");
      return FALSE;
    }
  return TRUE;
}

static void
copy_members (JsonObject *card, JsonObject *body)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_members); i++)
    if (json_object_has_member (body, plain_members[i]))
      studio_demo_json_set_copy (card, plain_members[i],
                                 json_object_get_member (body, plain_members[i]));
  if (studio_demo_json_get_boolean (body, "dataset", FALSE))
    json_object_set_string_member (card, "type", "model");
  if (studio_demo_json_get_object (body, "dataset_query") != NULL)
    studio_demo_cards_set_query (card, studio_demo_json_get_object (body, "dataset_query"));
}

static JsonObject *
find_by_entity_id (StudioDemoServer *server, const char *entity_id)
{
  g_autoptr (GPtrArray) cards = studio_demo_store_list (server->store, STUDIO_DEMO_CARD);

  for (guint i = 0; i < cards->len; i++)
    {
      JsonObject *card = g_ptr_array_index (cards, i);

      if (g_strcmp0 (studio_demo_json_get_string (card, "entity_id"), entity_id) == 0)
        return card;
    }
  return NULL;
}

static JsonObject *
make_stored_card (StudioDemoExchange *exchange, JsonObject *body)
{
  JsonObject *card = json_object_new ();
  const char *given = studio_demo_json_get_string (body, "entity_id");
  g_autofree char *entity_id =
      given != NULL ? g_strdup (given) : studio_demo_identifiers_make_entity_id ();
  g_autofree char *now = studio_demo_identifiers_now ();

  copy_members (card, body);
  json_object_set_int_member (card, "creator_id",
                              exchange->identity == STUDIO_DEMO_IDENTITY_API_KEY ? 2 : 1);
  json_object_set_string_member (card, "entity_id", entity_id);
  json_object_set_string_member (card, "created_at", now);
  json_object_set_string_member (card, "updated_at", now);
  return card;
}

/* A card that is to live in a dashboard is put there at once, and is in its collection. */
static gboolean
place_card (StudioDemoExchange *exchange, JsonObject *card, JsonObject *body, GError **error)
{
  JsonObject *dashboard =
      studio_demo_store_get (exchange->server->store, STUDIO_DEMO_DASHBOARD,
                             studio_demo_json_get_int (card, "dashboard_id", 0));
  g_autoptr (JsonObject) place = NULL;

  if (dashboard == NULL)
    return TRUE;
  place = json_object_new ();
  json_object_set_int_member (place, "card_id", studio_demo_json_get_int (card, "id", 0));
  json_object_set_int_member (place, "col", 0);
  json_object_set_int_member (place, "size_x", 12);
  json_object_set_int_member (place, "size_y", 6);
  studio_demo_json_set_id (place, "dashboard_tab_id",
                           studio_demo_json_get_int (body, "dashboard_tab_id", 0));
  studio_demo_json_set_copy (card, "collection_id",
                             json_object_get_member (dashboard, "collection_id"));
  return studio_demo_store_save (exchange->server->store, STUDIO_DEMO_CARD, card, error) &&
         studio_demo_dashboards_add_card (exchange->server, dashboard, place, error) != NULL;
}

static void
store_and_reply (StudioDemoExchange *exchange, JsonObject *card)
{
  g_autoptr (GError) error = NULL;

  if (studio_demo_store_add (exchange->server->store, STUDIO_DEMO_CARD, card, &error) == 0 ||
      !place_card (exchange, card, studio_demo_exchange_get_object (exchange), &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    {
      reply_card (exchange, card);
      if (!studio_demo_json_is_set (card, "result_metadata"))
        studio_demo_card_columns_refresh (exchange->server,
                                          studio_demo_json_get_int (card, "id", 0));
    }
}

static void
create_card (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  g_autoptr (StudioDemoChecks) checks = studio_demo_checks_new (body);
  const char *entity_id = studio_demo_json_get_string (body, "entity_id");
  g_autoptr (JsonObject) card = NULL;

  studio_demo_checks_text (checks, "name");
  studio_demo_checks_text (checks, "display");
  studio_demo_checks_object (checks, "dataset_query");
  studio_demo_checks_object (checks, "visualization_settings");
  check_members (exchange, checks);
  if (studio_demo_checks_reply (checks, exchange) ||
      !check_targets (exchange, body, studio_demo_json_get_string (body, "type")))
    return;
  if (entity_id != NULL && find_by_entity_id (exchange->server, entity_id) != NULL)
    {
      studio_demo_exchange_reply_failure (exchange,
                                          "ERROR: duplicate key value violates unique constraint "
                                          "\"report_card_entity_id_key\"");
      return;
    }
  card = make_stored_card (exchange, body);
  store_and_reply (exchange, card);
}

static void
get_card (StudioDemoExchange *exchange)
{
  JsonObject *card = get_card_or_reply (exchange);

  if (card != NULL)
    reply_card (exchange, card);
}

static void
update_card (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonObject *card = get_card_or_reply (exchange);
  g_autoptr (StudioDemoChecks) checks = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;
  const char *type;

  if (card == NULL)
    return;
  type = studio_demo_json_get_string (studio_demo_json_is_set (body, "type") ? body : card, "type");
  checks = studio_demo_checks_new (body);
  studio_demo_checks_maybe_text (checks, "name");
  studio_demo_checks_maybe_text (checks, "display");
  studio_demo_checks_maybe_object (checks, "dataset_query");
  studio_demo_checks_maybe_object (checks, "visualization_settings");
  studio_demo_checks_maybe_boolean (checks, "archived");
  check_members (exchange, checks);
  if (studio_demo_checks_reply (checks, exchange) || !check_targets (exchange, body, type))
    return;
  if (body != NULL)
    copy_members (card, body);
  if (studio_demo_json_is_set (body, "archived"))
    {
      gboolean archived = studio_demo_json_get_boolean (body, "archived", FALSE);

      json_object_set_boolean_member (card, "archived", archived);
      json_object_set_boolean_member (card, "archived_directly", archived);
    }
  now = studio_demo_identifiers_now ();
  json_object_set_string_member (card, "updated_at", now);
  if (!studio_demo_store_save (exchange->server->store, STUDIO_DEMO_CARD, card, &error))
    {
      studio_demo_exchange_reply_failure (exchange, error->message);
      return;
    }
  reply_card (exchange, card);
  if (studio_demo_json_is_set (body, "dataset_query"))
    studio_demo_card_columns_refresh (exchange->server, studio_demo_json_get_int (card, "id", 0));
}

static void
delete_card (StudioDemoExchange *exchange)
{
  JsonObject *card = get_card_or_reply (exchange);
  g_autoptr (GError) error = NULL;

  if (card == NULL)
    return;
  if (studio_demo_store_remove (exchange->server->store, STUDIO_DEMO_CARD,
                                studio_demo_json_get_int (card, "id", 0), &error))
    studio_demo_exchange_reply_no_content (exchange);
  else
    studio_demo_exchange_reply_failure (exchange, error->message);
}

static void
copy_card (StudioDemoExchange *exchange)
{
  JsonObject *card = get_card_or_reply (exchange);
  g_autoptr (JsonObject) copy = NULL;
  g_autofree char *name = NULL;
  g_autofree char *entity_id = NULL;
  g_autofree char *now = NULL;

  if (card == NULL)
    return;
  copy = studio_demo_json_copy (card);
  name = g_strconcat ("Copy of ", studio_demo_json_get_string (card, "name"), NULL);
  entity_id = studio_demo_identifiers_make_entity_id ();
  now = studio_demo_identifiers_now ();
  json_object_set_string_member (copy, "name", name);
  json_object_set_string_member (copy, "entity_id", entity_id);
  json_object_set_string_member (copy, "created_at", now);
  json_object_set_string_member (copy, "updated_at", now);
  store_and_reply (exchange, copy);
}

static void
move_cards (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonArray *ids = studio_demo_json_get_array (body, "card_ids");
  gint64 target = studio_demo_json_get_int (body, "collection_id", 0);
  JsonObject *status;

  if (target != 0 && studio_demo_collections_get (exchange->server, target) == NULL)
    {
      studio_demo_exchange_reply_not_found (exchange);
      return;
    }
  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      JsonObject *card = studio_demo_store_get (exchange->server->store, STUDIO_DEMO_CARD,
                                                json_array_get_int_element (ids, i));

      if (card == NULL)
        continue;
      studio_demo_json_set_id (card, "collection_id", target);
      studio_demo_store_save (exchange->server->store, STUDIO_DEMO_CARD, card, NULL);
    }
  status = json_object_new ();
  json_object_set_string_member (status, "status", "ok");
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, status);
}

static void
run_card (StudioDemoExchange *exchange, StudioDemoRowFormat format, const char *context)
{
  JsonObject *card = get_card_or_reply (exchange);
  JsonObject *archived;

  if (card == NULL)
    return;
  if (studio_demo_json_get_boolean (card, "archived", FALSE))
    {
      archived = json_object_new ();
      json_object_set_string_member (archived, "message", "The object has been archived.");
      json_object_set_string_member (archived, "error_code", "archived");
      studio_demo_exchange_reply_object (exchange, SOUP_STATUS_NOT_FOUND, archived);
      return;
    }
  studio_demo_dataset_run (
      studio_demo_dataset_new (studio_demo_json_get_object (card, "dataset_query"),
                               studio_demo_exchange_get_object (exchange), context, format),
      exchange);
}

static void
query_card (StudioDemoExchange *exchange)
{
  run_card (exchange, STUDIO_DEMO_ROWS_ARRAYS, "question");
}

static void
export_card (StudioDemoExchange *exchange)
{
  if (g_strcmp0 (exchange->captures[1], "csv") == 0)
    run_card (exchange, STUDIO_DEMO_ROWS_CSV, "csv-download");
  else if (g_strcmp0 (exchange->captures[1], "json") == 0)
    run_card (exchange, STUDIO_DEMO_ROWS_OBJECTS, "json-download");
  else
    studio_demo_exchange_reply_no_endpoint (exchange);
}

static void
get_query_metadata (StudioDemoExchange *exchange)
{
  JsonObject *card = get_card_or_reply (exchange);
  JsonObject *metadata;
  JsonArray *databases;

  if (card == NULL)
    return;
  metadata = json_object_new ();
  databases = json_array_new ();
  json_array_add_object_element (databases, studio_demo_describe_database (exchange->server));
  json_object_set_array_member (metadata, "databases", databases);
  json_object_set_array_member (metadata, "tables", json_array_new ());
  json_object_set_array_member (metadata, "fields", json_array_new ());
  json_object_set_array_member (metadata, "snippets", json_array_new ());
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, metadata);
}

const StudioDemoRoute studio_demo_card_routes[] = {
  { "GET", "/api/card", list_cards, FALSE, 0, 0 },
  { "POST", "/api/card", create_card, FALSE, 0, 0 },
  { "POST", "/api/card/collections", move_cards, FALSE, 0, 0 },
  { "GET", "/api/card/:id", get_card, FALSE, 0, 0 },
  { "PUT", "/api/card/:id", update_card, FALSE, 0, 0 },
  { "DELETE", "/api/card/:id", delete_card, FALSE, 0, 0 },
  { "POST", "/api/card/:id/copy", copy_card, FALSE, 0, 0 },
  { "POST", "/api/card/:id/query", query_card, FALSE, 0, 0 },
  { "POST", "/api/card/:id/query/:format", export_card, FALSE, 0, 0 },
  { "GET", "/api/card/:id/query_metadata", get_query_metadata, FALSE, 50, 0 },
  { NULL },
};
