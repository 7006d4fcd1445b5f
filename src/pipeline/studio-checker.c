/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-checker.h"

#include "assess/studio-assess.h"
#include "assess/studio-merge.h"
#include "assess/studio-result-test.h"
#include "core/studio-error.h"
#include "sql/studio-sql-check.h"
#include "sql/studio-sql-explain.h"
#include "sql/studio-sql-guard.h"

#include <glib/gi18n-lib.h>

/* A plan is one row; some drivers give one for each of its lines. */
#define EXPLAIN_ROWS 2000
/* How often a model may try to correct a statement. */
#define MAX_ROUNDS 2

struct _StudioChecker
{
  GObject parent_instance;

  StudioMetabaseClient *client; /* (owned) */
  gint64 database_id;
  StudioDialect dialect;
  StudioSqlSchema *schema;      /* (owned) */
  StudioDuplicates *duplicates; /* (owned) */
  StudioMender *mender;         /* (owned) (nullable) */
  guint row_limit;
  guint time_limit;
  double cost_warn;
  double cost_refuse;
};

enum
{
  PROP_0,
  PROP_ROW_LIMIT,
  PROP_TIME_LIMIT,
  PROP_COST_WARN,
  PROP_COST_REFUSE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioChecker, studio_checker, G_TYPE_OBJECT)

