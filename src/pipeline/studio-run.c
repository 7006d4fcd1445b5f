/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-run.h"

#include "pipeline/studio-run-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (StudioStage,
                    studio_stage,
                    G_DEFINE_ENUM_VALUE (STUDIO_STAGE_DISCOVER, "discover"),
                    G_DEFINE_ENUM_VALUE (STUDIO_STAGE_PROPOSE, "propose"),
                    G_DEFINE_ENUM_VALUE (STUDIO_STAGE_CHECK, "check"),
                    G_DEFINE_ENUM_VALUE (STUDIO_STAGE_ASSESS, "assess"))

G_DEFINE_ENUM_TYPE (StudioRunState,
                    studio_run_state,
                    G_DEFINE_ENUM_VALUE (STUDIO_RUN_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (STUDIO_RUN_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (STUDIO_RUN_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (STUDIO_RUN_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (STUDIO_RUN_CANCELLED, "cancelled"))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_FRACTION,
  PROP_TABLES_TOTAL,
  PROP_TABLES_DONE,
  PROP_PROPOSED,
  PROP_CHECKED,
  PROP_VALID,
  PROP_REPAIRED,
  PROP_INVALID,
  PROP_FILTERED,
  PROP_DUPLICATES,
  PROP_MESSAGE,
  PROP_PROMPT_TOKENS,
  PROP_COMPLETION_TOKENS,
  PROP_COST,
  PROP_ELAPSED,
  PROP_REMAINING,
  PROP_ERROR_MESSAGE,
  N_PROPS
};

#define FIRST_COUNT PROP_TABLES_TOTAL
#define N_COUNTS (PROP_DUPLICATES - FIRST_COUNT + 1)

enum
{
  PROGRESSED,
  FINISHED,
  N_SIGNALS
};

struct _StudioRun
{
  GObject parent_instance;

  StudioRunState state;
  guint counts[N_COUNTS];
  guint discovered; /* tables whose fields are there */
  gint64 prompt_tokens;
  gint64 completion_tokens;
  double cost;
  char *message;             /* (nullable) */
  GError *error;             /* (owned) (nullable) */
  GPtrArray *problems;       /* (owned) of StudioRunProblem */
  GPtrArray *kpis;           /* (owned) of StudioKpi */
  GCancellable *cancellable; /* (owned) */
  gint64 started;            /* monotonic, microseconds */
  gint64 ended;              /* likewise, 0 while running */
  guint tick;                /* source that notifies elapsed and remaining */
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioRun, studio_run, G_TYPE_OBJECT)

static guint
get_count (StudioRun *self, guint property)
{
  return self->counts[property - FIRST_COUNT];
}

static void
add_count (StudioRun *self, guint property)
{
  self->counts[property - FIRST_COUNT]++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
studio_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioRun *self = STUDIO_RUN (object);

  if (id >= FIRST_COUNT && id < FIRST_COUNT + N_COUNTS)
    g_value_set_uint (value, get_count (self, id));
  else if (id == PROP_STATE)
    g_value_set_enum (value, self->state);
  else if (id == PROP_FRACTION)
    g_value_set_double (value, studio_run_get_fraction (self));
  else if (id == PROP_MESSAGE)
    g_value_set_string (value, self->message);
  else if (id == PROP_PROMPT_TOKENS)
    g_value_set_int64 (value, self->prompt_tokens);
  else if (id == PROP_COMPLETION_TOKENS)
    g_value_set_int64 (value, self->completion_tokens);
  else if (id == PROP_COST)
    g_value_set_double (value, self->cost);
  else if (id == PROP_ELAPSED)
    g_value_set_double (value, studio_run_get_elapsed (self));
  else if (id == PROP_REMAINING)
    g_value_set_double (value, studio_run_get_remaining (self));
  else if (id == PROP_ERROR_MESSAGE)
    g_value_set_string (value, self->error != NULL ? self->error->message : NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_run_finalize (GObject *object)
{
  StudioRun *self = STUDIO_RUN (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_free (self->message);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->kpis);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (studio_run_parent_class)->finalize (object);
}

static void
studio_run_class_init (StudioRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  static const char *const counts[N_COUNTS] = {
    "tables-total", "tables-done", "proposed", "checked",    "valid",
    "repaired",     "invalid",     "filtered", "duplicates",
  };

  object_class->get_property = studio_run_get_property;
  object_class->finalize = studio_run_finalize;
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, STUDIO_TYPE_RUN_STATE, STUDIO_RUN_RUNNING, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  for (guint i = 0; i < N_COUNTS; i++)
    properties[FIRST_COUNT + i] = g_param_spec_uint (counts[i], NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_PROMPT_TOKENS] =
      g_param_spec_int64 ("prompt-tokens", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_COMPLETION_TOKENS] =
      g_param_spec_int64 ("completion-tokens", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_COST] = g_param_spec_double ("cost", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_ELAPSED] = g_param_spec_double ("elapsed", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_REMAINING] =
      g_param_spec_double ("remaining", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PROGRESSED] =
      g_signal_new ("progressed", STUDIO_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, STUDIO_TYPE_STAGE, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
  signals[FINISHED] = g_signal_new ("finished", STUDIO_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  StudioRun *self = user_data;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ELAPSED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMAINING]);
  return G_SOURCE_CONTINUE;
}

static void
studio_run_init (StudioRun *self)
{
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_run_problem_free);
  self->kpis = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
  self->tick = g_timeout_add (500, tick_cb, self);
}

StudioRun *
studio_run_new (guint tables_total)
{
  StudioRun *self = g_object_new (STUDIO_TYPE_RUN, NULL);

  self->counts[PROP_TABLES_TOTAL - FIRST_COUNT] = tables_total;
  return self;
}

#define DEFINE_COUNT(name, NAME)                    \
  guint studio_run_get_##name (StudioRun *self)     \
  {                                                 \
    g_return_val_if_fail (STUDIO_IS_RUN (self), 0); \
    return get_count (self, PROP_##NAME);           \
  }

DEFINE_COUNT (tables_total, TABLES_TOTAL)
DEFINE_COUNT (tables_done, TABLES_DONE)
DEFINE_COUNT (proposed, PROPOSED)
DEFINE_COUNT (checked, CHECKED)
DEFINE_COUNT (valid, VALID)
DEFINE_COUNT (repaired, REPAIRED)
DEFINE_COUNT (invalid, INVALID)
DEFINE_COUNT (filtered, FILTERED)
DEFINE_COUNT (duplicates, DUPLICATES)

StudioRunState
studio_run_get_state (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), STUDIO_RUN_FAILED);
  return self->state;
}

/*
 * Reading the tables is the first tenth, the rest goes to what was checked of what is there and to
 * be expected from the tables not yet proposed for.
 */
double
studio_run_get_fraction (StudioRun *self)
{
  guint total, proposed, checked;
  double tables, kpis;

  g_return_val_if_fail (STUDIO_IS_RUN (self), 0);

  if (self->state == STUDIO_RUN_DONE)
    return 1;
  total = MAX (1, get_count (self, PROP_TABLES_TOTAL));
  proposed = get_count (self, PROP_PROPOSED);
  checked = get_count (self, PROP_CHECKED);
  tables = (double) get_count (self, PROP_TABLES_DONE) / total;
  kpis = proposed > 0 ? (double) checked / proposed : 0;
  return CLAMP (0.1 * self->discovered / total + 0.45 * tables +
                    0.45 * kpis * MAX (tables, 1.0 / total),
                0, 1);
}

gint64
studio_run_get_prompt_tokens (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), 0);
  return self->prompt_tokens;
}

gint64
studio_run_get_completion_tokens (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), 0);
  return self->completion_tokens;
}

