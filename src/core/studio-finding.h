/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_FINDING (studio_finding_get_type ())

/**
 * StudioFinding:
 * @id: what was found, as a stable name ("unknown-column", "integer-division"…)
 * @severity: how bad it is
 * @error_class: the class a KPI gets when this makes it invalid
 * @message: a sentence for a person
 * @start: first byte in the SQL it is about, or -1
 * @end: one past the last byte, or -1
 * @fix: (nullable): the text that replaces @start to @end to mend it, when that is certain
 *
 * Something noticed about a statement or its result. Immutable once made.
 */
typedef struct
{
  char *id;
  StudioSeverity severity;
  StudioErrorClass error_class;
  char *message;
  gssize start;
  gssize end;
  char *fix;
} StudioFinding;

GType studio_finding_get_type (void) G_GNUC_CONST;

/**
 * studio_finding_new:
 * @id: its stable name
 * @severity: how bad it is
 * @error_class: the class, or %STUDIO_ERROR_CLASS_NONE
 * @start: first byte, or -1
 * @end: one past the last byte, or -1
 * @message: (transfer full): a sentence for a person
 *
 * Returns: (transfer full): free with studio_finding_free()
 */
StudioFinding *studio_finding_new (const char *id,
                                   StudioSeverity severity,
                                   StudioErrorClass error_class,
                                   gssize start,
                                   gssize end,
                                   char *message);
StudioFinding *studio_finding_copy (const StudioFinding *self);
void studio_finding_free (StudioFinding *self);

/** studio_finding_compare: for g_ptr_array_sort(): the worst first, what does not run before what
 * gives a wrong result; those as bad as each other as they stand in the statement. */
int studio_finding_compare (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioFinding, studio_finding_free)

G_END_DECLS
