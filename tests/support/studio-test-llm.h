/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StudioTestLlmStep:
 * @status: HTTP status, 0 for 200
 * @headers: (nullable): further header lines, each ended by "\r\n"
 * @body: (nullable): the body as it is; %NULL: a completion made of @content
 * @content: (nullable): what the model says
 * @finish: (nullable): finish_reason, "stop" when %NULL; "" for none
 * @cut: bytes of the body after which the connection is closed, 0 for never
 * @hold: leave the connection open after the body, without ending it
 * @drop: close the connection without any answer
 * @no_usage: do not say how many tokens were used
 *
 * How the endpoint answers one request.
 */
typedef struct
{
  guint status;
  const char *headers;
  const char *body;
  const char *content;
  const char *finish;
  gsize cut;
  gboolean hold;
  gboolean drop;
  gboolean no_usage;
} StudioTestLlmStep;

/** StudioTestLlm: a model endpoint that does as it is told; runs in the thread's main context. */
typedef struct _StudioTestLlm StudioTestLlm;

/** StudioTestLlmFunc: Returns: (transfer full): what the model says to @body, a request. */
typedef char *(*StudioTestLlmFunc) (const char *body, gpointer user_data);

StudioTestLlm *studio_test_llm_new (void);
void studio_test_llm_free (StudioTestLlm *self);

/** studio_test_llm_get_url: the base URL, with “/v1”. */
const char *studio_test_llm_get_url (StudioTestLlm *self);

/** studio_test_llm_push: answers the next request that nothing is planned for with @step. */
void studio_test_llm_push (StudioTestLlm *self, const StudioTestLlmStep *step);

/** studio_test_llm_answer: what to say to all others; without it they get an empty list. */
void studio_test_llm_answer (StudioTestLlm *self,
                             StudioTestLlmFunc func,
                             gpointer user_data,
                             guint milliseconds);

/** studio_test_llm_get_requests: (element-type utf8): bodies of the requests so far. */
GPtrArray *studio_test_llm_get_requests (StudioTestLlm *self);

/** studio_test_llm_get_heads: (element-type utf8): their first lines and headers. */
GPtrArray *studio_test_llm_get_heads (StudioTestLlm *self);

/** studio_test_llm_get_closed: connections that the client closed while they were held open. */
guint studio_test_llm_get_closed (StudioTestLlm *self);

/** studio_test_llm_get_held: connections that were answered and held open. */
guint studio_test_llm_get_held (StudioTestLlm *self);

/** studio_test_llm_get_most: the most requests that were open at once. */
guint studio_test_llm_get_most (StudioTestLlm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioTestLlm, studio_test_llm_free)

G_END_DECLS
