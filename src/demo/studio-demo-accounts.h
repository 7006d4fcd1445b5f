/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-store.h"
#include "demo/studio-demo-version.h"

G_BEGIN_DECLS

#define STUDIO_DEMO_USERNAME "admin@sample-company.example"

/** StudioDemoIdentity: who asks. */
typedef enum
{
  STUDIO_DEMO_IDENTITY_NONE,
  STUDIO_DEMO_IDENTITY_USER,
  STUDIO_DEMO_IDENTITY_API_KEY,
} StudioDemoIdentity;

/** StudioDemoAccounts: the one user, the API key, sessions, and the throttle on signing in. */
typedef struct _StudioDemoAccounts StudioDemoAccounts;

/**
 * studio_demo_accounts_new:
 * @store: (unowned): where password, key and sessions are kept
 * @api_key: (nullable): the key to accept; one is made up and kept when %NULL
 */
StudioDemoAccounts *
studio_demo_accounts_new (StudioDemoStore *store, const char *api_key, GError **error);
void studio_demo_accounts_free (StudioDemoAccounts *self);

const char *studio_demo_accounts_get_password (StudioDemoAccounts *self);
const char *studio_demo_accounts_get_api_key (StudioDemoAccounts *self);

/** studio_demo_accounts_check_password: whether they are those of the user. */
gboolean studio_demo_accounts_check_password (StudioDemoAccounts *self,
                                              const char *username,
                                              const char *password);

/** studio_demo_accounts_open_session: Returns: (transfer full) (nullable): its token. */
char *studio_demo_accounts_open_session (StudioDemoAccounts *self, GError **error);

/** studio_demo_accounts_close_session: Returns: FALSE when there is no such session. */
gboolean studio_demo_accounts_close_session (StudioDemoAccounts *self, const char *token);

/** studio_demo_accounts_check_session: whether @token is of a session not older than 14 days. */
gboolean studio_demo_accounts_check_session (StudioDemoAccounts *self, const char *token);

/** studio_demo_accounts_check_api_key: whether @key is the one that is accepted. */
gboolean studio_demo_accounts_check_api_key (StudioDemoAccounts *self, const char *key);

/**
 * studio_demo_accounts_get_wait:
 *
 * Returns: how many seconds signing in as @username is refused for, after too many failures: 10 for
 * a name within an hour, 50 for an address. 0: go ahead.
 */
guint
studio_demo_accounts_get_wait (StudioDemoAccounts *self, const char *username, const char *address);

/** studio_demo_accounts_count_failure: remembers a failure to sign in. */
void studio_demo_accounts_count_failure (StudioDemoAccounts *self,
                                         const char *username,
                                         const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoAccounts, studio_demo_accounts_free)

G_END_DECLS
