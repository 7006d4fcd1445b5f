/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-filter-chip.h"

#include <glib/gi18n.h>

struct _StudioFilterChip
{
  AdwBin parent_instance;

  char *title;  /* (nullable) */
  char *value;  /* (nullable) */
  GStrv ids;    /* (nullable) */
  GStrv titles; /* (nullable) */

  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkListBox *list;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioFilterChip, studio_filter_chip, ADW_TYPE_BIN)

static const char *
find_title (StudioFilterChip *self, const char *id)
{
  for (gsize i = 0; self->ids != NULL && self->ids[i] != NULL; i++)
    if (g_strcmp0 (self->ids[i], id) == 0)
      return self->titles[i];
  return id;
}

static void
update (StudioFilterChip *self)
{
  const char *title = self->title != NULL ? self->title : "";
  const char *text = self->value != NULL ? find_title (self, self->value) : title;
  /* Translators: the first %s is what is filtered by, the second the value, as in “Check: Valid”.
   */
  g_autofree char *name = self->value != NULL ? g_strdup_printf (_ ("%s: %s"), title, text)
                                              : g_strdup_printf (_ ("%s: any"), title);

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (self->value != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
}

static void
add_row (StudioFilterChip *self, const char *id, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 36, NULL);
  GtkWidget *check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_opacity (check, g_strcmp0 (id, self->value) == 0 ? 1 : 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (self->list, row);
}

static void
on_show_cb (StudioFilterChip *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  add_row (self, NULL, _ ("Any"));
  for (gsize i = 0; self->ids != NULL && self->ids[i] != NULL; i++)
    add_row (self, self->ids[i], self->titles[i]);
}

static void
on_row_activated_cb (StudioFilterChip *self, GtkListBoxRow *row)
{
  studio_filter_chip_set_value (self, g_object_get_data (G_OBJECT (row), "id"));
  gtk_popover_popdown (self->popover);
}

static void
studio_filter_chip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioFilterChip *self = STUDIO_FILTER_CHIP (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else if (id == PROP_VALUE)
    g_value_set_string (value, self->value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_filter_chip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StudioFilterChip *self = STUDIO_FILTER_CHIP (object);

  if (id == PROP_TITLE)
    {
      g_free (self->title);
      self->title = g_value_dup_string (value);
      update (self);
    }
  else if (id == PROP_VALUE)
    studio_filter_chip_set_value (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_filter_chip_finalize (GObject *object)
{
  StudioFilterChip *self = STUDIO_FILTER_CHIP (object);

  g_free (self->title);
  g_free (self->value);
  g_strfreev (self->ids);
  g_strfreev (self->titles);
  G_OBJECT_CLASS (studio_filter_chip_parent_class)->finalize (object);
}

static void
studio_filter_chip_class_init (StudioFilterChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = studio_filter_chip_get_property;
  object_class->set_property = studio_filter_chip_set_property;
  object_class->finalize = studio_filter_chip_finalize;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] =
      g_param_spec_string ("value", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-filter-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioFilterChip, button);
  gtk_widget_class_bind_template_child (widget_class, StudioFilterChip, label);
  gtk_widget_class_bind_template_child (widget_class, StudioFilterChip, popover);
  gtk_widget_class_bind_template_child (widget_class, StudioFilterChip, list);
  gtk_widget_class_bind_template_callback (widget_class, on_show_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
studio_filter_chip_init (StudioFilterChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
studio_filter_chip_set_choices (StudioFilterChip *self,
                                const char *const *ids,
                                const char *const *titles)
{
  g_return_if_fail (STUDIO_IS_FILTER_CHIP (self));

  g_strfreev (self->ids);
  g_strfreev (self->titles);
  self->ids = g_strdupv ((GStrv) ids);
  self->titles = g_strdupv ((GStrv) titles);
  update (self);
}

const char *
studio_filter_chip_get_value (StudioFilterChip *self)
{
  g_return_val_if_fail (STUDIO_IS_FILTER_CHIP (self), NULL);
  return self->value;
}

void
studio_filter_chip_set_value (StudioFilterChip *self, const char *value)
{
  g_return_if_fail (STUDIO_IS_FILTER_CHIP (self));

  if (g_strcmp0 (self->value, value) == 0)
    return;
  g_free (self->value);
  self->value = g_strdup (value);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
