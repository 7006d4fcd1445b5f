/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-reading.h"

#include "propose/analyst/studio-column-private.h"
#include "propose/analyst/studio-key.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static void
column_free (gpointer column)
{
  studio_column_free (column);
}

void
studio_reading_free (StudioReading *self)
{
  g_ptr_array_unref (self->excluding);
  g_ptr_array_unref (self->columns);
  g_strfreev (self->words);
  g_free (self->noun);
  g_free (self->plural);
  g_free (self->source);
  g_free (self->alias);
  g_free (self->told_name);
  g_ptr_array_unref (self->parents);
  g_ptr_array_unref (self->children);
  g_free (self);
}

StudioExpression *
studio_reading_name (const StudioReading *self, const char *source)
{
  StudioExpression *name = studio_column_expression (self->name, source);

  if (self->last_name == NULL)
    return name;
  return studio_expression_new (STUDIO_OPERATOR_CONCAT, name,
                                studio_column_expression (self->last_name, source), NULL);
}

StudioColumn *
studio_reading_find (const StudioReading *self, StudioField *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->field == field)
        return column;
    }
  return NULL;
}

static gboolean
is_start (const StudioColumn *column)
{
  return studio_column_has_word (column, "start") || studio_column_has_word (column, "begin");
}

/* “delivered_at” says it more plainly than “out_for_delivery_at”; of equals, the fuller one. */
static gboolean
is_better_time (const StudioColumn *column, const StudioColumn *best)
{
  guint words = g_strv_length (column->words);
  guint best_words = g_strv_length (best->words);

  /* A due date is about the end; a planned start is not. */
  if (is_start (column) != is_start (best))
    return is_start (best) && column->time_role == STUDIO_TIME_DUE;
  return words != best_words ? words < best_words : column->null_share < best->null_share;
}

StudioExpression *
studio_reading_value (const StudioReading *self, const StudioColumn *column)
{
  return studio_column_expression (column, self->source);
}

StudioExpression *
studio_reading_has_value (const StudioReading *self, const StudioColumn *column)
{
  return studio_expression_new (STUDIO_OPERATOR_NOT_NULL, studio_reading_value (self, column),
                                NULL);
}

StudioColumn *
studio_reading_find_time (const StudioReading *self, StudioTimeRole role)
{
  StudioColumn *best = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->role == STUDIO_ROLE_TIME && column->time_role == role && column->usable &&
          !studio_field_is_nested (column->field) && column->null_share < 0.99 &&
          (best == NULL || is_better_time (column, best)))
        best = column;
    }
  return best;
}

gboolean
studio_reading_has_word (const StudioReading *self, const char *word)
{
  return g_strv_contains ((const char *const *) self->words, word);
}

const StudioColumn *
studio_reading_find_border (const StudioReading *self, StudioTimeRole role)
{
  static const char *const parts[] = { "period", "trial",   "billing", "warranty",
                                       "next",   "current", NULL };

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);
      gboolean part = FALSE;

      if (column->role != STUDIO_ROLE_TIME || column->time_role != role || !column->usable ||
          studio_field_is_nested (column->field) || column->null_share >= 0.995)
        continue;
      for (guint w = 0; parts[w] != NULL; w++)
        part = part || studio_column_has_word (column, parts[w]);
      if (!part)
        return column;
    }
  return NULL;
}

gboolean
studio_reading_is_staff (const StudioReading *self)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (studio_lexicon_is_staff (self->lexicon, self->words[i]))
      return TRUE;
  return FALSE;
}

gboolean
studio_reading_is_contest (const StudioReading *self)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (studio_lexicon_is_contest (self->lexicon, self->words[i]))
      return TRUE;
  return FALSE;
}

