/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-neighbours.h"
#include "pipeline/studio-run-private.h"
#include "pipeline/studio-session-private.h"
#include "pipeline/studio-value-sampler.h"
#include "propose/analyst/studio-analyst.h"
#include "sql/studio-sql-identity.h"
#include "store/studio-workspace-model.h"

#include <glib/gi18n-lib.h>

/* A server at home works at one or two questions at a time anyway; others allow for more. */
#define HOME_QUESTIONS 2
#define QUESTIONS 12
/* Requests for the values of columns. */
#define VALUES_AT_ONCE 4

void
studio_session_set_model (StudioSession *self, StudioLlmEndpoint *endpoint)
{
  g_return_if_fail (STUDIO_IS_SESSION (self));

  g_clear_pointer (&self->model, studio_llm_endpoint_unref);
  if (endpoint != NULL)
    self->model = studio_llm_endpoint_ref (endpoint);
}

StudioLlmEndpoint *
studio_session_get_model (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);
  return self->model;
}

void
studio_session_set_model_settings (StudioSession *self, const StudioModelSettings *settings)
{
  g_return_if_fail (STUDIO_IS_SESSION (self));
  g_strfreev (self->value_columns);
  self->value_columns = g_strdupv ((GStrv) settings->value_columns);
  self->model_settings = *settings;
  self->model_settings.value_columns = (const char *const *) self->value_columns;
}

guint
_studio_session_get_questions (StudioSession *self)
{
  StudioLlmProvider provider = studio_llm_endpoint_get_preset (self->model)->provider;

  return provider == STUDIO_LLM_OLLAMA || provider == STUDIO_LLM_LLAMA_CPP ||
                 provider == STUDIO_LLM_LM_STUDIO
             ? HOME_QUESTIONS
             : QUESTIONS;
}

/* What a proposer waits for, and what a preview needs too. */
typedef struct
{
  StudioLlmProposer *proposer; /* (owned) */
  gboolean again;
  GTask *preview; /* (owned) (nullable) */
} Preparation;

static void load_next_table (GTask *task);

static void
model_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Preparation *preparation = user_data;
  g_autofree char *memory = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) marks =
      studio_workspace_load_model_finish (STUDIO_WORKSPACE (source), result, &memory, &error);
  StudioLlmClient *client = studio_llm_proposer_get_client (preparation->proposer);

  if (marks == NULL)
    g_warning ("%s", error->message);
  studio_llm_memory_from_text (studio_llm_client_get_memory (client), memory);
  if (!preparation->again)
    studio_llm_proposer_set_marks (preparation->proposer, marks);
  studio_llm_proposer_release (preparation->proposer);
  if (preparation->preview != NULL)
    load_next_table (preparation->preview);
  g_object_unref (preparation->proposer);
  g_free (preparation);
}

static void
prepare (StudioSession *self, StudioLlmProposer *proposer, GTask *preview)
{
  Preparation *preparation = g_new0 (Preparation, 1);

  preparation->proposer = g_object_ref (proposer);
  preparation->again = self->model_settings.again;
  preparation->preview = preview;
  studio_llm_proposer_hold (proposer);
  studio_workspace_load_model_async (
      self->workspace, self->identity, studio_llm_endpoint_get_base_url (self->model),
      studio_llm_endpoint_get_model (self->model), NULL, model_loaded_cb, preparation);
}

static StudioLlmProposer *
new_proposer (StudioSession *self, StudioDatabase *database)
{
  StudioContext *company = studio_session_get_context (self, database);
  g_autoptr (StudioLlmClient) client =
      studio_llm_client_new (self->model, _studio_session_get_questions (self));
  StudioLlmProposer *proposer = studio_llm_proposer_new (client, self->model_settings.context,
                                                         studio_context_get_text (company));

  studio_llm_client_set_budget (client, self->model_settings.budget_tokens,
                                self->model_settings.budget_dollars);
  studio_llm_proposer_set_kpis (proposer, G_LIST_MODEL (self->kpis));
  if (self->client != NULL && self->value_columns != NULL && *self->value_columns != NULL)
    {
      g_autoptr (StudioValueSampler) values = studio_value_sampler_new (
          self->client, database, (const char *const *) self->value_columns);

      studio_llm_proposer_set_values (proposer, STUDIO_VALUE_SOURCE (values));
    }
  return proposer;
}

