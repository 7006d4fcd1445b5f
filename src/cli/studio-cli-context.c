/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-context.h"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-file.h"
#include "cli/studio-cli-reading.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-error.h"
#include "core/studio-json.h"

#include <string.h>

#include <glib/gi18n.h>

gboolean
studio_cli_read_context (StudioCli *self,
                         StudioDatabase *database,
                         const char *path,
                         GError **error)
{
  StudioContext *context = studio_session_get_context (self->session, database);
  g_autofree char *text = studio_cli_read_file (path, error);
  GPtrArray *problems;

  if (text == NULL || !studio_context_set_text (context, text, error))
    return FALSE;
  problems = studio_context_get_problems (context);
  for (guint i = 0; i < problems->len; i++)
    studio_cli_complain (self, g_ptr_array_index (problems, i));
  return TRUE;
}

/* The one database whose context is read or written. */
static StudioDatabase *
get_only_database (GPtrArray *databases, GError **error)
{
  if (databases->len == 1)
    return g_ptr_array_index (databases, 0);
  g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
               _ ("There are %u databases, and each has a context of its own. Name one with "
                  "--database."),
               databases->len);
  return NULL;
}

static gboolean
write_file (StudioContext *context, const char *path, GError **error)
{
  const char *text = studio_context_get_text (context);
  g_autoptr (GError) problem = NULL;

  if (g_file_set_contents (path, text, -1, &problem))
    return TRUE;
  g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
               _ ("The context could not be written to %s: %s. Choose another file."), path,
               problem->message);
  return FALSE;
}

/* Returns: (transfer full) (nullable): of StudioInquiry. */
static GPtrArray *
suggest (StudioCli *self, StudioDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) tables = studio_cli_select_tables (self, database, error);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;
  g_autoptr (GError) fatal = NULL;

  if (tables == NULL)
    return NULL;
  studio_cli_read_tables (self, database, tables, &fatal);
  if (fatal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fatal));
      return NULL;
    }
  studio_cli_progress_step (self->progress, _ ("Looking for what to ask…"), 0, 0);
  studio_session_suggest_inquiries_async (self->session, database, self->cancellable,
                                          studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_suggest_inquiries_finish (self->session, result, error);
}

static void
add_facts (JsonBuilder *builder, const char *member, GPtrArray *facts)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < facts->len; i++)
    {
      const StudioFact *fact = g_ptr_array_index (facts, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "kind",
                              studio_enum_to_nick (STUDIO_TYPE_FACT_KIND, fact->kind));
      studio_json_add_string (builder, "subject", fact->subject);
      studio_json_add_string (builder, "value", fact->value);
      studio_json_add_string (builder, "meaning", fact->meaning);
      studio_json_add_string (builder, "state", fact->state);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_inquiries (JsonBuilder *builder, GPtrArray *inquiries)
{
  json_builder_set_member_name (builder, "questions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < inquiries->len; i++)
    {
      const StudioInquiry *inquiry = g_ptr_array_index (inquiries, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "kind",
                              studio_enum_to_nick (STUDIO_TYPE_FACT_KIND, inquiry->kind));
      studio_json_add_string (builder, "subject", inquiry->subject);
      studio_json_add_string (builder, "title", inquiry->title);
      studio_json_add_string (builder, "detail", inquiry->detail);
      add_facts (builder, "suggestion", inquiry->facts);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_database (JsonBuilder *builder,
              StudioDatabase *database,
              StudioContext *context,
              GPtrArray *inquiries)
{
  GPtrArray *problems = studio_context_get_problems (context);

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "database", studio_database_get_name (database));
  studio_json_add_string (builder, "text", studio_context_get_text (context));
  add_facts (builder, "facts", studio_context_get_facts (context));
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (problems, i));
  json_builder_end_array (builder);
  if (inquiries != NULL)
    add_inquiries (builder, inquiries);
  json_builder_end_object (builder);
}

/* The question and the lines that would answer it, ready to be changed and imported. */
static void
write_inquiries (GPtrArray *inquiries, GString *text)
{
  if (inquiries->len == 0)
    g_string_append (text, _ ("There is nothing to ask.\n"));
  for (guint i = 0; i < inquiries->len; i++)
    {
      const StudioInquiry *inquiry = g_ptr_array_index (inquiries, i);

      g_string_append_printf (text, "%u. %s\n   %s\n", i + 1, inquiry->title, inquiry->detail);
      for (guint k = 0; k < inquiry->facts->len; k++)
        {
          StudioFact *fact = studio_fact_copy (g_ptr_array_index (inquiry->facts, k));
          g_autofree char *sentence = NULL;

          if (fact->meaning == NULL)
            fact->meaning = g_strdup ("?");
          sentence = studio_fact_to_sentence (fact);
          g_string_append_printf (text, _ ("   Suggested: %s\n"), sentence);
          studio_fact_free (fact);
        }
    }
}

static void
write_context (StudioDatabase *database, StudioContext *context, gboolean several, GString *text)
{
  const char *whole = studio_context_get_text (context);

  if (several)
    g_string_append_printf (text, "%s%s:\n", text->len > 0 ? "\n" : "",
                            studio_database_get_name (database));
  if (*whole == '\0')
    g_string_append_printf (text,
                            _ ("Nothing is told about “%s” yet. See what to tell with "
                               "--questions, and tell it with --import FILE.\n"),
                            studio_database_get_name (database));
  else
    g_string_append_printf (text, "%s%s", whole, g_str_has_suffix (whole, "\n") ? "" : "\n");
}

static int
show (StudioCli *self, GPtrArray *databases)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < databases->len; i++)
    {
      StudioDatabase *database = g_ptr_array_index (databases, i);
      StudioContext *context = studio_session_get_context (self->session, database);
      g_autoptr (GPtrArray) inquiries =
          self->options->questions ? suggest (self, database, &error) : NULL;

      if (error != NULL)
        return studio_cli_fail (self, error);
      add_database (builder, database, context, inquiries);
      if (inquiries != NULL)
        write_inquiries (inquiries, text);
      else
        write_context (database, context, databases->len > 1, text);
    }
  json_builder_end_array (builder);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, json_builder_get_root (builder), STUDIO_CLI_OK);
  return studio_cli_print (self, text->str, STUDIO_CLI_OK);
}

int
studio_cli_context (StudioCli *self)
{
  const StudioCliOptions *options = self->options;
  g_autoptr (GPtrArray) databases = NULL;
  StudioDatabase *database = NULL;
  GError *error = NULL;

  if (!studio_cli_connect (self, &error) ||
      (databases = studio_cli_select_databases (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  if ((options->import_file != NULL || options->export_file != NULL) &&
      (database = get_only_database (databases, &error)) == NULL)
    return studio_cli_fail (self, error);
  if (options->import_file != NULL &&
      !studio_cli_read_context (self, database, options->import_file, &error))
    return studio_cli_fail (self, error);
  if (options->export_file == NULL)
    return show (self, databases);
  if (strcmp (options->export_file, "-") == 0)
    return studio_cli_print (
        self, studio_context_get_text (studio_session_get_context (self->session, database)),
        STUDIO_CLI_OK);
  if (!write_file (studio_session_get_context (self->session, database), options->export_file,
                   &error))
    return studio_cli_fail (self, error);
  return STUDIO_CLI_OK;
}
