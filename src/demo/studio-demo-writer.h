/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StudioDemoWriter: writes JSON text straight into a string.
 *
 * Rows and field lists reach megabytes; building them as a tree of JsonNodes first costs twelve
 * times their size in memory. Small answers are built as a JsonObject instead.
 */
typedef struct _StudioDemoWriter StudioDemoWriter;

StudioDemoWriter *studio_demo_writer_new (void);
void studio_demo_writer_free (StudioDemoWriter *self);

/** studio_demo_writer_to_bytes: Returns: (transfer full): the text written; @self is empty then. */
GBytes *studio_demo_writer_to_bytes (StudioDemoWriter *self);

/** studio_demo_writer_to_string: Returns: (transfer full): the text written; @self is empty then.
 */
char *studio_demo_writer_to_string (StudioDemoWriter *self);

void studio_demo_writer_begin_object (StudioDemoWriter *self);
void studio_demo_writer_end_object (StudioDemoWriter *self);
void studio_demo_writer_begin_array (StudioDemoWriter *self);
void studio_demo_writer_end_array (StudioDemoWriter *self);

/** studio_demo_writer_key: begins a member; one value has to follow. */
void studio_demo_writer_key (StudioDemoWriter *self, const char *key);

/** studio_demo_writer_string: @text: (nullable): UTF-8; %NULL writes null. */
void studio_demo_writer_string (StudioDemoWriter *self, const char *text);

/** studio_demo_writer_text: like studio_demo_writer_string() for @length bytes. */
void studio_demo_writer_text (StudioDemoWriter *self, const char *text, gsize length);
void studio_demo_writer_int (StudioDemoWriter *self, gint64 value);

/** studio_demo_writer_double: infinite values and NaN become null, as JSON has no word for them. */
void studio_demo_writer_double (StudioDemoWriter *self, double value);
void studio_demo_writer_boolean (StudioDemoWriter *self, gboolean value);
void studio_demo_writer_null (StudioDemoWriter *self);

/** studio_demo_writer_raw: @json: (nullable): a complete JSON value; %NULL writes null. */
void studio_demo_writer_raw (StudioDemoWriter *self, const char *json);

/** studio_demo_writer_raw_members: @members: `"a":1,"b":2`, without braces, inside an object. */
void studio_demo_writer_raw_members (StudioDemoWriter *self, const char *members);

void studio_demo_writer_string_member (StudioDemoWriter *self, const char *key, const char *text);
void studio_demo_writer_int_member (StudioDemoWriter *self, const char *key, gint64 value);
void studio_demo_writer_boolean_member (StudioDemoWriter *self, const char *key, gboolean value);
void studio_demo_writer_null_member (StudioDemoWriter *self, const char *key);
void studio_demo_writer_raw_member (StudioDemoWriter *self, const char *key, const char *json);

/** studio_demo_writer_id_member: @id: 0 writes null. */
void studio_demo_writer_id_member (StudioDemoWriter *self, const char *key, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoWriter, studio_demo_writer_free)

G_END_DECLS
