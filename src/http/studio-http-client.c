/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-http"

#include "http/studio-http-client.h"

#include "core/studio-error.h"

#include <libsoup/soup.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define DEFAULT_SECONDS 60
#define DEFAULT_BODY_LIMIT (64 * 1024 * 1024)
#define CHUNK (64 * 1024)
#define MAX_TRIES 3

/* Before the second try; it doubles with each. */
#define DEFAULT_PAUSE 500

/* A server that asks to be left alone for longer than this is left alone: the person is told. */
#define LONGEST_PAUSE_SECONDS 10

struct _StudioHttpClient
{
  GObject parent_instance;

  char *base_url;
  char *host;           /* for messages */
  SoupSession *session; /* (owned) */
  GHashTable *headers;  /* (owned) name → value */
  GQueue waiting;       /* of GTask (owned) */
  guint under_way;
  guint concurrency;
  gsize body_limit;
  guint longest; /* milliseconds that a request may take at the most, whatever it asks for; 0 */
  guint pause;   /* milliseconds before the second try */
};

/* One request with all its tries. */
typedef struct
{
  char *method;
  char *uri;
  char *body; /* (nullable) */
  gboolean safe;
  gboolean repeatable;
  gboolean closing;
  guint milliseconds; /* time limit */
  guint tries;
  gboolean sent; /* the whole request left */
  gboolean timed_out;
  guint timeout;        /* source */
  guint pause;          /* source of the pause before another try */
  gulong cancelled;     /* handler on the caller's cancellable */
  GCancellable *inner;  /* (owned) the caller's and the time limit's */
  SoupMessage *message; /* (owned) (nullable) */
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *received; /* (owned) (nullable) */
  gboolean counted;     /* in under_way */
} Exchange;

G_DEFINE_FINAL_TYPE (StudioHttpClient, studio_http_client, G_TYPE_OBJECT)

static void try_once (GTask *task);
static gboolean time_out_cb (gpointer user_data);

static void
wipe (gpointer text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
exchange_free (Exchange *exchange)
{
  g_clear_handle_id (&exchange->timeout, g_source_remove);
  g_clear_handle_id (&exchange->pause, g_source_remove);
  g_clear_object (&exchange->inner);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->received, g_byte_array_unref);
  g_free (exchange->method);
  g_free (exchange->uri);
  /* May hold a password. */
  wipe (exchange->body);
  g_free (exchange);
}

static void
studio_http_client_dispose (GObject *object)
{
  StudioHttpClient *self = STUDIO_HTTP_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->host, g_free);
  G_OBJECT_CLASS (studio_http_client_parent_class)->dispose (object);
}

static void
studio_http_client_class_init (StudioHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_http_client_dispose;
}

static void
studio_http_client_init (StudioHttpClient *self)
{
  g_queue_init (&self->waiting);
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, wipe);
  self->body_limit = DEFAULT_BODY_LIMIT;
  self->pause = DEFAULT_PAUSE;
}

StudioHttpClient *
studio_http_client_new (const char *base_url, guint concurrency)
{
  StudioHttpClient *self = g_object_new (STUDIO_TYPE_HTTP_CLIENT, NULL);
  g_autoptr (GUri) uri = g_uri_parse (base_url, SOUP_HTTP_URI_FLAGS, NULL);

  self->base_url = g_strdup (base_url);
  self->host = g_strdup (uri != NULL ? g_uri_get_host (uri) : base_url);
  self->concurrency = MAX (1, concurrency);
  self->session = soup_session_new_with_options (
      "user-agent", "kpi-studio/" STUDIO_VERSION, "max-conns-per-host", (int) self->concurrency + 2,
      "max-conns", (int) self->concurrency + 4, "timeout", 0, NULL);
  return self;
}

const char *
studio_http_client_get_base_url (StudioHttpClient *self)
{
  g_return_val_if_fail (STUDIO_IS_HTTP_CLIENT (self), NULL);
  return self->base_url;
}

void
studio_http_client_set_header (StudioHttpClient *self, const char *name, const char *value)
{
  g_return_if_fail (STUDIO_IS_HTTP_CLIENT (self));

  if (value != NULL)
    g_hash_table_replace (self->headers, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self->headers, name);
}

