/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-live-check.h"

#include "sql/studio-sql-check.h"
#include "sql/studio-sql-schema.h"

/* Milliseconds after the last key. */
#define DELAY 300

struct _StudioLiveCheck
{
  GObject parent_instance;

  StudioDatabase *database;  /* (owned) (nullable) */
  char *sql;                 /* (nullable) what was asked last */
  GCancellable *cancellable; /* (owned) (nullable) of the check under way */
  guint source;
};

static guint checked;

G_DEFINE_FINAL_TYPE (StudioLiveCheck, studio_live_check, G_TYPE_OBJECT)

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioLiveCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioSqlReport) report = studio_sql_check_finish (result, &error);

  if (report == NULL)
    {
      g_debug ("SQL was not looked at while it was typed: %s", error->message);
      return;
    }
  /* Positions are those in the repaired text; where they are not those in the text that is being
   * typed, it is left to the real check to say so. */
  if (g_strcmp0 (report->sql, report->original) == 0)
    g_signal_emit (self, checked, 0, report->findings);
  else
    g_signal_emit (self, checked, 0, NULL);
}

static gboolean
check_cb (gpointer user_data)
{
  StudioLiveCheck *self = user_data;
  g_autoptr (StudioSqlSchema) schema = NULL;

  self->source = 0;
  if (self->database == NULL)
    return G_SOURCE_REMOVE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  schema = studio_sql_schema_new (self->database);
  studio_sql_check_async (self->sql, schema, studio_database_get_dialect (self->database),
                          self->cancellable, checked_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
studio_live_check_dispose (GObject *object)
{
  StudioLiveCheck *self = STUDIO_LIVE_CHECK (object);

  studio_live_check_stop (self);
  g_clear_object (&self->database);
  g_clear_pointer (&self->sql, g_free);
  G_OBJECT_CLASS (studio_live_check_parent_class)->dispose (object);
}

static void
studio_live_check_class_init (StudioLiveCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_live_check_dispose;
  checked = g_signal_new ("checked", STUDIO_TYPE_LIVE_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                          G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
studio_live_check_init (StudioLiveCheck *self)
{
}

StudioLiveCheck *
studio_live_check_new (void)
{
  return g_object_new (STUDIO_TYPE_LIVE_CHECK, NULL);
}

void
studio_live_check_set_database (StudioLiveCheck *self, StudioDatabase *database)
{
  g_return_if_fail (STUDIO_IS_LIVE_CHECK (self));

  studio_live_check_stop (self);
  g_set_object (&self->database, database);
}

void
studio_live_check_queue (StudioLiveCheck *self, const char *sql)
{
  g_return_if_fail (STUDIO_IS_LIVE_CHECK (self));

  studio_live_check_stop (self);
  g_free (self->sql);
  self->sql = g_strdup (sql);
  self->source = g_timeout_add (DELAY, check_cb, self);
}

void
studio_live_check_stop (StudioLiveCheck *self)
{
  g_return_if_fail (STUDIO_IS_LIVE_CHECK (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}
