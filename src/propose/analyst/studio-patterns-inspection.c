/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-path.h"
#include "propose/analyst/studio-status.h"

/*
 * What quality costs: whether units pass their first inspection (first-pass yield), however often
 * they are inspected later; defects among a million units, where a rate in percent would read
 * 0.0 %; and scrap at the cost of what was scrapped.
 */

#define EACH "inspected"

/* Rows that a fingerprint looks at. */
#define SAMPLE 10000
/* Where practically each row is of another unit, nothing is inspected twice. */
#define INSPECTED_ONCE 0.99
/* Below this defect rate people count by the million. */
#define RARE 0.005
#define MILLION 1000000

/* --- first-pass yield --- */

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *unit;   /* what is inspected */
  const StudioColumn *result; /* a flag, or a status with known values */
} Inspections;

static StudioExpression *
passed (const Inspections *self)
{
  const char *source = self->analysis->reading->source;

  return self->result->role == STUDIO_ROLE_FLAG
             ? studio_column_is_set (self->result, source, TRUE)
             : studio_status_in (self->result, source,
                                 1u << STUDIO_STATE_COMPLETED | 1u << STUDIO_STATE_APPROVED |
                                     1u << STUDIO_STATE_WON);
}

static gboolean
tells_result (const StudioColumn *column)
{
  g_autoptr (StudioExpression) good = NULL;
  g_autoptr (StudioExpression) bad = NULL;

  if ((column->role != STUDIO_ROLE_STATUS && column->role != STUDIO_ROLE_CATEGORY) ||
      !column->usable || !studio_status_is_known (column) || studio_field_is_nested (column->field))
    return FALSE;
  good = studio_status_in (column, "t",
                           1u << STUDIO_STATE_COMPLETED | 1u << STUDIO_STATE_APPROVED |
                               1u << STUDIO_STATE_WON);
  bad = studio_status_in (column, "t", 1u << STUDIO_STATE_FAILED | 1u << STUDIO_STATE_REJECTED);
  return good != NULL && bad != NULL;
}

static const StudioColumn *
find_result (const StudioReading *reading)
{
  static const char *const words[] = { "passed", "pass", "ok", "accepted", "approved", NULL };
  const StudioColumn *flag = studio_columns_find (reading, 1u << STUDIO_ROLE_FLAG, words, NULL);

  for (guint i = 0; i < reading->columns->len && flag == NULL; i++)
    if (tells_result (g_ptr_array_index (reading->columns, i)))
      return g_ptr_array_index (reading->columns, i);
  return flag;
}

static gboolean
is_made (const StudioReading *parent)
{
  static const char *const units[] = { "lot",   "batch", "unit",  "serial",
                                       "wafer", "panel", "piece", NULL };

  return studio_reading_is_flow (parent) || studio_reading_has_any (parent, units);
}

static gboolean
is_repeated (const StudioReading *reading, const StudioColumn *unit)
{
  gint64 rows = MIN (reading->rows, SAMPLE);

  return unit->distinct > 0 && rows > 0 &&
         (double) unit->distinct < INSPECTED_ONCE * (double) rows &&
         (double) unit->distinct > 0.1 * (double) rows;
}

