/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-expression.h"
#include "core/studio-fact.h"
#include "core/studio-table.h"
#include "propose/analyst/studio-codes.h"

G_BEGIN_DECLS

/** StudioRole: what a column is for. */
typedef enum
{
  STUDIO_ROLE_OTHER,
  STUDIO_ROLE_IDENTIFIER,
  STUDIO_ROLE_FOREIGN_KEY,
  STUDIO_ROLE_MONEY,
  STUDIO_ROLE_QUANTITY,
  STUDIO_ROLE_COUNTER,
  STUDIO_ROLE_RATE,
  STUDIO_ROLE_SCORE,
  STUDIO_ROLE_DURATION,
  STUDIO_ROLE_MEASUREMENT,
  STUDIO_ROLE_NUMBER,
  STUDIO_ROLE_STATUS,
  STUDIO_ROLE_CATEGORY,
  STUDIO_ROLE_FLAG,
  STUDIO_ROLE_TIME,
  STUDIO_ROLE_NAME,
  STUDIO_ROLE_PERSON,
  STUDIO_ROLE_CONTACT,
  STUDIO_ROLE_PLACE,
  STUDIO_ROLE_TEXT,
  STUDIO_ROLE_URL,
  STUDIO_ROLE_JSON,
  STUDIO_ROLE_CALENDAR,
  STUDIO_ROLE_TECHNICAL,
  STUDIO_ROLE_SECRET,
} StudioRole;

/** StudioFlag: what a flag says about its row, where the program has to know. */
typedef enum
{
  STUDIO_FLAG_PLAIN,
  STUDIO_FLAG_TEST,
  STUDIO_FLAG_DELETED,
  STUDIO_FLAG_ACTIVE,
} StudioFlag;

/**
 * StudioColumn:
 * @field: (owned)
 * @kind: type of its values in SQL, after the cast of a JSON key
 * @role: what it is for
 * @time_role: of a time
 * @flag: of a flag
 * @words: (owned): of its name, in full
 * @concepts: what the words point to
 * @label: (owned): a phrase for people, without an article ("order amount")
 * @alias: (owned): name for a column of a result, in snake_case
 * @distinct: distinct values as far as is known, -1 unknown
 * @null_share: 0 to 1, 0 when unknown
 * @additive: whether sums over rows mean something
 * @level: a state at one moment (stock, balance): sums over time mean nothing
 * @percent: a rate that is kept as 0 to 100
 * @audit: who or when of the row's keeping, not of its business
 * @usable: may be used in KPIs at all
 * @codes: (owned) (element-type StudioCode): values whose meaning is known
 * @listed: (nullable): all its values, as Metabase lists them
 * @yes: (owned) (nullable): the listed values of a flag that say yes; %NULL: what is usual
 * @no: (owned) (nullable): those that say no
 * @deleted: (owned) (nullable): the listed values of a status that say that a row is deleted
 * @epoch: a flag that holds when it was set, as a number or text, and 0 or nothing before
 * @typed: people type what they like into it
 * @street: a place so small that each has its own: an address line, a postcode
 * @general: a measurement of which the row does not say what was measured
 * @cents: an amount that is kept in hundredths, and shown in whole units
 * @mixed: an amount in the currency of its row, which is not the same everywhere
 * @sums_by_currency: such an amount that can be summed among rows of one currency
 * @event: (owned) (nullable): what happened at a time ("first response", "delivery")
 * @done: (owned) (nullable): what had happened by then ("answered", "delivered")
 * @unit: of a duration
 * @from: (nullable): the day before which its times are no times but stand for “never” or “always”
 * @until: (nullable): the day from which they do
 * @bounded: numbers beyond all measure are among them, which no sum survives
 * @unsure: a JSON key under which other rows may keep something else
 * @factor: (nullable): the column that it is multiplied with: an amount that is no column of its
 * own, but quantity times price
 * @product: whether it is such an amount, or one less a rebate
 * @rebate: (nullable): the share of 1 that is taken off that
 * @deduction: (nullable): the amount that is taken off that
 * @currency: (nullable): ISO code that the person told
 * @told: (owned) (nullable) (element-type StudioFact): what else the person told
 *
 * A column as the analyst reads it.
 */
