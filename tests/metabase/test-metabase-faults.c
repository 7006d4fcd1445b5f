/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that the client asks for, with everything that may come back instead: the right error,
 * within the time limit, nothing that may be sent once is sent twice, and what may have happened is
 * said to be unclear. */
#include "core/studio-error.h"
#include "metabase/studio-metabase-alerts.h"
#include "metabase/studio-metabase-client.h"
#include "metabase/studio-metabase-dashboards.h"
#include "metabase/studio-metabase-private.h"
#include "metabase/studio-metabase-questions.h"
#include "studio-test-faults.h"

/* Metabase never answers so late here; only a server that never answers reaches it. */
#define LIMIT 20000

/* For those that never answer. */
#define SHORT_LIMIT 150

#define BODY_LIMIT (256 * 1024)

typedef enum
{
  READ,     /* GET: tried again, whatever went wrong with the connection */
  FIRST,    /* the very first GET, which finds out whether it is a Metabase */
  KEY,      /* the GET that tries an API key */
  WALKABLE, /* a GET in place of which several smaller ones are sent */
  QUERY,    /* POST that changes nothing, never tried again */
  LOGIN,    /* POST that is never tried again, and whose 401 is final */
  CREATE,   /* POST that must not happen twice */
  UPDATE,   /* PUT, which may happen twice */
  N_KINDS
} Kind;

/* What comes of a fault that does not go away; more than one error is right where it depends on how
 * far the request had got. */
typedef struct
{
  StudioTestFault fault;
  int expected[N_KINDS];
  guint reads; /* how often a GET, or a query, is sent */
} Case;

#define WORKS (-1)
#define UNREACHABLE STUDIO_ERROR_UNREACHABLE
#define NOT_METABASE STUDIO_ERROR_NOT_METABASE
#define SIGN_IN STUDIO_ERROR_SIGN_IN
#define THROTTLED STUDIO_ERROR_THROTTLED
#define FORBIDDEN STUDIO_ERROR_FORBIDDEN
#define NOT_FOUND STUDIO_ERROR_NOT_FOUND
#define SERVER STUDIO_ERROR_SERVER
#define PROTOCOL STUDIO_ERROR_PROTOCOL
#define TIMED_OUT STUDIO_ERROR_TIMED_OUT
#define TOO_LARGE STUDIO_ERROR_TOO_LARGE
#define SQL STUDIO_ERROR_SQL
#define UNCLEAR STUDIO_ERROR_UNCLEAR

