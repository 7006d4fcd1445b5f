/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-failure.h"
#include "propose/llm/studio-llm-usage.h"
#include "propose/llm/studio-reply.h"

G_BEGIN_DECLS

/** StudioLlmCompletion: what comes of a reply, streamed or not, piece by piece. */
typedef struct _StudioLlmCompletion StudioLlmCompletion;

StudioLlmCompletion *studio_llm_completion_new (void);
void studio_llm_completion_free (StudioLlmCompletion *self);

/** studio_llm_completion_feed: takes bytes of the body as they come. */
void studio_llm_completion_feed (StudioLlmCompletion *self, const char *bytes, gsize length);

/** studio_llm_completion_end: the body has ended, or broken off. */
void studio_llm_completion_end (StudioLlmCompletion *self);

/** studio_llm_completion_is_done: whether the stream has said that nothing more will come. */
gboolean studio_llm_completion_is_done (const StudioLlmCompletion *self);

/** studio_llm_completion_is_too_large: whether more has come than any honest reply needs. */
gboolean studio_llm_completion_is_too_large (const StudioLlmCompletion *self);

/** studio_llm_completion_has_begun: whether the model has said anything yet: from then on a
 * request is not sent again. */
gboolean studio_llm_completion_has_begun (const StudioLlmCompletion *self);

/** studio_llm_completion_get_text: what the model said, without its reasoning. */
const char *studio_llm_completion_get_text (const StudioLlmCompletion *self);

/** studio_llm_completion_read: Returns: (transfer full): the KPIs in it, complete ones only when it
 * broke off. */
StudioReply *studio_llm_completion_read (const StudioLlmCompletion *self);

/** studio_llm_completion_get_usage: Returns: (transfer none): the caller may complete it. */
StudioLlmUsage *studio_llm_completion_get_usage (StudioLlmCompletion *self);

/** studio_llm_completion_get_failure: Returns: (transfer none) (nullable): the error that came in
 * place of a reply or in the middle of it. */
const StudioLlmFailure *studio_llm_completion_get_failure (const StudioLlmCompletion *self);

/**
 * studio_llm_completion_judge:
 * @host: for messages
 * @model: for messages
 *
 * Returns: (transfer full) (nullable): why there is nothing to read; %NULL when there is
 */
GError *
studio_llm_completion_judge (const StudioLlmCompletion *self, const char *host, const char *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmCompletion, studio_llm_completion_free)

G_END_DECLS
