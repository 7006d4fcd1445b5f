/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-runner.h"

#include "assess/studio-merge.h"
#include "core/studio-error.h"
#include "pipeline/studio-checker.h"
#include "pipeline/studio-neighbours.h"
#include "pipeline/studio-run-private.h"
#include "pipeline/studio-throttle.h"
#include "sql/studio-sql-identity.h"

#include <glib/gi18n-lib.h>

/* Requests for the columns of tables side by side, when nothing else is said. */
#define READERS 4

struct _StudioRunner
{
  GObject parent_instance;

  StudioMetabaseClient *client; /* (owned) */
  StudioWorkspace *workspace;   /* (owned) */
  char *server;
  StudioDatabase *database;     /* (owned) */
  GPtrArray *tables;            /* (owned) of StudioTable */
  GPtrArray *proposers;         /* (owned) of StudioProposer */
  GListStore *kpis;             /* (owned) of StudioKpi */
  StudioDuplicates *duplicates; /* (owned) */
  StudioResults *results;       /* (owned) */
  StudioChecker *checker;       /* (owned) (nullable) until the schema is read */
  StudioMender *mender;         /* (owned) (nullable) */
  StudioJoinChecker *joins;     /* (owned) (nullable) until they are checked */
  StudioValueReader *values;    /* (owned) (nullable) until they are read */
  StudioRun *run;               /* (owned) */
  GHashTable *by_key;           /* (owned) identity → StudioKpi already there */
  GHashTable *counted;          /* (owned) set of StudioKpi whose check was counted */
  GQueue to_discover;           /* of StudioTable (owned) */
  GQueue to_propose;            /* of TableWork (owned) */
  GQueue to_check;              /* of CheckWork (owned) */
  GPtrArray *fresh;             /* (owned) of StudioKpi, proposed but not yet shown */
  guint show_source;            /* shows them */
  guint discover_total;
  guint discover_done;
  guint under_way; /* requests for tables */
  guint checks_under_way;
  StudioThrottle throttle; /* of checks */
  guint readers;           /* tables that are read at once */
  guint questions;
  int threshold;
  guint row_limit;
  guint time_limit;
  gint64 id;
  GError *fatal; /* (owned) (nullable) ends the run */
  guint discovering : 1;
};

/* A table that is being proposed for, then checked. */
typedef struct
{
  gatomicrefcount references;
  StudioRunner *runner; /* (owned) */
  StudioTable *table;   /* (owned) */
  guint next_proposer;
  guint open_checks;
  guint checked;
  guint proposed;
  gboolean proposing;
} TableWork;

typedef struct
{
  TableWork *table; /* (owned) */
  StudioKpi *kpi;   /* (owned) */
} CheckWork;

G_DEFINE_FINAL_TYPE (StudioRunner, studio_runner, G_TYPE_OBJECT)

static void go_on (StudioRunner *self);

/* Those of a table at once: whoever shows the list does so once then, not for each of twenty. */
static void
show_fresh (StudioRunner *self)
{
  g_clear_handle_id (&self->show_source, g_source_remove);
  g_list_store_splice (self->kpis, g_list_model_get_n_items (G_LIST_MODEL (self->kpis)), 0,
                       self->fresh->pdata, self->fresh->len);
  g_ptr_array_set_size (self->fresh, 0);
}

static gboolean
show_fresh_cb (gpointer user_data)
{
  StudioRunner *self = user_data;

  self->show_source = 0;
  show_fresh (self);
  return G_SOURCE_REMOVE;
}

static void
add_fresh (StudioRunner *self, StudioKpi *kpi)
{
  g_ptr_array_add (self->fresh, g_object_ref (kpi));
  if (self->show_source == 0)
    self->show_source = g_idle_add_full (G_PRIORITY_DEFAULT, show_fresh_cb, self, NULL);
}

static TableWork *
table_work_ref (TableWork *work)
{
  g_atomic_ref_count_inc (&work->references);
  return work;
}

static void
table_work_unref (TableWork *work)
{
  if (!g_atomic_ref_count_dec (&work->references))
    return;
  g_object_unref (work->runner);
  g_object_unref (work->table);
  g_free (work);
}

