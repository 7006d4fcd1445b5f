/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StudioLlmPreview:
 * @table: name of the table
 * @url: where it would go
 * @body: the exact bytes
 * @left_out: (nullable): what did not fit, a sentence
 * @known: whether it would not be sent, because the table has been asked about
 * @prompt: tokens, estimated
 * @completion: tokens, estimated, without reasoning
 * @cost: US dollars, NaN when the price is not known
 *
 * What a language model would be sent about a table.
 */
typedef struct
{
  char *table;
  char *url;
  char *body;
  char *left_out;
  gboolean known;
  gint64 prompt;
  gint64 completion;
  double cost;
} StudioLlmPreview;

/**
 * StudioLlmPreviewTotal:
 * @requests: how many would be sent
 * @prompt: tokens, estimated
 * @completion: tokens, estimated, without reasoning
 * @cost: US dollars without reasoning, NaN when a price is not known
 * @most_cost: US dollars with much reasoning, NaN when a price is not known
 */
typedef struct
{
  guint requests;
  gint64 prompt;
  gint64 completion;
  double cost;
  double most_cost;
} StudioLlmPreviewTotal;

void studio_llm_preview_free (StudioLlmPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmPreview, studio_llm_preview_free)

/**
 * studio_llm_previews_to_text:
 * @previews: of StudioLlmPreview
 *
 * Returns: (transfer full): every request as it would be sent, under the name of its table
 */
char *studio_llm_previews_to_text (GPtrArray *previews);

/**
 * studio_llm_previews_sum:
 * @previews: of StudioLlmPreview
 * @total: (out caller-allocates): what those that would be sent come to
 */
void studio_llm_previews_sum (GPtrArray *previews, StudioLlmPreviewTotal *total);

G_END_DECLS
