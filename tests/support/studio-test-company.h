/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"

#include <libpq-fe.h>

G_BEGIN_DECLS

/**
 * StudioTestCompany:
 * @database: as Metabase tells it, with all tables, columns and fingerprints
 * @connection: to the same rows, past Metabase; reads only
 *
 * One of the companies of tests/propose/schemas/, served by kpi-studio-demo.
 */
typedef struct
{
  StudioDatabase *database;
  PGconn *connection;

  /*< private >*/
  char *folder;
  gpointer demo;
  gpointer client;
} StudioTestCompany;

/** studio_test_company_start: loads the statements of the folder @name; takes some two seconds.
 * Returns: (transfer full) */
StudioTestCompany *studio_test_company_start (const char *name);
void studio_test_company_stop (StudioTestCompany *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioTestCompany, studio_test_company_stop)

G_END_DECLS
