/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-field-filter.h"

#include "demo/studio-demo-field-sql.h"
#include "demo/studio-demo-json.h"

#include <string.h>

static char *
make_literal (JsonNode *node)
{
  return studio_demo_json_is_string (node) ? studio_demo_quote_text (json_node_get_string (node))
                                           : studio_demo_json_print (node);
}

static GPtrArray *
make_literals (JsonNode *value)
{
  GPtrArray *literals = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array = studio_demo_json_array (value);

  if (array == NULL)
    g_ptr_array_add (literals, make_literal (value));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (literals, make_literal (json_array_get_element (array, i)));
  return literals;
}

/* "past30days", "past3months~" (with the current one), "next2weeks", "thismonth" */
static char *
make_relative (const char *column, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^(past|next|this)(\\d*)(minute|hour|day|week|month|quarter|year)s?(~?)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *word = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *tilde = NULL;
  const char *step;
  int number;
  int first;
  int end;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  word = g_match_info_fetch (match, 1);
  digits = g_match_info_fetch (match, 2);
  unit = g_match_info_fetch (match, 3);
  tilde = g_match_info_fetch (match, 4);
  number = *digits != '\0' ? (int) g_ascii_strtoll (digits, NULL, 10) : 1;
  first = strcmp (word, "past") == 0 ? -number : strcmp (word, "next") == 0 ? 1 : 0;
  end = strcmp (word, "past") == 0 ? 0 : strcmp (word, "next") == 0 ? number + 1 : 1;
  if (*tilde == '~')
    {
      first = MIN (first, 0);
      end = MAX (end, 1);
    }
  step = strcmp (unit, "quarter") == 0 ? "month" : unit;
  return g_strdup_printf (
      "(%s >= date_trunc('%s', now()) + INTERVAL '%d %s' AND %s < date_trunc('%s', now()) + "
      "INTERVAL '%d %s')",
      column, unit, strcmp (unit, step) == 0 ? first : first * 3, step, column, unit,
      strcmp (unit, step) == 0 ? end : end * 3, step);
}

/* "2026-01" and "2026-Q1" */
static char *
make_period (const char *column, const char *text)
{
  g_autofree char *day = NULL;

  if (g_regex_match_simple ("^\\d{4}-\\d\\d$", text, 0, 0))
    {
      day = g_strconcat (text, "-01", NULL);
      return g_strdup_printf ("(%s >= DATE '%s' AND %s < DATE '%s' + INTERVAL '1 month')", column,
                              day, column, day);
    }
  if (g_regex_match_simple ("^\\d{4}-?Q[1-4]|Q[1-4]-\\d{4}$", text, 0, 0))
    {
      const char *quarter = strchr (text, 'Q');
      const char *year = g_ascii_isdigit (*text) ? text : text + 3;

      day = g_strdup_printf ("%.4s-%02d-01", year, (quarter[1] - '1') * 3 + 1);
      return g_strdup_printf ("(%s >= DATE '%s' AND %s < DATE '%s' + INTERVAL '3 month')", column,
                              day, column, day);
    }
  return NULL;
}

/* "2026-01-01", "2026-01-01~2026-01-31", "2026-01-01~", "~2026-01-31" */
static char *
make_range (const char *column, const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "~", 2);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!g_regex_match_simple (
          "^(\\d{4}-\\d\\d-\\d\\d[T0-9:.]*)?(~(\\d{4}-\\d\\d-\\d\\d[T0-9:.]*)?)?$", text, 0, 0) ||
      *text == '\0')
    return NULL;
  if (ends[1] == NULL)
    return g_strdup_printf ("CAST(%s AS date) = DATE '%s'", column, ends[0]);
  if (*ends[0] != '\0')
    from = g_strdup_printf ("CAST(%s AS date) >= DATE '%s'", column, ends[0]);
  if (*ends[1] != '\0')
    to = g_strdup_printf ("CAST(%s AS date) <= DATE '%s'", column, ends[1]);
  if (from != NULL && to != NULL)
    return g_strdup_printf ("(%s AND %s)", from, to);
  return from != NULL ? g_steal_pointer (&from) : g_steal_pointer (&to);
}

static char *
make_date (const char *column, JsonNode *value)
{
  const char *text = studio_demo_json_is_string (value) ? json_node_get_string (value) : NULL;
  char *condition;

  if (text == NULL)
    return NULL;
  condition = make_relative (column, text);
  if (condition == NULL)
    condition = make_period (column, text);
  return condition != NULL ? condition : make_range (column, text);
}

static char *
make_pattern (const char *column, const char *literal, const char *before, const char *after)
{
  return g_strdup_printf ("CAST(%s AS text) ILIKE '%s' || %s || '%s'", column, before, literal,
                          after);
}

char *
studio_demo_field_filter_make (const char *column, const char *widget, JsonNode *value)
{
  g_autoptr (GPtrArray) literals = NULL;
  const char *operation = widget != NULL ? strrchr (widget, '/') : NULL;
  const char *first;
  g_autofree char *list = NULL;

  if (widget != NULL && g_str_has_prefix (widget, "date/"))
    return make_date (column, value);
  literals = make_literals (value);
  if (literals->len == 0)
    return g_strdup ("1 = 1");
  first = g_ptr_array_index (literals, 0);
  operation = operation != NULL ? operation + 1 : "=";
  if (strcmp (operation, "contains") == 0)
    return make_pattern (column, first, "%", "%");
  if (strcmp (operation, "starts-with") == 0)
    return make_pattern (column, first, "", "%");
  if (strcmp (operation, "ends-with") == 0)
    return make_pattern (column, first, "%", "");
  if (strcmp (operation, ">=") == 0 || strcmp (operation, "<=") == 0)
    return g_strdup_printf ("%s %s %s", column, operation, first);
  if (strcmp (operation, "between") == 0 && literals->len > 1)
    return g_strdup_printf ("%s BETWEEN %s AND %s", column, first,
                            (char *) g_ptr_array_index (literals, 1));
  g_ptr_array_add (literals, NULL);
  list = g_strjoinv (", ", (char **) literals->pdata);
  return g_strdup_printf ("%s %s (%s)", column, strcmp (operation, "!=") == 0 ? "NOT IN" : "IN",
                          list);
}
