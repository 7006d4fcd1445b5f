/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-field-sql.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-mbql-private.h"

#include <string.h>

const char *
_studio_demo_mbql_get_name (JsonNode *clause)
{
  return studio_demo_json_array_string (studio_demo_json_array (clause), 0);
}

JsonObject *
_studio_demo_mbql_get_options (JsonNode *clause)
{
  JsonArray *array = studio_demo_json_array (clause);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  return length > 1 ? studio_demo_json_array_object (array, length - 1) : NULL;
}

const StudioDemoField *
_studio_demo_mbql_find_field (StudioDemoMbql *self, JsonNode *reference)
{
  JsonArray *clause = studio_demo_json_array (reference);
  const char *name = _studio_demo_mbql_get_name (reference);
  JsonNode *id = clause != NULL && json_array_get_length (clause) > 1
                     ? json_array_get_element (clause, 1)
                     : NULL;

  if (g_strcmp0 (name, "field") != 0 && g_strcmp0 (name, "field-id") != 0)
    return NULL;
  return studio_demo_json_is_int (id)
             ? studio_demo_catalogue_get_field (self->server->catalogue, json_node_get_int (id))
             : NULL;
}

/* The join over the foreign key @source_id, made when it is first asked for. */
static char *
make_implicit_join (StudioDemoMbql *self, const StudioDemoField *field, gint64 source_id)
{
  StudioDemoCatalogue *catalogue = self->server->catalogue;
  const StudioDemoField *key = studio_demo_catalogue_get_field (catalogue, source_id);
  const StudioDemoField *target =
      key != NULL ? studio_demo_catalogue_get_field (catalogue, key->fk_target_field_id) : NULL;
  const StudioDemoTable *table = studio_demo_catalogue_get_table (catalogue, field->table_id);
  g_autofree char *name = NULL;
  g_autofree char *alias = NULL;
  g_autofree char *from = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (target == NULL || target->table_id != field->table_id)
    return _studio_demo_mbql_fail (self, "Field %" G_GINT64_FORMAT " is no foreign key to %s",
                                   source_id, table->name);
  name = g_strdup_printf ("%s__via__%s", table->name, key->name);
  alias = studio_demo_quote_name (name);
  if (!g_hash_table_add (self->implicit, g_strdup (alias)))
    return g_steal_pointer (&alias);
  from = studio_demo_table_to_sql (table);
  left = studio_demo_field_to_sql (key, self->source);
  right = studio_demo_field_to_sql (target, alias);
  g_string_append_printf (self->joins, " LEFT JOIN %s AS %s ON %s = %s", from, alias, left, right);
  return g_steal_pointer (&alias);
}

static char *
get_qualifier (StudioDemoMbql *self, const StudioDemoField *field, JsonObject *options)
{
  gint64 source_field = studio_demo_json_get_int (options, "source-field", 0);
  const char *join_alias = studio_demo_json_get_string (options, "join-alias");

  if (join_alias != NULL)
    return studio_demo_quote_name (join_alias);
  if (source_field != 0 && field != NULL)
    return make_implicit_join (self, field, source_field);
  return g_strdup (self->source);
}

static char *
make_field (StudioDemoMbql *self, JsonNode *node)
{
  JsonArray *clause = json_node_get_array (node);
  JsonObject *options = _studio_demo_mbql_get_options (node);
  const StudioDemoField *field = _studio_demo_mbql_find_field (self, node);
  const char *name = studio_demo_json_array_string (clause, 1);
  const char *unit = studio_demo_json_get_string (options, "temporal-unit");
  g_autofree char *qualifier = get_qualifier (self, field, options);
  g_autofree char *sql = NULL;

  if (field == NULL && name == NULL)
    return _studio_demo_mbql_fail (self, "Field does not exist.");
  /* A field of an inner query goes by its name, whatever it was there. */
  if (field != NULL && self->table != NULL)
    sql = studio_demo_field_to_sql (field, qualifier);
  else
    {
      g_autofree char *quoted = studio_demo_quote_name (field != NULL ? field->name : name);

      sql = g_strconcat (qualifier, ".", quoted, NULL);
    }
  return unit != NULL ? _studio_demo_mbql_bucket (self, sql, unit) : g_steal_pointer (&sql);
}

