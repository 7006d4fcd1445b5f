/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

/**
 * studio_demo_field_filter_make:
 * @column: SQL of the column
 * @widget: "date/all-options", "string/=", "number/between"…
 * @value: what was chosen; an array for several
 *
 * Returns: (transfer full) (nullable): the condition; %NULL when the value cannot be understood
 */
char *studio_demo_field_filter_make (const char *column, const char *widget, JsonNode *value);

G_END_DECLS
