/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-finding.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/** The parts of studio_sql_guard(), one for each way of reading a statement. Each returns (transfer
 * full) (nullable): %NULL when the statement is one that only reads. */

/** studio_sql_gate_postgresql: by PostgreSQL's own parse tree, which is left in @parsed (out)
 * (transfer full) (nullable); @dialect is of its family. */
StudioFinding *
studio_sql_gate_postgresql (const char *sql, StudioDialect dialect, StudioSqlTree **parsed);

/** studio_sql_gate_tokens: by the words and signs of the statement, for engines whose grammar only
 * they know; in every way in which a server's settings may make it read the quotes and comments. */
StudioFinding *studio_sql_gate_tokens (const char *sql, StudioDialect dialect);

/** studio_sql_gate_refuse: Returns: (transfer full): an error of the guard; @message is (transfer
 * full). */
StudioFinding *studio_sql_gate_refuse (const char *id,
                                       StudioErrorClass error_class,
                                       gssize start,
                                       gssize end,
                                       char *message);

/** studio_sql_gate_refuse_function: @denied is the reason of StudioSqlKnownFunction. Returns:
 * (transfer full) */
StudioFinding *
studio_sql_gate_refuse_function (const char *name, const char *denied, gssize start, gssize end);

G_END_DECLS
