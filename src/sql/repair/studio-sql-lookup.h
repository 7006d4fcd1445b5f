/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/repair/studio-sql-rule.h"

G_BEGIN_DECLS

/* What the rules for names share. */

/** studio_sql_lookup_tokens: Returns: the tokens of the dotted name at byte @location. */
StudioSqlRange studio_sql_lookup_tokens (const StudioSqlSubject *subject, int location);

/** studio_sql_lookup_qualifier: Returns: the last token of the qualifier of a reference, or
 * %STUDIO_SQL_NOWHERE; the star of `t.*` is no name. */
guint
studio_sql_lookup_qualifier (const StudioSqlSubject *subject, const StudioSqlReference *reference);

/** studio_sql_lookup_is_complete: whether all that @query can see is known whole. */
gboolean studio_sql_lookup_is_complete (const StudioSqlQuery *query);

/** studio_sql_lookup_owner: Returns: (nullable): the only source of @query with a column @name;
 * with
 * @any the first of several. */
const StudioSqlSource *
studio_sql_lookup_owner (const StudioSqlQuery *query, const char *name, gboolean any);

/** studio_sql_lookup_begin: like studio_sql_edits_begin(); @message is (transfer full). */
void studio_sql_lookup_begin (StudioSqlEdits *edits, const char *rule, char *message);

/** studio_sql_lookup_rename: a piece of the change that was begun: @name takes the place of a
 * token.
 */
void studio_sql_lookup_rename (const StudioSqlSubject *subject,
                               StudioSqlEdits *edits,
                               guint token,
                               const char *name);

/** studio_sql_lookup_requalify: proposes that the reference is qualified with the name of @owner.
 */
void studio_sql_lookup_requalify (const StudioSqlSubject *subject,
                                  StudioSqlEdits *edits,
                                  const StudioSqlReference *reference,
                                  const StudioSqlSource *owner);

/** studio_sql_lookup_explain: Returns: (transfer full): why @meant takes the place of @written. */
char *studio_sql_lookup_explain (const char *written, const char *meant);

G_END_DECLS
