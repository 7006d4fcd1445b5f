/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-uses.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MOST_FACTS 6

typedef struct
{
  const StudioAnalysis *analysis;
  const StudioProposal *proposal;
  GPtrArray *facts; /* (owned) of utf8 */
  GPtrArray *joins; /* (owned) of utf8 */
  GPtrArray *lists; /* (owned) of utf8 */
} Uses;

static void
add_once (GPtrArray *texts, char *text)
{
  if (g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (texts, text);
}

static StudioReading *
read_source (Uses *uses, const StudioDefinitionSource *source)
{
  StudioTable *table =
      studio_schema_index_find_table (uses->analysis->index, source->schema, source->table);

  return table != NULL ? studio_schema_index_read (uses->analysis->index, table) : NULL;
}

static StudioReading *
find_source (Uses *uses, const StudioDefinition *definition, const char *name)
{
  if (strcmp (definition->source->name, name) == 0)
    return read_source (uses, definition->source);
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (strcmp (join->source->name, name) == 0)
        return read_source (uses, join->source);
    }
  return NULL;
}

static const StudioColumn *
find_column (Uses *uses, const StudioDefinition *definition, const StudioExpression *expression)
{
  const StudioReading *reading;

  /* A flag that may be NULL is read as COALESCE (flag, 0). */
  while (expression->op == STUDIO_OPERATOR_COALESCE && expression->arguments->len > 0)
    expression = studio_expression_argument (expression, 0);
  if (expression->op != STUDIO_OPERATOR_COLUMN || expression->source == NULL)
    return NULL;
  reading = find_source (uses, definition, expression->source);
  for (guint i = 0; reading != NULL && i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (strcmp (studio_column_get_name (column), expression->text) == 0)
        return column;
    }
  return NULL;
}

static gboolean
is_constant (const StudioExpression *expression, const char *value)
{
  if (expression->op == STUDIO_OPERATOR_TEXT)
    return g_strcmp0 (expression->text, value) == 0;
  return expression->op == STUDIO_OPERATOR_NUMBER &&
         expression->number == g_ascii_strtod (value, NULL);
}

/* A comparison with values that the person explained. */
static void
visit_comparison (Uses *uses, const StudioColumn *column, const StudioExpression *expression)
{
  for (guint i = 0; i < column->told->len; i++)
    {
      const StudioFact *fact = g_ptr_array_index (column->told, i);
      gboolean used = FALSE;

      if (fact->value == NULL ||
          (fact->kind != STUDIO_FACT_CODE && fact->kind != STUDIO_FACT_LEFT_OUT))
        continue;
      for (guint k = 1; k < expression->arguments->len && !used; k++)
        used = is_constant (studio_expression_argument (expression, k), fact->value);
      if (used)
        add_once (uses->facts, studio_fact_to_sentence (fact));
    }
}

static gboolean
is_listed (const StudioColumn *column, const StudioExpression *value)
{
  const GStrv lists[] = { column->yes, column->no };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; lists[i] != NULL && lists[i][k] != NULL; k++)
      if (is_constant (value, lists[i][k]))
        return TRUE;
  for (guint i = 0; i < column->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (column->codes, i);

      if (code->listed && is_constant (value, code->value))
        return TRUE;
    }
  return FALSE;
}

/* A comparison with values of which only Metabase's list tells. */
static void
visit_listed (Uses *uses, const StudioColumn *column, const StudioExpression *expression)
{
  for (guint i = 1; i < expression->arguments->len; i++)
    if (is_listed (column, studio_expression_argument (expression, i)))
      {
        add_once (uses->lists, g_strdup (studio_column_get_name (column)));
        return;
      }
}

/* Flags say by themselves which rows do not count. */
static void
visit_column (Uses *uses, const StudioColumn *column)
{
  for (guint i = 0; i < column->told->len; i++)
    {
      const StudioFact *fact = g_ptr_array_index (column->told, i);

      if ((fact->kind == STUDIO_FACT_LEFT_OUT &&
           (fact->value == NULL || column->kind == STUDIO_FIELD_BOOLEAN)) ||
          fact->kind == STUDIO_FACT_CURRENCY || fact->kind == STUDIO_FACT_NAME)
        add_once (uses->facts, studio_fact_to_sentence (fact));
    }
}

static void visit_definition (Uses *uses, const StudioDefinition *definition);

static void
visit (Uses *uses, const StudioDefinition *definition, const StudioExpression *expression)
{
  const StudioColumn *column =
      expression->arguments->len > 1
          ? find_column (uses, definition, studio_expression_argument (expression, 0))
          : NULL;

  if (column != NULL && column->told != NULL)
    visit_comparison (uses, column, expression);
  if (column != NULL && column->listed != NULL)
    visit_listed (uses, column, expression);
  column =
      expression->op == STUDIO_OPERATOR_COLUMN ? find_column (uses, definition, expression) : NULL;
  if (column != NULL && column->told != NULL)
    visit_column (uses, column);
  for (guint i = 0; i < expression->arguments->len; i++)
    visit (uses, definition, studio_expression_argument (expression, i));
  if (expression->filter != NULL)
    visit (uses, definition, expression->filter);
  if (expression->definition != NULL)
    visit_definition (uses, expression->definition);
}

