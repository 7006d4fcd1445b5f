/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-context-window.h"

#include "ui/studio-context-row.h"

#include <glib/gi18n.h>

/* Milliseconds after the last key before the text is read. */
#define READ_AFTER 400
/* Questions are about tables that have been read; as many (or fewer) are read for them. */
#define MOST_TABLES 60

struct _StudioContextWindow
{
  AdwWindow parent_instance;

  StudioSession *session;        /* (owned) */
  StudioDatabase *database;      /* (owned) */
  StudioContext *context;        /* (owned) */
  GCancellable *cancellable;     /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  guint read_source;
  gboolean reading; /* the text view's text is being taken over */

  AdwToastOverlay *toasts;
  GtkStack *pages;
  GtkStack *answers;
  AdwPreferencesPage *questions;
  guint n_questions;
  GtkTextBuffer *buffer;
  GtkLabel *problems;
};

G_DEFINE_FINAL_TYPE (StudioContextWindow, studio_context_window, ADW_TYPE_WINDOW)

static void
toast (StudioContextWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static char *
get_text (StudioContextWindow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
show_problems (StudioContextWindow *self, const char *error)
{
  GPtrArray *problems = studio_context_get_problems (self->context);
  g_autoptr (GString) text = g_string_new (error);

  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (problems, i));
  gtk_label_set_text (self->problems, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), text->len > 0);
}

/* What is in the text view is what the company's context says. */
static void
read_text (StudioContextWindow *self)
{
  g_autofree char *text = get_text (self);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->read_source, g_source_remove);
  self->reading = TRUE;
  studio_context_set_text (self->context, text, &error);
  self->reading = FALSE;
  show_problems (self, error != NULL ? error->message : NULL);
}

static gboolean
read_text_cb (gpointer user_data)
{
  StudioContextWindow *self = user_data;

  self->read_source = 0;
  read_text (self);
  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (StudioContextWindow *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->read_source = g_timeout_add (READ_AFTER, read_text_cb, self);
}

static void
show_text (StudioContextWindow *self)
{
  if (self->reading)
    return;
  g_signal_handlers_block_by_func (self->buffer, text_changed_cb, self);
  gtk_text_buffer_set_text (self->buffer, studio_context_get_text (self->context), -1);
  g_signal_handlers_unblock_by_func (self->buffer, text_changed_cb, self);
  show_problems (self, NULL);
}

static void
studio_context_window_dispose (GObject *object)
{
  StudioContextWindow *self = STUDIO_CONTEXT_WINDOW (object);

  if (self->read_source != 0)
    read_text (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->context);
  g_clear_object (&self->database);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (studio_context_window_parent_class)->dispose (object);
}

static void
studio_context_window_class_init (StudioContextWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_context_window_dispose;
}

static void
studio_context_window_init (StudioContextWindow *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
answered_cb (StudioContextWindow *self, GtkWidget *row)
{
  g_object_ref (row);
  adw_preferences_page_remove (self->questions, ADW_PREFERENCES_GROUP (row));
  g_object_unref (row);
  self->n_questions--;
  if (self->n_questions == 0)
    gtk_stack_set_visible_child_name (self->answers, "none");
  else
    gtk_widget_child_focus (GTK_WIDGET (self->questions), GTK_DIR_TAB_FORWARD);
  toast (self, _ ("Kept. It counts from the next KPIs on that are generated."));
}

static void
suggested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioContextWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) inquiries =
      studio_session_suggest_inquiries_finish (STUDIO_SESSION (source), result, &error);

  if (inquiries == NULL || self->context == NULL)
    return;
  self->n_questions = inquiries->len;
  for (guint i = 0; i < inquiries->len; i++)
    {
      GtkWidget *row = studio_context_row_new (g_ptr_array_index (inquiries, i), self->context);

      g_signal_connect_object (row, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_page_add (self->questions, ADW_PREFERENCES_GROUP (row));
    }
  gtk_stack_set_visible_child_name (self->answers, inquiries->len > 0 ? "some" : "none");
}

static void
suggest (StudioContextWindow *self)
{
  studio_session_suggest_inquiries_async (self->session, self->database, self->cancellable,
                                          suggested_cb, g_object_ref (self));
}

/* What could not be read is not asked about. */
static void
read_tables_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioContextWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!studio_session_read_tables_finish (STUDIO_SESSION (source), result, &error))
    g_info ("%s", error->message);
  if (self->context != NULL)
    suggest (self);
}

