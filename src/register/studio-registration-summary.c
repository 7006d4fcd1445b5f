/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-registration-summary.h"

G_DEFINE_ENUM_TYPE (StudioRegistrationAction,
                    studio_registration_action,
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_LINKED, "linked"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_UPDATED, "updated"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_SKIPPED, "skipped"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (STUDIO_REGISTRATION_CONFLICT, "conflict"))

StudioRegistrationEntry *
studio_registration_entry_new (const char *kpi_id,
                               const char *name,
                               StudioRegistrationAction action)
{
  StudioRegistrationEntry *self = g_new0 (StudioRegistrationEntry, 1);

  self->kpi_id = g_strdup (kpi_id);
  self->name = g_strdup (name);
  self->action = action;
  return self;
}

void
studio_registration_entry_free (StudioRegistrationEntry *self)
{
  g_free (self->kpi_id);
  g_free (self->name);
  g_free (self->collection);
  g_free (self->message);
  g_free (self);
}

StudioRegistrationSummary *
studio_registration_summary_new (const char *collection)
{
  StudioRegistrationSummary *self = g_new0 (StudioRegistrationSummary, 1);

  g_atomic_ref_count_init (&self->references);
  self->collection = g_strdup (collection);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_registration_entry_free);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_deployment_entry_free);
  return self;
}

StudioRegistrationSummary *
studio_registration_summary_ref (StudioRegistrationSummary *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_registration_summary_unref (StudioRegistrationSummary *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->collection);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->others);
  g_clear_pointer (&self->made, g_hash_table_unref);
  g_free (self);
}

void
studio_registration_summary_take (StudioRegistrationSummary *self, StudioRegistrationEntry *entry)
{
  switch (entry->action)
    {
    case STUDIO_REGISTRATION_CREATED:
      self->registered++;
      break;
    case STUDIO_REGISTRATION_LINKED:
      self->already_registered++;
      break;
    case STUDIO_REGISTRATION_UPDATED:
      self->updated++;
      break;
    case STUDIO_REGISTRATION_SKIPPED:
      self->skipped++;
      break;
    case STUDIO_REGISTRATION_CONFLICT:
      self->conflicts++;
      self->skipped++;
      break;
    case STUDIO_REGISTRATION_FAILED:
    default:
      self->failed++;
      break;
    }
  g_ptr_array_add (self->entries, entry);
}
