/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-schema-index.h"

#include "propose/analyst/studio-code-groups.h"

#include "propose/analyst/studio-key.h"

#include <string.h>

/* Fewer tables have no custom of naming. */
#define FEW_TABLES 4

/* A column and where it is. */
typedef struct
{
  StudioTable *table; /* (owned) */
  StudioField *field; /* (owned) */
} Place;

/* What is told when the columns of a table come or change. */
typedef struct
{
  StudioSchemaIndex *index;
  StudioTable *table; /* (owned) */
  gulong handler;
} Watch;

struct _StudioSchemaIndex
{
  StudioDatabase *database; /* (owned) */
  gulong handler;
  StudioContext *context; /* (owned) (nullable) */
  gulong context_handler;
  gboolean stale; /* other tables than were indexed */
  guint taken;    /* tables that are in */
  guint learned;  /* tables whose abbreviations are known, of those */
  guint named;    /* tables whose names are known */
  guint keyed;    /* tables whose primary keys are known */
  char *prefix;   /* (owned) (nullable) of the names of nearly all tables, with “_”, or "" */
  char *suffix;   /* (owned) (nullable) */
  GPtrArray *watches;    /* (owned) of Watch */
  GHashTable *changed;   /* (owned) tables whose columns have to be looked at again */
  GHashTable *places;    /* (owned) key of a column → Place */
  GHashTable *links;     /* (owned) key of a column → GPtrArray of Place that point at it */
  GHashTable *keys;      /* (owned) StudioTable → GPtrArray of what it added to both */
  GHashTable *readings;  /* (owned) StudioTable → StudioReading */
  GHashTable *inferred;  /* (owned) StudioTable → GPtrArray of StudioRelationship */
  StudioCodeTable codes; /* reading is NULL: none */
  gboolean codes_known;
  GHashTable *code_groups; /* (owned) (nullable) once they are known */
  GPtrArray *code_tables;  /* (owned) of StudioTable: those named after codes */
  StudioSenses *senses;    /* (owned) */
  GHashTable *by_noun;     /* (owned) noun without spaces → StudioTable */
  GHashTable *by_key;      /* (owned) name of a primary key → StudioTable, %NULL if several */
  GHashTable *by_name;     /* (owned) schema and name → StudioTable */
};

static char *
table_key (const char *schema, const char *name)
{
  return g_strconcat (schema != NULL ? schema : "", "\n", name, NULL);
}

static Place *
place_new (StudioTable *table, StudioField *field)
{
  Place *place = g_new0 (Place, 1);

  place->table = g_object_ref (table);
  place->field = g_object_ref (field);
  return place;
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->table);
  g_object_unref (place->field);
  g_free (place);
}

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_signal_handler_disconnect (studio_table_get_fields (watch->table), watch->handler);
  g_object_unref (watch->table);
  g_free (watch);
}

static void
array_unref (gpointer array)
{
  g_ptr_array_unref (array);
}

static void
reading_free (gpointer reading)
{
  studio_reading_free (reading);
}

static char *
name_key (const char *table, const char *field)
{
  g_autofree char *name = g_strconcat (table, ".", field, NULL);

  return g_str_is_ascii (name) ? g_ascii_strdown (name, -1) : g_utf8_strdown (name, -1);
}

static char *
id_key (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

/* Columns are known by Metabase's id, and by table and name where a file of a schema has no ids. */
static guint
keys_of (StudioTable *table, StudioField *field, char *keys[2])
{
  gint64 id = studio_field_get_info (field)->id;
  guint n = 0;

  if (id != 0)
    keys[n++] = id_key (id);
  keys[n++] = name_key (studio_table_get_name (table), studio_field_get_name (field));
  return n;
}

static char *
target_of (StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);

  if (info->target_field_id != 0)
    return id_key (info->target_field_id);
  return info->target_table != NULL && info->target_field != NULL
             ? name_key (info->target_table, info->target_field)
             : NULL;
}

static GPtrArray *
get_list (GHashTable *map, gpointer key, GDestroyNotify free_func)
{
  GPtrArray *list = g_hash_table_lookup (map, key);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (free_func);
      g_hash_table_insert (map, key, list);
    }
  return list;
}

