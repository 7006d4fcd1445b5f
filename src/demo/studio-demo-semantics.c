/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-semantics.h"

#include "demo/studio-demo-json.h"
#include "demo/studio-demo-types.h"

#include <string.h>

#include <gio/gio.h>

#define RULES "/org/example/KpiStudio/demo-api/name-rules.json"

/* Metabase's thresholds: distinct values up to which a column is a category, and up to which its
 * values are listed. */
#define CATEGORY_VALUES 30
#define LISTED_VALUES 1000

typedef struct
{
  GRegex *regex;
  char **bases; /* words for sets of base types; NULL for a table */
  char *type;
} Rule;

struct _StudioDemoSemantics
{
  GPtrArray *fields; /* (element-type Rule) */
  GPtrArray *tables; /* (element-type Rule) */
};

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_regex_unref (rule->regex);
  g_strfreev (rule->bases);
  g_free (rule->type);
  g_free (rule);
}

static Rule *
rule_new (const char *pattern, const char *bases, const char *type)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  rule->bases = bases != NULL ? g_strsplit (bases, " ", -1) : NULL;
  rule->type = g_strdup (type);
  return rule;
}

static void
read_rules (StudioDemoSemantics *self, JsonObject *root)
{
  JsonArray *fields = studio_demo_json_get_array (root, "fields");
  JsonArray *tables = studio_demo_json_get_array (root, "tables");

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonArray *rule = json_array_get_array_element (fields, i);

      g_ptr_array_add (self->fields, rule_new (studio_demo_json_array_string (rule, 0),
                                               studio_demo_json_array_string (rule, 1),
                                               studio_demo_json_array_string (rule, 2)));
    }
  for (guint i = 0; i < json_array_get_length (tables); i++)
    {
      JsonArray *rule = json_array_get_array_element (tables, i);
      const char *word = studio_demo_json_array_string (rule, 0);
      g_autofree char *pattern = g_strdup_printf ("(?:^%s)|(?:%ss?$)", word, word);

      g_ptr_array_add (self->tables,
                       rule_new (pattern, NULL, studio_demo_json_array_string (rule, 1)));
    }
}

StudioDemoSemantics *
studio_demo_semantics_new (void)
{
  StudioDemoSemantics *self = g_new0 (StudioDemoSemantics, 1);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RULES, 0, NULL);
  g_autoptr (JsonNode) node = studio_demo_json_parse (g_bytes_get_data (bytes, NULL),
                                                      (gssize) g_bytes_get_size (bytes), NULL);

  self->fields = g_ptr_array_new_with_free_func (rule_free);
  self->tables = g_ptr_array_new_with_free_func (rule_free);
  read_rules (self, studio_demo_json_object (node));
  return self;
}

void
studio_demo_semantics_free (StudioDemoSemantics *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

void
studio_demo_semantics_classify_table (StudioDemoSemantics *self, StudioDemoTable *table)
{
  g_autofree char *name = g_utf8_strdown (table->name, -1);
  const char *type = "entity/GenericTable";

  for (guint i = 0; i < self->tables->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->tables, i);

      if (!g_regex_match (rule->regex, name, 0, NULL))
        continue;
      type = rule->type;
      break;
    }
  g_free (table->entity_type);
  table->entity_type = g_strdup (type);
}

static gboolean
is_in_set (StudioDemoTypeClass type, const char *set)
{
  if (strcmp (set, "any") == 0)
    return TRUE;
  if (strcmp (set, "number") == 0)
    return studio_demo_types_is_number (type);
  if (strcmp (set, "integer") == 0)
    return type == STUDIO_DEMO_TYPE_INTEGER;
  if (strcmp (set, "float") == 0)
    return type == STUDIO_DEMO_TYPE_FLOAT;
  if (strcmp (set, "text") == 0)
    return type == STUDIO_DEMO_TYPE_TEXT;
  if (strcmp (set, "date") == 0)
    return type == STUDIO_DEMO_TYPE_DATE;
  if (strcmp (set, "time") == 0)
    return type == STUDIO_DEMO_TYPE_TIME;
  return type == STUDIO_DEMO_TYPE_TIMESTAMP;
}

