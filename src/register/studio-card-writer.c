/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-card-writer.h"

#include "core/studio-error.h"
#include "register/studio-card-marker.h"
#include "register/studio-kpi-card.h"

#include <string.h>

#define MOST_TRIES 3

/* One card on its way. */
typedef struct
{
  StudioWriteContext *context; /* (owned) */
  char *kpi_id;
  StudioCard *card; /* (owned) as it shall be */
  gint64 intent;
  guint tries;
  gboolean unclear; /* it may have been made by a try that gave no answer */
  gboolean touched;
  gint64 made;   /* id of what a try made that followed an unclear one */
  guint pause;   /* source */
  GError *error; /* (owned) (nullable) of the last try */
} Write;

static void send_card (GTask *task);

static void
write_free (Write *write)
{
  g_clear_handle_id (&write->pause, g_source_remove);
  studio_write_context_unref (write->context);
  g_free (write->kpi_id);
  studio_card_free (write->card);
  g_clear_error (&write->error);
  g_free (write);
}

static StudioCard *
copy_card (const StudioCard *card)
{
  StudioCard *copy = studio_card_new ();

  *copy = *card;
  copy->name = g_strdup (card->name);
  copy->description = g_strdup (card->description);
  copy->sql = g_strdup (card->sql);
  copy->display = g_strdup (card->display);
  copy->type = g_strdup (card->type);
  copy->updated = g_strdup (card->updated);
  copy->visualization = card->visualization != NULL ? json_node_copy (card->visualization) : NULL;
  copy->query = card->query != NULL ? json_node_copy (card->query) : NULL;
  return copy;
}

static GTask *
task_new (StudioWriteContext *context,
          const char *kpi_id,
          const StudioCard *card,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Write *write = g_new0 (Write, 1);

  /* What was done is told, even when it was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  write->context = studio_write_context_ref (context);
  write->kpi_id = g_strdup (kpi_id);
  write->card = copy_card (card);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);
  return task;
}

/* The card is there; takes @card and the caller's reference to @task. */
static void
succeed (GTask *task, StudioCard *card)
{
  Write *write = g_task_get_task_data (task);

  studio_write_context_end (write->context, write->intent, "done", card->id);
  g_task_return_pointer (task, card, (GDestroyNotify) studio_card_free);
  g_object_unref (task);
}

/* Takes @error and the caller's reference to @task. A note stays open as long as it is not certain
 * that nothing was written. */
static void
fail (GTask *task, GError *error)
{
  Write *write = g_task_get_task_data (task);

  if (!write->unclear && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    studio_write_context_end (write->context, write->intent, "failed", 0);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  GTask *task = user_data;

  ((Write *) g_task_get_task_data (task))->pause = 0;
  send_card (task);
  return G_SOURCE_REMOVE;
}

/* Takes the caller's reference to @task. */
static void
try_again (GTask *task)
{
  Write *write = g_task_get_task_data (task);

  if (write->tries >= MOST_TRIES || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    fail (task, g_steal_pointer (&write->error));
  else
    write->pause = g_timeout_add (studio_write_context_pause (write->error, write->tries),
                                  pause_over_cb, task);
}

/* Of cards with the very marker that was written, the oldest is the one, and others were made by
 * requests that had been given up. */
static gint64
find_written (Write *write, GPtrArray *items, GArray *doubles)
{
  g_autoptr (StudioCardMarker) wanted = studio_card_marker_parse (write->card->description);
  gint64 oldest = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const StudioCollectionItem *item = g_ptr_array_index (items, i);
      g_autoptr (StudioCardMarker) marker = studio_card_marker_parse (item->description);

      if (g_strcmp0 (item->name, write->card->name) != 0 || marker == NULL ||
          strcmp (marker->kpi_id, wanted->kpi_id) != 0 ||
          g_strcmp0 (marker->card_digest, wanted->card_digest) != 0)
        continue;
      if (oldest == 0)
        oldest = item->id;
      else
        {
          gint64 newer = MAX (oldest, item->id);

          oldest = MIN (oldest, item->id);
          g_array_append_val (doubles, newer);
        }
    }
  return oldest;
}

static void
double_archived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!studio_card_writer_archive_finish (result, &error))
    g_warning ("A card that was made twice could not be archived: %s", error->message);
}

/* Reading back after an unclear try: the card is there, or it is made once more. */
static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GArray) doubles = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) items =
      studio_metabase_client_list_items_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  gint64 id = items != NULL ? find_written (write, items, doubles) : 0;

  if (id == 0)
    id = write->made;
  if (items == NULL && id == 0)
    {
      fail (task, error);
      return;
    }
  g_clear_error (&error);
  for (guint i = 0; i < doubles->len; i++)
    studio_card_writer_archive_async (write->context, write->kpi_id,
                                      g_array_index (doubles, gint64, i), NULL, double_archived_cb,
                                      NULL);
  if (id != 0)
    {
      StudioCard *card = copy_card (write->card);

      card->id = id;
      succeed (task, card);
    }
  else
    try_again (task);
}