static void
add_link (StudioSchemaIndex *self, StudioTable *table, StudioField *field, GPtrArray *keys)
{
  g_autofree char *target = target_of (field);
  GPtrArray *links = target != NULL ? g_hash_table_lookup (self->links, target) : NULL;

  if (target == NULL)
    return;
  if (links == NULL)
    {
      links = g_ptr_array_new_with_free_func (place_free);
      g_hash_table_insert (self->links, g_strdup (target), links);
    }
  g_ptr_array_add (links, place_new (table, field));
  g_ptr_array_add (keys, g_steal_pointer (&target));
}

static void
add_table (StudioSchemaIndex *self, StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);
  GPtrArray *keys = get_list (self->keys, table, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      char *names[2];
      guint n = keys_of (table, field, names);

      for (guint k = 0; k < n; k++)
        {
          g_hash_table_insert (self->places, g_strdup (names[k]), place_new (table, field));
          g_ptr_array_add (keys, names[k]);
        }
      add_link (self, table, field, keys);
    }
}

/* Takes back all that @table added. */
static void
remove_table (StudioSchemaIndex *self, StudioTable *table)
{
  GPtrArray *keys = g_hash_table_lookup (self->keys, table);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      const Place *place = g_hash_table_lookup (self->places, key);
      GPtrArray *links = g_hash_table_lookup (self->links, key);

      if (place != NULL && place->table == table)
        g_hash_table_remove (self->places, key);
      for (guint k = links != NULL ? links->len : 0; k > 0; k--)
        if (((const Place *) g_ptr_array_index (links, k - 1))->table == table)
          g_ptr_array_remove_index (links, k - 1);
    }
  g_hash_table_remove (self->keys, table);
}

static void
on_fields_changed_cb (GListModel *fields, guint at, guint removed, guint added, gpointer user_data)
{
  Watch *watch = user_data;

  g_hash_table_add (watch->index->changed, watch->table);
}

static void
on_tables_changed_cb (GListModel *tables, guint at, guint removed, guint added, gpointer user_data)
{
  StudioSchemaIndex *self = user_data;

  self->stale = TRUE;
}

static void
watch_table (StudioSchemaIndex *self, StudioTable *table)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->index = self;
  watch->table = g_object_ref (table);
  watch->handler = g_signal_connect (studio_table_get_fields (table), "items-changed",
                                     G_CALLBACK (on_fields_changed_cb), watch);
  g_ptr_array_add (self->watches, watch);
}

StudioSchemaIndex *
studio_schema_index_begin (StudioDatabase *database)
{
  StudioSchemaIndex *self = g_new0 (StudioSchemaIndex, 1);
  GListModel *tables = studio_database_get_tables (database);

  self->database = g_object_ref (database);
  self->handler =
      g_signal_connect (tables, "items-changed", G_CALLBACK (on_tables_changed_cb), self);
  self->watches = g_ptr_array_new_with_free_func (watch_free);
  self->changed = g_hash_table_new (NULL, NULL);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, array_unref);
  self->keys = g_hash_table_new_full (NULL, NULL, NULL, array_unref);
  self->inferred = g_hash_table_new_full (NULL, NULL, NULL, array_unref);
  self->readings = g_hash_table_new_full (NULL, NULL, NULL, reading_free);
  self->senses = studio_senses_new ();
  self->code_tables = g_ptr_array_new ();
  self->by_noun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
studio_schema_index_free (StudioSchemaIndex *self)
{
  studio_schema_index_set_context (self, NULL);
  g_signal_handler_disconnect (studio_database_get_tables (self->database), self->handler);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_noun);
  g_hash_table_unref (self->by_name);
  g_clear_pointer (&self->code_groups, g_hash_table_unref);
  g_ptr_array_unref (self->code_tables);
  studio_senses_free (self->senses);
  g_hash_table_unref (self->readings);
  g_hash_table_unref (self->inferred);
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->links);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->changed);
  g_ptr_array_unref (self->watches);
  g_object_unref (self->database);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self);
}

static void
on_context_changed_cb (StudioContext *context, gpointer user_data)
{
  StudioSchemaIndex *self = user_data;

  g_hash_table_remove_all (self->readings);
  g_hash_table_remove_all (self->inferred);
  self->codes_known = FALSE;
}

void
studio_schema_index_set_context (StudioSchemaIndex *self, StudioContext *context)
{
  if (self->context == context)
    return;
  g_clear_signal_handler (&self->context_handler, self->context);
  g_set_object (&self->context, context);
  if (context != NULL)
    self->context_handler =
        g_signal_connect (context, "changed", G_CALLBACK (on_context_changed_cb), self);
  on_context_changed_cb (context, self);
}

