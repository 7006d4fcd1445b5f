/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-dataset.h"

#include "demo/studio-demo-column-facts.h"
#include "demo/studio-demo-dataset-body.h"
#include "demo/studio-demo-identifiers.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-mbql.h"
#include "demo/studio-demo-native.h"
#include "demo/studio-demo-query-form.h"
#include "demo/studio-demo-running.h"

/* What Metabase never exceeds, and what it stops at for SQL when nothing else is said. */
#define ABSOLUTE_MOST_ROWS 1048575
#define DEFAULT_MOST_ROWS 2000
#define DEFAULT_MOST_GROUPS 10000

StudioDemoDataset *
studio_demo_dataset_new (JsonObject *query,
                         JsonObject *request,
                         const char *context,
                         StudioDemoRowFormat format)
{
  StudioDemoDataset *self = g_new0 (StudioDemoDataset, 1);

  self->query = json_object_ref (query);
  self->request = request != NULL ? json_object_ref (request) : NULL;
  self->context = context;
  self->format = format;
  self->started_at = studio_demo_identifiers_now ();
  self->legacy = studio_demo_query_form_to_legacy (query);
  return self;
}

void
studio_demo_dataset_free (StudioDemoDataset *self)
{
  if (self == NULL)
    return;
  json_object_unref (self->query);
  g_clear_pointer (&self->request, json_object_unref);
  json_object_unref (self->legacy);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_free (self->sql);
  g_free (self->started_at);
  g_free (self);
}

static void
fail (StudioDemoExchange *exchange,
      const StudioDemoDataset *self,
      const char *error_type,
      const char *message)
{
  const StudioDemoDatasetFailure failure = {
    .message = message,
    .error_type = error_type,
    .class_name = "class clojure.lang.ExceptionInfo",
  };

  studio_demo_dataset_body_reply_failure (exchange, self, &failure);
}

static void
on_done_cb (StudioDemoExchange *exchange, StudioDemoQueryResult *result, gpointer user_data)
{
  StudioDemoDataset *self = user_data;
  const StudioDemoDatasetFailure failure = {
    .message = result->error,
    .error_type = "invalid-query",
    .class_name = result->is_driver ? "class org.postgresql.util.PSQLException"
                                    : "class clojure.lang.ExceptionInfo",
    .state = result->state,
    .sql = result->sql,
    .milliseconds = result->milliseconds,
  };

  if (result->failed)
    studio_demo_dataset_body_reply_failure (exchange, self, &failure);
  else
    studio_demo_dataset_body_reply_rows (exchange, self, result);
}

/* SQL counts as “bare rows”, with or without GROUP BY. */
static guint64
choose_most_rows (const StudioDemoDataset *self)
{
  JsonObject *constraints = studio_demo_json_get_object (self->request, "constraints");
  JsonObject *query = studio_demo_json_get_object (self->legacy, "query");
  gint64 most =
      studio_demo_mbql_is_aggregated (query)
          ? studio_demo_json_get_int (constraints, "max-results", DEFAULT_MOST_GROUPS)
          : studio_demo_json_get_int (constraints, "max-results-bare-rows", DEFAULT_MOST_ROWS);

  if (self->format != STUDIO_DEMO_ROWS_ARRAYS)
    return ABSOLUTE_MOST_ROWS;
  return (guint64) CLAMP (most, 0, ABSOLUTE_MOST_ROWS);
}

char *
studio_demo_dataset_compile (StudioDemoServer *server,
                             JsonObject *legacy,
                             JsonArray *parameters,
                             GPtrArray **facts,
                             char **problem,
                             gboolean *is_missing)
{
  *is_missing = FALSE;
  if (studio_demo_query_form_is_native (legacy))
    return studio_demo_native_expand (server, studio_demo_json_get_object (legacy, "native"),
                                      parameters, problem, is_missing);
  return studio_demo_mbql_compile (server, studio_demo_json_get_object (legacy, "query"), facts,
                                   problem);
}

void
studio_demo_dataset_run (StudioDemoDataset *self, StudioDemoExchange *exchange)
{
  g_autoptr (StudioDemoDataset) owned = self;
  JsonObject *middleware = studio_demo_json_get_object (self->request, "middleware");
  JsonArray *parameters = studio_demo_json_get_array (self->request, "parameters");
  g_autofree char *problem = NULL;
  gboolean is_missing = FALSE;
  StudioDemoQuery *query;

  if (studio_demo_query_form_is_stages (self->query) && !studio_demo_exchange_from (exchange, 57))
    {
      fail (exchange, self, "invalid-query", "Invalid query: missing required key :type");
      return;
    }
  if (exchange->server->options->deny_native && studio_demo_query_form_is_native (self->legacy))
    {
      fail (exchange, self, "missing-required-permissions",
            "You do not have permissions to run this query.");
      return;
    }
  self->sql = studio_demo_dataset_compile (exchange->server, self->legacy, parameters, &self->facts,
                                           &problem, &is_missing);
  if (self->sql == NULL)
    {
      fail (exchange, self, is_missing ? "missing-required-parameter" : "invalid-query", problem);
      return;
    }
  self->most_rows = choose_most_rows (self);
  query = studio_demo_query_new (self->sql);
  query->most_rows = self->most_rows;
  query->format = self->format;
  query->big_as_text = studio_demo_json_get_boolean (middleware, "js-int-to-string?", TRUE);
  studio_demo_running_start (exchange, query, on_done_cb, g_steal_pointer (&owned),
                             (GDestroyNotify) studio_demo_dataset_free);
}
