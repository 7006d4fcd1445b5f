/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-finding.h"

G_BEGIN_DECLS

/**
 * studio_sql_syntax_error:
 * @sql: what PostgreSQL's parser refused
 * @position: the byte it stumbled over, -1 unknown
 * @message: its own words
 *
 * What is probably wrong, and where: the parser stumbles only behind a missing bracket or comma.
 *
 * Returns: (transfer full): a finding of class %STUDIO_ERROR_CLASS_SYNTAX with the id
 * “template-tag” for a variable of Metabase, else “syntax-error”
 */
StudioFinding *studio_sql_syntax_error (const char *sql, gssize position, const char *message);

G_END_DECLS
