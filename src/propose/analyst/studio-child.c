/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/* Rows that a fingerprint looks at. */
#define SAMPLE 10000

gboolean
studio_reading_is_flow (const StudioReading *self)
{
  return self->archetype == STUDIO_ARCHETYPE_HEADER || self->archetype == STUDIO_ARCHETYPE_EVENT ||
         self->archetype == STUDIO_ARCHETYPE_LINE;
}

gboolean
studio_reading_is_order (const StudioReading *self)
{
  static const char *const words[] = { "order",    "purchase", "sale",           "sales",
                                       "contract", "booking",  "purchase order", NULL };
  static const char *const others[] = { "work",     "return",     "production", "change",
                                        "transfer", "sales lead", NULL };

  if (self->archetype != STUDIO_ARCHETYPE_HEADER && self->archetype != STUDIO_ARCHETYPE_EVENT)
    return FALSE;
  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_strv_contains (others, self->words[i]))
      return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (self->noun, words[i]) == 0 || g_str_has_suffix (self->noun, words[i]))
      return TRUE;
  return FALSE;
}

StudioExpression *
studio_child_link (const StudioChild *self, const char *source)
{
  return studio_expression_column (source, studio_field_get_name (self->relationship->column),
                                   studio_field_get_kind (self->relationship->column));
}

StudioExpression *
studio_child_key (const StudioChild *self, const char *source)
{
  return studio_expression_column (source, studio_field_get_name (self->relationship->key),
                                   studio_field_get_kind (self->relationship->key));
}

static void
add_extreme (const StudioChild *self,
             StudioDefinition *definition,
             const char *name,
             StudioOperator op)
{
  studio_definition_add_measure (
      definition, name, NULL,
      studio_expression_new (
          op, studio_column_expression (self->window.time, self->reading->source), NULL));
}

StudioExpression *
studio_child_since (const StudioChild *self, const char *source)
{
  StudioExpression *since = studio_column_expression (self->since, source);

  return self->window.time->kind == STUDIO_FIELD_DATE && self->since->kind != STUDIO_FIELD_DATE
             ? studio_expression_truncate (since, STUDIO_GRAIN_DAY)
             : since;
}

/* What was there before the row was does not follow from it: orders of a time before the account.
 */
static void
limit_to_followers (const StudioChild *self, StudioDefinition *definition)
{
  const char *source = self->reading->source;
  g_autofree char *row =
      studio_analysis_join_parent (self->analysis, definition, source, self->relationship, FALSE);

  studio_definition_filter (
      definition, studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                         studio_column_expression (self->window.time, source),
                                         studio_child_since (self, row), NULL));
}

gboolean
studio_child_can_follow (const StudioChild *self)
{
  const char *latest, *earliest;
  GDate last, first;

  if (self->since == NULL || self->window.time == NULL)
    return FALSE;
  latest = studio_field_get_info (self->window.time->field)->fingerprint.latest;
  earliest = studio_field_get_info (self->since->field)->fingerprint.earliest;
  return !studio_analysis_parse_day (latest, &last) ||
         !studio_analysis_parse_day (earliest, &first) || g_date_compare (&last, &first) >= 0;
}

static StudioDefinition *
count_per_row (const StudioChild *self, StudioChildCount what)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start_for (
      reading, "per-parent", (what & STUDIO_CHILD_AMOUNT) != 0 ? reading->money : NULL);

  studio_definition_add_dimension (definition, studio_field_get_name (self->relationship->column),
                                   NULL, studio_child_link (self, reading->source));
  studio_definition_add_measure (definition, "children", NULL, studio_count (NULL));
  if (what & STUDIO_CHILD_FIRST)
    add_extreme (self, definition, "first_at", STUDIO_OPERATOR_MINIMUM);
  if (what & STUDIO_CHILD_LAST)
    add_extreme (self, definition, "last_at", STUDIO_OPERATOR_MAXIMUM);
  if (what & STUDIO_CHILD_AMOUNT)
    studio_definition_add_measure (
        definition, "amount", NULL,
        studio_sum (studio_column_expression (reading->money, reading->source)));
  if (!(what & STUDIO_CHILD_AMOUNT) && (what & STUDIO_CHILD_VALID))
    studio_definition_filter (definition, studio_status_valid (reading, reading->source));
  if (studio_field_get_info (self->relationship->column)->nullable)
    studio_definition_filter (
        definition, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                           studio_child_link (self, reading->source), NULL));
  if ((what & STUDIO_CHILD_FIRST) && self->since != NULL)
    limit_to_followers (self, definition);
  if (what & STUDIO_CHILD_RECENT)
    studio_analysis_limit_long (self->analysis, definition, &self->window, reading->source);
  return definition;
}

StudioDefinition *
studio_child_start (const StudioChild *self,
                    const char *pattern,
                    StudioChildCount what,
                    gboolean left)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, pattern);
  const char *step = self->step;

  studio_definition_join_over (
      definition, step, count_per_row (self, what), left,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_child_link (self, step),
                             studio_child_key (self, reading->source), NULL));
  return definition;
}

StudioExpression *
studio_child_value (const StudioChild *self, const char *name)
{
  StudioFieldKind kind = strcmp (name, "children") == 0 ? STUDIO_FIELD_INTEGER
                         : strcmp (name, "amount") != 0 ? self->window.time->kind
                                                        : self->reading->money->kind;

  return studio_expression_column (self->step, name, kind);
}

