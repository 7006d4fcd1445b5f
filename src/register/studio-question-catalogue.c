/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-question-catalogue.h"

#include "core/studio-error.h"
#include "metabase/studio-metabase-questions.h"
#include "sql/studio-sql-worker.h"

/* With more questions than that in a database, a second look asks only for what has changed. */
#define MANY 1000

struct _StudioQuestionCatalogue
{
  GObject parent_instance;

  StudioMetabaseClient *client; /* (owned) */
  GHashTable *questions;        /* (owned) id → StudioQuestion */
  GHashTable *large;            /* (owned) ids of databases with many questions */
};

G_DEFINE_FINAL_TYPE (StudioQuestionCatalogue, studio_question_catalogue, G_TYPE_OBJECT)

/* One look at a database. */
typedef struct
{
  gint64 database_id;
  StudioDialect dialect;
  GPtrArray *cards;     /* (owned) (nullable) of StudioCard, as read, not yet looked into */
  GPtrArray *questions; /* (owned) of StudioQuestion, what is there now */
  GHashTable *known;    /* (owned) id → StudioQuestion, what was there before */
  guint waiting;        /* single questions on their way */
  GError *error;        /* (owned) (nullable) what went wrong with one of them */
} Look;

static void search (GTask *task);

static void
look_free (Look *look)
{
  g_clear_pointer (&look->cards, g_ptr_array_unref);
  g_ptr_array_unref (look->questions);
  g_hash_table_unref (look->known);
  g_clear_error (&look->error);
  g_free (look);
}

static void
studio_question_catalogue_dispose (GObject *object)
{
  StudioQuestionCatalogue *self = STUDIO_QUESTION_CATALOGUE (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->questions, g_hash_table_unref);
  g_clear_pointer (&self->large, g_hash_table_unref);
  G_OBJECT_CLASS (studio_question_catalogue_parent_class)->dispose (object);
}

static void
studio_question_catalogue_class_init (StudioQuestionCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_question_catalogue_dispose;
}

static void
studio_question_catalogue_init (StudioQuestionCatalogue *self)
{
  self->questions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                           (GDestroyNotify) studio_question_unref);
  self->large = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

StudioQuestionCatalogue *
studio_question_catalogue_new (StudioMetabaseClient *client)
{
  StudioQuestionCatalogue *self = g_object_new (STUDIO_TYPE_QUESTION_CATALOGUE, NULL);

  self->client = g_object_ref (client);
  return self;
}

static void
insert (GHashTable *table, StudioQuestion *question)
{
  g_hash_table_replace (table, g_memdup2 (&question->card->id, sizeof (gint64)),
                        studio_question_ref (question));
}

/* What has not changed since is taken over as it was read then. */
static gboolean
is_unchanged (const StudioQuestion *known, const StudioCard *card)
{
  return known != NULL && card->updated != NULL &&
         g_strcmp0 (known->card->updated, card->updated) == 0;
}

static void
look_into_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Look *look = task_data;

  for (guint i = 0; i < look->cards->len; i++)
    {
      StudioCard *card = g_ptr_array_index (look->cards, i);
      StudioQuestion *known = g_hash_table_lookup (look->known, &card->id);

      look->cards->pdata[i] = NULL;
      g_ptr_array_add (look->questions, studio_question_new (card, look->dialect, known));
    }
  g_task_return_boolean (task, TRUE);
}

static void
looked_into_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StudioQuestionCatalogue *self = STUDIO_QUESTION_CATALOGUE (source);
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer question;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_hash_table_iter_init (&iter, self->questions);
  while (g_hash_table_iter_next (&iter, NULL, &question))
    if (((StudioQuestion *) question)->card->database_id == look->database_id)
      g_hash_table_iter_remove (&iter);
  for (guint i = 0; i < look->questions->len; i++)
    insert (self->questions, g_ptr_array_index (look->questions, i));
  if (look->questions->len > MANY)
    g_hash_table_add (self->large, g_memdup2 (&look->database_id, sizeof (gint64)));
  g_task_return_boolean (task, TRUE);
}

/* Takes the caller's reference to @task. */
static void
look_into (GTask *task)
{
  Look *look = g_task_get_task_data (task);
  g_autoptr (GTask) work = g_task_new (g_task_get_source_object (task),
                                       g_task_get_cancellable (task), looked_into_cb, task);

  g_task_set_task_data (work, look, NULL);
  studio_sql_worker_run (work, look_into_in_worker);
}

