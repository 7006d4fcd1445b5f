/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-time-checker.h"

#include "core/studio-json.h"
#include "pipeline/studio-probe-queue.h"
#include "store/studio-workspace-context.h"

#include <stdio.h>
#include <string.h>

/* Rows that are looked at: enough to see what does not fit, few enough for any database. */
#define ROWS 100000
#define BUDGET (30 * G_USEC_PER_SEC)
#define MOST 200
/* Changes when what is asked, or how the answer is judged, does. */
#define VERSION "time 1"
/* Years between which times are believed to be times. */
#define FIRST_YEAR 1900
#define LAST_YEAR 2100
/* “Valid until 9999-12-31” */
#define NEVER 9999

#define MOST_FORMS 4
#define COLUMNS_BEFORE 3
#define COLUMNS_PER_FORM 3

/* What may keep times. */
typedef struct
{
  StudioTable *table; /* (owned) */
  StudioField *field; /* (owned) */
  char *mark;
  StudioTimeForm forms[MOST_FORMS]; /* that it may keep them as, up to %STUDIO_TIME_FORM_NONE */
} Candidate;

/* What the data say about it. */
typedef struct
{
  StudioTimeForm form; /* none: it keeps no times */
  double null_share;
  char *earliest;
  char *latest;
} Verdict;

typedef struct
{
  StudioWorkspace *workspace; /* (owned) */
  char *server;
  StudioDatabase *database; /* (owned) */
  GHashTable *known;        /* (owned) */
  guint found;
} Work;

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_object_unref (candidate->table);
  g_object_unref (candidate->field);
  g_free (candidate->mark);
  g_free (candidate);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->workspace);
  g_object_unref (work->database);
  g_hash_table_unref (work->known);
  g_free (work->server);
  g_free (work);
}

