/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading request bodies and stored documents without trusting their shape. Every getter takes a
 * NULL object, a missing member and a member of another type for the default. */

JsonNode *studio_demo_json_parse (const char *text, gssize length, GError **error);
char *studio_demo_json_print (JsonNode *node);
char *studio_demo_json_print_object (JsonObject *object);

JsonObject *studio_demo_json_object (JsonNode *node);
JsonArray *studio_demo_json_array (JsonNode *node);
JsonObject *studio_demo_json_get_object (JsonObject *object, const char *member);
JsonArray *studio_demo_json_get_array (JsonObject *object, const char *member);
const char *studio_demo_json_get_string (JsonObject *object, const char *member);
gint64 studio_demo_json_get_int (JsonObject *object, const char *member, gint64 otherwise);
gboolean studio_demo_json_get_boolean (JsonObject *object, const char *member, gboolean otherwise);

/** studio_demo_json_is_set: whether @member is there and not null. */
gboolean studio_demo_json_is_set (JsonObject *object, const char *member);

/** studio_demo_json_is_string: whether @node holds a string. */
gboolean studio_demo_json_is_string (JsonNode *node);

/** studio_demo_json_is_int: whether @node holds a whole number. */
gboolean studio_demo_json_is_int (JsonNode *node);

/** studio_demo_json_array_object: Returns: (transfer none) (nullable) */
JsonObject *studio_demo_json_array_object (JsonArray *array, guint index);

/** studio_demo_json_array_string: Returns: (transfer none) (nullable) */
const char *studio_demo_json_array_string (JsonArray *array, guint index);

/** studio_demo_json_copy: Returns: (transfer full): a deep copy. */
JsonObject *studio_demo_json_copy (JsonObject *object);

/** studio_demo_json_merge: copies every member of @from into @into. */
void studio_demo_json_merge (JsonObject *into, JsonObject *from);

/** studio_demo_json_set_string: @text: (nullable): %NULL sets null. */
void studio_demo_json_set_string (JsonObject *object, const char *member, const char *text);

/** studio_demo_json_set_id: @id: 0 sets null. */
void studio_demo_json_set_id (JsonObject *object, const char *member, gint64 id);

/** studio_demo_json_set_copy: @node: (transfer none) (nullable): %NULL sets null. */
void studio_demo_json_set_copy (JsonObject *object, const char *member, JsonNode *node);

/** studio_demo_json_fill: gives the members that @answer has the values they have in @stored. */
void studio_demo_json_fill (JsonObject *answer, JsonObject *stored);

G_END_DECLS