/* Takes the caller's reference to @task. */
static void
got_one (GTask *task)
{
  Look *look = g_task_get_task_data (task);

  if (--look->waiting > 0)
    {
      g_object_unref (task);
      return;
    }
  if (look->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&look->error));
      g_object_unref (task);
    }
  else
    look_into (task);
}

static void
card_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Look *look = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  StudioCard *card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  /* One that has been deleted meanwhile, or may be found but not be read, counts as not there. */
  if (card != NULL && !card->archived)
    g_ptr_array_add (look->cards, g_steal_pointer (&card));
  else if (error != NULL && look->error == NULL &&
           !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND) &&
           !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN))
    look->error = g_steal_pointer (&error);
  g_clear_pointer (&card, studio_card_free);
  got_one (task);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) found = studio_metabase_client_search_questions_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  look->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_card_free);
  look->waiting = 1;
  for (guint i = 0; i < found->len; i++)
    {
      const StudioCard *card = g_ptr_array_index (found, i);
      StudioQuestion *known = g_hash_table_lookup (look->known, &card->id);

      if (is_unchanged (known, card))
        {
          g_ptr_array_add (look->questions, studio_question_ref (known));
          continue;
        }
      look->waiting++;
      studio_metabase_client_get_card_async (STUDIO_METABASE_CLIENT (source), card->id,
                                             g_task_get_cancellable (task), card_cb,
                                             g_object_ref (task));
    }
  got_one (task);
}

/* Takes the caller's reference to @task. */
static void
search (GTask *task)
{
  StudioQuestionCatalogue *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);

  studio_metabase_client_search_questions_async (self->client, look->database_id,
                                                 g_task_get_cancellable (task), searched_cb, task);
}

/* Whether another way may still succeed where the list was refused. */
static gboolean
may_search (const GError *error)
{
  return g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TOO_LARGE) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SERVER) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioQuestionCatalogue *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  look->cards = studio_metabase_client_list_questions_finish (STUDIO_METABASE_CLIENT (source),
                                                              result, &error);
  if (look->cards != NULL)
    look_into (task);
  else if (may_search (error))
    {
      g_debug ("Questions are searched for instead: %s", error->message);
      g_error_free (error);
      g_hash_table_add (self->large, g_memdup2 (&look->database_id, sizeof (gint64)));
      search (task);
    }
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

void
studio_question_catalogue_read_async (StudioQuestionCatalogue *self,
                                      gint64 database_id,
                                      StudioDialect dialect,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Look *look;
  GTask *task;
  GHashTableIter iter;
  gpointer question;

  g_return_if_fail (STUDIO_IS_QUESTION_CATALOGUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_question_catalogue_read_async);
  look = g_new0 (Look, 1);
  look->database_id = database_id;
  look->dialect = dialect;
  look->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_question_unref);
  look->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) studio_question_unref);
  g_hash_table_iter_init (&iter, self->questions);
  while (g_hash_table_iter_next (&iter, NULL, &question))
    if (((StudioQuestion *) question)->card->database_id == database_id)
      insert (look->known, question);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  if (g_hash_table_contains (self->large, &database_id))
    search (task);
  else
    studio_metabase_client_list_questions_async (self->client, database_id, cancellable, listed_cb,
                                                 task);
}

gboolean
studio_question_catalogue_read_finish (StudioQuestionCatalogue *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

StudioQuestion *
studio_question_catalogue_find (StudioQuestionCatalogue *self, gint64 card_id)
{
  g_return_val_if_fail (STUDIO_IS_QUESTION_CATALOGUE (self), NULL);
  return g_hash_table_lookup (self->questions, &card_id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const StudioQuestion *first = *(const StudioQuestion *const *) a;
  const StudioQuestion *second = *(const StudioQuestion *const *) b;

  return (first->card->id > second->card->id) - (first->card->id < second->card->id);
}

GPtrArray *
studio_question_catalogue_list (StudioQuestionCatalogue *self)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer question;

  g_return_val_if_fail (STUDIO_IS_QUESTION_CATALOGUE (self), list);

  g_hash_table_iter_init (&iter, self->questions);
  while (g_hash_table_iter_next (&iter, NULL, &question))
    g_ptr_array_add (list, question);
  g_ptr_array_sort (list, compare_ids);
  return list;
}
