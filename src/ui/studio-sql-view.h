/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

#include "core/studio-finding.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_SQL_VIEW (studio_sql_view_get_type ())

/**
 * StudioSqlView: an editor for one statement, which underlines what was found about it and marks
 * the lines in the gutter.
 *
 * Signals: "edited": the person changed the text; "left": the focus went elsewhere.
 */
G_DECLARE_FINAL_TYPE (StudioSqlView, studio_sql_view, STUDIO, SQL_VIEW, AdwBin)

/** studio_sql_view_set_text: replaces everything, without a step of undo and without "edited". */
void studio_sql_view_set_text (StudioSqlView *self, const char *sql);

/** studio_sql_view_replace_text: likewise, as one edit of the person's, which can be undone. */
void studio_sql_view_replace_text (StudioSqlView *self, const char *sql);

/** studio_sql_view_dup_text: Returns: (transfer full) */
char *studio_sql_view_dup_text (StudioSqlView *self);

/** studio_sql_view_show_findings: @findings is (nullable), of StudioFinding whose positions are
 * bytes in the text. */
void studio_sql_view_show_findings (StudioSqlView *self, GPtrArray *findings);

/** studio_sql_view_go_to: selects what @finding is about and shows it. */
void studio_sql_view_go_to (StudioSqlView *self, const StudioFinding *finding);

/** studio_sql_view_get_completion: Returns: (transfer none): to add providers to. */
GtkSourceCompletion *studio_sql_view_get_completion (StudioSqlView *self);

G_END_DECLS
