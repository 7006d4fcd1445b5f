/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-client.h"

#include "core/studio-json.h"
#include "propose/llm/studio-llm-client-private.h"
#include "propose/llm/studio-llm-delay.h"
#include "propose/llm/studio-llm-exchange.h"
#include "propose/llm/studio-llm-gate.h"
#include "propose/llm/studio-llm-prices.h"
#include "propose/llm/studio-llm-text.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define SILENT_SECONDS 600
#define PAUSE_UNIT 1000
#define MAX_RETRIES 3
/* Each refusal teaches one thing, and there are no more things to learn. */
#define MAX_ADAPTATIONS 8
/* A server that wants to be left alone for longer is not waited for. */
#define MAX_WAIT_SECONDS 120.0
/* What a reply usually has, for the budget; the cap is several times that. */
#define TYPICAL_COMPLETION 4500
#define MAX_CAP_FACTOR 4

struct _StudioLlmClient
{
  GObject parent_instance;

  StudioLlmEndpoint *endpoint; /* (owned) */
  SoupSession *session;        /* (owned) */
  StudioLlmGate *gate;         /* (owned) */
  StudioLlmPrices *prices;     /* (owned) */
  StudioLlmMemory memory;
  StudioLlmTotals totals;
  guint concurrency;
  gint64 budget_tokens;
  double budget_dollars;
  gint64 reserved_tokens; /* of calls that are under way */
  double reserved_dollars;
  guint pause_unit;
};

enum
{
  CALLED,
  LEARNT,
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioLlmClient, studio_llm_client, G_TYPE_OBJECT)

/* One question with all its tries. */
typedef struct
{
  StudioLlmRequest *request; /* (owned) */
  char *body;                /* (owned) (nullable) */
  char *request_id;          /* (owned) (nullable) */
  guint retries;
  guint adaptations;
  gint64 sent; /* monotonic */
  gint64 reserved_tokens;
  double reserved_dollars;
  gboolean inside; /* the gate */
} Ask;

static void enter (GTask *task);

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  studio_llm_request_free (ask->request);
  g_free (ask->body);
  g_free (ask->request_id);
  g_free (ask);
}

static void
studio_llm_client_dispose (GObject *object)
{
  StudioLlmClient *self = STUDIO_LLM_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->gate);
  g_clear_pointer (&self->prices, studio_llm_prices_free);
  g_clear_pointer (&self->endpoint, studio_llm_endpoint_unref);
  G_OBJECT_CLASS (studio_llm_client_parent_class)->dispose (object);
}

