/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-enums.h"

#include <glib/gi18n-lib.h>

#include <string.h>

G_DEFINE_ENUM_TYPE (StudioCheckState,
                    studio_check_state,
                    G_DEFINE_ENUM_VALUE (STUDIO_CHECK_UNCHECKED, "unchecked"),
                    G_DEFINE_ENUM_VALUE (STUDIO_CHECK_VALID, "valid"),
                    G_DEFINE_ENUM_VALUE (STUDIO_CHECK_REPAIRED, "repaired"),
                    G_DEFINE_ENUM_VALUE (STUDIO_CHECK_INVALID, "invalid"))

G_DEFINE_ENUM_TYPE (StudioErrorClass,
                    studio_error_class,
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_NONE, ""),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_SYNTAX, "syntax"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_UNKNOWN_TABLE, "unknown_table"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_UNKNOWN_COLUMN, "unknown_column"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION, "unknown_function"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_TYPE_MISMATCH, "type_mismatch"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_GROUPING, "grouping"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_DIVISION, "division"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_NOT_READ_ONLY, "not_read_only"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_MULTIPLE_STATEMENTS,
                                         "multiple_statements"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_TIMEOUT, "timeout"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_PERMISSION, "permission"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_CONNECTION, "connection"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_WRONG_RESULT, "wrong_result"),
                    G_DEFINE_ENUM_VALUE (STUDIO_ERROR_CLASS_OTHER, "other"))

G_DEFINE_ENUM_TYPE (StudioDecision,
                    studio_decision,
                    G_DEFINE_ENUM_VALUE (STUDIO_DECISION_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DECISION_APPROVED, "approved"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DECISION_REJECTED, "rejected"))

G_DEFINE_ENUM_TYPE (StudioRegistrationState,
                    studio_registration_state,
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_REGISTERED, "registered"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_OUTDATED, "outdated"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_BROKEN, "broken"))

