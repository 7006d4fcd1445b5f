/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-preview.h"

#include <glib/gi18n-lib.h>

/* Reasoning multiplies what a model writes. */
#define MOST_TIMES 4

void
studio_llm_preview_free (StudioLlmPreview *self)
{
  g_free (self->table);
  g_free (self->url);
  g_free (self->body);
  g_free (self->left_out);
  g_free (self);
}

char *
studio_llm_previews_to_text (GPtrArray *previews)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < previews->len; i++)
    {
      const StudioLlmPreview *preview = g_ptr_array_index (previews, i);

      g_string_append_printf (text, "# %s\n", preview->table);
      if (preview->known)
        g_string_append_printf (
            text, "# %s\n",
            _ ("Will not be sent: the table has not changed since the model was asked about it."));
      if (preview->left_out != NULL)
        g_string_append_printf (text, "# %s\n", preview->left_out);
      g_string_append_printf (text, "POST %s\n%s\n\n", preview->url, preview->body);
    }
  return g_string_free (text, FALSE);
}

void
studio_llm_previews_sum (GPtrArray *previews, StudioLlmPreviewTotal *total)
{
  *total = (StudioLlmPreviewTotal){ 0 };
  for (guint i = 0; i < previews->len; i++)
    {
      const StudioLlmPreview *preview = g_ptr_array_index (previews, i);

      if (preview->known)
        continue;
      total->requests++;
      total->prompt += preview->prompt;
      total->completion += preview->completion;
      total->cost += preview->cost;
    }
  total->most_cost = total->cost * MOST_TIMES;
}
