/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "core/studio-error.h"
#include "register/studio-card-writer.h"
#include "register/studio-collection-maker.h"
#include "register/studio-registrar-private.h"
#include "register/studio-registration-plan-private.h"

#include <glib/gi18n-lib.h>

/* Cards that are written at the same time. */
#define AT_ONCE 8

/* What is on its way when somebody cancels is given so many seconds. */
#define GRACE 5

/* One registration. */
typedef struct
{
  GPtrArray *kpis;                    /* (owned) of StudioKpi */
  StudioWriteContext *context;        /* (owned) */
  StudioRegistrationSurvey *survey;   /* (owned) (nullable) */
  StudioRegistrationPlan *plan;       /* (owned) (nullable) */
  GHashTable *collections;            /* (owned) (nullable) category → id of what was made */
  StudioRegistrationSummary *summary; /* (owned) */
  StudioRegisteredFunc registered;
  gpointer registered_data;
  GDestroyNotify registered_data_free;
  GCancellable *inner; /* (owned) for writes: cancelled some time after the caller's */
  gulong cancelled;    /* handler */
  guint grace;         /* source */
  guint next;          /* entry of the plan */
  guint on_their_way;
  guint done;
  GError *error; /* (owned) (nullable) what ended it */
} Registration;

/* One card on its way. */
typedef struct
{
  GTask *task;            /* (owned) */
  StudioPlanEntry *entry; /* (owned) */
} Errand;

static void start_more (GTask *task);

static void
registration_free (Registration *registration)
{
  g_clear_handle_id (&registration->grace, g_source_remove);
  g_ptr_array_unref (registration->kpis);
  studio_write_context_unref (registration->context);
  g_clear_pointer (&registration->survey, studio_registration_survey_unref);
  g_clear_object (&registration->plan);
  g_clear_pointer (&registration->collections, g_hash_table_unref);
  studio_registration_summary_unref (registration->summary);
  if (registration->registered_data_free != NULL)
    registration->registered_data_free (registration->registered_data);
  g_object_unref (registration->inner);
  g_clear_error (&registration->error);
  g_free (registration);
}

/* What has happened to the KPI's card. */
typedef struct
{
  StudioRegistrationAction action;
  gint64 card_id;
  gint64 collection_id;
  StudioRegistrationState state;
  char *message; /* (nullable) */
} Outcome;

static gboolean
apply (StudioKpi *kpi, const Outcome *outcome)
{
  gboolean changed = studio_kpi_get_card_id (kpi) != outcome->card_id ||
                     studio_kpi_get_collection_id (kpi) != outcome->collection_id ||
                     studio_kpi_get_registration (kpi) != outcome->state ||
                     (outcome->action != STUDIO_REGISTRATION_LINKED);

  studio_kpi_set_card_id (kpi, outcome->card_id);
  studio_kpi_set_collection_id (kpi, outcome->collection_id);
  studio_kpi_set_registration (kpi, outcome->state);
  return changed;
}

/* Takes the message of @outcome. */
static void
settle (GTask *task, StudioPlanEntry *planned, const Outcome *outcome)
{
  Registration *registration = g_task_get_task_data (task);
  StudioKpi *kpi = studio_plan_entry_get_kpi (planned);
  StudioRegistrationEntry *entry = studio_registration_entry_new (
      studio_kpi_get_id (kpi), studio_kpi_get_name (kpi), outcome->action);

  entry->card_id = outcome->card_id;
  entry->collection_id = outcome->collection_id;
  entry->collection = g_strdup (studio_registration_survey_category_of (kpi));
  entry->message = outcome->message;
  entry->changed = outcome->action == STUDIO_REGISTRATION_FAILED || apply (kpi, outcome);
  studio_registration_summary_take (registration->summary, entry);
  if (registration->registered != NULL)
    registration->registered (kpi, entry, registration->registered_data);
  registration->done++;
  _studio_registrar_report_progress (g_task_get_source_object (task), registration->done,
                                     registration->kpis->len);
}

