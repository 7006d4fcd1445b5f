/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-phrases.h"

#include <string.h>

#include "core/studio-json.h"
#include "core/studio-resource.h"

#define RESOURCE "/org/example/KpiStudio/engine/values.json"

/* The sentences of one kind of KPI: by a word of its column, else by a word of its table, else
 * those that always fit. */
typedef struct
{
  GHashTable *by_column; /* word → sentences, as GStrv */
  GHashTable *by_table;  /* the same */
  GStrv others;
} Kind;

static void
add_words (GHashTable *by_word, GStrv words, GStrv texts)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (!g_hash_table_contains (by_word, words[i]))
      g_hash_table_insert (by_word, g_strdup (words[i]), texts);
}

static Kind *
read_kind (JsonArray *array)
{
  Kind *kind = g_new0 (Kind, 1);

  kind->by_column = g_hash_table_new (g_str_hash, g_str_equal);
  kind->by_table = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = studio_json_array_get_object (array, i);
      GStrv texts = studio_json_get_strings (object, "texts");
      g_auto (GStrv) columns = json_object_has_member (object, "column")
                                   ? studio_json_get_strings (object, "column")
                                   : NULL;
      g_auto (GStrv) tables = json_object_has_member (object, "table")
                                  ? studio_json_get_strings (object, "table")
                                  : NULL;

      add_words (kind->by_column, columns, texts);
      add_words (kind->by_table, tables, texts);
      if (columns == NULL && tables == NULL)
        kind->others = texts;
    }
  return kind;
}

static GHashTable *
load (void)
{
  GHashTable *kinds = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonNode) root = studio_resource_read_json (RESOURCE, JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &key, &node))
    g_hash_table_insert (kinds, g_strdup (key), read_kind (json_node_get_array (node)));
  return kinds;
}

static const Kind *
find_kind (const char *key)
{
  static GHashTable *kinds = NULL;

  if (g_once_init_enter (&kinds))
    g_once_init_leave (&kinds, load ());
  return g_hash_table_lookup (kinds, key);
}

/* The last word says most: the customer of an order is a customer. Two words say more than one: a
 * purchase order is no order from a customer. */
static GStrv
find_by_words (GHashTable *by_word, const char *const *words)
{
  guint n = words != NULL ? g_strv_length ((GStrv) words) : 0;
  GStrv texts = NULL;

  for (guint i = n; i > 1 && texts == NULL; i--)
    {
      char two[64];

      g_snprintf (two, sizeof two, "%s %s", words[i - 2], words[i - 1]);
      texts = g_hash_table_lookup (by_word, two);
    }
  for (guint i = n; i > 0 && texts == NULL; i--)
    texts = g_hash_table_lookup (by_word, words[i - 1]);
  return texts;
}

/* “The equipment is”, but “the goods are”. */
static gboolean
is_mass (const StudioReading *reading)
{
  return strcmp (reading->noun, reading->plural) == 0 && !g_str_has_suffix (reading->plural, "s") &&
         !g_str_has_suffix (reading->plural, "staff") &&
         !g_str_has_suffix (reading->plural, "people");
}

static void
append_value (GString *text,
              const char *name,
              const StudioReading *reading,
              const char *it,
              const char *other)
{
  static const struct
  {
    const char *name;
    const char *one;
    const char *many;
  } verbs[] = { { "are", "is", "are" }, { "have", "has", "have" }, { "do", "does", "do" } };

  if (g_str_has_prefix (name, "rows"))
    {
      g_string_append (text, reading->plural);
      for (guint i = 0; name[4] == ' ' && i < G_N_ELEMENTS (verbs); i++)
        if (strcmp (name + 5, verbs[i].name) == 0)
          g_string_append_printf (text, " %s", is_mass (reading) ? verbs[i].one : verbs[i].many);
    }
  else if (strcmp (name, "row") == 0)
    g_string_append (text, reading->noun);
  else if (strcmp (name, "it") == 0 && it != NULL)
    g_string_append (text, it);
  else if (strcmp (name, "other") == 0 && other != NULL)
    g_string_append (text, other);
  else
    g_warning ("Nothing stands for “{%s}”", name);
}

static char *
fill (const char *text, const StudioReading *reading, const char *it, const char *other)
{
  g_autoptr (GString) filled = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      const char *open = strchr (at, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *name = NULL;

      if (close == NULL)
        {
          g_string_append (filled, at);
          break;
        }
      g_string_append_len (filled, at, open - at);
      name = g_strndup (open + 1, (gsize) (close - open - 1));
      append_value (filled, name, reading, it, other);
      at = close + 1;
    }
  if (filled->len > 0)
    filled->str[0] = g_ascii_toupper (filled->str[0]);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

char *
studio_phrases_value_of (StudioAnalysis *self,
                         const StudioReading *reading,
                         const char *key,
                         const char *const *words,
                         const char *it,
                         const char *other)
{
  const Kind *kind = find_kind (key);
  GStrv texts;
  guint used;

  g_return_val_if_fail (kind != NULL, g_strdup (""));

  texts = find_by_words (kind->by_column, words);
  if (texts == NULL)
    texts = find_by_words (kind->by_table, (const char *const *) reading->words);
  if (texts == NULL)
    texts = kind->others;
  used = GPOINTER_TO_UINT (g_hash_table_lookup (self->phrases, texts));
  g_hash_table_insert (self->phrases, texts, GUINT_TO_POINTER (used + 1));
  return fill (texts[used % g_strv_length (texts)], reading, it, other);
}

char *
studio_phrases_value (StudioAnalysis *self,
                      const char *key,
                      const StudioColumn *column,
                      const char *it,
                      const char *other)
{
  return studio_phrases_value_of (self, self->reading, key,
                                  column != NULL ? (const char *const *) column->words : NULL, it,
                                  other);
}
