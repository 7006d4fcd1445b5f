/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-lenient-string.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define REPLACEMENT 0xFFFD

static const char *
skip_comment (const char *at)
{
  const char *end;

  if (g_str_has_prefix (at, "//"))
    return at + strcspn (at, "\n");
  end = strstr (at + 2, "*/");
  return end != NULL ? end + 2 : at + strlen (at);
}

/* No-break spaces, wide ones, and those without a width. */
static gboolean
is_wide_space (const char *at)
{
  gunichar c = (*at & 0x80) != 0 ? g_utf8_get_char (at) : 0;

  return c != 0 && (g_unichar_isspace (c) || c == 0x200b || c == 0x2060);
}

const char *
studio_lenient_skip_space (const char *at)
{
  while (TRUE)
    {
      if (g_ascii_isspace (*at))
        at++;
      else if (is_wide_space (at))
        at = g_utf8_next_char (at);
      else if (g_str_has_prefix (at, "//") || g_str_has_prefix (at, "/*"))
        at = skip_comment (at);
      else if (g_str_has_prefix (at, BYTE_ORDER_MARK))
        at += strlen (BYTE_ORDER_MARK);
      else
        return at;
    }
}

/* The quotes that may close a string, by the one that opened it. */
static const char *
closing_quote (const char *at)
{
  if (*at == '"')
    return "\"";
  if (*at == '\'')
    return "'";
  if (*at == '`')
    return "`";
  if (g_str_has_prefix (at, "“") || g_str_has_prefix (at, "„"))
    return "”";
  if (g_str_has_prefix (at, "”"))
    return "”";
  if (g_str_has_prefix (at, "‘"))
    return "’";
  return NULL;
}

gboolean
studio_lenient_string_begins (const char *at)
{
  return closing_quote (at) != NULL;
}

static gboolean
is_comma (const char *at)
{
  return *at == ',' || g_str_has_prefix (at, "，");
}

/* Two of them are a cast of PostgreSQL. */
static gboolean
is_colon (const char *at)
{
  return (*at == ':' && at[1] != ':') || g_str_has_prefix (at, "：");
}

/* The next @quote that no backslash stands before. */
static const char *
find_quote (const char *at, const char *quote)
{
  for (; *at != '\0'; at++)
    {
      if (g_str_has_prefix (at, quote))
        return at;
      if (*at == '\\' && at[1] != '\0')
        at++;
    }
  return NULL;
}

/* Whether a key and its colon stand at @at; a key has no bare quote or line break in it. */
static gboolean
key_follows (const char *at)
{
  const char *closing = closing_quote (at);
  const char *end;

  if (closing != NULL)
    {
      const char *first = g_utf8_next_char (at);

      end = find_quote (first, closing);
      if (end == NULL || memchr (first, '\n', end - first) != NULL || end == first)
        return FALSE;
      return is_colon (studio_lenient_skip_space (end + strlen (closing)));
    }
  end = at;
  while (g_ascii_isalnum (*end) || *end == '_' || *end == '-')
    end++;
  return end > at && !g_ascii_isdigit (*at) && is_colon (studio_lenient_skip_space (end));
}

static gboolean
value_follows (const char *at)
{
  return *at == '\0' || *at == '{' || *at == '[' || *at == ']' || *at == '.' ||
         g_ascii_isdigit (*at) || *at == '-' || closing_quote (at) != NULL ||
         g_str_has_prefix (at, "…") || g_ascii_isalpha (*at);
}

/* Whether the text ends inside a string that begins at @at, or right behind it. */
static gboolean
breaks_off (const char *at)
{
  const char *closing = closing_quote (at);
  const char *end = closing != NULL ? find_quote (g_utf8_next_char (at), closing) : NULL;

  return closing != NULL &&
         (end == NULL || *studio_lenient_skip_space (end + strlen (closing)) == '\0');
}

/* Whether what follows a quote shows that the quote closes the string. */
static gboolean
closes (const char *after, StudioLenientContext context)
{
  const char *next = studio_lenient_skip_space (after);
  const char *beyond;

  /* No key has a quote in it; whether a colon follows is for the caller to see. */
  if (context == STUDIO_LENIENT_KEY)
    return TRUE;
  if (*next == '\0' || *next == '}')
    return TRUE;
  if (*next == ']')
    return context == STUDIO_LENIENT_ELEMENT;
  if (*next == '+')
    return TRUE;
  if (context == STUDIO_LENIENT_MEMBER)
    {
      if (!is_comma (next))
        return key_follows (next);
      beyond = studio_lenient_skip_space (g_utf8_next_char (next));
      return *beyond == '\0' || *beyond == '}' || g_str_has_prefix (beyond, "...") ||
             g_str_has_prefix (beyond, "…") || key_follows (beyond) || breaks_off (beyond);
    }
  if (!is_comma (next))
    return closing_quote (next) != NULL || *next == '{';
  return value_follows (studio_lenient_skip_space (g_utf8_next_char (next)));
}

