/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "propose/llm/studio-llm-client.h"
#include "propose/llm/studio-llm-delay.h"
#include "studio-test-llm.h"

#include <math.h>
#include <string.h>

#define GOOD "{\"kpis\":[{\"name\":\"A\",\"sql\":\"SELECT 1\"}]}"
#define KEY "sk-canary-5f1d9"

typedef struct
{
  StudioTestLlm *endpoint;
  StudioLlmClient *client;
  StudioLlmCompletion *completion;
  GError *error;
  gboolean over;
  guint calls;
  guint learnt;
} Fixture;

static void
called_cb (StudioLlmClient *client, const StudioLlmCall *call, gpointer user_data)
{
  ((Fixture *) user_data)->calls++;
  g_assert_null (strstr (call->body, KEY));
}

static void
learnt_cb (StudioLlmClient *client, gpointer user_data)
{
  ((Fixture *) user_data)->learnt++;
}

static void
make_client (Fixture *fixture, const char *url, const char *model, guint width)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioLlmEndpoint) endpoint = studio_llm_endpoint_new (url, model, KEY, &error);

  g_assert_no_error (error);
  g_clear_object (&fixture->client);
  fixture->client = studio_llm_client_new (endpoint, width);
  /* Pauses as the server asks, a thousand times faster. */
  studio_llm_client_set_patience (fixture->client, 2, 1);
  g_signal_connect (fixture->client, "called", G_CALLBACK (called_cb), fixture);
  g_signal_connect (fixture->client, "learnt", G_CALLBACK (learnt_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->endpoint = studio_test_llm_new ();
  make_client (fixture, studio_test_llm_get_url (fixture->endpoint), "gpt-6-luna", 4);
}

static void
forget (Fixture *fixture)
{
  g_clear_pointer (&fixture->completion, studio_llm_completion_free);
  g_clear_error (&fixture->error);
  fixture->over = FALSE;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  forget (fixture);
  g_assert_finalize_object (fixture->client);
  studio_test_llm_free (fixture->endpoint);
}

static void
ask_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->completion =
      studio_llm_client_ask_finish (STUDIO_LLM_CLIENT (source), result, &fixture->error);
  fixture->over = TRUE;
}

static const StudioLlmRequest question = {
  .table = (char *) "tb_user",
  .purpose = (char *) "propose",
  .system = (char *) "Answer with JSON.",
  .user = (char *) "Schema. Propose.",
  .shared = 7,
  .cap = 4000,
};

static void
ask (Fixture *fixture, GCancellable *cancellable)
{
  forget (fixture);
  studio_llm_client_ask_async (fixture->client, &question, cancellable, ask_cb, fixture);
  while (!fixture->over)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_items (Fixture *fixture)
{
  g_autoptr (StudioReply) reply = studio_llm_completion_read (fixture->completion);

  return reply->items->len;
}

static const char *
request_at (Fixture *fixture, guint index)
{
  return g_ptr_array_index (studio_test_llm_get_requests (fixture->endpoint), index);
}

static guint
count_requests (Fixture *fixture)
{
  return studio_test_llm_get_requests (fixture->endpoint)->len;
}

static void
test_ask (Fixture *fixture, gconstpointer data)
{
  const StudioLlmTotals *totals;
  const char *head;

  studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .content = GOOD });
  ask (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  head = g_ptr_array_index (studio_test_llm_get_heads (fixture->endpoint), 0);
  g_assert_true (g_str_has_prefix (head, "POST /v1/chat/completions HTTP/1.1"));
  g_assert_nonnull (strstr (head, "Authorization: Bearer " KEY));
  g_assert_null (strstr (head, "Cookie"));
  g_assert_nonnull (strstr (request_at (fixture, 0), "\"max_tokens\":4000"));
  g_assert_nonnull (strstr (request_at (fixture, 0), "\"strict\":true"));
  g_assert_null (strstr (request_at (fixture, 0), "temperature"));
  g_assert_null (strstr (request_at (fixture, 0), "\"store\""));
  totals = studio_llm_client_get_totals (fixture->client);
  g_assert_cmpint (totals->prompt, ==, 1000);
  g_assert_cmpfloat_with_epsilon (totals->cost, (1000 * 0.1 + totals->completion * 0.5) / 1e6,
                                  1e-12);
  g_assert_cmpuint (fixture->calls, ==, 1);
}

