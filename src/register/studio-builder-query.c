/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-builder-query.h"

#include "core/studio-error.h"
#include "core/studio-json.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* MBQL as the API reference and Metabase's own documentation show it: clauses are arrays that begin
 * with a word. */
typedef struct
{
  const StudioDefinition *definition;
  StudioDatabase *database;
  GHashTable *names; /* (owned) see StudioBuilderQuery */
  GError *error;     /* (owned) (nullable) */
} Builder;

static JsonNode *translate (Builder *builder, const StudioExpression *expression);
static JsonNode *translate_condition (Builder *builder, const StudioExpression *expression);

void
studio_builder_query_free (StudioBuilderQuery *self)
{
  json_node_unref (self->query);
  g_hash_table_unref (self->names);
  g_free (self);
}

static JsonNode *
refuse (Builder *builder, const char *what)
{
  if (builder->error == NULL)
    builder->error = g_error_new (STUDIO_ERROR, STUDIO_ERROR_INPUT,
                                  _ ("Metabase’s query builder cannot say %s"), what);
  return json_node_new (JSON_NODE_NULL);
}

static JsonNode *
text_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
int_node (gint64 number)
{
  return json_node_init_int (json_node_alloc (), number);
}

static JsonNode *
number_node (double number)
{
  return number == floor (number) && fabs (number) < 1e15
             ? int_node ((gint64) number)
             : json_node_init_double (json_node_alloc (), number);
}

/* Takes the nodes, which end with %NULL. */
static JsonNode *
clause (const char *word, ...)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  JsonNode *argument;
  va_list arguments;

  json_array_add_string_element (array, word);
  va_start (arguments, word);
  while ((argument = va_arg (arguments, JsonNode *)) != NULL)
    json_array_add_element (array, argument);
  va_end (arguments);
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
options_node (JsonObject *options)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, options);
  return node;
}

static const StudioDefinitionSource *
find_source (Builder *builder, const char *name)
{
  const StudioDefinition *definition = builder->definition;

  if (g_strcmp0 (definition->source->name, name) == 0)
    return definition->source;
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (g_strcmp0 (join->source->name, name) == 0)
        return join->source;
    }
  return NULL;
}

static StudioTable *
find_table (Builder *builder, const StudioDefinitionSource *source)
{
  return source != NULL && source->table != NULL
             ? studio_database_find_table (builder->database, source->schema, source->table)
             : NULL;
}

/* A field by its id; @unit (nullable) cuts a time. */
static JsonNode *
field_node (Builder *builder, const StudioExpression *column, const char *unit)
{
  const StudioDefinitionSource *source = find_source (builder, column->source);
  StudioTable *table = find_table (builder, source);
  StudioField *field = table != NULL ? studio_table_find_field (table, column->text) : NULL;
  JsonObject *options;

  if (column->op != STUDIO_OPERATOR_COLUMN || column->path != NULL)
    return refuse (builder, _ ("a value that is computed, or a key of a JSON column"));
  if (field == NULL)
    return refuse (builder, _ ("a column that Metabase does not show"));
  options = json_object_new ();
  if (unit != NULL)
    json_object_set_string_member (options, "temporal-unit", unit);
  if (source != builder->definition->source)
    json_object_set_string_member (options, "join-alias", source->name);
  if (json_object_get_size (options) == 0)
    {
      json_object_unref (options);
      return clause ("field", int_node (studio_field_get_info (field)->id),
                     json_node_new (JSON_NODE_NULL), NULL);
    }
  return clause ("field", int_node (studio_field_get_info (field)->id), options_node (options),
                 NULL);
}

static const char *
unit_of (StudioGrain grain)
{
  switch (grain)
    {
    case STUDIO_GRAIN_MINUTE:
      return "minute";
    case STUDIO_GRAIN_HOUR:
      return "hour";
    case STUDIO_GRAIN_DAY:
      return "day";
    case STUDIO_GRAIN_WEEK:
      return "week";
    case STUDIO_GRAIN_MONTH:
      return "month";
    case STUDIO_GRAIN_QUARTER:
      return "quarter";
    case STUDIO_GRAIN_YEAR:
      return "year";
    case STUDIO_GRAIN_NONE:
    default:
      return NULL;
    }
}

