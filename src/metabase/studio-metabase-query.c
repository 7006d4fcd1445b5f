/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-numbers.h"
#include "metabase/studio-metabase-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* Task data: the statement, then, for the thread, the reply with it. */
typedef struct
{
  char *sql;
  char *host;
  StudioHttpResponse *response; /* (owned) (nullable) */
  StudioQueryFailure *failure;  /* (owned) (nullable) */
} Query;

static void
query_free (Query *query)
{
  g_free (query->sql);
  g_free (query->host);
  g_clear_pointer (&query->response, studio_http_response_free);
  g_clear_pointer (&query->failure, studio_query_failure_free);
  g_free (query);
}

static char *
make_body (gint64 database_id, const char *sql, guint row_limit)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "database");
  json_builder_add_int_value (builder, database_id);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "native");
  json_builder_set_member_name (builder, "native");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "query");
  json_builder_add_string_value (builder, sql);
  json_builder_set_member_name (builder, "template-tags");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "middleware");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "js-int-to-string?");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_set_member_name (builder, "ignore-cached-results?");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "constraints");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "max-results");
  json_builder_add_int_value (builder, row_limit);
  json_builder_set_member_name (builder, "max-results-bare-rows");
  json_builder_add_int_value (builder, row_limit);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}

/* The shortest text that reads back as the same number. */
static char *
number_to_text (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == floor (number) && fabs (number) < 1e15)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, number);
      if (g_ascii_strtod (text, NULL) == number)
        break;
    }
  return g_strdup (text);
}

static char *
cell_to_text (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return studio_json_to_text (node, FALSE);
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_DOUBLE:
      return number_to_text (json_node_get_double (node));
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    }
}

static StudioResult *
read_result (JsonObject *reply)
{
  JsonObject *data = studio_json_get_object (reply, "data");
  JsonArray *columns = studio_json_get_array (data, "cols");
  JsonArray *rows = studio_json_get_array (data, "rows");
  g_autoptr (StudioResult) result = studio_result_new ();
  guint n_columns = columns != NULL ? json_array_get_length (columns) : 0;

  if (columns == NULL || rows == NULL)
    return NULL;
  for (guint i = 0; i < n_columns; i++)
    {
      JsonObject *column = studio_json_array_get_object (columns, i);
      const char *name = studio_json_get_string (column, "name");

      studio_result_add_column (result, name != NULL ? name : "",
                                studio_json_get_string (column, "base_type"));
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = studio_json_node_get_array (json_array_get_element (rows, i));

      if (row == NULL || json_array_get_length (row) < n_columns)
        return NULL;
      for (guint k = 0; k < n_columns; k++)
        studio_result_add_cell (result, cell_to_text (json_array_get_element (row, k)));
    }
  studio_result_set_run (result, studio_json_get_int (reply, "running_time", -1),
                         json_object_has_member (data, "rows_truncated"));
  return g_steal_pointer (&result);
}

/* A query that failed under way: up to v0.62 Metabase appends the failure's JSON to the rows that
 * it has sent already, wherever it was. */
static char *
find_late_error (GBytes *body)
{
  static const char member[] = "\"error\":\"";
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  const char *start = text != NULL ? g_strrstr_len (text, (gssize) size, member) : NULL;
  const char *end;
  g_autofree char *literal = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (start == NULL)
    return NULL;
  start += strlen (member) - 1;
  for (end = start + 1; end < text + size && *end != '"'; end++)
    if (*end == '\\')
      end++;
  if (end >= text + size)
    return NULL;
  literal = g_strndup (start, (gsize) (end + 1 - start));
  node = json_from_string (literal, NULL);
  return node != NULL ? g_utf8_make_valid (json_node_get_string (node), -1) : NULL;
}

