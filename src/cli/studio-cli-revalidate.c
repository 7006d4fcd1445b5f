/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-json.h"
#include "report/studio-text-table.h"

#include <math.h>

#include <glib/gi18n.h>

/* How many of what. */
typedef struct
{
  guint states[STUDIO_WATCH_UNKNOWN + 1];
  guint changed;
  guint slower;
  guint flat;
  guint crossed;
} Counts;

typedef struct
{
  StudioCli *cli;
  guint done;
  guint total;
} Following;

static void
watched_cb (const StudioWatch *watch, gpointer user_data)
{
  Following *following = user_data;

  following->done++;
  studio_cli_progress_step (following->cli->progress, _ ("Looking at registered KPIs…"),
                            following->done, following->total);
}

static GPtrArray *
watch (StudioCli *self, GPtrArray *kpis, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  Following following = { .cli = self };

  for (guint i = 0; i < kpis->len; i++)
    following.total += studio_kpi_get_card_id (g_ptr_array_index (kpis, i)) != 0;
  studio_session_watch_async (self->session, kpis, self->cancellable, watched_cb, &following, NULL,
                              studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_watch_finish (self->session, result, error);
}

static Counts
count (GPtrArray *watches)
{
  Counts counts = { 0 };

  for (guint i = 0; i < watches->len; i++)
    {
      const StudioWatch *entry = g_ptr_array_index (watches, i);

      counts.states[entry->state]++;
      counts.changed += entry->changed;
      counts.slower += entry->slower;
      counts.flat += entry->flat;
      counts.crossed += entry->crossed;
    }
  return counts;
}

static void
add_number (JsonBuilder *builder, const char *name, double number)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (number))
    json_builder_add_double_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_threshold (JsonBuilder *builder, StudioKpi *kpi)
{
  StudioThresholdKind kind = studio_kpi_get_threshold_kind (kpi);

  json_builder_set_member_name (builder, "threshold");
  if (kind == STUDIO_THRESHOLD_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "when", studio_enum_to_nick (STUDIO_TYPE_THRESHOLD_KIND, kind));
  add_number (builder, "value", studio_kpi_get_threshold (kpi));
  json_builder_end_object (builder);
}

static void
add_watch (StudioCli *self, JsonBuilder *builder, const StudioWatch *entry)
{
  g_autofree char *url = studio_session_card_url (self->session, entry->kpi);

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "id", studio_kpi_get_id (entry->kpi));
  studio_json_add_string (builder, "name", studio_kpi_get_name (entry->kpi));
  studio_json_add_string (builder, "table", studio_kpi_get_table (entry->kpi));
  studio_json_add_int (builder, "card_id", studio_kpi_get_card_id (entry->kpi));
  studio_json_add_string (builder, "url", url);
  studio_json_add_string (builder, "state",
                          studio_enum_to_nick (STUDIO_TYPE_WATCH_STATE, entry->state));
  studio_json_add_string (builder, "cause",
                          entry->cause != STUDIO_WATCH_CAUSE_NONE
                              ? studio_enum_to_nick (STUDIO_TYPE_WATCH_CAUSE, entry->cause)
                              : NULL);
  studio_json_add_string (builder, "message", entry->message);
  studio_json_add_string (builder, "fix", entry->fix);
  add_flag (builder, "changed", entry->changed);
  add_flag (builder, "slower", entry->slower);
  add_flag (builder, "flat", entry->flat);
  add_flag (builder, "crossed", entry->crossed);
  add_threshold (builder, entry->kpi);
  add_number (builder, "value", entry->value);
  add_number (builder, "previous", entry->previous);
  add_number (builder, "milliseconds", entry->milliseconds >= 0 ? entry->milliseconds : NAN);
  json_builder_end_object (builder);
}

