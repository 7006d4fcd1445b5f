/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-enums.h"

G_BEGIN_DECLS

/** StudioCliFormat: how a command says what it found. */
typedef enum
{
  STUDIO_CLI_TEXT,
  STUDIO_CLI_JSON,
  STUDIO_CLI_CSV,
  STUDIO_CLI_MARKDOWN,
  STUDIO_CLI_HTML,
} StudioCliFormat;

typedef struct _StudioCli StudioCli;

/**
 * StudioCliCommand:
 * @name: what is typed
 * @operands: (nullable): what may follow it, for the help
 * @summary: one line for the help
 * @run: does it; Returns: the exit status
 *
 * A command of kpi-studio-cli.
 */
typedef struct
{
  const char *name;
  const char *operands;
  const char *summary;
  int (*run) (StudioCli *cli);
} StudioCliCommand;

/**
 * StudioCliOptions: what was asked for on the command line.
 * @demo_dir: (nullable): %NULL for the default
 * @tables: (nullable): globs; %NULL when not given
 * @min_score: -1 when not given
 * @max_score: -1 when not given
 * @budget_tokens: 0 for any number
 * @budget_usd: 0 for any amount
 * @effort: (nullable): how much the model reasons
 * @send_values: (nullable): TABLE.COLUMN, separated by commas, whose values the model is told
 * @context: tokens that the model reads, 0 for what is usual
 * @run: number of a registration, 0 when not given, -1 for the last one
 * @kind: (nullable): of a report
 * @alert_recipient: (nullable): a mail address
 * @threshold_kind: %STUDIO_THRESHOLD_NONE when none was given
 * @import_file: (nullable)
 * @export_file: (nullable)
 * @context_file: (nullable)
 * @declared_joins: join along declared foreign keys only
 * @operands: what stood behind the command, never %NULL
 */
typedef struct
{
  const StudioCliCommand *command;
  char *workspace;
  char *env_file;
  gboolean demo;
  char *demo_dir;
  char *database;
  char *tables;
  char *source;
  char *collection;
  StudioCliFormat format;
  gboolean quiet;
  gboolean register_too;
  int min_score;
  int max_score;
  gboolean all;
  char *category;
  char *check;
  char *decision;
  char *sql_file;
  char *schema_file;
  gboolean dry_run;
  gboolean explain;
  gboolean questions;
  char *import_file;
  char *export_file;
  char *context_file;
  gboolean declared_joins;
  gboolean recreate;
  char *native_form;
  gboolean again;
  gint64 budget_tokens;
  double budget_usd;
  char *effort;
  char *send_values;
  int context;
  int concurrency;
  int row_limit;
  int time_limit;
  gint64 run;
  char *kind;
  gboolean force;
  gboolean no_dashboards;
  gboolean no_alerts;
  char *alert_recipient;
  StudioThresholdKind threshold_kind;
  double threshold;
  gboolean clear;
  GStrv operands;
} StudioCliOptions;

void studio_cli_options_free (StudioCliOptions *self);

/**
 * studio_cli_options_parse:
 * @commands: ended by one without a name
 * @arguments: the program's, with its name; options may stand before or after the command
 * @help: (out) (transfer full) (nullable): text to print instead of doing anything
 * @error: what is wrong with them; never repeats a secret
 *
 * Returns: (transfer full) (nullable): %NULL with @error or @help set
 */
StudioCliOptions *studio_cli_options_parse (const StudioCliCommand *commands,
                                            const char *const *arguments,
                                            char **help,
                                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioCliOptions, studio_cli_options_free)

G_END_DECLS
