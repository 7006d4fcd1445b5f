/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-definition.h"
#include "core/studio-result.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/**
 * StudioProbeKind:
 * @make_question: Returns: (transfer full): what the data are asked about a candidate; one row
 * @take_answer: what they say, or why they say nothing: one of @rows and @error is %NULL
 * @free: of a candidate
 *
 * What is done with candidates of one kind: columns that may be joined, or that may keep times.
 */
typedef struct
{
  StudioDefinition *(*make_question) (gconstpointer candidate);
  void (*take_answer) (gpointer candidate,
                       StudioResult *rows,
                       const GError *error,
                       gpointer user_data);
  GDestroyNotify free;
} StudioProbeKind;

/**
 * studio_probe_queue_run_async:
 * @candidates: (transfer contents): those to be asked about
 * @kind: (transfer none): stays as it is until the end
 * @budget: microseconds after which no further question is begun
 * @kind_data: for @take_answer; kept by the caller until the end
 *
 * Asks the data about each candidate, two at once, each for ten seconds at the most. Never fails.
 * Finishes early when cancelled.
 */
void studio_probe_queue_run_async (StudioMetabaseClient *client,
                                   StudioDatabase *database,
                                   GQueue *candidates,
                                   const StudioProbeKind *kind,
                                   gpointer kind_data,
                                   GTimeSpan budget,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

void studio_probe_queue_run_finish (GAsyncResult *result);

G_END_DECLS