void
studio_http_client_set_body_limit (StudioHttpClient *self, gsize bytes)
{
  g_return_if_fail (STUDIO_IS_HTTP_CLIENT (self));
  self->body_limit = bytes;
}

void
studio_http_client_set_timing (StudioHttpClient *self, guint longest, guint pause)
{
  g_return_if_fail (STUDIO_IS_HTTP_CLIENT (self));
  self->longest = longest;
  self->pause = pause;
}

static void
start_next (StudioHttpClient *self)
{
  while (self->under_way < self->concurrency && !g_queue_is_empty (&self->waiting))
    {
      GTask *task = g_queue_pop_head (&self->waiting);
      Exchange *exchange = g_task_get_task_data (task);

      self->under_way++;
      exchange->counted = TRUE;
      exchange->timeout = g_timeout_add (exchange->milliseconds, time_out_cb, exchange);
      try_once (task);
    }
}

/* Ends the exchange; takes the caller's reference to @task. */
static void
end (GTask *task, StudioHttpResponse *response, GError *error)
{
  StudioHttpClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_handle_id (&exchange->timeout, g_source_remove);
  g_clear_handle_id (&exchange->pause, g_source_remove);
  if (exchange->cancelled != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), exchange->cancelled);
  exchange->cancelled = 0;
  if (exchange->stream != NULL && error != NULL)
    g_input_stream_close_async (exchange->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  if (exchange->counted)
    self->under_way--;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, response, (GDestroyNotify) studio_http_response_free);
  start_next (self);
  g_object_unref (task);
}

static gboolean
try_again_cb (gpointer user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);

  exchange->pause = 0;
  try_once (task);
  return G_SOURCE_REMOVE;
}

/* Only what may be sent again without a doubt: GETs, and queries, which the guard let through. */
static gboolean
try_again (GTask *task, int retry_after)
{
  StudioHttpClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  guint milliseconds =
      retry_after >= 0 ? (guint) retry_after * 1000 : self->pause << (exchange->tries - 1);

  if (!exchange->repeatable || exchange->tries >= MAX_TRIES ||
      retry_after > LONGEST_PAUSE_SECONDS || g_cancellable_is_cancelled (exchange->inner))
    return FALSE;
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->received, g_byte_array_unref);
  exchange->pause = g_timeout_add (milliseconds, try_again_cb, task);
  return TRUE;
}

/* Everything that is wrong with it, since what is mended first may not be all. */
static char *
describe_certificate_errors (GTlsCertificateFlags flags)
{
  static const struct
  {
    GTlsCertificateFlags flag;
    const char *why;
  } reasons[] = {
    { G_TLS_CERTIFICATE_EXPIRED, N_ ("it has expired") },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_ ("it is not valid yet; look at this computer’s clock") },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, N_ ("it was made for another name") },
    { G_TLS_CERTIFICATE_UNKNOWN_CA, N_ ("this computer does not know who signed it") },
    { G_TLS_CERTIFICATE_REVOKED, N_ ("it was revoked") },
    { G_TLS_CERTIFICATE_INSECURE, N_ ("its cryptography is too weak") },
  };
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (flags & reasons[i].flag)
      g_ptr_array_add (found, (gpointer) _ (reasons[i].why));
  if (found->len == 0)
    g_ptr_array_add (found, (gpointer) _ ("it is not valid"));
  g_ptr_array_add (found, NULL);
  return g_strjoinv ("; ", (char **) found->pdata);
}

static GError *
explain_certificate (StudioHttpClient *self, SoupMessage *message)
{
  g_autofree char *why =
      describe_certificate_errors (soup_message_get_tls_peer_certificate_errors (message));

  return g_error_new (
      STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE,
      /* translators: a host, then the reasons */
      _ ("The certificate of %s was refused: %s. Ask whoever looks after the server, or "
         "add its authority to this computer’s trusted ones."),
      self->host, why);
}

/* Another service than TLS answers there, as when http is spoken at an address with https. */
static GError *
explain_tls (StudioHttpClient *self, const GError *cause)
{
  g_autofree char *why = g_strdup (cause->message);

  if (g_str_has_suffix (why, "."))
    why[strlen (why) - 1] = '\0';
  return g_error_new (
      STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE,
      _ ("No secure connection to %s could be made: %s. Check the address; if that server "
         "does without encryption, it begins with http:// instead of https://."),
      self->host, why);
}

