/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-model-preview.h"
#include "ui/studio-window-private.h"

#include <glib/gi18n.h>

static void start_next (StudioWindow *self);

static StudioTableSelection *
get_selection (StudioWindow *self)
{
  return studio_schema_pane_get_selection (studio_workbench_get_schema (self->workbench));
}

static void
finished_cb (StudioRun *run, StudioWindow *self)
{
  if (studio_run_get_state (run) == STUDIO_RUN_DONE && !g_queue_is_empty (&self->waiting))
    start_next (self);
  else if (studio_run_get_state (run) == STUDIO_RUN_DONE)
    _studio_window_offer_questions (self);
  else
    g_queue_clear_full (&self->waiting, g_object_unref);
  _studio_window_update_actions (self);
}

static void
start_next (StudioWindow *self)
{
  g_autoptr (StudioDatabase) database = g_queue_pop_head (&self->waiting);
  g_autoptr (GPtrArray) tables = NULL;
  StudioRun *run;

  if (database == NULL || studio_session_get_state (self->session) != STUDIO_SESSION_CONNECTED)
    return;
  tables = studio_table_selection_dup (get_selection (self), database);
  if (tables->len == 0)
    {
      start_next (self);
      return;
    }
  run = studio_session_generate (self->session, database, tables);
  if (run != NULL)
    g_signal_connect_object (run, "finished", G_CALLBACK (finished_cb), self, 0);
}

void
_studio_window_generate (StudioWindow *self)
{
  GListModel *databases = studio_session_get_databases (self->session);
  StudioRun *run = studio_session_get_run (self->session);

  if (run != NULL && !studio_run_is_over (run))
    return;
  if (studio_table_selection_get_n_selected (get_selection (self)) == 0)
    {
      studio_workbench_show_schema (self->workbench);
      _studio_window_toast (self, _ ("Tick the tables to propose KPIs for first."));
      return;
    }
  studio_editor_pane_commit (studio_workbench_get_editor (self->workbench));
  g_queue_clear_full (&self->waiting, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    g_queue_push_tail (&self->waiting, g_list_model_get_item (databases, i));
  start_next (self);
  _studio_window_update_actions (self);
}

void
_studio_window_preview_model (StudioWindow *self)
{
  GListModel *databases = studio_session_get_databases (self->session);

  if (studio_session_get_model (self->session) == NULL)
    {
      _studio_window_toast (self, _ ("Choose a language model in the preferences first."));
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);
      g_autoptr (GPtrArray) tables = studio_table_selection_dup (get_selection (self), database);

      if (tables->len > 0)
        {
          studio_model_preview_show (GTK_WINDOW (self), self->session, database, tables);
          return;
        }
    }
  studio_workbench_show_schema (self->workbench);
  _studio_window_toast (self, _ ("Tick the tables to propose KPIs for first."));
}
