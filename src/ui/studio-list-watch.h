/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_LIST_WATCH (studio_list_watch_get_type ())

/**
 * StudioListWatch: tells when a list, or a property of one of its items, has changed: filters and
 * sorters of GTK 4.8 look at items only when these come and go.
 *
 * Signals: "changed": once for all changes within its delay.
 */
G_DECLARE_FINAL_TYPE (StudioListWatch, studio_list_watch, STUDIO, LIST_WATCH, GObject)

/**
 * studio_list_watch_new:
 * @model: whose items are watched; a reference is kept
 * @properties: %NULL-terminated names of the properties that matter; static
 * @delay: milliseconds in which changes are collected
 */
StudioListWatch *
studio_list_watch_new (GListModel *model, const char *const *properties, guint delay);

/** studio_list_watch_flush: emits "changed" now if it is due. */
void studio_list_watch_flush (StudioListWatch *self);

G_END_DECLS
