/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-table-details.h"

#include "ui/studio-list-watch.h"
#include "ui/studio-relationship-map.h"
#include "ui/studio-schema-text.h"

#include <glib/gi18n.h>

struct _StudioTableDetails
{
  AdwWindow parent_instance;

  StudioSchemaLoader *loader; /* (owned) */
  StudioTable *table;         /* (owned) */
  GSignalGroup *signals;      /* (owned) of @table */
  StudioListWatch *watch;     /* (owned) (nullable) of the database's tables */

  AdwWindowTitle *title;
  GtkLabel *description;
  GtkWidget *kpis_button;
  GtkWidget *why_button;
  GtkStack *stack;
  AdwStatusPage *trouble;
  StudioRelationshipMap *map;
  GtkListView *fields;
};

/* Which tables point here is known once they have been read; as many (or fewer) are read for it. */
#define MAX_READ 60

/* Milliseconds; tables that are read are shown together. */
#define DELAY 200

G_DEFINE_FINAL_TYPE (StudioTableDetails, studio_table_details, ADW_TYPE_WINDOW)

static void
update (StudioTableDetails *self)
{
  StudioDatabase *database = studio_schema_loader_find_database (self->loader, self->table);
  const char *description = studio_table_get_description (self->table);
  const char *error = studio_schema_loader_get_error (self->loader, G_OBJECT (self->table));
  g_autofree char *size = studio_table_describe_size (self->table);
  g_autofree char *markup = error != NULL ? g_markup_escape_text (error, -1) : NULL;

  adw_window_title_set_title (self->title, studio_table_get_name (self->table));
  adw_window_title_set_subtitle (self->title, size != NULL ? size : "");
  gtk_label_set_label (self->description, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          description != NULL && *description != '\0');
  gtk_widget_set_sensitive (self->why_button, studio_table_get_loaded (self->table));
  gtk_widget_set_visible (self->kpis_button, studio_table_get_kpi_count (self->table) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->map),
                          database != NULL &&
                              studio_relationship_map_show (self->map, database, self->table));
  adw_status_page_set_description (self->trouble, markup);
  gtk_stack_set_visible_child_name (self->stack, studio_table_get_loaded (self->table) ? "fields"
                                                 : error != NULL                       ? "trouble"
                                                                                       : "loading");
}

static void
read_others (StudioTableDetails *self)
{
  static const char *const watched[] = { "loaded", NULL };
  StudioDatabase *database = studio_schema_loader_find_database (self->loader, self->table);
  GListModel *tables = database != NULL ? studio_database_get_tables (database) : NULL;
  guint n = tables != NULL ? g_list_model_get_n_items (tables) : 0;

  if (n == 0 || self->watch != NULL)
    return;
  self->watch = studio_list_watch_new (tables, watched, DELAY);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < n && n <= MAX_READ; i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (tables, i);

      studio_schema_loader_load (self->loader, other);
    }
}

static void
show_table (StudioTableDetails *self, StudioTable *table)
{
  g_autoptr (GtkNoSelection) model = NULL;

  g_set_object (&self->table, table);
  g_signal_group_set_target (self->signals, table);
  model = gtk_no_selection_new (g_object_ref (studio_table_get_fields (table)));
  gtk_list_view_set_model (self->fields, GTK_SELECTION_MODEL (model));
  studio_schema_loader_load (self->loader, G_OBJECT (table));
  read_others (self);
  update (self);
}

static void
error_changed_cb (StudioTableDetails *self, GObject *item)
{
  if (item == G_OBJECT (self->table))
    update (self);
}

static void
on_table_activated_cb (StudioTableDetails *self, StudioTable *table)
{
  g_autoptr (StudioTable) next = g_object_ref (table);

  show_table (self, next);
}

static void
on_kpis_clicked_cb (StudioTableDetails *self)
{
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                              "win.show-kpis-of", "s", studio_table_get_name (self->table));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_why_clicked_cb (StudioTableDetails *self)
{
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                              "win.explain-table", "s", studio_table_get_name (self->table));
}

