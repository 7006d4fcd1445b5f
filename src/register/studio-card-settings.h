/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/*
 * How a KPI's card is shown in Metabase: displays and keys that Metabase knows (reference:
 * metabase-api.md, section 5, "display values" and "visualization_settings"). Metabase validates
 * none of them: an unknown display shows nothing at all, and a name that is no column of the result
 * is passed over.
 */

/** studio_card_settings_display: Returns: (transfer none): one of Metabase's displays. @columns as
 * for studio_card_settings_new(). */
const char *studio_card_settings_display (StudioKpi *kpi, GPtrArray *columns);

/**
 * studio_card_settings_new:
 * @columns: (nullable) (element-type StudioCardColumn): what the result has; %NULL or empty when
 * that is not known
 * @currency: (nullable): the company's, an ISO 4217 code
 *
 * The KPI's own settings, and what is missing in them: axes, the number that is shown, its format
 * and unit, titles of columns, the goal.
 *
 * Returns: (transfer full): an object
 */
JsonNode *studio_card_settings_new (StudioKpi *kpi, GPtrArray *columns, const char *currency);

/** studio_card_settings_unit_title: Returns: (transfer none): “Currency”, “Percent”… */
const char *studio_card_settings_unit_title (StudioUnit unit);

G_END_DECLS
