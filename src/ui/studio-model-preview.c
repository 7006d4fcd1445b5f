/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-model-preview.h"

#include <math.h>

#include <glib/gi18n.h>

/* A window that waits for its text. */
typedef struct
{
  GtkTextBuffer *buffer;     /* (owned) */
  AdwWindowTitle *title;     /* (owned) */
  GCancellable *cancellable; /* (owned) cancelled when the window is closed */
} Preview;

static void
preview_free (Preview *preview)
{
  g_object_unref (preview->buffer);
  g_object_unref (preview->title);
  g_object_unref (preview->cancellable);
  g_free (preview);
}

static char *
describe_cost (GPtrArray *previews)
{
  StudioLlmPreviewTotal total;
  g_autofree char *tokens = NULL;

  studio_llm_previews_sum (previews, &total);
  tokens = g_strdup_printf ("%" G_GINT64_FORMAT, total.prompt + total.completion);
  if (isnan (total.cost))
    return g_strdup_printf (
        ngettext ("%u request, about %s tokens", "%u requests, about %s tokens", total.requests),
        total.requests, tokens);
  /* Translators: the last two are US dollars. */
  return g_strdup_printf (ngettext ("%u request, about %s tokens, $%.4f to $%.4f",
                                    "%u requests, about %s tokens, $%.4f to $%.4f", total.requests),
                          total.requests, tokens, total.cost, total.most_cost);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Preview *preview = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) previews =
      studio_session_preview_finish (STUDIO_SESSION (source), result, &error);

  if (previews != NULL)
    {
      g_autofree char *text = studio_llm_previews_to_text (previews);
      g_autofree char *cost = describe_cost (previews);

      gtk_text_buffer_set_text (preview->buffer, text, -1);
      adw_window_title_set_subtitle (preview->title, cost);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_text_buffer_set_text (preview->buffer, error->message, -1);
  preview_free (preview);
}

static GtkWidget *
make_view (GtkTextBuffer *buffer)
{
  GtkWidget *view = gtk_text_view_new_with_buffer (buffer);

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What would be sent"), -1);
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", view, "vexpand", TRUE, NULL);
}

void
studio_model_preview_show (GtkWindow *parent,
                           StudioSession *session,
                           StudioDatabase *database,
                           GPtrArray *tables)
{
  Preview *preview = g_new0 (Preview, 1);
  GtkWidget *title = adw_window_title_new (_ ("What Would Be Sent"), NULL);
  GtkWidget *header = g_object_new (ADW_TYPE_HEADER_BAR, "title-widget", title, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "title", _ ("What Would Be Sent"),
                    "default-width", 760, "default-height", 640, "content", box, NULL);

  preview->buffer = gtk_text_buffer_new (NULL);
  preview->title = g_object_ref (ADW_WINDOW_TITLE (title));
  preview->cancellable = g_cancellable_new ();
  gtk_text_buffer_set_text (preview->buffer, _ ("Reading the tables…"), -1);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_view (preview->buffer));
  g_signal_connect_object (window, "destroy", G_CALLBACK (g_cancellable_cancel),
                           preview->cancellable, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
  studio_session_preview_async (session, database, tables, preview->cancellable, ready_cb, preview);
}