G_DEFINE_ENUM_TYPE (StudioUnit,
                    studio_unit,
                    G_DEFINE_ENUM_VALUE (STUDIO_UNIT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (STUDIO_UNIT_COUNT, "count"),
                    G_DEFINE_ENUM_VALUE (STUDIO_UNIT_CURRENCY, "currency"),
                    G_DEFINE_ENUM_VALUE (STUDIO_UNIT_PERCENT, "percent"),
                    G_DEFINE_ENUM_VALUE (STUDIO_UNIT_DURATION, "duration"),
                    G_DEFINE_ENUM_VALUE (STUDIO_UNIT_QUANTITY, "quantity"),
                    G_DEFINE_ENUM_VALUE (STUDIO_UNIT_SCORE, "score"))

G_DEFINE_ENUM_TYPE (StudioDirection,
                    studio_direction,
                    G_DEFINE_ENUM_VALUE (STUDIO_DIRECTION_NEUTRAL, "neutral"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIRECTION_UP, "up"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIRECTION_DOWN, "down"))

G_DEFINE_ENUM_TYPE (StudioThresholdKind,
                    studio_threshold_kind,
                    G_DEFINE_ENUM_VALUE (STUDIO_THRESHOLD_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (STUDIO_THRESHOLD_ABOVE, "above"),
                    G_DEFINE_ENUM_VALUE (STUDIO_THRESHOLD_BELOW, "below"))

G_DEFINE_ENUM_TYPE (StudioSeverity,
                    studio_severity,
                    G_DEFINE_ENUM_VALUE (STUDIO_SEVERITY_HINT, "hint"),
                    G_DEFINE_ENUM_VALUE (STUDIO_SEVERITY_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (STUDIO_SEVERITY_ERROR, "error"))

G_DEFINE_ENUM_TYPE (StudioDialect,
                    studio_dialect,
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_POSTGRESQL, "postgresql"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_REDSHIFT, "redshift"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_COCKROACHDB, "cockroachdb"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_MYSQL, "mysql"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_SQLSERVER, "sqlserver"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_ORACLE, "oracle"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_BIGQUERY, "bigquery"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_SNOWFLAKE, "snowflake"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_CLICKHOUSE, "clickhouse"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_TRINO, "trino"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_SPARK, "spark"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DIALECT_SQLITE, "sqlite"))

G_DEFINE_ENUM_TYPE (StudioFieldKind,
                    studio_field_kind,
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_INTEGER, "integer"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_DECIMAL, "decimal"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_FLOAT, "float"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_BOOLEAN, "boolean"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_TEXT, "text"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_UUID, "uuid"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_DATE, "date"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_TIME, "time"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_DATETIME, "datetime"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_DATETIME_TZ, "datetime-tz"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_INTERVAL, "interval"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_JSON, "json"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FIELD_ARRAY, "array"))

G_DEFINE_ENUM_TYPE (StudioTimeForm,
                    studio_time_form,
                    G_DEFINE_ENUM_VALUE (STUDIO_TIME_FORM_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (STUDIO_TIME_FORM_DAY_DIGITS, "yyyymmdd"),
                    G_DEFINE_ENUM_VALUE (STUDIO_TIME_FORM_SECOND_DIGITS, "yyyymmddhhmmss"),
                    G_DEFINE_ENUM_VALUE (STUDIO_TIME_FORM_ISO_DAY, "iso_day"),
                    G_DEFINE_ENUM_VALUE (STUDIO_TIME_FORM_ISO_SECOND, "iso_second"),
                    G_DEFINE_ENUM_VALUE (STUDIO_TIME_FORM_EPOCH_SECONDS, "epoch_seconds"),
                    G_DEFINE_ENUM_VALUE (STUDIO_TIME_FORM_EPOCH_MILLISECONDS, "epoch_milliseconds"))

const char *
studio_enum_to_nick (GType type, int value)
{
  GEnumClass *enum_class = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (enum_class, value);

  /* The class of a static enumeration is never freed, so the nick outlives this reference. */
  g_type_class_unref (enum_class);
  return found != NULL ? found->value_nick : "";
}

int
studio_enum_from_nick (GType type, const char *nick, int fallback)
{
  GEnumClass *enum_class = g_type_class_ref (type);
  int value = fallback;

  for (guint i = 0; nick != NULL && i < enum_class->n_values; i++)
    if (g_ascii_strcasecmp (enum_class->values[i].value_nick, nick) == 0)
      {
        value = enum_class->values[i].value;
        break;
      }
  g_type_class_unref (enum_class);
  return value;
}

StudioDialect
studio_dialect_from_engine (const char *engine)
{
  static const struct
  {
    const char *engine;
    StudioDialect dialect;
  } engines[] = {
    { "postgres", STUDIO_DIALECT_POSTGRESQL },  { "postgresql", STUDIO_DIALECT_POSTGRESQL },
    { "greenplum", STUDIO_DIALECT_POSTGRESQL }, { "timescale", STUDIO_DIALECT_POSTGRESQL },
    { "redshift", STUDIO_DIALECT_REDSHIFT },    { "cockroachdb", STUDIO_DIALECT_COCKROACHDB },
    { "mysql", STUDIO_DIALECT_MYSQL },          { "mariadb", STUDIO_DIALECT_MYSQL },
    { "sqlserver", STUDIO_DIALECT_SQLSERVER },  { "oracle", STUDIO_DIALECT_ORACLE },
    { "bigquery", STUDIO_DIALECT_BIGQUERY },    { "bigquery-cloud-sdk", STUDIO_DIALECT_BIGQUERY },
    { "snowflake", STUDIO_DIALECT_SNOWFLAKE },  { "clickhouse", STUDIO_DIALECT_CLICKHOUSE },
    { "trino", STUDIO_DIALECT_TRINO },          { "starburst", STUDIO_DIALECT_TRINO },
    { "presto-jdbc", STUDIO_DIALECT_TRINO },    { "athena", STUDIO_DIALECT_TRINO },
    { "sparksql", STUDIO_DIALECT_SPARK },       { "databricks", STUDIO_DIALECT_SPARK },
    { "sqlite", STUDIO_DIALECT_SQLITE },
  };

  for (gsize i = 0; engine != NULL && i < G_N_ELEMENTS (engines); i++)
    if (g_ascii_strcasecmp (engine, engines[i].engine) == 0)
      return engines[i].dialect;
  return STUDIO_DIALECT_UNKNOWN;
}

gboolean
studio_dialect_is_postgresql_family (StudioDialect dialect)
{
  return dialect == STUDIO_DIALECT_POSTGRESQL || dialect == STUDIO_DIALECT_REDSHIFT ||
         dialect == STUDIO_DIALECT_COCKROACHDB;
}

StudioFieldKind
studio_field_kind_from_base_type (const char *base_type)
{
  static const struct
  {
    const char *base_type;
    StudioFieldKind kind;
  } types[] = {
    { "Integer", STUDIO_FIELD_INTEGER },
    { "BigInteger", STUDIO_FIELD_INTEGER },
    { "Decimal", STUDIO_FIELD_DECIMAL },
    { "Number", STUDIO_FIELD_DECIMAL },
    { "Float", STUDIO_FIELD_FLOAT },
    { "Boolean", STUDIO_FIELD_BOOLEAN },
    { "Text", STUDIO_FIELD_TEXT },
    { "TextLike", STUDIO_FIELD_TEXT },
    { "PostgresEnum", STUDIO_FIELD_TEXT },
    { "MySQLEnum", STUDIO_FIELD_TEXT },
    { "OracleCLOB", STUDIO_FIELD_TEXT },
    { "UUID", STUDIO_FIELD_UUID },
    { "Date", STUDIO_FIELD_DATE },
    { "Time", STUDIO_FIELD_TIME },
    { "TimeWithTZ", STUDIO_FIELD_TIME },
    { "TimeWithLocalTZ", STUDIO_FIELD_TIME },
    { "TimeWithZoneOffset", STUDIO_FIELD_TIME },
    { "DateTime", STUDIO_FIELD_DATETIME },
    { "DateTimeWithTZ", STUDIO_FIELD_DATETIME_TZ },
    { "DateTimeWithLocalTZ", STUDIO_FIELD_DATETIME_TZ },
    { "DateTimeWithZoneOffset", STUDIO_FIELD_DATETIME_TZ },
    { "DateTimeWithZoneID", STUDIO_FIELD_DATETIME_TZ },
    { "Instant", STUDIO_FIELD_DATETIME_TZ },
    { "Interval", STUDIO_FIELD_INTERVAL },
    { "JSON", STUDIO_FIELD_JSON },
    { "Structured", STUDIO_FIELD_JSON },
    { "Dictionary", STUDIO_FIELD_JSON },
    { "SnowflakeVariant", STUDIO_FIELD_JSON },
    { "Array", STUDIO_FIELD_ARRAY },
    { "Collection", STUDIO_FIELD_ARRAY },
  };

  if (base_type != NULL && g_str_has_prefix (base_type, "type/"))
    base_type += strlen ("type/");
  for (gsize i = 0; base_type != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (base_type, types[i].base_type) == 0)
      return types[i].kind;
  return STUDIO_FIELD_OTHER;
}

gboolean
studio_field_kind_is_number (StudioFieldKind kind)
{
  return kind == STUDIO_FIELD_INTEGER || kind == STUDIO_FIELD_DECIMAL || kind == STUDIO_FIELD_FLOAT;
}

const char *
studio_time_form_example (StudioTimeForm form)
{
  static const char *const examples[] = {
    "",
    "YYYYMMDD",
    "YYYYMMDDHHMMSS",
    "YYYY-MM-DD",
    "YYYY-MM-DD HH:MM:SS",
    N_ ("seconds since 1970"),
    N_ ("milliseconds since 1970"),
  };

  return *examples[form] != '\0' ? _ (examples[form]) : "";
}

StudioFieldKind
studio_time_form_kind (StudioTimeForm form)
{
  switch ((int) form)
    {
    case STUDIO_TIME_FORM_DAY_DIGITS:
    case STUDIO_TIME_FORM_ISO_DAY:
      return STUDIO_FIELD_DATE;
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return STUDIO_FIELD_DATETIME_TZ;
    default:
      return STUDIO_FIELD_DATETIME;
    }
}

gboolean
studio_field_kind_is_temporal (StudioFieldKind kind)
{
  return kind == STUDIO_FIELD_DATE || kind == STUDIO_FIELD_DATETIME ||
         kind == STUDIO_FIELD_DATETIME_TZ;
}
