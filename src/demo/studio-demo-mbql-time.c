/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-json.h"
#include "demo/studio-demo-mbql-private.h"

#include <string.h>

/* %s is the time. Weeks begin on Sunday, Metabase's default. */
static const struct
{
  const char *unit;
  const char *before;
  const char *after;
} buckets[] = {
  { "default", "", "" },
  { "second", "date_trunc('second', ", ")" },
  { "minute", "date_trunc('minute', ", ")" },
  { "hour", "date_trunc('hour', ", ")" },
  { "day", "CAST(", " AS date)" },
  { "week", "CAST(date_trunc('week', CAST(",
    " AS timestamp) + INTERVAL '1 day') - INTERVAL '1 day' AS date)" },
  { "month", "CAST(date_trunc('month', ", ") AS date)" },
  { "quarter", "CAST(date_trunc('quarter', ", ") AS date)" },
  { "year", "CAST(date_trunc('year', ", ") AS date)" },
  { "second-of-minute", "CAST(extract(second from ", ") AS integer)" },
  { "minute-of-hour", "CAST(extract(minute from ", ") AS integer)" },
  { "hour-of-day", "CAST(extract(hour from ", ") AS integer)" },
  { "day-of-week", "(CAST(extract(dow from ", ") AS integer) + 1)" },
  { "day-of-month", "CAST(extract(day from ", ") AS integer)" },
  { "day-of-year", "CAST(extract(doy from ", ") AS integer)" },
  { "week-of-year", "CAST(ceil(extract(doy from ", ") / 7.0) AS integer)" },
  { "month-of-year", "CAST(extract(month from ", ") AS integer)" },
  { "quarter-of-year", "CAST(extract(quarter from ", ") AS integer)" },
  { "year-of-era", "CAST(extract(year from ", ") AS integer)" },
};

static const char *const interval_units[] = {
  "second", "minute", "hour", "day", "week", "month", "year", NULL,
};

char *
_studio_demo_mbql_bucket (StudioDemoMbql *self, const char *sql, const char *unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (buckets); i++)
    if (g_strcmp0 (buckets[i].unit, unit) == 0)
      return g_strconcat (buckets[i].before, sql, buckets[i].after, NULL);
  return _studio_demo_mbql_fail (self, "Invalid temporal unit: %s", unit);
}

char *
_studio_demo_mbql_interval (StudioDemoMbql *self, gint64 number, const char *unit)
{
  if (g_strcmp0 (unit, "quarter") == 0)
    return g_strdup_printf ("INTERVAL '%" G_GINT64_FORMAT " month'", number * 3);
  if (unit == NULL || !g_strv_contains (interval_units, unit))
    return _studio_demo_mbql_fail (self, "Invalid unit: %s", unit != NULL ? unit : "null");
  return g_strdup_printf ("INTERVAL '%" G_GINT64_FORMAT " %s'", number, unit);
}

/* The beginning of the unit that lies @number units from the current one. */
static char *
make_boundary (StudioDemoMbql *self, gint64 number, const char *unit)
{
  g_autofree char *now = _studio_demo_mbql_bucket (self, "now()", unit);
  g_autofree char *interval = _studio_demo_mbql_interval (self, number, unit);

  return number == 0 ? g_steal_pointer (&now) : g_strdup_printf ("(%s + %s)", now, interval);
}

char *
_studio_demo_mbql_relative (StudioDemoMbql *self, JsonArray *clause)
{
  JsonNode *first = json_array_get_length (clause) > 1 ? json_array_get_element (clause, 1) : NULL;
  const char *unit = studio_demo_json_array_string (clause, 2);

  if (studio_demo_json_is_int (first))
    return make_boundary (self, json_node_get_int (first), unit != NULL ? unit : "day");
  if (g_strcmp0 (studio_demo_json_array_string (clause, 1), "current") == 0)
    return unit != NULL ? make_boundary (self, 0, unit) : g_strdup ("now()");
  return _studio_demo_mbql_fail (self, "Invalid relative-datetime");
}

/* The first unit and the one after the last, counted from the current one. */
static gboolean
read_span (JsonNode *node, gboolean with_current, gint64 *first, gint64 *end)
{
  const char *word = studio_demo_json_is_string (node) ? json_node_get_string (node) : NULL;
  gint64 number;

  if (g_strcmp0 (word, "current") == 0)
    number = 0;
  else if (g_strcmp0 (word, "last") == 0)
    number = -1;
  else if (g_strcmp0 (word, "next") == 0)
    number = 1;
  else if (studio_demo_json_is_int (node))
    number = json_node_get_int (node);
  else
    return FALSE;
  *first = number < 0 ? number : number == 0 || with_current ? 0 : 1;
  *end = number > 0 ? number + 1 : number == 0 || with_current ? 1 : 0;
  return TRUE;
}

char *
_studio_demo_mbql_time_interval (StudioDemoMbql *self, JsonArray *clause)
{
  JsonObject *options = studio_demo_json_array_object (clause, 4);
  const char *unit = studio_demo_json_array_string (clause, 3);
  g_autofree char *value = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gint64 first = 0;
  gint64 end = 0;

  if (json_array_get_length (clause) < 4 ||
      !read_span (json_array_get_element (clause, 2),
                  studio_demo_json_get_boolean (options, "include-current", FALSE), &first, &end))
    return _studio_demo_mbql_fail (self, "Invalid time-interval");
  value = _studio_demo_mbql_value (self, json_array_get_element (clause, 1));
  from = make_boundary (self, first, unit);
  to = make_boundary (self, end, unit);
  return g_strdup_printf ("(%s >= %s AND %s < %s)", value, from, value, to);
}

char *
_studio_demo_mbql_difference (StudioDemoMbql *self,
                              const char *from,
                              const char *to,
                              const char *unit)
{
  static const struct
  {
    const char *unit;
    const char *seconds;
  } clocks[] = { { "second", "1" }, { "minute", "60" }, { "hour", "3600" } };
  g_autofree char *days = g_strdup_printf ("(CAST(%s AS date) - CAST(%s AS date))", to, from);
  g_autofree char *age =
      g_strdup_printf ("age(CAST(%s AS timestamp), CAST(%s AS timestamp))", to, from);
  g_autofree char *months =
      g_strdup_printf ("(extract(year from %s) * 12 + extract(month from %s))", age, age);

  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    if (g_strcmp0 (clocks[i].unit, unit) == 0)
      return g_strdup_printf ("CAST(trunc(extract(epoch from (CAST(%s AS timestamp) - CAST(%s AS "
                              "timestamp))) / %s) AS bigint)",
                              to, from, clocks[i].seconds);
  if (g_strcmp0 (unit, "day") == 0)
    return g_steal_pointer (&days);
  if (g_strcmp0 (unit, "week") == 0)
    return g_strdup_printf ("CAST(trunc(%s / 7.0) AS bigint)", days);
  if (g_strcmp0 (unit, "month") == 0)
    return g_strdup_printf ("CAST(%s AS bigint)", months);
  if (g_strcmp0 (unit, "quarter") == 0)
    return g_strdup_printf ("CAST(trunc(%s / 3) AS bigint)", months);
  if (g_strcmp0 (unit, "year") == 0)
    return g_strdup_printf ("CAST(extract(year from %s) AS bigint)", age);
  return _studio_demo_mbql_fail (self, "Invalid unit: %s", unit != NULL ? unit : "null");
}
