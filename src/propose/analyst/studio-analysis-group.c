/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis-private.h"

#include <string.h>

/* More codes than this make a statement that nobody reads. */
#define MAX_CODES 15

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

/* “Paid” and “paid ” are the same to people. */
static gboolean
is_spelling_of (const char *value, const char *other)
{
  g_autofree char *first = g_utf8_casefold (value, -1);
  g_autofree char *second = g_utf8_casefold (other, -1);

  return strcmp (g_strstrip (first), g_strstrip (second)) == 0;
}

/* Adds WHEN value IN (all spellings of the one at @index) THEN that one, if there are several. */
static void
add_spellings (const StudioColumn *column,
               const StudioExpression *value,
               guint index,
               GPtrArray *arguments)
{
  GStrv values = column->listed->values;
  GPtrArray *spellings = g_ptr_array_new ();

  g_ptr_array_add (spellings, studio_expression_ref ((StudioExpression *) value));
  for (guint i = 0; values[i] != NULL; i++)
    if (is_spelling_of (values[i], values[index]))
      {
        if (i < index)
          break;
        g_ptr_array_add (spellings, studio_expression_text (values[i]));
      }
  if (spellings->len > 2)
    {
      g_autofree char *plain = g_strstrip (g_strdup (values[index]));

      g_ptr_array_add (arguments, studio_expression_new_list (STUDIO_OPERATOR_IN, spellings));
      g_ptr_array_add (arguments, studio_expression_text (plain));
      return;
    }
  g_ptr_array_set_free_func (spellings, (GDestroyNotify) studio_expression_unref);
  g_ptr_array_unref (spellings);
}

/* Takes the different spellings of a value together; @value is (transfer full). */
static StudioExpression *
merge_spellings (const StudioColumn *column, StudioExpression *value)
{
  GPtrArray *arguments;

  if (column->listed == NULL || column->kind != STUDIO_FIELD_TEXT)
    return value;
  arguments = g_ptr_array_new ();
  for (guint i = 0; column->listed->values[i] != NULL; i++)
    add_spellings (column, value, i, arguments);
  if (arguments->len == 0)
    {
      g_ptr_array_unref (arguments);
      return value;
    }
  g_ptr_array_add (arguments, value);
  return studio_expression_new_list (STUDIO_OPERATOR_CASE, arguments);
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
      (!studio_column_is_told (column) && (column->codes->len < 2 || !all)))
    return merge_spellings (column, value);
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
  if (arguments->len < (studio_column_is_told (column) ? 2 : 4))
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

static gboolean
is_taken (const StudioDefinition *definition, const char *name)
{
  if (strcmp (definition->source->name, name) == 0)
    return TRUE;
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (strcmp (join->source->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

char *
_studio_analysis_free_source (const StudioDefinition *definition, const char *name)
{
  g_autofree char *other = g_strdup (name);

  for (guint n = 2; is_taken (definition, other); n++)
    {
      g_free (other);
      other = g_strdup_printf ("%s%u", name, n);
    }
  return g_steal_pointer (&other);
}

/* What the table of codes calls the value; the value itself where it does not know it. */
static StudioExpression *
code_name (StudioAnalysis *self,
           StudioDefinition *definition,
           const StudioColumn *column,
           const StudioCodeTable *codes,
           const char *group)
{
  g_autofree char *source = _studio_analysis_free_source (definition, codes->reading->source);
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
