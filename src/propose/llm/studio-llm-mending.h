/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/** studio_llm_mending_is_worth_it: whether a model can do anything about why @kpi is invalid. */
gboolean studio_llm_mending_is_worth_it (StudioKpi *kpi);

/** studio_llm_mending_read: Returns: (transfer full) (nullable): the statement in a model's reply
 * to a request for a correction, with or without the JSON around it. */
char *studio_llm_mending_read (const char *reply);

/**
 * studio_llm_mending_find_tables:
 * @sql: a statement, which need not parse
 *
 * Returns: (transfer full): what stands behind FROM and JOIN, each once
 */
GStrv studio_llm_mending_find_tables (const char *sql);

/**
 * studio_llm_mending_keeps_meaning:
 * @before: the statement that failed
 * @after: the correction
 * @other_table: whether a table of @before does not exist, so that another has to stand there
 *
 * Whether both use the same aggregates and read the same tables. What cannot be read does not keep
 * the meaning.
 */
gboolean
studio_llm_mending_keeps_meaning (const char *before, const char *after, gboolean other_table);

G_END_DECLS
