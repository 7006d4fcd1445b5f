/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-list-watch.h"

struct _StudioListWatch
{
  GObject parent_instance;

  GListModel *model;             /* (owned) */
  GPtrArray *items;              /* (owned) those with handlers, in the model's order */
  const char *const *properties; /* static */
  guint delay;                   /* milliseconds */
  guint source;
};

static guint changed;

G_DEFINE_FINAL_TYPE (StudioListWatch, studio_list_watch, G_TYPE_OBJECT)

static gboolean
emit_cb (gpointer user_data)
{
  StudioListWatch *self = user_data;

  self->source = 0;
  g_signal_emit (self, changed, 0);
  return G_SOURCE_REMOVE;
}

static void
queue (StudioListWatch *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (self->delay, emit_cb, self);
}

static void
notify_cb (GObject *item, GParamSpec *pspec, StudioListWatch *self)
{
  for (gsize i = 0; self->properties[i] != NULL; i++)
    if (g_str_equal (pspec->name, self->properties[i]))
      {
        queue (self);
        return;
      }
}

static void
forget (StudioListWatch *self, guint position, guint n)
{
  for (guint i = position; i < position + n; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, i), notify_cb, self);
  if (n > 0)
    g_ptr_array_remove_range (self->items, position, n);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  StudioListWatch *self = user_data;

  forget (self, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      GObject *item = g_list_model_get_item (model, i);

      g_signal_connect (item, "notify", G_CALLBACK (notify_cb), self);
      g_ptr_array_insert (self->items, (int) i, item);
    }
  queue (self);
}

static void
studio_list_watch_dispose (GObject *object)
{
  StudioListWatch *self = STUDIO_LIST_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
      forget (self, 0, self->items->len);
    }
  g_clear_object (&self->model);
  G_OBJECT_CLASS (studio_list_watch_parent_class)->dispose (object);
}

static void
studio_list_watch_finalize (GObject *object)
{
  g_ptr_array_unref (STUDIO_LIST_WATCH (object)->items);
  G_OBJECT_CLASS (studio_list_watch_parent_class)->finalize (object);
}

static void
studio_list_watch_class_init (StudioListWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_list_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = studio_list_watch_finalize;
  changed = g_signal_new ("changed", STUDIO_TYPE_LIST_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                          G_TYPE_NONE, 0);
}

static void
studio_list_watch_init (StudioListWatch *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

StudioListWatch *
studio_list_watch_new (GListModel *model, const char *const *properties, guint delay)
{
  StudioListWatch *self = g_object_new (STUDIO_TYPE_LIST_WATCH, NULL);

  self->model = g_object_ref (model);
  self->properties = properties;
  self->delay = delay;
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (model, 0, 0, g_list_model_get_n_items (model), self);
  return self;
}

void
studio_list_watch_flush (StudioListWatch *self)
{
  g_return_if_fail (STUDIO_IS_LIST_WATCH (self));

  if (self->source != 0)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      g_signal_emit (self, changed, 0);
    }
}
