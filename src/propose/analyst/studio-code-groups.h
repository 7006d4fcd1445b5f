/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-schema-index.h"

G_BEGIN_DECLS

/** studio_schema_index_get_code_table: whether there is a table of common codes, in @codes (out);
 * valid until the index changes. */
gboolean studio_schema_index_get_code_table (StudioSchemaIndex *self, StudioCodeTable *codes);

/**
 * studio_code_groups_new:
 * @senses: of the database
 *
 * Returns: (transfer full): the groups that the field of @codes’ group is known to hold, by what
 * they are called; empty when none are known
 */
GHashTable *studio_code_groups_new (const StudioCodeTable *codes, const StudioSenses *senses);

/**
 * studio_code_groups_match:
 * @reading: (nullable): of @column's table
 *
 * Returns: (transfer none) (nullable): the group that is called as @column is: ORD_STT_CD or
 * ORDER_STATUS for “ord_stt_cd” of any table, and for “stt_cd” of the orders
 */
const char *studio_code_groups_match (GHashTable *groups,
                                      const StudioReading *reading,
                                      const StudioColumn *column);

G_END_DECLS