StudioLlmProposer *
_studio_session_new_proposer (StudioSession *self, StudioDatabase *database)
{
  StudioLlmProposer *proposer = new_proposer (self, database);

  prepare (self, proposer, NULL);
  return proposer;
}

/* Books what a model does for a run. */
typedef struct
{
  StudioWorkspace *workspace; /* (owned) */
  StudioRun *run;             /* (owned) */
  char *server;
  gint64 run_id;
} Ledger;

static void
ledger_free (gpointer data, GClosure *closure)
{
  Ledger *ledger = data;

  g_object_unref (ledger->workspace);
  g_object_unref (ledger->run);
  g_free (ledger->server);
  g_free (ledger);
}

static Ledger *
ledger_new (StudioSession *self, StudioRun *run, gint64 run_id)
{
  Ledger *ledger = g_new0 (Ledger, 1);

  ledger->workspace = g_object_ref (self->workspace);
  ledger->run = g_object_ref (run);
  ledger->server = g_strdup (self->identity);
  ledger->run_id = run_id;
  return ledger;
}

static void
called_cb (StudioLlmClient *client, const StudioLlmCall *call, gpointer user_data)
{
  Ledger *ledger = user_data;
  StudioLlmEndpoint *endpoint = studio_llm_client_get_endpoint (client);
  const StudioLlmTotals *totals = studio_llm_client_get_totals (client);

  studio_workspace_add_model_call (ledger->workspace,
                                   &(StudioModelCall){
                                       .run_id = ledger->run_id,
                                       .base_url = studio_llm_endpoint_get_base_url (endpoint),
                                       .model = studio_llm_endpoint_get_model (endpoint),
                                       .table = call->request->table,
                                       .kpi_id = call->request->kpi,
                                       .purpose = call->request->purpose,
                                       .prompt_tokens = call->usage->prompt,
                                       .cached_tokens = call->usage->cached,
                                       .completion_tokens = call->usage->completion,
                                       .reasoning_tokens = call->usage->reasoning,
                                       .estimated = call->usage->estimated,
                                       .cost = call->cost,
                                       .milliseconds = call->milliseconds,
                                       .request_id = call->request_id,
                                       .error = call->error != NULL ? call->error->message : NULL,
                                       .request = call->body,
                                       .reply = call->reply,
                                   });
  studio_run_count_model (ledger->run, totals->prompt, totals->completion, totals->cost);
}

static void
learnt_cb (StudioLlmClient *client, gpointer user_data)
{
  Ledger *ledger = user_data;
  StudioLlmEndpoint *endpoint = studio_llm_client_get_endpoint (client);
  g_autofree char *memory = studio_llm_memory_to_text (studio_llm_client_get_memory (client));

  studio_workspace_save_model_memory (ledger->workspace,
                                      studio_llm_endpoint_get_base_url (endpoint),
                                      studio_llm_endpoint_get_model (endpoint), memory);
}

static void
asked_cb (StudioLlmProposer *proposer,
          StudioDatabase *database,
          StudioTable *table,
          const char *mark,
          gpointer user_data)
{
  Ledger *ledger = user_data;

  studio_workspace_add_model_mark (ledger->workspace, ledger->server,
                                   studio_database_get_name (database), studio_table_get_id (table),
                                   mark);
}

void
_studio_session_follow_proposer (StudioSession *self,
                                 StudioLlmProposer *proposer,
                                 StudioRun *run,
                                 gint64 run_id)
{
  StudioLlmClient *client = studio_llm_proposer_get_client (proposer);

  g_signal_connect_data (client, "called", G_CALLBACK (called_cb), ledger_new (self, run, run_id),
                         ledger_free, 0);
  g_signal_connect_data (client, "learnt", G_CALLBACK (learnt_cb), ledger_new (self, run, run_id),
                         ledger_free, 0);
  g_signal_connect_data (proposer, "asked", G_CALLBACK (asked_cb), ledger_new (self, run, run_id),
                         ledger_free, 0);
}