/* clang-format off */
static const Case cases[] = {
  /*                              READ         FIRST         KEY          WALKABLE     QUERY      LOGIN      CREATE     UPDATE */
  { STUDIO_TEST_RESET_AFTER,    { UNREACHABLE, UNREACHABLE,  UNREACHABLE, UNREACHABLE, SQL,       PROTOCOL,  UNCLEAR,   PROTOCOL  }, 3 },
  { STUDIO_TEST_HANG,           { TIMED_OUT,   TIMED_OUT,    TIMED_OUT,   WORKS,       TIMED_OUT, TIMED_OUT, UNCLEAR,   TIMED_OUT }, 1 },
  { STUDIO_TEST_TRICKLE,        { TIMED_OUT,   TIMED_OUT,    TIMED_OUT,   WORKS,       TIMED_OUT, TIMED_OUT, UNCLEAR,   TIMED_OUT }, 1 },
  { STUDIO_TEST_UNAUTHENTICATED,{ SIGN_IN,     NOT_METABASE, SIGN_IN,     SIGN_IN,     SIGN_IN,   SIGN_IN,   SIGN_IN,   SIGN_IN   }, 2 },
  { STUDIO_TEST_FORBIDDEN_TEXT, { FORBIDDEN,   NOT_METABASE, FORBIDDEN,   FORBIDDEN,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN }, 1 },
  { STUDIO_TEST_FORBIDDEN_JSON, { FORBIDDEN,   NOT_METABASE, FORBIDDEN,   FORBIDDEN,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN }, 1 },
  { STUDIO_TEST_NOT_FOUND_TEXT, { NOT_FOUND,   NOT_METABASE, NOT_FOUND,   NOT_FOUND,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND }, 1 },
  { STUDIO_TEST_NOT_FOUND_JSON, { NOT_FOUND,   NOT_METABASE, NOT_FOUND,   NOT_FOUND,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND }, 1 },
  { STUDIO_TEST_THROTTLED,      { THROTTLED,   THROTTLED,    THROTTLED,   THROTTLED,   THROTTLED, THROTTLED, THROTTLED, THROTTLED }, 3 },
  { STUDIO_TEST_THROTTLED_NOW,  { THROTTLED,   THROTTLED,    THROTTLED,   THROTTLED,   THROTTLED, THROTTLED, THROTTLED, THROTTLED }, 3 },
  { STUDIO_TEST_THROTTLED_LONG, { THROTTLED,   THROTTLED,    THROTTLED,   THROTTLED,   THROTTLED, THROTTLED, THROTTLED, THROTTLED }, 1 },
  { STUDIO_TEST_INTERNAL_ERROR, { SERVER,      SERVER,       SERVER,      WORKS,       SERVER,    SERVER,    UNCLEAR,   SERVER    }, 1 },
  { STUDIO_TEST_BAD_GATEWAY,    { SERVER,      SERVER,       SERVER,      WORKS,       SERVER,    SERVER,    UNCLEAR,   SERVER    }, 3 },
  { STUDIO_TEST_UNAVAILABLE,    { SERVER,      SERVER,       SERVER,      WORKS,       SERVER,    SERVER,    UNCLEAR,   SERVER    }, 3 },
  { STUDIO_TEST_CUT,            { PROTOCOL,    PROTOCOL,     PROTOCOL,    PROTOCOL,    SQL,       PROTOCOL,  UNCLEAR,   PROTOCOL  }, 3 },
  { STUDIO_TEST_CUT_SILENT,     { PROTOCOL,    PROTOCOL,     PROTOCOL,    PROTOCOL,    SQL,       PROTOCOL,  UNCLEAR,   PROTOCOL  }, 1 },
  { STUDIO_TEST_JUNK,           { PROTOCOL,    PROTOCOL,     PROTOCOL,    PROTOCOL,    SQL,       PROTOCOL,  UNCLEAR,   PROTOCOL  }, 1 },
  { STUDIO_TEST_TWO_ANSWERS,    { PROTOCOL,    PROTOCOL,     PROTOCOL,    PROTOCOL,    SQL,       PROTOCOL,  UNCLEAR,   PROTOCOL  }, 1 },
  { STUDIO_TEST_NOT_UTF8,       { PROTOCOL,    PROTOCOL,     PROTOCOL,    PROTOCOL,    SQL,       PROTOCOL,  UNCLEAR,   PROTOCOL  }, 1 },
  { STUDIO_TEST_PAGE,           { PROTOCOL,    NOT_METABASE, PROTOCOL,    PROTOCOL,    PROTOCOL,  PROTOCOL,  UNCLEAR,   PROTOCOL  }, 1 },
  { STUDIO_TEST_EMPTY,          { PROTOCOL,    PROTOCOL,     PROTOCOL,    PROTOCOL,    SQL,       PROTOCOL,  UNCLEAR,   PROTOCOL  }, 1 },
  { STUDIO_TEST_ENDLESS,        { TOO_LARGE,   TOO_LARGE,    TOO_LARGE,   WORKS,       TOO_LARGE, TOO_LARGE, UNCLEAR,   TOO_LARGE }, 1 },
  { STUDIO_TEST_BROKEN_GZIP,    { PROTOCOL,    PROTOCOL,     PROTOCOL,    PROTOCOL,    SQL,       PROTOCOL,  UNCLEAR,   PROTOCOL  }, 1 },
  { STUDIO_TEST_REDIRECT,       { SERVER,      SERVER,       SERVER,      WORKS,       SERVER,    SERVER,    SERVER,    SERVER    }, 1 },
};
/* clang-format on */

