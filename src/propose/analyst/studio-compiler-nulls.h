/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-definition.h"

G_BEGIN_DECLS

/** _studio_compiler_may_be_null: whether @expression, a column of @definition, can be NULL in its
 * result as far as @definition itself tells: filters and what it is made of rule it out, a column
 * of a table that may not be NULL is not known as such. */
gboolean _studio_compiler_may_be_null (const StudioDefinition *definition,
                                       const StudioExpression *expression);

G_END_DECLS
