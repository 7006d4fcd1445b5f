/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-glued.h"

#include <string.h>

/* Longer names are no words that somebody forgot to separate. */
#define LONGEST 40
/* Shorter words are in many others by chance. */
#define SHORTEST 4

/* A word of the name, as it may stand in it. */
typedef enum
{
  PART_NONE,
  PART_WORD,  /* anywhere */
  PART_SHORT, /* at the start or the end, beside a word */
  PART_END,   /* at the end only */
} Part;

static const char *const endings[] = { "id",  "no",  "date", "name", "code", "time",
                                       "yn",  "amt", "qty",  "cnt",  "key",  "count",
                                       "pct", "ref", "num",  "hrs",  "sk",   NULL };

/* “membership” is no ship, “framework” no work. */
static const char *const suffixes[] = { "ship", "shop", "work", "able", "ment", NULL };

/* Whether @word is known, also in the plural. */
static gboolean
is_word (const StudioLexicon *lexicon, char *word, gsize length)
{
  gboolean known;

  if (studio_lexicon_has_meaning (lexicon, word) || studio_lexicon_is_common (lexicon, word))
    return TRUE;
  if (length <= SHORTEST || word[length - 1] != 's')
    return FALSE;
  word[length - 1] = '\0';
  known = studio_lexicon_has_meaning (lexicon, word) || studio_lexicon_is_common (lexicon, word);
  word[length - 1] = 's';
  return known;
}

static Part
part_of (const StudioLexicon *lexicon, const char *token, gsize start, gsize end, gsize length)
{
  char word[LONGEST + 1];
  gsize n = end - start;

  memcpy (word, token + start, n);
  word[n] = '\0';
  if (start > 0 && end == length && g_strv_contains (endings, word))
    return PART_END;
  if (start > 0 && end == length && g_strv_contains (suffixes, word))
    return PART_NONE;
  if (n >= SHORTEST ? is_word (lexicon, word, n) : studio_lexicon_is_common (lexicon, word))
    return PART_WORD;
  if (start == 0 && studio_lexicon_has_meaning (lexicon, word))
    return PART_SHORT;
  return (start == 0 || (end == length && n >= SHORTEST)) &&
                 studio_lexicon_is_short_form (lexicon, word)
             ? PART_SHORT
             : PART_NONE;
}

/* Whether a word may follow another: what is short for something only beside what is surely meant,
 * so that “support” is no supplier of a port. */
static gboolean
may_follow (Part before, Part part, gsize length)
{
  if (before == PART_SHORT)
    return part == PART_END || (part == PART_WORD && length > SHORTEST + 2);
  return part != PART_NONE;
}

guint
studio_glued_cut (const StudioLexicon *lexicon, const char *token, gsize ends[STUDIO_GLUED_PARTS])
{
  gsize length = strlen (token);
  guint8 parts[LONGEST + 1] = { 0 };
  guint8 from[LONGEST + 1] = { 0 };
  guint8 kinds[LONGEST + 1] = { 0 };

  if (length < 5 || length > LONGEST)
    return 0;
  for (gsize end = 2; end <= length; end++)
    for (gsize start = 0; start + 2 <= end; start++)
      {
        Part part;

        if ((start > 0 && (parts[start] == 0 || parts[start] >= STUDIO_GLUED_PARTS)) ||
            (parts[end] > 0 && parts[end] <= parts[start] + 1))
          continue;
        part = part_of (lexicon, token, start, end, length);
        if (part == PART_NONE || (start > 0 && !may_follow (kinds[start], part, end - start)))
          continue;
        parts[end] = parts[start] + 1;
        from[end] = (guint8) start;
        kinds[end] = (guint8) part;
      }
  for (gsize end = length; parts[length] > 0 && end > 0; end = from[end])
    ends[parts[end] - 1] = end;
  return parts[length];
}
