/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** StudioCheckState: what checking a KPI's SQL has shown (design section 3). */
typedef enum
{
  STUDIO_CHECK_UNCHECKED,
  STUDIO_CHECK_VALID,
  STUDIO_CHECK_REPAIRED,
  STUDIO_CHECK_INVALID,
} StudioCheckState;

/** StudioErrorClass: why a KPI is invalid; %STUDIO_ERROR_CLASS_NONE when it is not. */
typedef enum
{
  STUDIO_ERROR_CLASS_NONE,
  STUDIO_ERROR_CLASS_SYNTAX,
  STUDIO_ERROR_CLASS_UNKNOWN_TABLE,
  STUDIO_ERROR_CLASS_UNKNOWN_COLUMN,
  STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION,
  STUDIO_ERROR_CLASS_TYPE_MISMATCH,
  STUDIO_ERROR_CLASS_GROUPING,
  STUDIO_ERROR_CLASS_DIVISION,
  STUDIO_ERROR_CLASS_NOT_READ_ONLY,
  STUDIO_ERROR_CLASS_MULTIPLE_STATEMENTS,
  STUDIO_ERROR_CLASS_TIMEOUT,
  STUDIO_ERROR_CLASS_PERMISSION,
  STUDIO_ERROR_CLASS_CONNECTION,
  STUDIO_ERROR_CLASS_WRONG_RESULT,
  STUDIO_ERROR_CLASS_OTHER,
} StudioErrorClass;

/** StudioDecision: what the person said about a KPI. */
typedef enum
{
  STUDIO_DECISION_PENDING,
  STUDIO_DECISION_APPROVED,
  STUDIO_DECISION_REJECTED,
} StudioDecision;

/** StudioRegistrationState: the KPI's card in Metabase. */
typedef enum
{
  STUDIO_REGISTRATION_NONE,
  STUDIO_REGISTRATION_REGISTERED,
  STUDIO_REGISTRATION_OUTDATED,
  STUDIO_REGISTRATION_MISSING,
  STUDIO_REGISTRATION_BROKEN,
} StudioRegistrationState;

/** StudioUnit: what the KPI's number counts. */
typedef enum
{
  STUDIO_UNIT_NONE,
  STUDIO_UNIT_COUNT,
  STUDIO_UNIT_CURRENCY,
  STUDIO_UNIT_PERCENT,
  STUDIO_UNIT_DURATION,
  STUDIO_UNIT_QUANTITY,
  STUDIO_UNIT_SCORE,
} StudioUnit;

/** StudioDirection: whether more is better. */
typedef enum
{
  STUDIO_DIRECTION_NEUTRAL,
  STUDIO_DIRECTION_UP,
  STUDIO_DIRECTION_DOWN,
} StudioDirection;

/** StudioThresholdKind: on which side of its threshold somebody should be told about a KPI. */
typedef enum
{
  STUDIO_THRESHOLD_NONE,
  STUDIO_THRESHOLD_ABOVE,
  STUDIO_THRESHOLD_BELOW,
} StudioThresholdKind;

/** StudioSeverity: how bad a finding is; only %STUDIO_SEVERITY_ERROR makes a KPI invalid. */
typedef enum
{
  STUDIO_SEVERITY_HINT,
  STUDIO_SEVERITY_WARNING,
  STUDIO_SEVERITY_ERROR,
} StudioSeverity;

/** StudioDialect: the SQL that a database speaks. */
typedef enum
{
  STUDIO_DIALECT_UNKNOWN,
  STUDIO_DIALECT_POSTGRESQL,
  STUDIO_DIALECT_REDSHIFT,
  STUDIO_DIALECT_COCKROACHDB,
  STUDIO_DIALECT_MYSQL,
  STUDIO_DIALECT_SQLSERVER,
  STUDIO_DIALECT_ORACLE,
  STUDIO_DIALECT_BIGQUERY,
  STUDIO_DIALECT_SNOWFLAKE,
  STUDIO_DIALECT_CLICKHOUSE,
  STUDIO_DIALECT_TRINO,
  STUDIO_DIALECT_SPARK,
  STUDIO_DIALECT_SQLITE,
} StudioDialect;

/** StudioFieldKind: the broad type of a column, from Metabase's base type. */
typedef enum
{
  STUDIO_FIELD_OTHER,
  STUDIO_FIELD_INTEGER,
  STUDIO_FIELD_DECIMAL,
  STUDIO_FIELD_FLOAT,
  STUDIO_FIELD_BOOLEAN,
  STUDIO_FIELD_TEXT,
  STUDIO_FIELD_UUID,
  STUDIO_FIELD_DATE,
  STUDIO_FIELD_TIME,
  STUDIO_FIELD_DATETIME,
  STUDIO_FIELD_DATETIME_TZ,
  STUDIO_FIELD_INTERVAL,
  STUDIO_FIELD_JSON,
  STUDIO_FIELD_ARRAY,
} StudioFieldKind;

