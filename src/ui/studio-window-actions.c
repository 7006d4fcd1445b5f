/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-window-private.h"

#include "ui/studio-confirm.h"

#include <glib/gi18n.h>

static void
connect_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);

  _studio_window_show_page (self, self->form);
}

static void
disconnect_now (StudioWindow *self)
{
  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  studio_checks_cancel (self->checks);
  g_cancellable_cancel (self->registering);
  g_queue_clear_full (&self->waiting, g_object_unref);
  _studio_window_forget_offline (self);
  studio_session_disconnect (self->session);
  _studio_window_show_page (self, self->welcome);
}

static void
disconnect_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (studio_confirm_finish (result))
    disconnect_now (STUDIO_WINDOW (source));
}

static gboolean
is_running (StudioWindow *self)
{
  StudioRun *run = studio_session_get_run (self->session);

  return run != NULL && !studio_run_is_over (run);
}

static void
disconnect_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);

  if (is_running (self))
    studio_confirm_async (GTK_WINDOW (self), _ ("Stop the Run and Disconnect?"),
                          _ ("KPIs are still being proposed and checked. What is there so far is "
                             "kept."),
                          _ ("_Disconnect"), disconnect_confirmed_cb, NULL);
  else
    disconnect_now (self);
}

static void
generate_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  _studio_window_generate (STUDIO_WINDOW (widget));
}

static void
context_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  _studio_window_show_context (STUDIO_WINDOW (widget));
}

static void
explain_table_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  _studio_window_explain_table (STUDIO_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
preview_model_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  _studio_window_preview_model (STUDIO_WINDOW (widget));
}

static void
check_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);
  g_autoptr (GPtrArray) selected = NULL;

  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  selected = studio_kpi_list_dup_selected (_studio_window_get_list (self));
  for (guint i = 0; i < selected->len; i++)
    studio_checks_start (self->checks, g_ptr_array_index (selected, i));
}

static void
stop_check_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_checks_cancel (STUDIO_WINDOW (widget)->checks);
}

/* What was passed over is said, with the reason when there is one KPI. */
static void
explain_refusal (StudioWindow *self, GPtrArray *kpis, guint changed)
{
  guint invalid = 0, unchecked = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioCheckState state = studio_kpi_get_check_state (g_ptr_array_index (kpis, i));

      invalid += state == STUDIO_CHECK_INVALID;
      unchecked += state == STUDIO_CHECK_UNCHECKED;
    }
  if (invalid + unchecked == 0)
    return;
  if (kpis->len == 1 && unchecked == 1)
    text = g_strdup (_ ("Check this KPI first: only what runs can be approved."));
  else if (kpis->len == 1)
    text = g_strdup (_ ("This KPI is not valid, so it cannot be approved."));
  else
    text = g_strdup_printf (ngettext ("%u approved; %u is not valid and was passed over.",
                                      "%u approved; %u are not valid and were passed over.",
                                      invalid + unchecked),
                            changed, invalid + unchecked);
  _studio_window_toast (self, text);
}

static void
decide (StudioWindow *self, StudioDecision decision)
{
  g_autoptr (GPtrArray) selected = NULL;
  guint changed;

  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  selected = studio_kpi_list_dup_selected (_studio_window_get_list (self));
  if (selected->len == 0)
    return;
  changed = studio_session_decide (self->session, selected, decision);
  if (decision == STUDIO_DECISION_APPROVED)
    explain_refusal (self, selected, changed);
  _studio_window_update_actions (self);
}

static void
approve_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  decide (STUDIO_WINDOW (widget), STUDIO_DECISION_APPROVED);
}

static void
reject_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  decide (STUDIO_WINDOW (widget), STUDIO_DECISION_REJECTED);
}

static void
undecide_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  decide (STUDIO_WINDOW (widget), STUDIO_DECISION_PENDING);
}

static void
undo_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);

  studio_session_undo (self->session);
}

