/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-proposer.h"

#include "propose/llm/studio-llm-kpi.h"
#include "propose/llm/studio-llm-mending.h"
#include "propose/llm/studio-llm-prompt.h"
#include "propose/llm/studio-llm-schema.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A model that reads less than this gives nothing of use; from the usual 128k it is five halves. */
#define LEAST_ROOM 3000
#define MAX_SHRINKS 5
/* A model that could correct none of so many statements in a row is not asked for corrections any
 * more: each costs as much as the first. */
#define MAX_FRUITLESS 8

struct _StudioLlmProposer
{
  GObject parent_instance;

  StudioLlmClient *client; /* (owned) */
  StudioLlmPrompt *prompt; /* (owned) (nullable) of the database asked about last */
  guint context;
  char *company; /* (nullable) */
  char *source;
  GListModel *kpis;          /* (owned) (nullable) of StudioKpi */
  GHashTable *marks;         /* (owned) (nullable) of utf8 */
  StudioValueSource *values; /* (owned) (nullable) */
  GQueue held;               /* of GTask (owned) */
  gboolean holding;
  gboolean stopped; /* no request can succeed */
  guint fruitless;  /* requests for a correction in a row that gave none */
};

enum
{
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One table. */
typedef struct
{
  StudioDatabase *database; /* (owned) */
  StudioTable *table;       /* (owned) */
  StudioProposedFunc on_proposal;
  gpointer proposal_data;
  StudioLlmRequest *request; /* (owned) (nullable) the first one */
  GPtrArray *names;          /* (owned) of KPIs that came */
  guint room;                /* tokens that the first one was made for */
  guint shrunk;
  gboolean continued;
  gboolean repeated;
} Proposing;

static void proposer_iface_init (StudioProposerInterface *iface);
static void mender_iface_init (StudioMenderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StudioLlmProposer,
                               studio_llm_proposer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STUDIO_TYPE_PROPOSER, proposer_iface_init)
                                   G_IMPLEMENT_INTERFACE (STUDIO_TYPE_MENDER, mender_iface_init))

static void
proposing_free (gpointer data)
{
  Proposing *work = data;

  g_object_unref (work->database);
  g_object_unref (work->table);
  g_clear_pointer (&work->request, studio_llm_request_free);
  g_ptr_array_unref (work->names);
  g_free (work);
}

static void
studio_llm_proposer_dispose (GObject *object)
{
  StudioLlmProposer *self = STUDIO_LLM_PROPOSER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->kpis);
  g_clear_object (&self->values);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->prompt, studio_llm_prompt_free);
  g_clear_pointer (&self->company, g_free);
  g_clear_pointer (&self->source, g_free);
  G_OBJECT_CLASS (studio_llm_proposer_parent_class)->dispose (object);
}

static void
studio_llm_proposer_class_init (StudioLlmProposerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_llm_proposer_dispose;
  signals[ASKED] =
      g_signal_new ("asked", STUDIO_TYPE_LLM_PROPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, STUDIO_TYPE_DATABASE, STUDIO_TYPE_TABLE, G_TYPE_STRING);
}

static void
studio_llm_proposer_init (StudioLlmProposer *self)
{
  g_queue_init (&self->held);
}

StudioLlmProposer *
studio_llm_proposer_new (StudioLlmClient *client, guint context, const char *company)
{
  StudioLlmProposer *self = g_object_new (STUDIO_TYPE_LLM_PROPOSER, NULL);

  self->client = g_object_ref (client);
  self->context = context;
  self->company = g_strdup (company);
  self->source = g_strconcat (
      "llm:", studio_llm_endpoint_get_model (studio_llm_client_get_endpoint (client)), NULL);
  return self;
}

StudioLlmClient *
studio_llm_proposer_get_client (StudioLlmProposer *self)
{
  g_return_val_if_fail (STUDIO_IS_LLM_PROPOSER (self), NULL);
  return self->client;
}

void
studio_llm_proposer_set_kpis (StudioLlmProposer *self, GListModel *kpis)
{
  g_return_if_fail (STUDIO_IS_LLM_PROPOSER (self));
  g_set_object (&self->kpis, kpis);
}

