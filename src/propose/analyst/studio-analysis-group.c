/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

#include <string.h>

/* More codes than this make a statement that nobody reads. */
#define MAX_CODES 15

static gboolean
is_told (const StudioColumn *column)
{
  for (guint i = 0; i < column->codes->len; i++)
    if (((const StudioCode *) g_ptr_array_index (column->codes, i))->told)
      return TRUE;
  return FALSE;
}

/* Whether nobody can tell from the values of a text what they mean: “20”, “S”, “VBK”. */
static gboolean
is_cryptic (const StudioColumn *column)
{
  gboolean cryptic = FALSE;

  for (guint i = 0; i < column->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (column->codes, i);

      cryptic = cryptic ||
                (strlen (code->value) <= 4 && g_ascii_strcasecmp (code->value, code->label) != 0);
    }
  return cryptic && column->codes->len <= MAX_CODES;
}

/* The value that is grouped by: numbers that the comment explains are shown by their names, so are
 * codes, and whatever the person explained. */
static StudioExpression *
group_value (const StudioColumn *column, const char *source)
{
  StudioExpression *value = studio_column_expression (column, source);
  GPtrArray *arguments;

  gboolean number = studio_field_kind_is_number (column->kind);
  gboolean all = number || is_cryptic (column);

  if ((!number && column->kind != STUDIO_FIELD_TEXT) ||
      (!is_told (column) && (column->codes->len < 2 || !all)))
    return value;
  arguments = g_ptr_array_new ();
  for (guint i = 0; i < column->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (column->codes, i);

      if (number ? !g_ascii_isdigit (*code->value) && *code->value != '-' : !all && !code->told)
        continue;
      g_ptr_array_add (arguments,
                       studio_expression_new (
                           STUDIO_OPERATOR_EQUAL, studio_expression_ref (value),
                           number ? studio_expression_number (g_ascii_strtod (code->value, NULL))
                                  : studio_expression_text (code->value),
                           NULL));
      g_ptr_array_add (arguments, studio_expression_text (code->label));
    }
  if (arguments->len < (is_told (column) ? 2 : 4))
    {
      g_ptr_array_set_free_func (arguments, (GDestroyNotify) studio_expression_unref);
      g_ptr_array_unref (arguments);
      return value;
    }
  if (number)
    {
      studio_expression_unref (value);
      value = studio_expression_text ("other");
    }
  g_ptr_array_add (arguments, value);
  return studio_expression_new_list (STUDIO_OPERATOR_CASE, arguments);
}

/* What the table of codes calls the value; the value itself where it does not know it. */
static StudioExpression *
code_name (StudioAnalysis *self,
           StudioDefinition *definition,
           const StudioColumn *column,
           const StudioCodeTable *codes,
           const char *group)
{
  const char *source = codes->reading->source;
  StudioExpression *value = studio_column_expression (column, self->reading->source);

  studio_definition_join (
      definition, source, studio_table_get_schema (codes->reading->table),
      studio_table_get_name (codes->reading->table), TRUE,
      studio_and (studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                         studio_column_expression (codes->group, source),
                                         studio_expression_text (group), NULL),
                  studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                         studio_column_expression (codes->code, source),
                                         studio_expression_ref (value), NULL)));
  if (value->kind != STUDIO_FIELD_TEXT)
    value = studio_expression_cast (value, STUDIO_FIELD_TEXT);
  return studio_expression_new (STUDIO_OPERATOR_COALESCE,
                                studio_column_expression (codes->reading->name, source), value,
                                NULL);
}

/* Adds the dimension, through the lookup table where the column points at one. */
void
studio_analysis_add_group (StudioAnalysis *self,
                           StudioDefinition *definition,
                           const StudioColumn *column)
{
  const StudioReading *reading = self->reading;
  const StudioRelationship *relationship = NULL;
  StudioCodeTable codes;
  g_autofree char *group = studio_schema_index_find_codes (self->index, column, &codes);
  StudioReading *lookup = column->role == STUDIO_ROLE_FOREIGN_KEY
                              ? studio_analysis_parent (self, reading, column, &relationship)
                              : NULL;

  if (lookup != NULL && lookup->name != NULL)
    {
      g_autofree char *joined =
          studio_analysis_join_parent (self, definition, reading->source, relationship, FALSE);

      studio_definition_add_dimension (definition, column->alias, column->label,
                                       studio_reading_name (lookup, joined));
      return;
    }
  studio_definition_add_dimension (definition, column->alias, column->label,
                                   group != NULL
                                       ? code_name (self, definition, column, &codes, group)
                                       : group_value (column, reading->source));
  if (column->null_share > 0)
    studio_definition_filter (
        definition,
        studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                               studio_column_expression (column, reading->source), NULL));
}