gboolean
studio_reading_is_term (const StudioReading *reading)
{
  static const char *const words[] = { "subscription", "membership", "contract", "lease",
                                       "policy",       "license",    "licence",  "rental",
                                       "employment",   "enrollment", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (studio_reading_has_word (reading, words[i]))
      return TRUE;
  return FALSE;
}

StudioTableHint
studio_reading_hints (const StudioReading *self, StudioTableHint *last)
{
  guint hints = 0;
  guint n = g_strv_length (self->words);

  for (guint i = 0; i < n; i++)
    {
      guint hint = studio_lexicon_table_hint (self->lexicon, self->words[i]);

      hints |= hint;
      if (last != NULL && i == n - 1)
        *last = hint;
    }
  return hints;
}

const char *
studio_archetype_name (StudioArchetype archetype)
{
  static const char *const names[] = {
    N_ ("entity"),        N_ ("event"),         N_ ("transaction"), N_ ("transaction line"),
    N_ ("state history"), N_ ("bridge"),        N_ ("lookup"),      N_ ("periodic snapshot"),
    N_ ("log"),           N_ ("configuration"),
  };

  return _ (names[archetype]);
}

static char *
join_words (GStrv words, guint n)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* A noun from the comment of a table whose name says too little: its first phrase. */
static char *
noun_from_comment (const StudioLexicon *lexicon, const char *comment)
{
  g_autofree char *phrase = NULL;
  g_auto (GStrv) words = NULL;

  if (comment == NULL)
    return NULL;
  phrase = g_strndup (comment, strcspn (comment, "(,.;:[\n/-"));
  g_strstrip (phrase);
  if (!g_str_is_ascii (phrase))
    return studio_lexicon_translate (lexicon, phrase);
  words = g_strsplit (phrase, " ", -1);
  if (*phrase == '\0' || g_strv_length (words) > 3 || strlen (phrase) > 32)
    return NULL;
  if (g_ascii_isupper (phrase[0]) && g_ascii_islower (phrase[1]))
    phrase[0] = g_ascii_tolower (phrase[0]);
  return g_steal_pointer (&phrase);
}

/* What a row of a history, a log or statistics is. */
static char *
noun_by_hint (const StudioReading *self, guint n)
{
  const StudioLexicon *lexicon = self->lexicon;
  GStrv words = self->words;
  static const char *const technical[] = { "access", "audit", "system", "api",  "API",
                                           "event",  "error", "batch",  "send", NULL };
  guint hint = studio_lexicon_table_hint (lexicon, words[n - 1]);
  g_autofree char *rest = join_words (words, n - 1);
  g_autofree char *singular = studio_lexicon_singular (lexicon, rest);

  if ((hint & STUDIO_TABLE_HINT_HISTORY) != 0 && self->archetype != STUDIO_ARCHETYPE_HISTORY)
    return g_steal_pointer (&singular);
  if (hint & STUDIO_TABLE_HINT_HISTORY)
    return g_strconcat (
        singular, g_strv_contains ((const char *const *) words, "status") ? " change" : " record",
        NULL);
  /* A login is logged by itself, a machine by entries. */
  if (hint & STUDIO_TABLE_HINT_LOG)
    return g_strconcat (
        singular,
        g_strv_contains (technical, rest) ||
                (studio_lexicon_table_hint (lexicon, words[n - 2]) & STUDIO_TABLE_HINT_ENTITY) != 0
            ? " log entry"
            : "",
        NULL);
  if ((hint & STUDIO_TABLE_HINT_SNAPSHOT) != 0 && self->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return g_steal_pointer (&singular);
  /* “sta_day”: the statistics of a day. */
  if (self->archetype == STUDIO_ARCHETYPE_SNAPSHOT &&
      (studio_lexicon_table_hint (lexicon, words[0]) & STUDIO_TABLE_HINT_SNAPSHOT) != 0)
    return g_strjoinv (" ", words + 1);
  return NULL;
}

/* Words without a plural of their own get one. */
static char *
make_countable (char *noun)
{
  static const char *const things[] = { "staff", "personnel", "inventory", NULL };

  for (guint i = 0; things[i] != NULL; i++)
    if (g_str_has_suffix (noun, things[i]))
      {
        char *countable = g_strconcat (noun, i < 2 ? " member" : " item", NULL);

        g_free (noun);
        return countable;
      }
  return noun;
}

static char *
make_noun (StudioReading *self, gboolean all_known)
{
  guint n = g_strv_length (self->words);
  g_autofree char *noun = NULL;
  g_autofree char *joined = NULL;

  if (!all_known || n == 0)
    noun = noun_from_comment (self->lexicon, studio_table_get_description (self->table));
  if (noun == NULL && n > 1)
    noun = noun_by_hint (self, n);
  if (noun != NULL)
    return studio_lexicon_singular (self->lexicon, noun);
  joined = n > 0 ? g_strjoinv (" ", self->words) : g_strdup ("row");
  return studio_lexicon_singular (self->lexicon, joined);
}

/* A short name for a table in a statement: its initials, unless SQL reads them as a word. */
static char *
make_source (const StudioReading *self)
{
  static const char *const words[] = { "as", "at", "by", "do", "if", "in", "is",
                                       "no", "of", "on", "or", "to", NULL };
  g_autoptr (GString) initials = g_string_new (NULL);

  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_ascii_isalpha (*self->words[i]))
      g_string_append_c (initials, g_ascii_tolower (*self->words[i]));
  if (initials->len == 0)
    return g_strdup ("t");
  if (g_strv_contains (words, initials->str))
    g_string_append_c (initials, 't');
  return g_string_free (g_steal_pointer (&initials), FALSE);
}

static void
read_columns (StudioReading *self, const StudioSenses *senses)
{
  GListModel *fields = studio_table_get_fields (self->table);
  gint64 rows = studio_table_get_row_count (self->table);
  guint n = g_list_model_get_n_items (fields);
  g_autofree char *prefix = _studio_reading_find_prefix (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      g_ptr_array_add (self->columns,
                       studio_column_read (self->lexicon, senses, field,
                                           _studio_reading_skip_prefix (field, prefix), rows,
                                           studio_key_is_whole (self->table, field),
                                           studio_table_get_description (self->table)));
    }
}

/* What is sent to somebody, who has to answer or pay it. */
static gboolean
are_papers (const StudioReading *self)
{
  static const char *const papers[] = { "invoice", "bill", "statement", NULL };

  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_strv_contains (papers, self->words[i]) ||
        studio_lexicon_is_contest (self->lexicon, self->words[i]))
      return TRUE;
  return FALSE;
}

