/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-completion.h"
#include "propose/llm/studio-llm-endpoint.h"
#include "propose/llm/studio-llm-memory.h"
#include "propose/llm/studio-llm-request.h"

G_BEGIN_DECLS

/**
 * StudioLlmCall:
 * @request: what was asked
 * @body: the exact bytes that were sent, without headers
 * @reply: (nullable): what the model said
 * @usage: tokens
 * @cost: US dollars, NaN when the price is not known
 * @milliseconds: from sending to the end of the reply
 * @request_id: (nullable): under which the provider finds it
 * @error: (nullable): why it gave nothing
 *
 * One call that was made, for the ledger.
 */
typedef struct
{
  const StudioLlmRequest *request;
  const char *body;
  const char *reply;
  const StudioLlmUsage *usage;
  double cost;
  gint64 milliseconds;
  const char *request_id;
  const GError *error;
} StudioLlmCall;

/**
 * StudioLlmTotals:
 * @unpriced: calls of which the price is not known, which are not in @cost
 *
 * What all calls of a client have used together.
 */
typedef struct
{
  guint calls;
  gint64 prompt;
  gint64 completion;
  double cost;
  guint unpriced;
} StudioLlmTotals;

#define STUDIO_TYPE_LLM_CLIENT (studio_llm_client_get_type ())

/**
 * StudioLlmClient: asks one model. All requests go through one gate: a bounded number at once, and
 * when the server asks one of them to wait, all wait. What may succeed later is tried up to three
 * times more, never after the model has begun to answer. No cookies, no redirections, TLS
 * verified; cancelling closes the connection at once.
 *
 * Signals: "called" (StudioLlmCall): after each call, with what it used; "learnt": the memory
 * changed; "waiting" (uint seconds): all wait for the server.
 */
G_DECLARE_FINAL_TYPE (StudioLlmClient, studio_llm_client, STUDIO, LLM_CLIENT, GObject)

/** studio_llm_client_new: @concurrency is the number of requests at once. */
StudioLlmClient *studio_llm_client_new (StudioLlmEndpoint *endpoint, guint concurrency);

StudioLlmEndpoint *studio_llm_client_get_endpoint (StudioLlmClient *self);

/** studio_llm_client_get_memory: Returns: (transfer none): may be filled before the first request.
 */
StudioLlmMemory *studio_llm_client_get_memory (StudioLlmClient *self);

/** studio_llm_client_note_context: the model reads @tokens at most; kept in the memory. */
void studio_llm_client_note_context (StudioLlmClient *self, guint tokens);

/**
 * studio_llm_client_set_budget:
 * @tokens: that all calls together may use, 0 for any
 * @dollars: that they may cost, 0 for any
 *
 * A call that could exceed it is not made: %STUDIO_LLM_ERROR_BUDGET.
 */
void studio_llm_client_set_budget (StudioLlmClient *self, gint64 tokens, double dollars);

/** studio_llm_client_set_patience: time limit of a silent connection in seconds (default 600), and
 * the unit of the pauses between tries in milliseconds (default 1000). */
void studio_llm_client_set_patience (StudioLlmClient *self, guint silent_seconds, guint pause_unit);

const StudioLlmTotals *studio_llm_client_get_totals (StudioLlmClient *self);

/** studio_llm_client_estimate: Returns: tokens of a request's prompt, by what was learnt. */
gint64 studio_llm_client_estimate (StudioLlmClient *self, const StudioLlmRequest *request);

/** studio_llm_client_price: Returns: US dollars for so many tokens, NaN when not known. */
double studio_llm_client_price (StudioLlmClient *self, gint64 prompt, gint64 completion);

/** studio_llm_client_get_price_date: Returns: (nullable): ISO date of the price. */
const char *studio_llm_client_get_price_date (StudioLlmClient *self);

/** studio_llm_client_ask_async: @request is copied. */
void studio_llm_client_ask_async (StudioLlmClient *self,
                                  const StudioLlmRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/** studio_llm_client_ask_finish: Returns: (transfer full) (nullable): a reply with something in
 * it; errors are of %STUDIO_LLM_ERROR. */
StudioLlmCompletion *
studio_llm_client_ask_finish (StudioLlmClient *self, GAsyncResult *result, GError **error);

/** studio_llm_client_list_models_async: asks for `/models`, which also tests address and key. */
void studio_llm_client_list_models_async (StudioLlmClient *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/** studio_llm_client_list_models_finish: Returns: (transfer full) (nullable): ids, sorted. */
GStrv
studio_llm_client_list_models_finish (StudioLlmClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
