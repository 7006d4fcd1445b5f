/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioDemoPostgresPrograms: where PostgreSQL's server programs are. */
typedef struct
{
  char *initdb;   /* (owned) */
  char *postgres; /* (owned) */
  guint major;    /* 15 */
} StudioDemoPostgresPrograms;

#define STUDIO_DEMO_OLDEST_POSTGRES 13

/**
 * studio_demo_postgres_programs_find:
 * @wanted: a major version to prefer, or 0
 *
 * Looks where distributions put them (they are not in the PATH of Debian and Fedora).
 *
 * Returns: (transfer full) (nullable): @wanted when it is there, else the newest;
 * %STUDIO_DEMO_ERROR_POSTGRES with what to install when there is none from 13 on.
 */
StudioDemoPostgresPrograms *studio_demo_postgres_programs_find (guint wanted, GError **error);
void studio_demo_postgres_programs_free (StudioDemoPostgresPrograms *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoPostgresPrograms, studio_demo_postgres_programs_free)

G_END_DECLS
