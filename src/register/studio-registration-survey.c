/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-registration-survey.h"

#include "core/studio-database.h"
#include "core/studio-error.h"
#include "register/studio-card-columns.h"
#include "sql/studio-sql-identity.h"
#include "sql/studio-sql-worker.h"

#include <glib/gi18n-lib.h>

#define OTHER_CATEGORY _ ("Other")

/* A statement whose identity is wanted. */
typedef struct
{
  StudioKpi *kpi;
  char *sql;
  char *definition; /* (nullable) */
  StudioDialect dialect;
  char *key;          /* (nullable) */
  GPtrArray *columns; /* (owned) (nullable) */
} Statement;

/* The survey on its way: all that can be asked at the same time is. */
typedef struct
{
  StudioMetabaseClient *client; /* (owned) */
  GListModel *databases;        /* (owned) (nullable) */
  GPtrArray *kpis;              /* (owned) of StudioKpi */
  GPtrArray *statements;        /* (owned) of Statement */
  StudioRegistrationSurvey *survey;
  guint waiting;   /* parts on their way */
  gboolean strays; /* they were asked for */
  GError *error;   /* (owned) (nullable) the first that went wrong */
} Work;

static void
statement_free (Statement *statement)
{
  g_object_unref (statement->kpi);
  g_free (statement->sql);
  g_free (statement->definition);
  g_free (statement->key);
  g_clear_pointer (&statement->columns, g_ptr_array_unref);
  g_free (statement);
}

static void
target_free (StudioSurveyTarget *target)
{
  g_free (target->category);
  g_ptr_array_unref (target->items);
  g_free (target);
}

static void
unref_question (gpointer question)
{
  if (question != NULL)
    studio_question_unref (question);
}

StudioRegistrationSurvey *
studio_registration_survey_ref (StudioRegistrationSurvey *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_registration_survey_unref (StudioRegistrationSurvey *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->name);
  g_ptr_array_unref (self->targets);
  g_clear_pointer (&self->collections, g_ptr_array_unref);
  g_hash_table_unref (self->personal);
  g_hash_table_unref (self->names);
  g_object_unref (self->catalogue);
  g_hash_table_unref (self->strays);
  g_hash_table_unref (self->columns);
  g_hash_table_unref (self->keys);
  g_free (self);
}

static void
work_free (Work *work)
{
  g_object_unref (work->client);
  g_clear_object (&work->databases);
  g_ptr_array_unref (work->kpis);
  g_ptr_array_unref (work->statements);
  studio_registration_survey_unref (work->survey);
  g_clear_error (&work->error);
  g_free (work);
}

const char *
studio_registration_survey_category_of (StudioKpi *kpi)
{
  const char *category = studio_kpi_get_category (kpi);

  return category != NULL && *category != '\0' ? category : OTHER_CATEGORY;
}

StudioSurveyTarget *
studio_registration_survey_find_target (StudioRegistrationSurvey *self, const char *category)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      StudioSurveyTarget *target = g_ptr_array_index (self->targets, i);

      if (g_strcmp0 (target->category, category) == 0)
        return target;
    }
  return NULL;
}

gint64
studio_registration_survey_find_collection (GPtrArray *collections, const char *name, gint64 parent)
{
  gint64 oldest = 0;

  for (guint i = 0; i < collections->len; i++)
    {
      const StudioCollection *collection = g_ptr_array_index (collections, i);

      if (collection->parent_id == parent && !collection->personal && collection->can_write &&
          g_strcmp0 (collection->name, name) == 0 && (oldest == 0 || collection->id < oldest))
        oldest = collection->id;
    }
  return oldest;
}

static void read_strays (GTask *task);

static StudioDialect
find_dialect (GListModel *databases, gint64 id)
{
  for (guint i = 0; databases != NULL && i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (studio_database_get_id (database) == id)
        return studio_database_get_dialect (database);
    }
  return STUDIO_DIALECT_UNKNOWN;
}

static GTask *
begin_part (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  work->waiting++;
  return g_object_ref (task);
}

/* One part is over; takes @error (nullable) and the caller's reference to @task. */
static void
end_part (GTask *task, GError *error)
{
  Work *work = g_task_get_task_data (task);

  if (error != NULL && work->error == NULL)
    work->error = error;
  else
    g_clear_error (&error);
  if (work->waiting == 1 && !work->strays && work->error == NULL)
    {
      work->strays = TRUE;
      read_strays (task);
    }
  if (--work->waiting == 0)
    {
      if (work->error != NULL)
        g_task_return_error (task, g_steal_pointer (&work->error));
      else
        g_task_return_pointer (task, studio_registration_survey_ref (work->survey),
                               (GDestroyNotify) studio_registration_survey_unref);
    }
  g_object_unref (task);
}

