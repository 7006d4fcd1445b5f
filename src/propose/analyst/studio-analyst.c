/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analyst.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/studio-category.h"
#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-choice.h"
#include "propose/analyst/studio-compiler.h"
#include "propose/analyst/studio-explanation-private.h"
#include "propose/analyst/studio-key.h"
#include "propose/analyst/studio-uses.h"
#include "propose/analyst/studio-scope.h"

/* Microseconds that the main loop may be kept in one go. */
#define SLICE 4000

struct _StudioAnalyst
{
  GObject parent_instance;

  StudioSchemaIndex *index; /* (owned) (nullable): of the database that was asked for last */
  StudioContext *context;   /* (owned) (nullable) */
  GDate today;              /* invalid: the present day */
};

static void studio_analyst_proposer_init (StudioProposerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StudioAnalyst,
                               studio_analyst,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STUDIO_TYPE_PROPOSER,
                                                      studio_analyst_proposer_init))

static void
studio_analyst_finalize (GObject *object)
{
  StudioAnalyst *self = STUDIO_ANALYST (object);

  g_clear_pointer (&self->index, studio_schema_index_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (studio_analyst_parent_class)->finalize (object);
}

static void
studio_analyst_class_init (StudioAnalystClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_analyst_finalize;
}

static void
studio_analyst_init (StudioAnalyst *self)
{
  g_date_clear (&self->today, 1);
}

StudioAnalyst *
studio_analyst_new (void)
{
  return g_object_new (STUDIO_TYPE_ANALYST, NULL);
}

void
studio_analyst_set_today (StudioAnalyst *self, const GDate *today)
{
  g_return_if_fail (STUDIO_IS_ANALYST (self));

  if (today != NULL)
    self->today = *today;
  else
    g_date_clear (&self->today, 1);
}

void
studio_analyst_set_context (StudioAnalyst *self, StudioContext *context)
{
  g_return_if_fail (STUDIO_IS_ANALYST (self));

  g_set_object (&self->context, context);
  if (self->index != NULL)
    studio_schema_index_set_context (self->index, context);
}

/* Looks at the tables of the database for about @microseconds; whether all of them are known. */
static gboolean
prepare (StudioAnalyst *self, StudioDatabase *database, gint64 microseconds)
{
  if (self->index == NULL || !studio_schema_index_update (self->index, database))
    {
      g_clear_pointer (&self->index, studio_schema_index_free);
      self->index = studio_schema_index_begin (database);
      studio_schema_index_set_context (self->index, self->context);
    }
  return studio_schema_index_go_on (self->index, microseconds);
}

static StudioAnalysis *
analyse (StudioAnalyst *self, StudioDatabase *database, StudioTable *table)
{
  GDate today = self->today;

  if (!g_date_valid (&today))
    g_date_set_time_t (&today, g_get_real_time () / G_USEC_PER_SEC);
  prepare (self, database, G_MAXINT64);
  return studio_analysis_new (self->index, table, &today);
}

/* A purchase order is no order that customers place. */
static void
add_words (GPtrArray *words, const char *const *more)
{
  for (guint i = 0; more[i] != NULL; i++)
    if (strcmp (more[i], "purchase") == 0 && g_strcmp0 (more[i + 1], "order") == 0)
      {
        g_ptr_array_add (words, g_strdup ("po"));
        i++;
      }
    else
      g_ptr_array_add (words, g_utf8_strdown (more[i], -1));
}

static const char *
guess (GPtrArray *words)
{
  StudioCategory *category;

  g_ptr_array_add (words, NULL);
  category = studio_categories_guess (studio_categories_get_default (),
                                      (const char *const *) words->pdata);
  g_ptr_array_set_size (words, 0);
  return category != NULL ? studio_category_get_name (category) : NULL;
}

/* What nothing points anywhere: a default category by the kind of table, so that every KPI is
 * filed. */
static const char *
default_category (const StudioReading *reading)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint concepts =
      studio_lexicon_concepts_of (reading->lexicon, (const char *const *) reading->words);
  const char *word = reading->money != NULL                          ? "sales"
                     : (concepts & STUDIO_CONCEPT_ORGANISATION) != 0 ? "company"
                     : (concepts & STUDIO_CONCEPT_PERSON) != 0       ? "user"
                     : reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
                             reading->archetype == STUDIO_ARCHETYPE_LOOKUP
                         ? "product"
                         : "activity";

  g_ptr_array_add (words, g_strdup (word));
  return guess (words);
}

