/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-mbql.h"

#include "demo/studio-demo-field-sql.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-mbql-columns.h"
#include "demo/studio-demo-mbql-private.h"
#include "demo/studio-demo-query-form.h"

#include <string.h>

/* Saved questions as sources, and queries in queries, go no deeper. */
#define DEEPEST 8

static char *compile_query (StudioDemoServer *server,
                            JsonObject *query,
                            GPtrArray *facts,
                            char **problem,
                            guint depth);

char *
_studio_demo_mbql_fail (StudioDemoMbql *self, const char *format, ...)
{
  va_list arguments;

  if (self->problem == NULL)
    {
      va_start (arguments, format);
      self->problem = g_strdup_vprintf (format, arguments);
      va_end (arguments);
    }
  return g_strdup ("NULL");
}

/* What the query selects, as lists of SQL. */
typedef struct
{
  GPtrArray *columns; /* "expression AS name" */
  GPtrArray *groups;  /* numbers of columns */
} Selection;

static void
add_column (Selection *selection, char *sql, char *name)
{
  g_autofree char *owned_sql = sql;
  g_autofree char *owned_name = name;
  g_autofree char *quoted = studio_demo_quote_name (owned_name);

  g_ptr_array_add (selection->columns, g_strdup_printf ("%s AS %s", owned_sql, quoted));
}

static void
select_references (StudioDemoMbql *self,
                   Selection *selection,
                   GPtrArray *facts,
                   JsonArray *references,
                   const char *source)
{
  gboolean grouped = strcmp (source, "breakout") == 0;

  for (guint i = 0; references != NULL && i < json_array_get_length (references); i++)
    {
      JsonNode *reference = json_array_get_element (references, i);

      add_column (selection, _studio_demo_mbql_value (self, reference),
                  studio_demo_mbql_columns_name (self, reference));
      g_ptr_array_add (facts, studio_demo_mbql_columns_for_reference (self, reference, source));
      if (grouped)
        g_ptr_array_add (selection->groups, g_strdup_printf ("%u", selection->columns->len));
    }
}

static void
select_aggregations (StudioDemoMbql *self,
                     Selection *selection,
                     GPtrArray *facts,
                     JsonArray *aggregations)
{
  for (guint i = 0; aggregations != NULL && i < json_array_get_length (aggregations); i++)
    {
      JsonNode *aggregation = json_array_get_element (aggregations, i);

      add_column (selection, _studio_demo_mbql_aggregation (self, aggregation),
                  studio_demo_mbql_columns_name (self, aggregation));
      g_ptr_array_add (facts, studio_demo_mbql_columns_for_aggregation (self, aggregation, i));
    }
}

static JsonNode *
make_reference (const StudioDemoField *field)
{
  JsonArray *clause = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_array_add_string_element (clause, "field");
  json_array_add_int_element (clause, field->id);
  json_array_add_null_element (clause);
  json_node_take_array (node, clause);
  return node;
}

/* All fields of the table, when the query names none. */
static void
select_table (StudioDemoMbql *self, Selection *selection, GPtrArray *facts)
{
  for (guint i = 0; i < self->table->fields->len; i++)
    {
      const StudioDemoField *field = g_ptr_array_index (self->table->fields, i);
      g_autoptr (JsonNode) reference = make_reference (field);

      add_column (selection, studio_demo_field_to_sql (field, self->source),
                  g_strdup (field->name));
      g_ptr_array_add (facts, studio_demo_mbql_columns_for_reference (self, reference, "fields"));
    }
}

static void
select_columns (StudioDemoMbql *self, Selection *selection, GPtrArray *facts)
{
  JsonArray *breakouts = studio_demo_json_get_array (self->query, "breakout");
  JsonArray *aggregations = studio_demo_json_get_array (self->query, "aggregation");
  JsonArray *fields = studio_demo_json_get_array (self->query, "fields");

  select_references (self, selection, facts, breakouts, "breakout");
  select_aggregations (self, selection, facts, aggregations);
  if (selection->columns->len > 0)
    return;
  select_references (self, selection, facts, fields, "fields");
  if (selection->columns->len > 0)
    return;
  if (self->table != NULL)
    select_table (self, selection, facts);
  else
    g_ptr_array_add (selection->columns, g_strdup_printf ("%s.*", self->source));
}

