/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/studio-workspace.h"

G_BEGIN_DECLS

/**
 * StudioHistoryEvent:
 * @at: when, UTC
 * @action: as studio_workspace_log() was given it; “check” for a check
 * @state: (nullable): of a check: nick of a StudioCheckState
 * @detail: (nullable): of a check its message, else as it was logged
 *
 * One thing that happened to a KPI.
 */
typedef struct
{
  GDateTime *at;
  char *action;
  char *state;
  char *detail;
} StudioHistoryEvent;

/**
 * StudioHistoryValue:
 * @at: when, UTC
 *
 * What a KPI with a single number gave.
 */
typedef struct
{
  GDateTime *at;
  double value;
} StudioHistoryValue;

/**
 * StudioKpiHistory:
 * @events: of StudioHistoryEvent, latest first
 * @values: of StudioHistoryValue, oldest first
 *
 * What the workspace remembers of a KPI; of very many only the latest.
 */
typedef struct
{
  GPtrArray *events;
  GPtrArray *values;
} StudioKpiHistory;

void studio_kpi_history_free (StudioKpiHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioKpiHistory, studio_kpi_history_free)

/** studio_workspace_load_history_async: @kpi_id: whose. */
void studio_workspace_load_history_async (StudioWorkspace *self,
                                          const char *kpi_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/** studio_workspace_load_history_finish: Returns: (transfer full) (nullable):
 * %STUDIO_ERROR_WORKSPACE when it cannot be read. */
StudioKpiHistory *
studio_workspace_load_history_finish (StudioWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
