/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-field-sql.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-mbql-private.h"
#include "demo/studio-demo-types.h"

#include <string.h>

#define DAY "^\\d{4}-\\d\\d-\\d\\d$"

static char *
join (GPtrArray *parts, const char *word)
{
  g_autofree char *joined = NULL;

  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (word, (char **) parts->pdata);
  return g_strdup_printf ("(%s)", joined);
}

static char *
combine (StudioDemoMbql *self, JsonArray *clause, const char *word)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i < json_array_get_length (clause); i++)
    g_ptr_array_add (parts, _studio_demo_mbql_condition (self, json_array_get_element (clause, i)));
  if (parts->len == 0)
    return g_strdup ("TRUE");
  return join (parts, word);
}

static gboolean
is_day (JsonNode *node)
{
  return studio_demo_json_is_string (node) &&
         g_regex_match_simple (DAY, json_node_get_string (node), 0, 0);
}

/* Both sides of a comparison. A time compared with a day is cut to the day, as Metabase does. */
static void
make_sides (StudioDemoMbql *self, JsonArray *clause, guint other, char **left, char **right)
{
  JsonNode *reference = json_array_get_element (clause, 1);
  JsonNode *value = json_array_get_element (clause, other);
  const StudioDemoField *field = _studio_demo_mbql_find_field (self, reference);
  StudioDemoTypeClass type =
      field != NULL ? studio_demo_types_classify (field->base_type) : STUDIO_DEMO_TYPE_OTHER;
  JsonObject *options = _studio_demo_mbql_get_options (reference);
  gboolean cut = type == STUDIO_DEMO_TYPE_TIMESTAMP && is_day (value) &&
                 !studio_demo_json_is_set (options, "temporal-unit");

  *left = _studio_demo_mbql_value (self, reference);
  *right = _studio_demo_mbql_value (self, value);
  if (cut)
    {
      g_autofree char *whole = *left;

      *left = g_strdup_printf ("CAST(%s AS date)", whole);
    }
}

static char *
compare (StudioDemoMbql *self, JsonArray *clause, const char *sign)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (json_array_get_length (clause) < 3)
    return _studio_demo_mbql_fail (self, "Invalid filter: a value is missing");
  make_sides (self, clause, 2, &left, &right);
  return g_strdup_printf ("%s %s %s", left, sign, right);
}

/* Equal to one of the values; null is a value here, unlike in SQL. */
static char *
equal (StudioDemoMbql *self, JsonArray *clause)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 2; i < json_array_get_length (clause); i++)
    {
      g_autofree char *left = NULL;
      g_autofree char *right = NULL;

      if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (clause, i)))
        continue;
      make_sides (self, clause, i, &left, &right);
      if (JSON_NODE_HOLDS_NULL (json_array_get_element (clause, i)))
        g_ptr_array_add (parts, g_strdup_printf ("%s IS NULL", left));
      else
        g_ptr_array_add (parts, g_strdup_printf ("%s = %s", left, right));
    }
  if (parts->len == 0)
    return _studio_demo_mbql_fail (self, "Invalid filter: a value is missing");
  return join (parts, " OR ");
}

static char *
not_equal (StudioDemoMbql *self, JsonArray *clause)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 2; i < json_array_get_length (clause); i++)
    {
      g_autofree char *left = NULL;
      g_autofree char *right = NULL;

      if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (clause, i)))
        continue;
      make_sides (self, clause, i, &left, &right);
      if (JSON_NODE_HOLDS_NULL (json_array_get_element (clause, i)))
        g_ptr_array_add (parts, g_strdup_printf ("%s IS NOT NULL", left));
      else
        g_ptr_array_add (parts, g_strdup_printf ("(%s <> %s OR %s IS NULL)", left, right, left));
    }
  if (parts->len == 0)
    return _studio_demo_mbql_fail (self, "Invalid filter: a value is missing");
  return join (parts, " AND ");
}

static char *
between (StudioDemoMbql *self, JsonArray *clause)
{
  g_autofree char *left = NULL;
  g_autofree char *low = NULL;
  g_autofree char *again = NULL;
  g_autofree char *high = NULL;

  if (json_array_get_length (clause) < 4)
    return _studio_demo_mbql_fail (self, "Invalid filter: between needs two values");
  make_sides (self, clause, 2, &left, &low);
  make_sides (self, clause, 3, &again, &high);
  return g_strdup_printf ("%s BETWEEN %s AND %s", left, low, high);
}

