/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioDiffKind: what became of a line. */
typedef enum
{
  STUDIO_DIFF_SAME,
  STUDIO_DIFF_REMOVED,
  STUDIO_DIFF_ADDED,
} StudioDiffKind;

/** StudioDiffLine: a line of either text, or of both. */
typedef struct
{
  StudioDiffKind kind;
  char *text;
} StudioDiffLine;

/**
 * studio_diff_lines:
 * @before: a text
 * @after: another
 *
 * The fewest lines that have to go and come to make @after of @before.
 *
 * Returns: (transfer full) (element-type StudioDiffLine): in order, removed before added
 */
GPtrArray *studio_diff_lines (const char *before, const char *after);

G_END_DECLS
