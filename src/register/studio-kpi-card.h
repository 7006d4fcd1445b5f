/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "metabase/studio-card.h"
#include "register/studio-builder-query.h"

G_BEGIN_DECLS

/* What a KPI looks like as a card. */

/**
 * StudioKpiCardDetails: what goes into a card besides the KPI itself; all may be %NULL.
 * @query: a query of the query builder, instead of the KPI's SQL
 * @type: "metric", for one with a @query
 * @columns: (element-type StudioCardColumn): what the result has
 * @currency: the company's, an ISO 4217 code
 */
typedef struct
{
  const StudioBuilderQuery *query;
  const char *type;
  GPtrArray *columns;
  const char *currency;
} StudioKpiCardDetails;

/**
 * studio_kpi_card_new:
 * @name: what the card is to be called
 *
 * Returns: (transfer full): the card, with its marker; id and collection are those of nothing yet
 */
StudioCard *
studio_kpi_card_new (StudioKpi *kpi, const char *name, const StudioKpiCardDetails *details);

/** studio_kpi_card_kpi_digest: Returns: (transfer full): of all of @kpi and of @currency (nullable)
 * that goes into its card, and of nothing that depends on the language of this program. */
char *studio_kpi_card_kpi_digest (StudioKpi *kpi, const char *currency);

/** studio_kpi_card_card_digest: Returns: (transfer full): of what people see and change of a card:
 * name, description, query, display and its settings. */
char *studio_kpi_card_card_digest (const StudioCard *card);

/** studio_kpi_card_is_untouched: whether @card is as this program wrote it. */
gboolean studio_kpi_card_is_untouched (const StudioCard *card);

G_END_DECLS
