/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The last line of a card's description ties it to the workspace: the KPI's id, and a digest of the
 * SQL that was registered. By the first a card is found again whose reply was lost; by the second
 * it can be told whether somebody has changed its SQL in Metabase since.
 */

/** studio_card_marker_new: Returns: (transfer full): the line for a KPI and its SQL. */
char *studio_card_marker_new (const char *kpi_id, const char *sql);

/**
 * studio_card_marker_read:
 * @description: (nullable): a card's description
 * @kpi_id: (out) (transfer full): the KPI's id
 * @digest: (out) (transfer full): the digest of the SQL
 *
 * Returns: whether there is a marker
 */
gboolean studio_card_marker_read (const char *description, char **kpi_id, char **digest);

/** studio_card_marker_digest: Returns: (transfer full): of @sql without outer white space. */
char *studio_card_marker_digest (const char *sql);

G_END_DECLS
