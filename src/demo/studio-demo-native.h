/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

/**
 * studio_demo_native_expand:
 * @native: {"query": SQL, "template-tags": {…}}
 * @parameters: (nullable): the values of the run
 * @problem: (out): what is wrong, when %NULL is returned
 * @is_missing: (out): whether it is a required value that is missing
 *
 * Puts values in place of {{tags}}, field filters included, and keeps or drops [[optional parts]].
 *
 * Returns: (transfer full) (nullable): the SQL to run
 */
char *studio_demo_native_expand (StudioDemoServer *server,
                                 JsonObject *native,
                                 JsonArray *parameters,
                                 char **problem,
                                 gboolean *is_missing);

G_END_DECLS