static void
test_known_hosts (void)
{
  static const struct
  {
    const char *url;
    const char *has;
    const char *lacks;
  } cases[] = {
    { "https://api.openai.com/v1", "\"store\":false", "\"max_tokens\"" },
    { "https://a.openai.azure.com/openai/v1", "\"max_completion_tokens\"", "\"store\"" },
    { "https://api.mistral.ai/v1", "\"max_tokens\"", "\"stream_options\"" },
    { "https://api.groq.com/openai/v1", "\"json_schema\"", "\"stream\"" },
    { "http://localhost:11434/v1", "\"max_tokens\"", "\"store\"" },
    { "https://openrouter.ai/api/v1", "\"data_collection\":\"deny\"", "\"stream_options\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      StudioLlmMemory memory = STUDIO_LLM_MEMORY_INIT;
      g_autoptr (StudioLlmEndpoint) endpoint =
          studio_llm_endpoint_new (cases[i].url, "m", KEY, NULL);
      g_autofree char *body = studio_llm_request_to_body (&question, endpoint, &memory);

      g_test_message ("%s", body);
      g_assert_nonnull (strstr (body, cases[i].has));
      g_assert_null (strstr (body, cases[i].lacks));
      g_assert_null (strstr (body, KEY));
    }
}

/* Only what the person chose is said of reasoning, in the words of the host. */
static void
test_effort (void)
{
  StudioLlmMemory memory = STUDIO_LLM_MEMORY_INIT;
  g_autoptr (StudioLlmEndpoint) openai = studio_llm_endpoint_new (NULL, "m", KEY, NULL);
  g_autoptr (StudioLlmEndpoint) router =
      studio_llm_endpoint_new ("https://openrouter.ai/api/v1", "m", KEY, NULL);
  g_autofree char *plain = studio_llm_request_to_body (&question, openai, &memory);
  g_autofree char *low = NULL;
  g_autofree char *routed = NULL;
  g_autofree char *refused = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (strstr (plain, "reasoning"));
  g_assert_false (studio_llm_endpoint_set_effort (openai, "much", &error));
  g_assert_nonnull (strstr (error->message, "“much”"));
  g_assert_true (studio_llm_endpoint_set_effort (openai, "low", NULL));
  g_assert_true (studio_llm_endpoint_set_effort (router, "high", NULL));
  low = studio_llm_request_to_body (&question, openai, &memory);
  routed = studio_llm_request_to_body (&question, router, &memory);
  memory.no_effort = TRUE;
  refused = studio_llm_request_to_body (&question, openai, &memory);
  g_assert_nonnull (strstr (low, "\"reasoning_effort\":\"low\""));
  g_assert_nonnull (strstr (routed, "\"reasoning\":{\"effort\":\"high\"}"));
  g_assert_null (strstr (routed, "reasoning_effort"));
  g_assert_cmpstr (refused, ==, plain);
}

#define ERROR_BODY(text) "{\"error\":{\"message\":\"" text "\"}}"

static void
test_ladder (Fixture *fixture, gconstpointer data)
{
  static const StudioTestLlmStep refusals[] = {
    { .status = 400, .body = ERROR_BODY ("Unsupported parameter: max_tokens") },
    { .status = 400, .body = ERROR_BODY ("json_schema is not supported") },
    { .status = 422, .body = ERROR_BODY ("Unknown name response_format") },
    { .status = 400, .body = ERROR_BODY ("unknown field stream_options") },
    { .content = GOOD },
  };
  g_autofree char *text = NULL;
  StudioLlmMemory again;

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    studio_test_llm_push (fixture->endpoint, &refusals[i]);
  ask (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count_requests (fixture), ==, 5);
  g_assert_nonnull (strstr (request_at (fixture, 1), "\"max_completion_tokens\""));
  g_assert_nonnull (strstr (request_at (fixture, 2), "\"json_object\""));
  g_assert_null (strstr (request_at (fixture, 3), "\"response_format\""));
  g_assert_null (strstr (request_at (fixture, 4), "\"stream_options\""));
  /* What was learnt is not learnt again. */
  studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .content = GOOD });
  ask (fixture, NULL);
  g_assert_cmpuint (count_requests (fixture), ==, 6);
  text = studio_llm_memory_to_text (studio_llm_client_get_memory (fixture->client));
  studio_llm_memory_from_text (&again, text);
  g_assert_cmpint (again.format, ==, STUDIO_LLM_FORMAT_PLAIN);
  g_assert_true (again.cap_swapped && again.no_stream_options);
  g_assert_false (again.no_stream || again.no_extras);
  g_assert_cmpfloat (again.ratio, ==, studio_llm_client_get_memory (fixture->client)->ratio);
}

