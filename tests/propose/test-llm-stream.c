/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "propose/llm/studio-llm-completion.h"
#include "propose/llm/studio-llm-stream.h"

#include <math.h>
#include <string.h>

static void
collect (const char *data, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (data));
}

static char *
read_stream (const char *text, gsize step)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (StudioLlmStream) stream = studio_llm_stream_new (collect, events);
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i += step)
    studio_llm_stream_feed (stream, text + i, MIN (step, length - i));
  studio_llm_stream_end (stream);
  g_ptr_array_add (events, NULL);
  return g_strjoinv ("|", (GStrv) events->pdata);
}

static void
test_events (void)
{
  static const struct
  {
    const char *text;
    const char *events;
  } cases[] = {
    { "data: a\n\ndata: b\n\n", "a|b" },
    { "data: a\r\n\r\ndata: b\r\n\r\n", "a|b" },
    { "data: a\r\rdata: b\r\r", "a|b" },
    { ": OPENROUTER PROCESSING\n\ndata: a\n\n", "a" },
    { "data: a\ndata:b\n\n", "a\nb" },
    { "event: error\nid: 7\nretry: 10\ndata: a\n\n", "a" },
    { "data: a\n\ndata: b", "a|b" },
    { "\xef\xbb\xbf"
      "data: a\n\n",
      "a" },
    { "data:\n\ndata: 한\n\n", "|한" },
    { "\n\n\n", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize step = 1; step < 9; step++)
      {
        g_autofree char *events = read_stream (cases[i].text, step);

        g_assert_cmpstr (events, ==, cases[i].events);
      }
}

static char *
statements (StudioReply *reply)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < reply->items->len; i++)
    g_ptr_array_add (list, ((StudioReplyItem *) g_ptr_array_index (reply->items, i))->sql);
  g_ptr_array_add (list, NULL);
  return g_strjoinv ("|", (GStrv) list->pdata);
}

#define CHUNK(content)                                                                            \
  "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":" \
  "\"" content "\"},\"finish_reason\":null}],\"usage\":null}\n\n"
#define STOP "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define USAGE                                                                        \
  "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":30," \
  "\"prompt_tokens_details\":{\"cached_tokens\":100},"                               \
  "\"completion_tokens_details\":{\"reasoning_tokens\":10}}}\n\n"
#define DONE "data: [DONE]\n\n"

static const char whole_stream[] =
    "data: {\"choices\":[],\"prompt_filter_results\":[]}\n\n" CHUNK ("{\\\"kpis\\\":[")
        CHUNK ("{\\\"name\\\":\\\"가입자\\\",\\\"sql\\\":\\\"SELECT 1\\\"},")
            CHUNK ("{\\\"name\\\":\\\"B\\\",\\\"sql\\\":\\\"SELECT 2\\\"}") CHUNK ("]}")
                STOP USAGE DONE;

static StudioLlmCompletion *
read_completion (const char *text, gsize length, gsize step)
{
  StudioLlmCompletion *completion = studio_llm_completion_new ();

  for (gsize i = 0; i < length; i += step)
    studio_llm_completion_feed (completion, text + i, MIN (step, length - i));
  studio_llm_completion_end (completion);
  return completion;
}

static void
test_completion (void)
{
  for (gsize step = 1; step < 40; step++)
    {
      g_autoptr (StudioLlmCompletion) completion =
          read_completion (whole_stream, strlen (whole_stream), step);
      g_autoptr (StudioReply) reply = studio_llm_completion_read (completion);
      g_autofree char *sql = statements (reply);
      StudioLlmUsage *usage = studio_llm_completion_get_usage (completion);

      g_assert_cmpstr (sql, ==, "SELECT 1|SELECT 2");
      g_assert_cmpstr (((StudioReplyItem *) g_ptr_array_index (reply->items, 0))->name, ==,
                       "가입자");
      g_assert_false (reply->partial);
      g_assert_true (studio_llm_completion_is_done (completion));
      g_assert_null (studio_llm_completion_judge (completion, "h", "m"));
      g_assert_cmpint (usage->prompt, ==, 120);
      g_assert_cmpint (usage->cached, ==, 100);
      g_assert_cmpint (usage->completion, ==, 30);
      g_assert_cmpint (usage->reasoning, ==, 10);
      g_assert_false (usage->estimated);
    }
}

