/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-confirm.h"
#include "ui/studio-window-private.h"

#include <glib/gi18n.h>

/* Taking questions out of Metabase again: what that means is found out first, then asked about. */
typedef struct
{
  StudioWindow *window;            /* (owned) */
  GPtrArray *kpis;                 /* (owned) (nullable) of StudioKpi */
  StudioUnregisterOptions options; /* the run that is taken back, 0 for @kpis */
} Unregister;

static void
unregister_free (Unregister *unregister)
{
  g_object_unref (unregister->window);
  g_clear_pointer (&unregister->kpis, g_ptr_array_unref);
  g_free (unregister);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Unregister, unregister_free)

static void
begin (StudioWindow *self, const char *activity)
{
  self->registering = g_cancellable_new ();
  studio_run_bar_show_activity (studio_workbench_get_run_bar (self->workbench), activity);
  _studio_window_update_actions (self);
}

/* Returns whether the window is still there. */
static gboolean
end (StudioWindow *self, const GError *error)
{
  g_clear_object (&self->registering);
  if (self->workbench == NULL)
    return FALSE;
  studio_run_bar_show_activity (studio_workbench_get_run_bar (self->workbench), NULL);
  _studio_window_update_actions (self);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _studio_window_toast (self, error->message);
  return TRUE;
}

static const char *
find_reason (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (entries, i);

      if ((entry->action == STUDIO_DEPLOYMENT_SKIPPED ||
           entry->action == STUDIO_DEPLOYMENT_FAILED) &&
          entry->message != NULL)
        return entry->message;
    }
  return NULL;
}

static void
unregistered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      studio_session_unregister_finish (STUDIO_SESSION (source), result, &error);
  g_autofree char *text = NULL;
  guint n;

  if (!end (self, error) || entries == NULL)
    return;
  n = studio_deployment_count (entries, STUDIO_DEPLOYED_CARD, STUDIO_DEPLOYMENT_ARCHIVED);
  text = g_strdup_printf (ngettext ("%u question archived", "%u questions archived", n), n);
  _studio_window_toast (self, text);
  if (find_reason (entries) != NULL)
    studio_banner_show (studio_workbench_get_banner (self->workbench), find_reason (entries), NULL);
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Unregister) unregister = user_data;
  StudioWindow *self = unregister->window;

  if (!studio_confirm_finish (result) || self->registering != NULL || self->workbench == NULL)
    return;
  begin (self, _ ("Archiving…"));
  unregister->options.dry_run = FALSE;
  studio_session_unregister_async (self->session, unregister->kpis, &unregister->options,
                                   self->registering, unregistered_cb, g_object_ref (self));
}

static char *
describe (GPtrArray *entries, guint cards)
{
  guint dashboards =
      studio_deployment_count (entries, STUDIO_DEPLOYED_DASHBOARD, STUDIO_DEPLOYMENT_ARCHIVED);
  guint skipped =
      studio_deployment_count (entries, STUDIO_DEPLOYED_CARD, STUDIO_DEPLOYMENT_SKIPPED);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      ngettext ("%u question goes to the trash in Metabase, from which it can be restored.",
                "%u questions go to the trash in Metabase, from which they can be restored.",
                cards),
      cards);
  if (dashboards > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("So does %u dashboard that would be empty.",
                                        "So do %u dashboards that would be empty.", dashboards),
                              dashboards);
    }
  if (skipped > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%u stays because it was changed in Metabase.",
                                        "%u stay because they were changed in Metabase.", skipped),
                              skipped);
    }
  g_string_append_c (text, ' ');
  g_string_append (text, _ ("The KPIs stay here."));
  return g_string_free (text, FALSE);
}

static void
foreseen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Unregister) unregister = user_data;
  StudioWindow *self = unregister->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      studio_session_unregister_finish (STUDIO_SESSION (source), result, &error);
  g_autofree char *body = NULL;
  guint n;

  if (!end (self, error) || entries == NULL)
    return;
  n = studio_deployment_count (entries, STUDIO_DEPLOYED_CARD, STUDIO_DEPLOYMENT_ARCHIVED);
  if (n == 0)
    {
      const char *reason = find_reason (entries);

      _studio_window_toast (self, reason != NULL ? reason : _ ("There is nothing to archive."));
      return;
    }
  body = describe (entries, n);
  studio_confirm_async (GTK_WINDOW (self), _ ("Archive What Was Registered?"), body, _ ("_Archive"),
                        confirmed_cb, g_steal_pointer (&unregister));
}

/* Takes @unregister. */
static void
foresee (Unregister *unregister)
{
  StudioWindow *self = unregister->window;

  unregister->options.dry_run = TRUE;
  studio_session_unregister_async (self->session, unregister->kpis, &unregister->options,
                                   self->registering, foreseen_cb, unregister);
}

/* Whether a question that the registration made is still there for a KPI. */
static gboolean
is_in_use (StudioWindow *self, const StudioDeployment *deployment)
{
  GListModel *kpis = studio_session_get_kpis (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      for (guint j = 0; studio_kpi_get_card_id (kpi) > 0 && j < deployment->entries->len; j++)
        {
          const StudioDeploymentEntry *entry = g_ptr_array_index (deployment->entries, j);

          if (entry->object == STUDIO_DEPLOYED_CARD && entry->action == STUDIO_DEPLOYMENT_CREATED &&
              entry->id == studio_kpi_get_card_id (kpi))
            return TRUE;
        }
    }
  return FALSE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Unregister) unregister = user_data;
  StudioWindow *self = unregister->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) deployments =
      studio_session_list_deployments_finish (STUDIO_SESSION (source), result, &error);

  for (guint i = deployments != NULL ? deployments->len : 0; i-- > 0;)
    {
      const StudioDeployment *deployment = g_ptr_array_index (deployments, i);

      if (deployment->what != STUDIO_DEPLOYMENT_REGISTER || !is_in_use (self, deployment))
        continue;
      unregister->options.run = deployment->id;
      foresee (g_steal_pointer (&unregister));
      return;
    }
  if (end (self, error) && error == NULL)
    _studio_window_toast (self, _ ("No registration made a question that is still there."));
}

void
_studio_window_undo_registration (StudioWindow *self)
{
  Unregister *unregister;

  if (self->registering != NULL)
    return;
  unregister = g_new0 (Unregister, 1);
  unregister->window = g_object_ref (self);
  begin (self, _ ("Looking what was registered…"));
  studio_session_list_deployments_async (self->session, self->registering, listed_cb, unregister);
}

void
_studio_window_unregister (StudioWindow *self, GPtrArray *kpis)
{
  Unregister *unregister;

  if (self->registering != NULL)
    return;
  unregister = g_new0 (Unregister, 1);
  unregister->window = g_object_ref (self);
  unregister->kpis = g_ptr_array_ref (kpis);
  begin (self, _ ("Looking what was registered…"));
  foresee (unregister);
}
