/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-definition.h"
#include "core/studio-error.h"
#include "core/studio-json.h"

static StudioExpression *
column (const char *name, StudioFieldKind kind)
{
  return studio_expression_column ("o", name, kind);
}

/* Share of paid orders per month, with everything a definition may hold. */
static StudioDefinition *
make_definition (const char *status)
{
  StudioDefinition *inner = studio_definition_new ("count", "i", "sales", "tb_order_item");
  StudioDefinition *self = studio_definition_new ("ratio", "o", "sales", "tb_order");

  studio_definition_add_dimension (
      inner, "order_id", NULL, studio_expression_column ("i", "order_id", STUDIO_FIELD_INTEGER));
  studio_definition_add_measure (inner, "items", NULL,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT, NULL));
  studio_definition_join_over (
      self, "items", inner, TRUE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL,
                             studio_expression_column ("items", "order_id", STUDIO_FIELD_INTEGER),
                             column ("order_id", STUDIO_FIELD_INTEGER), NULL));
  studio_definition_add_dimension (
      self, "month", "Month",
      studio_expression_truncate (column ("ordered_at", STUDIO_FIELD_DATETIME_TZ),
                                  STUDIO_GRAIN_MONTH));
  studio_definition_add_key (self, column ("customer_id", STUDIO_FIELD_INTEGER));
  studio_definition_add_measure (
      self, "paid_share", "Paid share",
      studio_expression_new (
          STUDIO_OPERATOR_RATIO,
          studio_expression_filtered (
              studio_expression_new (STUDIO_OPERATOR_COUNT, NULL),
              studio_expression_new (STUDIO_OPERATOR_EQUAL, column ("status", STUDIO_FIELD_TEXT),
                                     studio_expression_text (status), NULL)),
          studio_expression_new (STUDIO_OPERATOR_COUNT, NULL), NULL));
  studio_definition_filter (
      self, studio_expression_periods (column ("ordered_at", STUDIO_FIELD_DATETIME_TZ),
                                       STUDIO_GRAIN_MONTH, G_MININT64, -1));
  studio_definition_filter_groups (
      self, studio_expression_new (STUDIO_OPERATOR_GREATER,
                                   studio_expression_new (STUDIO_OPERATOR_COUNT, NULL),
                                   studio_expression_number (2.5), NULL));
  studio_definition_order (self, "month", TRUE);
  studio_definition_set_limit (self, 24);
  return self;
}

static void
test_round_trip (gconstpointer status)
{
  g_autoptr (StudioDefinition) definition = make_definition (status);
  g_autofree char *text = studio_definition_to_text (definition);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = studio_json_from_text (text, -1, &error);
  g_autoptr (StudioDefinition) read = NULL;

  g_assert_no_error (error);
  read = studio_definition_from_json (node, &error);
  g_assert_no_error (error);
  g_assert_true (studio_definition_equal (definition, read));
  g_assert_cmpuint (studio_definition_hash (definition), ==, studio_definition_hash (read));
  g_assert_true (studio_definition_is_grouped (read));
  g_assert_cmpstr (studio_definition_find_column (read, "month")->title, ==, "Month");
  g_assert_cmpint (studio_definition_find_column (read, "month")->expression->kind, ==,
                   STUDIO_FIELD_DATE);
}

static void
test_meaning (void)
{
  g_autoptr (StudioDefinition) paid = make_definition ("PAID");
  g_autoptr (StudioDefinition) again = make_definition ("PAID");
  g_autoptr (StudioDefinition) cancelled = make_definition ("CANCELLED");

  g_assert_true (studio_definition_equal (paid, again));
  g_assert_false (studio_definition_equal (paid, cancelled));
  studio_definition_set_limit (again, 12);
  g_assert_false (studio_definition_equal (paid, again));
}

static void
test_kinds (void)
{
  g_autoptr (StudioExpression) sum = studio_expression_new (
      STUDIO_OPERATOR_SUM,
      studio_expression_new (STUDIO_OPERATOR_MULTIPLY, column ("qty", STUDIO_FIELD_INTEGER),
                             column ("price", STUDIO_FIELD_DECIMAL), NULL),
      NULL);
  g_autoptr (StudioExpression) count = studio_expression_new (
      STUDIO_OPERATOR_COUNT_DISTINCT, column ("name", STUDIO_FIELD_TEXT), NULL);

  g_assert_cmpint (sum->kind, ==, STUDIO_FIELD_DECIMAL);
  g_assert_cmpint (count->kind, ==, STUDIO_FIELD_INTEGER);
  g_assert_true (studio_expression_has_aggregate (sum));
  g_assert_false (studio_expression_has_aggregate (studio_expression_argument (sum, 0)));
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"version\":2,\"from\":{\"name\":\"o\",\"table\":\"t\"},\"columns\":[]}",
    "{\"version\":1,\"columns\":[]}",
    "{\"version\":1,\"from\":{\"name\":\"o\",\"table\":\"t\"},\"columns\":[]}",
    "{\"version\":1,\"from\":{\"name\":\"o\",\"table\":\"t\"},\"columns\":[{\"name\":\"n\"}]}",
    "{\"version\":1,\"from\":{\"name\":\"o\",\"table\":\"t\"},\"columns\":[{\"name\":\"n\","
    "\"expression\":{\"op\":\"drop\"}}]}",
    "{\"version\":1,\"from\":{\"name\":\"o\",\"table\":\"t\"},\"columns\":[{\"name\":\"n\","
    "\"expression\":{\"op\":\"ratio\",\"of\":[]}}]}",
    "{\"version\":1,\"from\":{\"name\":\"o\",\"definition\":{\"from\":7}},\"columns\":7}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = studio_json_from_text (texts[i], -1, NULL);

      g_assert_nonnull (node);
      g_assert_null (studio_definition_from_json (node, &error));
      g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/definition/round-trip/plain", "PAID", test_round_trip);
  g_test_add_data_func ("/definition/round-trip/escaped", "\"a\\b\"\n\t\001\177 취소",
                        test_round_trip);
  g_test_add_data_func ("/definition/round-trip/empty", "", test_round_trip);
  g_test_add_func ("/definition/meaning", test_meaning);
  g_test_add_func ("/definition/kinds", test_kinds);
  g_test_add_func ("/definition/refused", test_refused);
  return g_test_run ();
}
