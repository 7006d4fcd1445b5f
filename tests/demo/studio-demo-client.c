/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-demo-client.h"

#include <string.h>

#define TIMEOUT_SECONDS 60

StudioDemoClient *
studio_demo_client_new (const char *url)
{
  StudioDemoClient *self = g_new0 (StudioDemoClient, 1);

  self->session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, NULL);
  self->url = g_strdup (url);
  return self;
}

StudioDemoClient *
studio_demo_client_new_signed_in (StudioTestDemo *demo)
{
  StudioDemoClient *self = studio_demo_client_new (studio_test_demo_get (demo, "url"));
  g_autofree char *body =
      g_strdup_printf ("{'username':'%s','password':'%s'}", studio_test_demo_get (demo, "username"),
                       studio_test_demo_get (demo, "password"));
  JsonObject *answer = studio_demo_client_send (self, "POST", "/api/session", body, SOUP_STATUS_OK);

  self->token = g_strdup (json_object_get_string_member (answer, "id"));
  return self;
}

static void
forget_answer (StudioDemoClient *self)
{
  self->status = 0;
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_error (&self->error);
}

void
studio_demo_client_free (StudioDemoClient *self)
{
  if (self == NULL)
    return;
  forget_answer (self);
  g_object_unref (self->session);
  g_free (self->url);
  g_free (self->token);
  g_free (self->api_key);
  g_free (self->cookie);
  g_free (self);
}

static SoupMessage *
make_message (StudioDemoClient *self, const char *method, const char *path, const char *body)
{
  g_autofree char *address = g_strconcat (self->url, path, NULL);
  SoupMessage *message = soup_message_new (method, address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  g_assert_nonnull (message);
  if (self->token != NULL)
    soup_message_headers_append (headers, "X-Metabase-Session", self->token);
  if (self->api_key != NULL)
    soup_message_headers_append (headers, "x-api-key", self->api_key);
  if (self->cookie != NULL)
    soup_message_headers_append (headers, "Cookie", self->cookie);
  if (body != NULL)
    {
      char *quoted = g_strdelimit (g_strdup (body), "'", '"');
      g_autoptr (GBytes) bytes = g_bytes_new_take (quoted, strlen (quoted));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

JsonNode *
studio_demo_client_request (StudioDemoClient *self,
                            const char *method,
                            const char *path,
                            const char *body)
{
  g_autoptr (SoupMessage) message = make_message (self, method, path, body);
  g_autoptr (GBytes) bytes = NULL;

  forget_answer (self);
  bytes = soup_session_send_and_read (self->session, message, NULL, &self->error);
  self->status = soup_message_get_status (message);
  self->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    self->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  else
    self->text = g_strdup ("");
  self->json = *self->text != '\0' ? json_from_string (self->text, NULL) : NULL;
  return self->json;
}

JsonNode *
studio_demo_client_get (StudioDemoClient *self, const char *path)
{
  JsonNode *node = studio_demo_client_request (self, "GET", path, NULL);

  g_assert_no_error (self->error);
  g_assert_cmpuint (self->status, ==, SOUP_STATUS_OK);
  g_assert_nonnull (node);
  return node;
}

JsonObject *
studio_demo_client_get_object (StudioDemoClient *self, const char *path)
{
  JsonNode *node = studio_demo_client_get (self, path);

  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return json_node_get_object (node);
}

JsonArray *
studio_demo_client_get_list (StudioDemoClient *self, const char *path)
{
  JsonNode *node = studio_demo_client_get (self, path);

  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  return json_node_get_array (node);
}

JsonObject *
studio_demo_client_send (StudioDemoClient *self,
                         const char *method,
                         const char *path,
                         const char *body,
                         guint status)
{
  JsonNode *node = studio_demo_client_request (self, method, path, body);

  g_assert_no_error (self->error);
  if (self->status != status)
    g_error ("%s %s: %u %s", method, path, self->status, self->text);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The query as JSON in which no apostrophe is left, for those would become quotation marks. */
static char *
make_query_body (const char *sql)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) query = NULL;
  g_autofree char *body = NULL;
  g_auto (GStrv) parts = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "database");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "native");
  json_builder_set_member_name (builder, "native");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "query");
  json_builder_add_string_value (builder, sql);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  query = json_builder_get_root (builder);
  body = json_to_string (query, FALSE);
  parts = g_strsplit (body, "'", -1);
  return g_strjoinv ("\\u0027", parts);
}

JsonObject *
studio_demo_client_query (StudioDemoClient *self, const char *sql)
{
  g_autofree char *body = make_query_body (sql);
  JsonNode *node = studio_demo_client_request (self, "POST", "/api/dataset", body);

  g_assert_no_error (self->error);
  g_assert_true (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  return json_node_get_object (node);
}
