/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * studio_resource_read_text:
 * @path: of a GResource that is built into the program
 *
 * Without it the program was built wrongly, so that it ends here.
 *
 * Returns: (transfer full): its text
 */
char *studio_resource_read_text (const char *path);

/**
 * studio_resource_read_json:
 * @path: of a GResource that is built into the program
 * @type: what it has to be: %JSON_NODE_OBJECT or %JSON_NODE_ARRAY
 *
 * Where it is something else the program was built wrongly, so that it ends here.
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *studio_resource_read_json (const char *path, JsonNodeType type);

G_END_DECLS
