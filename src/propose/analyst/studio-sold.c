/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-sold.h"

#include "propose/analyst/studio-child.h"

gboolean
studio_sold_find (StudioAnalysis *self, StudioSold *sold)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->children->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->children, i);
      const StudioReading *line = studio_schema_index_read (self->index, relationship->child);
      const StudioColumn *link = studio_reading_find (line, relationship->column);

      if (line->archetype != STUDIO_ARCHETYPE_LINE || line->empty || line->money == NULL ||
          line->minor || line->money->mixed || line->money->null_share > 0.3 ||
          !relationship->unique || link == NULL || !link->usable || link->audit ||
          link->null_share > 0.1)
        continue;
      *sold = (StudioSold){ .analysis = self, .relationship = relationship, .line = line };
      studio_analysis_own_window (self, line, &sold->window);
      if (sold->window.time != NULL && sold->window.via != NULL &&
          studio_reading_is_order (
              studio_schema_index_read (self->index, sold->window.via->parent)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_cost (const StudioColumn *column)
{
  static const char *const others[] = { "shipping", "delivery", "maintenance", "total", "average",
                                        "setup",    "minimum",  "maximum",     "tax",   NULL };

  if (column->role != STUDIO_ROLE_MONEY || !column->usable || column->factor != NULL ||
      column->mixed || column->null_share > 0.3 || studio_column_is_constant (column) ||
      studio_field_is_nested (column->field) ||
      !(studio_column_has_word (column, "cost") || studio_column_has_word (column, "COGS")))
    return FALSE;
  for (guint i = 0; others[i] != NULL; i++)
    if (studio_column_has_word (column, others[i]))
      return FALSE;
  return TRUE;
}

const StudioColumn *
studio_sold_cost (const StudioReading *reading)
{
  for (guint i = 0; i < reading->columns->len; i++)
    if (is_cost (g_ptr_array_index (reading->columns, i)))
      return g_ptr_array_index (reading->columns, i);
  return NULL;
}