/* What Metabase lists of the values of columns that nothing explains. */
static void
read_values (StudioReading *self)
{
  gboolean papers = are_papers (self);
  gboolean lone = TRUE;

  for (guint i = 0; i < self->columns->len; i++)
    lone =
        lone && ((StudioColumn *) g_ptr_array_index (self->columns, i))->role != STUDIO_ROLE_STATUS;
  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      _studio_column_read_values (column, self->lexicon, papers, lone);
      _studio_column_read_deleted (column);
      lone = lone && column->role != STUDIO_ROLE_STATUS;
    }
}

/* Every proposal asks for them, and most tables have none. */
static void
find_excluding (StudioReading *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->flag == STUDIO_FLAG_TEST || column->flag == STUDIO_FLAG_DELETED)
        g_ptr_array_add (self->excluding, column);
    }
}

/* How many rows there are. Metabase tells it of few databases and of no view; then there are at
 * least as many as the column with the most values has. */
static gint64
count_rows (const StudioReading *self)
{
  gint64 rows = studio_table_get_row_count (self->table);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (studio_table_get_row_count (self->table) < 0 && !studio_field_is_nested (column->field))
        rows = MAX (rows, column->distinct);
    }
  return rows;
}

/* A coupon with a day of use was used; one without may be in use. */
static void
read_used (StudioReading *self)
{
  gboolean used = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      used = used || (column->role == STUDIO_ROLE_TIME && studio_column_has_word (column, "use"));
    }
  for (guint i = 0; used && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->flag != STUDIO_FLAG_ACTIVE || !studio_column_has_word (column, "use"))
        continue;
      column->flag = STUDIO_FLAG_PLAIN;
      g_free (column->label);
      g_free (column->alias);
      column->label = g_strdup ("used");
      column->alias = g_strdup ("used");
    }
}

/* A “state” beside a city is a place. */
static void
read_states (StudioReading *self)
{
  gboolean place = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      place = place || studio_column_has_word (column, "city") ||
              studio_column_has_word (column, "postcode") || studio_column_has_word (column, "zip");
    }
  for (guint i = 0; place && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->role == STUDIO_ROLE_STATUS && studio_column_has_word (column, "state") &&
          column->kind == STUDIO_FIELD_TEXT)
        column->role = STUDIO_ROLE_PLACE;
    }
}

/* Whether the words before the last one say what the table itself is about: the shift of a table of
 * agents' shifts, not the agent. */
