/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_DIFF_VIEW (studio_diff_view_get_type ())

/** StudioDiffView: two texts as one, with the lines that went and came marked by sign and colour.
 */
G_DECLARE_FINAL_TYPE (StudioDiffView, studio_diff_view, STUDIO, DIFF_VIEW, AdwBin)

void studio_diff_view_set_texts (StudioDiffView *self, const char *before, const char *after);

G_END_DECLS
