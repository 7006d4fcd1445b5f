/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-plan-entry.h"

#include "register/studio-registration-plan-private.h"

G_DEFINE_ENUM_TYPE (StudioPlanAction,
                    studio_plan_action,
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_CREATE, "create"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_UPDATE, "update"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_LINK, "link"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_SKIP, "skip"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_CONFLICT, "conflict"))

G_DEFINE_ENUM_TYPE (StudioPlanReason,
                    studio_plan_reason,
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_NEW, "new"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_AGAIN, "again"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_CHANGED_HERE, "changed_here"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_SAME_MEANING, "same_meaning"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_FOUND_AGAIN, "found_again"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_TWIN, "twin"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_UNCHANGED, "unchanged"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_CHANGED_THERE, "changed_there"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_CHANGED_BOTH, "changed_both"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_ARCHIVED, "archived"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_DELETED, "deleted"),
                    G_DEFINE_ENUM_VALUE (STUDIO_PLAN_CONTRADICTION, "contradiction"))

struct _StudioPlanEntry
{
  GObject parent_instance;

  StudioPlanEntryData data; /* (owned) */
};

enum
{
  PROP_0,
  PROP_KPI,
  PROP_ACTION,
  PROP_REASON,
  PROP_MESSAGE,
  PROP_COLLECTION,
  PROP_COLLECTION_ID,
  PROP_CARD_ID,
  PROP_CARD_NAME,
  PROP_CAN_INCLUDE,
  PROP_INCLUDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioPlanEntry, studio_plan_entry, G_TYPE_OBJECT)

static void
studio_plan_entry_finalize (GObject *object)
{
  StudioPlanEntryData *data = &STUDIO_PLAN_ENTRY (object)->data;

  g_clear_object (&data->kpi);
  g_clear_object (&data->twin);
  g_free (data->message);
  g_free (data->collection);
  g_free (data->card_name);
  studio_card_free (data->card);
  g_ptr_array_unref (data->differences);
  G_OBJECT_CLASS (studio_plan_entry_parent_class)->finalize (object);
}

static void
studio_plan_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const StudioPlanEntryData *data = &STUDIO_PLAN_ENTRY (object)->data;

  switch (id)
    {
    case PROP_KPI:
      g_value_set_object (value, data->kpi);
      break;
    case PROP_ACTION:
      g_value_set_enum (value, data->action);
      break;
    case PROP_REASON:
      g_value_set_enum (value, data->reason);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, data->message);
      break;
    case PROP_COLLECTION:
      g_value_set_string (value, data->collection);
      break;
    case PROP_COLLECTION_ID:
      g_value_set_int64 (value, data->collection_id);
      break;
    case PROP_CARD_ID:
      g_value_set_int64 (value, data->card_id);
      break;
    case PROP_CARD_NAME:
      g_value_set_string (value, data->card_name);
      break;
    case PROP_CAN_INCLUDE:
      g_value_set_boolean (value, data->can_include);
      break;
    case PROP_INCLUDED:
      g_value_set_boolean (value, data->included);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_plan_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_INCLUDED)
    studio_plan_entry_set_included (STUDIO_PLAN_ENTRY (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_plan_entry_class_init (StudioPlanEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = studio_plan_entry_finalize;
  object_class->get_property = studio_plan_entry_get_property;
  object_class->set_property = studio_plan_entry_set_property;
  properties[PROP_KPI] = g_param_spec_object ("kpi", NULL, NULL, STUDIO_TYPE_KPI, read);
  properties[PROP_ACTION] =
      g_param_spec_enum ("action", NULL, NULL, STUDIO_TYPE_PLAN_ACTION, STUDIO_PLAN_CREATE, read);
  properties[PROP_REASON] =
      g_param_spec_enum ("reason", NULL, NULL, STUDIO_TYPE_PLAN_REASON, STUDIO_PLAN_NEW, read);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, read);
  properties[PROP_COLLECTION] = g_param_spec_string ("collection", NULL, NULL, NULL, read);
  properties[PROP_COLLECTION_ID] =
      g_param_spec_int64 ("collection-id", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_CARD_ID] = g_param_spec_int64 ("card-id", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_CARD_NAME] = g_param_spec_string ("card-name", NULL, NULL, NULL, read);
  properties[PROP_CAN_INCLUDE] = g_param_spec_boolean ("can-include", NULL, NULL, FALSE, read);
  properties[PROP_INCLUDED] =
      g_param_spec_boolean ("included", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_plan_entry_init (StudioPlanEntry *self)
{
}

static void
difference_free (StudioPlanDifference *difference)
{
  g_free (difference->part);
  g_free (difference->there);
  g_free (difference->here);
  g_free (difference);
}

StudioPlanEntry *
_studio_plan_entry_new (const StudioPlanEntryData *data)
{
  StudioPlanEntry *self = g_object_new (STUDIO_TYPE_PLAN_ENTRY, NULL);

  self->data = *data;
  self->data.kpi = g_object_ref (data->kpi);
  if (data->twin != NULL)
    g_object_ref (data->twin);
  if (data->differences == NULL)
    self->data.differences = g_ptr_array_new ();
  g_ptr_array_set_free_func (self->data.differences, (GDestroyNotify) difference_free);
  return self;
}

const StudioPlanEntryData *
_studio_plan_entry_peek (StudioPlanEntry *self)
{
  return &self->data;
}

StudioKpi *
studio_plan_entry_get_kpi (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), NULL);
  return self->data.kpi;
}

StudioPlanAction
studio_plan_entry_get_action (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), STUDIO_PLAN_SKIP);
  return self->data.action;
}

StudioPlanReason
studio_plan_entry_get_reason (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), STUDIO_PLAN_NEW);
  return self->data.reason;
}

const char *
studio_plan_entry_get_message (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), NULL);
  return self->data.message;
}

const char *
studio_plan_entry_get_collection (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), NULL);
  return self->data.collection;
}

gint64
studio_plan_entry_get_collection_id (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), 0);
  return self->data.collection_id;
}

gint64
studio_plan_entry_get_card_id (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), 0);
  return self->data.card_id;
}

const char *
studio_plan_entry_get_card_name (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), NULL);
  return self->data.card_name;
}

gboolean
studio_plan_entry_get_can_include (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), FALSE);
  return self->data.can_include;
}

gboolean
studio_plan_entry_get_included (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), FALSE);
  return self->data.included;
}

void
studio_plan_entry_set_included (StudioPlanEntry *self, gboolean included)
{
  g_return_if_fail (STUDIO_IS_PLAN_ENTRY (self));

  if (!self->data.can_include || self->data.included == included)
    return;
  self->data.included = included;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCLUDED]);
}

GPtrArray *
studio_plan_entry_get_differences (StudioPlanEntry *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_ENTRY (self), NULL);
  return self->data.differences;
}
