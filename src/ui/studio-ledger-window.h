/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

/** studio_ledger_window_show: shows what language models were asked, to the byte, what they
 * answered and what it cost. */
void studio_ledger_window_show (GtkWindow *parent, StudioSession *session);

G_END_DECLS