static char *
make_named_expression (StudioDemoMbql *self, JsonNode *node)
{
  JsonArray *clause = json_node_get_array (node);
  const char *name = studio_demo_json_array_string (clause, 1);
  JsonObject *expressions = studio_demo_json_get_object (self->query, "expressions");
  const char *unit =
      studio_demo_json_get_string (_studio_demo_mbql_get_options (node), "temporal-unit");
  g_autofree char *sql = NULL;

  if (name == NULL || expressions == NULL || !json_object_has_member (expressions, name))
    return _studio_demo_mbql_fail (self, "No expression named %s", name != NULL ? name : "null");
  sql = _studio_demo_mbql_value (self, json_object_get_member (expressions, name));
  return unit != NULL ? _studio_demo_mbql_bucket (self, sql, unit) : g_strdup_printf ("(%s)", sql);
}

static char *
make_literal (StudioDemoMbql *self, JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("NULL");
  if (studio_demo_json_is_string (node))
    return studio_demo_quote_text (json_node_get_string (node));
  if (JSON_NODE_HOLDS_VALUE (node))
    return studio_demo_json_print (node);
  return _studio_demo_mbql_fail (self, "Invalid value");
}

/* The arguments of a clause, without its options. */
static GPtrArray *
make_arguments (StudioDemoMbql *self, JsonArray *clause)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i < json_array_get_length (clause); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (clause, i)))
      g_ptr_array_add (arguments,
                       _studio_demo_mbql_value (self, json_array_get_element (clause, i)));
  return arguments;
}

static char *
join_arguments (GPtrArray *arguments, const char *before, const char *between, const char *after)
{
  g_autofree char *joined = NULL;

  g_ptr_array_add (arguments, NULL);
  joined = g_strjoinv (between, (char **) arguments->pdata);
  return g_strconcat (before, joined, after, NULL);
}

/* Dividing gives a fraction, and nothing for a zero. */
static char *
divide (GPtrArray *arguments)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "(CAST(%s AS float8)", (char *) g_ptr_array_index (arguments, 0));
  for (guint i = 1; i < arguments->len; i++)
    g_string_append_printf (sql, " / NULLIF(%s, 0)", (char *) g_ptr_array_index (arguments, i));
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static const struct
{
  const char *name;
  const char *function;
} functions[] = {
  { "abs", "abs" },           { "ceil", "ceil" },
  { "floor", "floor" },       { "round", "round" },
  { "sqrt", "sqrt" },         { "exp", "exp" },
  { "log", "log" },           { "power", "power" },
  { "length", "length" },     { "lower", "lower" },
  { "upper", "upper" },       { "trim", "trim" },
  { "ltrim", "ltrim" },       { "rtrim", "rtrim" },
  { "concat", "concat" },     { "replace", "replace" },
  { "coalesce", "coalesce" }, { "substring", "substring" },
  { "now", "now" },           { "regex-match-first", "substring" },
};

static const struct
{
  const char *name;
  const char *unit;
} parts_of_time[] = {
  { "get-year", "year-of-era" },        { "get-quarter", "quarter-of-year" },
  { "get-month", "month-of-year" },     { "get-week", "week-of-year" },
  { "get-day", "day-of-month" },        { "get-day-of-week", "day-of-week" },
  { "get-hour", "hour-of-day" },        { "get-minute", "minute-of-hour" },
  { "get-second", "second-of-minute" },
};

/* ["case", [[condition, value], …], {"default": value}] */
static char *
make_case (StudioDemoMbql *self, JsonNode *node)
{
  JsonArray *clause = json_node_get_array (node);
  JsonObject *options = _studio_demo_mbql_get_options (node);
  JsonArray *branches = json_array_get_length (clause) > 1
                            ? studio_demo_json_array (json_array_get_element (clause, 1))
                            : NULL;
  GString *sql = g_string_new ("CASE");

  for (guint i = 0; branches != NULL && i < json_array_get_length (branches); i++)
    {
      JsonArray *branch = studio_demo_json_array (json_array_get_element (branches, i));
      g_autofree char *condition = NULL;
      g_autofree char *value = NULL;

      if (branch == NULL || json_array_get_length (branch) != 2)
        continue;
      condition = _studio_demo_mbql_condition (self, json_array_get_element (branch, 0));
      value = _studio_demo_mbql_value (self, json_array_get_element (branch, 1));
      g_string_append_printf (sql, " WHEN %s THEN %s", condition, value);
    }
  if (studio_demo_json_is_set (options, "default"))
    {
      g_autofree char *otherwise =
          _studio_demo_mbql_value (self, json_object_get_member (options, "default"));

      g_string_append_printf (sql, " ELSE %s", otherwise);
    }
  g_string_append (sql, " END");
  return g_string_free (sql, FALSE);
}