/* Whatever a stream is cut at: nothing is invented and nothing complete is lost. */
static void
test_cut_anywhere (void)
{
  const char *first = strstr (whole_stream, "SELECT 1\\\"}") + strlen ("SELECT 1\\\"}");
  const char *second = strstr (whole_stream, "SELECT 2\\\"}") + strlen ("SELECT 2\\\"}");
  /* A chunk counts once its JSON is complete. */
  gsize one = strstr (first, "null}\n") + strlen ("null}") - whole_stream;
  gsize two = strstr (second, "null}\n") + strlen ("null}") - whole_stream;

  for (gsize cut = 0; cut <= strlen (whole_stream); cut++)
    {
      g_autoptr (StudioLlmCompletion) completion = read_completion (whole_stream, cut, 7);
      g_autoptr (StudioReply) reply = studio_llm_completion_read (completion);
      g_autofree char *sql = statements (reply);

      g_assert_cmpstr (sql, ==, cut < one ? "" : cut < two ? "SELECT 1" : "SELECT 1|SELECT 2");
    }
}

static void
test_forms (void)
{
  static const struct
  {
    const char *body;
    const char *sql;
    int error; /* -1: none */
  } cases[] = {
    /* Not streamed although asked for. */
    { "{\"choices\":[{\"message\":{\"content\":\"{\\\"name\\\":\\\"A\\\",\\\"sql\\\":\\\"S\\\"}\"},"
      "\"finish_reason\":\"stop\"}]}",
      "S", -1 },
    /* Parts, of which one is no answer. */
    { "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"thinking\",\"text\":\"x\"},"
      "{\"type\":\"text\",\"text\":\"{\\\"name\\\":\\\"A\\\",\\\"sql\\\":\\\"S\\\"}\"}]},"
      "\"finish_reason\":\"stop\"}]}",
      "S", -1 },
    /* The server does not say how it ended (no finish_reason). */
    { CHUNK ("{\\\"name\\\":\\\"A\\\",\\\"sql\\\":\\\"S\\\"}") DONE, "S", -1 },
    { CHUNK ("{\\\"name\\\":\\\"A\\\",\\\"sql\\\":\\\"S"), "", -1 },
    /* Reasoning is no answer. */
    { "data: "
      "{\"choices\":[{\"delta\":{\"reasoning\":\"{\\\"name\\\":\\\"A\\\",\\\"sql\\\":\\\"S\\\"}\"}"
      ",\"finish_reason\":\"length\"}]}\n\n",
      "", STUDIO_LLM_ERROR_NO_ROOM },
    /* An error in the middle of a stream: what was complete is kept. */
    { CHUNK (
          "[{\\\"name\\\":\\\"A\\\",\\\"sql\\\":\\\"S\\\"},") "event: error\ndata: "
                                                              "{\"error\":{\"code\":502,"
                                                              "\"message\":\"upstream "
                                                              "died\"},\"choices\":[{\"delta\":{"
                                                              "\"content\":\"\"},"
                                                              "\"finish_reason\":\"error\"}]}\n\n",
      "S", -1 },
    /* An error in place of a reply, with status 200. */
    { "data: {\"error\":{\"code\":429,\"message\":\"slow\"}}\n\n", "",
      STUDIO_LLM_ERROR_RATE_LIMIT },
    { "{\"error\":\"Model is busy\"}", "", STUDIO_LLM_ERROR_SERVER },
    { "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"No.\"},\"finish_reason\":"
      "\"stop\"}]}",
      "", STUDIO_LLM_ERROR_REFUSED },
    { "{\"choices\":[{\"message\":{\"content\":\"{\"},\"finish_reason\":\"content_filter\"}]}", "",
      STUDIO_LLM_ERROR_FILTERED },
    { "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}", "",
      STUDIO_LLM_ERROR_BROKEN },
    { "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"tool_calls\"}]}", "",
      STUDIO_LLM_ERROR_BROKEN },
    /* Ollama's end of a stream that failed. */
    { "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":null}]}\n\n", "",
      STUDIO_LLM_ERROR_BROKEN },
    { "<html><body>502 Bad Gateway</body></html>", "", STUDIO_LLM_ERROR_BROKEN },
    { "", "", STUDIO_LLM_ERROR_BROKEN },
    { "data: not json\n\ndata: {\"choices\":7}\n\ndata: [1]\n\n", "", STUDIO_LLM_ERROR_BROKEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StudioLlmCompletion) completion =
          read_completion (cases[i].body, strlen (cases[i].body), 5);
      g_autoptr (GError) error = studio_llm_completion_judge (completion, "host", "model");
      g_autoptr (StudioReply) reply = studio_llm_completion_read (completion);
      g_autofree char *sql = statements (reply);

      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "-");
      if (cases[i].error < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, STUDIO_LLM_ERROR, cases[i].error);
      if (error == NULL)
        g_assert_cmpstr (sql, ==, cases[i].sql);
    }
}

