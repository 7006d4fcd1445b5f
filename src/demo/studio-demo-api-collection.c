/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-collections.h"
#include "demo/studio-demo-identifiers.h"
#include "demo/studio-demo-items.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-names.h"

#include <string.h>

static JsonObject *
get_collection_or_reply (StudioDemoExchange *exchange)
{
  JsonObject *collection =
      studio_demo_collections_get (exchange->server, studio_demo_exchange_get_id (exchange, 0));

  if (collection == NULL)
    studio_demo_exchange_reply_not_found (exchange);
  return collection;
}

static gboolean
is_visible (StudioDemoExchange *exchange, JsonObject *collection)
{
  gboolean archived = studio_demo_exchange_get_query_flag (exchange, "archived");
  gboolean personal_only = studio_demo_exchange_get_query_flag (exchange, "personal-only");

  return !studio_demo_collections_is_trash (collection) &&
         studio_demo_json_get_boolean (collection, "archived", FALSE) == archived &&
         (!personal_only || studio_demo_collections_is_personal (collection));
}

static void
list_collections (StudioDemoExchange *exchange)
{
  StudioDemoServer *server = exchange->server;
  g_autoptr (GPtrArray) all = studio_demo_store_list (server->store, STUDIO_DEMO_COLLECTION);
  JsonArray *list = json_array_new ();

  if (!studio_demo_exchange_get_query_flag (exchange, "archived") &&
      !studio_demo_exchange_get_query_flag (exchange, "personal-only"))
    json_array_add_object_element (list,
                                   studio_demo_shapes_make (server->shapes, "collection-root"));
  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *collection = g_ptr_array_index (all, i);
      JsonObject *answer;

      if (!is_visible (exchange, collection))
        continue;
      answer = studio_demo_collections_make (server, collection);
      json_object_set_boolean_member (answer, "can_write", !server->options->deny_write);
      if (studio_demo_exchange_from (exchange, 55))
        json_object_set_boolean_member (answer, "can_delete", FALSE);
      json_array_add_object_element (list, answer);
    }
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, list);
}

static void
add_kinds (StudioDemoServer *server, JsonObject *node, gint64 id)
{
  const char *const kinds[] = { STUDIO_DEMO_CARD, STUDIO_DEMO_DASHBOARD };
  JsonArray *here = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) documents = studio_demo_store_list (server->store, kinds[i]);
      gboolean found = FALSE;

      for (guint j = 0; j < documents->len && !found; j++)
        {
          JsonObject *document = g_ptr_array_index (documents, j);

          found = studio_demo_json_get_int (document, "collection_id", 0) == id &&
                  !studio_demo_json_get_boolean (document, "archived", FALSE);
        }
      if (found)
        json_array_add_string_element (here, kinds[i]);
    }
  json_object_set_array_member (node, "here", here);
}

static JsonArray *
make_children (StudioDemoExchange *exchange, gint64 parent_id, gboolean deep)
{
  StudioDemoServer *server = exchange->server;
  g_autoptr (GPtrArray) all = studio_demo_store_list (server->store, STUDIO_DEMO_COLLECTION);
  JsonArray *children = json_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *collection = g_ptr_array_index (all, i);
      gint64 id = studio_demo_json_get_int (collection, "id", 0);
      JsonArray *below;
      JsonArray *kinds;
      JsonObject *node;

      if (studio_demo_collections_get_parent (collection) != parent_id ||
          studio_demo_collections_is_trash (collection) ||
          studio_demo_json_get_boolean (collection, "archived", FALSE))
        continue;
      node = studio_demo_collections_make (server, collection);
      below = make_children (exchange, id, deep);
      kinds = json_array_new ();
      if (json_array_get_length (below) > 0)
        json_array_add_string_element (kinds, "collection");
      add_kinds (server, node, id);
      json_object_set_array_member (node, "below", kinds);
      json_object_set_boolean_member (node, "can_write", !server->options->deny_write);
      json_object_set_array_member (node, "children",
                                    deep ? json_array_ref (below) : json_array_new ());
      json_array_unref (below);
      json_array_add_object_element (children, node);
    }
  return children;
}

static void
get_tree (StudioDemoExchange *exchange)
{
  const char *parent = studio_demo_exchange_get_query (exchange, "collection-id");
  gboolean shallow = studio_demo_exchange_get_query_flag (exchange, "shallow");

  studio_demo_exchange_reply_array (
      exchange, SOUP_STATUS_OK,
      make_children (exchange, parent != NULL ? g_ascii_strtoll (parent, NULL, 10) : 0, !shallow));
}

static void
get_root (StudioDemoExchange *exchange)
{
  studio_demo_exchange_reply_object (
      exchange, SOUP_STATUS_OK,
      studio_demo_shapes_make (exchange->server->shapes, "collection-root"));
}

