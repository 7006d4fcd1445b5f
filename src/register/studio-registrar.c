/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-registrar.h"

#include "register/studio-builder-prover.h"
#include "register/studio-registrar-private.h"
#include "register/studio-registration-plan-private.h"

#include <string.h>

/* So long after a write was noted it is not carried out any more, when whoever sent it is gone. */
#define SETTLED_AFTER 1.0

struct _StudioRegistrar
{
  GObject parent_instance;

  StudioMetabaseClient *client;       /* (owned) */
  StudioWorkspace *workspace;         /* (owned) (nullable) */
  char *server;                       /* (nullable) */
  StudioQuestionCatalogue *catalogue; /* (owned) */
  GListModel *databases;              /* (owned) (nullable) */
  GHashTable *currencies;             /* (owned) id of a database → ISO code */
  GHashTable *insisted;               /* (owned) ids of KPIs */
  char *collection_name;
  gboolean recreate;
  StudioNativeForm native_form;
};

enum
{
  PROP_0,
  PROP_COLLECTION_NAME,
  PROP_RECREATE,
  PROP_NATIVE_FORM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (StudioNativeForm,
                    studio_native_form,
                    G_DEFINE_ENUM_VALUE (STUDIO_NATIVE_FORM_SQL, "sql"),
                    G_DEFINE_ENUM_VALUE (STUDIO_NATIVE_FORM_BUILDER, "builder"),
                    G_DEFINE_ENUM_VALUE (STUDIO_NATIVE_FORM_METRIC, "metric"))

G_DEFINE_FINAL_TYPE (StudioRegistrar, studio_registrar, G_TYPE_OBJECT)

static void
studio_registrar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioRegistrar *self = STUDIO_REGISTRAR (object);

  if (id == PROP_COLLECTION_NAME)
    g_value_set_string (value, self->collection_name);
  else if (id == PROP_RECREATE)
    g_value_set_boolean (value, self->recreate);
  else if (id == PROP_NATIVE_FORM)
    g_value_set_enum (value, self->native_form);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_registrar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StudioRegistrar *self = STUDIO_REGISTRAR (object);

  if (id == PROP_COLLECTION_NAME)
    {
      g_free (self->collection_name);
      self->collection_name = g_value_dup_string (value);
    }
  else if (id == PROP_RECREATE)
    self->recreate = g_value_get_boolean (value);
  else if (id == PROP_NATIVE_FORM)
    self->native_form = g_value_get_enum (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_registrar_dispose (GObject *object)
{
  StudioRegistrar *self = STUDIO_REGISTRAR (object);

  g_clear_object (&self->client);
  g_clear_object (&self->workspace);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->databases);
  g_clear_pointer (&self->insisted, g_hash_table_unref);
  g_clear_pointer (&self->currencies, g_hash_table_unref);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->collection_name, g_free);
  G_OBJECT_CLASS (studio_registrar_parent_class)->dispose (object);
}