static void
test_swap_once (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    studio_test_llm_push (
        fixture->endpoint,
        &(StudioTestLlmStep){ .status = 400, .body = ERROR_BODY ("max_tokens is too large") });
  ask (fixture, NULL);
  g_assert_error (fixture->error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_REQUEST);
  g_assert_cmpuint (count_requests (fixture), ==, 2);
}

/* What cannot succeed is asked once; what may is asked up to three times more. */
static void
test_retries (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    StudioTestLlmStep step;
    guint requests;
    int error; /* of the last, when it always fails */
  } cases[] = {
    { { .status = 400, .body = ERROR_BODY ("maximum context length is 8192") },
      1,
      STUDIO_LLM_ERROR_CONTEXT },
    { { .status = 401, .body = ERROR_BODY ("no") }, 1, STUDIO_LLM_ERROR_KEY },
    { { .status = 402, .body = ERROR_BODY ("no") }, 1, STUDIO_LLM_ERROR_QUOTA },
    { { .status = 403, .body = ERROR_BODY ("no") }, 1, STUDIO_LLM_ERROR_FORBIDDEN },
    { { .status = 404, .body = ERROR_BODY ("model not found") }, 1, STUDIO_LLM_ERROR_MODEL },
    { { .status = 404, .body = "<html>" }, 1, STUDIO_LLM_ERROR_ADDRESS },
    { { .status = 302, .headers = "Location: http://127.0.0.1:1/\r\n", .body = "" },
      1,
      STUDIO_LLM_ERROR_ADDRESS },
    { { .status = 422, .body = "{\"detail\":\"no\"}" }, 1, STUDIO_LLM_ERROR_REQUEST },
    { { .status = 429, .body = "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"x\"}}" },
      1,
      STUDIO_LLM_ERROR_QUOTA },
    { { .status = 429, .body = ERROR_BODY ("slow") }, 4, STUDIO_LLM_ERROR_RATE_LIMIT },
    { { .status = 429, .headers = "Retry-After: 3600\r\n", .body = ERROR_BODY ("slow") },
      1,
      STUDIO_LLM_ERROR_RATE_LIMIT },
    { { .status = 429, .headers = "x-should-retry: false\r\n", .body = ERROR_BODY ("slow") },
      1,
      STUDIO_LLM_ERROR_RATE_LIMIT },
    { { .status = 408, .body = "" }, 4, STUDIO_LLM_ERROR_SERVER },
    { { .status = 409, .body = "" }, 4, STUDIO_LLM_ERROR_SERVER },
    { { .status = 500, .body = "" }, 4, STUDIO_LLM_ERROR_SERVER },
    { { .status = 503, .body = ERROR_BODY ("Loading model") }, 4, STUDIO_LLM_ERROR_SERVER },
    { { .status = 529, .body = "" }, 4, STUDIO_LLM_ERROR_SERVER },
    { { .drop = TRUE }, 4, STUDIO_LLM_ERROR_SERVER },
    { { .body = "data: {\"error\":{\"code\":503,\"message\":\"busy\"}}\n\n" },
      4,
      STUDIO_LLM_ERROR_SERVER },
    { { .body = ERROR_BODY ("maximum context length") }, 1, STUDIO_LLM_ERROR_CONTEXT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint before = count_requests (fixture);

      make_client (fixture, studio_test_llm_get_url (fixture->endpoint), "m", 4);
      for (guint j = 0; j < cases[i].requests; j++)
        studio_test_llm_push (fixture->endpoint, &cases[i].step);
      ask (fixture, NULL);
      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, fixture->error->message);
      g_assert_error (fixture->error, STUDIO_LLM_ERROR, cases[i].error);
      g_assert_cmpuint (count_requests (fixture) - before, ==, cases[i].requests);
      g_assert_null (strstr (fixture->error->message, KEY));
      if (cases[i].requests < 2)
        continue;
      studio_test_llm_push (fixture->endpoint, &cases[i].step);
      studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .content = GOOD });
      ask (fixture, NULL);
      g_assert_no_error (fixture->error);
    }
}

