/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-memory.h"

#include "core/studio-json.h"
#include "propose/llm/studio-llm-text.h"

#define MIN_RATIO 0.5
#define MAX_RATIO 2.5
/* Weight of the newest measurement. */
#define WEIGHT 0.4

static gboolean
set_once (gboolean *flag)
{
  gboolean was = *flag;

  *flag = TRUE;
  return !was;
}

gboolean
studio_llm_memory_adapt (StudioLlmMemory *self, const StudioLlmFailure *failure)
{
  if (failure->key == STUDIO_LLM_KEY_CAP)
    return set_once (&self->cap_swapped);
  if (failure->key == STUDIO_LLM_KEY_STREAM_OPTIONS)
    return set_once (&self->no_stream_options);
  if (failure->key == STUDIO_LLM_KEY_EFFORT)
    return set_once (&self->no_effort);
  if (failure->key == STUDIO_LLM_KEY_EXTRA)
    return set_once (&self->no_extras);
  if (failure->key == STUDIO_LLM_KEY_STREAM && set_once (&self->no_stream))
    return TRUE;
  /* What refuses to stream with a format may still take the one without the other. */
  if ((failure->key == STUDIO_LLM_KEY_FORMAT || failure->key == STUDIO_LLM_KEY_STREAM) &&
      self->format != STUDIO_LLM_FORMAT_PLAIN)
    {
      self->format++;
      return TRUE;
    }
  return FALSE;
}

void
studio_llm_memory_calibrate (StudioLlmMemory *self, double estimated, gint64 counted)
{
  if (estimated < 1 || counted < 1)
    return;
  self->ratio =
      CLAMP ((1 - WEIGHT) * self->ratio + WEIGHT * counted / estimated, MIN_RATIO, MAX_RATIO);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

char *
studio_llm_memory_to_text (const StudioLlmMemory *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  studio_json_add_int (builder, "format", self->format);
  add_flag (builder, "cap_swapped", self->cap_swapped);
  add_flag (builder, "no_stream_options", self->no_stream_options);
  add_flag (builder, "no_stream", self->no_stream);
  add_flag (builder, "no_effort", self->no_effort);
  add_flag (builder, "no_extras", self->no_extras);
  add_flag (builder, "without_version", self->without_version);
  studio_json_add_int (builder, "cap_factor", self->cap_factor);
  studio_json_add_int (builder, "context", self->context);
  json_builder_set_member_name (builder, "ratio");
  json_builder_add_double_value (builder, self->ratio);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}

void
studio_llm_memory_from_text (StudioLlmMemory *self, const char *text)
{
  g_autoptr (JsonNode) root = text != NULL ? studio_llm_text_to_json (text) : NULL;
  JsonObject *object = studio_json_node_get_object (root);

  self->format = CLAMP (studio_json_get_int (object, "format", STUDIO_LLM_FORMAT_STRICT),
                        STUDIO_LLM_FORMAT_STRICT, STUDIO_LLM_FORMAT_PLAIN);
  self->cap_swapped = studio_json_get_boolean (object, "cap_swapped", FALSE);
  self->no_stream_options = studio_json_get_boolean (object, "no_stream_options", FALSE);
  self->no_stream = studio_json_get_boolean (object, "no_stream", FALSE);
  self->no_effort = studio_json_get_boolean (object, "no_effort", FALSE);
  self->no_extras = studio_json_get_boolean (object, "no_extras", FALSE);
  self->without_version = studio_json_get_boolean (object, "without_version", FALSE);
  self->cap_factor = CLAMP (studio_json_get_int (object, "cap_factor", 1), 1, 4);
  self->context = CLAMP (studio_json_get_int (object, "context", 0), 0, G_MAXINT);
  self->ratio = CLAMP (studio_json_get_double (object, "ratio", 1.0), MIN_RATIO, MAX_RATIO);
}
