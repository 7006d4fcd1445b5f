/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-nulls.h"
#include "propose/analyst/studio-compiler-percentile.h"
#include "propose/analyst/studio-compiler-windows.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/studio-error.h"

static const StudioCompilerClass *
find_class (StudioDialect dialect)
{
  switch ((int) dialect)
    {
    case STUDIO_DIALECT_POSTGRESQL:
      return _studio_compiler_postgresql ();
    case STUDIO_DIALECT_BIGQUERY:
      return _studio_compiler_bigquery ();
    case STUDIO_DIALECT_CLICKHOUSE:
      return _studio_compiler_clickhouse ();
    case STUDIO_DIALECT_REDSHIFT:
      return _studio_compiler_redshift ();
    case STUDIO_DIALECT_SNOWFLAKE:
      return _studio_compiler_snowflake ();
    case STUDIO_DIALECT_SQLSERVER:
      return _studio_compiler_sqlserver ();
    case STUDIO_DIALECT_TRINO:
      return _studio_compiler_trino ();
    case STUDIO_DIALECT_MYSQL:
      return _studio_compiler_mysql ();
    case STUDIO_DIALECT_SQLITE:
      return _studio_compiler_sqlite ();
    default:
      return NULL;
    }
}

gboolean
studio_compiler_supports (StudioDialect dialect)
{
  return find_class (dialect) != NULL;
}

static char *
indent (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\n  ", lines);

  return g_strconcat ("  ", joined, NULL);
}

static gboolean
reads_table (const StudioDefinition *definition, const char *table)
{
  if (g_strcmp0 (definition->source->table, table) == 0)
    return TRUE;
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (g_strcmp0 (join->source->table, table) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The name that a definition inside another has in the statement, which gets written first. */
static const char *
add_step (StudioCompiler *self, const StudioDefinition *definition, const char *name)
{
  g_autofree char *query = NULL;
  gboolean qualify = self->qualify;
  g_autofree char *base = reads_table (definition, name) && self->klass->own_step_names
                              ? g_strconcat (name, "_grouped", NULL)
                              : g_strdup (name);
  g_autofree char *unique = g_strdup (base);

  for (guint i = 0; i < self->step_definitions->len; i++)
    if (studio_definition_equal (g_ptr_array_index (self->step_definitions, i), definition))
      return g_ptr_array_index (self->step_names, i);
  query = _studio_compiler_query (self, definition);
  self->qualify = qualify;
  for (guint n = 2; g_ptr_array_find_with_equal_func (self->step_names, unique, g_str_equal, NULL);
       n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s_%u", base, n);
    }
  g_ptr_array_add (self->steps, g_steal_pointer (&query));
  g_ptr_array_add (self->step_definitions, (gpointer) definition);
  g_ptr_array_add (self->step_names, g_steal_pointer (&unique));
  return g_ptr_array_index (self->step_names, self->step_names->len - 1);
}

static char *
write_source (StudioCompiler *self, const StudioDefinitionSource *source)
{
  g_autofree char *alias = _studio_compiler_identifier (self, source->name);
  g_autofree char *schema = NULL;
  g_autofree char *table = NULL;

  if (source->definition != NULL)
    {
      const char *step = add_step (self, source->definition, source->name);

      table = _studio_compiler_identifier (self, step);
    }
  else
    {
      table = _studio_compiler_identifier (self, source->table);
      if (source->schema != NULL && *source->schema != '\0' &&
          g_strcmp0 (source->schema, self->klass->default_schema) != 0)
        schema = _studio_compiler_identifier (self, source->schema);
    }
  return g_strconcat (schema != NULL ? schema : "", schema != NULL ? "." : "", table,
                      self->qualify && strcmp (table, alias) != 0 ? " AS " : "",
                      self->qualify && strcmp (table, alias) != 0 ? alias : "", NULL);
}

/* Whether the column has its name without being given it. */
static gboolean
is_named (const StudioDefinitionColumn *column)
{
  return column->expression->op == STUDIO_OPERATOR_COLUMN && column->expression->path == NULL &&
         strcmp (column->expression->text, column->name) == 0;
}

static gboolean
is_another (const StudioDefinitionSource *source, const StudioDefinitionColumn *column)
{
  return source->definition != NULL && strcmp (source->name, column->expression->source) != 0 &&
         studio_definition_find_column (source->definition, column->name) != NULL;
}

/* Whether another source has a column of that name, too: SQLite orders by neither then. */
static gboolean
is_ambiguous (const StudioDefinition *definition, const StudioDefinitionColumn *column)
{
  if (is_another (definition->source, column))
    return TRUE;
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (is_another (join->source, column))
        return TRUE;
    }
  return FALSE;
}

static void
write_columns (StudioCompiler *self, const StudioDefinition *definition, GString *sql)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *top = self->klass->limit == STUDIO_COMPILER_TOP && definition->limit > 0
                             ? g_strdup_printf (" TOP %u", definition->limit)
                             : g_strdup ("");

  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);
      g_auto (StudioFragment) fragment = { NULL };
      g_autofree char *alias = NULL;

      if (column->hidden)
        continue;
      self->break_case = column->expression->op == STUDIO_OPERATOR_CASE;
      _studio_compiler_expression (self, column->expression, &fragment);
      alias = _studio_compiler_identifier (self, column->name);
      if (is_named (column) && !is_ambiguous (definition, column))
        g_ptr_array_add (items, g_steal_pointer (&fragment.sql));
      else
        g_ptr_array_add (items, g_strconcat (fragment.sql, " AS ", alias, NULL));
    }
  g_string_append_printf (sql, "SELECT%s", top);
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (sql, "%s%s%s", items->len == 1 ? " " : "\n  ",
                            (char *) g_ptr_array_index (items, i), i + 1 < items->len ? "," : "");
}

