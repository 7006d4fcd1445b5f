/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/dialect/studio-sql-gate.h"
#include "sql/dialect/studio-sql-reading.h"

G_BEGIN_DECLS

/** studio_sql_gate_name: whether a word or quoted name may stand where it does. Returns: (transfer
 * full) (nullable): why not */
StudioFinding *studio_sql_gate_name (const StudioSqlReading *reading, guint index);

/** studio_sql_gate_refuse_at: @message is (transfer full). Returns: (transfer full): a refusal that
 * is about lexeme @index */
StudioFinding *studio_sql_gate_refuse_at (const StudioSqlReading *reading,
                                          guint index,
                                          const char *id,
                                          StudioErrorClass error_class,
                                          char *message);

G_END_DECLS
