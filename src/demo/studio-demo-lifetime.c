/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-lifetime.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib-unix.h>

/* The kernel sends it when the thread that started this process ends, which need not be the end of
 * the whole program; so it is a signal of its own, and the parent is looked at. */
#define PARENT_SIGNAL SIGUSR1

static pid_t parent;

static gboolean
has_parent_program (void)
{
  struct stat info;

  return fstat (STDIN_FILENO, &info) == 0 && (S_ISFIFO (info.st_mode) || S_ISSOCK (info.st_mode));
}

void
studio_demo_lifetime_bind (void)
{
  parent = getppid ();
  if (has_parent_program ())
    prctl (PR_SET_PDEATHSIG, PARENT_SIGNAL);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
parent_signal_cb (gpointer user_data)
{
  if (getppid () != parent)
    g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
input_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char ignored[256];
  ssize_t length = (condition & G_IO_IN) != 0 ? read (fd, ignored, sizeof ignored) : 0;

  if (length > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
studio_demo_lifetime_watch (GMainLoop *loop)
{
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGHUP, quit_cb, loop);
  if (!has_parent_program ())
    return;
  g_unix_signal_add (PARENT_SIGNAL, parent_signal_cb, loop);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, loop);
}