static const char *
find_by_name (StudioDemoSemantics *self, const StudioDemoField *field)
{
  g_autofree char *name = g_utf8_strdown (field->name, -1);
  StudioDemoTypeClass type = studio_demo_types_classify (field->base_type);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->fields, i);

      for (gsize j = 0; rule->bases[j] != NULL; j++)
        if (is_in_set (type, rule->bases[j]) && g_regex_match (rule->regex, name, 0, NULL))
          return rule->type;
    }
  return NULL;
}

static double
get_text_share (JsonObject *fingerprint, const char *member)
{
  JsonObject *type = studio_demo_json_get_object (fingerprint, "type");
  JsonObject *text = studio_demo_json_get_object (type, "type/Text");

  return text != NULL ? json_object_get_double_member_with_default (text, member, 0) : 0;
}

static const char *
find_by_fingerprint (const StudioDemoField *field)
{
  g_autoptr (JsonNode) node =
      field->fingerprint != NULL ? studio_demo_json_parse (field->fingerprint, -1, NULL) : NULL;
  JsonObject *fingerprint = studio_demo_json_object (node);
  JsonObject *global = studio_demo_json_get_object (fingerprint, "global");
  StudioDemoTypeClass type = studio_demo_types_classify (field->base_type);
  double nil_share = global != NULL ? json_object_get_double_member (global, "nil%") : 0;

  if (get_text_share (fingerprint, "percent-json") >= 0.95)
    return "type/SerializedJSON";
  if (get_text_share (fingerprint, "percent-url") >= 0.95)
    return "type/URL";
  if (get_text_share (fingerprint, "percent-email") >= 0.95)
    return "type/Email";
  if (get_text_share (fingerprint, "percent-state") >= 0.7)
    return "type/State";
  if (field->distinct > 0 && field->distinct <= CATEGORY_VALUES && nil_share < 1 &&
      type != STUDIO_DEMO_TYPE_FLOAT && type != STUDIO_DEMO_TYPE_JSON &&
      !studio_demo_types_is_temporal (type))
    return "type/Category";
  return NULL;
}

static const char *
find_by_database_type (const StudioDemoField *field)
{
  if (strcmp (field->base_type, "type/JSON") == 0)
    return "type/SerializedJSON";
  if (strcmp (field->base_type, "type/IPAddress") == 0)
    return "type/IPAddress";
  return strcmp (field->base_type, "type/XML") == 0 ? "type/XML" : NULL;
}

void
studio_demo_semantics_classify_field (StudioDemoSemantics *self, StudioDemoField *field)
{
  const char *type = NULL;

  if (field->semantic_type != NULL)
    return;
  type = find_by_database_type (field);
  if (type == NULL)
    type = find_by_name (self, field);
  if (type == NULL)
    type = find_by_fingerprint (field);
  field->semantic_type = g_strdup (type);
}

const char *
studio_demo_semantics_get_field_values (const StudioDemoField *field)
{
  StudioDemoTypeClass type = studio_demo_types_classify (field->base_type);

  gboolean key = g_strcmp0 (field->semantic_type, "type/PK") == 0 ||
                 g_strcmp0 (field->semantic_type, "type/FK") == 0;

  if (studio_demo_types_is_temporal (type) || type == STUDIO_DEMO_TYPE_JSON ||
      type == STUDIO_DEMO_TYPE_OTHER || type == STUDIO_DEMO_TYPE_FLOAT)
    return "none";
  if (!key && field->distinct >= 0 && field->distinct <= LISTED_VALUES)
    return "list";
  return type == STUDIO_DEMO_TYPE_TEXT || type == STUDIO_DEMO_TYPE_ENUM ? "search" : "none";
}
