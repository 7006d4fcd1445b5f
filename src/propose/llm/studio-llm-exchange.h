/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-completion.h"
#include "propose/llm/studio-llm-endpoint.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * StudioLlmReply:
 * @status: HTTP status
 * @completion: (nullable): of a 2xx
 * @failure: (nullable): of anything else
 * @delay: seconds the server asks to wait, or -1
 * @should_retry: (nullable): what the server says about trying again ("true", "false")
 * @request_id: (nullable)
 * @lost: (nullable): why the reply broke off
 *
 * What came of one request over HTTP.
 */
typedef struct
{
  guint status;
  StudioLlmCompletion *completion;
  StudioLlmFailure *failure;
  double delay;
  char *should_retry;
  char *request_id;
  GError *lost;
} StudioLlmReply;

void studio_llm_reply_free (StudioLlmReply *self);

/**
 * studio_llm_exchange_async:
 * @session: how
 * @endpoint: where to; its key is sent
 * @url: the whole address
 * @body: (nullable): JSON to post; %NULL for a GET
 *
 * Sends once and reads the reply as it comes. Finish fails only when no reply began: with
 * %STUDIO_LLM_ERROR_UNREACHABLE where trying again does not help, %STUDIO_LLM_ERROR_SERVER where it
 * may, %STUDIO_LLM_ERROR_TIMED_OUT.
 */
void studio_llm_exchange_async (SoupSession *session,
                                StudioLlmEndpoint *endpoint,
                                const char *url,
                                const char *body,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
StudioLlmReply *studio_llm_exchange_finish (GAsyncResult *result, GError **error);

/** studio_llm_exchange_get_raw: Returns: (transfer none) (nullable): the body of a GET's reply. */
GBytes *studio_llm_exchange_get_raw (GAsyncResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmReply, studio_llm_reply_free)

G_END_DECLS
