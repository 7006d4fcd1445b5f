/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-context.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_VALUE_READER (studio_value_reader_get_type ())

/**
 * StudioValueReader: asks Metabase which values the columns hold that nothing explains: states,
 * kinds and flags. The field is replaced by one that knows them, or says why not, for the analyst;
 * a language model is told none of it.
 */
G_DECLARE_FINAL_TYPE (StudioValueReader, studio_value_reader, STUDIO, VALUE_READER, GObject)

/** studio_value_reader_new: @context (nullable) is what the person told, which needs no asking. */
StudioValueReader *studio_value_reader_new (StudioMetabaseClient *client,
                                            StudioDatabase *database,
                                            StudioContext *context);

/**
 * studio_value_reader_read_async:
 * @tables: (element-type StudioTable): those that matter; tables that they point at, or that point
 *   at them, are looked at as well, as far as their columns are loaded
 * @again: whether to ask also for values that are known
 * @at_once: requests under way at the same time
 *
 * Never fails: what Metabase does not tell stays unknown. Finishes early when cancelled.
 */
void studio_value_reader_read_async (StudioValueReader *self,
                                     GPtrArray *tables,
                                     gboolean again,
                                     guint at_once,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** studio_value_reader_read_finish: Returns: of how many columns the values are known now. */
guint studio_value_reader_read_finish (StudioValueReader *self, GAsyncResult *result);

G_END_DECLS
