/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a registration did, in every format; names come from elsewhere and may hold anything. */
#include "core/studio-json.h"
#include "report/studio-deployment-report.h"

#include <string.h>

#define EVIL "=cmd|'/c calc'!A1 <script>alert(\"1\")</script>, | two"

static StudioDeploymentReport *
new_report (const char *base_url)
{
  g_autoptr (StudioDeployment) deployment = studio_deployment_new (7, STUDIO_DEPLOYMENT_REGISTER);
  StudioDeploymentEntry *entry;

  deployment->collection = g_strdup ("KPI Studio");
  deployment->started = g_strdup ("2026-11-25T02:00:00Z");
  entry = studio_deployment_entry_new (STUDIO_DEPLOYED_CARD, STUDIO_DEPLOYMENT_CREATED, 5, EVIL);
  entry->kpi_id = g_strdup ("0f5e0d2c-0000-4000-8000-000000000001");
  g_ptr_array_add (deployment->entries, entry);
  g_ptr_array_add (deployment->entries,
                   studio_deployment_entry_new (STUDIO_DEPLOYED_DASHBOARD, STUDIO_DEPLOYMENT_LINKED,
                                                9, "Overview"));
  entry =
      studio_deployment_entry_new (STUDIO_DEPLOYED_ALERT, STUDIO_DEPLOYMENT_FAILED, 0, "Orders");
  entry->message = g_strdup ("No mail");
  g_ptr_array_add (deployment->entries, entry);
  return studio_deployment_report_new (deployment, "Company", base_url);
}

static void
test_html (void)
{
  g_autoptr (StudioDeploymentReport) report = new_report ("https://metabase.example.com");
  g_autofree char *html = studio_deployment_report_to_html (report);

  g_assert_null (strstr (html, "<script>"));
  g_assert_nonnull (strstr (html, "&lt;script&gt;"));
  g_assert_nonnull (strstr (html, "href=\"https://metabase.example.com/question/5\""));
  g_assert_nonnull (strstr (html, "href=\"https://metabase.example.com/dashboard/9\""));
  g_assert_nonnull (strstr (html, "interrupted"));
  /* Trouble comes first. */
  g_assert_true (strstr (html, "No mail") < strstr (html, "&lt;script&gt;"));
}

/* No cell that a spreadsheet would take for a formula; quotes are doubled. */
static void
test_csv (void)
{
  g_autoptr (StudioDeploymentReport) report = new_report (NULL);
  g_autofree char *csv = studio_deployment_report_to_csv (report);
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_nonnull (strstr (lines[1], ",\"'=cmd"));
  g_assert_nonnull (strstr (lines[1], "(\"\"1\"\")"));
  g_assert_cmpstr (lines[2], ==, "7,linked,dashboard,9,,Overview,0,,,");
  g_assert_cmpstr (lines[3], ==, "7,failed,alert,0,,Orders,0,,No mail,");
}

static void
test_json (void)
{
  g_autoptr (StudioDeploymentReport) report = new_report ("https://metabase.example.com");
  g_autoptr (JsonNode) node = studio_deployment_report_to_json (report);
  JsonObject *object = json_node_get_object (node);
  JsonObject *counts = studio_json_get_object (object, "counts");
  JsonObject *first = studio_json_array_get_object (studio_json_get_array (object, "entries"), 0);

  g_assert_cmpint (studio_json_get_int (object, "run", 0), ==, 7);
  g_assert_cmpint (studio_json_get_int (studio_json_get_object (counts, "alert"), "failed", 0), ==,
                   1);
  g_assert_cmpstr (studio_json_get_string (first, "name"), ==, EVIL);
  g_assert_cmpstr (studio_json_get_string (first, "url"), ==,
                   "https://metabase.example.com/question/5");
  g_assert_cmpuint (studio_deployment_report_count_failed (report), ==, 1);
}

/* A bar in a name does not begin another column. */
static void
test_markdown (void)
{
  g_autoptr (StudioDeploymentReport) report = new_report (NULL);
  g_autofree char *markdown = studio_deployment_report_to_markdown (report);

  g_assert_true (g_str_has_prefix (markdown, "# Registration 7\n"));
  g_assert_nonnull (strstr (markdown, "\\| two"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/deployment/html", test_html);
  g_test_add_func ("/report/deployment/csv", test_csv);
  g_test_add_func ("/report/deployment/json", test_json);
  g_test_add_func ("/report/deployment/markdown", test_markdown);
  return g_test_run ();
}
