/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-selection.h"

#include "core/studio-error.h"

#include <string.h>

#include <glib/gi18n.h>

#define DEFAULT_TABLES "TB_*"

/* Fewer characters of an id are too likely to be a name. */
#define SHORTEST_ID 4

static gboolean
matches_glob (const char *glob, const char *text)
{
  g_autofree char *lower_glob = g_utf8_casefold (glob, -1);
  g_autofree char *lower_text = g_utf8_casefold (text != NULL ? text : "", -1);

  return g_pattern_match_simple (lower_glob, lower_text);
}

static gboolean
matches_any_glob (const char *globs, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (globs, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (matches_glob (g_strstrip (parts[i]), text))
      return TRUE;
  return FALSE;
}

/* The schema may be part of the glob: "sales.*". */
static gboolean
matches_table (const char *globs, StudioKpi *kpi)
{
  g_autofree char *qualified =
      g_strconcat (studio_kpi_get_schema (kpi) != NULL ? studio_kpi_get_schema (kpi) : "", ".",
                   studio_kpi_get_table (kpi), NULL);

  return matches_any_glob (globs, studio_kpi_get_table (kpi)) ||
         matches_any_glob (globs, qualified);
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static gboolean
matches_database (const char *wanted, const char *name, gint64 id)
{
  if (is_number (wanted) && id == g_ascii_strtoll (wanted, NULL, 10))
    return TRUE;
  return matches_glob (wanted, name);
}

static gboolean
passes_options (const StudioCliOptions *options, StudioKpi *kpi)
{
  gint64 score = studio_kpi_get_score (kpi);
  const char *check =
      studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, studio_kpi_get_check_state (kpi));
  const char *decision = studio_enum_to_nick (STUDIO_TYPE_DECISION, studio_kpi_get_decision (kpi));

  if (options->database != NULL &&
      !matches_database (options->database, studio_kpi_get_database (kpi),
                         studio_kpi_get_database_id (kpi)))
    return FALSE;
  return (options->tables == NULL || matches_table (options->tables, kpi)) &&
         (options->category == NULL ||
          matches_any_glob (options->category, studio_kpi_get_category (kpi))) &&
         (options->check == NULL || strcmp (options->check, check) == 0) &&
         (options->decision == NULL || strcmp (options->decision, decision) == 0) &&
         (options->min_score < 0 || score >= options->min_score) &&
         (options->max_score < 0 || (score >= 0 && score <= options->max_score));
}

gboolean
studio_cli_is_selecting (StudioCli *self)
{
  const StudioCliOptions *options = self->options;

  return options->operands[0] != NULL || options->all || options->database != NULL ||
         options->tables != NULL || options->category != NULL || options->check != NULL ||
         options->decision != NULL || options->min_score >= 0 || options->max_score >= 0;
}

static gboolean
begins_id (const char *operand, StudioKpi *kpi)
{
  return strlen (operand) >= SHORTEST_ID &&
         g_ascii_strncasecmp (studio_kpi_get_id (kpi), operand, strlen (operand)) == 0;
}

/* What one operand stands for: an id or its beginning first, a name otherwise. */
static gboolean
pick_operand (GListModel *kpis, const char *operand, GHashTable *picked, GError **error)
{
  guint n = g_list_model_get_n_items (kpis);
  guint ids = 0, names = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      if (begins_id (operand, kpi))
        {
          ids++;
          g_hash_table_add (picked, kpi);
        }
    }
  for (guint i = 0; ids == 0 && i < n; i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      if (matches_glob (operand, studio_kpi_get_name (kpi)))
        {
          names++;
          g_hash_table_add (picked, kpi);
        }
    }
  if (ids == 0 && names == 0)
    g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                 _ ("No KPI has the id or name “%s”. “kpi-studio-cli list” shows them."), operand);
  else if (ids > 1)
    g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                 _ ("“%s” begins the ids of %u KPIs. Give more of it."), operand, ids);
  return ids == 1 || names > 0;
}

GPtrArray *
studio_cli_select_kpis (StudioCli *self, GError **error)
{
  GListModel *kpis = studio_session_get_kpis (self->session);
  const StudioCliOptions *options = self->options;
  g_autoptr (GHashTable) picked = g_hash_table_new (NULL, NULL);
  GPtrArray *selected;

  for (guint i = 0; options->operands[i] != NULL; i++)
    if (!pick_operand (kpis, options->operands[i], picked, error))
      return NULL;
  selected = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      if ((options->operands[0] == NULL || g_hash_table_contains (picked, kpi)) &&
          passes_options (options, kpi))
        g_ptr_array_add (selected, g_steal_pointer (&kpi));
    }
  return selected;
}

static GPtrArray *
find_databases (StudioCli *self)
{
  GListModel *databases = studio_session_get_databases (self->session);
  const char *wanted = self->options->database;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (wanted != NULL ? matches_database (wanted, studio_database_get_name (database),
                                             studio_database_get_id (database))
                         : !studio_database_get_sample (database))
        g_ptr_array_add (found, g_steal_pointer (&database));
    }
  return found;
}

static char *
name_databases (StudioCli *self)
{
  GListModel *databases = studio_session_get_databases (self->session);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                              studio_database_get_name (database));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

GPtrArray *
studio_cli_select_named_kpis (StudioCli *self, GError **error)
{
  if (!studio_cli_is_selecting (self))
    {
      g_set_error_literal (
          error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
          _ ("Say which KPIs: by id or name, with --tables, --category or a score, "
             "or --all."));
      return NULL;
    }
  return studio_cli_recall (self, TRUE, error) ? studio_cli_select_kpis (self, error) : NULL;
}

GPtrArray *
studio_cli_select_databases (StudioCli *self, GError **error)
{
  g_autoptr (GPtrArray) found = find_databases (self);
  g_autofree char *names = name_databases (self);

  if (found->len > 0)
    return g_steal_pointer (&found);
  if (self->options->database != NULL && *names != '\0')
    g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                 _ ("This Metabase has no database “%s” that you may see. There are: %s."),
                 self->options->database, names);
  else if (*names != '\0')
    g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                 _ ("This Metabase has only sample data. To use it, name it with --database: %s."),
                 names);
  else
    g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND,
                         _ ("This Metabase shows you no database that speaks SQL. Ask its "
                            "administrator for access to one."));
  return NULL;
}

const char *
studio_cli_get_tables (StudioCli *self)
{
  return self->options->tables != NULL ? self->options->tables : DEFAULT_TABLES;
}

static gboolean
load_tables (StudioCli *self, StudioDatabase *database, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  studio_session_load_tables_async (self->session, database, self->cancellable,
                                    studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_load_tables_finish (self->session, result, error);
}

GPtrArray *
studio_cli_select_tables (StudioCli *self, StudioDatabase *database, GError **error)
{
  GListModel *tables;
  GPtrArray *found;

  if (!load_tables (self, database, error))
    return NULL;
  tables = studio_database_get_tables (database);
  found = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      if (studio_table_matches (table, studio_cli_get_tables (self)))
        g_ptr_array_add (found, g_steal_pointer (&table));
    }
  return found;
}