static void
read_tables (StudioContextWindow *self)
{
  GListModel *all = studio_database_get_tables (self->database);
  guint n = g_list_model_get_n_items (all);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n && tables->len < MOST_TABLES; i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (all, i);

      if (n <= MOST_TABLES || studio_table_get_selected (table))
        g_ptr_array_add (tables, g_steal_pointer (&table));
    }
  studio_session_read_tables_async (self->session, self->database, tables, self->cancellable,
                                    read_tables_cb, g_object_ref (self));
}

static void
load_text (StudioContextWindow *self, GFile *file)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_load_contents (file, NULL, &contents, NULL, NULL, &error) ||
      !studio_context_set_text (self->context, contents, &error))
    {
      toast (self, error->message);
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, "text");
  toast (self, _ ("The context was imported."));
}

static void
save_text (StudioContextWindow *self, GFile *file)
{
  const char *text = studio_context_get_text (self->context);
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                               NULL, &error))
    toast (self, _ ("The context was exported."));
  else
    toast (self, error->message);
}

static void
response_cb (StudioContextWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                               : NULL;
  gboolean save = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (self->chooser)) ==
                  GTK_FILE_CHOOSER_ACTION_SAVE;

  if (file != NULL && save)
    save_text (self, file);
  else if (file != NULL)
    load_text (self, file);
  g_clear_object (&self->chooser);
}

static void
choose_file (StudioContextWindow *self, GtkFileChooserAction action)
{
  gboolean save = action == GTK_FILE_CHOOSER_ACTION_SAVE;

  if (self->read_source != 0)
    read_text (self);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      save ? _ ("Export the Context") : _ ("Import a Context"), GTK_WINDOW (self), action,
      save ? _ ("_Export") : _ ("_Import"), _ ("_Cancel"));
  if (save)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "context.md");
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
import_cb (StudioContextWindow *self)
{
  choose_file (self, GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
export_cb (StudioContextWindow *self)
{
  choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE);
}

static GtkWidget *
make_questions (StudioContextWindow *self)
{
  GtkWidget *loading =
      g_object_new (GTK_TYPE_SPINNER, "spinning", TRUE, "width-request", 32, "height-request", 32,
                    "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *none =
      g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "studio-approve-symbolic", "title",
                    _ ("Nothing to Ask"), "description",
                    _ ("All that matters is explained, as far as tables have been read. More can "
                       "be told as text."),
                    NULL);

  self->answers = GTK_STACK (gtk_stack_new ());
  self->questions = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_stack_add_named (self->answers, loading, "loading");
  gtk_stack_add_named (self->answers, GTK_WIDGET (self->questions), "some");
  gtk_stack_add_named (self->answers, none, "none");
  return GTK_WIDGET (self->answers);
}

static GtkWidget *
make_view (StudioContextWindow *self)
{
  GtkWidget *view = gtk_text_view_new ();

  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Context as text"), -1);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", view, "vexpand", TRUE, NULL);
}

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_text (StudioContextWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box),
                  make_label (_ ("Write what you like. Lines such as “- currency: KRW” and "
                                 "“- tb_order.status = 3: cancelled” are understood; everything "
                                 "else is kept as a note, and a language model reads it, too."),
                              "dim-label"));
  gtk_box_append (GTK_BOX (box), make_view (self));
  self->problems = GTK_LABEL (make_label (NULL, "warning"));
  gtk_widget_set_visible (GTK_WIDGET (self->problems), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problems));
  return box;
}

static GtkWidget *
make_button (StudioContextWindow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
build (StudioContextWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->pages = GTK_STACK (gtk_stack_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  gtk_stack_add_titled (self->pages, make_questions (self), "questions", _ ("Questions"));
  gtk_stack_add_titled (self->pages, make_text (self), "text", _ ("Text"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->pages);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             make_button (self, _ ("_Import…"), G_CALLBACK (import_cb)));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             make_button (self, _ ("_Export…"), G_CALLBACK (export_cb)));
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->pages));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
}

GtkWidget *
studio_context_window_new (GtkWindow *parent, StudioSession *session, StudioDatabase *database)
{
  StudioContextWindow *self = NULL;
  g_autofree char *title =
      g_strdup_printf (_ ("Company Context of %s"), studio_database_get_name (database));

  self = g_object_new (STUDIO_TYPE_CONTEXT_WINDOW, "transient-for", parent, "title", title,
                       "default-width", 720, "default-height", 640, NULL);
  self->session = g_object_ref (session);
  self->database = g_object_ref (database);
  self->context = g_object_ref (studio_session_get_context (session, database));
  build (self);
  show_text (self);
  g_signal_connect_object (self->context, "changed", G_CALLBACK (show_text), self,
                           G_CONNECT_SWAPPED);
  read_tables (self);
  return GTK_WIDGET (self);
}
