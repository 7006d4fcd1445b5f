/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-options.h"

#include "core/studio-error.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* No number of queries was named. */
#define AUTOMATIC G_MININT

/* What is parsed before it is known whether it makes sense. */
typedef struct
{
  StudioCliOptions *options;
  char *demo;
  char *format;
  char *run;
  char *above;
  char *below;
  gboolean help;
  gboolean version;
  GStrv words;
} Parsed;

static void
parsed_clear (Parsed *self)
{
  g_free (self->demo);
  g_free (self->format);
  g_free (self->run);
  g_free (self->above);
  g_free (self->below);
  g_strfreev (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parsed, parsed_clear)

void
studio_cli_options_free (StudioCliOptions *self)
{
  g_free (self->workspace);
  g_free (self->env_file);
  g_free (self->demo_dir);
  g_free (self->database);
  g_free (self->tables);
  g_free (self->effort);
  g_free (self->send_values);
  g_free (self->source);
  g_free (self->collection);
  g_free (self->category);
  g_free (self->check);
  g_free (self->decision);
  g_free (self->sql_file);
  g_free (self->native_form);
  g_free (self->schema_file);
  g_free (self->kind);
  g_free (self->alert_recipient);
  g_free (self->import_file);
  g_free (self->export_file);
  g_free (self->context_file);
  g_strfreev (self->operands);
  g_free (self);
}

/* Commands that an option is for; %NULL: for all. */
static const char *
get_commands (const char *option)
{
  static const struct
  {
    const char *option;
    const char *commands;
  } limited[] = {
    { "register", "run" },
    { "min-score",
      "run list export approve register unregister check assess report threshold revalidate" },
    { "max-score", "list export reject unregister check assess threshold revalidate" },
    { "all", "approve reject unregister threshold" },
    { "category",
      "list export approve reject register unregister check assess report threshold revalidate" },
    { "check",
      "list export approve reject register unregister check assess report threshold revalidate" },
    { "decision", "list export register unregister check assess report threshold revalidate" },
    { "sql-file", "check" },
    { "schema", "check" },
    { "dry-run", "propose register unregister" },
    { "run", "unregister report" },
    { "force", "unregister" },
    { "kind", "report" },
    { "no-dashboards", "run register" },
    { "no-alerts", "run register" },
    { "alert-recipient", "run register" },
    { "above", "threshold" },
    { "below", "threshold" },
    { "clear", "threshold" },
    { "recreate", "run register" },
    { "native-form", "run register" },
    { "again", "run propose" },
    { "explain", "propose" },
    { "questions", "context" },
    { "import", "context" },
    { "export", "context" },
    { "context-file", "run propose" },
    { "declared-joins", "run propose" },
    { "budget-tokens", "run propose" },
    { "budget-usd", "run propose" },
    { "context", "run propose" },
    { "effort", "run propose" },
    { "send-values", "run propose" },
    { "concurrency", "run propose revalidate" },
    { "row-limit", "run propose check assess" },
    { "time-limit", "run propose check assess revalidate" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limited); i++)
    if (strcmp (limited[i].option, option) == 0)
      return limited[i].commands;
  return NULL;
}

static gboolean
is_for_command (const char *option, const StudioCliCommand *command)
{
  const char *commands = get_commands (option);
  g_auto (GStrv) names = g_strsplit (commands != NULL ? commands : "", " ", -1);

  return commands == NULL ||
         (command != NULL && g_strv_contains ((const char *const *) names, command->name));
}

/*
 * Everyone on the machine can read a running program's arguments. Refused before anything else
 * looks at them, so that no message repeats the secret.
 */
static gboolean
is_secret (const char *argument)
{
  static const char *const options[] = {
    "password",          "pass",    "api-key",          "apikey",        "key", "token", "secret",
    "metabase-password", "session", "metabase-api-key", "openai-api-key"
  };
  static const char *const variables[] = { "METABASE_PASSWORD=", "METABASE_API_KEY=",
                                           "METABASE_SESSION=", "OPENAI_API_KEY=" };
  const char *name = argument;

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    if (g_str_has_prefix (argument, variables[i]))
      return TRUE;
  if (*name != '-')
    return FALSE;
  name += strspn (name, "-");
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      gsize length = strlen (options[i]);

      if (g_ascii_strncasecmp (name, options[i], length) == 0 &&
          (name[length] == '\0' || name[length] == '='))
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse_secrets (const char *const *arguments, GError **error)
{
  for (guint i = 1; arguments[i] != NULL && strcmp (arguments[i], "--") != 0; i++)
    if (is_secret (arguments[i]))
      {
        g_set_error_literal (
            error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
            _ ("Passwords and keys are not accepted as arguments, because other users of this "
               "computer can read them. Set METABASE_PASSWORD or METABASE_API_KEY in the "
               "environment, or in a file given with --env-file."));
        return FALSE;
      }
  return TRUE;
}

/* GOption would take the word behind a bare --demo, which is the command, for its folder. */
static GStrv
complete_demo (const char *const *arguments)
{
  GStrv copy = g_strdupv ((GStrv) arguments);

  for (guint i = 1; copy[i] != NULL && strcmp (copy[i], "--") != 0; i++)
    if (strcmp (copy[i], "--demo") == 0)
      {
        g_free (copy[i]);
        copy[i] = g_strdup ("--demo=");
      }
  return copy;
}

static GArray *
get_entries (Parsed *parsed)
{
  StudioCliOptions *o = parsed->options;
  const GOptionEntry entries[] = {
    { "workspace", 0, 0, G_OPTION_ARG_FILENAME, &o->workspace,
      N_ ("Where everything is kept (default: below $XDG_DATA_HOME/kpi-studio/)"), N_ ("FILE") },
    { "env-file", 0, 0, G_OPTION_ARG_FILENAME, &o->env_file,
      N_ ("Read METABASE_URL and the like from FILE; the environment wins"), N_ ("FILE") },
    { "demo", 0, 0, G_OPTION_ARG_FILENAME, &parsed->demo,
      N_ ("Use the sample company, kept in DIR; write --demo or --demo=DIR"), N_ ("DIR") },
    { "database", 0, 0, G_OPTION_ARG_STRING, &o->database,
      N_ ("Only this database (default: all but Metabase's own sample)"), N_ ("NAME_OR_ID") },
    { "tables", 0, 0, G_OPTION_ARG_STRING, &o->tables,
      N_ ("Tables by name, in any case (default for discover, propose and run: TB_*)"),
      N_ ("GLOB[,GLOB…]") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &o->source,
      N_ ("Who proposes: analyst, llm or both (default: both with a model, else analyst)"),
      N_ ("SOURCE") },
    { "collection", 0, 0, G_OPTION_ARG_STRING, &o->collection,
      N_ ("Collection in Metabase (default: KPI Studio)"), N_ ("NAME") },
    { "register", 0, 0, G_OPTION_ARG_NONE, &o->register_too,
      N_ ("Approve what scores high enough, and register it"), NULL },
    { "min-score", 0, 0, G_OPTION_ARG_INT, &o->min_score,
      N_ ("KPIs with a score of N or more (default with run --register: 40)"), N_ ("N") },
    { "max-score", 0, 0, G_OPTION_ARG_INT, &o->max_score, N_ ("KPIs with a score of N or less"),
      N_ ("N") },
    { "category", 0, 0, G_OPTION_ARG_STRING, &o->category,
      N_ ("KPIs of business functions, by name"), N_ ("GLOB") },
    { "check", 0, 0, G_OPTION_ARG_STRING, &o->check,
      N_ ("KPIs that are unchecked, valid, repaired or invalid"), N_ ("STATE") },
    { "decision", 0, 0, G_OPTION_ARG_STRING, &o->decision,
      N_ ("KPIs that are pending, approved or rejected"), N_ ("STATE") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &o->all, N_ ("All KPIs, without naming them"), NULL },
    { "sql-file", 0, 0, G_OPTION_ARG_FILENAME, &o->sql_file,
      N_ ("Check the statements in FILE (.sql or .json) instead"), N_ ("FILE") },
    { "schema", 0, 0, G_OPTION_ARG_FILENAME, &o->schema_file,
      N_ ("… against the schema in FILE, as discover --format json prints it"), N_ ("FILE") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &o->dry_run,
      N_ ("Do nothing, but show: propose: what the model would be sent, byte for byte, and its "
          "cost; "
          "register: which cards would be created, updated, linked or left alone, and why"),
      NULL },
    { "native-form", 0, 0, G_OPTION_ARG_STRING, &o->native_form,
      N_ ("Register as sql, builder (the query builder, where it gives the same) or metric"),
      N_ ("FORM") },
    { "recreate", 0, 0, G_OPTION_ARG_NONE, &o->recreate,
      N_ ("Make a new card for KPIs whose card was archived or deleted in Metabase"), NULL },
    { "explain", 0, 0, G_OPTION_ARG_NONE, &o->explain,
      N_ ("Say how tables are read and why each KPI is proposed or not, instead of proposing"),
      NULL },
    { "questions", 0, 0, G_OPTION_ARG_NONE, &o->questions,
      N_ ("What to tell, because no schema says it, with suggestions"), NULL },
    { "import", 0, 0, G_OPTION_ARG_FILENAME, &o->import_file,
      N_ ("Take the company's context from FILE; “-” is standard input"), N_ ("FILE") },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &o->export_file,
      N_ ("Write the company's context to FILE; “-” is standard output"), N_ ("FILE") },
    { "context-file", 0, 0, G_OPTION_ARG_FILENAME, &o->context_file,
      N_ ("Take the company's context from FILE first, as context --import does"), N_ ("FILE") },
    { "declared-joins", 0, 0, G_OPTION_ARG_NONE, &o->declared_joins,
      N_ ("Join along declared foreign keys only; do not look for others in the data"), NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &o->again,
      N_ ("Ask the model, and look for joins, also where nothing has changed since"), NULL },
    { "budget-tokens", 0, 0, G_OPTION_ARG_INT64, &o->budget_tokens,
      N_ ("The model may use at most N tokens"), N_ ("N") },
    { "budget-usd", 0, 0, G_OPTION_ARG_DOUBLE, &o->budget_usd,
      N_ ("The model may cost at most N US dollars"), N_ ("N") },
    { "effort", 0, 0, G_OPTION_ARG_STRING, &o->effort,
      N_ ("How much the model reasons: none, minimal, low, medium, high, xhigh or max"),
      N_ ("LEVEL") },
    { "send-values", 0, 0, G_OPTION_ARG_STRING, &o->send_values,
      N_ ("Tell the model a few values of these columns, which are not personal"),
      N_ ("TABLE.COLUMN[,…]") },
    { "context", 0, 0, G_OPTION_ARG_INT, &o->context,
      N_ ("The model reads N tokens (default: what is usual at its provider)"), N_ ("N") },
    { "concurrency", 0, 0, G_OPTION_ARG_INT, &o->concurrency,
      N_ ("How many queries run side by side, 1 to 8 (default: as many as are answered quickly)"),
      N_ ("N") },
    { "row-limit", 0, 0, G_OPTION_ARG_INT, &o->row_limit,
      N_ ("Fetch at most N rows of a KPI (default: 2000)"), N_ ("N") },
    { "time-limit", 0, 0, G_OPTION_ARG_INT, &o->time_limit,
      N_ ("Give a KPI N seconds (default: 60)"), N_ ("N") },
    { "run", 0, 0, G_OPTION_ARG_STRING, &parsed->run,
      N_ ("The registration of that number, or “last”"), N_ ("N") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &o->force,
      N_ ("Also what people changed in Metabase since"), NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &o->kind,
      N_ ("validation: what the KPIs are worth (default); deployment: what a registration did"),
      N_ ("KIND") },
    { "no-dashboards", 0, 0, G_OPTION_ARG_NONE, &o->no_dashboards, N_ ("Leave dashboards alone"),
      NULL },
    { "no-alerts", 0, 0, G_OPTION_ARG_NONE, &o->no_alerts,
      N_ ("Make no alerts for KPIs with a threshold"), NULL },
    { "alert-recipient", 0, 0, G_OPTION_ARG_STRING, &o->alert_recipient,
      N_ ("Who gets alerts (default: whoever signs in)"), N_ ("MAIL") },
    { "above", 0, 0, G_OPTION_ARG_STRING, &parsed->above, N_ ("Tell when the KPI goes above N"),
      N_ ("N") },
    { "below", 0, 0, G_OPTION_ARG_STRING, &parsed->below, N_ ("Tell when the KPI goes below N"),
      N_ ("N") },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &o->clear, N_ ("Take the threshold away"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &parsed->format,
      N_ ("text or json; export: json or csv; report: also markdown, of deployments also html, "
          "csv"),
      N_ ("FORMAT") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet, N_ ("No progress"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &parsed->help, N_ ("Show this help, or a command's"),
      NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &parsed->version, N_ ("Show the version"), NULL },
  };
  GArray *array = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  return g_array_append_vals (array, entries, G_N_ELEMENTS (entries));
}

static GOptionContext *
create_context (GArray *entries, const char *parameters)
{
  GOptionContext *context = g_option_context_new (parameters);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, &g_array_index (entries, GOptionEntry, 0),
                                     GETTEXT_PACKAGE);
  return context;
}

static char *
list_commands (const StudioCliCommand *commands)
{
  GString *text = g_string_new (_ ("Commands:"));

  for (guint i = 0; commands[i].name != NULL; i++)
    g_string_append_printf (text, "\n  %-10s %s", commands[i].name, _ (commands[i].summary));
  g_string_append_printf (
      text, "\n\n%s\n\n%s",
      _ ("Environment: METABASE_URL with METABASE_USERNAME and METABASE_PASSWORD, with "
         "METABASE_API_KEY,\nor with METABASE_SESSION, the value of the browser’s cookie "
         "metabase.SESSION.\nOPENAI_BASE_URL, OPENAI_MODEL and OPENAI_API_KEY for a language "
         "model; "
         "one of them is enough.\nSecrets are never accepted as arguments: other users can read "
         "those."),
      _ ("Exit status: 0 all well, 1 finished but some KPIs or tables failed, 2 usage,\n"
         "3 sign-in refused, 4 not reachable, 5 workspace unusable, 130 cancelled."));
  return g_string_free (text, FALSE);
}

/* With a command: only what it takes. */
static char *
make_help (const StudioCliCommand *commands, const StudioCliCommand *command, GArray *all)
{
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char *parameters = NULL;
  g_autofree char *description = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const GOptionEntry *entry = &g_array_index (all, GOptionEntry, i);

      if (command == NULL || is_for_command (entry->long_name, command))
        g_array_append_vals (entries, entry, 1);
    }
  if (command == NULL)
    parameters = g_strdup (_ ("COMMAND"));
  else
    parameters = g_strjoin (" ", command->name,
                            command->operands != NULL ? _ (command->operands) : NULL, NULL);
  context = create_context (entries, parameters);
  if (command != NULL)
    g_option_context_set_summary (context, _ (command->summary));
  else
    {
      description = list_commands (commands);
      g_option_context_set_summary (context, description);
    }
  return g_option_context_get_help (context, TRUE, NULL);
}