static void
studio_checker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioChecker *self = STUDIO_CHECKER (object);

  switch (id)
    {
    case PROP_ROW_LIMIT:
      g_value_set_uint (value, self->row_limit);
      break;
    case PROP_TIME_LIMIT:
      g_value_set_uint (value, self->time_limit);
      break;
    case PROP_COST_WARN:
      g_value_set_double (value, self->cost_warn);
      break;
    case PROP_COST_REFUSE:
      g_value_set_double (value, self->cost_refuse);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_checker_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StudioChecker *self = STUDIO_CHECKER (object);

  switch (id)
    {
    case PROP_ROW_LIMIT:
      self->row_limit = g_value_get_uint (value);
      break;
    case PROP_TIME_LIMIT:
      self->time_limit = g_value_get_uint (value);
      break;
    case PROP_COST_WARN:
      self->cost_warn = g_value_get_double (value);
      break;
    case PROP_COST_REFUSE:
      self->cost_refuse = g_value_get_double (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_checker_dispose (GObject *object)
{
  StudioChecker *self = STUDIO_CHECKER (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->schema, studio_sql_schema_unref);
  g_clear_object (&self->duplicates);
  g_clear_object (&self->mender);
  G_OBJECT_CLASS (studio_checker_parent_class)->dispose (object);
}

static void
studio_checker_class_init (StudioCheckerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  object_class->get_property = studio_checker_get_property;
  object_class->set_property = studio_checker_set_property;
  object_class->dispose = studio_checker_dispose;
  properties[PROP_ROW_LIMIT] =
      g_param_spec_uint ("row-limit", NULL, NULL, 1, G_MAXINT, 2000, flags);
  properties[PROP_TIME_LIMIT] = g_param_spec_uint ("time-limit", NULL, NULL, 1, 3600, 60, flags);
  properties[PROP_COST_WARN] =
      g_param_spec_double ("cost-warn", NULL, NULL, 0, G_MAXDOUBLE, 1e6, flags);
  properties[PROP_COST_REFUSE] =
      g_param_spec_double ("cost-refuse", NULL, NULL, 0, G_MAXDOUBLE, 1e8, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_checker_init (StudioChecker *self)
{
}

StudioChecker *
studio_checker_new (StudioMetabaseClient *client,
                    gint64 database_id,
                    StudioDialect dialect,
                    StudioSqlSchema *schema,
                    StudioDuplicates *duplicates)
{
  StudioChecker *self = g_object_new (STUDIO_TYPE_CHECKER, NULL);

  self->client = g_object_ref (client);
  self->database_id = database_id;
  self->dialect = dialect;
  self->schema = studio_sql_schema_ref (schema);
  self->duplicates = g_object_ref (duplicates);
  return self;
}

void
studio_checker_set_mender (StudioChecker *self, StudioMender *mender)
{
  g_return_if_fail (STUDIO_IS_CHECKER (self));
  g_set_object (&self->mender, mender);
}

static void
add_finding (StudioKpi *kpi, StudioFinding *finding)
{
  GPtrArray *old = studio_kpi_get_findings (kpi);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);

  for (guint i = 0; i < old->len; i++)
    g_ptr_array_add (findings, studio_finding_copy (g_ptr_array_index (old, i)));
  g_ptr_array_add (findings, finding);
  studio_kpi_take_findings (kpi, findings);
}

static void
set_invalid (StudioKpi *kpi, StudioErrorClass error_class, const char *message)
{
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_INVALID);
  studio_kpi_set_error_class (kpi, error_class);
  studio_kpi_set_check_message (kpi, message);
}

/* The SQL as it was proposed is kept the first time something changes it. */
static void
take_report (StudioKpi *kpi, StudioSqlReport *report)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);

  for (guint i = 0; i < report->findings->len; i++)
    g_ptr_array_add (findings, studio_finding_copy (g_ptr_array_index (report->findings, i)));
  studio_kpi_take_findings (kpi, findings);
  if (g_strcmp0 (studio_kpi_get_sql (kpi), report->sql) != 0)
    {
      if (studio_kpi_get_original_sql (kpi) == NULL)
        studio_kpi_set_original_sql (kpi, studio_kpi_get_sql (kpi));
      studio_kpi_set_sql (kpi, report->sql);
      studio_kpi_set_rules (kpi, (const char *const *) report->rules);
    }
  studio_kpi_set_key (kpi, report->key);
  studio_kpi_set_weak_key (kpi, report->weak_key);
  studio_kpi_set_tables_used (kpi, (const char *const *) report->tables);
  studio_kpi_set_columns_used (kpi, (const char *const *) report->columns);
  studio_kpi_set_error_class (kpi, report->error_class);
  studio_kpi_set_check_message (kpi, report->message);
  if (report->state == STUDIO_CHECK_INVALID)
    studio_kpi_set_check_state (kpi, STUDIO_CHECK_INVALID);
  else if (report->wrong_number != NULL)
    set_invalid (kpi, STUDIO_ERROR_CLASS_WRONG_RESULT, report->wrong_number);
}

/* One that did not pass the check counts as invalid, not as a duplicate. */
static void
set_duplicate (StudioKpi *kpi, StudioKpi *kept, const char *why)
{
  g_autofree char *message = NULL;

  if (!studio_kpi_is_valid (kpi))
    return;
  /* Translators: the name of a KPI; why that one was kept */
  message = g_strdup_printf (_ ("Another KPI asks the same: “%s” was kept, because %s."),
                             studio_kpi_get_name (kept), why);
  studio_kpi_set_duplicate_of (kpi, studio_kpi_get_id (kept));
  studio_assess_mark_duplicate (kpi, message);
}

/* The better one of two that ask the same is kept, the other is its duplicate. */
static void
merge (StudioChecker *self, StudioKpi *earlier, StudioKpi *kpi)
{
  const char *why = NULL;
  StudioKpi *kept = studio_merge_choose (earlier, kpi, &why);
  StudioKpi *other = kept == kpi ? earlier : kpi;
  int score = (int) studio_kpi_get_score (earlier);
  gboolean noted;

  if (kept == kpi)
    studio_duplicates_prefer (self->duplicates, kpi);
  noted = studio_merge_note (kept, other, why);
  set_duplicate (other, kept, why);
  if (kept == kpi || noted)
    {
      studio_kpi_touch (earlier);
      studio_duplicates_emit_changed (self->duplicates, earlier, score);
    }
}

static void
assess (StudioChecker *self, StudioKpi *kpi, StudioResult *result)
{
  StudioKpi *earlier =
      studio_kpi_is_valid (kpi) ? studio_duplicates_add (self->duplicates, kpi) : NULL;
  StudioKpi *namesake;

  studio_kpi_set_duplicate_of (kpi, NULL);
  namesake = earlier == NULL && studio_kpi_is_valid (kpi)
                 ? studio_duplicates_find_contradiction (self->duplicates, kpi)
                 : NULL;
  if (namesake != NULL)
    add_finding (kpi, studio_finding_new (
                          "same-name", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_NONE, -1, -1,
                          g_strdup_printf (
                              _ ("Another KPI, of %s, is called the same and asks something else. "
                                 "Give one of them a name that tells them apart."),
                              studio_kpi_get_table (namesake) != NULL
                                  ? studio_kpi_get_table (namesake)
                                  : studio_kpi_get_database (namesake))));
  studio_assess_kpi (kpi, self->schema, result);
  if (earlier != NULL)
    merge (self, earlier, kpi);
  studio_kpi_touch (kpi);
}

/* What a KPI was before a mender tried to correct it; kept with the task. */
typedef struct
{
  guint rounds;
  gboolean given_up;
  char *sql;
  char *original_sql; /* (nullable) */
  GStrv rules;
} Mending;

static void
mending_free (gpointer data)
{
  Mending *mending = data;

  g_free (mending->sql);
  g_free (mending->original_sql);
  g_strfreev (mending->rules);
  g_free (mending);
}

static Mending *
get_mending (GTask *task, StudioKpi *kpi)
{
  Mending *mending = g_object_get_data (G_OBJECT (task), "mending");

  if (mending == NULL)
    {
      mending = g_new0 (Mending, 1);
      mending->sql = g_strdup (studio_kpi_get_sql (kpi));
      mending->original_sql = g_strdup (studio_kpi_get_original_sql (kpi));
      mending->rules = g_strdupv ((GStrv) studio_kpi_get_rules (kpi));
      g_object_set_data_full (G_OBJECT (task), "mending", mending, mending_free);
    }
  return mending;
}

static void check_once (StudioChecker *self, GTask *task);

static void
take_mended (StudioKpi *kpi, const char *sql)
{
  static const char *const rules[] = { "model", NULL };

  if (studio_kpi_get_original_sql (kpi) == NULL)
    studio_kpi_set_original_sql (kpi, studio_kpi_get_sql (kpi));
  studio_kpi_set_sql (kpi, sql);
  studio_kpi_set_rules (kpi, rules);
}

/* A correction that does not run either is no correction: the KPI is as it was, with its own
 * error. */
static void
give_up_mending (StudioChecker *self, GTask *task, Mending *mending)
{
  StudioKpi *kpi = g_task_get_task_data (task);

  mending->given_up = TRUE;
  studio_kpi_set_sql (kpi, mending->sql);
  studio_kpi_set_original_sql (kpi, mending->original_sql);
  studio_kpi_set_rules (kpi, (const char *const *) mending->rules);
  check_once (self, task);
}

static void
mend_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioChecker *self = g_task_get_source_object (task);
  StudioKpi *kpi = g_task_get_task_data (task);
  Mending *mending = get_mending (task, kpi);
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = studio_mender_mend_finish (STUDIO_MENDER (source), result, &error);

  if (sql != NULL)
    {
      take_mended (kpi, sql);
      check_once (self, task);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (mending->rounds > 1)
    give_up_mending (self, task, mending);
  else
    {
      assess (self, kpi, NULL);
      g_task_return_pointer (task, NULL, NULL);
    }
}

static void
finish_invalid (StudioChecker *self, GTask *task)
{
  StudioKpi *kpi = g_task_get_task_data (task);
  Mending *mending = self->mender != NULL ? get_mending (task, kpi) : NULL;

  if (mending != NULL && !mending->given_up && mending->rounds < MAX_ROUNDS)
    {
      mending->rounds++;
      studio_mender_mend_async (self->mender, kpi, g_task_get_cancellable (task), mend_cb,
                                g_object_ref (task));
    }
  else if (mending != NULL && !mending->given_up)
    give_up_mending (self, task, mending);
  else
    {
      assess (self, kpi, NULL);
      g_task_return_pointer (task, NULL, NULL);
    }
}

/* Of a query that failed: the KPI is to blame for what the database said, the connection for the
 * rest. */
static void
finish_failed (StudioChecker *self, GTask *task, StudioQueryFailure *failure, GError *error)
{
  StudioKpi *kpi = g_task_get_task_data (task);

  if (failure != NULL && failure->error_class != STUDIO_ERROR_CLASS_CONNECTION)
    {
      set_invalid (kpi, failure->error_class, failure->message);
      if (failure->position >= 0)
        add_finding (kpi, studio_finding_new ("database-error", STUDIO_SEVERITY_ERROR,
                                              failure->error_class, failure->position,
                                              failure->position + 1, g_strdup (failure->message)));
      g_error_free (error);
      finish_invalid (self, task);
    }
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT))
    {
      set_invalid (kpi, STUDIO_ERROR_CLASS_TIMEOUT, error->message);
      g_error_free (error);
      finish_invalid (self, task);
    }
  else
    g_task_return_error (task, error);
}

