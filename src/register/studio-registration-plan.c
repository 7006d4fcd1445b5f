/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-registration-plan.h"

#include "register/studio-registration-plan-private.h"

struct _StudioRegistrationPlan
{
  GObject parent_instance;

  char *collection;
  GPtrArray *entries; /* (owned) of StudioPlanEntry */
  GStrv new_collections;
  GArray *doubles; /* (owned) of StudioPlanDouble */
};

static GType
get_item_type (GListModel *model)
{
  return STUDIO_TYPE_PLAN_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return STUDIO_REGISTRATION_PLAN (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  StudioRegistrationPlan *self = STUDIO_REGISTRATION_PLAN (model);

  return position < self->entries->len ? g_object_ref (g_ptr_array_index (self->entries, position))
                                       : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StudioRegistrationPlan,
                               studio_registration_plan,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
studio_registration_plan_finalize (GObject *object)
{
  StudioRegistrationPlan *self = STUDIO_REGISTRATION_PLAN (object);

  g_free (self->collection);
  g_ptr_array_unref (self->entries);
  g_strfreev (self->new_collections);
  g_array_unref (self->doubles);
  G_OBJECT_CLASS (studio_registration_plan_parent_class)->finalize (object);
}

static void
studio_registration_plan_class_init (StudioRegistrationPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_registration_plan_finalize;
}

static void
clear_double (gpointer data)
{
  g_free (((StudioPlanDouble *) data)->kpi_id);
}

static void
studio_registration_plan_init (StudioRegistrationPlan *self)
{
  self->doubles = g_array_new (FALSE, FALSE, sizeof (StudioPlanDouble));
  g_array_set_clear_func (self->doubles, clear_double);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->new_collections = g_new0 (char *, 1);
}

StudioRegistrationPlan *
_studio_registration_plan_new (const char *collection)
{
  StudioRegistrationPlan *self = g_object_new (STUDIO_TYPE_REGISTRATION_PLAN, NULL);

  self->collection = g_strdup (collection);
  return self;
}

void
_studio_registration_plan_take (StudioRegistrationPlan *self, StudioPlanEntry *entry)
{
  g_ptr_array_add (self->entries, entry);
}

void
_studio_registration_plan_set_new_collections (StudioRegistrationPlan *self, GStrv names)
{
  g_strfreev (self->new_collections);
  self->new_collections = names;
}

void
_studio_registration_plan_add_double (StudioRegistrationPlan *self,
                                      const char *kpi_id,
                                      gint64 card_id)
{
  StudioPlanDouble entry = { g_strdup (kpi_id), card_id };

  g_array_append_val (self->doubles, entry);
}

GArray *
_studio_registration_plan_get_doubles (StudioRegistrationPlan *self)
{
  return self->doubles;
}

const char *
studio_registration_plan_get_collection (StudioRegistrationPlan *self)
{
  g_return_val_if_fail (STUDIO_IS_REGISTRATION_PLAN (self), NULL);
  return self->collection;
}

guint
studio_registration_plan_count (StudioRegistrationPlan *self, StudioPlanAction action)
{
  guint count = 0;

  g_return_val_if_fail (STUDIO_IS_REGISTRATION_PLAN (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    count += studio_plan_entry_get_action (g_ptr_array_index (self->entries, i)) == action;
  return count;
}

guint
studio_registration_plan_count_writes (StudioRegistrationPlan *self)
{
  guint count = 0;

  g_return_val_if_fail (STUDIO_IS_REGISTRATION_PLAN (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    {
      StudioPlanEntry *entry = g_ptr_array_index (self->entries, i);

      count += studio_plan_entry_get_included (entry) &&
               studio_plan_entry_get_action (entry) != STUDIO_PLAN_LINK;
    }
  return count;
}

const char *const *
studio_registration_plan_get_new_collections (StudioRegistrationPlan *self)
{
  g_return_val_if_fail (STUDIO_IS_REGISTRATION_PLAN (self), NULL);
  return (const char *const *) self->new_collections;
}
