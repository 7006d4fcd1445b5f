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
