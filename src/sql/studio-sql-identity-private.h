/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-identity.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/** _studio_sql_key_from_tree: Returns: (transfer full): of a statement that is parsed already. */
char *_studio_sql_key_from_tree (const StudioSqlTree *tree, gboolean weak);

/** _studio_sql_key_from_lexemes: Returns: (transfer full) (nullable): of a statement that only its
 * engine can parse. */
char *_studio_sql_key_from_lexemes (const char *sql, StudioDialect dialect, gboolean weak);

G_END_DECLS
