/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_SCHEMA_GROUP (studio_schema_group_get_type ())

/** StudioSchemaGroup: a schema of a database, in the tree only when there are several. */
G_DECLARE_FINAL_TYPE (StudioSchemaGroup, studio_schema_group, STUDIO, SCHEMA_GROUP, GObject)

/** studio_schema_group_new: @tables is of StudioTable: those of the schema that are shown. */
StudioSchemaGroup *studio_schema_group_new (const char *name, GListModel *tables);
const char *studio_schema_group_get_name (StudioSchemaGroup *self);
GListModel *studio_schema_group_get_tables (StudioSchemaGroup *self);

/** StudioSchemaStatusKind: what stands in the tree where there are no tables or fields. */
typedef enum
{
  STUDIO_SCHEMA_STATUS_LOADING,
  STUDIO_SCHEMA_STATUS_FAILED,
  STUDIO_SCHEMA_STATUS_EMPTY,
} StudioSchemaStatusKind;

#define STUDIO_TYPE_SCHEMA_STATUS (studio_schema_status_get_type ())

/** StudioSchemaStatus: a line of the tree that says that something is being read, could not be, or
 * is empty. Immutable. */
G_DECLARE_FINAL_TYPE (StudioSchemaStatus, studio_schema_status, STUDIO, SCHEMA_STATUS, GObject)

/** studio_schema_status_new: @owner is what could be read again. */
StudioSchemaStatus *
studio_schema_status_new (StudioSchemaStatusKind kind, const char *message, GObject *owner);
StudioSchemaStatusKind studio_schema_status_get_kind (StudioSchemaStatus *self);
const char *studio_schema_status_get_message (StudioSchemaStatus *self);
GObject *studio_schema_status_get_owner (StudioSchemaStatus *self);

G_END_DECLS
