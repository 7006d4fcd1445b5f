/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-mbql-columns.h"

#include "demo/studio-demo-json.h"
#include "demo/studio-demo-names.h"
#include "demo/studio-demo-writer.h"

#include <string.h>

/* How Metabase calls the columns of aggregations; %s is the field. */
static const struct
{
  const char *clause;
  const char *name;
  const char *display_name;
  gboolean with_field;
} aggregations[] = {
  { "count", "count", "Count", FALSE },
  { "sum", "sum", "Sum of ", TRUE },
  { "avg", "avg", "Average of ", TRUE },
  { "min", "min", "Min of ", TRUE },
  { "max", "max", "Max of ", TRUE },
  { "distinct", "count", "Distinct values of ", TRUE },
  { "stddev", "stddev", "Standard deviation of ", TRUE },
  { "var", "var", "Variance of ", TRUE },
  { "median", "median", "Median of ", TRUE },
  { "percentile", "percentile", "Percentile of ", TRUE },
  { "count-where", "count_where", "Count of rows matching condition", FALSE },
  { "sum-where", "sum_where", "Sum of values matching condition", FALSE },
  { "distinct-where", "distinct_where", "Distinct values matching condition", FALSE },
  { "share", "share", "Share of rows matching condition", FALSE },
};

/* The options of ["aggregation-options", clause, {"name": …, "display-name": …}], or of a clause.
 */
static const char *
get_given (JsonNode *clause, const char *member)
{
  return studio_demo_json_get_string (_studio_demo_mbql_get_options (clause), member);
}

static JsonNode *
unwrap (JsonNode *clause)
{
  return g_strcmp0 (_studio_demo_mbql_get_name (clause), "aggregation-options") == 0
             ? json_array_get_element (json_node_get_array (clause), 1)
             : clause;
}

char *
studio_demo_mbql_columns_name (StudioDemoMbql *self, JsonNode *clause)
{
  const StudioDemoField *field = _studio_demo_mbql_find_field (self, clause);
  const char *word = _studio_demo_mbql_get_name (unwrap (clause));
  const char *given = get_given (clause, "name");

  if (field != NULL)
    return g_strdup (field->name);
  if (given != NULL)
    return g_strdup (given);
  if (g_strcmp0 (word, "field") == 0 || g_strcmp0 (word, "expression") == 0)
    {
      const char *name = studio_demo_json_array_string (json_node_get_array (clause), 1);

      return g_strdup (name != NULL ? name : "field");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (aggregations); i++)
    if (g_strcmp0 (aggregations[i].clause, word) == 0)
      return g_strdup (aggregations[i].name);
  return g_strdup ("expression");
}

static char *
make_display_name (StudioDemoMbql *self, JsonNode *clause)
{
  JsonNode *inner = unwrap (clause);
  JsonArray *array = studio_demo_json_array (inner);
  const char *given = get_given (clause, "display-name");
  const StudioDemoField *field =
      array != NULL && json_array_get_length (array) > 1
          ? _studio_demo_mbql_find_field (self, json_array_get_element (array, 1))
          : NULL;
  g_autofree char *name = NULL;

  if (given != NULL)
    return g_strdup (given);
  for (gsize i = 0; i < G_N_ELEMENTS (aggregations); i++)
    if (g_strcmp0 (aggregations[i].clause, _studio_demo_mbql_get_name (inner)) == 0)
      return g_strconcat (aggregations[i].display_name,
                          !aggregations[i].with_field ? ""
                          : field != NULL             ? field->display_name
                                                      : "expression",
                          NULL);
  name = studio_demo_mbql_columns_name (self, clause);
  return studio_demo_names_humanize (name);
}

StudioDemoColumnFacts *
studio_demo_mbql_columns_for_reference (StudioDemoMbql *self,
                                        JsonNode *reference,
                                        const char *source)
{
  StudioDemoColumnFacts *facts = g_new0 (StudioDemoColumnFacts, 1);
  const StudioDemoField *field = _studio_demo_mbql_find_field (self, reference);
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autofree char *text = studio_demo_json_print (reference);
  const char *unit = get_given (reference, "temporal-unit");

  facts->source = source;
  studio_demo_writer_raw_member (writer, "field_ref", text);
  if (field != NULL)
    {
      studio_demo_writer_int_member (writer, "id", field->id);
      studio_demo_writer_int_member (writer, "table_id", field->table_id);
      studio_demo_writer_string_member (writer, "semantic_type", field->semantic_type);
      studio_demo_writer_string_member (writer, "description", field->description);
      studio_demo_writer_id_member (writer, "fk_target_field_id", field->fk_target_field_id);
      studio_demo_writer_string_member (writer, "visibility_type", "normal");
      studio_demo_writer_null_member (writer, "settings");
      facts->display_name = g_strdup (field->display_name);
    }
  else
    {
      studio_demo_writer_null_member (writer, "semantic_type");
      facts->display_name = make_display_name (self, reference);
    }
  if (unit != NULL)
    studio_demo_writer_string_member (writer, "unit", unit);
  facts->members = studio_demo_writer_to_string (writer);
  return facts;
}

StudioDemoColumnFacts *
studio_demo_mbql_columns_for_aggregation (StudioDemoMbql *self, JsonNode *aggregation, guint index)
{
  StudioDemoColumnFacts *facts = g_new0 (StudioDemoColumnFacts, 1);
  const char *word = _studio_demo_mbql_get_name (unwrap (aggregation));
  gboolean counts = g_strcmp0 (word, "count") == 0 || g_strcmp0 (word, "distinct") == 0;

  facts->source = "aggregation";
  facts->display_name = make_display_name (self, aggregation);
  facts->members = g_strdup_printf ("\"field_ref\":[\"aggregation\",%u],\"semantic_type\":%s",
                                    index, counts ? "\"type/Quantity\"" : "null");
  return facts;
}
