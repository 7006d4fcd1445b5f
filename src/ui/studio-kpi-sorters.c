/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-kpi-sorters.h"

typedef struct
{
  gint64 numbers[2]; /* score, milliseconds */
  char *texts[3];    /* collation keys of name, table, category */
  int status;
} Key;

struct _StudioKpiSorters
{
  GObject parent_instance;

  GHashTable *keys; /* (owned) KPI (owned) → Key */
};

typedef struct
{
  StudioKpiSorters *sorters; /* (owned) */
  StudioKpiSortBy by;
} Comparison;

G_DEFINE_FINAL_TYPE (StudioKpiSorters, studio_kpi_sorters, G_TYPE_OBJECT)

static void
key_free (Key *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (key->texts); i++)
    g_free (key->texts[i]);
  g_free (key);
}

static char *
collate (const char *text)
{
  return text != NULL ? g_utf8_collate_key_for_filename (text, -1) : g_strdup ("");
}

/* Registered first, then by decision, then by check. */
static int
rank (StudioKpi *kpi)
{
  int registered = studio_kpi_get_registration (kpi) != STUDIO_REGISTRATION_NONE;

  return registered * 100 + (int) studio_kpi_get_decision (kpi) * 10 +
         (int) studio_kpi_get_check_state (kpi);
}

static Key *
get_key (StudioKpiSorters *self, gconstpointer item)
{
  StudioKpi *kpi = (StudioKpi *) item;
  Key *key = g_hash_table_lookup (self->keys, kpi);

  if (key != NULL)
    return key;
  key = g_new0 (Key, 1);
  key->numbers[0] = studio_kpi_get_score (kpi);
  key->numbers[1] = studio_kpi_get_milliseconds (kpi);
  key->texts[0] = collate (studio_kpi_get_name (kpi));
  key->texts[1] = collate (studio_kpi_get_table (kpi));
  key->texts[2] = collate (studio_kpi_get_category (kpi));
  key->status = rank (kpi);
  g_hash_table_insert (self->keys, g_object_ref (kpi), key);
  return key;
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Comparison *comparison = user_data;
  const Key *one = get_key (comparison->sorters, a);
  const Key *two = get_key (comparison->sorters, b);

  switch (comparison->by)
    {
    case STUDIO_KPI_SORT_STATUS:
      return one->status - two->status;
    case STUDIO_KPI_SORT_SCORE:
      return compare_numbers (one->numbers[0], two->numbers[0]);
    case STUDIO_KPI_SORT_TIME:
      return compare_numbers (one->numbers[1], two->numbers[1]);
    case STUDIO_KPI_SORT_NAME:
    case STUDIO_KPI_SORT_TABLE:
    case STUDIO_KPI_SORT_CATEGORY:
    default:
      return g_strcmp0 (one->texts[comparison->by - STUDIO_KPI_SORT_NAME],
                        two->texts[comparison->by - STUDIO_KPI_SORT_NAME]);
    }
}

static void
studio_kpi_sorters_finalize (GObject *object)
{
  g_hash_table_unref (STUDIO_KPI_SORTERS (object)->keys);
  G_OBJECT_CLASS (studio_kpi_sorters_parent_class)->finalize (object);
}

static void
studio_kpi_sorters_class_init (StudioKpiSortersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_kpi_sorters_finalize;
}

static void
studio_kpi_sorters_init (StudioKpiSorters *self)
{
  self->keys = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) key_free);
}

StudioKpiSorters *
studio_kpi_sorters_new (void)
{
  return g_object_new (STUDIO_TYPE_KPI_SORTERS, NULL);
}

static void
comparison_free (gpointer data)
{
  Comparison *comparison = data;

  g_object_unref (comparison->sorters);
  g_free (comparison);
}

GtkSorter *
studio_kpi_sorters_make (StudioKpiSorters *self, StudioKpiSortBy by)
{
  Comparison *comparison = g_new0 (Comparison, 1);

  comparison->sorters = g_object_ref (self);
  comparison->by = by;
  return GTK_SORTER (gtk_custom_sorter_new (compare, comparison, comparison_free));
}

void
studio_kpi_sorters_refresh (StudioKpiSorters *self)
{
  g_return_if_fail (STUDIO_IS_KPI_SORTERS (self));
  g_hash_table_remove_all (self->keys);
}