static const StudioCliCommand *
find_command (const StudioCliCommand *commands, const char *name)
{
  for (guint i = 0; commands[i].name != NULL; i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT, message);
  return FALSE;
}

static gboolean
take_format (StudioCliOptions *self, const char *format, GError **error)
{
  const char *command = self->command->name;

  self->format = strcmp (command, "export") == 0 ? STUDIO_CLI_JSON : STUDIO_CLI_TEXT;
  if (format == NULL)
    return TRUE;
  if (strcmp (format, "json") == 0)
    self->format = STUDIO_CLI_JSON;
  else if (strcmp (format, "text") == 0 && strcmp (command, "export") != 0)
    self->format = STUDIO_CLI_TEXT;
  else if (strcmp (format, "csv") == 0 &&
           (strcmp (command, "export") == 0 || g_strcmp0 (self->kind, "deployment") == 0))
    self->format = STUDIO_CLI_CSV;
  else if (strcmp (format, "html") == 0 && g_strcmp0 (self->kind, "deployment") == 0)
    self->format = STUDIO_CLI_HTML;
  else if (strcmp (format, "markdown") == 0 && strcmp (command, "report") == 0)
    self->format = STUDIO_CLI_MARKDOWN;
  else
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("“%s” has no format “%s”. Use text or json; export: json or csv; report: "
                      "text, json or markdown."),
                   command, format);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_numbers (StudioCliOptions *self, GError **error)
{
  if (self->min_score < -1 || self->min_score > 100 || self->max_score < -1 ||
      self->max_score > 100)
    return fail (error, _ ("A score is a number from 0 to 100."));
  if (self->concurrency == AUTOMATIC)
    self->concurrency = 0;
  else if (self->concurrency < 1 || self->concurrency > 8)
    return fail (error, _ ("--concurrency is a number from 1 to 8."));
  if (self->row_limit < 1 || self->row_limit > 1000000)
    return fail (error, _ ("--row-limit is a number from 1 to 1000000."));
  if (self->budget_tokens < 0 || !(self->budget_usd >= 0))
    return fail (error, _ ("A budget is a number greater than 0."));
  if (self->context != 0 && (self->context < 2048 || self->context > 10000000))
    return fail (error, _ ("--context is a number of tokens from 2048 to 10000000."));
  if (self->time_limit < 1 || self->time_limit > 3600)
    return fail (error, _ ("--time-limit is a number of seconds from 1 to 3600."));
  return TRUE;
}

