/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-exchange.h"

#include "demo/studio-demo-json.h"
#include "demo/studio-demo-send.h"

#include <string.h>

#define JSON_TYPE "application/json;charset=utf-8"
#define TEXT_TYPE "text/plain;charset=utf-8"

static char *
decode (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  char *decoded = g_uri_unescape_string (spaced, NULL);

  return decoded != NULL ? decoded : g_steal_pointer (&spaced);
}

static GHashTable *
parse_query (const char *text)
{
  GHashTable *query =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_auto (GStrv) pairs = g_strsplit (text != NULL ? text : "", "&", -1);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      g_autofree char *name = NULL;
      GPtrArray *values;

      if (pair[0] == NULL || *pair[0] == '\0')
        continue;
      name = decode (pair[0]);
      values = g_hash_table_lookup (query, name);
      if (values == NULL)
        {
          values = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (query, g_strdup (name), values);
        }
      g_ptr_array_add (values, decode (pair[1] != NULL ? pair[1] : ""));
    }
  return query;
}

StudioDemoExchange *
studio_demo_exchange_new (StudioDemoServer *server, SoupServerMessage *message)
{
  StudioDemoExchange *self = g_rc_box_new0 (StudioDemoExchange);
  GUri *uri = soup_server_message_get_uri (message);

  self->server = server;
  self->message = g_object_ref (message);
  self->method = soup_server_message_get_method (message);
  self->path = g_strdup (g_uri_get_path (uri));
  self->query = parse_query (g_uri_get_query (uri));
  self->started = g_get_monotonic_time ();
  return self;
}

StudioDemoExchange *
studio_demo_exchange_ref (StudioDemoExchange *self)
{
  return g_rc_box_acquire (self);
}

static void
exchange_clear (gpointer data)
{
  StudioDemoExchange *self = data;

  g_object_unref (self->message);
  g_free (self->path);
  g_hash_table_unref (self->query);
  g_strfreev (self->captures);
  g_clear_pointer (&self->body, json_node_unref);
}

void
studio_demo_exchange_unref (StudioDemoExchange *self)
{
  g_rc_box_release_full (self, exchange_clear);
}

gboolean
studio_demo_exchange_read_body (StudioDemoExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  g_autoptr (GBytes) bytes = NULL;

  if (body->length == 0 || (type != NULL && strstr (type, "json") == NULL))
    return TRUE;
  bytes = soup_message_body_flatten (body);
  self->body = studio_demo_json_parse (g_bytes_get_data (bytes, NULL),
                                       (gssize) g_bytes_get_size (bytes), NULL);
  return self->body != NULL;
}

GPtrArray *
studio_demo_exchange_get_query_all (StudioDemoExchange *self, const char *name)
{
  return g_hash_table_lookup (self->query, name);
}

const char *
studio_demo_exchange_get_query (StudioDemoExchange *self, const char *name)
{
  GPtrArray *values = studio_demo_exchange_get_query_all (self, name);

  return values != NULL ? g_ptr_array_index (values, 0) : NULL;
}

gboolean
studio_demo_exchange_get_query_flag (StudioDemoExchange *self, const char *name)
{
  return g_strcmp0 (studio_demo_exchange_get_query (self, name), "true") == 0;
}

gint64
studio_demo_exchange_get_id (StudioDemoExchange *self, guint capture)
{
  guint64 id = 0;

  if (!g_ascii_string_to_unsigned (self->captures[capture], 10, 1, G_MAXINT32, &id, NULL))
    return 0;
  return (gint64) id;
}

JsonObject *
studio_demo_exchange_get_object (StudioDemoExchange *self)
{
  return studio_demo_json_object (self->body);
}

gboolean
studio_demo_exchange_from (StudioDemoExchange *self, guint minor)
{
  return studio_demo_version_from (self->server->version, minor);
}

void
studio_demo_exchange_reply (StudioDemoExchange *self,
                            guint status,
                            const char *content_type,
                            GBytes *body)
{
  StudioDemoReply reply = { status, content_type, body };

  studio_demo_send (self, &reply);
}

void
studio_demo_exchange_reply_text (StudioDemoExchange *self, guint status, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  studio_demo_exchange_reply (self, status, TEXT_TYPE, body);
}

static void
reply_json_text (StudioDemoExchange *self, guint status, char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  studio_demo_exchange_reply (self, status, JSON_TYPE, body);
}

void
studio_demo_exchange_reply_object (StudioDemoExchange *self, guint status, JsonObject *object)
{
  reply_json_text (self, status, studio_demo_json_print_object (object));
  json_object_unref (object);
}

void
studio_demo_exchange_reply_array (StudioDemoExchange *self, guint status, JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  reply_json_text (self, status, studio_demo_json_print (node));
}

void
studio_demo_exchange_reply_writer (StudioDemoExchange *self, guint status, StudioDemoWriter *writer)
{
  g_autoptr (GBytes) body = studio_demo_writer_to_bytes (writer);

  studio_demo_exchange_reply (self, status, JSON_TYPE, body);
}

void
studio_demo_exchange_reply_no_content (StudioDemoExchange *self)
{
  g_autoptr (GBytes) body = g_bytes_new (NULL, 0);

  studio_demo_exchange_reply (self, SOUP_STATUS_NO_CONTENT, NULL, body);
}

void
studio_demo_exchange_reply_message (StudioDemoExchange *self, guint status, const char *text)
{
  g_autoptr (StudioDemoWriter) writer = NULL;

  if (!studio_demo_exchange_from (self, 59))
    {
      studio_demo_exchange_reply_text (self, status, text);
      return;
    }
  writer = studio_demo_writer_new ();
  studio_demo_writer_string (writer, text);
  studio_demo_exchange_reply_writer (self, status, writer);
}

void
studio_demo_exchange_reply_not_found (StudioDemoExchange *self)
{
  studio_demo_exchange_reply_message (self, SOUP_STATUS_NOT_FOUND, "Not found.");
}

void
studio_demo_exchange_reply_no_endpoint (StudioDemoExchange *self)
{
  studio_demo_exchange_reply_message (self, SOUP_STATUS_NOT_FOUND, "API endpoint does not exist.");
}

void
studio_demo_exchange_reply_forbidden (StudioDemoExchange *self)
{
  studio_demo_exchange_reply_text (self, SOUP_STATUS_FORBIDDEN,
                                   "You don't have permissions to do that.");
}

void
studio_demo_exchange_reply_invalid (StudioDemoExchange *self,
                                    const char *field,
                                    const char *message,
                                    const char *specific)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();

  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, "errors");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, field, message);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_key (writer, "specific-errors");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, field);
  studio_demo_writer_begin_array (writer);
  studio_demo_writer_string (writer, specific);
  studio_demo_writer_end_array (writer);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (self, SOUP_STATUS_BAD_REQUEST, writer);
}

void
studio_demo_exchange_reply_failure (StudioDemoExchange *self, const char *message)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();

  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, "via");
  studio_demo_writer_begin_array (writer);
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, "type", "java.lang.Exception");
  studio_demo_writer_string_member (writer, "message", message);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_array (writer);
  studio_demo_writer_key (writer, "trace");
  studio_demo_writer_begin_array (writer);
  studio_demo_writer_end_array (writer);
  studio_demo_writer_string_member (writer, "cause", message);
  studio_demo_writer_string_member (writer, "message", message);
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (self, SOUP_STATUS_INTERNAL_SERVER_ERROR, writer);
}
