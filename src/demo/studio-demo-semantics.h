/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-catalogue.h"

G_BEGIN_DECLS

/**
 * StudioDemoSemantics: what Metabase concludes from names and fingerprints: semantic types of
 * fields, entity types of tables. Its rules are in `name-rules.json`.
 */
typedef struct _StudioDemoSemantics StudioDemoSemantics;

StudioDemoSemantics *studio_demo_semantics_new (void);
void studio_demo_semantics_free (StudioDemoSemantics *self);

/** studio_demo_semantics_classify_table: sets the entity type. */
void studio_demo_semantics_classify_table (StudioDemoSemantics *self, StudioDemoTable *table);

/**
 * studio_demo_semantics_classify_field:
 *
 * Sets the semantic type, unless it is a key. Call it when the fingerprint is there: e-mail
 * addresses, web addresses and categories are recognised by it.
 */
void studio_demo_semantics_classify_field (StudioDemoSemantics *self, StudioDemoField *field);

/** studio_demo_semantics_get_field_values: Returns: "list", "search" or "none". */
const char *studio_demo_semantics_get_field_values (const StudioDemoField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoSemantics, studio_demo_semantics_free)

G_END_DECLS