void
studio_llm_proposer_set_marks (StudioLlmProposer *self, GHashTable *marks)
{
  g_return_if_fail (STUDIO_IS_LLM_PROPOSER (self));

  g_clear_pointer (&self->marks, g_hash_table_unref);
  if (marks != NULL)
    self->marks = g_hash_table_ref (marks);
}

void
studio_llm_proposer_set_values (StudioLlmProposer *self, StudioValueSource *values)
{
  g_return_if_fail (STUDIO_IS_LLM_PROPOSER (self));
  g_set_object (&self->values, values);
}

StudioValueSource *
studio_llm_proposer_get_values (StudioLlmProposer *self)
{
  g_return_val_if_fail (STUDIO_IS_LLM_PROPOSER (self), NULL);
  return self->values;
}

/* What all questions about a database share is written once. */
static StudioLlmPrompt *
get_prompt (StudioLlmProposer *self, StudioDatabase *database)
{
  guint learnt = studio_llm_client_get_memory (self->client)->context;

  if (self->prompt == NULL || studio_llm_prompt_get_database (self->prompt) != database)
    {
      g_clear_pointer (&self->prompt, studio_llm_prompt_free);
      self->prompt =
          studio_llm_prompt_new (studio_llm_client_get_endpoint (self->client), database,
                                 self->context > 0 && learnt > 0 ? MIN (self->context, learnt)
                                                                 : MAX (self->context, learnt),
                                 self->company);
      studio_llm_prompt_set_values (self->prompt, self->values);
    }
  return self->prompt;
}

/* Of the table; only those that the model made itself when @own. */
static GPtrArray *
find_kpis (StudioLlmProposer *self, StudioDatabase *database, StudioTable *table, gboolean own)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->kpis != NULL && i < g_list_model_get_n_items (self->kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (self->kpis, i);

      if (g_strcmp0 (studio_kpi_get_table (kpi), studio_table_get_name (table)) == 0 &&
          g_strcmp0 (studio_kpi_get_schema (kpi), studio_table_get_schema (table)) == 0 &&
          g_strcmp0 (studio_kpi_get_database (kpi), studio_database_get_name (database)) == 0 &&
          (!own || g_strcmp0 (studio_kpi_get_source (kpi), self->source) == 0))
        g_ptr_array_add (found, g_steal_pointer (&kpi));
    }
  return found;
}

/* The names of the columns whose values are told. */
static char *
list_allowed (StudioLlmProposer *self, StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);
  GString *names = g_string_new (NULL);

  for (guint i = 0; self->values != NULL && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (studio_value_source_is_allowed (self->values, table, field, NULL))
        g_string_append_printf (names, "%s,", studio_field_get_name (field));
    }
  return g_string_free (names, FALSE);
}