static void
add_join (StudioDemoMbql *self, JsonObject *join)
{
  const StudioDemoTable *table = studio_demo_catalogue_get_table (
      self->server->catalogue, studio_demo_json_get_int (join, "source-table", 0));
  const char *alias = studio_demo_json_get_string (join, "alias");
  const char *strategy = studio_demo_json_get_string (join, "strategy");
  g_autofree char *from = NULL;
  g_autofree char *name = NULL;
  g_autofree char *condition = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *kind = NULL;

  if (table == NULL || !json_object_has_member (join, "condition"))
    {
      g_free (_studio_demo_mbql_fail (self, "Invalid join"));
      return;
    }
  from = studio_demo_table_to_sql (table);
  name = studio_demo_quote_name (alias != NULL ? alias : table->name);
  condition = _studio_demo_mbql_condition (self, json_object_get_member (join, "condition"));
  /* "left-join" → "LEFT JOIN" */
  words = g_strsplit (strategy != NULL ? strategy : "left-join", "-", -1);
  kind = g_strjoinv (" ", words);
  if (!g_regex_match_simple ("^(left|right|inner|full) join$", kind, 0, 0))
    {
      g_free (_studio_demo_mbql_fail (self, "Invalid join strategy: %s", kind));
      return;
    }
  g_string_append_printf (self->joins, " %s %s AS %s ON %s", kind, from, name, condition);
}

static void
add_joins (StudioDemoMbql *self)
{
  JsonArray *joins = studio_demo_json_get_array (self->query, "joins");

  for (guint i = 0; joins != NULL && i < json_array_get_length (joins); i++)
    {
      JsonObject *join = studio_demo_json_array_object (joins, i);

      if (join != NULL)
        add_join (self, join);
    }
}

/* ["desc", ["aggregation", 0]] by its column, others by their expression. */
static char *
make_sort_key (StudioDemoMbql *self, JsonNode *reference, guint n_breakouts)
{
  if (g_strcmp0 (_studio_demo_mbql_get_name (reference), "aggregation") == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT,
                            n_breakouts + 1 +
                                json_array_get_int_element (json_node_get_array (reference), 1));
  return _studio_demo_mbql_value (self, reference);
}

static void
append_order (StudioDemoMbql *self, GString *sql, Selection *selection)
{
  JsonArray *order = studio_demo_json_get_array (self->query, "order-by");
  gboolean first = TRUE;

  for (guint i = 0; order != NULL && i < json_array_get_length (order); i++)
    {
      JsonNode *node = json_array_get_element (order, i);
      JsonArray *clause = studio_demo_json_array (node);
      const char *direction = _studio_demo_mbql_get_name (node);
      g_autofree char *key = NULL;

      if (direction == NULL || json_array_get_length (clause) < 2)
        continue;
      key = make_sort_key (self, json_array_get_element (clause, 1), selection->groups->len);
      g_string_append_printf (sql, "%s%s %s", first ? " ORDER BY " : ", ", key,
                              strcmp (direction, "desc") == 0 ? "DESC" : "ASC");
      first = FALSE;
    }
  for (guint i = 0; i < selection->groups->len; i++)
    {
      g_string_append_printf (sql, "%s%s ASC", first ? " ORDER BY " : ", ",
                              (char *) g_ptr_array_index (selection->groups, i));
      first = FALSE;
    }
}

static void
append_list (GString *sql, const char *before, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (sql, "%s%s", i == 0 ? before : ", ",
                            (char *) g_ptr_array_index (list, i));
}

/* The query of a saved question, given as "card__12". */
static char *
compile_card (StudioDemoMbql *self, const char *name, guint depth)
{
  gint64 id = g_str_has_prefix (name, "card__") ? g_ascii_strtoll (name + 6, NULL, 10) : 0;
  JsonObject *card = studio_demo_store_get (self->server->store, STUDIO_DEMO_CARD, id);
  JsonObject *query = studio_demo_json_get_object (card, "dataset_query");
  g_autoptr (GPtrArray) facts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_demo_column_facts_free);
  const char *sql = studio_demo_query_form_get_sql (query);

  if (card == NULL)
    return _studio_demo_mbql_fail (self, "Card %s does not exist.", name);
  if (sql != NULL)
    return g_strdup (sql);
  return compile_query (self->server, studio_demo_json_get_object (query, "query"), facts,
                        &self->problem, depth + 1);
}