static void
register_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  _studio_window_register (STUDIO_WINDOW (widget), NULL);
}

static void
register_selected_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);
  g_autoptr (GPtrArray) selected = studio_kpi_list_dup_selected (_studio_window_get_list (self));

  _studio_window_register (self, selected);
}

static void
review_registration_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  _studio_window_review_registration (STUDIO_WINDOW (widget), NULL);
}

static void
undo_registration_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  _studio_window_undo_registration (STUDIO_WINDOW (widget));
}

static void
unregister_selected_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);
  g_autoptr (GPtrArray) selected = studio_kpi_list_dup_selected (_studio_window_get_list (self));

  _studio_window_unregister (self, selected);
}

static void
watch_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  _studio_window_watch (STUDIO_WINDOW (widget));
}

static void
cancel_run_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);

  g_queue_clear_full (&self->waiting, g_object_unref);
  if (is_running (self))
    studio_run_cancel (studio_session_get_run (self->session));
  else
    {
      g_cancellable_cancel (self->registering);
      studio_checks_cancel (self->checks);
    }
}

static void
search_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_kpi_pane_focus_search (studio_workbench_get_kpis (STUDIO_WINDOW (widget)->workbench));
}

static void
show_kpis_of_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_kpi_pane_show_table (studio_workbench_get_kpis (STUDIO_WINDOW (widget)->workbench),
                              g_variant_get_string (parameter, NULL));
}

static void
find_table_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);

  studio_workbench_show_schema (self->workbench);
  studio_schema_pane_focus_filter (studio_workbench_get_schema (self->workbench));
}

static void
toggle_schema_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_workbench_toggle_schema (STUDIO_WINDOW (widget)->workbench);
}

static void
next_pane_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_workbench_focus_pane (STUDIO_WINDOW (widget)->workbench, 1);
}

static void
previous_pane_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_workbench_focus_pane (STUDIO_WINDOW (widget)->workbench, -1);
}

static void
edit_name_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_editor_pane_edit_name (studio_workbench_get_editor (STUDIO_WINDOW (widget)->workbench));
}

static void
format_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_editor_pane_format (studio_workbench_get_editor (STUDIO_WINDOW (widget)->workbench));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_editor_pane_commit (studio_workbench_get_editor (STUDIO_WINDOW (widget)->workbench));
}

static void
copy_sql_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);
  StudioKpi *kpi = studio_kpi_list_get_current (_studio_window_get_list (self));

  if (kpi == NULL)
    return;
  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), studio_kpi_get_sql (kpi));
  _studio_window_toast (self, _ ("SQL copied"));
}

static void
open_card_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);
  StudioKpi *kpi = studio_kpi_list_get_current (_studio_window_get_list (self));
  g_autofree char *url = kpi != NULL ? studio_session_card_url (self->session, kpi) : NULL;

  if (url != NULL)
    gtk_show_uri (GTK_WINDOW (self), url, GDK_CURRENT_TIME);
}

/* The collection of what was registered last; all of them are in one. */
static void
open_collection_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWindow *self = STUDIO_WINDOW (widget);
  GListModel *kpis = studio_session_get_kpis (self->session);

  for (guint i = g_list_model_get_n_items (kpis); i-- > 0;)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);
      g_autofree char *url = NULL;

      if (studio_kpi_get_collection_id (kpi) <= 0)
        continue;
      url = studio_session_collection_url (self->session, studio_kpi_get_collection_id (kpi));
      if (url != NULL)
        gtk_show_uri (GTK_WINDOW (self), url, GDK_CURRENT_TIME);
      return;
    }
}

static gboolean
any_registered (StudioWindow *self)
{
  GListModel *kpis = studio_session_get_kpis (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      if (studio_kpi_get_card_id (kpi) > 0)
        return TRUE;
    }
  return FALSE;
}

