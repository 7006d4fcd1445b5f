/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-diff-view.h"

#include "ui/studio-diff.h"

#include <glib/gi18n.h>

struct _StudioDiffView
{
  AdwBin parent_instance;

  GtkTextView *view;
};

static const char *const tags[] = {
  [STUDIO_DIFF_SAME] = NULL,
  [STUDIO_DIFF_REMOVED] = "removed",
  [STUDIO_DIFF_ADDED] = "added",
};

G_DEFINE_FINAL_TYPE (StudioDiffView, studio_diff_view, ADW_TYPE_BIN)

static void
add_tag (GtkTextBuffer *buffer, const char *name, const char *color)
{
  GdkRGBA rgba;

  gdk_rgba_parse (&rgba, color);
  gtk_text_buffer_create_tag (buffer, name, "paragraph-background-rgba", &rgba, NULL);
}

static void
studio_diff_view_class_init (StudioDiffViewClass *klass)
{
}

static void
studio_diff_view_init (StudioDiffView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer;

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  g_object_set (self->view, "editable", FALSE, "monospace", TRUE, "cursor-visible", FALSE,
                "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "top-margin", 6,
                "left-margin", 9, "right-margin", 9, "bottom-margin", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Changes to the SQL"), -1);
  buffer = gtk_text_view_get_buffer (self->view);
  add_tag (buffer, "removed", "rgba(224, 27, 36, 0.18)");
  add_tag (buffer, "added", "rgba(46, 194, 126, 0.22)");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), scroller);
}

void
studio_diff_view_set_texts (StudioDiffView *self, const char *before, const char *after)
{
  static const char *const signs[] = { "  ", "− ", "+ " };
  g_autoptr (GPtrArray) lines = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (STUDIO_IS_DIFF_VIEW (self));

  lines = studio_diff_lines (before, after);
  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_start_iter (buffer, &iter);
  for (guint i = 0; i < lines->len; i++)
    {
      const StudioDiffLine *line = g_ptr_array_index (lines, i);
      g_autofree char *text =
          g_strconcat (signs[line->kind], line->text, i + 1 < lines->len ? "\n" : "", NULL);

      if (tags[line->kind] != NULL)
        gtk_text_buffer_insert_with_tags_by_name (buffer, &iter, text, -1, tags[line->kind], NULL);
      else
        gtk_text_buffer_insert (buffer, &iter, text, -1);
    }
}
