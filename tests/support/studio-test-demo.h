/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** StudioTestDemo: kpi-studio-demo with the sample company in a temporary folder, gone with the
 * test. */
typedef struct _StudioTestDemo StudioTestDemo;

/**
 * studio_test_demo_copy_data:
 *
 * The sample company is loaded once for all tests of a build; each gets a copy of its folder, which
 * takes half a second instead of ten.
 *
 * Returns: (transfer full): a new temporary folder; remove it with studio_test_demo_remove()
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
 * The test fails when the server does not start.
 *
 * Returns: (transfer full): free with studio_test_demo_stop()
 */
StudioTestDemo *studio_test_demo_start (const char *const *arguments);
void studio_test_demo_stop (StudioTestDemo *self);

/** studio_test_demo_get: @member is one of its announcement: "url", "username", "password",
 * "api_key", "database". Returns: (transfer none) */
const char *studio_test_demo_get (StudioTestDemo *self, const char *member);

const char *studio_test_demo_get_folder (StudioTestDemo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioTestDemo, studio_test_demo_stop)

G_END_DECLS
