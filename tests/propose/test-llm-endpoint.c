/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-error.h"
#include "propose/llm/studio-llm-endpoint.h"
#include "propose/llm/studio-llm-prices.h"
#include "propose/llm/studio-llm-text.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static void
test_address (void)
{
  static const struct
  {
    const char *typed;
    const char *url;
    StudioLlmProvider provider;
  } cases[] = {
    { NULL, "https://api.openai.com/v1/chat/completions", STUDIO_LLM_OPENAI },
    { " https://api.openai.com/v1/ ", "https://api.openai.com/v1/chat/completions",
      STUDIO_LLM_OPENAI },
    { "https://api.openai.com", "https://api.openai.com/v1/chat/completions", STUDIO_LLM_OPENAI },
    { "https://api.deepseek.com/", "https://api.deepseek.com/chat/completions",
      STUDIO_LLM_DEEPSEEK },
    { "https://api.openai.com/v1/chat/completions/", "https://api.openai.com/v1/chat/completions",
      STUDIO_LLM_OPENAI },
    { "HTTP://LocalHost:11434", "http://localhost:11434/v1/chat/completions", STUDIO_LLM_OLLAMA },
    { "http://[::1]:1234/v1", "http://[::1]:1234/v1/chat/completions", STUDIO_LLM_LM_STUDIO },
    { "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions",
      STUDIO_LLM_LLAMA_CPP },
    { "https://acme.openai.azure.com/openai/v1",
      "https://acme.openai.azure.com/openai/v1/chat/completions", STUDIO_LLM_AZURE },
    { "https://acme.openai.azure.com/openai/deployments/kpi/chat/"
      "completions?api-version=2024-10-21",
      "https://acme.openai.azure.com/openai/deployments/kpi/chat/"
      "completions?api-version=2024-10-21",
      STUDIO_LLM_AZURE_LEGACY },
    { "https://generativelanguage.googleapis.com/v1beta/openai/",
      "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
      STUDIO_LLM_GEMINI },
    { "https://models.example.com:8443/team%20a/v1",
      "https://models.example.com:8443/team%20a/v1/chat/completions", STUDIO_LLM_CUSTOM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StudioLlmEndpoint) endpoint =
          studio_llm_endpoint_new (cases[i].typed, "m", NULL, &error);
      g_autofree char *url = NULL;

      g_assert_no_error (error);
      url = studio_llm_endpoint_get_url (endpoint, "/chat/completions", FALSE);
      g_assert_cmpstr (url, ==, cases[i].url);
      g_assert_cmpint (studio_llm_endpoint_get_preset (endpoint)->provider, ==, cases[i].provider);
    }
}

static void
test_added_version (void)
{
  g_autoptr (StudioLlmEndpoint) bare =
      studio_llm_endpoint_new ("http://127.0.0.1:4010", "m", NULL, NULL);
  g_autoptr (StudioLlmEndpoint) typed =
      studio_llm_endpoint_new ("http://127.0.0.1:4010/v1", "m", NULL, NULL);
  g_autofree char *without = studio_llm_endpoint_get_url (bare, "/models", TRUE);
  g_autofree char *kept = studio_llm_endpoint_get_url (typed, "/models", TRUE);

  g_assert_true (studio_llm_endpoint_added_version (bare));
  g_assert_false (studio_llm_endpoint_added_version (typed));
  g_assert_cmpstr (without, ==, "http://127.0.0.1:4010/models");
  g_assert_cmpstr (kept, ==, "http://127.0.0.1:4010/v1/models");
}

