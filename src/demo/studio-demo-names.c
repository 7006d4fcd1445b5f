/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-names.h"

#include <string.h>

static const char *const acronyms[] = { "id", "url", "ip", "uid", "uuid", "guid" };

#define ARROW " \xe2\x86\x92 "

static void
append_word (GString *out, const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  const char *rest = g_utf8_next_char (lower);
  g_autofree char *first = g_utf8_strup (lower, rest - lower);

  if (out->len > 0 && !g_str_has_suffix (out->str, ": "))
    g_string_append_c (out, ' ');
  for (gsize i = 0; i < G_N_ELEMENTS (acronyms); i++)
    if (strcmp (acronyms[i], lower) == 0)
      {
        g_autofree char *upper = g_utf8_strup (lower, -1);

        g_string_append (out, upper);
        return;
      }
  g_string_append (out, first);
  g_string_append (out, rest);
}

static void
append_name (GString *out, const char *name)
{
  g_autoptr (GRegex) regex = g_regex_new ("[-_\\s]+|(?<=[a-z])(?=[A-Z])", 0, 0, NULL);
  g_auto (GStrv) words = g_regex_split (regex, name, 0);

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      append_word (out, words[i]);
}

char *
studio_demo_names_humanize (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ARROW, -1);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, ": ");
      append_name (out, parts[i]);
    }
  if (out->len == 0)
    g_string_append (out, name);
  return g_string_free (out, FALSE);
}

char *
studio_demo_names_slugify (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  GString *slug = g_string_new (NULL);

  for (const char *c = lower; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (slug, *c);
      else if ((guchar) *c >= 0x80)
        g_string_append_printf (slug, "%%%02X", (guchar) *c);
      else
        g_string_append_c (slug, '_');
    }
  return g_string_free (slug, FALSE);
}
