/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "metabase/studio-metabase-client.h"
#include "register/studio-question.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_QUESTION_CATALOGUE (studio_question_catalogue_get_type ())

/**
 * StudioQuestionCatalogue: all questions on a Metabase that the person may see, by meaning.
 *
 * Read again before each use; questions that have not changed since are not looked into again.
 * Belongs to the main thread.
 */
G_DECLARE_FINAL_TYPE (StudioQuestionCatalogue,
                      studio_question_catalogue,
                      STUDIO,
                      QUESTION_CATALOGUE,
                      GObject)

StudioQuestionCatalogue *studio_question_catalogue_new (StudioMetabaseClient *client);

/**
 * studio_question_catalogue_read_async:
 * @database_id: the database whose questions are wanted
 * @dialect: what it speaks
 *
 * Brings the catalogue up to date for one database.
 *
 * Metabase gives all questions of a database whole in one reply, which is exact, but large where
 * there are thousands. There, and where the server does not offer that list, search is asked page
 * by page and only what is new or changed is read; it may be some seconds behind.
 */
void studio_question_catalogue_read_async (StudioQuestionCatalogue *self,
                                           gint64 database_id,
                                           StudioDialect dialect,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean studio_question_catalogue_read_finish (StudioQuestionCatalogue *self,
                                                GAsyncResult *result,
                                                GError **error);

/** studio_question_catalogue_find: Returns: (transfer none) (nullable) */
StudioQuestion *studio_question_catalogue_find (StudioQuestionCatalogue *self, gint64 card_id);

/** studio_question_catalogue_list: Returns: (transfer container): of StudioQuestion, the oldest
 * first. */
GPtrArray *studio_question_catalogue_list (StudioQuestionCatalogue *self);

G_END_DECLS
