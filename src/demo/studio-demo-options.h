/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-version.h"

G_BEGIN_DECLS

/** StudioDemoOptions: what the command line asked for. */
typedef struct
{
  guint port;                 /* 0: any free one */
  char *data_dir;             /* (owned) absolute */
  char *sql_dir;              /* (owned) (nullable) statements to load in place of the company */
  guint latency;              /* milliseconds before every answer */
  guint search_lag;           /* milliseconds until a new card is found by search */
  char **fault_rules;         /* (owned) */
  gboolean deny_native;       /* the user may not run SQL */
  gboolean deny_write;        /* the user may not change anything */
  gboolean deny_password;     /* nobody signs in with a password */
  gboolean mail;              /* says that it can send mail */
  gboolean prepare;           /* only make the data, then exit */
  guint tables;               /* tables of the synthetic schema */
  char *log_file;             /* (owned) (nullable) */
  gboolean log_bodies;        /* log the JSON sent, too */
  char *api_key;              /* (owned) (nullable) the key to accept; made up when NULL */
  StudioDemoVersion *version; /* (owned) */
} StudioDemoOptions;

/**
 * studio_demo_options_parse:
 * @arguments: (inout): the command line, with the program's name
 *
 * Returns: (transfer full) (nullable): %NULL with an error in %G_OPTION_ERROR.
 */
StudioDemoOptions *studio_demo_options_parse (char ***arguments, GError **error);
void studio_demo_options_free (StudioDemoOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoOptions, studio_demo_options_free)

G_END_DECLS