/* A stream that broke off after it had begun is not asked for again: what is whole is kept. */
static void
test_broken_stream (Fixture *fixture, gconstpointer data)
{
  studio_test_llm_push (fixture->endpoint,
                        &(StudioTestLlmStep){
                            .content = "{\"kpis\":[{\"name\":\"A\",\"sql\":\"SELECT 1\"},"
                                       "{\"name\":\"B\",\"sql\":\"SELECT 2 FROM a_long_name\"}]}",
                            .finish = "",
                            .cut = 400,
                        });
  ask (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count_requests (fixture), ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 1);
}

static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  studio_test_llm_push (fixture->endpoint,
                        &(StudioTestLlmStep){ .content = "", .finish = "length" });
  studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .content = GOOD });
  ask (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (strstr (request_at (fixture, 1), "\"max_tokens\":8000"));
  /* It was paid for, too. */
  g_assert_cmpuint (fixture->calls, ==, 2);
}

static void
test_salvage (Fixture *fixture, gconstpointer data)
{
  studio_test_llm_push (
      fixture->endpoint,
      &(StudioTestLlmStep){
          .status = 400,
          .body = "{\"error\":{\"code\":\"json_validate_failed\",\"message\":\"no\","
                  "\"failed_generation\":\"{\\\"name\\\":\\\"A\\\",\\\"sql\\\":\\\"SELECT 1\\\"}\"}"
                  "}",
      });
  ask (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count_items (fixture), ==, 1);
}

static void
test_without_version (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bare = g_strndup (studio_test_llm_get_url (fixture->endpoint),
                                     strlen (studio_test_llm_get_url (fixture->endpoint)) - 3);

  make_client (fixture, bare, "m", 1);
  studio_test_llm_push (
      fixture->endpoint,
      &(StudioTestLlmStep){ .status = 404, .body = "{\"detail\":\"Not Found\"}" });
  studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .content = GOOD });
  ask (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_true (
      g_str_has_prefix (g_ptr_array_index (studio_test_llm_get_heads (fixture->endpoint), 1),
                        "POST /chat/completions "));
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  make_client (fixture, "http://127.0.0.1:1/v1", "m", 1);
  ask (fixture, NULL);
  g_assert_error (fixture->error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_UNREACHABLE);
  g_assert_true (studio_llm_error_is_final (fixture->error));
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  studio_llm_client_set_patience (fixture->client, 1, 1);
  studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .body = " ", .hold = TRUE });
  for (guint i = 0; i < 3; i++)
    studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .content = GOOD });
  ask (fixture, NULL);
  g_assert_no_error (fixture->error);
}

