/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"
#include "sql/lint/studio-sql-near-miss.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TABLES_NAMED 3

static StudioFinding *
report (StudioSqlNames *self,
        const StudioSqlReference *reference,
        const char *id,
        StudioErrorClass error_class,
        char *message)
{
  gssize start, end;

  _studio_sql_names_name_span (self, reference->node->location, &start, &end);
  return _studio_sql_names_report_span (self, id, error_class, start, end, message);
}

static char *
source_text (StudioSqlNames *self, const PgQuery__Node *node)
{
  gsize start = 0, end = 0;

  if (!studio_sql_names_span (self, node, &start, &end))
    return NULL;
  return g_strndup (self->sql + start, end - start);
}

/* --- tables --- */

/* The table that a name misses by little. */
static const StudioSqlTable *
near_table (StudioSqlNames *self, const PgQuery__RangeVar *range)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *near;
  guint n = studio_sql_schema_get_n_tables (self->schema);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, studio_sql_schema_get_table (self->schema, i)->name);
  near = studio_sql_near_miss (self->schema, range->relname, names);
  return near != NULL ? studio_sql_schema_find_table (self->schema, NULL, near) : NULL;
}

static char *
write_table (const StudioSqlTable *table, gboolean qualified)
{
  g_autofree char *name = studio_sql_quote_name (table->name);
  g_autofree char *schema =
      table->schema != NULL && qualified ? studio_sql_quote_name (table->schema) : NULL;

  return schema != NULL ? g_strconcat (schema, ".", name, NULL) : g_steal_pointer (&name);
}

void
_studio_sql_names_blame_table (StudioSqlNames *self, StudioSqlScope *scope, StudioSqlSource *source)
{
  const PgQuery__RangeVar *range = source->range;
  const StudioSqlTable *other = studio_sql_schema_find_table (self->schema, NULL, range->relname);
  gboolean qualified = range->schemaname[0] != '\0';
  StudioFinding *finding;
  gssize start, end;
  char *message;

  if (other == NULL)
    other = near_table (self, range);
  if (other == NULL)
    message = g_strdup_printf (_ ("There is no table “%s”."), range->relname);
  else if (qualified && strcmp (other->name, range->relname) == 0)
    message = g_strdup_printf (_ ("There is no table “%s” in the schema “%s”; it is in “%s”."),
                               range->relname, range->schemaname, other->schema);
  else if (g_ascii_strcasecmp (other->name, range->relname) == 0)
    message =
        g_strdup_printf (_ ("There is no table “%s”: its name has capitals, “%s”, and must be "
                            "written in double quotes."),
                         range->relname, other->name);
  else
    message =
        g_strdup_printf (_ ("There is no table “%s”. Is “%s” meant?"), range->relname, other->name);
  _studio_sql_names_name_span (self, range->location, &start, &end);
  finding = _studio_sql_names_report_span (self, "unknown-table", STUDIO_ERROR_CLASS_UNKNOWN_TABLE,
                                           start, end, message);
  if (other != NULL && start >= 0)
    finding->fix = write_table (other, qualified);
}

/* A database without anything in “public” looks elsewhere as a rule. */
static gboolean
uses_public (const StudioSqlSchema *schema)
{
  guint n = studio_sql_schema_get_n_tables (schema);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (studio_sql_schema_get_table (schema, i)->schema, "public") == 0)
      return TRUE;
  return FALSE;
}

void
_studio_sql_names_blame_schema (StudioSqlNames *self, const StudioSqlSource *source)
{
  const StudioSqlTable *table = source->table;
  StudioFinding *finding;
  gssize start, end;

  _studio_sql_names_name_span (self, source->range->location, &start, &end);
  finding = _studio_sql_names_report_span (
      self, "schema-missing", STUDIO_ERROR_CLASS_UNKNOWN_TABLE, start, end,
      g_strdup_printf (_ ("“%s” is in the schema “%s”, where the database looks only when it was "
                          "told to. Write %s.%s."),
                       table->name, table->schema, table->schema, table->name));
  finding->severity = uses_public (self->schema) ? STUDIO_SEVERITY_WARNING : STUDIO_SEVERITY_HINT;
  if (start >= 0)
    finding->fix = write_table (table, TRUE);
}

