/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-values.h"

#include "core/studio-resource.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

StudioSqlType
studio_sql_work_type (const StudioSqlWork *self, const PgQuery__Node *node)
{
  return node != NULL ? studio_sql_names_type_of (self->subject->names, node)
                      : STUDIO_SQL_TYPE_UNKNOWN;
}

gboolean
studio_sql_work_is_json_text (const StudioSqlWork *self, const PgQuery__Node *node)
{
  const StudioSqlReference *reference;
  const StudioSqlColumn *column;

  if (node == NULL)
    return FALSE;
  if (studio_sql_is_operator (node, " ->> #>> "))
    return TRUE;
  if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return FALSE;
  reference = studio_sql_names_find_reference (self->subject->names, node->column_ref);
  for (column = reference != NULL ? reference->column : NULL; column != NULL;
       column = column->origin)
    if (column->expression != NULL && studio_sql_is_operator (column->expression, " ->> #>> "))
      return TRUE;
  return FALSE;
}

gboolean
studio_sql_work_is_json_part (const StudioSqlWork *self, const PgQuery__Node *node)
{
  StudioSqlType type = studio_sql_work_type (self, node);

  return (type == STUDIO_SQL_TYPE_JSON || type == STUDIO_SQL_TYPE_JSONB) &&
         studio_sql_is_operator (node, " -> #> ");
}

/* The tokens of @node, with the brackets around it when those are only brackets. */
static gboolean
find_tokens (const StudioSqlWork *self, const PgQuery__Node *node, guint *first, guint *last)
{
  const StudioSqlText *text = self->subject->text;
  gsize start, end;

  if (!studio_sql_names_span (self->subject->names, node, &start, &end))
    return FALSE;
  *first = studio_sql_text_at (text, start);
  *last = *first;
  if (*first == STUDIO_SQL_NOWHERE)
    return FALSE;
  while (studio_sql_text_get (text, *last)->end < end)
    (*last)++;
  if (*first > 0 && studio_sql_text_get_kind (text, *first - 1) == '(' &&
      studio_sql_text_match (text, *first - 1) == *last + 1 &&
      !(*first > 1 && (studio_sql_text_is_callable (text, *first - 2) ||
                       studio_sql_text_is (text, *first - 2, "IN") ||
                       studio_sql_text_is (text, *first - 2, "FILTER") ||
                       studio_sql_text_is (text, *first - 2, "ANY"))))
    {
      (*first)--;
      (*last)++;
    }
  return TRUE;
}

void
studio_sql_work_cast (const StudioSqlWork *self,
                      const PgQuery__Node *node,
                      const char *cast,
                      const char *rule,
                      const char *message)
{
  const StudioSqlText *text = self->subject->text;
  guint first = 0, last = 0;
  gsize start, end;
  int sign;

  if (!find_tokens (self, node, &first, &last))
    return;
  start = studio_sql_text_get (text, first)->start;
  end = studio_sql_text_get (text, last)->end;
  studio_sql_edits_begin (self->edits, rule, message);
  if (studio_sql_work_is_json_part (self, node))
    {
      gsize arrow = node->a_expr->location;

      studio_sql_edits_replace (self->edits, arrow, arrow + 2,
                                g_str_equal (studio_sql_operator (node), "->") ? "->>" : "#>>");
    }
  sign = studio_sql_text_get_kind (text, first);
  if (sign != '-' && sign != '+' && studio_sql_text_primary_end (text, first) == last)
    {
      studio_sql_edits_replace (self->edits, end, end, cast);
      return;
    }
  if (*cast != '\0')
    {
      g_autofree char *close = g_strconcat (")", cast, NULL);

      studio_sql_edits_replace (self->edits, start, start, "(");
      studio_sql_edits_replace (self->edits, end, end, close);
    }
}

StudioField *
studio_sql_work_field (const StudioSqlWork *self, const PgQuery__Node *node)
{
  const StudioSqlReference *reference =
      node != NULL && node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF
          ? studio_sql_names_find_reference (self->subject->names, node->column_ref)
          : NULL;

  return reference != NULL && reference->column != NULL ? reference->column->field : NULL;
}

/* The words that name a kind of value. */
static gpointer
load_words (gpointer data)
{
  GHashTable *kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text =
      studio_resource_read_text ("/org/example/KpiStudio/engine/sql/value-words.txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = *lines[i] != '#' ? g_strsplit (lines[i], " ", 2) : NULL;

      if (words != NULL && words[0] != NULL && words[1] != NULL)
        g_hash_table_insert (kinds, g_strdup (words[0]), g_strdup_printf (" %s ", words[1]));
    }
  return kinds;
}