/* An order, a lot or a serial number, not a machine that is inspected every year. */
static gboolean
find_unit (Inspections *self)
{
  static const char *const serials[] = {
    "serial", "lot", "batch", "wafer", "barcode", "panel", NULL
  };
  const StudioReading *reading = self->analysis->reading;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      StudioReading *parent = column->role == STUDIO_ROLE_FOREIGN_KEY
                                  ? studio_analysis_parent (self->analysis, reading, column, NULL)
                                  : NULL;

      if (!column->usable || column == reading->key || column->null_share > 0.3 ||
          studio_field_is_nested (column->field) || !is_repeated (reading, column) ||
          (parent != NULL
               ? !is_made (parent)
               : (column->role != STUDIO_ROLE_FOREIGN_KEY && column->kind != STUDIO_FIELD_TEXT) ||
                     !studio_column_has_any (column, serials)))
        continue;
      self->unit = column;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_inspections (StudioAnalysis *analysis, Inspections *self)
{
  static const char *const words[] = { "inspection", "inspections", "test", "tests",   "check",
                                       "quality",    "QC",          "qc",   "testing", NULL };

  *self = (Inspections){ .analysis = analysis };
  if (!studio_reading_has_any (analysis->reading, words) || analysis->window.via != NULL)
    return FALSE;
  self->result = find_result (analysis->reading);
  return self->result != NULL && find_unit (self);
}

static void
add_first (const Inspections *self,
           StudioDefinition *definition,
           const char *name,
           StudioExpression *filter)
{
  studio_definition_add_measure (
      definition, name, NULL,
      studio_expression_filtered (
          studio_expression_new (STUDIO_OPERATOR_MINIMUM,
                                 studio_column_expression (self->analysis->window.time,
                                                           self->analysis->reading->source),
                                 NULL),
          filter));
}

static StudioExpression *
value_of (const Inspections *self, const char *name)
{
  return studio_expression_column (EACH, name, self->analysis->window.time->kind);
}

static void
add_first_pass_yield (const Inspections *self)
{
  StudioAnalysis *analysis = self->analysis;
  const StudioReading *reading = analysis->reading;
  const StudioWindow *window = &analysis->window;
  const char *grain = studio_grain_name (window->grain);
  g_autofree char *units = studio_lexicon_plural (reading->lexicon, self->unit->label);
  StudioDefinition *each = studio_analysis_start (reading, "per-unit");
  StudioDefinition *definition;

  studio_definition_add_dimension (each, studio_column_get_name (self->unit), NULL,
                                   studio_column_expression (self->unit, reading->source));
  add_first (self, each, "first_at", NULL);
  add_first (self, each, "first_passed_at", passed (self));
  studio_definition_filter (
      each, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                   studio_column_expression (self->unit, reading->source), NULL));
  definition = studio_definition_new_over ("ratio", EACH, each);
  studio_definition_add_dimension (
      definition, grain, grain,
      studio_expression_truncate (value_of (self, "first_at"), window->grain));
  studio_definition_add_measure (
      definition, "first_pass_yield", "first-pass yield",
      studio_ratio (studio_count (studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                                         value_of (self, "first_passed_at"),
                                                         value_of (self, "first_at"), NULL)),
                    studio_count (NULL)));
  studio_definition_filter (
      definition,
      studio_expression_periods (value_of (self, "first_at"), window->grain,
                                 window->periods > 0 ? -window->periods : G_MININT64, -1));
  studio_definition_order (definition, grain, FALSE);
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 88, "first pass", "line", definition,
                           "First-pass yield of %s by %s", units, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of what had its first %s in the %s, the share that passed at once. What "
                       "passed after rework does not count as passed.",
                       reading->noun, grain),
      "Rework hides in the final yield; it shows here, with its cost.",
      g_strdup_printf ("Several %s may belong to one “%s”, and “%s” tells which passed.",
                       reading->plural, studio_column_get_name (self->unit),
                       studio_column_get_name (self->result)));
}

/* --- defects by the million --- */

static gboolean
is_rare (const StudioColumn *defects, const StudioColumn *whole)
{
  double few = studio_field_get_info (defects->field)->fingerprint.average;
  double all = studio_field_get_info (whole->field)->fingerprint.average;

  return few > 0 && all > 0 && few < RARE * all;
}

static void
add_per_million (StudioAnalysis *self)
{
  static const char *const bad[] = { "defect", "defects", "defective", "rejected",
                                     "faulty", "ng",      "bad",       NULL };
  static const char *const all[] = { "inspected", "inspection", "sample",    "tested",
                                     "produced",  "received",   "delivered", NULL };
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  const StudioColumn *defects = studio_columns_find (reading, STUDIO_ROLES_AMOUNT, bad, NULL);
  const StudioColumn *whole = studio_columns_find (reading, STUDIO_ROLES_AMOUNT, all, bad);
  StudioDefinition *definition;

  if (defects == NULL || whole == NULL || !is_rare (defects, whole))
    return;
  definition = studio_columns_trend (self, &self->window, "ratio");
  studio_definition_add_measure (
      definition, "defects_per_million", "defects per million",
      studio_expression_new (
          STUDIO_OPERATOR_MULTIPLY,
          studio_ratio (studio_sum (studio_column_expression (defects, reading->source)),
                        studio_sum (studio_column_expression (whole, reading->source))),
          studio_expression_number (MILLION), NULL));
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 85, "per million", "line", definition,
                           "Defective parts per million (PPM) by %s", grain),
      STUDIO_UNIT_QUANTITY, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Sum of “%s” divided by sum of “%s”, times a million, per %s.",
                       defects->label, whole->label, grain),
      "The figure that quality agreements are written in.",
      g_strdup_printf ("“%s” is less than half a percent of “%s”.",
                       studio_column_get_name (defects), studio_column_get_name (whole)));
}

