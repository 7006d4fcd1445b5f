/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioDemoTypeClass: what sort of values a base type has, as far as behaviour depends on it. */
typedef enum
{
  STUDIO_DEMO_TYPE_OTHER,
  STUDIO_DEMO_TYPE_INTEGER,
  STUDIO_DEMO_TYPE_FLOAT, /* decimals too: Metabase derives type/Decimal from type/Float */
  STUDIO_DEMO_TYPE_TEXT,
  STUDIO_DEMO_TYPE_ENUM,
  STUDIO_DEMO_TYPE_BOOLEAN,
  STUDIO_DEMO_TYPE_DATE,
  STUDIO_DEMO_TYPE_TIME,
  STUDIO_DEMO_TYPE_TIMESTAMP,
  STUDIO_DEMO_TYPE_JSON,
} StudioDemoTypeClass;

/**
 * studio_demo_types_get_base_type:
 * @database_type: PostgreSQL's internal name: "int4", "timestamptz", "_text"
 * @is_enum: whether it is an enumeration
 *
 * Returns: Metabase's name; for what it does not know, the root of its types.
 */
const char *studio_demo_types_get_base_type (const char *database_type, gboolean is_enum);

StudioDemoTypeClass studio_demo_types_classify (const char *base_type);

/** studio_demo_types_is_number: whole numbers and others. */
gboolean studio_demo_types_is_number (StudioDemoTypeClass type);

/** studio_demo_types_is_temporal: dates, times, timestamps. */
gboolean studio_demo_types_is_temporal (StudioDemoTypeClass type);

G_END_DECLS
