/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-schema-index.h"

#include <string.h>

struct _StudioSchemaIndex
{
  StudioDatabase *database; /* (owned) */
  guint stamp;
  GHashTable *fields;       /* field id → StudioField, in their tables */
  GHashTable *field_tables; /* StudioField → StudioTable */
  GHashTable *tables;       /* lower-case name → StudioTable */
  GHashTable *parents;      /* StudioTable → GPtrArray of StudioRelationship (owned) */
  GHashTable *children;     /* StudioTable → GPtrArray of StudioRelationship (not owned) */
  GHashTable *readings;     /* StudioTable → StudioReading */
  GHashTable *inferred;     /* StudioTable → GPtrArray of StudioRelationship (owned) */
  StudioCodeTable codes;    /* reading is NULL: none */
  gboolean codes_known;
  GHashTable *by_noun; /* noun without spaces → StudioTable; made when it is needed */
};

/* Changes when tables come or go, or their fields are loaded again. */
static guint
make_stamp (StudioDatabase *database)
{
  GListModel *tables = studio_database_get_tables (database);
  guint n = g_list_model_get_n_items (tables);
  guint stamp = n;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      GListModel *fields = studio_table_get_fields (table);
      g_autoptr (StudioField) first = g_list_model_get_item (fields, 0);

      stamp = stamp * 31 + g_direct_hash (table);
      stamp = stamp * 31 + g_direct_hash (first) + g_list_model_get_n_items (fields);
    }
  return stamp;
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

static void
add_table (StudioSchemaIndex *self, StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);

  g_hash_table_insert (self->tables, g_utf8_strdown (studio_table_get_name (table), -1), table);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      gint64 id = studio_field_get_info (field)->id;

      g_hash_table_insert (self->field_tables, field, table);
      if (id != 0)
        g_hash_table_insert (self->fields, (gpointer) &studio_field_get_info (field)->id, field);
    }
}

/* The field that @field points at, where its table is loaded. */
static StudioField *
find_target (StudioSchemaIndex *self, StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);
  StudioField *target = info->target_field_id != 0
                            ? g_hash_table_lookup (self->fields, &info->target_field_id)
                            : NULL;
  StudioTable *table = NULL;

  if (target != NULL || info->target_table == NULL || info->target_field == NULL)
    return target;
  if (info->target_table_id != 0)
    table = studio_database_find_table_by_id (self->database, info->target_table_id);
  if (table == NULL)
    {
      g_autofree char *name = g_utf8_strdown (info->target_table, -1);

      table = g_hash_table_lookup (self->tables, name);
    }
  return table != NULL ? studio_table_find_field (table, info->target_field) : NULL;
}

/* Whether @field alone is the primary key of @table. */
static gboolean
is_whole_key (StudioTable *table, StudioField *field)
{
  GListModel *fields = studio_table_get_fields (table);

  if (!studio_field_is_primary_key (field))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) other = g_list_model_get_item (fields, i);

      if (other != field && studio_field_is_primary_key (other))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
get_list (GHashTable *map, StudioTable *table, GDestroyNotify free_func)
{
  GPtrArray *list = g_hash_table_lookup (map, table);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (free_func);
      g_hash_table_insert (map, table, list);
    }
  return list;
}

static StudioRelationship *
relationship_new (StudioTable *child, StudioField *column, StudioTable *parent, StudioField *key)
{
  StudioRelationship *relationship = g_new0 (StudioRelationship, 1);

  relationship->child = child;
  relationship->column = column;
  relationship->parent = parent;
  relationship->key = key;
  relationship->unique = is_whole_key (parent, key);
  relationship->one_to_one = is_whole_key (child, column);
  return relationship;
}

static void
add_relationships (StudioSchemaIndex *self, StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      StudioField *target = find_target (self, field);
      StudioTable *parent =
          target != NULL ? g_hash_table_lookup (self->field_tables, target) : NULL;
      StudioRelationship *relationship;

      if (parent == NULL)
        continue;
      relationship = relationship_new (table, field, parent, target);
      g_ptr_array_add (get_list (self->parents, table, g_free), relationship);
      g_ptr_array_add (get_list (self->children, parent, NULL), relationship);
    }
}

StudioSchemaIndex *
studio_schema_index_new (StudioDatabase *database)
{
  StudioSchemaIndex *self = g_new0 (StudioSchemaIndex, 1);
  GListModel *tables = studio_database_get_tables (database);

  self->database = g_object_ref (database);
  self->stamp = make_stamp (database);
  self->fields = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->field_tables = g_hash_table_new (NULL, NULL);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parents = g_hash_table_new_full (NULL, NULL, NULL, array_unref);
  self->children = g_hash_table_new_full (NULL, NULL, NULL, array_unref);
  self->inferred = g_hash_table_new_full (NULL, NULL, NULL, array_unref);
  self->readings = g_hash_table_new_full (NULL, NULL, NULL, reading_free);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      add_table (self, table);
    }
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      add_relationships (self, table);
    }
  return self;
}

