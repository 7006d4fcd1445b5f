/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-propose"

#include "propose/studio-mender.h"

G_DEFINE_INTERFACE (StudioMender, studio_mender, G_TYPE_OBJECT)

static void
studio_mender_default_init (StudioMenderInterface *iface)
{
}

void
studio_mender_mend_async (StudioMender *self,
                          StudioKpi *kpi,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (STUDIO_IS_MENDER (self) && STUDIO_IS_KPI (kpi));
  STUDIO_MENDER_GET_IFACE (self)->mend_async (self, kpi, cancellable, callback, user_data);
}

char *
studio_mender_mend_finish (StudioMender *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STUDIO_IS_MENDER (self), NULL);
  return STUDIO_MENDER_GET_IFACE (self)->mend_finish (self, result, error);
}
