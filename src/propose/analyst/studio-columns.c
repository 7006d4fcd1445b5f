/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-columns.h"

#include "propose/analyst/studio-status.h"

gboolean
studio_column_has_any (const StudioColumn *self, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_column_has_word (self, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
studio_reading_has_any (const StudioReading *self, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_reading_has_word (self, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
links_to_any (const StudioAnalysis *self, const StudioReading *reading, const char *const *words)
{
  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);
      const StudioColumn *column = studio_reading_find (reading, link->column);

      if (studio_reading_has_any (studio_schema_index_read (self->index, link->parent), words) ||
          (column != NULL && studio_column_has_any (column, words)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_bought (const StudioAnalysis *self, const StudioReading *reading)
{
  static const char *const buying[] = { "purchase order", "procurement", "payable",
                                        "payables",       "supplier",    "vendor",
                                        "expense",        "expenses",    NULL };
  static const char *const bought[] = { "purchase", "purchases", "purchasing", NULL };
  static const char *const from[] = { "supplier", "suppliers", "vendor", "vendors", NULL };
  static const char *const to[] = { "customer", "customers", "client",  "clients",    "consumer",
                                    "member",   "members",   "shopper", "subscriber", NULL };
  static const char *const users[] = { "user", "users", "player", "account", NULL };

  if (links_to_any (self, reading, to))
    return FALSE;
  return studio_reading_has_any (reading, buying) || links_to_any (self, reading, from) ||
         (studio_reading_has_any (reading, bought) && !links_to_any (self, reading, users));
}

gboolean
studio_columns_tell_buying (const StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; reading->archetype == STUDIO_ARCHETYPE_LINE && i < reading->parents->len; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);
      StudioReading *owner = studio_schema_index_read (self->index, link->parent);

      if (owner->archetype == STUDIO_ARCHETYPE_HEADER)
        return is_bought (self, owner);
    }
  return is_bought (self, reading);
}

const StudioColumn *
studio_columns_find (const StudioReading *reading,
                     guint roles,
                     const char *const *with,
                     const char *const *without)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if ((roles & (1u << column->role)) != 0 && column->usable && !column->product &&
          (with == NULL || studio_column_has_any (column, with)) &&
          (without == NULL || !studio_column_has_any (column, without)) &&
          column->null_share < 0.9 &&
          ((roles & STUDIO_ROLES_CONSTANT) != 0 || !studio_column_is_constant (column)) &&
          !studio_field_is_nested (column->field))
        return column;
    }
  return NULL;
}

StudioExpression *
studio_columns_hours (const StudioColumn *column, const char *source)
{
  static const struct
  {
    const char *word;
    double per_hour;
  } units[] = {
    { "milliseconds", 3600000 }, { "ms", 3600000 },   { "seconds", 3600 }, { "second", 3600 },
    { "minutes", 60 },           { "minute", 60 },    { "hours", 1 },      { "hour", 1 },
    { "days", 1.0 / 24 },        { "day", 1.0 / 24 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      StudioExpression *value;

      if (!studio_column_has_word (column, units[i].word))
        continue;
      value = studio_column_expression (column, source);
      if (units[i].per_hour > 1)
        return studio_expression_new (STUDIO_OPERATOR_RATIO, value,
                                      studio_expression_number (units[i].per_hour), NULL);
      return units[i].per_hour == 1
                 ? value
                 : studio_expression_new (STUDIO_OPERATOR_MULTIPLY, value,
                                          studio_expression_number (1 / units[i].per_hour), NULL);
    }
  return NULL;
}

gboolean
studio_columns_has_unit (const StudioColumn *column)
{
  g_autoptr (StudioExpression) hours = studio_columns_hours (column, "t");

  return hours != NULL;
}

StudioDefinition *
studio_columns_trend (StudioAnalysis *self, const StudioWindow *window, const char *pattern)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, pattern);

  studio_definition_filter (definition, studio_status_valid (reading, reading->source));
  studio_analysis_add_period (self, definition, window, reading->source);
  studio_analysis_limit_trend (self, definition, window, reading->source);
  studio_definition_order (definition, studio_grain_name (window->grain), FALSE);
  return definition;
}

void
studio_columns_add (StudioAnalysis *self,
                    StudioProposal *proposal,
                    StudioUnit unit,
                    StudioDirection direction,
                    char *description,
                    const char *business_value,
                    char *reason)
{
  studio_proposal_set_unit (proposal, NULL, unit, direction);
  studio_proposal_set_text (proposal, description, g_strdup (business_value), reason);
  studio_analysis_add (self, proposal);
}
