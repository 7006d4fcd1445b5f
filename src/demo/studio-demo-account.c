/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-account.h"

#include "demo/studio-demo-error.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>

#define NOBODY 65534

StudioDemoAccount
studio_demo_account_choose (void)
{
  StudioDemoAccount self = { FALSE, geteuid (), getegid () };
  const char *const names[] = { "postgres", "nobody" };

  if (self.uid != 0)
    return self;
  self = (StudioDemoAccount){ TRUE, NOBODY, NOBODY };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      struct passwd *entry = getpwnam (names[i]);

      if (entry != NULL && entry->pw_uid != 0)
        return (StudioDemoAccount){ TRUE, entry->pw_uid, entry->pw_gid };
    }
  return self;
}

/* nftw() passes no user data. */
static const StudioDemoAccount *new_owner;

static int
own_one_cb (const char *path, const struct stat *info, int type, struct FTW *ftw)
{
  if (lchown (path, new_owner->uid, new_owner->gid) != 0)
    return -1;
  return type == FTW_SL ? 0 : chmod (path, info->st_mode & ~(mode_t) 077);
}

gboolean
studio_demo_account_own (const StudioDemoAccount *self, const char *folder, GError **error)
{
  struct stat info;
  gboolean foreign;

  if (stat (folder, &info) != 0)
    return TRUE;
  foreign = self->differs && info.st_uid != self->uid;
  if (!foreign && (info.st_mode & 077) == 0)
    return TRUE;
  new_owner = self;
  if (nftw (folder, own_one_cb, 16, FTW_PHYS) == 0)
    return TRUE;
  g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_FOLDER,
               _ ("The folder “%s” belongs to another user and cannot be used: %s"), folder,
               g_strerror (errno));
  return FALSE;
}

typedef struct
{
  const StudioDemoAccount *account;
  int death_signal;
  pid_t parent;
} ChildSetup;

/* Runs between fork and exec: only calls that are safe there. */
static void
set_up_child_cb (gpointer user_data)
{
  const ChildSetup *setup = user_data;

  if (setup->account->differs && (setgroups (0, NULL) != 0 || setgid (setup->account->gid) != 0 ||
                                  setuid (setup->account->uid) != 0))
    _exit (126);
  umask (077);
  /* After the change of user, which clears it. */
  prctl (PR_SET_PDEATHSIG, setup->death_signal);
  if (getppid () != setup->parent)
    _exit (126);
}

static char **
make_environment (void)
{
  char **environment = g_get_environ ();
  g_auto (GStrv) names = g_listenv ();

  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "PG") || g_str_has_prefix (names[i], "LC_") ||
        g_str_has_prefix (names[i], "LANG"))
      environment = g_environ_unsetenv (environment, names[i]);
  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE);
  return g_environ_setenv (environment, "TZ", "UTC", TRUE);
}

gboolean
studio_demo_account_spawn (const StudioDemoAccount *self,
                           const char *const *arguments,
                           const char *folder,
                           int death_signal,
                           int error_fd,
                           GPid *pid,
                           GError **error)
{
  g_auto (GStrv) environment = make_environment ();
  ChildSetup setup = { self, death_signal, getpid () };
  const int target = STUDIO_DEMO_FOLDER_FD;
  int folder_fd = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  gboolean spawned;

  if (folder_fd < 0)
    {
      g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_FOLDER,
                   _ ("The folder “%s” cannot be opened: %s"), folder, g_strerror (errno));
      return FALSE;
    }
  /* In “/”, because before 16 PostgreSQL's programs go back and forth to their current folder. */
  spawned = g_spawn_async_with_pipes_and_fds (
      "/", arguments, (const char *const *) environment,
      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, set_up_child_cb, &setup, -1, -1,
      error_fd, &folder_fd, &target, 1, pid, NULL, NULL, NULL, error);
  close (folder_fd);
  return spawned;
}
