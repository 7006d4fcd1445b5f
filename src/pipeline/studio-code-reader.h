/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-metabase-client.h"
#include "propose/analyst/studio-schema-index.h"

G_BEGIN_DECLS

/**
 * studio_code_reader_read_async:
 * @index: of the database, up to date
 *
 * Reads the table of common codes, where there is one, and finds the columns that are named as one
 * of its groups: “ord_stt_cd” and the group ORD_STT_CD or ORDER_STATUS. Their fields are replaced
 * by ones that know their values and what they are called. Never fails: what could not be read
 * stays as it is.
 */
void studio_code_reader_read_async (StudioMetabaseClient *client,
                                    StudioSchemaIndex *index,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/** studio_code_reader_read_finish: Returns: how many columns were found. */
guint studio_code_reader_read_finish (GAsyncResult *result);

G_END_DECLS