typedef struct
{
  guint status;
  const char *body;
  StudioLlmError error;
  gboolean retry;
  StudioLlmKey key;
} Row;

/* The rows of llm-api.md section 1.6 and the bodies of section 2.1. */
static const Row rows[] = {
  { 400,
    "{\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\",\"param\":"
    "\"messages\",\"code\":\"context_length_exceeded\"}}",
    STUDIO_LLM_ERROR_CONTEXT, FALSE, STUDIO_LLM_KEY_NONE },
  { 400,
    "{\"error\":{\"message\":\"This model's maximum context length is 65536 tokens\",\"type\":"
    "\"invalid_request_error\"}}",
    STUDIO_LLM_ERROR_CONTEXT, FALSE, STUDIO_LLM_KEY_NONE },
  { 400,
    "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\","
    "\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9000,\"n_ctx\":4096}}",
    STUDIO_LLM_ERROR_CONTEXT, FALSE, STUDIO_LLM_KEY_NONE },
  { 400,
    "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this "
    "model. Use 'max_completion_tokens' instead.\",\"param\":\"max_tokens\",\"code\":"
    "\"unsupported_parameter\"}}",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_CAP },
  { 422,
    "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":"
    "[\"body\",\"max_completion_tokens\"],\"msg\":\"Extra inputs are not permitted\"}]}}",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_CAP },
  { 422,
    "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"store\"],\"msg\":\"Extra "
    "inputs are not permitted\"}]}",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_EXTRA },
  { 400, "{\"error\":\"'response_format.type' must be 'json_schema' or 'text'\"}",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_FORMAT },
  { 400,
    "[{\"error\":{\"code\":400,\"message\":\"Invalid JSON payload received. Unknown name "
    "\\\"strict\\\": Cannot find field.\",\"status\":\"INVALID_ARGUMENT\"}}]",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_FORMAT },
  { 400, "{\"error\":{\"message\":\"response_format is not supported with streaming\"}}",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_STREAM },
  { 400,
    "{\"error\":{\"message\":\"Unsupported value: 'reasoning_effort' does not support 'none' with "
    "this model.\",\"param\":\"reasoning_effort\",\"code\":\"unsupported_value\"}}",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_EFFORT },
  { 400, "{\"error\":{\"message\":\"Unrecognized request argument: stream_options\"}}",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_STREAM_OPTIONS },
  { 400,
    "{\"error\":{\"message\":\"blocked\",\"type\":null,\"code\":\"content_filter\","
    "\"innererror\":{}}}",
    STUDIO_LLM_ERROR_FILTERED, FALSE, STUDIO_LLM_KEY_NONE },
  { 401,
    "{\"error\":{\"message\":\"Incorrect API key provided: sk-…\",\"code\":\"invalid_api_key\"}}",
    STUDIO_LLM_ERROR_KEY, FALSE, STUDIO_LLM_KEY_NONE },
  { 402, "{\"error\":{\"code\":402,\"message\":\"Insufficient credits\",\"metadata\":{}}}",
    STUDIO_LLM_ERROR_QUOTA, FALSE, STUDIO_LLM_KEY_NONE },
  { 403, "{\"error\":{\"message\":\"Country, region, or territory not supported\"}}",
    STUDIO_LLM_ERROR_FORBIDDEN, FALSE, STUDIO_LLM_KEY_NONE },
  { 404, "{\"error\":{\"message\":\"The model `x` does not exist\",\"code\":\"model_not_found\"}}",
    STUDIO_LLM_ERROR_MODEL, FALSE, STUDIO_LLM_KEY_NONE },
  { 404,
    "{\"error\":{\"message\":\"model 'x' not found\",\"type\":\"not_found_error\",\"code\":"
    "null}}",
    STUDIO_LLM_ERROR_MODEL, FALSE, STUDIO_LLM_KEY_NONE },
  { 404, "{\"detail\":\"Not Found\"}", STUDIO_LLM_ERROR_ADDRESS, FALSE, STUDIO_LLM_KEY_NONE },
  { 404, "<html>nginx</html>", STUDIO_LLM_ERROR_ADDRESS, FALSE, STUDIO_LLM_KEY_NONE },
  { 302, "", STUDIO_LLM_ERROR_ADDRESS, FALSE, STUDIO_LLM_KEY_NONE },
  { 408, "", STUDIO_LLM_ERROR_SERVER, TRUE, STUDIO_LLM_KEY_NONE },
  { 409, "{}", STUDIO_LLM_ERROR_SERVER, TRUE, STUDIO_LLM_KEY_NONE },
  { 422,
    "{\"object\":\"error\",\"message\":\"schema is too complex\",\"type\":\"invalid\",\"param\""
    ":null,\"code\":400}",
    STUDIO_LLM_ERROR_REQUEST, FALSE, STUDIO_LLM_KEY_FORMAT },
  { 429,
    "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"tokens\",\"code\":"
    "\"rate_limit_exceeded\"}}",
    STUDIO_LLM_ERROR_RATE_LIMIT, TRUE, STUDIO_LLM_KEY_NONE },
  { 429,
    "{\"error\":{\"message\":\"You exceeded your current quota, please check your plan and "
    "billing details.\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":"
    "\"insufficient_quota\"}}",
    STUDIO_LLM_ERROR_QUOTA, FALSE, STUDIO_LLM_KEY_NONE },
  { 500, "oops", STUDIO_LLM_ERROR_SERVER, TRUE, STUDIO_LLM_KEY_NONE },
  { 503, "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}",
    STUDIO_LLM_ERROR_SERVER, TRUE, STUDIO_LLM_KEY_NONE },
  { 529, "{\"error\":{\"message\":\"Overloaded\"}}", STUDIO_LLM_ERROR_SERVER, TRUE,
    STUDIO_LLM_KEY_NONE },
};