static JsonNode *
constant_node (Builder *builder, const StudioExpression *expression)
{
  switch ((int) expression->op)
    {
    case STUDIO_OPERATOR_TEXT:
    case STUDIO_OPERATOR_DATE:
      return text_node (expression->text);
    case STUDIO_OPERATOR_NUMBER:
      return number_node (expression->number);
    case STUDIO_OPERATOR_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), expression->number != 0);
    default:
      return refuse (builder, _ ("a comparison with something computed"));
    }
}

static JsonNode *
condition_clause (Builder *builder, const StudioExpression *expression, const char *word)
{
  JsonNode *node = clause (word, NULL);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < expression->arguments->len; i++)
    json_array_add_element (
        array, translate_condition (builder, studio_expression_argument (expression, i)));
  return node;
}

static JsonNode *
comparison_clause (Builder *builder, const StudioExpression *expression, const char *word)
{
  JsonNode *node =
      clause (word, field_node (builder, studio_expression_argument (expression, 0), NULL), NULL);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 1; i < expression->arguments->len; i++)
    json_array_add_element (array,
                            constant_node (builder, studio_expression_argument (expression, i)));
  return node;
}

/* The last 12 complete months, this year so far, everything before this month. */
static JsonNode *
periods_clause (Builder *builder, const StudioExpression *expression)
{
  const StudioExpression *time = studio_expression_argument (expression, 0);
  const char *unit = unit_of (expression->grain);
  JsonObject *options;

  if (unit == NULL)
    return refuse (builder, _ ("this span of time"));
  if (expression->first == 0 && expression->last == 0)
    return clause ("time-interval", field_node (builder, time, NULL), text_node ("current"),
                   text_node (unit), NULL);
  if (expression->first < 0 && expression->first > G_MININT64 && expression->last == -1)
    return clause ("time-interval", field_node (builder, time, NULL), int_node (expression->first),
                   text_node (unit), NULL);
  if (expression->first < 0 && expression->first > G_MININT64 && expression->last == 0)
    {
      options = json_object_new ();
      json_object_set_boolean_member (options, "include-current", TRUE);
      return clause ("time-interval", field_node (builder, time, NULL),
                     int_node (expression->first), text_node (unit), options_node (options), NULL);
    }
  if (expression->first == G_MININT64)
    return clause (
        "<", field_node (builder, time, NULL),
        clause ("relative-datetime", int_node (expression->last + 1), text_node (unit), NULL),
        NULL);
  return clause (
      "and",
      clause (">=", field_node (builder, time, NULL),
              clause ("relative-datetime", int_node (expression->first), text_node (unit), NULL),
              NULL),
      clause ("<", field_node (builder, time, NULL),
              clause ("relative-datetime", int_node (expression->last + 1), text_node (unit), NULL),
              NULL),
      NULL);
}

static JsonNode *
contains_clause (Builder *builder, const StudioExpression *expression)
{
  JsonObject *options = json_object_new ();

  json_object_set_boolean_member (options, "case-sensitive", FALSE);
  return clause ("contains", field_node (builder, studio_expression_argument (expression, 0), NULL),
                 constant_node (builder, studio_expression_argument (expression, 1)),
                 options_node (options), NULL);
}

