/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/** StudioSqlCallKind: how a function is called. @STUDIO_SQL_CALL_TYPE is the name of a
 * type, which casts when it is called with one argument. */
typedef enum
{
  STUDIO_SQL_CALL_PLAIN,
  STUDIO_SQL_CALL_AGGREGATE,
  STUDIO_SQL_CALL_WINDOW,
  STUDIO_SQL_CALL_SET,
  STUDIO_SQL_CALL_TYPE,
} StudioSqlCallKind;

/**
 * StudioSqlKnownFunction:
 * @name: as the parse tree has it
 * @min_arguments: fewest arguments of all functions of that name; those of WITHIN GROUP count too
 * @max_arguments: most arguments, or -1 when there is no limit
 * @kind: how it is called
 * @volatility: 'i' immutable, 's' stable, 'v' volatile
 * @denied: why a statement must not call it ("file", "sleep", "dynamic-sql"…), or ""
 *
 * What PostgreSQL's catalogue says of a function (pg_proc of version 15 with the extensions that
 * are in use, and what later versions added: build-aux/make-function-list).
 */
typedef struct
{
  const char *name;
  int min_arguments;
  int max_arguments;
  StudioSqlCallKind kind;
  char volatility;
  const char *denied;
} StudioSqlKnownFunction;

/**
 * studio_sql_known_function_find:
 * @name: without schema, folded to lower case unless it was quoted
 * @dialect: of the PostgreSQL family, whose members have functions of their own; or MySQL or
 * Oracle, of which only the names are known, with those of words that stand before a bracket
 *
 * Returns: (transfer none) (nullable): %NULL when nothing is known of it
 */
const StudioSqlKnownFunction *
studio_sql_known_function_find (const char *name, StudioDialect dialect);

G_END_DECLS