StudioDatabase *
studio_schema_index_get_database (StudioSchemaIndex *self)
{
  return self->database;
}

StudioContext *
studio_schema_index_get_context (StudioSchemaIndex *self)
{
  return self->context;
}

/* The word before or behind “_” that most tables begin or end with. */
static char *
find_affix (StudioSchemaIndex *self, gboolean last)
{
  GListModel *tables = studio_database_get_tables (self->database);
  guint n = g_list_model_get_n_items (tables);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer word, count;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      const char *name = studio_table_get_name (table);
      const char *border = last ? strrchr (name, '_') : strchr (name, '_');
      char *affix;

      if (border == NULL || border == name || border[1] == '\0')
        continue;
      affix = last ? g_strdup (border) : g_strndup (name, (gsize) (border - name) + 1);
      count = g_hash_table_lookup (counts, affix);
      g_hash_table_insert (counts, affix, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (n >= FEW_TABLES && g_hash_table_iter_next (&iter, &word, &count))
    if (4 * GPOINTER_TO_UINT (count) >= 3 * n)
      return g_strdup (word);
  return g_strdup ("");
}

/* The name of a table without what the names of nearly all have in common. */
static char *
dup_own_name (StudioSchemaIndex *self, StudioTable *table)
{
  const char *name = studio_table_get_name (table);
  g_autofree char *rest = NULL;

  if (self->prefix == NULL)
    {
      self->prefix = find_affix (self, FALSE);
      self->suffix = find_affix (self, TRUE);
    }
  if (*self->prefix != '\0' && g_str_has_prefix (name, self->prefix) &&
      name[strlen (self->prefix)] != '\0')
    name += strlen (self->prefix);
  if (*self->suffix == '\0' || !g_str_has_suffix (name, self->suffix) ||
      strlen (name) <= strlen (self->suffix))
    return g_strdup (name);
  rest = g_strndup (name, strlen (name) - strlen (self->suffix));
  return g_steal_pointer (&rest);
}

/* Names are read anew when what they abbreviate is known better. */
static void
learn_table (StudioSchemaIndex *self, StudioTable *table)
{
  g_autofree char *name = dup_own_name (self, table);

  if (!studio_senses_learn (self->senses, table, name))
    return;
  g_hash_table_remove_all (self->by_noun);
  g_ptr_array_set_size (self->code_tables, 0);
  self->named = 0;
}

gboolean
studio_schema_index_update (StudioSchemaIndex *self, StudioDatabase *database)
{
  GHashTableIter iter;
  gpointer table;

  if (self->database != database || self->stale)
    return FALSE;
  if (g_hash_table_size (self->changed) == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    {
      remove_table (self, table);
      add_table (self, table);
      learn_table (self, table);
    }
  g_hash_table_remove_all (self->changed);
  g_hash_table_remove_all (self->readings);
  g_hash_table_remove_all (self->inferred);
  g_hash_table_remove_all (self->by_key);
  self->keyed = 0;
  self->codes_known = FALSE;
  return TRUE;
}

static StudioRelationship *
relationship_new (StudioTable *child, StudioField *column, StudioTable *parent, StudioField *key)
{
  StudioRelationship *relationship = g_new0 (StudioRelationship, 1);

  relationship->child = child;
  relationship->column = column;
  relationship->parent = parent;
  relationship->key = key;
  relationship->unique = studio_key_is_whole (parent, key);
  relationship->one_to_one = studio_key_is_whole (child, column);
  relationship->inferred = studio_field_get_info (column)->inferred_from != NULL;
  return relationship;
}

/* Whether a join along it can be written down. */
static gboolean
can_be_joined (StudioTable *child, StudioField *column, StudioTable *parent, StudioField *key)
{
  const char *names[] = { studio_table_get_schema (child), studio_table_get_name (child),
                          studio_field_get_name (column),  studio_table_get_schema (parent),
                          studio_table_get_name (parent),  studio_field_get_name (key) };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (studio_name_is_template (names[i]))
      return FALSE;
  return TRUE;
}

static GPtrArray *
find_parents (StudioSchemaIndex *self, StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);
  GPtrArray *parents = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      g_autofree char *target = target_of (field);
      const Place *place = target != NULL ? g_hash_table_lookup (self->places, target) : NULL;

      if (place != NULL && can_be_joined (table, field, place->table, place->field))
        g_ptr_array_add (parents, relationship_new (table, field, place->table, place->field));
    }
  return parents;
}

