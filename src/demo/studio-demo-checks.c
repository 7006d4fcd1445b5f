/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-checks.h"

#include "demo/studio-demo-json.h"

#include <string.h>

struct _StudioDemoChecks
{
  JsonObject *body;     /* (unowned) (nullable) */
  JsonObject *errors;   /* (owned) */
  JsonObject *specific; /* (owned) */
};

StudioDemoChecks *
studio_demo_checks_new (JsonObject *body)
{
  StudioDemoChecks *self = g_new0 (StudioDemoChecks, 1);

  self->body = body;
  self->errors = json_object_new ();
  self->specific = json_object_new ();
  return self;
}

void
studio_demo_checks_free (StudioDemoChecks *self)
{
  if (self == NULL)
    return;
  json_object_unref (self->errors);
  json_object_unref (self->specific);
  g_free (self);
}

void
studio_demo_checks_add (StudioDemoChecks *self,
                        const char *member,
                        const char *message,
                        const char *specific)
{
  JsonArray *list = json_array_new ();

  json_array_add_string_element (list, specific);
  json_object_set_string_member (self->errors, member, message);
  json_object_set_array_member (self->specific, member, list);
}

static JsonNode *
get_member (StudioDemoChecks *self, const char *member)
{
  return self->body != NULL ? json_object_get_member (self->body, member) : NULL;
}

static gboolean
is_missing (StudioDemoChecks *self, const char *member)
{
  return !studio_demo_json_is_set (self->body, member);
}

static gboolean
is_filled_text (JsonNode *node)
{
  g_autofree char *stripped = NULL;

  if (!studio_demo_json_is_string (node))
    return FALSE;
  stripped = g_strstrip (g_strdup (json_node_get_string (node)));
  return *stripped != '\0';
}

/* "should be a string, received: nil" */
static void
add_wrong_type (StudioDemoChecks *self, const char *member, const char *message, const char *type)
{
  JsonNode *node = get_member (self, member);
  g_autofree char *received = node == NULL || JSON_NODE_HOLDS_NULL (node)
                                  ? g_strdup ("nil")
                                  : studio_demo_json_print (node);
  g_autofree char *specific = g_strdup_printf ("should be %s, received: %s", type, received);

  studio_demo_checks_add (self, member, message, specific);
}

void
studio_demo_checks_text (StudioDemoChecks *self, const char *member)
{
  JsonNode *node = get_member (self, member);

  if (is_filled_text (node))
    return;
  if (studio_demo_json_is_string (node))
    studio_demo_checks_add (self, member, "value must be a non-blank string.",
                            "should be at least 1 character, non-blank string, received: \"\"");
  else
    add_wrong_type (self, member, "value must be a non-blank string.", "a string");
}

void
studio_demo_checks_maybe_text (StudioDemoChecks *self, const char *member)
{
  JsonNode *node = get_member (self, member);

  if (is_missing (self, member) || is_filled_text (node))
    return;
  if (studio_demo_json_is_string (node))
    studio_demo_checks_add (self, member, "nullable value must be a non-blank string.",
                            "should be at least 1 character, non-blank string, received: \"\"");
  else
    add_wrong_type (self, member, "nullable value must be a non-blank string.", "a string");
}

void
studio_demo_checks_object (StudioDemoChecks *self, const char *member)
{
  if (studio_demo_json_get_object (self->body, member) == NULL)
    add_wrong_type (self, member, "Value must be a map.", "a map");
}

void
studio_demo_checks_maybe_object (StudioDemoChecks *self, const char *member)
{
  if (!is_missing (self, member) && studio_demo_json_get_object (self->body, member) == NULL)
    add_wrong_type (self, member, "nullable map", "a map");
}

void
studio_demo_checks_maybe_array (StudioDemoChecks *self, const char *member)
{
  if (!is_missing (self, member) && studio_demo_json_get_array (self->body, member) == NULL)
    add_wrong_type (self, member, "nullable sequence", "a sequential");
}

void
studio_demo_checks_maybe_id (StudioDemoChecks *self, const char *member)
{
  if (!is_missing (self, member) && studio_demo_json_get_int (self->body, member, 0) <= 0)
    add_wrong_type (self, member, "nullable value must be an integer greater than zero.",
                    "a positive int");
}

void
studio_demo_checks_maybe_boolean (StudioDemoChecks *self, const char *member)
{
  if (!is_missing (self, member) && studio_demo_json_get_boolean (self->body, member, FALSE) !=
                                        studio_demo_json_get_boolean (self->body, member, TRUE))
    add_wrong_type (self, member, "nullable boolean", "a boolean");
}

void
studio_demo_checks_maybe_one_of (StudioDemoChecks *self,
                                 const char *member,
                                 const char *const *values)
{
  const char *value = studio_demo_json_get_string (self->body, member);
  g_autofree char *list = g_strjoinv (", ", (char **) values);
  g_autofree char *message = g_strdup_printf ("nullable enum of %s", list);
  g_autofree char *kind = g_strdup_printf ("either %s", list);

  if (!is_missing (self, member) && (value == NULL || !g_strv_contains (values, value)))
    add_wrong_type (self, member, message, kind);
}

gboolean
studio_demo_checks_reply (StudioDemoChecks *self, StudioDemoExchange *exchange)
{
  JsonObject *answer;

  if (json_object_get_size (self->errors) == 0)
    return FALSE;
  answer = json_object_new ();
  json_object_set_object_member (answer, "errors", json_object_ref (self->errors));
  json_object_set_object_member (answer, "specific-errors", json_object_ref (self->specific));
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_BAD_REQUEST, answer);
  return TRUE;
}
