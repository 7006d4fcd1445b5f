/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-demo-client.h"

#include <string.h>

static StudioTestDemo *demo;
static StudioDemoClient *client;

#define QUERY "'dataset_query':{'database':1,'type':'native','native':{'query':'select 41 + 1'}}"

static gint64
get_id (JsonObject *object)
{
  return json_object_get_int_member (object, "id");
}

static gint64
make_collection (const char *name, gint64 parent)
{
  g_autofree char *body =
      parent != 0 ? g_strdup_printf ("{'name':'%s','parent_id':%" G_GINT64_FORMAT "}", name, parent)
                  : g_strdup_printf ("{'name':'%s'}", name);

  return get_id (studio_demo_client_send (client, "POST", "/api/collection", body, SOUP_STATUS_OK));
}

static gint64
make_card (const char *name, gint64 collection)
{
  g_autofree char *place =
      collection != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, collection) : g_strdup ("null");
  g_autofree char *body = g_strdup_printf (
      "{'name':'%s','display':'scalar','visualization_settings':{},'collection_id':%s," QUERY "}",
      name, place);

  return get_id (studio_demo_client_send (client, "POST", "/api/card", body, SOUP_STATUS_OK));
}

static JsonObject *
get_with_id (const char *pattern, gint64 id)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "ID", -1);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *path = g_strjoinv (number, parts);

  return studio_demo_client_get_object (client, path);
}

static JsonObject *
send_with_id (const char *method, const char *pattern, gint64 id, const char *body, guint status)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "ID", -1);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *path = g_strjoinv (number, parts);

  return studio_demo_client_send (client, method, path, body, status);
}

static void
assert_count (JsonObject *page, guint count)
{
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (page, "data")), ==, count);
}

static void
test_card (void)
{
  gint64 id = make_card ("Answer", 0);
  JsonObject *card = get_with_id ("/api/card/ID", id);
  JsonObject *rows;

  g_assert_cmpstr (json_object_get_string_member (card, "query_type"), ==, "native");
  g_assert_cmpstr (json_object_get_string_member (card, "type"), ==, "question");
  g_assert_cmpuint (strlen (json_object_get_string_member (card, "entity_id")), ==, 21);
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (card, "collection"), "id"), ==,
      "root");
  rows = send_with_id ("POST", "/api/card/ID/query", id, "{}", SOUP_STATUS_ACCEPTED);
  g_assert_cmpstr (json_object_get_string_member (rows, "context"), ==, "question");
  card = send_with_id ("PUT", "/api/card/ID", id, "{'name':'Other'}", SOUP_STATUS_OK);
  g_assert_cmpstr (json_object_get_string_member (card, "name"), ==, "Other");
  g_assert_cmpstr (json_object_get_string_member (card, "display"), ==, "scalar");
  send_with_id ("PUT", "/api/card/ID", id, "{'archived':true}", SOUP_STATUS_OK);
  send_with_id ("POST", "/api/card/ID/query", id, "{}", SOUP_STATUS_NOT_FOUND);
  g_assert_nonnull (strstr (client->text, "\"error_code\":\"archived\""));
  send_with_id ("DELETE", "/api/card/ID", id, NULL, SOUP_STATUS_NO_CONTENT);
  send_with_id ("GET", "/api/card/ID", id, NULL, SOUP_STATUS_NOT_FOUND);
}

/* What the columns of a card are becomes known a moment after it was saved. */
static void
test_result_metadata (void)
{
  gint64 id = make_card ("With columns", 0);
  guint tries = 0;

  while (json_object_get_null_member (get_with_id ("/api/card/ID", id), "result_metadata") &&
         tries++ < 1000)
    g_usleep (2000);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                        get_with_id ("/api/card/ID", id), "result_metadata")),
                    ==, 1);
}

static void
test_card_refused (void)
{
  JsonObject *errors;

  errors = json_object_get_object_member (
      studio_demo_client_send (client, "POST", "/api/card",
                               "{'name':' ','description':'','collection_id':'x'}",
                               SOUP_STATUS_BAD_REQUEST),
      "errors");
  g_assert_cmpstr (json_object_get_string_member (errors, "name"), ==,
                   "value must be a non-blank string.");
  g_assert_true (json_object_has_member (errors, "display"));
  g_assert_true (json_object_has_member (errors, "dataset_query"));
  g_assert_true (json_object_has_member (errors, "visualization_settings"));
  g_assert_true (json_object_has_member (errors, "description"));
  g_assert_true (json_object_has_member (errors, "collection_id"));
  studio_demo_client_send (client, "POST", "/api/card",
                           "{'name':'x','display':'table','visualization_settings':{},"
                           "'dataset_query':{}}",
                           SOUP_STATUS_INTERNAL_SERVER_ERROR);
  studio_demo_client_send (client, "POST", "/api/card",
                           "{'name':'x','display':'table','visualization_settings':{},"
                           "'collection_id':9999," QUERY "}",
                           SOUP_STATUS_NOT_FOUND);
  studio_demo_client_send (client, "POST", "/api/card",
                           "{'name':'x','display':'table','visualization_settings':{},"
                           "'type':'metric'," QUERY "}",
                           SOUP_STATUS_BAD_REQUEST);
}

