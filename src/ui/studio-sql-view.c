/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-sql-view.h"

#include "ui/studio-kpi-text.h"

#include <string.h>

#include <glib/gi18n.h>

/* What is underlined; the positions follow the edits through marks of the buffer. */
typedef struct
{
  GtkTextMark *start;
  GtkTextMark *end;
  char *message;
} Span;

struct _StudioSqlView
{
  AdwBin parent_instance;

  GtkSourceView *view;
  GtkSourceBuffer *buffer; /* of the view */
  GPtrArray *spans;        /* (owned) of Span */
  guint setting : 1;       /* while the program changes the text */
};

enum
{
  EDITED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Categories of gutter marks, and names of tags, by severity. */
static const char *const categories[] = {
  [STUDIO_SEVERITY_HINT] = "studio-hint",
  [STUDIO_SEVERITY_WARNING] = "studio-warning",
  [STUDIO_SEVERITY_ERROR] = "studio-error",
};

G_DEFINE_FINAL_TYPE (StudioSqlView, studio_sql_view, ADW_TYPE_BIN)

static void
span_free (Span *span)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (span->start);

  if (buffer != NULL)
    {
      gtk_text_buffer_delete_mark (buffer, span->start);
      gtk_text_buffer_delete_mark (buffer, span->end);
    }
  g_object_unref (span->start);
  g_object_unref (span->end);
  g_free (span->message);
  g_free (span);
}

static void
changed_cb (StudioSqlView *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
follow_style (StudioSqlView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme (
      self->buffer,
      gtk_source_style_scheme_manager_get_scheme (manager, dark ? "Adwaita-dark" : "Adwaita"));
}

static const Span *
find_span (StudioSqlView *self, const GtkTextIter *at)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  for (guint i = 0; i < self->spans->len; i++)
    {
      Span *span = g_ptr_array_index (self->spans, i);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_mark (buffer, &start, span->start);
      gtk_text_buffer_get_iter_at_mark (buffer, &end, span->end);
      if (gtk_text_iter_compare (&start, at) <= 0 && gtk_text_iter_compare (at, &end) < 0)
        return span;
    }
  return NULL;
}

static gboolean
query_tooltip_cb (GtkWidget *view,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  StudioSqlView *self)
{
  const Span *span;
  GtkTextIter at;

  if (keyboard)
    gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &at,
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  else
    {
      int buffer_x, buffer_y;

      gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (view), GTK_TEXT_WINDOW_WIDGET, x, y,
                                             &buffer_x, &buffer_y);
      if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (view), &at, buffer_x, buffer_y))
        return FALSE;
    }
  span = find_span (self, &at);
  if (span == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, span->message);
  return TRUE;
}

/* What was found in a line, for the tooltip of its mark in the gutter. */
static char *
query_mark_tooltip_cb (GtkSourceMarkAttributes *attributes,
                       GtkSourceMark *mark,
                       StudioSqlView *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter line;

  gtk_text_buffer_get_iter_at_mark (buffer, &line, GTK_TEXT_MARK (mark));
  for (guint i = 0; i < self->spans->len; i++)
    {
      Span *span = g_ptr_array_index (self->spans, i);
      GtkTextIter start;

      gtk_text_buffer_get_iter_at_mark (buffer, &start, span->start);
      if (gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&line))
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, span->message);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
focus_left_cb (StudioSqlView *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
studio_sql_view_dispose (GObject *object)
{
  StudioSqlView *self = STUDIO_SQL_VIEW (object);

  if (self->spans != NULL)
    g_ptr_array_set_size (self->spans, 0);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (studio_sql_view_parent_class)->dispose (object);
}

static void
studio_sql_view_finalize (GObject *object)
{
  g_ptr_array_unref (STUDIO_SQL_VIEW (object)->spans);
  G_OBJECT_CLASS (studio_sql_view_parent_class)->finalize (object);
}

static gboolean
studio_sql_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (STUDIO_SQL_VIEW (widget)->view));
}

static void
studio_sql_view_class_init (StudioSqlViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_sql_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = studio_sql_view_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = studio_sql_view_grab_focus;
  signals[EDITED] = g_signal_new ("edited", STUDIO_TYPE_SQL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", STUDIO_TYPE_SQL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
add_severities (StudioSqlView *self)
{
  static const char *const colors[] = { "#3584e4", "#e5a50a", "#e01b24" };

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      g_autoptr (GtkSourceMarkAttributes) attributes = gtk_source_mark_attributes_new ();
      g_autoptr (GIcon) icon = NULL;
      GdkRGBA color;

      gdk_rgba_parse (&color, colors[i]);
      gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), categories[i], "underline",
                                  PANGO_UNDERLINE_ERROR, "underline-rgba", &color, NULL);
      icon = g_themed_icon_new (studio_severity_get_icon (i));
      gtk_source_mark_attributes_set_gicon (attributes, icon);
      g_signal_connect (attributes, "query-tooltip-text", G_CALLBACK (query_mark_tooltip_cb), self);
      gtk_source_view_set_mark_attributes (self->view, categories[i], attributes, (int) i);
    }
}

