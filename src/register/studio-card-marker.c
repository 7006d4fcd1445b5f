/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-card-marker.h"

#include <string.h>

#define PREFIX "KPI Studio: "
#define DIGEST_LENGTH 16

/* The last word of a marker is two digests of this length. */
#define HALF_LENGTH 8

char *
studio_card_marker_digest (const char *sql)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (sql));
  g_autofree char *whole = g_compute_checksum_for_string (G_CHECKSUM_SHA256, trimmed, -1);

  return g_strndup (whole, DIGEST_LENGTH);
}

void
studio_card_marker_free (StudioCardMarker *self)
{
  g_free (self->kpi_id);
  g_free (self->sql_digest);
  g_free (self->kpi_digest);
  g_free (self->card_digest);
  g_free (self);
}

static const char *
find (const char *description)
{
  return description != NULL ? g_strrstr (description, PREFIX) : NULL;
}

StudioCardMarker *
studio_card_marker_parse (const char *description)
{
  const char *mark = find (description);
  g_auto (GStrv) words = NULL;
  StudioCardMarker *self;

  if (mark == NULL)
    return NULL;
  words = g_strsplit_set (mark + strlen (PREFIX), " \n\r", 4);
  if (words[0] == NULL || words[1] == NULL || strlen (words[1]) != DIGEST_LENGTH ||
      !g_uuid_string_is_valid (words[0]))
    return NULL;
  self = g_new0 (StudioCardMarker, 1);
  self->kpi_id = g_strdup (words[0]);
  self->sql_digest = g_strdup (words[1]);
  if (words[2] != NULL && strlen (words[2]) == 2 * HALF_LENGTH)
    {
      self->kpi_digest = g_strndup (words[2], HALF_LENGTH);
      self->card_digest = g_strdup (words[2] + HALF_LENGTH);
    }
  return self;
}

char *
studio_card_marker_to_text (const StudioCardMarker *self)
{
  return g_strdup_printf (PREFIX "%s %s %.*s%.*s", self->kpi_id, self->sql_digest, HALF_LENGTH,
                          self->kpi_digest, HALF_LENGTH, self->card_digest);
}

char *
studio_card_marker_strip (const char *description)
{
  const char *mark = find (description);

  if (mark == NULL)
    return g_strstrip (g_strdup (description != NULL ? description : ""));
  return g_strstrip (g_strndup (description, mark - description));
}

gboolean
studio_card_marker_read (const char *description, char **kpi_id, char **digest)
{
  g_autoptr (StudioCardMarker) marker = studio_card_marker_parse (description);

  if (marker == NULL)
    return FALSE;
  *kpi_id = g_steal_pointer (&marker->kpi_id);
  *digest = g_steal_pointer (&marker->sql_digest);
  return TRUE;
}
