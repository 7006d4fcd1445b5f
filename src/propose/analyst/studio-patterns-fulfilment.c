/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"
#include "propose/analyst/studio-times.h"

#include <string.h>

/*
 * Whether what was ordered came as it was promised: completely, in time, with its papers and
 * undamaged (SCOR RL.1.1 and RL.2.1 to 2.4). Quantities are compared line by line and rolled up, so
 * that too much of one thing does not make up for too little of another.
 */

/* The lines that are short, counted for each order. */
#define SHORT_LINES "short_lines"

typedef struct
{
  StudioAnalysis *analysis;
  const StudioReading *lines; /* (nullable): where the quantities are, if not in the table itself */
  const StudioRelationship *link;
  const StudioColumn *ordered;
  const StudioColumn *delivered;
  const StudioColumn *due;
  const StudioColumn *done;
  const StudioColumn *papers;
  const StudioColumn *damage;
  StudioWindow window;
} Fulfilment;

static gboolean
find_quantities (const StudioReading *reading, Fulfilment *self)
{
  static const char *const wanted[] = { "ordered", "order",  "requested", "request",
                                        "demand",  "wanted", NULL };
  static const char *const came[] = { "delivered", "delivery",  "received", "receipt",
                                      "shipped",   "fulfilled", "arrived",  NULL };
  static const char *const neither[] = { "price",    "minimum",  "maximum", "count",
                                         "returned", "rejected", "damaged", "point",
                                         "level",    "safety",   "reorder", NULL };
  static const char *const other[] = { "returned",  "rejected", "damaged",   "cancelled",
                                       "backorder", "invoiced", "billed",    "minimum",
                                       "maximum",   "open",     "remaining", "price",
                                       "delivered", "delivery", "received",  "receipt",
                                       "shipped",   "arrived",  "fulfilled", "stock",
                                       "reserved",  "pack",     "per",       NULL };

  self->delivered = studio_columns_find (reading, 1u << STUDIO_ROLE_QUANTITY, came, neither);
  if (self->delivered == NULL || studio_column_has_any (self->delivered, wanted))
    return FALSE;
  self->ordered = studio_columns_find (reading, 1u << STUDIO_ROLE_QUANTITY, wanted, other);
  /* “quantity” beside “quantity received” is what was ordered. */
  if (self->ordered == NULL)
    {
      static const char *const plain[] = { "quantity", NULL };

      self->ordered = studio_columns_find (reading, 1u << STUDIO_ROLE_QUANTITY, plain, other);
    }
  return self->ordered != NULL;
}

static gboolean
find_lines (Fulfilment *self)
{
  StudioAnalysis *analysis = self->analysis;

  for (guint i = 0; i < analysis->reading->children->len; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (analysis->reading->children, i);
      StudioReading *lines = studio_schema_index_read (analysis->index, link->child);

      if (!link->unique || link->one_to_one || link->child == analysis->reading->table ||
          lines->archetype != STUDIO_ARCHETYPE_LINE || lines->empty ||
          !find_quantities (lines, self))
        continue;
      self->lines = lines;
      self->link = link;
      return TRUE;
    }
  return FALSE;
}

static const StudioColumn *
find_flag (const StudioReading *reading, const char *const *words)
{
  return studio_columns_find (reading, 1u << STUDIO_ROLE_FLAG, words, NULL);
}

static gboolean
find_fulfilment (StudioAnalysis *analysis, Fulfilment *self)
{
  static const char *const papers[] = { "document",  "documents",     "papers",
                                        "paperwork", "documentation", NULL };
  static const char *const damage[] = {
    "damage", "damaged", "undamaged", "broken", "breakage", NULL
  };
  const StudioReading *reading = analysis->reading;

  *self = (Fulfilment){ .analysis = analysis };
  if (!find_quantities (reading, self) && !find_lines (self))
    {
      self->ordered = NULL;
      self->delivered = NULL;
    }
  if (!studio_times_find_due (reading, &self->due, &self->done) || self->due->null_share > 0.3)
    self->due = NULL;
  self->papers = find_flag (reading, papers);
  self->damage = find_flag (reading, damage);
  if (self->due != NULL)
    studio_analysis_window (analysis, reading, (StudioColumn *) self->due, &self->window);
  else
    self->window = analysis->window;
  return self->ordered != NULL || ((self->papers != NULL || self->damage != NULL) &&
                                   self->due != NULL && self->done->null_share > 0);
}

/* That a line came short. */
static StudioExpression *
is_short (const Fulfilment *self, const char *source)
{
  return studio_expression_new (
      STUDIO_OPERATOR_LESS,
      studio_expression_new (STUDIO_OPERATOR_COALESCE,
                             studio_column_expression (self->delivered, source),
                             studio_expression_number (0), NULL),
      studio_column_expression (self->ordered, source), NULL);
}

static char *
name_step (const Fulfilment *self)
{
  return g_strconcat (self->lines->alias, "_each", NULL);
}

/* That all lines came completely. */
static StudioExpression *
in_full (const Fulfilment *self)
{
  const char *source = self->analysis->reading->source;
  g_autofree char *step = NULL;

  if (self->lines == NULL)
    return studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                  studio_column_expression (self->delivered, source),
                                  studio_column_expression (self->ordered, source), NULL);
  step = name_step (self);
  return studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                studio_expression_column (step, SHORT_LINES, STUDIO_FIELD_INTEGER),
                                studio_expression_number (0), NULL);
}