#define DASHBOARD                                                                               \
  "{\"id\":3,\"name\":\"Board\",\"collection_id\":4,\"dashcards\":[],\"tabs\":[],\"archived\":" \
  "false}"

static StudioTestFaults *server;
static StudioMetabaseClient *client;
static StudioDatabase *database;

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
sign_in (StudioCredentials *credentials, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_sign_in_async (client, credentials, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_sign_in_finish (client, result, error);
}

static gboolean
sign_in_with_password (GError **error)
{
  g_autoptr (StudioCredentials) credentials =
      studio_credentials_new_password (studio_test_faults_get_url (server), "a@b.example", "c");

  return sign_in (credentials, error);
}

static gboolean
sign_in_with_key (GError **error)
{
  g_autoptr (StudioCredentials) credentials =
      studio_credentials_new_api_key (studio_test_faults_get_url (server), "mb_key");

  return sign_in (credentials, error);
}

static gboolean
finish_list (GPtrArray *list)
{
  gboolean fine = list != NULL;

  g_clear_pointer (&list, g_ptr_array_unref);
  return fine;
}

static gboolean
list_databases (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_databases_async (client, NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_list_databases_finish (client, result, error));
}

static gboolean
list_tables (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_tables_async (client, database, NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_list_tables_finish (client, result, error));
}

static gboolean
walk_schemas (GError **error)
{
  studio_test_faults_fail (server, "GET", "/api/database/1/metadata", STUDIO_TEST_INTERNAL_ERROR,
                           0);
  return list_tables (error);
}

static gboolean
load_table (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioTable) table = studio_table_new (7, "public", "orders");

  studio_metabase_client_load_table_async (client, database, table, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_load_table_finish (client, result, error);
}

static gboolean
list_values (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioFieldValues) values = NULL;

  studio_metabase_client_list_values_async (client, 9, NULL, keep_result_cb, &result);
  wait_for (&result);
  values = studio_metabase_client_list_values_finish (client, result, error);
  return values != NULL;
}

static gboolean
run_query (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioQueryFailure) failure = NULL;
  g_autoptr (StudioResult) rows = NULL;

  studio_metabase_client_run_async (client, 1, "SELECT 1 AS one", 10, 30, NULL, keep_result_cb,
                                    &result);
  wait_for (&result);
  rows = studio_metabase_client_run_finish (client, result, &failure, error);
  if (failure != NULL)
    g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_CONNECTION);
  return rows != NULL;
}

static gboolean
list_collections (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_collections_async (client, NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_list_collections_finish (client, result, error));
}

static gboolean
create_collection (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  StudioCollection *collection;

  studio_metabase_client_create_collection_async (client, "KPIs", NULL, 0, "#509EE3", NULL,
                                                  keep_result_cb, &result);
  wait_for (&result);
  collection = studio_metabase_client_create_collection_finish (client, result, error);
  if (collection == NULL)
    return FALSE;
  studio_collection_free (collection);
  return TRUE;
}

static gboolean
list_items (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_items_async (client, 4, "card", NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_list_items_finish (client, result, error));
}

static gboolean
get_card (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioCard) card = NULL;

  studio_metabase_client_get_card_async (client, 5, NULL, keep_result_cb, &result);
  wait_for (&result);
  card = studio_metabase_client_get_card_finish (client, result, error);
  return card != NULL;
}

static gboolean
save_card (gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioCard) card = studio_card_new ();
  g_autoptr (StudioCard) saved = NULL;

  card->id = id;
  card->name = g_strdup ("One");
  card->sql = g_strdup ("SELECT 1 AS one");
  card->display = g_strdup ("scalar");
  card->database_id = 1;
  studio_metabase_client_save_card_async (client, card, NULL, keep_result_cb, &result);
  wait_for (&result);
  saved = studio_metabase_client_save_card_finish (client, result, error);
  return saved != NULL;
}