/* The questions of a target on their way. */
typedef struct
{
  GTask *task;
  StudioSurveyTarget *target;
} Listing;

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Listing *listing = user_data;
  StudioSurveyTarget *target = listing->target;
  GError *error = NULL;
  GPtrArray *items =
      studio_metabase_client_list_items_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (items != NULL)
    {
      g_ptr_array_unref (target->items);
      target->items = items;
    }
  end_part (listing->task, error);
}

static void
list_target (GTask *task, StudioSurveyTarget *target)
{
  Work *work = g_task_get_task_data (task);
  Listing *listing = g_new0 (Listing, 1);

  listing->target = target;
  listing->task = begin_part (task);
  studio_metabase_client_list_items_async (work->client, target->id, "card",
                                           g_task_get_cancellable (task), items_cb, listing);
}

/* A collection inside a personal one is as personal. */
static gboolean
is_personal (GPtrArray *collections, const StudioCollection *collection, guint depth)
{
  if (collection->personal)
    return TRUE;
  for (guint i = 0; collection->parent_id > 0 && depth < 50 && i < collections->len; i++)
    {
      const StudioCollection *parent = g_ptr_array_index (collections, i);

      if (parent->id == collection->parent_id)
        return is_personal (collections, parent, depth + 1);
    }
  return FALSE;
}

static void
note_collections (Work *work, GPtrArray *collections)
{
  StudioRegistrationSurvey *survey = work->survey;

  for (guint i = 0; i < collections->len; i++)
    {
      const StudioCollection *collection = g_ptr_array_index (collections, i);

      g_hash_table_insert (survey->names, g_memdup2 (&collection->id, sizeof (gint64)),
                           g_strdup (collection->name));
      if (is_personal (collections, collection, 0))
        g_hash_table_add (survey->personal, g_memdup2 (&collection->id, sizeof (gint64)));
    }
}

static void
collections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  StudioRegistrationSurvey *survey = work->survey;
  GError *error = NULL;
  GPtrArray *collections = studio_metabase_client_list_collections_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  survey->collections = collections;
  if (collections != NULL)
    {
      note_collections (work, collections);
      survey->top = studio_registration_survey_find_collection (collections, survey->name, 0);
    }
  for (guint i = 0; survey->top != 0 && i < survey->targets->len; i++)
    {
      StudioSurveyTarget *target = g_ptr_array_index (survey->targets, i);

      target->id =
          studio_registration_survey_find_collection (collections, target->category, survey->top);
      if (target->id != 0)
        list_target (task, target);
    }
  end_part (task, error);
}

static void
stray_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  StudioCard *card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card != NULL)
    {
      gint64 id = card->id;
      StudioDialect dialect = find_dialect (work->databases, card->database_id);

      g_hash_table_insert (work->survey->strays, g_memdup2 (&id, sizeof id),
                           studio_question_new (card, dialect, NULL));
    }
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND) ||
           g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN))
    g_clear_error (&error);
  end_part (task, g_steal_pointer (&error));
}

static void
read_stray (GTask *task, gint64 id)
{
  Work *work = g_task_get_task_data (task);
  StudioRegistrationSurvey *survey = work->survey;

  if (id == 0 || studio_question_catalogue_find (survey->catalogue, id) != NULL ||
      g_hash_table_contains (survey->strays, &id))
    return;
  g_hash_table_insert (survey->strays, g_memdup2 (&id, sizeof id), NULL);
  studio_metabase_client_get_card_async (work->client, id, g_task_get_cancellable (task), stray_cb,
                                         begin_part (task));
}

/* Whether what is in a target has to be known whole: it is of one of the KPIs, or is called like
 * one. */