static void
on_retry_cb (StudioTableDetails *self)
{
  studio_schema_loader_load (self->loader, G_OBJECT (self->table));
  update (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *comment = gtk_inscription_new (NULL);
  GtkWidget *widgets[] = { gtk_image_new (), gtk_label_new (NULL), comment, gtk_image_new (),
                           gtk_label_new (NULL) };
  static const char *const names[] = { "icon", "name", "comment", "key", "type" };

  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    g_object_set_data (G_OBJECT (item), names[i], widgets[i]);
  gtk_widget_add_css_class (widgets[0], "dim-label");
  gtk_label_set_xalign (GTK_LABEL (widgets[1]), 0);
  gtk_label_set_ellipsize (GTK_LABEL (widgets[1]), PANGO_ELLIPSIZE_END);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (comment),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (comment, "dim-label");
  gtk_widget_add_css_class (comment, "caption");
  gtk_widget_add_css_class (widgets[4], "dim-label");
  gtk_widget_add_css_class (widgets[4], "caption");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), widgets[1]);
  gtk_box_append (GTK_BOX (texts), comment);
  gtk_box_append (GTK_BOX (box), widgets[0]);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), widgets[3]);
  gtk_box_append (GTK_BOX (box), widgets[4]);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  StudioField *field = gtk_list_item_get_item (item);
  const StudioFieldInfo *info = studio_field_get_info (field);
  const char *key = studio_field_get_key_icon (field);
  g_autoptr (GString) comment = g_string_new (NULL);
  g_autofree char *description = studio_field_describe (field);
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));
  GObject *object = G_OBJECT (item);

  if (info->target_table != NULL)
    g_string_append_printf (comment, "→ %s.%s", info->target_table,
                            info->target_field != NULL ? info->target_field : "");
  if (info->description != NULL && *info->description != '\0')
    g_string_append_printf (comment, "%s%s", comment->len > 0 ? " · " : "", info->description);
  gtk_image_set_from_icon_name (g_object_get_data (object, "icon"),
                                studio_field_kind_get_icon (studio_field_get_kind (field)));
  gtk_label_set_label (g_object_get_data (object, "name"), info->name);
  gtk_inscription_set_text (g_object_get_data (object, "comment"), comment->str);
  gtk_widget_set_visible (g_object_get_data (object, "comment"), comment->len > 0);
  gtk_image_set_from_icon_name (g_object_get_data (object, "key"), key);
  gtk_label_set_label (g_object_get_data (object, "type"),
                       info->database_type != NULL ? info->database_type : "");
  /* GTK 4.8 leaves the row, which has the focus, without a name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
}

static void
studio_table_details_dispose (GObject *object)
{
  StudioTableDetails *self = STUDIO_TABLE_DETAILS (object);

  if (self->watch != NULL)
    g_object_run_dispose (G_OBJECT (self->watch));
  g_clear_object (&self->watch);
  g_clear_object (&self->signals);
  g_clear_object (&self->loader);
  g_clear_object (&self->table);
  G_OBJECT_CLASS (studio_table_details_parent_class)->dispose (object);
}

static void
studio_table_details_class_init (StudioTableDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_table_details_dispose;
  g_type_ensure (STUDIO_TYPE_RELATIONSHIP_MAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-table-details.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioTableDetails, title);
  gtk_widget_class_bind_template_child (widget_class, StudioTableDetails, description);
  gtk_widget_class_bind_template_child (widget_class, StudioTableDetails, kpis_button);
  gtk_widget_class_bind_template_child (widget_class, StudioTableDetails, why_button);
  gtk_widget_class_bind_template_child (widget_class, StudioTableDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, StudioTableDetails, trouble);
  gtk_widget_class_bind_template_child (widget_class, StudioTableDetails, map);
  gtk_widget_class_bind_template_child (widget_class, StudioTableDetails, fields);
  gtk_widget_class_bind_template_callback (widget_class, on_table_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kpis_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_why_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
studio_table_details_init (StudioTableDetails *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (STUDIO_TYPE_TABLE);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->fields, factory);
}

GtkWidget *
studio_table_details_new (GtkWindow *parent, StudioSchemaLoader *loader, StudioTable *table)
{
  StudioTableDetails *self =
      g_object_new (STUDIO_TYPE_TABLE_DETAILS, "transient-for", parent, NULL);

  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "changed", G_CALLBACK (error_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_table (self, table);
  return GTK_WIDGET (self);
}
