/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-results.h"

/* Some ten megabytes of short texts: all that a run over 30 tables gives, or a few long lists. */
#define MAX_CELLS 200000

typedef struct
{
  char *id;
  char *sql;
  StudioResult *result; /* (owned) */
  guint n_cells;
} Entry;

struct _StudioResults
{
  GObject parent_instance;

  GHashTable *entries; /* (owned) id → link in @order, which owns the id */
  GQueue order;        /* of Entry (owned), oldest first */
  guint n_cells;
};

G_DEFINE_FINAL_TYPE (StudioResults, studio_results, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->sql);
  g_object_unref (entry->result);
  g_free (entry);
}

static void
drop (StudioResults *self, GList *link)
{
  Entry *entry = link->data;

  g_hash_table_remove (self->entries, entry->id);
  self->n_cells -= entry->n_cells;
  g_queue_delete_link (&self->order, link);
  entry_free (entry);
}

static void
studio_results_finalize (GObject *object)
{
  StudioResults *self = STUDIO_RESULTS (object);

  g_hash_table_unref (self->entries);
  g_queue_clear_full (&self->order, entry_free);
  G_OBJECT_CLASS (studio_results_parent_class)->finalize (object);
}

static void
studio_results_class_init (StudioResultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_results_finalize;
}

static void
studio_results_init (StudioResults *self)
{
  g_queue_init (&self->order);
  self->entries = g_hash_table_new (g_str_hash, g_str_equal);
}

StudioResults *
studio_results_new (void)
{
  return g_object_new (STUDIO_TYPE_RESULTS, NULL);
}

void
studio_results_keep (StudioResults *self, StudioKpi *kpi, StudioResult *result)
{
  GList *known;
  Entry *entry;

  g_return_if_fail (STUDIO_IS_RESULTS (self) && STUDIO_IS_KPI (kpi));

  known = g_hash_table_lookup (self->entries, studio_kpi_get_id (kpi));
  if (known != NULL)
    drop (self, known);
  if (result == NULL)
    return;
  entry = g_new0 (Entry, 1);
  entry->id = g_strdup (studio_kpi_get_id (kpi));
  entry->sql = g_strdup (studio_kpi_get_sql (kpi));
  entry->result = g_object_ref (result);
  entry->n_cells = studio_result_get_n_rows (result) * studio_result_get_n_columns (result);
  self->n_cells += entry->n_cells;
  g_queue_push_tail (&self->order, entry);
  g_hash_table_insert (self->entries, entry->id, self->order.tail);
  /* The one that was asked for last stays in any case. */
  while (self->n_cells > MAX_CELLS && self->order.length > 1)
    drop (self, self->order.head);
}

void
studio_results_record (StudioResults *self,
                       StudioWorkspace *workspace,
                       StudioKpi *kpi,
                       StudioResult *rows)
{
  double number;

  g_return_if_fail (STUDIO_IS_RESULTS (self) && STUDIO_IS_WORKSPACE (workspace));

  studio_results_keep (self, kpi, rows);
  studio_workspace_add_check (workspace, kpi);
  if (rows != NULL && studio_result_get_n_rows (rows) == 1 &&
      studio_result_get_n_columns (rows) == 1 && studio_result_get_number (rows, 0, 0, &number))
    studio_workspace_add_value (workspace, studio_kpi_get_id (kpi), number);
}

StudioResult *
studio_results_get (StudioResults *self, StudioKpi *kpi)
{
  GList *link;
  Entry *entry;

  g_return_val_if_fail (STUDIO_IS_RESULTS (self) && STUDIO_IS_KPI (kpi), NULL);

  link = g_hash_table_lookup (self->entries, studio_kpi_get_id (kpi));
  if (link == NULL)
    return NULL;
  entry = link->data;
  return g_strcmp0 (entry->sql, studio_kpi_get_sql (kpi)) == 0 ? entry->result : NULL;
}

void
studio_results_clear (StudioResults *self)
{
  g_return_if_fail (STUDIO_IS_RESULTS (self));

  g_hash_table_remove_all (self->entries);
  g_queue_clear_full (&self->order, entry_free);
  self->n_cells = 0;
}
