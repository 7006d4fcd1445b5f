/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-metabase-numbers.h"

#include <string.h>

/* What every 64-bit integer and every double can hold. */
#define INTEGER_DIGITS 18
#define DECIMAL_DIGITS 15

/* The character behind the string that begins at @at. */
static gsize
skip_string (const char *json, gsize length, gsize at)
{
  for (at++; at < length && json[at] != '"'; at++)
    if (json[at] == '\\')
      at++;
  return MIN (at + 1, length);
}

static gboolean
is_long (const char *number, gsize length)
{
  gboolean decimal = FALSE;
  gsize digits = 0;

  for (gsize i = 0; i < length; i++)
    if (number[i] == 'e' || number[i] == 'E')
      return FALSE;
    else if (number[i] == '.')
      decimal = TRUE;
    else if (g_ascii_isdigit (number[i]) && (digits > 0 || number[i] != '0'))
      digits++;
  return digits > (decimal ? DECIMAL_DIGITS : INTEGER_DIGITS);
}

GBytes *
studio_metabase_quote_long_numbers (const char *json, gsize length)
{
  g_autoptr (GByteArray) quoted = NULL;
  gsize kept = 0;
  gsize at = 0;

  while (at < length)
    {
      gsize start = at;

      if (json[at] == '"')
        at = skip_string (json, length, at);
      else if (json[at] != '-' && !g_ascii_isdigit (json[at]))
        at++;
      else
        {
          while (at < length && json[at] != '\0' && strchr ("0123456789+-.eE", json[at]) != NULL)
            at++;
          if (!is_long (json + start, at - start))
            continue;
          if (quoted == NULL)
            quoted = g_byte_array_sized_new ((guint) length + 64);
          g_byte_array_append (quoted, (const guint8 *) json + kept, (guint) (start - kept));
          g_byte_array_append (quoted, (const guint8 *) "\"", 1);
          g_byte_array_append (quoted, (const guint8 *) json + start, (guint) (at - start));
          g_byte_array_append (quoted, (const guint8 *) "\"", 1);
          kept = at;
        }
    }
  if (quoted == NULL)
    return NULL;
  g_byte_array_append (quoted, (const guint8 *) json + kept, (guint) (length - kept));
  return g_byte_array_free_to_bytes (g_steal_pointer (&quoted));
}
