/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-schema.h"

#include "propose/llm/studio-llm-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MAX_TEXT 200
#define MAX_NAME 200
#define MAX_NEIGHBOURS 12
#define MAX_KEYS 40
#define MAX_VALUE 30

/* How much of a schema is told, the most first. */
typedef enum
{
  LIST_ALL,     /* every column with its type */
  LIST_TELLING, /* keys, dates and amounts */
  LIST_NAMES,   /* tables without columns */
  N_LISTS
} ListDetail;

typedef enum
{
  TELL_ALL,
  TELL_SHORT_NEIGHBOURS, /* no comments of the neighbours */
  TELL_NEIGHBOUR_KEYS,   /* their keys, dates and amounts only */
  TELL_NO_COMMENTS,      /* none of the table itself either */
  TELL_FIRST_COLUMNS,    /* only the first columns of the table */
  N_TELLINGS
} Telling;

#define FIRST_COLUMNS 60

static gboolean
is_open (StudioField *field)
{
  const char *visibility = studio_field_get_info (field)->visibility;

  return g_strcmp0 (visibility, "sensitive") != 0 && g_strcmp0 (visibility, "hidden") != 0 &&
         g_strcmp0 (visibility, "retired") != 0;
}

static gboolean
is_telling (StudioField *field)
{
  StudioFieldKind kind = studio_field_get_kind (field);

  return studio_field_is_primary_key (field) || studio_field_is_foreign_key (field) ||
         studio_field_kind_is_temporal (kind) || kind == STUDIO_FIELD_DECIMAL ||
         kind == STUDIO_FIELD_FLOAT;
}

static char *
clean_name (const char *name)
{
  return studio_llm_text_clean (name, MAX_NAME);
}

static char *
type_of (StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);

  if (info->database_type != NULL && *info->database_type != '\0')
    return studio_llm_text_clean (info->database_type, 40);
  return g_strdup (studio_enum_to_nick (STUDIO_TYPE_FIELD_KIND, studio_field_get_kind (field)));
}

char *
studio_llm_schema_qualify (StudioTable *table)
{
  const char *schema = studio_table_get_schema (table);
  g_autofree char *name = clean_name (studio_table_get_name (table));
  g_autofree char *clean = NULL;

  if (schema == NULL || *schema == '\0' || strcmp (schema, "public") == 0)
    return g_steal_pointer (&name);
  clean = clean_name (schema);
  return g_strconcat (clean, ".", name, NULL);
}

/* "customer_id:int4=customers.id" */
static void
add_short_column (GString *text, StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);
  g_autofree char *name = clean_name (info->name);
  g_autofree char *type = type_of (field);

  g_string_append_printf (text, "%s:%s", name, type);
  if (studio_field_is_primary_key (field))
    g_string_append_c (text, '*');
  if (info->target_table != NULL)
    {
      g_autofree char *table = clean_name (info->target_table);
      g_autofree char *target = clean_name (info->target_field != NULL ? info->target_field : "id");

      g_string_append_printf (text, "=%s.%s", table, target);
    }
}

static char *
list_table (StudioTable *table, ListDetail detail)
{
  GListModel *fields = studio_table_get_fields (table);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = studio_llm_schema_qualify (table);
  gboolean first = TRUE;

  g_string_append (text, name);
  for (guint i = 0; detail != LIST_NAMES && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (studio_field_is_nested (field) || !is_open (field) ||
          (detail == LIST_TELLING && !is_telling (field)))
        continue;
      g_string_append (text, first ? "(" : ", ");
      add_short_column (text, field);
      first = FALSE;
    }
  if (!first)
    g_string_append_c (text, ')');
  return studio_llm_text_quote (text->str);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_tables (StudioDatabase *database, ListDetail detail)
{
  GListModel *tables = studio_database_get_tables (database);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      g_ptr_array_add (lines, list_table (table, detail));
    }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static char *
join_lines (GPtrArray *lines, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (lines, i));
  return g_string_free (text, FALSE);
}

