/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-watch-dialog.h"

#include <glib/gi18n.h>

/* More than these at once have one cause, which the first ones tell. */
#define MAX_ROWS 200

typedef struct
{
  StudioSession *session; /* (owned) */
  StudioKpi *kpi;         /* (owned) */
  char *sql;
} Fix;

static void
fix_free (gpointer data, GClosure *closure)
{
  Fix *fix = data;

  g_object_unref (fix->session);
  g_object_unref (fix->kpi);
  g_free (fix->sql);
  g_free (fix);
}

gboolean
studio_watch_is_noteworthy (const StudioWatch *watch)
{
  return studio_watch_needs_attention (watch) || watch->slower || watch->flat;
}

static void
append (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

char *
studio_watch_describe (const StudioWatch *watch)
{
  GString *text = g_string_new (watch->message);

  if (watch->crossed)
    append (text, _ ("It has passed its threshold."));
  if (watch->slower)
    append (text, _ ("It takes much longer than before."));
  if (watch->flat)
    append (text, _ ("It has not moved for some time: its source may have stopped."));
  if (watch->changed)
    append (text, _ ("Its SQL was changed in Metabase."));
  return g_string_free (text, FALSE);
}

static const char *
get_icon (const StudioWatch *watch)
{
  if (watch->state == STUDIO_WATCH_BROKEN)
    return "dialog-error-symbolic";
  if (watch->crossed && watch->state == STUDIO_WATCH_OK)
    return "studio-alert-symbolic";
  return studio_watch_needs_attention (watch) ? "dialog-warning-symbolic"
                                              : "dialog-information-symbolic";
}

static void
fix_clicked_cb (GtkButton *button, gpointer user_data)
{
  Fix *fix = user_data;

  studio_session_set_sql (fix->session, fix->kpi, fix->sql);
  gtk_button_set_label (button, _ ("Mended"));
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
}

static GtkWidget *
make_fix_button (StudioSession *session, const StudioWatch *watch)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Mend"));
  Fix *fix = g_new0 (Fix, 1);

  fix->session = g_object_ref (session);
  fix->kpi = g_object_ref (watch->kpi);
  fix->sql = g_strdup (watch->fix);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, watch->fix);
  g_signal_connect_data (button, "clicked", G_CALLBACK (fix_clicked_cb), fix, fix_free, 0);
  return button;
}

static GtkWidget *
make_row (StudioSession *session, const StudioWatch *watch)
{
  g_autofree char *text = studio_watch_describe (watch);
  g_autofree char *title = g_markup_escape_text (studio_kpi_get_name (watch->kpi), -1);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", subtitle, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (watch));

  gtk_widget_add_css_class (icon, watch->state == STUDIO_WATCH_BROKEN    ? "error"
                                  : studio_watch_needs_attention (watch) ? "warning"
                                                                         : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (watch->fix != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_fix_button (session, watch));
  return row;
}

GtkWidget *
studio_watch_dialog_new (GtkWindow *parent, StudioSession *session, GPtrArray *watches)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "title", _ ("Registered KPIs"),
                    "destroy-with-parent", TRUE, "default-width", 620, "default-height", 520,
                    "content", box, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  guint n = 0;

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  for (guint i = 0; i < watches->len; i++)
    {
      const StudioWatch *watch = g_ptr_array_index (watches, i);

      if (studio_watch_is_noteworthy (watch) && n++ < MAX_ROWS)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (session, watch));
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Needs a Look"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  return window;
}
