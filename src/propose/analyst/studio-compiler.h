/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-definition.h"

G_BEGIN_DECLS

/**
 * studio_compiler_supports:
 * @dialect: the database's dialect
 *
 * Whether definitions can be compiled for @dialect.
 */
gboolean studio_compiler_supports (StudioDialect dialect);

/**
 * studio_compiler_compile:
 * @definition: what is asked
 * @dialect: the database's dialect
 * @error: %STUDIO_ERROR_INPUT when the dialect has no compiler, or no way to say an operator
 *
 * Writes @definition as one SELECT statement, laid out for people and without a final semicolon.
 * Definitions inside definitions become common table expressions.
 *
 * Returns: (transfer full) (nullable)
 */
char *
studio_compiler_compile (const StudioDefinition *definition, StudioDialect dialect, GError **error);

G_END_DECLS
