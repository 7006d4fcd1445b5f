/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-client.h"
#include "propose/llm/studio-llm-preview.h"
#include "propose/studio-mender.h"
#include "propose/studio-proposer.h"
#include "propose/studio-value-source.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_LLM_PROPOSER (studio_llm_proposer_get_type ())

/**
 * StudioLlmProposer: proposes KPIs by asking a language model, one question a table, and corrects
 * statements that the database refused. Its source is "llm:MODEL".
 *
 * A reply that was cut off is asked to go on once; one from which no KPI can be read is asked for
 * once more. After an error that concerns every table (key, credit, address, budget) the model is
 * not asked again, and only the first table reports it.
 *
 * Signals: "asked" (StudioDatabase, StudioTable, const char *mark): a table is done, so that it
 * need not be asked about again while its mark is the same.
 */
G_DECLARE_FINAL_TYPE (StudioLlmProposer, studio_llm_proposer, STUDIO, LLM_PROPOSER, GObject)

/**
 * studio_llm_proposer_new:
 * @context: tokens that the model reads, 0 for what is usual
 * @company: (nullable): what the person told about the company
 */
StudioLlmProposer *
studio_llm_proposer_new (StudioLlmClient *client, guint context, const char *company);

StudioLlmClient *studio_llm_proposer_get_client (StudioLlmProposer *self);

/** studio_llm_proposer_set_kpis: @kpis (of StudioKpi) are those that exist: the model is told to
 * leave them alone, and those it made before are proposed again where it need not be asked. */
void studio_llm_proposer_set_kpis (StudioLlmProposer *self, GListModel *kpis);

/** studio_llm_proposer_set_marks: @marks (set of utf8) are those of tables that need not be asked
 * about again. */
void studio_llm_proposer_set_marks (StudioLlmProposer *self, GHashTable *marks);

/** studio_llm_proposer_set_values: @values (nullable) knows a few values of the columns that the
 * person allowed to be told; without it the model is told none. */
void studio_llm_proposer_set_values (StudioLlmProposer *self, StudioValueSource *values);

/** studio_llm_proposer_get_values: Returns: (transfer none) (nullable) */
StudioValueSource *studio_llm_proposer_get_values (StudioLlmProposer *self);

/** studio_llm_proposer_hold: nothing is asked until studio_llm_proposer_release(). */
void studio_llm_proposer_hold (StudioLlmProposer *self);
void studio_llm_proposer_release (StudioLlmProposer *self);

/** studio_llm_proposer_get_mark: Returns: (transfer full): the mark of a table as it is now. */
char *studio_llm_proposer_get_mark (StudioLlmProposer *self,
                                    StudioDatabase *database,
                                    StudioTable *table);

/**
 * studio_llm_proposer_preview:
 * @more: (nullable): of StudioKpi: those that will be there too by then
 *
 * Returns: (transfer full): what would be sent for a table; free with studio_llm_preview_free()
 */
StudioLlmPreview *studio_llm_proposer_preview (StudioLlmProposer *self,
                                               StudioDatabase *database,
                                               StudioTable *table,
                                               GPtrArray *more);

G_END_DECLS