static void
studio_registrar_class_init (StudioRegistrarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  object_class->get_property = studio_registrar_get_property;
  object_class->set_property = studio_registrar_set_property;
  object_class->dispose = studio_registrar_dispose;
  properties[PROP_COLLECTION_NAME] =
      g_param_spec_string ("collection-name", NULL, NULL, "KPI Studio", flags);
  properties[PROP_RECREATE] = g_param_spec_boolean ("recreate", NULL, NULL, FALSE, flags);
  properties[PROP_NATIVE_FORM] = g_param_spec_enum (
      "native-form", NULL, NULL, STUDIO_TYPE_NATIVE_FORM, STUDIO_NATIVE_FORM_SQL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PROGRESS] = g_signal_new ("progress", STUDIO_TYPE_REGISTRAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
studio_registrar_init (StudioRegistrar *self)
{
  self->currencies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->insisted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

StudioRegistrar *
studio_registrar_new (StudioMetabaseClient *client)
{
  StudioRegistrar *self = g_object_new (STUDIO_TYPE_REGISTRAR, NULL);

  self->client = g_object_ref (client);
  self->catalogue = studio_question_catalogue_new (client);
  return self;
}

void
studio_registrar_set_workspace (StudioRegistrar *self,
                                StudioWorkspace *workspace,
                                const char *server)
{
  g_return_if_fail (STUDIO_IS_REGISTRAR (self));

  g_set_object (&self->workspace, workspace);
  g_free (self->server);
  self->server = g_strdup (server);
}

void
studio_registrar_set_catalogue (StudioRegistrar *self, StudioQuestionCatalogue *catalogue)
{
  g_return_if_fail (STUDIO_IS_REGISTRAR (self));
  g_set_object (&self->catalogue, catalogue);
}

void
studio_registrar_set_databases (StudioRegistrar *self, GListModel *databases)
{
  g_return_if_fail (STUDIO_IS_REGISTRAR (self));
  g_set_object (&self->databases, databases);
}

void
studio_registrar_set_currency (StudioRegistrar *self, gint64 database_id, const char *currency)
{
  g_return_if_fail (STUDIO_IS_REGISTRAR (self));

  if (currency != NULL)
    g_hash_table_replace (self->currencies, g_memdup2 (&database_id, sizeof database_id),
                          g_ascii_strup (currency, -1));
  else
    g_hash_table_remove (self->currencies, &database_id);
}

void
studio_registrar_insist (StudioRegistrar *self, const char *kpi_id)
{
  g_return_if_fail (STUDIO_IS_REGISTRAR (self));
  g_hash_table_add (self->insisted, g_strdup (kpi_id));
}

StudioWriteContext *
_studio_registrar_new_context (StudioRegistrar *self)
{
  return studio_write_context_new (self->client, self->workspace, self->server);
}

void
_studio_registrar_report_progress (StudioRegistrar *self, guint done, guint total)
{
  g_signal_emit (self, signals[PROGRESS], 0, done, total);
}

/* One look at the instance. */
typedef struct
{
  GPtrArray *kpis;                  /* (owned) of StudioKpi */
  GPtrArray *intents;               /* (owned) (nullable) of StudioIntent, those that are open */
  StudioRegistrationSurvey *survey; /* (owned) (nullable) */
  GHashTable *queries;              /* (owned) (nullable) see StudioPlannerOptions */
  GHashTable *reasons;              /* (owned) (nullable) */
  gboolean waited;
  guint wait; /* source */
} Look;

static void survey (GTask *task);

static void
look_free (Look *look)
{
  g_clear_handle_id (&look->wait, g_source_remove);
  g_ptr_array_unref (look->kpis);
  g_clear_pointer (&look->intents, g_ptr_array_unref);
  g_clear_pointer (&look->queries, g_hash_table_unref);
  g_clear_pointer (&look->reasons, g_hash_table_unref);
  g_clear_pointer (&look->survey, studio_registration_survey_unref);
  g_free (look);
}

static gint64
find_card (Look *look, const StudioIntent *intent)
{
  g_autoptr (GPtrArray) questions = studio_question_catalogue_list (look->survey->catalogue);

  for (guint i = 0; i < questions->len; i++)
    {
      const StudioQuestion *question = g_ptr_array_index (questions, i);

      if (question->marker != NULL && g_strcmp0 (question->marker->kpi_id, intent->kpi_id) == 0)
        return question->card->id;
    }
  return 0;
}

static gboolean
concerns_us (Look *look, const StudioIntent *intent)
{
  for (guint i = 0; i < look->kpis->len; i++)
    if (g_strcmp0 (studio_kpi_get_id (g_ptr_array_index (look->kpis, i)), intent->kpi_id) == 0)
      return TRUE;
  return intent->kpi_id == NULL;
}

/* What became of a write can be seen now: what is there was made, and what is changed again and
 * again is the same. */
static gint64
find_written (Look *look, const StudioIntent *intent)
{
  if (strcmp (intent->action, "create") != 0)
    return intent->object_id;
  if (strcmp (intent->object, "collection") == 0)
    return studio_registration_survey_find_collection (look->survey->collections, intent->name,
                                                       intent->parent_id);
  return find_card (look, intent);
}

/* Returns: seconds to wait until the rest is certain; 0 when all is */
static double
settle_intents (StudioRegistrar *self, Look *look)
{
  double wait = 0;

  for (guint i = 0; look->intents != NULL && i < look->intents->len; i++)
    {
      StudioIntent *intent = g_ptr_array_index (look->intents, i);
      gint64 id = find_written (look, intent);

      if (!concerns_us (look, intent) && id == 0)
        continue;
      if (id != 0)
        studio_workspace_end_intent (self->workspace, intent->id, "done", id);
      else if (look->waited || intent->seconds >= SETTLED_AFTER)
        studio_workspace_end_intent (self->workspace, intent->id, "void", 0);
      else
        wait = MAX (wait, SETTLED_AFTER - MAX (intent->seconds, 0));
    }
  return wait;
}

static gboolean
waited_cb (gpointer user_data)
{
  GTask *task = user_data;
  Look *look = g_task_get_task_data (task);

  look->wait = 0;
  g_clear_pointer (&look->survey, studio_registration_survey_unref);
  survey (task);
  return G_SOURCE_REMOVE;
}

static StudioRegistrationPlan *
make_plan (StudioRegistrar *self, Look *look)
{
  const guint first_with_metrics = 50;

  return studio_registration_planner_plan (
      look->survey, look->kpis,
      &(StudioPlannerOptions){
          .recreate = self->recreate,
          .insisted = self->insisted,
          .currencies = self->currencies,
          .queries = look->queries,
          .reasons = look->reasons,
          .metrics = self->native_form == STUDIO_NATIVE_FORM_METRIC &&
                     studio_metabase_client_get_version (self->client) >= first_with_metrics,
      });
}

/* A card of its own that is SQL could be a question of the query builder, too. */
static gboolean
is_own_sql (Look *look, StudioPlanEntry *entry)
{
  const StudioQuestion *question = studio_question_catalogue_find (
      look->survey->catalogue, studio_plan_entry_get_card_id (entry));

  return studio_plan_entry_get_reason (entry) == STUDIO_PLAN_UNCHANGED && question != NULL &&
         question->card->sql != NULL && question->marker != NULL &&
         g_strcmp0 (question->marker->kpi_id,
                    studio_kpi_get_id (studio_plan_entry_get_kpi (entry))) == 0;
}

/* KPIs whose cards will be written, or would be in another form. */
static GPtrArray *
pick_candidates (Look *look, StudioRegistrationPlan *plan)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (G_LIST_MODEL (plan), i);
      StudioPlanAction action = studio_plan_entry_get_action (entry);

      if (action == STUDIO_PLAN_CREATE || action == STUDIO_PLAN_UPDATE || is_own_sql (look, entry))
        g_ptr_array_add (candidates, g_object_ref (studio_plan_entry_get_kpi (entry)));
    }
  return candidates;
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  look->queries = studio_builder_prover_prove_finish (result, &look->reasons, &error);
  if (look->queries == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, make_plan (g_task_get_source_object (task), look), g_object_unref);
}

/* Takes the caller's reference to @task. */
static void
decide (GTask *task)
{
  StudioRegistrar *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  g_autoptr (StudioRegistrationPlan) plan = make_plan (self, look);
  g_autoptr (GPtrArray) candidates = pick_candidates (look, plan);

  if (self->native_form == STUDIO_NATIVE_FORM_SQL || self->databases == NULL ||
      candidates->len == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&plan), g_object_unref);
      g_object_unref (task);
    }
  else
    studio_builder_prover_prove_async (self->client, self->databases, candidates,
                                       g_task_get_cancellable (task), proved_cb, task);
}