typedef struct
{
  Fixture *fixture;
  GCancellable *cancellable;
} Cancel;

/* Once the endpoint has answered and holds the connection. */
static gboolean
cancel_held_cb (gpointer user_data)
{
  Cancel *cancel = user_data;

  if (studio_test_llm_get_held (cancel->fixture->endpoint) == 0)
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (cancel->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
cancel_waiting_cb (StudioLlmClient *client, guint seconds, gpointer user_data)
{
  g_idle_add (cancel_cb, user_data);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancel cancel = { fixture, cancellable };
  gint64 begun;

  studio_test_llm_push (fixture->endpoint,
                        &(StudioTestLlmStep){ .body = ": wait\n\n", .hold = TRUE });
  g_timeout_add (1, cancel_held_cb, &cancel);
  ask (fixture, cancellable);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  begun = g_get_monotonic_time ();
  while (studio_test_llm_get_closed (fixture->endpoint) == 0 &&
         g_get_monotonic_time () - begun < 20 * G_TIME_SPAN_SECOND)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (studio_test_llm_get_closed (fixture->endpoint), ==, 1);
}

/* While waiting for a server that asked for 60 s. */
static void
test_cancel_pause (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  studio_llm_client_set_patience (fixture->client, 2, 1000);
  studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .status = 429,
                                                                 .headers = "Retry-After: 60\r\n",
                                                                 .body = ERROR_BODY ("slow") });
  g_signal_connect (fixture->client, "waiting", G_CALLBACK (cancel_waiting_cb), cancellable);
  ask (fixture, cancellable);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  guint over;
  guint good;
} Many;

static void
many_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Many *many = user_data;
  g_autoptr (StudioLlmCompletion) completion =
      studio_llm_client_ask_finish (STUDIO_LLM_CLIENT (source), result, NULL);

  many->over++;
  many->good += completion != NULL;
}

static void
ask_many (Fixture *fixture, Many *many, guint n)
{
  for (guint i = 0; i < n; i++)
    studio_llm_client_ask_async (fixture->client, &question, NULL, many_cb, many);
  while (many->over < n)
    g_main_context_iteration (NULL, TRUE);
}

static char *
say_good (const char *body, gpointer user_data)
{
  return g_strdup (GOOD);
}

/* One 429 holds up all, and no more than four are open at once. */
static void
test_gate (Fixture *fixture, gconstpointer data)
{
  Many many = { 0 };
  gint64 begun = g_get_monotonic_time ();

  studio_llm_client_set_patience (fixture->client, 2, 1000);
  studio_test_llm_answer (fixture->endpoint, say_good, NULL, 20);
  studio_test_llm_push (fixture->endpoint,
                        &(StudioTestLlmStep){ .status = 429,
                                              .headers = "retry-after-ms: 300\r\n",
                                              .body = ERROR_BODY ("slow") });
  ask_many (fixture, &many, 12);
  g_assert_cmpuint (many.good, ==, 12);
  g_assert_cmpuint (count_requests (fixture), ==, 13);
  g_assert_cmpuint (studio_test_llm_get_most (fixture->endpoint), <=, 4);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 300 * 1000);
}

static void
test_budget (Fixture *fixture, gconstpointer data)
{
  Many many = { 0 };

  studio_test_llm_answer (fixture->endpoint, say_good, NULL, 0);
  /* Each may use some 4,000, of which it does use some 1,000. */
  studio_llm_client_set_budget (fixture->client, 9000, 0);
  ask_many (fixture, &many, 12);
  g_assert_cmpuint (many.good, >=, 2);
  g_assert_cmpuint (many.good, <, 12);
  g_assert_cmpint (studio_llm_client_get_totals (fixture->client)->prompt, <=, 9000);
  ask (fixture, NULL);
  studio_llm_client_set_budget (fixture->client, 0, 0.0000001);
  ask (fixture, NULL);
  g_assert_error (fixture->error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BUDGET);
  make_client (fixture, "http://127.0.0.1:1/v1", "m", 1);
}