/* About an entry for which nothing is written. */
static Outcome
make_outcome (StudioPlanEntry *entry)
{
  StudioKpi *kpi = studio_plan_entry_get_kpi (entry);
  Outcome outcome = {
    .action = STUDIO_REGISTRATION_LINKED,
    .card_id = studio_plan_entry_get_card_id (entry),
    .collection_id = studio_plan_entry_get_collection_id (entry),
    .state = STUDIO_REGISTRATION_REGISTERED,
  };

  switch ((int) studio_plan_entry_get_reason (entry))
    {
    case STUDIO_PLAN_CHANGED_THERE:
      outcome.action = STUDIO_REGISTRATION_SKIPPED;
      break;
    case STUDIO_PLAN_CHANGED_BOTH:
      outcome.action = STUDIO_REGISTRATION_CONFLICT;
      outcome.state = STUDIO_REGISTRATION_OUTDATED;
      break;
    case STUDIO_PLAN_ARCHIVED:
    case STUDIO_PLAN_DELETED:
      outcome.action = STUDIO_REGISTRATION_SKIPPED;
      outcome.state = STUDIO_REGISTRATION_MISSING;
      outcome.collection_id = studio_kpi_get_collection_id (kpi);
      break;
    case STUDIO_PLAN_CONTRADICTION:
      outcome.action = STUDIO_REGISTRATION_CONFLICT;
      outcome.card_id = studio_kpi_get_card_id (kpi);
      outcome.collection_id = studio_kpi_get_collection_id (kpi);
      outcome.state = studio_kpi_get_registration (kpi);
      break;
    default:
      break;
    }
  if (outcome.action != STUDIO_REGISTRATION_LINKED ||
      studio_plan_entry_get_reason (entry) == STUDIO_PLAN_SAME_MEANING)
    outcome.message = g_strdup (studio_plan_entry_get_message (entry));
  return outcome;
}

static void
settle_failure (GTask *task, StudioPlanEntry *entry, const GError *error)
{
  settle (task, entry,
          &(Outcome){ .action = STUDIO_REGISTRATION_FAILED, .message = g_strdup (error->message) });
}

/* Takes @errand, and @error, which is what went wrong. */
static void
end_errand_with_error (Errand *errand, GError *error)
{
  Registration *registration = g_task_get_task_data (errand->task);

  if (!studio_write_context_concerns_all (error))
    settle_failure (errand->task, errand->entry, error);
  else if (registration->error == NULL)
    registration->error = g_error_copy (error);
  g_error_free (error);
}

static void
end_errand (Errand *errand)
{
  Registration *registration = g_task_get_task_data (errand->task);

  registration->on_their_way--;
  start_more (errand->task);
  g_object_unref (errand->task);
  g_object_unref (errand->entry);
  g_free (errand);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  GError *error = NULL;
  g_autoptr (StudioCard) card = studio_card_writer_create_finish (result, &error);

  if (card != NULL)
    settle (errand->task, errand->entry,
            &(Outcome){ .action = STUDIO_REGISTRATION_CREATED,
                        .card_id = card->id,
                        .collection_id = card->collection_id,
                        .state = STUDIO_REGISTRATION_REGISTERED });
  else
    end_errand_with_error (errand, error);
  end_errand (errand);
}

static void
settle_touched (Errand *errand, const StudioCard *card)
{
  settle (errand->task, errand->entry,
          &(Outcome){
              .action = card->archived ? STUDIO_REGISTRATION_SKIPPED : STUDIO_REGISTRATION_CONFLICT,
              .card_id = card->id,
              .collection_id = card->collection_id,
              .state = card->archived ? STUDIO_REGISTRATION_MISSING : STUDIO_REGISTRATION_OUTDATED,
              .message =
                  g_strdup (card->archived ? _ ("Its question was archived in Metabase meanwhile.")
                                           : _ ("Somebody has changed this question in Metabase "
                                                "meanwhile, so it was left as it is there.")),
          });
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  gboolean touched;
  GError *error = NULL;
  g_autoptr (StudioCard) card = studio_card_writer_update_finish (result, &touched, &error);

  if (card == NULL)
    end_errand_with_error (errand, error);
  else if (touched)
    settle_touched (errand, card);
  else
    settle (errand->task, errand->entry,
            &(Outcome){ .action = STUDIO_REGISTRATION_UPDATED,
                        .card_id = card->id,
                        .collection_id = card->collection_id,
                        .state = STUDIO_REGISTRATION_REGISTERED });
  end_errand (errand);
}