static JsonNode *
write_json (StudioCli *self, GPtrArray *watches, const Counts *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  studio_json_add_int (builder, "checked", watches->len);
  for (guint state = 0; state < G_N_ELEMENTS (counts->states); state++)
    studio_json_add_int (builder, studio_enum_to_nick (STUDIO_TYPE_WATCH_STATE, state),
                         counts->states[state]);
  studio_json_add_int (builder, "changed", counts->changed);
  studio_json_add_int (builder, "slower", counts->slower);
  studio_json_add_int (builder, "flat", counts->flat);
  studio_json_add_int (builder, "crossed", counts->crossed);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < watches->len; i++)
    add_watch (self, builder, g_ptr_array_index (watches, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static const char *
name_cause (StudioWatchCause cause)
{
  switch (cause)
    {
    case STUDIO_WATCH_CAUSE_COLUMN_RENAMED:
      return _ ("broken: a column was renamed");
    case STUDIO_WATCH_CAUSE_COLUMN_DROPPED:
      return _ ("broken: a column is gone");
    case STUDIO_WATCH_CAUSE_COLUMN_RETYPED:
      return _ ("broken: a column has another type");
    case STUDIO_WATCH_CAUSE_TABLE_GONE:
      return _ ("broken: a table is gone");
    case STUDIO_WATCH_CAUSE_PERMISSION:
      return _ ("broken: no permission");
    case STUDIO_WATCH_CAUSE_TIMEOUT:
      return _ ("broken: it takes too long");
    case STUDIO_WATCH_CAUSE_NONE:
    case STUDIO_WATCH_CAUSE_OTHER:
    default:
      return _ ("broken");
    }
}

static const char *
name_state (const StudioWatch *entry)
{
  if (entry->state == STUDIO_WATCH_BROKEN)
    return name_cause (entry->cause);
  if (entry->state == STUDIO_WATCH_MISSING)
    return _ ("missing");
  if (entry->state == STUDIO_WATCH_UNKNOWN)
    return _ ("not known");
  if (entry->crossed)
    return _ ("beyond its threshold");
  if (entry->flat)
    return _ ("flat");
  if (entry->slower)
    return _ ("slower");
  return entry->changed ? _ ("changed in Metabase") : NULL;
}

static void
add_details (GString *text, const StudioWatch *entry)
{
  if (entry->message != NULL)
    g_string_append_printf (text, "    %s\n", entry->message);
  if (entry->fix != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (entry->fix, "\n", -1);
      g_autofree char *indented = g_strjoinv ("\n      ", lines);

      g_string_append_printf (text, _ ("    This would run:\n      %s\n"), indented);
    }
  if (isfinite (entry->value) && entry->crossed)
    g_string_append_printf (text, _ ("    It is %g; the threshold is %g.\n"), entry->value,
                            studio_kpi_get_threshold (entry->kpi));
  if (entry->slower)
    g_string_append_printf (
        text, _ ("    It took %" G_GINT64_FORMAT " ms, where it was %" G_GINT64_FORMAT " ms.\n"),
        entry->milliseconds, studio_kpi_get_milliseconds (entry->kpi));
}

static char *
write_text (GPtrArray *watches, const Counts *counts)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, ngettext ("%u registered KPI: ", "%u registered KPIs: ", watches->len), watches->len);
  g_string_append_printf (text, _ ("%u well, %u broken, %u missing, %u not known\n"),
                          counts->states[STUDIO_WATCH_OK], counts->states[STUDIO_WATCH_BROKEN],
                          counts->states[STUDIO_WATCH_MISSING],
                          counts->states[STUDIO_WATCH_UNKNOWN]);
  g_string_append_printf (
      text, _ ("%u beyond their thresholds, %u flat, %u slower, %u changed in Metabase\n"),
      counts->crossed, counts->flat, counts->slower, counts->changed);
  for (guint i = 0; i < watches->len; i++)
    {
      const StudioWatch *entry = g_ptr_array_index (watches, i);
      const char *state = name_state (entry);

      if (state == NULL)
        continue;
      g_string_append_printf (text, "  %s: %s\n", studio_kpi_get_name (entry->kpi), state);
      add_details (text, entry);
    }
  return g_string_free (text, FALSE);
}

int
studio_cli_revalidate (StudioCli *self)
{
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (GPtrArray) watches = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  int status = STUDIO_CLI_OK;
  Counts counts;

  if (!studio_cli_connect (self, &error) ||
      (kpis = studio_cli_select_kpis (self, &error)) == NULL ||
      (watches = watch (self, kpis, &error)) == NULL)
    return studio_cli_fail (self, error);
  counts = count (watches);
  for (guint i = 0; i < watches->len; i++)
    if (studio_watch_needs_attention (g_ptr_array_index (watches, i)))
      status = STUDIO_CLI_SOME_FAILED;
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (self, watches, &counts), status);
  text = write_text (watches, &counts);
  return studio_cli_print (self, text, status);
}