char *
studio_llm_proposer_get_mark (StudioLlmProposer *self, StudioDatabase *database, StudioTable *table)
{
  StudioLlmEndpoint *endpoint;
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;
  g_autofree char *allowed = NULL;

  g_return_val_if_fail (STUDIO_IS_LLM_PROPOSER (self), NULL);

  endpoint = studio_llm_client_get_endpoint (self->client);
  hash = studio_llm_schema_hash (database, table);
  allowed = list_allowed (self, table);
  text = g_strjoin (
      "\n", studio_database_get_name (database), hash, studio_llm_prompt_get_version (),
      studio_llm_endpoint_get_base_url (endpoint), studio_llm_endpoint_get_model (endpoint),
      self->company != NULL ? self->company : "", *allowed != '\0' ? allowed : NULL, NULL);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static gboolean
is_known (StudioLlmProposer *self, StudioDatabase *database, StudioTable *table)
{
  g_autofree char *mark = studio_llm_proposer_get_mark (self, database, table);

  return self->marks != NULL && g_hash_table_contains (self->marks, mark);
}

static const char *
get_source (StudioProposer *proposer)
{
  return STUDIO_LLM_PROPOSER (proposer)->source;
}

static void ask_first (GTask *task);
static void send_request (GTask *task, const StudioLlmRequest *request);

static void
take_items (GTask *task, StudioReply *reply)
{
  StudioLlmProposer *self = g_task_get_source_object (task);
  Proposing *work = g_task_get_task_data (task);

  for (guint i = 0; i < reply->items->len; i++)
    {
      const StudioReplyItem *item = g_ptr_array_index (reply->items, i);
      g_autoptr (StudioKpi) kpi = NULL;

      /* Going on, models like to say the last ones again. */
      if (g_ptr_array_find_with_equal_func (work->names, item->name, g_str_equal, NULL))
        continue;
      kpi = studio_llm_kpi_new (item, work->database, work->table, self->source);
      g_ptr_array_add (work->names, g_strdup (item->name));
      work->on_proposal (kpi, work->proposal_data);
    }
  for (guint i = 0; i < reply->dropped->len; i++)
    g_info ("%s: %s", studio_table_get_name (work->table),
            (const char *) g_ptr_array_index (reply->dropped, i));
}

static void
finish_table (GTask *task)
{
  StudioLlmProposer *self = g_task_get_source_object (task);
  Proposing *work = g_task_get_task_data (task);
  g_autofree char *mark = studio_llm_proposer_get_mark (self, work->database, work->table);

  g_signal_emit (self, signals[ASKED], 0, work->database, work->table, mark);
  g_task_return_boolean (task, TRUE);
}

static void
fail_table (GTask *task, GError *error)
{
  StudioLlmProposer *self = g_task_get_source_object (task);
  Proposing *work = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, error);
  else if (work->names->len > 0 && !studio_llm_error_is_final (error))
    {
      /* What came first is kept; that the rest did not come is no reason to lose it. */
      g_error_free (error);
      finish_table (task);
    }
  else if (self->stopped && studio_llm_error_is_final (error))
    {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      self->stopped = studio_llm_error_is_final (error);
      g_task_return_error (task, error);
    }
}

/*
 * Tells the model half as much when it says that it cannot read so much. Another table may have
 * met that meanwhile: then what that one learnt is tried.
 */
static gboolean
shrink (GTask *task, const GError *error)
{
  StudioLlmProposer *self = g_task_get_source_object (task);
  Proposing *work = g_task_get_task_data (task);
  guint now;

  if (!g_error_matches (error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_CONTEXT) ||
      work->names->len > 0 || work->shrunk >= MAX_SHRINKS)
    return FALSE;
  now = studio_llm_prompt_get_room (get_prompt (self, work->database));
  if (now >= work->room)
    {
      if (now / 2 < LEAST_ROOM)
        return FALSE;
      studio_llm_client_note_context (self->client, now / 2);
      g_clear_pointer (&self->prompt, studio_llm_prompt_free);
    }
  work->shrunk++;
  ask_first (task);
  return TRUE;
}

static char *
say_trouble (StudioReply *reply)
{
  if (reply->refusal != NULL)
    return g_strdup (reply->refusal);
  if (reply->dropped->len > 0)
    return g_strdup (g_ptr_array_index (reply->dropped, 0));
  return g_strdup (_ ("there is no KPI in it."));
}

static void
ask_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioLlmProposer *self = g_task_get_source_object (task);
  Proposing *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioLlmCompletion) completion =
      studio_llm_client_ask_finish (STUDIO_LLM_CLIENT (source), result, &error);
  g_autoptr (StudioReply) reply = NULL;
  g_autoptr (StudioLlmRequest) next = NULL;
  g_autofree char *trouble = NULL;

  if (completion == NULL)
    {
      if (shrink (task, error))
        g_error_free (error);
      else
        fail_table (task, error);
      return;
    }
  reply = studio_llm_completion_read (completion);
  take_items (task, reply);
  if (work->names->len == 0)
    trouble = say_trouble (reply);
  if (trouble != NULL && work->repeated)
    fail_table (task, g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BROKEN,
                                   _ ("No KPI could be read from the reply of “%s”: %s Try another "
                                      "model."),
                                   studio_llm_endpoint_get_model (
                                       studio_llm_client_get_endpoint (self->client)),
                                   trouble));
  else if (trouble != NULL || (reply->partial && !work->continued))
    {
      work->repeated |= trouble != NULL;
      work->continued |= trouble == NULL;
      next = studio_llm_prompt_follow_up (get_prompt (self, work->database), work->request,
                                          studio_llm_completion_get_text (completion), work->names,
                                          trouble);
      send_request (task, next);
    }
  else
    finish_table (task);
}

