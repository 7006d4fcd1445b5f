/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-result.h"

G_BEGIN_DECLS

/** studio_chart_label_rows: Returns: (transfer full): what the value in @axis of each row is called
 * along an axis; dates are as coarse as all of them allow. */
GStrv studio_chart_label_rows (StudioResult *result, guint axis);

G_END_DECLS
