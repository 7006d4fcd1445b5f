/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StudioTestDemo: kpi-studio-demo of the build tree, running on a data folder of its own.
 *
 * The folder is a copy of one that is made once per build and day (some ten seconds), so that a
 * server starts in a fraction of a second. The test fails when a server cannot be started.
 */
typedef struct _StudioTestDemo StudioTestDemo;

/**
 * studio_test_demo_copy_data:
 *
 * Returns: (transfer full): a new temporary folder with the sample company; remove it with
 * studio_test_demo_remove()
 */
char *studio_test_demo_copy_data (void);
void studio_test_demo_remove (const char *folder);

/** studio_test_demo_program: Returns: (transfer full): the path of kpi-studio-demo. */
char *studio_test_demo_program (void);

/**
 * studio_test_demo_start:
 * @arguments: (nullable) (array zero-terminated=1): such as "--fail", "GET /api/database 2
 * status=500"
 *
 * Returns: (transfer full): free with studio_test_demo_stop()
 */
StudioTestDemo *studio_test_demo_start (const char *const *arguments);

/** studio_test_demo_start_in: starts one on @folder, which studio_test_demo_stop() leaves there. */
StudioTestDemo *studio_test_demo_start_in (const char *folder, const char *const *arguments);

/** studio_test_demo_stop: ends it, waits for that, removes its folder and frees @self. */
void studio_test_demo_stop (StudioTestDemo *self);

/** studio_test_demo_pause: ends it, waits for that and keeps its folder for a restart. */
void studio_test_demo_pause (StudioTestDemo *self);

/** studio_test_demo_kill: SIGKILL, as when the machine runs out of memory; waits for the end. */
void studio_test_demo_kill (StudioTestDemo *self);

/** studio_test_demo_restart: ends it if it runs, and starts it on the same folder; its address is
 * another one then. */
void studio_test_demo_restart (StudioTestDemo *self, const char *const *arguments);

/** studio_test_demo_get: @member is one of its announcement: "url", "username", "password",
 * "api_key", "database". Returns: (transfer none) (nullable) */
const char *studio_test_demo_get (StudioTestDemo *self, const char *member);

const char *studio_test_demo_get_folder (StudioTestDemo *self);

/** studio_test_demo_get_pid: of the server process; 0 when it does not run. */
GPid studio_test_demo_get_pid (StudioTestDemo *self);

/**
 * studio_test_demo_read_log:
 *
 * Returns: (transfer full): every request so far, an object each: "method", "path", "query",
 * "status", "fault"…
 */
JsonArray *studio_test_demo_read_log (StudioTestDemo *self);

/** studio_test_demo_count: how many requests of @method (nullable: any) were sent to a path that
 * matches @pattern, such as "/api/card/?*". */
guint studio_test_demo_count (StudioTestDemo *self, const char *method, const char *pattern);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioTestDemo, studio_test_demo_stop)

G_END_DECLS
