/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-compiler-private.h"

G_BEGIN_DECLS

/** _studio_compiler_groups_windows: whether @definition groups rows and has a window function that
 * names an expression by which it groups. */
gboolean _studio_compiler_groups_windows (const StudioDefinition *definition);

/**
 * _studio_compiler_windows_apart:
 * @definition: groups rows; its unions are left out
 *
 * What asks the same in two steps: the groups, and window functions over them.
 *
 * Returns: (transfer full)
 */
StudioDefinition *_studio_compiler_windows_apart (const StudioDefinition *definition);

G_END_DECLS