/* What the query reads from, and how its columns are named after it. */
static char *
make_source (StudioDemoMbql *self, guint depth)
{
  JsonObject *inner = studio_demo_json_get_object (self->query, "source-query");
  const char *card = studio_demo_json_get_string (self->query, "source-table");
  g_autoptr (GPtrArray) facts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_demo_column_facts_free);
  g_autofree char *sql = NULL;

  self->table = studio_demo_catalogue_get_table (
      self->server->catalogue, studio_demo_json_get_int (self->query, "source-table", 0));
  if (self->table != NULL)
    {
      self->source = studio_demo_table_to_sql (self->table);
      return g_strdup (self->source);
    }
  self->source = g_strdup ("\"source\"");
  if (depth >= DEEPEST)
    return _studio_demo_mbql_fail (self, "The query is nested too deeply");
  if (studio_demo_json_get_string (inner, "native") != NULL)
    sql = g_strdup (studio_demo_json_get_string (inner, "native"));
  else if (inner != NULL)
    sql = compile_query (self->server, inner, facts, &self->problem, depth + 1);
  else if (card != NULL)
    sql = compile_card (self, card, depth);
  else
    return _studio_demo_mbql_fail (self, "Table %" G_GINT64_FORMAT " does not exist.",
                                   studio_demo_json_get_int (self->query, "source-table", 0));
  return g_strdup_printf ("(\n%s\n) AS \"source\"", sql);
}

static char *
assemble (StudioDemoMbql *self, GPtrArray *facts, guint depth)
{
  g_autofree char *from = make_source (self, depth);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  Selection selection = { columns, groups };
  g_autofree char *filter = NULL;
  g_autoptr (GString) order = g_string_new (NULL);
  gint64 limit = studio_demo_json_get_int (self->query, "limit", 0);
  GString *sql = g_string_new (NULL);

  add_joins (self);
  select_columns (self, &selection, facts);
  if (studio_demo_json_is_set (self->query, "filter"))
    filter = _studio_demo_mbql_condition (self, json_object_get_member (self->query, "filter"));
  append_order (self, order, &selection);
  append_list (sql, "SELECT ", columns);
  g_string_append_printf (sql, " FROM %s%s", from, self->joins->str);
  if (filter != NULL)
    g_string_append_printf (sql, " WHERE %s", filter);
  append_list (sql, " GROUP BY ", groups);
  g_string_append (sql, order->str);
  if (limit > 0)
    g_string_append_printf (sql, " LIMIT %" G_GINT64_FORMAT, limit);
  return g_string_free (sql, FALSE);
}

static char *
compile_query (StudioDemoServer *server,
               JsonObject *query,
               GPtrArray *facts,
               char **problem,
               guint depth)
{
  StudioDemoMbql self = { .server = server, .query = query };
  char *sql;

  self.joins = g_string_new (NULL);
  self.implicit = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sql = query != NULL ? assemble (&self, facts, depth)
                      : _studio_demo_mbql_fail (&self, "The query is missing");
  if (*problem == NULL)
    *problem = g_steal_pointer (&self.problem);
  g_free (self.problem);
  g_free (self.source);
  g_string_free (self.joins, TRUE);
  g_hash_table_unref (self.implicit);
  return sql;
}

char *
studio_demo_mbql_compile (StudioDemoServer *server,
                          JsonObject *query,
                          GPtrArray **facts,
                          char **problem)
{
  g_autofree char *sql = NULL;

  *problem = NULL;
  *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_demo_column_facts_free);
  sql = compile_query (server, query, *facts, problem, 0);
  return *problem == NULL ? g_steal_pointer (&sql) : NULL;
}

gboolean
studio_demo_mbql_is_aggregated (JsonObject *query)
{
  JsonArray *aggregations = studio_demo_json_get_array (query, "aggregation");
  JsonArray *breakouts = studio_demo_json_get_array (query, "breakout");

  return (aggregations != NULL && json_array_get_length (aggregations) > 0) ||
         (breakouts != NULL && json_array_get_length (breakouts) > 0);
}