static void
test_failures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StudioLlmFailure) failure =
          studio_llm_failure_read (rows[i].status, rows[i].body, -1);
      g_autoptr (GError) error = studio_llm_failure_to_error (failure, "host", "model");

      g_test_message ("%u %s -> %s", rows[i].status, rows[i].body, error->message);
      g_assert_cmpint (failure->error, ==, rows[i].error);
      g_assert_cmpint (failure->retry, ==, rows[i].retry);
      g_assert_cmpint (failure->key, ==, rows[i].key);
      g_assert_cmpstr (failure->message, !=, "");
      g_assert_error (error, STUDIO_LLM_ERROR, (int) rows[i].error);
    }
}

static void
test_failure_text (void)
{
  g_autoptr (GString) body = g_string_new ("{\"error\":{\"message\":\"a\\u001b[31m\\u202eb ");
  g_autoptr (StudioLlmFailure) failure = NULL;
  g_autoptr (StudioLlmFailure) salvage = studio_llm_failure_read (
      400,
      "{\"error\":{\"code\":\"json_validate_failed\",\"message\":\"Failed to generate JSON\","
      "\"failed_generation\":\"{\\\"kpis\\\":[]}\"}}",
      -1);

  for (guint i = 0; i < 1000; i++)
    g_string_append (body, "가");
  g_string_append (body, "\"}}");
  failure = studio_llm_failure_read (500, body->str, body->len);
  g_assert_true (g_str_has_prefix (failure->message, "a[31mb 가"));
  g_assert_cmpint (g_utf8_strlen (failure->message, -1), ==, 301);
  g_assert_cmpstr (salvage->salvage, ==, "{\"kpis\":[]}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/llm/stream/events", test_events);
  g_test_add_func ("/llm/completion/whole", test_completion);
  g_test_add_func ("/llm/completion/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/llm/completion/forms", test_forms);
  g_test_add_func ("/llm/failure/rows", test_failures);
  g_test_add_func ("/llm/failure/text", test_failure_text);
  return g_test_run ();
}