/** StudioTimeForm: how a column of text or numbers keeps times: 20240131, 20240131235959,
 * “2024-01-31”, “2024-01-31 23:59:59”, or seconds or milliseconds since 1970. */
typedef enum
{
  STUDIO_TIME_FORM_NONE,
  STUDIO_TIME_FORM_DAY_DIGITS,
  STUDIO_TIME_FORM_SECOND_DIGITS,
  STUDIO_TIME_FORM_ISO_DAY,
  STUDIO_TIME_FORM_ISO_SECOND,
  STUDIO_TIME_FORM_EPOCH_SECONDS,
  STUDIO_TIME_FORM_EPOCH_MILLISECONDS,
} StudioTimeForm;

#define STUDIO_TYPE_CHECK_STATE (studio_check_state_get_type ())
#define STUDIO_TYPE_ERROR_CLASS (studio_error_class_get_type ())
#define STUDIO_TYPE_DECISION (studio_decision_get_type ())
#define STUDIO_TYPE_REGISTRATION_STATE (studio_registration_state_get_type ())
#define STUDIO_TYPE_UNIT (studio_unit_get_type ())
#define STUDIO_TYPE_DIRECTION (studio_direction_get_type ())
#define STUDIO_TYPE_THRESHOLD_KIND (studio_threshold_kind_get_type ())
#define STUDIO_TYPE_SEVERITY (studio_severity_get_type ())
#define STUDIO_TYPE_DIALECT (studio_dialect_get_type ())
#define STUDIO_TYPE_FIELD_KIND (studio_field_kind_get_type ())
#define STUDIO_TYPE_TIME_FORM (studio_time_form_get_type ())

GType studio_check_state_get_type (void) G_GNUC_CONST;
GType studio_error_class_get_type (void) G_GNUC_CONST;
GType studio_decision_get_type (void) G_GNUC_CONST;
GType studio_registration_state_get_type (void) G_GNUC_CONST;
GType studio_unit_get_type (void) G_GNUC_CONST;
GType studio_direction_get_type (void) G_GNUC_CONST;
GType studio_threshold_kind_get_type (void) G_GNUC_CONST;
GType studio_severity_get_type (void) G_GNUC_CONST;
GType studio_dialect_get_type (void) G_GNUC_CONST;
GType studio_field_kind_get_type (void) G_GNUC_CONST;
GType studio_time_form_get_type (void) G_GNUC_CONST;

/**
 * studio_enum_to_nick:
 * @type: one of the enumeration types above
 * @value: a value of it
 *
 * The name that files, JSON and the workspace use ("unknown_column", "approved"…).
 *
 * Returns: (transfer none): a static string; "" for a value that does not exist
 */
const char *studio_enum_to_nick (GType type, int value);

/**
 * studio_enum_from_nick:
 * @type: one of the enumeration types above
 * @nick: (nullable): a name, case-insensitive
 * @fallback: what to return when @nick is %NULL or unknown
 */
int studio_enum_from_nick (GType type, const char *nick, int fallback);

/**
 * studio_dialect_from_engine:
 * @engine: (nullable): Metabase's name of a driver ("postgres", "mysql", "bigquery-cloud-sdk"…)
 *
 * The list of engines is that of Metabase v0.46 to v0.65 (reference: session properties `engines`).
 */
StudioDialect studio_dialect_from_engine (const char *engine);

/**
 * studio_dialect_is_postgresql_family:
 * @dialect: a dialect
 *
 * Whether PostgreSQL's own grammar reads the dialect.
 */
gboolean studio_dialect_is_postgresql_family (StudioDialect dialect);

/**
 * studio_field_kind_from_base_type:
 * @base_type: (nullable): Metabase's base type ("type/Integer"); unknown ones become
 * %STUDIO_FIELD_OTHER
 */
StudioFieldKind studio_field_kind_from_base_type (const char *base_type);

/** studio_field_kind_is_number: whether values of @kind can be added up. */
gboolean studio_field_kind_is_number (StudioFieldKind kind);

/** studio_time_form_example: how such a time looks, for people (transfer none). */
const char *studio_time_form_example (StudioTimeForm form);

/** studio_time_form_kind: the kind of the times that a column of @form keeps. */
StudioFieldKind studio_time_form_kind (StudioTimeForm form);

/** studio_field_kind_is_temporal: whether values of @kind are dates or date-times (not times of
 * day). */
gboolean studio_field_kind_is_temporal (StudioFieldKind kind);

G_END_DECLS
