/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-database.h"
#include "core/studio-result.h"
#include "metabase/studio-card.h"
#include "metabase/studio-collection.h"
#include "metabase/studio-credentials.h"
#include "metabase/studio-query-failure.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_METABASE_CLIENT (studio_metabase_client_get_type ())

/**
 * StudioMetabaseClient: one Metabase, v0.46 to v0.65 (reference: metabase-api.md).
 *
 * All calls may fail with %STUDIO_ERROR_UNREACHABLE, %STUDIO_ERROR_TIMED_OUT, %STUDIO_ERROR_SIGN_IN
 * (the sign-in is not accepted any more), %STUDIO_ERROR_FORBIDDEN, %STUDIO_ERROR_NOT_FOUND,
 * %STUDIO_ERROR_SERVER, %STUDIO_ERROR_PROTOCOL, %STUDIO_ERROR_TOO_LARGE; those that write also with
 * %STUDIO_ERROR_UNCLEAR.
 */
G_DECLARE_FINAL_TYPE (StudioMetabaseClient,
                      studio_metabase_client,
                      STUDIO,
                      METABASE_CLIENT,
                      GObject)

/**
 * studio_metabase_client_new:
 * @url: what a person typed or pasted; see studio_metabase_url_normalize()
 * @error: %STUDIO_ERROR_INPUT
 *
 * Returns: (transfer full) (nullable)
 */
StudioMetabaseClient *studio_metabase_client_new (const char *url, GError **error);

/** studio_metabase_client_get_url: where Metabase is looked for; signing in may find it in another
 * folder of that server, or with https. */
const char *studio_metabase_client_get_url (StudioMetabaseClient *self);

/** studio_metabase_client_get_version: the second number of its version (50 for v0.50.3 and
 * v1.50.3), 0 unknown. */
guint studio_metabase_client_get_version (StudioMetabaseClient *self);

/**
 * studio_metabase_client_sign_in_async:
 *
 * Looks whether it is a Metabase at all, then tries the credentials exactly once.
 *
 * A user name with its password is kept in memory until studio_metabase_client_sign_out_async():
 * when the session ends under way, the requests that find it so wait for one attempt to sign in
 * again and then go on. After a refusal no more attempts are made, and requests fail with
 * %STUDIO_ERROR_SIGN_IN.
 *
 * Finish: %STUDIO_ERROR_NOT_METABASE, %STUDIO_ERROR_SIGN_IN, %STUDIO_ERROR_THROTTLED and the
 * general ones
 */
