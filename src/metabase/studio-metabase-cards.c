/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <glib/gi18n-lib.h>

static char *
card_path (gint64 card_id)
{
  return g_strdup_printf ("/api/card/%" G_GINT64_FORMAT, card_id);
}

static void
card_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  StudioCard *card = studio_card_from_json (studio_json_node_get_object (node));

  if (node == NULL)
    g_task_return_error (task, error);
  else if (card == NULL)
    _studio_metabase_return_protocol_error (task, _ ("a question"));
  else
    g_task_return_pointer (task, card, (GDestroyNotify) studio_card_free);
}

void
studio_metabase_client_get_card_async (StudioMetabaseClient *self,
                                       gint64 card_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autofree char *path = card_path (card_id);
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_get_card_async);
  _studio_metabase_request_async (self, &(StudioHttpRequest){ .method = "GET", .path = path },
                                  cancellable, card_cb, task);
}

StudioCard *
studio_metabase_client_get_card_finish (StudioMetabaseClient *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
studio_metabase_client_save_card_async (StudioMetabaseClient *self,
                                        const StudioCard *card,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autofree char *body = studio_card_to_json (card);
  g_autofree char *path = card->id != 0 ? card_path (card->id) : g_strdup ("/api/card");
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_save_card_async);
  /* To update a card with the same values again changes nothing. */
  _studio_metabase_request_async (self,
                                  &(StudioHttpRequest){ .method = card->id != 0 ? "PUT" : "POST",
                                                        .path = path,
                                                        .body = body,
                                                        .safe = card->id != 0 },
                                  cancellable, card_cb, task);
}

StudioCard *
studio_metabase_client_save_card_finish (StudioMetabaseClient *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
archived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (node == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
studio_metabase_client_archive_card_async (StudioMetabaseClient *self,
                                           gint64 card_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  g_autofree char *path = card_path (card_id);
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_archive_card_async);
  _studio_metabase_request_async (
      self,
      &(StudioHttpRequest){
          .method = "PUT", .path = path, .body = "{\"archived\":true}", .safe = TRUE },
      cancellable, archived_cb, task);
}

gboolean
studio_metabase_client_archive_card_finish (StudioMetabaseClient *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