/* Whether the tables of @join belong together by something that is equal. */
static gboolean
has_key (const StudioExpression *condition)
{
  if (condition->op == STUDIO_OPERATOR_AND)
    {
      for (guint i = 0; i < condition->arguments->len; i++)
        if (has_key (studio_expression_argument (condition, i)))
          return TRUE;
    }
  return condition->op == STUDIO_OPERATOR_EQUAL;
}

/* Whether the condition of @join stands in WHERE, which means the same. */
static gboolean
is_crossed (const StudioCompiler *self, const StudioDefinitionJoin *join)
{
  return self->klass->joins_need_keys && !join->left && !has_key (join->condition);
}

static void
write_join (StudioCompiler *self, const StudioDefinitionJoin *join, GString *sql)
{
  g_autofree char *joined = write_source (self, join->source);
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func (g_free);

  self->left_join |= join->left;
  if (is_crossed (self, join))
    {
      g_string_append_printf (sql, "\nCROSS JOIN %s", joined);
      return;
    }
  g_string_append_printf (sql, "\n%sJOIN %s", join->left ? "LEFT " : "", joined);
  _studio_compiler_conditions (self, join->condition, conditions);
  for (guint i = 0; i < conditions->len; i++)
    g_string_append_printf (sql, "%s%s",
                            i > 0                 ? "\n    AND "
                            : conditions->len > 1 ? "\n  ON "
                                                  : " ON ",
                            (char *) g_ptr_array_index (conditions, i));
}

/* Returns: (element-type StudioExpression): conditions that the rows joined have to meet */
static GPtrArray *
write_from (StudioCompiler *self, const StudioDefinition *definition, GString *sql)
{
  g_autofree char *source = write_source (self, definition->source);
  GPtrArray *conditions = g_ptr_array_new ();

  g_string_append_printf (sql, "\nFROM %s", source);
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      write_join (self, join, sql);
      if (is_crossed (self, join))
        g_ptr_array_add (conditions, join->condition);
    }
  for (guint i = 0; i < definition->filters->len; i++)
    g_ptr_array_add (conditions, g_ptr_array_index (definition->filters, i));
  return conditions;
}

static void
write_conditions (StudioCompiler *self, GPtrArray *expressions, const char *word, GString *sql)
{
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < expressions->len; i++)
    _studio_compiler_conditions (self, g_ptr_array_index (expressions, i), conditions);
  for (guint i = 0; i < conditions->len; i++)
    g_string_append_printf (sql, "\n%s %s", i == 0 ? word : "  AND",
                            (char *) g_ptr_array_index (conditions, i));
}

