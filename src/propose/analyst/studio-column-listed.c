/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-column-private.h"

#include <string.h>

/* What the values say that Metabase lists of a column. */

/* A state has a name of a few words; what is longer was typed. */
#define MAX_LENGTH 40
/* A status or a kind has no more values than this. */
#define MOST_STATES 40
#define MOST_KINDS 20

typedef struct
{
  const char *yes;
  const char *no;
} Pair;

static const Pair pairs[] = {
  { "y", "n" },    { "yes", "no" },      { "true", "false" }, { "t", "f" },
  { "o", "x" },    { "예", "아니오" },   { "예", "아니요" },  { "유", "무" },
  { "on", "off" }, { "사용", "미사용" }, { "있음", "없음" },  { "1", "0" },
};

/* What people call the value: its name in Metabase, if it has one. */
static const char *
label_of (const StudioColumn *self, guint index)
{
  return self->listed->labels[index];
}

static gboolean
is_labelled (const StudioColumn *self)
{
  for (guint i = 0; self->listed->values[i] != NULL; i++)
    if (strcmp (self->listed->values[i], label_of (self, i)) != 0)
      return TRUE;
  return FALSE;
}

/* Whether every value is one side of @pair, and both sides are there. */
static gboolean
fits_pair (const StudioColumn *self, const Pair *pair)
{
  guint yes = 0;
  guint no = 0;

  for (guint i = 0; self->listed->values[i] != NULL; i++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (label_of (self, i)));
      g_autofree char *lower = g_utf8_strdown (stripped, -1);

      /* Nothing was said. */
      if (*lower == '\0')
        continue;
      if (strcmp (lower, pair->yes) == 0)
        yes++;
      else if (strcmp (lower, pair->no) == 0)
        no++;
      else
        return FALSE;
    }
  return yes > 0 && no > 0;
}

static void
take_pair (StudioColumn *self, const Pair *pair)
{
  g_autoptr (GStrvBuilder) yes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) no = g_strv_builder_new ();

  for (guint i = 0; self->listed->values[i] != NULL; i++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (label_of (self, i)));
      g_autofree char *lower = g_utf8_strdown (stripped, -1);

      g_strv_builder_add (strcmp (lower, pair->yes) == 0 ? yes : no, self->listed->values[i]);
    }
  self->yes = g_strv_builder_end (yes);
  self->no = g_strv_builder_end (no);
}

/* A text or number that only says yes or no is a flag; one that says something else is none. */
static void
read_flag (StudioColumn *self)
{
  gboolean flag = self->role == STUDIO_ROLE_FLAG;
  const Pair *pair = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pairs) && pair == NULL; i++)
    if (fits_pair (self, &pairs[i]))
      pair = &pairs[i];
  if (pair == NULL && flag && self->listed->values[1] != NULL)
    {
      self->role = STUDIO_ROLE_CATEGORY;
      self->flag = STUDIO_FLAG_PLAIN;
    }
  /* Of numbers, and of O and X, the name has to say that they are a flag. */
  if (pair == NULL || (!flag && (strcmp (pair->yes, "1") == 0 || strcmp (pair->yes, "o") == 0)))
    return;
  take_pair (self, pair);
  if (!flag)
    _studio_column_set_flag (self);
}

static gboolean
has_any (GStrv words, const char *const *any)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strv_contains (any, words[i]))
      return TRUE;
  return FALSE;
}

/* “Y”, “20”, “VBK” are codes; an abbreviation is taken for no word, for it may stand for many. */
static gboolean
is_word (const StudioLexicon *lexicon, const char *value, GStrv words)
{
  static const char *const short_words[] = { "ok", "ng", "on", NULL };
  g_autofree char *lower = g_utf8_strdown (value, -1);

  if (!g_str_is_ascii (value))
    return g_utf8_strlen (value, -1) >= 2;
  if (strlen (value) < 3)
    return g_strv_contains (short_words, lower);
  return strlen (value) > 4 ||
         (words[0] != NULL && words[1] == NULL && g_ascii_strcasecmp (words[0], value) == 0);
}

