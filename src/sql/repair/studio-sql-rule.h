/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"
#include "sql/lint/studio-sql-names.h"
#include "sql/repair/studio-sql-edits.h"
#include "sql/repair/studio-sql-relations.h"
#include "sql/repair/studio-sql-text.h"
#include "sql/studio-sql-schema.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * StudioSqlSubject:
 * @text: the statement's tokens
 * @tree: (nullable): %NULL when it does not parse
 * @names: (nullable): what its names mean; %NULL when it does not parse
 * @schema: (nullable): what tables and columns there are
 * @target: what the database speaks
 * @relations: (element-type StudioSqlRelation): what the statement reads
 *
 * What a rule looks at.
 */
typedef struct
{
  const StudioSqlText *text;
  const StudioSqlTree *tree;
  const StudioSqlNames *names;
  const StudioSqlSchema *schema;
  StudioDialect target;
  const GPtrArray *relations;
} StudioSqlSubject;

/** StudioSqlRule: proposes changes to @subject. What it proposes must leave nothing that it would
 * propose again. */
typedef void (*StudioSqlRule) (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Names of Metabase's unfolded JSON fields, and keys of JSON columns written as if they were
 * columns. */
void _studio_sql_rule_json_names (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Calls that other databases know. */
void _studio_sql_rule_foreign_calls (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Intervals written with a number or a unit that PostgreSQL has not. */
void _studio_sql_rule_intervals (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Types in casts that other databases have. */
void _studio_sql_rule_types (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Names in backticks and brackets. */
void _studio_sql_rule_name_quotes (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Texts in double quotes. */
void _studio_sql_rule_quoted_strings (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Operators of other databases. */
void _studio_sql_rule_operators (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Clauses and hints of other databases. */
void _studio_sql_rule_clauses (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Small mistakes of grammar. */
void _studio_sql_rule_slips (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Tables that do not exist, and what is qualified with nothing. */
void _studio_sql_rule_tables (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Columns that do not exist. */
void _studio_sql_rule_columns (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Names of the select list used where they cannot be seen. */
void _studio_sql_rule_aliases (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Values of another type than their place needs. */
void _studio_sql_rule_values (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Aggregates of aggregates, and in WHERE. */
void _studio_sql_rule_aggregates (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Window functions inside aggregates of groups. */
void _studio_sql_rule_nested_windows (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Items of GROUP BY and ORDER BY that name columns of the select list wrongly. */
void _studio_sql_rule_positions (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Columns that are not grouped by. */
void _studio_sql_rule_grouping (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Casts that take hold of a JSON key instead of its value. */
void _studio_sql_rule_json_casts (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Names that are words of SQL. */
void _studio_sql_rule_reserved (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Conditions on window functions in WHERE. */
void _studio_sql_rule_window_filter (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/* Divisions that cut off the fraction or fail on 0. */
void _studio_sql_rule_division (const StudioSqlSubject *subject, StudioSqlEdits *edits);

/** _studio_sql_rule_replace: proposes that @after takes the place of the tokens from @first to
 * @last; @message is (transfer full). */
void _studio_sql_rule_replace (const StudioSqlSubject *subject,
                               StudioSqlEdits *edits,
                               const char *rule,
                               char *message,
                               guint first,
                               guint last,
                               const char *after);

/** _studio_sql_quote_literal: Returns: (transfer full): @text as a literal in single quotes. */
char *_studio_sql_quote_literal (const char *text);

/** _studio_sql_operand: Returns: (transfer full): the expression @text, in brackets unless it is a
 * primary one. */
char *_studio_sql_operand (const char *text);

G_END_DECLS
