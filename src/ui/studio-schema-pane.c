/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-schema-pane.h"

#include "ui/studio-schema-level.h"
#include "ui/studio-schema-row.h"
#include "ui/studio-table-details.h"

#include <string.h>

#include <glib/gi18n.h>

struct _StudioSchemaPane
{
  AdwBin parent_instance;

  StudioSession *session;          /* (owned) */
  GSettings *settings;             /* (owned) */
  StudioSchemaLoader *loader;      /* (owned) */
  StudioTableSelection *selection; /* (owned) */
  GtkTreeListModel *tree;          /* (owned) */
  GtkFilter *filter;               /* (owned) */
  char *pattern;                   /* (nullable) folded text or globs; %NULL shows all */
  gboolean is_glob;
  guint preset : 1; /* whether the filter is still what the program came with */

  GtkEditable *filter_entry;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkListView *list;
  GtkLabel *count_label;
  GtkWidget *all_button;
};

G_DEFINE_FINAL_TYPE (StudioSchemaPane, studio_schema_pane, ADW_TYPE_BIN)

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = NULL;

  if (text == NULL)
    return FALSE;
  own = g_utf8_casefold (text, -1);
  return strstr (own, folded) != NULL;
}

static gboolean
table_is_shown (gpointer item, gpointer user_data)
{
  StudioSchemaPane *self = user_data;
  StudioTable *table = item;

  if (self->pattern == NULL)
    return TRUE;
  if (self->is_glob)
    return studio_table_matches (table, self->pattern);
  return contains (studio_table_get_name (table), self->pattern) ||
         contains (studio_table_get_display_name (table), self->pattern) ||
         contains (studio_table_get_description (table), self->pattern);
}

static void
set_pattern (StudioSchemaPane *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  g_clear_pointer (&self->pattern, g_free);
  self->is_glob = strpbrk (stripped, "*?,") != NULL;
  if (*stripped != '\0')
    self->pattern = self->is_glob ? g_steal_pointer (&stripped) : g_utf8_casefold (stripped, -1);
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_filter_changed_cb (StudioSchemaPane *self)
{
  const char *text = gtk_editable_get_text (self->filter_entry);
  g_autofree char *before = NULL;

  if (self->settings == NULL)
    return;
  before = g_settings_get_string (self->settings, "table-filter");
  set_pattern (self, text);
  if (!g_str_equal (before, text))
    {
      g_settings_set_string (self->settings, "table-filter", text);
      self->preset = FALSE;
    }
}

static void
on_stop_search_cb (StudioSchemaPane *self)
{
  gtk_editable_set_text (self->filter_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_activate_cb (StudioSchemaPane *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static GtkTreeListRow *
get_current_row (StudioSchemaPane *self)
{
  return gtk_single_selection_get_selected_item (
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list)));
}

static void
select_row (StudioSchemaPane *self, GtkTreeListRow *row)
{
  guint position = gtk_tree_list_row_get_position (row);

  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.select-item", "(ubb)", position, FALSE,
                              FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/* The arrows open and close rows and Space ticks, as in every tree. Tab leaves the tree at once; by
 * itself GTK 4.8 would go through all its rows. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                StudioSchemaPane *self)
{
  GtkTreeListRow *row = get_current_row (self);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autoptr (GtkTreeListRow) parent = NULL;

  if (key == GDK_KEY_Tab && (state & GDK_CONTROL_MASK) == 0)
    return gtk_widget_grab_focus (self->all_button);
  if (key == GDK_KEY_ISO_Left_Tab)
    return gtk_widget_grab_focus (GTK_WIDGET (self->filter_entry));
  if (row == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    {
      studio_schema_item_toggle (row);
      return GDK_EVENT_STOP;
    }
  if (key == (rtl ? GDK_KEY_Left : GDK_KEY_Right) && gtk_tree_list_row_is_expandable (row))
    {
      gtk_tree_list_row_set_expanded (row, TRUE);
      return GDK_EVENT_STOP;
    }
  if (key != (rtl ? GDK_KEY_Right : GDK_KEY_Left))
    return GDK_EVENT_PROPAGATE;
  parent = gtk_tree_list_row_get_parent (row);
  if (gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, FALSE);
  else if (parent != NULL)
    select_row (self, parent);
  return GDK_EVENT_STOP;
}

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  StudioSchemaPane *self = user_data;

  return studio_schema_level_new (self->loader, item, self->filter);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, StudioSchemaPane *self)
{
  gtk_list_item_set_child (item, studio_schema_row_new (self->loader, self->selection));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, StudioSchemaPane *self)
{
  studio_schema_row_set_row (STUDIO_SCHEMA_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, StudioSchemaPane *self)
{
  studio_schema_row_set_row (STUDIO_SCHEMA_ROW (gtk_list_item_get_child (item)), NULL);
}

static guint
count_shown (StudioSchemaPane *self, GPtrArray *shown)
{
  GListModel *databases = studio_session_get_databases (self->session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);
      GListModel *tables = studio_database_get_tables (database);

      for (guint j = 0; j < g_list_model_get_n_items (tables); j++)
        {
          g_autoptr (StudioTable) table = g_list_model_get_item (tables, j);

          if (!gtk_filter_match (self->filter, table))
            continue;
          n++;
          if (shown != NULL)
            g_ptr_array_add (shown, g_steal_pointer (&table));
        }
    }
  return n;
}

static void
update_count (StudioSchemaPane *self)
{
  guint selected = studio_table_selection_get_n_selected (self->selection);
  guint shown = count_shown (self, NULL);
  g_autofree char *label = NULL;

  if (selected > 0)
    label =
        g_strdup_printf (ngettext ("%u table selected", "%u tables selected", selected), selected);
  else if (shown > 0)
    label = g_strdup_printf (ngettext ("%u table", "%u tables", shown), shown);
  gtk_label_set_label (self->count_label, label != NULL ? label : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "schema.select-all", shown > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "schema.select-none", selected > 0);
}

/* The preset “TB_*” is a help for those who have such tables and must not hide everything from
 * those who have not. */
static void
tables_loaded_cb (StudioDatabase *database, GParamSpec *pspec, StudioSchemaPane *self)
{
  GListModel *tables = studio_database_get_tables (database);

  for (guint i = 0; self->preset && i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      if (gtk_filter_match (self->filter, table))
        return;
    }
  if (self->preset && g_list_model_get_n_items (tables) > 0)
    gtk_editable_set_text (self->filter_entry, "");
}

static void
expand_database (StudioSchemaPane *self, StudioDatabase *database)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);
      g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);

      if (item == G_OBJECT (database))
        {
          studio_schema_loader_load (self->loader, item);
          gtk_tree_list_row_set_expanded (row, TRUE);
          return;
        }
    }
}

