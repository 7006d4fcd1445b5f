/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/studio-http-client.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/**
 * StudioMetabaseRenewal: what is needed to sign in again when a session ends under way.
 *
 * One attempt for all requests that find the session ended; after a refusal, and after a new
 * session that is not accepted either, none is made any more: Metabase lets a name wait longer with
 * every attempt.
 */
typedef struct
{
  StudioCredentials *credentials; /* (owned) (nullable) a user name with its password */
  guint session;                  /* counts the sessions */
  gboolean proved;                /* a request was accepted with the present session */
  gboolean automatic;             /* the present session came from a renewal */
  gboolean given_up;
  gboolean under_way;
  GPtrArray *waiting; /* (owned) of GTask (owned): to be sent again */
} StudioMetabaseRenewal;

struct _StudioMetabaseClient
{
  GObject parent_instance;

  char *typed;            /* the address as it was given */
  char *url;              /* what stands before “/api/” */
  StudioHttpClient *http; /* (owned) */
  guint version;
  StudioMetabaseRenewal renewal;
};

/** _studio_metabase_client_set_url: @url is (transfer full). */
void _studio_metabase_client_set_url (StudioMetabaseClient *self, char *url);

/** _studio_metabase_renewal_forget: no session, and nothing to make another from. */
void _studio_metabase_renewal_forget (StudioMetabaseClient *self);

/** _studio_metabase_log_in_async: sends the user name and the password once, and uses the session
 * that it gets. */
void _studio_metabase_log_in_async (StudioMetabaseClient *self,
                                    StudioCredentials *credentials,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/** _studio_metabase_log_in_finish: Errors: %STUDIO_ERROR_SIGN_IN, %STUDIO_ERROR_THROTTLED and the
 * general ones. */
gboolean
_studio_metabase_log_in_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
