/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * studio_sql_abbreviations_equal:
 * @time: (out): whether the words that differ are about points in time
 *
 * Whether two names have the same words between “_” but for one, of which each says the same as the
 * other (“order_date”, “order_dt”; data/engine/sql/abbreviations.txt). With points in time the verb
 * may be in the past (“order_date”, “ordered_at”).
 */
gboolean studio_sql_abbreviations_equal (const char *a, const char *b, gboolean *time);

G_END_DECLS
