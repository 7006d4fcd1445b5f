/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-alert.h"

#include "core/studio-json.h"

#include <string.h>

#define FIRST_WITH_NOTIFICATIONS 54

StudioAlert *
studio_alert_new (void)
{
  StudioAlert *self = g_new0 (StudioAlert, 1);

  self->active = TRUE;
  return self;
}

void
studio_alert_free (StudioAlert *self)
{
  g_free (self->address);
  g_free (self);
}

gboolean
studio_alert_is_notification (guint version)
{
  return version == 0 || version >= FIRST_WITH_NOTIFICATIONS;
}

/* Quartz: seconds, minutes, hours, day, month, weekday and perhaps a year. */
static int
read_cron (const char *cron)
{
  g_auto (GStrv) fields = g_strsplit (cron != NULL ? cron : "", " ", -1);
  guint64 hour;

  if (g_strv_length (fields) < 6 || strcmp (fields[0], "0") != 0 || strcmp (fields[1], "0") != 0 ||
      strcmp (fields[4], "*") != 0 ||
      !(strcmp (fields[3], "*") == 0 || strcmp (fields[3], "?") == 0) ||
      !(strcmp (fields[5], "*") == 0 || strcmp (fields[5], "?") == 0) ||
      !g_ascii_string_to_unsigned (fields[2], 10, 0, 23, &hour, NULL))
    return -1;
  return (int) hour;
}

static void
read_recipient (StudioAlert *self, JsonArray *recipients, const char *id_name)
{
  JsonObject *recipient;
  const char *address;

  if (recipients == NULL || json_array_get_length (recipients) != 1)
    return;
  recipient = studio_json_array_get_object (recipients, 0);
  self->user_id = studio_json_get_int (recipient, id_name, 0);
  address = studio_json_get_string (studio_json_get_object (recipient, "details"), "value");
  if (address == NULL)
    address = studio_json_get_string (recipient, "email");
  if (self->user_id == 0)
    self->address = g_strdup (address);
}

static void
read_notification (StudioAlert *self, JsonObject *object)
{
  JsonObject *payload = studio_json_get_object (object, "payload");
  JsonArray *subscriptions = studio_json_get_array (object, "subscriptions");
  JsonArray *handlers = studio_json_get_array (object, "handlers");
  const char *condition = studio_json_get_string (payload, "send_condition");
  JsonObject *handler;

  self->card_id = studio_json_get_int (payload, "card_id", 0);
  self->active = studio_json_get_boolean (object, "active", TRUE);
  if (g_strcmp0 (condition, "goal_above") == 0)
    self->condition = STUDIO_ALERT_GOAL_ABOVE;
  else if (g_strcmp0 (condition, "goal_below") == 0)
    self->condition = STUDIO_ALERT_GOAL_BELOW;
  self->hour = -1;
  if (subscriptions != NULL && json_array_get_length (subscriptions) == 1)
    self->hour = read_cron (
        studio_json_get_string (studio_json_array_get_object (subscriptions, 0), "cron_schedule"));
  if (handlers == NULL || json_array_get_length (handlers) != 1)
    return;
  handler = studio_json_array_get_object (handlers, 0);
  if (g_strcmp0 (studio_json_get_string (handler, "channel_type"), "channel/email") == 0)
    read_recipient (self, studio_json_get_array (handler, "recipients"), "user_id");
}

static void
read_older (StudioAlert *self, JsonObject *object)
{
  JsonArray *channels = studio_json_get_array (object, "channels");
  JsonObject *channel;

  self->card_id = studio_json_get_int (studio_json_get_object (object, "card"), "id", 0);
  self->active = !studio_json_get_boolean (object, "archived", FALSE);
  if (g_strcmp0 (studio_json_get_string (object, "alert_condition"), "goal") == 0)
    self->condition = studio_json_get_boolean (object, "alert_above_goal", TRUE)
                          ? STUDIO_ALERT_GOAL_ABOVE
                          : STUDIO_ALERT_GOAL_BELOW;
  self->hour = -1;
  if (channels == NULL || json_array_get_length (channels) != 1)
    return;
  channel = studio_json_array_get_object (channels, 0);
  if (g_strcmp0 (studio_json_get_string (channel, "schedule_type"), "daily") == 0)
    self->hour = (int) studio_json_get_int (channel, "schedule_hour", -1);
  if (g_strcmp0 (studio_json_get_string (channel, "channel_type"), "email") == 0)
    read_recipient (self, studio_json_get_array (channel, "recipients"), "id");
}

