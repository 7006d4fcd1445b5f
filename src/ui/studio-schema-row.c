/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-schema-row.h"

#include "ui/studio-format.h"
#include "ui/studio-schema-node.h"
#include "ui/studio-schema-text.h"

#include <glib/gi18n.h>

struct _StudioSchemaRow
{
  AdwBin parent_instance;

  StudioSchemaLoader *loader;      /* (owned) */
  StudioTableSelection *selection; /* (owned) */
  GtkTreeListRow *row;             /* (owned) (nullable) */
  GObject *item;                   /* (owned) (nullable) of @row */

  GtkTreeExpander *expander;
  GtkCheckButton *check;
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *name;
  GtkImage *key;
  GtkLabel *badge;
  GtkLabel *detail;
  GtkWidget *retry;
};

G_DEFINE_FINAL_TYPE (StudioSchemaRow, studio_schema_row, ADW_TYPE_BIN)

static void on_toggled_cb (StudioSchemaRow *self);

/* What a line consists of; everything is set, since lines are used again for other things. */
typedef struct
{
  const char *icon; /* (nullable) */
  const char *name;
  const char *key;    /* (nullable) icon */
  const char *badge;  /* (nullable) */
  const char *detail; /* (nullable) */
  gboolean check;
  gboolean busy;
  gboolean retry;
  gboolean dim;
} Line;

/* The focus is on the row of the list, which GTK 4.8 leaves without a name. */
static void
name_row (StudioSchemaRow *self, const char *name)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (row != NULL && name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show (StudioSchemaRow *self, const Line *line)
{
  gtk_image_set_from_icon_name (self->icon, line->icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), line->icon != NULL);
  gtk_label_set_label (self->name, line->name != NULL ? line->name : "");
  gtk_image_set_from_icon_name (self->key, line->key);
  gtk_widget_set_visible (GTK_WIDGET (self->key), line->key != NULL);
  gtk_label_set_label (self->badge, line->badge != NULL ? line->badge : "");
  gtk_widget_set_visible (GTK_WIDGET (self->badge), line->badge != NULL);
  gtk_label_set_label (self->detail, line->detail != NULL ? line->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), line->detail != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->check), line->check);
  gtk_spinner_set_spinning (self->spinner, line->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), line->busy);
  gtk_widget_set_visible (self->retry, line->retry);
  if (line->dim)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "dim-label");
  name_row (self, line->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  line->name != NULL ? line->name : "", -1);
}

static void
show_database (StudioSchemaRow *self, StudioDatabase *database)
{
  Line line = {
    .icon = "studio-database-symbolic",
    .name = studio_database_get_name (database),
    .key = studio_database_get_native (database) ? NULL : "changes-prevent-symbolic",
    .check = studio_database_get_loaded (database),
    .busy = studio_database_get_loading (database),
    .dim = studio_database_get_sample (database) || !studio_database_get_native (database),
  };

  show (self, &line);
}

static void
show_table (StudioSchemaRow *self, StudioTable *table)
{
  guint n = studio_table_get_kpi_count (table);
  gint64 rows = studio_table_get_row_count (table);
  g_autofree char *badge = n > 0 ? g_strdup_printf ("%u", n) : NULL;
  g_autofree char *detail = rows >= 0 ? studio_format_short_count (rows) : NULL;
  Line line = {
    .icon = "studio-table-symbolic",
    .name = studio_table_get_name (table),
    .badge = badge,
    .detail = detail,
    .check = TRUE,
    .busy = studio_table_get_loading (table),
  };

  show (self, &line);
}

static void
show_field (StudioSchemaRow *self, StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);
  Line line = {
    .icon = studio_field_kind_get_icon (studio_field_get_kind (field)),
    .name = info->name,
    .key = studio_field_get_key_icon (field),
    .detail = info->database_type,
  };

  show (self, &line);
}

static void
show_status (StudioSchemaRow *self, StudioSchemaStatus *status)
{
  StudioSchemaStatusKind kind = studio_schema_status_get_kind (status);
  Line line = {
    .icon = kind == STUDIO_SCHEMA_STATUS_FAILED ? "dialog-warning-symbolic" : NULL,
    .name = studio_schema_status_get_message (status),
    .busy = kind == STUDIO_SCHEMA_STATUS_LOADING,
    .retry = kind == STUDIO_SCHEMA_STATUS_FAILED,
    .dim = TRUE,
  };

  show (self, &line);
}

/* The tables that a line's check box is about. */
static GListModel *
list_tables (GtkTreeListRow *row, GObject *item)
{
  GListStore *tables;

  if (STUDIO_IS_SCHEMA_GROUP (item))
    return g_object_ref (studio_schema_group_get_tables (STUDIO_SCHEMA_GROUP (item)));
  tables = g_list_store_new (STUDIO_TYPE_TABLE);
  if (STUDIO_IS_TABLE (item))
    g_list_store_append (tables, item);
  else if (STUDIO_IS_DATABASE (item))
    {
      g_autoptr (GListModel) level = gtk_tree_list_row_get_children (row) != NULL
                                         ? g_object_ref (gtk_tree_list_row_get_children (row))
                                         : NULL;

      for (guint i = 0; level != NULL && i < g_list_model_get_n_items (level); i++)
        {
          g_autoptr (GObject) child = g_list_model_get_item (level, i);

          if (STUDIO_IS_TABLE (child))
            g_list_store_append (tables, child);
          else if (STUDIO_IS_SCHEMA_GROUP (child))
            {
              GListModel *group = studio_schema_group_get_tables (STUDIO_SCHEMA_GROUP (child));

              for (guint j = 0; j < g_list_model_get_n_items (group); j++)
                {
                  g_autoptr (GObject) table = g_list_model_get_item (group, j);

                  g_list_store_append (tables, table);
                }
            }
        }
    }
  return G_LIST_MODEL (tables);
}

