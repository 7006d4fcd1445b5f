/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/repair/studio-sql-rewrites.h"
#include "sql/repair/studio-sql-rule.h"

G_BEGIN_DECLS

/**
 * StudioSqlCall:
 * @name: the token of the function's name
 * @open: its opening bracket
 * @close: its closing bracket
 * @last: the last token that the replacement takes the place of; a builder may move it
 * @arguments: (element-type StudioSqlRange)
 * @rewrite: the line that fits
 *
 * A call of a function with what its parameters stand for.
 */
typedef struct
{
  const StudioSqlSubject *subject;
  guint name;
  guint open;
  guint close;
  guint last;
  GArray *arguments;
  const StudioSqlRewrite *rewrite;
} StudioSqlCall;

/** studio_sql_call_get: sets @range to the first argument that the parameter @name stands for.
 * Returns: whether there is such a parameter, with an argument */
gboolean studio_sql_call_get (const StudioSqlCall *self, const char *name, StudioSqlRange *range);

/* All of these return (transfer full) SQL text for the argument; a @name that is no parameter
 * stands for itself. */
char *studio_sql_call_raw (const StudioSqlCall *self, const char *name);
char *studio_sql_call_operand (const StudioSqlCall *self, const char *name);
char *studio_sql_call_time (const StudioSqlCall *self, const char *name);
char *studio_sql_call_date (const StudioSqlCall *self, const char *name);

/** studio_sql_call_string: Returns: (transfer full) (nullable): what a literal says. */
char *studio_sql_call_string (const StudioSqlCall *self, const char *name);

/** studio_sql_call_unit: Returns: (nullable): the unit of time that the argument names. */
const char *studio_sql_call_unit (const StudioSqlCall *self, const char *name);

/** studio_sql_call_column: Returns: (transfer none) (nullable): the column that the tokens name,
 * when they are one name and the schema knows it without doubt. */
StudioField *studio_sql_call_column (const StudioSqlSubject *subject, StudioSqlRange range);

/** studio_sql_call_operand_of: Returns: (transfer full): the tokens, in brackets unless they are a
 * primary expression. */
char *studio_sql_call_operand_of (const StudioSqlText *text, StudioSqlRange range);

/** StudioSqlBuilder: @words are the parameters named in the line. Returns: (transfer full)
 * (nullable): the replacement; %NULL when there is none that is certain. */
typedef char *(*StudioSqlBuilder) (StudioSqlCall *call, const char *const *words);

/** StudioSqlNamedBuilder: the builder that a line calls “@name”. */
typedef struct
{
  const char *name;
  StudioSqlBuilder builder;
} StudioSqlNamedBuilder;

/* Each ended by one without a name. */
extern const StudioSqlNamedBuilder _studio_sql_builders[];
extern const StudioSqlNamedBuilder _studio_sql_time_builders[];
extern const StudioSqlNamedBuilder _studio_sql_lite_builders[];
extern const StudioSqlNamedBuilder _studio_sql_type_builders[];
extern const StudioSqlNamedBuilder _studio_sql_json_builders[];

G_END_DECLS
