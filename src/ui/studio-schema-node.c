/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-schema-node.h"

struct _StudioSchemaGroup
{
  GObject parent_instance;

  char *name;
  GListModel *tables; /* (owned) */
};

G_DEFINE_FINAL_TYPE (StudioSchemaGroup, studio_schema_group, G_TYPE_OBJECT)

static void
studio_schema_group_finalize (GObject *object)
{
  StudioSchemaGroup *self = STUDIO_SCHEMA_GROUP (object);

  g_free (self->name);
  g_clear_object (&self->tables);
  G_OBJECT_CLASS (studio_schema_group_parent_class)->finalize (object);
}

static void
studio_schema_group_class_init (StudioSchemaGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_schema_group_finalize;
}

static void
studio_schema_group_init (StudioSchemaGroup *self)
{
}

StudioSchemaGroup *
studio_schema_group_new (const char *name, GListModel *tables)
{
  StudioSchemaGroup *self = g_object_new (STUDIO_TYPE_SCHEMA_GROUP, NULL);

  self->name = g_strdup (name);
  self->tables = g_object_ref (tables);
  return self;
}

const char *
studio_schema_group_get_name (StudioSchemaGroup *self)
{
  g_return_val_if_fail (STUDIO_IS_SCHEMA_GROUP (self), NULL);
  return self->name;
}

GListModel *
studio_schema_group_get_tables (StudioSchemaGroup *self)
{
  g_return_val_if_fail (STUDIO_IS_SCHEMA_GROUP (self), NULL);
  return self->tables;
}

struct _StudioSchemaStatus
{
  GObject parent_instance;

  StudioSchemaStatusKind kind;
  char *message;
  GObject *owner; /* (owned) */
};

G_DEFINE_FINAL_TYPE (StudioSchemaStatus, studio_schema_status, G_TYPE_OBJECT)

static void
studio_schema_status_finalize (GObject *object)
{
  StudioSchemaStatus *self = STUDIO_SCHEMA_STATUS (object);

  g_free (self->message);
  g_clear_object (&self->owner);
  G_OBJECT_CLASS (studio_schema_status_parent_class)->finalize (object);
}

static void
studio_schema_status_class_init (StudioSchemaStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_schema_status_finalize;
}

static void
studio_schema_status_init (StudioSchemaStatus *self)
{
}

StudioSchemaStatus *
studio_schema_status_new (StudioSchemaStatusKind kind, const char *message, GObject *owner)
{
  StudioSchemaStatus *self = g_object_new (STUDIO_TYPE_SCHEMA_STATUS, NULL);

  self->kind = kind;
  self->message = g_strdup (message);
  self->owner = g_object_ref (owner);
  return self;
}

StudioSchemaStatusKind
studio_schema_status_get_kind (StudioSchemaStatus *self)
{
  g_return_val_if_fail (STUDIO_IS_SCHEMA_STATUS (self), STUDIO_SCHEMA_STATUS_EMPTY);
  return self->kind;
}

const char *
studio_schema_status_get_message (StudioSchemaStatus *self)
{
  g_return_val_if_fail (STUDIO_IS_SCHEMA_STATUS (self), NULL);
  return self->message;
}

GObject *
studio_schema_status_get_owner (StudioSchemaStatus *self)
{
  g_return_val_if_fail (STUDIO_IS_SCHEMA_STATUS (self), NULL);
  return self->owner;
}