static void
get_trash (StudioDemoExchange *exchange)
{
  g_autoptr (GPtrArray) all =
      studio_demo_store_list (exchange->server->store, STUDIO_DEMO_COLLECTION);

  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *collection = g_ptr_array_index (all, i);

      if (!studio_demo_collections_is_trash (collection))
        continue;
      studio_demo_exchange_reply_object (
          exchange, SOUP_STATUS_OK,
          studio_demo_collections_make_detail (exchange->server, collection));
      return;
    }
  studio_demo_exchange_reply_not_found (exchange);
}

static void
get_collection (StudioDemoExchange *exchange)
{
  JsonObject *collection = get_collection_or_reply (exchange);

  if (collection != NULL)
    studio_demo_exchange_reply_object (
        exchange, SOUP_STATUS_OK,
        studio_demo_collections_make_detail (exchange->server, collection));
}

static void
list_items (StudioDemoExchange *exchange)
{
  JsonObject *collection = get_collection_or_reply (exchange);

  if (collection != NULL)
    studio_demo_items_reply (exchange, studio_demo_json_get_int (collection, "id", 0),
                             studio_demo_collections_is_trash (collection));
}

static void
list_root_items (StudioDemoExchange *exchange)
{
  studio_demo_items_reply (exchange, 0, FALSE);
}

static void
list_trash_items (StudioDemoExchange *exchange)
{
  studio_demo_items_reply (exchange, 0, TRUE);
}

static void
check_color (StudioDemoExchange *exchange, StudioDemoChecks *checks, JsonObject *body)
{
  const char *color = studio_demo_json_get_string (body, "color");

  if (!studio_demo_version_requires_color (exchange->server->version))
    return;
  if (color == NULL || !g_regex_match_simple ("^#[0-9A-Fa-f]{6}$", color, 0, 0))
    studio_demo_checks_add (
        checks, "color", "value must be a string that matches the regex `^#[0-9A-Fa-f]{6}$`.",
        color == NULL ? "missing required key, received: nil" : "should match regex");
}

/* Answers and returns FALSE when there is no such parent, or it is archived. */
static gboolean
check_parent (StudioDemoExchange *exchange, JsonObject *body)
{
  gint64 parent_id = studio_demo_json_get_int (body, "parent_id", 0);
  JsonObject *parent =
      parent_id != 0 ? studio_demo_collections_get (exchange->server, parent_id) : NULL;

  if (parent_id == 0 ||
      (parent != NULL && !studio_demo_json_get_boolean (parent, "archived", FALSE)))
    return TRUE;
  studio_demo_exchange_reply_not_found (exchange);
  return FALSE;
}

static JsonObject *
make_stored_collection (StudioDemoServer *server, JsonObject *body)
{
  JsonObject *collection = json_object_new ();
  gint64 parent_id = studio_demo_json_get_int (body, "parent_id", 0);
  const char *name = studio_demo_json_get_string (body, "name");
  g_autofree char *slug = studio_demo_names_slugify (name);
  g_autofree char *entity_id = studio_demo_identifiers_make_entity_id ();
  g_autofree char *now = studio_demo_identifiers_now ();
  g_autofree char *location =
      parent_id != 0
          ? studio_demo_collections_get_path (studio_demo_collections_get (server, parent_id))
          : g_strdup ("/");

  json_object_set_string_member (collection, "name", name);
  json_object_set_string_member (collection, "slug", slug);
  studio_demo_json_set_string (collection, "description",
                               studio_demo_json_get_string (body, "description"));
  studio_demo_json_set_string (collection, "namespace",
                               studio_demo_json_get_string (body, "namespace"));
  studio_demo_json_set_string (collection, "authority_level",
                               studio_demo_json_get_string (body, "authority_level"));
  if (studio_demo_json_get_string (body, "color") != NULL)
    studio_demo_json_set_string (collection, "color", studio_demo_json_get_string (body, "color"));
  json_object_set_string_member (collection, "location", location);
  json_object_set_string_member (collection, "entity_id", entity_id);
  json_object_set_string_member (collection, "created_at", now);
  return collection;
}

static void
create_collection (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  g_autoptr (StudioDemoChecks) checks = studio_demo_checks_new (body);
  g_autoptr (JsonObject) collection = NULL;
  g_autoptr (GError) error = NULL;

  studio_demo_checks_text (checks, "name");
  studio_demo_checks_maybe_text (checks, "description");
  studio_demo_checks_maybe_text (checks, "namespace");
  studio_demo_checks_maybe_id (checks, "parent_id");
  check_color (exchange, checks, body);
  if (studio_demo_checks_reply (checks, exchange) || !check_parent (exchange, body))
    return;
  collection = make_stored_collection (exchange->server, body);
  if (studio_demo_store_add (exchange->server->store, STUDIO_DEMO_COLLECTION, collection, &error) ==
      0)
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    studio_demo_exchange_reply_object (
        exchange, SOUP_STATUS_OK,
        studio_demo_collections_make_detail (exchange->server, collection));
}

