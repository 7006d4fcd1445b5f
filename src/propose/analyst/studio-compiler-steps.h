/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-compiler-private.h"

G_BEGIN_DECLS

/* What rewriting a definition in steps is made of. */

/** _studio_compiler_ensure_column: Returns: (transfer none): the name of the column of @definition
 * that has the value of @expression, which gets one when there is none; called like @name. */
const char *_studio_compiler_ensure_column (StudioDefinition *definition,
                                            const StudioExpression *expression,
                                            const char *name);

/** _studio_compiler_same_rows: Returns: (transfer full): the rows that @definition reads, without
 * columns. */
StudioDefinition *_studio_compiler_same_rows (const StudioDefinition *definition);

/** _studio_compiler_same_order: sorts and cuts @result as @definition is. */
void _studio_compiler_same_order (const StudioDefinition *definition, StudioDefinition *result);

G_END_DECLS
