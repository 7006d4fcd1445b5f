/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "core/studio-error.h"
#include "core/studio-kpi-json.h"
#include "pipeline/studio-session-private.h"
#include "pipeline/studio-watch.h"
#include "register/studio-card-marker.h"
#include "sql/studio-sql-guard.h"
#include "sql/studio-sql-worker.h"
#include "store/studio-kpi-history.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* Enough to see what is wrong, and every number that is compared. */
#define ROW_LIMIT 2000

/* All of them: so many side by side. */
typedef struct
{
  GPtrArray *kpis;    /* (owned) of StudioKpi */
  GPtrArray *watches; /* (owned) of StudioWatch, in their order */
  StudioWatchFunc watched;
  gpointer watched_data;
  GDestroyNotify watched_data_free;
  guint next;
  guint under_way;
  GError *error; /* (owned) (nullable) that ended it */
} Round;

/* One KPI. */
typedef struct
{
  GTask *round; /* (owned) */
  StudioKpi *kpi;
  StudioWatch *watch; /* belongs to the round */
  char *sql;          /* what is run */
  GArray *values;     /* (owned) of double, oldest first */
  guint days;         /* for how long the last of them were the same */
} Look;

static void start_next (GTask *round);

static void
round_free (Round *round)
{
  g_ptr_array_unref (round->kpis);
  g_clear_pointer (&round->watches, g_ptr_array_unref);
  if (round->watched_data_free != NULL)
    round->watched_data_free (round->watched_data);
  g_clear_error (&round->error);
  g_free (round);
}

static void
look_free (Look *look)
{
  g_object_unref (look->round);
  g_free (look->sql);
  g_array_unref (look->values);
  g_free (look);
}

static StudioSession *
get_session (Look *look)
{
  return g_task_get_source_object (look->round);
}

static void
keep_findings (StudioSession *self, const StudioWatch *watch)
{
  StudioKpi *kpi = watch->kpi;
  StudioRegistrationState before = studio_kpi_get_registration (kpi);
  StudioRegistrationState now = before;

  if (watch->state == STUDIO_WATCH_BROKEN)
    now = STUDIO_REGISTRATION_BROKEN;
  else if (watch->state == STUDIO_WATCH_MISSING)
    now = STUDIO_REGISTRATION_MISSING;
  else if (watch->state == STUDIO_WATCH_OK &&
           (before == STUDIO_REGISTRATION_BROKEN || before == STUDIO_REGISTRATION_MISSING))
    now = STUDIO_REGISTRATION_REGISTERED;
  if (now != before)
    {
      studio_kpi_set_registration (kpi, now);
      studio_kpi_touch (kpi);
      _studio_session_store (self, kpi);
    }
  if (!isnan (watch->value))
    studio_workspace_add_value (self->workspace, studio_kpi_get_id (kpi), watch->value);
  if (now != before || watch->state != STUDIO_WATCH_OK || watch->crossed)
    studio_workspace_log (
        self->workspace, studio_kpi_get_id (kpi), "revalidated",
        watch->crossed ? "crossed" : studio_enum_to_nick (STUDIO_TYPE_WATCH_STATE, watch->state));
}

/* Takes @look. */
static void
end_look (Look *look)
{
  g_autoptr (GTask) task = g_object_ref (look->round);
  Round *round = g_task_get_task_data (task);

  keep_findings (get_session (look), look->watch);
  if (round->watched != NULL)
    round->watched (look->watch, round->watched_data);
  look_free (look);
  round->under_way--;
  start_next (task);
}

/* Trouble with one is noted, trouble with everything ends it. Takes @look and @error. */
static void
end_look_with_error (Look *look, GError *error)
{
  g_autoptr (GTask) task = g_object_ref (look->round);
  Round *round = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    {
      if (round->error == NULL)
        round->error = g_error_copy (error);
      g_error_free (error);
      look_free (look);
      round->under_way--;
      start_next (task);
      return;
    }
  look->watch->state = STUDIO_WATCH_UNKNOWN;
  look->watch->message = g_strdup (error->message);
  g_error_free (error);
  end_look (look);
}

