/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-deployment.h"

G_DEFINE_ENUM_TYPE (StudioDeployedObject,
                    studio_deployed_object,
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYED_CARD, "card"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYED_COLLECTION, "collection"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYED_DASHBOARD, "dashboard"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYED_ALERT, "alert"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYED_ALERT_CARD, "alert_card"))

G_DEFINE_ENUM_TYPE (StudioDeploymentAction,
                    studio_deployment_action,
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYMENT_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYMENT_LINKED, "linked"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYMENT_UPDATED, "updated"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYMENT_SKIPPED, "skipped"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYMENT_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYMENT_ARCHIVED, "archived"),
                    G_DEFINE_ENUM_VALUE (STUDIO_DEPLOYMENT_RELEASED, "released"))

StudioDeploymentEntry *
studio_deployment_entry_new (StudioDeployedObject object,
                             StudioDeploymentAction action,
                             gint64 id,
                             const char *name)
{
  StudioDeploymentEntry *self = g_new0 (StudioDeploymentEntry, 1);

  self->object = object;
  self->action = action;
  self->id = id;
  self->name = g_strdup (name);
  return self;
}

void
studio_deployment_entry_free (StudioDeploymentEntry *self)
{
  g_free (self->kpi_id);
  g_free (self->key);
  g_free (self->name);
  g_free (self->collection);
  g_free (self->message);
  g_free (self);
}

StudioDeploymentEntry *
studio_deployment_entry_copy (const StudioDeploymentEntry *self)
{
  StudioDeploymentEntry *copy =
      studio_deployment_entry_new (self->object, self->action, self->id, self->name);

  copy->kpi_id = g_strdup (self->kpi_id);
  copy->key = g_strdup (self->key);
  copy->collection_id = self->collection_id;
  copy->collection = g_strdup (self->collection);
  copy->message = g_strdup (self->message);
  return copy;
}

guint
studio_deployment_count (GPtrArray *entries,
                         StudioDeployedObject object,
                         StudioDeploymentAction action)
{
  guint count = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (entries, i);

      count += entry->object == object && entry->action == action;
    }
  return count;
}

GPtrArray *
studio_deployments_pick_in_use (GPtrArray *deployments, StudioDeployedObject object)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = deployments->len; i > 0; i--)
    {
      const StudioDeployment *deployment = g_ptr_array_index (deployments, i - 1);

      for (guint j = deployment->entries->len; j > 0; j--)
        {
          StudioDeploymentEntry *entry = g_ptr_array_index (deployment->entries, j - 1);

          if (entry->object == object && entry->id != 0 &&
              entry->action != STUDIO_DEPLOYMENT_FAILED && g_hash_table_add (seen, &entry->id) &&
              entry->action != STUDIO_DEPLOYMENT_ARCHIVED)
            g_ptr_array_add (picked, entry);
        }
    }
  return picked;
}

StudioDeployment *
studio_deployment_new (gint64 id, StudioDeploymentWhat what)
{
  StudioDeployment *self = g_new0 (StudioDeployment, 1);

  self->id = id;
  self->what = what;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_deployment_entry_free);
  return self;
}

void
studio_deployment_free (StudioDeployment *self)
{
  g_free (self->collection);
  g_free (self->started);
  g_free (self->ended);
  g_ptr_array_unref (self->entries);
  g_free (self);
}
