/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"
#include "core/studio-finding.h"
#include "core/studio-reason.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_KPI (studio_kpi_get_type ())

/**
 * StudioKpi: a KPI with its SQL, and what is known and decided about it (design section 3).
 *
 * Every value below is a GObject property too, with “-” for “_”, and notifies when it changes.
 * Belongs to the main thread. Strings returned are (transfer none) and valid until changed;
 * strings given are copied.
 */
G_DECLARE_FINAL_TYPE (StudioKpi, studio_kpi, STUDIO, KPI, GObject)

/** studio_kpi_new: Returns: (transfer full): with a new id and the present time as created and
 * changed. */
StudioKpi *studio_kpi_new (void);

/** studio_kpi_get_id: a UUID. */
const char *studio_kpi_get_id (StudioKpi *self);
void studio_kpi_set_id (StudioKpi *self, const char *id);

/** studio_kpi_get_database: name of the database. */
const char *studio_kpi_get_database (StudioKpi *self);
void studio_kpi_set_database (StudioKpi *self, const char *database);

/** studio_kpi_get_table: name of the table the KPI is about. */
const char *studio_kpi_get_table (StudioKpi *self);
void studio_kpi_set_table (StudioKpi *self, const char *table);

/** studio_kpi_get_schema: (nullable): schema of that table. */
const char *studio_kpi_get_schema (StudioKpi *self);
void studio_kpi_set_schema (StudioKpi *self, const char *schema);

/** studio_kpi_get_name: what the KPI is called. */
const char *studio_kpi_get_name (StudioKpi *self);
void studio_kpi_set_name (StudioKpi *self, const char *name);

/** studio_kpi_get_description: (nullable): what it shows. */
const char *studio_kpi_get_description (StudioKpi *self);
void studio_kpi_set_description (StudioKpi *self, const char *description);

/** studio_kpi_get_business_value: (nullable): why somebody should look at it. */
const char *studio_kpi_get_business_value (StudioKpi *self);
void studio_kpi_set_business_value (StudioKpi *self, const char *business_value);

/** studio_kpi_get_category: (nullable): one of the business functions (design section 10), or the
 * person's own. */
const char *studio_kpi_get_category (StudioKpi *self);
void studio_kpi_set_category (StudioKpi *self, const char *category);

/** studio_kpi_get_sql: the statement. */
const char *studio_kpi_get_sql (StudioKpi *self);
void studio_kpi_set_sql (StudioKpi *self, const char *sql);

/** studio_kpi_get_original_sql: (nullable): the statement before repair, when it was changed. */
const char *studio_kpi_get_original_sql (StudioKpi *self);
void studio_kpi_set_original_sql (StudioKpi *self, const char *original_sql);

/** studio_kpi_get_display: Metabase's display: “scalar”, “line”, “bar”…. */
const char *studio_kpi_get_display (StudioKpi *self);
void studio_kpi_set_display (StudioKpi *self, const char *display);

/** studio_kpi_get_source: “analyst”, “llm:MODEL”, “import” or “user”. */
const char *studio_kpi_get_source (StudioKpi *self);
void studio_kpi_set_source (StudioKpi *self, const char *source);

/** studio_kpi_get_check_message: (nullable): why it is invalid, in a sentence. */
const char *studio_kpi_get_check_message (StudioKpi *self);
void studio_kpi_set_check_message (StudioKpi *self, const char *check_message);

/** studio_kpi_get_created: ISO 8601, UTC. */
const char *studio_kpi_get_created (StudioKpi *self);
void studio_kpi_set_created (StudioKpi *self, const char *created);

/** studio_kpi_get_changed: ISO 8601, UTC. */
const char *studio_kpi_get_changed (StudioKpi *self);
void studio_kpi_set_changed (StudioKpi *self, const char *changed);

/** studio_kpi_get_key: (nullable): identity of its SQL. */
const char *studio_kpi_get_key (StudioKpi *self);
void studio_kpi_set_key (StudioKpi *self, const char *key);

/** studio_kpi_get_weak_key: (nullable): identity of its SQL without ordering and names. */
const char *studio_kpi_get_weak_key (StudioKpi *self);
void studio_kpi_set_weak_key (StudioKpi *self, const char *weak_key);

/** studio_kpi_get_definition: (nullable): its definition as JSON text, where there is one. */
const char *studio_kpi_get_definition (StudioKpi *self);
void studio_kpi_set_definition (StudioKpi *self, const char *definition);

/** studio_kpi_get_visualization: (nullable): Metabase visualization settings as JSON text. */
const char *studio_kpi_get_visualization (StudioKpi *self);
void studio_kpi_set_visualization (StudioKpi *self, const char *visualization);

/** studio_kpi_get_explanation: (nullable): why it was proposed. */
const char *studio_kpi_get_explanation (StudioKpi *self);
void studio_kpi_set_explanation (StudioKpi *self, const char *explanation);

/** studio_kpi_get_duplicate_of: (nullable): id of the KPI, or “card:ID”, that asks the same. */
const char *studio_kpi_get_duplicate_of (StudioKpi *self);
void studio_kpi_set_duplicate_of (StudioKpi *self, const char *duplicate_of);

StudioCheckState studio_kpi_get_check_state (StudioKpi *self);
void studio_kpi_set_check_state (StudioKpi *self, StudioCheckState check_state);