void
_studio_window_update_actions (StudioWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean connected, running, idle;
  guint n_selected;
  StudioKpi *current;

  if (self->workbench == NULL)
    return;
  connected = studio_session_get_state (self->session) == STUDIO_SESSION_CONNECTED;
  running = is_running (self);
  idle = connected && self->registering == NULL;
  n_selected = studio_kpi_list_get_n_selected (_studio_window_get_list (self));
  current = studio_kpi_list_get_current (_studio_window_get_list (self));

  gtk_widget_action_set_enabled (widget, "win.generate", connected && !running);
  gtk_widget_action_set_enabled (widget, "win.preview-model", connected);
  gtk_widget_action_set_enabled (widget, "win.context", connected);
  gtk_widget_action_set_enabled (widget, "win.check", connected && n_selected > 0);
  gtk_widget_action_set_enabled (widget, "win.stop-check",
                                 studio_checks_get_n_waiting (self->checks) > 0);
  gtk_widget_action_set_enabled (widget, "win.approve", n_selected > 0);
  gtk_widget_action_set_enabled (widget, "win.reject", n_selected > 0);
  gtk_widget_action_set_enabled (widget, "win.undecide", n_selected > 0);
  gtk_widget_action_set_enabled (widget, "win.copy-sql", current != NULL);
  gtk_widget_action_set_enabled (widget, "win.edit-name", current != NULL);
  gtk_widget_action_set_enabled (widget, "win.format", current != NULL);
  gtk_widget_action_set_enabled (widget, "win.open-card",
                                 current != NULL && studio_kpi_get_card_id (current) > 0);
  gtk_widget_action_set_enabled (widget, "win.register", idle);
  gtk_widget_action_set_enabled (widget, "win.review-registration", idle);
  gtk_widget_action_set_enabled (widget, "win.undo-registration", idle && any_registered (self));
  gtk_widget_action_set_enabled (widget, "win.watch", idle && any_registered (self));
  gtk_widget_action_set_enabled (widget, "win.unregister-selected",
                                 idle && current != NULL && studio_kpi_get_card_id (current) > 0);
  gtk_widget_action_set_enabled (widget, "win.register-selected", idle && n_selected > 0);
  gtk_widget_action_set_enabled (widget, "win.open-collection", any_registered (self));
  gtk_widget_action_set_enabled (widget, "win.cancel-run",
                                 running || self->registering != NULL ||
                                     studio_checks_get_n_waiting (self->checks) > 0);
  g_object_get (self->session, "can-undo", &connected, NULL);
  gtk_widget_action_set_enabled (widget, "win.undo", connected);
}

void
_studio_window_class_init_actions (StudioWindowClass *klass)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.connect", connect_action },
    { "win.disconnect", disconnect_action },
    { "win.generate", generate_action },
    { "win.context", context_action },
    { "win.preview-model", preview_model_action },
    { "win.check", check_action },
    { "win.stop-check", stop_check_action },
    { "win.approve", approve_action },
    { "win.reject", reject_action },
    { "win.undecide", undecide_action },
    { "win.undo", undo_action },
    { "win.register", register_action },
    { "win.register-selected", register_selected_action },
    { "win.review-registration", review_registration_action },
    { "win.undo-registration", undo_registration_action },
    { "win.watch", watch_action },
    { "win.unregister-selected", unregister_selected_action },
    { "win.cancel-run", cancel_run_action },
    { "win.search", search_action },
    { "win.find-table", find_table_action },
    { "win.toggle-schema", toggle_schema_action },
    { "win.next-pane", next_pane_action },
    { "win.previous-pane", previous_pane_action },
    { "win.edit-name", edit_name_action },
    { "win.format", format_action },
    { "win.save", save_action },
    { "win.copy-sql", copy_sql_action },
    { "win.open-card", open_card_action },
    { "win.open-collection", open_collection_action },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_action (widget_class, "win.show-kpis-of", "s", show_kpis_of_action);
  gtk_widget_class_install_action (widget_class, "win.explain-table", "s", explain_table_action);
  /* Not an accelerator of the application: text fields undo their own edits with it. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}
