/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/repair/studio-sql-rule.h"

G_BEGIN_DECLS

/** _studio_sql_json_access: Returns: (transfer full): the expression, in brackets, that reads the
 * keys @path[1], @path[2]… of the JSON value @path[0] (SQL text) as text, or as JSON with @as_json.
 */
char *_studio_sql_json_access (GStrv path, gboolean as_json);

/** _studio_sql_json_cast: Returns: the cast that makes a value of @kind of a JSON text; "" for text
 * and for what cannot be told. */
const char *_studio_sql_json_cast (StudioFieldKind kind);

/** _studio_sql_json_needs_cast: whether the value of the tokens @first to @last is used in a way
 * that its type matters for: not before IS NULL, a cast, in COUNT, or alone in GROUP BY. */
gboolean _studio_sql_json_needs_cast (const StudioSqlText *text, guint first, guint last);

G_END_DECLS