/* --- the name before the dot --- */

/* A table of @scope that was given an alias is only known by that. */
static StudioSqlSource *
find_hidden_by_alias (StudioSqlScope *scope, const char *name)
{
  StudioSqlSource *found = NULL;

  for (guint i = 0; i < scope->query.sources->len; i++)
    {
      StudioSqlSource *source = g_ptr_array_index (scope->query.sources, i);

      if (source->range == NULL || !source->has_alias || strcmp (source->range->relname, name) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = source;
    }
  return found;
}

static StudioSqlSource *
find_unreachable (StudioSqlScope *scope, const char *name)
{
  for (; scope != NULL; scope = scope->parent)
    for (guint i = 0; i < scope->query.sources->len; i++)
      {
        StudioSqlSource *source = g_ptr_array_index (scope->query.sources, i);

        if (source->name != NULL && strcmp (source->name, name) == 0)
          return source;
      }
  return NULL;
}

/* `t.info.key` and `info.key`, where info is a JSON column: a way to write its keys elsewhere. */
static const StudioSqlColumn *
find_json_column (StudioSqlScope *scope, const char *name)
{
  for (; scope != NULL; scope = scope->parent)
    for (guint i = 0; i < scope->query.sources->len; i++)
      {
        const StudioSqlColumn *column =
            _studio_sql_source_find (g_ptr_array_index (scope->query.sources, i), name);

        if (column != NULL &&
            (column->type_id == STUDIO_SQL_JSON || column->type_id == STUDIO_SQL_JSONB))
          return column;
      }
  return NULL;
}

static StudioFinding *
blame_qualifier (StudioSqlNames *self, StudioSqlScope *scope, const StudioSqlReference *reference)
{
  const char *name = reference->qualifier;
  StudioSqlSource *hidden = find_hidden_by_alias (scope, name);
  StudioFinding *finding;

  if (hidden != NULL)
    {
      g_autofree char *alias = studio_sql_quote_name (hidden->name);
      g_autofree char *column =
          reference->kind == STUDIO_SQL_REFERENCE_NO_SOURCE && strcmp (reference->name, "*") == 0
              ? g_strdup ("*")
              : studio_sql_quote_name (reference->name);

      finding = report (self, reference, "missing-from", STUDIO_ERROR_CLASS_UNKNOWN_TABLE,
                        g_strdup_printf (_ ("“%s” has the alias “%s” here and is only known by "
                                            "that."),
                                         name, hidden->name));
      finding->fix = g_strconcat (alias, ".", column, NULL);
      return finding;
    }
  if (find_json_column (scope, name) != NULL)
    return report (self, reference, "missing-from", STUDIO_ERROR_CLASS_UNKNOWN_TABLE,
                   g_strdup_printf (_ ("“%s” is a JSON column, and its keys are read with "
                                       "%s->>'%s'."),
                                    name, name, reference->name));
  if (find_unreachable (scope, name) != NULL)
    return report (self, reference, "missing-from", STUDIO_ERROR_CLASS_UNKNOWN_TABLE,
                   g_strdup_printf (_ ("“%s” cannot be seen from here: an ON sees only the tables "
                                       "that it joins, a subquery in FROM only with LATERAL those "
                                       "before it."),
                                    name));
  return report (self, reference, "missing-from", STUDIO_ERROR_CLASS_UNKNOWN_TABLE,
                 g_strdup_printf (_ ("“%s” is not in FROM. Join it, or write the alias that FROM "
                                     "gives."),
                                  name));
}

/* --- aliases of the select list --- */

static StudioFinding *
blame_alias (StudioSqlNames *self, const StudioSqlReference *reference)
{
  static const char *const ids[] = {
    [STUDIO_SQL_CLAUSE_SELECT] = "alias-in-select",  [STUDIO_SQL_CLAUSE_FROM] = "alias-in-from",
    [STUDIO_SQL_CLAUSE_JOIN] = "alias-in-join",      [STUDIO_SQL_CLAUSE_WHERE] = "alias-in-where",
    [STUDIO_SQL_CLAUSE_GROUP] = "alias-in-group",    [STUDIO_SQL_CLAUSE_HAVING] = "alias-in-having",
    [STUDIO_SQL_CLAUSE_WINDOW] = "alias-in-window",  [STUDIO_SQL_CLAUSE_ORDER] = "alias-in-order",
    [STUDIO_SQL_CLAUSE_DISTINCT] = "alias-in-order", [STUDIO_SQL_CLAUSE_LIMIT] = "alias-in-limit",
    [STUDIO_SQL_CLAUSE_VALUES] = "alias-in-values",
  };
  static const char *const places[] = {
    [STUDIO_SQL_CLAUSE_SELECT] = N_ ("the select list"),
    [STUDIO_SQL_CLAUSE_FROM] = N_ ("FROM"),
    [STUDIO_SQL_CLAUSE_JOIN] = N_ ("ON"),
    [STUDIO_SQL_CLAUSE_WHERE] = N_ ("WHERE"),
    [STUDIO_SQL_CLAUSE_GROUP] = N_ ("an expression of GROUP BY"),
    [STUDIO_SQL_CLAUSE_HAVING] = N_ ("HAVING"),
    [STUDIO_SQL_CLAUSE_WINDOW] = N_ ("a window"),
    [STUDIO_SQL_CLAUSE_ORDER] = N_ ("an expression of ORDER BY"),
    [STUDIO_SQL_CLAUSE_DISTINCT] = N_ ("an expression of DISTINCT ON"),
    [STUDIO_SQL_CLAUSE_LIMIT] = N_ ("LIMIT"),
    [STUDIO_SQL_CLAUSE_VALUES] = N_ ("VALUES"),
  };
  g_autofree char *text = source_text (self, reference->output->expression);

  return report (self, reference, ids[reference->clause], STUDIO_ERROR_CLASS_UNKNOWN_COLUMN,
                 g_strdup_printf (_ ("“%s” is the name of a result’s column, which %s cannot see. "
                                     "Repeat its expression, %s."),
                                  reference->name, _ (places[reference->clause]),
                                  text != NULL ? text : "…"));
}

/* --- columns --- */

static void
add_names (GPtrArray *names, const StudioSqlSource *source)
{
  for (guint i = 0; i < source->columns->len; i++)
    {
      const StudioSqlColumn *column = g_ptr_array_index (source->columns, i);

      if (column->name != NULL)
        g_ptr_array_add (names, (gpointer) column->name);
    }
}

static const char *
near_column (StudioSqlNames *self, StudioSqlScope *scope, const StudioSqlReference *reference)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (reference->source != NULL)
    add_names (names, reference->source);
  for (guint i = 0; reference->source == NULL && i < scope->query.sources->len; i++)
    add_names (names, g_ptr_array_index (scope->query.sources, i));
  return studio_sql_near_miss (self->schema, reference->name, names);
}

