/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-kpi-card.h"

#include "core/studio-json.h"
#include "register/studio-alert-rule.h"
#include "register/studio-alert-rule.h"
#include "register/studio-card-marker.h"
#include "register/studio-card-settings.h"
#include "register/studio-query-canonical.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What comes between the parts of a digest: no text holds it. */
#define SEPARATOR '\x1f'

static void
add_part (GString *text, const char *part)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (part != NULL ? part : ""));

  g_string_append (text, trimmed);
  g_string_append_c (text, SEPARATOR);
}

static char *
digest (GString *text)
{
  char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);

  sum[16] = '\0';
  return sum;
}

static void
add_settings (GString *text, JsonNode *settings)
{
  g_autofree char *canonical =
      settings != NULL ? studio_query_canonical_settings (settings) : g_strdup ("{}");

  add_part (text, canonical);
}

char *
studio_kpi_card_kpi_digest (StudioKpi *kpi, const char *currency)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_part (text, studio_kpi_get_name (kpi));
  add_part (text, studio_kpi_get_description (kpi));
  add_part (text, studio_kpi_get_business_value (kpi));
  add_part (text, studio_kpi_get_sql (kpi));
  add_part (text, studio_kpi_get_display (kpi));
  add_part (text, studio_kpi_get_visualization (kpi));
  add_part (text, studio_enum_to_nick (STUDIO_TYPE_UNIT, studio_kpi_get_unit (kpi)));
  /* It is drawn as the goal of some charts. */
  if (studio_alert_rule_has_goal (kpi))
    {
      g_autofree char *goal = studio_alert_rule_number (studio_kpi_get_threshold (kpi));

      add_part (text, goal);
    }
  if (studio_kpi_get_unit (kpi) == STUDIO_UNIT_CURRENCY && currency != NULL)
    add_part (text, currency);
  if (studio_kpi_get_threshold_kind (kpi) != STUDIO_THRESHOLD_NONE)
    {
      g_autofree char *threshold = studio_alert_rule_number (studio_kpi_get_threshold (kpi));

      add_part (text, threshold);
    }
  return digest (text);
}

char *
studio_kpi_card_card_digest (const StudioCard *card)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *description = studio_card_marker_strip (card->description);
  g_autofree char *query = card->query != NULL ? studio_query_canonical (card->query) : NULL;

  add_part (text, card->name);
  add_part (text, description);
  add_part (text, card->sql != NULL ? card->sql : query);
  add_part (text, card->display);
  add_settings (text, card->visualization);
  return digest (text);
}

gboolean
studio_kpi_card_is_untouched (const StudioCard *card)
{
  g_autoptr (StudioCardMarker) marker = studio_card_marker_parse (card->description);
  g_autofree char *now = NULL;

  if (marker == NULL)
    return FALSE;
  if (marker->card_digest == NULL)
    {
      now = studio_card_marker_digest (card->sql != NULL ? card->sql : "");
      return strcmp (now, marker->sql_digest) == 0;
    }
  now = studio_kpi_card_card_digest (card);
  return strncmp (now, marker->card_digest, strlen (marker->card_digest)) == 0;
}

/* What it shows, why that matters, and where it comes from. */
static char *
describe (StudioKpi *kpi)
{
  GString *text = g_string_new (studio_kpi_get_description (kpi));
  const char *why = studio_kpi_get_business_value (kpi);
  g_autofree char *tables = g_strjoinv (", ", (GStrv) studio_kpi_get_tables_used (kpi));
  const char *table = studio_kpi_get_table (kpi);

  if (why != NULL && *why != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", why);
  g_string_append (text, text->len > 0 ? "\n\n" : "");
  if (studio_kpi_get_unit (kpi) != STUDIO_UNIT_NONE)
    g_string_append_printf (text, _ ("Unit: %s\n"),
                            studio_card_settings_unit_title (studio_kpi_get_unit (kpi)));
  if (*tables != '\0' || table != NULL)
    g_string_append_printf (text, _ ("Tables: %s\n"), *tables != '\0' ? tables : table);
  if (studio_kpi_get_source (kpi) != NULL)
    g_string_append_printf (text, _ ("Source: %s\n"), studio_kpi_get_source (kpi));
  return g_string_free (text, FALSE);
}

static void
add_marker (StudioCard *card, StudioKpi *kpi, const char *currency)
{
  StudioCardMarker marker = { .kpi_id = (char *) studio_kpi_get_id (kpi) };
  g_autofree char *text = g_strdup (card->description);
  g_autofree char *line = NULL;

  marker.sql_digest = studio_card_marker_digest (studio_kpi_get_sql (kpi));
  marker.kpi_digest = studio_kpi_card_kpi_digest (kpi, currency);
  marker.card_digest = studio_kpi_card_card_digest (card);
  line = studio_card_marker_to_text (&marker);
  g_free (card->description);
  card->description = g_strconcat (text, line, NULL);
  g_free (marker.sql_digest);
  g_free (marker.kpi_digest);
  g_free (marker.card_digest);
}

static void
rename_columns (StudioCard *card, const StudioBuilderQuery *query)
{
  g_autofree char *text = studio_json_to_text (card->visualization, FALSE);
  g_autofree char *renamed = studio_builder_query_rename (query, text);

  json_node_unref (card->visualization);
  card->visualization = studio_json_from_text (renamed, -1, NULL);
}

StudioCard *
studio_kpi_card_new (StudioKpi *kpi, const char *name, const StudioKpiCardDetails *details)
{
  StudioCard *card = studio_card_new ();

  card->name = g_strdup (name);
  card->description = describe (kpi);
  if (details->query != NULL)
    card->query = json_node_copy (details->query->query);
  else
    card->sql = g_strdup (studio_kpi_get_sql (kpi));
  card->type = g_strdup (details->type);
  card->database_id = studio_kpi_get_database_id (kpi);
  card->display = g_strdup (studio_card_settings_display (kpi, details->columns));
  card->visualization = studio_card_settings_new (kpi, details->columns, details->currency);
  if (details->query != NULL)
    rename_columns (card, details->query);
  add_marker (card, kpi, details->currency);
  return card;
}
