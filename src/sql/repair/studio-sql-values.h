/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

G_BEGIN_DECLS

/** StudioSqlWork: what a rule that looks at the nodes of a statement works on. */
typedef struct
{
  const StudioSqlSubject *subject;
  StudioSqlEdits *edits;
} StudioSqlWork;

/** StudioSqlValueFunc: mends one node where its type is not what its place needs. */
typedef void (*StudioSqlValueFunc) (const StudioSqlWork *work,
                                    const PgQuery__Node *node,
                                    const StudioSqlSpot *spot);

void _studio_sql_values_json (const StudioSqlWork *work,
                              const PgQuery__Node *node,
                              const StudioSqlSpot *spot);
void _studio_sql_values_comparison (const StudioSqlWork *work,
                                    const PgQuery__Node *node,
                                    const StudioSqlSpot *spot);
void _studio_sql_values_time (const StudioSqlWork *work,
                              const PgQuery__Node *node,
                              const StudioSqlSpot *spot);
void _studio_sql_values_call (const StudioSqlWork *work,
                              const PgQuery__Node *node,
                              const StudioSqlSpot *spot);
void _studio_sql_values_branch (const StudioSqlWork *work,
                                const PgQuery__Node *node,
                                const StudioSqlSpot *spot);

/** studio_sql_work_type: the broad type of @node. */
StudioSqlType studio_sql_work_type (const StudioSqlWork *self, const PgQuery__Node *node);

/** studio_sql_work_is_json_text: whether @node reads a value out of JSON as text, here or in the
 * query that it comes from. */
gboolean studio_sql_work_is_json_text (const StudioSqlWork *self, const PgQuery__Node *node);

/** studio_sql_work_is_json_part: whether @node reads a part of a JSON value as JSON, with an
 * operator that can be made to read text. */
gboolean studio_sql_work_is_json_part (const StudioSqlWork *self, const PgQuery__Node *node);

/** studio_sql_work_cast: proposes that @node is cast with @cast (“::numeric”); a part of a JSON
 * value is read as text for that. */
void studio_sql_work_cast (const StudioSqlWork *self,
                           const PgQuery__Node *node,
                           const char *cast,
                           const char *rule,
                           const char *message);

/** studio_sql_work_field: Returns: (transfer none) (nullable): the column that @node names, seen
 * through subqueries that hand it on. */
StudioField *studio_sql_work_field (const StudioSqlWork *self, const PgQuery__Node *node);

/** studio_sql_work_may_hold: whether the text @node can be read as a number (or with @time as a
 * time): text out of JSON whose type is not known to be another, and columns that are named like
 * it. */
gboolean
studio_sql_work_may_hold (const StudioSqlWork *self, const PgQuery__Node *node, gboolean time);

/** studio_sql_work_is_flag: whether @node reads a value out of JSON that is known to be true or
 * false.
 */
gboolean studio_sql_work_is_flag (const StudioSqlWork *self, const PgQuery__Node *node);

/** studio_sql_work_period_format: Returns: (nullable): the to_char() format of a text column that
 * holds months or years and so cannot be cast to a time, as its measured length tells. */
const char *studio_sql_work_period_format (const StudioSqlWork *self, const PgQuery__Node *node);

/** studio_sql_work_read_time: proposes that the text @node is read as a time. */
void studio_sql_work_read_time (const StudioSqlWork *self,
                                const PgQuery__Node *node,
                                const char *cast,
                                const char *rule);

/** studio_sql_work_replace: proposes that @text takes the place of @node. */
void studio_sql_work_replace (const StudioSqlWork *self,
                              const PgQuery__Node *node,
                              const char *text,
                              const char *rule,
                              const char *message);

/** studio_sql_work_replace_call: like studio_sql_work_replace() for a call, of which FILTER and
 * OVER stay. */
void studio_sql_work_replace_call (const StudioSqlWork *self,
                                   const PgQuery__Node *call,
                                   const char *text,
                                   const char *rule,
                                   const char *message);

G_END_DECLS
