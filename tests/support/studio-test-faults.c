/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-test-faults.h"

#include <string.h>
#include <sys/socket.h>

#define REPLY_FROM_RULE STUDIO_TEST_N_FAULTS

typedef struct
{
  char *method;
  char *path;
  char *body;
} Answer;

typedef struct
{
  char *method;
  char *path;
  StudioTestFault fault;
  guint left; /* 0: for ever */
  guint status;
  char *content_type;
  char *body;
} Rule;

typedef struct
{
  char *method;
  char *path;
  gboolean performed;
} Seen;

struct _StudioTestFaults
{
  GMutex lock; /* of everything below */
  GSocket *listener;
  GThread *thread;
  GCancellable *stop;
  gint connections; /* under way */
  guint16 port;
  char *url;
  GPtrArray *answers;
  GPtrArray *rules;
  GPtrArray *seen;
  char *last;
};

typedef struct
{
  StudioTestFaults *self;
  GSocket *socket;
} Connection;

static void
answer_free (Answer *answer)
{
  g_free (answer->method);
  g_free (answer->path);
  g_free (answer->body);
  g_free (answer);
}

static void
rule_free (Rule *rule)
{
  g_free (rule->method);
  g_free (rule->path);
  g_free (rule->content_type);
  g_free (rule->body);
  g_free (rule);
}

static void
seen_free (Seen *seen)
{
  g_free (seen->method);
  g_free (seen->path);
  g_free (seen);
}

const char *
studio_test_fault_get_name (StudioTestFault fault)
{
  static const char *const names[STUDIO_TEST_N_FAULTS] = {
    "none",
    "reset before",
    "reset after",
    "hang",
    "trickle",
    "401",
    "403 text",
    "403 JSON",
    "404 text",
    "404 JSON",
    "429",
    "429 Retry-After 0",
    "429 Retry-After 3600",
    "500 page",
    "502",
    "503",
    "cut",
    "cut silently",
    "junk",
    "two answers",
    "not UTF-8",
    "login page",
    "empty",
    "endless",
    "broken gzip",
    "redirect",
  };

  return names[fault];
}

static void
send_bytes (GSocket *socket, const char *bytes, gsize size)
{
  gssize sent;

  for (gsize at = 0; at < size; at += (gsize) sent)
    {
      sent = g_socket_send (socket, bytes + at, size - at, NULL, NULL);
      if (sent <= 0)
        return;
    }
}

static void
send_text (GSocket *socket, const char *text)
{
  send_bytes (socket, text, strlen (text));
}

static void
send_whole (GSocket *socket,
            guint status,
            const char *headers,
            const char *content_type,
            const char *body)
{
  g_autofree char *text =
      g_strdup_printf ("HTTP/1.1 %u Status\r\nConnection: close\r\nContent-Type: %s\r\n%s"
                       "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                       status, content_type, headers, strlen (body), body);

  send_text (socket, text);
}

/* A reset, and not an orderly end. */
static void
reset (GSocket *socket)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

static gboolean
is_gone (GSocket *socket)
{
  char byte;

  return g_socket_condition_timed_wait (socket, G_IO_IN, 20000, NULL, NULL) &&
         g_socket_receive (socket, &byte, 1, NULL, NULL) <= 0;
}

static void
send_for_ever (GSocket *socket, gboolean slowly)
{
  g_autofree char *spaces = g_strnfill (65536, ' ');
  g_autofree char *chunk = g_strdup_printf ("10000\r\n%s\r\n", spaces);

  send_text (socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n");
  while (TRUE)
    {
      GError *error = NULL;

      if (slowly && is_gone (socket))
        return;
      if (g_socket_send (socket, slowly ? "1\r\n \r\n" : chunk, slowly ? 6 : strlen (chunk), NULL,
                         &error) <= 0)
        {
          g_clear_error (&error);
          return;
        }
    }
}

/* Right at its beginning, and nothing that can be unpacked after that. */
static void
send_broken_gzip (GSocket *socket, const char *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autofree char *spaces = g_strnfill (40000, ' ');
  g_autofree char *whole = g_strconcat (spaces, body, NULL);
  g_autofree char *packed = g_malloc (65536);
  g_autofree char *head = NULL;
  gsize read, size;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (compressor), whole, strlen (whole), packed,
                                        65536, G_CONVERTER_INPUT_AT_END, &read, &size, NULL),
                   ==, G_CONVERTER_FINISHED);
  for (gsize i = size / 2; i < size; i++)
    packed[i] = (char) ~packed[i];
  head =
      g_strdup_printf ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json"
                       "\r\nContent-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                       size);
  send_text (socket, head);
  send_bytes (socket, packed, size);
}