static gboolean
is_named_like (StudioField *field, const char *kind)
{
  static GOnce once = G_ONCE_INIT;
  const char *list = g_hash_table_lookup (g_once (&once, load_words, NULL), kind);
  g_autofree char *name = g_utf8_strdown (studio_field_get_name (field), -1);
  g_auto (GStrv) words = g_strsplit (name, "_", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (studio_sql_is_among (list, words[i]))
      return TRUE;
  return FALSE;
}

/* The field that Metabase unfolded from what `column->'a'->>'b'` reads. */
static StudioField *
find_unfolded (const StudioSqlWork *self, const PgQuery__Node *node)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) path = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  StudioField *column;

  for (; studio_sql_is_operator (node, " -> ->> "); node = node->a_expr->lexpr)
    {
      if (studio_sql_string (node->a_expr->rexpr) == NULL)
        return NULL;
      g_ptr_array_insert (keys, 0, (gpointer) studio_sql_string (node->a_expr->rexpr));
    }
  column = studio_sql_work_field (self, node);
  if (column == NULL)
    return NULL;
  g_strv_builder_add (path, studio_field_get_name (column));
  for (guint i = 0; i < keys->len; i++)
    g_strv_builder_add (path, g_ptr_array_index (keys, i));
  names = g_strv_builder_end (path);
  return studio_sql_relations_find_nested (self->subject->relations, NULL, names);
}

/* The expression behind a column that a subquery or CTE hands on. */
static const PgQuery__Node *
find_origin (const StudioSqlWork *self, const PgQuery__Node *node)
{
  const StudioSqlReference *reference =
      node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF
          ? studio_sql_names_find_reference (self->subject->names, node->column_ref)
          : NULL;
  const StudioSqlColumn *column = reference != NULL ? reference->column : NULL;

  for (; column != NULL; column = column->origin)
    if (column->expression != NULL)
      node = column->expression;
  return node;
}

gboolean
studio_sql_work_may_hold (const StudioSqlWork *self, const PgQuery__Node *node, gboolean time)
{
  const PgQuery__Node *origin = find_origin (self, node);
  StudioField *field = find_unfolded (self, origin);
  StudioFieldKind kind;

  if (studio_sql_is_operator (origin, " -> ->> #> #>> "))
    {
      kind = field != NULL ? studio_field_get_kind (field) : STUDIO_FIELD_OTHER;
      return kind == STUDIO_FIELD_OTHER || is_named_like (field, time ? "time" : "number") ||
             (time ? studio_field_kind_is_temporal (kind) : studio_field_kind_is_number (kind));
    }
  field = studio_sql_work_field (self, node);
  return field != NULL ? is_named_like (field, time ? "time" : "number")
                       : node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF;
}

gboolean
studio_sql_work_is_flag (const StudioSqlWork *self, const PgQuery__Node *node)
{
  StudioField *field = find_unfolded (self, find_origin (self, node));

  return field != NULL && studio_field_is_nested (field) &&
         studio_field_get_kind (field) == STUDIO_FIELD_BOOLEAN;
}

const char *
studio_sql_work_period_format (const StudioSqlWork *self, const PgQuery__Node *node)
{
  StudioField *field = studio_sql_work_field (self, node);
  double length = field != NULL && studio_sql_work_type (self, node) == STUDIO_SQL_TYPE_TEXT
                      ? studio_field_get_info (field)->fingerprint.average_length
                      : 0;

  return length == 7 ? "YYYY-MM" : length == 6 ? "YYYYMM" : length == 4 ? "YYYY" : NULL;
}

void
studio_sql_work_read_time (const StudioSqlWork *self,
                           const PgQuery__Node *node,
                           const char *cast,
                           const char *rule)
{
  const char *message = _ ("The column holds text, so it is read as a time first.");
  const char *format = studio_sql_work_period_format (self, node);
  g_autofree char *text = NULL, *after = NULL;

  if (format == NULL)
    {
      if (studio_sql_work_may_hold (self, node, TRUE))
        studio_sql_work_cast (self, node, cast, rule, message);
      return;
    }
  text = studio_sql_node_text (self->subject->names, node);
  after = text != NULL ? g_strdup_printf ("to_date(%s, '%s')", text, format) : NULL;
  if (after != NULL)
    studio_sql_work_replace (self, node, after, rule, message);
}

void
studio_sql_work_replace (const StudioSqlWork *self,
                         const PgQuery__Node *node,
                         const char *text,
                         const char *rule,
                         const char *message)
{
  gsize start, end;

  if (studio_sql_names_span (self->subject->names, node, &start, &end))
    studio_sql_edits_add (self->edits, rule, message, start, end, text);
}

void
studio_sql_work_replace_call (const StudioSqlWork *self,
                              const PgQuery__Node *call,
                              const char *text,
                              const char *rule,
                              const char *message)
{
  const StudioSqlText *tokens = self->subject->text;
  guint name = studio_sql_text_at (tokens, call->func_call->location);
  guint open = name;
  guint close;

  while (studio_sql_text_get_kind (tokens, open + 1) == '.')
    open += 2;
  close = studio_sql_text_match (tokens, open + 1);
  if (name == STUDIO_SQL_NOWHERE || close == STUDIO_SQL_NOWHERE)
    return;
  studio_sql_edits_add (self->edits, rule, message, studio_sql_text_get (tokens, name)->start,
                        studio_sql_text_get (tokens, close)->end, text);
}

static void
look_at (const PgQuery__Node *node, const StudioSqlSpot *spot, gpointer user_data)
{
  static const StudioSqlValueFunc functions[] = {
    _studio_sql_values_json, _studio_sql_values_comparison, _studio_sql_values_time,
    _studio_sql_values_call, _studio_sql_values_branch,
  };

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    functions[i](user_data, node, spot);
}

void
_studio_sql_rule_values (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  StudioSqlWork work = { subject, edits };

  if (subject->names != NULL)
    studio_sql_visit (subject->tree, look_at, &work);
}
