/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-reading.h"

/* A lookup has no more rows, where their number is known. */
#define LOOKUP_ROWS 500

/* How many columns of a kind a table has; those of keeping the row do not count. */
typedef struct
{
  guint keys;    /* foreign keys */
  guint in_key;  /* foreign keys that are part of the primary key */
  guint primary; /* columns of the primary key */
  guint measures;
  guint times; /* of business, not of keeping the row */
  guint dates_in_key;
  gboolean composite; /* the primary key */
  guint quantities;
  guint prices;
  guint running; /* totals of all there was so far */
  guint own;     /* everything else that says something */
} Counts;

static gboolean
is_keeping (const StudioColumn *column)
{
  return column->audit || column->flag == STUDIO_FLAG_DELETED ||
         (column->role == STUDIO_ROLE_TIME &&
          (column->time_role == STUDIO_TIME_CREATED || column->time_role == STUDIO_TIME_UPDATED ||
           column->time_role == STUDIO_TIME_DELETED));
}

static void
count_column (const StudioColumn *column, Counts *counts)
{
  gboolean primary = studio_field_is_primary_key (column->field);

  if (studio_field_is_nested (column->field))
    return;
  counts->primary += primary;
  if (primary && studio_field_kind_is_temporal (column->kind))
    counts->dates_in_key++;
  if (column->role == STUDIO_ROLE_FOREIGN_KEY)
    {
      counts->keys += !column->audit;
      counts->in_key += primary;
      return;
    }
  if (primary || is_keeping (column))
    return;
  counts->own++;
  if (column->role == STUDIO_ROLE_TIME)
    counts->times++;
  if (!studio_column_is_measure (column))
    return;
  counts->measures++;
  counts->running += column->level && studio_column_has_word (column, "total");
  counts->quantities += column->role == STUDIO_ROLE_QUANTITY;
  counts->prices += column->role == STUDIO_ROLE_MONEY;
}

/* When a row happened is told by itself, or by the day that it points at. */
static gboolean
has_time (const StudioReading *self)
{
  return self->time != NULL || studio_reading_find_calendar (self) != NULL;
}

static gboolean
is_snapshot (const StudioReading *self, const Counts *counts, guint hints)
{
  if (self->time == NULL || counts->measures == 0 || self->valid_from != NULL)
    return FALSE;
  return (hints & STUDIO_TABLE_HINT_SNAPSHOT) != 0 || self->time->time_role == STUDIO_TIME_PERIOD ||
         (counts->dates_in_key > 0 && counts->composite) || counts->running > 0;
}

static gboolean
is_bridge (const StudioReading *self, const Counts *counts, guint last)
{
  if (counts->keys < 2 || counts->measures > 0 || self->name != NULL ||
      (self->key != NULL && self->children->len > 0))
    return FALSE;
  return (counts->in_key >= 2 && counts->own <= 1) ||
         ((last & STUDIO_TABLE_HINT_BRIDGE) != 0 && counts->own <= 2) || counts->own == 0;
}

static gboolean
is_lookup (const StudioReading *self, const Counts *counts, guint last)
{
  gint64 rows = self->rows;
  gboolean small = rows >= 0 && rows <= LOOKUP_ROWS;

  if (self->name == NULL || counts->measures > 0 || counts->times > 0 || counts->own > 8 ||
      self->status != NULL || rows > LOOKUP_ROWS)
    return FALSE;
  return (last & (STUDIO_TABLE_HINT_LOOKUP | STUDIO_TABLE_HINT_CONFIGURATION)) != 0 ||
         (small && counts->keys == 0 && self->children->len > 0 && counts->own <= 4);
}

/* A quantity at a price, of something and as part of something. */
static gboolean
is_line (const StudioReading *self, const Counts *counts, guint last)
{
  /* An order of one product is an order all the same. */
  if ((last & STUDIO_TABLE_HINT_EVENT) != 0)
    return FALSE;
  return counts->keys >= 2 && counts->quantities > 0 && counts->prices > 0 && counts->times == 0 &&
         self->status == NULL;
}

/* What has no name and no time of its own, and a key that begins with what it belongs to. */
static gboolean
is_part (const StudioReading *self, const Counts *counts)
{
  return counts->composite && counts->keys == 1 && self->time == NULL && self->name == NULL &&
         self->parents->len > 0;
}

