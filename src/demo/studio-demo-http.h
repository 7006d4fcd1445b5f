/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

/**
 * studio_demo_http_listen: starts answering on 127.0.0.1; sets the server's `http` and `port`.
 *
 * Errors: those of soup_server_listen_local().
 */
gboolean studio_demo_http_listen (StudioDemoServer *server, GError **error);

G_END_DECLS