static gboolean
create_card (GError **error)
{
  return save_card (0, error);
}

static gboolean
update_card (GError **error)
{
  return save_card (5, error);
}

static gboolean
archive_card (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_archive_card_async (client, 5, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_archive_card_finish (client, result, error);
}

static gboolean
list_questions (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_questions_async (client, 1, NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_list_questions_finish (client, result, error));
}

static gboolean
search_questions (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_search_questions_async (client, 1, NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_search_questions_finish (client, result, error));
}

static gboolean
list_contents (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_contents_async (client, 4, NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_list_contents_finish (client, result, error));
}

static gboolean
archive_collection (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_archive_collection_async (client, 4, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_archive_collection_finish (client, result, error);
}

static gboolean
list_dashboards (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_dashboards_async (client, FALSE, NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_list_dashboards_finish (client, result, error));
}

static gboolean
get_dashboard (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioDashboard) dashboard = NULL;

  studio_metabase_client_get_dashboard_async (client, 3, NULL, keep_result_cb, &result);
  wait_for (&result);
  dashboard = studio_metabase_client_get_dashboard_finish (client, result, error);
  return dashboard != NULL;
}

static gboolean
create_dashboard (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioDashboard) dashboard = NULL;

  studio_metabase_client_create_dashboard_async (client, "Board", NULL, 4, NULL, keep_result_cb,
                                                 &result);
  wait_for (&result);
  dashboard = studio_metabase_client_create_dashboard_finish (client, result, error);
  return dashboard != NULL;
}

static gboolean
add_places (GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (DASHBOARD, NULL);
  g_autoptr (StudioDashboard) dashboard = studio_dashboard_from_json (json_node_get_object (node));
  g_autoptr (GPtrArray) places =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_place_free);
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (places, studio_dashboard_place_new_card (5));
  studio_metabase_client_add_places_async (client, dashboard, places, NULL, keep_result_cb,
                                           &result);
  wait_for (&result);
  return studio_metabase_client_add_places_finish (client, result, error);
}

static gboolean
archive_dashboard (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_archive_dashboard_async (client, 3, NULL, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_archive_dashboard_finish (client, result, error);
}

static gboolean
get_mailing (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree StudioMailing *mailing = NULL;

  studio_metabase_client_get_mailing_async (client, NULL, keep_result_cb, &result);
  wait_for (&result);
  mailing = studio_metabase_client_get_mailing_finish (client, result, error);
  return mailing != NULL;
}

static gboolean
list_alerts (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_alerts_async (client, 5, NULL, keep_result_cb, &result);
  wait_for (&result);
  return finish_list (studio_metabase_client_list_alerts_finish (client, result, error));
}

static gboolean
create_alert (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioAlert) alert = studio_alert_new ();
  g_autoptr (StudioAlert) created = NULL;

  alert->card_id = 5;
  studio_metabase_client_create_alert_async (client, alert, NULL, keep_result_cb, &result);
  wait_for (&result);
  created = studio_metabase_client_create_alert_finish (client, result, error);
  return created != NULL;
}