static void
update_check (StudioSchemaRow *self)
{
  g_autoptr (GListModel) tables = NULL;
  StudioTick tick;

  if (self->item == NULL || STUDIO_IS_FIELD (self->item) || STUDIO_IS_SCHEMA_STATUS (self->item))
    return;
  tables = list_tables (self->row, self->item);
  tick = studio_tables_get_tick (tables);
  g_signal_handlers_block_by_func (self->check, on_toggled_cb, self);
  gtk_check_button_set_inconsistent (self->check, tick == STUDIO_TICK_SOME);
  gtk_check_button_set_active (self->check, tick == STUDIO_TICK_ALL);
  g_signal_handlers_unblock_by_func (self->check, on_toggled_cb, self);
}

static void
update (StudioSchemaRow *self)
{
  if (STUDIO_IS_DATABASE (self->item))
    show_database (self, STUDIO_DATABASE (self->item));
  else if (STUDIO_IS_SCHEMA_GROUP (self->item))
    show (self, &(Line){
                    .icon = "studio-schema-symbolic",
                    .name = studio_schema_group_get_name (STUDIO_SCHEMA_GROUP (self->item)),
                    .check = TRUE,
                });
  else if (STUDIO_IS_TABLE (self->item))
    show_table (self, STUDIO_TABLE (self->item));
  else if (STUDIO_IS_FIELD (self->item))
    show_field (self, STUDIO_FIELD (self->item));
  else if (STUDIO_IS_SCHEMA_STATUS (self->item))
    show_status (self, STUDIO_SCHEMA_STATUS (self->item));
  update_check (self);
}

void
studio_schema_item_toggle (GtkTreeListRow *row)
{
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
  g_autoptr (GListModel) tables = list_tables (row, item);

  studio_tables_set_tick (tables, studio_tables_get_tick (tables) != STUDIO_TICK_ALL);
}

static void
on_toggled_cb (StudioSchemaRow *self)
{
  if (self->row != NULL)
    studio_schema_item_toggle (self->row);
}

static void
on_retry_cb (StudioSchemaRow *self)
{
  if (STUDIO_IS_SCHEMA_STATUS (self->item))
    studio_schema_loader_load (self->loader,
                               studio_schema_status_get_owner (STUDIO_SCHEMA_STATUS (self->item)));
}

static void
expanded_cb (StudioSchemaRow *self)
{
  if (gtk_tree_list_row_get_expanded (self->row))
    studio_schema_loader_load (self->loader, self->item);
  update_check (self);
}

void
studio_schema_row_set_row (StudioSchemaRow *self, GtkTreeListRow *row)
{
  g_return_if_fail (STUDIO_IS_SCHEMA_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, expanded_cb, self);
  g_clear_object (&self->item);
  g_set_object (&self->row, row);
  gtk_tree_expander_set_list_row (self->expander, row);
  if (row == NULL)
    return;

  self->item = gtk_tree_list_row_get_item (row);
  g_signal_connect_object (self->item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static char *
describe_item (GObject *item)
{
  if (STUDIO_IS_TABLE (item))
    return studio_table_describe (STUDIO_TABLE (item));
  if (STUDIO_IS_FIELD (item))
    return studio_field_describe (STUDIO_FIELD (item));
  if (STUDIO_IS_SCHEMA_STATUS (item))
    return g_strdup (studio_schema_status_get_message (STUDIO_SCHEMA_STATUS (item)));
  if (STUDIO_IS_DATABASE (item) && !studio_database_get_native (STUDIO_DATABASE (item)))
    return g_strdup (_ ("You may not run SQL on this database."));
  return NULL;
}

/* Said when it is asked for: whenever a text is set, GTK 4.8 asks the display server for the
 * pointer. */
static gboolean
studio_schema_row_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean keyboard,
                                 GtkTooltip *tooltip)
{
  g_autofree char *text = describe_item (STUDIO_SCHEMA_ROW (widget)->item);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
studio_schema_row_dispose (GObject *object)
{
  StudioSchemaRow *self = STUDIO_SCHEMA_ROW (object);

  if (self->expander != NULL)
    studio_schema_row_set_row (self, NULL);
  g_clear_object (&self->loader);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (studio_schema_row_parent_class)->dispose (object);
}

static void
studio_schema_row_class_init (StudioSchemaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_schema_row_dispose;
  widget_class->query_tooltip = studio_schema_row_query_tooltip;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-schema-row.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, expander);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, check);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, icon);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, name);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, key);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, badge);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, detail);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaRow, retry);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
studio_schema_row_init (StudioSchemaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
studio_schema_row_new (StudioSchemaLoader *loader, StudioTableSelection *selection)
{
  StudioSchemaRow *self = g_object_new (STUDIO_TYPE_SCHEMA_ROW, NULL);

  self->loader = g_object_ref (loader);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "changed", G_CALLBACK (update_check), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