static char *
check_null (StudioDemoMbql *self, JsonArray *clause, const char *format_before, const char *after)
{
  g_autofree char *value = NULL;

  if (json_array_get_length (clause) < 2)
    return _studio_demo_mbql_fail (self, "Invalid filter: a field is missing");
  value = _studio_demo_mbql_value (self, json_array_get_element (clause, 1));
  return g_strconcat (format_before, value, after, NULL);
}

static char *
check_empty (StudioDemoMbql *self, JsonArray *clause, gboolean wanted)
{
  g_autofree char *value = NULL;

  if (json_array_get_length (clause) < 2)
    return _studio_demo_mbql_fail (self, "Invalid filter: a field is missing");
  value = _studio_demo_mbql_value (self, json_array_get_element (clause, 1));
  return wanted ? g_strdup_printf ("(%s IS NULL OR CAST(%s AS text) = '')", value, value)
                : g_strdup_printf ("(%s IS NOT NULL AND CAST(%s AS text) <> '')", value, value);
}

/* "%" and "_" stand for themselves. */
static char *
make_pattern (const char *text, const char *before, const char *after)
{
  g_autoptr (GString) pattern = g_string_new (before);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr ("%_\\", *c) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  g_string_append (pattern, after);
  return studio_demo_quote_text (pattern->str);
}

static char *
match_text (StudioDemoMbql *self, JsonNode *node, const char *before, const char *after)
{
  JsonArray *clause = json_node_get_array (node);
  const char *text = studio_demo_json_array_string (clause, 2);
  gboolean exact =
      studio_demo_json_get_boolean (_studio_demo_mbql_get_options (node), "case-sensitive", TRUE);
  g_autofree char *value = NULL;
  g_autofree char *pattern = NULL;

  if (text == NULL)
    return _studio_demo_mbql_fail (self, "Invalid filter: a text is missing");
  value = _studio_demo_mbql_value (self, json_array_get_element (clause, 1));
  pattern = make_pattern (text, before, after);
  return g_strdup_printf ("CAST(%s AS text) %s %s", value, exact ? "LIKE" : "ILIKE", pattern);
}

static char *
negate (char *condition)
{
  g_autofree char *owned = condition;

  return g_strdup_printf ("NOT (%s)", owned);
}

static char *
condition_or_null (StudioDemoMbql *self, JsonNode *node, const char *name, JsonArray *clause)
{
  if (strcmp (name, "and") == 0)
    return combine (self, clause, " AND ");
  if (strcmp (name, "or") == 0)
    return combine (self, clause, " OR ");
  if (strcmp (name, "not") == 0 && json_array_get_length (clause) > 1)
    return negate (_studio_demo_mbql_condition (self, json_array_get_element (clause, 1)));
  if (strcmp (name, "=") == 0)
    return equal (self, clause);
  if (strcmp (name, "!=") == 0)
    return not_equal (self, clause);
  if (strcmp (name, "<") == 0 || strcmp (name, "<=") == 0 || strcmp (name, ">") == 0 ||
      strcmp (name, ">=") == 0)
    return compare (self, clause, name);
  if (strcmp (name, "between") == 0)
    return between (self, clause);
  if (strcmp (name, "is-null") == 0)
    return check_null (self, clause, "", " IS NULL");
  if (strcmp (name, "not-null") == 0)
    return check_null (self, clause, "", " IS NOT NULL");
  if (strcmp (name, "is-empty") == 0)
    return check_empty (self, clause, TRUE);
  if (strcmp (name, "not-empty") == 0)
    return check_empty (self, clause, FALSE);
  if (strcmp (name, "contains") == 0)
    return match_text (self, node, "%", "%");
  if (strcmp (name, "does-not-contain") == 0)
    return negate (match_text (self, node, "%", "%"));
  if (strcmp (name, "starts-with") == 0)
    return match_text (self, node, "", "%");
  if (strcmp (name, "ends-with") == 0)
    return match_text (self, node, "%", "");
  if (strcmp (name, "time-interval") == 0)
    return _studio_demo_mbql_time_interval (self, clause);
  return NULL;
}

char *
_studio_demo_mbql_condition (StudioDemoMbql *self, JsonNode *node)
{
  const char *name = _studio_demo_mbql_get_name (node);
  char *condition;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    return _studio_demo_mbql_value (self, node);
  if (name == NULL)
    return _studio_demo_mbql_fail (self, "Invalid filter");
  condition = condition_or_null (self, node, name, json_node_get_array (node));
  /* A field or an expression that is true or false. */
  return condition != NULL ? condition : _studio_demo_mbql_value (self, node);
}
