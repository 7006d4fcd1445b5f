/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-join-checker.h"

#include "core/studio-json.h"
#include "pipeline/studio-code-reader.h"
#include "pipeline/studio-probe-queue.h"
#include "pipeline/studio-time-checker.h"
#include "propose/analyst/studio-schema-index.h"
#include "store/studio-workspace-context.h"

#include <glib/gi18n-lib.h>

/* Rows that are looked at: enough to see what does not fit, few enough for any database. */
#define ROWS 100000
#define BUDGET (60 * G_USEC_PER_SEC)
#define MOST 200
/* Changes when what is asked, or how the answer is judged, does. */
#define VERSION "1"

struct _StudioJoinChecker
{
  GObject parent_instance;

  StudioMetabaseClient *client; /* (owned) */
  StudioWorkspace *workspace;   /* (owned) */
  char *server;
  StudioDatabase *database; /* (owned) */
  GHashTable *known;        /* (owned) */
  StudioSchemaIndex *index; /* (owned) */
};

G_DEFINE_FINAL_TYPE (StudioJoinChecker, studio_join_checker, G_TYPE_OBJECT)

/* What may be a relationship. */
typedef struct
{
  StudioTable *child;  /* (owned) */
  StudioField *column; /* (owned) */
  StudioTable *parent; /* (owned) */
  StudioField *key;    /* (owned) */
  char *mark;
} Candidate;

/* What the data say about it. */
typedef struct
{
  gint64 values; /* different ones that were looked at */
  gint64 found;  /* of them, those that the parent has */
  gint64 joined; /* rows that they join */
} Verdict;

typedef struct
{
  StudioJoinChecker *self; /* (not owned): the task keeps it */
  guint found;
} Work;

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_object_unref (candidate->child);
  g_object_unref (candidate->column);
  g_object_unref (candidate->parent);
  g_object_unref (candidate->key);
  g_free (candidate->mark);
  g_free (candidate);
}

static void
studio_join_checker_finalize (GObject *object)
{
  StudioJoinChecker *self = STUDIO_JOIN_CHECKER (object);

  g_object_unref (self->client);
  g_object_unref (self->workspace);
  studio_schema_index_free (self->index);
  g_object_unref (self->database);
  g_hash_table_unref (self->known);
  g_free (self->server);
  G_OBJECT_CLASS (studio_join_checker_parent_class)->finalize (object);
}

static void
studio_join_checker_class_init (StudioJoinCheckerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_join_checker_finalize;
}

static void
studio_join_checker_init (StudioJoinChecker *self)
{
}

StudioJoinChecker *
studio_join_checker_new (StudioMetabaseClient *client,
                         StudioWorkspace *workspace,
                         const char *server,
                         StudioDatabase *database,
                         GHashTable *known)
{
  StudioJoinChecker *self = g_object_new (STUDIO_TYPE_JOIN_CHECKER, NULL);

  self->client = g_object_ref (client);
  self->workspace = g_object_ref (workspace);
  self->server = g_strdup (server);
  self->database = g_object_ref (database);
  self->known = g_hash_table_ref (known);
  self->index = studio_schema_index_new (database);
  return self;
}

static StudioSchemaIndex *
get_index (StudioJoinChecker *self)
{
  if (!studio_schema_index_update (self->index, self->database))
    {
      studio_schema_index_free (self->index);
      self->index = studio_schema_index_new (self->database);
    }
  return self->index;
}

GPtrArray *
studio_join_checker_find_targets (StudioJoinChecker *self, StudioTable *table)
{
  g_return_val_if_fail (STUDIO_IS_JOIN_CHECKER (self), NULL);
  return studio_schema_index_find_targets (get_index (self), table);
}

static char *
make_mark (StudioJoinChecker *self, const StudioRelationship *relationship)
{
  const StudioFieldInfo *column = studio_field_get_info (relationship->column);
  const StudioFieldInfo *key = studio_field_get_info (relationship->key);
  const char *const parts[] = { VERSION,
                                studio_database_get_name (self->database),
                                studio_table_get_schema (relationship->child),
                                studio_table_get_name (relationship->child),
                                column->name,
                                column->database_type,
                                studio_table_get_schema (relationship->parent),
                                studio_table_get_name (relationship->parent),
                                key->name,
                                key->database_type };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (text, "%s\n", parts[i] != NULL ? parts[i] : "");
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
}

static Candidate *
candidate_new (StudioJoinChecker *self, const StudioRelationship *relationship)
{
  Candidate *candidate = g_new0 (Candidate, 1);

  candidate->child = g_object_ref (relationship->child);
  candidate->column = g_object_ref (relationship->column);
  candidate->parent = g_object_ref (relationship->parent);
  candidate->key = g_object_ref (relationship->key);
  candidate->mark = make_mark (self, relationship);
  return candidate;
}