static void
update_empty_page (StudioSchemaPane *self)
{
  gboolean connected = studio_session_get_state (self->session) == STUDIO_SESSION_CONNECTED;

  adw_status_page_set_title (self->empty_page,
                             connected ? _ ("No Databases") : _ ("Not Connected"));
  adw_status_page_set_description (self->empty_page,
                                   connected ? _ ("This account sees no database in Metabase.")
                                             : _ ("The schema is shown while Metabase can be "
                                                  "reached."));
}

/* The first database that is not Metabase's own sample is what people come for. */
static void
databases_changed_cb (GListModel *databases,
                      guint position,
                      guint removed,
                      guint added,
                      StudioSchemaPane *self)
{
  guint n = g_list_model_get_n_items (databases);
  gboolean expanded = FALSE;

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "tree" : "empty");
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      g_signal_connect_object (database, "notify::loaded", G_CALLBACK (tables_loaded_cb), self, 0);
      if (!expanded && position == 0 && !studio_database_get_sample (database))
        {
          expand_database (self, database);
          expanded = TRUE;
        }
    }
  update_count (self);
}

/* Of a field, it is its table that there is more to say about. */
static StudioTable *
dup_current_table (StudioSchemaPane *self)
{
  GtkTreeListRow *row = get_current_row (self);
  g_autoptr (GtkTreeListRow) parent = NULL;
  g_autoptr (GObject) item = NULL;

  if (row == NULL)
    return NULL;
  item = gtk_tree_list_row_get_item (row);
  if (STUDIO_IS_FIELD (item))
    {
      parent = gtk_tree_list_row_get_parent (row);
      g_set_object (&item, NULL);
      item = parent != NULL ? gtk_tree_list_row_get_item (parent) : NULL;
    }
  return STUDIO_IS_TABLE (item) ? STUDIO_TABLE (g_steal_pointer (&item)) : NULL;
}