/* What is on its way to a state is not in it: “pending cancellation”, “partially paid”. */
static StudioState
soften (StudioState state, GStrv words)
{
  static const char *const waiting[] = { "pending", "awaiting", "waiting", "requires", "to", NULL };
  static const char *const partly[] = { "partially", "partial", "partly", NULL };
  static const char *const unpaid[] = { "unpaid", NULL };
  gboolean leads_on = state >= STUDIO_STATE_APPROVED && state <= STUDIO_STATE_COMPLETED;

  if (has_any (words, waiting) || has_any (words, unpaid))
    return STUDIO_STATE_OPEN;
  if (has_any (words, partly))
    return leads_on ? STUDIO_STATE_OPEN : STUDIO_STATE_NONE;
  return state;
}

static StudioState
state_of (const StudioLexicon *lexicon, const char *value, gboolean papers)
{
  static const char *const sent[] = { "sent", "issued", NULL };
  static const char *const undone[] = { "started",   "paid",     "shipped",  "delivered",
                                        "completed", "approved", "complete", NULL };
  g_autofree char *text = g_strdelimit (g_strdup (value), "_-./", ' ');
  g_auto (GStrv) words = studio_lexicon_split (lexicon, text, NULL);

  if (g_utf8_strlen (value, -1) > MAX_LENGTH || !is_word (lexicon, value, words))
    return STUDIO_STATE_NONE;
  if (words[0] != NULL && strcmp (words[0], "not") == 0)
    return has_any (words, undone) ? STUDIO_STATE_OPEN : STUDIO_STATE_NONE;
  /* An invoice or an offer that was sent is waited for. */
  if (papers && has_any (words, sent))
    return STUDIO_STATE_OPEN;
  return soften (studio_lexicon_state (lexicon, text), words);
}

/* The usual order of life, in which lists of words, which are sorted by letters, are not. */
static int
rank_of (StudioState state)
{
  if (state == STUDIO_STATE_OPEN)
    return 0;
  if (state >= STUDIO_STATE_APPROVED && state <= STUDIO_STATE_COMPLETED)
    return 1 + (int) (state - STUDIO_STATE_APPROVED);
  return state == STUDIO_STATE_NONE ? 100 : 50;
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const StudioCode *first = *(StudioCode *const *) a;
  const StudioCode *second = *(StudioCode *const *) b;

  return rank_of (first->state) - rank_of (second->state);
}

/* Numbers and the types of a database's own are listed in the order somebody gave them. */
static gboolean
is_in_order (const StudioColumn *self)
{
  const char *type = studio_field_get_info (self->field)->base_type;

  return studio_field_kind_is_number (self->kind) ||
         (type != NULL && g_str_has_suffix (type, "Enum"));
}

static void
sort_codes (StudioColumn *self)
{
  /* Those of the same rank stay as they are listed: the sort is stable. */
  if (!is_in_order (self))
    g_ptr_array_sort (self->codes, compare_codes);
}

static gboolean
is_end (StudioState state)
{
  return (state >= STUDIO_STATE_CANCELLED && state <= STUDIO_STATE_WON) ||
         (state >= STUDIO_STATE_PAID && state <= STUDIO_STATE_COMPLETED &&
          state != STUDIO_STATE_SHIPPED);
}

/* Whether the values are the states of a row, though the name does not say so. */
static gboolean
are_states (const GArray *states)
{
  guint known = 0;
  guint ends = 0;

  for (guint i = 0; i < states->len; i++)
    {
      StudioState state = g_array_index (states, StudioState, i);

      known += state != STUDIO_STATE_NONE;
      ends += is_end (state);
    }
  return states->len >= 3 && 3 * known >= 2 * states->len && ends > 0 && known > ends;
}

static guint
count_known (const GArray *states)
{
  guint n = 0;

  for (guint i = 0; i < states->len; i++)
    n += g_array_index (states, StudioState, i) != STUDIO_STATE_NONE;
  return n;
}

static void
read_states (StudioColumn *self, const StudioLexicon *lexicon, gboolean papers, gboolean lone)
{
  guint n = g_strv_length (self->listed->values);
  g_autoptr (GArray) states = g_array_sized_new (FALSE, FALSE, sizeof (StudioState), n);
  gboolean labelled = is_labelled (self);

  if (n < 2 || n > MOST_STATES)
    return;
  for (guint i = 0; i < n; i++)
    {
      StudioState state = state_of (lexicon, label_of (self, i), papers);

      g_array_append_val (states, state);
    }
  if (self->role != STUDIO_ROLE_STATUS && lone && are_states (states))
    self->role = STUDIO_ROLE_STATUS;
  if (!labelled && (studio_field_kind_is_number (self->kind) || self->role != STUDIO_ROLE_STATUS ||
                    count_known (states) == 0))
    return;
  for (guint i = 0; i < n; i++)
    studio_codes_list (self->codes, self->listed->values[i], label_of (self, i),
                       self->role == STUDIO_ROLE_STATUS ? g_array_index (states, StudioState, i)
                                                        : STUDIO_STATE_NONE);
  sort_codes (self);
}