static void
studio_llm_client_class_init (StudioLlmClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_llm_client_dispose;
  signals[CALLED] = g_signal_new ("called", STUDIO_TYPE_LLM_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[LEARNT] = g_signal_new ("learnt", STUDIO_TYPE_LLM_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[WAITING] = g_signal_new ("waiting", STUDIO_TYPE_LLM_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
studio_llm_client_init (StudioLlmClient *self)
{
  self->memory = (StudioLlmMemory) STUDIO_LLM_MEMORY_INIT;
  self->pause_unit = PAUSE_UNIT;
}

StudioLlmClient *
studio_llm_client_new (StudioLlmEndpoint *endpoint, guint concurrency)
{
  StudioLlmClient *self = g_object_new (STUDIO_TYPE_LLM_CLIENT, NULL);

  self->endpoint = studio_llm_endpoint_ref (endpoint);
  self->prices = studio_llm_prices_new (NULL);
  self->concurrency = concurrency;
  /* Where it pays, the first question goes ahead, so that the others find its beginning cached. */
  self->gate =
      studio_llm_gate_new (studio_llm_endpoint_get_preset (endpoint)->cache ? 1 : concurrency);
  self->session = soup_session_new_with_options (
      "user-agent", "kpi-studio/" STUDIO_VERSION, "max-conns-per-host", (int) concurrency + 2,
      "max-conns", (int) concurrency + 4, "timeout", SILENT_SECONDS, NULL);
  return self;
}

StudioLlmEndpoint *
studio_llm_client_get_endpoint (StudioLlmClient *self)
{
  g_return_val_if_fail (STUDIO_IS_LLM_CLIENT (self), NULL);
  return self->endpoint;
}

StudioLlmMemory *
studio_llm_client_get_memory (StudioLlmClient *self)
{
  g_return_val_if_fail (STUDIO_IS_LLM_CLIENT (self), NULL);
  return &self->memory;
}

SoupSession *
_studio_llm_client_get_session (StudioLlmClient *self)
{
  return self->session;
}

void
studio_llm_client_set_budget (StudioLlmClient *self, gint64 tokens, double dollars)
{
  g_return_if_fail (STUDIO_IS_LLM_CLIENT (self));

  self->budget_tokens = tokens;
  self->budget_dollars = dollars;
}

void
studio_llm_client_note_context (StudioLlmClient *self, guint tokens)
{
  g_return_if_fail (STUDIO_IS_LLM_CLIENT (self));

  self->memory.context = tokens;
  g_signal_emit (self, signals[LEARNT], 0);
}

void
studio_llm_client_set_patience (StudioLlmClient *self, guint silent_seconds, guint pause_unit)
{
  g_return_if_fail (STUDIO_IS_LLM_CLIENT (self));

  soup_session_set_timeout (self->session, silent_seconds);
  self->pause_unit = pause_unit;
}

const StudioLlmTotals *
studio_llm_client_get_totals (StudioLlmClient *self)
{
  g_return_val_if_fail (STUDIO_IS_LLM_CLIENT (self), NULL);
  return &self->totals;
}

gint64
studio_llm_client_estimate (StudioLlmClient *self, const StudioLlmRequest *request)
{
  g_return_val_if_fail (STUDIO_IS_LLM_CLIENT (self), 0);
  return llround (studio_llm_request_estimate (request, self->endpoint) * self->memory.ratio);
}

double
studio_llm_client_price (StudioLlmClient *self, gint64 prompt, gint64 completion)
{
  StudioLlmUsage usage = { .prompt = prompt, .completion = completion, .cost = NAN };

  g_return_val_if_fail (STUDIO_IS_LLM_CLIENT (self), NAN);
  return studio_llm_price_of (studio_llm_prices_find (self->prices, self->endpoint), &usage);
}

const char *
studio_llm_client_get_price_date (StudioLlmClient *self)
{
  const StudioLlmPrice *price;

  g_return_val_if_fail (STUDIO_IS_LLM_CLIENT (self), NULL);
  price = studio_llm_prices_find (self->prices, self->endpoint);
  return price != NULL ? price->as_of : NULL;
}

/* Ends the question: with @completion or @error (transfer full), and takes the caller's reference
 * to @task. */
static void
end (GTask *task, StudioLlmCompletion *completion, GError *error)
{
  StudioLlmClient *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);

  self->reserved_tokens -= ask->reserved_tokens;
  self->reserved_dollars -= ask->reserved_dollars;
  if (ask->inside)
    studio_llm_gate_leave (self->gate);
  studio_llm_gate_set_width (self->gate, self->concurrency);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, completion, (GDestroyNotify) studio_llm_completion_free);
  g_object_unref (task);
}

static void
leave_and_enter (GTask *task)
{
  StudioLlmClient *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);

  ask->inside = FALSE;
  studio_llm_gate_leave (self->gate);
  enter (task);
}

/*
 * Puts the question at the end of the queue, behind a pause. Returns: whether it is worth another
 * try.
 */
static gboolean
try_later (GTask *task, double delay)
{
  StudioLlmClient *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);
  guint milliseconds;

  if (ask->retries >= MAX_RETRIES || delay > MAX_WAIT_SECONDS)
    return FALSE;
  ask->retries++;
  if (delay < 0)
    delay = studio_llm_delay_back_off (ask->retries);
  milliseconds = ceil (delay * self->pause_unit);
  studio_llm_gate_pause (self->gate, milliseconds);
  g_signal_emit (self, signals[WAITING], 0, (milliseconds + 999) / 1000);
  leave_and_enter (task);
  return TRUE;
}

/* Returns: whether the question was sent again in another form. */
static gboolean
adapt (GTask *task, const StudioLlmFailure *failure)
{
  StudioLlmClient *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);
  g_autofree char *body = NULL;
  gboolean changed;

  if (ask->adaptations >= MAX_ADAPTATIONS)
    return FALSE;
  ask->adaptations++;
  /* Another question may have learnt the same meanwhile. */
  body = studio_llm_request_to_body (ask->request, self->endpoint, &self->memory);
  changed = failure->key != STUDIO_LLM_KEY_NONE && strcmp (body, ask->body) != 0;
  if (!changed && failure->error == STUDIO_LLM_ERROR_ADDRESS &&
      studio_llm_endpoint_added_version (self->endpoint) && !self->memory.without_version)
    changed = self->memory.without_version = TRUE;
  if (!changed)
    changed = studio_llm_memory_adapt (&self->memory, failure);
  if (!changed)
    return FALSE;
  g_debug ("%s refused the form of the request (%s); trying another",
           studio_llm_endpoint_get_host (self->endpoint), failure->message);
  g_signal_emit (self, signals[LEARNT], 0);
  leave_and_enter (task);
  return TRUE;
}