static void
send_spoilt (GSocket *socket, StudioTestFault fault, const char *body)
{
  static const char page[] = "<!DOCTYPE html><html><body>Sign in to continue</body></html>";
  static const char gateway[] = "<html><body><center>nginx</center></body></html>";
  static const char json[] = "application/json;charset=utf-8";
  static const char text[] = "text/plain;charset=utf-8";
  g_autofree char *spoilt = NULL;

  switch (fault)
    {
    case STUDIO_TEST_UNAUTHENTICATED:
      send_whole (socket, 401, "", text, "Unauthenticated");
      break;
    case STUDIO_TEST_FORBIDDEN_TEXT:
      send_whole (socket, 403, "", text, "You don't have permissions to do that.");
      break;
    case STUDIO_TEST_FORBIDDEN_JSON:
      send_whole (socket, 403, "", json, "{\"message\":\"You cannot save this Question.\"}");
      break;
    case STUDIO_TEST_NOT_FOUND_TEXT:
      send_whole (socket, 404, "", text, "Not found.");
      break;
    case STUDIO_TEST_NOT_FOUND_JSON:
      send_whole (socket, 404, "", json, "\"Not found.\"");
      break;
    case STUDIO_TEST_THROTTLED:
      send_whole (socket, 429, "", text, "Too Many Requests");
      break;
    case STUDIO_TEST_THROTTLED_NOW:
      send_whole (socket, 429, "Retry-After: 0\r\n", text, "Too Many Requests");
      break;
    case STUDIO_TEST_THROTTLED_LONG:
      send_whole (socket, 429, "Retry-After: 3600\r\n", text, "Too Many Requests");
      break;
    case STUDIO_TEST_INTERNAL_ERROR:
      send_whole (socket, 500, "", "text/html", gateway);
      break;
    case STUDIO_TEST_BAD_GATEWAY:
      send_whole (socket, 502, "", "text/html", gateway);
      break;
    case STUDIO_TEST_UNAVAILABLE:
      send_whole (socket, 503, "", "text/html", gateway);
      break;
    case STUDIO_TEST_PAGE:
      send_whole (socket, 200, "", "text/html;charset=utf-8", page);
      break;
    case STUDIO_TEST_EMPTY:
      send_whole (socket, 200, "", json, "");
      break;
    case STUDIO_TEST_REDIRECT:
      send_whole (socket, 302, "Location: https://elsewhere.example/\r\n", text, "");
      break;
    case STUDIO_TEST_JUNK:
      spoilt = g_strconcat (body, " at java.lang.Thread.run(Thread.java)", NULL);
      send_whole (socket, 200, "", json, spoilt);
      break;
    case STUDIO_TEST_TWO_ANSWERS:
      spoilt = g_strconcat (body, "{\"cause\":\"out of memory\"}", NULL);
      send_whole (socket, 200, "", json, spoilt);
      break;
    case STUDIO_TEST_NOT_UTF8:
      spoilt = g_strdup (body);
      *strchr (spoilt, '"') = '\xff';
      send_whole (socket, 200, "", json, spoilt);
      break;
    case STUDIO_TEST_CUT:
      spoilt = g_strdup_printf ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\n"
                                "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%.*s",
                                json, strlen (body), (int) strlen (body) / 2, body);
      send_text (socket, spoilt);
      break;
    case STUDIO_TEST_CUT_SILENT:
      spoilt =
          g_strdup_printf ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\n\r\n%.*s",
                           json, (int) strlen (body) / 2, body);
      send_text (socket, spoilt);
      break;
    case STUDIO_TEST_BROKEN_GZIP:
      send_broken_gzip (socket, body);
      break;
    case STUDIO_TEST_ENDLESS:
      send_for_ever (socket, FALSE);
      break;
    case STUDIO_TEST_TRICKLE:
      send_for_ever (socket, TRUE);
      break;
    case STUDIO_TEST_HANG:
      while (!is_gone (socket))
        ;
      break;
    case STUDIO_TEST_RESET_BEFORE:
    case STUDIO_TEST_RESET_AFTER:
      reset (socket);
      break;
    case STUDIO_TEST_NO_FAULT:
    case STUDIO_TEST_N_FAULTS:
    default:
      send_whole (socket, 200, "", json, body);
      break;
    }
}

