/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-types.h"

#include <string.h>

/* How Metabase's PostgreSQL driver maps types; PostgreSQL's names for them are those of pg_type. */
static const struct
{
  const char *database_type;
  const char *base_type;
} base_types[] = {
  { "bigserial", "type/BigInteger" },
  { "bit", "type/*" },
  { "bool", "type/Boolean" },
  { "bpchar", "type/Text" },
  { "bytea", "type/*" },
  { "char", "type/Text" },
  { "cidr", "type/Structured" },
  { "citext", "type/Text" },
  { "date", "type/Date" },
  { "float4", "type/Float" },
  { "float8", "type/Float" },
  { "inet", "type/IPAddress" },
  { "int2", "type/Integer" },
  { "int4", "type/Integer" },
  { "int8", "type/BigInteger" },
  { "interval", "type/*" },
  { "json", "type/JSON" },
  { "jsonb", "type/JSON" },
  { "money", "type/Decimal" },
  { "name", "type/Text" },
  { "numeric", "type/Decimal" },
  { "oid", "type/BigInteger" },
  { "serial", "type/Integer" },
  { "smallserial", "type/Integer" },
  { "text", "type/Text" },
  { "time", "type/Time" },
  { "timestamp", "type/DateTime" },
  { "timestamptz", "type/DateTimeWithLocalTZ" },
  { "timetz", "type/TimeWithLocalTZ" },
  { "uuid", "type/UUID" },
  { "varchar", "type/Text" },
  { "xml", "type/XML" },
};

static const struct
{
  const char *base_type;
  StudioDemoTypeClass type;
} classes[] = {
  { "type/Integer", STUDIO_DEMO_TYPE_INTEGER },
  { "type/BigInteger", STUDIO_DEMO_TYPE_INTEGER },
  { "type/Float", STUDIO_DEMO_TYPE_FLOAT },
  { "type/Decimal", STUDIO_DEMO_TYPE_FLOAT },
  { "type/Text", STUDIO_DEMO_TYPE_TEXT },
  { "type/UUID", STUDIO_DEMO_TYPE_TEXT },
  { "type/PostgresEnum", STUDIO_DEMO_TYPE_ENUM },
  { "type/Boolean", STUDIO_DEMO_TYPE_BOOLEAN },
  { "type/Date", STUDIO_DEMO_TYPE_DATE },
  { "type/Time", STUDIO_DEMO_TYPE_TIME },
  { "type/TimeWithLocalTZ", STUDIO_DEMO_TYPE_TIME },
  { "type/DateTime", STUDIO_DEMO_TYPE_TIMESTAMP },
  { "type/DateTimeWithLocalTZ", STUDIO_DEMO_TYPE_TIMESTAMP },
  { "type/JSON", STUDIO_DEMO_TYPE_JSON },
};

const char *
studio_demo_types_get_base_type (const char *database_type, gboolean is_enum)
{
  if (is_enum)
    return "type/PostgresEnum";
  for (gsize i = 0; i < G_N_ELEMENTS (base_types); i++)
    if (strcmp (base_types[i].database_type, database_type) == 0)
      return base_types[i].base_type;
  return "type/*";
}

StudioDemoTypeClass
studio_demo_types_classify (const char *base_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i].base_type, base_type) == 0)
      return classes[i].type;
  return STUDIO_DEMO_TYPE_OTHER;
}

gboolean
studio_demo_types_is_number (StudioDemoTypeClass type)
{
  return type == STUDIO_DEMO_TYPE_INTEGER || type == STUDIO_DEMO_TYPE_FLOAT;
}

gboolean
studio_demo_types_is_temporal (StudioDemoTypeClass type)
{
  return type == STUDIO_DEMO_TYPE_DATE || type == STUDIO_DEMO_TYPE_TIME ||
         type == STUDIO_DEMO_TYPE_TIMESTAMP;
}
