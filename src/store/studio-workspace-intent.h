/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/studio-workspace.h"

G_BEGIN_DECLS

/* What is about to be written to Metabase, noted before it is: after a lost reply, or when the
 * program was killed, it is known what may or may not have been done. */

/**
 * StudioIntent:
 * @id: number of the note
 * @object: "card" or "collection"
 * @action: "create", "update" or "archive"
 * @kpi_id: (nullable): the KPI it is about
 * @marker: (nullable): by which what was made can be found again
 * @name: of what is written
 * @parent_id: the collection it is in, 0 for the root
 * @object_id: what is changed, 0 for what is new
 * @seconds: how long ago it was noted, when it is read
 */
typedef struct
{
  gint64 id;
  char *object;
  char *action;
  char *kpi_id;
  char *marker;
  char *name;
  gint64 parent_id;
  gint64 object_id;
  double seconds;
} StudioIntent;

void studio_intent_free (StudioIntent *self);

/**
 * studio_workspace_begin_intent_async:
 * @server: identity of the Metabase
 * @intent: what is about to be written; its id means nothing
 *
 * Finishes when the note is in the file.
 */
void studio_workspace_begin_intent_async (StudioWorkspace *self,
                                          const char *server,
                                          const StudioIntent *intent,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/** studio_workspace_begin_intent_finish: Returns: its number, 0 with %STUDIO_ERROR_WORKSPACE. */
gint64
studio_workspace_begin_intent_finish (StudioWorkspace *self, GAsyncResult *result, GError **error);

/**
 * studio_workspace_end_intent:
 * @id: 0 does nothing
 * @state: "done", "failed" (it is certain that nothing was written) or "void" (it was looked for
 * and is not there)
 * @object_id: what was written, 0 for nothing
 */
void
studio_workspace_end_intent (StudioWorkspace *self, gint64 id, const char *state, gint64 object_id);

/** studio_workspace_list_intents_async: those of a server of which it is not known what became of
 * them. */
void studio_workspace_list_intents_async (StudioWorkspace *self,
                                          const char *server,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/** studio_workspace_list_intents_finish: Returns: (transfer full) (nullable): of StudioIntent,
 * oldest first. */
GPtrArray *
studio_workspace_list_intents_finish (StudioWorkspace *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioIntent, studio_intent_free)

G_END_DECLS