static JsonNode *
translate_condition (Builder *builder, const StudioExpression *expression)
{
  switch ((int) expression->op)
    {
    case STUDIO_OPERATOR_AND:
      return condition_clause (builder, expression, "and");
    case STUDIO_OPERATOR_OR:
      return condition_clause (builder, expression, "or");
    case STUDIO_OPERATOR_NOT:
      return condition_clause (builder, expression, "not");
    case STUDIO_OPERATOR_EQUAL:
    case STUDIO_OPERATOR_IN:
      return comparison_clause (builder, expression, "=");
    case STUDIO_OPERATOR_LESS:
      return comparison_clause (builder, expression, "<");
    case STUDIO_OPERATOR_LESS_EQUAL:
      return comparison_clause (builder, expression, "<=");
    case STUDIO_OPERATOR_GREATER:
      return comparison_clause (builder, expression, ">");
    case STUDIO_OPERATOR_GREATER_EQUAL:
      return comparison_clause (builder, expression, ">=");
    case STUDIO_OPERATOR_NOT_EQUAL:
      /* NULL is not different in SQL, but is in the query builder. */
      return clause ("and", comparison_clause (builder, expression, "!="),
                     clause ("not-null",
                             field_node (builder, studio_expression_argument (expression, 0), NULL),
                             NULL),
                     NULL);
    case STUDIO_OPERATOR_IS_NULL:
      return clause ("is-null",
                     field_node (builder, studio_expression_argument (expression, 0), NULL), NULL);
    case STUDIO_OPERATOR_NOT_NULL:
      return clause ("not-null",
                     field_node (builder, studio_expression_argument (expression, 0), NULL), NULL);
    case STUDIO_OPERATOR_IS_TRUE:
      return clause ("=", field_node (builder, studio_expression_argument (expression, 0), NULL),
                     json_node_init_boolean (json_node_alloc (), TRUE), NULL);
    case STUDIO_OPERATOR_CONTAINS:
      return contains_clause (builder, expression);
    case STUDIO_OPERATOR_PERIODS:
      return periods_clause (builder, expression);
    default:
      return refuse (builder, _ ("this condition"));
    }
}

static JsonNode *
aggregate_clause (Builder *builder, const StudioExpression *expression, const char *word)
{
  JsonNode *argument;

  if (expression->arguments->len == 0)
    return expression->filter == NULL
               ? clause (word, NULL)
               : clause ("count-where", translate_condition (builder, expression->filter), NULL);
  argument = field_node (builder, studio_expression_argument (expression, 0), NULL);
  if (expression->filter == NULL)
    return clause (word, argument, NULL);
  if (strcmp (word, "sum") == 0)
    return clause ("sum-where", argument, translate_condition (builder, expression->filter), NULL);
  json_node_unref (argument);
  return refuse (builder, _ ("such an aggregate over a part of the rows"));
}

static JsonNode *
arithmetic_clause (Builder *builder, const StudioExpression *expression, const char *sign)
{
  return clause (sign, translate (builder, studio_expression_argument (expression, 0)),
                 translate (builder, studio_expression_argument (expression, 1)), NULL);
}

/* What a measure is made of. */
static JsonNode *
translate (Builder *builder, const StudioExpression *expression)
{
  switch ((int) expression->op)
    {
    case STUDIO_OPERATOR_COUNT:
      return aggregate_clause (builder, expression, "count");
    case STUDIO_OPERATOR_COUNT_DISTINCT:
      return aggregate_clause (builder, expression, "distinct");
    case STUDIO_OPERATOR_SUM:
      return aggregate_clause (builder, expression, "sum");
    case STUDIO_OPERATOR_AVERAGE:
      return aggregate_clause (builder, expression, "avg");
    case STUDIO_OPERATOR_MINIMUM:
      return aggregate_clause (builder, expression, "min");
    case STUDIO_OPERATOR_MAXIMUM:
      return aggregate_clause (builder, expression, "max");
    case STUDIO_OPERATOR_PERCENTILE:
      if (expression->filter != NULL)
        return refuse (builder, _ ("such an aggregate over a part of the rows"));
      return clause ("percentile",
                     field_node (builder, studio_expression_argument (expression, 0), NULL),
                     number_node (expression->number / 100), NULL);
    case STUDIO_OPERATOR_NUMBER:
      return number_node (expression->number);
    case STUDIO_OPERATOR_RATIO:
      return arithmetic_clause (builder, expression, "/");
    case STUDIO_OPERATOR_ADD:
      return arithmetic_clause (builder, expression, "+");
    case STUDIO_OPERATOR_SUBTRACT:
      return arithmetic_clause (builder, expression, "-");
    case STUDIO_OPERATOR_MULTIPLY:
      return arithmetic_clause (builder, expression, "*");
    default:
      return refuse (builder, _ ("this measure"));
    }
}

static JsonNode *
breakout_node (Builder *builder, const StudioDefinitionColumn *column)
{
  const StudioExpression *expression = column->expression;

  if (column->hidden)
    return refuse (builder, _ ("a grouping that is not shown"));
  if (expression->op == STUDIO_OPERATOR_TRUNCATE)
    return field_node (builder, studio_expression_argument (expression, 0),
                       unit_of (expression->grain));
  return field_node (builder, expression, NULL);
}

