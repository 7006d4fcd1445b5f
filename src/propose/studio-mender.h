/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_MENDER (studio_mender_get_type ())

/** StudioMender: somebody who corrects a statement that a database refused: a language model. */
G_DECLARE_INTERFACE (StudioMender, studio_mender, STUDIO, MENDER, GObject)

struct _StudioMenderInterface
{
  GTypeInterface parent_iface;

  void (*mend_async) (StudioMender *self,
                      StudioKpi *kpi,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  char *(*mend_finish) (StudioMender *self, GAsyncResult *result, GError **error);
};

/**
 * studio_mender_mend_async:
 * @kpi: one that was checked and found invalid; it is not changed
 *
 * Asks for a statement that means the same and runs.
 */
void studio_mender_mend_async (StudioMender *self,
                               StudioKpi *kpi,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** studio_mender_mend_finish: Returns: (transfer full) (nullable): the statement; %NULL without
 * @error when there is none that would mean the same. */
char *studio_mender_mend_finish (StudioMender *self, GAsyncResult *result, GError **error);

G_END_DECLS
