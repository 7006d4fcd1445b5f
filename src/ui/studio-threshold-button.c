/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-threshold-button.h"

#include <glib/gi18n.h>

struct _StudioThresholdButton
{
  AdwBin parent_instance;

  StudioKpi *kpi; /* (owned) (nullable) */

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkDropDown *kind; /* in the order of StudioThresholdKind */
  GtkEditable *number;
};

static guint changed;

G_DEFINE_FINAL_TYPE (StudioThresholdButton, studio_threshold_button, ADW_TYPE_BIN)

static char *
format (double number)
{
  return g_strdup_printf ("%.12g", number);
}

static char *
describe (StudioKpi *kpi)
{
  g_autofree char *number = format (studio_kpi_get_threshold (kpi));

  switch (studio_kpi_get_threshold_kind (kpi))
    {
    case STUDIO_THRESHOLD_ABOVE:
      /* Translators: %s is a number. */
      return g_strdup_printf (_ ("Alert above %s"), number);
    case STUDIO_THRESHOLD_BELOW:
      /* Translators: %s is a number. */
      return g_strdup_printf (_ ("Alert below %s"), number);
    case STUDIO_THRESHOLD_NONE:
    default:
      return g_strdup (_ ("Set an Alert"));
    }
}

static void
update (StudioThresholdButton *self)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), self->kpi != NULL);
  if (self->kpi == NULL)
    return;
  text = describe (self->kpi);
  if (studio_kpi_get_threshold_kind (self->kpi) != STUDIO_THRESHOLD_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "accent");
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->button)), text) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

/* As people write numbers here, or as computers do everywhere. */
static gboolean
read_number (StudioThresholdButton *self, double *number)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->number)));
  char *end = NULL;

  *number = g_strtod (text, &end);
  return *text != '\0' && *end == '\0';
}

static void
on_edited_cb (StudioThresholdButton *self)
{
  gboolean none = gtk_drop_down_get_selected (self->kind) == STUDIO_THRESHOLD_NONE;
  double number;

  gtk_widget_set_sensitive (GTK_WIDGET (self->number), !none);
  if (none || read_number (self, &number))
    gtk_widget_remove_css_class (GTK_WIDGET (self->number), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->number), "error");
}

static void
on_show_cb (StudioThresholdButton *self)
{
  g_autofree char *number = NULL;

  if (self->kpi == NULL)
    return;
  if (studio_kpi_get_threshold_kind (self->kpi) != STUDIO_THRESHOLD_NONE)
    number = format (studio_kpi_get_threshold (self->kpi));
  gtk_drop_down_set_selected (self->kind, studio_kpi_get_threshold_kind (self->kpi));
  gtk_editable_set_text (self->number, number != NULL ? number : "");
  on_edited_cb (self);
}

static void
on_activate_cb (StudioThresholdButton *self)
{
  gtk_popover_popdown (self->popover);
}

/* What is no number changes nothing. */
static void
on_closed_cb (StudioThresholdButton *self)
{
  StudioThresholdKind kind = (StudioThresholdKind) gtk_drop_down_get_selected (self->kind);
  double number = 0;

  if (self->kpi == NULL || (kind != STUDIO_THRESHOLD_NONE && !read_number (self, &number)) ||
      (kind == studio_kpi_get_threshold_kind (self->kpi) &&
       (kind == STUDIO_THRESHOLD_NONE || number == studio_kpi_get_threshold (self->kpi))))
    return;
  g_signal_emit (self, changed, 0, kind, number);
  update (self);
}

static void
studio_threshold_button_dispose (GObject *object)
{
  g_clear_object (&STUDIO_THRESHOLD_BUTTON (object)->kpi);
  G_OBJECT_CLASS (studio_threshold_button_parent_class)->dispose (object);
}

static void
studio_threshold_button_class_init (StudioThresholdButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_threshold_button_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/KpiStudio/ui/studio-threshold-button.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioThresholdButton, button);
  gtk_widget_class_bind_template_child (widget_class, StudioThresholdButton, popover);
  gtk_widget_class_bind_template_child (widget_class, StudioThresholdButton, kind);
  gtk_widget_class_bind_template_child (widget_class, StudioThresholdButton, number);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_cb);
  changed = g_signal_new ("changed", STUDIO_TYPE_THRESHOLD_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                          NULL, G_TYPE_NONE, 2, STUDIO_TYPE_THRESHOLD_KIND, G_TYPE_DOUBLE);
}

static void
studio_threshold_button_init (StudioThresholdButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
studio_threshold_button_set_kpi (StudioThresholdButton *self, StudioKpi *kpi)
{
  g_return_if_fail (STUDIO_IS_THRESHOLD_BUTTON (self));

  g_set_object (&self->kpi, kpi);
  update (self);
}
