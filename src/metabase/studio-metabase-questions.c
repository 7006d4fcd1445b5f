/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-metabase-questions.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <glib/gi18n-lib.h>

#define PAGE 200

/* Far more pages than Metabase finds results for (1,000), in case a server repeats itself. */
#define MOST_PAGES 500

/* What is asked for: a narrow list first, the whole one where a server does not know how to narrow
 * it. */
typedef struct
{
  gint64 database_id;
  gboolean all;
  JsonNode *reply; /* (owned) (nullable) */
} List;

static void ask_for_list (StudioMetabaseClient *self, GTask *task);

static void
list_free (List *list)
{
  g_clear_pointer (&list->reply, json_node_unref);
  g_free (list);
}

static void
read_list_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  List *list = task_data;
  JsonArray *array = _studio_metabase_list_in (list->reply);
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_card_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      StudioCard *card = studio_card_from_json (studio_json_array_get_object (array, i));

      if (card != NULL && !card->archived && card->database_id == list->database_id)
        g_ptr_array_add (cards, g_steal_pointer (&card));
      g_clear_pointer (&card, studio_card_free);
    }
  g_clear_pointer (&list->reply, json_node_unref);
  g_task_return_pointer (task, cards, (GDestroyNotify) g_ptr_array_unref);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (source);
  List *list = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  list->reply = _studio_metabase_request_finish (self, result, &error);
  if (list->reply != NULL && _studio_metabase_list_in (list->reply) != NULL)
    g_task_run_in_thread (task, read_list_in_thread);
  else if (list->reply != NULL)
    _studio_metabase_return_protocol_error (task, _ ("the questions"));
  else if (!list->all && (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SERVER) ||
                          g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND)))
    {
      list->all = TRUE;
      ask_for_list (self, g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes the caller's reference to @task. */
static void
ask_for_list (StudioMetabaseClient *self, GTask *task)
{
  List *list = g_task_get_task_data (task);
  g_autofree char *query =
      list->all ? g_strdup ("f=all")
                : g_strdup_printf ("f=database&model_id=%" G_GINT64_FORMAT, list->database_id);

  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = "/api/card", .query = query },
      g_task_get_cancellable (task), list_cb, task);
}

void
studio_metabase_client_list_questions_async (StudioMetabaseClient *self,
                                             gint64 database_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  List *list;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_list_questions_async);
  list = g_new0 (List, 1);
  list->database_id = database_id;
  g_task_set_task_data (task, list, (GDestroyNotify) list_free);
  ask_for_list (self, task);
}

GPtrArray *
studio_metabase_client_list_questions_finish (StudioMetabaseClient *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  gint64 database_id;
  guint offset;
  guint pages;
  GHashTable *seen; /* (owned) of ids */
  GPtrArray *cards; /* (owned) (nullable) of StudioCard */
} Search;

static void ask_for_page (StudioMetabaseClient *self, GTask *task);

static void
search_free (Search *search)
{
  g_hash_table_unref (search->seen);
  g_clear_pointer (&search->cards, g_ptr_array_unref);
  g_free (search);
}

static gboolean
is_question (JsonObject *object)
{
  const char *model = studio_json_get_string (object, "model");

  return g_strcmp0 (model, "card") == 0 || g_strcmp0 (model, "dataset") == 0 ||
         g_strcmp0 (model, "metric") == 0;
}

/* Returns: how many had not been in an earlier page. */
static guint
add_results (Search *search, JsonArray *array)
{
  guint added = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = studio_json_array_get_object (array, i);
      StudioCard *card = is_question (object) ? studio_card_from_json (object) : NULL;

      if (card != NULL && g_hash_table_add (search->seen, GINT_TO_POINTER ((int) card->id)))
        {
          card->collection_id =
              studio_json_get_int (studio_json_get_object (object, "collection"), "id", 0);
          added++;
          if (!card->archived)
            g_ptr_array_add (search->cards, g_steal_pointer (&card));
        }
      g_clear_pointer (&card, studio_card_free);
    }
  return added;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (source);
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node = _studio_metabase_request_finish (self, result, &error);
  JsonArray *array = _studio_metabase_list_in (node);
  guint received;

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (array == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("a search"));
      return;
    }
  received = json_array_get_length (array);
  search->offset += received;
  search->pages++;
  /* `total` is cut off at what Metabase is ready to look through, so pages end where nothing new
   * comes. */
  if (add_results (search, array) > 0 && search->pages < MOST_PAGES)
    ask_for_page (self, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&search->cards),
                           (GDestroyNotify) g_ptr_array_unref);
}

/* Takes the caller's reference to @task. */
static void
ask_for_page (StudioMetabaseClient *self, GTask *task)
{
  Search *search = g_task_get_task_data (task);
  const char *metrics = studio_metabase_client_get_version (self) >= 50 ? "&models=metric" : "";
  g_autofree char *query = g_strdup_printf (
      "models=card&models=dataset%s&table_db_id=%" G_GINT64_FORMAT "&limit=%d&offset=%u", metrics,
      search->database_id, PAGE, search->offset);

  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = "/api/search", .query = query },
      g_task_get_cancellable (task), page_cb, task);
}

void
studio_metabase_client_search_questions_async (StudioMetabaseClient *self,
                                               gint64 database_id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data)
{
  Search *search;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_search_questions_async);
  search = g_new0 (Search, 1);
  search->database_id = database_id;
  search->seen = g_hash_table_new (NULL, NULL);
  search->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_card_free);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  ask_for_page (self, task);
}

GPtrArray *
studio_metabase_client_search_questions_finish (StudioMetabaseClient *self,
                                                GAsyncResult *result,
                                                GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
