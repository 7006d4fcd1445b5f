/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-credentials.h"
#include "demo/studio-demo-json.h"

static void
reply_error (StudioDemoExchange *exchange, guint status, const char *field, const char *message)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();

  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, "errors");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, field, message);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, status, writer);
}

/* Answers and returns FALSE when a credential is missing or blank. */
static gboolean
check_given (StudioDemoExchange *exchange, const char *field)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  const char *value = studio_demo_json_get_string (body, field);
  g_autofree char *stripped = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if (stripped != NULL && *stripped != '\0')
    return TRUE;
  studio_demo_exchange_reply_invalid (exchange, field, "value must be a non-blank string.",
                                      value == NULL ? "should be a string, received: nil"
                                                    : "non-blank string, received: \"\"");
  return FALSE;
}

static void
set_session_cookies (StudioDemoExchange *exchange, const char *token)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  g_autofree char *device = g_uuid_string_random ();
  g_autofree char *session_cookie =
      g_strdup_printf ("metabase.SESSION=%s;SameSite=Lax;HttpOnly;Path=/;Max-Age=1209600", token);
  g_autofree char *device_cookie = g_strdup_printf (
      "metabase.DEVICE=%s;HttpOnly;Path=/;Expires=Tue, 01 Jan 2047 00:00:00 GMT;SameSite=Lax",
      device);

  soup_message_headers_append (headers, "Set-Cookie", session_cookie);
  soup_message_headers_append (headers, "Set-Cookie", device_cookie);
}

static void
reply_session (StudioDemoExchange *exchange, const char *token)
{
  JsonObject *session = json_object_new ();

  set_session_cookies (exchange, token);
  json_object_set_string_member (session, "id", token);
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, session);
}

static void
sign_in (StudioDemoExchange *exchange)
{
  StudioDemoAccounts *accounts = exchange->server->accounts;
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  const char *username = studio_demo_json_get_string (body, "username");
  const char *password = studio_demo_json_get_string (body, "password");
  const char *address = soup_server_message_get_remote_host (exchange->message);
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  guint wait;

  if (!check_given (exchange, "username") || !check_given (exchange, "password"))
    return;
  if (exchange->server->options->deny_password)
    {
      studio_demo_exchange_reply_text (exchange, SOUP_STATUS_UNAUTHORIZED,
                                       "Password login is disabled for this instance.");
      return;
    }
  wait = studio_demo_accounts_get_wait (accounts, username, address);
  if (wait > 0)
    {
      g_autofree char *message = g_strdup_printf (
          "Too many attempts! You must wait %u seconds before trying again.", wait);

      reply_error (exchange, SOUP_STATUS_UNAUTHORIZED, "username", message);
      return;
    }
  if (!studio_demo_accounts_check_password (accounts, username, password))
    {
      studio_demo_accounts_count_failure (accounts, username, address);
      reply_error (exchange, SOUP_STATUS_UNAUTHORIZED, "password", "did not match stored password");
      return;
    }
  token = studio_demo_accounts_open_session (accounts, &error);
  if (token == NULL)
    {
      studio_demo_exchange_reply_failure (exchange, error->message);
      return;
    }
  reply_session (exchange, token);
}

static void
sign_out (StudioDemoExchange *exchange)
{
  g_autofree char *token = studio_demo_credentials_get_session (exchange);

  if (token != NULL && studio_demo_accounts_close_session (exchange->server->accounts, token))
    studio_demo_exchange_reply_no_content (exchange);
  else
    studio_demo_exchange_reply_not_found (exchange);
}

static void
get_properties (StudioDemoExchange *exchange)
{
  StudioDemoServer *server = exchange->server;
  JsonObject *properties = studio_demo_shapes_make (server->shapes, "properties");
  JsonObject *version = studio_demo_json_get_object (properties, "version");
  g_autofree char *branch = g_strdup_printf ("release-x.%u.x", server->version->minor);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", server->port);

  json_object_set_string_member (version, "tag", server->version->tag);
  json_object_set_string_member (version, "date", "2024-07-31");
  json_object_set_string_member (version, "branch", branch);
  json_object_set_string_member (version, "hash", "48f6978");
  json_object_set_string_member (properties, "site-url", url);
  json_object_set_boolean_member (properties, "enable-password-login",
                                  !server->options->deny_password);
  if (exchange->identity != STUDIO_DEMO_IDENTITY_NONE)
    studio_demo_json_merge (properties,
                            studio_demo_shapes_peek (server->shapes, "properties-user"));
  if (server->options->mail)
    json_object_set_boolean_member (properties, "email-configured?", TRUE);
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, properties);
}

const StudioDemoRoute studio_demo_session_routes[] = {
  { "POST", "/api/session", sign_in, TRUE, 0, 0 },
  { "DELETE", "/api/session", sign_out, TRUE, 0, 0 },
  { "GET", "/api/session/properties", get_properties, TRUE, 0, 0 },
  { NULL },
};