static void
surveyed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioRegistrar *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;
  double wait;

  look->survey = studio_registration_survey_finish (result, &error);
  if (look->survey == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  wait = settle_intents (self, look);
  if (wait > 0)
    {
      look->waited = TRUE;
      look->wait = g_timeout_add ((guint) (wait * 1000), waited_cb, task);
      return;
    }
  decide (task);
}

/* Takes the caller's reference to @task. */
static void
survey (GTask *task)
{
  StudioRegistrar *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);

  studio_registration_survey_async (self->client, self->catalogue, self->databases,
                                    self->collection_name, look->kpis,
                                    g_task_get_cancellable (task), surveyed_cb, task);
}

static void
intents_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  look->intents = studio_workspace_list_intents_finish (STUDIO_WORKSPACE (source), result, &error);
  if (look->intents != NULL)
    survey (task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

void
_studio_registrar_look_async (StudioRegistrar *self,
                              GPtrArray *kpis,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);

  g_task_set_source_tag (task, _studio_registrar_look_async);
  look->kpis = g_ptr_array_ref (kpis);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  if (self->workspace != NULL && self->server != NULL)
    studio_workspace_list_intents_async (self->workspace, self->server, cancellable, intents_cb,
                                         task);
  else
    survey (task);
}

StudioRegistrationPlan *
_studio_registrar_look_finish (StudioRegistrar *self,
                               GAsyncResult *result,
                               StudioRegistrationSurvey **survey,
                               GError **error)
{
  Look *look = g_task_get_task_data (G_TASK (result));
  StudioRegistrationPlan *plan = g_task_propagate_pointer (G_TASK (result), error);

  if (survey != NULL && plan != NULL)
    *survey = studio_registration_survey_ref (look->survey);
  return plan;
}

void
studio_registrar_plan_async (StudioRegistrar *self,
                             GPtrArray *kpis,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (STUDIO_IS_REGISTRAR (self));
  _studio_registrar_look_async (self, kpis, cancellable, callback, user_data);
}

StudioRegistrationPlan *
studio_registrar_plan_finish (StudioRegistrar *self, GAsyncResult *result, GError **error)
{
  return _studio_registrar_look_finish (self, result, NULL, error);
}