static void
check_work_free (CheckWork *work)
{
  table_work_unref (work->table);
  g_object_unref (work->kpi);
  g_free (work);
}

static void
studio_runner_dispose (GObject *object)
{
  StudioRunner *self = STUDIO_RUNNER (object);

  g_queue_clear_full (&self->to_discover, g_object_unref);
  g_queue_clear_full (&self->to_propose, (GDestroyNotify) table_work_unref);
  g_queue_clear_full (&self->to_check, (GDestroyNotify) check_work_free);
  g_clear_handle_id (&self->show_source, g_source_remove);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->workspace);
  g_clear_object (&self->database);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->proposers, g_ptr_array_unref);
  g_clear_object (&self->kpis);
  g_clear_object (&self->duplicates);
  g_clear_object (&self->results);
  g_clear_object (&self->checker);
  g_clear_object (&self->mender);
  g_clear_object (&self->joins);
  g_clear_object (&self->values);
  g_clear_object (&self->run);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->counted, g_hash_table_unref);
  g_clear_pointer (&self->server, g_free);
  g_clear_error (&self->fatal);
  G_OBJECT_CLASS (studio_runner_parent_class)->dispose (object);
}

static void
studio_runner_class_init (StudioRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_runner_dispose;
}

static void
studio_runner_init (StudioRunner *self)
{
  g_queue_init (&self->to_discover);
  g_queue_init (&self->to_propose);
  g_queue_init (&self->to_check);
  self->fresh = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->counted = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/*
 * A proposal that is there already is recognised by its SQL, also by what was proposed before a
 * repair or a person changed it.
 */
static void
remember_sql (StudioRunner *self, StudioKpi *kpi, const char *sql)
{
  char *key =
      sql != NULL ? studio_sql_key (sql, studio_database_get_dialect (self->database)) : NULL;

  if (key != NULL)
    g_hash_table_replace (self->by_key, key, g_object_ref (kpi));
}

/* Those that were kept come last, and so before their duplicates. */
static void
remember_kpis (StudioRunner *self, gboolean duplicates)
{
  GListModel *kpis = G_LIST_MODEL (self->kpis);

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      if ((studio_kpi_get_duplicate_of (kpi) != NULL) != duplicates ||
          g_strcmp0 (studio_kpi_get_database (kpi), studio_database_get_name (self->database)) != 0)
        continue;
      remember_sql (self, kpi, studio_kpi_get_original_sql (kpi));
      remember_sql (self, kpi, studio_kpi_get_sql (kpi));
    }
}

/* One that was counted as good by itself. */
static void
duplicates_changed_cb (StudioRunner *self, StudioKpi *kpi, int score)
{
  if (g_hash_table_contains (self->counted, kpi) && studio_kpi_get_duplicate_of (kpi) != NULL)
    studio_run_count_displaced (self->run, kpi, score, self->threshold);
}

