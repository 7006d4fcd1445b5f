/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-request.h"

#include "core/studio-resource.h"

#include "core/studio-json.h"
#include "propose/llm/studio-llm-text.h"

#define RESOURCES "/org/example/KpiStudio/engine/"
/* Each message costs some tokens of its own; the estimate may be a little low. */
#define TOKENS_PER_MESSAGE 4
#define MARGIN 1.15

static const struct
{
  const char *name;
  const char *schema;
} answers[] = {
  [STUDIO_LLM_ANSWER_KPIS] = { "kpis", RESOURCES "llm-schema-kpis.json" },
  [STUDIO_LLM_ANSWER_REPAIR] = { "repair", RESOURCES "llm-schema-repair.json" },
};

StudioLlmRequest *
studio_llm_request_copy (const StudioLlmRequest *self)
{
  StudioLlmRequest *copy = g_memdup2 (self, sizeof *self);

  copy->table = g_strdup (self->table);
  copy->kpi = g_strdup (self->kpi);
  copy->purpose = g_strdup (self->purpose);
  copy->system = g_strdup (self->system);
  copy->user = g_strdup (self->user);
  copy->assistant = g_strdup (self->assistant);
  copy->follow_up = g_strdup (self->follow_up);
  return copy;
}

void
studio_llm_request_free (StudioLlmRequest *self)
{
  g_free (self->table);
  g_free (self->kpi);
  g_free (self->purpose);
  g_free (self->system);
  g_free (self->user);
  g_free (self->assistant);
  g_free (self->follow_up);
  g_free (self);
}

static JsonNode *
load_schema (StudioLlmAnswer answer)
{
  g_autofree char *text = studio_resource_read_text (answers[answer].schema);

  return json_from_string (text, NULL);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_message (JsonBuilder *builder, const char *role, const char *content)
{
  if (content == NULL)
    return;
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "role", role);
  studio_json_add_string (builder, "content", content);
  json_builder_end_object (builder);
}

static void
add_schema (JsonBuilder *builder, StudioLlmAnswer answer, gboolean strict)
{
  json_builder_set_member_name (builder, "json_schema");
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "name", answers[answer].name);
  if (strict)
    add_flag (builder, "strict", TRUE);
  json_builder_set_member_name (builder, "schema");
  if (strict)
    json_builder_add_value (builder, load_schema (answer));
  else
    {
      json_builder_begin_object (builder);
      studio_json_add_string (builder, "type", "object");
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_format (JsonBuilder *builder,
            StudioLlmAnswer answer,
            StudioLlmFormat format,
            StudioLlmLooseFormat loose)
{
  gboolean strict = format == STUDIO_LLM_FORMAT_STRICT;
  gboolean schema = strict || loose == STUDIO_LLM_LOOSE_SCHEMA;

  if (format == STUDIO_LLM_FORMAT_PLAIN || (!strict && loose == STUDIO_LLM_LOOSE_NONE))
    return;
  json_builder_set_member_name (builder, "response_format");
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "type", schema ? "json_schema" : "json_object");
  if (schema)
    add_schema (builder, answer, strict);
  json_builder_end_object (builder);
}

/*
 * OpenAI keeps replies of new accounts unless told not to, and sends requests with the same key to
 * the machine that has read their beginning already. OpenRouter hands requests on to hosts that
 * may keep them unless told otherwise.
 */
static void
add_extras (JsonBuilder *builder, const StudioLlmRequest *self, StudioLlmProvider provider)
{
  if (provider == STUDIO_LLM_OPENAI)
    {
      g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autofree char *key = NULL;

      g_checksum_update (sum, (const guchar *) self->system, -1);
      g_checksum_update (sum, (const guchar *) self->user, self->shared);
      key = g_strdup_printf ("kpi-%.24s", g_checksum_get_string (sum));
      add_flag (builder, "store", FALSE);
      studio_json_add_string (builder, "prompt_cache_key", key);
    }
  else if (provider == STUDIO_LLM_OPENROUTER)
    {
      json_builder_set_member_name (builder, "provider");
      json_builder_begin_object (builder);
      studio_json_add_string (builder, "data_collection", "deny");
      json_builder_end_object (builder);
    }
}

/* Only what the person chose is sent: servers that do not know the word refuse the request. */
static void
add_effort (JsonBuilder *builder, const StudioLlmEndpoint *endpoint)
{
  const char *effort = studio_llm_endpoint_get_effort (endpoint);

  if (effort == NULL)
    return;
  if (studio_llm_endpoint_get_preset (endpoint)->provider != STUDIO_LLM_OPENROUTER)
    {
      studio_json_add_string (builder, "reasoning_effort", effort);
      return;
    }
  json_builder_set_member_name (builder, "reasoning");
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "effort", effort);
  json_builder_end_object (builder);
}

char *
studio_llm_request_to_body (const StudioLlmRequest *self,
                            const StudioLlmEndpoint *endpoint,
                            const StudioLlmMemory *memory)
{
  const StudioLlmPreset *preset = studio_llm_endpoint_get_preset (endpoint);
  gboolean stream = preset->stream && !memory->no_stream;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "model", studio_llm_endpoint_get_model (endpoint));
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  add_message (builder, "system", self->system);
  add_message (builder, "user", self->user);
  add_message (builder, "assistant", self->assistant);
  add_message (builder, "user", self->follow_up);
  json_builder_end_array (builder);
  add_format (builder, self->answer, memory->format, preset->loose);
  studio_json_add_int (
      builder, preset->new_cap != memory->cap_swapped ? "max_completion_tokens" : "max_tokens",
      (gint64) self->cap * memory->cap_factor);
  if (stream)
    add_flag (builder, "stream", TRUE);
  if (stream && preset->usage && !memory->no_stream_options)
    {
      json_builder_set_member_name (builder, "stream_options");
      json_builder_begin_object (builder);
      add_flag (builder, "include_usage", TRUE);
      json_builder_end_object (builder);
    }
  if (!memory->no_effort)
    add_effort (builder, endpoint);
  if (!memory->no_extras)
    add_extras (builder, self, preset->provider);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}

/* What runs at home, and what is old, has a tokenizer that cuts finer. */
static gboolean
has_older_tokenizer (const StudioLlmEndpoint *endpoint)
{
  const char *model = studio_llm_endpoint_get_model (endpoint);

  return studio_llm_endpoint_get_preset (endpoint)->context < 16 * 1024 ||
         g_str_has_prefix (model, "gpt-3") || g_strcmp0 (model, "gpt-4") == 0 ||
         g_str_has_prefix (model, "gpt-4-");
}

double
studio_llm_request_estimate (const StudioLlmRequest *self, const StudioLlmEndpoint *endpoint)
{
  const char *const texts[] = { self->system, self->user, self->assistant, self->follow_up };
  gboolean older = has_older_tokenizer (endpoint);
  double tokens = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      tokens += TOKENS_PER_MESSAGE + studio_llm_text_estimate_tokens (texts[i], older);
  return tokens * MARGIN;
}
