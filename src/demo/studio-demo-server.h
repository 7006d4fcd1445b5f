/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "demo/studio-demo-accounts.h"
#include "demo/studio-demo-catalogue.h"
#include "demo/studio-demo-options.h"
#include "demo/studio-demo-postgres.h"
#include "demo/studio-demo-queries.h"
#include "demo/studio-demo-request-log.h"
#include "demo/studio-demo-shapes.h"
#include "demo/studio-demo-store.h"

G_BEGIN_DECLS

/** StudioDemoServer: everything a request may need, and the life of it all. */
typedef struct
{
  const StudioDemoOptions *options; /* (unowned) */
  const StudioDemoVersion *version; /* (unowned) the options' */
  int lock_fd;
  StudioDemoStore *store;         /* (owned) */
  StudioDemoPostgres *postgres;   /* (owned) */
  StudioDemoCatalogue *catalogue; /* (owned) */
  StudioDemoShapes *shapes;       /* (owned) */
  StudioDemoAccounts *accounts;   /* (owned) */
  StudioDemoQueries *queries;     /* (owned) */
  StudioDemoRequestLog *log;      /* (owned) (nullable) */
  GPtrArray *faults;              /* (owned) (element-type StudioDemoFault) */
  SoupServer *http;               /* (owned) */
  guint port;
} StudioDemoServer;

/**
 * studio_demo_server_start:
 *
 * Locks the data folder, starts PostgreSQL, loads what has to be loaded and listens. Blocks until
 * that is done: a fraction of a second, some seconds when the data have to be made.
 */
StudioDemoServer *studio_demo_server_start (const StudioDemoOptions *options, GError **error);

/**
 * studio_demo_server_prepare: makes the data, unless they are there, and stops PostgreSQL again.
 */
gboolean studio_demo_server_prepare (const StudioDemoOptions *options, GError **error);

/** studio_demo_server_stop: stops all of it, waits for PostgreSQL to end, and frees @self. */
void studio_demo_server_stop (StudioDemoServer *self);

/** studio_demo_server_describe: Returns: (transfer full): the line for standard output. */
char *studio_demo_server_describe (StudioDemoServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoServer, studio_demo_server_stop)

G_END_DECLS