/* The whole check, which repairs as well, was done on a copy of a KPI that is broken. */
static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  StudioWatch *watch = look->watch;
  StudioKpi *copy = g_object_get_data (G_OBJECT (look->round), studio_kpi_get_id (look->kpi));
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) rows =
      _studio_session_try_finish (STUDIO_SESSION (source), result, &error);

  if (error == NULL && studio_kpi_is_valid (copy) &&
      g_strcmp0 (studio_kpi_get_sql (copy), look->sql) != 0)
    {
      watch->fix = g_strdup (studio_kpi_get_sql (copy));
      if (watch->cause == STUDIO_WATCH_CAUSE_COLUMN_DROPPED)
        watch->cause = STUDIO_WATCH_CAUSE_COLUMN_RENAMED;
    }
  g_object_set_data (G_OBJECT (look->round), studio_kpi_get_id (look->kpi), NULL);
  end_look (look);
}

/* Looks for a way to mend it: names that are like what is missing, types that are cast. */
static void
look_for_fix (Look *look)
{
  StudioSession *self = get_session (look);
  g_autoptr (JsonNode) node = studio_kpi_to_json (look->kpi);
  StudioKpi *copy = studio_kpi_from_json (node, NULL);

  studio_kpi_set_sql (copy, look->sql);
  studio_kpi_set_original_sql (copy, NULL);
  g_object_set_data_full (G_OBJECT (look->round), studio_kpi_get_id (look->kpi), copy,
                          g_object_unref);
  _studio_session_try_async (self, copy, g_task_get_cancellable (look->round), judged_cb, look);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  StudioQueryFailure *failure = NULL;
  GError *error = NULL;
  g_autoptr (StudioResult) rows =
      studio_metabase_client_run_finish (STUDIO_METABASE_CLIENT (source), result, &failure, &error);

  if (rows != NULL)
    {
      studio_watch_read_result (look->watch, rows, look->values, look->days);
      end_look (look);
    }
  else if (failure != NULL && failure->error_class != STUDIO_ERROR_CLASS_CONNECTION)
    {
      studio_watch_set_failure (look->watch, failure->error_class, failure->message);
      g_clear_error (&error);
      if (failure->error_class == STUDIO_ERROR_CLASS_PERMISSION ||
          failure->error_class == STUDIO_ERROR_CLASS_TIMEOUT)
        end_look (look);
      else
        look_for_fix (look);
    }
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT))
    {
      studio_watch_set_failure (look->watch, STUDIO_ERROR_CLASS_TIMEOUT, error->message);
      g_error_free (error);
      end_look (look);
    }
  else
    end_look_with_error (look, error);
  g_clear_pointer (&failure, studio_query_failure_free);
}

static void
run (Look *look)
{
  StudioSession *self = get_session (look);

  if (self->client == NULL)
    end_look_with_error (look, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
  else
    studio_metabase_client_run_async (self->client, studio_kpi_get_database_id (look->kpi),
                                      look->sql, ROW_LIMIT, self->time_limit,
                                      g_task_get_cancellable (look->round), run_cb, look);
}

static void
guard_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioFinding *finding = studio_sql_guard (
      task_data, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "dialect")));

  g_task_return_boolean (task, finding == NULL);
  g_clear_pointer (&finding, studio_finding_free);
}

static void
guarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    {
      run (look);
      return;
    }
  look->watch->state = STUDIO_WATCH_UNKNOWN;
  look->watch->message =
      g_strdup (_ ("Somebody has changed this question in Metabase to a statement "
                   "that does more than read, so it was not run."));
  end_look (look);
}

/* A person's own statement is sent only when it passes the guard. */
static void
guard (Look *look)
{
  StudioDatabase *database = _studio_session_find_database (get_session (look), look->kpi);
  g_autoptr (GTask) task =
      g_task_new (NULL, g_task_get_cancellable (look->round), guarded_cb, look);

  g_task_set_task_data (task, g_strdup (look->sql), g_free);
  g_object_set_data (G_OBJECT (task), "dialect",
                     GINT_TO_POINTER (database != NULL ? studio_database_get_dialect (database)
                                                       : STUDIO_DIALECT_UNKNOWN));
  studio_sql_worker_run (task, guard_in_thread);
}

static void
card_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  g_autofree char *there = NULL;
  g_autofree char *here = NULL;

  if (card == NULL && !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    {
      end_look_with_error (look, error);
      return;
    }
  g_clear_error (&error);
  if (card == NULL || card->archived)
    {
      look->watch->state = STUDIO_WATCH_MISSING;
      look->watch->message =
          g_strdup (card == NULL ? _ ("Its question is not in Metabase any more.")
                                 : _ ("Somebody archived its question in Metabase."));
      end_look (look);
      return;
    }
  look->sql = g_strdup (studio_kpi_get_sql (look->kpi));
  there = studio_card_marker_digest (card->sql != NULL ? card->sql : look->sql);
  here = studio_card_marker_digest (look->sql);
  look->watch->changed = strcmp (there, here) != 0;
  if (!look->watch->changed)
    {
      run (look);
      return;
    }
  g_free (look->sql);
  look->sql = g_strdup (card->sql);
  guard (look);
}