/* Takes the caller's reference to @task. */
static void
read_back (GTask *task)
{
  Write *write = g_task_get_task_data (task);

  studio_metabase_client_list_items_async (write->context->client, write->card->collection_id,
                                           "card", g_task_get_cancellable (task), read_back_cb,
                                           task);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Write *write = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  StudioCard *card =
      studio_metabase_client_save_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card != NULL && !write->unclear)
    {
      succeed (task, card);
      return;
    }
  if (card != NULL)
    {
      /* An earlier try may have been carried out late. */
      write->made = card->id;
      studio_card_free (card);
      read_back (task);
      return;
    }
  g_clear_error (&write->error);
  write->error = g_error_copy (error);
  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR))
    {
      write->unclear = TRUE;
      read_back (task);
    }
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_THROTTLED))
    try_again (task);
  else
    fail (task, g_steal_pointer (&error));
}

static void
look_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;
  StudioCard *card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card == NULL)
    fail (task, error);
  else if (g_strcmp0 (card->description, write->card->description) == 0)
    succeed (task, card);
  else
    {
      studio_card_free (card);
      try_again (task);
    }
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;
  StudioCard *card =
      studio_metabase_client_save_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card != NULL)
    succeed (task, card);
  else if (studio_write_context_concerns_all (error) ||
           g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN) ||
           g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    fail (task, error);
  else
    {
      g_clear_error (&write->error);
      write->error = error;
      studio_metabase_client_get_card_async (write->context->client, write->card->id,
                                             g_task_get_cancellable (task), look_back_cb, task);
    }
}

/* Takes the caller's reference to @task. */
static void
send_card (GTask *task)
{
  Write *write = g_task_get_task_data (task);

  write->tries++;
  studio_metabase_client_save_card_async (write->context->client, write->card,
                                          g_task_get_cancellable (task),
                                          write->card->id == 0 ? created_cb : updated_cb, task);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;

  if (!studio_write_context_begin_finish (result, &write->intent, &error))
    fail (task, error);
  else
    send_card (task);
}

/* Takes the caller's reference to @task. */
static void
note_and_send (GTask *task)
{
  Write *write = g_task_get_task_data (task);
  g_autoptr (StudioCardMarker) marker = studio_card_marker_parse (write->card->description);
  g_autofree char *line = marker != NULL ? studio_card_marker_to_text (marker) : NULL;

  studio_write_context_begin_async (
      write->context,
      &(StudioIntent){
          .object = (char *) "card",
          .action = (char *) (write->card->id == 0 ? "create" : "update"),
          .kpi_id = write->kpi_id,
          .marker = line,
          .name = write->card->name,
          .parent_id = write->card->collection_id,
          .object_id = write->card->id,
      },
      noted_cb, task);
}

void
studio_card_writer_create_async (StudioWriteContext *context,
                                 const char *kpi_id,
                                 const StudioCard *card,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = task_new (context, kpi_id, card, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_card_writer_create_async);
  ((Write *) g_task_get_task_data (task))->card->id = 0;
  note_and_send (task);
}

StudioCard *
studio_card_writer_create_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;
  StudioCard *card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (card->archived || !studio_kpi_card_is_untouched (card))
    {
      write->touched = TRUE;
      g_task_return_pointer (task, card, (GDestroyNotify) studio_card_free);
      g_object_unref (task);
    }
  else
    {
      studio_card_free (card);
      note_and_send (task);
    }
}

void
studio_card_writer_update_async (StudioWriteContext *context,
                                 const char *kpi_id,
                                 const StudioCard *card,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = task_new (context, kpi_id, card, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_card_writer_update_async);
  studio_metabase_client_get_card_async (context->client, card->id, cancellable, looked_cb, task);
}

StudioCard *
studio_card_writer_update_finish (GAsyncResult *result, gboolean *touched, GError **error)
{
  *touched = ((Write *) g_task_get_task_data (G_TASK (result)))->touched;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
archived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;

  if (studio_metabase_client_archive_card_finish (STUDIO_METABASE_CLIENT (source), result, &error))
    {
      studio_write_context_end (write->context, write->intent, "done", write->card->id);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
archive_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;

  if (!studio_write_context_begin_finish (result, &write->intent, &error))
    fail (task, error);
  else
    studio_metabase_client_archive_card_async (write->context->client, write->card->id,
                                               g_task_get_cancellable (task), archived_cb, task);
}

void
studio_card_writer_archive_async (StudioWriteContext *context,
                                  const char *kpi_id,
                                  gint64 card_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  StudioCard card = { .id = card_id };
  GTask *task = task_new (context, kpi_id, &card, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_card_writer_archive_async);
  studio_write_context_begin_async (context,
                                    &(StudioIntent){ .object = (char *) "card",
                                                     .action = (char *) "archive",
                                                     .kpi_id = (char *) kpi_id,
                                                     .name = (char *) "",
                                                     .object_id = card_id },
                                    archive_noted_cb, task);
}

gboolean
studio_card_writer_archive_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
