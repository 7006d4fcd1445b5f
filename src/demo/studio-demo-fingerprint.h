/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-catalogue.h"
#include "demo/studio-demo-connection.h"

G_BEGIN_DECLS

/** How many rows of a table Metabase looks at. */
#define STUDIO_DEMO_FINGERPRINT_ROWS 10000

/**
 * studio_demo_fingerprint_take:
 *
 * Sets the fingerprint and the number of distinct values of every field whose type has one, from
 * the first rows of the table. A table that cannot be read (a view may fail) stays without, as in
 * Metabase.
 */
void studio_demo_fingerprint_take (PGconn *connection, StudioDemoTable *table);

G_END_DECLS
