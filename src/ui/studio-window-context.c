/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-context-window.h"
#include "ui/studio-explanation-window.h"
#include "ui/studio-window-private.h"

#include <glib/gi18n.h>

/* Seconds that the offer to answer questions stays. */
#define HINT_SECONDS 12

/* The database that work is being done with: the first one whose tables were read. */
static StudioDatabase *
find_database (StudioWindow *self)
{
  GListModel *databases = studio_session_get_databases (self->session);
  StudioDatabase *first = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (studio_database_get_loaded (database))
        return database;
      if (first == NULL)
        first = database;
    }
  return first;
}

void
_studio_window_show_context (StudioWindow *self)
{
  StudioDatabase *database = find_database (self);

  if (database == NULL)
    return;
  gtk_window_present (
      GTK_WINDOW (studio_context_window_new (GTK_WINDOW (self), self->session, database)));
}

void
_studio_window_explain_table (StudioWindow *self, const char *name)
{
  GListModel *databases = studio_session_get_databases (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);
      StudioTable *table = studio_database_find_table (database, NULL, name);

      if (table == NULL || !studio_table_get_loaded (table))
        continue;
      studio_explanation_window_show (GTK_WINDOW (self), self->session, database, table);
      return;
    }
}

static void
suggested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioWindow) self = user_data;
  g_autoptr (GPtrArray) inquiries =
      studio_session_suggest_inquiries_finish (STUDIO_SESSION (source), result, NULL);
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (inquiries == NULL || inquiries->len == 0 || self->session == NULL ||
      studio_session_get_state (self->session) != STUDIO_SESSION_CONNECTED)
    return;
  text =
      g_strdup_printf (ngettext ("%u question about your data makes KPIs better",
                                 "%u questions about your data make KPIs better", inquiries->len),
                       inquiries->len);
  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, HINT_SECONDS);
  adw_toast_set_button_label (toast, _ ("Answer…"));
  adw_toast_set_action_name (toast, "win.context");
  _studio_window_take_toast (self, toast);
}

void
_studio_window_offer_questions (StudioWindow *self)
{
  StudioDatabase *database = find_database (self);

  /* Once is enough, and who told something knows where to tell more. */
  if (database == NULL || g_object_get_data (G_OBJECT (database), "questions-offered") != NULL ||
      *studio_context_get_text (studio_session_get_context (self->session, database)) != '\0')
    return;
  g_object_set_data (G_OBJECT (database), "questions-offered", self);
  studio_session_suggest_inquiries_async (self->session, database, NULL, suggested_cb,
                                          g_object_ref (self));
}
