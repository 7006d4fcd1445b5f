/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-fact.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_CONTEXT (studio_context_get_type ())

/**
 * StudioContext: what no schema says about a company, for one database: a readable text that people
 * write and change by hand, and the facts that are read from it (design section 6).
 *
 * The text is kept as it is, word for word; a fact that is set or removed changes only its own
 * line. Sections are headings of Markdown: Company, Codes, Rows that do not count, Names,
 * Currencies, Notes:
 *
 * |[
 * ## Company
 * - currency: KRW
 * - fiscal year starts: April
 *
 * ## Codes
 * ### tb_order.status
 * - 1: paid
 * - 3: storniert [cancelled]
 * - tb_user.grade = V: VIP
 *
 * ## Rows that do not count
 * - tb_user.test_yn = Y: test
 * ]|
 *
 * Signals: "changed". Belongs to the main thread.
 */
G_DECLARE_FINAL_TYPE (StudioContext, studio_context, STUDIO, CONTEXT, GObject)

StudioContext *studio_context_new (void);

/**
 * studio_context_set_text:
 * @text: as a person wrote it; any line that is no fact is kept as a note
 * @error: %STUDIO_ERROR_INPUT when it is no text in UTF-8, or longer than 256 KiB
 *
 * Replaces everything.
 */
gboolean studio_context_set_text (StudioContext *self, const char *text, GError **error);

/** studio_context_get_text: Returns: (transfer none): the whole; empty when nothing is known. */
const char *studio_context_get_text (StudioContext *self);

/** studio_context_get_facts: Returns: (transfer none) (element-type StudioFact): in the order of
 * the text; valid until it changes. */
GPtrArray *studio_context_get_facts (StudioContext *self);

/** studio_context_get_problems: Returns: (transfer none) (element-type utf8): lines that stand
 * where facts do and could not be understood, as sentences. They are kept as notes. */
GPtrArray *studio_context_get_problems (StudioContext *self);

/** studio_context_set_fact: adds @fact to its section, or replaces what the text says instead. */
void studio_context_set_fact (StudioContext *self, const StudioFact *fact);

/** studio_context_remove_fact: takes out what the text says in the place of @fact. */
void studio_context_remove_fact (StudioContext *self, const StudioFact *fact);

/** studio_context_find: Returns: (transfer none) (nullable): the last fact of that kind about the
 * whole company. */
const StudioFact *studio_context_find (StudioContext *self, StudioFactKind kind);

/** studio_context_find_field: Returns: (transfer none) (nullable): the last fact of that kind about
 * a column. */
const StudioFact *studio_context_find_field (StudioContext *self,
                                             StudioFactKind kind,
                                             StudioTable *table,
                                             StudioField *field);

/** studio_context_get_field_facts: Returns: (transfer container) (element-type StudioFact): all
 * that is said about a column, in the order of the text; valid until it changes. */
GPtrArray *
studio_context_get_field_facts (StudioContext *self, StudioTable *table, StudioField *field);

/** studio_context_find_place: Returns: (transfer none) (nullable): what is said in the place of
 * @fact. */
const StudioFact *studio_context_find_place (StudioContext *self, const StudioFact *fact);

G_END_DECLS
