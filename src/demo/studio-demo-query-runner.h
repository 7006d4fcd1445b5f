/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-connection.h"
#include "demo/studio-demo-queries.h"

G_BEGIN_DECLS

/** StudioDemoTypeNames: the names in pg_type: oid → "int4"; enumerations are marked. */
typedef struct
{
  GHashTable *names; /* oid → name */
  GHashTable *enums; /* set of oid */
} StudioDemoTypeNames;

/** studio_demo_type_names_read: Errors: %STUDIO_DEMO_ERROR_POSTGRES. */
StudioDemoTypeNames *studio_demo_type_names_read (PGconn *connection, GError **error);
void studio_demo_type_names_free (StudioDemoTypeNames *self);

/**
 * studio_demo_query_run:
 *
 * Sends one query and reads all it gives, in the calling thread. Rows beyond the limit are not
 * read: the statement is cancelled there.
 */
StudioDemoQueryResult *studio_demo_query_run (PGconn *connection,
                                              const StudioDemoQuery *query,
                                              const StudioDemoTypeNames *types);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoTypeNames, studio_demo_type_names_free)

G_END_DECLS
