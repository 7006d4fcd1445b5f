/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** StudioVerdict: what became of a pattern. */
typedef enum
{
  STUDIO_VERDICT_PROPOSED,
  STUDIO_VERDICT_PASSED_OVER,
  STUDIO_VERDICT_DOES_NOT_FIT,
} StudioVerdict;

/**
 * StudioExplainedPattern:
 * @verdict: what became of it
 * @name: of the KPI; of the pattern when it does not fit
 * @family: (nullable): the kind of insight, for people
 * @weight: what it is worth, 0 when it does not fit
 * @reason: why it was proposed, or why not
 */
typedef struct
{
  StudioVerdict verdict;
  char *name;
  char *family;
  double weight;
  char *reason;
} StudioExplainedPattern;

/**
 * StudioExplainedColumn:
 * @name: of the column
 * @role: what it was read as, for people
 * @note: (nullable): anything more
 */
typedef struct
{
  char *name;
  char *role;
  char *note;
} StudioExplainedColumn;

/**
 * StudioExplanation:
 * @table: its name
 * @kind: what kind of table it was read as, for people
 * @noun: what a row is called
 * @time: (nullable): the column whose time counts
 * @grain: (nullable): the periods that figures go by
 * @nothing: (nullable): why there are no KPIs at all
 * @columns: (element-type StudioExplainedColumn)
 * @relationships: (element-type utf8): sentences
 * @patterns: (element-type StudioExplainedPattern): the proposed ones first
 *
 * How a table was read, why each KPI was proposed, and why others were not.
 */
typedef struct
{
  char *table;
  char *kind;
  char *noun;
  char *time;
  char *grain;
  char *nothing;
  GPtrArray *columns;
  GPtrArray *relationships;
  GPtrArray *patterns;
} StudioExplanation;

void studio_explanation_free (StudioExplanation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioExplanation, studio_explanation_free)

/** studio_explanation_to_text: Returns: (transfer full): lines for people */
char *studio_explanation_to_text (const StudioExplanation *self);

/** studio_explanation_to_json: Returns: (transfer full): an object */
JsonNode *studio_explanation_to_json (const StudioExplanation *self);

G_END_DECLS
