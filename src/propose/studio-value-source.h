/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-table.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_VALUE_SOURCE (studio_value_source_get_type ())

/** StudioValueSource: somebody who knows a few values of the columns that a person allowed to be
 * told to a language model, and of no others. */
G_DECLARE_INTERFACE (StudioValueSource, studio_value_source, STUDIO, VALUE_SOURCE, GObject)

struct _StudioValueSourceInterface
{
  GTypeInterface parent_iface;

  void (*load_async) (StudioValueSource *self,
                      StudioTable *table,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gboolean (*load_finish) (StudioValueSource *self, GAsyncResult *result, GError **error);
  const char *const *(*get_values) (StudioValueSource *self, StudioField *field);
  gboolean (*is_allowed) (StudioValueSource *self,
                          StudioTable *table,
                          StudioField *field,
                          char **why);
};

/** studio_value_source_load_async: asks the database for the values of the allowed columns of
 * @table, once. What cannot be read is left out. */
void studio_value_source_load_async (StudioValueSource *self,
                                     StudioTable *table,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** studio_value_source_load_finish: fails only when cancelled. */
gboolean
studio_value_source_load_finish (StudioValueSource *self, GAsyncResult *result, GError **error);

/** studio_value_source_get_values: Returns: (transfer none) (nullable): what was loaded; @self is
 * (nullable) */
const char *const *studio_value_source_get_values (StudioValueSource *self, StudioField *field);

/**
 * studio_value_source_is_allowed:
 * @why: (out) (optional) (transfer full) (nullable): why it is not, although the person said so: a
 * sentence
 *
 * Returns: whether values of @field are told; @self is (nullable)
 */
gboolean studio_value_source_is_allowed (StudioValueSource *self,
                                         StudioTable *table,
                                         StudioField *field,
                                         char **why);

G_END_DECLS