/* What was given names by people has kinds, whatever it was taken for. */
static void
read_kinds (StudioColumn *self)
{
  gboolean number = studio_field_kind_is_number (self->kind);

  if (self->role == STUDIO_ROLE_OTHER && self->kind == STUDIO_FIELD_TEXT && self->distinct < 0 &&
      g_strv_length (self->listed->values) <= MOST_KINDS)
    self->role = STUDIO_ROLE_CATEGORY;
  if (is_labelled (self) &&
      (self->role == STUDIO_ROLE_OTHER || (number && self->role == STUDIO_ROLE_NUMBER)))
    {
      self->role = STUDIO_ROLE_CATEGORY;
      self->additive = FALSE;
      self->level = FALSE;
    }
}

/* “deleted”, “trash”: the row is there, and does not count any more. */
static gboolean
is_deleted (const StudioCode *code)
{
  static const char *const words[] = { "deleted", "trash", "trashed", "soft deleted", NULL };
  g_autofree char *value = g_ascii_strdown (code->value, -1);
  g_autofree char *label = g_ascii_strdown (code->label, -1);

  g_strdelimit (value, "_-", ' ');
  return g_strv_contains (words, value) || g_strv_contains (words, label);
}

void
_studio_column_read_deleted (StudioColumn *self)
{
  g_autoptr (GStrvBuilder) deleted = g_strv_builder_new ();
  gboolean found = FALSE;

  if (self->role != STUDIO_ROLE_STATUS || self->flag != STUDIO_FLAG_PLAIN)
    return;
  for (guint i = 0; i < self->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (self->codes, i);

      if (!is_deleted (code))
        continue;
      g_strv_builder_add (deleted, code->value);
      found = TRUE;
    }
  if (!found)
    return;
  self->deleted = g_strv_builder_end (deleted);
  self->flag = STUDIO_FLAG_DELETED;
}

static gboolean
can_be_read (const StudioColumn *self)
{
  return self->role == STUDIO_ROLE_STATUS || self->role == STUDIO_ROLE_CATEGORY ||
         self->role == STUDIO_ROLE_FLAG || self->role == STUDIO_ROLE_OTHER ||
         self->role == STUDIO_ROLE_NUMBER;
}

void
_studio_column_read_values (StudioColumn *self,
                            const StudioLexicon *lexicon,
                            gboolean papers,
                            gboolean lone)
{
  const StudioFieldValues *values = studio_field_get_info (self->field)->values;

  if (!studio_field_values_are_all (values) || !can_be_read (self) || self->epoch ||
      (self->kind != STUDIO_FIELD_TEXT && !studio_field_kind_is_number (self->kind)))
    return;
  self->listed = values;
  read_kinds (self);
  if (self->codes->len == 0)
    read_flag (self);
  /* Metabase looked at the whole table, where a fingerprint is of its first rows. */
  self->distinct = MAX (self->distinct, (gint64) g_strv_length (values->values));
  if (self->codes->len == 0 && self->role != STUDIO_ROLE_FLAG)
    read_states (self, lexicon, papers, lone);
}

gboolean
studio_column_wants_values (const StudioColumn *self)
{
  const StudioFieldInfo *info = studio_field_get_info (self->field);
  gboolean number = studio_field_kind_is_number (self->kind);

  if (!self->usable || self->audit || self->typed || self->codes->len > 0 ||
      studio_field_is_nested (self->field) || studio_field_is_foreign_key (self->field) ||
      info->primary_key || studio_column_is_constant (self) || self->distinct > MOST_STATES ||
      (self->kind != STUDIO_FIELD_TEXT && !number) ||
      (info->values_kept != NULL && g_strcmp0 (info->values_kept, "list") != 0 &&
       g_strcmp0 (info->values_kept, "auto-list") != 0))
    return FALSE;
  if (info->remapped)
    return can_be_read (self);
  if (self->role == STUDIO_ROLE_OTHER)
    return !number && (info->values_kept != NULL || self->distinct > 0);
  return self->role == STUDIO_ROLE_STATUS || self->role == STUDIO_ROLE_CATEGORY ||
         self->role == STUDIO_ROLE_FLAG;
}
