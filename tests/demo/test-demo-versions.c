/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-demo-client.h"

#include <string.h>

/* Section 0 of the API reference: what changed when. */
static const struct
{
  const char *version;
  guint minor;
} versions[] = {
  { "0.46", 46 }, { "0.47.1", 47 },  { "0.48", 48 }, { "0.49", 49 },
  { "0.50", 50 }, { "v0.53.1", 53 }, { "0.54", 54 }, { "0.57", 57 },
  { "0.58", 58 }, { "1.59.2", 59 },  { "0.63", 63 }, { "65", 65 },
};

#define TAGGED                                                                                     \
  "{'name':'Tagged','display':'scalar','visualization_settings':{},'dataset_query':{'database':1," \
  "'type':'native','native':{'query':'select {{n}}','template-tags':{'n':{'id':'1','name':'n',"    \
  "'display-name':'N','type':'number','default':'1'}}}}}"

static StudioTestDemo *demo;
static StudioDemoClient *client;
static guint minor;

static void
check_tag (void)
{
  JsonObject *properties = studio_demo_client_get_object (client, "/api/session/properties");
  g_autofree char *prefix = g_strdup_printf ("v0.%u.", minor);

  g_assert_true (g_str_has_prefix (
      json_object_get_string_member (json_object_get_object_member (properties, "version"), "tag"),
      prefix));
}

static void
check_missing (void)
{
  gboolean json = minor >= 59;

  studio_demo_client_send (client, "GET", "/api/card/9999", NULL, SOUP_STATUS_NOT_FOUND);
  g_assert_cmpstr (client->text, ==, json ? "\"Not found.\"" : "Not found.");
  studio_demo_client_send (client, "GET", "/api/nope", NULL, SOUP_STATUS_NOT_FOUND);
  g_assert_cmpstr (client->text, ==,
                   json ? "\"API endpoint does not exist.\"" : "API endpoint does not exist.");
}

static void
check_failed_query (void)
{
  JsonObject *answer = studio_demo_client_query (client, "selec");

  g_assert_cmpuint (client->status, ==,
                    minor >= 59 ? SOUP_STATUS_BAD_REQUEST : SOUP_STATUS_ACCEPTED);
  g_assert_cmpstr (json_object_get_string_member (answer, "status"), ==, "failed");
  studio_demo_client_query (client, "select 1");
  g_assert_cmpuint (client->status, ==, SOUP_STATUS_ACCEPTED);
}

static void
check_collection (void)
{
  guint status = minor < 48 ? SOUP_STATUS_BAD_REQUEST : SOUP_STATUS_OK;

  studio_demo_client_send (client, "POST", "/api/collection", "{'name':'Plain'}", status);
  studio_demo_client_send (client, "POST", "/api/collection",
                           "{'name':'Coloured','color':'#509EE3'}", SOUP_STATUS_OK);
  studio_demo_client_send (client, "GET", "/api/collection/trash", NULL,
                           minor >= 50 ? SOUP_STATUS_OK : SOUP_STATUS_NOT_FOUND);
}

static gint64
check_card (void)
{
  JsonObject *card = studio_demo_client_send (client, "POST", "/api/card", TAGGED, SOUP_STATUS_OK);
  gint64 id = json_object_get_int_member (card, "id");
  JsonObject *query = json_object_get_object_member (card, "dataset_query");
  g_autofree char *path = g_strdup_printf ("/api/card/%" G_GINT64_FORMAT "?legacy-mbql=true", id);

  g_assert_cmpint (json_object_has_member (card, "type"), ==, minor >= 49);
  g_assert_cmpint (json_object_has_member (card, "dataset"), ==, minor < 50);
  g_assert_cmpint (json_object_has_member (card, "dashboard_id"), ==, minor >= 53);
  g_assert_cmpint (json_object_has_member (card, "legacy_query"), ==, minor >= 57);
  if (minor >= 57)
    {
      JsonObject *stage =
          json_array_get_object_element (json_object_get_array_member (query, "stages"), 0);
      JsonNode *tags = json_object_get_member (stage, "template-tags");

      g_assert_cmpstr (json_object_get_string_member (stage, "native"), ==, "select {{n}}");
      g_assert_cmpint (JSON_NODE_HOLDS_ARRAY (tags), ==, minor >= 63);
    }
  card = studio_demo_client_get_object (client, path);
  query = json_object_get_object_member (card, "dataset_query");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (query, "native"), "query"), ==,
      "select {{n}}");
  return id;
}

static void
check_stages_query (void)
{
  JsonObject *answer;

  studio_demo_client_request (client, "POST", "/api/dataset",
                              "{'lib/type':'mbql/query','database':1,'stages':[{'lib/type':"
                              "'mbql.stage/native','native':'select 1'}]}");
  answer = json_node_get_object (client->json);
  g_assert_cmpstr (json_object_get_string_member (answer, "status"), ==,
                   minor >= 57 ? "completed" : "failed");
}

