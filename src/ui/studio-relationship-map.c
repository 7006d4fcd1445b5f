/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-relationship-map.h"

#include <glib/gi18n.h>

/* More tables on a side than this are only counted. */
#define MAX_TABLES 8

struct _StudioRelationshipMap
{
  GtkBox parent_instance;

  GtkWidget *sides[2]; /* what points here, and where this points */
  GtkWidget *center;
};

static guint activated;

G_DEFINE_FINAL_TYPE (StudioRelationshipMap, studio_relationship_map, GTK_TYPE_BOX)

static void
clicked_cb (GtkButton *button, StudioRelationshipMap *self)
{
  g_signal_emit (self, activated, 0, g_object_get_data (G_OBJECT (button), "table"));
}

static void
clear (GtkWidget *side)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (side)) != NULL)
    gtk_box_remove (GTK_BOX (side), child);
}

static GtkWidget *
find_button (GtkWidget *side, StudioTable *table)
{
  GtkWidget *child = gtk_widget_get_first_child (side);

  while (child != NULL && g_object_get_data (G_OBJECT (child), "table") != table)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Returns whether there was room. Several fields that join the same tables share a button, whose
 * tooltip names them. */
static gboolean
add (StudioRelationshipMap *self,
     GtkWidget *side,
     guint n,
     StudioTable *table,
     const StudioFieldInfo *field)
{
  GtkWidget *button = find_button (side, table);
  g_autofree char *join = g_strdup_printf ("%s → %s.%s", field->name, field->target_table,
                                           field->target_field != NULL ? field->target_field : "");
  GtkWidget *label;

  if (button != NULL)
    {
      g_autofree char *both =
          g_strdup_printf ("%s\n%s", gtk_widget_get_tooltip_text (button), join);

      gtk_widget_set_tooltip_text (button, both);
      return FALSE;
    }
  if (n >= MAX_TABLES)
    return TRUE;
  button = gtk_button_new ();
  label = g_object_new (GTK_TYPE_LABEL, "label", studio_table_get_name (table), "ellipsize",
                        PANGO_ELLIPSIZE_MIDDLE, "max-width-chars", 20, NULL);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "map-table");
  gtk_widget_set_tooltip_text (button, join);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  studio_table_get_name (table),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, join, -1);
  g_object_set_data_full (G_OBJECT (button), "table", g_object_ref (table), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (side), button);
  return TRUE;
}

static void
add_rest (GtkWidget *side, guint n)
{
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (n <= MAX_TABLES)
    return;
  text = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MAX_TABLES), n - MAX_TABLES);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (side), label);
}

/* The tables that fields of @from point at, when that is @only (nullable: any). */
static guint
add_joins (StudioRelationshipMap *self,
           GtkWidget *side,
           guint n,
           StudioDatabase *database,
           StudioTable *from,
           StudioTable *only)
{
  GListModel *fields = studio_table_get_fields (from);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      const StudioFieldInfo *info = studio_field_get_info (field);
      StudioTable *to = info->target_table_id != 0
                            ? studio_database_find_table_by_id (database, info->target_table_id)
                            : NULL;

      if (to == NULL || to == from || (only != NULL && to != only))
        continue;
      n += add (self, side, n, only != NULL ? from : to, info);
    }
  return n;
}

gboolean
studio_relationship_map_show (StudioRelationshipMap *self,
                              StudioDatabase *database,
                              StudioTable *table)
{
  GListModel *tables;
  guint from = 0, to;

  g_return_val_if_fail (STUDIO_IS_RELATIONSHIP_MAP (self), FALSE);

  clear (self->sides[0]);
  clear (self->sides[1]);
  gtk_label_set_label (GTK_LABEL (self->center), studio_table_get_name (table));
  tables = studio_database_get_tables (database);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) other = g_list_model_get_item (tables, i);

      if (other != table)
        from = add_joins (self, self->sides[0], from, database, other, table);
    }
  to = add_joins (self, self->sides[1], 0, database, table, NULL);
  add_rest (self->sides[0], from);
  add_rest (self->sides[1], to);
  return from + to > 0;
}

/* A line from the middle of an edge to that of another, level at both ends. */
static void
draw_line (cairo_t *cairo, const graphene_rect_t *left, const graphene_rect_t *right)
{
  double x0 = left->origin.x + left->size.width;
  double y0 = left->origin.y + left->size.height / 2;
  double x1 = right->origin.x;
  double y1 = right->origin.y + right->size.height / 2;

  cairo_move_to (cairo, x0, y0);
  cairo_curve_to (cairo, (x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1);
  cairo_stroke (cairo);
}

static void
studio_relationship_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  StudioRelationshipMap *self = STUDIO_RELATIONSHIP_MAP (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t whole, center, other;
  cairo_t *cairo;
  GdkRGBA color;

  whole = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                              (float) gtk_widget_get_height (widget));
  cairo = gtk_snapshot_append_cairo (snapshot, &whole);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.4f;
  gdk_cairo_set_source_rgba (cairo, &color);
  cairo_set_line_width (cairo, 1.5);
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    for (GtkWidget *child = gtk_widget_get_first_child (self->sides[i]); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      if (GTK_IS_BUTTON (child) && gtk_widget_compute_bounds (child, widget, &other) &&
          gtk_widget_compute_bounds (self->center, widget, &center))
        {
          gboolean before = (i == 0) != rtl;

          draw_line (cairo, before ? &other : &center, before ? &center : &other);
        }
  cairo_destroy (cairo);
  GTK_WIDGET_CLASS (studio_relationship_map_parent_class)->snapshot (widget, snapshot);
}

static void
studio_relationship_map_class_init (StudioRelationshipMapClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = studio_relationship_map_snapshot;
  activated = g_signal_new ("activated", STUDIO_TYPE_RELATIONSHIP_MAP, G_SIGNAL_RUN_LAST, 0, NULL,
                            NULL, NULL, G_TYPE_NONE, 1, STUDIO_TYPE_TABLE);
}

static void
studio_relationship_map_init (StudioRelationshipMap *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 36);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    {
      self->sides[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      gtk_widget_set_valign (self->sides[i], GTK_ALIGN_CENTER);
    }
  self->center = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                               "max-width-chars", 24, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (self->center, "map-center");
  gtk_box_append (GTK_BOX (self), self->sides[0]);
  gtk_box_append (GTK_BOX (self), self->center);
  gtk_box_append (GTK_BOX (self), self->sides[1]);
}
