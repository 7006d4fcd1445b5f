/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-metabase-url.h"

#include "core/studio-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* First path segments of Metabase's own pages; what comes before one of them is a sub-path. */
static const char *const pages[] = {
  "account",
  "admin",
  "api",
  "auth",
  "automagic-dashboards",
  "auto",
  "browse",
  "collection",
  "dash",
  "dashboard",
  "databases",
  "embed",
  "getting-started",
  "metric",
  "metrics",
  "model",
  "models",
  "public",
  "pulse",
  "question",
  "reference",
  "search",
  "setup",
  "table",
  "trash",
  "xray",
};

static gboolean
is_page (const char *segment)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (strcmp (segment, pages[i]) == 0)
      return TRUE;
  return FALSE;
}

static char *
strip_pages (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);
  GString *kept = g_string_new (NULL);

  for (char **segment = segments; *segment != NULL && !is_page (*segment); segment++)
    if (**segment != '\0')
      g_string_append_printf (kept, "/%s", *segment);
  return g_string_free (kept, FALSE);
}

static gboolean
is_this_computer (const char *text)
{
  return g_str_has_prefix (text, "localhost") || g_str_has_prefix (text, "127.") ||
         g_str_has_prefix (text, "[::1]");
}

/* @error: %STUDIO_ERROR_INPUT. */
static GUri *
parse (const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *whole = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  whole = strstr (trimmed, "://") != NULL
              ? g_strdup (trimmed)
              : g_strconcat (is_this_computer (trimmed) ? "http://" : "https://", trimmed, NULL);
  uri = g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED_PATH, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      strpbrk (g_uri_get_host (uri), " \t<>\"") != NULL ||
      (strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("“%s” is not the address of a web server. It looks like "
                      "https://metabase.example.com."),
                   trimmed);
      return NULL;
    }
  return g_steal_pointer (&uri);
}

static char *
build (GUri *uri, const char *path)
{
  /* Names with other letters than English ones go over the wire in a form of their own. */
  g_autofree char *host = g_hostname_to_ascii (g_uri_get_host (uri));
  g_autoptr (GUri) base = g_uri_build (G_URI_FLAGS_ENCODED_PATH, g_uri_get_scheme (uri), NULL,
                                       host != NULL ? host : g_uri_get_host (uri),
                                       g_uri_get_port (uri), path, NULL, NULL);

  return g_uri_to_string (base);
}

char *
studio_metabase_url_normalize (const char *text, GError **error)
{
  g_autoptr (GUri) uri = parse (text, error);
  g_autofree char *path = uri != NULL ? strip_pages (g_uri_get_path (uri)) : NULL;

  return uri != NULL ? build (uri, path) : NULL;
}

GStrv
studio_metabase_url_list_places (const char *text, const char *first)
{
  const gsize most = 6;
  g_autoptr (GUri) uri = parse (text, NULL);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) segments = NULL;
  g_autoptr (GString) path = g_string_new (NULL);

  g_ptr_array_add (places, g_strdup (first));
  if (uri != NULL)
    segments = g_strsplit (g_uri_get_path (uri), "/", -1);
  /* From the server's root on: the folder is more often short than long. */
  for (gsize i = 0; segments != NULL && places->len < most; i++)
    {
      g_autofree char *place = build (uri, path->str);

      if (!g_ptr_array_find_with_equal_func (places, place, g_str_equal, NULL))
        g_ptr_array_add (places, g_steal_pointer (&place));
      while (segments[i] != NULL && *segments[i] == '\0')
        i++;
      if (segments[i] == NULL)
        break;
      g_string_append_printf (path, "/%s", segments[i]);
    }
  g_ptr_array_add (places, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&places), FALSE);
}

char *
studio_metabase_url_redirect (const char *base, const char *location)
{
  g_autofree char *asked = g_strconcat (base, "/api/session/properties", NULL);
  g_autofree char *whole =
      location != NULL
          ? g_uri_resolve_relative (asked, location,
                                    G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED_PATH, NULL)
          : NULL;
  g_autoptr (GUri) from = parse (base, NULL);
  g_autoptr (GUri) to = whole != NULL ? parse (whole, NULL) : NULL;

  if (from == NULL || to == NULL ||
      g_ascii_strcasecmp (g_uri_get_host (from), g_uri_get_host (to)) != 0 ||
      (strcmp (g_uri_get_scheme (from), "https") == 0 &&
       strcmp (g_uri_get_scheme (to), "https") != 0))
    return NULL;
  return studio_metabase_url_normalize (whole, NULL);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost");
}

char *
studio_metabase_url_describe_exposure (const char *url)
{
  g_autoptr (GUri) uri = parse (url, NULL);

  if (uri == NULL || strcmp (g_uri_get_scheme (uri), "http") != 0 ||
      is_loopback (g_uri_get_host (uri)))
    return NULL;
  return g_strdup_printf (
      _ ("The connection to %s is not encrypted: whoever is on the way can read the sign-in and "
         "the data. Use an address that begins with https:// if there is one."),
      g_uri_get_host (uri));
}