/* The business function that a table belongs to: its name says most, then its comment, then what it
 * points at, then its columns, of which addresses say least: everybody has one. */
static const char *
guess_category (StudioAnalyst *self, const StudioReading *reading)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *description = studio_table_get_description (reading->table);
  g_auto (GStrv) gloss =
      description != NULL ? studio_lexicon_gloss (reading->lexicon, description) : NULL;
  const char *category;

  add_words (words, (const char *const *) reading->words);
  /* Lines of an order are no production line. */
  for (guint i = words->len; i > 0 && reading->archetype == STUDIO_ARCHETYPE_LINE; i--)
    if (strcmp (g_ptr_array_index (words, i - 1), "line") == 0 ||
        strcmp (g_ptr_array_index (words, i - 1), "item") == 0)
      g_ptr_array_remove_index (words, i - 1);
  if (gloss != NULL)
    add_words (words, (const char *const *) gloss);
  category = guess (words);
  for (guint i = 0; category == NULL && i < reading->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);
      const StudioReading *parent = studio_schema_index_read (self->index, relationship->parent);

      add_words (words, (const char *const *) parent->words);
    }
  if (category == NULL)
    category = guess (words);
  for (guint i = 0; category == NULL && i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (!column->audit && column->role != STUDIO_ROLE_PLACE &&
          column->role != STUDIO_ROLE_CONTACT && column->role != STUDIO_ROLE_TEXT)
        add_words (words, (const char *const *) column->words);
    }
  if (category == NULL)
    category = guess (words);
  return category != NULL ? category : default_category (reading);
}

static StudioKpi *
make_kpi (StudioDatabase *database,
          const StudioAnalysis *analysis,
          const StudioProposal *proposal,
          const char *category,
          const char *sql)
{
  StudioKpi *kpi = studio_kpi_new ();
  g_autofree char *definition = studio_definition_to_text (proposal->definition);
  g_autofree char *visualization = studio_proposal_visualization (proposal);
  g_autofree char *description = studio_scope_describe (analysis, proposal);
  g_autofree char *uses = studio_uses_describe (analysis, proposal);
  g_autofree char *explanation =
      g_strconcat (proposal->reason, uses != NULL ? " " : "", uses, NULL);
  const StudioReading *reading = analysis->reading;

  studio_kpi_set_database (kpi, studio_database_get_name (database));
  studio_kpi_set_database_id (kpi, studio_database_get_id (database));
  studio_kpi_set_table (kpi, studio_table_get_name (reading->table));
  studio_kpi_set_table_id (kpi, studio_table_get_id (reading->table));
  studio_kpi_set_schema (kpi, studio_table_get_schema (reading->table));
  studio_kpi_set_name (kpi, proposal->name);
  studio_kpi_set_description (kpi, description);
  studio_kpi_set_business_value (kpi, proposal->business_value);
  studio_kpi_set_explanation (kpi, explanation);
  studio_kpi_set_category (kpi, category);
  studio_kpi_set_display (kpi, proposal->display);
  studio_kpi_set_unit (kpi, proposal->unit);
  studio_kpi_set_direction (kpi, proposal->direction);
  studio_kpi_set_definition (kpi, definition);
  studio_kpi_set_visualization (kpi, visualization);
  studio_kpi_set_sql (kpi, sql);
  studio_kpi_set_source (kpi, "analyst");
  return kpi;
}