static void
add_children (StudioSchemaIndex *self,
              StudioTable *table,
              StudioField *field,
              const char *key,
              GPtrArray *children)
{
  GPtrArray *links = g_hash_table_lookup (self->links, key);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const Place *place = g_ptr_array_index (links, i);

      if (can_be_joined (place->table, place->field, table, field))
        g_ptr_array_add (children, relationship_new (place->table, place->field, table, field));
    }
}

static GPtrArray *
find_children (StudioSchemaIndex *self, StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);
  GPtrArray *children = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      char *names[2];
      guint n = keys_of (table, field, names);

      for (guint k = 0; k < n; k++)
        {
          add_children (self, table, field, names[k], children);
          g_free (names[k]);
        }
    }
  return children;
}

static void
take_table (StudioSchemaIndex *self, StudioTable *table)
{
  watch_table (self, table);
  add_table (self, table);
  g_hash_table_insert (self->by_name,
                       table_key (studio_table_get_schema (table), studio_table_get_name (table)),
                       table);
}

/* Does one piece of work for the next of the tables, of which @done have been seen to; whether
 * there was one left. */
static gboolean
see_to_next (StudioSchemaIndex *self,
             guint *done,
             void (*work) (StudioSchemaIndex *self, StudioTable *table))
{
  GListModel *tables = studio_database_get_tables (self->database);
  g_autoptr (StudioTable) table = NULL;

  if (self->stale)
    return FALSE;
  table = g_list_model_get_item (tables, *done);
  if (table == NULL)
    return FALSE;
  work (self, table);
  (*done)++;
  return TRUE;
}

const StudioSenses *
studio_schema_index_get_senses (StudioSchemaIndex *self)
{
  while (see_to_next (self, &self->learned, learn_table))
    continue;
  return self->senses;
}

StudioReading *
studio_schema_index_read (StudioSchemaIndex *self, StudioTable *table)
{
  StudioReading *reading = g_hash_table_lookup (self->readings, table);

  if (reading == NULL)
    {
      g_autofree char *name = dup_own_name (self, table);

      reading = studio_reading_new (table, name, studio_schema_index_get_senses (self),
                                    find_parents (self, table), find_children (self, table),
                                    self->context);
      g_hash_table_insert (self->readings, table, reading);
    }
  return reading;
}

StudioTable *
studio_schema_index_find_table (StudioSchemaIndex *self, const char *schema, const char *name)
{
  g_autofree char *key = name != NULL ? table_key (schema, name) : NULL;

  return key != NULL ? g_hash_table_lookup (self->by_name, key) : NULL;
}

/* A noun as the key of a table: lower case, without spaces. */
static char *
noun_key (const StudioLexicon *lexicon, const char *text)
{
  g_autofree char *singular = studio_lexicon_singular (lexicon, text);
  g_autofree char *lower = g_utf8_strdown (singular, -1);
  g_auto (GStrv) parts = g_strsplit_set (lower, " _", -1);

  return g_strjoinv ("", parts);
}

static void
index_name (StudioSchemaIndex *self, StudioTable *table)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  g_autofree char *name = dup_own_name (self, table);
  g_auto (GStrv) words = studio_lexicon_split_table (lexicon, self->senses, name, NULL);
  g_autofree char *joined = g_strjoinv (" ", words);
  guint n = g_strv_length (words);

  g_hash_table_insert (self->by_noun, noun_key (lexicon, joined), table);
  if (n > 0 && strcmp (words[n - 1], "code") == 0)
    g_ptr_array_add (self->code_tables, table);
}

static StudioField *
find_single_key (StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (studio_field_is_primary_key (field))
        return studio_key_is_whole (table, field) ? field : NULL;
    }
  return NULL;
}

/* Keys that could be those of any table say nothing. */
static gboolean
is_telling (const char *name)
{
  static const char *const generic[] = { "code",   "uuid", "index", "name",
                                         "number", "guid", "rowid", NULL };

  return strlen (name) > 3 && !g_strv_contains (generic, name);
}

