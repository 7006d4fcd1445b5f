/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_CONTEXT_ROW (studio_context_row_get_type ())

/**
 * StudioContextRow: one question about the company's data, with the suggested answer to accept, to
 * change, or to be spared from.
 *
 * Signals: "answered": the answer is in the context now, or the question is not to be asked again.
 */
G_DECLARE_FINAL_TYPE (StudioContextRow,
                      studio_context_row,
                      STUDIO,
                      CONTEXT_ROW,
                      AdwPreferencesGroup)

/** studio_context_row_new: @inquiry is copied as far as it is needed. */
GtkWidget *studio_context_row_new (const StudioInquiry *inquiry, StudioContext *context);

G_END_DECLS