static GError *
explain_time_limit (StudioHttpClient *self, Exchange *exchange)
{
  guint seconds = MAX (1, exchange->milliseconds / 1000);

  return g_error_new (STUDIO_ERROR,
                      exchange->sent && !exchange->safe ? STUDIO_ERROR_UNCLEAR
                                                        : STUDIO_ERROR_TIMED_OUT,
                      ngettext ("%s did not answer within %u second. Try again, or ask whoever "
                                "looks after the server why it is slow.",
                                "%s did not answer within %u seconds. Try again, or ask whoever "
                                "looks after the server why it is slow.",
                                seconds),
                      self->host, seconds);
}

static gboolean
never_left (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
         error->domain == G_RESOLVER_ERROR || error->domain == G_TLS_ERROR;
}

/* Takes the caller's reference to @task, and @error. */
static void
fail (GTask *task, GError *error)
{
  StudioHttpClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) cause = error;

  if (exchange->timed_out)
    error = explain_time_limit (self, exchange);
  else if (g_task_return_error_if_cancelled (task))
    {
      /* The task has its result; only the bookkeeping is left. */
      if (exchange->cancelled != 0)
        g_cancellable_disconnect (g_task_get_cancellable (task), exchange->cancelled);
      exchange->cancelled = 0;
      g_clear_handle_id (&exchange->timeout, g_source_remove);
      if (exchange->counted)
        self->under_way--;
      start_next (self);
      g_object_unref (task);
      return;
    }
  else if (error->domain == STUDIO_ERROR && exchange->sent && !exchange->safe)
    error = g_error_new (STUDIO_ERROR, STUDIO_ERROR_UNCLEAR,
                         _ ("%s It may or may not have been carried out."), cause->message);
  else if (error->domain == STUDIO_ERROR)
    error = g_steal_pointer (&cause);
  else if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE) &&
           exchange->message != NULL)
    error = explain_certificate (self, exchange->message);
  else if (error->domain == G_TLS_ERROR && !exchange->sent)
    error = explain_tls (self, cause);
  else if (exchange->sent && !exchange->safe && !never_left (error))
    error =
        g_error_new (STUDIO_ERROR, STUDIO_ERROR_UNCLEAR,
                     _ ("The connection to %s was lost after the request had been sent (%s), so it "
                        "may or may not have been carried out."),
                     self->host, cause->message);
  else if (!never_left (error) && try_again (task, -1))
    return;
  else if (exchange->stream != NULL || (exchange->sent && strcmp (exchange->method, "GET") != 0))
    error = g_error_new (STUDIO_ERROR, STUDIO_ERROR_PROTOCOL,
                         _ ("The reply of %s broke off: %s. Try again; if it happens every time, "
                            "look into the server’s log."),
                         self->host, cause->message);
  else
    error = g_error_new (STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE,
                         _ ("Could not reach %s: %s. Check the address, and that the server runs."),
                         self->host, cause->message);
  end (task, NULL, error);
}

static int
read_retry_after (SoupMessage *message)
{
  const char *value =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds;

  return value != NULL && g_ascii_string_to_unsigned (value, 10, 0, 86400, &seconds, NULL)
             ? (int) seconds
             : -1;
}

/* A gateway's 504 says that a query takes longer than it waits: asked again, it would run twice. */
static gboolean
may_pass (guint status, const char *method)
{
  return status == 429 || status == 502 || status == 503 ||
         (status == 504 && strcmp (method, "GET") == 0);
}

/* libsoup takes a connection that closes early for the end of the body. What was compressed cannot
 * be compared; its reader finds the end missing. */
static gboolean
is_cut (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
         soup_message_headers_get_one (headers, "Content-Encoding") == NULL &&
         soup_message_headers_get_content_length (headers) > exchange->received->len;
}