/* The key of a JSON column of @source that is called @name, alone or as Metabase unfolds it. */
static StudioField *
find_key (const StudioSqlSource *source, const char *name)
{
  const StudioSqlTable *table = source->table;

  for (guint i = 0; table != NULL && i < table->fields->len; i++)
    {
      StudioField *field = g_ptr_array_index (table->fields, i);
      GStrv path = studio_field_get_info (field)->nested_path;
      guint n;

      if (!studio_field_is_nested (field) || path == NULL || (n = g_strv_length (path)) < 2)
        continue;
      if (strcmp (studio_field_get_name (field), name) == 0 || strcmp (path[n - 1], name) == 0)
        return field;
    }
  return NULL;
}

static const char *
key_cast (StudioField *field)
{
  switch ((int) studio_field_get_kind (field))
    {
    case STUDIO_FIELD_INTEGER:
    case STUDIO_FIELD_DECIMAL:
      return "::numeric";
    case STUDIO_FIELD_FLOAT:
      return "::double precision";
    case STUDIO_FIELD_BOOLEAN:
      return "::boolean";
    case STUDIO_FIELD_DATE:
      return "::date";
    case STUDIO_FIELD_DATETIME:
      return "::timestamp";
    case STUDIO_FIELD_DATETIME_TZ:
      return "::timestamptz";
    default:
      return "";
    }
}

