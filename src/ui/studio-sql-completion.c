/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-sql-completion.h"

#include <string.h>

#include <glib/gi18n.h>

struct _StudioSqlProposal
{
  GObject parent_instance;

  char *text;
  char *detail;     /* (nullable) */
  const char *icon; /* (nullable) static */
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

G_DEFINE_FINAL_TYPE_WITH_CODE (StudioSqlProposal,
                               studio_sql_proposal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, NULL))

static void
studio_sql_proposal_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, STUDIO_SQL_PROPOSAL (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_sql_proposal_finalize (GObject *object)
{
  StudioSqlProposal *self = STUDIO_SQL_PROPOSAL (object);

  g_free (self->text);
  g_free (self->detail);
  G_OBJECT_CLASS (studio_sql_proposal_parent_class)->finalize (object);
}

static void
studio_sql_proposal_class_init (StudioSqlProposalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = studio_sql_proposal_get_property;
  object_class->finalize = studio_sql_proposal_finalize;
  g_object_class_install_property (
      object_class, PROP_TEXT,
      g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
studio_sql_proposal_init (StudioSqlProposal *self)
{
}

const char *
studio_sql_proposal_get_text (StudioSqlProposal *self)
{
  g_return_val_if_fail (STUDIO_IS_SQL_PROPOSAL (self), NULL);
  return self->text;
}

struct _StudioSqlCompletion
{
  GObject parent_instance;

  StudioSchemaLoader *loader; /* (owned) */
  StudioDatabase *database;   /* (owned) (nullable) */
};

static void studio_sql_completion_provider_init (GtkSourceCompletionProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StudioSqlCompletion,
                               studio_sql_completion,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      studio_sql_completion_provider_init))

/* What is written most; the rest is quicker typed than chosen. */
static const char *const words[] = {
  "SELECT",    "FROM",         "WHERE",        "GROUP BY",      "ORDER BY",  "HAVING",
  "LIMIT",     "JOIN",         "LEFT JOIN",    "DISTINCT",      "CASE WHEN", "BETWEEN",
  "COALESCE(", "NULLIF(",      "COUNT(*)",     "SUM(",          "AVG(",      "MIN(",
  "MAX(",      "ROUND(",       "DATE_TRUNC(",  "FILTER (WHERE", "INTERVAL",  "CURRENT_DATE",
  "NOW()",     "PARTITION BY", "ROW_NUMBER()", "UNION ALL",
};

static void
add (GListStore *store, const char *text, const char *detail, const char *icon)
{
  g_autoptr (StudioSqlProposal) proposal = g_object_new (STUDIO_TYPE_SQL_PROPOSAL, NULL);

  proposal->text = g_strdup (text);
  proposal->detail = g_strdup (detail);
  proposal->icon = icon;
  g_list_store_append (store, proposal);
}

/* As it has to be written: PostgreSQL folds what is not quoted to lower case. */
static char *
quote (const char *name)
{
  gboolean plain = g_ascii_islower (name[0]) || name[0] == '_';

  for (const char *c = name; plain && *c != '\0'; c++)
    plain = g_ascii_islower (*c) || g_ascii_isdigit (*c) || *c == '_';
  return plain ? g_strdup (name) : g_strdup_printf ("\"%s\"", name);
}

static void
add_columns (StudioSqlCompletion *self, GListStore *store, StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);

  studio_schema_loader_load (self->loader, G_OBJECT (table));
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      g_autofree char *name = quote (studio_field_get_name (field));

      if (!studio_field_is_nested (field))
        add (store, name, studio_table_get_name (table), "studio-field-symbolic");
    }
}

