/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-reading.h"

#include <string.h>

/* What a person told about the company goes before what names and comments suggest. */

static gboolean
is_flag_kind (const StudioColumn *column)
{
  return column->kind == STUDIO_FIELD_BOOLEAN || studio_field_kind_is_temporal (column->kind);
}

/* What has codes is a state, or a kind of things, whatever its name says. */
static void
hear_code (const StudioReading *self, StudioColumn *column, const StudioFact *fact)
{
  const StudioCode *code;

  if (is_flag_kind (column))
    return;
  studio_codes_tell (self->lexicon, column->codes, fact->value, fact->meaning, fact->state);
  code = g_ptr_array_index (column->codes, column->codes->len - 1);
  if (column->role == STUDIO_ROLE_FOREIGN_KEY || column->role == STUDIO_ROLE_FLAG ||
      column->role == STUDIO_ROLE_STATUS)
    return;
  column->role = code->state != STUDIO_STATE_NONE ? STUDIO_ROLE_STATUS : STUDIO_ROLE_CATEGORY;
  column->additive = FALSE;
  column->level = FALSE;
}

static void
hear_left_out (StudioColumn *column, const StudioFact *fact)
{
  gboolean deleted = fact->meaning != NULL && strstr (fact->meaning, "delet") != NULL;

  /* What a text has to say is only known for flags. */
  if (fact->value == NULL && !is_flag_kind (column) && column->role != STUDIO_ROLE_FLAG &&
      column->flag == STUDIO_FLAG_PLAIN && !studio_field_kind_is_number (column->kind))
    return;
  column->flag = deleted ? STUDIO_FLAG_DELETED : STUDIO_FLAG_TEST;
}

static void
hear_column (const StudioReading *self, StudioColumn *column, GPtrArray *facts)
{
  column->told = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_fact_free);
  for (guint i = 0; i < facts->len; i++)
    {
      const StudioFact *fact = g_ptr_array_index (facts, i);

      g_ptr_array_add (column->told, studio_fact_copy (fact));
      switch ((int) fact->kind)
        {
        case STUDIO_FACT_CODE:
          hear_code (self, column, fact);
          break;
        case STUDIO_FACT_LEFT_OUT:
          hear_left_out (column, fact);
          break;
        case STUDIO_FACT_COUNTED:
          column->flag = STUDIO_FLAG_PLAIN;
          break;
        case STUDIO_FACT_CURRENCY:
          column->currency = g_intern_string (fact->meaning);
          if (studio_field_kind_is_number (column->kind) && column->role == STUDIO_ROLE_NUMBER)
            column->role = STUDIO_ROLE_MONEY;
          break;
        default:
          break;
        }
    }
}

void
_studio_reading_hear (StudioReading *self, StudioContext *context)
{
  for (guint i = 0; context != NULL && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      g_autoptr (GPtrArray) facts =
          studio_context_get_field_facts (context, self->table, column->field);

      if (facts->len > 0)
        hear_column (self, column, facts);
    }
}

void
_studio_reading_hear_currency (StudioReading *self, StudioContext *context)
{
  const StudioFact *currency =
      context != NULL ? studio_context_find (context, STUDIO_FACT_CURRENCY) : NULL;

  for (guint i = 0; currency != NULL && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->role == STUDIO_ROLE_MONEY && !column->mixed &&
          studio_column_currency (column) == NULL)
        column->currency = g_intern_string (currency->meaning);
    }
}

static void
name_column (StudioColumn *column, const char *name)
{
  g_free (column->label);
  g_free (column->alias);
  column->label = g_strdup (name);
  column->alias = studio_alias_from (name, "value");
}

void
_studio_reading_hear_names (StudioReading *self, StudioContext *context)
{
  GPtrArray *facts = context != NULL ? studio_context_get_facts (context) : NULL;

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const StudioFact *fact = g_ptr_array_index (facts, i);

      if (fact->kind != STUDIO_FACT_NAME || !studio_fact_is_about_table (fact, self->table))
        continue;
      g_free (self->told_name);
      g_free (self->noun);
      self->told_name = g_strdup (fact->meaning);
      self->noun = studio_lexicon_singular (self->lexicon, fact->meaning);
    }
  for (guint i = 0; facts != NULL && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      for (guint k = 0; column->told != NULL && k < column->told->len; k++)
        {
          const StudioFact *fact = g_ptr_array_index (column->told, k);

          if (fact->kind == STUDIO_FACT_NAME)
            name_column (column, fact->meaning);
        }
    }
}
