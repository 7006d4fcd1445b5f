/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-endpoint.h"
#include "propose/llm/studio-llm-usage.h"

G_BEGIN_DECLS

/**
 * StudioLlmPrice:
 * @input: US dollars per million tokens, as all of them
 * @cached: of input that was read from a cache
 * @write: of input that was written to a cache
 * @output: with reasoning
 * @as_of: (nullable): ISO date on which it was true
 * @note: (nullable): for people
 */
typedef struct
{
  double input;
  double cached;
  double write;
  double output;
  char *as_of;
  char *note;
} StudioLlmPrice;

/** StudioLlmPrices: what models cost: the list that comes with the program, and before it the
 * person's own. */
typedef struct _StudioLlmPrices StudioLlmPrices;

/**
 * studio_llm_prices_new:
 * @path: (nullable): the person's own list, which need not exist; %NULL for
 *   `$XDG_CONFIG_HOME/kpi-studio/llm-prices.csv`
 *
 * Returns: (transfer full): free with studio_llm_prices_free()
 */
StudioLlmPrices *studio_llm_prices_new (const char *path);
void studio_llm_prices_free (StudioLlmPrices *self);

/** studio_llm_prices_find: by name, with or without a provider before a “/” and a date behind;
 * what runs on a local server costs nothing. Returns: (transfer none) (nullable): %NULL when its
 * price is not known */
const StudioLlmPrice *
studio_llm_prices_find (StudioLlmPrices *self, const StudioLlmEndpoint *endpoint);

/** studio_llm_price_of: Returns: US dollars; what the server says it cost, if it says so; NaN when
 * that is not known. @price is (nullable). */
double studio_llm_price_of (const StudioLlmPrice *price, const StudioLlmUsage *usage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmPrices, studio_llm_prices_free)

G_END_DECLS
