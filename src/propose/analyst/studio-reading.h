/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-context.h"
#include "core/studio-database.h"
#include "propose/analyst/studio-column.h"

G_BEGIN_DECLS

/** StudioArchetype: what kind of table it is. */
typedef enum
{
  STUDIO_ARCHETYPE_ENTITY,
  STUDIO_ARCHETYPE_EVENT,
  STUDIO_ARCHETYPE_HEADER,
  STUDIO_ARCHETYPE_LINE,
  STUDIO_ARCHETYPE_HISTORY,
  STUDIO_ARCHETYPE_BRIDGE,
  STUDIO_ARCHETYPE_LOOKUP,
  STUDIO_ARCHETYPE_SNAPSHOT,
  STUDIO_ARCHETYPE_LOG,
  STUDIO_ARCHETYPE_CONFIGURATION,
} StudioArchetype;

typedef struct _StudioReading StudioReading;

/**
 * StudioRelationship:
 * @child: the table that points
 * @column: its column
 * @parent: the table pointed at
 * @key: the column pointed at
 * @unique: whether @key is the whole primary key of @parent, so that joining @parent doubles no row
 * @one_to_one: whether @column is the whole primary key of @child, so that neither doubles
 * @inferred: from names and types only, not declared
 *
 * A foreign key between two tables of a database. Nothing is owned.
 */
typedef struct
{
  StudioTable *child;
  StudioField *column;
  StudioTable *parent;
  StudioField *key;
  gboolean unique;
  gboolean one_to_one;
  gboolean inferred;
} StudioRelationship;

/**
 * StudioReading:
 * @table: the table
 * @lexicon: the words
 * @columns: (owned) (element-type StudioColumn): in the table's order
 * @archetype: its kind
 * @words: (owned): of its name
 * @noun: (owned): what one row is ("order item")
 * @plural: (owned): what rows are ("order items")
 * @source: (owned): its name in definitions ("oi")
 * @alias: (owned): the plural as the name of a result's column ("order_items")
 * @key: (nullable): its primary key, where that is one column
 * @name: (nullable): what people call a row
 * @last_name: (nullable): what has to follow @name, where that is only a first name
 * @time: (nullable): when a row happened
 * @status: (nullable): the state a row is in
 * @currency: (nullable): in which currency the amounts of a row are, when they are several
 * @money: (nullable): the amount that matters most
 * @mixed: (nullable): the amount that matters most of those in several currencies
 * @minor: whether @money is only a part of what a row is about, as freight is of an order
 * @quantity: (nullable): the other sum that matters most
 * @parents: (owned) (element-type StudioRelationship): what it points at
 * @children: (owned) (element-type StudioRelationship): what points at it
 * @rows: how many there are, or at least; -1 unknown
 * @empty: whether it is known to hold no rows
 * @told_name: (owned) (nullable): what the person calls it
 * @excluding: (owned) (element-type StudioColumn): those of @columns that say that a row is a test
 *   or deleted
 * @valid_from: (nullable): from when on holds what a row says, until another row says otherwise
 * @valid_until: (nullable): and until when; NULL for what holds now
 *
 * A table as the analyst reads it.
 */
struct _StudioReading
{
  StudioTable *table;
  const StudioLexicon *lexicon;
  GPtrArray *columns;
  StudioArchetype archetype;
  GStrv words;
  char *noun;
  char *plural;
  char *source;
  char *alias;
  StudioColumn *key;
  StudioColumn *name;
  StudioColumn *last_name;
  StudioColumn *time;
  StudioColumn *status;
  const StudioColumn *currency;
  StudioColumn *money;
  StudioColumn *mixed;
  gboolean minor;
  StudioColumn *quantity;
  GPtrArray *parents;
  GPtrArray *children;
  gint64 rows;
  gboolean empty;
  char *told_name;
  GPtrArray *excluding;
  const StudioColumn *valid_from;
  const StudioColumn *valid_until;
};

/** studio_reading_new: Returns: (transfer full): @table as it is read by @name, which is what its
 * name adds to those of others, abbreviated as @senses (nullable) say; @parents and @children are
 * (transfer full); @context (nullable) is what the person told about the company. */
StudioReading *studio_reading_new (StudioTable *table,
                                   const char *name,
                                   const StudioSenses *senses,
                                   GPtrArray *parents,
                                   GPtrArray *children,
                                   StudioContext *context);
void studio_reading_free (StudioReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioReading, studio_reading_free)

/** studio_reading_name: Returns: (transfer full): what people call a row of the source @source;
 * there has to be a name. */
StudioExpression *studio_reading_name (const StudioReading *self, const char *source);

/** studio_reading_find: Returns: (transfer none) (nullable): the column of @field */
StudioColumn *studio_reading_find (const StudioReading *self, StudioField *field);

/** studio_reading_value: Returns: (transfer full): @column of a row of the table, read as what it
 * holds */
StudioExpression *studio_reading_value (const StudioReading *self, const StudioColumn *column);

