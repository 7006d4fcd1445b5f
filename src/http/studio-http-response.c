/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-http"

#include "http/studio-http-response.h"

#include <string.h>

void
studio_http_response_free (StudioHttpResponse *self)
{
  g_free (self->content_type);
  g_free (self->location);
  g_bytes_unref (self->bytes);
  g_free (self);
}

gboolean
studio_http_response_is_success (const StudioHttpResponse *self)
{
  return self->status >= 200 && self->status < 300;
}

gboolean
studio_http_response_is_html (const StudioHttpResponse *self)
{
  gsize size;
  const char *text = g_bytes_get_data (self->bytes, &size);
  gsize i = 0;

  if (g_strcmp0 (self->content_type, "text/html") == 0)
    return TRUE;
  while (i < size && g_ascii_isspace (text[i]))
    i++;
  return (size - i >= 5 && g_ascii_strncasecmp (text + i, "<html", 5) == 0) ||
         (size - i >= 9 && g_ascii_strncasecmp (text + i, "<!doctype", 9) == 0);
}