static void
return_broken (GTask *task, Query *query)
{
  g_autofree char *late = query->response != NULL ? find_late_error (query->response->bytes) : NULL;

  if (late != NULL)
    {
      query->failure = studio_query_failure_new (late);
      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SQL, "%s", query->failure->message);
      return;
    }
  query->failure = g_new0 (StudioQueryFailure, 1);
  query->failure->error_class = STUDIO_ERROR_CLASS_CONNECTION;
  query->failure->position = -1;
  query->failure->message = g_strdup (
      _ ("The rows broke off or are damaged. The query may have failed while they were being "
         "sent; run it in Metabase to see why."));
  g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SQL, "%s", query->failure->message);
}

/* The body's `status` decides, not the HTTP status: 202 for a failure up to v0.58, 4xx or 5xx
 * later. */
static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Query *query = task_data;
  gsize size;
  const char *text = g_bytes_get_data (query->response->bytes, &size);
  g_autoptr (GBytes) quoted = studio_metabase_quote_long_numbers (text, size);
  g_autoptr (JsonNode) node = quoted != NULL
                                  ? studio_json_from_text (g_bytes_get_data (quoted, NULL),
                                                           (gssize) g_bytes_get_size (quoted), NULL)
                                  : studio_json_from_text (text, (gssize) size, NULL);
  JsonObject *reply = studio_json_node_get_object (node);
  const char *status = studio_json_get_string (reply, "status");
  g_autoptr (StudioResult) result = NULL;

  if (g_strcmp0 (status, "completed") == 0)
    {
      result = read_result (reply);
      if (result != NULL)
        g_task_return_pointer (task, g_steal_pointer (&result), g_object_unref);
      else
        _studio_metabase_return_protocol_error (task, _ ("a query"));
    }
  else if (status != NULL || studio_json_get_string (reply, "error_type") != NULL)
    {
      query->failure = studio_query_failure_from_reply (reply, query->sql);
      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SQL, "%s", query->failure->message);
    }
  else if (!studio_http_response_is_success (query->response))
    g_task_return_error (task,
                         _studio_metabase_error_from_response (query->response, query->host, TRUE));
  else if (studio_http_response_is_html (query->response))
    g_task_return_error (task, _studio_metabase_explain_page (TRUE));
  else
    return_broken (task, query);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Query *query = g_task_get_task_data (task);
  GError *error = NULL;

  query->response = _studio_metabase_send_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  /* From v0.63 on Metabase drops the connection when a query fails while its rows are sent. */
  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL))
    {
      g_error_free (error);
      return_broken (task, query);
    }
  else if (query->response == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, read_in_thread);
}

void
studio_metabase_client_run_async (StudioMetabaseClient *self,
                                  gint64 database_id,
                                  const char *sql,
                                  guint row_limit,
                                  guint seconds,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autofree char *body = NULL;
  GTask *task;
  Query *query;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self) && sql != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_run_async);
  query = g_new0 (Query, 1);
  query->sql = g_strdup (sql);
  query->host = g_strdup (studio_metabase_client_get_url (self));
  g_task_set_task_data (task, query, (GDestroyNotify) query_free);
  body = make_body (database_id, sql, row_limit);
  /* A connection of its own: up to v0.51 Metabase reads from it to see whether we are still there,
   * which garbles the next request on it. */
  /* Up to v0.51 Metabase reads from the connection to see whether we are still there, which garbles
   * the next request on it, also where a proxy between keeps it. */
  _studio_metabase_send_async (self,
                               &(StudioHttpRequest){ .method = "POST",
                                                     .path = "/api/dataset",
                                                     .closing = TRUE,
                                                     .body = body,
                                                     .repeatable = TRUE,
                                                     .seconds = seconds },
                               cancellable, sent_cb, task);
}

StudioResult *
studio_metabase_client_run_finish (StudioMetabaseClient *self,
                                   GAsyncResult *result,
                                   StudioQueryFailure **failure,
                                   GError **error)
{
  Query *query = g_task_get_task_data (G_TASK (result));
  StudioResult *rows = g_task_propagate_pointer (G_TASK (result), error);

  if (failure != NULL)
    *failure = rows == NULL ? g_steal_pointer (&query->failure) : NULL;
  return rows;
}
