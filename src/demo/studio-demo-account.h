/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include <glib.h>

G_BEGIN_DECLS

/** StudioDemoAccount: under which user PostgreSQL runs, since it refuses to run as root. */
typedef struct
{
  gboolean differs; /* from the user of this process */
  uid_t uid;
  gid_t gid;
} StudioDemoAccount;

/** studio_demo_account_choose: the own user; as root “postgres”, else “nobody”. */
StudioDemoAccount studio_demo_account_choose (void);

/**
 * studio_demo_account_own:
 *
 * Gives @folder and all in it to the account, with no rights for others, as PostgreSQL wants it (a
 * folder that was copied has lost both). Errors: %STUDIO_DEMO_ERROR_FOLDER.
 */
gboolean
studio_demo_account_own (const StudioDemoAccount *self, const char *folder, GError **error);

/** The descriptor under which a spawned program finds its folder, and the path to it. */
#define STUDIO_DEMO_FOLDER_FD 3
#define STUDIO_DEMO_FOLDER_PATH "/proc/self/fd/3"

/**
 * studio_demo_account_spawn:
 * @arguments: the program and its arguments
 * @folder: the child gets it opened, as %STUDIO_DEMO_FOLDER_PATH
 * @death_signal: what the kernel sends the child when this process ends, however it ends
 * @error_fd: where its standard error goes
 *
 * Runs a program as the account. It is given its folder opened, so that the account needs no access
 * to the folders above it. Has to be called from the main thread: the kernel counts the end of the
 * calling thread as the parent's.
 */
gboolean studio_demo_account_spawn (const StudioDemoAccount *self,
                                    const char *const *arguments,
                                    const char *folder,
                                    int death_signal,
                                    int error_fd,
                                    GPid *pid,
                                    GError **error);

G_END_DECLS