static void
run_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioChecker *self = g_task_get_source_object (task);
  StudioKpi *kpi = g_task_get_task_data (task);
  g_autoptr (StudioQueryFailure) failure = NULL;
  GError *error = NULL;
  g_autoptr (StudioResult) result = studio_metabase_client_run_finish (
      STUDIO_METABASE_CLIENT (source), async_result, &failure, &error);
  g_autoptr (GPtrArray) findings = NULL;

  if (result == NULL)
    {
      finish_failed (self, task, failure, error);
      return;
    }
  studio_kpi_set_rows (kpi, studio_result_get_n_rows (result));
  studio_kpi_set_columns (kpi, studio_result_get_n_columns (result));
  studio_kpi_set_milliseconds (kpi, studio_result_get_milliseconds (result));
  studio_kpi_set_check_state (kpi, *studio_kpi_get_rules (kpi) != NULL ? STUDIO_CHECK_REPAIRED
                                                                       : STUDIO_CHECK_VALID);
  findings = studio_result_test (kpi, result);
  for (guint i = 0; i < findings->len; i++)
    {
      StudioFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == STUDIO_SEVERITY_ERROR)
        set_invalid (kpi, finding->error_class, finding->message);
      add_finding (kpi, studio_finding_copy (finding));
    }
  assess (self, kpi, result);
  g_task_return_pointer (task, g_steal_pointer (&result), g_object_unref);
}

