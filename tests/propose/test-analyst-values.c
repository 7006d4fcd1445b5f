/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Metabase lists of the values of columns changes what the analyst proposes, and is told to no
 * language model. */
#include "propose/analyst/studio-analyst.h"
#include "propose/analyst/studio-schema-index.h"
#include "propose/llm/studio-llm-prompt.h"
#include "studio-test-shop.h"

#include <string.h>

typedef struct
{
  StudioDatabase *database;
  StudioTable *orders;
  StudioAnalyst *analyst;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->database = studio_test_shop_load ();
  fixture->orders = studio_database_find_table (fixture->database, NULL, "orders");
  fixture->analyst = studio_test_shop_new_analyst ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->analyst);
  g_clear_object (&fixture->database);
}

/* Takes the comment of the status away and lists @values, called @labels, of the type @base_type.
 */
static void
list (Fixture *fixture, const char *base_type, const char *values, const char *labels)
{
  StudioField *field = studio_table_find_field (fixture->orders, "status");
  StudioFieldInfo *info = studio_field_info_copy (studio_field_get_info (field));
  g_autoptr (StudioField) replacement = NULL;

  g_clear_pointer (&info->description, g_free);
  g_free (info->base_type);
  info->base_type = g_strdup (base_type);
  info->values_kept = g_strdup ("list");
  if (values != NULL)
    {
      info->values = studio_field_values_new_problem (NULL);
      g_strfreev (info->values->values);
      g_strfreev (info->values->labels);
      info->values->values = g_strsplit (values, ",", -1);
      info->values->labels = g_strsplit (labels != NULL ? labels : values, ",", -1);
    }
  replacement = studio_field_new (info);
  studio_table_replace_field (fixture->orders, field, replacement);
}

static GPtrArray *
propose (Fixture *fixture)
{
  return studio_analyst_propose (fixture->analyst, fixture->database, fixture->orders, NULL);
}

static guint
count (GPtrArray *kpis, const char *name, const char *sql)
{
  guint n = 0;

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);

      n += strcasestr (studio_kpi_get_name (kpi), name) != NULL &&
           strstr (studio_kpi_get_sql (kpi), sql) != NULL;
    }
  return n;
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) words = NULL;
  g_autofree char *explained = NULL;

  list (fixture, "type/Text", NULL, NULL);
  none = propose (fixture);
  g_assert_cmpuint (count (none, "cancellation rate", ""), ==, 0);
  list (fixture, "type/Text", "Cancelled,cancelled,delivered,paid,placed", NULL);
  words = propose (fixture);
  /* Both spellings are one state, and one group. */
  g_assert_cmpuint (count (words, "cancellation rate", "status IN ('Cancelled', 'cancelled')"), ==,
                    1);
  g_assert_cmpuint (count (words, "by status", "THEN 'Cancelled'"), >, 0);
  explained = studio_analyst_explain (fixture->analyst, fixture->database, fixture->orders);
  g_assert_nonnull (strstr (explained, "Metabase lists: Cancelled, cancelled, delivered"));
  g_assert_nonnull (strstr (explained, "Uses the values that Metabase lists of: status."));
}

static void
test_korean (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kpis = NULL;

  list (fixture, "type/Text", "배송완료,접수,취소", NULL);
  kpis = propose (fixture);
  g_assert_cmpuint (count (kpis, "cancellation rate", "'취소'"), ==, 1);
}

/* Codes say nothing by themselves, until people name them in Metabase. */
static void
test_codes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) bare = NULL;
  g_autoptr (GPtrArray) named = NULL;

  list (fixture, "type/Integer", "1,2,9", NULL);
  bare = propose (fixture);
  g_assert_cmpuint (count (bare, "rate", "status"), ==, 0);
  list (fixture, "type/Integer", "1,2,9", "Open,Paid,Cancelled");
  named = propose (fixture);
  g_assert_cmpuint (count (named, "cancellation rate", "status = 9"), ==, 1);
  g_assert_cmpuint (count (named, "by status", "status = 2 THEN 'Paid'"), >, 0);
}

/* Columns that nothing explains are asked for; those with a comment are not. */
static void
test_wanted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (fixture->database);
  g_autoptr (StudioSchemaIndex) later = NULL;
  g_autoptr (GPtrArray) before = studio_schema_index_find_unlisted (index, fixture->orders, FALSE);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_false (
      g_ptr_array_find (before, studio_table_find_field (fixture->orders, "status"), NULL));
  list (fixture, "type/Text", NULL, NULL);
  later = studio_schema_index_new (fixture->database);
  after = studio_schema_index_find_unlisted (later, fixture->orders, FALSE);
  g_assert_true (g_ptr_array_index (after, 0) ==
                 studio_table_find_field (fixture->orders, "status"));
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioLlmEndpoint) endpoint = NULL;
  g_autoptr (StudioLlmPrompt) prompt = NULL;
  g_autoptr (StudioLlmRequest) request = NULL;
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (GError) error = NULL;

  list (fixture, "type/Text", "Cancelled,secretword,delivered,paid,placed", NULL);
  kpis = propose (fixture);
  endpoint = studio_llm_endpoint_new ("http://127.0.0.1:1/v1", "m", NULL, &error);
  g_assert_no_error (error);
  prompt = studio_llm_prompt_new (endpoint, fixture->database, 0, NULL);
  request = studio_llm_prompt_propose (prompt, fixture->orders, kpis, NULL);
  g_assert_nonnull (strstr (request->user, "status"));
  g_assert_null (strstr (request->user, "secretword"));
  g_assert_null (strstr (request->user, "Cancelled"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/analyst/values/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/analyst/values/korean", Fixture, NULL, set_up, test_korean, tear_down);
  g_test_add ("/analyst/values/codes", Fixture, NULL, set_up, test_codes, tear_down);
  g_test_add ("/analyst/values/wanted", Fixture, NULL, set_up, test_wanted, tear_down);
  g_test_add ("/analyst/values/private", Fixture, NULL, set_up, test_private, tear_down);
  return g_test_run ();
}
