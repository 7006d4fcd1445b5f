/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

#define STUDIO_DEMO_ADMIN_ID 1
#define STUDIO_DEMO_API_KEY_USER_ID 2

/** studio_demo_people_make_user: Returns: (transfer full): as in /api/user/current. */
JsonObject *studio_demo_people_make_user (StudioDemoServer *server, StudioDemoIdentity identity);

/** studio_demo_people_make_creator: Returns: (transfer full): the short form inside other objects.
 */
JsonObject *studio_demo_people_make_creator (StudioDemoServer *server);

/** studio_demo_people_make_last_edit: Returns: (transfer full): a "last-edit-info" of @timestamp.
 */
JsonObject *studio_demo_people_make_last_edit (const char *timestamp);

G_END_DECLS
