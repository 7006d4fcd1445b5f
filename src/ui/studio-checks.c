/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-checks.h"

struct _StudioChecks
{
  GObject parent_instance;

  StudioSession *session;    /* (owned) */
  GQueue waiting;            /* of StudioKpi (owned), the first under way */
  GCancellable *cancellable; /* (owned) of the one under way */
  guint running : 1;
};

enum
{
  PROP_0,
  PROP_N_WAITING,
  N_PROPS
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioChecks, studio_checks, G_TYPE_OBJECT)

static void start_next (StudioChecks *self);

static void
studio_checks_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_WAITING)
    g_value_set_uint (value, studio_checks_get_n_waiting (STUDIO_CHECKS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_checks_dispose (GObject *object)
{
  StudioChecks *self = STUDIO_CHECKS (object);

  g_cancellable_cancel (self->cancellable);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (studio_checks_parent_class)->dispose (object);
}

static void
studio_checks_finalize (GObject *object)
{
  StudioChecks *self = STUDIO_CHECKS (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (studio_checks_parent_class)->finalize (object);
}

static void
studio_checks_class_init (StudioChecksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = studio_checks_get_property;
  object_class->dispose = studio_checks_dispose;
  object_class->finalize = studio_checks_finalize;
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", STUDIO_TYPE_CHECKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, STUDIO_TYPE_KPI);
  signals[FAILED] = g_signal_new ("failed", STUDIO_TYPE_CHECKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, STUDIO_TYPE_KPI, G_TYPE_STRING);
}

static void
studio_checks_init (StudioChecks *self)
{
  g_queue_init (&self->waiting);
}

StudioChecks *
studio_checks_new (StudioSession *session)
{
  StudioChecks *self = g_object_new (STUDIO_TYPE_CHECKS, NULL);

  self->session = g_object_ref (session);
  return self;
}

static void
checked_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (StudioChecks) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) rows G_GNUC_UNUSED =
      studio_session_check_finish (STUDIO_SESSION (source), async_result, &error);
  g_autoptr (StudioKpi) kpi = NULL;

  self->running = FALSE;
  if (self->session == NULL)
    return;
  kpi = g_queue_pop_head (&self->waiting);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  g_signal_emit (self, signals[CHANGED], 0, kpi);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, kpi, error->message);
  start_next (self);
}

static void
start_next (StudioChecks *self)
{
  StudioKpi *kpi = g_queue_peek_head (&self->waiting);

  if (kpi == NULL || self->running)
    return;
  self->running = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  studio_session_check_async (self->session, kpi, self->cancellable, checked_cb,
                              g_object_ref (self));
}

void
studio_checks_start (StudioChecks *self, StudioKpi *kpi)
{
  g_return_if_fail (STUDIO_IS_CHECKS (self) && STUDIO_IS_KPI (kpi));

  if (studio_checks_is_checking (self, kpi))
    return;
  g_queue_push_tail (&self->waiting, g_object_ref (kpi));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  g_signal_emit (self, signals[CHANGED], 0, kpi);
  start_next (self);
}

void
studio_checks_cancel (StudioChecks *self)
{
  g_return_if_fail (STUDIO_IS_CHECKS (self));

  while (self->waiting.length > (self->running ? 1u : 0u))
    {
      g_autoptr (StudioKpi) kpi = g_queue_pop_tail (&self->waiting);

      g_signal_emit (self, signals[CHANGED], 0, kpi);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  g_cancellable_cancel (self->cancellable);
}

guint
studio_checks_get_n_waiting (StudioChecks *self)
{
  g_return_val_if_fail (STUDIO_IS_CHECKS (self), 0);
  return self->waiting.length;
}

gboolean
studio_checks_is_checking (StudioChecks *self, StudioKpi *kpi)
{
  g_return_val_if_fail (STUDIO_IS_CHECKS (self), FALSE);
  return g_queue_find (&self->waiting, kpi) != NULL;
}
