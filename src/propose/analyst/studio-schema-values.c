/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-schema-index.h"

/* More columns than this of one table are not looked at. */
#define MOST_COLUMNS 8

/* What the table of codes calls the values, Metabase does not know. */
static gboolean
is_named_by_codes (const StudioColumn *column)
{
  const StudioFieldInfo *info = studio_field_get_info (column->field);

  return !info->remapped && info->values->labels != NULL &&
         !g_strv_equal ((const char *const *) info->values->values,
                        (const char *const *) info->values->labels);
}

static gboolean
is_wanted (StudioSchemaIndex *self, const StudioColumn *column, gboolean again)
{
  StudioCodeTable codes;
  g_autofree char *group = NULL;

  if (studio_field_get_info (column->field)->values != NULL)
    return again && !is_named_by_codes (column);
  if (!studio_column_wants_values (column))
    return FALSE;
  group = studio_schema_index_find_codes (self, column, &codes);
  return group == NULL;
}

GPtrArray *
studio_schema_index_find_unlisted (StudioSchemaIndex *self, StudioTable *table, gboolean again)
{
  static const StudioRole order[] = { STUDIO_ROLE_STATUS, STUDIO_ROLE_FLAG, STUDIO_ROLE_CATEGORY,
                                      STUDIO_ROLE_OTHER, STUDIO_ROLE_NUMBER };
  StudioReading *reading = studio_schema_index_read (self, table);
  GPtrArray *fields = g_ptr_array_new ();

  if (reading->empty || reading->archetype == STUDIO_ARCHETYPE_CONFIGURATION)
    return fields;
  for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < reading->columns->len && fields->len < MOST_COLUMNS; i++)
      {
        const StudioColumn *column = g_ptr_array_index (reading->columns, i);

        if (column->role == order[k] && is_wanted (self, column, again))
          g_ptr_array_add (fields, column->field);
      }
  return fields;
}