static gboolean
take_run (StudioCliOptions *self, const char *run, GError **error)
{
  guint64 number;

  if (run == NULL)
    return TRUE;
  if (strcmp (run, "last") == 0)
    {
      self->run = -1;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (run, 10, 1, G_MAXINT64, &number, NULL))
    return fail (error, _ ("--run is the number of a registration, or “last”."));
  self->run = (gint64) number;
  return TRUE;
}

static gboolean
take_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0' && isfinite (*number);
}

static gboolean
take_threshold (StudioCliOptions *self, const Parsed *parsed, GError **error)
{
  const char *text = parsed->above != NULL ? parsed->above : parsed->below;

  if (strcmp (self->command->name, "threshold") == 0 &&
      (parsed->above != NULL) + (parsed->below != NULL) + self->clear != 1)
    return fail (error, _ ("Give one of --above N, --below N and --clear."));
  if (text == NULL)
    return TRUE;
  self->threshold_kind = parsed->above != NULL ? STUDIO_THRESHOLD_ABOVE : STUDIO_THRESHOLD_BELOW;
  return take_number (text, &self->threshold) ||
         fail (error, _ ("A threshold is a number, such as 12.5."));
}

static gboolean
check_words (StudioCliOptions *self, GError **error)
{
  static const char *const sources[] = { "analyst", "llm", "both", NULL };
  static const char *const forms[] = { "sql", "builder", "metric", NULL };
  static const char *const checks[] = { "unchecked", "valid", "repaired", "invalid", NULL };
  static const char *const decisions[] = { "pending", "approved", "rejected", NULL };
  static const char *const kinds[] = { "validation", "deployment", NULL };

  if (self->native_form != NULL && !g_strv_contains (forms, self->native_form))
    return fail (error, _ ("--native-form is sql, builder or metric."));
  if (self->source != NULL && !g_strv_contains (sources, self->source))
    return fail (error, _ ("--source is analyst, llm or both."));
  if (self->check != NULL && !g_strv_contains (checks, self->check))
    return fail (error, _ ("--check is unchecked, valid, repaired or invalid."));
  if (self->decision != NULL && !g_strv_contains (decisions, self->decision))
    return fail (error, _ ("--decision is pending, approved or rejected."));
  if (self->kind != NULL && !g_strv_contains (kinds, self->kind))
    return fail (error, _ ("--kind is validation or deployment."));
  if (self->run != 0 && strcmp (self->command->name, "report") == 0 &&
      g_strcmp0 (self->kind, "deployment") != 0)
    return fail (error, _ ("With “report”, --run goes with --kind deployment."));
  if (self->schema_file != NULL && self->sql_file == NULL)
    return fail (error, _ ("--schema goes with --sql-file."));
  if (strcmp (self->command->name, "run") == 0 && self->min_score >= 0 && !self->register_too)
    return fail (error, _ ("With “run”, --min-score goes with --register."));
  if (self->command->operands == NULL && self->operands[0] != NULL)
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT, _ ("“%s” takes no “%s”."),
                   self->command->name, self->operands[0]);
      return FALSE;
    }
  return TRUE;
}

