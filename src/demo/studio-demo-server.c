/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-server.h"

#include "demo/studio-demo-collections.h"
#include "demo/studio-demo-company.h"
#include "demo/studio-demo-edits.h"
#include "demo/studio-demo-fault.h"
#include "demo/studio-demo-folder.h"
#include "demo/studio-demo-http.h"
#include "demo/studio-demo-writer.h"

#include <unistd.h>

static gboolean
open_store (StudioDemoServer *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->options->data_dir, "application.db", NULL);

  self->store = studio_demo_store_open (path, error);
  if (self->store == NULL)
    return FALSE;
  if (!studio_demo_collections_seed (self->store, error))
    return FALSE;
  self->accounts = studio_demo_accounts_new (self->store, self->options->api_key, error);
  return self->accounts != NULL;
}

static gboolean
open_database (StudioDemoServer *self, GError **error)
{
  self->postgres = studio_demo_postgres_start (self->options->data_dir, error);
  if (self->postgres == NULL)
    return FALSE;
  self->catalogue = studio_demo_company_prepare (self->postgres, self->store, self->options, error);
  if (self->catalogue == NULL)
    return FALSE;
  studio_demo_edits_apply_all (self->store, self->catalogue);
  self->queries = studio_demo_queries_new (studio_demo_postgres_get_host (self->postgres), error);
  return self->queries != NULL;
}

static gboolean
open_log (StudioDemoServer *self, GError **error)
{
  if (self->options->log_file == NULL)
    return TRUE;
  self->log = studio_demo_request_log_open (self->options->log_file, error);
  return self->log != NULL;
}

static StudioDemoServer *
server_new (const StudioDemoOptions *options, GError **error)
{
  g_autoptr (StudioDemoServer) self = g_new0 (StudioDemoServer, 1);

  self->options = options;
  self->version = options->version;
  self->lock_fd = studio_demo_folder_lock (options->data_dir, error);
  if (self->lock_fd < 0 || !open_store (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

StudioDemoServer *
studio_demo_server_start (const StudioDemoOptions *options, GError **error)
{
  g_autoptr (StudioDemoServer) self = NULL;
  g_autoptr (GPtrArray) faults =
      studio_demo_fault_parse_all ((const char *const *) options->fault_rules, error);

  if (faults == NULL)
    return NULL;
  self = server_new (options, error);
  if (self == NULL)
    return NULL;
  self->faults = g_steal_pointer (&faults);
  self->shapes = studio_demo_shapes_new (self->version, !options->deny_write);
  if (!open_log (self, error) || !open_database (self, error) ||
      !studio_demo_http_listen (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
studio_demo_server_prepare (const StudioDemoOptions *options, GError **error)
{
  g_autoptr (StudioDemoServer) self = server_new (options, error);

  if (self == NULL)
    return FALSE;
  return studio_demo_company_is_prepared (self->store, options) || open_database (self, error);
}

void
studio_demo_server_stop (StudioDemoServer *self)
{
  if (self == NULL)
    return;
  if (self->http != NULL)
    soup_server_disconnect (self->http);
  g_clear_pointer (&self->queries, studio_demo_queries_free);
  g_clear_object (&self->http);
  g_clear_pointer (&self->postgres, studio_demo_postgres_stop);
  g_clear_pointer (&self->catalogue, studio_demo_catalogue_free);
  g_clear_pointer (&self->accounts, studio_demo_accounts_free);
  g_clear_pointer (&self->store, studio_demo_store_close);
  g_clear_pointer (&self->shapes, studio_demo_shapes_free);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->log, studio_demo_request_log_close);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self);
}

char *
studio_demo_server_describe (StudioDemoServer *self)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", self->port);

  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, "url", url);
  studio_demo_writer_string_member (writer, "username", STUDIO_DEMO_USERNAME);
  studio_demo_writer_string_member (writer, "password",
                                    studio_demo_accounts_get_password (self->accounts));
  studio_demo_writer_string_member (writer, "api_key",
                                    studio_demo_version_from (self->version, 49)
                                        ? studio_demo_accounts_get_api_key (self->accounts)
                                        : NULL);
  studio_demo_writer_string_member (writer, "database", STUDIO_DEMO_DATABASE_NAME);
  studio_demo_writer_string_member (writer, "version", self->version->tag);
  studio_demo_writer_end_object (writer);
  return studio_demo_writer_to_string (writer);
}
