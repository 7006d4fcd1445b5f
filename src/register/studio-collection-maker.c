/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-collection-maker.h"

#include "core/studio-category.h"
#include "core/studio-error.h"
#include "register/studio-registration-survey.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_COLOR "#509EE3"
#define MOST_TRIES 3

/* All collections of one registration. */
typedef struct
{
  StudioWriteContext *context; /* (owned) */
  char *name;
  GStrv categories;
  GHashTable *ids; /* (owned) category → id */
  guint made;
  guint waiting; /* collections on their way */
  GError *error; /* (owned) (nullable) the first that went wrong */
} Making;

/* One of them. */
typedef struct
{
  GTask *task;      /* (owned) of the making */
  const char *name; /* of the category, or of the top collection */
  gint64 parent;    /* 0 for the top collection */
  gint64 intent;
  guint tries;
  GError *error; /* (owned) (nullable) of the last try */
} Piece;

static void send_piece (Piece *piece);

static void
making_free (Making *making)
{
  studio_write_context_unref (making->context);
  g_free (making->name);
  g_strfreev (making->categories);
  g_hash_table_unref (making->ids);
  g_clear_error (&making->error);
  g_free (making);
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
finish_making (GTask *task)
{
  Making *making = g_task_get_task_data (task);

  if (making->error != NULL)
    {
      if (!studio_write_context_concerns_all (making->error))
        g_prefix_error (&making->error, "%s ", _ ("A collection could not be created."));
      g_task_return_error (task, g_steal_pointer (&making->error));
    }
  else
    g_task_return_pointer (task, g_hash_table_ref (making->ids),
                           (GDestroyNotify) g_hash_table_unref);
}

static void
begin_piece (GTask *task, const char *name, gint64 parent)
{
  Making *making = g_task_get_task_data (task);
  Piece *piece = g_new0 (Piece, 1);

  piece->task = g_object_ref (task);
  piece->name = name;
  piece->parent = parent;
  making->waiting++;
  send_piece (piece);
}

static void
begin_categories (GTask *task, gint64 top)
{
  Making *making = g_task_get_task_data (task);

  for (guint i = 0; making->categories[i] != NULL; i++)
    begin_piece (task, making->categories[i], top);
}

/* Takes @piece and @error (nullable). */
static void
end_piece (Piece *piece, gint64 id, GError *error)
{
  g_autoptr (GTask) task = piece->task;
  Making *making = g_task_get_task_data (task);

  if (id != 0)
    studio_write_context_end (making->context, piece->intent, "done", id);
  else if (!g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR) &&
           !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    studio_write_context_end (making->context, piece->intent, "failed", 0);
  if (id != 0 && piece->parent == 0)
    begin_categories (task, id);
  else if (id != 0)
    g_hash_table_insert (making->ids, g_strdup (piece->name), g_memdup2 (&id, sizeof id));
  else if (making->error == NULL)
    making->error = g_error_copy (error);
  g_clear_error (&error);
  g_clear_error (&piece->error);
  g_free (piece);
  if (--making->waiting == 0)
    finish_making (task);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  send_piece (user_data);
  return G_SOURCE_REMOVE;
}

static void
try_again (Piece *piece)
{
  if (piece->tries >= MOST_TRIES ||
      g_cancellable_is_cancelled (g_task_get_cancellable (piece->task)))
    end_piece (piece, 0, g_steal_pointer (&piece->error));
  else
    g_timeout_add (studio_write_context_pause (piece->error, piece->tries), pause_over_cb, piece);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Piece *piece = user_data;
  Making *making = g_task_get_task_data (piece->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) collections = studio_metabase_client_list_collections_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);
  gint64 id;

  if (collections == NULL)
    {
      end_piece (piece, 0, error);
      return;
    }
  id = studio_registration_survey_find_collection (collections, piece->name, piece->parent);
  if (id != 0)
    {
      making->made++;
      end_piece (piece, id, NULL);
    }
  else
    try_again (piece);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Piece *piece = user_data;
  Making *making = g_task_get_task_data (piece->task);
  GError *error = NULL;
  StudioCollection *collection = studio_metabase_client_create_collection_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (collection != NULL)
    {
      gint64 id = collection->id;

      making->made++;
      studio_collection_free (collection);
      end_piece (piece, id, NULL);
      return;
    }
  g_clear_error (&piece->error);
  piece->error = error;
  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR))
    studio_metabase_client_list_collections_async (
        making->context->client, g_task_get_cancellable (piece->task), read_back_cb, piece);
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_THROTTLED))
    try_again (piece);
  else
    end_piece (piece, 0, g_steal_pointer (&piece->error));
}

static void
create (Piece *piece)
{
  Making *making = g_task_get_task_data (piece->task);
  StudioCategory *category = piece->parent != 0 ? find_category (piece->name) : NULL;
  const char *description = category != NULL ? studio_category_get_description (category)
                            : piece->parent == 0
                                ? _ ("KPIs that were checked and approved in KPI Studio.")
                                : NULL;

  piece->tries++;
  studio_metabase_client_create_collection_async (
      making->context->client, piece->name, description, piece->parent,
      category != NULL ? studio_category_get_color (category) : DEFAULT_COLOR,
      g_task_get_cancellable (piece->task), created_cb, piece);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Piece *piece = user_data;
  GError *error = NULL;

  if (!studio_write_context_begin_finish (result, &piece->intent, &error))
    end_piece (piece, 0, error);
  else
    create (piece);
}

static void
send_piece (Piece *piece)
{
  Making *making = g_task_get_task_data (piece->task);

  if (piece->tries > 0)
    {
      create (piece);
      return;
    }
  studio_write_context_begin_async (making->context,
                                    &(StudioIntent){ .object = (char *) "collection",
                                                     .action = (char *) "create",
                                                     .name = (char *) piece->name,
                                                     .parent_id = piece->parent },
                                    noted_cb, piece);
}

void
studio_collection_maker_make_async (StudioWriteContext *context,
                                    const char *name,
                                    gint64 top,
                                    const char *const *categories,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Making *making = g_new0 (Making, 1);

  g_task_set_source_tag (task, studio_collection_maker_make_async);
  making->context = studio_write_context_ref (context);
  making->name = g_strdup (name);
  making->categories = g_strdupv ((GStrv) categories);
  making->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);
  if (making->categories[0] == NULL)
    finish_making (task);
  else if (top == 0)
    begin_piece (task, making->name, 0);
  else
    begin_categories (task, top);
}

GHashTable *
studio_collection_maker_make_finish (GAsyncResult *result, guint *made, GError **error)
{
  *made = ((Making *) g_task_get_task_data (G_TASK (result)))->made;
  return g_task_propagate_pointer (G_TASK (result), error);
}
