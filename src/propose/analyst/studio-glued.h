/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-lexicon.h"

G_BEGIN_DECLS

/** STUDIO_GLUED_PARTS: a name without separators has at most so many words. */
#define STUDIO_GLUED_PARTS 5

/**
 * studio_glued_cut:
 * @token: part of a name, in lower case, without separators
 * @ends: (out): where its words end, in bytes
 *
 * Finds the words of a name that was written without separators, “unitpricediscount”: as few words
 * as possible, all of them known.
 *
 * Returns: how many words; 0 where @token is not made of known ones
 */
guint
studio_glued_cut (const StudioLexicon *lexicon, const char *token, gsize ends[STUDIO_GLUED_PARTS]);

G_END_DECLS
