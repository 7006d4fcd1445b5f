/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-options.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

static const char summary[] =
    N_ ("Serves a sample company the way Metabase does, for trying KPI Studio and for testing "
        "clients. Prints one line with the address and the sign-in when it is ready, and ends with "
        "the program that started it.");

static const char description[] = N_ (
    "A RULE for --fail makes one request go wrong:\n"
    "\n"
    "  METHOD PATH WHICH ACTION [performed] [retry-after=SECONDS] [as=json|text|html]\n"
    "\n"
    "METHOD may be *, PATH may hold * and ?, WHICH counts the requests that METHOD and PATH match\n"
    "from 1: a number, a range (2-4), from a number on (3+) or * for all. ACTION is one of\n"
    "\n"
    "  status=CODE     answers with this status, as Metabase or a proxy in front of it would\n"
    "  reset-before    breaks the connection before the request was read\n"
    "  reset-after     performs the request, then breaks the connection\n"
    "  truncate=BYTES  sends so many bytes of the answer, then closes\n"
    "  endless         sends an answer that does not end\n"
    "  hang            never answers\n"
    "  delay=MS        answers so much later\n"
    "  html            answers 200 with the page of a login proxy\n"
    "  not-json        answers 200 with text that is announced as JSON\n"
    "  empty           answers 200 with nothing\n"
    "  junk            appends text to the answer's JSON\n"
    "  not-utf8        puts a byte into the answer that is not UTF-8\n"
    "  gzip-broken     sends gzip that breaks off in the middle\n"
    "\n"
    "With “performed”, a request that gets a false answer is performed all the same, as when a\n"
    "proxy loses the answer; “as” chooses the body of a status. Several rules may be given; the "
    "first that fits counts.\n"
    "Example: --fail 'POST /api/card 2 status=503 performed'");

void
studio_demo_options_free (StudioDemoOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->data_dir);
  g_free (self->sql_dir);
  g_strfreev (self->fault_rules);
  g_free (self->log_file);
  g_free (self->api_key);
  studio_demo_version_free (self->version);
  g_free (self);
}

static gboolean
check_range (int value, int most, const char *option, GError **error)
{
  if (value >= 0 && value <= most)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("%s has to be from 0 to %d"),
               option, most);
  return FALSE;
}

static void
print_version_and_exit (void)
{
  g_print ("kpi-studio-demo %s\n", STUDIO_VERSION);
  exit (EXIT_SUCCESS);
}

static gboolean
choose_denied (StudioDemoOptions *self, char **denied, GError **error)
{
  for (gsize i = 0; denied != NULL && denied[i] != NULL; i++)
    {
      if (strcmp (denied[i], "native") == 0)
        self->deny_native = TRUE;
      else if (strcmp (denied[i], "write") == 0)
        self->deny_write = TRUE;
      else if (strcmp (denied[i], "password") == 0)
        self->deny_password = TRUE;
      else
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” cannot be denied; it has to be native, write or password"),
                       denied[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
choose_folders (StudioDemoOptions *self, const char *data_dir, const char *sql_dir, GError **error)
{
  if (data_dir == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Name the folder for the data with --data-dir"));
      return FALSE;
    }
  self->data_dir = g_canonicalize_filename (data_dir, NULL);
  self->sql_dir = sql_dir != NULL ? g_canonicalize_filename (sql_dir, NULL) : NULL;
  return TRUE;
}

static gboolean
choose_version (StudioDemoOptions *self, const char *text, GError **error)
{
  self->version =
      studio_demo_version_parse (text != NULL ? text : STUDIO_DEMO_DEFAULT_VERSION, error);
  return self->version != NULL;
}

StudioDemoOptions *
studio_demo_options_parse (char ***arguments, GError **error)
{
  g_autoptr (StudioDemoOptions) self = g_new0 (StudioDemoOptions, 1);
  g_autofree char *data_dir = NULL;
  g_autofree char *sql_dir = NULL;
  g_autofree char *metabase = NULL;
  g_auto (GStrv) denied = NULL;
  int port = 0;
  int latency = 0;
  int search_lag = 0;
  int tables = 0;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port, N_ ("Listen on this port of 127.0.0.1 (0: any)"),
      N_ ("PORT") },
    { "data-dir", 'd', 0, G_OPTION_ARG_FILENAME, &data_dir, N_ ("Keep everything in this folder"),
      N_ ("DIR") },
    { "latency", 0, 0, G_OPTION_ARG_INT, &latency, N_ ("Wait before every answer"), N_ ("MS") },
    { "fail", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->fault_rules,
      N_ ("Make a request go wrong; may be repeated"), N_ ("RULE") },
    { "tables", 0, 0, G_OPTION_ARG_INT, &tables, N_ ("Add a schema of so many made-up tables"),
      N_ ("N") },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &self->log_file,
      N_ ("Append every request to this file, one JSON object a line"), N_ ("FILE") },
    { "log-bodies", 0, 0, G_OPTION_ARG_NONE, &self->log_bodies,
      N_ ("Log the JSON of the requests, too, without passwords"), NULL },
    { "metabase-version", 0, 0, G_OPTION_ARG_STRING, &metabase,
      N_ ("Behave as this version of Metabase, from 0.46 to 0.65 (0.50)"), N_ ("VERSION") },
    { "api-key", 0, 0, G_OPTION_ARG_STRING, &self->api_key,
      N_ ("Accept this API key instead of a made-up one"), N_ ("KEY") },
    { "deny", 0, 0, G_OPTION_ARG_STRING_ARRAY, &denied,
      N_ ("Refuse the user “native” SQL, to “write”, or to sign in by “password”; may be repeated"),
      N_ ("WHAT") },
    { "mail", 0, 0, G_OPTION_ARG_NONE, &self->mail,
      N_ ("Say that mail can be sent, as for alerts; none is"), NULL },
    { "search-lag", 0, 0, G_OPTION_ARG_INT, &search_lag,
      N_ ("Find new cards by search only after a while"), N_ ("MS") },
    { "sql-dir", 0, 0, G_OPTION_ARG_FILENAME, &sql_dir,
      N_ ("Load the *.sql files of this folder in place of the sample company"), N_ ("DIR") },
    { "prepare", 0, 0, G_OPTION_ARG_NONE, &self->prepare,
      N_ ("Only make the data that are not there or are of yesterday, then exit"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version and exit"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (summary));
  g_option_context_set_description (context, _ (description));
  if (!g_option_context_parse_strv (context, arguments, error))
    return NULL;
  if (version)
    print_version_and_exit ();
  if (!check_range (port, 65535, "--port", error) ||
      !check_range (latency, 3600000, "--latency", error) ||
      !check_range (search_lag, 3600000, "--search-lag", error) ||
      !check_range (tables, 50000, "--tables", error) || !choose_denied (self, denied, error) ||
      !choose_folders (self, data_dir, sql_dir, error) || !choose_version (self, metabase, error))
    return NULL;
  self->port = (guint) port;
  self->latency = (guint) latency;
  self->search_lag = (guint) search_lag;
  self->tables = (guint) tables;
  return g_steal_pointer (&self);
}
