/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-application.h"

#include "core/studio-process.h"

#include <locale.h>

#include <glib/gi18n.h>

int
main (int argc, char **argv)
{
  g_autoptr (StudioApplication) application = NULL;

  studio_process_forbid_core_dumps ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = studio_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
