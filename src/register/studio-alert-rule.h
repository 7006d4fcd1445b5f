/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-kpi.h"
#include "core/studio-result.h"

G_BEGIN_DECLS

/*
 * When an alert on a KPI fires. Metabase compares a question with its goal for line, area and bar
 * charts and progress bars only, and says nothing when it cannot. For everything else there is a
 * companion: a question that gives rows only when the threshold is crossed, with an alert on having
 * rows.
 */

/** studio_alert_rule_has_goal: whether the threshold of @kpi is the goal of its own chart. */
gboolean studio_alert_rule_has_goal (StudioKpi *kpi);

/** studio_alert_rule_add_goal: adds the goal to the visualization settings of @kpi, when it is one.
 */
void studio_alert_rule_add_goal (JsonObject *settings, StudioKpi *kpi);

/** studio_alert_rule_settings_have_goal: whether @settings (nullable) of a card have the goal of
 * @kpi, so that Metabase can compare with it. */
gboolean studio_alert_rule_settings_have_goal (JsonNode *settings, StudioKpi *kpi);

/** studio_alert_rule_number: Returns: (transfer full): @number as SQL and people write it. */
char *studio_alert_rule_number (double number);

/**
 * studio_alert_rule_make_sql:
 * @result: some rows of the KPI's SQL, which name its columns
 *
 * The statement of the companion: those rows of the KPI's that are beyond its threshold; of a
 * figure over time, the latest one only.
 *
 * Returns: (transfer full) (nullable): %NULL when no column is a number
 */
char *studio_alert_rule_make_sql (StudioKpi *kpi, StudioResult *result, StudioDialect dialect);

/** studio_alert_rule_digest: Returns: (transfer full): of all that the companion's statement
 * depends on. */
char *studio_alert_rule_digest (StudioKpi *kpi);

/** studio_alert_rule_marker_new: Returns: (transfer full): the line at the end of a companion's
 * description by which it is found again. */
char *studio_alert_rule_marker_new (StudioKpi *kpi, const char *sql);

/**
 * studio_alert_rule_marker_read:
 * @description: (nullable)
 * @kpi_id: (out) (transfer full)
 * @rule: (out) (transfer full): studio_alert_rule_digest() when it was written
 * @sql: (out) (transfer full): digest of its statement when it was written
 */
gboolean
studio_alert_rule_marker_read (const char *description, char **kpi_id, char **rule, char **sql);

G_END_DECLS