static gboolean
is_own_key (const StudioReading *self, const StudioColumn *column)
{
  guint n = g_strv_length (column->words);
  guint last = g_strv_length (self->words);

  for (guint i = 0; i + 1 < n; i++)
    if (!studio_reading_has_word (self, column->words[i]))
      return FALSE;
  return n < 2 || last == 0 || studio_column_has_word (column, self->words[last - 1]);
}

/* Many databases declare no keys: a number of a customer in a table of orders points at one all the
 * same, and can be counted and compared, if not joined. */
static gboolean
is_undeclared_key (const StudioReading *self, const StudioColumn *column)
{
  static const char *const endings[] = { "ID", "number", "sequence", "key", NULL };
  guint n = g_strv_length (column->words);
  gint64 rows = self->rows;
  guint concepts, hints;

  if (column->role != STUDIO_ROLE_IDENTIFIER || studio_field_is_primary_key (column->field) ||
      column->audit || n < 2 || !g_strv_contains (endings, column->words[n - 1]) ||
      studio_field_is_nested (column->field) || is_own_key (self, column) ||
      studio_reading_is_polymorphic (self, column))
    return FALSE;
  if (rows > 0 && column->distinct >= 0 &&
      (double) column->distinct > 0.95 * (double) MIN (rows, 10000))
    return FALSE;
  concepts = studio_lexicon_concepts (self->lexicon, column->words[n - 2]);
  hints = studio_lexicon_table_hint (self->lexicon, column->words[n - 2]);
  if (column->kind == STUDIO_FIELD_TEXT && column->distinct < 0)
    hints = 0;
  return (concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) != 0 ||
         (hints & (STUDIO_TABLE_HINT_ENTITY | STUDIO_TABLE_HINT_EVENT)) != 0;
}

static void
read_undeclared_keys (StudioReading *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (!is_undeclared_key (self, column))
        continue;
      column->role = STUDIO_ROLE_FOREIGN_KEY;
      g_free (column->label);
      g_free (column->alias);
      column->label = join_words (column->words, g_strv_length (column->words) - 1);
      column->alias = studio_alias_from (column->label, "key");
    }
}

/* Nearly every row has another value. */
static gboolean
is_distinctive (const StudioReading *self, const StudioColumn *column)
{
  return column->distinct >= 0 && self->rows > 0 &&
         (double) column->distinct > 0.8 * (double) MIN (self->rows, 10000);
}

static void
find_key (StudioReading *self)
{
  for (guint i = 0; i < self->columns->len && self->key == NULL; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (studio_key_is_whole (self->table, column->field))
        self->key = column;
    }
}

/* The country of a table of countries. */
static gboolean
is_namesake (const StudioReading *self, const StudioColumn *column)
{
  guint n = g_strv_length (self->words);

  return n > 0 && column->words[0] != NULL && column->words[1] == NULL &&
         strcmp (column->words[0], self->words[n - 1]) == 0 && column != self->key &&
         (column->distinct < 0 || is_distinctive (self, column));
}

/* “region_description” is all the name that a region has. */
static gboolean
is_short_description (const StudioReading *self, const StudioColumn *column)
{
  const StudioFingerprint *fingerprint = &studio_field_get_info (column->field)->fingerprint;

  return studio_column_has_word (column, "description") && fingerprint->average_length <= 40 &&
         is_distinctive (self, column);
}

/* Nobody knows anything by 32 letters and digits. */
static gboolean
is_hash (const StudioColumn *column)
{
  return studio_field_get_info (column->field)->fingerprint.average_length >= 24;
}

/* Things that share their name with many others are not told apart by it. */
static gboolean
is_common (const StudioReading *self, const StudioColumn *column)
{
  return column->distinct >= 0 && self->rows > 20 &&
         (double) column->distinct < 0.4 * (double) MIN (self->rows, 10000);
}

