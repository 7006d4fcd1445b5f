/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-alert-rule.h"

#include "core/studio-json.h"
#include "register/studio-card-marker.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define MARKER "KPI Studio alert: "

static gboolean
is_progress (StudioKpi *kpi)
{
  return g_strcmp0 (studio_kpi_get_display (kpi), "progress") == 0;
}

gboolean
studio_alert_rule_has_goal (StudioKpi *kpi)
{
  static const char *const charts[] = { "line", "area", "bar", "progress", NULL };
  const char *display = studio_kpi_get_display (kpi);

  return studio_kpi_get_threshold_kind (kpi) != STUDIO_THRESHOLD_NONE && display != NULL &&
         g_strv_contains (charts, display);
}

/* Metabase gives a whole number back without a fraction, and the card must not look changed then.
 */
static void
set_number (JsonObject *object, const char *name, double number)
{
  if (floor (number) == number && fabs (number) < 1e15)
    json_object_set_int_member (object, name, (gint64) number);
  else
    json_object_set_double_member (object, name, number);
}

void
studio_alert_rule_add_goal (JsonObject *settings, StudioKpi *kpi)
{
  if (!studio_alert_rule_has_goal (kpi))
    return;
  if (is_progress (kpi))
    {
      set_number (settings, "progress.goal", studio_kpi_get_threshold (kpi));
      return;
    }
  json_object_set_boolean_member (settings, "graph.show_goal", TRUE);
  set_number (settings, "graph.goal_value", studio_kpi_get_threshold (kpi));
  json_object_set_string_member (settings, "graph.goal_label", _ ("Threshold"));
}

gboolean
studio_alert_rule_settings_have_goal (JsonNode *settings, StudioKpi *kpi)
{
  JsonObject *object = studio_json_node_get_object (settings);
  double goal = studio_json_get_double (
      object, is_progress (kpi) ? "progress.goal" : "graph.goal_value", NAN);

  return studio_alert_rule_has_goal (kpi) && goal == studio_kpi_get_threshold (kpi) &&
         (is_progress (kpi) || studio_json_get_boolean (object, "graph.show_goal", FALSE));
}

char *
studio_alert_rule_number (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* As few digits as tell it from its neighbours. */
  g_ascii_formatd (text, sizeof text, "%.15g", number);
  if (g_ascii_strtod (text, NULL) != number)
    g_ascii_dtostr (text, sizeof text, number);
  return g_strdup (text);
}

/* Quotes in names are doubled in every dialect. */
static char *
quote (const char *name, StudioDialect dialect)
{
  const char *open = "\"";
  const char *close = "\"";
  g_auto (GStrv) parts = NULL;
  g_autofree char *doubled = NULL;
  g_autofree char *twice = NULL;

  if (dialect == STUDIO_DIALECT_MYSQL || dialect == STUDIO_DIALECT_BIGQUERY ||
      dialect == STUDIO_DIALECT_SPARK || dialect == STUDIO_DIALECT_CLICKHOUSE)
    open = close = "`";
  else if (dialect == STUDIO_DIALECT_SQLSERVER)
    {
      open = "[";
      close = "]";
    }
  twice = g_strconcat (close, close, NULL);
  parts = g_strsplit (name, close, -1);
  doubled = g_strjoinv (twice, parts);
  return g_strconcat (open, doubled, close, NULL);
}

/* The column that the card shows as its number, else the first that is one. */
static const char *
find_value (StudioKpi *kpi, StudioResult *result)
{
  const char *text = studio_kpi_get_visualization (kpi);
  g_autoptr (JsonNode) settings = text != NULL ? studio_json_from_text (text, -1, NULL) : NULL;
  JsonObject *object = studio_json_node_get_object (settings);
  JsonArray *metrics = studio_json_get_array (object, "graph.metrics");
  const char *wanted = studio_json_get_string (object, "scalar.field");
  const char *first = NULL;

  if (wanted == NULL && metrics != NULL && json_array_get_length (metrics) > 0)
    wanted = json_array_get_string_element (metrics, 0);
  for (guint i = 0; i < studio_result_get_n_columns (result); i++)
    {
      const char *name = studio_result_get_column_name (result, i);

      if (!studio_field_kind_is_number (studio_result_get_column_kind (result, i)))
        continue;
      if (g_strcmp0 (name, wanted) == 0)
        return name;
      if (first == NULL)
        first = name;
    }
  return first;
}

