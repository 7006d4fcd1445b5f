/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-banner.h"

struct _StudioBanner
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
};

static guint button_clicked;

G_DEFINE_FINAL_TYPE (StudioBanner, studio_banner, ADW_TYPE_BIN)

static void
on_button_clicked_cb (StudioBanner *self)
{
  g_signal_emit (self, button_clicked, 0);
}

static void
on_close_clicked_cb (StudioBanner *self)
{
  studio_banner_show (self, NULL, NULL);
}

static void
studio_banner_class_init (StudioBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, StudioBanner, label);
  gtk_widget_class_bind_template_child (widget_class, StudioBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked_cb);
  button_clicked = g_signal_new ("button-clicked", STUDIO_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
studio_banner_init (StudioBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
studio_banner_show (StudioBanner *self, const char *title, const char *button)
{
  g_return_if_fail (STUDIO_IS_BANNER (self));

  if (title != NULL)
    {
      gtk_label_set_label (self->label, title);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), title);
      gtk_button_set_label (self->button, button != NULL ? button : "");
      gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
    }
  gtk_revealer_set_reveal_child (self->revealer, title != NULL);
}

const char *
studio_banner_get_title (StudioBanner *self)
{
  g_return_val_if_fail (STUDIO_IS_BANNER (self), NULL);
  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}
