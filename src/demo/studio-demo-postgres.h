/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioDemoPostgres: the private PostgreSQL of a data folder, while it runs. */
typedef struct _StudioDemoPostgres StudioDemoPostgres;

/** What the cluster's superuser is called; statements of clients run as the other one. */
#define STUDIO_DEMO_SUPERUSER "postgres"

/**
 * studio_demo_postgres_start:
 * @data_dir: the data folder; the cluster is in its folder `postgres`
 *
 * Makes the cluster when there is none (about a second) and starts it, listening on a socket inside
 * the cluster only. Waits until it answers. The kernel ends it when this process ends.
 *
 * Returns: (transfer full) (nullable): %STUDIO_DEMO_ERROR_POSTGRES, %STUDIO_DEMO_ERROR_FOLDER
 */
StudioDemoPostgres *studio_demo_postgres_start (const char *data_dir, GError **error);

/** studio_demo_postgres_has_cluster: whether @data_dir holds a whole cluster. */
gboolean studio_demo_postgres_has_cluster (const char *data_dir);

/** studio_demo_postgres_stop: ends it, waits for that, and frees @self. */
void studio_demo_postgres_stop (StudioDemoPostgres *self);

/** studio_demo_postgres_get_host: what libpq needs as host, from this process only. */
const char *studio_demo_postgres_get_host (StudioDemoPostgres *self);

/** studio_demo_postgres_is_new: whether the cluster was made by this start. */
gboolean studio_demo_postgres_is_new (StudioDemoPostgres *self);

/** studio_demo_postgres_set_lost_callback: @callback is called when it ends by itself. */
void studio_demo_postgres_set_lost_callback (StudioDemoPostgres *self,
                                             GSourceFunc callback,
                                             gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoPostgres, studio_demo_postgres_stop)

G_END_DECLS
