/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/studio-workspace.h"

G_BEGIN_DECLS

/* What is kept of language models: each call, what was learnt of an endpoint, and which tables need
 * not be asked about again. */

/**
 * StudioModelCall:
 * @run_id: number of the run
 * @base_url: of the endpoint
 * @model: its name
 * @table: (nullable): name of the table asked about
 * @kpi_id: (nullable): of the KPI that was to be corrected
 * @purpose: "propose", "continue", "again" or "repair"
 * @prompt_tokens: (and the other tokens): as counted by the provider, or estimated
 * @estimated: whether they are estimated
 * @cost: US dollars, NaN when not known
 * @milliseconds: until the reply was whole
 * @request_id: (nullable): the provider's
 * @error: (nullable): why it gave nothing
 * @request: the bytes that were sent, which hold no secret
 * @reply: (nullable): what the model said
 */
typedef struct
{
  gint64 run_id;
  const char *base_url;
  const char *model;
  const char *table;
  const char *kpi_id;
  const char *purpose;
  gint64 prompt_tokens;
  gint64 cached_tokens;
  gint64 completion_tokens;
  gint64 reasoning_tokens;
  gboolean estimated;
  double cost;
  gint64 milliseconds;
  const char *request_id;
  const char *error;
  const char *request;
  const char *reply;
} StudioModelCall;

/** studio_workspace_add_model_call: adds to the ledger; returns at once. */
void studio_workspace_add_model_call (StudioWorkspace *self, const StudioModelCall *call);

/** studio_workspace_save_model_memory: keeps what was learnt of an endpoint, as text. */
void studio_workspace_save_model_memory (StudioWorkspace *self,
                                         const char *base_url,
                                         const char *model,
                                         const char *memory);

/** studio_workspace_add_model_mark: a table has been asked about in the state that @mark stands
 * for. */
void studio_workspace_add_model_mark (StudioWorkspace *self,
                                      const char *server,
                                      const char *database,
                                      gint64 table_id,
                                      const char *mark);

/**
 * studio_workspace_load_model_async:
 * @server: identity of a Metabase
 *
 * Reads what was learnt of an endpoint and model, and the marks of a server's tables.
 */
void studio_workspace_load_model_async (StudioWorkspace *self,
                                        const char *server,
                                        const char *base_url,
                                        const char *model,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * studio_workspace_load_model_finish:
 * @memory: (out) (transfer full) (nullable): what was learnt
 *
 * Returns: (transfer full) (nullable): the marks, a set of strings
 */
GHashTable *studio_workspace_load_model_finish (StudioWorkspace *self,
                                                GAsyncResult *result,
                                                char **memory,
                                                GError **error);

G_END_DECLS
