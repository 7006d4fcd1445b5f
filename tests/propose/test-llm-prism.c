/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether OpenAI's own description of its endpoint takes what is sent: Prism, an npm program, acts
 * the endpoint out of it, once taking exception to anything that the description does not allow,
 * and once not. Skipped where it is not installed and npm cannot fetch it. */
#include "propose/llm/studio-llm-client.h"

#include <string.h>

#define MISSING "Prism is not there, and npm could not fetch it"

typedef struct
{
  GSubprocess *prism;
  char *url;
} Fixture;

static StudioLlmRequest question = {
  .table = (char *) "tb_user",
  .purpose = (char *) "propose",
  .system = (char *) "Answer with JSON.",
  .user = (char *) "Schema. Propose.",
  .cap = 4000,
};

static guint
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

/* Prism says so on its output once it listens. */
static gboolean
wait_until_ready (GSubprocess *prism)
{
  g_autoptr (GDataInputStream) output =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (prism));

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);

      if (line == NULL)
        return FALSE;
      if (strstr (line, "listening") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* @strictness is an option of Prism, or (nullable). */
static void
start (Fixture *fixture, const char *strictness)
{
  const char *program = g_getenv ("STUDIO_PRISM");
  g_autofree char *spec =
      g_test_build_filename (G_TEST_DIST, "propose", "openai-openapi.json", NULL);
  guint port = find_port ();
  g_autofree char *number = g_strdup_printf ("%u", port);

  if (program == NULL)
    return;
  fixture->prism =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, NULL,
                        program, "mock", "-h", "127.0.0.1", "-p", number, spec, strictness, NULL);
  if (fixture->prism != NULL && wait_until_ready (fixture->prism))
    fixture->url = g_strdup_printf ("http://127.0.0.1:%u", port);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  start (fixture, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->prism != NULL)
    {
      g_subprocess_force_exit (fixture->prism);
      g_subprocess_wait (fixture->prism, NULL, NULL);
    }
  g_clear_object (&fixture->prism);
  g_free (fixture->url);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* In each form of the ladder, streamed or not: Prism answers all of them with its example. */
static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  if (fixture->url == NULL)
    {
      g_test_skip (MISSING);
      return;
    }
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (StudioLlmEndpoint) endpoint =
          studio_llm_endpoint_new (fixture->url, "gpt-6-luna", "key", NULL);
      g_autoptr (StudioLlmClient) client = studio_llm_client_new (endpoint, 1);
      StudioLlmMemory *memory = studio_llm_client_get_memory (client);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (StudioLlmCompletion) completion = NULL;
      g_autoptr (StudioReply) reply = NULL;

      memory->format = i % 3;
      memory->no_stream = i / 3 % 2;
      memory->cap_swapped = i / 6;
      question.answer = i % 2 == 0 ? STUDIO_LLM_ANSWER_KPIS : STUDIO_LLM_ANSWER_REPAIR;
      studio_llm_client_ask_async (client, &question, NULL, keep_result_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      completion = studio_llm_client_ask_finish (client, result, &error);
      g_assert_no_error (error);
      reply = studio_llm_completion_read (completion);
      g_assert_cmpuint (reply->items->len, >, 0);
      /* The address has no “/v1” there, which is found out by asking. Nothing else was refused. */
      g_assert_true (memory->without_version);
      g_assert_cmpint (memory->format, ==, i % 3);
    }
}

static void
test_models (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioLlmEndpoint) endpoint = NULL;
  g_autoptr (StudioLlmClient) client = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  if (fixture->url == NULL)
    {
      g_test_skip (MISSING);
      return;
    }
  endpoint = studio_llm_endpoint_new (fixture->url, "gpt-6-luna", "key", NULL);
  client = studio_llm_client_new (endpoint, 1);
  studio_llm_client_list_models_async (client, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  names = studio_llm_client_list_models_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/llm/prism/accepted", Fixture, NULL, set_up, test_accepted, tear_down);
  g_test_add ("/llm/prism/accepted-strictly", Fixture, "--errors", set_up, test_accepted,
              tear_down);
  g_test_add ("/llm/prism/models", Fixture, "--errors", set_up, test_models, tear_down);
  return g_test_run ();
}
