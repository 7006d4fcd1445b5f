/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-kpi.h"
#include "store/studio-ledger.h"

G_BEGIN_DECLS

/** StudioLedgerReport: what language models used: in all, by run, by table and by KPI. */
typedef struct _StudioLedgerReport StudioLedgerReport;

/**
 * studio_ledger_report_new:
 * @entries: of StudioLedgerEntry
 *
 * Returns: (transfer full): free with studio_ledger_report_free()
 */
StudioLedgerReport *studio_ledger_report_new (GPtrArray *entries);
void studio_ledger_report_free (StudioLedgerReport *self);

/** studio_ledger_report_get_total: Returns: (transfer none): over all calls. */
const StudioLedgerSum *studio_ledger_report_get_total (StudioLedgerReport *self);

/**
 * studio_ledger_report_share:
 * @kpis: of StudioKpi: all there are
 *
 * What was asked about a table is shared evenly by the KPIs of it that came from the model; what a
 * correction took belongs to its KPI.
 *
 * Returns: (transfer full): KPI id → StudioLedgerSum, for those that models had to do with; its
 * calls are whole ones
 */
GHashTable *studio_ledger_report_share (StudioLedgerReport *self, GPtrArray *kpis);

/** studio_ledger_sum_to_json: adds the members of @sum to the object that is being built. */
void studio_ledger_sum_to_json (const StudioLedgerSum *sum, JsonBuilder *builder);

/** studio_ledger_sum_to_text: Returns: (transfer full): "31 requests, 45200 tokens, $0.0123". */
char *studio_ledger_sum_to_text (const StudioLedgerSum *sum);

/** studio_ledger_report_to_json: Returns: (transfer full): {calls, prompt_tokens, …, "runs": […],
 * "tables": […]}. */
JsonNode *studio_ledger_report_to_json (StudioLedgerReport *self);

/** studio_ledger_report_to_text: Returns: (transfer full): a section of a report. */
char *studio_ledger_report_to_text (StudioLedgerReport *self, gboolean markdown);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLedgerReport, studio_ledger_report_free)

G_END_DECLS