typedef struct _StudioColumn StudioColumn;
struct _StudioColumn
{
  StudioField *field;
  StudioFieldKind kind;
  StudioRole role;
  StudioTimeRole time_role;
  StudioFlag flag;
  GStrv words;
  StudioConcept concepts;
  char *label;
  char *alias;
  gint64 distinct;
  double null_share;
  gboolean additive;
  gboolean level;
  gboolean percent;
  gboolean audit;
  gboolean usable;
  gboolean typed;
  gboolean street;
  gboolean cents;
  gboolean general;
  gboolean mixed;
  gboolean sums_by_currency;
  GPtrArray *codes;
  const StudioFieldValues *listed;
  GStrv yes;
  GStrv no;
  GStrv deleted;
  gboolean epoch;
  char *event;
  char *done;
  StudioGrain unit;
  const char *from;
  const char *until;
  gboolean bounded;
  gboolean unsure;
  const StudioColumn *factor;
  gboolean product;
  const StudioColumn *rebate;
  const StudioColumn *deduction;
  const char *currency;
  GPtrArray *told;
};

/** studio_column_read: Returns: (transfer full): @field as one column of a table of @row_count rows
 * (-1 unknown), read without the first @skip bytes of its name; @senses (nullable): of its
 * database; @sole_key: it alone is the primary key; @comment (nullable): of the table */
StudioColumn *studio_column_read (const StudioLexicon *lexicon,
                                  const StudioSenses *senses,
                                  StudioField *field,
                                  gsize skip,
                                  gint64 row_count,
                                  gboolean sole_key,
                                  const char *comment);

/** studio_column_new_product: Returns: (transfer full): @price times @quantity (nullable), less the
 * share @rebate (nullable) and the amount @deduction (nullable), as a column called @label. They
 * have to outlive it. */
StudioColumn *studio_column_new_product (const StudioColumn *price,
                                         const StudioColumn *quantity,
                                         const StudioColumn *rebate,
                                         const StudioColumn *deduction,
                                         const char *label);
void studio_column_free (StudioColumn *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioColumn, studio_column_free)

const char *studio_column_get_name (const StudioColumn *self);

/** studio_column_has_word: whether @word is among the words of its name. */
gboolean studio_column_has_word (const StudioColumn *self, const char *word);

/** studio_column_is_told: whether a person told what any of its values means. */
gboolean studio_column_is_told (const StudioColumn *self);

/** studio_column_is_measure: whether it holds numbers that can be summed or averaged. */
gboolean studio_column_is_measure (const StudioColumn *self);

/** studio_column_is_groupable: whether rows can be grouped by it with a result people can read. */
gboolean studio_column_is_groupable (const StudioColumn *self, guint max_groups);

/** studio_column_is_constant: whether it is known to hold the same everywhere, or nothing. */
gboolean studio_column_is_constant (const StudioColumn *self);

/** studio_column_wants_values: whether its values are worth asking Metabase for: few, and nothing
 * explains them. */
gboolean studio_column_wants_values (const StudioColumn *self);

/** studio_column_expression: Returns: (transfer full): its value, from the source called @source;
 * NULL where it holds what stands for none. */
StudioExpression *studio_column_expression (const StudioColumn *self, const char *source);

/** studio_column_may_keep_time: whether it is text or a number, and called as if it kept times. */
gboolean studio_column_may_keep_time (const StudioColumn *self);

/** studio_column_parsed_time: Returns: (transfer full): the time that it keeps if it keeps times as
 * @form. */
StudioExpression *
studio_column_parsed_time (const StudioColumn *self, const char *source, StudioTimeForm form);

/** studio_column_earliest: (nullable): the first day or time that Metabase saw, when it is one. */
const char *studio_column_earliest (const StudioColumn *self);

/** studio_column_latest: (nullable): the last one. */
const char *studio_column_latest (const StudioColumn *self);

/** studio_column_is_set: Returns: (transfer full): the condition that the flag says @value. */
StudioExpression *
studio_column_is_set (const StudioColumn *self, const char *source, gboolean value);

/** studio_column_counts: Returns: (transfer full): the condition that a row is none of those that
 * the column says to be a test or deleted; the column has to be such a flag. */
StudioExpression *studio_column_counts (const StudioColumn *self, const char *source);

/** studio_column_currency: (nullable): ISO code of the currency that the person, its name or its
 * comment tells. */
const char *studio_column_currency (const StudioColumn *self);

/** studio_alias_from: Returns: (transfer full): @text as a name in snake_case, @fallback when
 * nothing is left of it. */
char *studio_alias_from (const char *text, const char *fallback);

/** studio_role_name: the role for people (transfer none). */
const char *studio_role_name (StudioRole role);

G_END_DECLS