static int
name_score (const StudioReading *self, const StudioColumn *column)
{
  int score = 0;

  if (column->kind != STUDIO_FIELD_TEXT || !column->usable || column->null_share > 0.3 ||
      studio_field_is_nested (column->field) ||
      (is_common (self, column) && !studio_column_has_word (column, "first") &&
       !studio_column_has_word (column, "last")))
    return 0;
  if (column->role == STUDIO_ROLE_NAME)
    score = 50;
  else if (is_namesake (self, column))
    score = 45;
  else if (is_short_description (self, column))
    score = 14;
  else if (column->role == STUDIO_ROLE_PERSON)
    score = 20;
  else if (column->role == STUDIO_ROLE_IDENTIFIER && column != self->key && !is_hash (column))
    score = 15;
  else if (column->role == STUDIO_ROLE_CONTACT && studio_column_has_word (column, "email"))
    score = 10;
  else
    return 0;
  /* “name” or “product_name” in the table of products, not “manager_name”. */
  if (column->role == STUDIO_ROLE_NAME)
    for (guint i = 0; column->words[i] != NULL; i++)
      {
        if (studio_reading_has_word (self, column->words[i]))
          score += 10;
        else if (strcmp (column->words[i], "name") != 0 && strcmp (column->words[i], "title") != 0)
          score -= 8;
      }
  return score - (int) (10 * column->null_share);
}

static void
find_name (StudioReading *self)
{
  int best = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      int score = name_score (self, column);

      if (score > best)
        {
          best = score;
          self->name = column;
        }
    }
}

static StudioColumn *
find_words (const StudioReading *self, const char *first, const char *second)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->kind == STUDIO_FIELD_TEXT && column->usable && column->null_share == 0 &&
          g_strv_length (column->words) == 2 && strcmp (column->words[0], first) == 0 &&
          strcmp (column->words[1], second) == 0)
        return column;
    }
  return NULL;
}

/* First and last name together are the name, unless there is a full one. */
static void
find_full_name (StudioReading *self)
{
  StudioColumn *first = find_words (self, "first", "name");
  StudioColumn *last = find_words (self, "last", "name");

  if (first == NULL || last == NULL ||
      (self->name != NULL && self->name != first && self->name != last &&
       studio_column_has_word (self->name, "name")))
    return;
  self->name = first;
  self->last_name = last;
}

static int
time_base (StudioTimeRole role)
{
  switch ((int) role)
    {
    case STUDIO_TIME_CREATED:
      return 50;
    case STUDIO_TIME_JOINED:
      return 56;
    case STUDIO_TIME_REQUESTED:
    case STUDIO_TIME_ORDERED:
      return 60;
    case STUDIO_TIME_QUOTED:
    case STUDIO_TIME_STARTED:
      return 52;
    case STUDIO_TIME_ISSUED:
      return 48;
    case STUDIO_TIME_PERIOD:
      return 46;
    case STUDIO_TIME_UPDATED:
    case STUDIO_TIME_DUE:
    case STUDIO_TIME_EXPIRED:
    case STUDIO_TIME_TRIAL:
    case STUDIO_TIME_ENDED:
      return 4;
    case STUDIO_TIME_DELETED:
    case STUDIO_TIME_BIRTH:
    case STUDIO_TIME_ACTIVITY:
      return 0;
    case STUDIO_TIME_NONE:
      return 44;
    default:
      return 40;
    }
}

static int
time_score (const StudioReading *self, const StudioColumn *column)
{
  int score = time_base (column->time_role);

  /* When a thing is planned for is known of all, when it began or ended only of some. */
  if (column->time_role == STUDIO_TIME_DUE && column->null_share <= 0.01 &&
      !studio_column_has_word (column, "next"))
    score = is_start (column) ? 42 : 30;
  else if (column->null_share > 0.01)
    score -= 12;
  if (column->role != STUDIO_ROLE_TIME || !column->usable || column->null_share > 0.6 ||
      score <= 0 || column->distinct == 0 || column->distinct == 1)
    return 0;
  /* The time of ordering in the table of orders, as long as every order has one. */
  for (guint i = 0; self->words[i] != NULL && column->time_role != STUDIO_TIME_NONE; i++)
    if (studio_lexicon_time_role (self->lexicon, self->words[i]) == column->time_role &&
        score >= 40 && column->null_share < 0.03 &&
        studio_lexicon_time_rank (self->lexicon, column->time_role) <= 45)
      score += 25;
  /* An appointment is when it was made for, not when it was made. */
  for (guint i = 0; self->words[i] != NULL && column->time_role == STUDIO_TIME_NONE; i++)
    if (studio_column_has_word (column, self->words[i]))
      score += 12;
  if (studio_field_is_nested (column->field))
    score -= 30;
  return score - (int) (60 * column->null_share);
}