/* Whether what failed so was carried out all the same: as bad as it can be. */
static gboolean
is_performed (StudioTestFault fault)
{
  switch ((int) fault)
    {
    case STUDIO_TEST_RESET_BEFORE:
    case STUDIO_TEST_UNAUTHENTICATED:
    case STUDIO_TEST_FORBIDDEN_TEXT:
    case STUDIO_TEST_FORBIDDEN_JSON:
    case STUDIO_TEST_NOT_FOUND_TEXT:
    case STUDIO_TEST_NOT_FOUND_JSON:
    case STUDIO_TEST_THROTTLED:
    case STUDIO_TEST_THROTTLED_NOW:
    case STUDIO_TEST_THROTTLED_LONG:
    case STUDIO_TEST_REDIRECT:
    case REPLY_FROM_RULE:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
fits (const char *rule_method, const char *rule_path, const char *method, const char *path)
{
  return (rule_method == NULL || strcmp (rule_method, "*") == 0 ||
          strcmp (rule_method, method) == 0) &&
         g_pattern_match_simple (rule_path, path);
}

/* With the lock held. */
static Rule *
find_rule (StudioTestFaults *self, const char *method, const char *path)
{
  for (guint i = self->rules->len; i > 0; i--)
    {
      Rule *rule = g_ptr_array_index (self->rules, i - 1);

      if (fits (rule->method, rule->path, method, path) && rule->left != G_MAXUINT)
        return rule;
    }
  return NULL;
}

/* With the lock held: G_MAXUINT means used up. */
static void
use_rule (Rule *rule)
{
  if (rule->left > 0 && --rule->left == 0)
    rule->left = G_MAXUINT;
}

static void
note (StudioTestFaults *self, const char *method, const char *path, gboolean performed)
{
  Seen *seen = g_new0 (Seen, 1);

  seen->method = g_strdup (method);
  seen->path = g_strdup (path);
  seen->performed = performed;
  g_ptr_array_add (self->seen, seen);
}

static void
respond (StudioTestFaults *self, GSocket *socket, const char *method, const char *path)
{
  StudioTestFault fault = STUDIO_TEST_NO_FAULT;
  g_autofree char *content_type = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *body = NULL;
  guint status = 0;
  Rule *rule;

  g_mutex_lock (&self->lock);
  rule = find_rule (self, method, path);
  if (rule != NULL)
    {
      fault = rule->fault;
      status = rule->status;
      content_type = g_strdup (rule->content_type);
      reply = g_strdup (rule->body);
      use_rule (rule);
    }
  for (guint i = self->answers->len; i > 0 && body == NULL; i--)
    {
      Answer *answer = g_ptr_array_index (self->answers, i - 1);

      if (fits (answer->method, answer->path, method, path))
        body = g_strdup (answer->body);
    }
  note (self, method, path, body != NULL && is_performed (fault));
  g_mutex_unlock (&self->lock);
  if (fault == REPLY_FROM_RULE)
    send_whole (socket, status, "", content_type, reply);
  else if (body == NULL)
    send_whole (socket, 404, "", "text/plain", "API endpoint does not exist.");
  else
    send_spoilt (socket, fault, body);
}

static gsize
find_length (const char *head)
{
  const char *header = strstr (head, "\r\nContent-Length: ");

  return header != NULL ? (gsize) g_ascii_strtoull (strchr (header, ':') + 2, NULL, 10) : 0;
}

static char *
receive (GSocket *socket)
{
  GString *request = g_string_new (NULL);
  char buffer[4096];
  gssize size;
  const char *end;

  while ((end = strstr (request->str, "\r\n\r\n")) == NULL ||
         request->len < (gsize) (end - request->str) + 4 + find_length (request->str))
    {
      size = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL);
      if (size <= 0)
        {
          g_string_free (request, TRUE);
          return NULL;
        }
      g_string_append_len (request, buffer, size);
    }
  return g_string_free (request, FALSE);
}

/* A rule for every path breaks the connection before its request is known; so all that do so are
 * looked at first, and the path of the request that is about to come is not. */
static gboolean
break_off_before (StudioTestFaults *self)
{
  gboolean found = FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->rules->len && !found; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      found = rule->fault == STUDIO_TEST_RESET_BEFORE && rule->left != G_MAXUINT;
      if (found)
        {
          use_rule (rule);
          note (self, "*", "*", FALSE);
        }
    }
  g_mutex_unlock (&self->lock);
  return found;
}

static gpointer
serve_in_thread (gpointer data)
{
  Connection *connection = data;
  StudioTestFaults *self = connection->self;

  if (break_off_before (self))
    reset (connection->socket);
  else
    {
      g_autofree char *request = receive (connection->socket);
      g_auto (GStrv) words = request != NULL ? g_strsplit (request, " ", 3) : NULL;

      if (words != NULL && g_strv_length (words) == 3)
        {
          *strchrnul (words[1], '?') = '\0';
          g_mutex_lock (&self->lock);
          g_free (self->last);
          self->last = g_strdup (request);
          g_mutex_unlock (&self->lock);
          respond (self, connection->socket, words[0], words[1]);
        }
    }
  g_object_unref (connection->socket);
  g_free (connection);
  g_atomic_int_add (&self->connections, -1);
  return NULL;
}

