/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-reading.h"

#include <string.h>

/*
 * Tables of days that other tables point at instead of having a date: the date dimension of a
 * data warehouse. And rows that are valid from one day to another.
 */

/* A day has a year, a month and more. */
#define FEW_PARTS 3

/* Only tables named like one are looked into. */
static gboolean
is_named_like_calendar (const char *name)
{
  static const char *const parts[] = { "date", "calendar", "time", "day", "period" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (lower, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_part_of_date (const StudioLexicon *lexicon, StudioField *field)
{
  g_auto (GStrv) words = studio_lexicon_split (lexicon, studio_field_get_name (field), NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (studio_lexicon_concepts (lexicon, words[i]) & STUDIO_CONCEPT_CALENDAR)
      return TRUE;
  return FALSE;
}

gboolean
studio_table_is_calendar (StudioTable *table)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  GListModel *fields = studio_table_get_fields (table);
  gboolean date = FALSE;
  guint parts = 0;

  if (!is_named_like_calendar (studio_table_get_name (table)))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (studio_field_is_foreign_key (field) &&
          studio_field_get_info (field)->target_field_id != 0 &&
          !studio_field_is_primary_key (field))
        return FALSE;
      if (studio_field_kind_is_temporal (studio_field_get_kind (field)))
        date = TRUE;
      else
        parts += is_part_of_date (lexicon, field);
    }
  return date && parts >= FEW_PARTS;
}

const StudioRelationship *
studio_reading_find_calendar (const StudioReading *self)
{
  for (guint i = 0; i < self->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (self->parents, i);

      if (relationship->unique && relationship->parent != self->table &&
          studio_table_is_calendar (relationship->parent))
        return relationship;
    }
  return NULL;
}

/* A day is a time, not a thing that sells well or badly. */
void
_studio_reading_read_days (StudioReading *self)
{
  for (guint i = 0; i < self->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (self->parents, i);
      StudioColumn *column = studio_table_is_calendar (relationship->parent)
                                 ? studio_reading_find (self, relationship->column)
                                 : NULL;

      if (column != NULL)
        column->usable = FALSE;
    }
}

/* “from_date” to “to_date”: what the row says holds in between, and other rows say what holds
 * before and after. */
static gboolean
is_start_of_validity (const StudioReading *self, const StudioColumn *column)
{
  return column->role == STUDIO_ROLE_TIME && column->time_role == STUDIO_TIME_STARTED &&
         !studio_field_is_nested (column->field) &&
         (studio_field_is_primary_key (column->field) || studio_column_has_word (column, "from") ||
          studio_column_has_word (column, "valid") || studio_column_has_word (column, "effective"));
}

void
_studio_reading_read_validity (StudioReading *self)
{
  const StudioColumn *start = NULL;
  StudioColumn *end = NULL;
  gboolean keyed = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (start == NULL && is_start_of_validity (self, column))
        start = column;
      else if (end == NULL && column->role == STUDIO_ROLE_TIME &&
               (column->time_role == STUDIO_TIME_ENDED ||
                column->time_role == STUDIO_TIME_EXPIRED) &&
               !studio_field_is_nested (column->field))
        end = column;
      keyed = keyed || (column->role == STUDIO_ROLE_FOREIGN_KEY && !column->audit);
    }
  /* How long a state lasts is another question. */
  if (start == NULL || end == NULL || !keyed || self->status != NULL ||
      studio_reading_is_term (self) || start->kind != end->kind ||
      (end->until == NULL && end->null_share <= 0))
    return;
  self->valid_from = start;
  self->valid_until = end;
  /* What somebody earns now and what he earned before are no sum. */
  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (!studio_column_is_measure (column))
        continue;
      column->additive = FALSE;
      column->level = column->role == STUDIO_ROLE_MONEY || column->role == STUDIO_ROLE_RATE;
    }
}
