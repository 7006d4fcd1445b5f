/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-history-text.h"

#include "ui/studio-kpi-text.h"

#include <glib/gi18n.h>

static const struct
{
  const char *action;
  const char *title;
  const char *icon;
} actions[] = {
  { "approved", N_ ("Approved"), "studio-approve-symbolic" },
  { "rejected", N_ ("Rejected"), "studio-reject-symbolic" },
  { "pending", N_ ("Decision taken back"), "studio-undo-symbolic" },
  { "edited", N_ ("Edited"), "document-edit-symbolic" },
  { "sql", N_ ("SQL changed"), "document-edit-symbolic" },
  { "imported", N_ ("Imported"), "document-open-symbolic" },
  { "created", N_ ("Registered in Metabase"), "studio-registered-symbolic" },
  { "linked", N_ ("Linked to a question that was there already"), "studio-registered-symbolic" },
  { "updated", N_ ("Updated in Metabase"), "studio-register-symbolic" },
  { "skipped", N_ ("Left as it was changed in Metabase"), "dialog-information-symbolic" },
  { "conflict", N_ ("Left: changed here and in Metabase"), "dialog-warning-symbolic" },
  { "failed", N_ ("Could not be registered"), "dialog-error-symbolic" },
  { "archived", N_ ("Archived in Metabase"), "studio-undo-symbolic" },
};

static gsize
find_action (const char *action)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (actions) && !g_str_equal (actions[i].action, action))
    i++;
  return i;
}

static StudioCheckState
get_check_state (const StudioHistoryEvent *event)
{
  return studio_enum_from_nick (STUDIO_TYPE_CHECK_STATE, event->state, STUDIO_CHECK_UNCHECKED);
}

char *
studio_history_event_describe (const StudioHistoryEvent *event)
{
  gsize i;

  g_return_val_if_fail (event != NULL, NULL);

  if (event->state != NULL)
    /* Translators: %s is what a check found, such as “Valid”. */
    return g_strdup_printf (_ ("Checked: %s"),
                            studio_check_state_get_title (get_check_state (event)));
  i = find_action (event->action);
  return g_strdup (i < G_N_ELEMENTS (actions) ? _ (actions[i].title) : event->action);
}

const char *
studio_history_event_get_icon (const StudioHistoryEvent *event)
{
  gsize i;

  g_return_val_if_fail (event != NULL, NULL);

  if (event->state != NULL)
    return studio_check_state_get_icon (get_check_state (event));
  i = find_action (event->action);
  return i < G_N_ELEMENTS (actions) ? actions[i].icon : "dialog-information-symbolic";
}

char *
studio_history_describe_time (GDateTime *at)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (at);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (g_date_time_get_year (local) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    /* Translators: a time of this day, for strftime(). */
    return g_date_time_format (local, _ ("Today, %H:%M"));
  /* Translators: a day and its time, for strftime(). */
  return g_date_time_format (local, _ ("%e %b %Y, %H:%M"));
}

StudioResult *
studio_history_values_to_result (GPtrArray *values, const char *name)
{
  StudioResult *result = studio_result_new ();

  studio_result_add_column (result, _ ("Time"), "type/DateTime");
  studio_result_add_column (result, name, "type/Float");
  for (guint i = 0; i < values->len; i++)
    {
      const StudioHistoryValue *value = g_ptr_array_index (values, i);
      g_autoptr (GDateTime) local = g_date_time_to_local (value->at);
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      studio_result_add_cell (result, g_date_time_format (local, "%Y-%m-%dT%H:%M:%S"));
      studio_result_add_cell (
          result, g_strdup (g_ascii_formatd (number, sizeof number, "%.12g", value->value)));
    }
  studio_result_set_run (result, 0, FALSE);
  return result;
}

StudioKpi *
studio_history_values_to_kpi (StudioKpi *kpi)
{
  StudioKpi *shown = studio_kpi_new ();

  studio_kpi_set_name (shown, studio_kpi_get_name (kpi));
  studio_kpi_set_unit (shown, studio_kpi_get_unit (kpi));
  studio_kpi_set_display (shown, "line");
  return shown;
}