/** studio_reading_has_value: Returns: (transfer full): that a row of the table has one */
StudioExpression *studio_reading_has_value (const StudioReading *self, const StudioColumn *column);

/** studio_reading_find_time: Returns: (transfer none) (nullable): the fullest time of that role */
StudioColumn *studio_reading_find_time (const StudioReading *self, StudioTimeRole role);

/** studio_reading_has_word: whether @word is in the table's name. */
gboolean studio_reading_has_word (const StudioReading *self, const char *word);

/** studio_reading_is_polymorphic: whether @column points at rows of several tables, of which
 * another one tells the kind: “commentable_id” beside “commentable_type”. */
gboolean studio_reading_is_polymorphic (const StudioReading *self, const StudioColumn *column);

/** studio_reading_is_unwritable: whether its name cannot stand in a statement: Metabase would read
 * it as a parameter. */
gboolean studio_reading_is_unwritable (const StudioReading *self);

/** studio_reading_find_border: (transfer none) (nullable): the start or end of a row, not of a
 * billing period or a trial of it */
const StudioColumn *studio_reading_find_border (const StudioReading *self, StudioTimeRole role);

/** studio_reading_is_staff: whether rows are people who act by duty. */
gboolean studio_reading_is_staff (const StudioReading *self);

/** studio_reading_is_contest: whether rows are won or lost, as offers and deals are. */
gboolean studio_reading_is_contest (const StudioReading *self);

/** studio_reading_is_term: whether rows run for a term, as subscriptions and contracts do. */
gboolean studio_reading_is_term (const StudioReading *self);

/** studio_reading_hints: what the words of the name say about the table's kind; of the last word
 * alone in @last (out) (optional). */
StudioTableHint studio_reading_hints (const StudioReading *self, StudioTableHint *last);

/** studio_table_is_calendar: whether rows are days, with their years and months: a date dimension.
 */
gboolean studio_table_is_calendar (StudioTable *table);

/** studio_reading_find_calendar: Returns: (transfer none) (nullable): the foreign key to a calendar
 * that tells when a row happened */
const StudioRelationship *studio_reading_find_calendar (const StudioReading *self);

/** studio_archetype_name: for people (transfer none). */
const char *studio_archetype_name (StudioArchetype archetype);

/** _studio_reading_hear: takes what @context (nullable) says about columns: codes, rows that do not
 * count, currencies. */
void _studio_reading_hear (StudioReading *self, StudioContext *context);

/** _studio_reading_hear_currency: the currency of amounts that name none. */
void _studio_reading_hear_currency (StudioReading *self, StudioContext *context);

/** _studio_reading_hear_names: what the house calls the table and its columns. */
void _studio_reading_hear_names (StudioReading *self, StudioContext *context);

/** _studio_reading_find_prefix: Returns: (transfer full) (nullable): what the names of nearly all
 * columns begin with, where it says nothing: “l_” of “l_quantity”. */
char *_studio_reading_find_prefix (const StudioReading *self);

/** _studio_reading_skip_prefix: how many bytes of the name of @field are @prefix (nullable). */
gsize _studio_reading_skip_prefix (StudioField *field, const char *prefix);

/** _studio_reading_read_days: knows which foreign keys are dates. */
void _studio_reading_read_days (StudioReading *self);

/** _studio_reading_read_validity: knows which rows are valid from one day to another. */
void _studio_reading_read_validity (StudioReading *self);

/** _studio_reading_find_amounts: finds the money and the quantity that matter most. */
void _studio_reading_find_amounts (StudioReading *self);

/** _studio_reading_find_product: makes an amount of quantity and price where none is a column. */
void _studio_reading_find_product (StudioReading *self);

/** _studio_reading_read_archetype: sets the archetype from everything else. */
void _studio_reading_read_archetype (StudioReading *self);

/** _studio_reading_read_currencies: knows which amounts are in the currency of their row. */
void _studio_reading_read_currencies (StudioReading *self);

/** _studio_reading_read_measurements: knows the columns that hold whatever a sensor measures. */
void _studio_reading_read_measurements (StudioReading *self);

/** _studio_reading_read_attributes: knows which numbers of a thing are one of its attributes. */
void _studio_reading_read_attributes (StudioReading *self);

/** _studio_reading_read_twins: knows which columns say what another one says, or add it up. */
void _studio_reading_read_twins (StudioReading *self);

/** _studio_reading_read_levels: knows which numbers of a day are how many there are. */
void _studio_reading_read_levels (StudioReading *self);

/** _studio_reading_read_attribute_values: the values of a table of attributes are no measures. */
void _studio_reading_read_attribute_values (StudioReading *self);

/** _studio_reading_tell_apart: gives columns different names for people. */
void _studio_reading_tell_apart (StudioReading *self);

/** _studio_reading_is_software: whether it keeps the software running: its versions, sessions,
 * queues and caches. */
gboolean _studio_reading_is_software (const StudioReading *self);

G_END_DECLS