static void
send_request (GTask *task, const StudioLlmRequest *request)
{
  StudioLlmProposer *self = g_task_get_source_object (task);

  studio_llm_client_ask_async (self->client, request, g_task_get_cancellable (task), ask_cb,
                               g_object_ref (task));
}

static void
ask_first (GTask *task)
{
  StudioLlmProposer *self = g_task_get_source_object (task);
  Proposing *work = g_task_get_task_data (task);
  StudioLlmPrompt *prompt = get_prompt (self, work->database);
  g_autoptr (GPtrArray) existing = find_kpis (self, work->database, work->table, FALSE);

  g_clear_pointer (&work->request, studio_llm_request_free);
  work->request = studio_llm_prompt_propose (prompt, work->table, existing, NULL);
  work->room = studio_llm_prompt_get_room (prompt);
  send_request (task, work->request);
}

/* What the model said about the table as it is now is there already. */
static void
recall (GTask *task)
{
  StudioLlmProposer *self = g_task_get_source_object (task);
  Proposing *work = g_task_get_task_data (task);
  g_autoptr (GPtrArray) known = find_kpis (self, work->database, work->table, TRUE);

  for (guint i = 0; i < known->len; i++)
    work->on_proposal (g_ptr_array_index (known, i), work->proposal_data);
  g_task_return_boolean (task, TRUE);
}

static void
values_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (studio_value_source_load_finish (STUDIO_VALUE_SOURCE (source), result, &error))
    ask_first (task);
  else
    g_task_return_error (task, error);
}

static void
begin (GTask *task)
{
  StudioLlmProposer *self = g_task_get_source_object (task);
  Proposing *work = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (is_known (self, work->database, work->table))
    recall (task);
  else if (self->stopped)
    g_task_return_boolean (task, TRUE);
  else if (self->values != NULL)
    studio_value_source_load_async (self->values, work->table, g_task_get_cancellable (task),
                                    values_loaded_cb, g_object_ref (task));
  else
    ask_first (task);
}

void
studio_llm_proposer_hold (StudioLlmProposer *self)
{
  g_return_if_fail (STUDIO_IS_LLM_PROPOSER (self));
  self->holding = TRUE;
}

void
studio_llm_proposer_release (StudioLlmProposer *self)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_LLM_PROPOSER (self));

  self->holding = FALSE;
  while ((task = g_queue_pop_head (&self->held)) != NULL)
    {
      begin (task);
      g_object_unref (task);
    }
}

static void
propose_async (StudioProposer *proposer,
               StudioDatabase *database,
               StudioTable *table,
               GPtrArray *existing,
               StudioProposedFunc on_proposal,
               gpointer proposal_data,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  StudioLlmProposer *self = STUDIO_LLM_PROPOSER (proposer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Proposing *work = g_new0 (Proposing, 1);

  g_task_set_source_tag (task, propose_async);
  /* What was proposed before a cancellation stays proposed. */
  g_task_set_check_cancellable (task, FALSE);
  work->database = g_object_ref (database);
  work->table = g_object_ref (table);
  work->on_proposal = on_proposal;
  work->proposal_data = proposal_data;
  work->names = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, work, proposing_free);
  if (self->holding)
    g_queue_push_tail (&self->held, g_steal_pointer (&task));
  else
    begin (task);
}

static gboolean
propose_finish (StudioProposer *proposer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
proposer_iface_init (StudioProposerInterface *iface)
{
  iface->get_source = get_source;
  iface->propose_async = propose_async;
  iface->propose_finish = propose_finish;
}

static void
mend_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioLlmProposer *self = g_task_get_source_object (task);
  StudioKpi *kpi = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioLlmCompletion) completion =
      studio_llm_client_ask_finish (STUDIO_LLM_CLIENT (source), result, &error);
  g_autofree char *sql = NULL;

  if (completion == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sql = studio_llm_mending_read (studio_llm_completion_get_text (completion));
  if (sql != NULL && !studio_llm_mending_keeps_meaning (studio_kpi_get_sql (kpi), sql,
                                                        studio_kpi_get_error_class (kpi) ==
                                                            STUDIO_ERROR_CLASS_UNKNOWN_TABLE))
    {
      g_info ("“%s”: a correction was refused, because it means something else",
              studio_kpi_get_name (kpi));
      g_clear_pointer (&sql, g_free);
    }
  self->fruitless = sql != NULL ? 0 : self->fruitless + 1;
  g_task_return_pointer (task, g_steal_pointer (&sql), g_free);
}

