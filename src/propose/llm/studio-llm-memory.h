/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-failure.h"

G_BEGIN_DECLS

/** StudioLlmFormat: how the form of the answer is asked for, the strictest first. */
typedef enum
{
  STUDIO_LLM_FORMAT_STRICT, /* a JSON schema that the server keeps to */
  STUDIO_LLM_FORMAT_LOOSE,  /* any JSON */
  STUDIO_LLM_FORMAT_PLAIN,  /* only what the prompt says */
} StudioLlmFormat;

/**
 * StudioLlmMemory:
 * @format: the strictest form that was not refused
 * @cap_swapped: the cap of the reply has the other of its two names
 * @no_stream_options: `stream_options` was refused
 * @no_stream: streaming was refused
 * @no_effort: the effort of reasoning was refused
 * @no_extras: what is sent to known hosts only was refused
 * @without_version: there is no “/v1” in the address
 * @cap_factor: how many times as long replies have to be allowed
 * @context: tokens that the model reads at most, 0 when it has not complained
 * @ratio: tokens that were counted by the server for each that was estimated
 *
 * What was learnt about an endpoint and model, so that it is learnt once. Kept in the workspace.
 */
typedef struct
{
  StudioLlmFormat format;
  gboolean cap_swapped;
  gboolean no_stream_options;
  gboolean no_stream;
  gboolean no_effort;
  gboolean no_extras;
  gboolean without_version;
  guint cap_factor;
  guint context;
  double ratio;
} StudioLlmMemory;

#define STUDIO_LLM_MEMORY_INIT    \
  {                               \
    .cap_factor = 1, .ratio = 1.0 \
  }

/** studio_llm_memory_adapt: learns from a refusal. Returns: whether the request is worth sending
 * again, because it will be another one. */
gboolean studio_llm_memory_adapt (StudioLlmMemory *self, const StudioLlmFailure *failure);

/** studio_llm_memory_calibrate: learns from how many tokens a prompt of @estimated really had. */
void studio_llm_memory_calibrate (StudioLlmMemory *self, double estimated, gint64 counted);

/** studio_llm_memory_to_text: Returns: (transfer full): JSON */
char *studio_llm_memory_to_text (const StudioLlmMemory *self);

/** studio_llm_memory_from_text: @text is (nullable); what is not in it is as at the beginning. */
void studio_llm_memory_from_text (StudioLlmMemory *self, const char *text);

G_END_DECLS
