/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-lifetime.h"
#include "demo/studio-demo-options.h"
#include "demo/studio-demo-server.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include <glib/gi18n.h>

typedef struct
{
  GMainLoop *loop;
  gboolean lost_postgres;
} Run;

static gboolean
on_postgres_lost_cb (gpointer user_data)
{
  Run *run = user_data;

  run->lost_postgres = TRUE;
  g_main_loop_quit (run->loop);
  return G_SOURCE_REMOVE;
}

/* Variables such as PGSERVICE and PGOPTIONS are meant for other databases. */
static void
forget_postgres_settings (void)
{
  g_auto (GStrv) names = g_listenv ();

  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "PG"))
      g_unsetenv (names[i]);
}

static int
complain (const char *message)
{
  g_printerr ("%s\n", message);
  return EXIT_FAILURE;
}

static int
run_server (const StudioDemoOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (StudioDemoServer) server = studio_demo_server_start (options, &error);
  g_autofree char *line = NULL;
  Run run = { loop, FALSE };

  if (server == NULL)
    return complain (error->message);
  studio_demo_postgres_set_lost_callback (server->postgres, on_postgres_lost_cb, &run);
  studio_demo_lifetime_watch (loop);
  line = studio_demo_server_describe (server);
  g_print ("%s\n", line);
  fflush (stdout);
  g_main_loop_run (loop);
  return run.lost_postgres ? complain (_ ("PostgreSQL ended by itself.")) : EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioDemoOptions) options = NULL;
  g_auto (GStrv) arguments = NULL;

  studio_demo_lifetime_bind ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  signal (SIGPIPE, SIG_IGN);
  forget_postgres_settings ();
  arguments = g_strdupv (argv);
  options = studio_demo_options_parse (&arguments, &error);
  if (options == NULL)
    return complain (error->message);
  if (!options->prepare)
    return run_server (options);
  return studio_demo_server_prepare (options, &error) ? EXIT_SUCCESS : complain (error->message);
}
