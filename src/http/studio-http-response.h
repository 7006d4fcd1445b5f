/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StudioHttpResponse:
 * @status: HTTP status
 * @content_type: (nullable): without parameters, lower case
 * @location: (nullable): where a redirection points, which is not followed: credentials go to one
 * server only
 * @retry_after: seconds the server asked to wait, or -1
 * @bytes: the body, decoded
 *
 * A reply that arrived whole. Immutable; free with studio_http_response_free().
 */
typedef struct
{
  guint status;
  char *content_type;
  char *location;
  int retry_after;
  GBytes *bytes;
} StudioHttpResponse;

void studio_http_response_free (StudioHttpResponse *self);

/** studio_http_response_is_success: whether the status is 2xx. */
gboolean studio_http_response_is_success (const StudioHttpResponse *self);

/** studio_http_response_is_html: whether the body is a web page, by its type or its beginning. */
gboolean studio_http_response_is_html (const StudioHttpResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioHttpResponse, studio_http_response_free)

G_END_DECLS
