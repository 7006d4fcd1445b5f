/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * StudioDemoStore: what Metabase keeps in its application database: cards, collections,
 * dashboards, sessions, settings. One SQLite file that survives being killed at any point.
 *
 * Documents are JSON objects with an "id", in memory and in the file; ids are never given twice.
 */
typedef struct _StudioDemoStore StudioDemoStore;

#define STUDIO_DEMO_CARD "card"
#define STUDIO_DEMO_COLLECTION "collection"
#define STUDIO_DEMO_DASHBOARD "dashboard"
#define STUDIO_DEMO_ALERT "alert"
#define STUDIO_DEMO_NOTIFICATION "notification"
#define STUDIO_DEMO_SESSION "session"

/** studio_demo_store_open: Errors: %STUDIO_DEMO_ERROR_STORE. */
StudioDemoStore *studio_demo_store_open (const char *path, GError **error);
void studio_demo_store_close (StudioDemoStore *self);

/** studio_demo_store_get_setting: Returns: (transfer full) (nullable) */
char *studio_demo_store_get_setting (StudioDemoStore *self, const char *key);
gboolean studio_demo_store_set_setting (StudioDemoStore *self,
                                        const char *key,
                                        const char *value,
                                        GError **error);

/**
 * studio_demo_store_add:
 * @document: (transfer none): gets its "id"
 *
 * Returns: the id, or 0 with %STUDIO_DEMO_ERROR_STORE.
 */
gint64 studio_demo_store_add (StudioDemoStore *self,
                              const char *kind,
                              JsonObject *document,
                              GError **error);

/** studio_demo_store_get: Returns: (transfer none) (nullable): to be changed in place and saved. */
JsonObject *studio_demo_store_get (StudioDemoStore *self, const char *kind, gint64 id);

/** studio_demo_store_save: writes a document that was changed. */
gboolean studio_demo_store_save (StudioDemoStore *self,
                                 const char *kind,
                                 JsonObject *document,
                                 GError **error);
gboolean
studio_demo_store_remove (StudioDemoStore *self, const char *kind, gint64 id, GError **error);

/** studio_demo_store_list: Returns: (transfer container): the documents, by id. */
GPtrArray *studio_demo_store_list (StudioDemoStore *self, const char *kind);

/** studio_demo_store_next_id: Returns: an id of @kind that was never given before. */
gint64 studio_demo_store_next_id (StudioDemoStore *self, const char *kind);

/** studio_demo_store_get_handle: for tables of one's own in the file. */
sqlite3 *studio_demo_store_get_handle (StudioDemoStore *self);

/** studio_demo_store_do: runs SQL without result. */
gboolean studio_demo_store_do (StudioDemoStore *self, const char *sql, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoStore, studio_demo_store_close)

G_END_DECLS
