/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"
#include "core/studio-finding.h"

G_BEGIN_DECLS

/** STUDIO_SQL_MAX_BYTES: longer statements are refused before anything looks at them. */
#define STUDIO_SQL_MAX_BYTES (64 * 1024)
/** STUDIO_SQL_MAX_TOKENS: libpg_query overflows an 8 MiB stack somewhere above 4,000 tokens. */
#define STUDIO_SQL_MAX_TOKENS 3000

/**
 * studio_sql_clean:
 * @sql: (nullable): as a person or a model wrote it
 * @dialect: what the database speaks: it decides what is a literal and what a comment
 * @refusal: (out) (transfer full) (nullable): why it cannot be looked at
 *
 * Takes off code fences, a trailing `;` and invisible characters, and straightens curly quotes,
 * outside literals only (design section 4, step 1). Refuses NUL, invalid UTF-8, nothing at all,
 * more than %STUDIO_SQL_MAX_BYTES or %STUDIO_SQL_MAX_TOKENS.
 *
 * Returns: (transfer full) (nullable): the text, byte for byte the same when there was nothing to
 * clean; %NULL when refused
 */
char *studio_sql_clean (const char *sql, StudioDialect dialect, StudioFinding **refusal);

/** studio_sql_clean_bytes: like studio_sql_clean(), for text from a file or the network, which may
 * hold NUL; @length is in bytes, -1 up to the first NUL. */
char *studio_sql_clean_bytes (const char *sql,
                              gssize length,
                              StudioDialect dialect,
                              StudioFinding **refusal);

G_END_DECLS
