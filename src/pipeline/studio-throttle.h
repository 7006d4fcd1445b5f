/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** STUDIO_THROTTLE_MOST: queries side by side that no database is asked to exceed: Metabase itself
 * has 15 connections to each, for all its users. */
#define STUDIO_THROTTLE_MOST 8

/**
 * StudioThrottle:
 * @width: how many queries may run side by side now
 *
 * How much a database is asked to do at once: a fixed number, or as much as it does quickly.
 */
typedef struct
{
  guint width;
  guint least;
  guint most;
  guint quick; /* answers in a row since the width last changed */
} StudioThrottle;

/** studio_throttle_init: @fixed is the number of queries, 0 to find it out. */
void studio_throttle_init (StudioThrottle *self, guint fixed);

/** studio_throttle_note: the database took so many milliseconds for a query; -1: it gave none. */
void studio_throttle_note (StudioThrottle *self, gint64 milliseconds);

G_END_DECLS