/* People, companies and machines are, orders happen; else a name of its own makes a thing. */
static gboolean
is_thing (const StudioReading *self, guint hints, guint last)
{
  guint n = g_strv_length (self->words);
  guint concepts = n > 0 ? studio_lexicon_concepts (self->lexicon, self->words[n - 1]) : 0;

  if (last & STUDIO_TABLE_HINT_EVENT)
    return FALSE;
  if ((concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) != 0 ||
      (last & STUDIO_TABLE_HINT_ENTITY) != 0)
    return TRUE;
  return self->name != NULL && self->name->role == STUDIO_ROLE_NAME &&
         studio_column_has_word (self->name, "name") && self->name->null_share < 0.1 &&
         (hints & STUDIO_TABLE_HINT_EVENT) == 0;
}

/* What has a time and points at something, or is named like an event, happens. */
static gboolean
happens (const StudioReading *self, const Counts *counts, guint hints, guint last)
{
  if (!has_time (self))
    return FALSE;
  if ((last & STUDIO_TABLE_HINT_EVENT) != 0)
    return TRUE;
  return counts->keys > 0
             ? self->money != NULL || self->name == NULL || (hints & STUDIO_TABLE_HINT_EVENT) != 0
             : self->name == NULL && (self->money != NULL || self->status != NULL);
}

/* The names of codes, in groups: what other tables mean, and nothing by itself. */
static gboolean
is_code_list (const StudioReading *self, const Counts *counts)
{
  gboolean group = FALSE;
  gboolean code = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (studio_column_has_word (column, "name"))
        continue;
      if (studio_column_has_word (column, "group"))
        group = TRUE;
      else
        code = code || studio_column_has_word (column, "code");
    }
  return group && code && self->name != NULL && counts->measures == 0 && counts->times == 0 &&
         counts->keys == 0 && self->children->len == 0 && studio_reading_has_word (self, "code");
}

static StudioArchetype
archetype_of (const StudioReading *self, const Counts *counts)
{
  StudioTableHint last = STUDIO_TABLE_HINT_NONE;
  guint hints = studio_reading_hints (self, &last);

  if (_studio_reading_is_software (self))
    return STUDIO_ARCHETYPE_CONFIGURATION;
  if (is_snapshot (self, counts, hints))
    return STUDIO_ARCHETYPE_SNAPSHOT;
  if (((last & STUDIO_TABLE_HINT_CONFIGURATION) != 0 && counts->measures == 0) ||
      is_code_list (self, counts) || studio_table_is_calendar (self->table))
    return STUDIO_ARCHETYPE_CONFIGURATION;
  if ((last & STUDIO_TABLE_HINT_HISTORY) != 0 && self->time != NULL && self->money == NULL)
    return STUDIO_ARCHETYPE_HISTORY;
  if ((last & STUDIO_TABLE_HINT_LOG) != 0 && self->time != NULL)
    return STUDIO_ARCHETYPE_LOG;
  if (is_bridge (self, counts, last))
    return STUDIO_ARCHETYPE_BRIDGE;
  if (is_lookup (self, counts, last))
    return STUDIO_ARCHETYPE_LOOKUP;
  /* An order line has an amount and an order; a production line makes things. */
  if ((last & STUDIO_TABLE_HINT_LINE) != 0 && counts->measures > 0 &&
      (counts->keys > 1 || self->money != NULL || self->quantity != NULL))
    return STUDIO_ARCHETYPE_LINE;
  if (is_thing (self, hints, last))
    return STUDIO_ARCHETYPE_ENTITY;
  if (is_line (self, counts, last) || is_part (self, counts))
    return STUDIO_ARCHETYPE_LINE;
  return happens (self, counts, hints, last)
             ? self->money != NULL ? STUDIO_ARCHETYPE_HEADER : STUDIO_ARCHETYPE_EVENT
             : STUDIO_ARCHETYPE_ENTITY;
}

void
_studio_reading_read_archetype (StudioReading *self)
{
  Counts counts = { 0 };

  for (guint i = 0; i < self->columns->len; i++)
    count_column (g_ptr_array_index (self->columns, i), &counts);
  counts.composite = counts.primary > 0 && self->key == NULL;
  self->archetype = archetype_of (self, &counts);
}