/* Metabase names a breakout after its field. */
static void
note_name (Builder *builder, const StudioDefinitionColumn *column)
{
  const StudioExpression *expression = column->expression;

  if (expression->op == STUDIO_OPERATOR_TRUNCATE)
    expression = studio_expression_argument (expression, 0);
  if (column->name != NULL && expression->text != NULL &&
      strcmp (expression->text, column->name) != 0)
    g_hash_table_insert (builder->names, g_strdup (column->name), g_strdup (expression->text));
}

/* A measure keeps the name that the card's settings use. */
static JsonNode *
aggregation_node (Builder *builder, const StudioDefinitionColumn *column)
{
  JsonObject *options = json_object_new ();

  json_object_set_string_member (options, "name", column->name);
  json_object_set_string_member (options, "display-name",
                                 column->title != NULL ? column->title : column->name);
  return clause ("aggregation-options", translate (builder, column->expression),
                 options_node (options), NULL);
}

static void
add_columns (Builder *builder, JsonObject *query)
{
  JsonArray *breakouts = json_array_new ();
  JsonArray *aggregations = json_array_new ();
  GPtrArray *columns = builder->definition->columns;
  gboolean measures = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (columns, i);

      if (column->dimension)
        {
          /* Breakouts come first in the result. */
          if (measures)
            json_node_unref (refuse (builder, _ ("columns in this order")));
          json_array_add_element (breakouts, breakout_node (builder, column));
          note_name (builder, column);
        }
      else
        json_array_add_element (aggregations, aggregation_node (builder, column));
      measures |= !column->dimension;
    }
  if (!measures || !studio_definition_is_grouped (builder->definition))
    json_node_unref (refuse (builder, _ ("a list of rows with computed columns")));
  json_object_set_array_member (query, "aggregation", aggregations);
  if (json_array_get_length (breakouts) > 0)
    json_object_set_array_member (query, "breakout", breakouts);
  else
    json_array_unref (breakouts);
}

static void
add_filter (Builder *builder, JsonObject *query)
{
  GPtrArray *filters = builder->definition->filters;
  JsonNode *all;

  if (filters->len == 0)
    return;
  if (filters->len == 1)
    {
      json_object_set_member (query, "filter",
                              translate_condition (builder, g_ptr_array_index (filters, 0)));
      return;
    }
  all = clause ("and", NULL);
  for (guint i = 0; i < filters->len; i++)
    json_array_add_element (json_node_get_array (all),
                            translate_condition (builder, g_ptr_array_index (filters, i)));
  json_object_set_member (query, "filter", all);
}

static void
add_joins (Builder *builder, JsonObject *query)
{
  JsonArray *joins = json_array_new ();

  for (guint i = 0; i < builder->definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (builder->definition->joins, i);
      StudioTable *table = find_table (builder, join->source);
      JsonObject *object;

      if (table == NULL || join->condition->op != STUDIO_OPERATOR_EQUAL)
        {
          json_node_unref (refuse (builder, _ ("this join")));
          continue;
        }
      object = json_object_new ();
      json_object_set_int_member (object, "source-table", studio_table_get_id (table));
      json_object_set_string_member (object, "alias", join->source->name);
      json_object_set_string_member (object, "strategy", join->left ? "left-join" : "inner-join");
      json_object_set_member (
          object, "condition",
          clause ("=", field_node (builder, studio_expression_argument (join->condition, 0), NULL),
                  field_node (builder, studio_expression_argument (join->condition, 1), NULL),
                  NULL));
      json_array_add_object_element (joins, object);
    }
  if (json_array_get_length (joins) > 0)
    json_object_set_array_member (query, "joins", joins);
  else
    json_array_unref (joins);
}