static void
verdict_clear (Verdict *verdict)
{
  g_free (verdict->earliest);
  g_free (verdict->latest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Verdict, verdict_clear)

static char *
make_mark (StudioDatabase *database, StudioTable *table, StudioField *field)
{
  const char *schema = studio_table_get_schema (table);
  const char *type = studio_field_get_info (field)->database_type;
  g_autofree char *text =
      g_strdup_printf (VERSION "\n%s\n%s\n%s\n%s\n%s\n", studio_database_get_name (database),
                       schema != NULL ? schema : "", studio_table_get_name (table),
                       studio_field_get_name (field), type != NULL ? type : "");

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* How the column may keep times, by its type and the greatest number in it. */
static void
guess_forms (Candidate *candidate)
{
  static const StudioTimeForm texts[MOST_FORMS] = { STUDIO_TIME_FORM_DAY_DIGITS,
                                                    STUDIO_TIME_FORM_SECOND_DIGITS,
                                                    STUDIO_TIME_FORM_ISO_DAY,
                                                    STUDIO_TIME_FORM_ISO_SECOND };
  double most = studio_field_get_info (candidate->field)->fingerprint.maximum;

  if (studio_field_get_kind (candidate->field) == STUDIO_FIELD_TEXT)
    memcpy (candidate->forms, texts, sizeof texts);
  else if (most < 1e8)
    candidate->forms[0] = STUDIO_TIME_FORM_DAY_DIGITS;
  else if (most < 1e11)
    candidate->forms[0] = STUDIO_TIME_FORM_EPOCH_SECONDS;
  else if (most < 1.9e13)
    candidate->forms[0] = STUDIO_TIME_FORM_EPOCH_MILLISECONDS;
  else
    candidate->forms[0] = STUDIO_TIME_FORM_SECOND_DIGITS;
}

static void
collect (Work *work, StudioSchemaIndex *index, GQueue *found)
{
  GListModel *all = studio_database_get_tables (work->database);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (all, i);
      const StudioReading *reading =
          studio_table_get_loaded (table) ? studio_schema_index_read (index, table) : NULL;

      for (guint k = 0; reading != NULL && k < reading->columns->len && found->length < MOST; k++)
        {
          const StudioColumn *column = g_ptr_array_index (reading->columns, k);
          Candidate *candidate;

          if (!studio_column_may_keep_time (column))
            continue;
          candidate = g_new0 (Candidate, 1);
          candidate->table = g_object_ref (table);
          candidate->field = g_object_ref (column->field);
          candidate->mark = make_mark (work->database, table, column->field);
          guess_forms (candidate);
          g_queue_push_tail (found, candidate);
        }
    }
}

static StudioExpression *
value_of (const Candidate *candidate)
{
  return studio_expression_column ("v", "value", studio_field_get_kind (candidate->field));
}

/* That the value stands for no time. */
static StudioExpression *
is_blank (const Candidate *candidate)
{
  static const char *const blanks[] = {
    "0",        "00000000",       "00000000000000", "0000-00-00", "0000-00-00 00:00:00", "-",
    "99991231", "99991231000000", "99991231235959", "9999-12-31", "9999-12-31 23:59:59",
  };
  GPtrArray *arguments;

  if (studio_field_get_kind (candidate->field) != STUDIO_FIELD_TEXT)
    return studio_expression_new (STUDIO_OPERATOR_EQUAL, value_of (candidate),
                                  studio_expression_number (0), NULL);
  arguments = g_ptr_array_new ();
  g_ptr_array_add (arguments, value_of (candidate));
  g_ptr_array_add (arguments, studio_expression_text (""));
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    g_ptr_array_add (arguments, studio_expression_text (blanks[i]));
  return studio_expression_new_list (STUDIO_OPERATOR_IN, arguments);
}

static void
add_measure (StudioDefinition *definition, const char *what, guint form, StudioExpression *value)
{
  g_autofree char *name = g_strdup_printf ("%s_%u", what, form);

  studio_definition_add_measure (definition, name, NULL, value);
}

/* SELECT COUNT (*), COUNT (value), the blank ones, and for each form how many there are of it, the
 * first and the last, FROM the first rows. */
static StudioDefinition *
make_question (gconstpointer data)
{
  const Candidate *candidate = data;
  const StudioFieldInfo *info = studio_field_get_info (candidate->field);
  StudioFieldKind kind = studio_field_get_kind (candidate->field);
  GStrv path = info->nested_path;
  StudioDefinition *rows =
      studio_definition_new (NULL, "t", studio_table_get_schema (candidate->table),
                             studio_table_get_name (candidate->table));
  StudioDefinition *question;

  studio_definition_add_dimension (
      rows, "value", NULL,
      studio_field_is_nested (candidate->field)
          ? studio_expression_json_key ("t", path[0], (const char *const *) path + 1, kind)
          : studio_expression_column ("t", info->name, kind));
  studio_definition_set_limit (rows, ROWS);
  question = studio_definition_new_over (NULL, "v", rows);
  add_measure (question, "looked_at", 0, studio_expression_new (STUDIO_OPERATOR_COUNT, NULL));
  add_measure (question, "filled", 0,
               studio_expression_new (STUDIO_OPERATOR_COUNT, value_of (candidate), NULL));
  add_measure (question, "blank", 0,
               studio_expression_filtered (studio_expression_new (STUDIO_OPERATOR_COUNT, NULL),
                                           is_blank (candidate)));
  for (guint i = 0; i < MOST_FORMS && candidate->forms[i] != STUDIO_TIME_FORM_NONE; i++)
    {
      StudioExpression *time =
          studio_expression_parse_time (value_of (candidate), candidate->forms[i]);

      add_measure (
          question, "times", i,
          studio_expression_new (STUDIO_OPERATOR_COUNT, studio_expression_ref (time), NULL));
      add_measure (
          question, "earliest", i,
          studio_expression_new (STUDIO_OPERATOR_MINIMUM, studio_expression_ref (time), NULL));
      add_measure (question, "latest", i,
                   studio_expression_new (STUDIO_OPERATOR_MAXIMUM, time, NULL));
    }
  return question;
}

/* Replaces the field by one that says how it keeps times. */
static gboolean
apply (const Candidate *candidate, const Verdict *verdict)
{
  StudioFieldInfo *info;
  g_autoptr (StudioField) replacement = NULL;

  if (verdict->form == STUDIO_TIME_FORM_NONE)
    return FALSE;
  info = studio_field_info_copy (studio_field_get_info (candidate->field));
  info->time_form = verdict->form;
  info->fingerprint.null_share = verdict->null_share;
  info->nullable = info->nullable || verdict->null_share > 0;
  g_free (info->fingerprint.earliest);
  g_free (info->fingerprint.latest);
  info->fingerprint.earliest = g_strdup (verdict->earliest);
  info->fingerprint.latest = g_strdup (verdict->latest);
  replacement = studio_field_new (info);
  studio_table_replace_field (candidate->table, candidate->field, replacement);
  return TRUE;
}

static char *
verdict_to_text (const Verdict *verdict)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "form",
                          studio_enum_to_nick (STUDIO_TYPE_TIME_FORM, (int) verdict->form));
  json_builder_set_member_name (builder, "null_share");
  json_builder_add_double_value (builder, verdict->null_share);
  studio_json_add_string (builder, "earliest", verdict->earliest);
  studio_json_add_string (builder, "latest", verdict->latest);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return studio_json_to_text (node, FALSE);
}

