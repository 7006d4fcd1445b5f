/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "metabase/studio-card.h"

G_BEGIN_DECLS

/* What a KPI looks like as a card. */

/**
 * studio_kpi_card_new:
 * @name: what the card is to be called
 * @query: (nullable): a query of the query builder in the legacy form, instead of the KPI's SQL
 * @type: (nullable): "metric", for one with a @query
 *
 * Returns: (transfer full): the card, with its marker; id and collection are those of nothing yet
 */
StudioCard *
studio_kpi_card_new (StudioKpi *kpi, const char *name, JsonNode *query, const char *type);

/** studio_kpi_card_kpi_digest: Returns: (transfer full): of all of @kpi that goes into its card,
 * and of nothing that depends on the language of this program. */
char *studio_kpi_card_kpi_digest (StudioKpi *kpi);

/** studio_kpi_card_card_digest: Returns: (transfer full): of what people see and change of a card:
 * name, description, query, display and its settings. */
char *studio_kpi_card_card_digest (const StudioCard *card);

/** studio_kpi_card_is_untouched: whether @card is as this program wrote it. */
gboolean studio_kpi_card_is_untouched (const StudioCard *card);

G_END_DECLS
