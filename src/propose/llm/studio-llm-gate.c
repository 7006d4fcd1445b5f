/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-gate.h"

struct _StudioLlmGate
{
  GObject parent_instance;

  guint width;
  guint inside;
  GQueue waiting;      /* of GTask (owned) */
  gint64 closed_until; /* monotonic, microseconds */
  guint timer;         /* source that opens it again */
};

G_DEFINE_FINAL_TYPE (StudioLlmGate, studio_llm_gate, G_TYPE_OBJECT)

static void
studio_llm_gate_dispose (GObject *object)
{
  StudioLlmGate *self = STUDIO_LLM_GATE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (studio_llm_gate_parent_class)->dispose (object);
}

static void
studio_llm_gate_class_init (StudioLlmGateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_llm_gate_dispose;
}

static void
studio_llm_gate_init (StudioLlmGate *self)
{
  g_queue_init (&self->waiting);
}

StudioLlmGate *
studio_llm_gate_new (guint width)
{
  StudioLlmGate *self = g_object_new (STUDIO_TYPE_LLM_GATE, NULL);

  self->width = MAX (1, width);
  return self;
}

guint
studio_llm_gate_get_wait (StudioLlmGate *self)
{
  gint64 left = self->closed_until - g_get_monotonic_time ();

  return left > 0 ? (left + 999) / 1000 : 0;
}

static void
let_in (StudioLlmGate *self)
{
  while (self->inside < self->width && studio_llm_gate_get_wait (self) == 0 &&
         !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);

      self->inside++;
      g_task_return_boolean (task, TRUE);
    }
}

void
studio_llm_gate_set_width (StudioLlmGate *self, guint width)
{
  g_return_if_fail (STUDIO_IS_LLM_GATE (self));

  self->width = MAX (1, width);
  let_in (self);
}

static gboolean
open_cb (gpointer user_data)
{
  StudioLlmGate *self = user_data;

  self->timer = 0;
  let_in (self);
  return G_SOURCE_REMOVE;
}

/* One that does not want to wait any longer leaves the queue at once. */
static gboolean
give_up_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  StudioLlmGate *self = g_task_get_source_object (task);

  if (g_queue_remove (&self->waiting, task))
    {
      g_task_return_error_if_cancelled (task);
      g_object_unref (task);
    }
  return G_SOURCE_REMOVE;
}

static void
destroy_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

void
studio_llm_gate_enter_async (StudioLlmGate *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_LLM_GATE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_llm_gate_enter_async);
  /* Who has entered has to leave, also when it was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (give_up_cb), task, NULL);
      g_source_attach (source, g_main_context_get_thread_default ());
      g_task_set_task_data (task, source, destroy_source);
    }
  g_queue_push_tail (&self->waiting, g_object_ref (task));
  let_in (self);
}

gboolean
studio_llm_gate_enter_finish (StudioLlmGate *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
studio_llm_gate_leave (StudioLlmGate *self)
{
  g_return_if_fail (STUDIO_IS_LLM_GATE (self) && self->inside > 0);

  self->inside--;
  let_in (self);
}

void
studio_llm_gate_pause (StudioLlmGate *self, guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * G_GINT64_CONSTANT (1000);

  if (until <= self->closed_until)
    return;
  self->closed_until = until;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (milliseconds + 1, open_cb, self);
}
