/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-report"

#include "report/studio-text-width.h"

static guint
character_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

guint
studio_text_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += character_width (g_utf8_get_char (at));
  return width;
}

char *
studio_text_fit (const char *text, guint columns)
{
  const char *end = text;
  guint width = 0;

  if (studio_text_width (text) <= columns)
    return g_strdup (text);
  while (*end != '\0' && width + character_width (g_utf8_get_char (end)) < columns)
    {
      width += character_width (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

void
studio_text_pad (GString *line, const char *text, guint columns, gboolean right)
{
  guint width = studio_text_width (text);
  guint missing = columns > width ? columns - width : 0;

  if (!right)
    g_string_append (line, text);
  for (guint i = 0; i < missing; i++)
    g_string_append_c (line, ' ');
  if (right)
    g_string_append (line, text);
}