/* --- scrap in money --- */

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *scrap;
  const StudioColumn *cost;
  StudioPath *path; /* (nullable): to the cost */
} Scrap;

/* What a unit costs, not what it is sold for. */
static const StudioColumn *
find_unit_cost (const StudioReading *reading)
{
  static const char *const words[] = { "cost", NULL };
  static const char *const other[] = { "total", "shipping", "energy",      "labor",      "labour",
                                       "setup", "scrap",    "maintenance", "purchasing", "order",
                                       "hour",  "hourly",   "delivery",    NULL };
  const StudioColumn *cost = studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, words, other);

  return cost != NULL && !cost->mixed ? cost : NULL;
}

static void
add_scrap_cost (const Scrap *self)
{
  StudioAnalysis *analysis = self->analysis;
  const char *source = analysis->reading->source;
  const char *grain = studio_grain_name (analysis->window.grain);
  StudioDefinition *definition = studio_columns_trend (analysis, &analysis->window, "trend");
  g_autofree char *costs = studio_path_join (self->path, analysis, definition, source);
  StudioProposal *proposal;

  studio_definition_add_measure (
      definition, "scrap_cost", "scrap cost",
      studio_sum (studio_expression_new (STUDIO_OPERATOR_MULTIPLY,
                                         studio_column_expression (self->scrap, source),
                                         studio_column_expression (self->cost, costs), NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 84, "scrap cost", "line", definition,
                                  "Scrap cost by %s", grain);
  proposal->currency = studio_column_currency (self->cost);
  studio_columns_add (
      analysis, proposal, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("What was scrapped in the %s, at the %s of each %s.", grain,
                       self->cost->label, self->path->to->noun),
      "A few dear parts can cost more than many cheap ones, which the scrap rate does not show.",
      g_strdup_printf ("“%s” can be weighed by “%s.%s”.", studio_column_get_name (self->scrap),
                       studio_table_get_name (self->path->to->table),
                       studio_column_get_name (self->cost)));
}

/* The nearest thing that has a cost: the product that was made. */
static void
find_scrap (StudioAnalysis *self)
{
  static const char *const words[] = { "scrap", "scrapped", "waste", "wasted", NULL };
  Scrap scrap = { .analysis = self };
  g_autoptr (GPtrArray) paths = NULL;

  scrap.scrap = studio_columns_find (self->reading, STUDIO_ROLES_AMOUNT, words, NULL);
  if (scrap.scrap == NULL)
    return;
  paths = studio_paths_up (self, self->reading, 2);
  for (guint i = 0; i < paths->len; i++)
    {
      StudioPath *path = g_ptr_array_index (paths, i);

      scrap.cost = path->to->archetype == STUDIO_ARCHETYPE_ENTITY && !path->to->empty &&
                           path->null_share < 0.3
                       ? find_unit_cost (path->to)
                       : NULL;
      scrap.path = path;
      if (scrap.cost == NULL)
        continue;
      add_scrap_cost (&scrap);
      return;
    }
}

void
_studio_patterns_inspection (StudioAnalysis *self)
{
  Inspections inspections;

  if (self->window.time == NULL)
    return;
  /* Tests are things, too, by their name. */
  if ((studio_reading_is_flow (self->reading) ||
       self->reading->archetype == STUDIO_ARCHETYPE_ENTITY) &&
      find_inspections (self, &inspections))
    add_first_pass_yield (&inspections);
  if (!studio_reading_is_flow (self->reading) || self->window.stock)
    return;
  add_per_million (self);
  find_scrap (self);
}
