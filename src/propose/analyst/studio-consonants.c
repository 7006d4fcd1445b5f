/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-consonants.h"

#include <string.h>

/* Fewer letters may be anything. */
#define SHORTEST 3
#define LONGEST 6

struct _StudioConsonants
{
  GHashTable *words; /* consonants (owned) → interned word */
};

StudioConsonants *
studio_consonants_new (void)
{
  StudioConsonants *self = g_new0 (StudioConsonants, 1);

  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static gboolean
is_vowel (char c)
{
  return strchr ("aeiou", c) != NULL;
}

void
studio_consonants_add (StudioConsonants *self, const char *word)
{
  g_autoptr (GString) consonants = g_string_new (NULL);

  for (const char *c = word; *c != '\0'; c++)
    {
      if (!g_ascii_islower (*c))
        return;
      if (c > word && is_vowel (*c))
        continue;
      /* “commission” is abbreviated as “cms” and as “cmms”. */
      g_string_append_c (consonants, *c);
    }
  for (gsize length = SHORTEST; length <= MIN (consonants->len, LONGEST); length++)
    {
      g_autofree char *key = g_strndup (consonants->str, length);

      if (!g_hash_table_contains (self->words, key))
        g_hash_table_insert (self->words, g_steal_pointer (&key),
                             (gpointer) g_intern_string (word));
    }
}

const char *
studio_consonants_find (const StudioConsonants *self, const char *token)
{
  gsize length = strlen (token);

  if (length < SHORTEST || length > LONGEST)
    return NULL;
  for (const char *c = token + 1; *c != '\0'; c++)
    if (!g_ascii_islower (*c) || is_vowel (*c))
      return NULL;
  return g_hash_table_lookup (self->words, token);
}
