/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/**
 * studio_kpi_import:
 * @json: what `export --format json` prints, or the flat form `{table: {"kpis": [{kpi_name,
 *   description, business_value, sql_query, output_format, table_name}]}}` (design section 8)
 * @refused: (out) (nullable): how many entries had no name or no SQL and were passed over
 * @error: %STUDIO_ERROR_INPUT when it is neither
 *
 * Imported KPIs of the flat form are unchecked and undecided; none is registered.
 *
 * Returns: (transfer full) (nullable): of StudioKpi
 */
GPtrArray *studio_kpi_import (GBytes *json, guint *refused, GError **error);

G_END_DECLS