/* Positions keep long expressions from being written twice; a key that is not shown has none. */
static gboolean
group_by_position (StudioCompiler *self, const StudioDefinition *definition)
{
  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      if (column->hidden)
        return FALSE;
    }
  return self->klass->group_by_position;
}

static void
write_groups (StudioCompiler *self, const StudioDefinition *definition, GString *sql)
{
  gboolean by_position = group_by_position (self, definition);
  const char *separator = "\nGROUP BY ";

  if (!studio_definition_is_grouped (definition))
    return;
  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);
      g_auto (StudioFragment) fragment = { NULL };

      if (!column->dimension || column->expression->op == STUDIO_OPERATOR_TEXT ||
          column->expression->op == STUDIO_OPERATOR_NUMBER)
        continue;
      if (by_position)
        g_string_append_printf (sql, "%s%u", separator, i + 1);
      else
        {
          _studio_compiler_expression (self, column->expression, &fragment);
          g_string_append_printf (sql, "%s%s", separator, fragment.sql);
        }
      separator = ", ";
    }
}

/* NULLs come last either way. Where the dialect cannot say so, a first key puts them there. In an
 * expression no dialect knows the name of what is aggregated, and some know no names at all. */
static char *
write_nulls_key (StudioCompiler *self, const StudioDefinitionColumn *column)
{
  g_auto (StudioFragment) fragment = { NULL };
  g_autofree char *operand = NULL;

  if (self->klass->conditions_are_values && !studio_expression_has_aggregate (column->expression))
    {
      operand = _studio_compiler_identifier (self, column->name);
      return g_strdup_printf ("%s IS NULL, ", operand);
    }
  _studio_compiler_expression (self, column->expression, &fragment);
  operand = _studio_fragment_operand (&fragment, STUDIO_PRECEDENCE_ADDITION);
  return self->klass->conditions_are_values
             ? g_strdup_printf ("%s IS NULL, ", operand)
             : g_strdup_printf ("CASE WHEN %s IS NULL THEN 1 ELSE 0 END, ", operand);
}

static void
write_order_key (StudioCompiler *self,
                 const StudioDefinition *definition,
                 const StudioDefinitionOrder *order,
                 GString *sql)
{
  const StudioDefinitionColumn *column = studio_definition_find_column (definition, order->column);
  g_autofree char *name = _studio_compiler_identifier (self, order->column);
  gboolean nulls = column != NULL && order->descending != self->klass->nulls_sort_low &&
                   _studio_compiler_may_be_null (definition, column->expression);
  g_autofree char *first = nulls && !self->klass->nulls_last && definition->unions->len == 0
                               ? write_nulls_key (self, column)
                               : g_strdup ("");

  g_string_append_printf (sql, "%s%s%s%s", first, name, order->descending ? " DESC" : "",
                          nulls && self->klass->nulls_last ? " NULLS LAST" : "");
}

static void
write_order (StudioCompiler *self, const StudioDefinition *definition, GString *sql)
{
  for (guint i = 0; i < definition->order->len; i++)
    {
      g_string_append (sql, i == 0 ? "\nORDER BY " : ", ");
      write_order_key (self, definition, g_ptr_array_index (definition->order, i), sql);
    }
  if (definition->limit > 0 && self->klass->limit == STUDIO_COMPILER_LIMIT)
    g_string_append_printf (sql, "\nLIMIT %u", definition->limit);
  else if (definition->limit > 0 && self->klass->limit == STUDIO_COMPILER_FETCH)
    g_string_append_printf (sql, "\nFETCH FIRST %u ROWS ONLY", definition->limit);
}

/* Whether a column called @name is read by @expression. */
static gboolean
reads_column (const StudioExpression *expression, const char *name)
{
  gboolean found =
      expression->op == STUDIO_OPERATOR_COLUMN && g_strcmp0 (expression->text, name) == 0;

  for (guint i = 0; !found && i < expression->arguments->len; i++)
    found = reads_column (studio_expression_argument (expression, i), name);
  return found || (expression->filter != NULL && reads_column (expression->filter, name));
}

