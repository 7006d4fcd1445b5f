/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-usage.h"

#include "core/studio-json.h"

void
studio_llm_usage_read (StudioLlmUsage *self, JsonObject *object)
{
  JsonObject *prompt = studio_json_get_object (object, "prompt_tokens_details");
  JsonObject *completion = studio_json_get_object (object, "completion_tokens_details");

  if (studio_json_get_int (object, "prompt_tokens", -1) < 0)
    return;
  self->estimated = FALSE;
  self->prompt = studio_json_get_int (object, "prompt_tokens", 0);
  self->completion = MAX (0, studio_json_get_int (object, "completion_tokens", 0));
  self->cached = CLAMP (studio_json_get_int (prompt, "cached_tokens", 0), 0, self->prompt);
  self->written =
      CLAMP (studio_json_get_int (prompt, "cache_write_tokens", 0), 0, self->prompt - self->cached);
  self->reasoning = studio_json_get_int (completion, "reasoning_tokens", 0);
  self->cost = studio_json_get_double (object, "cost", self->cost);
}
