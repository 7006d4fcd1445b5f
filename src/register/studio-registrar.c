/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-registrar.h"

#include "core/studio-error.h"
#include "register/studio-card-marker.h"
#include "register/studio-kpi-card.h"
#include "register/studio-registrar-collections.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define OTHER_CATEGORY _ ("Other")

struct _StudioRegistrar
{
  GObject parent_instance;

  StudioMetabaseClient *client; /* (owned) */
  char *collection_name;
};

enum
{
  PROP_0,
  PROP_COLLECTION_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioRegistrar, studio_registrar, G_TYPE_OBJECT)

/* One registration: its KPIs one after the other. */
typedef struct
{
  GPtrArray *kpis;                    /* (owned) of StudioKpi */
  GPtrArray *targets;                 /* (owned) (nullable) of StudioTargetCollection */
  StudioRegistrationSummary *summary; /* (owned) */
  StudioRegisteredFunc registered;
  gpointer registered_data;
  GDestroyNotify registered_data_free;
  guint next;
  gboolean tried;   /* creating the present one was tried once and is unclear */
  gint64 card_id;   /* the card that is being looked at */
  char *name;       /* (nullable) name for the present one's card */
  guint name_tries; /* how often its name was taken */
} Registration;

static void register_next (GTask *task);
static void look_for_card (GTask *task);

static void
registration_free (Registration *registration)
{
  g_ptr_array_unref (registration->kpis);
  g_clear_pointer (&registration->targets, g_ptr_array_unref);
  studio_registration_summary_unref (registration->summary);
  if (registration->registered_data_free != NULL)
    registration->registered_data_free (registration->registered_data);
  g_free (registration->name);
  g_free (registration);
}

static void
studio_registrar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COLLECTION_NAME)
    g_value_set_string (value, STUDIO_REGISTRAR (object)->collection_name);
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
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_registrar_dispose (GObject *object)
{
  StudioRegistrar *self = STUDIO_REGISTRAR (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->collection_name, g_free);
  G_OBJECT_CLASS (studio_registrar_parent_class)->dispose (object);
}

static void
studio_registrar_class_init (StudioRegistrarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = studio_registrar_get_property;
  object_class->set_property = studio_registrar_set_property;
  object_class->dispose = studio_registrar_dispose;
  properties[PROP_COLLECTION_NAME] =
      g_param_spec_string ("collection-name", NULL, NULL, "KPI Studio",
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_registrar_init (StudioRegistrar *self)
{
}

StudioRegistrar *
studio_registrar_new (StudioMetabaseClient *client)
{
  StudioRegistrar *self = g_object_new (STUDIO_TYPE_REGISTRAR, NULL);

  self->client = g_object_ref (client);
  return self;
}

static const char *
category_of (StudioKpi *kpi)
{
  const char *category = studio_kpi_get_category (kpi);

  return category != NULL && *category != '\0' ? category : OTHER_CATEGORY;
}

static StudioKpi *
current_kpi (Registration *registration)
{
  return g_ptr_array_index (registration->kpis, registration->next);
}

static StudioTargetCollection *
current_target (Registration *registration)
{
  return studio_target_collection_find (registration->targets,
                                        category_of (current_kpi (registration)));
}

/* Takes the caller's reference to @task. */
static void
end_kpi (GTask *task, StudioRegistrationAction action, gint64 card_id, char *message)
{
  Registration *registration = g_task_get_task_data (task);
  StudioKpi *kpi = current_kpi (registration);
  StudioTargetCollection *target = current_target (registration);
  StudioRegistrationEntry *entry =
      studio_registration_entry_new (studio_kpi_get_id (kpi), studio_kpi_get_name (kpi), action);

  entry->card_id = card_id;
  entry->collection_id = target->id;
  entry->collection = g_strdup (target->category);
  entry->message = message;
  if (action != STUDIO_REGISTRATION_FAILED)
    {
      studio_kpi_set_card_id (kpi, card_id);
      studio_kpi_set_collection_id (kpi, target->id);
      studio_kpi_set_registration (kpi, STUDIO_REGISTRATION_REGISTERED);
    }
  studio_registration_summary_take (registration->summary, entry);
  if (registration->registered != NULL)
    registration->registered (kpi, entry, registration->registered_data);
  registration->next++;
  registration->tried = FALSE;
  registration->name_tries = 0;
  g_clear_pointer (&registration->name, g_free);
  register_next (task);
}

/* Trouble with one KPI is noted, trouble with everything ends it. Takes @task and @error. */
static void
end_kpi_with_error (GTask *task, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  end_kpi (task, STUDIO_REGISTRATION_FAILED, 0, g_strdup (error->message));
  g_error_free (error);
}

static StudioCard *
make_card (StudioKpi *kpi, const char *name, gint64 card_id, gint64 collection_id)
{
  StudioCard *card = studio_kpi_card_new (kpi, name, NULL, NULL);

  card->id = card_id;
  card->collection_id = collection_id;
  return card;
}

static StudioCollectionItem *
find_by_marker (StudioTargetCollection *target, StudioKpi *kpi)
{
  g_autofree char *digest = studio_card_marker_digest (studio_kpi_get_sql (kpi));

  for (guint i = 0; i < target->cards->len; i++)
    {
      StudioCollectionItem *item = g_ptr_array_index (target->cards, i);
      g_autofree char *its_kpi = NULL;
      g_autofree char *its_digest = NULL;

      if (studio_card_marker_read (item->description, &its_kpi, &its_digest) &&
          (strcmp (its_kpi, studio_kpi_get_id (kpi)) == 0 || strcmp (its_digest, digest) == 0))
        return item;
    }
  return NULL;
}

static StudioCollectionItem *
find_by_name (StudioTargetCollection *target, const char *name)
{
  for (guint i = 0; i < target->cards->len; i++)
    {
      StudioCollectionItem *item = g_ptr_array_index (target->cards, i);

      if (g_strcmp0 (item->name, name) == 0)
        return item;
    }
  return NULL;
}

static void
forget_card (StudioTargetCollection *target, gint64 card_id)
{
  for (guint i = 0; i < target->cards->len; i++)
    if (((StudioCollectionItem *) g_ptr_array_index (target->cards, i))->id == card_id)
      {
        g_ptr_array_remove_index (target->cards, i);
        return;
      }
}

static void
remember_card (StudioTargetCollection *target, const StudioCard *card, const char *description)
{
  StudioCollectionItem *item = g_new0 (StudioCollectionItem, 1);

  item->id = card->id;
  item->model = g_strdup ("card");
  item->name = g_strdup (card->name);
  item->description = g_strdup (description);
  g_ptr_array_add (target->cards, item);
}

static void
list_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Registration *registration = g_task_get_task_data (task);
  StudioTargetCollection *target = current_target (registration);
  GError *error = NULL;
  GPtrArray *cards =
      studio_metabase_client_list_items_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  StudioCollectionItem *item;

  if (cards == NULL)
    {
      end_kpi_with_error (task, error);
      return;
    }
  g_ptr_array_unref (target->cards);
  target->cards = cards;
  item = find_by_marker (target, current_kpi (registration));
  if (item != NULL)
    end_kpi (task, STUDIO_REGISTRATION_CREATED, item->id, NULL);
  else
    look_for_card (task);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioRegistrar *self = g_task_get_source_object (task);
  Registration *registration = g_task_get_task_data (task);
  StudioTargetCollection *target = current_target (registration);
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_save_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card != NULL)
    {
      remember_card (target, card, card->description);
      end_kpi (task, STUDIO_REGISTRATION_CREATED, card->id, NULL);
    }
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR) && !registration->tried)
    {
      /* The card may be there: read the collection back before trying once more. */
      g_error_free (error);
      registration->tried = TRUE;
      studio_metabase_client_list_items_async (self->client, target->id, "card",
                                               g_task_get_cancellable (task), list_again_cb, task);
    }
  else
    end_kpi_with_error (task, error);
}

