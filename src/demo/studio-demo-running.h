/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-exchange.h"

G_BEGIN_DECLS

/** StudioDemoRunningDone: @result: (transfer none) */
typedef void (*StudioDemoRunningDone) (StudioDemoExchange *exchange,
                                       StudioDemoQueryResult *result,
                                       gpointer user_data);

/**
 * studio_demo_running_start:
 * @query: (transfer full):
 * @free_data: (nullable): frees @user_data after @done
 *
 * Runs a statement for a request. When the client closes the connection meanwhile the statement is
 * cancelled, as Metabase does, and @done is not called.
 */
void studio_demo_running_start (StudioDemoExchange *exchange,
                                StudioDemoQuery *query,
                                StudioDemoRunningDone done,
                                gpointer user_data,
                                GDestroyNotify free_data);

G_END_DECLS