/* What fits when even the names of all tables do not. */
static char *
list_some (GPtrArray *lines, double budget, char **left_out)
{
  double tokens = 0;
  guint n;

  for (n = 0; n < lines->len; n++)
    {
      tokens += 1 + studio_llm_text_estimate_tokens (g_ptr_array_index (lines, n), FALSE);
      if (tokens > budget)
        break;
    }
  if (n < lines->len)
    {
      g_free (*left_out);
      *left_out = g_strdup_printf (
          ngettext ("The list of all tables has no columns, and lacks %u table.",
                    "The list of all tables has no columns, and lacks %u tables.", lines->len - n),
          lines->len - n);
    }
  return join_lines (lines, n);
}

char *
studio_llm_schema_list (StudioDatabase *database, double budget, char **left_out)
{
  static const char *const sentences[] = {
    [LIST_ALL] = NULL,
    [LIST_TELLING] = N_ ("In the list of all tables, columns other than keys, dates and amounts "
                         "are left out."),
    [LIST_NAMES] = N_ ("The list of all tables has no columns."),
  };

  *left_out = NULL;
  for (ListDetail detail = LIST_ALL; detail < N_LISTS; detail++)
    {
      g_autoptr (GPtrArray) lines = list_tables (database, detail);
      g_autofree char *text = join_lines (lines, lines->len);

      g_free (*left_out);
      *left_out = sentences[detail] != NULL ? g_strdup (_ (sentences[detail])) : NULL;
      if (studio_llm_text_estimate_tokens (text, FALSE) <= budget)
        return g_steal_pointer (&text);
      if (detail == LIST_NAMES)
        return list_some (lines, budget, left_out);
    }
  g_return_val_if_reached (g_strdup (""));
}

/* Exact where it is small, since then it says how many bars a chart has; else only how large. */
static void
add_counts (GString *text, const StudioFingerprint *fingerprint)
{
  gint64 distinct = fingerprint->distinct_count;

  if (fingerprint->null_share >= 0.005)
    g_string_append_printf (text, ", %.0f %% null", fingerprint->null_share * 100);
  if (distinct >= 0 && distinct <= 50)
    g_string_append_printf (text, ", %" G_GINT64_FORMAT " distinct values", distinct);
  else if (distinct > 50)
    g_string_append_printf (text, ", %s distinct values",
                            distinct >= 1000 ? "over 1000" : "over 50");
}

static void
add_comment (GString *text, const char *comment)
{
  g_autofree char *clean = comment != NULL ? studio_llm_text_clean (comment, MAX_TEXT) : NULL;

  if (clean != NULL && *clean != '\0')
    g_string_append_printf (text, " -- %s", clean);
}

static void
add_values (GString *text, const char *const *values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_autofree char *clean = studio_llm_text_clean (values[i], MAX_VALUE);

      g_string_append_printf (text, "%s'%s'", i == 0 ? ", such as " : " ", clean);
    }
}

/* "status varchar, not null, 5 distinct values, such as 'new' 'paid', type/Category -- comment" */
static char *
describe_column (StudioField *field, gboolean counts, gboolean comment, StudioValueSource *values)
{
  const StudioFieldInfo *info = studio_field_get_info (field);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *type = type_of (field);

  if (info->nested_path != NULL && studio_field_is_nested (field))
    {
      g_autofree char *path = g_strjoinv (" / ", info->nested_path);
      g_autofree char *clean = clean_name (path);

      g_string_append_printf (text, "key of a JSON column: %s", clean);
    }
  else
    {
      g_autofree char *name = clean_name (info->name);

      g_string_append (text, name);
    }
  g_string_append_printf (text, " %s", type);
  if (studio_field_is_primary_key (field))
    g_string_append (text, ", primary key");
  if (info->target_table != NULL)
    {
      g_autofree char *table = clean_name (info->target_table);
      g_autofree char *target = clean_name (info->target_field != NULL ? info->target_field : "id");

      g_string_append_printf (text, ", references %s.%s", table, target);
    }
  if (!info->nullable && !studio_field_is_primary_key (field))
    g_string_append (text, ", not null");
  if (counts)
    add_counts (text, &info->fingerprint);
  add_values (text, studio_value_source_get_values (values, field));
  if (info->semantic_type != NULL && strcmp (info->semantic_type, "type/PK") != 0 &&
      strcmp (info->semantic_type, "type/FK") != 0)
    {
      g_autofree char *meaning = studio_llm_text_clean (info->semantic_type, 40);

      g_string_append_printf (text, ", %s", meaning);
    }
  if (comment)
    add_comment (text, info->description);
  return studio_llm_text_quote (text->str);
}