/* Takes the caller's reference to @task. */
static void
create_card (GTask *task)
{
  StudioRegistrar *self = g_task_get_source_object (task);
  Registration *registration = g_task_get_task_data (task);
  g_autoptr (StudioCard) card = make_card (current_kpi (registration), registration->name, 0,
                                           current_target (registration)->id);

  studio_metabase_client_save_card_async (self->client, card, g_task_get_cancellable (task),
                                          created_cb, task);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_save_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card != NULL)
    end_kpi (task, STUDIO_REGISTRATION_UPDATED, card->id, NULL);
  else
    end_kpi_with_error (task, error);
}

static gboolean
same_sql (const char *left, const char *right)
{
  g_autofree char *a = studio_card_marker_digest (left != NULL ? left : "");
  g_autofree char *b = studio_card_marker_digest (right != NULL ? right : "");

  return strcmp (a, b) == 0;
}

/* Whether the card's SQL is still what was registered, so that it may be overwritten. */
static gboolean
is_untouched (const StudioCard *card)
{
  g_autofree char *kpi = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *now = studio_card_marker_digest (card->sql != NULL ? card->sql : "");

  return studio_card_marker_read (card->description, &kpi, &digest) && strcmp (digest, now) == 0;
}

/* Takes the caller's reference to @task. */
static void
settle_with_card (GTask *task, const StudioCard *card)
{
  StudioRegistrar *self = g_task_get_source_object (task);
  Registration *registration = g_task_get_task_data (task);
  StudioKpi *kpi = current_kpi (registration);
  gboolean outdated = studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_OUTDATED;

  if (same_sql (card->sql, studio_kpi_get_sql (kpi)) && !outdated)
    end_kpi (task, STUDIO_REGISTRATION_LINKED, card->id, NULL);
  else if (is_untouched (card))
    {
      g_autoptr (StudioCard) newer =
          make_card (kpi, studio_kpi_get_name (kpi), card->id, card->collection_id);

      studio_metabase_client_save_card_async (self->client, newer, g_task_get_cancellable (task),
                                              updated_cb, task);
    }
  else
    end_kpi (
        task, STUDIO_REGISTRATION_SKIPPED, card->id,
        g_strdup (
            _ ("Somebody has changed this question in Metabase, so it was left as it is there.")));
}