static void
studio_sql_view_init (StudioSqlView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  GtkSourceLanguage *language =
      gtk_source_language_manager_get_language (languages, "studio-postgresql");
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  self->buffer = gtk_source_buffer_new (NULL);
  gtk_source_buffer_set_language (self->buffer, language);
  self->view = GTK_SOURCE_VIEW (gtk_source_view_new_with_buffer (self->buffer));
  g_object_set (self->view, "monospace", TRUE, "show-line-numbers", TRUE, "show-line-marks", TRUE,
                "auto-indent", TRUE, "indent-width", 2, "tab-width", 2,
                "insert-spaces-instead-of-tabs", TRUE, "smart-backspace", TRUE,
                "highlight-current-line", FALSE, "top-margin", 6, "bottom-margin", 6, "left-margin",
                6, "right-margin", 6, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE,
                "has-tooltip", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("SQL editor"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), scroller);
  add_severities (self);

  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  follow_style (self);
}

void
studio_sql_view_set_text (StudioSqlView *self, const char *sql)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (STUDIO_IS_SQL_VIEW (self));

  buffer = GTK_TEXT_BUFFER (self->buffer);
  self->setting = TRUE;
  studio_sql_view_show_findings (self, NULL);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, sql != NULL ? sql : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->setting = FALSE;
}

void
studio_sql_view_replace_text (StudioSqlView *self, const char *sql)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (STUDIO_IS_SQL_VIEW (self));

  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, sql, -1);
  gtk_text_buffer_end_user_action (buffer);
}

char *
studio_sql_view_dup_text (StudioSqlView *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (STUDIO_IS_SQL_VIEW (self), NULL);

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

static void
get_bounds (StudioSqlView *self, const StudioFinding *finding, GtkTextIter *start, GtkTextIter *end)
{
  g_autofree char *text = studio_sql_view_dup_text (self);
  gsize length = strlen (text);
  gsize from = MIN ((gsize) MAX (finding->start, 0), length);
  gsize to = MIN ((gsize) MAX (finding->end, 0), length);

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), start,
                                      (int) g_utf8_pointer_to_offset (text, text + from));
  if (to <= from)
    {
      /* Something that is missing has no width: the word at its place stands for it. */
      *end = *start;
      if (!gtk_text_iter_forward_word_end (end))
        gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self->buffer), end);
      if (gtk_text_iter_equal (start, end))
        gtk_text_iter_backward_word_start (start);
    }
  else
    gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), end,
                                        (int) g_utf8_pointer_to_offset (text, text + to));
}

static void
show_finding (StudioSqlView *self, const StudioFinding *finding)
{
  const char *category = categories[MIN (finding->severity, STUDIO_SEVERITY_ERROR)];
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  Span *span = g_new0 (Span, 1);
  GtkTextIter start, end, line;

  get_bounds (self, finding, &start, &end);
  /* A remark about the whole statement underlines none of it. */
  if (finding->severity != STUDIO_SEVERITY_HINT ||
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    gtk_text_buffer_apply_tag_by_name (buffer, category, &start, &end);
  /* Only a mark at the start of a line is drawn in the gutter. */
  line = start;
  gtk_text_iter_set_line_offset (&line, 0);
  gtk_source_buffer_create_source_mark (self->buffer, NULL, category, &line);
  span->start = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE));
  span->end = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &end, FALSE));
  span->message = g_strdup (finding->message);
  g_ptr_array_add (self->spans, span);
}

void
studio_sql_view_show_findings (StudioSqlView *self, GPtrArray *findings)
{
  GtkTextIter start, end;

  g_return_if_fail (STUDIO_IS_SQL_VIEW (self));

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      gtk_text_buffer_remove_tag_by_name (GTK_TEXT_BUFFER (self->buffer), categories[i], &start,
                                          &end);
      gtk_source_buffer_remove_source_marks (self->buffer, &start, &end, categories[i]);
    }
  g_ptr_array_set_size (self->spans, 0);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      if (finding->start >= 0)
        show_finding (self, finding);
    }
}

void
studio_sql_view_go_to (StudioSqlView *self, const StudioFinding *finding)
{
  GtkTextIter start, end;

  g_return_if_fail (STUDIO_IS_SQL_VIEW (self));

  if (finding->start < 0)
    return;
  get_bounds (self, finding, &start, &end);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->view), &start, 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

GtkSourceCompletion *
studio_sql_view_get_completion (StudioSqlView *self)
{
  g_return_val_if_fail (STUDIO_IS_SQL_VIEW (self), NULL);
  return gtk_source_view_get_completion (self->view);
}
