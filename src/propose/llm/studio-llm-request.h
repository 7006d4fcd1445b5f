/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-endpoint.h"
#include "propose/llm/studio-llm-memory.h"

G_BEGIN_DECLS

/** StudioLlmAnswer: what is asked for. */
typedef enum
{
  STUDIO_LLM_ANSWER_KPIS,
  STUDIO_LLM_ANSWER_REPAIR,
} StudioLlmAnswer;

/**
 * StudioLlmRequest:
 * @table: (nullable): name of the table it is about
 * @kpi: (nullable): id of the KPI that is to be corrected
 * @purpose: "propose", "continue", "again" or "repair"
 * @system: fixed rules, without anything of the person's
 * @user: the schema and what is asked
 * @shared: bytes at the beginning of @user that are the same in every request of a run
 * @assistant: (nullable): what the model said before, when this goes on
 * @follow_up: (nullable): what it is asked then
 * @answer: the form of the answer
 * @cap: tokens that the reply may have, with reasoning
 *
 * A question to a model, independent of which one; free with studio_llm_request_free().
 */
typedef struct
{
  char *table;
  char *kpi;
  char *purpose;
  char *system;
  char *user;
  gsize shared;
  char *assistant;
  char *follow_up;
  StudioLlmAnswer answer;
  guint cap;
} StudioLlmRequest;

StudioLlmRequest *studio_llm_request_copy (const StudioLlmRequest *self);
void studio_llm_request_free (StudioLlmRequest *self);

/**
 * studio_llm_request_to_body:
 * @memory: what the endpoint is known to take
 *
 * The bytes that are sent: the least that every server takes, no sampling keys, and nothing of the
 * schema outside the messages.
 *
 * Returns: (transfer full): JSON
 */
char *studio_llm_request_to_body (const StudioLlmRequest *self,
                                  const StudioLlmEndpoint *endpoint,
                                  const StudioLlmMemory *memory);

/** studio_llm_request_estimate: Returns: tokens of the messages, before calibration, with a margin.
 */
double
studio_llm_request_estimate (const StudioLlmRequest *self, const StudioLlmEndpoint *endpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmRequest, studio_llm_request_free)

G_END_DECLS
