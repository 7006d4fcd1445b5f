/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"
#include "core/studio-kpi.h"
#include "propose/llm/studio-llm-request.h"
#include "propose/studio-value-source.h"

G_BEGIN_DECLS

/** StudioLlmPrompt: writes the questions of one run over a database: what all of them share is
 * written once, so that its bytes stay the same and the provider can keep it ready. */
typedef struct _StudioLlmPrompt StudioLlmPrompt;

/**
 * studio_llm_prompt_new:
 * @context: tokens that the model can read, 0 for what is usual at the endpoint
 * @company: (nullable): what the person told about the company
 *
 * Returns: (transfer full): free with studio_llm_prompt_free()
 */
StudioLlmPrompt *studio_llm_prompt_new (StudioLlmEndpoint *endpoint,
                                        StudioDatabase *database,
                                        guint context,
                                        const char *company);
void studio_llm_prompt_free (StudioLlmPrompt *self);

/** studio_llm_prompt_set_values: @values (nullable) knows values of columns that may be told. */
void studio_llm_prompt_set_values (StudioLlmPrompt *self, StudioValueSource *values);

/** studio_llm_prompt_get_database: Returns: (transfer none) */
StudioDatabase *studio_llm_prompt_get_database (StudioLlmPrompt *self);

/**
 * studio_llm_prompt_propose:
 * @existing: (element-type StudioKpi): KPIs of the table that are there
 * @left_out: (out) (transfer full) (nullable): what did not fit, for the person
 *
 * Returns: (transfer full): asks for KPIs of @table
 */
StudioLlmRequest *studio_llm_prompt_propose (StudioLlmPrompt *self,
                                             StudioTable *table,
                                             GPtrArray *existing,
                                             char **left_out);

/**
 * studio_llm_prompt_follow_up:
 * @request: what was asked first
 * @reply: what the model said
 * @names: (element-type utf8): of KPIs that could be read
 * @trouble: (nullable): what was wrong; %NULL when the reply was only cut off
 *
 * Returns: (transfer full): asks for the rest, or for the same once more
 */
StudioLlmRequest *studio_llm_prompt_follow_up (StudioLlmPrompt *self,
                                               const StudioLlmRequest *request,
                                               const char *reply,
                                               GPtrArray *names,
                                               const char *trouble);

/**
 * studio_llm_prompt_repair:
 * @sql: a statement that failed
 * @message: what the database said
 * @tables: (element-type utf8): those it reads
 *
 * Returns: (transfer full): asks to correct it
 */
StudioLlmRequest *studio_llm_prompt_repair (StudioLlmPrompt *self,
                                            const char *table,
                                            const char *sql,
                                            const char *message,
                                            const char *const *tables);

/** studio_llm_prompt_get_room: Returns: tokens that prompt and reply have together. */
guint studio_llm_prompt_get_room (StudioLlmPrompt *self);

/** studio_llm_prompt_get_version: Returns: (transfer none): changes whenever the fixed texts do. */
const char *studio_llm_prompt_get_version (void);

/** studio_llm_prompt_typical_completion: Returns: tokens of a reply without reasoning. */
guint studio_llm_prompt_typical_completion (StudioLlmPrompt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmPrompt, studio_llm_prompt_free)

G_END_DECLS
