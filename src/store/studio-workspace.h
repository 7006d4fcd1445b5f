/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_WORKSPACE (studio_workspace_get_type ())

/**
 * StudioWorkspace: the one file in which everything made is kept: KPIs, runs, checks,
 * registrations, values over time and the audit log. SQLite in WAL mode, mode 0600. All work is
 * done in one thread of its own, in the order in which it was asked for.
 *
 * Signals: "failed" (message): a write that nobody waits for could not be done.
 */
G_DECLARE_FINAL_TYPE (StudioWorkspace, studio_workspace, STUDIO, WORKSPACE, GObject)

/** studio_workspace_get_default_path: Returns: (transfer full): below `$XDG_DATA_HOME/kpi-studio/`.
 */
char *studio_workspace_get_default_path (void);

/**
 * studio_workspace_open_async:
 * @path: (nullable): the file, made with its folder when missing; %NULL for the default path
 *
 * Finish reports %STUDIO_ERROR_WORKSPACE.
 */
void studio_workspace_open_async (const char *path,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/** studio_workspace_open_finish: Returns: (transfer full) (nullable) */
StudioWorkspace *studio_workspace_open_finish (GAsyncResult *result, GError **error);

const char *studio_workspace_get_path (StudioWorkspace *self);

/**
 * studio_workspace_load_kpis_async:
 * @server: (nullable): identity of the Metabase they were made for; %NULL for all
 */
void studio_workspace_load_kpis_async (StudioWorkspace *self,
                                       const char *server,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/** studio_workspace_load_kpis_finish: Returns: (transfer full) (nullable): of StudioKpi, oldest
 * first. */
GPtrArray *
studio_workspace_load_kpis_finish (StudioWorkspace *self, GAsyncResult *result, GError **error);

/** studio_workspace_list_servers_async: whose KPIs are kept. */
void studio_workspace_list_servers_async (StudioWorkspace *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/** studio_workspace_list_servers_finish: Returns: (transfer full) (nullable): identities. */
GStrv
studio_workspace_list_servers_finish (StudioWorkspace *self, GAsyncResult *result, GError **error);

/**
 * studio_workspace_save_kpi:
 * @server: identity of the Metabase it was made for
 *
 * Stores @kpi as it is now, new or again; returns at once.
 */
void studio_workspace_save_kpi (StudioWorkspace *self, const char *server, StudioKpi *kpi);

/** studio_workspace_add_check: adds the KPI's present check result to its history. */
void studio_workspace_add_check (StudioWorkspace *self, StudioKpi *kpi);

/** studio_workspace_add_value: keeps a KPI's single number, as of now. */
void studio_workspace_add_value (StudioWorkspace *self, const char *kpi_id, double value);

/**
 * studio_workspace_log:
 * @kpi_id: (nullable): the KPI it is about
 * @action: "approved", "registered", "edited"…
 * @detail: (nullable): anything more, never a secret
 */
void studio_workspace_log (StudioWorkspace *self,
                           const char *kpi_id,
                           const char *action,
                           const char *detail);

/**
 * studio_workspace_record_run:
 * @id: a number that stays the same for a run
 * @state: nick of a StudioRunState
 * @summary: (nullable): JSON text
 *
 * Stores a run's state; the first call for an @id begins it.
 */
void studio_workspace_record_run (StudioWorkspace *self,
                                  gint64 id,
                                  const char *server,
                                  const char *state,
                                  const char *summary);

/** studio_workspace_record_run_table: @state is "proposed" or "done". */
void studio_workspace_record_run_table (StudioWorkspace *self,
                                        gint64 run_id,
                                        gint64 table_id,
                                        const char *table_name,
                                        const char *state);

/** studio_workspace_flush_async: finishes when everything asked for before is on disk; reports the
 * first write that failed. */
void studio_workspace_flush_async (StudioWorkspace *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
studio_workspace_flush_finish (StudioWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
