/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-writer.h"

G_BEGIN_DECLS

/**
 * studio_demo_values_write:
 * @oid: the column's type in pg_type
 * @text: the value in PostgreSQL's text format
 * @big_as_text: whether whole numbers that JavaScript cannot hold are written as strings
 *
 * Writes a value as Metabase does: times with "Z" in the results' time zone (UTC), dates as
 * midnight, decimals as numbers, JSON and arrays as text, bytes by their first four.
 */
void studio_demo_values_write (StudioDemoWriter *writer,
                               guint oid,
                               const char *text,
                               gboolean big_as_text);

G_END_DECLS
