/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-client.h"

#include "core/studio-json.h"
#include "propose/llm/studio-llm-client-private.h"
#include "propose/llm/studio-llm-exchange.h"
#include "propose/llm/studio-llm-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static void ask_for_models (GTask *task);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Gemini writes "models/" in front of each name, and takes both. */
static GStrv
read_models (GBytes *bytes)
{
  g_autofree char *text =
      g_utf8_make_valid (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (JsonNode) root = studio_llm_text_to_json (text);
  JsonArray *array = studio_json_get_array (studio_json_node_get_object (root), "data");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (array == NULL)
    array = studio_json_node_get_array (root);
  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *id = studio_json_get_string (studio_json_array_get_object (array, i), "id");

      if (id != NULL && *id != '\0')
        g_ptr_array_add (
            names, g_strdup (g_str_has_prefix (id, "models/") ? id + strlen ("models/") : id));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_steal (names, NULL);
}

static void
exchange_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioLlmClient *self = g_task_get_source_object (task);
  StudioLlmEndpoint *endpoint = studio_llm_client_get_endpoint (self);
  StudioLlmMemory *memory = studio_llm_client_get_memory (self);
  GError *error = NULL;
  g_autoptr (StudioLlmReply) reply = studio_llm_exchange_finish (result, &error);
  GStrv names;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (reply->failure != NULL && reply->failure->error == STUDIO_LLM_ERROR_ADDRESS &&
      studio_llm_endpoint_added_version (endpoint) && !memory->without_version)
    {
      memory->without_version = TRUE;
      ask_for_models (task);
      return;
    }
  if (reply->failure != NULL)
    {
      g_task_return_error (task, studio_llm_failure_to_error (
                                     reply->failure, studio_llm_endpoint_get_host (endpoint),
                                     studio_llm_endpoint_get_model (endpoint)));
      return;
    }
  names = read_models (studio_llm_exchange_get_raw (result));
  if (names != NULL)
    g_task_return_pointer (task, names, (GDestroyNotify) g_strfreev);
  else
    g_task_return_new_error (task, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_ADDRESS,
                             _ ("%s answered, but not with a list of models. Check the base URL; "
                                "it usually ends in “/v1”."),
                             studio_llm_endpoint_get_host (endpoint));
}

static void
ask_for_models (GTask *task)
{
  StudioLlmClient *self = g_task_get_source_object (task);
  StudioLlmEndpoint *endpoint = studio_llm_client_get_endpoint (self);
  g_autofree char *url = studio_llm_endpoint_get_url (
      endpoint, "/models", studio_llm_client_get_memory (self)->without_version);

  studio_llm_exchange_async (_studio_llm_client_get_session (self), endpoint, url, NULL,
                             g_task_get_cancellable (task), exchange_cb, g_object_ref (task));
}

void
studio_llm_client_list_models_async (StudioLlmClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_LLM_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_llm_client_list_models_async);
  ask_for_models (task);
}

GStrv
studio_llm_client_list_models_finish (StudioLlmClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
