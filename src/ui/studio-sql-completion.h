/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "ui/studio-schema-loader.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_SQL_COMPLETION (studio_sql_completion_get_type ())

/** StudioSqlCompletion: offers the tables of a database, the columns of those that the statement
 * names, and SQL's words. Columns that were never read are read when they are wanted. */
G_DECLARE_FINAL_TYPE (StudioSqlCompletion, studio_sql_completion, STUDIO, SQL_COMPLETION, GObject)

StudioSqlCompletion *studio_sql_completion_new (StudioSchemaLoader *loader);

/** studio_sql_completion_set_database: @database is (nullable). */
void studio_sql_completion_set_database (StudioSqlCompletion *self, StudioDatabase *database);

/**
 * studio_sql_completion_list:
 * @sql: the whole statement
 * @qualifier: (nullable): what stands before the dot: a table or its alias
 *
 * Returns: (transfer full): of StudioSqlProposal: what may follow
 */
GListModel *
studio_sql_completion_list (StudioSqlCompletion *self, const char *sql, const char *qualifier);

#define STUDIO_TYPE_SQL_PROPOSAL (studio_sql_proposal_get_type ())

/** StudioSqlProposal: one word on offer. Properties: text. */
G_DECLARE_FINAL_TYPE (StudioSqlProposal, studio_sql_proposal, STUDIO, SQL_PROPOSAL, GObject)

const char *studio_sql_proposal_get_text (StudioSqlProposal *self);

G_END_DECLS
