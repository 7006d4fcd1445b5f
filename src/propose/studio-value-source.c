/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-propose"

#include "propose/studio-value-source.h"

G_DEFINE_INTERFACE (StudioValueSource, studio_value_source, G_TYPE_OBJECT)

static void
studio_value_source_default_init (StudioValueSourceInterface *iface)
{
}

void
studio_value_source_load_async (StudioValueSource *self,
                                StudioTable *table,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (STUDIO_IS_VALUE_SOURCE (self) && STUDIO_IS_TABLE (table));
  STUDIO_VALUE_SOURCE_GET_IFACE (self)->load_async (self, table, cancellable, callback, user_data);
}

gboolean
studio_value_source_load_finish (StudioValueSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STUDIO_IS_VALUE_SOURCE (self), FALSE);
  return STUDIO_VALUE_SOURCE_GET_IFACE (self)->load_finish (self, result, error);
}

const char *const *
studio_value_source_get_values (StudioValueSource *self, StudioField *field)
{
  return self != NULL ? STUDIO_VALUE_SOURCE_GET_IFACE (self)->get_values (self, field) : NULL;
}

gboolean
studio_value_source_is_allowed (StudioValueSource *self,
                                StudioTable *table,
                                StudioField *field,
                                char **why)
{
  g_autofree char *reason = NULL;
  gboolean allowed = self != NULL &&
                     STUDIO_VALUE_SOURCE_GET_IFACE (self)->is_allowed (self, table, field, &reason);

  if (why != NULL)
    *why = g_steal_pointer (&reason);
  return allowed;
}