static void
ledger_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *entries =
      studio_workspace_load_ledger_finish (STUDIO_WORKSPACE (source), result, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
studio_session_load_ledger_async (StudioSession *self,
                                  gint64 id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_load_ledger_async);
  if (self->workspace != NULL)
    {
      studio_workspace_load_ledger_async (self->workspace, id, cancellable, ledger_loaded_cb, task);
      return;
    }
  g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

GPtrArray *
studio_session_load_ledger_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A preview: the tables of a run, read as a run reads them. */
typedef struct
{
  StudioDatabase *database;    /* (owned) */
  GPtrArray *tables;           /* (owned) of StudioTable */
  GQueue to_load;              /* of StudioTable (owned) */
  StudioLlmProposer *proposer; /* (owned) (nullable) when the tables are only read */
  guint tables_valued;         /* of which allowed values were read */
  StudioJoinChecker *joins;    /* (owned) (nullable) until they are checked */
  StudioValueReader *values;   /* (owned) (nullable) until they are read */
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  g_object_unref (preview->database);
  g_ptr_array_unref (preview->tables);
  g_queue_clear_full (&preview->to_load, g_object_unref);
  g_clear_object (&preview->proposer);
  g_clear_object (&preview->joins);
  g_clear_object (&preview->values);
  g_free (preview);
}

/* What the analyst will have proposed by then, apart from what is there. */
static GPtrArray *
foresee (StudioSession *self, StudioDatabase *database, StudioTable *table)
{
  g_autoptr (StudioAnalyst) analyst = _studio_session_new_analyst (self, database);
  g_autoptr (GPtrArray) proposals = studio_analyst_propose (analyst, database, table, NULL);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *fresh = g_ptr_array_new_with_free_func (g_object_unref);
  StudioDialect dialect = studio_database_get_dialect (database);

  if (self->model_settings.source == STUDIO_SOURCE_MODEL)
    return fresh;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->kpis)); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (G_LIST_MODEL (self->kpis), i);
      const char *const texts[] = { studio_kpi_get_sql (kpi), studio_kpi_get_original_sql (kpi) };

      for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          char *key = texts[j] != NULL ? studio_sql_key (texts[j], dialect) : NULL;

          if (key != NULL)
            g_hash_table_add (keys, key);
        }
    }
  for (guint i = 0; i < proposals->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (proposals, i);
      g_autofree char *key = studio_sql_key (studio_kpi_get_sql (kpi), dialect);

      if (key == NULL || !g_hash_table_contains (keys, key))
        g_ptr_array_add (fresh, g_object_ref (kpi));
    }
  return fresh;
}