static void
details_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioSchemaPane *self = STUDIO_SCHEMA_PANE (widget);
  g_autoptr (StudioTable) table = dup_current_table (self);

  if (table != NULL)
    gtk_window_present (GTK_WINDOW (
        studio_table_details_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->loader, table)));
}

static void
current_changed_cb (StudioSchemaPane *self)
{
  g_autoptr (StudioTable) table = dup_current_table (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "schema.details", table != NULL);
}

static void
select_all_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioSchemaPane *self = STUDIO_SCHEMA_PANE (widget);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  count_shown (self, shown);
  for (guint i = 0; i < shown->len; i++)
    studio_table_set_selected (g_ptr_array_index (shown, i), TRUE);
}

static void
select_none_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  studio_table_selection_clear (STUDIO_SCHEMA_PANE (widget)->selection);
}

static void
studio_schema_pane_dispose (GObject *object)
{
  StudioSchemaPane *self = STUDIO_SCHEMA_PANE (object);

  if (self->list != NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      gtk_list_view_set_factory (self->list, NULL);
    }
  g_clear_object (&self->tree);
  if (self->loader != NULL)
    g_object_run_dispose (G_OBJECT (self->loader));
  g_clear_object (&self->loader);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->pattern, g_free);
  G_OBJECT_CLASS (studio_schema_pane_parent_class)->dispose (object);
}

static void
studio_schema_pane_class_init (StudioSchemaPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_schema_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-schema-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaPane, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaPane, stack);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaPane, list);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaPane, count_label);
  gtk_widget_class_bind_template_child (widget_class, StudioSchemaPane, all_button);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_install_action (widget_class, "schema.details", NULL, details_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "schema.details",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "schema.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "schema.select-none", NULL, select_none_action);
}

static void
studio_schema_pane_init (StudioSchemaPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

void
studio_schema_pane_set_session (StudioSchemaPane *self, StudioSession *session, GSettings *settings)
{
  GListModel *databases = studio_session_get_databases (session);
  g_autofree char *pattern = g_settings_get_string (settings, "table-filter");
  g_autoptr (GVariant) user_value = g_settings_get_user_value (settings, "table-filter");
  GtkSelectionModel *model;

  g_return_if_fail (STUDIO_IS_SCHEMA_PANE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->loader = studio_schema_loader_new (session);
  self->selection = studio_table_selection_new (databases);
  self->filter = GTK_FILTER (gtk_custom_filter_new (table_is_shown, self, NULL));
  self->preset = user_value == NULL;
  set_pattern (self, pattern);
  gtk_editable_set_text (self->filter_entry, pattern);
  self->settings = g_object_ref (settings);
  self->tree =
      gtk_tree_list_model_new (g_object_ref (databases), FALSE, FALSE, create_children, self, NULL);
  model = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->tree))));
  gtk_list_view_set_model (self->list, model);
  g_signal_connect_object (model, "notify::selected-item", G_CALLBACK (current_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_unref (model);
  current_changed_cb (self);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_empty_page), self,
                           G_CONNECT_SWAPPED);
  update_empty_page (self);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (databases, "items-changed", G_CALLBACK (databases_changed_cb), self,
                           G_CONNECT_AFTER);
  databases_changed_cb (databases, 0, 0, g_list_model_get_n_items (databases), self);
}

StudioTableSelection *
studio_schema_pane_get_selection (StudioSchemaPane *self)
{
  g_return_val_if_fail (STUDIO_IS_SCHEMA_PANE (self), NULL);
  return self->selection;
}

StudioSchemaLoader *
studio_schema_pane_get_loader (StudioSchemaPane *self)
{
  g_return_val_if_fail (STUDIO_IS_SCHEMA_PANE (self), NULL);
  return self->loader;
}

void
studio_schema_pane_focus_filter (StudioSchemaPane *self)
{
  g_return_if_fail (STUDIO_IS_SCHEMA_PANE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_entry));
}

void
studio_schema_pane_focus_tree (StudioSchemaPane *self)
{
  g_return_if_fail (STUDIO_IS_SCHEMA_PANE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
