/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-version.h"

#include <glib/gi18n.h>

StudioDemoVersion *
studio_demo_version_parse (const char *text, GError **error)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^v?(?:[01]\\.)?(\\d\\d)(?:\\.(\\d+))?(?:\\.\\d+)*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *minor = NULL;
  g_autofree char *patch = NULL;
  StudioDemoVersion *self = NULL;
  guint number = 0;

  if (g_regex_match (regex, text, 0, &match))
    {
      minor = g_match_info_fetch (match, 1);
      patch = g_match_info_fetch (match, 2);
      number = (guint) g_ascii_strtoull (minor, NULL, 10);
    }
  if (number < STUDIO_DEMO_OLDEST_MINOR || number > STUDIO_DEMO_NEWEST_MINOR)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no Metabase version from 0.%d to 0.%d"), text,
                   STUDIO_DEMO_OLDEST_MINOR, STUDIO_DEMO_NEWEST_MINOR);
      return NULL;
    }
  self = g_new0 (StudioDemoVersion, 1);
  self->minor = number;
  self->patch = patch != NULL && *patch != '\0' ? (guint) g_ascii_strtoull (patch, NULL, 10) : 1;
  self->tag = g_strdup_printf ("v0.%u.%u", self->minor, self->patch);
  return self;
}

void
studio_demo_version_free (StudioDemoVersion *self)
{
  if (self == NULL)
    return;
  g_free (self->tag);
  g_free (self);
}

gboolean
studio_demo_version_from (const StudioDemoVersion *self, guint minor)
{
  return self->minor >= minor;
}

gboolean
studio_demo_version_requires_color (const StudioDemoVersion *self)
{
  return self->minor < 47 || (self->minor == 47 && self->patch < 4);
}
