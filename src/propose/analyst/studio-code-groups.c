/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-code-groups.h"

#include <string.h>

/* Columns with more values are no states or kinds. */
#define MOST_CODES 60

static void
add_words (GString *name, GStrv words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], "code") != 0 && strcmp (words[i], "common") != 0)
      g_string_append_printf (name, "%s ", words[i]);
}

static void
add_group (GHashTable *groups, const StudioSenses *senses, const char *group)
{
  g_autofree char *lower = g_ascii_strdown (group, -1);
  g_auto (GStrv) words =
      studio_lexicon_split_as (studio_lexicon_get (), senses, lower, STUDIO_NAME_USE_TEXT, NULL);
  g_autoptr (GString) name = g_string_new (NULL);

  add_words (name, words);
  g_hash_table_insert (groups, g_steal_pointer (&lower), g_strdup (group));
  /* What two groups are called is the name of none. */
  if (name->len > 0)
    g_hash_table_insert (groups, g_strdup (name->str),
                         g_hash_table_contains (groups, name->str) ? NULL : g_strdup (group));
}

GHashTable *
studio_code_groups_new (const StudioCodeTable *codes, const StudioSenses *senses)
{
  const StudioFieldValues *values = studio_field_get_info (codes->group->field)->values;
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; values != NULL && values->values != NULL && values->values[i] != NULL; i++)
    add_group (groups, senses, values->values[i]);
  return groups;
}

/* “stt_cd” of a table of orders is the “order status”, “odr_stt_cd” too. */
static const char *
match_with_table (GHashTable *groups, const StudioReading *reading, const StudioColumn *column)
{
  g_autoptr (GString) name = g_string_new (NULL);

  add_words (name, reading->words);
  add_words (name, column->words);
  return g_hash_table_lookup (groups, name->str);
}

const char *
studio_code_groups_match (GHashTable *groups,
                          const StudioReading *reading,
                          const StudioColumn *column)
{
  g_autofree char *lower = g_ascii_strdown (studio_column_get_name (column), -1);
  g_autoptr (GString) name = g_string_new (NULL);
  const char *group;

  if (column->distinct > MOST_CODES || column->role == STUDIO_ROLE_FOREIGN_KEY ||
      studio_field_is_primary_key (column->field))
    return NULL;
  group = g_hash_table_lookup (groups, lower);
  add_words (name, column->words);
  if (group == NULL && name->len > 0)
    group = g_hash_table_lookup (groups, name->str);
  return group != NULL || reading == NULL ? group : match_with_table (groups, reading, column);
}
