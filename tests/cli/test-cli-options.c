/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/studio-cli-options.h"
#include "core/studio-error.h"

#include <string.h>

static const StudioCliCommand commands[] = {
  { "run", NULL, "Run", NULL },
  { "list", "[ID|NAME…]", "List", NULL },
  { "export", "[ID|NAME…]", "Export", NULL },
  { "check", "[ID|NAME…]", "Check", NULL },
  { NULL, NULL, NULL, NULL },
};

static StudioCliOptions *
parse (const char *line, char **help, GError **error)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *whole = g_strconcat ("kpi-studio-cli ", line, NULL);
  g_autofree char *nothing = NULL;

  g_shell_parse_argv (whole, NULL, &arguments, NULL);
  return studio_cli_options_parse (commands, (const char *const *) arguments,
                                   help != NULL ? help : &nothing, error);
}

static StudioCliOptions *
parse_well (const char *line)
{
  g_autoptr (GError) error = NULL;
  StudioCliOptions *options = parse (line, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (options);
  return options;
}

static void
test_order (void)
{
  g_autoptr (StudioCliOptions) before =
      parse_well ("--demo --tables 'TB_*' run --register --min-score 0 --format json");
  g_autoptr (StudioCliOptions) after =
      parse_well ("run --format=json --register --min-score=0 --demo=/tmp/x --tables=TB_*");

  g_assert_cmpstr (before->command->name, ==, "run");
  g_assert_true (before->demo);
  g_assert_null (before->demo_dir);
  g_assert_cmpstr (before->tables, ==, "TB_*");
  g_assert_true (before->register_too);
  g_assert_cmpint (before->min_score, ==, 0);
  g_assert_cmpint (before->format, ==, STUDIO_CLI_JSON);
  g_assert_cmpstr (after->command->name, ==, "run");
  g_assert_cmpstr (after->demo_dir, ==, "/tmp/x");
  g_assert_cmpstr (after->tables, ==, "TB_*");
  g_assert_cmpint (after->min_score, ==, 0);
}

/* The word behind a bare --demo is the command, not its folder. */
static void
test_bare_demo (void)
{
  g_autoptr (StudioCliOptions) options = parse_well ("--demo list Orders --decision approved");

  g_assert_true (options->demo);
  g_assert_null (options->demo_dir);
  g_assert_cmpstr (options->command->name, ==, "list");
  g_assert_cmpstr (options->operands[0], ==, "Orders");
  g_assert_cmpint (g_strv_length (options->operands), ==, 1);
  g_assert_cmpint (options->min_score, ==, -1);
}

static void
test_refused (void)
{
  static const char *const lines[] = {
    "",
    "frobnicate",
    "run --no-such-option",
    "run extra",
    "run --min-score 40",
    "run --register --min-score 101",
    "run --register --min-score many",
    "run --format xml",
    "run --format csv",
    "export --format text",
    "list --register",
    "run --sql-file x.sql",
    "check --schema x.json",
    "run --source oracle",
    "run --concurrency 0",
    "list --decision maybe",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StudioCliOptions) options = parse (lines[i], NULL, &error);

      if (options != NULL || error == NULL || *error->message == '\0')
        g_test_message ("“%s” was accepted", lines[i]);
      g_assert_null (options);
      g_assert_nonnull (error);
    }
}

/* Refused before anything could repeat them in a message. */
static void
test_secrets (void)
{
  static const char *const lines[] = {
    "run --password hunter2",        "run --password=hunter2",
    "--api-key hunter2 run",         "run --METABASE-PASSWORD=hunter2",
    "METABASE_PASSWORD=hunter2 run", "run METABASE_API_KEY=hunter2",
    "run OPENAI_API_KEY=hunter2",    "run --token=hunter2",
    "run --unknown=hunter2",         "run -password hunter2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StudioCliOptions) options = parse (lines[i], NULL, &error);

      g_assert_null (options);
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

static void
test_help (void)
{
  g_autofree char *all = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autofree char *version = NULL;

  g_assert_null (parse ("--help", &all, NULL));
  g_assert_nonnull (strstr (all, "list"));
  g_assert_nonnull (strstr (all, "--workspace"));
  g_assert_nonnull (strstr (all, "METABASE_URL"));
  g_assert_null (parse ("list --help", &one, NULL));
  g_assert_nonnull (strstr (one, "--decision"));
  g_assert_null (strstr (one, "--sql-file"));
  g_assert_null (parse ("help list", &other, NULL));
  g_assert_cmpstr (one, ==, other);
  g_assert_null (parse ("--version", &version, NULL));
  g_assert_true (g_str_has_prefix (version, "kpi-studio-cli "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_set_prgname ("kpi-studio-cli");
  g_test_add_func ("/cli/options/order", test_order);
  g_test_add_func ("/cli/options/bare-demo", test_bare_demo);
  g_test_add_func ("/cli/options/refused", test_refused);
  g_test_add_func ("/cli/options/secrets", test_secrets);
  g_test_add_func ("/cli/options/help", test_help);
  return g_test_run ();
}
