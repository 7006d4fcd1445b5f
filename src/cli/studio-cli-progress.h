/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pipeline/studio-run.h"

G_BEGIN_DECLS

/** StudioCliProgress: how far something is, on standard error: a bar on a terminal, lines
 * otherwise. */
typedef struct _StudioCliProgress StudioCliProgress;

/** studio_cli_progress_new: @quiet says nothing at all. */
StudioCliProgress *studio_cli_progress_new (gboolean quiet);

/** studio_cli_progress_free: takes the bar away. */
void studio_cli_progress_free (StudioCliProgress *self);

/** studio_cli_progress_follow: shows how @run goes on, until studio_cli_progress_clear(). */
void studio_cli_progress_follow (StudioCliProgress *self, StudioRun *run);

/** studio_cli_progress_step: @message says what is being done; @total 0 when nobody knows how much
 * there is. */
void
studio_cli_progress_step (StudioCliProgress *self, const char *message, guint done, guint total);

/** studio_cli_progress_clear: takes the bar away, before other text is written. */
void studio_cli_progress_clear (StudioCliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioCliProgress, studio_cli_progress_free)

G_END_DECLS