static void
own_card_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Registration *registration = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card != NULL && !card->archived)
    settle_with_card (task, card);
  else if (card != NULL || g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    {
      /* Archived or deleted in Metabase: it was approved again, so it gets a new card. */
      g_clear_error (&error);
      forget_card (current_target (registration), registration->card_id);
      studio_kpi_set_card_id (current_kpi (registration), 0);
      look_for_card (task);
    }
  else
    end_kpi_with_error (task, error);
}

/* A card of the same name with another meaning keeps its name; ours is told apart by its table. */
static void
take_next_name (Registration *registration)
{
  StudioKpi *kpi = current_kpi (registration);

  g_free (registration->name);
  registration->name_tries++;
  if (registration->name_tries == 1 && studio_kpi_get_table (kpi) != NULL)
    registration->name =
        g_strdup_printf ("%s · %s", studio_kpi_get_name (kpi), studio_kpi_get_table (kpi));
  else
    registration->name =
        g_strdup_printf ("%s (%u)", studio_kpi_get_name (kpi), registration->name_tries);
}

static void
namesake_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Registration *registration = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card == NULL && !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    {
      end_kpi_with_error (task, error);
      return;
    }
  g_clear_error (&error);
  if (card != NULL && same_sql (card->sql, studio_kpi_get_sql (current_kpi (registration))))
    {
      end_kpi (task, STUDIO_REGISTRATION_LINKED, card->id, NULL);
      return;
    }
  take_next_name (registration);
  look_for_card (task);
}

/* Takes the caller's reference to @task. */
static void
look_for_card (GTask *task)
{
  StudioRegistrar *self = g_task_get_source_object (task);
  Registration *registration = g_task_get_task_data (task);
  StudioKpi *kpi = current_kpi (registration);
  StudioTargetCollection *target = current_target (registration);
  StudioCollectionItem *item;

  if (registration->name == NULL)
    registration->name = g_strdup (studio_kpi_get_name (kpi));
  item = find_by_marker (target, kpi);
  if (item != NULL)
    {
      registration->card_id = item->id;
      studio_metabase_client_get_card_async (self->client, item->id, g_task_get_cancellable (task),
                                             own_card_cb, task);
      return;
    }
  item = find_by_name (target, registration->name);
  if (item != NULL)
    studio_metabase_client_get_card_async (self->client, item->id, g_task_get_cancellable (task),
                                           namesake_cb, task);
  else
    create_card (task);
}

/* Takes the caller's reference to @task. */
static void
register_next (GTask *task)
{
  StudioRegistrar *self = g_task_get_source_object (task);
  Registration *registration = g_task_get_task_data (task);
  StudioKpi *kpi;

  if (registration->next >= registration->kpis->len)
    {
      g_task_return_pointer (task, studio_registration_summary_ref (registration->summary),
                             (GDestroyNotify) studio_registration_summary_unref);
      g_object_unref (task);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  kpi = current_kpi (registration);
  registration->card_id = studio_kpi_get_card_id (kpi);
  if (registration->card_id != 0)
    studio_metabase_client_get_card_async (self->client, studio_kpi_get_card_id (kpi),
                                           g_task_get_cancellable (task), own_card_cb, task);
  else
    look_for_card (task);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Registration *registration = g_task_get_task_data (task);
  GError *error = NULL;

  registration->targets = studio_target_collections_prepare_finish (
      result, &registration->summary->collections_created, &error);
  if (registration->targets == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  register_next (task);
}

static GStrv
collect_categories (GPtrArray *kpis)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < kpis->len; i++)
    {
      const char *category = category_of (g_ptr_array_index (kpis, i));

      if (g_hash_table_add (seen, (gpointer) category))
        g_strv_builder_add (builder, category);
    }
  return g_strv_builder_end (builder);
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
  g_auto (GStrv) categories = NULL;
  Registration *registration;
  GTask *task;

  g_return_if_fail (STUDIO_IS_REGISTRAR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_registrar_register_async);
  registration = g_new0 (Registration, 1);
  registration->kpis = g_ptr_array_ref (kpis);
  registration->summary = studio_registration_summary_new (self->collection_name);
  registration->summary->approved = kpis->len;
  registration->registered = registered;
  registration->registered_data = registered_data;
  registration->registered_data_free = registered_data_free;
  g_task_set_task_data (task, registration, (GDestroyNotify) registration_free);
  if (kpis->len == 0)
    {
      g_task_return_pointer (task, studio_registration_summary_ref (registration->summary),
                             (GDestroyNotify) studio_registration_summary_unref);
      g_object_unref (task);
      return;
    }
  categories = collect_categories (kpis);
  studio_target_collections_prepare_async (self->client, self->collection_name,
                                           (const char *const *) categories, cancellable,
                                           prepared_cb, task);
}

StudioRegistrationSummary *
studio_registrar_register_finish (StudioRegistrar *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
