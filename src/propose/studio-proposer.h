/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"
#include "core/studio-kpi.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_PROPOSER (studio_proposer_get_type ())

/** StudioProposer: somebody who proposes KPIs for a table: the analyst, or a language model. */
G_DECLARE_INTERFACE (StudioProposer, studio_proposer, STUDIO, PROPOSER, GObject)

/**
 * StudioProposedFunc:
 * @kpi: (transfer none): a new KPI, unchecked and pending; take a reference to keep it
 * @user_data: what studio_proposer_propose_async() was given
 *
 * Called on the thread that asked, for each KPI as it arrives.
 */
typedef void (*StudioProposedFunc) (StudioKpi *kpi, gpointer user_data);

struct _StudioProposerInterface
{
  GTypeInterface parent_iface;

  const char *(*get_source) (StudioProposer *self);
  void (*propose_async) (StudioProposer *self,
                         StudioDatabase *database,
                         StudioTable *table,
                         GPtrArray *existing,
                         StudioProposedFunc on_proposal,
                         gpointer proposal_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  gboolean (*propose_finish) (StudioProposer *self, GAsyncResult *result, GError **error);
};

/** studio_proposer_get_source: Returns: (transfer none): "analyst" or "llm:MODEL", as the source
 * of the KPIs says. */
const char *studio_proposer_get_source (StudioProposer *self);

/**
 * studio_proposer_propose_async:
 * @database: the database, with as many tables loaded as is known: relationships are looked for
 *   among those whose fields are there
 * @table: a table of @database whose fields are loaded
 * @existing: (nullable) (element-type StudioKpi): KPIs that this table has already; what asks the
 *   same is not proposed again
 * @on_proposal: called for each KPI before @callback
 * @proposal_data: for @on_proposal
 * @cancellable: (nullable): to stop; what was proposed before stays
 * @callback: called once, after the last proposal
 *
 * Asks for KPIs of one table. Nothing is run and nothing is written to the database.
 */
void studio_proposer_propose_async (StudioProposer *self,
                                    StudioDatabase *database,
                                    StudioTable *table,
                                    GPtrArray *existing,
                                    StudioProposedFunc on_proposal,
                                    gpointer proposal_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * studio_proposer_propose_finish:
 * @error: %G_IO_ERROR_CANCELLED when stopped, else the proposer's own reasons
 *
 * Returns: whether it came to its end; no proposals at all is no error.
 */
gboolean
studio_proposer_propose_finish (StudioProposer *self, GAsyncResult *result, GError **error);

G_END_DECLS
