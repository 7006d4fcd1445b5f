/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** StudioLlmProvider: whose server it is, as far as that can be told from its address. */
typedef enum
{
  STUDIO_LLM_CUSTOM,
  STUDIO_LLM_OPENAI,
  STUDIO_LLM_AZURE,
  STUDIO_LLM_AZURE_LEGACY,
  STUDIO_LLM_OLLAMA,
  STUDIO_LLM_LLAMA_CPP,
  STUDIO_LLM_VLLM,
  STUDIO_LLM_LM_STUDIO,
  STUDIO_LLM_OPENROUTER,
  STUDIO_LLM_GROQ,
  STUDIO_LLM_MISTRAL,
  STUDIO_LLM_GEMINI,
  STUDIO_LLM_ANTHROPIC,
  STUDIO_LLM_DEEPSEEK,
} StudioLlmProvider;

#define STUDIO_TYPE_LLM_PROVIDER (studio_llm_provider_get_type ())
GType studio_llm_provider_get_type (void) G_GNUC_CONST;

/** StudioLlmLooseFormat: what comes between a strict schema and no format at all. */
typedef enum
{
  STUDIO_LLM_LOOSE_JSON_OBJECT,
  STUDIO_LLM_LOOSE_SCHEMA, /* json_object is refused: LM Studio */
  STUDIO_LLM_LOOSE_NONE,   /* neither: Anthropic */
} StudioLlmLooseFormat;

/**
 * StudioLlmPreset:
 * @nick: in settings and lists of prices
 * @name: for people
 * @base_url: with what the person has to replace in capitals; "" for custom
 * @needs_key: whether it answers nobody without a key
 * @new_cap: whether the cap of the reply is called max_completion_tokens
 * @stream: whether structured replies can be streamed
 * @usage: whether `stream_options` may be sent
 * @context: tokens that a model there reads at least, unless the person says otherwise
 * @cache: whether what requests begin with alike costs less once one of them has been answered
 *
 * What is known of a provider. Sources: reference/llm-api.md, section 2.1.
 */
typedef struct
{
  StudioLlmProvider provider;
  const char *nick;
  const char *name;
  const char *base_url;
  gboolean needs_key;
  gboolean new_cap;
  gboolean stream;
  gboolean usage;
  StudioLlmLooseFormat loose;
  guint context;
  gboolean cache;
} StudioLlmPreset;

/** studio_llm_preset_get: Returns: (transfer none) */
const StudioLlmPreset *studio_llm_preset_get (StudioLlmProvider provider);

/** STUDIO_LLM_DEFAULT_MODEL: asked when no model is named: the cheapest one that follows a strict
 * schema. */
#define STUDIO_LLM_DEFAULT_MODEL "gpt-6-luna"

#define STUDIO_TYPE_LLM_ENDPOINT (studio_llm_endpoint_get_type ())

/** StudioLlmEndpoint: where a model is asked, which one, and with which key. Refcounted and
 * immutable; the key is wiped when it is freed. */
typedef struct _StudioLlmEndpoint StudioLlmEndpoint;

GType studio_llm_endpoint_get_type (void) G_GNUC_CONST;

/**
 * studio_llm_endpoint_new:
 * @base_url: (nullable): up to and with “/v1”; `/chat/completions` behind it is taken off, “/v1” is
 *   added when there is no path, a query string (Azure's `api-version`) is kept; %NULL or "" for
 *   OpenAI
 * @model: (nullable): %NULL or "" for %STUDIO_LLM_DEFAULT_MODEL
 * @key: (nullable): local servers need none
 * @error: %STUDIO_ERROR_INPUT when @base_url is no address, or holds a password
 *
 * Returns: (transfer full) (nullable): free with studio_llm_endpoint_unref()
 */
StudioLlmEndpoint *
studio_llm_endpoint_new (const char *base_url, const char *model, const char *key, GError **error);

/** StudioLlmLookUp: Returns: (transfer none) (nullable): the value of an environment variable. */
typedef const char *(*StudioLlmLookUp) (const char *name, gpointer user_data);

/**
 * studio_llm_endpoint_new_from_environment:
 * @look_up: finds OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL
 * @error: as studio_llm_endpoint_new()
 *
 * Returns: (transfer full) (nullable): %NULL without @error when none of them is set
 */
StudioLlmEndpoint *
studio_llm_endpoint_new_from_environment (StudioLlmLookUp look_up, gpointer data, GError **error);

/**
 * studio_llm_endpoint_set_effort:
 * @effort: (nullable): "none", "minimal", "low", "medium", "high", "xhigh" or "max", of which each
 *   model takes some; %NULL or "" to leave it to the model
 * @error: %STUDIO_ERROR_INPUT for any other word
 *
 * How much the model reasons before it answers. To be set before the endpoint is shared.
 */
gboolean
studio_llm_endpoint_set_effort (StudioLlmEndpoint *self, const char *effort, GError **error);

/** studio_llm_endpoint_get_effort: Returns: (transfer none) (nullable) */
const char *studio_llm_endpoint_get_effort (const StudioLlmEndpoint *self);

StudioLlmEndpoint *studio_llm_endpoint_ref (StudioLlmEndpoint *self);
void studio_llm_endpoint_unref (StudioLlmEndpoint *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmEndpoint, studio_llm_endpoint_unref)

/** studio_llm_endpoint_get_base_url: without a slash at the end and without the query string. */
const char *studio_llm_endpoint_get_base_url (const StudioLlmEndpoint *self);
const char *studio_llm_endpoint_get_model (const StudioLlmEndpoint *self);
const char *studio_llm_endpoint_get_host (const StudioLlmEndpoint *self);
const StudioLlmPreset *studio_llm_endpoint_get_preset (const StudioLlmEndpoint *self);
gboolean studio_llm_endpoint_has_key (const StudioLlmEndpoint *self);

/** studio_llm_endpoint_is_local: whether it is this computer, or one of a private network. */
gboolean studio_llm_endpoint_is_local (const StudioLlmEndpoint *self);

/** studio_llm_endpoint_is_exposed: whether the key would cross a public network unencrypted. */
gboolean studio_llm_endpoint_is_exposed (const StudioLlmEndpoint *self);

/**
 * studio_llm_endpoint_get_url:
 * @path: "/chat/completions" or "/models"
 * @without_version: leave out a “/v1” that was not typed
 *
 * Returns: (transfer full)
 */
char *studio_llm_endpoint_get_url (const StudioLlmEndpoint *self,
                                   const char *path,
                                   gboolean without_version);

/** studio_llm_endpoint_added_version: whether “/v1” was added to what was typed. */
gboolean studio_llm_endpoint_added_version (const StudioLlmEndpoint *self);

/**
 * studio_llm_endpoint_get_header:
 * @name: (out) (transfer none): of the header that carries the key
 *
 * Returns: (transfer full) (nullable): its value, to be wiped; %NULL without a key
 */
char *studio_llm_endpoint_get_header (const StudioLlmEndpoint *self, const char **name);

G_END_DECLS
