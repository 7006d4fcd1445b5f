/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StudioLlmUsage:
 * @prompt: tokens read, with those from a cache
 * @cached: of @prompt, read from a cache
 * @written: of @prompt, written to a cache
 * @completion: tokens written, with reasoning
 * @reasoning: of @completion
 * @cost: US dollars where the server says so (OpenRouter), else NaN
 * @estimated: whether the server said nothing and the numbers are guessed
 *
 * What a request used.
 */
typedef struct
{
  gint64 prompt;
  gint64 cached;
  gint64 written;
  gint64 completion;
  gint64 reasoning;
  double cost;
  gboolean estimated;
} StudioLlmUsage;

#define STUDIO_LLM_USAGE_INIT \
  {                           \
    0, 0, 0, 0, 0, NAN, TRUE  \
  }

/** studio_llm_usage_read: takes what @object (nullable), the `usage` of a reply, says. */
void studio_llm_usage_read (StudioLlmUsage *self, JsonObject *object);

G_END_DECLS