static void
models_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GStrv *models = user_data;
  g_autoptr (GError) error = NULL;

  *models = studio_llm_client_list_models_finish (STUDIO_LLM_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static void
test_models (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) models = NULL;

  studio_llm_client_list_models_async (fixture->client, NULL, models_cb, &models);
  while (models == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_strv_length (models), ==, 2);
  g_assert_cmpstr (models[0], ==, "another");
  g_assert_cmpstr (models[1], ==, "test-model");
}

static void
test_calibration (Fixture *fixture, gconstpointer data)
{
  gint64 before = studio_llm_client_estimate (fixture->client, &question);

  for (guint i = 0; i < 8; i++)
    {
      studio_test_llm_push (fixture->endpoint, &(StudioTestLlmStep){ .content = GOOD });
      ask (fixture, NULL);
    }
  /* The endpoint counts 1,000, which is far more than there are: as far as is believed. */
  g_assert_cmpint (studio_llm_client_estimate (fixture->client, &question), >, before * 2);
  g_assert_cmpint (studio_llm_client_estimate (fixture->client, &question), <=, before * 2.5 + 1);
}

static void
test_delays (void)
{
  static const struct
  {
    const char *text;
    double seconds;
  } cases[] = { { "1s", 1 },    { "6m0s", 360 }, { "20ms", 0.02 }, { "1h2m3.5s", 3723.5 },
                { "120", -1 },  { "", -1 },      { NULL, -1 },     { "soon", -1 },
                { "1.5m", 90 }, { "-1s", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (studio_llm_delay_parse (cases[i].text), cases[i].seconds, 1e-9);
  for (guint tries = 1; tries < 12; tries++)
    {
      double seconds = studio_llm_delay_back_off (tries);
      double most = MIN (0.5 * (1 << (tries - 1)), 8);

      g_assert_cmpfloat (seconds, <=, most);
      g_assert_cmpfloat (seconds, >=, most * 0.75);
    }
}

static void
test_delay_headers (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    guint status;
    double least;
    double most;
  } cases[] = {
    { "retry-after-ms", "1500", 429, 1.5, 1.5 },
    { "Retry-After", "7", 503, 7, 7 },
    { "Retry-After", "0.5", 429, 0.5, 0.5 },
    { "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT", 429, 0, 0 },
    { "x-ratelimit-reset-tokens", "1m30s", 429, 90, 90 },
    { "x-ratelimit-reset-tokens", "1m30s", 500, -1, -1 },
    { "Retry-After", "later", 429, -1, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      double seconds;

      soup_message_headers_append (headers, cases[i].name, cases[i].value);
      seconds = studio_llm_delay_read (headers, cases[i].status);
      g_assert_cmpfloat (seconds, >=, cases[i].least);
      g_assert_cmpfloat (seconds, <=, cases[i].most);
      soup_message_headers_unref (headers);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name) g_test_add ("/llm/client/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (ask);
  ADD (ladder);
  ADD (swap_once);
  ADD (retries);
  ADD (broken_stream);
  ADD (no_room);
  ADD (salvage);
  ADD (without_version);
  ADD (unreachable);
  ADD (silent);
  ADD (cancel);
  ADD (cancel_pause);
  ADD (gate);
  ADD (budget);
  ADD (models);
  ADD (calibration);
  g_test_add_func ("/llm/request/known-hosts", test_known_hosts);
  g_test_add_func ("/llm/request/effort", test_effort);
  g_test_add_func ("/llm/delay/durations", test_delays);
  g_test_add_func ("/llm/delay/headers", test_delay_headers);
  return g_test_run ();
}
