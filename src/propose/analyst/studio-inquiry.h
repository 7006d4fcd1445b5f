/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-schema-index.h"

G_BEGIN_DECLS

/**
 * StudioInquiry:
 * @kind: what its answer tells
 * @subject: (nullable): the column or table it is about; %NULL for the company
 * @title: the question
 * @detail: why it is asked, and what is suggested
 * @facts: (element-type StudioFact): the suggested answer; those of codes may have no meaning yet
 * @complete: whether @facts can be accepted as they are
 * @weight: how much depends on the answer, 0 to 100
 *
 * Something to ask the person about the data, because no schema says it.
 */
typedef struct
{
  StudioFactKind kind;
  char *subject;
  char *title;
  char *detail;
  GPtrArray *facts;
  gboolean complete;
  double weight;
} StudioInquiry;

void studio_inquiry_free (StudioInquiry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioInquiry, studio_inquiry_free)

/** studio_inquiry_get_key: Returns: (transfer full): how the question is called in the context
 * once it is settled: "tb_order.status", "currency" */
char *studio_inquiry_get_key (const StudioInquiry *self);

/**
 * StudioCodeColumn:
 * @table: (not owned)
 * @field: (not owned)
 *
 * A column whose values have to be seen before they can be asked about.
 */
typedef struct
{
  StudioTable *table;
  StudioField *field;
} StudioCodeColumn;

/** studio_inquiries_find_columns: Returns: (transfer full) (element-type StudioCodeColumn): the
 * columns whose codes nothing explains, those that matter most first; twelve at the most. */
GPtrArray *studio_inquiries_find_columns (StudioSchemaIndex *index);

/**
 * studio_inquiries_suggest:
 * @index: the database, with the company's context as far as it is known
 * @values: (nullable) (element-type StudioField GStrv): values of columns, the most frequent first
 *
 * Returns: (transfer full) (element-type StudioInquiry): what to ask, twelve questions at the
 * most, those on which most depends first
 */
GPtrArray *studio_inquiries_suggest (StudioSchemaIndex *index, GHashTable *values);

G_END_DECLS