static gboolean
concerns (Work *work, const StudioCollectionItem *item)
{
  g_autoptr (StudioCardMarker) marker = studio_card_marker_parse (item->description);

  for (guint i = 0; i < work->kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (work->kpis, i);

      if ((marker != NULL && g_strcmp0 (marker->kpi_id, studio_kpi_get_id (kpi)) == 0) ||
          g_strcmp0 (item->name, studio_kpi_get_name (kpi)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What is not in the catalogue: archived, deleted, of another database, or not in the index of
 * search yet. */
static void
read_strays (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  for (guint i = 0; i < work->kpis->len; i++)
    read_stray (task, studio_kpi_get_card_id (g_ptr_array_index (work->kpis, i)));
  for (guint i = 0; i < work->survey->targets->len; i++)
    {
      StudioSurveyTarget *target = g_ptr_array_index (work->survey->targets, i);

      for (guint j = 0; j < target->items->len; j++)
        {
          const StudioCollectionItem *item = g_ptr_array_index (target->items, j);

          if (studio_question_catalogue_find (work->survey->catalogue, item->id) == NULL &&
              concerns (work, item))
            read_stray (task, item->id);
        }
    }
}

/* The catalogue is read one database after the other; @user_data holds those that are left. */
typedef struct
{
  GTask *task;
  GArray *databases; /* (owned) of gint64 */
} Reading;

static void read_next_database (Reading *reading);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  GError *error = NULL;

  if (studio_question_catalogue_read_finish (STUDIO_QUESTION_CATALOGUE (source), result, &error))
    {
      read_next_database (reading);
      return;
    }
  end_part (reading->task, error);
  g_array_unref (reading->databases);
  g_free (reading);
}

static void
read_next_database (Reading *reading)
{
  Work *work = g_task_get_task_data (reading->task);
  gint64 id;

  if (reading->databases->len == 0)
    {
      end_part (reading->task, NULL);
      g_array_unref (reading->databases);
      g_free (reading);
      return;
    }
  id = g_array_index (reading->databases, gint64, reading->databases->len - 1);
  g_array_set_size (reading->databases, reading->databases->len - 1);
  studio_question_catalogue_read_async (work->survey->catalogue, id,
                                        find_dialect (work->databases, id),
                                        g_task_get_cancellable (reading->task), read_cb, reading);
}

static void
read_catalogue (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  Reading *reading = g_new0 (Reading, 1);

  reading->task = begin_part (task);
  reading->databases = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < work->kpis->len; i++)
    {
      gint64 id = studio_kpi_get_database_id (g_ptr_array_index (work->kpis, i));
      gboolean known = FALSE;

      for (guint j = 0; j < reading->databases->len; j++)
        known |= g_array_index (reading->databases, gint64, j) == id;
      if (id != 0 && !known)
        g_array_append_val (reading->databases, id);
    }
  read_next_database (reading);
}

static void
identify_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *statements = task_data;

  for (guint i = 0; i < statements->len; i++)
    {
      Statement *statement = g_ptr_array_index (statements, i);

      statement->key = studio_sql_weak_key (statement->sql, statement->dialect);
      statement->columns =
          studio_card_columns_read (statement->definition, statement->sql, statement->dialect);
    }
  g_task_return_boolean (task, TRUE);
}

static void
identified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  for (guint i = 0; error == NULL && i < work->statements->len; i++)
    {
      Statement *statement = g_ptr_array_index (work->statements, i);

      g_hash_table_insert (work->survey->columns, g_object_ref (statement->kpi),
                           g_steal_pointer (&statement->columns));
      if (statement->key != NULL)
        g_hash_table_insert (work->survey->keys, g_object_ref (statement->kpi),
                             g_steal_pointer (&statement->key));
    }
  end_part (task, error);
}

static void
identify (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (GTask) part =
      g_task_new (NULL, g_task_get_cancellable (task), identified_cb, begin_part (task));

  for (guint i = 0; i < work->kpis->len; i++)
    {
      Statement *statement = g_new0 (Statement, 1);

      statement->kpi = g_object_ref (g_ptr_array_index (work->kpis, i));
      statement->sql = g_strdup (studio_kpi_get_sql (statement->kpi));
      statement->definition = g_strdup (studio_kpi_get_definition (statement->kpi));
      statement->dialect =
          find_dialect (work->databases, studio_kpi_get_database_id (statement->kpi));
      g_ptr_array_add (work->statements, statement);
    }
  g_task_set_task_data (part, g_ptr_array_ref (work->statements),
                        (GDestroyNotify) g_ptr_array_unref);
  studio_sql_worker_run (part, identify_in_worker);
}

static StudioRegistrationSurvey *
survey_new (StudioQuestionCatalogue *catalogue, const char *name, GPtrArray *kpis)
{
  StudioRegistrationSurvey *self = g_new0 (StudioRegistrationSurvey, 1);

  g_atomic_ref_count_init (&self->references);
  self->name = g_strdup (name);
  self->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) target_free);
  self->personal = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->catalogue = g_object_ref (catalogue);
  self->strays = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, unref_question);
  self->columns =
      g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_ptr_array_unref);
  self->keys = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  for (guint i = 0; i < kpis->len; i++)
    {
      const char *category = studio_registration_survey_category_of (g_ptr_array_index (kpis, i));
      StudioSurveyTarget *target;

      if (studio_registration_survey_find_target (self, category) != NULL)
        continue;
      target = g_new0 (StudioSurveyTarget, 1);
      target->category = g_strdup (category);
      target->items = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_collection_item_free);
      g_ptr_array_add (self->targets, target);
    }
  return self;
}

void
studio_registration_survey_async (StudioMetabaseClient *client,
                                  StudioQuestionCatalogue *catalogue,
                                  GListModel *databases,
                                  const char *name,
                                  GPtrArray *kpis,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, studio_registration_survey_async);
  work->client = g_object_ref (client);
  work->databases = databases != NULL ? g_object_ref (databases) : NULL;
  work->kpis = g_ptr_array_ref (kpis);
  work->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) statement_free);
  work->survey = survey_new (catalogue, name, kpis);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  studio_metabase_client_list_collections_async (client, cancellable, collections_cb,
                                                 begin_part (task));
  identify (task);
  read_catalogue (task);
}

StudioRegistrationSurvey *
studio_registration_survey_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