static gboolean
remove_alert (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_remove_alert_async (client, 6, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_remove_alert_finish (client, result, error);
}

static const struct
{
  const char *name;
  Kind kind;
  const char *method;
  const char *path;
  gboolean (*run) (GError **error);
  const char *version; /* NULL: v0.50, which most are alike with */
} operations[] = {
  { "properties", FIRST, "GET", "/api/session/properties", sign_in_with_password },
  { "password", LOGIN, "POST", "/api/session", sign_in_with_password },
  { "api-key", KEY, "GET", "/api/user/current", sign_in_with_key },
  { "databases", READ, "GET", "/api/database", list_databases },
  { "tables", WALKABLE, "GET", "/api/database/1/metadata", list_tables },
  { "schemas", READ, "GET", "/api/database/1/schemas", walk_schemas },
  { "tables-of-schema", READ, "GET", "/api/database/1/schema/public", walk_schemas },
  { "fields", READ, "GET", "/api/table/7/query_metadata", load_table },
  { "values", READ, "GET", "/api/field/9/values", list_values },
  { "query", QUERY, "POST", "/api/dataset", run_query },
  { "collections", READ, "GET", "/api/collection", list_collections },
  { "create-collection", CREATE, "POST", "/api/collection", create_collection },
  { "items", READ, "GET", "/api/collection/4/items", list_items },
  { "card", READ, "GET", "/api/card/5", get_card },
  { "create-card", CREATE, "POST", "/api/card", create_card },
  { "update-card", UPDATE, "PUT", "/api/card/5", update_card },
  { "archive-card", UPDATE, "PUT", "/api/card/5", archive_card },
  { "questions", READ, "GET", "/api/card", list_questions },
  { "search", READ, "GET", "/api/search", search_questions },
  { "contents", READ, "GET", "/api/collection/4/items", list_contents },
  { "archive-collection", UPDATE, "PUT", "/api/collection/4", archive_collection },
  { "dashboards", READ, "GET", "/api/dashboard", list_dashboards },
  { "dashboard", READ, "GET", "/api/dashboard/3", get_dashboard },
  { "create-dashboard", CREATE, "POST", "/api/dashboard", create_dashboard },
  { "fill-dashboard", CREATE, "PUT", "/api/dashboard/3", add_places },
  { "archive-dashboard", UPDATE, "PUT", "/api/dashboard/3", archive_dashboard },
  { "mailing", READ, "GET", "/api/user/current", get_mailing },
  { "alerts", READ, "GET", "/api/alert/question/5", list_alerts },
  { "create-alert", CREATE, "POST", "/api/alert", create_alert },
  { "remove-alert", UPDATE, "PUT", "/api/alert/6", remove_alert },
  { "notifications", READ, "GET", "/api/notification", list_alerts, "v0.54.1" },
  { "create-notification", CREATE, "POST", "/api/notification", create_alert, "v0.54.1" },
  { "notification", READ, "GET", "/api/notification/6", remove_alert, "v0.63.2" },
  { "remove-notification", UPDATE, "PUT", "/api/notification/6", remove_alert, "v0.63.2" },
  { "place-card", CREATE, "POST", "/api/dashboard/3/cards", add_places, "v0.46.6" },
  { "place-cards", CREATE, "PUT", "/api/dashboard/3/cards", add_places, "v0.47.1" },
};

#define CARD                                                                              \
  "{\"id\":5,\"name\":\"One\",\"display\":\"scalar\",\"dataset_query\":{\"database\":1,"  \
  "\"type\":\"native\",\"native\":{\"query\":\"SELECT 1 AS one\",\"template-tags\":{}}}," \
  "\"visualization_settings\":{},\"archived\":false}"

#define ALERT                                                                                    \
  "{\"id\":6,\"card\":{\"id\":5},\"archived\":false,\"alert_condition\":\"rows\",\"channels\":[" \
  "{\"channel_type\":\"email\",\"enabled\":true,\"recipients\":[{\"id\":1}],\"schedule_type\":"  \
  "\"daily\",\"schedule_hour\":8}]}"

#define NOTIFICATION                                                                             \
  "{\"id\":6,\"payload_type\":\"notification/card\",\"active\":true,\"payload\":{\"card_id\":5," \
  "\"send_condition\":\"has_result\"},\"subscriptions\":[{\"type\":\"notification-subscription/" \
  "cron"                                                                                         \
  "\",\"cron_schedule\":\"0 0 8 * * ? *\"}],\"handlers\":[{\"channel_type\":\"channel/email\","  \
  "\"recipients\":[{\"type\":\"notification-recipient/user\",\"user_id\":1}]}]}"

static void
give_answers (void)
{
  static const char table[] =
      "{\"id\":7,\"name\":\"orders\",\"schema\":\"public\",\"active\":true}";
  static const struct
  {
    const char *method;
    const char *path;
    const char *body;
  } answers[] = {
    { "POST", "/api/session", "{\"id\":\"5f1dd86b-7f5c-4b5e-9d4e-2d0b4ae8e7a1\"}" },
    { "DELETE", "/api/session", "{}" },
    { "GET", "/api/user/current", "{\"id\":1,\"email\":\"a@b.example\"}" },
    { "GET", "/api/database",
      "{\"data\":[{\"id\":1,\"name\":\"Shop\",\"engine\":\"postgres\"}],\"total\":1}" },
    { "GET", "/api/database/1/schemas", "[\"public\"]" },
    { "GET", "/api/table/7/query_metadata",
      "{\"id\":7,\"fields\":[{\"id\":9,\"name\":\"id\",\"base_type\":\"type/Integer\"}]}" },
    { "GET", "/api/field/9/values",
      "{\"field_id\":9,\"values\":[[1],[2,\"two\"]],\"has_more_values\":false}" },
    { "POST", "/api/dataset",
      "{\"status\":\"completed\",\"row_count\":1,\"running_time\":3,\"data\":{\"cols\":[{\"name\":"
      "\"one\",\"base_type\":\"type/Integer\"}],\"rows\":[[1]]}}" },
    { "GET", "/api/collection",
      "[{\"id\":\"root\",\"name\":\"Our analytics\"},{\"id\":4,\"name\":"
      "\"KPIs\",\"location\":\"/\",\"archived\":false}]" },
    { "POST", "/api/collection", "{\"id\":4,\"name\":\"KPIs\",\"location\":\"/\"}" },
    { "GET", "/api/collection/4/items",
      "{\"total\":1,\"data\":[{\"id\":5,\"model\":\"card\",\"name\":\"One\"}]}" },
    { "GET", "/api/card/5", CARD },
    { "POST", "/api/card", CARD },
    { "PUT", "/api/card/5", CARD },
    { "GET", "/api/card", "[" CARD "]" },
    { "GET", "/api/search",
      "{\"total\":1,\"data\":[{\"id\":5,\"model\":\"card\",\"name\":\"One\"}]}" },
    { "PUT", "/api/collection/4", "{\"id\":4,\"name\":\"KPIs\",\"archived\":true}" },
    { "GET", "/api/dashboard", "[" DASHBOARD "]" },
    { "POST", "/api/dashboard", DASHBOARD },
    { "GET", "/api/dashboard/3", DASHBOARD },
    { "PUT", "/api/dashboard/3", DASHBOARD },
    { "GET", "/api/alert/question/5", "[" ALERT "]" },
    { "POST", "/api/alert", ALERT },
    { "PUT", "/api/alert/6", ALERT },
    { "GET", "/api/notification", "[" NOTIFICATION "]" },
    { "POST", "/api/notification", NOTIFICATION },
    { "GET", "/api/notification/6", NOTIFICATION },
    { "PUT", "/api/notification/6", NOTIFICATION },
    { "POST", "/api/dashboard/3/cards", "{\"id\":1}" },
    { "PUT", "/api/dashboard/3/cards", "{\"cards\":[]}" },
  };
  g_autofree char *metadata = g_strdup_printf ("{\"id\":1,\"tables\":[%s]}", table);
  g_autofree char *schema = g_strdup_printf ("[%s]", table);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    studio_test_faults_answer (server, answers[i].method, answers[i].path, answers[i].body);
  studio_test_faults_answer (server, "GET", "/api/database/1/metadata", metadata);
  studio_test_faults_answer (server, "GET", "/api/database/1/schema/public", schema);
}

static void
set_limit (guint limit)
{
  StudioHttpClient *http = _studio_metabase_client_get_http (client);

  studio_http_client_set_timing (http, limit, 1);
  studio_http_client_set_body_limit (http, BODY_LIMIT);
}

/* A client of its own for each case, signed in unless signing in is what is looked at. */
static void
begin (gsize index)
{
  Kind kind = operations[index].kind;
  const char *version = operations[index].version;
  g_autofree char *properties = g_strdup_printf (
      "{\"version\":{\"tag\":\"%s\"},\"has-user-setup\":true,\"setup-token\":null}",
      version != NULL ? version : "v0.50.3");
  g_autoptr (GError) error = NULL;

  studio_test_faults_reset (server);
  studio_test_faults_answer (server, "GET", "/api/session/properties", properties);
  client = studio_metabase_client_new (studio_test_faults_get_url (server), &error);
  g_assert_no_error (error);
  set_limit (LIMIT);
  if (kind == FIRST || kind == KEY || kind == LOGIN)
    return;
  g_assert_true (sign_in_with_password (&error));
  g_assert_no_error (error);
  studio_test_faults_reset (server);
}

static gboolean
is_one_of (const GError *error, int first, int second)
{
  return g_error_matches (error, STUDIO_ERROR, first) ||
         g_error_matches (error, STUDIO_ERROR, second);
}

static guint
expect_requests (gsize index, const Case *one)
{
  Kind kind = operations[index].kind;
  /* Where the list of one database is not to be had, all questions are asked for. */
  guint forms = operations[index].run == list_questions &&
                        (one->expected[kind] == SERVER || one->expected[kind] == NOT_FOUND)
                    ? 2
                    : 1;

  if (kind == LOGIN)
    return 1;
  /* Sent again with the new session; a key, and who has not signed in yet, have no other. */
  if (one->fault == STUDIO_TEST_UNAUTHENTICATED)
    return kind == FIRST || kind == KEY ? 1 : 2;
  return kind == READ || kind == FIRST || kind == KEY || kind == WALKABLE || kind == QUERY
             ? forms * one->reads
             : 1;
}

static void
check_case (gsize index, const Case *one)
{
  const char *method = operations[index].method;
  const char *path = operations[index].path;
  Kind kind = operations[index].kind;
  int expected = one->expected[kind];
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  gboolean works;

  g_test_message ("%s, %s", operations[index].name, studio_test_fault_get_name (one->fault));
  begin (index);
  if (one->fault == STUDIO_TEST_HANG || one->fault == STUDIO_TEST_TRICKLE)
    set_limit (SHORT_LIMIT);
  studio_test_faults_fail (server, method, path, one->fault, 0);
  works = operations[index].run (&error);
  g_test_message ("  %s", error != NULL ? error->message : "works");
  g_assert_cmpint (works, ==, expected == WORKS);
  if (expected != WORKS)
    g_assert_error (error, STUDIO_ERROR, expected);
  g_assert_cmpuint (studio_test_faults_count (server, method, path), ==,
                    expect_requests (index, one));
  if (kind == CREATE)
    {
      guint done = studio_test_faults_count_performed (server, method, path);

      /* Done once at the most, and never said not to have been. */
      g_assert_cmpuint (done, <=, 1);
      g_assert_true (done == 0 || is_one_of (error, UNCLEAR, UNCLEAR));
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * LIMIT * 1000);
  g_clear_object (&client);
}

static void
test_lasting (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (GPOINTER_TO_SIZE (data), &cases[i]);
}

/* What goes away: a GET and a query get their answer in the end, a session is renewed, nothing else
 * is sent again. */
static void
test_passing (gconstpointer data)
{
  static const StudioTestFault faults[] = {
    STUDIO_TEST_RESET_AFTER, STUDIO_TEST_THROTTLED_NOW, STUDIO_TEST_BAD_GATEWAY,
    STUDIO_TEST_UNAVAILABLE, STUDIO_TEST_CUT,
  };
  gsize index = GPOINTER_TO_SIZE (data);
  const char *method = operations[index].method;
  const char *path = operations[index].path;
  Kind kind = operations[index].kind;
  gboolean read = g_str_equal (method, "GET") || kind == QUERY;
  guint usual;

  begin (index);
  g_assert_true (operations[index].run (NULL));
  usual = studio_test_faults_count (server, method, path);
  g_clear_object (&client);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s, once %s", operations[index].name,
                      studio_test_fault_get_name (faults[i]));
      begin (index);
      studio_test_faults_fail (server, method, path, faults[i], 1);
      g_assert_cmpint (operations[index].run (&error), ==, read);
      g_assert_cmpuint (studio_test_faults_count (server, method, path), ==,
                        read ? usual + 1 : usual);
      g_clear_object (&client);
    }
}

