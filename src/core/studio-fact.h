/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-table.h"

G_BEGIN_DECLS

/**
 * StudioFactKind: what a fact about the company tells.
 * @STUDIO_FACT_CODE: what a value of a column means
 * @STUDIO_FACT_LEFT_OUT: rows that do not count: tests, deleted ones
 * @STUDIO_FACT_COUNTED: rows that look as if they did not count, but do
 * @STUDIO_FACT_NAME: what a table or a column is called in the house
 * @STUDIO_FACT_CURRENCY: of the company, or of the amounts in a column
 * @STUDIO_FACT_FISCAL_YEAR: the month it starts with
 * @STUDIO_FACT_WEEK_START: the day weeks start on
 * @STUDIO_FACT_TIME_ZONE: where the company's days begin
 * @STUDIO_FACT_SETTLED: a question that is not to be asked again
 */
typedef enum
{
  STUDIO_FACT_CODE,
  STUDIO_FACT_LEFT_OUT,
  STUDIO_FACT_COUNTED,
  STUDIO_FACT_NAME,
  STUDIO_FACT_CURRENCY,
  STUDIO_FACT_FISCAL_YEAR,
  STUDIO_FACT_WEEK_START,
  STUDIO_FACT_TIME_ZONE,
  STUDIO_FACT_SETTLED,
} StudioFactKind;

#define STUDIO_TYPE_FACT_KIND (studio_fact_kind_get_type ())
GType studio_fact_kind_get_type (void) G_GNUC_CONST;

/**
 * StudioFact:
 * @kind: what it tells
 * @subject: (nullable): "table.column", "schema.table.column", "*.column" or a table; %NULL for the
 * whole company
 * @value: (nullable): what the column holds; %NULL with %STUDIO_FACT_LEFT_OUT: whatever says yes
 * @meaning: (nullable): what @value means; "test", "deleted"…; a name; an ISO 4217 code; "4" for
 * April; "7" for Sunday; a time zone of the tz database
 * @state: (nullable): what the value says of its row ("cancelled"), where @meaning does not
 *
 * One thing that no schema says.
 */
typedef struct
{
  StudioFactKind kind;
  char *subject;
  char *value;
  char *meaning;
  char *state;
} StudioFact;

/** studio_fact_new: Returns: (transfer full): all texts are copied and may be %NULL. */
StudioFact *studio_fact_new (StudioFactKind kind,
                             const char *subject,
                             const char *value,
                             const char *meaning,
                             const char *state);
void studio_fact_free (StudioFact *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioFact, studio_fact_free)

/** studio_fact_is_about_field: whether its subject is @field of @table, in any case. */
gboolean
studio_fact_is_about_field (const StudioFact *self, StudioTable *table, StudioField *field);

/** studio_fact_is_about_table: whether its subject is @table itself. */
gboolean studio_fact_is_about_table (const StudioFact *self, StudioTable *table);

/** studio_fact_copy: Returns: (transfer full) */
StudioFact *studio_fact_copy (const StudioFact *self);

/** studio_fact_same_place: whether @self tells the same thing about the same, in other words
 * perhaps: same kind, subject and value. */
gboolean studio_fact_same_place (const StudioFact *self, const StudioFact *other);

/** studio_fact_get_subject_of: Returns: (transfer full): how @field (nullable) of @table is named
 * in facts */
char *studio_fact_get_subject_of (StudioTable *table, StudioField *field);

/** studio_fact_to_sentence: Returns: (transfer full): "status 3 = cancelled", for people */
char *studio_fact_to_sentence (const StudioFact *self);

/** studio_month_get_name: Returns: (transfer none): "April" for 4, as it is written in facts */
const char *studio_month_get_name (int month);

/** studio_weekday_get_name: Returns: (transfer none): "Monday" for 1 */
const char *studio_weekday_get_name (int weekday);

G_END_DECLS