/* The table that the statement calls @qualifier, or all tables that it names. */
static GPtrArray *
find_tables (StudioSqlCompletion *self, const char *sql, const char *qualifier)
{
  static GRegex *regex;
  GPtrArray *tables = g_ptr_array_new ();
  g_autoptr (GMatchInfo) match = NULL;

  if (regex == NULL)
    regex = g_regex_new ("\\b(?:from|join)\\s+(?:\\w+\\.)?\"?(\\w+)\"?(?:\\s+(?:as\\s+)?(\\w+))?",
                         G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  for (g_regex_match (regex, sql, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *alias = g_match_info_fetch (match, 2);
      StudioTable *table = studio_database_find_table (self->database, NULL, name);

      if (table != NULL && !g_ptr_array_find (tables, table, NULL) &&
          (qualifier == NULL || g_ascii_strcasecmp (qualifier, name) == 0 ||
           (alias != NULL && g_ascii_strcasecmp (qualifier, alias) == 0)))
        g_ptr_array_add (tables, table);
    }
  return tables;
}

GListModel *
studio_sql_completion_list (StudioSqlCompletion *self, const char *sql, const char *qualifier)
{
  GListStore *store = g_list_store_new (STUDIO_TYPE_SQL_PROPOSAL);

  g_return_val_if_fail (STUDIO_IS_SQL_COMPLETION (self), NULL);

  if (self->database != NULL)
    {
      GListModel *tables = studio_database_get_tables (self->database);
      g_autoptr (GPtrArray) named = find_tables (self, sql, qualifier);

      for (guint i = 0; i < named->len; i++)
        add_columns (self, store, g_ptr_array_index (named, i));
      for (guint i = 0; qualifier == NULL && i < g_list_model_get_n_items (tables); i++)
        {
          g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
          g_autofree char *name = quote (studio_table_get_name (table));

          add (store, name, NULL, "studio-table-symbolic");
        }
    }
  for (gsize i = 0; qualifier == NULL && i < G_N_ELEMENTS (words); i++)
    add (store, words[i], NULL, NULL);
  return G_LIST_MODEL (store);
}

/* The name before the dot in front of @at. */
static char *
find_qualifier (const GtkTextIter *at)
{
  GtkTextIter end = *at;
  GtkTextIter start;

  if (!gtk_text_iter_backward_char (&end) || gtk_text_iter_get_char (&end) != '.')
    return NULL;
  start = end;
  while (gtk_text_iter_backward_char (&start))
    {
      gunichar c = gtk_text_iter_get_char (&start);

      if (!g_unichar_isalnum (c) && c != '_')
        {
          gtk_text_iter_forward_char (&start);
          break;
        }
    }
  return gtk_text_iter_get_text (&start, &end);
}

static void
populate_async (GtkSourceCompletionProvider *provider,
                GtkSourceCompletionContext *context,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  StudioSqlCompletion *self = STUDIO_SQL_COMPLETION (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *word = gtk_source_completion_context_get_word (context);
  g_autofree char *sql = NULL;
  g_autofree char *qualifier = NULL;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  GtkStringFilter *filter;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  sql = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gtk_source_completion_context_get_bounds (context, &start, &end);
  qualifier = find_qualifier (&start);
  filter =
      gtk_string_filter_new (gtk_property_expression_new (STUDIO_TYPE_SQL_PROPOSAL, NULL, "text"));
  gtk_string_filter_set_match_mode (filter, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  gtk_string_filter_set_search (filter, word);
  g_task_set_source_tag (task, populate_async);
  g_task_return_pointer (
      task,
      gtk_filter_list_model_new (studio_sql_completion_list (self, sql, qualifier),
                                 GTK_FILTER (filter)),
      g_object_unref);
}

static GListModel *
populate_finish (GtkSourceCompletionProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
refilter (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GListModel *model)
{
  g_autofree char *word = gtk_source_completion_context_get_word (context);

  gtk_string_filter_set_search (
      GTK_STRING_FILTER (gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (model))), word);
}

/* Cells are used again, so that the columns without anything have to be told so. */
static void
display (GtkSourceCompletionProvider *provider,
         GtkSourceCompletionContext *context,
         GtkSourceCompletionProposal *proposal,
         GtkSourceCompletionCell *cell)
{
  StudioSqlProposal *self = STUDIO_SQL_PROPOSAL (proposal);

  switch (gtk_source_completion_cell_get_column (cell))
    {
    case GTK_SOURCE_COMPLETION_COLUMN_ICON:
      gtk_source_completion_cell_set_icon_name (cell, self->icon);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
      gtk_source_completion_cell_set_text (cell, self->text);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
      gtk_source_completion_cell_set_text (cell, self->detail);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_BEFORE:
    case GTK_SOURCE_COMPLETION_COLUMN_COMMENT:
    case GTK_SOURCE_COMPLETION_COLUMN_DETAILS:
    default:
      gtk_source_completion_cell_set_text (cell, NULL);
    }
}

static void
activate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GtkSourceCompletionProposal *proposal)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  GtkTextIter start, end;

  gtk_source_completion_context_get_bounds (context, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, STUDIO_SQL_PROPOSAL (proposal)->text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
is_trigger (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar c)
{
  return c == '.';
}

static int
get_priority (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context)
{
  return 100;
}

static char *
get_title (GtkSourceCompletionProvider *provider)
{
  return g_strdup (_ ("Tables and Columns"));
}

static void
studio_sql_completion_provider_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->populate_async = populate_async;
  iface->populate_finish = populate_finish;
  iface->refilter = refilter;
  iface->display = display;
  iface->activate = activate;
  iface->is_trigger = is_trigger;
  iface->get_priority = get_priority;
  iface->get_title = get_title;
}

static void
studio_sql_completion_dispose (GObject *object)
{
  StudioSqlCompletion *self = STUDIO_SQL_COMPLETION (object);

  g_clear_object (&self->loader);
  g_clear_object (&self->database);
  G_OBJECT_CLASS (studio_sql_completion_parent_class)->dispose (object);
}

static void
studio_sql_completion_class_init (StudioSqlCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_sql_completion_dispose;
}

static void
studio_sql_completion_init (StudioSqlCompletion *self)
{
}

StudioSqlCompletion *
studio_sql_completion_new (StudioSchemaLoader *loader)
{
  StudioSqlCompletion *self = g_object_new (STUDIO_TYPE_SQL_COMPLETION, NULL);

  self->loader = g_object_ref (loader);
  return self;
}

void
studio_sql_completion_set_database (StudioSqlCompletion *self, StudioDatabase *database)
{
  g_return_if_fail (STUDIO_IS_SQL_COMPLETION (self));
  g_set_object (&self->database, database);
}
