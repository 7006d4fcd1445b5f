/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-progress.h"

#include "report/studio-text-width.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <glib/gi18n.h>

#define BAR_CELLS 24

struct _StudioCliProgress
{
  StudioRun *run; /* (owned) (nullable) */
  char *last;     /* (nullable) the last line written */
  gboolean quiet;
  gboolean terminal;
  gboolean shown; /* a bar stands in the present line */
};

static gboolean
is_terminal (void)
{
  return isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

StudioCliProgress *
studio_cli_progress_new (gboolean quiet)
{
  StudioCliProgress *self = g_new0 (StudioCliProgress, 1);

  self->quiet = quiet;
  self->terminal = is_terminal ();
  return self;
}

void
studio_cli_progress_clear (StudioCliProgress *self)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  if (self->shown)
    fputs ("\r\033[K", stderr);
  self->shown = FALSE;
}

void
studio_cli_progress_free (StudioCliProgress *self)
{
  studio_cli_progress_clear (self);
  g_free (self->last);
  g_free (self);
}

static guint
get_columns (void)
{
  struct winsize size = { 0 };

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static char *
describe_remaining (double seconds)
{
  guint whole = seconds + 0.5;

  if (seconds < 1)
    return g_strdup ("");
  /* translators: minutes and seconds that a run will still take */
  return g_strdup_printf (_ (" (%u:%02u left)"), whole / 60, whole % 60);
}

static void
draw_bar (StudioCliProgress *self, const char *message, double fraction, double remaining)
{
  guint filled = CLAMP (fraction, 0, 1) * BAR_CELLS;
  g_autofree char *left = describe_remaining (remaining);
  g_autoptr (GString) bar = g_string_new (NULL);
  g_autofree char *line = NULL;
  g_autofree char *fitting = NULL;

  for (guint i = 0; i < BAR_CELLS; i++)
    g_string_append (bar, i < filled ? "█" : "░");
  line = g_strdup_printf ("%s %3d %% %s%s", bar->str, (int) (CLAMP (fraction, 0, 1) * 100),
                          message != NULL ? message : "", left);
  fitting = studio_text_fit (line, get_columns () - 1);
  fprintf (stderr, "\r%s\033[K", fitting);
  fflush (stderr);
  self->shown = TRUE;
}

static void
write_line (StudioCliProgress *self, char *line)
{
  if (g_strcmp0 (line, self->last) != 0)
    fprintf (stderr, "%s\n", line);
  g_free (self->last);
  self->last = line;
}

static void
run_changed_cb (StudioRun *run, GParamSpec *pspec, gpointer user_data)
{
  draw_bar (user_data, studio_run_get_message (run), studio_run_get_fraction (run),
            studio_run_get_remaining (run));
}

/* A line for a table when it is through with a stage, not for every KPI. */
static void
run_progressed_cb (StudioRun *run,
                   StudioStage stage,
                   const char *table,
                   guint done,
                   guint total,
                   gpointer user_data)
{
  if (done < total || table == NULL || stage != STUDIO_STAGE_CHECK || total == 0)
    return;
  write_line (user_data,
              g_strdup_printf (ngettext ("%s: %u KPI checked", "%s: %u KPIs checked", total), table,
                               total));
}

void
studio_cli_progress_follow (StudioCliProgress *self, StudioRun *run)
{
  studio_cli_progress_clear (self);
  if (self->quiet)
    return;
  self->run = g_object_ref (run);
  if (self->terminal)
    g_signal_connect (run, "notify", G_CALLBACK (run_changed_cb), self);
  else
    g_signal_connect (run, "progressed", G_CALLBACK (run_progressed_cb), self);
}

void
studio_cli_progress_step (StudioCliProgress *self, const char *message, guint done, guint total)
{
  if (self->quiet)
    return;
  if (self->terminal)
    draw_bar (self, message, total > 0 ? (double) done / total : 0, 0);
  else
    write_line (self, g_strdup (message));
}
