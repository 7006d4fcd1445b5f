/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-catalogue.h"

G_BEGIN_DECLS

/** studio_demo_quote_name: Returns: (transfer full): "tb""x" for tb"x, with the quotes. */
char *studio_demo_quote_name (const char *name);

/** studio_demo_quote_text: Returns: (transfer full): 'it''s' for it's, with the quotes. */
char *studio_demo_quote_text (const char *text);

/** studio_demo_table_to_sql: Returns: (transfer full): "schema"."table" */
char *studio_demo_table_to_sql (const StudioDemoTable *table);

/**
 * studio_demo_field_to_sql:
 * @qualifier: (nullable): SQL that names the table
 *
 * Returns: (transfer full): the column, or for a key inside a JSON column the way to it with a cast
 * to its type.
 */
char *studio_demo_field_to_sql (const StudioDemoField *field, const char *qualifier);

G_END_DECLS