StudioExpression *
studio_child_number (const StudioChild *self, const char *name)
{
  return studio_expression_new (STUDIO_OPERATOR_COALESCE, studio_child_value (self, name),
                                studio_expression_number (0), NULL);
}

gboolean
studio_child_add_time (const StudioChild *self, StudioDefinition *definition)
{
  StudioAnalysis *analysis = self->analysis;

  if (analysis->window.time == NULL || !studio_reading_is_flow (analysis->reading))
    return FALSE;
  studio_analysis_add_period (analysis, definition, &analysis->window, analysis->reading->source);
  studio_analysis_limit_trend (analysis, definition, &analysis->window, analysis->reading->source);
  studio_definition_order (definition, studio_grain_name (analysis->window.grain), FALSE);
  return TRUE;
}

void
studio_child_finish (const StudioChild *self,
                     StudioProposal *proposal,
                     StudioUnit unit,
                     StudioDirection direction,
                     char *description,
                     const char *business_value)
{
  studio_columns_add (self->analysis, proposal, unit, direction, description, business_value,
                      g_strdup_printf ("“%s.%s” points at this table.",
                                       studio_table_get_name (self->relationship->child),
                                       studio_field_get_name (self->relationship->column)));
}

double
studio_child_importance (const StudioReading *reading, const StudioReading *child)
{
  switch ((int) child->archetype)
    {
    case STUDIO_ARCHETYPE_HEADER:
      return 8;
    case STUDIO_ARCHETYPE_EVENT:
      return 4;
    case STUDIO_ARCHETYPE_LINE:
      return studio_reading_is_flow (reading) ? -4 : 2;
    case STUDIO_ARCHETYPE_ENTITY:
      return -6;
    default:
      return -100;
    }
}

/* An “owner” or “assignee” is one by duty, a “user” by own will. */
static gboolean
names_parent (const StudioReading *reading, const StudioColumn *link)
{
  for (guint i = 0; reading->words[i] != NULL; i++)
    if (strstr (link->label, reading->words[i]) != NULL)
      return TRUE;
  return reading->archetype != STUDIO_ARCHETYPE_ENTITY;
}

static void
read_frequency (StudioChild *self)
{
  gint64 rows = self->analysis->reading->rows;
  gint64 children = self->reading->rows;
  double distinct = (double) self->link->distinct;

  if (distinct < 0)
    return;
  self->everybody = rows > 0 && rows <= SAMPLE && distinct >= 0.985 * (double) rows;
  self->one_each = children > 0 && distinct >= 0.97 * (double) MIN (children, SAMPLE);
}

static const char *
name_step (const StudioReading *reading)
{
  g_autofree char *other = NULL;

  if (g_ascii_strcasecmp (reading->alias, studio_table_get_name (reading->table)) != 0)
    return reading->alias;
  other = g_strconcat (reading->alias, "_each", NULL);
  return g_intern_string (other);
}

static gboolean
read_child (StudioAnalysis *analysis, const StudioRelationship *relationship, StudioChild *child)
{
  *child = (StudioChild){ .analysis = analysis, .relationship = relationship };
  if (!relationship->unique || relationship->child == analysis->reading->table ||
      relationship->one_to_one)
    return FALSE;
  child->reading = studio_schema_index_read (analysis->index, relationship->child);
  child->link = studio_reading_find (child->reading, relationship->column);
  child->step = name_step (child->reading);
  child->importance = studio_child_importance (analysis->reading, child->reading);
  if (child->link == NULL || child->link->audit || !child->link->usable || child->reading->empty ||
      studio_column_is_constant (child->link) || child->importance < -50 ||
      child->reading->valid_until != NULL)
    return FALSE;
  /* Orders without a request before them say nothing about requests. */
  if (!studio_reading_is_order (child->reading) || !studio_reading_is_flow (analysis->reading))
    child->importance -= 15 * child->link->null_share;
  if (!names_parent (analysis->reading, child->link))
    child->importance -= 10;
  studio_analysis_window (analysis, child->reading, child->reading->time, &child->window);
  if (analysis->window.via == NULL && analysis->window.time != NULL &&
      !studio_field_is_nested (analysis->window.time->field))
    child->since = analysis->window.time;
  read_frequency (child);
  return TRUE;
}

static gint
compare_children (gconstpointer a, gconstpointer b)
{
  const StudioChild *first = a;
  const StudioChild *second = b;

  return (first->importance < second->importance) - (first->importance > second->importance);
}

/* Of several columns of one table that point here, the best one counts. */
static void
add_best (GArray *children, const StudioChild *child)
{
  for (guint i = 0; i < children->len; i++)
    {
      StudioChild *other = &g_array_index (children, StudioChild, i);

      if (other->relationship->child != child->relationship->child)
        continue;
      if (child->importance > other->importance)
        *other = *child;
      return;
    }
  g_array_append_vals (children, child, 1);
}

GArray *
studio_child_find_all (StudioAnalysis *analysis)
{
  const StudioReading *reading = analysis->reading;
  GArray *children = g_array_new (FALSE, FALSE, sizeof (StudioChild));

  for (guint i = 0; i < reading->children->len; i++)
    {
      StudioChild child;

      if (read_child (analysis, g_ptr_array_index (reading->children, i), &child))
        add_best (children, &child);
    }
  g_array_sort (children, compare_children);
  return children;
}