StudioErrorClass studio_kpi_get_error_class (StudioKpi *self);
void studio_kpi_set_error_class (StudioKpi *self, StudioErrorClass error_class);

StudioDecision studio_kpi_get_decision (StudioKpi *self);
void studio_kpi_set_decision (StudioKpi *self, StudioDecision decision);

StudioRegistrationState studio_kpi_get_registration (StudioKpi *self);
void studio_kpi_set_registration (StudioKpi *self, StudioRegistrationState registration);

StudioUnit studio_kpi_get_unit (StudioKpi *self);
void studio_kpi_set_unit (StudioKpi *self, StudioUnit unit);

StudioDirection studio_kpi_get_direction (StudioKpi *self);
void studio_kpi_set_direction (StudioKpi *self, StudioDirection direction);

/** studio_kpi_get_database_id: Metabase's id of the database, 0 unknown. */
gint64 studio_kpi_get_database_id (StudioKpi *self);
void studio_kpi_set_database_id (StudioKpi *self, gint64 database_id);

/** studio_kpi_get_table_id: Metabase's id of the table, 0 unknown. */
gint64 studio_kpi_get_table_id (StudioKpi *self);
void studio_kpi_set_table_id (StudioKpi *self, gint64 table_id);

/** studio_kpi_get_card_id: Metabase's id of its card, 0 none. */
gint64 studio_kpi_get_card_id (StudioKpi *self);
void studio_kpi_set_card_id (StudioKpi *self, gint64 card_id);

/** studio_kpi_get_collection_id: Metabase's id of the collection its card is in, 0 none. */
gint64 studio_kpi_get_collection_id (StudioKpi *self);
void studio_kpi_set_collection_id (StudioKpi *self, gint64 collection_id);

/** studio_kpi_get_rows: rows of the last result, -1 not run. */
gint64 studio_kpi_get_rows (StudioKpi *self);
void studio_kpi_set_rows (StudioKpi *self, gint64 rows);

/** studio_kpi_get_columns: columns of the last result, -1 not run. */
gint64 studio_kpi_get_columns (StudioKpi *self);
void studio_kpi_set_columns (StudioKpi *self, gint64 columns);

/** studio_kpi_get_milliseconds: time the last run took, -1 not run. */
gint64 studio_kpi_get_milliseconds (StudioKpi *self);
void studio_kpi_set_milliseconds (StudioKpi *self, gint64 milliseconds);

/** studio_kpi_get_score: 0 to 100, -1 not assessed. */
gint64 studio_kpi_get_score (StudioKpi *self);
void studio_kpi_set_score (StudioKpi *self, gint64 score);

/** studio_kpi_get_findings: what was noticed about its SQL and result. Returns: (transfer none):
 * array of StudioFinding, never %NULL. */
GPtrArray *studio_kpi_get_findings (StudioKpi *self);

/** studio_kpi_take_findings: @findings is (transfer full), with a free function, or %NULL for none.
 */
void studio_kpi_take_findings (StudioKpi *self, GPtrArray *findings);

/** studio_kpi_get_reasons: why it has its score. Returns: (transfer none): array of StudioReason,
 * never %NULL. */
GPtrArray *studio_kpi_get_reasons (StudioKpi *self);

/** studio_kpi_take_reasons: @reasons is (transfer full), with a free function, or %NULL for none.
 */
void studio_kpi_take_reasons (StudioKpi *self, GPtrArray *reasons);

/** studio_kpi_get_rules: ids of the repair rules that were applied. Returns: (transfer none): never
 * %NULL. */
const char *const *studio_kpi_get_rules (StudioKpi *self);
void studio_kpi_set_rules (StudioKpi *self, const char *const *rules);

/** studio_kpi_get_tables_used: tables its SQL reads. Returns: (transfer none): never %NULL. */
const char *const *studio_kpi_get_tables_used (StudioKpi *self);
void studio_kpi_set_tables_used (StudioKpi *self, const char *const *tables_used);

/** studio_kpi_get_columns_used: columns its SQL reads, as table.column. Returns: (transfer none):
 * never %NULL. */
const char *const *studio_kpi_get_columns_used (StudioKpi *self);
void studio_kpi_set_columns_used (StudioKpi *self, const char *const *columns_used);

StudioThresholdKind studio_kpi_get_threshold_kind (StudioKpi *self);

/** studio_kpi_get_threshold: the number beyond which somebody should be told, in the KPI's own
 * unit; means nothing while the kind is %STUDIO_THRESHOLD_NONE. */
double studio_kpi_get_threshold (StudioKpi *self);

/** studio_kpi_set_threshold: %STUDIO_THRESHOLD_NONE takes it away. */
void studio_kpi_set_threshold (StudioKpi *self, StudioThresholdKind kind, double threshold);

/** studio_kpi_get_edited: whether a person changed its words, statement or threshold. */
gboolean studio_kpi_get_edited (StudioKpi *self);
void studio_kpi_set_edited (StudioKpi *self, gboolean edited);

/** studio_kpi_touch: sets the time of the last change to now. */
void studio_kpi_touch (StudioKpi *self);

/** studio_kpi_is_valid: whether its SQL passed the checks, as it was or repaired. */
gboolean studio_kpi_is_valid (StudioKpi *self);

G_END_DECLS
