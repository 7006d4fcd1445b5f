/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-lines.h"

#include <string.h>

#include "propose/analyst/studio-child.h"

gboolean
studio_lines_find (const StudioAnalysis *self, const StudioReading *reading, StudioLines *lines)
{
  if (!studio_reading_is_flow (reading) || reading->archetype == STUDIO_ARCHETYPE_LINE)
    return FALSE;
  for (guint i = 0; i < reading->children->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->children, i);
      StudioReading *child = studio_schema_index_read (self->index, relationship->child);
      const StudioColumn *link = studio_reading_find (child, relationship->column);

      if (child->archetype != STUDIO_ARCHETYPE_LINE || child->empty || child->money == NULL ||
          child->minor || child->money->mixed || child->money->null_share > 0.3 ||
          !relationship->unique || relationship->one_to_one || link == NULL || !link->usable ||
          link->null_share > 0.05 || strcmp (child->source, reading->source) == 0)
        continue;
      *lines = (StudioLines){ .relationship = relationship, .reading = child };
      return TRUE;
    }
  return FALSE;
}

gboolean
studio_lines_carry_amount (const StudioAnalysis *self,
                           const StudioReading *reading,
                           StudioLines *lines)
{
  return (reading->money == NULL || reading->minor) && reading->mixed == NULL &&
         studio_lines_find (self, reading, lines);
}

StudioDefinition *
studio_lines_start (const StudioAnalysis *self, const StudioLines *lines, const char *pattern)
{
  StudioDefinition *definition =
      studio_analysis_start_for (lines->reading, pattern, lines->reading->money);
  g_autofree char *name =
      studio_analysis_ensure_joined (self, definition, lines->reading->source, lines->relationship);

  return definition;
}

StudioExpression *
studio_lines_amount (const StudioLines *lines)
{
  return studio_column_expression (lines->reading->money, lines->reading->source);
}