StudioAlert *
studio_alert_from_json (JsonObject *object)
{
  g_autoptr (StudioAlert) self = studio_alert_new ();
  const char *type = studio_json_get_string (object, "payload_type");

  self->id = studio_json_get_int (object, "id", 0);
  if (g_strcmp0 (type, "notification/card") == 0)
    read_notification (self, object);
  else if (type == NULL && studio_json_get_object (object, "card") != NULL)
    read_older (self, object);
  return self->id > 0 && self->card_id > 0 ? g_steal_pointer (&self) : NULL;
}

static void
begin_array_of_object (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
}

static void
end_array_of_object (JsonBuilder *builder)
{
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_notification_recipient (JsonBuilder *builder, const StudioAlert *self)
{
  begin_array_of_object (builder, "recipients");
  if (self->user_id != 0)
    {
      studio_json_add_string (builder, "type", "notification-recipient/user");
      studio_json_add_int (builder, "user_id", self->user_id);
    }
  else
    {
      studio_json_add_string (builder, "type", "notification-recipient/raw-value");
      json_builder_set_member_name (builder, "details");
      json_builder_begin_object (builder);
      studio_json_add_string (builder, "value", self->address);
      json_builder_end_object (builder);
    }
  end_array_of_object (builder);
}

static void
write_notification (JsonBuilder *builder, const StudioAlert *self)
{
  static const char *const conditions[] = { "has_result", "goal_above", "goal_below" };
  g_autofree char *cron = g_strdup_printf ("0 0 %d * * ? *", self->hour);

  studio_json_add_string (builder, "payload_type", "notification/card");
  json_builder_set_member_name (builder, "payload");
  json_builder_begin_object (builder);
  studio_json_add_int (builder, "card_id", self->card_id);
  studio_json_add_string (builder, "send_condition", conditions[self->condition]);
  add_flag (builder, "send_once", FALSE);
  json_builder_end_object (builder);
  begin_array_of_object (builder, "subscriptions");
  studio_json_add_string (builder, "type", "notification-subscription/cron");
  studio_json_add_string (builder, "cron_schedule", cron);
  end_array_of_object (builder);
  begin_array_of_object (builder, "handlers");
  studio_json_add_string (builder, "channel_type", "channel/email");
  add_notification_recipient (builder, self);
  end_array_of_object (builder);
}

static void
write_channel (JsonBuilder *builder, const StudioAlert *self)
{
  begin_array_of_object (builder, "channels");
  studio_json_add_string (builder, "channel_type", "email");
  add_flag (builder, "enabled", TRUE);
  begin_array_of_object (builder, "recipients");
  if (self->user_id != 0)
    studio_json_add_int (builder, "id", self->user_id);
  else
    studio_json_add_string (builder, "email", self->address);
  end_array_of_object (builder);
  studio_json_add_string (builder, "schedule_type", "daily");
  studio_json_add_int (builder, "schedule_hour", self->hour);
  studio_json_add_string (builder, "schedule_day", NULL);
  studio_json_add_string (builder, "schedule_frame", NULL);
  json_builder_set_member_name (builder, "details");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  end_array_of_object (builder);
}

static void
write_older (JsonBuilder *builder, const StudioAlert *self)
{
  gboolean goal = self->condition != STUDIO_ALERT_HAS_RESULT;

  json_builder_set_member_name (builder, "card");
  json_builder_begin_object (builder);
  studio_json_add_int (builder, "id", self->card_id);
  add_flag (builder, "include_csv", FALSE);
  add_flag (builder, "include_xls", FALSE);
  studio_json_add_string (builder, "dashboard_card_id", NULL);
  json_builder_end_object (builder);
  write_channel (builder, self);
  studio_json_add_string (builder, "alert_condition", goal ? "goal" : "rows");
  add_flag (builder, "alert_first_only", FALSE);
  if (goal)
    add_flag (builder, "alert_above_goal", self->condition == STUDIO_ALERT_GOAL_ABOVE);
}

char *
studio_alert_to_json (const StudioAlert *self, guint version)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (studio_alert_is_notification (version))
    write_notification (builder, self);
  else
    write_older (builder, self);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}

gboolean
studio_alert_is_same (const StudioAlert *self, const StudioAlert *other)
{
  return self->card_id == other->card_id && self->condition == other->condition &&
         self->hour == other->hour && self->user_id == other->user_id &&
         g_strcmp0 (self->address, other->address) == 0;
}