/* Takes the caller's reference to @task. */
static void
complete (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  guint status = soup_message_get_status (exchange->message);
  int retry_after = read_retry_after (exchange->message);
  const char *type;
  StudioHttpResponse *response;

  if (may_pass (status, exchange->method) && try_again (task, retry_after))
    return;
  type = soup_message_headers_get_content_type (
      soup_message_get_response_headers (exchange->message), NULL);
  response = g_new0 (StudioHttpResponse, 1);
  response->status = status;
  response->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  response->location = g_strdup (soup_message_headers_get_one (
      soup_message_get_response_headers (exchange->message), "Location"));
  response->retry_after = retry_after;
  response->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->received));
  end (task, response, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioHttpClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    fail (task, error);
  else if (g_bytes_get_size (bytes) == 0 && is_cut (exchange))
    fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                                     _ ("the connection was closed before its end")));
  else if (g_bytes_get_size (bytes) == 0)
    complete (task);
  else if (exchange->received->len + g_bytes_get_size (bytes) > self->body_limit)
    {
      g_autofree char *limit = g_format_size_full (self->body_limit, G_FORMAT_SIZE_IEC_UNITS);

      fail (task, g_error_new (STUDIO_ERROR, STUDIO_ERROR_TOO_LARGE,
                               _ ("The reply of %s is larger than %s and was not read to its end."),
                               self->host, limit));
    }
  else
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);

      g_byte_array_append (exchange->received, data, size);
      g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT, exchange->inner,
                                       read_cb, task);
    }
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      fail (task, error);
      return;
    }
  exchange->received = g_byte_array_new ();
  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT, exchange->inner,
                                   read_cb, task);
}

static void
wrote_body_cb (SoupMessage *message, gpointer user_data)
{
  ((Exchange *) user_data)->sent = TRUE;
}

static gboolean
time_out_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->timeout = 0;
  exchange->timed_out = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Takes the caller's reference to @task. */
static void
try_once (GTask *task)
{
  StudioHttpClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers;
  GHashTableIter iter;
  gpointer name, value;

  exchange->tries++;
  exchange->sent = FALSE;
  exchange->message = soup_message_new (exchange->method, exchange->uri);
  if (exchange->message == NULL)
    {
      fail (task,
            g_error_new (STUDIO_ERROR, STUDIO_ERROR_INPUT,
                         _ ("“%s” is not an address this program can call."), self->base_url));
      return;
    }
  /*
   * On a connection that was used before, libsoup 3.2 sends a request a second time by itself when
   * the connection breaks: a PUT without its body, which was read to the end, so that the server
   * takes “nothing” for what was asked; and after a GET it may crash, since what it then asks for
   * the reply is gone.
   */
  soup_message_set_flags (exchange->message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  headers = soup_message_get_request_headers (exchange->message);
  soup_message_headers_append (headers, "Accept", "application/json");
  if (exchange->closing)
    soup_message_headers_append (headers, "Connection", "close");
  g_hash_table_iter_init (&iter, self->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_append (headers, name, value);
  if (exchange->body != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (exchange->body, strlen (exchange->body));

      soup_message_set_request_body_from_bytes (exchange->message, "application/json", body);
    }
  g_signal_connect (exchange->message, "wrote-body", G_CALLBACK (wrote_body_cb), exchange);
  soup_session_send_async (self->session, exchange->message, G_PRIORITY_DEFAULT, exchange->inner,
                           send_cb, task);
}

void
studio_http_client_send_async (StudioHttpClient *self,
                               const StudioHttpRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  Exchange *exchange;

  g_return_if_fail (STUDIO_IS_HTTP_CLIENT (self) && request->path[0] == '/');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_http_client_send_async);
  exchange = g_new0 (Exchange, 1);
  exchange->method = g_strdup (request->method);
  exchange->uri = g_strconcat (self->base_url, request->path, request->query != NULL ? "?" : NULL,
                               request->query, NULL);
  exchange->body = g_strdup (request->body);
  exchange->repeatable = request->repeatable || strcmp (request->method, "GET") == 0;
  exchange->safe = request->safe || exchange->repeatable;
  exchange->closing = request->closing;
  exchange->milliseconds = (request->seconds > 0 ? request->seconds : DEFAULT_SECONDS) * 1000;
  if (self->longest > 0)
    exchange->milliseconds = MIN (exchange->milliseconds, self->longest);
  exchange->inner = g_cancellable_new ();
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (cancellable != NULL)
    exchange->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                 g_object_ref (exchange->inner), g_object_unref);
  g_queue_push_tail (&self->waiting, task);
  start_next (self);
}

StudioHttpResponse *
studio_http_client_send_finish (StudioHttpClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