static gboolean
apply_changes (StudioDemoServer *server, JsonObject *collection, JsonObject *body, GError **error)
{
  static const char *const members[] = { "name", "description", "color", "authority_level" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (body, members[i]))
      studio_demo_json_set_copy (collection, members[i], json_object_get_member (body, members[i]));
  if (json_object_has_member (body, "name"))
    {
      g_autofree char *slug =
          studio_demo_names_slugify (studio_demo_json_get_string (body, "name"));

      json_object_set_string_member (collection, "slug", slug);
    }
  if (json_object_has_member (body, "parent_id") &&
      !studio_demo_collections_move (server, collection,
                                     studio_demo_json_get_int (body, "parent_id", 0), error))
    return FALSE;
  if (studio_demo_json_is_set (body, "archived") &&
      !studio_demo_collections_set_archived (
          server, collection, studio_demo_json_get_boolean (body, "archived", FALSE), error))
    return FALSE;
  return studio_demo_store_save (server->store, STUDIO_DEMO_COLLECTION, collection, error);
}

/* A personal collection and the trash are not to be archived or moved. */
static gboolean
is_fixed (JsonObject *collection, JsonObject *body)
{
  return (studio_demo_collections_is_personal (collection) ||
          studio_demo_collections_is_trash (collection)) &&
         (studio_demo_json_is_set (body, "archived") || json_object_has_member (body, "parent_id"));
}

static gboolean
would_be_inside_itself (StudioDemoServer *server, JsonObject *collection, JsonObject *body)
{
  JsonObject *parent =
      studio_demo_collections_get (server, studio_demo_json_get_int (body, "parent_id", 0));
  g_autofree char *own = studio_demo_collections_get_path (collection);
  g_autofree char *target = parent != NULL ? studio_demo_collections_get_path (parent) : NULL;

  return target != NULL && g_str_has_prefix (target, own);
}

static void
update_collection (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonObject *collection = get_collection_or_reply (exchange);
  g_autoptr (StudioDemoChecks) checks = NULL;
  g_autoptr (GError) error = NULL;

  if (collection == NULL)
    return;
  checks = studio_demo_checks_new (body);
  studio_demo_checks_maybe_text (checks, "name");
  studio_demo_checks_maybe_text (checks, "description");
  studio_demo_checks_maybe_boolean (checks, "archived");
  studio_demo_checks_maybe_id (checks, "parent_id");
  if (studio_demo_checks_reply (checks, exchange) || !check_parent (exchange, body))
    return;
  if (body == NULL)
    get_collection (exchange);
  else if (is_fixed (collection, body))
    studio_demo_exchange_reply_forbidden (exchange);
  else if (would_be_inside_itself (exchange->server, collection, body))
    studio_demo_exchange_reply_text (exchange, SOUP_STATUS_BAD_REQUEST, "Invalid Request.");
  else if (!apply_changes (exchange->server, collection, body, &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    get_collection (exchange);
}

static void
delete_collection (StudioDemoExchange *exchange)
{
  JsonObject *collection = get_collection_or_reply (exchange);
  g_autoptr (GError) error = NULL;

  if (collection == NULL)
    return;
  if (!studio_demo_json_get_boolean (collection, "archived", FALSE))
    studio_demo_exchange_reply_text (exchange, SOUP_STATUS_BAD_REQUEST,
                                     "Collection must be trashed before deletion.");
  else if (!studio_demo_store_remove (exchange->server->store, STUDIO_DEMO_COLLECTION,
                                      studio_demo_json_get_int (collection, "id", 0), &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    studio_demo_exchange_reply_no_content (exchange);
}

const StudioDemoRoute studio_demo_collection_routes[] = {
  { "GET", "/api/collection", list_collections, FALSE, 0, 0 },
  { "POST", "/api/collection", create_collection, FALSE, 0, 0 },
  { "GET", "/api/collection/tree", get_tree, FALSE, 0, 0 },
  { "GET", "/api/collection/root", get_root, FALSE, 0, 0 },
  { "GET", "/api/collection/root/items", list_root_items, FALSE, 0, 0 },
  { "GET", "/api/collection/trash", get_trash, FALSE, 50, 0 },
  { "GET", "/api/collection/trash/items", list_trash_items, FALSE, 50, 0 },
  { "GET", "/api/collection/:id", get_collection, FALSE, 0, 0 },
  { "PUT", "/api/collection/:id", update_collection, FALSE, 0, 0 },
  { "DELETE", "/api/collection/:id", delete_collection, FALSE, 55, 0 },
  { "GET", "/api/collection/:id/items", list_items, FALSE, 0, 0 },
  { NULL },
};
