/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-table.h"

G_BEGIN_DECLS

/* How tables and fields are told about in the window. */

/** studio_field_kind_get_icon: Returns: (transfer none): the name of the icon that stands for it.
 */
const char *studio_field_kind_get_icon (StudioFieldKind kind);

/** studio_field_get_key_icon: Returns: (transfer none) (nullable): of a key, its icon. */
const char *studio_field_get_key_icon (StudioField *field);

/** studio_field_describe: Returns: (transfer full): name, type, where it points and comment. */
char *studio_field_describe (StudioField *field);

/** studio_table_describe: Returns: (transfer full): name, comment, rows and KPIs. */
char *studio_table_describe (StudioTable *table);

/** studio_table_describe_size: Returns: (transfer full) (nullable): how many rows and KPIs it has,
 * as far as that is known. */
char *studio_table_describe_size (StudioTable *table);

G_END_DECLS