/* The only place that sends a statement. What the person did to the KPI since it was checked is
 * guarded like the rest. */
static void
send (StudioChecker *self, GTask *task, gboolean explain, GAsyncReadyCallback callback)
{
  StudioKpi *kpi = g_task_get_task_data (task);
  const char *sql = studio_kpi_get_sql (kpi);
  g_autoptr (StudioFinding) refusal = studio_sql_guard (sql, self->dialect);
  g_autofree char *wrapped = explain ? studio_sql_explain_wrap (sql) : NULL;

  if (refusal != NULL)
    {
      set_invalid (kpi, refusal->error_class, refusal->message);
      finish_invalid (self, task);
      return;
    }
  studio_metabase_client_run_async (self->client, self->database_id, explain ? wrapped : sql,
                                    explain ? EXPLAIN_ROWS : self->row_limit, self->time_limit,
                                    g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
run (StudioChecker *self, GTask *task)
{
  send (self, task, FALSE, run_cb);
}

static void
explain_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioChecker *self = g_task_get_source_object (task);
  StudioKpi *kpi = g_task_get_task_data (task);
  g_autoptr (StudioQueryFailure) failure = NULL;
  GError *error = NULL;
  g_autoptr (StudioResult) plan = studio_metabase_client_run_finish (
      STUDIO_METABASE_CLIENT (source), async_result, &failure, &error);
  double cost, rows;
  StudioFinding *finding;

  if (plan == NULL)
    {
      /* The prefix that asked for the plan is not in the KPI's own text. */
      if (failure != NULL && failure->position >= 0)
        failure->position =
            MAX (-1, failure->position - (gssize) studio_sql_explain_prefix_length ());
      finish_failed (self, task, failure, error);
      return;
    }
  if (studio_sql_explain_read (plan, &cost, &rows) &&
      (finding = studio_sql_explain_judge (cost, rows, self->cost_warn, self->cost_refuse)) != NULL)
    {
      gboolean refused = finding->severity == STUDIO_SEVERITY_ERROR;

      if (refused)
        set_invalid (kpi, finding->error_class, finding->message);
      add_finding (kpi, finding);
      if (refused)
        {
          finish_invalid (self, task);
          return;
        }
    }
  run (self, task);
}

static void
static_check_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioChecker *self = g_task_get_source_object (task);
  StudioKpi *kpi = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioSqlReport) report = studio_sql_check_finish (async_result, &error);

  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* A person went on editing meanwhile: what was found out is about another text. */
  if (g_strcmp0 (report->original, studio_kpi_get_sql (kpi)) != 0)
    {
      check_once (self, task);
      return;
    }
  take_report (kpi, report);
  if (report->state == STUDIO_CHECK_INVALID || report->wrong_number != NULL)
    finish_invalid (self, task);
  else if (studio_sql_explain_is_known (self->dialect))
    send (self, task, TRUE, explain_cb);
  else
    run (self, task);
}

static void
check_once (StudioChecker *self, GTask *task)
{
  StudioKpi *kpi = g_task_get_task_data (task);

  studio_kpi_set_rows (kpi, -1);
  studio_kpi_set_columns (kpi, -1);
  studio_kpi_set_milliseconds (kpi, -1);
  studio_sql_check_async (studio_kpi_get_sql (kpi), self->schema, self->dialect,
                          g_task_get_cancellable (task), static_check_cb, g_object_ref (task));
}

void
studio_checker_check_async (StudioChecker *self,
                            StudioKpi *kpi,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_CHECKER (self) && STUDIO_IS_KPI (kpi));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_checker_check_async);
  g_task_set_task_data (task, g_object_ref (kpi), g_object_unref);
  check_once (self, task);
  g_object_unref (task);
}

StudioResult *
studio_checker_check_finish (StudioChecker *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
