/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cli/studio-cli-environment.h"
#include "cli/studio-cli-options.h"
#include "cli/studio-cli-progress.h"
#include "pipeline/studio-session.h"

G_BEGIN_DECLS

/** StudioCliStatus: the exit statuses (design section 8). */
typedef enum
{
  STUDIO_CLI_OK = 0,
  STUDIO_CLI_SOME_FAILED = 1,
  STUDIO_CLI_USAGE = 2,
  STUDIO_CLI_SIGN_IN_REFUSED = 3,
  STUDIO_CLI_NOT_REACHABLE = 4,
  STUDIO_CLI_WORKSPACE_UNUSABLE = 5,
  STUDIO_CLI_CANCELLED = 130,
} StudioCliStatus;

/**
 * StudioCli: what the commands share.
 * @cancellable: cancelled by the first Ctrl+C; the second one ends the program
 *
 * Commands run one after the other step: studio_cli_wait() turns the main loop until a step is
 * over, so that signals and progress are served meanwhile.
 */
struct _StudioCli
{
  StudioCliOptions *options;         /* (owned) */
  StudioCliEnvironment *environment; /* (owned) */
  StudioSession *session;            /* (owned) */
  StudioCliProgress *progress;       /* (owned) */
  GCancellable *cancellable;         /* (owned) */
};

/** studio_cli_main: does what @arguments say. Returns: the exit status */
int studio_cli_main (const StudioCliCommand *commands, const char *const *arguments);

/** studio_cli_keep_result: a GAsyncReadyCallback for studio_cli_wait(): its data is the address of
 * a GAsyncResult that is %NULL. */
void studio_cli_keep_result (GObject *source, GAsyncResult *result, gpointer address);

/** studio_cli_wait: Returns: (transfer full): the result, when it is there. */
GAsyncResult *studio_cli_wait (GAsyncResult **result);

/** studio_cli_fail: tells the person about @error, which is (transfer full). Returns: the exit
 * status it stands for */
int studio_cli_fail (StudioCli *self, GError *error);

/** studio_cli_complain: tells the person about something that does not end the command. */
void studio_cli_complain (StudioCli *self, const char *message);

/** studio_cli_print: writes @text to standard output. Returns: @status, or that of an error when it
 * could not be written */
int studio_cli_print (StudioCli *self, const char *text, int status);

/** studio_cli_print_json: writes @node, which is (transfer full), as studio_cli_print() does. */
int studio_cli_print_json (StudioCli *self, JsonNode *node, int status);

/** studio_cli_names_server: whether a Metabase or the sample company is named. */
gboolean studio_cli_names_server (StudioCli *self);

/** studio_cli_connect: opens the workspace and signs in. */
gboolean studio_cli_connect (StudioCli *self, GError **error);

/**
 * studio_cli_recall:
 * @to_change: whether KPIs will be changed, so that one server has to be meant
 *
 * Opens the workspace and shows the KPIs in it, without a connection.
 */
gboolean studio_cli_recall (StudioCli *self, gboolean to_change, GError **error);

/** studio_cli_flush: waits until everything is on disk. */
gboolean studio_cli_flush (StudioCli *self, GError **error);

G_END_DECLS