static void
add_order (Builder *builder, JsonObject *query)
{
  const StudioDefinition *definition = builder->definition;
  JsonArray *order = json_array_new ();

  for (guint i = 0; i < definition->order->len; i++)
    {
      const StudioDefinitionOrder *key = g_ptr_array_index (definition->order, i);
      guint measure = 0;

      for (guint j = 0; j < definition->columns->len; j++)
        {
          const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, j);

          if (g_strcmp0 (column->name, key->column) == 0)
            json_array_add_element (
                order, clause (key->descending ? "desc" : "asc",
                               column->dimension ? breakout_node (builder, column)
                                                 : clause ("aggregation", int_node (measure), NULL),
                               NULL));
          measure += !column->dimension;
        }
    }
  if (json_array_get_length (order) > 0)
    json_object_set_array_member (query, "order-by", order);
  else
    json_array_unref (order);
  if (definition->limit > 0)
    json_object_set_int_member (query, "limit", definition->limit);
}

static gboolean
may_be_metric (const StudioDefinition *definition)
{
  guint times = 0, others = 0, measures = 0;

  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      measures += !column->dimension;
      times += column->dimension && studio_field_kind_is_temporal (column->expression->kind);
      others += column->dimension && !studio_field_kind_is_temporal (column->expression->kind);
    }
  return measures == 1 && times <= 1 && others == 0 && definition->limit == 0;
}

static JsonNode *
build (Builder *builder, StudioTable *table)
{
  JsonObject *query = json_object_new ();
  JsonObject *whole = json_object_new ();

  json_object_set_int_member (query, "source-table", studio_table_get_id (table));
  add_joins (builder, query);
  add_columns (builder, query);
  add_filter (builder, query);
  add_order (builder, query);
  json_object_set_int_member (whole, "database", studio_database_get_id (builder->database));
  json_object_set_string_member (whole, "type", "query");
  json_object_set_object_member (whole, "query", query);
  return options_node (whole);
}

StudioBuilderQuery *
studio_builder_query_new (const StudioDefinition *definition,
                          StudioDatabase *database,
                          GError **error)
{
  Builder builder = { .definition = definition, .database = database };
  StudioTable *table = find_table (&builder, definition->source);
  StudioBuilderQuery *self = g_new0 (StudioBuilderQuery, 1);

  builder.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = builder.names;
  self->metric = may_be_metric (definition);
  if (table == NULL || definition->unions->len > 0 || definition->group_filters->len > 0)
    self->query = refuse (&builder, _ ("a query over the result of another"));
  else
    self->query = build (&builder, table);
  if (builder.error == NULL)
    return self;
  g_propagate_error (error, builder.error);
  studio_builder_query_free (self);
  return NULL;
}

static void
rename_strings (const StudioBuilderQuery *self, JsonObject *settings, const char *key)
{
  JsonArray *array = studio_json_get_array (settings, key);
  JsonArray *renamed;

  if (array == NULL)
    {
      const char *name = studio_json_get_string (settings, key);
      const char *other = name != NULL ? g_hash_table_lookup (self->names, name) : NULL;

      if (other != NULL)
        json_object_set_string_member (settings, key, other);
      return;
    }
  renamed = json_array_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *name = json_array_get_string_element (array, i);
      const char *other = g_hash_table_lookup (self->names, name);

      json_array_add_string_element (renamed, other != NULL ? other : name);
    }
  json_object_set_array_member (settings, key, renamed);
}

char *
studio_builder_query_rename (const StudioBuilderQuery *self, const char *settings)
{
  static const char *const keys[] = { "graph.dimensions", "graph.metrics", "scalar.field",
                                      "pie.dimension",    "pie.metric",    "funnel.dimension",
                                      "funnel.metric" };
  g_autoptr (JsonNode) node = settings != NULL ? studio_json_from_text (settings, -1, NULL) : NULL;
  JsonObject *object = studio_json_node_get_object (node);
  JsonObject *formats = studio_json_get_object (object, "column_settings");
  GHashTableIter iter;
  gpointer name, other;

  if (object == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    rename_strings (self, object, keys[i]);
  g_hash_table_iter_init (&iter, self->names);
  while (formats != NULL && g_hash_table_iter_next (&iter, &name, &other))
    {
      g_autofree char *before = g_strdup_printf ("[\"name\",\"%s\"]", (char *) name);
      g_autofree char *after = g_strdup_printf ("[\"name\",\"%s\"]", (char *) other);

      if (!json_object_has_member (formats, before))
        continue;
      json_object_set_member (formats, after, json_object_dup_member (formats, before));
      json_object_remove_member (formats, before);
    }
  return studio_json_to_text (node, FALSE);
}