double
studio_run_get_cost (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), 0);
  return self->cost;
}

void
studio_run_count_model (StudioRun *self, gint64 prompt, gint64 completion, double cost)
{
  self->prompt_tokens = prompt;
  self->completion_tokens = completion;
  self->cost = cost;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROMPT_TOKENS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETION_TOKENS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COST]);
}

double
studio_run_get_elapsed (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), 0);
  return ((self->ended > 0 ? self->ended : g_get_monotonic_time ()) - self->started) / 1e6;
}

double
studio_run_get_remaining (StudioRun *self)
{
  double fraction = studio_run_get_fraction (self);

  if (self->ended > 0)
    return 0;
  return fraction > 0.05 ? studio_run_get_elapsed (self) * (1 - fraction) / fraction : -1;
}

const char *
studio_run_get_message (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), NULL);
  return self->message;
}

const GError *
studio_run_get_error (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), NULL);
  return self->error;
}

GPtrArray *
studio_run_get_problems (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), NULL);
  return self->problems;
}

GPtrArray *
studio_run_get_kpis (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), NULL);
  return self->kpis;
}

gboolean
studio_run_is_over (StudioRun *self)
{
  g_return_val_if_fail (STUDIO_IS_RUN (self), TRUE);
  return self->state != STUDIO_RUN_RUNNING && self->state != STUDIO_RUN_PAUSED;
}

