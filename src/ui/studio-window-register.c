/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-plan-dialog.h"
#include "ui/studio-window-private.h"

#include <glib/gi18n.h>

/* Long enough to reach its button with a keyboard or a screen reader. */
#define TOAST_SECONDS 10

static void
append (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
  g_free (part);
}

static char *
describe (StudioRegistrationSummary *summary)
{
  GString *text = g_string_new (NULL);

  if (summary->registered > 0)
    append (text, g_strdup_printf (ngettext ("%u registered", "%u registered", summary->registered),
                                   summary->registered));
  if (summary->updated > 0)
    append (text, g_strdup_printf (ngettext ("%u updated", "%u updated", summary->updated),
                                   summary->updated));
  if (summary->already_registered > 0)
    append (text, g_strdup_printf (ngettext ("%u already there", "%u already there",
                                             summary->already_registered),
                                   summary->already_registered));
  if (summary->skipped > summary->conflicts)
    append (text, g_strdup_printf (ngettext ("%u left as changed in Metabase",
                                             "%u left as changed in Metabase",
                                             summary->skipped - summary->conflicts),
                                   summary->skipped - summary->conflicts));
  if (summary->conflicts > 0)
    append (text, g_strdup_printf (ngettext ("%u conflict", "%u conflicts", summary->conflicts),
                                   summary->conflicts));
  if (summary->failed > 0)
    append (text, g_strdup_printf (ngettext ("%u failed", "%u failed", summary->failed),
                                   summary->failed));
  if (text->len == 0)
    g_string_append (text, _ ("Nothing to register"));
  return g_string_free (text, FALSE);
}

static const char *
find_failure (StudioRegistrationSummary *summary)
{
  for (guint i = 0; i < summary->entries->len; i++)
    {
      const StudioRegistrationEntry *entry = g_ptr_array_index (summary->entries, i);

      if (entry->action == STUDIO_REGISTRATION_FAILED)
        return entry->message;
    }
  return NULL;
}

static void
announce (StudioWindow *self, StudioRegistrationSummary *summary)
{
  g_autofree char *text = describe (summary);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  /* What was left alone needs a look; the rest is where it was expected. */
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  if (summary->skipped > 0)
    {
      adw_toast_set_button_label (toast, _ ("Review…"));
      adw_toast_set_action_name (toast, "win.review-registration");
    }
  else if (summary->registered + summary->updated + summary->already_registered > 0)
    {
      adw_toast_set_button_label (toast, _ ("Open in Metabase"));
      adw_toast_set_action_name (toast, "win.open-collection");
    }
  _studio_window_take_toast (self, toast);
  if (find_failure (summary) != NULL)
    studio_banner_show (studio_workbench_get_banner (self->workbench), find_failure (summary),
                        NULL);
}

static void
registered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioRegistrationSummary) summary =
      studio_session_register_finish (STUDIO_SESSION (source), result, &error);

  g_clear_object (&self->registering);
  if (self->workbench == NULL)
    return;
  studio_run_bar_show_activity (studio_workbench_get_run_bar (self->workbench), NULL);
  _studio_window_update_actions (self);
  if (summary != NULL)
    announce (self, summary);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _studio_window_toast (self, error->message);
}

static guint
count_registrable (StudioWindow *self, GPtrArray *kpis)
{
  GListModel *all = studio_session_get_kpis (self->session);
  guint n = kpis != NULL ? kpis->len : g_list_model_get_n_items (all);
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioKpi) kpi = kpis != NULL ? g_object_ref (g_ptr_array_index (kpis, i))
                                               : g_list_model_get_item (all, i);

      count +=
          studio_kpi_get_decision (kpi) == STUDIO_DECISION_APPROVED && studio_kpi_is_valid (kpi);
    }
  return count;
}

static void
begin (StudioWindow *self, guint n)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("Registering %u KPI…", "Registering %u KPIs…", n), n);

  self->registering = g_cancellable_new ();
  studio_run_bar_show_activity (studio_workbench_get_run_bar (self->workbench), text);
  _studio_window_update_actions (self);
}

static void
plan_accepted_cb (StudioWindow *self, StudioRegistrationPlan *plan)
{
  guint n = 0;

  if (self->registering != NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (G_LIST_MODEL (plan), i);

      n += studio_plan_entry_get_included (entry);
    }
  begin (self, n);
  studio_session_register_plan_async (self->session, plan, self->registering, registered_cb,
                                      g_object_ref (self));
}

void
_studio_window_review_registration (StudioWindow *self, GPtrArray *kpis)
{
  GtkWidget *dialog;

  if (self->registering != NULL)
    return;
  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  dialog = studio_plan_dialog_new (GTK_WINDOW (self), self->session,
                                   studio_connector_get_settings (self->connector), kpis);
  g_signal_connect_object (dialog, "register", G_CALLBACK (plan_accepted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
_studio_window_register (StudioWindow *self, GPtrArray *kpis)
{
  guint n;

  if (self->registering != NULL)
    return;
  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  n = count_registrable (self, kpis);
  if (n == 0)
    {
      _studio_window_toast (self, _ ("Approve KPIs first: only approved ones are registered."));
      return;
    }
  begin (self, n);
  studio_session_register_async (self->session, kpis, self->registering, registered_cb,
                                 g_object_ref (self));
}
