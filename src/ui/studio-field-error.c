/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-field-error.h"

struct _StudioFieldError
{
  GtkListBoxRow parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (StudioFieldError, studio_field_error, GTK_TYPE_LIST_BOX_ROW)

static void
studio_field_error_class_init (StudioFieldErrorClass *klass)
{
}

static void
studio_field_error_init (StudioFieldError *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                         PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  g_object_set (self, "activatable", FALSE, "selectable", FALSE, "focusable", FALSE, "visible",
                FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-error");
}

void
studio_field_error_show (StudioFieldError *self, GtkWidget *field, const char *message)
{
  g_return_if_fail (STUDIO_IS_FIELD_ERROR (self));

  gtk_label_set_label (self->label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
  if (message != NULL)
    {
      gtk_widget_add_css_class (field, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE,
                                      self->label, -1);
    }
  else
    {
      gtk_widget_remove_css_class (field, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}
