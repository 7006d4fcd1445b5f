/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_CATEGORY (studio_category_get_type ())

/** StudioCategory: a business function that KPIs are filed under. Immutable. Properties: name,
 * description, color. */
G_DECLARE_FINAL_TYPE (StudioCategory, studio_category, STUDIO, CATEGORY, GObject)

const char *studio_category_get_name (StudioCategory *self);
const char *studio_category_get_description (StudioCategory *self);

/** studio_category_get_color: "#RRGGBB", for its collection. */
const char *studio_category_get_color (StudioCategory *self);

/** studio_category_get_words: lower-case words of names and comments that point to it. */
const char *const *studio_category_get_words (StudioCategory *self);

/**
 * studio_categories_get_default:
 *
 * The ten business functions of data/engine/categories.json.
 *
 * Returns: (transfer none): a GListModel of StudioCategory, made once, readable from any thread
 */
GListModel *studio_categories_get_default (void);

/**
 * studio_categories_load:
 * @json: an array like that of categories.json
 * @error: %STUDIO_ERROR_INPUT when it is not
 *
 * Returns: (transfer full) (nullable)
 */
GListModel *studio_categories_load (GBytes *json, GError **error);

/**
 * studio_categories_guess:
 * @categories: of StudioCategory
 * @words: %NULL-terminated lower-case words, the most telling first (table name, then columns,
 * comments)
 *
 * The category most of the words point to; earlier words count for more.
 *
 * Returns: (transfer none) (nullable): %NULL when no word points anywhere
 */
StudioCategory *studio_categories_guess (GListModel *categories, const char *const *words);

G_END_DECLS