static void
start_errand (GTask *task, StudioPlanEntry *entry)
{
  Registration *registration = g_task_get_task_data (task);
  const StudioPlanEntryData *data = _studio_plan_entry_peek (entry);
  const char *kpi_id = studio_kpi_get_id (data->kpi);
  Errand *errand = g_new0 (Errand, 1);

  errand->task = g_object_ref (task);
  errand->entry = g_object_ref (entry);
  registration->on_their_way++;
  if (data->action == STUDIO_PLAN_UPDATE)
    {
      studio_card_writer_update_async (registration->context, kpi_id, data->card,
                                       registration->inner, updated_cb, errand);
      return;
    }
  if (data->card->collection_id == 0)
    {
      const gint64 *id = g_hash_table_lookup (registration->collections,
                                              studio_registration_survey_category_of (data->kpi));

      data->card->collection_id = *id;
    }
  studio_card_writer_create_async (registration->context, kpi_id, data->card, registration->inner,
                                   created_cb, errand);
}

/* A KPI gets the card of the other that asks the same, once that one is settled. */
static void
settle_twins (GTask *task)
{
  Registration *registration = g_task_get_task_data (task);
  GListModel *entries = G_LIST_MODEL (registration->plan);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (entries, i);
      StudioKpi *twin = _studio_plan_entry_peek (entry)->twin;

      if (twin == NULL)
        continue;
      if (studio_kpi_get_card_id (twin) != 0 &&
          studio_kpi_get_registration (twin) == STUDIO_REGISTRATION_REGISTERED)
        settle (task, entry,
                &(Outcome){ .action = STUDIO_REGISTRATION_LINKED,
                            .card_id = studio_kpi_get_card_id (twin),
                            .collection_id = studio_kpi_get_collection_id (twin),
                            .state = STUDIO_REGISTRATION_REGISTERED,
                            .message = g_strdup (studio_plan_entry_get_message (entry)) });
      else
        settle (task, entry,
                &(Outcome){ .action = STUDIO_REGISTRATION_FAILED,
                            .message = g_strdup_printf (
                                _ ("“%s”, which asks the same, could not be registered."),
                                studio_kpi_get_name (twin)) });
    }
}

static void
double_archived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Registration *registration = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!studio_card_writer_archive_finish (result, &error))
    g_warning ("A card that was made twice could not be archived: %s", error->message);
  registration->on_their_way--;
  start_more (task);
}

static void
archive_doubles (GTask *task)
{
  Registration *registration = g_task_get_task_data (task);
  GArray *doubles = _studio_registration_plan_get_doubles (registration->plan);

  for (guint i = 0; i < doubles->len; i++)
    {
      const StudioPlanDouble *entry = &g_array_index (doubles, StudioPlanDouble, i);

      registration->on_their_way++;
      studio_card_writer_archive_async (registration->context, entry->kpi_id, entry->card_id,
                                        registration->inner, double_archived_cb,
                                        g_object_ref (task));
    }
}

static void
end (GTask *task)
{
  Registration *registration = g_task_get_task_data (task);

  if (registration->cancelled != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), registration->cancelled);
  registration->cancelled = 0;
  g_clear_handle_id (&registration->grace, g_source_remove);
  if (registration->error == NULL)
    settle_twins (task);
  if (registration->error == NULL &&
      registration->done < g_list_model_get_n_items (G_LIST_MODEL (registration->plan)))
    registration->error =
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Registering was cancelled."));
  if (registration->error != NULL)
    g_task_return_error (task, g_steal_pointer (&registration->error));
  else
    g_task_return_pointer (task, studio_registration_summary_ref (registration->summary),
                           (GDestroyNotify) studio_registration_summary_unref);
  g_object_unref (task);
}

static gboolean
has_to_be_written (StudioPlanEntry *entry)
{
  StudioPlanAction action = studio_plan_entry_get_action (entry);

  return action == STUDIO_PLAN_CREATE || action == STUDIO_PLAN_UPDATE;
}

