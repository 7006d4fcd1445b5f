/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/**
 * studio_kpi_to_json:
 *
 * The object that `export --format json` prints (design section 8), with findings, rules, keys,
 * tables and columns besides.
 *
 * Returns: (transfer full)
 */
JsonNode *studio_kpi_to_json (StudioKpi *self);

/**
 * studio_kpi_from_json:
 * @node: an object as studio_kpi_to_json() makes it; unknown members are passed over
 * @error: %STUDIO_ERROR_INPUT when it is no object or has no name or no SQL
 *
 * Returns: (transfer full) (nullable)
 */
StudioKpi *studio_kpi_from_json (JsonNode *node, GError **error);

/** studio_findings_to_json: @findings of StudioFinding; Returns: (transfer full): an array of {id,
 * severity, message, start, end, fix}. */
JsonNode *studio_findings_to_json (GPtrArray *findings);

/** studio_findings_from_json: Returns: (transfer full): of StudioFinding; what is no finding is
 * passed over. */
GPtrArray *studio_findings_from_json (JsonNode *node);

/** studio_reasons_to_json: Returns: (transfer full): an array of {id, points, message}. */
JsonNode *studio_reasons_to_json (GPtrArray *reasons);

/** studio_reasons_from_json: Returns: (transfer full): of StudioReason; what is no reason is passed
 * over. */
GPtrArray *studio_reasons_from_json (JsonNode *node);

G_END_DECLS