/* The same names twice are two cards; the same entity id twice is an error. */
static void
test_not_unique (void)
{
  static const char body[] = "{'name':'Twin','display':'table','visualization_settings':{},"
                             "'entity_id':'abcdefghijklmnopqrstu'," QUERY "}";

  g_assert_cmpint (make_card ("Same", 0), !=, make_card ("Same", 0));
  studio_demo_client_send (client, "POST", "/api/card", body, SOUP_STATUS_OK);
  studio_demo_client_send (client, "POST", "/api/card", body, SOUP_STATUS_INTERNAL_SERVER_ERROR);
}

static void
test_collections (void)
{
  gint64 parent = make_collection ("KPI Studio", 0);
  gint64 child = make_collection ("Sales & Revenue", parent);
  JsonObject *collection = get_with_id ("/api/collection/ID", child);
  g_autofree char *location = g_strdup_printf ("/%" G_GINT64_FORMAT "/", parent);
  JsonArray *list;

  g_assert_cmpstr (json_object_get_string_member (collection, "location"), ==, location);
  g_assert_cmpint (json_object_get_int_member (collection, "parent_id"), ==, parent);
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (collection, "effective_ancestors")), ==,
      2);
  list = studio_demo_client_get_list (client, "/api/collection");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (list, 0), "id"),
                   ==, "root");
  list = studio_demo_client_get_list (client, "/api/collection/tree");
  for (guint i = 0; i < json_array_get_length (list); i++)
    g_assert_true (json_object_has_member (json_array_get_object_element (list, i), "children"));
  send_with_id ("PUT", "/api/collection/ID", parent, "{'parent_id':null,'name':'Renamed'}",
                SOUP_STATUS_OK);
  studio_demo_client_send (client, "POST", "/api/collection", "{'name':'x','parent_id':9999}",
                           SOUP_STATUS_NOT_FOUND);
  studio_demo_client_send (client, "POST", "/api/collection", "{'name':'','description':''}",
                           SOUP_STATUS_BAD_REQUEST);
  /* Not into itself. */
  {
    g_autofree char *body = g_strdup_printf ("{'parent_id':%" G_GINT64_FORMAT "}", child);

    send_with_id ("PUT", "/api/collection/ID", parent, body, SOUP_STATUS_BAD_REQUEST);
  }
}

static void
test_items (void)
{
  gint64 collection = make_collection ("Items", 0);
  JsonObject *page;
  JsonObject *item;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Card %u", i);

      make_card (name, collection);
    }
  make_collection ("Inside", collection);
  page = get_with_id ("/api/collection/ID/items", collection);
  assert_count (page, 6);
  g_assert_true (json_object_get_null_member (page, "limit"));
  page = get_with_id ("/api/collection/ID/items?models=card&models=dashboard&limit=2&offset=4",
                      collection);
  assert_count (page, 1);
  g_assert_cmpint (json_object_get_int_member (page, "total"), ==, 5);
  item = json_array_get_object_element (json_object_get_array_member (page, "data"), 0);
  g_assert_cmpstr (json_object_get_string_member (item, "name"), ==, "Card 4");
  g_assert_cmpstr (json_object_get_string_member (item, "model"), ==, "card");
  g_assert_cmpint (json_object_get_int_member (item, "database_id"), ==, 1);
  g_assert_false (json_object_has_member (item, "dataset_query"));
  send_with_id ("GET", "/api/collection/ID/items?models=card,dashboard", collection, NULL,
                SOUP_STATUS_BAD_REQUEST);
}

/* What is archived with its collection comes back with it, what was archived before does not. */
static void
test_trash (void)
{
  gint64 collection = make_collection ("To the trash", 0);
  gint64 inner = make_collection ("Inner", collection);
  gint64 before = make_card ("Archived before", inner);
  gint64 with = make_card ("Archived with", inner);
  JsonObject *page;

  send_with_id ("PUT", "/api/card/ID", before, "{'archived':true}", SOUP_STATUS_OK);
  send_with_id ("PUT", "/api/collection/ID", collection, "{'archived':true}", SOUP_STATUS_OK);
  g_assert_true (json_object_get_boolean_member (get_with_id ("/api/card/ID", with), "archived"));
  g_assert_true (
      json_object_get_boolean_member (get_with_id ("/api/collection/ID", inner), "archived"));
  page = studio_demo_client_get_object (client, "/api/collection/trash/items?models=collection");
  g_assert_cmpint (json_object_get_int_member (page, "total"), >=, 1);
  send_with_id ("PUT", "/api/collection/ID", collection, "{'archived':false}", SOUP_STATUS_OK);
  g_assert_false (json_object_get_boolean_member (get_with_id ("/api/card/ID", with), "archived"));
  g_assert_true (json_object_get_boolean_member (get_with_id ("/api/card/ID", before), "archived"));
}

