/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_KPI_FORM (studio_kpi_form_get_type ())

/**
 * StudioKpiForm: what a KPI is called and how it is shown, as fields to edit.
 *
 * Signals: "committed": the KPI was changed and wants to be stored.
 */
G_DECLARE_FINAL_TYPE (StudioKpiForm, studio_kpi_form, STUDIO, KPI_FORM, AdwBin)

/** studio_kpi_form_set_kpi: @kpi is (nullable); edits of the one before are committed. */
void studio_kpi_form_set_kpi (StudioKpiForm *self, StudioKpi *kpi);

/** studio_kpi_form_commit: puts what was edited into the KPI. */
void studio_kpi_form_commit (StudioKpiForm *self);

/** studio_kpi_form_edit_name: puts the cursor into the name, all of it selected. */
void studio_kpi_form_edit_name (StudioKpiForm *self);

G_END_DECLS
