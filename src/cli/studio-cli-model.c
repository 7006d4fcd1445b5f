/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-model.h"

#include "cli/studio-cli-selection.h"
#include "core/studio-error.h"
#include "core/studio-json.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* What many settings of before 2026-10-23 name. */
#define RETIRED "gpt-3.5-turbo"

static StudioSource
read_source (const char *source)
{
  return source == NULL || strcmp (source, "both") == 0 ? STUDIO_SOURCE_BOTH
         : strcmp (source, "llm") == 0                  ? STUDIO_SOURCE_MODEL
                                                        : STUDIO_SOURCE_ANALYST;
}

static void
warn (StudioCli *self, StudioLlmEndpoint *endpoint)
{
  g_autofree char *message = NULL;

  if (studio_llm_endpoint_is_exposed (endpoint))
    {
      message = g_strdup_printf (_ ("The key is sent to %s without encryption, so that others can "
                                    "read it on the way. Use an address that begins with "
                                    "https://."),
                                 studio_llm_endpoint_get_host (endpoint));
      studio_cli_complain (self, message);
    }
  if (strcmp (studio_llm_endpoint_get_model (endpoint), RETIRED) == 0 &&
      studio_llm_endpoint_get_preset (endpoint)->provider == STUDIO_LLM_OPENAI)
    {
      g_free (message);
      message = g_strdup_printf (_ ("OpenAI has retired %s; %s costs less. Set OPENAI_MODEL."),
                                 RETIRED, STUDIO_LLM_DEFAULT_MODEL);
      studio_cli_complain (self, message);
    }
}

gboolean
studio_cli_model_set_up (StudioCli *self, GError **error)
{
  StudioSource source = read_source (self->options->source);
  g_autoptr (GError) problem = NULL;
  g_autoptr (StudioLlmEndpoint) endpoint = NULL;
  g_auto (GStrv) columns =
      self->options->send_values != NULL ? g_strsplit (self->options->send_values, ",", -1) : NULL;

  if (source == STUDIO_SOURCE_ANALYST)
    {
      studio_session_set_model_settings (self->session, &(StudioModelSettings){ .source = source });
      return TRUE;
    }
  endpoint = studio_llm_endpoint_new_from_environment (studio_cli_environment_look_up,
                                                       self->environment, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (endpoint == NULL && self->options->source != NULL)
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                           _ ("No language model is named. Set OPENAI_API_KEY, or OPENAI_BASE_URL "
                              "and OPENAI_MODEL, or use --source analyst."));
      return FALSE;
    }
  if (endpoint != NULL)
    {
      if (!studio_llm_endpoint_set_effort (endpoint, self->options->effort, error))
        return FALSE;
      warn (self, endpoint);
    }
  studio_session_set_model (self->session, endpoint);
  studio_session_set_model_settings (self->session,
                                     &(StudioModelSettings){
                                         .source = source,
                                         .again = self->options->again,
                                         .value_columns = (const char *const *) columns,
                                         .context = self->options->context,
                                         .budget_tokens = self->options->budget_tokens,
                                         .budget_dollars = self->options->budget_usd,
                                     });
  return TRUE;
}

static GPtrArray *
preview (StudioCli *self, StudioDatabase *database, GPtrArray *tables, GError **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  studio_session_preview_async (self->session, database, tables, self->cancellable,
                                studio_cli_keep_result, &result);
  kept = studio_cli_wait (&result);
  return studio_session_preview_finish (self->session, kept, error);
}

static JsonNode *
previews_to_json (GPtrArray *previews)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < previews->len; i++)
    {
      const StudioLlmPreview *p = g_ptr_array_index (previews, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "table", p->table);
      studio_json_add_string (builder, "url", p->url);
      studio_json_add_string (builder, "request", p->body);
      json_builder_set_member_name (builder, "unchanged");
      json_builder_add_boolean_value (builder, p->known);
      json_builder_set_member_name (builder, "tokens");
      json_builder_begin_object (builder);
      studio_json_add_int (builder, "prompt", p->prompt);
      studio_json_add_int (builder, "completion", p->completion);
      json_builder_end_object (builder);
      json_builder_set_member_name (builder, "cost_usd");
      if (isnan (p->cost))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, p->cost);
      studio_json_add_string (builder, "left_out", p->left_out);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static char *
previews_to_text (GPtrArray *previews)
{
  g_autofree char *requests = studio_llm_previews_to_text (previews);
  GString *text = g_string_new (requests);
  g_autofree char *to_read = NULL;
  g_autofree char *to_write = NULL;
  StudioLlmPreviewTotal total;

  studio_llm_previews_sum (previews, &total);
  to_read = g_strdup_printf ("%" G_GINT64_FORMAT, total.prompt);
  to_write = g_strdup_printf ("%" G_GINT64_FORMAT, total.completion);
  g_string_append_printf (text,
                          ngettext ("%u request, about %s tokens to read and %s to write",
                                    "%u requests, about %s tokens to read and %s to write",
                                    total.requests),
                          total.requests, to_read, to_write);
  if (isnan (total.cost))
    g_string_append (text, _ ("; the price of the model is not known.\n"));
  else
    g_string_append_printf (text,
                            _ ("; %.4f to %.4f US dollars, depending on how much the model "
                               "reasons.\n"),
                            total.cost, total.most_cost);
  return g_string_free (text, FALSE);
}

static GPtrArray *
collect_previews (StudioCli *self, GError **error)
{
  g_autoptr (GPtrArray) databases = studio_cli_select_databases (self, error);
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_llm_preview_free);

  for (guint i = 0; databases != NULL && i < databases->len; i++)
    {
      StudioDatabase *database = g_ptr_array_index (databases, i);
      g_autoptr (GPtrArray) tables = studio_cli_select_tables (self, database, error);
      GPtrArray *some = tables != NULL ? preview (self, database, tables, error) : NULL;

      if (some == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, some);
    }
  return databases != NULL ? g_steal_pointer (&all) : NULL;
}

int
studio_cli_model_preview (StudioCli *self)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) previews = NULL;
  g_autofree char *text = NULL;

  if (studio_session_get_model (self->session) == NULL)
    return studio_cli_fail (
        self, g_error_new_literal (STUDIO_ERROR, STUDIO_ERROR_INPUT,
                                   _ ("--dry-run shows what a language model would be sent, and "
                                      "none is named. Set OPENAI_API_KEY, or OPENAI_BASE_URL and "
                                      "OPENAI_MODEL.")));
  previews = collect_previews (self, &error);
  if (previews == NULL)
    return studio_cli_fail (self, error);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, previews_to_json (previews), STUDIO_CLI_OK);
  text = previews_to_text (previews);
  return studio_cli_print (self, text, STUDIO_CLI_OK);
}