static void
history_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  StudioSession *self = get_session (look);
  GError *error = NULL;
  g_autoptr (StudioKpiHistory) history =
      studio_workspace_load_history_finish (STUDIO_WORKSPACE (source), result, &error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (history == NULL || self->client == NULL)
    {
      end_look_with_error (
          look, error != NULL
                    ? error
                    : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
      return;
    }
  for (guint i = 0; i < history->values->len; i++)
    {
      const StudioHistoryValue *value = g_ptr_array_index (history->values, i);

      g_array_append_val (look->values, value->value);
    }
  for (guint i = history->values->len; i > 0; i--)
    {
      const StudioHistoryValue *value = g_ptr_array_index (history->values, i - 1);
      const StudioHistoryValue *last =
          g_ptr_array_index (history->values, history->values->len - 1);

      if (value->value != last->value)
        break;
      look->days = (guint) (g_date_time_difference (now, value->at) / G_TIME_SPAN_DAY);
    }
  studio_metabase_client_get_card_async (self->client, studio_kpi_get_card_id (look->kpi),
                                         g_task_get_cancellable (look->round), card_cb, look);
}

static void
look_at (GTask *task, StudioKpi *kpi, StudioWatch *watch)
{
  StudioSession *self = g_task_get_source_object (task);
  Look *look = g_new0 (Look, 1);

  look->round = g_object_ref (task);
  look->kpi = kpi;
  look->watch = watch;
  look->values = g_array_new (FALSE, FALSE, sizeof (double));
  studio_workspace_load_history_async (self->workspace, studio_kpi_get_id (kpi),
                                       g_task_get_cancellable (task), history_cb, look);
}

static void
start_next (GTask *task)
{
  StudioSession *self = g_task_get_source_object (task);
  Round *round = g_task_get_task_data (task);

  while (round->error == NULL && round->next < round->kpis->len &&
         round->under_way < MAX (1, self->concurrency))
    {
      guint index = round->next++;

      round->under_way++;
      look_at (task, g_ptr_array_index (round->kpis, index),
               g_ptr_array_index (round->watches, index));
    }
  if (round->under_way > 0 || round->watches == NULL)
    return;
  if (round->error != NULL)
    {
      _studio_session_note_error (self, round->error);
      g_task_return_error (task, g_steal_pointer (&round->error));
      g_clear_pointer (&round->watches, g_ptr_array_unref);
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&round->watches),
                           (GDestroyNotify) g_ptr_array_unref);
}

/* Those that have a card. */
static void
pick_kpis (StudioSession *self, Round *round, GPtrArray *kpis)
{
  guint n = kpis != NULL ? kpis->len : g_list_model_get_n_items (G_LIST_MODEL (self->kpis));

  round->kpis = g_ptr_array_new_with_free_func (g_object_unref);
  round->watches = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_watch_free);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioKpi) kpi = kpis != NULL
                                      ? g_object_ref (g_ptr_array_index (kpis, i))
                                      : g_list_model_get_item (G_LIST_MODEL (self->kpis), i);

      if (studio_kpi_get_card_id (kpi) == 0)
        continue;
      g_ptr_array_add (round->watches, studio_watch_new (kpi));
      g_ptr_array_add (round->kpis, g_steal_pointer (&kpi));
    }
}

void
studio_session_watch_async (StudioSession *self,
                            GPtrArray *kpis,
                            GCancellable *cancellable,
                            StudioWatchFunc watched,
                            gpointer watched_data,
                            GDestroyNotify watched_data_free,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Round *round;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_watch_async);
  round = g_new0 (Round, 1);
  round->watched = watched;
  round->watched_data = watched_data;
  round->watched_data_free = watched_data_free;
  pick_kpis (self, round, kpis);
  g_task_set_task_data (task, round, (GDestroyNotify) round_free);
  if (!_studio_session_return_if_disconnected (self, task))
    start_next (task);
}

GPtrArray *
studio_session_watch_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