/* An option that was given says so by standing in the arguments; its value may be the default. */
static gboolean
check_options_fit (StudioCliOptions *self,
                   const char *const *arguments,
                   GArray *entries,
                   GError **error)
{
  for (guint i = 1; arguments[i] != NULL && strcmp (arguments[i], "--") != 0; i++)
    for (guint j = 0; j < entries->len; j++)
      {
        const char *name = g_array_index (entries, GOptionEntry, j).long_name;
        gsize length = strlen (name);

        if (g_str_has_prefix (arguments[i], "--") &&
            strncmp (arguments[i] + 2, name, length) == 0 &&
            (arguments[i][2 + length] == '\0' || arguments[i][2 + length] == '=') &&
            !is_for_command (name, self->command))
          {
            g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT, _ ("“%s” has no option --%s."),
                         self->command->name, name);
            return FALSE;
          }
      }
  return TRUE;
}

/* GOption repeats the whole argument, and what follows “=” may be a secret. */
static void
cut_value (GError *error)
{
  char *equals = strchr (error->message, '=');

  if (equals != NULL)
    *equals = '\0';
}

static const StudioCliCommand *
pick_command (const StudioCliCommand *commands, Parsed *parsed, GError **error)
{
  const char *word = parsed->words != NULL ? parsed->words[0] : NULL;
  const StudioCliCommand *command = word != NULL ? find_command (commands, word) : NULL;

  if (word == NULL)
    fail (error, _ ("No command is given."));
  else if (command == NULL)
    g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT, _ ("There is no command “%s”."), word);
  return command;
}

