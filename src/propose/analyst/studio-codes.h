/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-lexicon.h"

G_BEGIN_DECLS

/**
 * StudioCode:
 * @value: what the column holds
 * @label: what it means, in the words of the comment
 * @state: what that says of a row
 * @told: the person said so, not a comment
 * @listed: Metabase lists it among the column's values, and no comment explains it
 *
 * A value of a status or category column, as its comment, the person or itself explains it.
 */
typedef struct
{
  char *value;
  char *label;
  StudioState state;
  gboolean told;
  gboolean listed;
} StudioCode;

/**
 * studio_codes_parse:
 * @comment: (nullable): a column's comment ("Status (0: open, 1: paid, 9: cancelled)")
 *
 * Returns: (transfer full) (element-type StudioCode): in the comment's order; empty when it
 * explains none
 */
GPtrArray *studio_codes_parse (const StudioLexicon *lexicon, const char *comment);

/**
 * studio_codes_tell:
 * @codes: (element-type StudioCode): as the comment explains them
 * @label: what the person says that @value means
 * @state: (nullable): what the person says that it says of a row
 */
void studio_codes_tell (const StudioLexicon *lexicon,
                        GPtrArray *codes,
                        const char *value,
                        const char *label,
                        const char *state);

/** studio_codes_list: adds a value that Metabase lists, called @label there, which says @state. */
void studio_codes_list (GPtrArray *codes, const char *value, const char *label, StudioState state);

/** studio_codes_new: Returns: (transfer full) (element-type StudioCode): empty */
GPtrArray *studio_codes_new (void);

G_END_DECLS
