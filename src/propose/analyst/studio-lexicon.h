/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-homonyms.h"
#include "propose/analyst/studio-senses.h"

G_BEGIN_DECLS

/** StudioConcept: what a word in a name points to; a word may point to several. */
typedef enum
{
  STUDIO_CONCEPT_IDENTIFIER = 1 << 0,
  STUDIO_CONCEPT_CODE = 1 << 1,
  STUDIO_CONCEPT_NAME = 1 << 2,
  STUDIO_CONCEPT_MONEY = 1 << 3,
  STUDIO_CONCEPT_ADDITIVE_MONEY = 1 << 4,
  STUDIO_CONCEPT_UNIT_PRICE = 1 << 5,
  STUDIO_CONCEPT_STOCK_LEVEL = 1 << 6,
  STUDIO_CONCEPT_QUANTITY = 1 << 7,
  STUDIO_CONCEPT_COUNTER = 1 << 8,
  STUDIO_CONCEPT_RATE = 1 << 9,
  STUDIO_CONCEPT_SCORE = 1 << 10,
  STUDIO_CONCEPT_MEASUREMENT = 1 << 11,
  STUDIO_CONCEPT_DURATION = 1 << 12,
  STUDIO_CONCEPT_STATUS = 1 << 13,
  STUDIO_CONCEPT_CATEGORY = 1 << 14,
  STUDIO_CONCEPT_FLAG = 1 << 15,
  STUDIO_CONCEPT_TEST = 1 << 16,
  STUDIO_CONCEPT_DELETED = 1 << 17,
  STUDIO_CONCEPT_ACTIVE = 1 << 18,
  STUDIO_CONCEPT_PERSON = 1 << 19,
  STUDIO_CONCEPT_ORGANISATION = 1 << 20,
  STUDIO_CONCEPT_CONTACT = 1 << 21,
  STUDIO_CONCEPT_PLACE = 1 << 22,
  STUDIO_CONCEPT_COORDINATE = 1 << 23,
  STUDIO_CONCEPT_TEXT = 1 << 24,
  STUDIO_CONCEPT_URL = 1 << 25,
  STUDIO_CONCEPT_SECRET = 1 << 26,
  STUDIO_CONCEPT_CALENDAR = 1 << 27,
  STUDIO_CONCEPT_TECHNICAL = 1 << 28,
  STUDIO_CONCEPT_TIME = 1 << 29,
  STUDIO_CONCEPT_TARGET = 1 << 30,
} StudioConcept;

/** StudioTimeRole: what happened at a time. */
typedef enum
{
  STUDIO_TIME_NONE,
  STUDIO_TIME_CREATED,
  STUDIO_TIME_UPDATED,
  STUDIO_TIME_JOINED,
  STUDIO_TIME_REQUESTED,
  STUDIO_TIME_QUOTED,
  STUDIO_TIME_ORDERED,
  STUDIO_TIME_ASSIGNED,
  STUDIO_TIME_RESPONDED,
  STUDIO_TIME_APPROVED,
  STUDIO_TIME_CONFIRMED,
  STUDIO_TIME_ISSUED,
  STUDIO_TIME_PAID,
  STUDIO_TIME_STARTED,
  STUDIO_TIME_SHIPPED,
  STUDIO_TIME_DELIVERED,
  STUDIO_TIME_INSPECTED,
  STUDIO_TIME_REPAIRED,
  STUDIO_TIME_RESOLVED,
  STUDIO_TIME_COMPLETED,
  STUDIO_TIME_ENDED,
  STUDIO_TIME_CLOSED,
  STUDIO_TIME_RETURNED,
  STUDIO_TIME_REFUNDED,
  STUDIO_TIME_CANCELLED,
  STUDIO_TIME_REJECTED,
  STUDIO_TIME_EXPIRED,
  STUDIO_TIME_DELETED,
  STUDIO_TIME_DUE,
  STUDIO_TIME_TRIAL,
  STUDIO_TIME_ACTIVITY,
  STUDIO_TIME_BIRTH,
  STUDIO_TIME_PERIOD,
  STUDIO_N_TIME_ROLES,
} StudioTimeRole;

