/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-explanation.h"

G_BEGIN_DECLS

/** _studio_explanation_new: Returns: (transfer full): of the table that @analysis is about */
StudioExplanation *_studio_explanation_new (const StudioAnalysis *analysis);

G_END_DECLS