static void
test_expired (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  Kind kind = operations[index].kind;
  g_autoptr (GError) error = NULL;

  begin (index);
  studio_test_faults_fail (server, operations[index].method, operations[index].path,
                           STUDIO_TEST_UNAUTHENTICATED, 1);
  if (kind == FIRST || kind == LOGIN || kind == KEY)
    {
      g_assert_false (operations[index].run (&error));
      /* Never a second try of what was refused. */
      g_assert_cmpuint (studio_test_faults_count (server, "POST", "/api/session"), ==,
                        kind == LOGIN);
    }
  else
    {
      g_assert_true (operations[index].run (&error));
      g_assert_no_error (error);
      g_assert_cmpuint (studio_test_faults_count (server, "POST", "/api/session"), ==, 1);
      if (kind != READ)
        g_assert_cmpuint (studio_test_faults_count_performed (server, operations[index].method,
                                                              operations[index].path),
                          ==, 1);
    }
  g_clear_object (&client);
}

/* Nobody listens: whatever it is, it has not happened. */
static void
test_refused (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;

  begin (index);
  studio_test_faults_refuse (server, TRUE);
  g_assert_false (operations[index].run (&error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE);
  studio_test_faults_refuse (server, FALSE);
  g_assert_cmpuint (studio_test_faults_count (server, NULL, "*"), ==, 0);
  g_clear_object (&client);
}

/* How much of the request had left by then is the network's to say, so two errors are right. */
static void
test_reset_before (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  Kind kind = operations[index].kind;
  gboolean read = g_str_equal (operations[index].method, "GET") || kind == QUERY;
  g_autoptr (GError) error = NULL;

  if (kind == LOGIN || operations[index].run == walk_schemas ||
      g_str_equal (operations[index].name, "remove-notification"))
    {
      g_test_skip ("The server cannot tell which request is about to come");
      return;
    }
  begin (index);
  studio_test_faults_fail (server, "*", "*", STUDIO_TEST_RESET_BEFORE, 0);
  g_assert_false (operations[index].run (&error));
  g_assert_true (is_one_of (error, STUDIO_ERROR_UNREACHABLE,
                            kind == CREATE  ? STUDIO_ERROR_UNCLEAR
                            : kind == QUERY ? STUDIO_ERROR_SQL
                                            : STUDIO_ERROR_PROTOCOL));
  g_assert_cmpuint (studio_test_faults_count (server, NULL, "*"), ==, read ? 3 : 1);
  g_clear_object (&client);
}

static void
add (const char *name, gsize index, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/metabase/faults/%s/%s", operations[index].name, name);

  g_test_add_data_func (path, GSIZE_TO_POINTER (index), function);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  server = studio_test_faults_new ();
  give_answers ();
  database = studio_database_new (1, "Shop", "postgres");
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      add ("lasting", i, test_lasting);
      add ("passing", i, test_passing);
      add ("expired", i, test_expired);
      add ("refused", i, test_refused);
      add ("reset-before", i, test_reset_before);
    }
  status = g_test_run ();
  g_object_unref (database);
  studio_test_faults_free (server);
  return status;
}
