/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/studio-workspace.h"

G_BEGIN_DECLS

/**
 * StudioWorkspaceKnowledge:
 * @contexts: (owned): name of a database → text of the company's context for it
 * @joins: (owned): mark of what was looked for in the data, a relationship or a column that may
 * keep times → what was found, as JSON text
 *
 * What was found out about the databases of a server, besides KPIs.
 */
typedef struct
{
  GHashTable *contexts;
  GHashTable *joins;
} StudioWorkspaceKnowledge;

StudioWorkspaceKnowledge *studio_workspace_knowledge_new (void);
void studio_workspace_knowledge_free (StudioWorkspaceKnowledge *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioWorkspaceKnowledge, studio_workspace_knowledge_free)

/** studio_workspace_save_context: keeps the company's context for a database; an empty @text
 * forgets it. */
void studio_workspace_save_context (StudioWorkspace *self,
                                    const char *server,
                                    const char *database,
                                    const char *text);

/** studio_workspace_save_join: @mark names a relationship, or a column that may keep times, and all
 * that the answer depends on; @found is JSON text. */
void studio_workspace_save_join (StudioWorkspace *self,
                                 const char *server,
                                 const char *database,
                                 const char *mark,
                                 const char *found);

void studio_workspace_load_knowledge_async (StudioWorkspace *self,
                                            const char *server,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/** studio_workspace_load_knowledge_finish: Returns: (transfer full) (nullable). */
StudioWorkspaceKnowledge *studio_workspace_load_knowledge_finish (StudioWorkspace *self,
                                                                  GAsyncResult *result,
                                                                  GError **error);

G_END_DECLS
