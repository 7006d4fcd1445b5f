/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-reading.h"

#include <string.h>

/* What the table says about its numbers that their names alone do not. */

/* The value of a reading is what a sensor measured, whatever it measures: neither money, nor to be
 * added up or averaged over sensors of several kinds. */
void
_studio_reading_read_measurements (StudioReading *self)
{
  static const char *const tables[] = { "reading",     "measurement", "telemetry",
                                        "observation", "sensor",      "sample" };
  static const char *const columns[] = { "value", "measured", "reading", "measurement",
                                         "raw",   "result",   NULL };
  gboolean measured = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    measured = measured || studio_reading_has_word (self, tables[i]);
  for (guint i = 0; measured && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      gboolean general = studio_field_kind_is_number (column->kind) &&
                         column->role != STUDIO_ROLE_IDENTIFIER &&
                         column->role != STUDIO_ROLE_FOREIGN_KEY && column->words[0] != NULL;

      for (guint w = 0; general && column->words[w] != NULL; w++)
        general = g_strv_contains (columns, column->words[w]);
      if (!general)
        continue;
      column->role = STUDIO_ROLE_MEASUREMENT;
      column->additive = FALSE;
      column->level = FALSE;
      column->general = TRUE;
    }
}

/* The column of the same words, but @word (nullable) for the first and without the last one where
 * @shorter. */
static StudioColumn *
find_like (const StudioReading *self, const StudioColumn *like, const char *first, gboolean shorter)
{
  guint n = g_strv_length (like->words) - shorter;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      gboolean same = column != like && g_strv_length (column->words) == n;

      for (guint w = 0; same && w < n; w++)
        same = strcmp (column->words[w], w == 0 && first != NULL ? first : like->words[w]) == 0;
      if (same)
        return column;
    }
  return NULL;
}

/* “position_text” says what “position” does; “total_cases” beside “new_cases” are all of them so
 * far, which nobody adds up. */
void
_studio_reading_read_twins (StudioReading *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      guint n = g_strv_length (column->words);

      if (n < 2)
        continue;
      if (strcmp (column->words[n - 1], "text") == 0 &&
          find_like (self, column, NULL, TRUE) != NULL)
        column->usable = FALSE;
      if (strcmp (column->words[0], "total") == 0 && studio_column_is_measure (column) &&
          find_like (self, column, "new", FALSE) != NULL)
        {
          column->level = TRUE;
          column->additive = FALSE;
        }
    }
}

/* The length of a film is one of its attributes; the lengths of all films are no sum. */
void
_studio_reading_read_attributes (StudioReading *self)
{
  static const char *const words[] = { "length", "width",  "height",   "depth", "weight", "size",
                                       "area",   "volume", "distance", "power", "seats",  NULL };

  if (self->archetype != STUDIO_ARCHETYPE_ENTITY && self->archetype != STUDIO_ARCHETYPE_LOOKUP)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      for (guint w = 0; words[w] != NULL; w++)
        if (column->role == STUDIO_ROLE_QUANTITY && studio_column_has_word (column, words[w]))
          column->role = STUDIO_ROLE_MEASUREMENT;
      if (column->role == STUDIO_ROLE_MEASUREMENT || column->role == STUDIO_ROLE_DURATION)
        column->additive = FALSE;
      /* How large a file is interests nobody. */
      if (studio_column_has_word (column, "bytes"))
        column->role = STUDIO_ROLE_TECHNICAL;
      if (self->quantity == column && !column->additive)
        self->quantity = NULL;
    }
}

/* Whether what happens is counted: new members, as opposed to members. */
static gboolean
counts_events (const StudioReading *self, const StudioColumn *column)
{
  static const char *const words[] = { "new",   "added",     "joined",  "left",      "removed",
                                       "lost",  "cancelled", "visited", "signup",    "created",
                                       "sold",  "admitted",  "admit",   "discharge", "discharged",
                                       "hired", "churned",   NULL };

  for (guint i = 0; column->words[i] != NULL; i++)
    if (g_strv_contains (words, column->words[i]) ||
        (studio_lexicon_table_hint (self->lexicon, column->words[i]) & STUDIO_TABLE_HINT_EVENT) !=
            0 ||
        studio_lexicon_time_role (self->lexicon, column->words[i]) != STUDIO_TIME_NONE)
      return TRUE;
  return FALSE;
}

/* Beds and members are still there the day after: their number in a table of days is how many there
 * are, not how many came. */
void
_studio_reading_read_levels (StudioReading *self)
{
  for (guint i = 0; self->archetype == STUDIO_ARCHETYPE_SNAPSHOT && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      gboolean lasting =
          (column->concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) != 0;

      for (guint w = 0; column->words[w] != NULL; w++)
        lasting = lasting || (studio_lexicon_table_hint (self->lexicon, column->words[w]) &
                              STUDIO_TABLE_HINT_ENTITY) != 0;
      if ((column->role == STUDIO_ROLE_COUNTER || column->role == STUDIO_ROLE_QUANTITY) &&
          lasting && !counts_events (self, column))
        {
          column->level = TRUE;
          column->additive = FALSE;
        }
    }
}

static const StudioColumn *
find_currency (const StudioReading *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->kind == STUDIO_FIELD_TEXT && column->usable &&
          studio_column_has_word (column, "currency") && !studio_field_is_nested (column->field) &&
          column->distinct > 1)
        return column;
    }
  return NULL;
}

/* Amounts in several currencies cannot be added up; those that name their currency can. */
void
_studio_reading_read_currencies (StudioReading *self)
{
  self->currency = find_currency (self);
  for (guint i = 0; self->currency != NULL && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->role != STUDIO_ROLE_MONEY || studio_column_currency (column) != NULL)
        continue;
      column->mixed = TRUE;
      column->sums_by_currency = column->additive;
      column->additive = FALSE;
    }
}