/* ["datetime-add", time, number, unit] and its opposite. */
static char *
move_time (StudioDemoMbql *self, JsonArray *clause, int direction)
{
  g_autofree char *time = NULL;
  g_autofree char *interval = NULL;

  if (json_array_get_length (clause) < 4)
    return _studio_demo_mbql_fail (self, "Invalid datetime-add");
  time = _studio_demo_mbql_value (self, json_array_get_element (clause, 1));
  interval = _studio_demo_mbql_interval (self, direction * json_array_get_int_element (clause, 2),
                                         studio_demo_json_array_string (clause, 3));
  return g_strdup_printf ("(%s + %s)", time, interval);
}

static char *
make_arithmetic (const char *name, GPtrArray *arguments)
{
  if (strcmp (name, "/") == 0 && arguments->len > 1)
    return divide (arguments);
  if (strcmp (name, "+") == 0)
    return join_arguments (arguments, "(", " + ", ")");
  if (strcmp (name, "-") == 0)
    return join_arguments (arguments, "(", " - ", ")");
  if (strcmp (name, "*") == 0)
    return join_arguments (arguments, "(", " * ", ")");
  return NULL;
}

static char *
make_function (StudioDemoMbql *self, JsonNode *node, const char *name)
{
  g_autoptr (GPtrArray) arguments = make_arguments (self, json_node_get_array (node));
  char *arithmetic = make_arithmetic (name, arguments);

  if (arithmetic != NULL)
    return arithmetic;
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strcmp (functions[i].name, name) == 0)
      {
        g_autofree char *before = g_strconcat (functions[i].function, "(", NULL);

        return join_arguments (arguments, before, ", ", ")");
      }
  for (gsize i = 0; i < G_N_ELEMENTS (parts_of_time); i++)
    if (strcmp (parts_of_time[i].name, name) == 0 && arguments->len > 0)
      return _studio_demo_mbql_bucket (self, g_ptr_array_index (arguments, 0),
                                       parts_of_time[i].unit);
  return _studio_demo_mbql_fail (self, "Unsupported clause: %s", name);
}

static gboolean
is_condition (const char *name)
{
  static const char *const names[] = {
    "and",
    "or",
    "not",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "between",
    "is-null",
    "not-null",
    "is-empty",
    "not-empty",
    "contains",
    "starts-with",
    "ends-with",
    "does-not-contain",
    "time-interval",
    NULL,
  };

  return g_strv_contains (names, name);
}

char *
_studio_demo_mbql_value (StudioDemoMbql *self, JsonNode *node)
{
  const char *name = _studio_demo_mbql_get_name (node);
  JsonArray *clause = studio_demo_json_array (node);

  if (name == NULL)
    return make_literal (self, node);
  if (strcmp (name, "field") == 0 || strcmp (name, "field-id") == 0)
    return make_field (self, node);
  if (strcmp (name, "expression") == 0)
    return make_named_expression (self, node);
  if (strcmp (name, "case") == 0 || strcmp (name, "if") == 0)
    return make_case (self, node);
  if (strcmp (name, "relative-datetime") == 0)
    return _studio_demo_mbql_relative (self, clause);
  if (strcmp (name, "absolute-datetime") == 0 || strcmp (name, "value") == 0)
    return json_array_get_length (clause) > 1
               ? make_literal (self, json_array_get_element (clause, 1))
               : _studio_demo_mbql_fail (self, "Invalid value");
  if (strcmp (name, "interval") == 0)
    return _studio_demo_mbql_interval (
        self, json_array_get_length (clause) > 1 ? json_array_get_int_element (clause, 1) : 0,
        studio_demo_json_array_string (clause, 2));
  if (strcmp (name, "datetime-add") == 0)
    return move_time (self, clause, 1);
  if (strcmp (name, "datetime-subtract") == 0)
    return move_time (self, clause, -1);
  if (strcmp (name, "datetime-diff") == 0)
    {
      g_autoptr (GPtrArray) arguments = make_arguments (self, clause);

      return arguments->len < 2
                 ? _studio_demo_mbql_fail (self, "Invalid datetime-diff")
                 : _studio_demo_mbql_difference (self, g_ptr_array_index (arguments, 0),
                                                 g_ptr_array_index (arguments, 1),
                                                 studio_demo_json_array_string (clause, 3));
    }
  if (is_condition (name))
    return _studio_demo_mbql_condition (self, node);
  return make_function (self, node, name);
}