StudioCliOptions *
studio_cli_options_parse (const StudioCliCommand *commands,
                          const char *const *arguments,
                          char **help,
                          GError **error)
{
  g_autoptr (StudioCliOptions) self = g_new0 (StudioCliOptions, 1);
  g_auto (Parsed) parsed = { .options = self };
  g_autoptr (GArray) entries = get_entries (&parsed);
  g_autoptr (GOptionContext) context = create_context (entries, NULL);
  g_auto (GStrv) copy = NULL;

  self->min_score = self->max_score = -1;
  self->concurrency = AUTOMATIC;
  self->row_limit = 2000;
  self->time_limit = 60;
  if (!refuse_secrets (arguments, error))
    return NULL;
  copy = complete_demo (arguments);
  if (!g_option_context_parse_strv (context, &copy, error))
    {
      if (error != NULL)
        cut_value (*error);
      return NULL;
    }
  parsed.words = g_strdupv (copy + 1);
  if (parsed.version)
    {
      *help = g_strdup ("kpi-studio-cli " STUDIO_VERSION "\n");
      return NULL;
    }
  if (parsed.words[0] != NULL && strcmp (parsed.words[0], "help") == 0)
    parsed.help = TRUE;
  if (parsed.help)
    {
      const char *word = g_strv_length (parsed.words) > 0 ? parsed.words[0] : "";

      if (strcmp (word, "help") == 0 && parsed.words[1] != NULL)
        word = parsed.words[1];
      *help = make_help (commands, find_command (commands, word), entries);
      return NULL;
    }
  self->command = pick_command (commands, &parsed, error);
  if (self->command == NULL)
    return NULL;
  self->operands = g_strdupv (parsed.words + 1);
  self->demo = parsed.demo != NULL;
  self->demo_dir = self->demo && *parsed.demo != '\0' ? g_strdup (parsed.demo) : NULL;
  if (!take_format (self, parsed.format, error) || !take_run (self, parsed.run, error) ||
      !take_threshold (self, &parsed, error) || !check_numbers (self, error) ||
      !check_words (self, error) || !check_options_fit (self, arguments, entries, error))
    return NULL;
  return g_steal_pointer (&self);
}
