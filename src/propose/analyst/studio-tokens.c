/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-tokens.h"

/* Nearly all names are ASCII, for which Unicode's tables need not be asked, and a schema has many.
 */

static gboolean
is_upper (gunichar c)
{
  return c < 0x80 ? g_ascii_isupper ((char) c) : g_unichar_isupper (c);
}

static gboolean
is_lower (gunichar c)
{
  return c < 0x80 ? g_ascii_islower ((char) c) : g_unichar_islower (c);
}

static gboolean
is_digit (gunichar c)
{
  return c < 0x80 ? g_ascii_isdigit ((char) c) : g_unichar_isdigit (c);
}

static gboolean
is_alnum (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c);
}

static void
append_lower (GString *token, gunichar c)
{
  if (c < 0x80)
    g_string_append_c (token, g_ascii_tolower ((char) c));
  else
    g_string_append_unichar (token, g_unichar_tolower (c));
}

GPtrArray *
studio_tokens_of (const char *name)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) token = g_string_sized_new (32);
  gunichar before = 0;
  gunichar now = g_utf8_get_char (name);

  for (const char *c = name;; c = g_utf8_next_char (c))
    {
      gunichar next = now != 0 ? g_utf8_get_char (g_utf8_next_char (c)) : 0;
      gboolean border =
          (is_upper (now) && (is_lower (before) || (is_upper (before) && is_lower (next)))) ||
          (is_digit (now) != is_digit (before) && before != 0);

      if (token->len > 0 && (border || !is_alnum (now)))
        {
          g_ptr_array_add (tokens, g_strndup (token->str, token->len));
          g_string_truncate (token, 0);
        }
      if (now == 0)
        break;
      if (is_alnum (now))
        append_lower (token, now);
      before = is_alnum (now) ? now : 0;
      now = next;
    }
  return tokens;
}
