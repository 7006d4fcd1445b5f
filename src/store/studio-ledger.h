/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/studio-workspace.h"

G_BEGIN_DECLS

/**
 * StudioLedgerEntry:
 * @id: of the call in the workspace
 * @run_id: number of the run
 * @at: when, ISO 8601
 * @table: (nullable): name of the table asked about
 * @kpi_id: (nullable): of the KPI that was to be corrected
 * @purpose: "propose", "continue", "again" or "repair"
 * @prompt: tokens read
 * @cached: of @prompt, from a cache
 * @completion: tokens written
 * @reasoning: of @completion
 * @estimated: whether the tokens are estimated
 * @cost: US dollars, NaN when not known
 * @request_id: (nullable): under which the provider finds it
 * @error: (nullable): why it gave nothing
 * @request: (nullable): the bytes that were sent; only when one entry is read
 * @reply: (nullable): what the model said; likewise
 *
 * One call of a language model, as it was booked.
 */
typedef struct
{
  gint64 id;
  gint64 run_id;
  char *at;
  char *base_url;
  char *model;
  char *table;
  char *kpi_id;
  char *purpose;
  gint64 prompt;
  gint64 cached;
  gint64 completion;
  gint64 reasoning;
  gboolean estimated;
  double cost;
  gint64 milliseconds;
  char *request_id;
  char *error;
  char *request;
  char *reply;
} StudioLedgerEntry;

void studio_ledger_entry_free (StudioLedgerEntry *self);

/**
 * StudioLedgerSum: what some calls used together.
 * @unpriced: calls of which the cost is not known, and not in @cost
 */
typedef struct
{
  guint calls;
  gint64 prompt;
  gint64 cached;
  gint64 completion;
  gint64 reasoning;
  double cost;
  guint unpriced;
} StudioLedgerSum;

/** studio_ledger_sum_add: adds one call to the sum. */
void studio_ledger_sum_add (StudioLedgerSum *self, const StudioLedgerEntry *entry);

/**
 * studio_workspace_load_ledger_async:
 * @id: of one entry, which is read with what was sent and answered; 0 for all, without
 */
void studio_workspace_load_ledger_async (StudioWorkspace *self,
                                         gint64 id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/** studio_workspace_load_ledger_finish: Returns: (transfer full) (nullable): of StudioLedgerEntry,
 * oldest first. */
GPtrArray *
studio_workspace_load_ledger_finish (StudioWorkspace *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLedgerEntry, studio_ledger_entry_free)

G_END_DECLS
