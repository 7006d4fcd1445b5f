/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_KPI_STATUS (studio_kpi_status_get_type ())

/** StudioKpiStatus: a KPI's check and, beside it, what was decided or where it is registered, as
 * icons of different shapes with their words for assistive technology. Properties: kpi. */
G_DECLARE_FINAL_TYPE (StudioKpiStatus, studio_kpi_status, STUDIO, KPI_STATUS, AdwBin)

/** studio_kpi_status_get_kpi: Returns: (transfer none) (nullable) */
StudioKpi *studio_kpi_status_get_kpi (StudioKpiStatus *self);

G_END_DECLS
