/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** studio_process_forbid_core_dumps: from now on, should this process crash, nothing of its memory,
 * in which passwords and keys are, is written anywhere. */
void studio_process_forbid_core_dumps (void);

/** studio_process_forbid_tracing: other processes of the same user can no longer look into this
 * one either. Not for programs with a window: desktop portals have to recognise them. */
void studio_process_forbid_tracing (void);

G_END_DECLS
