/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-ledger-window.h"

#include "report/studio-ledger-report.h"

#include <math.h>

#include <glib/gi18n.h>

/* A list of thousands of rows is of no use; the newest are. */
#define MOST_ROWS 500

/* What the window's callbacks share; lives as long as the window. */
typedef struct
{
  StudioSession *session;    /* (owned) */
  GtkListBox *list;          /* of the window */
  GtkTextBuffer *buffer;     /* (owned) */
  AdwWindowTitle *title;     /* of the window */
  GCancellable *cancellable; /* (owned) cancelled when the window is closed */
} Ledger;

static void
ledger_free (gpointer data)
{
  Ledger *ledger = data;

  g_cancellable_cancel (ledger->cancellable);
  g_object_unref (ledger->session);
  g_object_unref (ledger->buffer);
  g_object_unref (ledger->cancellable);
  g_free (ledger);
}

static GtkWidget *
make_row (const StudioLedgerEntry *entry)
{
  g_autofree char *at = g_strndup (entry->at, 16);
  g_autofree char *tokens =
      g_strdup_printf ("%" G_GINT64_FORMAT, entry->prompt + entry->completion);
  g_autofree char *cost =
      isnan (entry->cost) ? g_strdup ("") : g_strdup_printf (" · $%.4f", entry->cost);
  g_autofree char *title = g_strdup_printf (
      "%s · %s", entry->table != NULL ? entry->table : entry->model, entry->purpose);
  /* Translators: when, and how many tokens. */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · %s tokens"), at, tokens);
  g_autofree char *both = g_strconcat (subtitle, cost, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", entry->error != NULL ? entry->error : both,
                                 "subtitle-lines", 2, "activatable", TRUE, NULL);

  g_object_set_data_full (G_OBJECT (row), "entry", g_memdup2 (&entry->id, sizeof entry->id),
                          g_free);
  return row;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ledger *ledger = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      studio_session_load_ledger_finish (STUDIO_SESSION (source), result, &error);
  StudioLedgerSum sum = { 0 };
  g_autofree char *total = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      gtk_text_buffer_set_text (ledger->buffer, error->message, -1);
      return;
    }
  for (guint i = entries->len; i-- > 0;)
    {
      const StudioLedgerEntry *entry = g_ptr_array_index (entries, i);

      studio_ledger_sum_add (&sum, entry);
      if (entries->len - i <= MOST_ROWS)
        gtk_list_box_append (ledger->list, make_row (entry));
    }
  total = studio_ledger_sum_to_text (&sum);
  adw_window_title_set_subtitle (ledger->title, total);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ledger *ledger = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      studio_session_load_ledger_finish (STUDIO_SESSION (source), result, &error);
  const StudioLedgerEntry *entry;
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL || entries->len == 0)
    return;
  entry = g_ptr_array_index (entries, 0);
  g_string_append_printf (text, "# %s\nPOST %s/chat/completions\n%s\n", _ ("Sent"), entry->base_url,
                          entry->request);
  if (entry->reply != NULL)
    g_string_append_printf (text, "\n# %s\n%s\n", _ ("Reply"), entry->reply);
  if (entry->error != NULL)
    g_string_append_printf (text, "\n# %s\n%s\n", _ ("Trouble"), entry->error);
  gtk_text_buffer_set_text (ledger->buffer, text->str, text->len);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  Ledger *ledger = user_data;
  const gint64 *id = g_object_get_data (G_OBJECT (row), "entry");

  studio_session_load_ledger_async (ledger->session, *id, ledger->cancellable, read_cb, ledger);
}

static GtkWidget *
make_list (Ledger *ledger)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *nothing = gtk_label_new (_ ("Nothing has been asked yet."));

  ledger->list = GTK_LIST_BOX (list);
  gtk_list_box_set_placeholder (ledger->list, nothing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Requests"), -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), ledger);
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", list, "width-request", 300,
                       "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
}

static GtkWidget *
make_view (Ledger *ledger)
{
  GtkWidget *view = gtk_text_view_new_with_buffer (ledger->buffer);

  g_object_set (view, "editable", FALSE, "monospace", TRUE, "wrap-mode", GTK_WRAP_WORD_CHAR,
                "left-margin", 12, "right-margin", 12, "top-margin", 12, "bottom-margin", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was sent"), -1);
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", view, "hexpand", TRUE, "vexpand", TRUE,
                       NULL);
}

void
studio_ledger_window_show (GtkWindow *parent, StudioSession *session)
{
  Ledger *ledger = g_new0 (Ledger, 1);
  GtkWidget *title = adw_window_title_new (_ ("What Was Sent"), NULL);
  GtkWidget *header = g_object_new (ADW_TYPE_HEADER_BAR, "title-widget", title, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "title", _ ("What Was Sent"),
                    "default-width", 980, "default-height", 640, "content", box, NULL);

  ledger->session = g_object_ref (session);
  ledger->buffer = gtk_text_buffer_new (NULL);
  ledger->title = ADW_WINDOW_TITLE (title);
  ledger->cancellable = g_cancellable_new ();
  gtk_paned_set_start_child (GTK_PANED (paned), make_list (ledger));
  gtk_paned_set_end_child (GTK_PANED (paned), make_view (ledger));
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), FALSE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), paned);
  g_object_set_data_full (G_OBJECT (window), "ledger", ledger, ledger_free);
  gtk_window_present (GTK_WINDOW (window));
  studio_session_load_ledger_async (session, 0, ledger->cancellable, listed_cb, ledger);
}
