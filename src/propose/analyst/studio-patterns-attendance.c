/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/*
 * Who was there and who passed: attendance by what the values of a status are called, and the share
 * of results that reach the score with which one passes.
 */

/* --- attendance --- */

static gboolean
is_one_of (const char *label, const char *const *words)
{
  g_autofree char *lower = g_utf8_strdown (label, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (lower, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The condition that the status is one of those called so; %NULL for none. */
static StudioExpression *
is_called (const StudioColumn *status, const char *source, const char *const *words)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, studio_column_expression (status, source));
  for (guint i = 0; i < status->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (status->codes, i);

      if (is_one_of (code->label, words))
        g_ptr_array_add (arguments,
                         studio_field_kind_is_number (status->kind)
                             ? studio_expression_number (g_ascii_strtod (code->value, NULL))
                             : studio_expression_text (code->value));
    }
  if (arguments->len > 1)
    return studio_expression_new_list (STUDIO_OPERATOR_IN, arguments);
  studio_expression_unref (g_ptr_array_index (arguments, 0));
  g_ptr_array_unref (arguments);
  return NULL;
}

static const char *const there[] = { "present", "attended", "late", "tardy",  "출석",
                                     "지각",    "참석",     "출근", "attend", NULL };
static const char *const away[] = { "absent", "absence", "missed", "결석", "불참", "결근", NULL };

static const StudioColumn *
find_presence (const StudioReading *reading)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      g_autoptr (StudioExpression) present = NULL;
      g_autoptr (StudioExpression) absent = NULL;

      if ((column->role != STUDIO_ROLE_STATUS && column->role != STUDIO_ROLE_CATEGORY) ||
          !column->usable || !studio_status_is_known (column) ||
          studio_field_is_nested (column->field))
        continue;
      present = is_called (column, "t", there);
      absent = is_called (column, "t", away);
      if (present != NULL && absent != NULL)
        return column;
    }
  return NULL;
}

static void
add_attendance (StudioAnalysis *self, const StudioColumn *status)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_columns_trend (self, &self->window, "ratio");

  studio_definition_add_measure (
      definition, "attendance_rate", "attendance rate",
      studio_ratio (studio_count (is_called (status, reading->source, there)),
                    studio_expression_new (STUDIO_OPERATOR_COUNT,
                                           studio_column_expression (status, reading->source),
                                           NULL)));
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 88, "attendance", "line", definition,
                           "Attendance rate by %s", grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Share of %s of the %s of people who were there; those who came late were.",
                       reading->plural, grain),
      "Who stays away is the first to drop out.",
      g_strdup_printf ("The values of “%s” tell who was there.", studio_column_get_name (status)));
}

/* --- who passed --- */

typedef struct
{
  const StudioColumn *score;
  const StudioColumn *mark;
  const StudioRelationship *link; /* (nullable): to where the mark is kept */
} Pass;

static const guint points = 1u << STUDIO_ROLE_SCORE | 1u << STUDIO_ROLE_QUANTITY |
                            1u << STUDIO_ROLE_NUMBER | 1u << STUDIO_ROLE_RATE |
                            1u << STUDIO_ROLE_COUNTER | 1u << STUDIO_ROLE_MEASUREMENT;
static const char *const scores[] = { "score", "mark", "marks", "points", "point", "grade", NULL };
static const char *const passing[] = { "pass", "passing", NULL };

static const StudioColumn *
find_mark (const StudioReading *reading)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (studio_field_kind_is_number (column->kind) && column->usable &&
          (points & (1u << column->role)) != 0 && studio_column_has_any (column, passing) &&
          studio_column_has_any (column, scores) && column->null_share < 0.5 &&
          !studio_field_is_nested (column->field))
        return column;
    }
  return NULL;
}

static gboolean
find_pass (const StudioAnalysis *self, Pass *pass)
{
  const StudioReading *reading = self->reading;

  *pass = (Pass){ 0 };
  pass->score = studio_columns_find (reading, points, scores, passing);
  if (pass->score == NULL)
    return FALSE;
  pass->mark = find_mark (reading);
  for (guint i = 0; i < reading->parents->len && pass->mark == NULL; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);

      if (!link->unique || link->parent == reading->table)
        continue;
      pass->mark = find_mark (studio_schema_index_read (self->index, link->parent));
      pass->link = pass->mark != NULL ? link : NULL;
    }
  return pass->mark != NULL;
}

static void
add_pass_rate (StudioAnalysis *self, const Pass *pass)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_columns_trend (self, &self->window, "ratio");
  g_autofree char *marks =
      pass->link != NULL
          ? studio_analysis_ensure_joined (self, definition, reading->source, pass->link)
          : g_strdup (reading->source);

  studio_definition_add_measure (
      definition, "pass_rate", "pass rate",
      studio_ratio (studio_count (studio_expression_new (
                        STUDIO_OPERATOR_GREATER_EQUAL,
                        studio_column_expression (pass->score, reading->source),
                        studio_column_expression (pass->mark, marks), NULL)),
                    studio_count (NULL)));
  studio_definition_filter (
      definition,
      studio_and (studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                         studio_column_expression (pass->score, reading->source),
                                         NULL),
                  studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                         studio_column_expression (pass->mark, marks), NULL)));
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 88, "pass", "line", definition, "Pass rate by %s",
                           grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s with a %s in the %s, the share that reached the %s.",
                       reading->plural, pass->score->label, grain, pass->mark->label),
      "Tells whether the teaching, or the exam, is right, and who needs help.",
      g_strdup_printf ("“%s” can be held against “%s”.", studio_column_get_name (pass->score),
                       studio_column_get_name (pass->mark)));
}

void
_studio_patterns_attendance (StudioAnalysis *self)
{
  const StudioColumn *presence;
  Pass pass;

  if (!studio_reading_is_flow (self->reading) || self->window.time == NULL || self->window.stock)
    return;
  presence = find_presence (self->reading);
  if (presence != NULL)
    add_attendance (self, presence);
  if (find_pass (self, &pass))
    add_pass_rate (self, &pass);
}
