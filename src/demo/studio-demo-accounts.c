/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-accounts.h"

#include "demo/studio-demo-json.h"

#include <string.h>
#include <sys/random.h>

/* MAX_SESSION_AGE, 20,160 minutes. */
#define SESSION_SECONDS (14 * 24 * 60 * 60)

/* Metabase's throttle: so many failures within an hour are free, then each try has to wait 15
 * seconds times the square of the failures beyond. */
#define THROTTLE_SECONDS (60 * 60)
#define THROTTLE_NAME 10
#define THROTTLE_ADDRESS 50
#define THROTTLE_DELAY 15

struct _StudioDemoAccounts
{
  StudioDemoStore *store; /* (unowned) */
  char *password;
  char *api_key;
  GHashTable *failures; /* name or address → GArray of gint64, monotonic microseconds */
};

/* Letters and digits from the kernel's random numbers. */
static char *
make_secret (const char *prefix, guint length)
{
  static const char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  g_autofree guint8 *random = g_malloc (length);
  GString *secret = g_string_new (prefix);

  if (getrandom (random, length, 0) != (ssize_t) length)
    g_error ("The kernel gives no random numbers");
  for (guint i = 0; i < length; i++)
    g_string_append_c (secret, alphabet[random[i] % (sizeof alphabet - 1)]);
  return g_string_free (secret, FALSE);
}

static char *
get_or_make (StudioDemoStore *store,
             const char *key,
             const char *prefix,
             guint length,
             GError **error)
{
  char *value = studio_demo_store_get_setting (store, key);

  if (value != NULL)
    return value;
  value = make_secret (prefix, length);
  if (!studio_demo_store_set_setting (store, key, value, error))
    g_clear_pointer (&value, g_free);
  return value;
}

StudioDemoAccounts *
studio_demo_accounts_new (StudioDemoStore *store, const char *api_key, GError **error)
{
  g_autoptr (StudioDemoAccounts) self = g_new0 (StudioDemoAccounts, 1);

  self->store = store;
  self->failures =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->password = get_or_make (store, "password", "", 20, error);
  if (self->password == NULL)
    return NULL;
  self->api_key =
      api_key != NULL ? g_strdup (api_key) : get_or_make (store, "api-key", "mb_", 40, error);
  return self->api_key != NULL ? g_steal_pointer (&self) : NULL;
}

void
studio_demo_accounts_free (StudioDemoAccounts *self)
{
  if (self == NULL)
    return;
  g_free (self->password);
  g_free (self->api_key);
  g_hash_table_unref (self->failures);
  g_free (self);
}

const char *
studio_demo_accounts_get_password (StudioDemoAccounts *self)
{
  return self->password;
}

const char *
studio_demo_accounts_get_api_key (StudioDemoAccounts *self)
{
  return self->api_key;
}

gboolean
studio_demo_accounts_check_password (StudioDemoAccounts *self,
                                     const char *username,
                                     const char *password)
{
  return g_ascii_strcasecmp (username, STUDIO_DEMO_USERNAME) == 0 &&
         strcmp (password, self->password) == 0;
}

gboolean
studio_demo_accounts_check_api_key (StudioDemoAccounts *self, const char *key)
{
  return strcmp (key, self->api_key) == 0;
}

char *
studio_demo_accounts_open_session (StudioDemoAccounts *self, GError **error)
{
  g_autoptr (JsonObject) session = json_object_new ();
  g_autofree char *token = g_uuid_string_random ();

  json_object_set_string_member (session, "token", token);
  json_object_set_int_member (session, "created", g_get_real_time () / G_USEC_PER_SEC);
  if (studio_demo_store_add (self->store, STUDIO_DEMO_SESSION, session, error) == 0)
    return NULL;
  return g_steal_pointer (&token);
}

static JsonObject *
find_session (StudioDemoAccounts *self, const char *token)
{
  g_autoptr (GPtrArray) sessions = studio_demo_store_list (self->store, STUDIO_DEMO_SESSION);

  for (guint i = 0; i < sessions->len; i++)
    {
      JsonObject *session = g_ptr_array_index (sessions, i);

      if (g_strcmp0 (studio_demo_json_get_string (session, "token"), token) == 0)
        return session;
    }
  return NULL;
}

gboolean
studio_demo_accounts_check_session (StudioDemoAccounts *self, const char *token)
{
  JsonObject *session = find_session (self, token);

  return session != NULL && studio_demo_json_get_int (session, "created", 0) + SESSION_SECONDS >
                                g_get_real_time () / G_USEC_PER_SEC;
}

gboolean
studio_demo_accounts_close_session (StudioDemoAccounts *self, const char *token)
{
  JsonObject *session = find_session (self, token);

  return session != NULL &&
         studio_demo_store_remove (self->store, STUDIO_DEMO_SESSION,
                                   studio_demo_json_get_int (session, "id", 0), NULL);
}

static GArray *
get_failures (StudioDemoAccounts *self, const char *key)
{
  GArray *times = g_hash_table_lookup (self->failures, key);
  gint64 oldest = g_get_monotonic_time () - (gint64) THROTTLE_SECONDS * G_USEC_PER_SEC;

  if (times == NULL)
    {
      times = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->failures, g_strdup (key), times);
    }
  while (times->len > 0 && g_array_index (times, gint64, 0) < oldest)
    g_array_remove_index (times, 0);
  return times;
}

static guint
get_key_wait (StudioDemoAccounts *self, const char *key, guint threshold)
{
  GArray *times = get_failures (self, key);
  gint64 beyond = (gint64) times->len - threshold + 1;
  gint64 end;
  gint64 left;

  if (beyond <= 0)
    return 0;
  end = g_array_index (times, gint64, times->len - 1) +
        THROTTLE_DELAY * beyond * beyond * G_USEC_PER_SEC;
  left = end - g_get_monotonic_time ();
  return left > 0 ? (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

guint
studio_demo_accounts_get_wait (StudioDemoAccounts *self, const char *username, const char *address)
{
  guint for_name = get_key_wait (self, username, THROTTLE_NAME);
  guint for_address = get_key_wait (self, address, THROTTLE_ADDRESS);

  return MAX (for_name, for_address);
}

void
studio_demo_accounts_count_failure (StudioDemoAccounts *self,
                                    const char *username,
                                    const char *address)
{
  gint64 now = g_get_monotonic_time ();

  g_array_append_val (get_failures (self, username), now);
  g_array_append_val (get_failures (self, address), now);
}
