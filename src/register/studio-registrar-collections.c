/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-registrar-collections.h"

#include "core/studio-category.h"
#include "core/studio-error.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_COLOR "#509EE3"

/*
 * One name after the other: the top collection first (step 0), then one per category; for each it
 * is looked for, created when missing, and its cards are listed.
 */
typedef struct
{
  StudioMetabaseClient *client; /* (owned) */
  char *name;
  GStrv categories;
  GPtrArray *collections; /* (owned) of StudioCollection, all of the instance */
  GPtrArray *targets;     /* (owned) of StudioTargetCollection */
  gint64 top;             /* id of the top collection, 0 until known */
  guint step;
  guint created;
  gboolean looked_again; /* after a lost reply */
} Prepare;

static void list_collections (GTask *task);
static void go_on (GTask *task);

static void
target_free (StudioTargetCollection *target)
{
  g_free (target->category);
  g_clear_pointer (&target->cards, g_ptr_array_unref);
  g_free (target);
}

static void
prepare_free (Prepare *prepare)
{
  g_object_unref (prepare->client);
  g_free (prepare->name);
  g_strfreev (prepare->categories);
  g_clear_pointer (&prepare->collections, g_ptr_array_unref);
  g_clear_pointer (&prepare->targets, g_ptr_array_unref);
  g_free (prepare);
}

StudioTargetCollection *
studio_target_collection_find (GPtrArray *targets, const char *category)
{
  for (guint i = 0; i < targets->len; i++)
    {
      StudioTargetCollection *target = g_ptr_array_index (targets, i);

      if (g_strcmp0 (target->category, category) == 0)
        return target;
    }
  return NULL;
}

static gint64
find_collection (Prepare *prepare, const char *name, gint64 parent)
{
  for (guint i = 0; i < prepare->collections->len; i++)
    {
      StudioCollection *collection = g_ptr_array_index (prepare->collections, i);

      if (collection->parent_id == parent && !collection->personal && collection->can_write &&
          g_strcmp0 (collection->name, name) == 0)
        return collection->id;
    }
  return 0;
}

static StudioCategory *
find_category (const char *name)
{
  GListModel *categories = studio_categories_get_default ();

  for (guint i = 0; i < g_list_model_get_n_items (categories); i++)
    {
      /* The list keeps its own reference. */
      g_autoptr (StudioCategory) category = g_list_model_get_item (categories, i);

      if (g_strcmp0 (studio_category_get_name (category), name) == 0)
        return category;
    }
  return NULL;
}

static void
list_cards_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  StudioTargetCollection *target = g_ptr_array_index (prepare->targets, prepare->targets->len - 1);
  GError *error = NULL;

  target->cards =
      studio_metabase_client_list_items_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  if (target->cards == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  prepare->step++;
  go_on (g_steal_pointer (&task));
}

/* Takes the caller's reference to @task. */
static void
use_collection (GTask *task, gint64 id)
{
  Prepare *prepare = g_task_get_task_data (task);
  StudioTargetCollection *target;

  prepare->looked_again = FALSE;
  if (prepare->step == 0)
    {
      prepare->top = id;
      prepare->step++;
      go_on (task);
      return;
    }
  target = g_new0 (StudioTargetCollection, 1);
  target->category = g_strdup (prepare->categories[prepare->step - 1]);
  target->id = id;
  g_ptr_array_add (prepare->targets, target);
  studio_metabase_client_list_items_async (prepare->client, id, "card",
                                           g_task_get_cancellable (task), list_cards_cb, task);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  GError *error = NULL;
  StudioCollection *collection = studio_metabase_client_create_collection_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (collection != NULL)
    {
      gint64 id = collection->id;

      prepare->created++;
      g_ptr_array_add (prepare->collections, collection);
      use_collection (g_steal_pointer (&task), id);
    }
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR) && !prepare->looked_again)
    {
      /* It may be there: look before creating it a second time. */
      g_error_free (error);
      prepare->looked_again = TRUE;
      list_collections (g_steal_pointer (&task));
    }
  else
    {
      g_prefix_error (&error, _ ("A collection could not be created. "));
      g_task_return_error (task, error);
    }
}

/* Takes the caller's reference to @task. */
static void
go_on (GTask *task)
{
  Prepare *prepare = g_task_get_task_data (task);
  const char *name;
  g_autofree char *description = NULL;
  StudioCategory *category;
  gint64 id;

  if (prepare->step > g_strv_length (prepare->categories))
    {
      g_task_return_pointer (task, g_ptr_array_ref (prepare->targets),
                             (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  name = prepare->step == 0 ? prepare->name : prepare->categories[prepare->step - 1];
  category = find_category (name);
  id = find_collection (prepare, name, prepare->top);
  if (id != 0)
    {
      use_collection (task, id);
      return;
    }
  description =
      g_strdup (category != NULL     ? studio_category_get_description (category)
                : prepare->step == 0 ? _ ("KPIs that were checked and approved in KPI Studio.")
                                     : NULL);
  studio_metabase_client_create_collection_async (
      prepare->client, name, description, prepare->top,
      category != NULL ? studio_category_get_color (category) : DEFAULT_COLOR,
      g_task_get_cancellable (task), created_cb, task);
}

static void
list_collections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *collections = studio_metabase_client_list_collections_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (collections == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&prepare->collections, g_ptr_array_unref);
  prepare->collections = collections;
  go_on (g_steal_pointer (&task));
}

/* Takes the caller's reference to @task. */
static void
list_collections (GTask *task)
{
  Prepare *prepare = g_task_get_task_data (task);

  studio_metabase_client_list_collections_async (prepare->client, g_task_get_cancellable (task),
                                                 list_collections_cb, task);
}

void
studio_target_collections_prepare_async (StudioMetabaseClient *client,
                                         const char *name,
                                         const char *const *categories,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Prepare *prepare = g_new0 (Prepare, 1);

  g_task_set_source_tag (task, studio_target_collections_prepare_async);
  prepare->client = g_object_ref (client);
  prepare->name = g_strdup (name);
  prepare->categories = g_strdupv ((GStrv) categories);
  prepare->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) target_free);
  g_task_set_task_data (task, prepare, (GDestroyNotify) prepare_free);
  list_collections (task);
}

GPtrArray *
studio_target_collections_prepare_finish (GAsyncResult *result, guint *created, GError **error)
{
  Prepare *prepare = g_task_get_task_data (G_TASK (result));

  *created = prepare->created;
  return g_task_propagate_pointer (G_TASK (result), error);
}
