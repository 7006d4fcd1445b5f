/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-plan-row.h"

#include "ui/studio-plan-text.h"

struct _StudioPlanRow
{
  AdwBin parent_instance;

  GBindingGroup *bindings; /* (owned) of the entry */

  GtkCheckButton *check;
  GtkImage *icon;
  GtkLabel *name;
  GtkInscription *message;
  GtkLabel *action;
};

G_DEFINE_FINAL_TYPE (StudioPlanRow, studio_plan_row, ADW_TYPE_BIN)

static void
set_class (GtkWidget *widget, StudioPlanAction action)
{
  static const char *const classes[] = {
    [STUDIO_PLAN_CREATE] = "success", [STUDIO_PLAN_UPDATE] = "accent",
    [STUDIO_PLAN_LINK] = "accent",    [STUDIO_PLAN_SKIP] = "dim-label",
    [STUDIO_PLAN_CONFLICT] = "error",
  };
  const char *names[] = { classes[MIN ((gsize) action, G_N_ELEMENTS (classes) - 1)], NULL };

  gtk_widget_set_css_classes (widget, names);
}

void
studio_plan_row_set_entry (StudioPlanRow *self, StudioPlanEntry *entry)
{
  StudioPlanAction action;
  const char *message, *name;
  g_autofree char *description = NULL;
  GtkWidget *row;

  g_return_if_fail (STUDIO_IS_PLAN_ROW (self));

  g_binding_group_set_source (self->bindings, entry);
  if (entry == NULL)
    return;
  action = studio_plan_entry_get_action (entry);
  name = studio_plan_entry_get_card_name (entry);
  message = studio_plan_entry_get_message (entry);
  if (name == NULL)
    name = studio_kpi_get_name (studio_plan_entry_get_kpi (entry));
  gtk_label_set_label (self->name, name);
  gtk_inscription_set_text (self->message,
                            message != NULL ? message : studio_plan_entry_get_collection (entry));
  gtk_image_set_from_icon_name (self->icon, studio_plan_action_get_icon (action));
  gtk_label_set_label (self->action, studio_plan_action_get_title (action));
  set_class (GTK_WIDGET (self->icon), action);
  set_class (GTK_WIDGET (self->action), action);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), studio_plan_entry_get_can_include (entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  /* GTK 4.8 leaves the row, which has the focus, without a name. */
  row = gtk_widget_get_parent (GTK_WIDGET (self));
  description = g_strdup_printf ("%s, %s", name, studio_plan_action_get_title (action));
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    description, -1);
}

static gboolean
studio_plan_row_query_tooltip (GtkWidget *widget,
                               int x,
                               int y,
                               gboolean keyboard,
                               GtkTooltip *tooltip)
{
  const char *text = gtk_inscription_get_text (STUDIO_PLAN_ROW (widget)->message);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && *text != '\0';
}

static void
studio_plan_row_dispose (GObject *object)
{
  g_clear_object (&STUDIO_PLAN_ROW (object)->bindings);
  G_OBJECT_CLASS (studio_plan_row_parent_class)->dispose (object);
}

static void
studio_plan_row_class_init (StudioPlanRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_plan_row_dispose;
  widget_class->query_tooltip = studio_plan_row_query_tooltip;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-plan-row.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioPlanRow, check);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanRow, icon);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanRow, name);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanRow, message);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanRow, action);
}

static void
studio_plan_row_init (StudioPlanRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "included", self->check, "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

GtkWidget *
studio_plan_row_new (void)
{
  return g_object_new (STUDIO_TYPE_PLAN_ROW, NULL);
}
