/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-run-bar.h"

#include "ui/studio-format.h"

#include <glib/gi18n.h>

struct _StudioRunBar
{
  AdwBin parent_instance;

  StudioSession *session; /* (owned) (nullable) */
  GSignalGroup *signals;  /* (owned) of the run */
  StudioRun *run;         /* (owned) (nullable) the session's */
  char *activity;         /* (nullable) */
  guint activity_done;    /* steps of the activity */
  guint activity_steps;   /* 0 while nobody knows */
  guint tick;             /* pulses while that is so */
  guint update_source;
  guint closed : 1; /* whether the person closed the summary of @run */

  GtkRevealer *revealer;
  GtkProgressBar *progress;
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *message;
  GtkLabel *counts;
  GtkLabel *time;
  GtkMenuButton *problems_button;
  GtkListBox *problems;
  GtkToggleButton *pause_button;
  GtkWidget *cancel_button;
  GtkWidget *close_button;
};

G_DEFINE_FINAL_TYPE (StudioRunBar, studio_run_bar, ADW_TYPE_BIN)

static void update (StudioRunBar *self);

static void
on_pause_toggled_cb (StudioRunBar *self)
{
  if (self->run != NULL)
    studio_run_set_paused (self->run, gtk_toggle_button_get_active (self->pause_button));
}

static void
on_close_clicked_cb (StudioRunBar *self)
{
  self->closed = TRUE;
  update (self);
}

static void
append (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
  g_free (part);
}

/* What a language model has used until now; nothing without one. */
static void
append_model (GString *text, StudioRun *run)
{
  gint64 tokens = studio_run_get_prompt_tokens (run) + studio_run_get_completion_tokens (run);
  double cost = studio_run_get_cost (run);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, tokens);

  if (tokens == 0)
    return;
  /* Translators: tokens are what language models read and write, and are paid by. */
  append (text, g_strdup_printf (_ ("%s tokens"), number));
  if (cost > 0)
    /* Translators: US dollars. */
    append (text, g_strdup_printf (_ ("$%.4f"), cost));
}

static char *
describe_counts (StudioRun *run)
{
  GString *text = g_string_new (NULL);
  guint total = studio_run_get_tables_total (run);
  guint proposed = studio_run_get_proposed (run);
  guint valid = studio_run_get_valid (run);
  guint repaired = studio_run_get_repaired (run);
  guint invalid = studio_run_get_invalid (run);

  append (text, g_strdup_printf (ngettext ("%u of %u table", "%u of %u tables", total),
                                 studio_run_get_tables_done (run), total));
  if (proposed > 0)
    append (text, g_strdup_printf (ngettext ("%u proposed", "%u proposed", proposed), proposed));
  if (valid > 0)
    append (text, g_strdup_printf (ngettext ("%u valid", "%u valid", valid), valid));
  if (repaired > 0)
    append (text, g_strdup_printf (ngettext ("%u repaired", "%u repaired", repaired), repaired));
  if (invalid > 0)
    append (text, g_strdup_printf (ngettext ("%u invalid", "%u invalid", invalid), invalid));
  append_model (text, run);
  return g_string_free (text, FALSE);
}

static char *
describe_time (StudioRun *run)
{
  double remaining = studio_run_get_remaining (run);
  g_autofree char *elapsed = studio_format_seconds (studio_run_get_elapsed (run));
  g_autofree char *left = NULL;

  if (studio_run_is_over (run) || remaining < 0)
    return g_steal_pointer (&elapsed);
  left = studio_format_seconds (remaining);
  /* Translators: the first %s is the time that has passed, the second the time that is left. */
  return g_strdup_printf (_ ("%s, about %s left"), elapsed, left);
}