/* Whether a column of the result has the name of another thing that @definition reads. */
static gboolean
hides_column (const StudioDefinition *definition)
{
  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);
      gboolean found = FALSE;

      if (column->hidden || is_named (column))
        continue;
      for (guint k = 0; !found && k < definition->columns->len; k++)
        found = reads_column (
            ((const StudioDefinitionColumn *) g_ptr_array_index (definition->columns, k))
                ->expression,
            column->name);
      for (guint k = 0; !found && k < definition->filters->len; k++)
        found = reads_column (g_ptr_array_index (definition->filters, k), column->name);
      if (found)
        return TRUE;
    }
  return FALSE;
}

/* What is written in the place of @definition, where the dialect cannot say it in one query. */
static const StudioDefinition *
rewrite (StudioCompiler *self, const StudioDefinition *definition)
{
  const StudioCompilerClass *klass = self->klass;
  StudioDefinition *rewritten = NULL;

  if (_studio_compiler_has_percentile (definition) &&
      (klass->percentile == NULL ||
       (klass->percentiles_alike && _studio_compiler_has_unlike_percentiles (definition))))
    rewritten = _studio_compiler_without_percentile (definition);
  else if (klass->windows_apart && _studio_compiler_groups_windows (definition))
    rewritten = _studio_compiler_windows_apart (definition);
  if (rewritten == NULL)
    return definition;
  g_ptr_array_add (self->rewritten, rewritten);
  return rewritten;
}

/* Returns: (transfer none): what was written in the place of @definition */
static const StudioDefinition *
write_select (StudioCompiler *self, const StudioDefinition *definition, GString *sql)
{
  g_autoptr (GPtrArray) conditions = NULL;

  definition = rewrite (self, definition);
  self->definition = definition;
  self->qualify = definition->joins->len > 0 ||
                  (self->klass->aliases_hide_columns && hides_column (definition));
  write_columns (self, definition, sql);
  conditions = write_from (self, definition, sql);
  write_conditions (self, conditions, "WHERE", sql);
  write_groups (self, definition, sql);
  write_conditions (self, definition->group_filters, "HAVING", sql);
  return definition;
}

char *
_studio_compiler_query (StudioCompiler *self, const StudioDefinition *definition)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  const StudioDefinition *outer = self->definition;
  const StudioDefinition *written = write_select (self, definition, sql);

  for (guint i = 0; i < definition->unions->len; i++)
    {
      g_string_append (sql, "\nUNION ALL\n");
      write_select (self, g_ptr_array_index (definition->unions, i), sql);
    }
  if (definition->unions->len > 0 && definition->order->len > 0 && self->klass->unions_sort_apart)
    {
      g_autofree char *parts = indent (sql->str);

      g_string_printf (sql, "SELECT *\nFROM (\n%s\n)", parts);
    }
  write_order (self, written, sql);
  self->definition = outer;
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static char *
write_statement (StudioCompiler *self, const StudioDefinition *definition)
{
  g_autofree char *query = _studio_compiler_query (self, definition);
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      g_autofree char *body = indent (g_ptr_array_index (self->steps, i));
      g_autofree char *name =
          _studio_compiler_identifier (self, g_ptr_array_index (self->step_names, i));

      g_string_append_printf (sql, "%s%s AS (\n%s\n)", i == 0 ? "WITH " : ",\n", name, body);
    }
  if (self->steps->len > 0)
    g_string_append_c (sql, '\n');
  g_string_append (sql, query);
  if (self->left_join && self->klass->joins_fill_in)
    g_string_append (sql, "\nSETTINGS join_use_nulls = 1");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
definition_unref (gpointer definition)
{
  studio_definition_unref (definition);
}

char *
studio_compiler_compile (const StudioDefinition *definition, StudioDialect dialect, GError **error)
{
  StudioCompiler self = { .klass = find_class (dialect) };
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) definitions = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rewritten = g_ptr_array_new_with_free_func (definition_unref);
  g_autofree char *sql = NULL;

  g_return_val_if_fail (definition != NULL, NULL);
  if (self.klass == NULL)
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("No SQL can be written for this kind of database (%s) yet"),
                   studio_enum_to_nick (STUDIO_TYPE_DIALECT, dialect));
      return NULL;
    }
  self.steps = steps;
  self.step_definitions = definitions;
  self.step_names = names;
  self.rewritten = rewritten;
  sql = write_statement (&self, definition);
  if (self.error != NULL)
    {
      g_propagate_error (error, self.error);
      return NULL;
    }
  return g_steal_pointer (&sql);
}
