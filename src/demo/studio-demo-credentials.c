/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-credentials.h"

#include <string.h>

static char *
get_cookie (const char *cookies, const char *name)
{
  g_auto (GStrv) pairs = g_strsplit (cookies != NULL ? cookies : "", ";", -1);
  gsize length = strlen (name);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      const char *pair = g_strstrip (pairs[i]);

      if (strncmp (pair, name, length) == 0 && pair[length] == '=')
        return g_strdup (pair + length + 1);
    }
  return NULL;
}

char *
studio_demo_credentials_get_session (StudioDemoExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  const char *cookies = soup_message_headers_get_list (headers, "Cookie");
  char *token = get_cookie (cookies, "metabase.EMBEDDED_SESSION");

  /* A client that keeps cookies is asked for by its old one, whatever its header says. */
  if (token == NULL)
    token = get_cookie (cookies, "metabase.SESSION");
  if (token == NULL)
    token = g_strdup (soup_message_headers_get_one (headers, "X-Metabase-Session"));
  return token;
}

StudioDemoIdentity
studio_demo_credentials_identify (StudioDemoExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  const char *key = soup_message_headers_get_one (headers, "x-api-key");
  g_autofree char *token = studio_demo_credentials_get_session (exchange);
  StudioDemoAccounts *accounts = exchange->server->accounts;

  if (token != NULL && studio_demo_accounts_check_session (accounts, token))
    return STUDIO_DEMO_IDENTITY_USER;
  if (key != NULL && studio_demo_exchange_from (exchange, 49) &&
      studio_demo_accounts_check_api_key (accounts, key))
    return STUDIO_DEMO_IDENTITY_API_KEY;
  return STUDIO_DEMO_IDENTITY_NONE;
}