/* (info->'a'->>'b')::numeric */
static char *
write_key (StudioField *field, const char *qualifier)
{
  GStrv path = studio_field_get_info (field)->nested_path;
  GString *text = g_string_new ("(");
  g_autofree char *column = studio_sql_quote_name (path[0]);

  if (qualifier != NULL)
    {
      g_autofree char *alias = studio_sql_quote_name (qualifier);

      g_string_append_printf (text, "%s.", alias);
    }
  g_string_append (text, column);
  for (guint i = 1; path[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (path[i], "'", -1);
      g_autofree char *key = g_strjoinv ("''", parts);

      g_string_append_printf (text, "%s'%s'", path[i + 1] != NULL ? "->" : "->>", key);
    }
  g_string_append_printf (text, ")%s", key_cast (field));
  return g_string_free (text, FALSE);
}

static StudioFinding *
blame_key (StudioSqlNames *self, StudioSqlScope *scope, const StudioSqlReference *reference)
{
  StudioField *key = NULL;
  const char *qualifier = reference->qualifier;
  g_autofree char *text = NULL;
  StudioFinding *finding;
  guint n = 0;

  if (reference->source != NULL)
    n = (key = find_key (reference->source, reference->name)) != NULL;
  for (guint i = 0; reference->source == NULL && i < scope->query.sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (scope->query.sources, i);
      StudioField *field = find_key (source, reference->name);

      if (field == NULL)
        continue;
      key = field;
      qualifier = scope->query.sources->len > 1 ? source->name : NULL;
      n++;
    }
  if (n != 1)
    return NULL;
  text = write_key (key, qualifier);
  finding =
      report (self, reference, "unknown-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN,
              g_strdup_printf (_ ("“%s” is a key of the JSON column “%s” and no column "
                                  "itself. Write %s."),
                               reference->name, studio_field_get_info (key)->nested_path[0], text));
  finding->fix = g_steal_pointer (&text);
  return finding;
}

/* “tb_a, tb_b”: the tables that have such a column. */
static char *
tables_with (StudioSqlNames *self, const char *name)
{
  GString *text = g_string_new (NULL);
  guint n = self->schema != NULL ? studio_sql_schema_get_n_tables (self->schema) : 0;
  guint found = 0;

  for (guint i = 0; i < n && found < MAX_TABLES_NAMED; i++)
    {
      const StudioSqlTable *table = studio_sql_schema_get_table (self->schema, i);

      for (guint k = 0; k < table->fields->len; k++)
        if (strcmp (studio_field_get_name (g_ptr_array_index (table->fields, k)), name) == 0)
          {
            g_string_append_printf (text, found++ > 0 ? ", %s" : "%s", table->name);
            break;
          }
    }
  return g_string_free (text, found == 0);
}

static gboolean
is_in_double_quotes (StudioSqlNames *self, const StudioSqlReference *reference)
{
  return reference->node->n_fields == 1 && reference->node->location >= 0 &&
         self->sql[reference->node->location] == '"';
}

static char *
write_string (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  g_autofree char *joined = g_strjoinv ("''", parts);

  return g_strconcat ("'", joined, "'", NULL);
}

static StudioFinding *
blame_near_miss (StudioSqlNames *self, const StudioSqlReference *reference, const char *near)
{
  StudioFinding *finding = report (
      self, reference, "unknown-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN,
      g_ascii_strcasecmp (near, reference->name) == 0
          ? g_strdup_printf (_ ("There is no column “%s”: its name has capitals, “%s”, and must be "
                                "written in double quotes."),
                             reference->name, near)
          : g_strdup_printf (_ ("There is no column “%s”. Is “%s” meant?"), reference->name, near));
  g_autofree char *qualifier = NULL;
  g_autofree char *column = studio_sql_quote_name (near);

  if (reference->node->n_fields > 2)
    return finding;
  if (reference->qualifier != NULL)
    qualifier = studio_sql_quote_name (reference->qualifier);
  finding->fix = qualifier != NULL ? g_strconcat (qualifier, ".", column, NULL) : g_strdup (column);
  return finding;
}

/* Metabase leaves out the columns that it was told are sensitive; the places of the others tell. */
static gboolean
hides_columns (const StudioSqlTable *table)
{
  int first = G_MAXINT, last = -1;

  for (guint i = 0; table != NULL && i < table->fields->len; i++)
    {
      StudioField *field = g_ptr_array_index (table->fields, i);

      if (studio_field_is_nested (field))
        continue;
      first = MIN (first, studio_field_get_info (field)->position);
      last = MAX (last, studio_field_get_info (field)->position);
    }
  return last >= first && (guint) (last - first) >= table->fields->len;
}

static gboolean
may_be_hidden (const StudioSqlScope *scope, const StudioSqlReference *reference)
{
  if (reference->source != NULL)
    return hides_columns (reference->source->table);
  for (guint i = 0; i < scope->query.sources->len; i++)
    if (hides_columns (
            ((const StudioSqlSource *) g_ptr_array_index (scope->query.sources, i))->table))
      return TRUE;
  return FALSE;
}

static StudioFinding *
report_column (StudioSqlNames *self,
               const StudioSqlScope *scope,
               const StudioSqlReference *reference,
               char *message)
{
  StudioFinding *finding =
      report (self, reference, "unknown-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN, message);

  if (may_be_hidden (scope, reference))
    finding->severity = STUDIO_SEVERITY_WARNING;
  return finding;
}

static void
blame_column (StudioSqlNames *self, StudioSqlScope *scope, const StudioSqlReference *reference)
{
  const char *near = near_column (self, scope, reference);
  g_autofree char *tables = NULL;
  StudioFinding *finding;

  if (blame_key (self, scope, reference) != NULL)
    return;
  if (near != NULL)
    {
      blame_near_miss (self, reference, near);
      return;
    }
  tables = tables_with (self, reference->name);
  if (is_in_double_quotes (self, reference))
    {
      finding =
          report_column (self, scope, reference,
                         g_strdup_printf (_ ("“%s” in double quotes is the name of a column, and "
                                             "there is none. A text stands in single quotes."),
                                          reference->name));
      finding->fix = write_string (reference->name);
    }
  else if (tables != NULL)
    report_column (self, scope, reference,
                   g_strdup_printf (_ ("There is no column “%s” here; it is one of %s."),
                                    reference->name, tables));
  else if (reference->source != NULL)
    report (
        self, reference, "unknown-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN,
        g_strdup_printf (_ ("“%s” has no column “%s”."), reference->source->name, reference->name));
  else
    report_column (self, scope, reference,
                   g_strdup_printf (_ ("There is no column “%s”."), reference->name));
}

static void
blame_ambiguity (StudioSqlNames *self, const StudioSqlReference *reference)
{
  GString *owners = g_string_new (NULL);

  if (reference->qualifier != NULL)
    {
      g_string_free (owners, TRUE);
      report (self, reference, "ambiguous-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN,
              g_strdup_printf (_ ("“%s” has several columns “%s”. Give them different names where "
                                  "they are made."),
                               reference->qualifier, reference->name));
      return;
    }

  for (guint i = 0; i < reference->home->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (reference->home->sources, i);

      if (_studio_sql_source_find (source, reference->name) != NULL && source->name != NULL)
        g_string_append_printf (owners, "%s%s.%s", owners->len > 0 ? ", " : "", source->name,
                                reference->name);
    }
  report (
      self, reference, "ambiguous-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN,
      g_strdup_printf (_ ("“%s” could be any of %s. Say which."), reference->name, owners->str));
  g_string_free (owners, TRUE);
}

void
_studio_sql_names_blame (StudioSqlNames *self,
                         StudioSqlScope *scope,
                         const StudioSqlReference *reference)
{
  if (reference->kind == STUDIO_SQL_REFERENCE_NO_SOURCE)
    blame_qualifier (self, scope, reference);
  else if (reference->kind == STUDIO_SQL_REFERENCE_AMBIGUOUS)
    blame_ambiguity (self, reference);
  else if (reference->output != NULL)
    blame_alias (self, reference);
  else
    blame_column (self, scope, reference);
}
