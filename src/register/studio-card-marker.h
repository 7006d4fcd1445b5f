/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StudioCardMarker:
 * @kpi_id: the KPI the card was made from
 * @sql_digest: of its SQL
 * @kpi_digest: (nullable): of all of the KPI that goes into the card
 * @card_digest: (nullable): of what was written into the card
 *
 * The last line of a card's description, which ties it to the workspace. By the KPI's id a card is
 * found again whose reply was lost; by the digests it can be told whether the KPI has changed since
 * (@kpi_digest), and whether somebody has changed the card in Metabase since (@card_digest). Cards
 * of earlier versions of the program have the first two only.
 */
typedef struct
{
  char *kpi_id;
  char *sql_digest;
  char *kpi_digest;
  char *card_digest;
} StudioCardMarker;

/** studio_card_marker_parse: Returns: (transfer full) (nullable): the marker in @description
 * (nullable). */
StudioCardMarker *studio_card_marker_parse (const char *description);
void studio_card_marker_free (StudioCardMarker *self);

/** studio_card_marker_to_text: Returns: (transfer full): the line. */
char *studio_card_marker_to_text (const StudioCardMarker *self);

/** studio_card_marker_strip: Returns: (transfer full): @description (nullable) without its marker
 * and white space at both ends. */
char *studio_card_marker_strip (const char *description);

/** studio_card_marker_digest: Returns: (transfer full): of @sql without outer white space. */
char *studio_card_marker_digest (const char *sql);

/** studio_card_marker_read: like studio_card_marker_parse(), for the two that every marker has:
 * @kpi_id and @digest are (out) (transfer full). Returns: whether there is a marker */
gboolean studio_card_marker_read (const char *description, char **kpi_id, char **digest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioCardMarker, studio_card_marker_free)

G_END_DECLS
