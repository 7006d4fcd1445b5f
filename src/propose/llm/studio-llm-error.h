/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StudioLlmError:
 * @STUDIO_LLM_ERROR_UNREACHABLE: no connection
 * @STUDIO_LLM_ERROR_TIMED_OUT: no answer within the time limit
 * @STUDIO_LLM_ERROR_KEY: the key was refused
 * @STUDIO_LLM_ERROR_QUOTA: no credit left; waiting does not help
 * @STUDIO_LLM_ERROR_FORBIDDEN: region, permission or moderation
 * @STUDIO_LLM_ERROR_MODEL: the endpoint has no such model
 * @STUDIO_LLM_ERROR_ADDRESS: something answered there that is no such endpoint
 * @STUDIO_LLM_ERROR_CONTEXT: the prompt is longer than the model can read
 * @STUDIO_LLM_ERROR_REQUEST: the request was refused for another reason
 * @STUDIO_LLM_ERROR_FILTERED: a content filter stopped the reply
 * @STUDIO_LLM_ERROR_RATE_LIMIT: too many requests, also after waiting
 * @STUDIO_LLM_ERROR_SERVER: the server failed, also after trying again
 * @STUDIO_LLM_ERROR_BROKEN: the reply broke off or cannot be read
 * @STUDIO_LLM_ERROR_NO_ROOM: all tokens allowed for the reply were used before it said anything
 * @STUDIO_LLM_ERROR_REFUSED: the model declined
 * @STUDIO_LLM_ERROR_BUDGET: the run's budget is used up
 *
 * What is done differently when a language model cannot be asked. Cancelling is always
 * %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  STUDIO_LLM_ERROR_UNREACHABLE,
  STUDIO_LLM_ERROR_TIMED_OUT,
  STUDIO_LLM_ERROR_KEY,
  STUDIO_LLM_ERROR_QUOTA,
  STUDIO_LLM_ERROR_FORBIDDEN,
  STUDIO_LLM_ERROR_MODEL,
  STUDIO_LLM_ERROR_ADDRESS,
  STUDIO_LLM_ERROR_CONTEXT,
  STUDIO_LLM_ERROR_REQUEST,
  STUDIO_LLM_ERROR_FILTERED,
  STUDIO_LLM_ERROR_RATE_LIMIT,
  STUDIO_LLM_ERROR_SERVER,
  STUDIO_LLM_ERROR_BROKEN,
  STUDIO_LLM_ERROR_NO_ROOM,
  STUDIO_LLM_ERROR_REFUSED,
  STUDIO_LLM_ERROR_BUDGET,
} StudioLlmError;

#define STUDIO_LLM_ERROR (studio_llm_error_quark ())
GQuark studio_llm_error_quark (void);

/** studio_llm_error_is_final: whether no other request of the same run can succeed either, so that
 * the model is not asked again. */
gboolean studio_llm_error_is_final (const GError *error);

G_END_DECLS