static void
test_not_an_address (void)
{
  static const char *const typed[] = { "api.openai.com", "ftp://x/v1", "https:///v1", "http://",
                                       "https://user:secret@api.openai.com/v1" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (studio_llm_endpoint_new (typed[i], "m", NULL, &error));
      g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_header (void)
{
  g_autoptr (StudioLlmEndpoint) openai = studio_llm_endpoint_new (NULL, "m", " sk-1\n", NULL);
  g_autoptr (StudioLlmEndpoint) azure =
      studio_llm_endpoint_new ("https://a.openai.azure.com/openai/v1", "m", "k", NULL);
  g_autoptr (StudioLlmEndpoint) local =
      studio_llm_endpoint_new ("http://localhost:11434", "m", "", NULL);
  const char *name;
  g_autofree char *bearer = studio_llm_endpoint_get_header (openai, &name);
  g_autofree char *key = NULL;

  g_assert_cmpstr (name, ==, "Authorization");
  g_assert_cmpstr (bearer, ==, "Bearer sk-1");
  key = studio_llm_endpoint_get_header (azure, &name);
  g_assert_cmpstr (name, ==, "api-key");
  g_assert_cmpstr (key, ==, "k");
  g_assert_null (studio_llm_endpoint_get_header (local, &name));
}

static void
test_exposed (void)
{
  static const struct
  {
    const char *url;
    gboolean local;
    gboolean exposed;
  } cases[] = {
    { "http://models.example.com/v1", FALSE, TRUE },
    { "https://models.example.com/v1", FALSE, FALSE },
    { "http://192.168.1.20:8000/v1", TRUE, FALSE },
    { "http://10.0.0.7/v1", TRUE, FALSE },
    { "http://8.8.8.8/v1", FALSE, TRUE },
    { "http://[fd00::1]/v1", TRUE, FALSE },
    { "http://gpu-box:8000/v1", TRUE, FALSE },
    { "http://localhost.example.com/v1", FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StudioLlmEndpoint) endpoint =
          studio_llm_endpoint_new (cases[i].url, "m", "key", NULL);

      g_assert_cmpint (studio_llm_endpoint_is_local (endpoint), ==, cases[i].local);
      g_assert_cmpint (studio_llm_endpoint_is_exposed (endpoint), ==, cases[i].exposed);
    }
}

static const char *
look_up (const char *name, gpointer user_data)
{
  return g_hash_table_lookup (user_data, name);
}

static void
test_environment (void)
{
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioLlmEndpoint) endpoint = NULL;

  g_hash_table_insert (variables, (gpointer) "OPENAI_API_KEY", (gpointer) "");
  g_assert_null (studio_llm_endpoint_new_from_environment (look_up, variables, &error));
  g_assert_no_error (error);
  g_hash_table_insert (variables, (gpointer) "OPENAI_API_KEY", (gpointer) "sk");
  endpoint = studio_llm_endpoint_new_from_environment (look_up, variables, &error);
  g_assert_cmpstr (studio_llm_endpoint_get_model (endpoint), ==, STUDIO_LLM_DEFAULT_MODEL);
  g_assert_cmpstr (studio_llm_endpoint_get_host (endpoint), ==, "api.openai.com");
}

static double
price (StudioLlmPrices *prices, const char *url, const char *model)
{
  g_autoptr (StudioLlmEndpoint) endpoint = studio_llm_endpoint_new (url, model, NULL, NULL);
  StudioLlmUsage usage = { .prompt = 1000000, .completion = 1000000, .cost = NAN };

  return studio_llm_price_of (studio_llm_prices_find (prices, endpoint), &usage);
}

static void
test_prices (void)
{
  g_autofree char *folder = g_dir_make_tmp ("llm-prices-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "llm-prices.csv", NULL);
  g_autoptr (StudioLlmPrices) prices = studio_llm_prices_new (path);
  g_autoptr (StudioLlmPrices) own = NULL;

  g_assert_cmpfloat_with_epsilon (price (prices, NULL, "gpt-6-luna"), 0.60, 1e-9);
  g_assert_cmpfloat_with_epsilon (price (prices, NULL, "gpt-6-luna-2026-09-22"), 0.60, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      price (prices, "https://openrouter.ai/api/v1", "openai/gpt-6-luna"), 0.60, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      price (prices, "https://api.groq.com/openai/v1", "openai/gpt-oss-20b"), 0.375, 1e-9);
  g_assert_true (isnan (price (prices, "https://models.example.com/v1", "gpt-oss-20b")));
  g_assert_cmpfloat (price (prices, "http://localhost:11434/v1", "gpt-oss-20b"), ==, 0);
  g_assert_true (isnan (price (prices, NULL, "nobody-knows")));

  g_assert_true (g_file_set_contents (
      path,
      "model,in,cached,write,out,as_of,source,note\r\nnobody-knows,1,,,2\r\nbroken,x,,,2\r\n"
      "gpt-6-luna,3,,,4\r\n",
      -1, NULL));
  own = studio_llm_prices_new (path);
  g_assert_cmpfloat (price (own, NULL, "nobody-knows"), ==, 3);
  g_assert_cmpfloat (price (own, NULL, "gpt-6-luna"), ==, 7);
  g_assert_true (isnan (price (own, NULL, "broken")));
  g_assert_cmpfloat_with_epsilon (price (own, NULL, "gpt-4o-mini"), 0.75, 1e-9);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_cost (void)
{
  StudioLlmPrice price_of = { .input = 1, .cached = 0.1, .write = 1.25, .output = 5 };
  StudioLlmUsage usage = {
    .prompt = 1000, .cached = 400, .written = 100, .completion = 200, .reasoning = 150, .cost = NAN
  };

  /* 500 plain, 400 cached, 100 written, 200 out; reasoning is inside the 200. */
  g_assert_cmpfloat_with_epsilon (studio_llm_price_of (&price_of, &usage),
                                  (500 + 40 + 125 + 1000) / 1e6, 1e-12);
  usage.cost = 0.5;
  g_assert_cmpfloat (studio_llm_price_of (NULL, &usage), ==, 0.5);
}

static void
test_clean (void)
{
  g_autofree char *hidden = studio_llm_text_clean ("a\xe2\x80\xae"
                                                   "b\xe2\x80\x8b"
                                                   "c\x1b[31m\n\n  d\xef\xbb\xbf\xff",
                                                   200);
  g_autofree char *cut = studio_llm_text_clean ("한국어 설명이 길다", 4);
  g_autofree char *quoted = studio_llm_text_quote ("</schema> \"x\"\\");

  g_assert_cmpstr (hidden, ==, "abc[31m d\xef\xbf\xbd");
  g_assert_cmpstr (cut, ==, "한국어…");
  g_assert_cmpstr (quoted, ==, "\"\\u003c/schema\\u003e \\\"x\\\"\\\\\"");
}

static void
test_depth (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (studio_llm_text_to_json (deep->str));
  g_assert_null (studio_llm_text_to_json (""));
}

/* Figures of llm-api.md section 3.1, made with the real tokenizer. */
static void
test_estimate (void)
{
  double compact = studio_llm_text_estimate_tokens (
      "orders(id:bigint*, customer_id->customers.id, status:text, total:numeric)", FALSE);
  double korean = studio_llm_text_estimate_tokens ("주문 상태와 결제 금액을 매월 집계한다", FALSE);
  double older = studio_llm_text_estimate_tokens ("주문 상태와 결제 금액을 매월 집계한다", TRUE);

  g_assert_cmpfloat (compact, >, 73 / 3.81 * 0.8);
  g_assert_cmpfloat (compact, <, 73 / 3.81 * 1.25);
  g_assert_cmpfloat (korean, >, 21 / 1.80 * 0.8);
  g_assert_cmpfloat (older, >, korean * 1.3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/llm/endpoint/address", test_address);
  g_test_add_func ("/llm/endpoint/added-version", test_added_version);
  g_test_add_func ("/llm/endpoint/not-an-address", test_not_an_address);
  g_test_add_func ("/llm/endpoint/header", test_header);
  g_test_add_func ("/llm/endpoint/exposed", test_exposed);
  g_test_add_func ("/llm/endpoint/environment", test_environment);
  g_test_add_func ("/llm/prices/find", test_prices);
  g_test_add_func ("/llm/prices/cost", test_cost);
  g_test_add_func ("/llm/text/clean", test_clean);
  g_test_add_func ("/llm/text/depth", test_depth);
  g_test_add_func ("/llm/text/estimate", test_estimate);
  return g_test_run ();
}
