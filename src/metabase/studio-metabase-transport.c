/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "metabase/studio-metabase-client-private.h"
#include "metabase/studio-metabase-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define UNAUTHORIZED 401

/* A request, kept until its reply is there, since a session that ended makes it go twice. */
typedef struct
{
  StudioHttpRequest request; /* its strings are owned */
  guint session;             /* the one it was sent with */
  gboolean again;            /* it was sent a second time */
  GSource *cancelled;        /* (owned) (nullable) while it waits for a new session */
} Sending;

static void send_now (StudioMetabaseClient *self, GTask *task);

static void
sending_free (Sending *sending)
{
  g_free ((char *) sending->request.method);
  g_free ((char *) sending->request.path);
  g_free ((char *) sending->request.query);
  g_free ((char *) sending->request.body);
  g_free (sending);
}

static Sending *
sending_new (const StudioHttpRequest *request)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->request = *request;
  sending->request.method = g_strdup (request->method);
  sending->request.path = g_strdup (request->path);
  sending->request.query = g_strdup (request->query);
  sending->request.body = g_strdup (request->body);
  return sending;
}

void
_studio_metabase_renewal_forget (StudioMetabaseClient *self)
{
  StudioMetabaseRenewal *renewal = &self->renewal;

  g_clear_pointer (&renewal->credentials, studio_credentials_unref);
  renewal->session++;
  renewal->proved = FALSE;
  renewal->automatic = FALSE;
  renewal->given_up = FALSE;
}

static void
stop_waiting (Sending *sending)
{
  if (sending->cancelled == NULL)
    return;
  g_source_destroy (sending->cancelled);
  g_clear_pointer (&sending->cancelled, g_source_unref);
}

/* Whoever was signed in is not any more; there is one thing to do, whatever the reason. */
static GError *
explain_refusal (StudioMetabaseClient *self, const GError *refusal)
{
  if (!g_error_matches (refusal, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN) &&
      !g_error_matches (refusal, STUDIO_ERROR, STUDIO_ERROR_THROTTLED))
    return g_error_copy (refusal);
  return g_error_new (STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
                      _ ("The session on %s has ended, and signing in again was refused. %s"),
                      self->url, refusal->message);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (source);
  StudioMetabaseRenewal *renewal = &self->renewal;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&renewal->waiting);
  g_autoptr (GError) error = NULL;
  gboolean renewed = _studio_metabase_log_in_finish (self, result, &error);

  renewal->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  renewal->under_way = FALSE;
  renewal->automatic = TRUE;
  /* What never reached the server was not refused. */
  renewal->given_up = !renewed && !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_object_ref (g_ptr_array_index (waiting, i));

      stop_waiting (g_task_get_task_data (task));
      if (renewed)
        send_now (self, task);
      else
        {
          g_task_return_error (task, explain_refusal (self, error));
          g_object_unref (task);
        }
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  StudioMetabaseClient *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);

  g_clear_pointer (&sending->cancelled, g_source_unref);
  g_ptr_array_remove_fast (self->renewal.waiting, task);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Takes the caller's reference to @task. */
static void
wait_for_session (StudioMetabaseClient *self, GTask *task)
{
  StudioMetabaseRenewal *renewal = &self->renewal;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Sending *sending = g_task_get_task_data (task);

  sending->again = TRUE;
  g_ptr_array_add (renewal->waiting, task);
  if (cancellable != NULL)
    {
      sending->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (sending->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (sending->cancelled, g_main_context_get_thread_default ());
    }
  if (renewal->under_way)
    return;
  renewal->under_way = TRUE;
  _studio_metabase_log_in_async (self, renewal->credentials, NULL, renewed_cb, NULL);
}

static gboolean
can_renew (const StudioMetabaseRenewal *renewal)
{
  return renewal->credentials != NULL && !renewal->given_up &&
         (renewal->proved || !renewal->automatic);
}

/* Metabase looks at the session before anything else, so what it answers with 401 has not been
 * done and may be sent again, whatever it is. */
static gboolean
send_again (StudioMetabaseClient *self, GTask *task)
{
  StudioMetabaseRenewal *renewal = &self->renewal;
  Sending *sending = g_task_get_task_data (task);

  if (sending->again)
    {
      renewal->given_up = renewal->automatic;
      return FALSE;
    }
  if (renewal->under_way || (sending->session == renewal->session && can_renew (renewal)))
    wait_for_session (self, g_object_ref (task));
  else if (sending->session != renewal->session && renewal->credentials != NULL)
    {
      sending->again = TRUE;
      send_now (self, g_object_ref (task));
    }
  else
    return FALSE;
  return TRUE;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioHttpResponse) response =
      studio_http_client_send_finish (STUDIO_HTTP_CLIENT (source), result, &error);

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (response->status == UNAUTHORIZED && send_again (self, task))
    return;
  if (response->status != UNAUTHORIZED && sending->session == self->renewal.session)
    self->renewal.proved = TRUE;
  g_task_return_pointer (task, g_steal_pointer (&response),
                         (GDestroyNotify) studio_http_response_free);
}

/* Takes the caller's reference to @task. */
static void
send_now (StudioMetabaseClient *self, GTask *task)
{
  Sending *sending = g_task_get_task_data (task);

  sending->session = self->renewal.session;
  studio_http_client_send_async (self->http, &sending->request, g_task_get_cancellable (task),
                                 sent_cb, task);
}

void
_studio_metabase_send_async (StudioMetabaseClient *self,
                             const StudioHttpRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, _studio_metabase_send_async);
  g_task_set_task_data (task, sending_new (request), (GDestroyNotify) sending_free);
  if (self->renewal.under_way)
    wait_for_session (self, task);
  else
    send_now (self, task);
}

StudioHttpResponse *
_studio_metabase_send_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
