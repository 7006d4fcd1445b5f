/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

#include <string.h>

/* Whether the columns that people rely on are filled. */

#define MAX_COLUMNS 6

/* What many rows rightly do without: not everybody has a fax, and not every country states. */
static gboolean
is_optional (const StudioColumn *column)
{
  static const char *const words[] = { "fax",    "middle",     "second",   "secondary", "alternate",
                                       "other",  "company",    "homepage", "website",   "suffix",
                                       "prefix", "state",      "region",   "line",      "reports",
                                       "parent", "extension",  "note",     "remark",    "memo",
                                       "suite",  "salutation", "title",    "nickname",  "birth",
                                       "holder", "spouse",     "referrer", "district",  NULL };

  for (guint i = 0; column->words[i] != NULL; i++)
    if (g_strv_contains (words, column->words[i]) || strchr ("23456789", *column->words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_important (const StudioReading *reading, const StudioColumn *column)
{
  gboolean role = column->role == STUDIO_ROLE_CONTACT || column->role == STUDIO_ROLE_PLACE ||
                  column->role == STUDIO_ROLE_NAME || column->role == STUDIO_ROLE_CATEGORY ||
                  column->role == STUDIO_ROLE_PERSON;

  return role && column->usable && !column->product && !column->audit && !is_optional (column) &&
         !studio_field_is_nested (column->field) && column->null_share > 0.005 &&
         column->null_share < 0.7;
}

static StudioExpression *
is_filled (const StudioReading *reading, const StudioColumn *column)
{
  return studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                studio_column_expression (column, reading->source), NULL);
}

/* Leaves out the emptiest until some rows can be expected to have all that is left. */
static void
keep_reachable (GPtrArray *columns)
{
  for (;;)
    {
      double all = 1;
      guint worst = 0;

      for (guint i = 0; i < columns->len; i++)
        {
          const StudioColumn *column = g_ptr_array_index (columns, i);

          all *= 1 - column->null_share;
          if (column->null_share >
              ((const StudioColumn *) g_ptr_array_index (columns, worst))->null_share)
            worst = i;
        }
      if (columns->len < 2 || all > 0.15)
        return;
      g_ptr_array_remove_index (columns, worst);
    }
}

static GPtrArray *
find_columns (const StudioReading *reading)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < reading->columns->len && columns->len < MAX_COLUMNS; i++)
    {
      StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (is_important (reading, column))
        g_ptr_array_add (columns, column);
    }
  return columns;
}

/* Rows in which all of them are filled. */
static void
add_complete (StudioAnalysis *self, GPtrArray *columns)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "completeness");
  StudioExpression *all = is_filled (reading, g_ptr_array_index (columns, 0));
  g_autoptr (GString) names = g_string_new (NULL);
  StudioProposal *proposal;

  for (guint i = 0; i < columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (columns, i);

      g_string_append_printf (names, "%s%s",
                              i == 0                 ? ""
                              : i + 1 < columns->len ? ", "
                                                     : " and ",
                              column->label);
      if (i > 0)
        all = studio_and (all, is_filled (reading, column));
    }
  studio_definition_add_measure (definition, "complete_share", "complete",
                                 studio_ratio (studio_count (all), studio_count (NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_COMPLETENESS, 52, "complete", "progress",
                                  definition, "Share of %s with complete data", reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (proposal,
                            g_strdup_printf ("Share of all %s for which %s %s filled.",
                                             reading->plural, names->str,
                                             columns->len == 1 ? "is" : "are all"),
                            studio_phrases_value (self, "complete", NULL, NULL, NULL),
                            g_strdup ("Columns that people rely on are empty in some rows."));
  studio_analysis_add (self, proposal);
}

static StudioDefinition *
filled_share (StudioAnalysis *self, const StudioColumn *column)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "completeness");

  studio_definition_add_dimension (definition, "field", "field",
                                   studio_expression_text (column->label));
  studio_definition_add_measure (
      definition, "filled_share", "filled",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT,
                                           studio_column_expression (column, reading->source),
                                           NULL),
                    studio_count (NULL)));
  return definition;
}

/* Each of them. */
static void
add_by_field (StudioAnalysis *self, GPtrArray *columns)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = filled_share (self, g_ptr_array_index (columns, 0));
  StudioProposal *proposal;

  for (guint i = 1; i < columns->len; i++)
    studio_definition_union (definition, filled_share (self, g_ptr_array_index (columns, i)));
  studio_definition_order (definition, "filled_share", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_COMPLETENESS, 42, "by field", "row", definition,
                                  "Completeness of %s data by field", reading->noun);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf (
          "For each field that people rely on, the share of all %s in which it is filled; "
          "the emptiest first.",
          reading->plural),
      studio_phrases_value (self, "fields", NULL, NULL, NULL),
      g_strdup ("Columns that people rely on are empty in some rows."));
  studio_analysis_add (self, proposal);
}

void
_studio_patterns_quality (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GPtrArray) columns = NULL;

  if (reading->archetype != STUDIO_ARCHETYPE_ENTITY &&
      reading->archetype != STUDIO_ARCHETYPE_HEADER && reading->archetype != STUDIO_ARCHETYPE_EVENT)
    return;
  columns = find_columns (reading);
  if (columns->len == 0)
    return;
  if (columns->len >= 3)
    add_by_field (self, columns);
  keep_reachable (columns);
  if (reading->archetype == STUDIO_ARCHETYPE_ENTITY)
    add_complete (self, columns);
}
