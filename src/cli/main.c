/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "core/studio-process.h"

#include <locale.h>

#include <glib/gi18n.h>

static const StudioCliCommand commands[] = {
  { "discover", NULL, N_ ("Show the databases, their tables and fields"), studio_cli_discover },
  { "context", NULL, N_ ("Show or change what no schema says: codes, tests, currency…"),
    studio_cli_context },
  { "propose", NULL, N_ ("Propose KPIs for tables, and check and assess them"),
    studio_cli_propose },
  { "run", NULL, N_ ("Do it all in one go: propose, check, assess, register"), studio_cli_run },
  { "check", N_ ("[ID|NAME…]"), N_ ("Check KPIs again, or the statements in a file"),
    studio_cli_check },
  { "assess", N_ ("[ID|NAME…]"), N_ ("Show why KPIs have their scores"), studio_cli_assess },
  { "approve", N_ ("[ID|NAME…]"), N_ ("Approve KPIs, so that they can be registered"),
    studio_cli_approve },
  { "reject", N_ ("[ID|NAME…]"), N_ ("Reject KPIs"), studio_cli_reject },
  { "register", N_ ("[ID|NAME…]"), N_ ("Register the approved KPIs as questions in Metabase"),
    studio_cli_register },
  { "revalidate", N_ ("[ID|NAME…]"),
    N_ ("Look at the registered KPIs again: which broke, slowed down, crossed a threshold"),
    studio_cli_revalidate },
  { "unregister", N_ ("[ID|NAME…]"),
    N_ ("Archive in Metabase what was registered: KPIs, a whole run, or all"),
    studio_cli_unregister },
  { "threshold", N_ ("[ID|NAME…]"), N_ ("Say when somebody should be told about KPIs"),
    studio_cli_threshold },
  { "list", N_ ("[ID|NAME…]"), N_ ("List the KPIs in the workspace"), studio_cli_list },
  { "export", N_ ("[ID|NAME…]"), N_ ("Write KPIs as JSON or CSV"), studio_cli_export },
  { "import", N_ ("FILE"), N_ ("Read KPIs from a JSON file; “-” is standard input"),
    studio_cli_import },
  { "report", NULL, N_ ("Sum up what is in the workspace"), studio_cli_report },
  { "requests", N_ ("[ID…]"), N_ ("Show what language models were asked, and what it cost"),
    studio_cli_requests },
  { "status", NULL, N_ ("Show the workspace and whether Metabase answers"), studio_cli_status },
  { NULL, NULL, NULL, NULL },
};

int
main (int argc, char *argv[])
{
  studio_process_forbid_core_dumps ();
  studio_process_forbid_tracing ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("kpi-studio-cli");
  return studio_cli_main (commands, (const char *const *) argv);
}
