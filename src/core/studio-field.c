/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-field.h"

#include <math.h>

struct _StudioField
{
  GObject parent_instance;

  StudioFieldInfo *info; /* (owned) */
  StudioFieldKind kind;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_DISPLAY_NAME,
  PROP_DESCRIPTION,
  PROP_TYPE_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioField, studio_field, G_TYPE_OBJECT)

StudioFieldInfo *
studio_field_info_new (void)
{
  StudioFieldInfo *info = g_new0 (StudioFieldInfo, 1);
  StudioFingerprint *fingerprint = &info->fingerprint;

  info->nullable = TRUE;
  fingerprint->distinct_count = -1;
  fingerprint->null_share = -1;
  fingerprint->minimum = fingerprint->maximum = NAN;
  fingerprint->average = fingerprint->deviation = NAN;
  fingerprint->first_quartile = fingerprint->third_quartile = NAN;
  fingerprint->average_length = NAN;
  return info;
}

void
studio_field_info_free (StudioFieldInfo *info)
{
  g_free (info->name);
  g_free (info->display_name);
  g_free (info->description);
  g_free (info->base_type);
  g_free (info->effective_type);
  g_free (info->database_type);
  g_free (info->semantic_type);
  g_free (info->visibility);
  g_free (info->values_kept);
  studio_field_values_free (info->values);
  g_strfreev (info->nested_path);
  g_free (info->target_table);
  g_free (info->target_field);
  g_free (info->inferred_from);
  g_free (info->refuted);
  g_free (info->fingerprint.earliest);
  g_free (info->fingerprint.latest);
  g_free (info);
}

StudioFieldInfo *
studio_field_info_copy (const StudioFieldInfo *info)
{
  StudioFieldInfo *copy = studio_field_info_new ();

  *copy = *info;
  copy->name = g_strdup (info->name);
  copy->display_name = g_strdup (info->display_name);
  copy->description = g_strdup (info->description);
  copy->base_type = g_strdup (info->base_type);
  copy->effective_type = g_strdup (info->effective_type);
  copy->database_type = g_strdup (info->database_type);
  copy->semantic_type = g_strdup (info->semantic_type);
  copy->visibility = g_strdup (info->visibility);
  copy->values_kept = g_strdup (info->values_kept);
  copy->values = studio_field_values_copy (info->values);
  copy->nested_path = g_strdupv (info->nested_path);
  copy->target_table = g_strdup (info->target_table);
  copy->target_field = g_strdup (info->target_field);
  copy->inferred_from = g_strdup (info->inferred_from);
  copy->refuted = g_strdup (info->refuted);
  copy->fingerprint.earliest = g_strdup (info->fingerprint.earliest);
  copy->fingerprint.latest = g_strdup (info->fingerprint.latest);
  return copy;
}

static void
studio_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioField *self = STUDIO_FIELD (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->info->name);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->info->display_name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->info->description);
      break;
    case PROP_TYPE_NAME:
      g_value_set_string (value, self->info->database_type != NULL ? self->info->database_type
                                                                   : self->info->base_type);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_field_finalize (GObject *object)
{
  StudioField *self = STUDIO_FIELD (object);

  g_clear_pointer (&self->info, studio_field_info_free);
  G_OBJECT_CLASS (studio_field_parent_class)->finalize (object);
}

static void
studio_field_class_init (StudioFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = studio_field_get_property;
  object_class->finalize = studio_field_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_TYPE_NAME] = g_param_spec_string ("type-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_field_init (StudioField *self)
{
}

StudioField *
studio_field_new (StudioFieldInfo *info)
{
  StudioField *self;

  g_return_val_if_fail (info != NULL && info->name != NULL, NULL);

  self = g_object_new (STUDIO_TYPE_FIELD, NULL);
  self->info = info;
  self->kind = studio_field_kind_from_base_type (info->base_type);
  return self;
}

const StudioFieldInfo *
studio_field_get_info (StudioField *self)
{
  g_return_val_if_fail (STUDIO_IS_FIELD (self), NULL);
  return self->info;
}

const char *
studio_field_get_name (StudioField *self)
{
  g_return_val_if_fail (STUDIO_IS_FIELD (self), NULL);
  return self->info->name;
}

StudioFieldKind
studio_field_get_kind (StudioField *self)
{
  g_return_val_if_fail (STUDIO_IS_FIELD (self), STUDIO_FIELD_OTHER);
  return self->kind;
}

gboolean
studio_field_is_nested (StudioField *self)
{
  g_return_val_if_fail (STUDIO_IS_FIELD (self), FALSE);
  return self->info->nested_path != NULL;
}

gboolean
studio_field_is_primary_key (StudioField *self)
{
  g_return_val_if_fail (STUDIO_IS_FIELD (self), FALSE);
  return self->info->primary_key;
}

gboolean
studio_field_is_foreign_key (StudioField *self)
{
  g_return_val_if_fail (STUDIO_IS_FIELD (self), FALSE);
  return self->info->target_field_id != 0 || self->info->target_field != NULL;
}
