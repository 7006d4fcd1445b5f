/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-write-context.h"

#include "core/studio-error.h"

StudioWriteContext *
studio_write_context_new (StudioMetabaseClient *client,
                          StudioWorkspace *workspace,
                          const char *server)
{
  StudioWriteContext *self = g_new0 (StudioWriteContext, 1);

  g_atomic_ref_count_init (&self->references);
  self->client = g_object_ref (client);
  self->workspace = workspace != NULL && server != NULL ? g_object_ref (workspace) : NULL;
  self->server = g_strdup (server);
  return self;
}

StudioWriteContext *
studio_write_context_ref (StudioWriteContext *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_write_context_unref (StudioWriteContext *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_object_unref (self->client);
  g_clear_object (&self->workspace);
  g_free (self->server);
  g_free (self);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gint64 id = studio_workspace_begin_intent_finish (STUDIO_WORKSPACE (source), result, &error);

  if (id == 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, g_memdup2 (&id, sizeof id), g_free);
  g_task_return_boolean (task, TRUE);
}

void
studio_write_context_begin_async (StudioWriteContext *self,
                                  const StudioIntent *intent,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, studio_write_context_begin_async);
  if (self->workspace == NULL)
    g_task_return_boolean (task, TRUE);
  else
    studio_workspace_begin_intent_async (self->workspace, self->server, intent, NULL, begun_cb,
                                         g_steal_pointer (&task));
}

gboolean
studio_write_context_begin_finish (GAsyncResult *result, gint64 *id, GError **error)
{
  const gint64 *number = g_task_get_task_data (G_TASK (result));

  *id = number != NULL ? *number : 0;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
studio_write_context_end (StudioWriteContext *self, gint64 id, const char *state, gint64 object_id)
{
  if (self->workspace != NULL)
    studio_workspace_end_intent (self->workspace, id, state, object_id);
}

gboolean
studio_write_context_concerns_all (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE);
}

guint
studio_write_context_pause (const GError *error, guint tries)
{
  return (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_THROTTLED) ? 1000 : 250)
         << MIN (tries - 1, 3);
}
