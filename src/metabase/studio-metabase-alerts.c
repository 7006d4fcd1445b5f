/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-metabase-alerts.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Ends the address of the user that stands for an API key, who reads no mail. */
#define KEY_DOMAIN "@api-key.invalid"

static gboolean
has_notifications (StudioMetabaseClient *self)
{
  return studio_alert_is_notification (studio_metabase_client_get_version (self));
}

static void
user_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonObject *user = studio_json_node_get_object (node);
  const char *email = studio_json_get_string (user, "email");
  StudioMailing *mailing;

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  mailing = g_new0 (StudioMailing, 1);
  mailing->configured = GPOINTER_TO_INT (g_task_get_task_data (task));
  if (email == NULL || !g_str_has_suffix (email, KEY_DOMAIN))
    mailing->user_id = studio_json_get_int (user, "id", 0);
  g_task_return_pointer (task, mailing, g_free);
}

static void
properties_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node = _studio_metabase_request_finish (self, result, &error);
  gboolean configured =
      studio_json_get_boolean (studio_json_node_get_object (node), "email-configured?", FALSE);

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, GINT_TO_POINTER (configured), NULL);
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = "/api/user/current" }, cancellable,
      user_cb, g_steal_pointer (&task));
}

void
studio_metabase_client_get_mailing_async (StudioMetabaseClient *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_get_mailing_async);
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = "/api/session/properties" }, cancellable,
      properties_cb, task);
}

StudioMailing *
studio_metabase_client_get_mailing_finish (StudioMetabaseClient *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const gint64 *card_id = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonArray *list = _studio_metabase_list_in (node);
  GPtrArray *alerts;

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (list == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("the alerts of a question"));
      return;
    }
  alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_alert_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (StudioAlert) alert =
          studio_alert_from_json (studio_json_array_get_object (list, i));

      if (alert != NULL && alert->active && alert->card_id == *card_id)
        g_ptr_array_add (alerts, g_steal_pointer (&alert));
    }
  g_task_return_pointer (task, alerts, (GDestroyNotify) g_ptr_array_unref);
}

void
studio_metabase_client_list_alerts_async (StudioMetabaseClient *self,
                                          gint64 card_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  gint64 *id;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_list_alerts_async);
  id = g_new (gint64, 1);
  *id = card_id;
  g_task_set_task_data (task, id, g_free);
  if (has_notifications (self))
    {
      path = g_strdup ("/api/notification");
      query = g_strdup_printf ("payload_type=notification/card&card_id=%" G_GINT64_FORMAT, card_id);
    }
  else
    path = g_strdup_printf ("/api/alert/question/%" G_GINT64_FORMAT, card_id);
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = path, .query = query }, cancellable,
      list_cb, task);
}

GPtrArray *
studio_metabase_client_list_alerts_finish (StudioMetabaseClient *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  StudioAlert *alert = studio_alert_from_json (studio_json_node_get_object (node));

  if (node == NULL)
    g_task_return_error (task, error);
  else if (alert == NULL)
    _studio_metabase_return_protocol_error (task, _ ("a new alert"));
  else
    g_task_return_pointer (task, alert, (GDestroyNotify) studio_alert_free);
}

void
studio_metabase_client_create_alert_async (StudioMetabaseClient *self,
                                           const StudioAlert *alert,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  g_autofree char *body = NULL;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_create_alert_async);
  body = studio_alert_to_json (alert, studio_metabase_client_get_version (self));
  _studio_metabase_request_async (
      self,
      &(StudioHttpRequest){ .method = "POST",
                            .path = has_notifications (self) ? "/api/notification" : "/api/alert",
                            .body = body },
      cancellable, created_cb, task);
}

StudioAlert *
studio_metabase_client_create_alert_finish (StudioMetabaseClient *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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

/* What is left out of a notification is deleted, so it goes back as it came, but for its state and
 * for what Metabase keeps itself. */
static char *
make_inactive (JsonObject *notification)
{
  static const char *const members[] = { "payload_type",  "payload",  "payload_id", "creator_id",
                                         "subscriptions", "handlers", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint i = 0; members[i] != NULL; i++)
    if (json_object_has_member (notification, members[i]))
      {
        json_builder_set_member_name (builder, members[i]);
        json_builder_add_value (builder, json_object_dup_member (notification, members[i]));
      }
  json_builder_set_member_name (builder, "active");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}

static void
notification_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node = _studio_metabase_request_finish (self, result, &error);
  JsonObject *object = studio_json_node_get_object (node);
  JsonObject *payload = studio_json_get_object (object, "payload");
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (payload == NULL || studio_json_get_array (object, "handlers") == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("an alert"));
      return;
    }
  if (!studio_json_get_boolean (object, "active", TRUE))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  json_object_remove_member (payload, "card");
  path = g_strdup_printf ("/api/notification/%" G_GINT64_FORMAT,
                          studio_json_get_int (object, "id", 0));
  body = make_inactive (object);
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "PUT", .path = path, .body = body, .safe = TRUE },
      cancellable, removed_cb, g_steal_pointer (&task));
}

void
studio_metabase_client_remove_alert_async (StudioMetabaseClient *self,
                                           gint64 alert_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_remove_alert_async);
  path = g_strdup_printf (has_notifications (self) ? "/api/notification/%" G_GINT64_FORMAT
                                                   : "/api/alert/%" G_GINT64_FORMAT,
                          alert_id);
  if (has_notifications (self))
    _studio_metabase_request_async (self, &(StudioHttpRequest){ .method = "GET", .path = path },
                                    cancellable, notification_cb, task);
  else
    _studio_metabase_request_async (
        self,
        &(StudioHttpRequest){
            .method = "PUT", .path = path, .body = "{\"archived\":true}", .safe = TRUE },
        cancellable, removed_cb, task);
}

gboolean
studio_metabase_client_remove_alert_finish (StudioMetabaseClient *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
