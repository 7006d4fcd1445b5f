/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How cards are shown: the keys are those of the API reference, section 5. */
#include "core/studio-json.h"
#include "register/studio-card-columns.h"
#include "register/studio-kpi-card.h"

typedef struct
{
  const char *display;
  StudioUnit unit;
  const char *currency;
  const char *sql;
  const char *shown_as;
  const char *settings; /* members that have to be there, as JSON */
} Case;

static const Case cases[] = {
  { "number", STUDIO_UNIT_PERCENT, NULL,
    "SELECT count(*) FILTER (WHERE late) * 1.0 / count(*) AS late_rate FROM tb_order", "scalar",
    "{\"scalar.field\":\"late_rate\",\"column_settings\":{\"[\\\"name\\\",\\\"late_rate\\\"]\":"
    "{\"column_title\":\"Late rate\",\"number_style\":\"percent\",\"decimals\":1}}}" },
  { "scalar", STUDIO_UNIT_PERCENT, NULL, "SELECT 100.0 * sum(a) / sum(b) AS share FROM tb_order",
    "scalar",
    "{\"column_settings\":{\"[\\\"name\\\",\\\"share\\\"]\":{\"column_title\":\"Share\","
    "\"number_style\":\"decimal\",\"suffix\":\"%\",\"decimals\":1}}}" },
  { "line", STUDIO_UNIT_CURRENCY, "EUR",
    "SELECT date_trunc('month', created_at) AS month, channel, sum(total) AS revenue FROM tb_order "
    "GROUP BY 1, 2 ORDER BY 1",
    "line",
    "{\"graph.dimensions\":[\"month\",\"channel\"],\"graph.metrics\":[\"revenue\"],"
    "\"graph.x_axis.scale\":\"timeseries\",\"column_settings\":{\"[\\\"name\\\",\\\"revenue\\\"]\":"
    "{\"column_title\":\"Revenue\",\"number_style\":\"currency\",\"currency\":\"EUR\","
    "\"decimals\":0},\"[\\\"name\\\",\\\"month\\\"]\":{\"column_title\":\"Month\"},"
    "\"[\\\"name\\\",\\\"channel\\\"]\":{\"column_title\":\"Channel\"}}}" },
  { "row", STUDIO_UNIT_COUNT, NULL,
    "SELECT c.name, count(*) AS orders FROM tb_order o JOIN tb_company c ON c.id = o.company_id "
    "GROUP BY c.name ORDER BY 2 DESC LIMIT 10",
    "row",
    "{\"graph.dimensions\":[\"name\"],\"graph.metrics\":[\"orders\"],"
    "\"graph.x_axis.scale\":\"ordinal\"}" },
  { "pie", STUDIO_UNIT_COUNT, NULL, "SELECT status, count(*) AS n FROM tb_order GROUP BY status",
    "pie", "{\"pie.dimension\":\"status\",\"pie.metric\":\"n\"}" },
  { "funnel", STUDIO_UNIT_COUNT, NULL, "SELECT step, count(*) AS n FROM tb_order GROUP BY step",
    "funnel", "{\"funnel.dimension\":\"step\",\"funnel.metric\":\"n\"}" },
  { "smartscalar", STUDIO_UNIT_COUNT, NULL, "SELECT count(*) AS n FROM tb_order", "scalar",
    "{\"scalar.field\":\"n\"}" },
  { "smartscalar", STUDIO_UNIT_COUNT, NULL, "WITH m AS (SELECT 1) SELECT order_month, n FROM m",
    "smartscalar",
    "{\"scalar.field\":\"n\",\"scalar.comparisons\":[{\"id\":\"previous-period\","
    "\"type\":\"previousPeriod\"}],\"scalar.switch_positive_negative\":true}" },
  { "progress", STUDIO_UNIT_PERCENT, NULL, "SELECT avg(done) AS done FROM tb_order", "progress",
    "{\"progress.goal\":0.95}" },
  { "bar", STUDIO_UNIT_COUNT, NULL, "SELECT * FROM tb_order", "bar",
    "{\"graph.show_goal\":true,\"graph.goal_value\":0.95}" },
  { "trend chart", STUDIO_UNIT_NONE, NULL, "SELECT 1 AS one", "table", "{}" },
};

static StudioKpi *
make_kpi (const Case *expected)
{
  StudioKpi *kpi = studio_kpi_new ();

  studio_kpi_set_name (kpi, "KPI");
  studio_kpi_set_sql (kpi, expected->sql);
  studio_kpi_set_display (kpi, expected->display);
  studio_kpi_set_unit (kpi, expected->unit);
  studio_kpi_set_direction (kpi, STUDIO_DIRECTION_DOWN);
  studio_kpi_set_threshold (kpi, STUDIO_THRESHOLD_BELOW, 0.95);
  return kpi;
}

static void
assert_has (JsonObject *object, JsonObject *expected)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &name, &member))
    {
      JsonNode *found = json_object_get_member (object, name);

      g_test_message ("%s", name);
      g_assert_nonnull (found);
      if (JSON_NODE_HOLDS_OBJECT (member))
        assert_has (json_node_get_object (found), json_node_get_object (member));
      else
        g_assert_true (json_node_equal (found, member));
    }
}

static void
test_settings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StudioKpi) kpi = make_kpi (&cases[i]);
      g_autoptr (GPtrArray) columns =
          studio_card_columns_read (NULL, cases[i].sql, STUDIO_DIALECT_POSTGRESQL);
      g_autoptr (JsonNode) expected = studio_json_from_text (cases[i].settings, -1, NULL);
      g_autoptr (StudioCard) card = studio_kpi_card_new (
          kpi, "KPI", &(StudioKpiCardDetails){ .columns = columns, .currency = cases[i].currency });

      g_test_message ("%s: %s", cases[i].display, cases[i].sql);
      g_assert_cmpstr (card->display, ==, cases[i].shown_as);
      assert_has (json_node_get_object (card->visualization), json_node_get_object (expected));
      g_assert_true (studio_kpi_card_is_untouched (card));
    }
}

/* What the person or the analyst has chosen is kept. */
static void
test_kept (void)
{
  g_autoptr (StudioKpi) kpi = make_kpi (&cases[2]);
  g_autoptr (GPtrArray) columns =
      studio_card_columns_read (NULL, cases[2].sql, STUDIO_DIALECT_POSTGRESQL);
  g_autoptr (StudioCard) card = NULL;
  JsonObject *settings;
  JsonObject *format;

  studio_kpi_set_visualization (
      kpi, "{\"graph.dimensions\":[\"channel\"],\"graph.metrics\":[\"revenue\"],"
           "\"column_settings\":{\"[\\\"name\\\",\\\"revenue\\\"]\":{\"column_title\":\"Umsatz\","
           "\"number_style\":\"currency\",\"currency\":\"KRW\"}}}");
  card = studio_kpi_card_new (kpi, "KPI",
                              &(StudioKpiCardDetails){ .columns = columns, .currency = "EUR" });
  settings = json_node_get_object (card->visualization);
  format = json_object_get_object_member (
      json_object_get_object_member (settings, "column_settings"), "[\"name\",\"revenue\"]");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (settings, "graph.dimensions")), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (format, "currency"), ==, "KRW");
  g_assert_cmpstr (json_object_get_string_member (format, "column_title"), ==, "Umsatz");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-settings/settings", test_settings);
  g_test_add_func ("/card-settings/kept", test_kept);
  return g_test_run ();
}