void
studio_schema_index_free (StudioSchemaIndex *self)
{
  g_clear_pointer (&self->by_noun, g_hash_table_unref);
  g_hash_table_unref (self->readings);
  g_hash_table_unref (self->inferred);
  g_hash_table_unref (self->children);
  g_hash_table_unref (self->parents);
  g_hash_table_unref (self->tables);
  g_hash_table_unref (self->field_tables);
  g_hash_table_unref (self->fields);
  g_object_unref (self->database);
  g_free (self);
}

gboolean
studio_schema_index_is_current (const StudioSchemaIndex *self, StudioDatabase *database)
{
  return self->database == database && self->stamp == make_stamp (database);
}

static GPtrArray *
dup_list (GHashTable *map, StudioTable *table)
{
  GPtrArray *list = g_hash_table_lookup (map, table);
  GPtrArray *copy = g_ptr_array_new ();

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_ptr_array_add (copy, g_ptr_array_index (list, i));
  return copy;
}

StudioReading *
studio_schema_index_read (StudioSchemaIndex *self, StudioTable *table)
{
  StudioReading *reading = g_hash_table_lookup (self->readings, table);

  if (reading == NULL)
    {
      reading = studio_reading_new (table, dup_list (self->parents, table),
                                    dup_list (self->children, table));
      g_hash_table_insert (self->readings, table, reading);
    }
  return reading;
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
index_nouns (StudioSchemaIndex *self)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  GListModel *tables = studio_database_get_tables (self->database);

  self->by_noun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      g_auto (GStrv) words =
          studio_lexicon_split_table (lexicon, studio_table_get_name (table), NULL);
      g_autofree char *joined = g_strjoinv (" ", words);

      g_hash_table_insert (self->by_noun, noun_key (lexicon, joined), table);
    }
}

static StudioField *
find_single_key (StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (studio_field_is_primary_key (field))
        return is_whole_key (table, field) ? field : NULL;
    }
  return NULL;
}

/* The table whose noun is what comes before “id”, “no” or “cd” in the name of @column. */
static StudioTable *
find_named (StudioSchemaIndex *self, const StudioColumn *column)
{
  static const char *const endings[] = { "ID", "number", "code", "key", "sequence", NULL };
  guint n = g_strv_length (column->words);
  g_autofree char *subject = NULL;
  g_autofree char *key = NULL;
  char *last;

  if (n < 2 || !g_strv_contains (endings, column->words[n - 1]))
    return NULL;
  last = column->words[n - 1];
  column->words[n - 1] = NULL;
  subject = g_strjoinv (" ", column->words);
  column->words[n - 1] = last;
  key = noun_key (studio_lexicon_get (), subject);
  return g_hash_table_lookup (self->by_noun, key);
}

static void
infer_column (StudioSchemaIndex *self,
              StudioTable *table,
              const StudioColumn *column,
              GPtrArray *inferred)
{
  StudioTable *parent = find_named (self, column);
  StudioField *key = parent != NULL && parent != table ? find_single_key (parent) : NULL;
  StudioRelationship *relationship;

  if (key == NULL || studio_field_get_kind (key) != column->kind)
    return;
  relationship = relationship_new (table, column->field, parent, key);
  relationship->inferred = TRUE;
  g_ptr_array_add (inferred, relationship);
}

GPtrArray *
studio_schema_index_get_inferred (StudioSchemaIndex *self, StudioTable *table)
{
  GPtrArray *inferred = g_hash_table_lookup (self->inferred, table);
  StudioReading *reading = studio_schema_index_read (self, table);

  if (inferred != NULL)
    return inferred;
  if (self->by_noun == NULL)
    index_nouns (self);
  inferred = get_list (self->inferred, table, g_free);
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (!studio_field_is_nested (column->field) && !studio_field_is_foreign_key (column->field) &&
          (column != reading->key || g_strv_length (column->words) > 2))
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
  GListModel *tables = studio_database_get_tables (self->database);
  const StudioLexicon *lexicon = studio_lexicon_get ();

  self->codes_known = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      g_auto (GStrv) words =
          studio_lexicon_split_table (lexicon, studio_table_get_name (table), NULL);
      guint n = g_strv_length (words);

      if (n > 0 && strcmp (words[n - 1], "code") == 0 &&
          g_list_model_get_n_items (studio_table_get_fields (table)) > 0 &&
          read_code_table (studio_schema_index_read (self, table), &self->codes))
        return;
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

char *
studio_schema_index_find_codes (StudioSchemaIndex *self,
                                const StudioColumn *column,
                                StudioCodeTable *codes)
{
  if (column->codes->len > 0 || studio_field_is_nested (column->field))
    return NULL;
  if (!self->codes_known)
    find_code_table (self);
  if (self->codes.reading == NULL ||
      (self->codes.code->kind == STUDIO_FIELD_TEXT) != (column->kind == STUDIO_FIELD_TEXT))
    return NULL;
  *codes = self->codes;
  return find_group (studio_field_get_info (column->field)->description);
}
