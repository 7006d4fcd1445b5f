/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "register/studio-unregistrar.h"

G_BEGIN_DECLS

/*
 * One unregistration: the KPIs one after the other, each with its alerts; then the collections they
 * were in are looked at for dashboards with nothing left on them, and for being empty.
 */
typedef struct
{
  StudioMetabaseClient *client; /* (owned) */
  GPtrArray *kpis;              /* (owned) of StudioKpi */
  GPtrArray *alerts;            /* (owned) of StudioDeploymentEntry */
  GPtrArray *dashboards;        /* (owned) of StudioDeploymentEntry */
  char *collection_name;
  gboolean force;
  gboolean dry_run;
  GHashTable *collections; /* (owned) ids that may have become empty */
  GHashTable *gone;        /* (owned) what was, or would be, archived: "card 5" */
  guint next;
  guint next_alert;
  gboolean archive;   /* the present KPI's card, or only its KPI's claim to it is given up */
  char *message;      /* (nullable) why not */
  GArray *pending;    /* (owned) (nullable) ids of what is looked at now, collections from below */
  GPtrArray *listed;  /* (owned) (nullable) of StudioCollection */
  GPtrArray *entries; /* (owned) of StudioDeploymentEntry */
  StudioUnregisteredFunc unregistered;
  gpointer unregistered_data;
  GDestroyNotify unregistered_data_free;
} StudioUnregister;

/** _studio_unregister_tidy_up: looks after dashboards and collections, and ends @task, of which it
 * takes the caller's reference. */
void _studio_unregister_tidy_up (GTask *task);

/** _studio_unregister_add_entry: @entry is (transfer full); @kpi is (nullable). */
void
_studio_unregister_add_entry (StudioUnregister *self, StudioKpi *kpi, StudioDeploymentEntry *entry);
void _studio_unregister_add_collection (StudioUnregister *self, gint64 collection_id);

/** _studio_unregister_name: Returns: (transfer full): "card 5". */
char *_studio_unregister_name (const char *model, gint64 id);

/** _studio_unregister_return_if_over: whether @error means that nothing more can be done, in which
 * case it and the caller's reference to @task are taken. */
gboolean _studio_unregister_return_if_over (GTask *task, GError *error);

G_END_DECLS
