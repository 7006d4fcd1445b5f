/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-neighbours.h"

/* Tables of a database that are all loaded for the sake of one. */
#define FEW_TABLES 100

GPtrArray *
studio_neighbours_find (StudioDatabase *database, GPtrArray *tables)
{
  GPtrArray *neighbours = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = studio_database_get_tables (database);

  if (tables->len == 0 || g_list_model_get_n_items (all) > FEW_TABLES)
    return neighbours;
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (all, i);

      if (!studio_table_get_loaded (table) && !g_ptr_array_find (tables, table, NULL))
        g_ptr_array_add (neighbours, g_steal_pointer (&table));
    }
  return neighbours;
}

GPtrArray *
studio_neighbours_find_targets (StudioDatabase *database,
                                StudioTable *table,
                                StudioJoinChecker *joins)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *fields = studio_table_get_fields (table);
  g_autoptr (GPtrArray) possible =
      joins != NULL ? studio_join_checker_find_targets (joins, table) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      gint64 target = studio_field_get_info (field)->target_table_id;
      StudioTable *parent =
          target != 0 ? studio_database_find_table_by_id (database, target) : NULL;

      if (parent != NULL)
        g_ptr_array_add (targets, g_object_ref (parent));
    }
  for (guint i = 0; possible != NULL && i < possible->len; i++)
    g_ptr_array_add (targets, g_object_ref (g_ptr_array_index (possible, i)));
  return targets;
}