/* Lets go the task's own reference when nothing is left to do. */
static void
start_more (GTask *task)
{
  Registration *registration = g_task_get_task_data (task);
  GListModel *entries = G_LIST_MODEL (registration->plan);
  guint n = g_list_model_get_n_items (entries);

  while (registration->next < n && registration->on_their_way < AT_ONCE &&
         registration->error == NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (entries, registration->next++);

      if (has_to_be_written (entry))
        start_errand (task, entry);
      else if (_studio_plan_entry_peek (entry)->twin == NULL)
        {
          Outcome outcome = make_outcome (entry);

          settle (task, entry, &outcome);
        }
    }
  if (registration->on_their_way == 0)
    end (task);
}

static void
made_collections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Registration *registration = g_task_get_task_data (task);

  registration->collections = studio_collection_maker_make_finish (
      result, &registration->summary->collections_created, &registration->error);
  if (registration->collections != NULL)
    registration->summary->made = g_hash_table_ref (registration->collections);
  if (registration->error == NULL)
    archive_doubles (task);
  start_more (task);
}

/* Collections come first, and only those into which something is put. */
static void
make_collections (GTask *task)
{
  Registration *registration = g_task_get_task_data (task);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  GListModel *entries = G_LIST_MODEL (registration->plan);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (entries, i);
      const char *category =
          studio_registration_survey_category_of (studio_plan_entry_get_kpi (entry));

      if (studio_plan_entry_get_action (entry) == STUDIO_PLAN_CREATE &&
          studio_plan_entry_get_collection_id (entry) == 0 &&
          g_hash_table_add (seen, (gpointer) category))
        g_strv_builder_add (builder, category);
    }
  names = g_strv_builder_end (builder);
  studio_collection_maker_make_async (registration->context, registration->survey->name,
                                      registration->survey->top, (const char *const *) names,
                                      registration->inner, made_collections_cb, task);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Registration *registration = g_task_get_task_data (task);

  registration->plan = _studio_registrar_look_finish (STUDIO_REGISTRAR (source), result,
                                                      &registration->survey, &registration->error);
  if (registration->plan != NULL)
    make_collections (task);
  else
    end (task);
}

static gboolean
grace_over_cb (gpointer user_data)
{
  Registration *registration = user_data;

  registration->grace = 0;
  g_cancellable_cancel (registration->inner);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Registration *registration = user_data;

  if (registration->grace == 0)
    registration->grace = g_timeout_add_seconds (GRACE, grace_over_cb, registration);
}

void
studio_registrar_register_async (StudioRegistrar *self,
                                 GPtrArray *kpis,
                                 GCancellable *cancellable,
                                 StudioRegisteredFunc registered,
                                 gpointer registered_data,
                                 GDestroyNotify registered_data_free,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Registration *registration;
  g_autofree char *name = NULL;
  GTask *task;

  g_return_if_fail (STUDIO_IS_REGISTRAR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_registrar_register_async);
  g_task_set_check_cancellable (task, FALSE);
  g_object_get (self, "collection-name", &name, NULL);
  registration = g_new0 (Registration, 1);
  registration->kpis = g_ptr_array_ref (kpis);
  registration->context = _studio_registrar_new_context (self);
  registration->summary = studio_registration_summary_new (name);
  registration->summary->approved = kpis->len;
  registration->registered = registered;
  registration->registered_data = registered_data;
  registration->registered_data_free = registered_data_free;
  registration->inner = g_cancellable_new ();
  g_task_set_task_data (task, registration, (GDestroyNotify) registration_free);
  if (kpis->len == 0)
    {
      g_task_return_pointer (task, studio_registration_summary_ref (registration->summary),
                             (GDestroyNotify) studio_registration_summary_unref);
      g_object_unref (task);
      return;
    }
  if (cancellable != NULL)
    registration->cancelled =
        g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), registration, NULL);
  _studio_registrar_look_async (self, kpis, cancellable, planned_cb, task);
}

StudioRegistrationSummary *
studio_registrar_register_finish (StudioRegistrar *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