static const char *
find_time (StudioResult *result)
{
  for (guint i = 0; i < studio_result_get_n_columns (result); i++)
    if (studio_field_kind_is_temporal (studio_result_get_column_kind (result, i)))
      return studio_result_get_column_name (result, i);
  return NULL;
}

/* Without the semicolon at its end, which may not stand inside another statement. */
static char *
trim (const char *sql)
{
  char *trimmed = g_strstrip (g_strdup (sql));
  gsize length = strlen (trimmed);

  while (length > 0 && (trimmed[length - 1] == ';' || g_ascii_isspace (trimmed[length - 1])))
    trimmed[--length] = '\0';
  return trimmed;
}

char *
studio_alert_rule_make_sql (StudioKpi *kpi, StudioResult *result, StudioDialect dialect)
{
  const char *value = find_value (kpi, result);
  const char *time =
      g_strcmp0 (studio_kpi_get_display (kpi), "smartscalar") == 0 ? find_time (result) : NULL;
  g_autofree char *sql = trim (studio_kpi_get_sql (kpi));
  g_autofree char *number = studio_alert_rule_number (studio_kpi_get_threshold (kpi));
  g_autofree char *column = NULL;
  g_autofree char *latest = NULL;

  if (value == NULL)
    return NULL;
  column = quote (value, dialect);
  if (time != NULL)
    {
      g_autofree char *quoted = quote (time, dialect);

      latest = g_strdup_printf ("\n  AND kpi.%s = (SELECT MAX(latest.%s) FROM (\n%s\n) latest)",
                                quoted, quoted, sql);
    }
  /* No AS before the name of a subquery, which Oracle does not take; a line break before the
   * bracket, because the statement may end with a comment. */
  return g_strdup_printf ("SELECT kpi.*\nFROM (\n%s\n) kpi\nWHERE kpi.%s %s %s%s", sql, column,
                          studio_kpi_get_threshold_kind (kpi) == STUDIO_THRESHOLD_ABOVE ? ">" : "<",
                          number, latest != NULL ? latest : "");
}

char *
studio_alert_rule_digest (StudioKpi *kpi)
{
  g_autofree char *number = studio_alert_rule_number (studio_kpi_get_threshold (kpi));
  g_autofree char *rule = g_strjoin (
      "\n", studio_kpi_get_sql (kpi), studio_kpi_get_display (kpi),
      studio_enum_to_nick (STUDIO_TYPE_THRESHOLD_KIND, studio_kpi_get_threshold_kind (kpi)), number,
      NULL);

  return studio_card_marker_digest (rule);
}

char *
studio_alert_rule_marker_new (StudioKpi *kpi, const char *sql)
{
  g_autofree char *rule = studio_alert_rule_digest (kpi);
  g_autofree char *digest = studio_card_marker_digest (sql);

  return g_strdup_printf (MARKER "%s %s %s", studio_kpi_get_id (kpi), rule, digest);
}

gboolean
studio_alert_rule_marker_read (const char *description, char **kpi_id, char **rule, char **sql)
{
  const char *mark = description != NULL ? g_strrstr (description, MARKER) : NULL;
  g_auto (GStrv) words = NULL;

  if (mark == NULL)
    return FALSE;
  words = g_strsplit_set (mark + strlen (MARKER), " \r\n", 4);
  if (g_strv_length (words) < 3 || !g_uuid_string_is_valid (words[0]))
    return FALSE;
  *kpi_id = g_strdup (words[0]);
  *rule = g_strdup (words[1]);
  *sql = g_strdup (words[2]);
  return TRUE;
}
