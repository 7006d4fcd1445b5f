/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-json.h"
#include "demo/studio-demo-mbql-private.h"

#include <string.h>

/* Aggregations of one argument. */
static const struct
{
  const char *name;
  const char *before;
  const char *after;
} simple[] = {
  { "sum", "SUM(", ")" },
  { "avg", "AVG(", ")" },
  { "min", "MIN(", ")" },
  { "max", "MAX(", ")" },
  { "distinct", "COUNT(DISTINCT ", ")" },
  { "count", "COUNT(", ")" },
  { "stddev", "STDDEV_POP(", ")" },
  { "var", "VAR_POP(", ")" },
  { "median", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ", ")" },
};

static const char *const arithmetic[] = { "+", "-", "*", "/" };

static char *
make_with_condition (StudioDemoMbql *self, const char *name, JsonArray *clause)
{
  gboolean counts = strcmp (name, "count-where") == 0 || strcmp (name, "share") == 0;
  guint last = counts ? 1 : 2;
  g_autofree char *condition = NULL;
  g_autofree char *value = NULL;

  if (json_array_get_length (clause) <= last)
    return _studio_demo_mbql_fail (self, "Invalid aggregation: %s", name);
  condition = _studio_demo_mbql_condition (self, json_array_get_element (clause, last));
  if (strcmp (name, "share") == 0)
    return g_strdup_printf ("(SUM(CASE WHEN %s THEN 1 ELSE 0.0 END) / NULLIF(COUNT(*), 0))",
                            condition);
  if (counts)
    return g_strdup_printf ("SUM(CASE WHEN %s THEN 1 ELSE 0.0 END)", condition);
  value = _studio_demo_mbql_value (self, json_array_get_element (clause, 1));
  if (strcmp (name, "distinct-where") == 0)
    return g_strdup_printf ("COUNT(DISTINCT CASE WHEN %s THEN %s END)", condition, value);
  return g_strdup_printf ("SUM(CASE WHEN %s THEN %s ELSE 0.0 END)", condition, value);
}

static char *
make_percentile (StudioDemoMbql *self, JsonArray *clause)
{
  g_autofree char *value = NULL;
  g_autofree char *share = NULL;

  if (json_array_get_length (clause) < 3)
    return _studio_demo_mbql_fail (self, "Invalid aggregation: percentile");
  value = _studio_demo_mbql_value (self, json_array_get_element (clause, 1));
  share = _studio_demo_mbql_value (self, json_array_get_element (clause, 2));
  return g_strdup_printf ("PERCENTILE_CONT(%s) WITHIN GROUP (ORDER BY %s)", share, value);
}

static char *
make_arithmetic (StudioDemoMbql *self, const char *sign, JsonArray *clause)
{
  GString *sql = g_string_new ("(");

  for (guint i = 1; i < json_array_get_length (clause); i++)
    {
      g_autofree char *operand =
          _studio_demo_mbql_aggregation (self, json_array_get_element (clause, i));

      if (i == 1 && strcmp (sign, "/") == 0)
        g_string_append_printf (sql, "CAST(%s AS float8)", operand);
      else if (i == 1)
        g_string_append (sql, operand);
      else if (strcmp (sign, "/") == 0)
        g_string_append_printf (sql, " / NULLIF(%s, 0)", operand);
      else
        g_string_append_printf (sql, " %s %s", sign, operand);
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/* A saved metric stands for its aggregation. */
static char *
make_metric (StudioDemoMbql *self, JsonArray *clause)
{
  JsonObject *card = studio_demo_store_get (self->server->store, STUDIO_DEMO_CARD,
                                            json_array_get_int_element (clause, 1));
  JsonObject *query =
      studio_demo_json_get_object (studio_demo_json_get_object (card, "dataset_query"), "query");
  JsonArray *aggregations = studio_demo_json_get_array (query, "aggregation");

  if (aggregations == NULL || json_array_get_length (aggregations) == 0)
    return _studio_demo_mbql_fail (self, "Metric does not exist.");
  return _studio_demo_mbql_aggregation (self, json_array_get_element (aggregations, 0));
}

char *
_studio_demo_mbql_aggregation (StudioDemoMbql *self, JsonNode *node)
{
  const char *name = _studio_demo_mbql_get_name (node);
  JsonArray *clause = studio_demo_json_array (node);

  if (name == NULL)
    return _studio_demo_mbql_value (self, node);
  if (strcmp (name, "aggregation-options") == 0 && json_array_get_length (clause) > 1)
    return _studio_demo_mbql_aggregation (self, json_array_get_element (clause, 1));
  if (strcmp (name, "count") == 0 && (json_array_get_length (clause) < 2 ||
                                      JSON_NODE_HOLDS_OBJECT (json_array_get_element (clause, 1))))
    return g_strdup ("COUNT(*)");
  if (strcmp (name, "percentile") == 0)
    return make_percentile (self, clause);
  if (strcmp (name, "metric") == 0 && json_array_get_length (clause) > 1)
    return make_metric (self, clause);
  if (strcmp (name, "share") == 0 || g_str_has_suffix (name, "-where"))
    return make_with_condition (self, name, clause);
  for (gsize i = 0; i < G_N_ELEMENTS (simple); i++)
    if (strcmp (simple[i].name, name) == 0 && json_array_get_length (clause) > 1)
      {
        g_autofree char *value = _studio_demo_mbql_value (self, json_array_get_element (clause, 1));

        return g_strconcat (simple[i].before, value, simple[i].after, NULL);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (arithmetic); i++)
    if (strcmp (arithmetic[i], name) == 0)
      return make_arithmetic (self, name, clause);
  return _studio_demo_mbql_value (self, node);
}
