/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-catalogue.h"
#include "demo/studio-demo-store.h"

G_BEGIN_DECLS

/**
 * studio_demo_catalogue_save:
 *
 * Gives every table and field its id, the one it had before where its name is known, resolves the
 * foreign keys, and writes the catalogue in place of the one before.
 */
gboolean
studio_demo_catalogue_save (StudioDemoCatalogue *self, StudioDemoStore *store, GError **error);

/** studio_demo_catalogue_load: Returns: (transfer full) (nullable): the one saved last. */
StudioDemoCatalogue *studio_demo_catalogue_load (StudioDemoStore *store, GError **error);

G_END_DECLS