static void
mend_async (StudioMender *mender,
            StudioKpi *kpi,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  StudioLlmProposer *self = STUDIO_LLM_PROPOSER (mender);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (StudioLlmRequest) request = NULL;
  g_auto (GStrv) read = NULL;
  g_autoptr (GStrvBuilder) tables = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_task_set_source_tag (task, mend_async);
  g_task_set_task_data (task, g_object_ref (kpi), g_object_unref);
  if (self->stopped || self->fruitless >= MAX_FRUITLESS || self->prompt == NULL ||
      !studio_llm_mending_is_worth_it (kpi) ||
      g_strcmp0 (studio_kpi_get_source (kpi), self->source) != 0)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  read = studio_llm_mending_find_tables (studio_kpi_get_sql (kpi));
  g_strv_builder_add (tables, studio_kpi_get_table (kpi));
  g_strv_builder_addv (tables, (const char **) read);
  all = g_strv_builder_end (tables);
  request =
      studio_llm_prompt_repair (self->prompt, studio_kpi_get_table (kpi), studio_kpi_get_sql (kpi),
                                studio_kpi_get_check_message (kpi), (const char *const *) all);
  request->kpi = g_strdup (studio_kpi_get_id (kpi));
  studio_llm_client_ask_async (self->client, request, cancellable, mend_cb, g_object_ref (task));
}

static char *
mend_finish (StudioMender *mender, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
mender_iface_init (StudioMenderInterface *iface)
{
  iface->mend_async = mend_async;
  iface->mend_finish = mend_finish;
}

/* Which columns the person named that are not told all the same, in sentences. */
static void
add_refused_values (StudioLlmProposer *self, StudioTable *table, char **left_out)
{
  GListModel *fields = studio_table_get_fields (table);

  for (guint i = 0; self->values != NULL && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      g_autofree char *before = NULL;
      g_autofree char *why = NULL;

      studio_value_source_is_allowed (self->values, table, field, &why);
      if (why == NULL)
        continue;
      before = *left_out;
      *left_out = before != NULL ? g_strconcat (before, " ", why, NULL) : g_strdup (why);
    }
}

StudioLlmPreview *
studio_llm_proposer_preview (StudioLlmProposer *self,
                             StudioDatabase *database,
                             StudioTable *table,
                             GPtrArray *more)
{
  StudioLlmPreview *preview = g_new0 (StudioLlmPreview, 1);
  StudioLlmEndpoint *endpoint = studio_llm_client_get_endpoint (self->client);
  StudioLlmMemory *memory = studio_llm_client_get_memory (self->client);
  StudioLlmPrompt *prompt = get_prompt (self, database);
  g_autoptr (GPtrArray) existing = find_kpis (self, database, table, FALSE);
  g_autoptr (StudioLlmRequest) request = NULL;

  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (existing, g_object_ref (g_ptr_array_index (more, i)));
  request = studio_llm_prompt_propose (prompt, table, existing, &preview->left_out);
  add_refused_values (self, table, &preview->left_out);
  preview->table = g_strdup (studio_table_get_name (table));
  preview->url =
      studio_llm_endpoint_get_url (endpoint, "/chat/completions", memory->without_version);
  preview->body = studio_llm_request_to_body (request, endpoint, memory);
  preview->known = is_known (self, database, table);
  preview->prompt = studio_llm_client_estimate (self->client, request);
  preview->completion = studio_llm_prompt_typical_completion (prompt);
  preview->cost = studio_llm_client_price (self->client, preview->prompt, preview->completion);
  return preview;
}
