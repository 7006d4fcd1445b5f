/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-session-private.h"

static void
context_changed_cb (StudioContext *context, gpointer user_data)
{
  StudioSession *self = user_data;
  const char *database = g_object_get_data (G_OBJECT (context), "database");

  if (self->identity == NULL || g_hash_table_lookup (self->contexts, database) != context)
    return;
  studio_workspace_save_context (self->workspace, self->identity, database,
                                 studio_context_get_text (context));
}

/* Follows a new context for @database, which is told @text (nullable) first. */
static StudioContext *
add_context (StudioSession *self, const char *database, const char *text)
{
  StudioContext *context = studio_context_new ();
  g_autoptr (GError) error = NULL;

  if (text != NULL && !studio_context_set_text (context, text, &error))
    g_warning ("%s", error->message);
  g_object_set_data_full (G_OBJECT (context), "database", g_strdup (database), g_free);
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self, 0);
  g_hash_table_insert (self->contexts, g_strdup (database), context);
  return context;
}

void
_studio_session_take_knowledge (StudioSession *self, StudioWorkspaceKnowledge *knowledge)
{
  GHashTableIter iter;
  gpointer database, text;

  g_clear_pointer (&self->contexts, g_hash_table_unref);
  g_clear_pointer (&self->joins, g_hash_table_unref);
  self->contexts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (knowledge == NULL)
    {
      self->joins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      return;
    }
  self->joins = g_hash_table_ref (knowledge->joins);
  g_hash_table_iter_init (&iter, knowledge->contexts);
  while (g_hash_table_iter_next (&iter, &database, &text))
    add_context (self, database, text);
}

StudioContext *
studio_session_get_context (StudioSession *self, StudioDatabase *database)
{
  const char *name;
  StudioContext *context;

  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);
  g_return_val_if_fail (STUDIO_IS_DATABASE (database), NULL);

  name = studio_database_get_name (database);
  context = g_hash_table_lookup (self->contexts, name);
  return context != NULL ? context : add_context (self, name, NULL);
}

StudioAnalyst *
_studio_session_new_analyst (StudioSession *self, StudioDatabase *database)
{
  StudioAnalyst *analyst = studio_analyst_new ();

  studio_analyst_set_context (analyst, studio_session_get_context (self, database));
  return analyst;
}

StudioJoinChecker *
_studio_session_new_join_checker (StudioSession *self, StudioDatabase *database)
{
  if (!self->infer_joins || !studio_database_get_native (database))
    return NULL;
  /* Data may have been mended since they were looked at. */
  if (self->model_settings.again)
    g_hash_table_remove_all (self->joins);
  return studio_join_checker_new (self->client, self->workspace, self->identity, database,
                                  self->joins);
}

StudioValueReader *
_studio_session_new_value_reader (StudioSession *self, StudioDatabase *database)
{
  return studio_value_reader_new (self->client, database,
                                  studio_session_get_context (self, database));
}

StudioExplanation *
studio_session_explain (StudioSession *self, StudioDatabase *database, StudioTable *table)
{
  g_autoptr (StudioAnalyst) analyst = NULL;

  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);

  analyst = _studio_session_new_analyst (self, database);
  return studio_analyst_explain_table (analyst, database, table);
}