/** StudioState: what a status value says about its row. */
typedef enum
{
  STUDIO_STATE_NONE,
  STUDIO_STATE_CANCELLED,
  STUDIO_STATE_REJECTED,
  STUDIO_STATE_FAILED,
  STUDIO_STATE_LOST,
  STUDIO_STATE_RETURNED,
  STUDIO_STATE_REFUNDED,
  STUDIO_STATE_EXPIRED,
  STUDIO_STATE_OVERDUE,
  STUDIO_STATE_WON,
  STUDIO_STATE_APPROVED,
  STUDIO_STATE_PAID,
  STUDIO_STATE_SHIPPED,
  STUDIO_STATE_DELIVERED,
  STUDIO_STATE_COMPLETED,
  STUDIO_STATE_ACTIVE,
  STUDIO_STATE_INACTIVE,
  STUDIO_STATE_OPEN,
  STUDIO_N_STATES,
} StudioState;

/** StudioTableHint: what a word in a table's name says about its kind; flags. */
typedef enum
{
  STUDIO_TABLE_HINT_NONE = 0,
  STUDIO_TABLE_HINT_HISTORY = 1 << 0,
  STUDIO_TABLE_HINT_LOG = 1 << 1,
  STUDIO_TABLE_HINT_SNAPSHOT = 1 << 2,
  STUDIO_TABLE_HINT_LINE = 1 << 3,
  STUDIO_TABLE_HINT_BRIDGE = 1 << 4,
  STUDIO_TABLE_HINT_LOOKUP = 1 << 5,
  STUDIO_TABLE_HINT_CONFIGURATION = 1 << 6,
  STUDIO_TABLE_HINT_EVENT = 1 << 7,
  STUDIO_TABLE_HINT_ENTITY = 1 << 8,
} StudioTableHint;

/**
 * StudioLexicon: the words that names and comments of databases are made of, from
 * data/engine/lexicon-*.json. Immutable; any thread may read it.
 */
typedef struct _StudioLexicon StudioLexicon;

/** studio_lexicon_get: Returns: (transfer none): the built-in lexicon */
const StudioLexicon *studio_lexicon_get (void);

/**
 * studio_lexicon_split:
 * @name: a name in any style: snake_case, camelCase, words run together, abbreviated, Korean
 * @all_known: (out) (optional): whether every part of it is a word that is known or looks like one
 *
 * Returns: (transfer full): its words in full, lower case except for acronyms ("tb_ord_amt" →
 * "tb", "order", "amount")
 */
GStrv studio_lexicon_split (const StudioLexicon *self, const char *name, gboolean *all_known);

/**
 * studio_lexicon_split_as:
 * @senses: (nullable): of the database that the name is from
 * @use: what it is the name of
 *
 * The same where abbreviations may stand for several words.
 */
GStrv studio_lexicon_split_as (const StudioLexicon *self,
                               const StudioSenses *senses,
                               const char *name,
                               StudioNameUse use,
                               gboolean *all_known);

/**
 * studio_lexicon_split_table:
 * @senses: (nullable): of the database
 * @name: a table's name
 *
 * The same without the prefixes and suffixes of the house ("tb_", "_mst"), if something is left.
 */
GStrv studio_lexicon_split_table (const StudioLexicon *self,
                                  const StudioSenses *senses,
                                  const char *name,
                                  gboolean *all_known);

/** studio_lexicon_own_tokens: Returns: (transfer full) (element-type utf8): the parts of a table's
 * name without those, as they are written, in lower case */
GPtrArray *studio_lexicon_own_tokens (const StudioLexicon *self, const char *name);

/** studio_lexicon_knows: whether @token, a part of a name, is a word or a common abbreviation. */
gboolean studio_lexicon_knows (const StudioLexicon *self, const char *token);

/** studio_lexicon_choose_senses: changes words that an abbreviation may stand for into those that
 * @comment (nullable) speaks of: “est” is an estimate, and 견적 a quotation. */
void studio_lexicon_choose_senses (const StudioLexicon *self, GStrv words, const char *comment);

/** studio_lexicon_translate: Returns: (transfer full) (nullable): @text in English, when it is
 * Korean and made of known words only. */
char *studio_lexicon_translate (const StudioLexicon *self, const char *text);

/** studio_lexicon_is_abbreviated: whether @name has parts that may stand for several words. */
gboolean studio_lexicon_is_abbreviated (const StudioLexicon *self, const char *name);

/** studio_lexicon_read_comment: Returns: (transfer full) (nullable): the words of the name that a
 * Korean comment begins with, in English, and the unit that follows it in brackets; %NULL unless
 * all of it is known */
GStrv studio_lexicon_read_comment (const StudioLexicon *self, const char *comment);