static void
visit_all (Uses *uses, const StudioDefinition *definition, GPtrArray *expressions)
{
  for (guint i = 0; i < expressions->len; i++)
    visit (uses, definition, g_ptr_array_index (expressions, i));
}

static void
visit_join (Uses *uses, const StudioDefinition *definition, const StudioExpression *condition)
{
  for (guint i = 0; i < condition->arguments->len; i++)
    {
      const StudioColumn *column =
          find_column (uses, definition, studio_expression_argument (condition, i));
      const StudioFieldInfo *info = column != NULL ? studio_field_get_info (column->field) : NULL;

      if (info != NULL && info->inferred_from != NULL)
        add_once (uses->joins,
                  g_strdup_printf (_ ("%s points at %s, though no key is declared: %s"), info->name,
                                   info->target_table, info->inferred_from));
    }
}

static void
visit_source (Uses *uses, const StudioDefinitionSource *source)
{
  const StudioReading *reading = read_source (uses, source);

  if (reading != NULL && reading->told_name != NULL)
    {
      g_autoptr (StudioFact) fact = studio_fact_new (
          STUDIO_FACT_NAME, studio_table_get_name (reading->table), NULL, reading->told_name, NULL);

      add_once (uses->facts, studio_fact_to_sentence (fact));
    }
  if (source->definition != NULL)
    visit_definition (uses, source->definition);
}

static void
visit_definition (Uses *uses, const StudioDefinition *definition)
{
  visit_source (uses, definition->source);
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      visit_source (uses, join->source);
      visit_join (uses, definition, join->condition);
    }
  for (guint i = 0; i < definition->columns->len; i++)
    visit (
        uses, definition,
        ((const StudioDefinitionColumn *) g_ptr_array_index (definition->columns, i))->expression);
  visit_all (uses, definition, definition->filters);
  visit_all (uses, definition, definition->group_filters);
  for (guint i = 0; i < definition->unions->len; i++)
    visit_definition (uses, g_ptr_array_index (definition->unions, i));
}

/* Whether the result shows an amount of money. */
static gboolean
shows_money (const StudioProposal *proposal)
{
  GHashTableIter iter;
  gpointer unit;

  if (proposal->unit == STUDIO_UNIT_CURRENCY)
    return TRUE;
  g_hash_table_iter_init (&iter, proposal->units);
  while (g_hash_table_iter_next (&iter, NULL, &unit))
    if (GPOINTER_TO_INT (unit) == STUDIO_UNIT_CURRENCY)
      return TRUE;
  return FALSE;
}

/* What the company's facts say of the whole. */
static void
visit_company (Uses *uses)
{
  static const struct
  {
    StudioFactKind kind;
    const char *pattern;
  } facts[] = { { STUDIO_FACT_CURRENCY, NULL }, { STUDIO_FACT_FISCAL_YEAR, "fiscal-year" } };
  const StudioFact *week;
  StudioContext *context = studio_schema_index_get_context (uses->analysis->index);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      const StudioFact *fact = studio_context_find (context, facts[i].kind);

      if (fact != NULL &&
          (facts[i].pattern != NULL
               ? g_strcmp0 (uses->proposal->definition->pattern, facts[i].pattern) == 0
               : uses->proposal->currency == g_intern_string (fact->meaning) &&
                     shows_money (uses->proposal)))
        add_once (uses->facts, studio_fact_to_sentence (fact));
    }
  week = uses->proposal->weekly ? studio_context_find (context, STUDIO_FACT_WEEK_START) : NULL;
  if (week != NULL)
    add_once (uses->facts, studio_fact_to_sentence (week));
}

static char *
join_texts (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < MIN (texts->len, MOST_FACTS); i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "",
                            (const char *) g_ptr_array_index (texts, i));
  if (texts->len > MOST_FACTS)
    g_string_append_printf (joined,
                            ngettext ("; and %u more", "; and %u more", texts->len - MOST_FACTS),
                            texts->len - MOST_FACTS);
  return g_string_free (joined, FALSE);
}

/* Adds a sentence about @texts, if there are any. */
static void
add_sentence (GString *sentences, const char *format, GPtrArray *texts)
{
  g_autofree char *joined = NULL;
  g_auto (GStrv) parts = NULL;

  if (texts->len == 0)
    return;
  joined = join_texts (texts);
  parts = g_strsplit (format, "%s", 2);
  g_string_append_printf (sentences, "%s%s%s%s", sentences->len > 0 ? " " : "", parts[0], joined,
                          parts[1]);
}

char *
studio_uses_describe (const StudioAnalysis *analysis, const StudioProposal *proposal)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) joins = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_free);
  Uses uses = { analysis, proposal, facts, joins, lists };
  g_autoptr (GString) sentences = g_string_new (NULL);

  visit_definition (&uses, proposal->definition);
  if (studio_schema_index_get_context (analysis->index) != NULL)
    visit_company (&uses);
  add_sentence (sentences, _ ("Uses your context: %s."), facts);
  add_sentence (sentences, _ ("Joins what was inferred: %s."), joins);
  add_sentence (sentences, _ ("Uses the values that Metabase lists of: %s."), lists);
  return sentences->len > 0 ? g_string_free (g_steal_pointer (&sentences), FALSE) : NULL;
}
