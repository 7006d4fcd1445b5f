/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/lint/studio-sql-catalog.h"

G_BEGIN_DECLS

/** STUDIO_SQL_MAX_ARGUMENTS: PostgreSQL's own limit (FUNC_MAX_ARGS). */
#define STUDIO_SQL_MAX_ARGUMENTS 100

/** StudioSqlMatchKind: what came of looking for a function or operator. */
typedef enum
{
  STUDIO_SQL_MATCH_FOUND,
  STUDIO_SQL_MATCH_CAST,      /* the name of a type, called like a function */
  STUDIO_SQL_MATCH_UNSURE,    /* several fit, as a type is not known */
  STUDIO_SQL_MATCH_NO_NAME,   /* nothing has that name */
  STUDIO_SQL_MATCH_NONE,      /* nothing of that name takes these types */
  STUDIO_SQL_MATCH_AMBIGUOUS, /* several do, and PostgreSQL refuses to choose */
} StudioSqlMatchKind;

/**
 * StudioSqlMatch:
 * @function: (nullable): what was found; when unsure one of several
 * @result: the type that comes out; %STUDIO_SQL_ANY when it cannot be told
 * @args: the type that each argument is turned into; %STUDIO_SQL_ANY when it cannot be told
 * @since: the first major version of PostgreSQL that has it; 0 when 15 has
 */
typedef struct
{
  StudioSqlMatchKind kind;
  const StudioSqlFunction *function;
  StudioSqlTypeId result;
  StudioSqlTypeId args[STUDIO_SQL_MAX_ARGUMENTS];
  guint since;
} StudioSqlMatch;

/**
 * _studio_sql_match_function:
 * @args: the types of what is given
 * @n: at most %STUDIO_SQL_MAX_ARGUMENTS
 * @variadic: whether the last argument was marked VARIADIC
 *
 * Chooses as PostgreSQL does (documentation, section 10.3).
 */
void _studio_sql_match_function (const char *name,
                                 const StudioSqlTypeId *args,
                                 guint n,
                                 gboolean variadic,
                                 StudioSqlMatch *match);

/** _studio_sql_match_operator: chooses as PostgreSQL does (documentation, section 10.2); @left is
 * not looked at when @prefix. */
void _studio_sql_match_operator (const char *name,
                                 StudioSqlTypeId left,
                                 StudioSqlTypeId right,
                                 gboolean prefix,
                                 StudioSqlMatch *match);

/**
 * _studio_sql_common_type:
 * @common: (out): the type that UNION, CASE, COALESCE… give @types (documentation, section 10.5);
 *   %STUDIO_SQL_ANY when it cannot be told, %STUDIO_SQL_UNKNOWN when all are
 *
 * Returns: %FALSE when they certainly have none
 */
gboolean _studio_sql_common_type (const StudioSqlTypeId *types, guint n, StudioSqlTypeId *common);

G_END_DECLS
