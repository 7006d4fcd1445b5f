/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"
#include "metabase/studio-metabase-client.h"
#include "propose/studio-value-source.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_VALUE_SAMPLER (studio_value_sampler_get_type ())

/**
 * StudioValueSampler: a StudioValueSource that asks Metabase for the commonest values of columns,
 * with a statement that passed the guard.
 *
 * Columns that look as if they were about persons, hold secrets, keys or text that people type, or
 * have many different values are never asked for, whatever the person allowed; nor are values
 * handed on that look like an address or a number of a person.
 */
G_DECLARE_FINAL_TYPE (StudioValueSampler, studio_value_sampler, STUDIO, VALUE_SAMPLER, GObject)

/**
 * studio_value_sampler_new:
 * @columns: those that are allowed, "table.column" with or without a schema before it, in any case
 */
StudioValueSampler *studio_value_sampler_new (StudioMetabaseClient *client,
                                              StudioDatabase *database,
                                              const char *const *columns);

G_END_DECLS