/* Whether a KPI that is there already asks the same. */
static gboolean
exists (GPtrArray *existing, const StudioProposal *proposal, const char *sql)
{
  g_autofree char *definition = NULL;

  if (existing == NULL || existing->len == 0)
    return FALSE;
  definition = studio_definition_to_text (proposal->definition);
  for (guint i = 0; i < existing->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (existing, i);

      if (g_strcmp0 (studio_kpi_get_definition (kpi), definition) == 0 ||
          g_strcmp0 (studio_kpi_get_sql (kpi), sql) == 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
studio_analyst_propose (StudioAnalyst *self,
                        StudioDatabase *database,
                        StudioTable *table,
                        GPtrArray *existing)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func (g_object_unref);
  StudioDialect dialect = studio_database_get_dialect (database);
  g_autoptr (StudioAnalysis) analysis = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  const char *category;

  g_return_val_if_fail (STUDIO_IS_ANALYST (self), kpis);
  g_return_val_if_fail (STUDIO_IS_DATABASE (database), kpis);
  g_return_val_if_fail (STUDIO_IS_TABLE (table), kpis);

  analysis = analyse (self, database, table);
  chosen = studio_choice_make (analysis->proposals);
  category = guess_category (self, analysis->reading);
  for (guint i = 0; i < chosen->len; i++)
    {
      const StudioProposal *proposal = g_ptr_array_index (chosen, i);
      g_autofree char *sql = studio_compiler_compile (proposal->definition, dialect, NULL);

      if (sql != NULL && !studio_name_is_template (sql) && !exists (existing, proposal, sql))
        g_ptr_array_add (kpis, make_kpi (database, analysis, proposal, category, sql));
    }
  return kpis;
}

StudioExplanation *
studio_analyst_explain_table (StudioAnalyst *self, StudioDatabase *database, StudioTable *table)
{
  g_autoptr (StudioAnalysis) analysis = NULL;

  g_return_val_if_fail (STUDIO_IS_ANALYST (self), NULL);

  analysis = analyse (self, database, table);
  return _studio_explanation_new (analysis);
}

char *
studio_analyst_explain (StudioAnalyst *self, StudioDatabase *database, StudioTable *table)
{
  g_autoptr (StudioExplanation) explanation = studio_analyst_explain_table (self, database, table);

  return studio_explanation_to_text (explanation);
}

static const char *
studio_analyst_get_source (StudioProposer *proposer)
{
  return "analyst";
}

/* One table's proposals, made and told piece by piece between the frames of the window. */
typedef struct
{
  StudioDatabase *database; /* (owned) */
  StudioTable *table;       /* (owned) */
  GPtrArray *existing;      /* (owned) (nullable) */
  StudioProposedFunc on_proposal;
  gpointer proposal_data;
  GPtrArray *kpis; /* (owned) (nullable) until they are made */
  guint told;
} Proposing;

static void
proposing_free (gpointer data)
{
  Proposing *proposing = data;

  g_object_unref (proposing->database);
  g_object_unref (proposing->table);
  g_clear_pointer (&proposing->existing, g_ptr_array_unref);
  g_clear_pointer (&proposing->kpis, g_ptr_array_unref);
  g_free (proposing);
}

static gboolean
propose_some_cb (gpointer user_data)
{
  GTask *task = user_data;
  StudioAnalyst *self = g_task_get_source_object (task);
  Proposing *proposing = g_task_get_task_data (task);
  gint64 until = g_get_monotonic_time () + SLICE;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (proposing->kpis == NULL)
    {
      /* In a turn of its own, unless the tables were known before. */
      if (!prepare (self, proposing->database, SLICE) ||
          g_get_monotonic_time () > until - SLICE * 3 / 4)
        return G_SOURCE_CONTINUE;
      proposing->kpis =
          studio_analyst_propose (self, proposing->database, proposing->table, proposing->existing);
      return G_SOURCE_CONTINUE;
    }
  while (proposing->told < proposing->kpis->len && g_get_monotonic_time () < until)
    proposing->on_proposal (g_ptr_array_index (proposing->kpis, proposing->told++),
                            proposing->proposal_data);
  if (proposing->told < proposing->kpis->len)
    return G_SOURCE_CONTINUE;
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
studio_analyst_propose_async (StudioProposer *proposer,
                              StudioDatabase *database,
                              StudioTable *table,
                              GPtrArray *existing,
                              StudioProposedFunc on_proposal,
                              gpointer proposal_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (proposer, cancellable, callback, user_data);
  g_autoptr (GSource) source = g_idle_source_new ();
  Proposing *proposing = g_new0 (Proposing, 1);

  proposing->database = g_object_ref (database);
  proposing->table = g_object_ref (table);
  proposing->existing = existing != NULL ? g_ptr_array_ref (existing) : NULL;
  proposing->on_proposal = on_proposal;
  proposing->proposal_data = proposal_data;
  g_task_set_source_tag (task, studio_analyst_propose_async);
  g_task_set_task_data (task, proposing, proposing_free);
  /* After the frames, which are drawn at a higher priority. */
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_attach_source (task, source, propose_some_cb);
}

static gboolean
studio_analyst_propose_finish (StudioProposer *proposer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, proposer), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
studio_analyst_proposer_init (StudioProposerInterface *iface)
{
  iface->get_source = studio_analyst_get_source;
  iface->propose_async = studio_analyst_propose_async;
  iface->propose_finish = studio_analyst_propose_finish;
}
