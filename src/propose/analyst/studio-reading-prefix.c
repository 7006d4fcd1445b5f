/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-reading.h"

#include <string.h>

/* Columns of fewer than these have no custom of naming. */
#define FEW_COLUMNS 3
/* Longer words say something. */
#define LONGEST 4

/* The prefix of @name with its “_”, %NULL where it has none that is short enough. */
static char *
dup_prefix (const char *name)
{
  const char *border = strchr (name, '_');

  if (border == NULL || border == name || border[1] == '\0' || border - name > LONGEST)
    return NULL;
  return g_ascii_strdown (name, border - name + 1);
}

gsize
_studio_reading_skip_prefix (StudioField *field, const char *prefix)
{
  const char *name = studio_field_get_name (field);

  if (prefix == NULL || studio_field_is_nested (field) ||
      g_ascii_strncasecmp (name, prefix, strlen (prefix)) != 0 || name[strlen (prefix)] == '\0')
    return 0;
  return strlen (prefix);
}

/* Whether the letters of @word occur in @name in the same order, the first one first. */
static gboolean
abbreviates (const char *word, const char *name)
{
  if (g_ascii_tolower (*word) != g_ascii_tolower (*name))
    return FALSE;
  for (; *word != '\0' && *name != '\0'; name++)
    if (g_ascii_tolower (*word) == g_ascii_tolower (*name))
      word++;
  return *word == '\0';
}

/* “l_” says nothing; “inv_” is the invoice, but short for the table in a table of inventories;
 * “is_” and “ord_” of orders say something. */
static gboolean
is_empty (const StudioReading *self, const char *prefix)
{
  g_autofree char *word = g_strndup (prefix, strlen (prefix) - 1);
  g_auto (GStrv) words = NULL;

  if (studio_lexicon_is_function_word (self->lexicon, word) ||
      !abbreviates (word, studio_table_get_name (self->table)))
    return FALSE;
  if (strlen (word) == 1)
    return TRUE;
  words = studio_lexicon_split (self->lexicon, word, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_reading_has_word (self, words[i]))
      return FALSE;
  return TRUE;
}

char *
_studio_reading_find_prefix (const StudioReading *self)
{
  GListModel *fields = studio_table_get_fields (self->table);
  guint n = g_list_model_get_n_items (fields);
  g_autofree char *prefix = NULL;
  guint with = 0;
  guint all = 0;

  /* The second column as a sample: the first one is the key, which is named after its own table. */
  for (guint i = 0; i < MIN (n, 2); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      g_free (prefix);
      prefix = dup_prefix (studio_field_get_name (field));
    }
  for (guint i = 0; prefix != NULL && i < n; i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (studio_field_is_nested (field))
        continue;
      all++;
      with += _studio_reading_skip_prefix (field, prefix) > 0;
    }
  if (prefix == NULL || with < FEW_COLUMNS || 5 * with < 4 * all || !is_empty (self, prefix))
    return NULL;
  return g_steal_pointer (&prefix);
}
