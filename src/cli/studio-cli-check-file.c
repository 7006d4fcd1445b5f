/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-file.h"
#include "cli/studio-cli-reading.h"
#include "cli/studio-cli-selection.h"
#include "cli/studio-cli-statements.h"
#include "core/studio-error.h"
#include "core/studio-json.h"
#include "core/studio-kpi-json.h"
#include "core/studio-schema-json.h"
#include "sql/studio-sql-check.h"
#include "sql/studio-sql-schema.h"

#include <glib/gi18n.h>

/* Statements that are checked at the same time. */
#define SIDE_BY_SIDE 4

/* A database that statements may be about. */
typedef struct
{
  StudioDatabase *database; /* (owned) */
  StudioSqlSchema *schema;  /* (owned) */
} Target;

/* Checks all statements of a file, several at once. */
typedef struct
{
  StudioCli *cli;
  GPtrArray *targets;    /* of Target, empty without a schema */
  GPtrArray *statements; /* of StudioCliStatement */
  GPtrArray *reports;    /* of StudioSqlReport, in the order of statements */
  guint next;
  guint under_way;
  GError *error; /* (owned) (nullable) */
} Checking;

/* One statement that is being checked. */
typedef struct
{
  Checking *checking;
  guint index;
} Slot;

static void check_more (Checking *checking);

static void
target_free (Target *target)
{
  g_object_unref (target->database);
  studio_sql_schema_unref (target->schema);
  g_free (target);
}

static void
add_target (GPtrArray *targets, StudioDatabase *database)
{
  Target *target = g_new0 (Target, 1);

  target->database = g_object_ref (database);
  target->schema = studio_sql_schema_new (database);
  g_ptr_array_add (targets, target);
}

static gboolean
is_wanted (StudioCli *self, StudioDatabase *database)
{
  const char *wanted = self->options->database;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, studio_database_get_id (database));

  return wanted == NULL || g_strcmp0 (wanted, id) == 0 ||
         g_ascii_strcasecmp (wanted, studio_database_get_name (database)) == 0;
}

static gboolean
read_schema_file (StudioCli *self, GPtrArray *targets, GError **error)
{
  g_autofree char *text = studio_cli_read_file (self->options->schema_file, error);
  g_autoptr (JsonNode) root = text != NULL ? studio_json_from_text (text, -1, error) : NULL;
  g_autoptr (GListModel) databases = root != NULL ? studio_schema_from_json (root, error) : NULL;

  if (databases == NULL)
    {
      g_prefix_error (error, "%s: ", self->options->schema_file);
      return FALSE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (is_wanted (self, database))
        add_target (targets, database);
    }
  if (targets->len > 0)
    return TRUE;
  g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT, _ ("%s has no database “%s”."),
               self->options->schema_file, self->options->database);
  return FALSE;
}