static void
test_dashboard (void)
{
  gint64 card = make_card ("On a dashboard", 0);
  gint64 id = get_id (studio_demo_client_send (
      client, "POST", "/api/dashboard", "{'name':'Overview','dashcards':[1]}", SOUP_STATUS_OK));
  g_autofree char *places = g_strdup_printf (
      "{'dashcards':[{'id':-1,'card_id':%" G_GINT64_FORMAT
      ",'row':0,'col':0,'size_x':6,'size_y':3,'dashboard_tab_id':-9},"
      "{'id':-2,'card_id':null,'row':3,'col':0,'size_x':24,'size_y':1,'dashboard_tab_id':-9,"
      "'visualization_settings':{'text':'Revenue'}}],'tabs':[{'id':-9,'name':'First'}]}",
      card);
  JsonObject *dashboard = send_with_id ("PUT", "/api/dashboard/ID", id, places, SOUP_STATUS_OK);
  JsonArray *dashcards = json_object_get_array_member (dashboard, "dashcards");
  JsonObject *place = json_array_get_object_element (dashcards, 0);
  gint64 place_id = get_id (place);
  gint64 tab_id = json_object_get_int_member (place, "dashboard_tab_id");
  g_autofree char *kept =
      g_strdup_printf ("{'dashcards':[{'id':%" G_GINT64_FORMAT ",'card_id':%" G_GINT64_FORMAT
                       ",'row':1,'col':0,'size_x':6,'size_y':3}]}",
                       place_id, card);

  g_assert_cmpuint (json_array_get_length (dashcards), ==, 2);
  g_assert_cmpint (place_id, >, 0);
  g_assert_cmpint (tab_id, >, 0);
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (place, "card"), "name"), ==,
      "On a dashboard");
  g_assert_cmpint (
      json_object_get_int_member (get_with_id ("/api/card/ID", card), "dashboard_count"), ==, 1);
  /* What is left out is gone, tabs included. */
  dashboard = send_with_id ("PUT", "/api/dashboard/ID", id, kept, SOUP_STATUS_OK);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dashboard, "dashcards")),
                    ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dashboard, "tabs")), ==,
                    0);
  dashboard = send_with_id ("PUT", "/api/dashboard/ID", id, "{'name':'Kept'}", SOUP_STATUS_OK);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dashboard, "dashcards")),
                    ==, 1);
  send_with_id ("PUT", "/api/dashboard/ID", id, "{'dashcards':[{'card_id':1}]}",
                SOUP_STATUS_BAD_REQUEST);
  send_with_id ("POST", "/api/dashboard/ID/cards", id, "{'cardId':1}", SOUP_STATUS_NOT_FOUND);
  g_assert_cmpstr (client->text, ==, "API endpoint does not exist.");
}

static void
test_search (void)
{
  JsonObject *page;
  JsonObject *found;

  make_card ("Findable revenue", 0);
  page = studio_demo_client_get_object (client, "/api/search?q=findable&models=card");
  assert_count (page, 1);
  found = json_array_get_object_element (json_object_get_array_member (page, "data"), 0);
  g_assert_cmpstr (json_object_get_string_member (found, "model"), ==, "card");
  g_assert_true (json_object_has_member (found, "collection"));
  page = studio_demo_client_get_object (client, "/api/search?q=41%20%2B%201&models=card");
  assert_count (page, 0);
  page = studio_demo_client_get_object (
      client, "/api/search?q=findable%2041&models=card&search_native_query=true");
  assert_count (page, 1);
  page = studio_demo_client_get_object (client, "/api/search?models=card&limit=2&offset=1");
  assert_count (page, 2);
  g_assert_cmpint (json_object_get_int_member (page, "limit"), ==, 2);
  studio_demo_client_send (client, "GET", "/api/search?models=card,table", NULL,
                           SOUP_STATUS_BAD_REQUEST);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  demo = studio_test_demo_start (NULL);
  client = studio_demo_client_new_signed_in (demo);
  g_test_add_func ("/demo/content/card", test_card);
  g_test_add_func ("/demo/content/result-metadata", test_result_metadata);
  g_test_add_func ("/demo/content/card-refused", test_card_refused);
  g_test_add_func ("/demo/content/not-unique", test_not_unique);
  g_test_add_func ("/demo/content/collections", test_collections);
  g_test_add_func ("/demo/content/items", test_items);
  g_test_add_func ("/demo/content/trash", test_trash);
  g_test_add_func ("/demo/content/dashboard", test_dashboard);
  g_test_add_func ("/demo/content/search", test_search);
  status = g_test_run ();
  studio_demo_client_free (client);
  studio_test_demo_stop (demo);
  return status;
}