static void
complete_usage (StudioLlmClient *self, Ask *ask, StudioLlmCompletion *completion)
{
  StudioLlmUsage *usage = studio_llm_completion_get_usage (completion);
  double estimated = studio_llm_request_estimate (ask->request, self->endpoint);

  if (usage->estimated)
    {
      usage->prompt = llround (estimated * self->memory.ratio);
      usage->completion = ceil (
          studio_llm_text_estimate_tokens (studio_llm_completion_get_text (completion), FALSE));
      return;
    }
  studio_llm_memory_calibrate (&self->memory, estimated, usage->prompt);
  g_signal_emit (self, signals[LEARNT], 0);
}

static void
book (StudioLlmClient *self, Ask *ask, StudioLlmCompletion *completion, const GError *error)
{
  StudioLlmUsage nothing = STUDIO_LLM_USAGE_INIT;
  const StudioLlmUsage *usage =
      completion != NULL ? studio_llm_completion_get_usage (completion) : &nothing;
  StudioLlmCall call = {
    .request = ask->request,
    .body = ask->body,
    .reply = completion != NULL ? studio_llm_completion_get_text (completion) : NULL,
    .usage = usage,
    .cost = completion != NULL
                ? studio_llm_price_of (studio_llm_prices_find (self->prices, self->endpoint), usage)
                : 0,
    .milliseconds = (g_get_monotonic_time () - ask->sent) / 1000,
    .request_id = ask->request_id,
    .error = error,
  };

  self->totals.calls++;
  self->totals.prompt += usage->prompt;
  self->totals.completion += usage->completion;
  if (isnan (call.cost))
    self->totals.unpriced++;
  else
    self->totals.cost += call.cost;
  g_signal_emit (self, signals[CALLED], 0, &call);
}

static void
give_up (GTask *task, GError *error)
{
  book (g_task_get_source_object (task), g_task_get_task_data (task), NULL, error);
  end (task, NULL, error);
}

static void
take_failure (GTask *task, const StudioLlmReply *reply)
{
  StudioLlmClient *self = g_task_get_source_object (task);
  const StudioLlmFailure *failure = reply->failure;
  gboolean again = failure->retry;

  if (reply->should_retry != NULL && failure->error != STUDIO_LLM_ERROR_QUOTA)
    again = strcmp (reply->should_retry, "true") == 0;
  if (again && try_later (task, reply->delay))
    return;
  if (adapt (task, failure))
    return;
  give_up (task,
           studio_llm_failure_to_error (failure, studio_llm_endpoint_get_host (self->endpoint),
                                        studio_llm_endpoint_get_model (self->endpoint)));
}

/* The model wrote something that the server refused to hand on as JSON (Groq). */
static StudioLlmCompletion *
salvage (const StudioLlmFailure *failure)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  StudioLlmCompletion *completion;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "message");
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "content", failure->salvage);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = studio_json_to_text (root, FALSE);
  completion = studio_llm_completion_new ();
  studio_llm_completion_feed (completion, text, strlen (text));
  studio_llm_completion_end (completion);
  return completion;
}

/* Takes @completion. */
static void
take_completion (GTask *task, StudioLlmCompletion *completion)
{
  StudioLlmClient *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);
  GError *error =
      studio_llm_completion_judge (completion, studio_llm_endpoint_get_host (self->endpoint),
                                   studio_llm_endpoint_get_model (self->endpoint));

  complete_usage (self, ask, completion);
  book (self, ask, completion, error);
  if (g_error_matches (error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_NO_ROOM) &&
      self->memory.cap_factor < MAX_CAP_FACTOR && ask->adaptations++ < MAX_ADAPTATIONS)
    {
      self->memory.cap_factor *= 2;
      g_signal_emit (self, signals[LEARNT], 0);
      g_error_free (error);
      studio_llm_completion_free (completion);
      leave_and_enter (task);
      return;
    }
  if (error != NULL)
    g_clear_pointer (&completion, studio_llm_completion_free);
  end (task, completion, error);
}

static void
take_reply (GTask *task, StudioLlmReply *reply)
{
  const StudioLlmFailure *inner;

  if (reply->completion == NULL)
    {
      if (reply->failure->salvage != NULL && *reply->failure->salvage != '\0')
        take_completion (task, salvage (reply->failure));
      else
        take_failure (task, reply);
      return;
    }
  inner = studio_llm_completion_get_failure (reply->completion);
  if (!studio_llm_completion_has_begun (reply->completion))
    {
      if (inner != NULL && inner->retry && try_later (task, reply->delay))
        return;
      if (inner != NULL && adapt (task, inner))
        return;
      if (reply->lost != NULL && try_later (task, -1))
        return;
    }
  take_completion (task, g_steal_pointer (&reply->completion));
}

