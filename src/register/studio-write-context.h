/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-metabase-client.h"
#include "store/studio-workspace-intent.h"

G_BEGIN_DECLS

/**
 * StudioWriteContext: what every write of a registration needs.
 * @workspace: (nullable): where writes are noted before they are made
 * @server: (nullable): identity of the Metabase in it
 *
 * Counted by reference.
 */
typedef struct
{
  gatomicrefcount references;
  StudioMetabaseClient *client;
  StudioWorkspace *workspace;
  char *server;
} StudioWriteContext;

StudioWriteContext *studio_write_context_new (StudioMetabaseClient *client,
                                              StudioWorkspace *workspace,
                                              const char *server);
StudioWriteContext *studio_write_context_ref (StudioWriteContext *self);
void studio_write_context_unref (StudioWriteContext *self);

/** studio_write_context_begin_async: notes @intent; finishes at once without a workspace. */
void studio_write_context_begin_async (StudioWriteContext *self,
                                       const StudioIntent *intent,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/** studio_write_context_begin_finish: @id is (out): the number of the note, 0 without a workspace.
 */
gboolean studio_write_context_begin_finish (GAsyncResult *result, gint64 *id, GError **error);

/** studio_write_context_end: as studio_workspace_end_intent(). */
void
studio_write_context_end (StudioWriteContext *self, gint64 id, const char *state, gint64 object_id);

/** studio_write_context_concerns_all: whether @error means that nothing more can be written: no
 * connection, signed out, cancelled, no room in the workspace. */
gboolean studio_write_context_concerns_all (const GError *error);

/** studio_write_context_pause: Returns: milliseconds to wait before try number @tries + 1 (from 1)
 * after @error. */
guint studio_write_context_pause (const GError *error, guint tries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioWriteContext, studio_write_context_unref)

G_END_DECLS
