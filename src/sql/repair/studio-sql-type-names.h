/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/repair/studio-sql-text.h"

G_BEGIN_DECLS

/**
 * studio_sql_type_name_convert:
 * @first: the first token of a type's name
 * @last: its last
 *
 * Returns: (transfer full) (nullable): what PostgreSQL calls a type of another database; %NULL when
 * it is PostgreSQL's own, or unknown
 */
char *studio_sql_type_name_convert (const StudioSqlText *text, guint first, guint last);

/** studio_sql_type_name_is_number: whether PostgreSQL's @type holds numbers. */
gboolean studio_sql_type_name_is_number (const char *type);

/** studio_sql_type_name_is_text: whether PostgreSQL's @type holds text. */
gboolean studio_sql_type_name_is_text (const char *type);

G_END_DECLS
