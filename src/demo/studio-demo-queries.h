/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-query-result.h"

G_BEGIN_DECLS

/**
 * StudioDemoQueries: runs statements in threads, each on a connection of its own, as Metabase's
 * connection pool does.
 *
 * Like Metabase it does not stop a statement from writing: the JDBC connection is set read-only,
 * but in auto-commit mode PostgreSQL never hears of it. A client has to guard itself.
 */
typedef struct _StudioDemoQueries StudioDemoQueries;

/** The size of Metabase's pool per database; further statements wait. */
#define STUDIO_DEMO_CONNECTIONS 15

/** StudioDemoQuery: a statement to run. */
typedef struct
{
  char *sql; /* (owned) without the remark */
  guint user_id;
  guint64 most_rows;
  gboolean big_as_text; /* js-int-to-string? */
  StudioDemoRowFormat format;
} StudioDemoQuery;

/** StudioDemoQueryDone: @result: (transfer full); called in the main context. */
typedef void (*StudioDemoQueryDone) (StudioDemoQueryResult *result, gpointer user_data);

/** StudioDemoQueryHandle: a statement under way. */
typedef struct _StudioDemoQueryHandle StudioDemoQueryHandle;

StudioDemoQueries *studio_demo_queries_new (const char *host, GError **error);

/** studio_demo_queries_get_server_version: Returns: PostgreSQL's "15.4 (Debian 15.4-1)". */
const char *studio_demo_queries_get_server_version (StudioDemoQueries *self);

/** studio_demo_queries_free: cancels what runs and waits for it; no callback comes after. */
void studio_demo_queries_free (StudioDemoQueries *self);

/**
 * studio_demo_queries_run:
 * @query: (transfer full):
 *
 * Returns: (transfer none): valid until @done was called.
 */
StudioDemoQueryHandle *studio_demo_queries_run (StudioDemoQueries *self,
                                                StudioDemoQuery *query,
                                                StudioDemoQueryDone done,
                                                gpointer user_data);

/** studio_demo_queries_cancel: asks PostgreSQL to stop it; @done is called all the same. */
void studio_demo_queries_cancel (StudioDemoQueryHandle *handle);

StudioDemoQuery *studio_demo_query_new (const char *sql);
void studio_demo_query_free (StudioDemoQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoQueries, studio_demo_queries_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoQuery, studio_demo_query_free)

G_END_DECLS
