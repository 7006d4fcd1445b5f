/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-dataset.h"

G_BEGIN_DECLS

/** studio_demo_dataset_body_reply_rows: answers with the result of a query that ran. */
void studio_demo_dataset_body_reply_rows (StudioDemoExchange *exchange,
                                          const StudioDemoDataset *dataset,
                                          const StudioDemoQueryResult *result);

/** studio_demo_dataset_body_describe_columns: Returns: (transfer full): JSON, the columns with
 * their fingerprints. */
char *studio_demo_dataset_body_describe_columns (StudioDemoServer *server,
                                                 const StudioDemoDataset *dataset,
                                                 const StudioDemoQueryResult *result);

/** StudioDemoDatasetFailure: why a query gave no rows. */
typedef struct
{
  const char *message;
  const char *error_type; /* "invalid-query" */
  const char *class_name; /* of Java */
  const char *state;      /* (nullable) SQLSTATE */
  const char *sql;        /* (nullable) as it was sent */
  gint64 milliseconds;
} StudioDemoDatasetFailure;

/** studio_demo_dataset_body_reply_failure: 202 until 0.58, then a status that says more. */
void studio_demo_dataset_body_reply_failure (StudioDemoExchange *exchange,
                                             const StudioDemoDataset *dataset,
                                             const StudioDemoDatasetFailure *failure);

G_END_DECLS