static void
index_key (StudioSchemaIndex *self, StudioTable *table)
{
  StudioField *key = find_single_key (table);
  g_autofree char *name = NULL;

  if (key == NULL || studio_field_is_foreign_key (key))
    return;
  name = g_utf8_strdown (studio_field_get_name (key), -1);
  if (is_telling (name))
    {
      gboolean several = g_hash_table_contains (self->by_key, name);

      g_hash_table_insert (self->by_key, g_steal_pointer (&name), several ? NULL : table);
    }
}

gboolean
studio_schema_index_go_on (StudioSchemaIndex *self, gint64 microseconds)
{
  gint64 until = microseconds < G_MAXINT64 ? g_get_monotonic_time () + microseconds : G_MAXINT64;

  while (see_to_next (self, &self->taken, take_table) ||
         see_to_next (self, &self->learned, learn_table) ||
         see_to_next (self, &self->named, index_name) ||
         see_to_next (self, &self->keyed, index_key))
    if (g_get_monotonic_time () >= until)
      return FALSE;
  return TRUE;
}

StudioSchemaIndex *
studio_schema_index_new (StudioDatabase *database)
{
  StudioSchemaIndex *self = studio_schema_index_begin (database);

  while (see_to_next (self, &self->taken, take_table))
    continue;
  return self;
}

/* The table whose noun is @words, @first to @end. */
static StudioTable *
find_noun (StudioSchemaIndex *self, GStrv words, guint first, guint end)
{
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autofree char *key = NULL;

  for (guint i = first; i < end; i++)
    g_string_append_printf (subject, "%s%s", i > first ? " " : "", words[i]);
  key = noun_key (studio_lexicon_get (), subject->str);
  while (see_to_next (self, &self->learned, learn_table) ||
         see_to_next (self, &self->named, index_name))
    continue;
  return g_hash_table_lookup (self->by_noun, key);
}

/* The table whose noun is what comes before “id”, “no” or “cd” in the name of @column: all of it,
 * or behind what the row is to it: the customer of “billing_customer_id”. */
static StudioTable *
find_named (StudioSchemaIndex *self, const StudioColumn *column, gboolean whole)
{
  static const char *const endings[] = { "ID", "number", "code", "key", "sequence", NULL };
  guint n = g_strv_length (column->words);
  StudioTable *table = NULL;

  if (n < 2 || !g_strv_contains (endings, column->words[n - 1]))
    return NULL;
  if (whole)
    return find_noun (self, column->words, 0, n - 1);
  for (guint i = 1; i + 1 < n && table == NULL; i++)
    table = find_noun (self, column->words, i, n - 1);
  return table;
}

/* The one table whose primary key has the same name as @column. */
static StudioTable *
find_by_key (StudioSchemaIndex *self, const StudioColumn *column)
{
  g_autofree char *name = g_utf8_strdown (studio_column_get_name (column), -1);

  while (see_to_next (self, &self->keyed, index_key))
    continue;
  return g_hash_table_lookup (self->by_key, name);
}

static void
infer_column (StudioSchemaIndex *self,
              StudioTable *table,
              const StudioColumn *column,
              GPtrArray *inferred)
{
  StudioTable *found[] = { find_named (self, column, TRUE), find_by_key (self, column),
                           find_named (self, column, FALSE) };

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      StudioField *key = found[i] != NULL && found[i] != table ? find_single_key (found[i]) : NULL;
      StudioRelationship *relationship;

      if (key == NULL || studio_field_get_kind (key) != column->kind ||
          !can_be_joined (table, column->field, found[i], key))
        continue;
      relationship = relationship_new (table, column->field, found[i], key);
      relationship->inferred = TRUE;
      g_ptr_array_add (inferred, relationship);
      return;
    }
}

/* Columns that may point at another table without a declared key. */
static gboolean
may_point (const StudioReading *reading, const StudioColumn *column)
{
  return !studio_field_is_nested (column->field) && !studio_field_is_foreign_key (column->field) &&
         (column != reading->key || g_strv_length (column->words) > 2) &&
         !studio_reading_is_polymorphic (reading, column);
}

GPtrArray *
studio_schema_index_find_targets (StudioSchemaIndex *self, StudioTable *table)
{
  StudioReading *reading = studio_schema_index_read (self, table);
  GPtrArray *targets = g_ptr_array_new ();

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      StudioTable *target = may_point (reading, column) ? find_named (self, column, TRUE) : NULL;

      if (target == NULL && may_point (reading, column))
        target = find_named (self, column, FALSE);
      if (target != NULL && !studio_table_get_loaded (target) &&
          !g_ptr_array_find (targets, target, NULL))
        g_ptr_array_add (targets, target);
    }
  return targets;
}

