/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-exchange.h"

G_BEGIN_DECLS

/** StudioDemoDataset: a query to be run and answered as POST /api/dataset does. */
typedef struct
{
  JsonObject *query;   /* (owned) in either form */
  JsonObject *request; /* (owned) (nullable) parameters, constraints and middleware are in it */
  const char *context; /* "ad-hoc", "question", "dashboard" */
  StudioDemoRowFormat format;

  /* Set when it starts: */
  JsonObject *legacy; /* (owned) */
  char *sql;          /* (owned) */
  GPtrArray *facts;   /* (owned) (nullable) of the columns, for the query builder */
  guint64 most_rows;
  char *started_at; /* (owned) */
} StudioDemoDataset;

/** studio_demo_dataset_new: @query, @request: (transfer none) */
StudioDemoDataset *studio_demo_dataset_new (JsonObject *query,
                                            JsonObject *request,
                                            const char *context,
                                            StudioDemoRowFormat format);
void studio_demo_dataset_free (StudioDemoDataset *self);

/** studio_demo_dataset_run: runs it and answers @exchange. @self: (transfer full) */
void studio_demo_dataset_run (StudioDemoDataset *self, StudioDemoExchange *exchange);

/**
 * studio_demo_dataset_compile: makes the SQL.
 * @is_missing: (out): whether the value of a template tag is missing
 *
 * Returns: (transfer full) (nullable): NULL with what is wrong in @problem.
 */
char *studio_demo_dataset_compile (StudioDemoServer *server,
                                   JsonObject *legacy,
                                   JsonArray *parameters,
                                   GPtrArray **facts,
                                   char **problem,
                                   gboolean *is_missing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoDataset, studio_demo_dataset_free)

G_END_DECLS