static char *
describe_end (StudioRun *run)
{
  const GError *error = studio_run_get_error (run);
  guint proposed = studio_run_get_proposed (run);
  guint total = studio_run_get_tables_total (run);
  g_autofree char *kpis = g_strdup_printf (ngettext ("%u KPI", "%u KPIs", proposed), proposed);
  g_autofree char *tables = g_strdup_printf (ngettext ("%u table", "%u tables", total), total);

  switch (studio_run_get_state (run))
    {
    case STUDIO_RUN_FAILED:
      return g_strdup (error != NULL ? error->message : _ ("The run failed."));
    case STUDIO_RUN_CANCELLED:
      /* Translators: %s is a number of KPIs with their word, as in “12 KPIs”. */
      return g_strdup_printf (_ ("Cancelled. %s so far are kept."), kpis);
    case STUDIO_RUN_DONE:
    case STUDIO_RUN_RUNNING:
    case STUDIO_RUN_PAUSED:
    default:
      /* Translators: as in “Generated 31 KPIs for 2 tables.” */
      return g_strdup_printf (_ ("Generated %s for %s."), kpis, tables);
    }
}

static void
show_problems (StudioRunBar *self)
{
  GPtrArray *problems = studio_run_get_problems (self->run);
  g_autofree char *label = NULL;
  GtkListBoxRow *row;

  gtk_widget_set_visible (GTK_WIDGET (self->problems_button), problems->len > 0);
  if (problems->len == 0)
    return;
  label = g_strdup_printf (ngettext ("%u Problem", "%u Problems", problems->len), problems->len);
  gtk_menu_button_set_label (self->problems_button, label);
  while ((row = gtk_list_box_get_row_at_index (self->problems, 0)) != NULL)
    gtk_list_box_remove (self->problems, GTK_WIDGET (row));
  for (guint i = 0; i < problems->len; i++)
    {
      const StudioRunProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *text = problem->table != NULL
                                  ? g_strdup_printf ("%s: %s", problem->table, problem->message)
                                  : g_strdup (problem->message);
      GtkWidget *line =
          g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                        PANGO_WRAP_WORD_CHAR, "margin-top", 6, "margin-bottom", 6, NULL);

      gtk_list_box_append (self->problems, line);
    }
}

/* Which parts are there: those of a run, of another activity, or of a summary. */
static void
show_parts (StudioRunBar *self, gboolean running, gboolean activity, gboolean over)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running || activity);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running || activity);
  gtk_spinner_set_spinning (self->spinner, running || activity);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), over);
  gtk_widget_set_visible (GTK_WIDGET (self->counts),
                          running || over || (activity && self->activity_steps > 0));
  gtk_widget_set_visible (GTK_WIDGET (self->time), running || over);
  gtk_widget_set_visible (GTK_WIDGET (self->pause_button), running);
  gtk_widget_set_visible (self->cancel_button, running || activity);
  gtk_widget_set_visible (self->close_button, over);
  gtk_revealer_set_reveal_child (self->revealer, running || activity || over);
}

static void
show_run (StudioRunBar *self)
{
  gboolean over = studio_run_is_over (self->run);
  gboolean paused = studio_run_get_state (self->run) == STUDIO_RUN_PAUSED;
  g_autofree char *counts = describe_counts (self->run);
  g_autofree char *time = describe_time (self->run);
  g_autofree char *end = over ? describe_end (self->run) : NULL;
  const char *message = studio_run_get_message (self->run);

  gtk_label_set_label (self->message, over              ? end
                                      : paused          ? _ ("Paused")
                                      : message != NULL ? message
                                                        : _ ("Starting…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->message), end);
  gtk_label_set_label (self->counts, counts);
  gtk_label_set_label (self->time, time);
  gtk_progress_bar_set_fraction (self->progress, studio_run_get_fraction (self->run));
  gtk_image_set_from_icon_name (self->icon, studio_run_get_state (self->run) == STUDIO_RUN_DONE
                                                ? "studio-valid-symbolic"
                                            : studio_run_get_state (self->run) == STUDIO_RUN_FAILED
                                                ? "dialog-error-symbolic"
                                                : "dialog-information-symbolic");
  if (gtk_toggle_button_get_active (self->pause_button) != paused)
    gtk_toggle_button_set_active (self->pause_button, paused);
  show_problems (self);
  show_parts (self, !over, FALSE, over);
}

static void
show_activity (StudioRunBar *self)
{
  gtk_label_set_label (self->message, self->activity);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_button), FALSE);
  if (self->activity_steps > 0)
    {
      /* Translators: of the KPIs that are being registered or looked at */
      g_autofree char *counts =
          g_strdup_printf (_ ("%u of %u"), self->activity_done, self->activity_steps);

      gtk_label_set_label (self->counts, counts);
      gtk_progress_bar_set_fraction (self->progress,
                                     (double) self->activity_done / self->activity_steps);
    }
  show_parts (self, FALSE, TRUE, FALSE);
}