static gboolean
read_schema_of_server (StudioCli *self, GPtrArray *targets, GError **error)
{
  g_autoptr (GPtrArray) databases = NULL;

  if (!studio_cli_connect (self, error) ||
      (databases = studio_cli_select_databases (self, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < databases->len; i++)
    {
      StudioDatabase *database = g_ptr_array_index (databases, i);
      g_autoptr (GPtrArray) tables = studio_cli_select_tables (self, database, error);

      if (tables != NULL)
        studio_cli_read_tables (self, database, tables, error);
      if (*error != NULL)
        return FALSE;
      add_target (targets, database);
    }
  return TRUE;
}

/* Without a schema and a server, statements are parsed and guarded only. */
static gboolean
read_schema (StudioCli *self, GPtrArray *targets, GError **error)
{
  if (self->options->schema_file != NULL)
    return read_schema_file (self, targets, error);
  if (studio_cli_names_server (self))
    return read_schema_of_server (self, targets, error);
  return TRUE;
}

/* The database that has the statement's table, else the first. */
static const Target *
find_target (Checking *checking, const StudioCliStatement *statement)
{
  GPtrArray *targets = checking->targets;

  for (guint i = 0; statement->table != NULL && i < targets->len; i++)
    {
      const Target *target = g_ptr_array_index (targets, i);

      if (studio_sql_schema_find_table (target->schema, NULL, statement->table) != NULL)
        return target;
    }
  return targets->len > 0 ? g_ptr_array_index (targets, 0) : NULL;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Slot *slot = user_data;
  Checking *checking = slot->checking;
  g_autoptr (GError) error = NULL;
  StudioSqlReport *report = studio_sql_check_finish (result, &error);

  checking->under_way--;
  if (report != NULL)
    g_ptr_array_index (checking->reports, slot->index) = report;
  else if (checking->error == NULL)
    checking->error = g_steal_pointer (&error);
  check_more (checking);
}

static void
check_more (Checking *checking)
{
  while (checking->error == NULL && checking->under_way < SIDE_BY_SIDE &&
         checking->next < checking->statements->len)
    {
      const StudioCliStatement *statement =
          g_ptr_array_index (checking->statements, checking->next);
      const Target *target = find_target (checking, statement);
      Slot *slot = g_new0 (Slot, 1);

      slot->checking = checking;
      slot->index = checking->next++;
      checking->under_way++;
      studio_sql_check_async (statement->sql, target != NULL ? target->schema : NULL,
                              target != NULL ? studio_database_get_dialect (target->database)
                                             : STUDIO_DIALECT_POSTGRESQL,
                              checking->cli->cancellable, checked_cb, slot);
    }
}

static void
unref_report (gpointer report)
{
  if (report != NULL)
    studio_sql_report_unref (report);
}

/* Returns: (transfer full) (nullable): of StudioSqlReport */
static GPtrArray *
check_statements (StudioCli *self, GPtrArray *targets, GPtrArray *statements, GError **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (unref_report);
  Checking checking = {
    .cli = self, .targets = targets, .statements = statements, .reports = reports
  };

  g_ptr_array_set_size (reports, statements->len);
  check_more (&checking);
  while (checking.under_way > 0)
    g_main_context_iteration (NULL, TRUE);
  if (checking.error == NULL)
    return g_steal_pointer (&reports);
  g_propagate_error (error, checking.error);
  return NULL;
}

/* The class of the whole statement stands beside them. */
static JsonNode *
write_findings (GPtrArray *findings)
{
  JsonNode *node = studio_findings_to_json (findings);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_object_remove_member (json_array_get_object_element (array, i), "class");
  return node;
}

static void
add_report (JsonBuilder *builder, const StudioSqlReport *report)
{
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "state",
                          studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, report->state));
  studio_json_add_string (builder, "class",
                          report->error_class != STUDIO_ERROR_CLASS_NONE
                              ? studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, report->error_class)
                              : NULL);
  studio_json_add_string (builder, "message", report->message);
  json_builder_set_member_name (builder, "findings");
  json_builder_add_value (builder, write_findings (report->findings));
  studio_json_add_string (builder, "sql", report->sql);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; report->rules != NULL && report->rules[i] != NULL; i++)
    json_builder_add_string_value (builder, report->rules[i]);
  json_builder_end_array (builder);
  studio_json_add_string (builder, "key", report->key);
  studio_json_add_string (builder, "weak_key", report->weak_key);
  json_builder_end_object (builder);
}

static JsonNode *
write_json (GPtrArray *reports)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < reports->len; i++)
    add_report (builder, g_ptr_array_index (reports, i));
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static void
add_text (GString *text,
          guint number,
          const StudioCliStatement *statement,
          const StudioSqlReport *report)
{
  g_string_append_printf (text, "%u. %s%s%s", number,
                          statement->name != NULL ? statement->name : "",
                          statement->name != NULL ? ": " : "",
                          studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, report->state));
  if (report->message != NULL)
    g_string_append_printf (text, ": %s", report->message);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < report->steps->len; i++)
    {
      const StudioSqlRepairStep *step = g_ptr_array_index (report->steps, i);

      g_string_append_printf (text, "   %s: %s\n", _ ("repaired"), step->message);
    }
  for (guint i = 0; i < report->findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_strcmp0 (finding->message, report->message) != 0)
        g_string_append_printf (text, "   %s: %s\n",
                                studio_enum_to_nick (STUDIO_TYPE_SEVERITY, finding->severity),
                                finding->message);
    }
}

static char *
write_text (GPtrArray *statements, GPtrArray *reports, guint invalid)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reports->len; i++)
    add_text (text, i + 1, g_ptr_array_index (statements, i), g_ptr_array_index (reports, i));
  g_string_append_printf (text, ngettext ("%u statement, ", "%u statements, ", reports->len),
                          reports->len);
  g_string_append_printf (text, ngettext ("%u invalid\n", "%u invalid\n", invalid), invalid);
  return g_string_free (text, FALSE);
}

int
studio_cli_check_file (StudioCli *self)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) target_free);
  g_autoptr (GPtrArray) statements = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  guint invalid = 0;
  int status;

  if ((statements = studio_cli_statements_read (self->options->sql_file, &error)) == NULL ||
      !read_schema (self, targets, &error) ||
      (reports = check_statements (self, targets, statements, &error)) == NULL)
    return studio_cli_fail (self, error);
  for (guint i = 0; i < reports->len; i++)
    invalid += ((StudioSqlReport *) g_ptr_array_index (reports, i))->state == STUDIO_CHECK_INVALID;
  status = invalid > 0 ? STUDIO_CLI_SOME_FAILED : STUDIO_CLI_OK;
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (reports), status);
  text = write_text (statements, reports, invalid);
  return studio_cli_print (self, text, status);
}
