/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StudioSqlChange:
 * @rule: the id of the rule that proposes it
 * @message: a sentence for a person
 * @pieces: spans of text and what takes their place; all of them or none
 *
 * One change to a statement.
 */
typedef struct
{
  char *rule;
  char *message;
  GArray *pieces;
} StudioSqlChange;

/** StudioSqlEdits: changes that one rule proposes for one text. */
typedef struct _StudioSqlEdits StudioSqlEdits;

StudioSqlEdits *studio_sql_edits_new (void);
void studio_sql_edits_free (StudioSqlEdits *self);

guint studio_sql_edits_get_length (const StudioSqlEdits *self);

/** studio_sql_edits_begin: begins a change; what is replaced next belongs to it. */
void studio_sql_edits_begin (StudioSqlEdits *self, const char *rule, const char *message);

/** studio_sql_edits_replace: @text takes the place of the bytes from @start to before @end. */
void studio_sql_edits_replace (StudioSqlEdits *self, gsize start, gsize end, const char *text);

/** studio_sql_edits_add: a change of one piece. */
void studio_sql_edits_add (StudioSqlEdits *self,
                           const char *rule,
                           const char *message,
                           gsize start,
                           gsize end,
                           const char *text);

/** studio_sql_edits_get: Returns: (transfer none) */
const StudioSqlChange *studio_sql_edits_get (const StudioSqlEdits *self, guint index);

/**
 * studio_sql_edits_choose:
 *
 * Returns: (transfer full) (element-type guint): the changes that can be made together: of those
 * that touch each other only the smallest, so that what is inside is mended first
 */
GArray *studio_sql_edits_choose (const StudioSqlEdits *self);

/** studio_sql_edits_apply: Returns: (transfer full): @sql with the changes @chosen. */
char *studio_sql_edits_apply (const StudioSqlEdits *self, const char *sql, const GArray *chosen);

/** studio_sql_change_dup_before: Returns: (transfer full): what the change takes away. */
char *studio_sql_change_dup_before (const StudioSqlChange *self, const char *sql);

/** studio_sql_change_dup_after: Returns: (transfer full): what it puts there. */
char *studio_sql_change_dup_after (const StudioSqlChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlEdits, studio_sql_edits_free)

G_END_DECLS
