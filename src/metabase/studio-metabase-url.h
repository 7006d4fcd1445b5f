/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * studio_metabase_url_normalize:
 * @text: what a person typed or pasted: "metabase.example.com", "https://host/mb/question/40",
 * "http://localhost:3000/api/"
 * @error: %STUDIO_ERROR_INPUT when it is no address
 *
 * Keeps a sub-path, drops Metabase's own pages, `/api`, query and fragment. Without a scheme it is
 * https, or http for this computer.
 *
 * Returns: (transfer full) (nullable): without a trailing slash
 */
char *studio_metabase_url_normalize (const char *text, GError **error);

G_END_DECLS
