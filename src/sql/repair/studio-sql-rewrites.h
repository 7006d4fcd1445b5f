/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/** StudioSqlRewriteArity: how many arguments a parameter takes. */
typedef enum
{
  STUDIO_SQL_ARITY_ONE,
  STUDIO_SQL_ARITY_ANY,
  STUDIO_SQL_ARITY_SOME,
} StudioSqlArity;

/**
 * StudioSqlParameter:
 * @name: what the replacement calls it
 * @condition: (nullable): what the argument must be
 */
typedef struct
{
  char *name;
  char *condition;
  StudioSqlArity arity;
} StudioSqlParameter;

/**
 * StudioSqlRewrite:
 * @rule: the rule that it is recorded under
 * @parameters: of StudioSqlParameter
 * @replacement: the template, or a builder's name and parameters after “@”
 * @natives: (nullable): the dialects that know the function themselves
 *
 * One line of data/engine/sql/foreign-calls.txt, which explains the format.
 */
typedef struct
{
  char *rule;
  GArray *parameters;
  char *replacement;
  GStrv natives;
} StudioSqlRewrite;

/** studio_sql_rewrites_find: Returns: (transfer none) (nullable) (element-type StudioSqlRewrite):
 * what is known of calls of @name, in upper case. */
const GPtrArray *studio_sql_rewrites_find (const char *name);

/** studio_sql_rewrite_is_native: whether @dialect knows the function itself. */
gboolean studio_sql_rewrite_is_native (const StudioSqlRewrite *self, StudioDialect dialect);

G_END_DECLS