static void
add_columns (GString *text,
             StudioTable *table,
             gboolean only_telling,
             gboolean counts,
             gboolean comments,
             guint most,
             StudioValueSource *values)
{
  GListModel *fields = studio_table_get_fields (table);
  guint columns = 0, keys = 0;

  g_string_append (text, "\"columns\":[");
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      gboolean nested = studio_field_is_nested (field);
      g_autofree char *quoted = NULL;

      if (!is_open (field) || (only_telling && !is_telling (field)) ||
          (nested ? keys >= MAX_KEYS : columns - keys >= most))
        continue;
      quoted = describe_column (field, counts, comments, values);
      g_string_append_printf (text, "%s\n%s", columns > 0 ? "," : "", quoted);
      columns++;
      keys += nested;
    }
  g_string_append_c (text, ']');
}

static void
add_table_comment (GString *text, StudioTable *table)
{
  const char *comment = studio_table_get_description (table);
  g_autofree char *clean = studio_llm_text_clean (comment, MAX_TEXT);
  g_autofree char *quoted = studio_llm_text_quote (clean);

  if (*clean != '\0')
    g_string_append_printf (text, "\"comment\":%s,", quoted);
}

static void
add_neighbour (GPtrArray *neighbours, StudioTable *table, StudioTable *self)
{
  if (table != NULL && table != self && studio_table_get_loaded (table) &&
      neighbours->len < MAX_NEIGHBOURS && !g_ptr_array_find (neighbours, table, NULL))
    g_ptr_array_add (neighbours, g_object_ref (table));
}

static gboolean
points_at (StudioTable *table, gint64 target)
{
  GListModel *fields = studio_table_get_fields (table);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (studio_field_get_info (field)->target_table_id == target)
        return TRUE;
    }
  return FALSE;
}

/* Parents first: a join along them does not multiply rows. */
static GPtrArray *
find_neighbours (StudioDatabase *database, StudioTable *table)
{
  GPtrArray *neighbours = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *fields = studio_table_get_fields (table);
  GListModel *tables = studio_database_get_tables (database);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      gint64 target = studio_field_get_info (field)->target_table_id;

      if (target != 0)
        add_neighbour (neighbours, studio_database_find_table_by_id (database, target), table);
    }
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) other = g_list_model_get_item (tables, i);

      if (points_at (other, studio_table_get_id (table)))
        add_neighbour (neighbours, other, table);
    }
  return neighbours;
}

