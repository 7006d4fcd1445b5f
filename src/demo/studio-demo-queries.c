/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-queries.h"

#include "demo/studio-demo-query-runner.h"

struct _StudioDemoQueries
{
  char *host;
  char *server_version;
  StudioDemoTypeNames *types; /* (owned) read only while threads run */
  GThreadPool *threads;
  GMutex mutex;
  GQueue idle;           /* of PGconn, under the mutex */
  GHashTable *under_way; /* set of handles, main thread only */
};

struct _StudioDemoQueryHandle
{
  StudioDemoQueries *queries;
  StudioDemoQuery *query; /* (owned) */
  StudioDemoQueryDone done;
  gpointer user_data;
  StudioDemoQueryResult *result;

  GMutex mutex;
  PGcancel *running; /* under the mutex: set while PostgreSQL works on it */
  gboolean cancelled;
};

StudioDemoQuery *
studio_demo_query_new (const char *sql)
{
  StudioDemoQuery *self = g_new0 (StudioDemoQuery, 1);

  self->sql = g_strdup (sql);
  self->user_id = 1;
  self->most_rows = 2000;
  self->big_as_text = TRUE;
  return self;
}

void
studio_demo_query_free (StudioDemoQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->sql);
  g_free (self);
}

static PGconn *
take_connection (StudioDemoQueries *self, GError **error)
{
  PGconn *connection;

  g_mutex_lock (&self->mutex);
  connection = g_queue_pop_head (&self->idle);
  g_mutex_unlock (&self->mutex);
  if (connection != NULL && PQstatus (connection) == CONNECTION_OK)
    return connection;
  if (connection != NULL)
    PQfinish (connection);
  return studio_demo_connection_open (self->host, STUDIO_DEMO_DATABASE, STUDIO_DEMO_ROLE, error);
}

/* What a statement left behind (an open transaction, settings) does not reach the next one. */
static void
give_back (StudioDemoQueries *self, PGconn *connection)
{
  if (PQtransactionStatus (connection) != PQTRANS_IDLE)
    PQclear (PQexec (connection, "ROLLBACK"));
  PQclear (PQexec (connection, "DISCARD ALL"));
  if (PQstatus (connection) != CONNECTION_OK)
    {
      PQfinish (connection);
      return;
    }
  g_mutex_lock (&self->mutex);
  g_queue_push_head (&self->idle, connection);
  g_mutex_unlock (&self->mutex);
}

static StudioDemoQueryResult *
make_failure (const char *message)
{
  StudioDemoQueryResult *result = studio_demo_query_result_new ();

  result->failed = TRUE;
  result->error = g_strdup (message);
  result->rows = g_strdup ("[]");
  return result;
}

static gboolean
finish_cb (gpointer user_data)
{
  StudioDemoQueryHandle *handle = user_data;

  if (handle->queries != NULL)
    g_hash_table_remove (handle->queries->under_way, handle);
  handle->result->cancelled = handle->cancelled;
  if (handle->done != NULL)
    handle->done (handle->result, handle->user_data);
  else
    studio_demo_query_result_free (handle->result);
  studio_demo_query_free (handle->query);
  g_mutex_clear (&handle->mutex);
  g_free (handle);
  return G_SOURCE_REMOVE;
}

static void
set_running (StudioDemoQueryHandle *handle, PGconn *connection)
{
  g_mutex_lock (&handle->mutex);
  g_clear_pointer (&handle->running, PQfreeCancel);
  if (connection != NULL)
    handle->running = PQgetCancel (connection);
  g_mutex_unlock (&handle->mutex);
}

static void
run_in_thread (gpointer data, gpointer user_data)
{
  StudioDemoQueries *self = user_data;
  StudioDemoQueryHandle *handle = data;
  g_autoptr (GError) error = NULL;
  PGconn *connection = take_connection (self, &error);

  if (connection == NULL)
    handle->result = make_failure (error->message);
  else
    {
      set_running (handle, connection);
      if (g_atomic_int_get (&handle->cancelled))
        handle->result = make_failure ("Query canceled");
      else
        handle->result = studio_demo_query_run (connection, handle->query, self->types);
      set_running (handle, NULL);
      give_back (self, connection);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, finish_cb, handle, NULL);
}

StudioDemoQueries *
studio_demo_queries_new (const char *host, GError **error)
{
  g_autoptr (PGconn) connection =
      studio_demo_connection_open (host, STUDIO_DEMO_DATABASE, STUDIO_DEMO_ROLE, error);
  StudioDemoTypeNames *types =
      connection != NULL ? studio_demo_type_names_read (connection, error) : NULL;
  StudioDemoQueries *self;

  if (types == NULL)
    return NULL;
  self = g_new0 (StudioDemoQueries, 1);
  self->host = g_strdup (host);
  self->server_version = g_strdup (PQparameterStatus (connection, "server_version"));
  self->types = types;
  g_mutex_init (&self->mutex);
  g_queue_init (&self->idle);
  g_queue_push_head (&self->idle, g_steal_pointer (&connection));
  self->under_way = g_hash_table_new (NULL, NULL);
  self->threads = g_thread_pool_new (run_in_thread, self, STUDIO_DEMO_CONNECTIONS, FALSE, NULL);
  return self;
}

const char *
studio_demo_queries_get_server_version (StudioDemoQueries *self)
{
  return self->server_version;
}

StudioDemoQueryHandle *
studio_demo_queries_run (StudioDemoQueries *self,
                         StudioDemoQuery *query,
                         StudioDemoQueryDone done,
                         gpointer user_data)
{
  StudioDemoQueryHandle *handle = g_new0 (StudioDemoQueryHandle, 1);

  handle->queries = self;
  handle->query = query;
  handle->done = done;
  handle->user_data = user_data;
  g_mutex_init (&handle->mutex);
  g_hash_table_add (self->under_way, handle);
  g_thread_pool_push (self->threads, handle, NULL);
  return handle;
}

void
studio_demo_queries_cancel (StudioDemoQueryHandle *handle)
{
  char complaint[256];

  g_atomic_int_set (&handle->cancelled, TRUE);
  g_mutex_lock (&handle->mutex);
  if (handle->running != NULL)
    PQcancel (handle->running, complaint, sizeof complaint);
  g_mutex_unlock (&handle->mutex);
}

void
studio_demo_queries_free (StudioDemoQueries *self)
{
  GHashTableIter iter;
  gpointer key;

  if (self == NULL)
    return;
  g_hash_table_iter_init (&iter, self->under_way);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      StudioDemoQueryHandle *handle = key;

      /* Its end may be waiting in the main loop, which does not come to it any more. */
      handle->done = NULL;
      studio_demo_queries_cancel (handle);
    }
  g_thread_pool_free (self->threads, FALSE, TRUE);
  g_hash_table_iter_init (&iter, self->under_way);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    ((StudioDemoQueryHandle *) key)->queries = NULL;
  g_hash_table_unref (self->under_way);
  g_queue_clear_full (&self->idle, (GDestroyNotify) PQfinish);
  studio_demo_type_names_free (self->types);
  g_mutex_clear (&self->mutex);
  g_free (self->host);
  g_free (self->server_version);
  g_free (self);
}
