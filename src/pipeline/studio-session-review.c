/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-session-private.h"

void
_studio_session_undo_step_free (StudioUndoStep *step)
{
  g_ptr_array_unref (step->kpis);
  g_array_unref (step->decisions);
  g_free (step);
}

static void
set_decision (StudioSession *self, StudioKpi *kpi, StudioDecision decision)
{
  studio_kpi_set_decision (kpi, decision);
  studio_kpi_touch (kpi);
  _studio_session_store (self, kpi);
  studio_workspace_log (self->workspace, studio_kpi_get_id (kpi),
                        studio_enum_to_nick (STUDIO_TYPE_DECISION, decision), NULL);
}

guint
studio_session_decide (StudioSession *self, GPtrArray *kpis, StudioDecision decision)
{
  StudioUndoStep *step;
  guint changed;

  g_return_val_if_fail (STUDIO_IS_SESSION (self), 0);

  step = g_new0 (StudioUndoStep, 1);
  step->kpis = g_ptr_array_new_with_free_func (g_object_unref);
  step->decisions = g_array_new (FALSE, FALSE, sizeof (StudioDecision));
  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      StudioDecision before = studio_kpi_get_decision (kpi);

      if (before == decision ||
          (decision == STUDIO_DECISION_APPROVED && !studio_kpi_is_valid (kpi)))
        continue;
      g_ptr_array_add (step->kpis, g_object_ref (kpi));
      g_array_append_val (step->decisions, before);
      set_decision (self, kpi, decision);
    }
  changed = step->kpis->len;
  if (changed > 0)
    g_queue_push_head (&self->undo, step);
  else
    _studio_session_undo_step_free (step);
  _studio_session_notify_can_undo (self);
  return changed;
}

gboolean
studio_session_undo (StudioSession *self)
{
  StudioUndoStep *step;

  g_return_val_if_fail (STUDIO_IS_SESSION (self), FALSE);

  step = g_queue_pop_head (&self->undo);
  if (step == NULL)
    return FALSE;
  for (guint i = 0; i < step->kpis->len; i++)
    set_decision (self, g_ptr_array_index (step->kpis, i),
                  g_array_index (step->decisions, StudioDecision, i));
  _studio_session_undo_step_free (step);
  _studio_session_notify_can_undo (self);
  return TRUE;
}

void
studio_session_save (StudioSession *self, StudioKpi *kpi)
{
  g_return_if_fail (STUDIO_IS_SESSION (self));

  studio_kpi_set_edited (kpi, TRUE);
  studio_kpi_touch (kpi);
  if (studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_REGISTERED)
    studio_kpi_set_registration (kpi, STUDIO_REGISTRATION_OUTDATED);
  _studio_session_store (self, kpi);
  studio_workspace_log (self->workspace, studio_kpi_get_id (kpi), "edited", NULL);
}

gboolean
studio_session_set_threshold (StudioSession *self,
                              StudioKpi *kpi,
                              StudioThresholdKind kind,
                              double threshold)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), FALSE);

  if (studio_kpi_get_threshold_kind (kpi) == kind &&
      (kind == STUDIO_THRESHOLD_NONE || studio_kpi_get_threshold (kpi) == threshold))
    return FALSE;
  studio_kpi_set_threshold (kpi, kind, threshold);
  studio_session_save (self, kpi);
  return TRUE;
}

void
studio_session_set_sql (StudioSession *self, StudioKpi *kpi, const char *sql)
{
  g_return_if_fail (STUDIO_IS_SESSION (self) && sql != NULL);

  if (g_strcmp0 (studio_kpi_get_sql (kpi), sql) == 0)
    return;
  studio_workspace_log (self->workspace, studio_kpi_get_id (kpi), "sql", studio_kpi_get_sql (kpi));
  studio_kpi_set_sql (kpi, sql);
  studio_kpi_set_original_sql (kpi, NULL);
  studio_kpi_set_rules (kpi, NULL);
  studio_kpi_set_definition (kpi, NULL);
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_UNCHECKED);
  studio_kpi_set_error_class (kpi, STUDIO_ERROR_CLASS_NONE);
  studio_kpi_set_check_message (kpi, NULL);
  studio_kpi_take_findings (kpi, NULL);
  studio_session_save (self, kpi);
}
