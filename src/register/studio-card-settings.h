/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/* How a KPI's card is shown in Metabase. */

/** studio_card_settings_display: Returns: (transfer none): one of Metabase's displays. */
const char *studio_card_settings_display (StudioKpi *kpi);

/** studio_card_settings_new: Returns: (transfer full): its visualization settings, an object. */
JsonNode *studio_card_settings_new (StudioKpi *kpi);

/** studio_card_settings_unit_title: Returns: (transfer none): “Currency”, “Percent”… */
const char *studio_card_settings_unit_title (StudioUnit unit);

G_END_DECLS
