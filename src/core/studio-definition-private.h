/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-definition.h"

G_BEGIN_DECLS

/* Both append an object to @text, as a member called @name where that is not %NULL; see
 * studio-json-writer.h. */
void _studio_expression_write_json (const StudioExpression *self, GString *text, const char *name);
void _studio_definition_write_json (const StudioDefinition *self, GString *text, const char *name);

G_END_DECLS