/* SELECT COUNT (DISTINCT value), COUNT (*), COUNT (DISTINCT key) FROM the different values of the
 * first rows LEFT JOIN the other table. */
static StudioDefinition *
make_question (gconstpointer data)
{
  const Candidate *candidate = data;
  StudioFieldKind kind = studio_field_get_kind (candidate->column);
  const char *key = studio_field_get_name (candidate->key);
  StudioExpression *column =
      studio_expression_column ("c", studio_field_get_name (candidate->column), kind);
  StudioDefinition *rows =
      studio_definition_new (NULL, "c", studio_table_get_schema (candidate->child),
                             studio_table_get_name (candidate->child));
  StudioDefinition *values;
  StudioDefinition *question;

  studio_definition_filter (
      rows, studio_expression_new (STUDIO_OPERATOR_NOT_NULL, studio_expression_ref (column), NULL));
  studio_definition_add_dimension (rows, "value", NULL, column);
  studio_definition_set_limit (rows, ROWS);
  values = studio_definition_new_over (NULL, "looked_at", rows);
  studio_definition_add_dimension (values, "value", NULL,
                                   studio_expression_column ("looked_at", "value", kind));
  studio_definition_add_measure (values, "n", NULL,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT, NULL));
  question = studio_definition_new_over (NULL, "v", values);
  studio_definition_join (
      question, "p", studio_table_get_schema (candidate->parent),
      studio_table_get_name (candidate->parent), TRUE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_expression_column ("p", key, kind),
                             studio_expression_column ("v", "value", kind), NULL));
  studio_definition_add_measure (
      question, "different", NULL,
      studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                             studio_expression_column ("v", "value", kind), NULL));
  studio_definition_add_measure (question, "joined", NULL,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT, NULL));
  studio_definition_add_measure (question, "found", NULL,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                                        studio_expression_column ("p", key, kind),
                                                        NULL));
  return question;
}

/* What is wrong with taking it for a foreign key; %NULL when nothing is. */
static char *
refute (const Candidate *candidate, const Verdict *verdict)
{
  const char *parent = studio_table_get_name (candidate->parent);
  gint64 missing = verdict->values - verdict->found;

  if (verdict->values == 0)
    return g_strdup (_ ("it holds nothing yet"));
  if (missing > 0)
    return g_strdup_printf (
        ngettext ("%" G_GINT64_FORMAT " of the %" G_GINT64_FORMAT " values looked at is not in %s",
                  "%" G_GINT64_FORMAT " of the %" G_GINT64_FORMAT " values looked at are not in %s",
                  (gulong) missing),
        missing, verdict->values, parent);
  if (verdict->joined > verdict->values)
    return g_strdup_printf (_ ("%s has rows with the same “%s”, so sums would be doubled"), parent,
                            studio_field_get_name (candidate->key));
  return NULL;
}

/* Replaces the field by one that says where it points, or why it does not. Returns: the former. */
static gboolean
apply (const Candidate *candidate, const Verdict *verdict)
{
  StudioFieldInfo *info = studio_field_info_copy (studio_field_get_info (candidate->column));
  g_autoptr (StudioField) replacement = NULL;
  gboolean holds;

  info->refuted = refute (candidate, verdict);
  holds = info->refuted == NULL;
  if (holds)
    {
      info->target_table_id = studio_table_get_id (candidate->parent);
      info->target_field_id = studio_field_get_info (candidate->key)->id;
      info->target_table = g_strdup (studio_table_get_name (candidate->parent));
      info->target_field = g_strdup (studio_field_get_name (candidate->key));
      info->inferred_from =
          g_strdup_printf (ngettext ("the %" G_GINT64_FORMAT " value looked at is there",
                                     "all %" G_GINT64_FORMAT " values looked at are there",
                                     (gulong) verdict->values),
                           verdict->values);
    }
  replacement = studio_field_new (info);
  studio_table_replace_field (candidate->child, candidate->column, replacement);
  return holds;
}

static char *
verdict_to_text (const Verdict *verdict)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  studio_json_add_int (builder, "values", verdict->values);
  studio_json_add_int (builder, "found", verdict->found);
  studio_json_add_int (builder, "joined", verdict->joined);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return studio_json_to_text (node, FALSE);
}

static gboolean
verdict_from_text (const char *text, Verdict *verdict)
{
  g_autoptr (JsonNode) node = text != NULL ? studio_json_from_text (text, -1, NULL) : NULL;
  JsonObject *object = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  object = json_node_get_object (node);
  verdict->values = studio_json_get_int (object, "values", 0);
  verdict->found = studio_json_get_int (object, "found", 0);
  verdict->joined = studio_json_get_int (object, "joined", 0);
  return TRUE;
}

