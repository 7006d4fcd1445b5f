/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-table-selection.h"

#include "ui/studio-list-watch.h"

struct _StudioTableSelection
{
  GObject parent_instance;

  GListModel *databases; /* (owned) of StudioDatabase */
  GPtrArray *watches;    /* (owned) of StudioListWatch, one a database, in their order */
  guint n_selected;
};

enum
{
  PROP_0,
  PROP_N_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed;

G_DEFINE_FINAL_TYPE (StudioTableSelection, studio_table_selection, G_TYPE_OBJECT)

static void
studio_table_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_SELECTED)
    g_value_set_uint (value, STUDIO_TABLE_SELECTION (object)->n_selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_table_selection_dispose (GObject *object)
{
  StudioTableSelection *self = STUDIO_TABLE_SELECTION (object);

  g_clear_pointer (&self->watches, g_ptr_array_unref);
  g_clear_object (&self->databases);
  G_OBJECT_CLASS (studio_table_selection_parent_class)->dispose (object);
}

static void
studio_table_selection_class_init (StudioTableSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = studio_table_selection_get_property;
  object_class->dispose = studio_table_selection_dispose;
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed = g_signal_new ("changed", STUDIO_TYPE_TABLE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                          NULL, G_TYPE_NONE, 0);
}

static void
studio_table_selection_init (StudioTableSelection *self)
{
  self->watches = g_ptr_array_new_with_free_func (g_object_unref);
}

static guint
count (GListModel *tables)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      n += studio_table_get_selected (table);
    }
  return n;
}

static void
update (StudioTableSelection *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (self->databases, i);

      n += count (studio_database_get_tables (database));
    }
  if (n != self->n_selected)
    {
      self->n_selected = n;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
    }
  g_signal_emit (self, changed, 0);
}

static void
databases_changed_cb (GListModel *databases,
                      guint position,
                      guint removed,
                      guint added,
                      gpointer user_data)
{
  StudioTableSelection *self = user_data;
  static const char *const watched[] = { "selected", NULL };

  if (removed > 0)
    g_ptr_array_remove_range (self->watches, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);
      StudioListWatch *watch =
          studio_list_watch_new (studio_database_get_tables (database), watched, 0);

      g_signal_connect_object (watch, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_ptr_array_insert (self->watches, (int) i, watch);
    }
  update (self);
}

StudioTableSelection *
studio_table_selection_new (GListModel *databases)
{
  StudioTableSelection *self = g_object_new (STUDIO_TYPE_TABLE_SELECTION, NULL);

  self->databases = g_object_ref (databases);
  g_signal_connect_object (databases, "items-changed", G_CALLBACK (databases_changed_cb), self, 0);
  databases_changed_cb (databases, 0, 0, g_list_model_get_n_items (databases), self);
  return self;
}

guint
studio_table_selection_get_n_selected (StudioTableSelection *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE_SELECTION (self), 0);
  return self->n_selected;
}

GPtrArray *
studio_table_selection_dup (StudioTableSelection *self, StudioDatabase *database)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *tables = studio_database_get_tables (database);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      if (studio_table_get_selected (table))
        g_ptr_array_add (selected, g_steal_pointer (&table));
    }
  return selected;
}

void
studio_table_selection_clear (StudioTableSelection *self)
{
  g_return_if_fail (STUDIO_IS_TABLE_SELECTION (self));

  for (guint i = 0; i < g_list_model_get_n_items (self->databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (self->databases, i);

      studio_tables_set_tick (studio_database_get_tables (database), FALSE);
    }
}

StudioTick
studio_tables_get_tick (GListModel *tables)
{
  guint n = count (tables);

  if (n == 0)
    return STUDIO_TICK_NONE;
  return n == g_list_model_get_n_items (tables) ? STUDIO_TICK_ALL : STUDIO_TICK_SOME;
}

void
studio_tables_set_tick (GListModel *tables, gboolean selected)
{
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      studio_table_set_selected (table, selected);
    }
}