static char *
describe (StudioTable *table, GPtrArray *neighbours, StudioValueSource *values, Telling telling)
{
  GString *text = g_string_new ("{");
  g_autofree char *name = studio_llm_schema_qualify (table);
  g_autofree char *quoted = studio_llm_text_quote (name);
  gint64 rows = studio_table_get_row_count (table);

  g_string_append_printf (text, "\"table\":%s,", quoted);
  if (rows >= 0)
    g_string_append_printf (text, "\"size\":\"%s\",",
                            rows == 0       ? "empty"
                            : rows < 1000   ? "small"
                            : rows < 100000 ? "medium"
                                            : "large");
  add_table_comment (text, table);
  add_columns (text, table, FALSE, TRUE, telling < TELL_NO_COMMENTS,
               telling < TELL_FIRST_COLUMNS ? G_MAXUINT : FIRST_COLUMNS, values);
  if (neighbours->len > 0)
    g_string_append (text, ",\n\"joined_tables\":[");
  for (guint i = 0; i < neighbours->len; i++)
    {
      StudioTable *other = g_ptr_array_index (neighbours, i);
      g_autofree char *other_name = studio_llm_schema_qualify (other);
      g_autofree char *other_quoted = studio_llm_text_quote (other_name);

      g_string_append_printf (text, "%s\n{\"table\":%s,", i > 0 ? "," : "", other_quoted);
      if (telling == TELL_ALL)
        add_table_comment (text, other);
      add_columns (text, other, telling >= TELL_NEIGHBOUR_KEYS, FALSE, telling == TELL_ALL,
                   G_MAXUINT, NULL);
      g_string_append_c (text, '}');
    }
  g_string_append (text, neighbours->len > 0 ? "]}" : "}");
  return g_string_free (text, FALSE);
}

char *
studio_llm_schema_describe (StudioDatabase *database,
                            StudioTable *table,
                            StudioValueSource *values,
                            double budget,
                            char **left_out)
{
  static const char *const sentences[] = {
    [TELL_ALL] = NULL,
    [TELL_SHORT_NEIGHBOURS] = N_ ("The comments of the tables joined to it are left out."),
    [TELL_NEIGHBOUR_KEYS] = N_ ("Of the tables joined to it, only keys, dates and amounts are "
                                "told."),
    [TELL_NO_COMMENTS] = N_ ("Its comments, and most of the tables joined to it, are left out."),
    [TELL_FIRST_COLUMNS] = N_ ("Only its first columns are told, without comments."),
  };
  g_autoptr (GPtrArray) neighbours = find_neighbours (database, table);
  char *text = NULL;

  *left_out = NULL;
  for (Telling telling = TELL_ALL; telling < N_TELLINGS; telling++)
    {
      g_free (text);
      g_free (*left_out);
      text = describe (table, neighbours, values, telling);
      *left_out = sentences[telling] != NULL ? g_strdup (_ (sentences[telling])) : NULL;
      if (studio_llm_text_estimate_tokens (text, FALSE) <= budget)
        break;
    }
  return text;
}

char *
studio_llm_schema_columns (StudioDatabase *database, const char *const *tables)
{
  GString *text = g_string_new (NULL);

  for (; *tables != NULL; tables++)
    {
      const char *dot = strrchr (*tables, '.');
      StudioTable *table =
          studio_database_find_table (database, NULL, dot != NULL ? dot + 1 : *tables);
      g_autofree char *line = NULL;

      if (table == NULL || !studio_table_get_loaded (table))
        continue;
      line = list_table (table, LIST_ALL);
      if (strstr (text->str, line) == NULL)
        g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

static void
add_to_hash (GString *text, StudioTable *table, gboolean comments)
{
  GListModel *fields = studio_table_get_fields (table);
  g_autofree char *line = list_table (table, LIST_ALL);

  g_string_append_printf (text, "%s\n", line);
  for (guint i = 0; comments && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      g_autofree char *column = describe_column (field, FALSE, TRUE, NULL);

      if (is_open (field))
        g_string_append_printf (text, "%s\n", column);
    }
}

char *
studio_llm_schema_hash (StudioDatabase *database, StudioTable *table)
{
  g_autoptr (GPtrArray) neighbours = find_neighbours (database, table);
  g_autoptr (GString) text = g_string_new (NULL);

  add_to_hash (text, table, TRUE);
  for (guint i = 0; i < neighbours->len; i++)
    add_to_hash (text, g_ptr_array_index (neighbours, i), FALSE);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}
