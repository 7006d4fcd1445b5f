/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-error.h"

G_DEFINE_QUARK (studio - llm - error - quark, studio_llm_error)

gboolean
studio_llm_error_is_final (const GError *error)
{
  if (error == NULL || error->domain != STUDIO_LLM_ERROR)
    return FALSE;
  return error->code == STUDIO_LLM_ERROR_UNREACHABLE || error->code == STUDIO_LLM_ERROR_KEY ||
         error->code == STUDIO_LLM_ERROR_QUOTA || error->code == STUDIO_LLM_ERROR_MODEL ||
         error->code == STUDIO_LLM_ERROR_ADDRESS || error->code == STUDIO_LLM_ERROR_BUDGET;
}
