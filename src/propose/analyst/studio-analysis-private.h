/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/** _studio_analysis_free_source: Returns: (transfer full): @name, with a number where a source of
 * @definition is called so already */
char *_studio_analysis_free_source (const StudioDefinition *definition, const char *name);

G_END_DECLS