StudioRunner *
studio_runner_new (const StudioRunSettings *settings)
{
  StudioRunner *self = g_object_new (STUDIO_TYPE_RUNNER, NULL);

  self->client = g_object_ref (settings->client);
  self->workspace = g_object_ref (settings->workspace);
  self->server = g_strdup (settings->server);
  self->database = g_object_ref (settings->database);
  self->tables = g_ptr_array_ref (settings->tables);
  self->proposers = g_ptr_array_ref (settings->proposers);
  self->kpis = g_object_ref (settings->kpis);
  self->duplicates = g_object_ref (settings->duplicates);
  self->results = g_object_ref (settings->results);
  self->mender = settings->mender != NULL ? g_object_ref (settings->mender) : NULL;
  self->joins = settings->joins != NULL ? g_object_ref (settings->joins) : NULL;
  self->values = settings->values != NULL ? g_object_ref (settings->values) : NULL;
  studio_throttle_init (&self->throttle, settings->concurrency);
  self->readers = settings->concurrency > 0 ? settings->concurrency : READERS;
  self->questions = settings->questions > 0 ? settings->questions : self->readers;
  self->threshold = settings->threshold;
  self->row_limit = settings->row_limit;
  self->time_limit = settings->time_limit;
  self->run = studio_run_new (settings->tables->len);
  self->id = g_get_real_time ();
  remember_kpis (self, TRUE);
  remember_kpis (self, FALSE);
  g_signal_connect_object (self->duplicates, "changed", G_CALLBACK (duplicates_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gint64
studio_runner_get_id (StudioRunner *self)
{
  g_return_val_if_fail (STUDIO_IS_RUNNER (self), 0);
  return self->id;
}

static gboolean
is_stopping (StudioRunner *self)
{
  return self->fatal != NULL || g_cancellable_is_cancelled (studio_run_get_cancellable (self->run));
}

/* Without a connection or a sign-in nothing else can succeed. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN);
}

static void
note_error (StudioRunner *self, const char *table, StudioStage stage, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (is_fatal (error) && self->fatal == NULL)
    self->fatal = g_error_copy (error);
  studio_run_add_problem (self->run, table, stage,
                          is_fatal (error) ? STUDIO_ERROR_CLASS_CONNECTION
                          : g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN)
                              ? STUDIO_ERROR_CLASS_PERMISSION
                              : STUDIO_ERROR_CLASS_OTHER,
                          error->message);
}

static void
store (StudioRunner *self, StudioKpi *kpi)
{
  studio_workspace_save_kpi (self->workspace, self->server, kpi);
}

static void
finish_table (TableWork *work)
{
  StudioRunner *self = work->runner;

  if (work->proposing || work->open_checks > 0)
    return;
  studio_workspace_record_run_table (self->workspace, self->id, studio_table_get_id (work->table),
                                     studio_table_get_name (work->table), "done");
  studio_run_table_done (self->run);
}

static void
check_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CheckWork *work = user_data;
  StudioRunner *self = g_object_ref (work->table->runner);
  const char *table = studio_table_get_name (work->table->table);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) rows =
      studio_checker_check_finish (STUDIO_CHECKER (source), result, &error);

  self->checks_under_way--;
  work->table->open_checks--;
  work->table->checked++;
  if (error != NULL)
    note_error (self, table, STUDIO_STAGE_CHECK, error);
  else
    {
      studio_throttle_note (&self->throttle, studio_kpi_get_milliseconds (work->kpi));
      store (self, work->kpi);
      studio_results_record (self->results, self->workspace, work->kpi, rows);
      g_hash_table_add (self->counted, g_object_ref (work->kpi));
      studio_run_count_checked (self->run, work->kpi, self->threshold);
      studio_run_progress (self->run, STUDIO_STAGE_CHECK, table, work->table->checked,
                           work->table->proposed);
    }
  finish_table (work->table);
  check_work_free (work);
  go_on (self);
  g_object_unref (self);
}

static void
start_check (StudioRunner *self, CheckWork *work)
{
  self->checks_under_way++;
  studio_checker_check_async (self->checker, work->kpi, studio_run_get_cancellable (self->run),
                              check_cb, work);
}

/* One with the statement of @known is only then worth having besides it when it is better. */
static gboolean
is_better (StudioRunner *self, StudioKpi *proposal, StudioKpi *known)
{
  const char *why = NULL;

  if (studio_merge_choose (known, proposal, &why) == proposal)
    return TRUE;
  if (studio_merge_note (known, proposal, why))
    store (self, known);
  return FALSE;
}

static void
proposed_cb (StudioKpi *proposal, gpointer user_data)
{
  TableWork *work = user_data;
  StudioRunner *self = work->runner;
  StudioDialect dialect = studio_database_get_dialect (self->database);
  g_autofree char *key = studio_sql_key (studio_kpi_get_sql (proposal), dialect);
  StudioKpi *known = key != NULL ? g_hash_table_lookup (self->by_key, key) : NULL;
  gboolean listed = g_list_store_find (self->kpis, proposal, NULL) ||
                    g_ptr_array_find (self->fresh, proposal, NULL);
  StudioKpi *kpi;
  CheckWork *check;

  /* One whose statement cannot be read has no key; a proposer may know it from before. */
  if (listed)
    known = proposal;
  else
    studio_kpi_set_key (proposal, key);
  if (known != NULL && known != proposal && is_better (self, proposal, known))
    known = NULL;
  kpi = known != NULL ? known : proposal;
  if (known == NULL)
    {
      if (key != NULL)
        g_hash_table_replace (self->by_key, g_steal_pointer (&key), g_object_ref (kpi));
      add_fresh (self, kpi);
      store (self, kpi);
      studio_table_set_kpi_count (work->table, studio_table_get_kpi_count (work->table) + 1);
    }
  studio_run_count_proposed (self->run, kpi);
  work->proposed++;
  work->open_checks++;
  check = g_new0 (CheckWork, 1);
  check->table = table_work_ref (work);
  check->kpi = g_object_ref (kpi);
  g_queue_push_tail (&self->to_check, check);
  go_on (self);
}

static void start_proposer (TableWork *work);

static void
propose_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TableWork *work = user_data;
  StudioRunner *self = g_object_ref (work->runner);
  g_autoptr (GError) error = NULL;

  if (!studio_proposer_propose_finish (STUDIO_PROPOSER (source), result, &error))
    note_error (self, studio_table_get_name (work->table), STUDIO_STAGE_PROPOSE, error);
  if (work->next_proposer < self->proposers->len && !is_stopping (self))
    {
      /* The next one is to know what the one before it proposed. */
      show_fresh (self);
      start_proposer (table_work_ref (work));
    }
  else
    {
      self->under_way--;
      work->proposing = FALSE;
      studio_workspace_record_run_table (self->workspace, self->id,
                                         studio_table_get_id (work->table),
                                         studio_table_get_name (work->table), "proposed");
      finish_table (work);
    }
  table_work_unref (work);
  go_on (self);
  g_object_unref (self);
}

/* Takes the caller's reference to @work. */
static void
start_proposer (TableWork *work)
{
  StudioRunner *self = work->runner;
  StudioProposer *proposer = g_ptr_array_index (self->proposers, work->next_proposer++);

  studio_run_progress (self->run, STUDIO_STAGE_PROPOSE, studio_table_get_name (work->table),
                       studio_run_get_tables_done (self->run), self->tables->len);
  studio_proposer_propose_async (proposer, self->database, work->table, NULL, proposed_cb, work,
                                 studio_run_get_cancellable (self->run), propose_cb, work);
}

static gboolean
start_proposer_cb (gpointer user_data)
{
  TableWork *work = user_data;

  if (is_stopping (work->runner))
    {
      work->runner->under_way--;
      go_on (work->runner);
    }
  else
    start_proposer (table_work_ref (work));
  return G_SOURCE_REMOVE;
}

/* The analyst proposes at once, which takes some ten milliseconds for a table: a window has to get
 * round to drawing between two of them. Takes the caller's reference to @work. */
static void
queue_proposer (TableWork *work)
{
  work->runner->under_way++;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, start_proposer_cb, work,
                   (GDestroyNotify) table_work_unref);
}

static void
start_proposing (StudioRunner *self)
{
  g_autoptr (StudioSqlSchema) schema = studio_sql_schema_new (self->database);

  self->discovering = FALSE;
  self->checker =
      studio_checker_new (self->client, studio_database_get_id (self->database),
                          studio_database_get_dialect (self->database), schema, self->duplicates);
  studio_checker_set_mender (self->checker, self->mender);
  g_object_set (self->checker, "row-limit", self->row_limit, "time-limit", self->time_limit, NULL);
  for (guint i = 0; i < self->tables->len; i++)
    {
      StudioTable *table = g_ptr_array_index (self->tables, i);
      TableWork *work;

      /* What went wrong while reading it has been noted then. */
      if (!studio_table_get_loaded (table))
        {
          studio_run_table_done (self->run);
          continue;
        }
      work = g_new0 (TableWork, 1);
      g_atomic_ref_count_init (&work->references);
      work->runner = g_object_ref (self);
      work->table = g_object_ref (table);
      work->proposing = TRUE;
      g_queue_push_tail (&self->to_propose, work);
    }
}

static void discover (StudioRunner *self, StudioTable *table);

static void
joins_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StudioRunner *self = user_data;

  studio_join_checker_check_finish (STUDIO_JOIN_CHECKER (source), result);
  self->under_way--;
  go_on (self);
  g_object_unref (self);
}

