/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-json.h"

static void
get_health (StudioDemoExchange *exchange)
{
  JsonObject *health = json_object_new ();

  json_object_set_string_member (health, "status", "ok");
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, health);
}

static void
list_nothing (StudioDemoExchange *exchange)
{
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, json_array_new ());
}

static void
list_recents (StudioDemoExchange *exchange)
{
  JsonObject *recents = json_object_new ();

  json_object_set_array_member (recents, "recents", json_array_new ());
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, recents);
}

/* Neither e-mail nor Slack is set up: what is ordered through them is accepted and not sent. */
static void
get_form_input (StudioDemoExchange *exchange)
{
  static const char *const types[] = { "email", "slack" };
  JsonObject *input = json_object_new ();
  JsonObject *channels = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      JsonObject *channel = json_object_new ();

      json_object_set_string_member (channel, "type", types[i]);
      json_object_set_boolean_member (channel, "configured", FALSE);
      json_object_set_object_member (channels, types[i], channel);
    }
  json_object_set_object_member (input, "channels", channels);
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, input);
}

static void
list_groups (StudioDemoExchange *exchange)
{
  static const char *const names[] = { "All Users", "Administrators" };
  JsonArray *groups = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonObject *group = json_object_new ();

      json_object_set_int_member (group, "id", i + 1);
      json_object_set_string_member (group, "name", names[i]);
      json_object_set_int_member (group, "member_count", 1);
      json_array_add_object_element (groups, group);
    }
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, groups);
}

static JsonObject *
translate_entity_id (StudioDemoStore *store, const char *kind, const char *entity_id)
{
  g_autoptr (GPtrArray) documents = studio_demo_store_list (store, kind);
  JsonObject *answer = json_object_new ();

  for (guint i = 0; i < documents->len; i++)
    {
      JsonObject *document = g_ptr_array_index (documents, i);

      if (g_strcmp0 (studio_demo_json_get_string (document, "entity_id"), entity_id) != 0)
        continue;
      json_object_set_int_member (answer, "id", studio_demo_json_get_int (document, "id", 0));
      json_object_set_string_member (answer, "type", kind);
      json_object_set_string_member (answer, "status", "ok");
      return answer;
    }
  json_object_set_string_member (answer, "type", kind);
  json_object_set_string_member (answer, "status", "not-found");
  return answer;
}

/* {"entity_ids": {"card": ["…"]}} → the numbers by which the other endpoints know them. */
static void
translate_entity_ids (StudioDemoExchange *exchange)
{
  JsonObject *asked =
      studio_demo_json_get_object (studio_demo_exchange_get_object (exchange), "entity_ids");
  g_autoptr (GList) kinds = asked != NULL ? json_object_get_members (asked) : NULL;
  JsonObject *answer = json_object_new ();
  JsonObject *translated = json_object_new ();

  for (GList *l = kinds; l != NULL; l = l->next)
    {
      JsonArray *ids = studio_demo_json_get_array (asked, l->data);

      for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
        {
          const char *entity_id = studio_demo_json_array_string (ids, i);

          if (entity_id != NULL)
            json_object_set_object_member (
                translated, entity_id,
                translate_entity_id (exchange->server->store, l->data, entity_id));
        }
    }
  json_object_set_object_member (answer, "entity_ids", translated);
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, answer);
}

static void
get_random_token (StudioDemoExchange *exchange)
{
  JsonObject *token = json_object_new ();
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, first, -1);

  json_object_set_string_member (token, "token", hash);
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, token);
}

const StudioDemoRoute studio_demo_miscellany_routes[] = {
  { "GET", "/api/health", get_health, TRUE, 0, 0 },
  { "GET", "/readyz", get_health, TRUE, 0, 0 },
  { "GET", "/livez", get_health, TRUE, 0, 0 },
  { "GET", "/api/bookmark", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/native-query-snippet", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/timeline", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/segment", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/measure", list_nothing, FALSE, 59, 0 },
  { "POST", "/api/eid-translation/translate", translate_entity_ids, FALSE, 54, 0 },
  { "GET", "/api/activity/recents", list_recents, FALSE, 50, 0 },
  { "GET", "/api/activity/recent_views", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/activity/popular_items", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/channel", list_nothing, FALSE, 51, 0 },
  { "GET", "/api/pulse", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/pulse/form_input", get_form_input, FALSE, 0, 0 },
  { "GET", "/api/permissions/group", list_groups, FALSE, 0, 0 },
  { "GET", "/api/util/random_token", get_random_token, FALSE, 0, 0 },
  { NULL },
};
