/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StudioFieldValues:
 * @values: (array zero-terminated=1): as text
 * @labels: (array zero-terminated=1): what people call them in Metabase, in the same order; the
 *   value where it has no other name
 * @more: whether there are more than these
 * @problem: (nullable): why none are known, a sentence
 *
 * The values of a column as Metabase lists them in its filters.
 */
typedef struct
{
  GStrv values;
  GStrv labels;
  gboolean more;
  char *problem;
} StudioFieldValues;

/** studio_field_values_new_problem: Returns: (transfer full): no values, because of @problem */
StudioFieldValues *studio_field_values_new_problem (const char *problem);

/** studio_field_values_copy: Returns: (transfer full) (nullable): @self is (nullable) */
StudioFieldValues *studio_field_values_copy (const StudioFieldValues *self);

/** studio_field_values_equal: whether both say the same; both are (nullable). */
gboolean studio_field_values_equal (const StudioFieldValues *self, const StudioFieldValues *other);

/** studio_field_values_are_all: whether these are all values that there are, and at least one. */
gboolean studio_field_values_are_all (const StudioFieldValues *self);

/** studio_field_values_free: @self is (nullable). */
void studio_field_values_free (StudioFieldValues *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioFieldValues, studio_field_values_free)

G_END_DECLS