/* Where no keys are declared, the data say which columns can be joined. */
static void
check_joins (StudioRunner *self)
{
  g_autoptr (StudioJoinChecker) joins = g_steal_pointer (&self->joins);

  self->under_way++;
  studio_join_checker_check_async (joins, self->tables, studio_run_get_cancellable (self->run),
                                   joins_cb, g_object_ref (self));
}

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StudioRunner *self = user_data;

  studio_value_reader_read_finish (STUDIO_VALUE_READER (source), result);
  self->under_way--;
  go_on (self);
  g_object_unref (self);
}

/* Where nothing explains the states of a row, they may be words that Metabase knows. */
static void
read_values (StudioRunner *self)
{
  g_autoptr (StudioValueReader) values = g_steal_pointer (&self->values);

  self->under_way++;
  studio_value_reader_read_async (values, self->tables, TRUE, self->readers,
                                  studio_run_get_cancellable (self->run), values_cb,
                                  g_object_ref (self));
}

/* A join needs the columns of the table that a foreign key points at, or may point at. */
static void
discover_targets (StudioRunner *self, StudioTable *table)
{
  g_autoptr (GPtrArray) targets = NULL;

  if (!g_ptr_array_find (self->tables, table, NULL))
    return;
  targets = studio_neighbours_find_targets (self->database, table, self->joins);
  for (guint i = 0; i < targets->len; i++)
    discover (self, g_ptr_array_index (targets, i));
}