static void
check_dashboard (gint64 card_id)
{
  JsonObject *dashboard = studio_demo_client_send (client, "POST", "/api/dashboard",
                                                   "{'name':'Board'}", SOUP_STATUS_OK);
  gint64 id = json_object_get_int_member (dashboard, "id");
  g_autofree char *path = g_strdup_printf ("/api/dashboard/%" G_GINT64_FORMAT, id);
  g_autofree char *cards = g_strconcat (path, "/cards", NULL);
  g_autofree char *one = g_strdup_printf (
      "{'cardId':%" G_GINT64_FORMAT ",'row':0,'col':0,'size_x':6,'size_y':3}", card_id);
  g_autofree char *list = g_strdup_printf ("{'%s':[{'id':-1,'card_id':%" G_GINT64_FORMAT
                                           ",'row':0,'col':0,'size_x':6,'size_y':3}]}",
                                           minor >= 48 ? "dashcards" : "cards", card_id);
  const char *member = minor >= 48 ? "dashcards" : "ordered_cards";

  g_assert_true (json_object_has_member (dashboard, member));
  g_assert_cmpint (json_object_has_member (dashboard, "ordered_tabs"), ==, minor == 47);
  g_assert_cmpint (json_object_has_member (dashboard, "tabs"), ==, minor >= 48);
  studio_demo_client_send (client, "POST", cards, one,
                           minor < 47 ? SOUP_STATUS_OK : SOUP_STATUS_NOT_FOUND);
  if (minor >= 48)
    studio_demo_client_send (client, "PUT", path, list, SOUP_STATUS_OK);
  else if (minor == 47)
    studio_demo_client_send (client, "PUT", cards, list, SOUP_STATUS_OK);
  dashboard = studio_demo_client_get_object (client, path);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dashboard, member)), ==,
                    1);
}

static void
check_alerts (gint64 card_id)
{
  g_autofree char *alert = g_strdup_printf (
      "{'card':{'id':%" G_GINT64_FORMAT "},'channels':[{'channel_type':'email','enabled':true,"
      "'recipients':[{'id':1}],'schedule_type':'daily','schedule_hour':8}],"
      "'alert_condition':'rows','alert_first_only':false}",
      card_id);
  g_autofree char *notification = g_strdup_printf (
      "{'payload_type':'notification/card','payload':{'card_id':%" G_GINT64_FORMAT
      ",'send_condition':'has_result'},'subscriptions':[{'type':'notification-subscription/cron',"
      "'cron_schedule':'0 0 8 * * ? *'}],'handlers':[{'channel_type':'channel/email','recipients':"
      "[{'type':'notification-recipient/user','user_id':1}]}]}",
      card_id);

  studio_demo_client_send (client, "POST", "/api/alert", alert,
                           minor < 54 ? SOUP_STATUS_OK : SOUP_STATUS_NOT_FOUND);
  studio_demo_client_send (client, "POST", "/api/notification", notification,
                           minor < 54 ? SOUP_STATUS_NOT_FOUND : SOUP_STATUS_OK);
  if (minor < 54)
    {
      g_autofree char *path = g_strdup_printf ("/api/alert/question/%" G_GINT64_FORMAT, card_id);

      g_assert_cmpuint (json_array_get_length (studio_demo_client_get_list (client, path)), ==, 1);
      return;
    }
  studio_demo_client_send (
      client, "POST", "/api/notification",
      "{'payload_type':'notification/card','payload':{'card_id':1,'send_condition':'has_result'},"
      "'subscriptions':[{'type':'notification-subscription/cron','cron_schedule':'0 8 * * *'}]}",
      SOUP_STATUS_BAD_REQUEST);
}

static void
check_api_key (void)
{
  g_autoptr (StudioDemoClient) other = studio_demo_client_new (studio_test_demo_get (demo, "url"));

  other->api_key = g_strdup ("mb_for_tests");
  studio_demo_client_request (other, "GET", "/api/user/current", NULL);
  g_assert_cmpuint (other->status, ==, minor >= 49 ? SOUP_STATUS_OK : SOUP_STATUS_UNAUTHORIZED);
}

static void
check_fields (void)
{
  JsonArray *fields = json_object_get_array_member (
      studio_demo_client_get_object (client, "/api/table/1/query_metadata"), "fields");

  g_assert_cmpint (
      json_object_has_member (json_array_get_object_element (fields, 0), "database_is_pk"), ==,
      minor >= 57);
}

static void
test_version (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  const char *const arguments[] = { "--api-key", "mb_for_tests", "--metabase-version",
                                    versions[index].version, NULL };
  gint64 card_id;

  minor = versions[index].minor;
  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new_signed_in (demo);
  check_tag ();
  check_missing ();
  check_failed_query ();
  check_collection ();
  check_stages_query ();
  check_api_key ();
  check_fields ();
  card_id = check_card ();
  check_dashboard (card_id);
  check_alerts (card_id);
  g_clear_pointer (&client, studio_demo_client_free);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  demo = studio_test_demo_start (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/demo/versions/%u", versions[i].minor);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_version);
    }
  status = g_test_run ();
  studio_test_demo_stop (demo);
  return status;
}