static gboolean
verdict_from_text (const char *text, Verdict *verdict)
{
  g_autoptr (JsonNode) node = text != NULL ? studio_json_from_text (text, -1, NULL) : NULL;
  JsonObject *object = studio_json_node_get_object (node);

  if (object == NULL)
    return FALSE;
  verdict->form = (StudioTimeForm) studio_enum_from_nick (
      STUDIO_TYPE_TIME_FORM, studio_json_get_string (object, "form"), STUDIO_TIME_FORM_NONE);
  verdict->null_share = studio_json_get_double (object, "null_share", 0);
  verdict->earliest = g_strdup (studio_json_get_string (object, "earliest"));
  verdict->latest = g_strdup (studio_json_get_string (object, "latest"));
  return TRUE;
}

static gboolean
is_believable (const char *earliest, const char *latest)
{
  int first = 0;
  int last = 0;

  return earliest != NULL && latest != NULL && sscanf (earliest, "%d", &first) == 1 &&
         sscanf (latest, "%d", &last) == 1 && first >= FIRST_YEAR &&
         (last <= LAST_YEAR || last == NEVER);
}

/* The form that all values have which stand for something. */
static gboolean
read_verdict (const Candidate *candidate, StudioResult *rows, Verdict *verdict)
{
  double looked_at, filled, blank;

  if (studio_result_get_n_rows (rows) != 1 || !studio_result_get_number (rows, 0, 0, &looked_at) ||
      !studio_result_get_number (rows, 0, 1, &filled) ||
      !studio_result_get_number (rows, 0, 2, &blank))
    return FALSE;
  for (guint i = 0; i < MOST_FORMS && candidate->forms[i] != STUDIO_TIME_FORM_NONE; i++)
    {
      guint column = COLUMNS_BEFORE + i * COLUMNS_PER_FORM;
      const char *earliest = studio_result_get_cell (rows, 0, column + 1);
      const char *latest = studio_result_get_cell (rows, 0, column + 2);
      double times;

      if (!studio_result_get_number (rows, 0, column, &times) || times < 1 ||
          (gint64) times + (gint64) blank < (gint64) filled || !is_believable (earliest, latest))
        continue;
      verdict->form = candidate->forms[i];
      verdict->null_share = 1 - times / looked_at;
      verdict->earliest = g_strdup (earliest);
      verdict->latest = g_strdup (latest);
      break;
    }
  /* An empty column may be filled tomorrow. */
  return filled > blank;
}

static void
remember (Work *work, const Candidate *candidate, const Verdict *verdict)
{
  g_autofree char *text = verdict_to_text (verdict);

  studio_workspace_save_join (work->workspace, work->server,
                              studio_database_get_name (work->database), candidate->mark, text);
  g_hash_table_replace (work->known, g_strdup (candidate->mark), g_steal_pointer (&text));
}

static void
take_answer (gpointer data, StudioResult *rows, const GError *error, gpointer user_data)
{
  Candidate *candidate = data;
  Work *work = user_data;
  g_auto (Verdict) verdict = { STUDIO_TIME_FORM_NONE };

  if (rows == NULL)
    g_info ("%s.%s is not read as a time: %s", studio_table_get_name (candidate->table),
            studio_field_get_name (candidate->field), error->message);
  else if (read_verdict (candidate, rows, &verdict))
    {
      remember (work, candidate, &verdict);
      work->found += apply (candidate, &verdict);
    }
}

static const StudioProbeKind probes = { make_question, take_answer, candidate_free };

static void
times_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  studio_probe_queue_run_finish (result);
  g_task_return_int (task, work->found);
}

void
studio_time_checker_check_async (StudioMetabaseClient *client,
                                 StudioWorkspace *workspace,
                                 const char *server,
                                 StudioSchemaIndex *index,
                                 GHashTable *known,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);
  GQueue found = G_QUEUE_INIT;
  GQueue unknown = G_QUEUE_INIT;
  Candidate *candidate;

  g_task_set_source_tag (task, studio_time_checker_check_async);
  g_task_set_check_cancellable (task, FALSE);
  work->workspace = g_object_ref (workspace);
  work->server = g_strdup (server);
  work->database = g_object_ref (studio_schema_index_get_database (index));
  work->known = g_hash_table_ref (known);
  g_task_set_task_data (task, work, work_free);
  collect (work, index, &found);
  while ((candidate = g_queue_pop_head (&found)) != NULL)
    {
      g_auto (Verdict) verdict = { STUDIO_TIME_FORM_NONE };

      if (verdict_from_text (g_hash_table_lookup (known, candidate->mark), &verdict))
        {
          work->found += apply (candidate, &verdict);
          candidate_free (candidate);
        }
      else
        g_queue_push_tail (&unknown, candidate);
    }
  studio_probe_queue_run_async (client, work->database, &unknown, &probes, work, BUDGET,
                                cancellable, times_cb, g_object_ref (task));
}

guint
studio_time_checker_check_finish (GAsyncResult *result)
{
  gssize found = g_task_propagate_int (G_TASK (result), NULL);

  return found > 0 ? (guint) found : 0;
}