typedef struct
{
  StudioRunner *runner; /* (owned) */
  StudioTable *table;   /* (owned) */
} DiscoverWork;

static void
load_table_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DiscoverWork *work = user_data;
  StudioRunner *self = work->runner;
  g_autoptr (GError) error = NULL;

  self->under_way--;
  self->discover_done++;
  if (!studio_metabase_client_load_table_finish (STUDIO_METABASE_CLIENT (source), result, &error))
    {
      studio_table_set_loading (work->table, FALSE);
      note_error (self, studio_table_get_name (work->table), STUDIO_STAGE_DISCOVER, error);
    }
  else if (!is_stopping (self))
    discover_targets (self, work->table);
  studio_run_progress (self->run, STUDIO_STAGE_DISCOVER, studio_table_get_name (work->table),
                       self->discover_done, self->discover_total);
  go_on (self);
  g_object_unref (work->table);
  g_free (work);
  g_object_unref (self);
}

static void
start_discovering (StudioRunner *self, StudioTable *table)
{
  DiscoverWork *work = g_new0 (DiscoverWork, 1);

  work->runner = g_object_ref (self);
  work->table = table;
  self->under_way++;
  studio_metabase_client_load_table_async (self->client, self->database, table,
                                           studio_run_get_cancellable (self->run), load_table_cb,
                                           work);
}

static void
discover (StudioRunner *self, StudioTable *table)
{
  if (studio_table_get_loaded (table) || studio_table_get_loading (table))
    return;
  studio_table_set_loading (table, TRUE);
  self->discover_total++;
  g_queue_push_tail (&self->to_discover, g_object_ref (table));
}

/* What points at the tables says what they lead to. */
static void
discover_neighbours (StudioRunner *self)
{
  g_autoptr (GPtrArray) neighbours = studio_neighbours_find (self->database, self->tables);

  for (guint i = 0; i < neighbours->len; i++)
    discover (self, g_ptr_array_index (neighbours, i));
}

