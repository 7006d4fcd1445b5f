/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/** StudioSqlDiffKind: whether a span is in both texts, only in the first or only in the second. */
typedef enum
{
  STUDIO_SQL_DIFF_SAME,
  STUDIO_SQL_DIFF_REMOVED,
  STUDIO_SQL_DIFF_ADDED,
} StudioSqlDiffKind;

/** StudioSqlDiffSpan: a piece of text, with its blanks. */
typedef struct
{
  StudioSqlDiffKind kind;
  char *text;
} StudioSqlDiffSpan;

void studio_sql_diff_span_free (StudioSqlDiffSpan *self);

/**
 * studio_sql_diff:
 * @before: (nullable): as it was
 * @after: (nullable): as it is
 * @dialect: decides what is one token
 *
 * What has changed between two statements, by tokens. All spans but the added ones make up @before,
 * all but the removed ones @after; of one change the removed span comes first.
 *
 * Returns: (transfer full) (element-type StudioSqlDiffSpan)
 */
GPtrArray *studio_sql_diff (const char *before, const char *after, StudioDialect dialect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlDiffSpan, studio_sql_diff_span_free)

G_END_DECLS