void
studio_run_cancel (StudioRun *self)
{
  g_return_if_fail (STUDIO_IS_RUN (self));

  g_cancellable_cancel (self->cancellable);
}

static void
set_state (StudioRun *self, StudioRunState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
studio_run_set_paused (StudioRun *self, gboolean paused)
{
  g_return_if_fail (STUDIO_IS_RUN (self));

  if (!studio_run_is_over (self))
    set_state (self, paused ? STUDIO_RUN_PAUSED : STUDIO_RUN_RUNNING);
}

GCancellable *
studio_run_get_cancellable (StudioRun *self)
{
  return self->cancellable;
}

void
studio_run_count_proposed (StudioRun *self, StudioKpi *kpi)
{
  g_ptr_array_add (self->kpis, g_object_ref (kpi));
  add_count (self, PROP_PROPOSED);
}

void
studio_run_count_checked (StudioRun *self, StudioKpi *kpi, int threshold)
{
  StudioCheckState state = studio_kpi_get_check_state (kpi);

  if (state == STUDIO_CHECK_VALID)
    add_count (self, PROP_VALID);
  else if (state == STUDIO_CHECK_REPAIRED)
    add_count (self, PROP_REPAIRED);
  else if (state == STUDIO_CHECK_INVALID)
    add_count (self, PROP_INVALID);
  if (studio_kpi_is_valid (kpi) && studio_kpi_get_duplicate_of (kpi) != NULL)
    add_count (self, PROP_DUPLICATES);
  if (studio_kpi_is_valid (kpi) && studio_kpi_get_score (kpi) < threshold)
    add_count (self, PROP_FILTERED);
  add_count (self, PROP_CHECKED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

void
studio_run_count_displaced (StudioRun *self, StudioKpi *kpi, int score, int threshold)
{
  add_count (self, PROP_DUPLICATES);
  if (score >= threshold && studio_kpi_get_score (kpi) < threshold)
    add_count (self, PROP_FILTERED);
}

void
studio_run_table_done (StudioRun *self)
{
  add_count (self, PROP_TABLES_DONE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static char *
describe (StudioStage stage, const char *table)
{
  switch (stage)
    {
    case STUDIO_STAGE_DISCOVER:
      return table != NULL ? g_strdup_printf (_ ("Reading %s…"), table)
                           : g_strdup (_ ("Reading tables…"));
    case STUDIO_STAGE_PROPOSE:
      return g_strdup_printf (_ ("Proposing KPIs for %s…"), table);
    case STUDIO_STAGE_CHECK:
      return g_strdup_printf (_ ("Checking KPIs of %s…"), table);
    case STUDIO_STAGE_ASSESS:
      return g_strdup_printf (_ ("Assessing KPIs of %s…"), table);
    default:
      return NULL;
    }
}

void
studio_run_progress (StudioRun *self, StudioStage stage, const char *table, guint done, guint total)
{
  g_free (self->message);
  self->message = describe (stage, table);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (stage == STUDIO_STAGE_DISCOVER)
    {
      self->discovered = done;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
  g_signal_emit (self, signals[PROGRESSED], 0, stage, table, done, total);
}

void
studio_run_add_problem (StudioRun *self,
                        const char *table,
                        StudioStage stage,
                        StudioErrorClass error_class,
                        const char *message)
{
  g_ptr_array_add (self->problems, studio_run_problem_new (table, stage, error_class, message));
}

void
studio_run_finish (StudioRun *self, StudioRunState state, GError *error)
{
  g_return_if_fail (!studio_run_is_over (self));

  self->error = error;
  self->ended = g_get_monotonic_time ();
  g_clear_handle_id (&self->tick, g_source_remove);
  if (error != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
  set_state (self, state);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  g_signal_emit (self, signals[FINISHED], 0);
}
