/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-kpi-text.h"

#include <glib/gi18n.h>

const char *
studio_check_state_get_title (StudioCheckState state)
{
  switch (state)
    {
    case STUDIO_CHECK_VALID:
      return _ ("Valid");
    case STUDIO_CHECK_REPAIRED:
      return _ ("Repaired");
    case STUDIO_CHECK_INVALID:
      return _ ("Invalid");
    case STUDIO_CHECK_UNCHECKED:
    default:
      return _ ("Unchecked");
    }
}

const char *
studio_check_state_get_icon (StudioCheckState state)
{
  switch (state)
    {
    case STUDIO_CHECK_VALID:
      return "studio-valid-symbolic";
    case STUDIO_CHECK_REPAIRED:
      return "studio-repaired-symbolic";
    case STUDIO_CHECK_INVALID:
      return "studio-invalid-symbolic";
    case STUDIO_CHECK_UNCHECKED:
    default:
      return "studio-unchecked-symbolic";
    }
}

const char *
studio_decision_get_title (StudioDecision decision)
{
  switch (decision)
    {
    case STUDIO_DECISION_APPROVED:
      return _ ("Approved");
    case STUDIO_DECISION_REJECTED:
      return _ ("Rejected");
    case STUDIO_DECISION_PENDING:
    default:
      return _ ("Undecided");
    }
}

const char *
studio_registration_state_get_title (StudioRegistrationState state)
{
  switch (state)
    {
    case STUDIO_REGISTRATION_REGISTERED:
      return _ ("Registered");
    case STUDIO_REGISTRATION_OUTDATED:
      return _ ("Changed since registered");
    case STUDIO_REGISTRATION_MISSING:
      return _ ("Gone from Metabase");
    case STUDIO_REGISTRATION_BROKEN:
      return _ ("Broken in Metabase");
    case STUDIO_REGISTRATION_NONE:
    default:
      return _ ("Not registered");
    }
}

const char *
studio_severity_get_title (StudioSeverity severity)
{
  switch (severity)
    {
    case STUDIO_SEVERITY_ERROR:
      return _ ("Error");
    case STUDIO_SEVERITY_WARNING:
      return _ ("Warning");
    case STUDIO_SEVERITY_HINT:
    default:
      return _ ("Hint");
    }
}

const char *
studio_severity_get_icon (StudioSeverity severity)
{
  switch (severity)
    {
    case STUDIO_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case STUDIO_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case STUDIO_SEVERITY_HINT:
    default:
      return "dialog-information-symbolic";
    }
}

/* Metabase's names (reference: metabase-api.md) and what its own interface calls them. */
static const struct
{
  const char *display;
  const char *title;
} displays[] = {
  { "scalar", N_ ("Number") },     { "smartscalar", N_ ("Trend") },
  { "progress", N_ ("Progress") }, { "gauge", N_ ("Gauge") },
  { "line", N_ ("Line") },         { "area", N_ ("Area") },
  { "bar", N_ ("Bar") },           { "row", N_ ("Row") },
  { "combo", N_ ("Combo") },       { "pie", N_ ("Pie") },
  { "scatter", N_ ("Scatter") },   { "waterfall", N_ ("Waterfall") },
  { "funnel", N_ ("Funnel") },     { "map", N_ ("Map") },
  { "table", N_ ("Table") },       { "pivot", N_ ("Pivot Table") },
};

const char *
studio_display_get_title (const char *display)
{
  for (gsize i = 0; i < G_N_ELEMENTS (displays); i++)
    if (g_strcmp0 (displays[i].display, display) == 0)
      return _ (displays[i].title);
  return display;
}

const char *const *
studio_displays_get_all (void)
{
  static const char *all[G_N_ELEMENTS (displays) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (displays); i++)
    all[i] = displays[i].display;
  return all;
}

char *
studio_kpi_describe_state (StudioKpi *kpi)
{
  GString *text = g_string_new (studio_check_state_get_title (studio_kpi_get_check_state (kpi)));
  const char *message = studio_kpi_get_check_message (kpi);

  g_string_append_printf (text, " · %s", studio_decision_get_title (studio_kpi_get_decision (kpi)));
  if (studio_kpi_get_registration (kpi) != STUDIO_REGISTRATION_NONE)
    g_string_append_printf (
        text, " · %s", studio_registration_state_get_title (studio_kpi_get_registration (kpi)));
  if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_INVALID && message != NULL)
    g_string_append_printf (text, "\n%s", message);
  return g_string_free (text, FALSE);
}
