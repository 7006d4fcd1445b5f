/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** StudioLlmKey: what a refusal of a request names, so that it can be sent without it. */
typedef enum
{
  STUDIO_LLM_KEY_NONE,
  STUDIO_LLM_KEY_CAP,            /* max_tokens or max_completion_tokens */
  STUDIO_LLM_KEY_STREAM_OPTIONS, /* include_usage */
  STUDIO_LLM_KEY_STREAM,         /* streaming itself */
  STUDIO_LLM_KEY_EFFORT,         /* how much to reason */
  STUDIO_LLM_KEY_EXTRA,          /* what is sent to known hosts only */
  STUDIO_LLM_KEY_FORMAT,         /* response_format and what is in it */
} StudioLlmKey;

/**
 * StudioLlmFailure:
 * @error: what is wrong
 * @retry: whether the same request may succeed a little later
 * @key: what the server does not take
 * @status: HTTP status; 200 for an error that came in a reply
 * @message: what the server said, at most 300 characters, without control characters; never empty
 * @salvage: (nullable): text that the model had written when the server refused it
 *
 * An error reply of any server that calls itself compatible.
 */
typedef struct
{
  StudioLlmError error;
  gboolean retry;
  StudioLlmKey key;
  guint status;
  char *message;
  char *salvage;
} StudioLlmFailure;

/**
 * studio_llm_failure_read:
 * @status: HTTP status, not 2xx
 * @body: (nullable): what came with it: an object, an array of objects, a string, `detail`, a web
 *   page or nothing
 * @length: bytes of @body, or -1
 *
 * Returns: (transfer full): free with studio_llm_failure_free()
 */
StudioLlmFailure *studio_llm_failure_read (guint status, const char *body, gssize length);

/**
 * studio_llm_failure_read_node:
 * @status: HTTP status
 * @root: a JSON value of a reply or of a part of a stream
 *
 * Returns: (transfer full) (nullable): %NULL when @root tells of no error
 */
StudioLlmFailure *studio_llm_failure_read_node (guint status, JsonNode *root);
void studio_llm_failure_free (StudioLlmFailure *self);

/**
 * studio_llm_failure_to_error:
 * @host: who said so
 * @model: (nullable): which model was asked
 *
 * Returns: (transfer full): a sentence for a person that says what to do next
 */
GError *
studio_llm_failure_to_error (const StudioLlmFailure *self, const char *host, const char *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmFailure, studio_llm_failure_free)

G_END_DECLS