static void
find_time (StudioReading *self)
{
  int best = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      int score = time_score (self, column);

      if (score > best)
        {
          best = score;
          self->time = column;
        }
    }
}

static int
status_score (const StudioReading *self, const StudioColumn *column)
{
  int score = 50;

  if (column->role != STUDIO_ROLE_STATUS || !column->usable || column->null_share > 0.7 ||
      studio_column_is_constant (column))
    return 0;
  score += 5 * (int) MIN (column->codes->len, 4);
  for (guint i = 0; column->words[i] != NULL; i++)
    if (studio_reading_has_word (self, column->words[i]))
      score += 10;
  if (studio_column_has_word (column, "status"))
    score += 8;
  if (studio_field_is_nested (column->field))
    score -= 30;
  return score - 3 * (int) g_strv_length (column->words);
}

static void
find_status (StudioReading *self)
{
  int best = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      int score = status_score (self, column);

      if (score > best)
        {
          best = score;
          self->status = column;
        }
    }
}

/* Metabase tells the rows of few databases; columns without any value tell of an empty table too.
 */
static gboolean
is_empty (const StudioReading *self)
{
  guint known = 0;

  if (studio_table_get_row_count (self->table) == 0)
    return TRUE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->distinct > 0)
        return FALSE;
      if (column->distinct == 0)
        known++;
    }
  return known > 0 && studio_table_get_row_count (self->table) < 0;
}

/* The words of the name, or of a comment that names the table where the name says too little. */
static GStrv
read_words (const StudioReading *self,
            const char *name,
            const StudioSenses *senses,
            gboolean *all_known)
{
  GStrv words = studio_lexicon_split_table (self->lexicon, senses, name, all_known);
  GStrv told =
      *all_known
          ? NULL
          : studio_lexicon_read_comment (self->lexicon, studio_table_get_description (self->table));

  if (told == NULL)
    return words;
  g_strfreev (words);
  return told;
}

StudioReading *
studio_reading_new (StudioTable *table,
                    const char *name,
                    const StudioSenses *senses,
                    GPtrArray *parents,
                    GPtrArray *children,
                    StudioContext *context)
{
  StudioReading *self = g_new0 (StudioReading, 1);
  gboolean all_known;

  self->table = table;
  self->lexicon = studio_lexicon_get ();
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->excluding = g_ptr_array_new ();
  self->parents = parents;
  self->children = children;
  self->words = read_words (self, name, senses, &all_known);
  for (guint i = 0; self->words[i] != NULL; i++)
    {
      char *singular = studio_lexicon_singular (self->lexicon, self->words[i]);

      g_free (self->words[i]);
      self->words[i] = singular;
    }
  studio_lexicon_choose_senses (self->lexicon, self->words, studio_table_get_description (table));
  self->source = make_source (self);
  read_columns (self, senses);
  self->rows = count_rows (self);
  read_states (self);
  read_used (self);
  read_values (self);
  _studio_reading_read_measurements (self);
  _studio_reading_read_attribute_values (self);
  _studio_reading_hear (self, context);
  find_excluding (self);
  _studio_reading_read_currencies (self);
  _studio_reading_hear_currency (self, context);
  self->empty = is_empty (self);
  find_key (self);
  read_undeclared_keys (self);
  find_name (self);
  find_full_name (self);
  find_time (self);
  find_status (self);
  _studio_reading_read_days (self);
  _studio_reading_read_validity (self);
  _studio_reading_read_twins (self);
  _studio_reading_find_amounts (self);
  _studio_reading_read_archetype (self);
  _studio_reading_read_attributes (self);
  _studio_reading_read_levels (self);
  self->noun = make_countable (make_noun (self, all_known));
  _studio_reading_tell_apart (self);
  _studio_reading_hear_names (self, context);
  self->plural = studio_lexicon_plural (self->lexicon, self->noun);
  self->alias = studio_alias_from (self->plural, "row_count");
  if ((self->money == NULL || self->minor) &&
      (self->archetype == STUDIO_ARCHETYPE_LINE || self->archetype == STUDIO_ARCHETYPE_EVENT ||
       self->archetype == STUDIO_ARCHETYPE_HEADER))
    _studio_reading_find_product (self);
  return self;
}
