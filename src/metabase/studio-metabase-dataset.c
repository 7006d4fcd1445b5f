/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-metabase-dataset.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <glib/gi18n-lib.h>

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonObject *reply = studio_json_node_get_object (node);
  JsonObject *data = studio_json_get_object (reply, "data");
  const char *status = studio_json_get_string (reply, "status");
  const char *why = studio_json_get_string (reply, "error");

  if (node == NULL)
    g_task_return_error (task, error);
  else if (g_strcmp0 (status, "completed") == 0 && studio_json_get_array (data, "rows") != NULL)
    g_task_return_pointer (task, json_node_copy (json_object_get_member (data, "rows")),
                           (GDestroyNotify) json_node_unref);
  else if (status != NULL)
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SQL,
                             _ ("Metabase could not run the query: %s"),
                             why != NULL ? why : status);
  else
    _studio_metabase_return_protocol_error (task, _ ("a query"));
}

/* A copy of a node shares its object, so the members are put into one of its own. */
static char *
make_body (JsonNode *query)
{
  JsonObject *object = json_node_get_object (query);
  g_autoptr (JsonObject) whole = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GList) names = json_object_get_members (object);
  JsonObject *middleware = json_object_new ();

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (whole, l->data, json_object_dup_member (object, l->data));
  json_object_set_boolean_member (middleware, "js-int-to-string?", FALSE);
  json_object_set_object_member (whole, "middleware", middleware);
  json_object_set_array_member (whole, "parameters", json_array_new ());
  json_node_set_object (node, whole);
  return studio_json_to_text (node, FALSE);
}

void
studio_metabase_client_run_query_async (StudioMetabaseClient *self,
                                        JsonNode *query,
                                        guint seconds,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autofree char *body = NULL;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_run_query_async);
  body = make_body (query);
  _studio_metabase_request_async (self,
                                  &(StudioHttpRequest){ .method = "POST",
                                                        .path = "/api/dataset",
                                                        .closing = TRUE,
                                                        .body = body,
                                                        .safe = TRUE,
                                                        .seconds = seconds },
                                  cancellable, ran_cb, task);
}

JsonNode *
studio_metabase_client_run_query_finish (StudioMetabaseClient *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
