/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-people.h"

#include "demo/studio-demo-json.h"

static void
set_times (StudioDemoServer *server, JsonObject *person)
{
  const char *joined = server->catalogue->synced_at;

  json_object_set_string_member (person, "date_joined", joined);
  json_object_set_string_member (person, "last_login", joined);
  if (json_object_has_member (person, "updated_at"))
    json_object_set_string_member (person, "updated_at", joined);
}

JsonObject *
studio_demo_people_make_user (StudioDemoServer *server, StudioDemoIdentity identity)
{
  JsonObject *user = studio_demo_shapes_make (server->shapes, "user");

  set_times (server, user);
  json_object_set_string_member (user, "email", STUDIO_DEMO_USERNAME);
  json_object_set_boolean_member (user, "is_superuser",
                                  !server->options->deny_native && !server->options->deny_write);
  if (json_object_has_member (user, "permissions"))
    json_object_set_boolean_member (studio_demo_json_get_object (user, "permissions"),
                                    "can_create_native_queries", !server->options->deny_native);
  if (identity != STUDIO_DEMO_IDENTITY_API_KEY)
    return user;
  /* The user that Metabase makes for a key: no address, nothing of its own. */
  json_object_set_int_member (user, "id", STUDIO_DEMO_API_KEY_USER_ID);
  json_object_set_string_member (
      user, "email", "api-key-user-7f4f2d0c-6f0b-4c55-9a3e-5c1c3a6d8b21@api-key.invalid");
  json_object_set_string_member (user, "first_name", "KPI Studio");
  json_object_set_string_member (user, "last_name", "");
  json_object_set_string_member (user, "common_name", "KPI Studio");
  json_object_set_null_member (user, "last_login");
  json_object_set_null_member (user, "personal_collection_id");
  return user;
}

JsonObject *
studio_demo_people_make_creator (StudioDemoServer *server)
{
  JsonObject *creator = studio_demo_shapes_make (server->shapes, "creator");

  set_times (server, creator);
  json_object_set_string_member (creator, "email", STUDIO_DEMO_USERNAME);
  return creator;
}

JsonObject *
studio_demo_people_make_last_edit (const char *timestamp)
{
  JsonObject *edit = json_object_new ();

  json_object_set_int_member (edit, "id", STUDIO_DEMO_ADMIN_ID);
  json_object_set_string_member (edit, "email", STUDIO_DEMO_USERNAME);
  json_object_set_string_member (edit, "first_name", "Sample");
  json_object_set_string_member (edit, "last_name", "Admin");
  studio_demo_json_set_string (edit, "timestamp", timestamp);
  return edit;
}