static gboolean
read_verdict (StudioResult *rows, Verdict *verdict)
{
  double numbers[3];

  if (studio_result_get_n_rows (rows) != 1 || studio_result_get_n_columns (rows) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!studio_result_get_number (rows, 0, i, &numbers[i]))
      return FALSE;
  verdict->values = (gint64) numbers[0];
  verdict->joined = (gint64) numbers[1];
  verdict->found = (gint64) numbers[2];
  return TRUE;
}

static void
remember (StudioJoinChecker *self, const Candidate *candidate, const Verdict *verdict)
{
  g_autofree char *text = verdict_to_text (verdict);

  /* An empty column may be filled tomorrow. */
  if (verdict->values == 0)
    return;
  studio_workspace_save_join (self->workspace, self->server,
                              studio_database_get_name (self->database), candidate->mark, text);
  g_hash_table_replace (self->known, g_strdup (candidate->mark), g_steal_pointer (&text));
}

static void
take_answer (gpointer data, StudioResult *rows, const GError *error, gpointer user_data)
{
  Candidate *candidate = data;
  Work *work = user_data;
  Verdict verdict;

  if (rows == NULL)
    g_info ("%s.%s is not joined with %s: %s", studio_table_get_name (candidate->child),
            studio_field_get_name (candidate->column), studio_table_get_name (candidate->parent),
            error->message);
  else if (read_verdict (rows, &verdict))
    {
      remember (work->self, candidate, &verdict);
      work->found += apply (candidate, &verdict);
    }
}

static const StudioProbeKind probes = { make_question, take_answer, candidate_free };

static void
codes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  work->found += studio_code_reader_read_finish (result);
  g_task_return_int (task, work->found);
}

/* Last the meanings of codes. */
static void
times_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioJoinChecker *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  work->found += studio_time_checker_check_finish (result);
  studio_code_reader_read_async (self->client, get_index (self), g_task_get_cancellable (task),
                                 codes_cb, g_object_ref (task));
}

/* Then those that keep times as something else. */
static void
joins_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioJoinChecker *self = g_task_get_source_object (task);

  studio_probe_queue_run_finish (result);
  studio_time_checker_check_async (self->client, self->workspace, self->server, get_index (self),
                                   self->known, g_task_get_cancellable (task), times_cb,
                                   g_object_ref (task));
}

static gboolean
is_new (const StudioRelationship *relationship)
{
  const StudioFieldInfo *info = studio_field_get_info (relationship->column);

  return info->inferred_from == NULL && info->refuted == NULL;
}

static void
collect (StudioJoinChecker *self, GPtrArray *tables, GQueue *found)
{
  GListModel *all = studio_database_get_tables (self->database);
  StudioSchemaIndex *index = get_index (self);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (all, i);
      gboolean wanted = g_ptr_array_find (tables, table, NULL);
      GPtrArray *inferred =
          studio_table_get_loaded (table) ? studio_schema_index_get_inferred (index, table) : NULL;

      for (guint k = 0; inferred != NULL && k < inferred->len && found->length < MOST; k++)
        {
          const StudioRelationship *relationship = g_ptr_array_index (inferred, k);

          if ((wanted || g_ptr_array_find (tables, relationship->parent, NULL)) &&
              is_new (relationship))
            g_queue_push_tail (found, candidate_new (self, relationship));
        }
    }
}

void
studio_join_checker_check_async (StudioJoinChecker *self,
                                 GPtrArray *tables,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GQueue found = G_QUEUE_INIT;
  GQueue unknown = G_QUEUE_INIT;
  Candidate *candidate;
  Work *work;

  g_return_if_fail (STUDIO_IS_JOIN_CHECKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_join_checker_check_async);
  g_task_set_check_cancellable (task, FALSE);
  work = g_new0 (Work, 1);
  work->self = self;
  g_task_set_task_data (task, work, g_free);
  collect (self, tables, &found);
  while ((candidate = g_queue_pop_head (&found)) != NULL)
    {
      Verdict verdict;

      if (verdict_from_text (g_hash_table_lookup (self->known, candidate->mark), &verdict))
        {
          work->found += apply (candidate, &verdict);
          candidate_free (candidate);
        }
      else
        g_queue_push_tail (&unknown, candidate);
    }
  studio_probe_queue_run_async (self->client, self->database, &unknown, &probes, work, BUDGET,
                                cancellable, joins_cb, g_object_ref (task));
}

guint
studio_join_checker_check_finish (StudioJoinChecker *self, GAsyncResult *result)
{
  gssize found = g_task_propagate_int (G_TASK (result), NULL);

  return found > 0 ? (guint) found : 0;
}
