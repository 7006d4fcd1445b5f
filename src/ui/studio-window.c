/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-window-private.h"

#include "ui/studio-connect-page.h"
#include "ui/studio-welcome-page.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (StudioWindow, studio_window, ADW_TYPE_APPLICATION_WINDOW)

void
_studio_window_show_page (StudioWindow *self, GtkWidget *page)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->pages);

  if (before == page && gtk_widget_get_visible (page))
    return;
  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_visible_child (self->pages, page);
  if (before != NULL && before != page)
    gtk_widget_set_visible (before, FALSE);
  if (page == self->form)
    studio_connect_page_begin (STUDIO_CONNECT_PAGE (page));
  else
    gtk_widget_grab_focus (page);
}

void
_studio_window_toast (StudioWindow *self, const char *text)
{
  /* A toast's title is markup. */
  g_autofree char *markup = g_markup_escape_text (text, -1);

  _studio_window_take_toast (self, adw_toast_new (markup));
}

/* They would wait for each other, five seconds each, and tell about what is long past. */
void
_studio_window_take_toast (StudioWindow *self, AdwToast *toast)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

StudioKpiList *
_studio_window_get_list (StudioWindow *self)
{
  return studio_kpi_pane_get_list (studio_workbench_get_kpis (self->workbench));
}

static void update_banner (StudioWindow *self);

void
_studio_window_forget_offline (StudioWindow *self)
{
  g_clear_pointer (&self->offline, g_free);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioWindow) self G_GNUC_UNUSED = user_data;
  g_autoptr (GError) error = NULL;

  if (!studio_session_recall_finish (STUDIO_SESSION (source), result, &error))
    g_debug ("The KPIs could not be shown without a connection: %s", error->message);
}

/* Metabase is still away: the KPIs are shown from the workspace meanwhile. */
static void
stay_offline (StudioWindow *self, const char *message)
{
  g_autofree char *identity = studio_connector_dup_identity (self->connector);

  g_free (self->offline);
  self->offline = g_strdup (message);
  update_banner (self);
  if (identity != NULL)
    studio_session_recall_async (self->session, identity, NULL, recalled_cb, g_object_ref (self));
}

static void
reconnected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  studio_connector_finish (STUDIO_CONNECTOR (source), result, &error);
  g_clear_object (&self->reconnecting);
  if (self->workbench != NULL && error != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    stay_offline (self, error->message);
}

static void
banner_clicked_cb (StudioWindow *self)
{
  if (studio_session_get_state (self->session) == STUDIO_SESSION_SIGNED_OUT)
    _studio_window_show_page (self, self->form);
  else if (self->reconnecting == NULL)
    {
      self->reconnecting = g_cancellable_new ();
      studio_connector_reconnect_async (self->connector, self->reconnecting, reconnected_cb,
                                        g_object_ref (self));
    }
}

/* Whether there are databases, and none on which SQL may be run. */
static gboolean
lacks_permission (StudioWindow *self)
{
  GListModel *databases = studio_session_get_databases (self->session);
  guint n = g_list_model_get_n_items (databases);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (studio_database_get_native (database))
        return FALSE;
    }
  return n > 0;
}

static void
update_banner (StudioWindow *self)
{
  StudioBanner *banner = studio_workbench_get_banner (self->workbench);
  const char *trouble = studio_session_get_trouble (self->session);

  switch (studio_session_get_state (self->session))
    {
    case STUDIO_SESSION_SIGNED_OUT:
      studio_banner_show (banner, trouble != NULL ? trouble : _ ("You are signed out of Metabase."),
                          _ ("_Sign In…"));
      break;
    case STUDIO_SESSION_OFFLINE:
      studio_banner_show (banner, trouble != NULL ? trouble : _ ("Metabase cannot be reached."),
                          _ ("_Try Again"));
      break;
    case STUDIO_SESSION_CONNECTED:
      if (trouble == NULL && lacks_permission (self))
        trouble = _ ("This account may not run SQL on any database, so that nothing can be "
                     "checked. Ask the administrator of Metabase for the permission to create "
                     "native queries.");
      studio_banner_show (banner, trouble, NULL);
      break;
    case STUDIO_SESSION_DISCONNECTED:
    case STUDIO_SESSION_CONNECTING:
    default:
      studio_banner_show (banner, self->offline,
                          self->reconnecting == NULL ? _ ("_Try Again") : NULL);
    }
}

static void
state_changed_cb (StudioWindow *self)
{
  if (studio_session_get_state (self->session) == STUDIO_SESSION_CONNECTED)
    {
      _studio_window_forget_offline (self);
      _studio_window_show_page (self, GTK_WIDGET (self->workbench));
    }
  update_banner (self);
  _studio_window_update_actions (self);
}

static void
check_failed_cb (StudioWindow *self, StudioKpi *kpi, const char *message)
{
  /* What concerns the connection stands in the banner already. */
  if (studio_session_get_state (self->session) == STUDIO_SESSION_CONNECTED)
    _studio_window_toast (self, message);
}

