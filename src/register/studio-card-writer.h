/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "register/studio-write-context.h"

G_BEGIN_DECLS

/**
 * studio_card_writer_create_async:
 * @card: of @kpi, with its marker and its collection
 *
 * Makes one card exactly once. What is about to be made is noted first; when it is not clear
 * whether it was, the collection is read back before another try. A card that turns out to be there
 * twice, because a request that was given up was carried out late, is archived again.
 */
void studio_card_writer_create_async (StudioWriteContext *context,
                                      const char *kpi_id,
                                      const StudioCard *card,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/** studio_card_writer_create_finish: Returns: (transfer full) (nullable): the card with its id. */
StudioCard *studio_card_writer_create_finish (GAsyncResult *result, GError **error);

/**
 * studio_card_writer_update_async:
 * @card: what the card with this id shall be; its collection is not changed
 *
 * Looks once more whether the card is still as this program wrote it, and changes it then.
 */
void studio_card_writer_update_async (StudioWriteContext *context,
                                      const char *kpi_id,
                                      const StudioCard *card,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * studio_card_writer_update_finish:
 * @touched: (out): somebody has changed it meanwhile, so nothing was written; the card is returned
 * as it is there
 *
 * Returns: (transfer full) (nullable)
 */
StudioCard *
studio_card_writer_update_finish (GAsyncResult *result, gboolean *touched, GError **error);

/** studio_card_writer_archive_async: moves a card that was made twice to the trash. */
void studio_card_writer_archive_async (StudioWriteContext *context,
                                       const char *kpi_id,
                                       gint64 card_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean studio_card_writer_archive_finish (GAsyncResult *result, GError **error);

G_END_DECLS