static void
update (StudioRunBar *self)
{
  gboolean running = self->run != NULL && !studio_run_is_over (self->run);

  if (self->activity != NULL && !running)
    show_activity (self);
  else if (self->run != NULL && !self->closed)
    show_run (self);
  else
    show_parts (self, FALSE, FALSE, FALSE);
}

static gboolean
update_cb (gpointer user_data)
{
  StudioRunBar *self = user_data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* A run tells of every KPI; ten times a second is enough for the eye. */
static void
queue_update (StudioRunBar *self)
{
  if (self->update_source == 0)
    self->update_source = g_timeout_add (100, update_cb, self);
}

static void
run_changed_cb (StudioRunBar *self)
{
  self->closed = FALSE;
  g_set_object (&self->run, studio_session_get_run (self->session));
  g_signal_group_set_target (self->signals, self->run);
  update (self);
}

/* The summary of a run says nothing about the next Metabase. */
static void
state_changed_cb (StudioRunBar *self)
{
  if (studio_session_get_state (self->session) == STUDIO_SESSION_DISCONNECTED)
    {
      self->closed = TRUE;
      queue_update (self);
    }
}

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (STUDIO_RUN_BAR (user_data)->progress);
  return G_SOURCE_CONTINUE;
}

void
studio_run_bar_show_activity (StudioRunBar *self, const char *text)
{
  g_return_if_fail (STUDIO_IS_RUN_BAR (self));

  g_free (self->activity);
  self->activity = g_strdup (text);
  self->activity_done = self->activity_steps = 0;
  if (text == NULL)
    g_clear_handle_id (&self->tick, g_source_remove);
  else if (self->tick == 0)
    self->tick = g_timeout_add (150, pulse_cb, self);
  update (self);
}

void
studio_run_bar_show_progress (StudioRunBar *self, guint done, guint steps)
{
  g_return_if_fail (STUDIO_IS_RUN_BAR (self));

  if (self->activity == NULL)
    return;
  self->activity_done = MIN (done, steps);
  self->activity_steps = steps;
  if (steps > 0)
    g_clear_handle_id (&self->tick, g_source_remove);
  queue_update (self);
}

static void
studio_run_bar_dispose (GObject *object)
{
  StudioRunBar *self = STUDIO_RUN_BAR (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->run);
  g_clear_object (&self->session);
  g_clear_pointer (&self->activity, g_free);
  G_OBJECT_CLASS (studio_run_bar_parent_class)->dispose (object);
}

static void
studio_run_bar_class_init (StudioRunBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_run_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-run-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, progress);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, icon);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, message);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, counts);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, time);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, problems_button);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, problems);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, pause_button);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, StudioRunBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, on_pause_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked_cb);
}

static void
studio_run_bar_init (StudioRunBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (STUDIO_TYPE_RUN);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->signals, "finished", G_CALLBACK (queue_update), self);
}

void
studio_run_bar_set_session (StudioRunBar *self, StudioSession *session)
{
  g_return_if_fail (STUDIO_IS_RUN_BAR (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::run", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "registration-progress",
                           G_CALLBACK (studio_run_bar_show_progress), self, G_CONNECT_SWAPPED);
  run_changed_cb (self);
}
