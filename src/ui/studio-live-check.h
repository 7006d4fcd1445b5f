/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_LIVE_CHECK (studio_live_check_get_type ())

/**
 * StudioLiveCheck: looks at SQL while it is typed, without sending it anywhere: parses, guards and
 * lints it in a thread, a moment after the last key.
 *
 * Signals: "checked" (GPtrArray of StudioFinding): what was found about the text as it is now.
 */
G_DECLARE_FINAL_TYPE (StudioLiveCheck, studio_live_check, STUDIO, LIVE_CHECK, GObject)

StudioLiveCheck *studio_live_check_new (void);

/** studio_live_check_set_database: @database is (nullable): what names are looked up in. */
void studio_live_check_set_database (StudioLiveCheck *self, StudioDatabase *database);

/** studio_live_check_queue: @sql is looked at when no other comes within a moment. */
void studio_live_check_queue (StudioLiveCheck *self, const char *sql);

/** studio_live_check_stop: forgets what was asked; nothing is emitted for it. */
void studio_live_check_stop (StudioLiveCheck *self);

G_END_DECLS