/** studio_lexicon_gloss: the English words for whatever is known in a Korean or English text. */
GStrv studio_lexicon_gloss (const StudioLexicon *self, const char *text);

/** studio_lexicon_concepts: what @word points to. */
StudioConcept studio_lexicon_concepts (const StudioLexicon *self, const char *word);

/** studio_lexicon_has_meaning: whether @word, in full, means something to the program. */
gboolean studio_lexicon_has_meaning (const StudioLexicon *self, const char *word);

/** studio_lexicon_is_common: whether @word is one that names are made of, without a meaning of its
 * own for the program. */
gboolean studio_lexicon_is_common (const StudioLexicon *self, const char *word);

/** studio_lexicon_is_short_form: whether @word is short for another. */
gboolean studio_lexicon_is_short_form (const StudioLexicon *self, const char *word);

/** studio_lexicon_concepts_of: what any of @words, or two that follow each other, point to. */
StudioConcept studio_lexicon_concepts_of (const StudioLexicon *self, const char *const *words);

StudioTimeRole studio_lexicon_time_role (const StudioLexicon *self, const char *word);

/** studio_lexicon_state: what a status called @text says; @text may be Korean. */
StudioState studio_lexicon_state (const StudioLexicon *self, const char *text);

StudioTableHint studio_lexicon_table_hint (const StudioLexicon *self, const char *word);

/** studio_lexicon_is_down: whether less of what @word names is better. */
gboolean studio_lexicon_is_down (const StudioLexicon *self, const char *word);

/** studio_lexicon_is_passive: whether rows of a table with @word in its name happen to those they
 * point at, who do not choose to come back. */
gboolean studio_lexicon_is_passive (const StudioLexicon *self, const char *word);

/** studio_lexicon_is_contest: whether rows of a table with @word in its name are won or lost. */
gboolean studio_lexicon_is_contest (const StudioLexicon *self, const char *word);

/** studio_lexicon_is_staff: whether @word names people who act by duty and not by choice. */
gboolean studio_lexicon_is_staff (const StudioLexicon *self, const char *word);

/** studio_lexicon_is_software: whether frameworks keep their own affairs in tables called @name, in
 * lower case: versions of the schema, sessions, queues. */
gboolean studio_lexicon_is_software (const StudioLexicon *self, const char *name);

/** studio_lexicon_starts_sentence: whether a comment that begins with @word is a sentence rather
 * than a name. */
gboolean studio_lexicon_starts_sentence (const StudioLexicon *self, const char *word);

/** studio_lexicon_is_function_word: "by", "of"… */
gboolean studio_lexicon_is_function_word (const StudioLexicon *self, const char *word);

/** studio_lexicon_event_noun: (nullable): the noun of what a participle tells ("signed" →
 * "signing"), where it is not that of its role. */
const char *studio_lexicon_event_noun (const StudioLexicon *self, const char *word);

/** studio_lexicon_says_unused: whether a comment (nullable) says that nobody uses the column. */
gboolean studio_lexicon_says_unused (const StudioLexicon *self, const char *comment);

/** studio_lexicon_says_typed: whether a comment (nullable) says that people type what they like. */
gboolean studio_lexicon_says_typed (const StudioLexicon *self, const char *comment);

/** studio_lexicon_time_rank: where the role usually comes in the life of a row; 0 for none. */
int studio_lexicon_time_rank (const StudioLexicon *self, StudioTimeRole role);

/** studio_lexicon_time_noun: "payment", "delivery"… (transfer none). */
const char *studio_lexicon_time_noun (const StudioLexicon *self, StudioTimeRole role);

/** studio_lexicon_time_done: "paid", "delivered"… (transfer none). */
const char *studio_lexicon_time_done (const StudioLexicon *self, StudioTimeRole role);

/** studio_lexicon_state_rate: the name of the share of rows in that state (transfer none). */
const char *studio_lexicon_state_rate (const StudioLexicon *self, StudioState state);

/** studio_lexicon_state_name: "cancelled"… (transfer none). */
const char *studio_lexicon_state_name (StudioState state);

/** studio_lexicon_plural: Returns: (transfer full): @noun in the plural */
char *studio_lexicon_plural (const StudioLexicon *self, const char *noun);

/** studio_lexicon_singular: Returns: (transfer full): @noun in the singular */
char *studio_lexicon_singular (const StudioLexicon *self, const char *noun);

G_END_DECLS
