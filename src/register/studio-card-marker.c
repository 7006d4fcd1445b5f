/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-card-marker.h"

#include <string.h>

#define PREFIX "KPI Studio: "
#define DIGEST_LENGTH 16

char *
studio_card_marker_digest (const char *sql)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (sql));
  g_autofree char *whole = g_compute_checksum_for_string (G_CHECKSUM_SHA256, trimmed, -1);

  return g_strndup (whole, DIGEST_LENGTH);
}

char *
studio_card_marker_new (const char *kpi_id, const char *sql)
{
  g_autofree char *digest = studio_card_marker_digest (sql);

  return g_strdup_printf (PREFIX "%s %s", kpi_id, digest);
}

gboolean
studio_card_marker_read (const char *description, char **kpi_id, char **digest)
{
  const char *mark = description != NULL ? g_strrstr (description, PREFIX) : NULL;
  g_auto (GStrv) words = NULL;

  if (mark == NULL)
    return FALSE;
  words = g_strsplit_set (mark + strlen (PREFIX), " \n\r", 3);
  if (words[0] == NULL || words[1] == NULL || strlen (words[1]) != DIGEST_LENGTH ||
      !g_uuid_string_is_valid (words[0]))
    return FALSE;
  *kpi_id = g_strdup (words[0]);
  *digest = g_strdup (words[1]);
  return TRUE;
}