static int
read_hex (const char *at)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (at[i]);
    }
  return value;
}

/* \uXXXX, and a second one that makes it whole; half of a pair becomes U+FFFD. */
static const char *
read_unicode_escape (const char *at, GString *text, const char **doubt)
{
  int first = read_hex (at + 2);
  int second = -1;

  if (first < 0)
    {
      g_string_append_c (text, '\\');
      return at + 1;
    }
  if (first == 0)
    {
      *doubt = _ ("it contains a NUL character");
      return at + 6;
    }
  if (first >= 0xD800 && first < 0xDC00 && at[6] == '\\' && at[7] == 'u')
    second = read_hex (at + 8);
  if (second >= 0xDC00 && second < 0xE000)
    {
      g_string_append_unichar (text, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
      return at + 12;
    }
  g_string_append_unichar (text, first >= 0xD800 && first < 0xE000 ? REPLACEMENT : first);
  return at + 6;
}

/* A backslash in front of anything else stays: it belongs to the SQL, as in LIKE 'a\_b'. */
static const char *
read_escape (const char *at, GString *text, const char **doubt)
{
  static const char names[] = "\"\\/'bfnrt";
  static const char values[] = "\"\\/'\b\f\n\r\t";
  const char *found;

  if (at[1] == 'u')
    return read_unicode_escape (at, text, doubt);
  found = at[1] != '\0' ? strchr (names, at[1]) : NULL;
  if (found == NULL)
    {
      g_string_append_c (text, '\\');
      return at + 1;
    }
  g_string_append_c (text, values[found - names]);
  return at + 2;
}

/* Python's text over several lines: it ends with the last three quotes in a row that something
 * fitting follows. With others before them its end is not certain. */
static gboolean
read_tripled (const char *at,
              StudioLenientContext context,
              GString *text,
              const char **end,
              const char **doubt)
{
  const char quote = *at;

  at += 3;
  while (*at != '\0')
    {
      if (*at == '\\')
        at = read_escape (at, text, doubt);
      else if (*at != quote || at[1] != quote || at[2] != quote || at[3] == quote)
        g_string_append_c (text, *at++);
      else if (closes (at + 3, context))
        {
          *end = at + 3;
          return TRUE;
        }
      else
        {
          *doubt = _ ("it is quoted three times, so that its end is not certain");
          g_string_append_len (text, at, 3);
          at += 3;
        }
    }
  *end = at;
  return FALSE;
}

/* Quotes inside a text come in pairs around something, as names in SQL and words in prose have
 * them; anything else may be JSON that the string has swallowed. */
static gboolean
fits (char before, char after, gboolean opening)
{
  if (opening)
    return strchr (" \t\n(,.=<>|+-*/:[\"", before) != NULL && after != '\0' &&
           strchr (" \t\n,;)}]:", after) == NULL;
  return strchr (" \t\n", before) == NULL;
}

gboolean
studio_lenient_string_read (const char *at,
                            StudioLenientContext context,
                            GString *text,
                            const char **end,
                            guint *inner_quotes,
                            const char **doubt)
{
  const char *closing = closing_quote (at);
  gboolean single = *at == '\'';
  guint quotes = 0;

  if (g_str_has_prefix (at, "\"\"\"") || g_str_has_prefix (at, "'''"))
    return read_tripled (at, context, text, end, doubt);
  at = g_utf8_next_char (at);
  while (*at != '\0')
    {
      if (*at == '\\')
        at = read_escape (at, text, doubt);
      else if (g_str_has_prefix (at, closing))
        {
          const char *after = at + strlen (closing);

          if (closes (after, context) && !(single && *after == '\''))
            {
              if (quotes % 2 == 1)
                *doubt = _ ("its quotes are not certain");
              *inner_quotes += quotes;
              *end = after;
              return TRUE;
            }
          if (single)
            *doubt = _ ("it is in single quotes and contains some, so that its end is not certain");
          quotes++;
          if (!fits (at[-1], *after, quotes % 2 == 1))
            *doubt = _ ("its quotes are not certain");
          g_string_append_len (text, at, after - at);
          at = after;
        }
      else
        {
          g_string_append_c (text, *at);
          at++;
        }
    }
  *end = at;
  return FALSE;
}
