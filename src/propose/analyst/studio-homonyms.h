/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-field.h"

G_BEGIN_DECLS

/** StudioNameUse: what a name is the name of; of a column, what its values are. */
typedef enum
{
  STUDIO_NAME_USE_ANY = 0,
  STUDIO_NAME_USE_TABLE = 1 << 0,
  STUDIO_NAME_USE_TEXT = 1 << 1,
  STUDIO_NAME_USE_NUMBER = 1 << 2,
  STUDIO_NAME_USE_TIME = 1 << 3,
  STUDIO_NAME_USE_FLAG = 1 << 4,
} StudioNameUse;

/** StudioTokenPlace: where a part of a name stands; @previous and @next are (nullable). */
typedef struct
{
  const char *token;
  const char *previous;
  const char *next;
  StudioNameUse use;
} StudioTokenPlace;

/**
 * StudioHomonyms: abbreviations that stand for several words, and how to tell which, from
 * data/engine/homonyms.json: by what stands beside them in a name (“del_yn”, “del_no”), by what the
 * column holds (a “cnt” that is a text is content), or by the columns of the table that is named so
 * (a “cpn” with a discount is a coupon, one with a chief executive a company). Immutable; any
 * thread may read it.
 */
typedef struct _StudioHomonyms StudioHomonyms;

/** studio_homonyms_get: Returns: (transfer none): the built-in ones */
const StudioHomonyms *studio_homonyms_get (void);

/** studio_homonyms_use_of: as what the names of columns of @kind are read. */
StudioNameUse studio_homonyms_use_of (StudioFieldKind kind);

/** studio_homonyms_find: Returns: (transfer none) (nullable): the word for the token at @place,
 * where its place tells. @of_table (out) is set when it is the one that the table of that name has,
 * and the word returned only what to take where there is no such table. */
const char *studio_homonyms_find (const StudioHomonyms *self,
                                  const StudioTokenPlace *place,
                                  gboolean *of_table);

/** studio_homonyms_name_tables: whether tables named @token are of several kinds. */
gboolean studio_homonyms_name_tables (const StudioHomonyms *self, const char *token);

/** studio_homonyms_judge: Returns: (transfer none) (nullable): the word that @token stands for as
 * the name of a table, the words of whose columns are the keys of @words, and whose comment has the
 * words @comment (nullable); the first that it may stand for where nothing tells. */
const char *studio_homonyms_judge (const StudioHomonyms *self,
                                   const char *token,
                                   GHashTable *words,
                                   const char *const *comment);

G_END_DECLS