void studio_metabase_client_sign_in_async (StudioMetabaseClient *self,
                                           StudioCredentials *credentials,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean studio_metabase_client_sign_in_finish (StudioMetabaseClient *self,
                                                GAsyncResult *result,
                                                GError **error);

/** studio_metabase_client_sign_out_async: ends the session on the server, if it was begun with a
 * password, and forgets the password. It takes at most five seconds, and nothing can be done about
 * a failure: the session ends by itself in time. */
void studio_metabase_client_sign_out_async (StudioMetabaseClient *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
void studio_metabase_client_sign_out_finish (StudioMetabaseClient *self, GAsyncResult *result);

/** studio_metabase_client_list_databases_async: those that speak SQL, without Metabase's own audit
 * and saved questions. */
void studio_metabase_client_list_databases_async (StudioMetabaseClient *self,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);

/** studio_metabase_client_list_databases_finish: Returns: (transfer full) (nullable): of
 * StudioDatabase. */
GPtrArray *studio_metabase_client_list_databases_finish (StudioMetabaseClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/** studio_metabase_client_list_tables_async: the visible tables of @database, without their fields.
 */
void studio_metabase_client_list_tables_async (StudioMetabaseClient *self,
                                               StudioDatabase *database,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

/** studio_metabase_client_list_tables_finish: Returns: (transfer full) (nullable): of StudioTable,
 * by schema and name. */
GPtrArray *studio_metabase_client_list_tables_finish (StudioMetabaseClient *self,
                                                      GAsyncResult *result,
                                                      GError **error);

/** studio_metabase_client_load_table_async: reads the fields of @table and puts them into it. */
void studio_metabase_client_load_table_async (StudioMetabaseClient *self,
                                              StudioDatabase *database,
                                              StudioTable *table,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean studio_metabase_client_load_table_finish (StudioMetabaseClient *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/** studio_metabase_client_list_values_async: the values that Metabase offers for a field in its
 * filters, for fields with few of them; Metabase may read them from the database first. */
void studio_metabase_client_list_values_async (StudioMetabaseClient *self,
                                               gint64 field_id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

/** studio_metabase_client_list_values_finish: Returns: (transfer full) (nullable): free with
 * studio_field_values_free(). */
StudioFieldValues *studio_metabase_client_list_values_finish (StudioMetabaseClient *self,
                                                              GAsyncResult *result,
                                                              GError **error);

/**
 * studio_metabase_client_run_async:
 * @sql: a statement that passed the guard: Metabase does not prevent writes
 * @row_limit: rows fetched at the most; Metabase's own limits apply besides
 * @seconds: time limit; when it is over, or on cancel, the connection is closed, which makes
 * Metabase cancel the query
 */
void studio_metabase_client_run_async (StudioMetabaseClient *self,
                                       gint64 database_id,
                                       const char *sql,
                                       guint row_limit,
                                       guint seconds,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * studio_metabase_client_run_finish:
 * @failure: (out) (transfer full) (nullable): why the database refused, with %STUDIO_ERROR_SQL
 *
 * Returns: (transfer full) (nullable)
 */
StudioResult *studio_metabase_client_run_finish (StudioMetabaseClient *self,
                                                 GAsyncResult *result,
                                                 StudioQueryFailure **failure,
                                                 GError **error);

/** studio_metabase_client_list_collections_async: all that are not archived. */
void studio_metabase_client_list_collections_async (StudioMetabaseClient *self,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);

/** studio_metabase_client_list_collections_finish: Returns: (transfer full) (nullable): of
 * StudioCollection. */
GPtrArray *studio_metabase_client_list_collections_finish (StudioMetabaseClient *self,
                                                           GAsyncResult *result,
                                                           GError **error);

/**
 * studio_metabase_client_create_collection_async:
 * @description: (nullable)
 * @parent_id: 0 for the root
 * @color: "#RRGGBB", which v0.46 and early v0.47 demand and later ones pass over
 */
void studio_metabase_client_create_collection_async (StudioMetabaseClient *self,
                                                     const char *name,
                                                     const char *description,
                                                     gint64 parent_id,
                                                     const char *color,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer user_data);

/** studio_metabase_client_create_collection_finish: Returns: (transfer full) (nullable). */
StudioCollection *studio_metabase_client_create_collection_finish (StudioMetabaseClient *self,
                                                                   GAsyncResult *result,
                                                                   GError **error);

/** studio_metabase_client_list_items_async: all items of one @model ("card", "dashboard" or
 * "collection") in a collection; 0 for the root. Models and metrics count as cards. */
void studio_metabase_client_list_items_async (StudioMetabaseClient *self,
                                              gint64 collection_id,
                                              const char *model,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/** studio_metabase_client_list_items_finish: Returns: (transfer full) (nullable): of
 * StudioCollectionItem. */
GPtrArray *studio_metabase_client_list_items_finish (StudioMetabaseClient *self,
                                                     GAsyncResult *result,
                                                     GError **error);

void studio_metabase_client_get_card_async (StudioMetabaseClient *self,
                                            gint64 card_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/** studio_metabase_client_get_card_finish: Returns: (transfer full) (nullable). */
StudioCard *studio_metabase_client_get_card_finish (StudioMetabaseClient *self,
                                                    GAsyncResult *result,
                                                    GError **error);

/** studio_metabase_client_save_card_async: creates @card when its id is 0, else updates it.
 * Creating is not idempotent: after %STUDIO_ERROR_UNCLEAR read the collection back. */
void studio_metabase_client_save_card_async (StudioMetabaseClient *self,
                                             const StudioCard *card,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/** studio_metabase_client_save_card_finish: Returns: (transfer full) (nullable): the card as
 * Metabase has it now. */
StudioCard *studio_metabase_client_save_card_finish (StudioMetabaseClient *self,
                                                     GAsyncResult *result,
                                                     GError **error);

/** studio_metabase_client_archive_card_async: moves it to the trash. */
void studio_metabase_client_archive_card_async (StudioMetabaseClient *self,
                                                gint64 card_id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
gboolean studio_metabase_client_archive_card_finish (StudioMetabaseClient *self,
                                                     GAsyncResult *result,
                                                     GError **error);

/** studio_metabase_client_card_url: Returns: (transfer full): the card's page. */
char *studio_metabase_client_card_url (StudioMetabaseClient *self, gint64 card_id);

G_END_DECLS