GPtrArray *
studio_schema_index_get_inferred (StudioSchemaIndex *self, StudioTable *table)
{
  GPtrArray *inferred = g_hash_table_lookup (self->inferred, table);
  StudioReading *reading = studio_schema_index_read (self, table);

  if (inferred != NULL)
    return inferred;
  inferred = get_list (self->inferred, table, g_free);
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (may_point (reading, column))
        infer_column (self, table, column, inferred);
    }
  return inferred;
}

static gboolean
read_code_table (const StudioReading *reading, StudioCodeTable *codes)
{
  *codes = (StudioCodeTable){ .reading = reading };
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      gboolean group = studio_column_has_word (column, "group");

      if (group && column->kind == STUDIO_FIELD_TEXT && codes->group == NULL &&
          !studio_column_has_word (column, "name"))
        codes->group = column;
      else if (!group && codes->code == NULL && studio_column_has_word (column, "code") &&
               !studio_column_has_word (column, "name"))
        codes->code = column;
    }
  return codes->group != NULL && codes->code != NULL && reading->name != NULL &&
         reading->name != codes->group && reading->name != codes->code;
}

static void
find_code_table (StudioSchemaIndex *self)
{
  while (see_to_next (self, &self->learned, learn_table) ||
         see_to_next (self, &self->named, index_name))
    continue;
  self->codes_known = TRUE;
  g_clear_pointer (&self->code_groups, g_hash_table_unref);
  for (guint i = 0; i < self->code_tables->len; i++)
    {
      StudioTable *table = g_ptr_array_index (self->code_tables, i);

      if (g_list_model_get_n_items (studio_table_get_fields (table)) > 0 &&
          read_code_table (studio_schema_index_read (self, table), &self->codes))
        {
          self->code_groups = studio_code_groups_new (&self->codes, self->senses);
          return;
        }
    }
  self->codes.reading = NULL;
}

/* The name of a group in a comment: “Code group CARRIER in tb_code”, “공통코드: ORD_STAT”. */
static char *
find_group (const char *comment)
{
  static GRegex *regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (
        &regex, g_regex_new ("(?:group|코드그룹|그룹코드|공통코드|code)\\s*(?:of|:|=|-|\\()?\\s*"
                             "([A-Z][A-Z0-9_]{2,40})\\b",
                             G_REGEX_OPTIMIZE, 0, NULL));
  if (comment == NULL || !g_regex_match (regex, comment, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

gboolean
studio_schema_index_get_code_table (StudioSchemaIndex *self, StudioCodeTable *codes)
{
  if (!self->codes_known)
    find_code_table (self);
  *codes = self->codes;
  return self->codes.reading != NULL;
}

/* The group that is named as the column. */
static const char *
match_group (StudioSchemaIndex *self, const StudioColumn *column)
{
  gint64 id = studio_field_get_info (column->field)->table_id;
  StudioTable *table = id != 0 ? studio_database_find_table_by_id (self->database, id) : NULL;

  return g_hash_table_size (self->code_groups) > 0
             ? studio_code_groups_match (
                   self->code_groups, table != NULL ? studio_schema_index_read (self, table) : NULL,
                   column)
             : NULL;
}

char *
studio_schema_index_find_codes (StudioSchemaIndex *self,
                                const StudioColumn *column,
                                StudioCodeTable *codes)
{
  char *group;

  /* What a comment explains, or people call them in Metabase, goes before. */
  if (studio_field_is_nested (column->field) || (column->told != NULL && column->told->len > 0) ||
      (column->codes->len > 0 &&
       (column->listed == NULL || studio_field_get_info (column->field)->remapped)))
    return NULL;
  if (!self->codes_known)
    find_code_table (self);
  if (self->codes.reading == NULL ||
      (self->codes.code->kind == STUDIO_FIELD_TEXT) != (column->kind == STUDIO_FIELD_TEXT))
    return NULL;
  *codes = self->codes;
  group = find_group (studio_field_get_info (column->field)->description);
  return group != NULL ? group : g_strdup (match_group (self, column));
}
