/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-watch-dialog.h"
#include "ui/studio-window-private.h"

#include <glib/gi18n.h>

typedef struct
{
  StudioWindow *window; /* (owned) */
  guint total;
  guint done;
} Watching;

static void
watching_free (gpointer data)
{
  Watching *watching = data;

  g_object_unref (watching->window);
  g_free (watching);
}

static guint
count_registered (StudioWindow *self)
{
  GListModel *kpis = studio_session_get_kpis (self->session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      n += studio_kpi_get_card_id (kpi) > 0;
    }
  return n;
}

static void
watched_cb (const StudioWatch *watch, gpointer user_data)
{
  Watching *watching = user_data;

  watching->done++;
  if (watching->window->workbench != NULL)
    studio_run_bar_show_progress (studio_workbench_get_run_bar (watching->window->workbench),
                                  watching->done, watching->total);
}

/* Those who have gone elsewhere meanwhile are told on their desktop. */
static void
notify (StudioWindow *self, const char *text)
{
  g_autoptr (GNotification) notification = NULL;

  if (gtk_window_is_active (GTK_WINDOW (self)))
    return;
  notification = g_notification_new (_ ("Registered KPIs"));
  g_notification_set_body (notification, text);
  g_application_send_notification (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                                   "watch", notification);
}

static void
announce (StudioWindow *self, GPtrArray *watches)
{
  guint attention = 0, noteworthy = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < watches->len; i++)
    {
      attention += studio_watch_needs_attention (g_ptr_array_index (watches, i));
      noteworthy += studio_watch_is_noteworthy (g_ptr_array_index (watches, i));
    }
  if (attention > 0)
    {
      text = g_strdup_printf (ngettext ("%u registered KPI needs attention",
                                        "%u registered KPIs need attention", attention),
                              attention);
      notify (self, text);
    }
  else
    text = g_strdup_printf (
        ngettext ("%u registered KPI works", "All %u registered KPIs work", watches->len),
        watches->len);
  _studio_window_toast (self, text);
  if (noteworthy > 0)
    gtk_window_present (
        GTK_WINDOW (studio_watch_dialog_new (GTK_WINDOW (self), self->session, watches)));
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) watches =
      studio_session_watch_finish (STUDIO_SESSION (source), result, &error);

  g_clear_object (&self->registering);
  if (self->workbench == NULL)
    return;
  studio_run_bar_show_activity (studio_workbench_get_run_bar (self->workbench), NULL);
  _studio_window_update_actions (self);
  if (watches != NULL)
    announce (self, watches);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _studio_window_toast (self, error->message);
}

void
_studio_window_watch (StudioWindow *self)
{
  Watching *watching;
  g_autofree char *text = NULL;

  if (self->registering != NULL)
    return;
  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  watching = g_new0 (Watching, 1);
  watching->window = g_object_ref (self);
  watching->total = count_registered (self);
  self->registering = g_cancellable_new ();
  text = g_strdup_printf (
      ngettext ("Looking at %u registered KPI…", "Looking at %u registered KPIs…", watching->total),
      watching->total);
  studio_run_bar_show_activity (studio_workbench_get_run_bar (self->workbench), text);
  _studio_window_update_actions (self);
  studio_session_watch_async (self->session, NULL, self->registering, watched_cb, watching,
                              watching_free, finished_cb, g_object_ref (self));
}
