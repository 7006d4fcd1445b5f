/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-propose"

#include "propose/studio-proposer.h"

G_DEFINE_INTERFACE (StudioProposer, studio_proposer, G_TYPE_OBJECT)

static void
studio_proposer_default_init (StudioProposerInterface *iface)
{
}

const char *
studio_proposer_get_source (StudioProposer *self)
{
  g_return_val_if_fail (STUDIO_IS_PROPOSER (self), NULL);
  return STUDIO_PROPOSER_GET_IFACE (self)->get_source (self);
}

void
studio_proposer_propose_async (StudioProposer *self,
                               StudioDatabase *database,
                               StudioTable *table,
                               GPtrArray *existing,
                               StudioProposedFunc on_proposal,
                               gpointer proposal_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (STUDIO_IS_PROPOSER (self));
  g_return_if_fail (STUDIO_IS_DATABASE (database));
  g_return_if_fail (STUDIO_IS_TABLE (table));
  g_return_if_fail (on_proposal != NULL);

  STUDIO_PROPOSER_GET_IFACE (self)->propose_async (self, database, table, existing, on_proposal,
                                                   proposal_data, cancellable, callback, user_data);
}

gboolean
studio_proposer_propose_finish (StudioProposer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STUDIO_IS_PROPOSER (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);
  return STUDIO_PROPOSER_GET_IFACE (self)->propose_finish (self, result, error);
}