static void
finish (StudioRunner *self)
{
  StudioRunState state = self->fatal != NULL ? STUDIO_RUN_FAILED
                         : g_cancellable_is_cancelled (studio_run_get_cancellable (self->run))
                             ? STUDIO_RUN_CANCELLED
                             : STUDIO_RUN_DONE;

  show_fresh (self);
  studio_workspace_record_run (self->workspace, self->id, self->server,
                               studio_enum_to_nick (STUDIO_TYPE_RUN_STATE, state), NULL);
  studio_run_finish (self->run, state, g_steal_pointer (&self->fatal));
  /* The reference that studio_runner_start() took. */
  g_object_unref (self);
}

static void
drop_queued (StudioRunner *self)
{
  StudioTable *table;

  while ((table = g_queue_pop_head (&self->to_discover)) != NULL)
    {
      studio_table_set_loading (table, FALSE);
      g_object_unref (table);
    }
  g_queue_clear_full (&self->to_propose, (GDestroyNotify) table_work_unref);
  g_queue_clear_full (&self->to_check, (GDestroyNotify) check_work_free);
}

/* Begins whatever may be begun now; called whenever something ended. */
static void
go_on (StudioRunner *self)
{
  if (studio_run_is_over (self->run))
    return;
  if (is_stopping (self))
    drop_queued (self);
  if (studio_run_get_state (self->run) == STUDIO_RUN_PAUSED && !is_stopping (self))
    return;

  while (self->under_way < self->readers && !g_queue_is_empty (&self->to_discover))
    start_discovering (self, g_queue_pop_head (&self->to_discover));
  if (self->discovering && self->under_way == 0 && g_queue_is_empty (&self->to_discover) &&
      !is_stopping (self))
    {
      if (self->joins != NULL)
        check_joins (self);
      else if (self->values != NULL)
        read_values (self);
      else
        start_proposing (self);
    }
  while (self->checks_under_way < self->throttle.width && !g_queue_is_empty (&self->to_check))
    start_check (self, g_queue_pop_head (&self->to_check));
  while (self->under_way < self->questions && !g_queue_is_empty (&self->to_propose))
    queue_proposer (g_queue_pop_head (&self->to_propose));
  if (self->under_way == 0 && self->checks_under_way == 0 && g_queue_is_empty (&self->to_propose) &&
      g_queue_is_empty (&self->to_check))
    finish (self);
}

static void
state_cb (StudioRun *run, GParamSpec *pspec, gpointer user_data)
{
  if (studio_run_get_state (run) == STUDIO_RUN_RUNNING)
    go_on (user_data);
}

static gboolean
go_on_cb (gpointer user_data)
{
  go_on (user_data);
  return G_SOURCE_REMOVE;
}

/* May come from inside any call, so the queue is looked at from the main loop. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, go_on_cb, g_object_ref (user_data), g_object_unref);
}

StudioRun *
studio_runner_start (StudioRunner *self)
{
  g_return_val_if_fail (STUDIO_IS_RUNNER (self), NULL);

  g_object_ref (self);
  self->discovering = TRUE;
  g_signal_connect_object (self->run, "notify::state", G_CALLBACK (state_cb), self, 0);
  g_signal_connect_object (studio_run_get_cancellable (self->run), "cancelled",
                           G_CALLBACK (cancelled_cb), self, 0);
  studio_workspace_record_run (self->workspace, self->id, self->server, "running", NULL);
  if (!studio_database_get_native (self->database))
    self->fatal = g_error_new (
        STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN,
        _ ("Metabase does not let you run SQL on “%s”, so no KPI can be checked. Ask an "
           "administrator to let your group create native queries on it."),
        studio_database_get_name (self->database));
  if (self->fatal != NULL)
    studio_run_add_problem (self->run, NULL, STUDIO_STAGE_DISCOVER, STUDIO_ERROR_CLASS_PERMISSION,
                            self->fatal->message);
  for (guint i = 0; i < self->tables->len && self->fatal == NULL; i++)
    {
      StudioTable *table = g_ptr_array_index (self->tables, i);

      if (studio_table_get_loaded (table))
        discover_targets (self, table);
      else
        discover (self, table);
    }
  if (self->fatal == NULL)
    discover_neighbours (self);
  g_idle_add_full (G_PRIORITY_DEFAULT, go_on_cb, g_object_ref (self), g_object_unref);
  return self->run;
}
