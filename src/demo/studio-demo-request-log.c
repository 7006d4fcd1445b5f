/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-request-log.h"

#include "demo/studio-demo-error.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

struct _StudioDemoRequestLog
{
  int fd;
};

StudioDemoRequestLog *
studio_demo_request_log_open (const char *path, GError **error)
{
  StudioDemoRequestLog *self;
  int fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_FOLDER,
                   _ ("The log “%s” cannot be written: %s"), path, g_strerror (errno));
      return NULL;
    }
  self = g_new0 (StudioDemoRequestLog, 1);
  self->fd = fd;
  return self;
}

void
studio_demo_request_log_close (StudioDemoRequestLog *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}

static char *
print_masked (JsonNode *body)
{
  JsonObject *object = studio_demo_json_object (body);
  g_autoptr (JsonNode) node = NULL;

  if (object == NULL || !json_object_has_member (object, "password"))
    return studio_demo_json_print (body);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, studio_demo_json_copy (object));
  json_object_set_string_member (json_node_get_object (node), "password", "***");
  return studio_demo_json_print (node);
}

void
studio_demo_request_log_add (StudioDemoRequestLog *self, const StudioDemoRequestEntry *entry)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
  g_autofree char *json = NULL;
  g_autofree char *line = NULL;

  if (self == NULL)
    return;
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, "time", time);
  studio_demo_writer_string_member (writer, "method", entry->method);
  studio_demo_writer_string_member (writer, "path", entry->path);
  studio_demo_writer_string_member (writer, "query", entry->query);
  studio_demo_writer_id_member (writer, "status", entry->status);
  studio_demo_writer_int_member (writer, "request_bytes", (gint64) entry->request_bytes);
  studio_demo_writer_int_member (writer, "response_bytes", (gint64) entry->response_bytes);
  studio_demo_writer_key (writer, "milliseconds");
  studio_demo_writer_double (writer, entry->milliseconds);
  studio_demo_writer_string_member (writer, "fault", entry->fault);
  if (entry->body != NULL)
    {
      g_autofree char *body = print_masked (entry->body);

      studio_demo_writer_raw_member (writer, "body", body);
    }
  studio_demo_writer_end_object (writer);
  json = studio_demo_writer_to_string (writer);
  line = g_strconcat (json, "\n", NULL);
  /* One write a line: nothing of it is lost when the server is killed. */
  if (write (self->fd, line, strlen (line)) < 0)
    g_warning ("The request log cannot be written: %s", g_strerror (errno));
}
