/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_FILTER_CHIP (studio_filter_chip_get_type ())

/**
 * StudioFilterChip: a small button that opens a list of values to filter by, and shows the one that
 * is chosen.
 *
 * Properties: title (what is filtered by), value (the id chosen, nullable: %NULL for any).
 */
G_DECLARE_FINAL_TYPE (StudioFilterChip, studio_filter_chip, STUDIO, FILTER_CHIP, AdwBin)

/**
 * studio_filter_chip_set_choices:
 * @ids: %NULL-terminated
 * @titles: %NULL-terminated, as many: what the person reads
 *
 * A chosen value that is not among @ids any more stays chosen.
 */
void studio_filter_chip_set_choices (StudioFilterChip *self,
                                     const char *const *ids,
                                     const char *const *titles);

const char *studio_filter_chip_get_value (StudioFilterChip *self);

/** studio_filter_chip_set_value: @value is (nullable). */
void studio_filter_chip_set_value (StudioFilterChip *self, const char *value);

G_END_DECLS