static void
checks_changed_cb (StudioWindow *self)
{
  guint n = studio_checks_get_n_waiting (self->checks);
  g_autofree char *text = NULL;

  /* The editor shows a single check. */
  if (n > 1)
    text = g_strdup_printf (ngettext ("Checking %u KPI…", "Checking %u KPIs…", n), n);
  if (self->registering == NULL)
    studio_run_bar_show_activity (studio_workbench_get_run_bar (self->workbench), text);
  _studio_window_update_actions (self);
}

static void
keyring_failed_cb (StudioWindow *self, const char *message)
{
  /* Translators: %s says why, as a sentence of another program. */
  g_autofree char *text =
      g_strdup_printf (_ ("Connected, but the keyring did not keep the sign-in: %s"), message);

  _studio_window_toast (self, text);
}

static void
run_changed_cb (StudioWindow *self)
{
  StudioRun *run = studio_session_get_run (self->session);

  if (run != NULL)
    g_signal_connect_object (run, "notify::state", G_CALLBACK (_studio_window_update_actions), self,
                             G_CONNECT_SWAPPED);
  _studio_window_update_actions (self);
}

static void
back_cb (StudioWindow *self)
{
  _studio_window_show_page (self,
                            studio_session_get_state (self->session) == STUDIO_SESSION_SIGNED_OUT
                                ? GTK_WIDGET (self->workbench)
                                : self->welcome);
}

static gboolean
studio_window_close_request (GtkWindow *window)
{
  StudioWindow *self = STUDIO_WINDOW (window);
  GSettings *settings = studio_connector_get_settings (self->connector);
  int width, height;

  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  studio_workbench_save_positions (self->workbench);
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (studio_window_parent_class)->close_request (window);
}

static void
studio_window_dispose (GObject *object)
{
  StudioWindow *self = STUDIO_WINDOW (object);

  g_cancellable_cancel (self->registering);
  g_cancellable_cancel (self->reconnecting);
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (self->checks != NULL)
    g_object_run_dispose (G_OBJECT (self->checks));
  self->workbench = NULL;
  g_clear_object (&self->toast);
  _studio_window_forget_offline (self);
  g_clear_object (&self->checks);
  g_clear_object (&self->session);
  g_clear_object (&self->connector);
  G_OBJECT_CLASS (studio_window_parent_class)->dispose (object);
}

static void
studio_window_class_init (StudioWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = studio_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, StudioWindow, pages);
  _studio_window_class_init_actions (klass);
}

static void
studio_window_init (StudioWindow *self)
{
  g_queue_init (&self->waiting);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
follow_session (StudioWindow *self)
{
  StudioKpiList *list = _studio_window_get_list (self);
  StudioTableSelection *selection =
      studio_schema_pane_get_selection (studio_workbench_get_schema (self->workbench));

  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::trouble", G_CALLBACK (update_banner), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::run", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::can-undo",
                           G_CALLBACK (_studio_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checks, "failed", G_CALLBACK (check_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checks, "notify::n-waiting", G_CALLBACK (checks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::n-selected", G_CALLBACK (_studio_window_update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "shown-changed", G_CALLBACK (_studio_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (_studio_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connector, "keyring-failed", G_CALLBACK (keyring_failed_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
add_page (StudioWindow *self, GtkWidget *page)
{
  gtk_widget_set_visible (page, FALSE);
  gtk_stack_add_child (self->pages, page);
  return page;
}

GtkWidget *
studio_window_new (GtkApplication *application, StudioConnector *connector)
{
  StudioWindow *self = g_object_new (STUDIO_TYPE_WINDOW, "application", application, NULL);
  GSettings *settings = studio_connector_get_settings (connector);

  self->connector = g_object_ref (connector);
  self->session = g_object_ref (studio_connector_get_session (connector));
  self->checks = studio_checks_new (self->session);
  self->welcome = add_page (self, studio_welcome_page_new (connector));
  self->form = add_page (self, studio_connect_page_new (connector));
  self->workbench = STUDIO_WORKBENCH (
      add_page (self, studio_workbench_new (self->session, self->checks, settings)));
  g_signal_connect_object (self->form, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (studio_workbench_get_banner (self->workbench), "button-clicked",
                           G_CALLBACK (banner_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  follow_session (self);
  _studio_window_show_page (self, self->welcome);
  state_changed_cb (self);
  return GTK_WIDGET (self);
}

void
studio_window_complain (StudioWindow *self, const char *message)
{
  g_return_if_fail (STUDIO_IS_WINDOW (self));
  studio_welcome_page_complain (STUDIO_WELCOME_PAGE (self->welcome), message);
}

void
studio_window_explore (StudioWindow *self)
{
  g_return_if_fail (STUDIO_IS_WINDOW (self));

  if (gtk_stack_get_visible_child (self->pages) == self->welcome)
    gtk_widget_activate_action (self->welcome, "welcome.explore", NULL);
}
