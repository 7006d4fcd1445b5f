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

char *
studio_metabase_url_normalize (const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *whole = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) base = NULL;
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
  path = strip_pages (g_uri_get_path (uri));
  base = g_uri_build (G_URI_FLAGS_ENCODED_PATH, scheme, NULL, g_uri_get_host (uri),
                      g_uri_get_port (uri), path, NULL, NULL);
  return g_uri_to_string (base);
}
