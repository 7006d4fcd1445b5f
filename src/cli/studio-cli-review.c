/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-error.h"

#include <glib/gi18n.h>

typedef struct
{
  guint changed;
  guint unchanged;
  guint invalid;
} Outcome;

static Outcome
decide (StudioCli *self, GPtrArray *kpis, StudioDecision decision)
{
  Outcome outcome = { 0 };

  outcome.changed = studio_session_decide (self->session, kpis, decision);
  for (guint i = 0; i < kpis->len; i++)
    outcome.invalid += studio_kpi_get_decision (g_ptr_array_index (kpis, i)) != decision;
  outcome.unchanged = kpis->len - outcome.changed - outcome.invalid;
  return outcome;
}

static int
print_outcome (StudioCli *self, StudioDecision decision, const Outcome *outcome)
{
  const char *done = studio_enum_to_nick (STUDIO_TYPE_DECISION, decision);
  int status = outcome->invalid > 0 ? STUDIO_CLI_SOME_FAILED : STUDIO_CLI_OK;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GString) text = NULL;

  if (self->options->format == STUDIO_CLI_JSON)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, done);
      json_builder_add_int_value (builder, outcome->changed);
      json_builder_set_member_name (builder, "unchanged");
      json_builder_add_int_value (builder, outcome->unchanged);
      json_builder_set_member_name (builder, "invalid");
      json_builder_add_int_value (builder, outcome->invalid);
      json_builder_end_object (builder);
      return studio_cli_print_json (self, json_builder_get_root (builder), status);
    }
  text = g_string_new (NULL);
  if (decision == STUDIO_DECISION_APPROVED)
    g_string_append_printf (
        text, ngettext ("%u KPI approved.\n", "%u KPIs approved.\n", outcome->changed),
        outcome->changed);
  else
    g_string_append_printf (
        text, ngettext ("%u KPI rejected.\n", "%u KPIs rejected.\n", outcome->changed),
        outcome->changed);
  if (outcome->unchanged > 0)
    g_string_append_printf (
        text, ngettext ("%u was so already.\n", "%u were so already.\n", outcome->unchanged),
        outcome->unchanged);
  if (outcome->invalid > 0)
    g_string_append_printf (
        text,
        ngettext ("%u cannot be approved: its check did not find it valid.\n",
                  "%u cannot be approved: their checks did not find them valid.\n",
                  outcome->invalid),
        outcome->invalid);
  return studio_cli_print (self, text->str, status);
}

static int
review (StudioCli *self, StudioDecision decision)
{
  g_autoptr (GPtrArray) kpis = NULL;
  GError *error = NULL;
  Outcome outcome;

  kpis = studio_cli_select_named_kpis (self, &error);
  if (kpis == NULL)
    return studio_cli_fail (self, error);
  outcome = decide (self, kpis, decision);
  return print_outcome (self, decision, &outcome);
}

int
studio_cli_approve (StudioCli *self)
{
  return review (self, STUDIO_DECISION_APPROVED);
}

int
studio_cli_reject (StudioCli *self)
{
  return review (self, STUDIO_DECISION_REJECTED);
}
