/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Members of JSON objects that somebody else wrote: each function accepts a %NULL object, a member
 * that is missing and one of another type, and answers with the given fallback then.
 */

/** studio_json_get_string: Returns: (transfer none) (nullable): %NULL when it is no string. */
const char *studio_json_get_string (JsonObject *object, const char *name);

/** studio_json_get_int: a string is no number here: Metabase's ids may be "root" or "card__12". */
gint64 studio_json_get_int (JsonObject *object, const char *name, gint64 fallback);
double studio_json_get_double (JsonObject *object, const char *name, double fallback);
gboolean studio_json_get_boolean (JsonObject *object, const char *name, gboolean fallback);

/** studio_json_get_object: Returns: (transfer none) (nullable) */
JsonObject *studio_json_get_object (JsonObject *object, const char *name);

/** studio_json_get_array: Returns: (transfer none) (nullable) */
JsonArray *studio_json_get_array (JsonObject *object, const char *name);

/** studio_json_node_get_object: Returns: (transfer none) (nullable): %NULL for a %NULL node and any
 * that is no object. */
JsonObject *studio_json_node_get_object (JsonNode *node);

/** studio_json_node_get_array: Returns: (transfer none) (nullable): %NULL for a %NULL node and any
 * that is no array. */
JsonArray *studio_json_node_get_array (JsonNode *node);

/** studio_json_array_get_object: Returns: (transfer none) (nullable): %NULL when that element is no
 * object. */
JsonObject *studio_json_array_get_object (JsonArray *array, guint index);

/** studio_json_get_strings: Returns: (transfer full): the strings in the array of that name, never
 * %NULL. */
GStrv studio_json_get_strings (JsonObject *object, const char *name);

/** studio_json_add_string: adds a member of that name; null for a %NULL @value. */
void studio_json_add_string (JsonBuilder *builder, const char *name, const char *value);

/** studio_json_add_int: adds a member of that name. */
void studio_json_add_int (JsonBuilder *builder, const char *name, gint64 value);

/** studio_json_to_text: Returns: (transfer full): @node as text, indented when @pretty. */
char *studio_json_to_text (JsonNode *node, gboolean pretty);

/**
 * studio_json_from_text:
 * @length: bytes of @text, or -1
 * @error: %STUDIO_ERROR_INPUT with the line where it is no JSON
 *
 * Returns: (transfer full) (nullable)
 */
JsonNode *studio_json_from_text (const char *text, gssize length, GError **error);

G_END_DECLS
