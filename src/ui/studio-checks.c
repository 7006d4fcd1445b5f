/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-checks.h"

/* Results that are kept; each has at most the row limit's rows. */
#define MAX_RESULTS 40

typedef struct
{
  char *sql;
  StudioResult *result; /* (owned) */
} Entry;

struct _StudioChecks
{
  GObject parent_instance;

  StudioSession *session;    /* (owned) */
  GQueue waiting;            /* of StudioKpi (owned), the first under way */
  GCancellable *cancellable; /* (owned) of the one under way */
  GHashTable *entries;       /* (owned) id (owned) → Entry */
  GQueue order;              /* of ids, owned by @entries, oldest first */
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
entry_free (Entry *entry)
{
  g_free (entry->sql);
  g_object_unref (entry->result);
  g_free (entry);
}

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
  g_queue_clear (&self->order);
  g_hash_table_unref (self->entries);
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
  g_queue_init (&self->order);
  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
}

StudioChecks *
studio_checks_new (StudioSession *session)
{
  StudioChecks *self = g_object_new (STUDIO_TYPE_CHECKS, NULL);

  self->session = g_object_ref (session);
  return self;
}

static void
keep_result (StudioChecks *self, StudioKpi *kpi, StudioResult *result)
{
  char *id = g_strdup (studio_kpi_get_id (kpi));
  GList *known = g_queue_find_custom (&self->order, id, (GCompareFunc) g_strcmp0);
  Entry *entry;

  if (known != NULL)
    g_queue_delete_link (&self->order, known);
  else if (self->order.length >= MAX_RESULTS)
    g_hash_table_remove (self->entries, g_queue_pop_head (&self->order));
  if (result == NULL)
    {
      g_hash_table_remove (self->entries, id);
      g_free (id);
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->sql = g_strdup (studio_kpi_get_sql (kpi));
  entry->result = g_object_ref (result);
  g_hash_table_replace (self->entries, id, entry);
  g_queue_push_tail (&self->order, id);
}

static void
checked_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (StudioChecks) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) result =
      studio_session_check_finish (STUDIO_SESSION (source), async_result, &error);
  g_autoptr (StudioKpi) kpi = NULL;

  self->running = FALSE;
  if (self->session == NULL)
    return;
  kpi = g_queue_pop_head (&self->waiting);
  keep_result (self, kpi, result);
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

StudioResult *
studio_checks_get_result (StudioChecks *self, StudioKpi *kpi)
{
  Entry *entry;

  g_return_val_if_fail (STUDIO_IS_CHECKS (self), NULL);

  entry = g_hash_table_lookup (self->entries, studio_kpi_get_id (kpi));
  if (entry == NULL || g_strcmp0 (entry->sql, studio_kpi_get_sql (kpi)) != 0)
    return NULL;
  return entry->result;
}
