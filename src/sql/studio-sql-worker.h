/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * studio_sql_worker_run:
 * @task: (transfer none): a reference is kept until @func has returned
 * @func: as for g_task_run_in_thread()
 *
 * Runs @func on one of two threads whose stack is large enough for libpg_query's recursion, which
 * takes 1.9 kB for each level of nesting; GLib's own threads have what the system gives them. When
 * no thread can be started, @task returns the error.
 */
void studio_sql_worker_run (GTask *task, GTaskThreadFunc func);

G_END_DECLS
