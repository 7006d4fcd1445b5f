/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_SQL_REPAIR_STEP (studio_sql_repair_step_get_type ())

/**
 * StudioSqlRepairStep:
 * @id: the rule, as a stable name ("unfolded-name", "date-difference", "integer-ratio"…)
 * @message: a sentence for a person
 * @before: the piece of SQL that was replaced; may be empty when text was only added
 * @after: what stands there now; may be empty when text was only taken away
 *
 * One change that repairing made to a statement. Immutable once made.
 */
typedef struct
{
  char *id;
  char *message;
  char *before;
  char *after;
} StudioSqlRepairStep;

GType studio_sql_repair_step_get_type (void) G_GNUC_CONST;

/** studio_sql_repair_step_new: all strings are copied. Returns: (transfer full): free with
 * studio_sql_repair_step_free(). */
StudioSqlRepairStep *studio_sql_repair_step_new (const char *id,
                                                 const char *message,
                                                 const char *before,
                                                 const char *after);
StudioSqlRepairStep *studio_sql_repair_step_copy (const StudioSqlRepairStep *self);
void studio_sql_repair_step_free (StudioSqlRepairStep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlRepairStep, studio_sql_repair_step_free)

G_END_DECLS
