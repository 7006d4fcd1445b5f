/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-assess"

#include "assess/studio-duplicates.h"

struct _StudioDuplicates
{
  GObject parent_instance;

  GHashTable *by_key;  /* (owned) identity → StudioKpi that had it first */
  GHashTable *by_name; /* (owned) folded name → StudioKpi that had it first */
  GHashTable *entries; /* (owned) id → strv of what the KPI stands under in by_key */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (StudioDuplicates, studio_duplicates, G_TYPE_OBJECT)

static void
studio_duplicates_finalize (GObject *object)
{
  StudioDuplicates *self = STUDIO_DUPLICATES (object);

  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->entries);
  G_OBJECT_CLASS (studio_duplicates_parent_class)->finalize (object);
}

static void
studio_duplicates_class_init (StudioDuplicatesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_duplicates_finalize;
  changed_signal = g_signal_new ("changed", STUDIO_TYPE_DUPLICATES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, STUDIO_TYPE_KPI, G_TYPE_INT);
}

static void
studio_duplicates_init (StudioDuplicates *self)
{
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
}

StudioDuplicates *
studio_duplicates_new (void)
{
  return g_object_new (STUDIO_TYPE_DUPLICATES, NULL);
}

/* The same statement on another database asks something else. */
static char *
scoped (StudioKpi *kpi, const char *sort, const char *text)
{
  return g_strdup_printf (
      "%s\x1f%s\x1f%s", studio_kpi_get_database (kpi) != NULL ? studio_kpi_get_database (kpi) : "",
      sort, text);
}

static char *
scoped_name (StudioKpi *kpi)
{
  g_autofree char *folded =
      g_utf8_casefold (studio_kpi_get_name (kpi) != NULL ? studio_kpi_get_name (kpi) : "", -1);

  return scoped (kpi, "name", g_strstrip (folded));
}

/* What a KPI stood under before it changed must not make others its duplicates. */
static void
forget (StudioDuplicates *self, StudioKpi *kpi)
{
  GStrv keys = g_hash_table_lookup (self->entries, studio_kpi_get_id (kpi));

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      if (g_hash_table_lookup (self->by_key, keys[i]) == kpi)
        g_hash_table_remove (self->by_key, keys[i]);
      if (g_hash_table_lookup (self->by_name, keys[i]) == kpi)
        g_hash_table_remove (self->by_name, keys[i]);
    }
  g_hash_table_remove (self->entries, studio_kpi_get_id (kpi));
}

static StudioKpi *
enter (GHashTable *table, const char *key, StudioKpi *kpi)
{
  StudioKpi *first = g_hash_table_lookup (table, key);

  if (first == NULL)
    g_hash_table_insert (table, g_strdup (key), g_object_ref (kpi));
  return first != NULL && first != kpi ? first : NULL;
}

StudioKpi *
studio_duplicates_add (StudioDuplicates *self, StudioKpi *kpi)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  const char *texts[] = { studio_kpi_get_key (kpi), studio_kpi_get_weak_key (kpi) };
  const char *const sorts[] = { "key", "weak" };
  g_autofree char *name = NULL;
  StudioKpi *other = NULL;

  g_return_val_if_fail (STUDIO_IS_DUPLICATES (self) && STUDIO_IS_KPI (kpi), NULL);

  forget (self, kpi);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *key = texts[i] != NULL ? scoped (kpi, sorts[i], texts[i]) : NULL;
      StudioKpi *first = key != NULL ? enter (self->by_key, key, kpi) : NULL;

      if (key != NULL)
        g_strv_builder_add (keys, key);
      if (other == NULL)
        other = first;
    }
  name = scoped_name (kpi);
  enter (self->by_name, name, kpi);
  g_strv_builder_add (keys, name);
  g_hash_table_insert (self->entries, g_strdup (studio_kpi_get_id (kpi)),
                       g_strv_builder_end (keys));
  return other;
}

void
studio_duplicates_prefer (StudioDuplicates *self, StudioKpi *kpi)
{
  GStrv keys;

  g_return_if_fail (STUDIO_IS_DUPLICATES (self) && STUDIO_IS_KPI (kpi));

  keys = g_hash_table_lookup (self->entries, studio_kpi_get_id (kpi));
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (g_hash_table_contains (self->by_key, keys[i]))
      g_hash_table_replace (self->by_key, g_strdup (keys[i]), g_object_ref (kpi));
}

void
studio_duplicates_emit_changed (StudioDuplicates *self, StudioKpi *kpi, int score)
{
  g_return_if_fail (STUDIO_IS_DUPLICATES (self) && STUDIO_IS_KPI (kpi));
  g_signal_emit (self, changed_signal, 0, kpi, score);
}

StudioKpi *
studio_duplicates_find_contradiction (StudioDuplicates *self, StudioKpi *kpi)
{
  g_autofree char *name = NULL;
  StudioKpi *other;

  g_return_val_if_fail (STUDIO_IS_DUPLICATES (self) && STUDIO_IS_KPI (kpi), NULL);

  name = scoped_name (kpi);
  other = g_hash_table_lookup (self->by_name, name);
  if (other == NULL || other == kpi ||
      g_strcmp0 (studio_kpi_get_weak_key (other), studio_kpi_get_weak_key (kpi)) == 0)
    return NULL;
  return other;
}