static void
join_lines (const Fulfilment *self, StudioDefinition *definition)
{
  const StudioReading *lines = self->lines;
  const char *name = studio_field_get_name (self->link->column);
  StudioFieldKind kind = studio_field_get_kind (self->link->column);
  g_autofree char *step = name_step (self);
  StudioDefinition *inner = studio_analysis_start (lines, "per-parent");

  studio_definition_add_dimension (inner, name, NULL,
                                   studio_expression_column (lines->source, name, kind));
  studio_definition_add_measure (inner, SHORT_LINES, NULL,
                                 studio_count (is_short (self, lines->source)));
  studio_definition_join_over (
      definition, step, inner, FALSE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_expression_column (step, name, kind),
                             studio_expression_column (self->analysis->reading->source,
                                                       studio_field_get_name (self->link->key),
                                                       studio_field_get_kind (self->link->key)),
                             NULL));
}

/* The share of rows that meet @part (transfer full), by the period for which they were promised:
 * what is still missing then counts against it. Without a promise, of what was delivered, by the
 * table's own time. */
static void
add_share (const Fulfilment *self,
           const char *name,
           const char *title,
           double weight,
           gboolean with_lines,
           StudioExpression *part,
           const char *what,
           const char *business_value)
{
  StudioAnalysis *analysis = self->analysis;
  const StudioReading *reading = analysis->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_columns_trend (analysis, &self->window, "ratio");
  g_autofree char *alias = studio_alias_from (title, "share");

  if (with_lines && self->lines != NULL)
    join_lines (self, definition);
  studio_definition_add_measure (definition, alias, title,
                                 studio_ratio (studio_count (part), studio_count (NULL)));
  if (self->due == NULL && self->lines == NULL)
    studio_definition_filter (
        definition,
        studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                               studio_column_expression (self->delivered, reading->source), NULL));
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, weight, title, "line", definition, "%s by %s", name,
                           grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      self->due != NULL
          ? g_strdup_printf ("Of the %s promised for the %s, the share that came %s. What has not "
                             "come yet counts against it.",
                             reading->plural, grain, what)
          : g_strdup_printf ("Share of %s that came %s, by %s.", reading->plural, what, grain),
      business_value,
      self->ordered != NULL
          ? g_strdup_printf (
                "“%s” can be held against “%s”%s.", studio_column_get_name (self->delivered),
                studio_column_get_name (self->ordered), self->lines != NULL ? ", line by line" : "")
          : g_strdup_printf ("“%s” can be held against “%s”.", studio_column_get_name (self->done),
                             studio_column_get_name (self->due)));
}

static StudioExpression *
in_time (const Fulfilment *self)
{
  return studio_times_in_time (self->analysis->reading, self->due, self->done);
}

/* That the papers are right and nothing was damaged, as far as columns tell. */
static StudioExpression *
in_order (const Fulfilment *self, StudioExpression *condition)
{
  static const char *const bad[] = { "missing", "wrong", "error", "incomplete", "invalid", NULL };
  const char *source = self->analysis->reading->source;

  if (self->papers != NULL)
    condition =
        studio_and (condition, studio_column_is_set (self->papers, source,
                                                     !studio_column_has_any (self->papers, bad)));
  if (self->damage != NULL)
    condition = studio_and (
        condition, studio_column_is_set (self->damage, source,
                                         studio_column_has_word (self->damage, "undamaged")));
  return condition;
}

static void
add_perfect (const Fulfilment *self)
{
  gboolean full = self->ordered != NULL;
  g_autofree char *what = g_strconcat (full ? "completely, " : "", "by the promised day",
                                       self->papers != NULL ? ", with its papers" : "",
                                       self->damage != NULL ? " and undamaged" : "", NULL);

  g_autofree char *name = g_strdup_printf ("Perfect %s rate", self->analysis->reading->noun);

  add_share (self, name, "perfect order rate", 90, full,
             in_order (self, full ? studio_and (in_full (self), in_time (self)) : in_time (self)),
             what,
             "The customer's view of delivery in one figure: one fault is enough to spoil it.");
}

void
_studio_patterns_fulfilment (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autofree char *full = g_strdup_printf ("%s in full, share", reading->plural);
  g_autofree char *both = g_strdup_printf ("%s in full and on time (OTIF), share", reading->plural);
  Fulfilment fulfilment;

  if ((reading->archetype != STUDIO_ARCHETYPE_HEADER &&
       reading->archetype != STUDIO_ARCHETYPE_EVENT &&
       reading->archetype != STUDIO_ARCHETYPE_LINE) ||
      self->window.time == NULL || !find_fulfilment (self, &fulfilment) ||
      fulfilment.window.time == NULL)
    return;
  if (fulfilment.ordered != NULL && (fulfilment.due != NULL || fulfilment.lines == NULL))
    add_share (&fulfilment, full, "in full", fulfilment.due != NULL ? 76 : 80, TRUE,
               in_full (&fulfilment), "completely",
               "What comes short is delivered twice, or bought elsewhere.");
  if (fulfilment.due == NULL)
    return;
  if (fulfilment.ordered != NULL)
    add_share (&fulfilment, both, "in full and on time", 88, TRUE,
               studio_and (in_full (&fulfilment), in_time (&fulfilment)),
               "completely and by the promised day",
               "A late or short delivery stops whoever waits for it, whatever the averages say.");
  if (fulfilment.papers != NULL || fulfilment.damage != NULL)
    add_perfect (&fulfilment);
}
