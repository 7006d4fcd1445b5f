/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-folder.h"

#include "demo/studio-demo-error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

int
studio_demo_folder_lock (const char *path, GError **error)
{
  g_autofree char *lock_path = g_build_filename (path, "lock", NULL);
  int fd;

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_FOLDER,
                   _ ("The folder “%s” cannot be made: %s"), path, g_strerror (errno));
      return -1;
    }
  fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_FOLDER,
                   _ ("The folder “%s” cannot be written to: %s"), path, g_strerror (errno));
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_FOLDER,
                   _ ("The folder “%s” is in use by another kpi-studio-demo. Stop that one or name "
                      "another folder."),
                   path);
      close (fd);
      return -1;
    }
  return fd;
}
