/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "assess/studio-duplicates.h"
#include "metabase/studio-metabase-client.h"
#include "pipeline/studio-session.h"
#include "store/studio-workspace.h"

G_BEGIN_DECLS

/* What the files of the session share; see studio-session.c for the rest. */

StudioMetabaseClient *_studio_session_get_client (StudioSession *self);
StudioWorkspace *_studio_session_get_workspace (StudioSession *self);
const char *_studio_session_get_collection_name (StudioSession *self);
void _studio_session_store (StudioSession *self, StudioKpi *kpi);

/** _studio_session_note_error: turns an error that concerns the connection into state and trouble.
 */
void _studio_session_note_error (StudioSession *self, const GError *error);

G_END_DECLS
