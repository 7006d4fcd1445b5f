/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-text.h"

#include <string.h>

/* json-glib recurses and takes the process down at about 100,000 brackets. */
#define MAX_DEPTH 64

static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  /* Format: directions of writing, zero-width characters, tags. */
  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE ||
         type == G_UNICODE_PRIVATE_USE;
}

char *
studio_llm_text_clean (const char *text, gsize max_characters)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *clean = g_string_new (NULL);
  gboolean space = FALSE;
  gsize characters = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) || c == 0x2028 || c == 0x2029)
        {
          space = clean->len > 0;
          continue;
        }
      if (is_invisible (c))
        continue;
      if (characters + (space ? 1 : 0) >= max_characters)
        {
          g_string_append (clean, "…");
          break;
        }
      if (space)
        g_string_append_c (clean, ' ');
      g_string_append_unichar (clean, c);
      characters += space ? 2 : 1;
      space = FALSE;
    }
  return g_string_free (clean, FALSE);
}

char *
studio_llm_text_quote (const char *text)
{
  GString *quoted = g_string_new ("\"");

  for (const char *at = text; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (quoted, "\\%c", *at);
    else if ((guchar) *at < 0x20 || *at == '<' || *at == '>' || *at == 0x7f)
      g_string_append_printf (quoted, "\\u%04x", (guchar) *at);
    else
      g_string_append_c (quoted, *at);
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

static gboolean
is_shallow (const char *text)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (; *text != '\0'; text++)
    if (quoted)
      {
        if (*text == '\\' && text[1] != '\0')
          text++;
        else if (*text == '"')
          quoted = FALSE;
      }
    else if (*text == '"')
      quoted = TRUE;
    else if (*text == '{' || *text == '[')
      {
        if (++depth > MAX_DEPTH)
          return FALSE;
      }
    else if ((*text == '}' || *text == ']') && depth > 0)
      depth--;
  return TRUE;
}

JsonNode *
studio_llm_text_to_json (const char *text)
{
  if (!is_shallow (text))
    return NULL;
  return json_from_string (text, NULL);
}

double
studio_llm_text_estimate_tokens (const char *text, gboolean older)
{
  double tokens = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c >= 'a' && c <= 'z')
        tokens += 0.21;
      else if (c >= 'A' && c <= 'Z')
        tokens += 0.40;
      else if (c >= '0' && c <= '9')
        tokens += 0.62;
      else if (c == ' ' || c == '\n')
        tokens += 0.07;
      else if (c < 0x80)
        tokens += 0.55;
      else
        {
          GUnicodeScript script = g_unichar_get_script (c);

          if (script == G_UNICODE_SCRIPT_HANGUL)
            tokens += older ? 1.15 : 0.75;
          else if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
                   script == G_UNICODE_SCRIPT_KATAKANA)
            tokens += older ? 1.15 : 0.80;
          else
            tokens += 1.0;
        }
    }
  return tokens;
}