static gpointer
accept_in_thread (gpointer data)
{
  StudioTestFaults *self = data;
  GSocket *socket;

  while ((socket = g_socket_accept (self->listener, self->stop, NULL)) != NULL)
    {
      Connection *connection = g_new0 (Connection, 1);

      connection->self = self;
      connection->socket = socket;
      g_atomic_int_inc (&self->connections);
      g_thread_unref (g_thread_new ("faults", serve_in_thread, connection));
    }
  return NULL;
}

static void
listen_again (StudioTestFaults *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, self->port);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GError) error = NULL;

  self->listener =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->listener, wanted, TRUE, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (self->listener, 128);
  g_socket_listen (self->listener, &error);
  g_assert_no_error (error);
  given = g_socket_get_local_address (self->listener, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
  self->stop = g_cancellable_new ();
  self->thread = g_thread_new ("faults-accept", accept_in_thread, self);
}

static void
stop_listening (StudioTestFaults *self)
{
  if (self->listener == NULL)
    return;
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_clear_object (&self->listener);
  g_clear_object (&self->stop);
}

StudioTestFaults *
studio_test_faults_new (void)
{
  StudioTestFaults *self = g_new0 (StudioTestFaults, 1);

  g_mutex_init (&self->lock);
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->seen = g_ptr_array_new_with_free_func ((GDestroyNotify) seen_free);
  listen_again (self);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  return self;
}

void
studio_test_faults_free (StudioTestFaults *self)
{
  stop_listening (self);
  /* Each ends as soon as its client has gone, which it has. */
  while (g_atomic_int_get (&self->connections) > 0)
    g_thread_yield ();
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->seen);
  g_free (self->url);
  g_free (self->last);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
studio_test_faults_get_url (StudioTestFaults *self)
{
  return self->url;
}

void
studio_test_faults_answer (StudioTestFaults *self,
                           const char *method,
                           const char *path,
                           const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->method = g_strdup (method);
  answer->path = g_strdup (path);
  answer->body = g_strdup (body);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->answers, answer);
  g_mutex_unlock (&self->lock);
}

static void
add_rule (StudioTestFaults *self, Rule *rule)
{
  g_mutex_lock (&self->lock);
  for (guint i = self->rules->len; i > 0; i--)
    {
      Rule *old = g_ptr_array_index (self->rules, i - 1);

      if (strcmp (old->method, rule->method) == 0 && strcmp (old->path, rule->path) == 0)
        g_ptr_array_remove_index (self->rules, i - 1);
    }
  g_ptr_array_add (self->rules, rule);
  g_mutex_unlock (&self->lock);
}

void
studio_test_faults_fail (StudioTestFaults *self,
                         const char *method,
                         const char *path,
                         StudioTestFault fault,
                         guint times)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->method = g_strdup (method);
  rule->path = g_strdup (path);
  rule->fault = fault;
  rule->left = times;
  add_rule (self, rule);
}

void
studio_test_faults_reply (StudioTestFaults *self,
                          const char *method,
                          const char *path,
                          guint status,
                          const char *content_type,
                          const char *body,
                          guint times)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->method = g_strdup (method);
  rule->path = g_strdup (path);
  rule->fault = REPLY_FROM_RULE;
  rule->status = status;
  rule->content_type = g_strdup (content_type);
  rule->body = g_strdup (body);
  rule->left = times;
  add_rule (self, rule);
}

void
studio_test_faults_reset (StudioTestFaults *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->rules, 0);
  g_ptr_array_set_size (self->seen, 0);
  g_mutex_unlock (&self->lock);
}

void
studio_test_faults_refuse (StudioTestFaults *self, gboolean refuse)
{
  if (refuse)
    stop_listening (self);
  else if (self->listener == NULL)
    listen_again (self);
}

static guint
count (StudioTestFaults *self, const char *method, const char *path, gboolean only_performed)
{
  guint n = 0;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->seen->len; i++)
    {
      Seen *seen = g_ptr_array_index (self->seen, i);

      if (fits (method, path, seen->method, seen->path) && (seen->performed || !only_performed))
        n++;
    }
  g_mutex_unlock (&self->lock);
  return n;
}

guint
studio_test_faults_count (StudioTestFaults *self, const char *method, const char *path)
{
  return count (self, method, path, FALSE);
}

guint
studio_test_faults_count_performed (StudioTestFaults *self, const char *method, const char *path)
{
  return count (self, method, path, TRUE);
}

char *
studio_test_faults_get_last (StudioTestFaults *self)
{
  char *last;

  g_mutex_lock (&self->lock);
  last = g_strdup (self->last);
  g_mutex_unlock (&self->lock);
  return last;
}