static void
exchange_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Ask *ask = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioLlmReply) reply = studio_llm_exchange_finish (result, &error);

  if (reply != NULL)
    {
      g_free (ask->request_id);
      ask->request_id = g_strdup (reply->request_id);
      take_reply (task, reply);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (task, NULL, error);
  else if (g_error_matches (error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_SERVER) &&
           try_later (task, -1))
    g_error_free (error);
  else
    give_up (task, error);
}

static GError *
refuse_budget (StudioLlmClient *self, gint64 tokens, double dollars)
{
  gint64 used = self->totals.prompt + self->totals.completion;
  g_autofree char *amount = g_strdup_printf ("%.4f", self->totals.cost);
  g_autofree char *spent = g_strdup_printf ("%" G_GINT64_FORMAT, used);
  g_autofree char *budget = g_strdup_printf ("%" G_GINT64_FORMAT, self->budget_tokens);

  if (self->budget_tokens > 0 && used + self->reserved_tokens + tokens > self->budget_tokens)
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BUDGET,
                        _ ("The budget of %s tokens does not cover another request; %s are used. "
                           "Raise it to go on."),
                        budget, spent);
  if (self->budget_dollars > 0 && isnan (dollars))
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BUDGET,
                        _ ("The price of “%s” is not known, so a budget in money cannot be kept. "
                           "Add it to llm-prices.csv, or set a budget in tokens."),
                        studio_llm_endpoint_get_model (self->endpoint));
  if (self->budget_dollars > 0 &&
      self->totals.cost + self->reserved_dollars + dollars > self->budget_dollars)
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BUDGET,
                        _ ("The budget of %.2f US dollars does not cover another request; %s are "
                           "used. Raise it to go on."),
                        self->budget_dollars, amount);
  return NULL;
}

/* Returns: whether the budget covers the call, which is then set aside. */
static gboolean
reserve (GTask *task, GError **error)
{
  StudioLlmClient *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);
  gint64 prompt = studio_llm_client_estimate (self, ask->request);
  gint64 completion = MIN (ask->request->cap, TYPICAL_COMPLETION);
  double dollars = studio_llm_client_price (self, prompt, completion);
  GError *refusal;

  self->reserved_tokens -= ask->reserved_tokens;
  self->reserved_dollars -= ask->reserved_dollars;
  ask->reserved_tokens = 0;
  ask->reserved_dollars = 0;
  refusal = refuse_budget (self, prompt + completion, dollars);
  if (refusal != NULL)
    {
      g_propagate_error (error, refusal);
      return FALSE;
    }
  ask->reserved_tokens = prompt + completion;
  ask->reserved_dollars = isnan (dollars) ? 0 : dollars;
  self->reserved_tokens += ask->reserved_tokens;
  self->reserved_dollars += ask->reserved_dollars;
  return TRUE;
}

static void
enter_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioLlmClient *self = g_task_get_source_object (task);
  Ask *ask = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *url = NULL;

  ask->inside = studio_llm_gate_enter_finish (STUDIO_LLM_GATE (source), result, &error);
  if (!ask->inside ||
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error) ||
      !reserve (task, &error))
    {
      end (task, NULL, error);
      return;
    }
  g_free (ask->body);
  ask->body = studio_llm_request_to_body (ask->request, self->endpoint, &self->memory);
  ask->sent = g_get_monotonic_time ();
  url = studio_llm_endpoint_get_url (self->endpoint, "/chat/completions",
                                     self->memory.without_version);
  studio_llm_exchange_async (self->session, self->endpoint, url, ask->body,
                             g_task_get_cancellable (task), exchange_cb, task);
}

/* Takes the caller's reference to @task. */
static void
enter (GTask *task)
{
  StudioLlmClient *self = g_task_get_source_object (task);

  studio_llm_gate_enter_async (self->gate, g_task_get_cancellable (task), enter_cb, task);
}

void
studio_llm_client_ask_async (StudioLlmClient *self,
                             const StudioLlmRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Ask *ask;

  g_return_if_fail (STUDIO_IS_LLM_CLIENT (self) && request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_llm_client_ask_async);
  ask = g_new0 (Ask, 1);
  ask->request = studio_llm_request_copy (request);
  g_task_set_task_data (task, ask, ask_free);
  enter (task);
}

StudioLlmCompletion *
studio_llm_client_ask_finish (StudioLlmClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