static void
write_previews (GTask *task)
{
  StudioSession *self = g_task_get_source_object (task);
  Preview *preview = g_task_get_task_data (task);
  GPtrArray *previews = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_llm_preview_free);

  for (guint i = 0; i < preview->tables->len; i++)
    {
      StudioTable *table = g_ptr_array_index (preview->tables, i);
      g_autoptr (GPtrArray) more = foresee (self, preview->database, table);

      g_ptr_array_add (previews, studio_llm_proposer_preview (preview->proposer, preview->database,
                                                              table, more));
    }
  g_task_return_pointer (task, previews, (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static void load_next_values (GTask *task);

static void
values_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (studio_value_source_load_finish (STUDIO_VALUE_SOURCE (source), result, &error))
    load_next_values (task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/* What is shown is what would be sent, with the values that the person allowed. Takes the caller's
 * reference to @task. */
static void
load_next_values (GTask *task)
{
  Preview *preview = g_task_get_task_data (task);
  StudioValueSource *values = NULL;

  if (preview->proposer == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  values = studio_llm_proposer_get_values (preview->proposer);
  if (values == NULL || preview->tables_valued == preview->tables->len)
    write_previews (task);
  else
    studio_value_source_load_async (values,
                                    g_ptr_array_index (preview->tables, preview->tables_valued++),
                                    g_task_get_cancellable (task), values_loaded_cb, task);
}

/* The tables, and what may point at them. */
static void
queue_tables (Preview *preview)
{
  g_autoptr (GPtrArray) neighbours = studio_neighbours_find (preview->database, preview->tables);

  for (guint i = 0; i < preview->tables->len; i++)
    g_queue_push_tail (&preview->to_load, g_object_ref (g_ptr_array_index (preview->tables, i)));
  for (guint i = 0; i < neighbours->len; i++)
    g_queue_push_tail (&preview->to_load, g_object_ref (g_ptr_array_index (neighbours, i)));
}

static void
load_targets (Preview *preview, StudioTable *table)
{
  g_autoptr (GPtrArray) targets = NULL;

  if (!g_ptr_array_find (preview->tables, table, NULL))
    return;
  targets = studio_neighbours_find_targets (preview->database, table, preview->joins);
  for (guint i = 0; i < targets->len; i++)
    if (!studio_table_get_loaded (g_ptr_array_index (targets, i)))
      g_queue_push_tail (&preview->to_load, g_object_ref (g_ptr_array_index (targets, i)));
}

static void
read_values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  studio_value_reader_read_finish (STUDIO_VALUE_READER (source), result);
  load_next_values (user_data);
}

/* For the analyst: its proposals are named to the model. */
static void
read_values (GTask *task)
{
  Preview *preview = g_task_get_task_data (task);

  studio_value_reader_read_async (preview->values, preview->tables, FALSE, VALUES_AT_ONCE,
                                  g_task_get_cancellable (task), read_values_cb, task);
}

static void
previewed_joins_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  studio_join_checker_check_finish (STUDIO_JOIN_CHECKER (source), result);
  read_values (user_data);
}

/* A run does so too before it asks the model. */
static void
check_joins (GTask *task)
{
  Preview *preview = g_task_get_task_data (task);
  g_autoptr (StudioJoinChecker) joins = g_steal_pointer (&preview->joins);

  studio_join_checker_check_async (joins, preview->tables, g_task_get_cancellable (task),
                                   previewed_joins_cb, task);
}

/* Gives up the table that was asked for last, where nobody asked for its KPIs. */
static gboolean
drop_neighbour (Preview *preview)
{
  StudioTable *table = g_queue_peek_tail (&preview->to_load);

  if (g_ptr_array_find (preview->tables, table, NULL))
    return FALSE;
  g_object_unref (g_queue_pop_tail (&preview->to_load));
  return TRUE;
}

static void
table_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Preview *preview = g_task_get_task_data (task);
  GError *error = NULL;

  if (studio_session_load_table_finish (STUDIO_SESSION (source), result, &error))
    load_next_table (task);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && drop_neighbour (preview))
    {
      g_debug ("%s", error->message);
      g_error_free (error);
      load_next_table (task);
    }
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/* Takes the caller's reference to @task. */
static void
load_next_table (GTask *task)
{
  StudioSession *self = g_task_get_source_object (task);
  Preview *preview = g_task_get_task_data (task);
  StudioTable *table = g_queue_pop_head (&preview->to_load);

  while (table != NULL && studio_table_get_loaded (table))
    {
      load_targets (preview, table);
      g_object_unref (table);
      table = g_queue_pop_head (&preview->to_load);
    }
  if (table == NULL)
    {
      if (preview->joins != NULL)
        check_joins (task);
      else
        read_values (task);
      return;
    }
  /* It comes round again for what its foreign keys point at. */
  g_queue_push_tail (&preview->to_load, table);
  studio_session_load_table_async (self, preview->database, table, g_task_get_cancellable (task),
                                   table_loaded_cb, task);
}

void
studio_session_preview_async (StudioSession *self,
                              StudioDatabase *database,
                              GPtrArray *tables,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Preview *preview;

  g_return_if_fail (STUDIO_IS_SESSION (self) && self->model != NULL && self->workspace != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_preview_async);
  preview = g_new0 (Preview, 1);
  preview->database = g_object_ref (database);
  preview->tables = g_ptr_array_ref (tables);
  preview->proposer = new_proposer (self, database);
  queue_tables (preview);
  g_task_set_task_data (task, preview, preview_free);
  if (_studio_session_return_if_disconnected (self, task))
    g_object_unref (task);
  else
    {
      preview->joins = _studio_session_new_join_checker (self, database);
      preview->values = _studio_session_new_value_reader (self, database);
      prepare (self, preview->proposer, task);
    }
}

GPtrArray *
studio_session_preview_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
studio_session_read_tables_async (StudioSession *self,
                                  StudioDatabase *database,
                                  GPtrArray *tables,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;
  Preview *preview;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_read_tables_async);
  preview = g_new0 (Preview, 1);
  preview->database = g_object_ref (database);
  preview->tables = g_ptr_array_ref (tables);
  queue_tables (preview);
  g_task_set_task_data (task, preview, preview_free);
  if (_studio_session_return_if_disconnected (self, task))
    {
      g_object_unref (task);
      return;
    }
  preview->joins = _studio_session_new_join_checker (self, database);
  preview->values = _studio_session_new_value_reader (self, database);
  load_next_table (task);
}

gboolean
studio_session_read_tables_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
