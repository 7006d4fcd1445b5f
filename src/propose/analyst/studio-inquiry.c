/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-inquiry.h"

#include "propose/analyst/studio-child.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define MOST_QUESTIONS 12
/* So many about codes, so that other questions have a place too. */
#define MOST_CODE_QUESTIONS 7
#define MOST_CODES 20
#define MOST_SHOWN 6

void
studio_inquiry_free (StudioInquiry *self)
{
  g_free (self->subject);
  g_free (self->title);
  g_free (self->detail);
  g_ptr_array_unref (self->facts);
  g_free (self);
}

char *
studio_inquiry_get_key (const StudioInquiry *self)
{
  return g_strdup (self->subject != NULL ? self->subject
                                         : studio_enum_to_nick (STUDIO_TYPE_FACT_KIND, self->kind));
}

static StudioInquiry *
inquiry_new (StudioFactKind kind, const char *subject, double weight)
{
  StudioInquiry *self = g_new0 (StudioInquiry, 1);

  self->kind = kind;
  self->subject = g_strdup (subject);
  self->weight = weight;
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_fact_free);
  return self;
}

static void
suggest (StudioInquiry *self, const char *value, const char *meaning, const char *state)
{
  g_ptr_array_add (self->facts, studio_fact_new (self->kind, self->subject, value, meaning, state));
}

static gboolean
is_settled (StudioSchemaIndex *index, const char *key)
{
  StudioContext *context = studio_schema_index_get_context (index);
  g_autoptr (StudioFact) fact = studio_fact_new (STUDIO_FACT_SETTLED, key, NULL, NULL, NULL);

  return context != NULL && studio_context_find_place (context, fact) != NULL;
}

/* What is asked about rows that matter comes first: orders before lookups. */
static double
weigh_table (const StudioReading *reading)
{
  gint64 rows = studio_table_get_row_count (reading->table);
  double weight = rows > 0 ? MIN (12, 2 * log10 ((double) rows)) : 6;

  switch ((int) reading->archetype)
    {
    case STUDIO_ARCHETYPE_HEADER:
      return weight + 20;
    case STUDIO_ARCHETYPE_EVENT:
    case STUDIO_ARCHETYPE_LINE:
      return weight + 14;
    case STUDIO_ARCHETYPE_ENTITY:
      return weight + 10;
    case STUDIO_ARCHETYPE_LOG:
    case STUDIO_ARCHETYPE_BRIDGE:
      return weight - 10;
    default:
      return weight;
    }
}

static gboolean
is_worth_asking (const StudioReading *reading)
{
  return !reading->empty && reading->archetype != STUDIO_ARCHETYPE_CONFIGURATION;
}

static gboolean
has_any_word (const StudioColumn *column, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_column_has_word (column, words[i]))
      return TRUE;
  return FALSE;
}

/* Short texts and numbers say nothing by themselves; words do, but not which state they are. */
static gboolean
is_unexplained (StudioSchemaIndex *index, const StudioColumn *column)
{
  /* Everybody reads these codes. */
  static const char *const common[] = { "currency", "unit", "language", "locale", "country", NULL };
  const StudioFingerprint *fingerprint = &studio_field_get_info (column->field)->fingerprint;
  StudioCodeTable codes;
  g_autofree char *group = NULL;
  gboolean number = studio_field_kind_is_number (column->kind);

  if ((column->role != STUDIO_ROLE_STATUS && column->role != STUDIO_ROLE_CATEGORY) ||
      !column->usable || column->audit || column->typed || column->codes->len > 0 ||
      studio_column_is_constant (column) || column->distinct > MOST_CODES ||
      studio_field_is_nested (column->field) || studio_field_is_foreign_key (column->field) ||
      (!number && column->kind != STUDIO_FIELD_TEXT))
    return FALSE;
  group = studio_schema_index_find_codes (index, column, &codes);
  if (group != NULL)
    return FALSE;
  return number || column->role == STUDIO_ROLE_STATUS ||
         (column->distinct > 0 && fingerprint->average_length <= 2 &&
          !has_any_word (column, common));
}

static double
weigh_column (const StudioReading *reading, const StudioColumn *column)
{
  return (column == reading->status            ? 60
          : column->role == STUDIO_ROLE_STATUS ? 48
                                               : 34) +
         weigh_table (reading) - 10 * column->null_share;
}

typedef struct
{
  StudioReading *reading;
  const StudioColumn *column;
  double weight;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a;
  const Candidate *second = b;

  return (first->weight < second->weight) - (first->weight > second->weight);
}

static GArray *
find_candidates (StudioSchemaIndex *index)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GListModel *tables = studio_database_get_tables (studio_schema_index_get_database (index));

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      StudioReading *reading =
          studio_table_get_loaded (table) ? studio_schema_index_read (index, table) : NULL;

      for (guint k = 0; reading != NULL && is_worth_asking (reading) && k < reading->columns->len;
           k++)
        {
          const StudioColumn *column = g_ptr_array_index (reading->columns, k);
          Candidate candidate = { reading, column, 0 };

          /* A table of codes explains its own. */
          if (!is_unexplained (index, column) || reading->archetype == STUDIO_ARCHETYPE_LOOKUP ||
              (column->role == STUDIO_ROLE_CATEGORY && studio_reading_has_word (reading, "code")))
            continue;
          candidate.weight = weigh_column (reading, column);
          g_array_append_val (candidates, candidate);
        }
    }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

GPtrArray *
studio_inquiries_find_columns (StudioSchemaIndex *index)
{
  g_autoptr (GArray) candidates = find_candidates (index);
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < candidates->len && columns->len < MOST_QUESTIONS; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      g_autofree char *key =
          studio_fact_get_subject_of (candidate->reading->table, candidate->column->field);
      StudioCodeColumn *column;

      if (is_settled (index, key))
        continue;
      column = g_new0 (StudioCodeColumn, 1);
      column->table = candidate->reading->table;
      column->field = candidate->column->field;
      g_ptr_array_add (columns, column);
    }
  return columns;
}

/* What a column of the same name in another table is explained to hold. */
static const StudioCode *
find_elsewhere (StudioSchemaIndex *index, const StudioColumn *column, const char *value)
{
  GListModel *tables = studio_database_get_tables (studio_schema_index_get_database (index));

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      StudioField *field = studio_table_get_loaded (table)
                               ? studio_table_find_field (table, studio_column_get_name (column))
                               : NULL;
      const StudioColumn *other =
          field != NULL && field != column->field
              ? studio_reading_find (studio_schema_index_read (index, table), field)
              : NULL;

      for (guint k = 0; other != NULL && k < other->codes->len; k++)
        if (strcmp (((StudioCode *) g_ptr_array_index (other->codes, k))->value, value) == 0)
          return g_ptr_array_index (other->codes, k);
    }
  return NULL;
}

/* What letters usually stand for in the state of a row. */
static const char *
guess_letter (const char *value)
{
  static const struct
  {
    const char *value;
    const char *meaning;
  } letters[] = {
    { "A", "active" },   { "I", "inactive" }, { "C", "cancelled" }, { "D", "deleted" },
    { "P", "pending" },  { "F", "failed" },   { "S", "success" },   { "W", "waiting" },
    { "R", "rejected" }, { "E", "expired" },  { "O", "open" },      { "X", "cancelled" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (g_ascii_strcasecmp (value, letters[i].value) == 0)
      return letters[i].meaning;
  return NULL;
}

/* “IN_TRANSIT” says it by itself: in transit. */
static char *
read_word (const char *value)
{
  char *word;

  if (strlen (value) < 3 || !g_ascii_isalpha (*value))
    return NULL;
  word = g_ascii_strdown (value, -1);
  return g_strdelimit (word, "_-", ' ');
}

/* Suggests what one value means. Returns: whether it is more than a guess. */
static gboolean
suggest_code (StudioSchemaIndex *index,
              StudioInquiry *question,
              const Candidate *candidate,
              const char *value)
{
  const StudioLexicon *lexicon = candidate->reading->lexicon;
  const StudioCode *code = find_elsewhere (index, candidate->column, value);
  g_autofree char *word = read_word (value);

  if (code != NULL)
    suggest (question, value, code->label, NULL);
  else if (word != NULL)
    suggest (question, value, word, NULL);
  else if (candidate->column->role == STUDIO_ROLE_STATUS && guess_letter (value) != NULL)
    suggest (question, value, guess_letter (value), NULL);
  else
    suggest (question, value, NULL, NULL);
  return code != NULL ||
         (word != NULL && studio_lexicon_state (lexicon, word) != STUDIO_STATE_NONE);
}

static char *
list_values (GStrv values)
{
  GString *text = g_string_new (NULL);
  guint n = g_strv_length (values);

  for (guint i = 0; i < MIN (n, MOST_SHOWN); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", values[i]);
  if (n > MOST_SHOWN)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

/* %NULL when there is nothing to ask. */
static StudioInquiry *
ask_codes (StudioSchemaIndex *index, const Candidate *candidate, GStrv values)
{
  const StudioColumn *column = candidate->column;
  g_autofree char *subject = studio_fact_get_subject_of (candidate->reading->table, column->field);
  g_autoptr (StudioInquiry) question = NULL;
  guint known = 0;

  if (is_settled (index, subject))
    return NULL;
  question = inquiry_new (STUDIO_FACT_CODE, subject, candidate->weight);
  question->title = g_strdup_printf (_ ("What do the values of “%s” mean?"), subject);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    known += suggest_code (index, question, candidate, values[i]);
  /* Words that are no states are names of kinds, and clear as they are. */
  if (values != NULL &&
      (question->facts->len < 2 ||
       (column->kind == STUDIO_FIELD_TEXT && known == 0 &&
        ((StudioFact *) g_ptr_array_index (question->facts, 0))->meaning != NULL &&
        strlen (values[0]) > 3)))
    return NULL;
  question->complete = question->facts->len > 0;
  for (guint i = 0; i < question->facts->len; i++)
    if (((StudioFact *) g_ptr_array_index (question->facts, i))->meaning == NULL)
      question->complete = FALSE;
  if (values != NULL)
    {
      g_autofree char *list = list_values (values);

      question->detail = g_strdup_printf (
          _ ("It holds %s, and nothing explains them. With their meaning there are rates by state "
             "and names instead of codes."),
          list);
    }
  else
    question->detail = g_strdup (_ ("Nothing explains them. With their meaning there are rates by "
                                    "state and names instead of codes."));
  return g_steal_pointer (&question);
}

/* Whether a flag sounds as if its rows were none of the business: surely, or perhaps. */
static gboolean
may_be_test (const StudioColumn *column)
{
  static const char *const sure[] = { "internal", "demo", "sandbox", "dummy", "fake", NULL };
  static const char *const perhaps[] = { "sample", "training", "spam",  "bot",   "staging", "pilot",
                                         "trash",  "employee", "staff", "draft", NULL };
  const char *comment = studio_field_get_info (column->field)->description;

  return (column->flag == STUDIO_FLAG_TEST && has_any_word (column, sure)) ||
         (column->flag == STUDIO_FLAG_PLAIN && has_any_word (column, perhaps) &&
          (comment == NULL || strcasestr (comment, "test") != NULL));
}

static void
ask_tests (StudioSchemaIndex *index, const StudioReading *reading, GPtrArray *questions)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      gboolean taken = column->flag == STUDIO_FLAG_TEST;
      g_autofree char *subject = NULL;
      StudioInquiry *question;

      if (column->role != STUDIO_ROLE_FLAG || !column->usable || column->told != NULL ||
          studio_field_is_nested (column->field) || studio_column_is_constant (column) ||
          !may_be_test (column))
        continue;
      subject = studio_fact_get_subject_of (reading->table, column->field);
      if (is_settled (index, subject))
        continue;
      question =
          inquiry_new (STUDIO_FACT_LEFT_OUT, subject, (taken ? 40 : 62) + weigh_table (reading));
      question->title = g_strdup_printf (_ ("Are rows marked by “%s” to be left out?"), subject);
      question->detail = g_strdup (
          taken ? _ ("Its name sounds like tests, so they are left out until you say that "
                     "they count.")
                : _ ("Its name sounds like tests. Rows that are none of the business "
                     "make every figure of the table wrong."));
      suggest (question, NULL, "test", NULL);
      question->complete = TRUE;
      g_ptr_array_add (questions, question);
    }
}

/* What the whole schema shows about the company. */
typedef struct
{
  guint amounts; /* in no currency that is known */
  guint sums;    /* of tables of transactions */
  guint times;
  guint long_times;
  guint korean;           /* comments */
  GHashTable *currencies; /* (owned) ISO code → how many columns name it */
} Evidence;

static void
read_evidence (Evidence *evidence, const StudioReading *reading)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      const StudioFieldInfo *info = studio_field_get_info (column->field);
      const char *currency = studio_column_currency (column);

      if (column->role == STUDIO_ROLE_MONEY && currency == NULL && !column->mixed)
        evidence->amounts++;
      if (currency != NULL)
        g_hash_table_insert (
            evidence->currencies, (gpointer) currency,
            GUINT_TO_POINTER (
                GPOINTER_TO_UINT (g_hash_table_lookup (evidence->currencies, currency)) + 1));
      evidence->times += column->role == STUDIO_ROLE_TIME;
      if (info->description != NULL && !g_str_is_ascii (info->description))
        for (const char *c = info->description; *c != '\0'; c = g_utf8_next_char (c))
          if (g_unichar_get_script (g_utf8_get_char (c)) == G_UNICODE_SCRIPT_HANGUL)
            {
              evidence->korean++;
              break;
            }
    }
  if (studio_reading_is_flow (reading) && reading->time != NULL && reading->money != NULL)
    evidence->sums++;
}

static const char *
find_currency (const Evidence *evidence, const char *zone)
{
  static const struct
  {
    const char *zone;
    const char *code;
  } zones[] = {
    { "Asia/Seoul", "KRW" },
    { "Asia/Tokyo", "JPY" },
    { "Europe/London", "GBP" },
    { "Europe/Zurich", "CHF" },
    { "Europe/", "EUR" },
    { "Asia/Kolkata", "INR" },
    { "Asia/Shanghai", "CNY" },
    { "Asia/Singapore", "SGD" },
    { "Australia/", "AUD" },
    { "America/Toronto", "CAD" },
    { "America/Sao_Paulo", "BRL" },
    { "America/", "USD" },
    { "US/", "USD" },
  };
  GHashTableIter iter;
  gpointer code, count;
  const char *best = NULL;
  guint most = 0;

  g_hash_table_iter_init (&iter, evidence->currencies);
  while (g_hash_table_iter_next (&iter, &code, &count))
    if (GPOINTER_TO_UINT (count) > most)
      {
        most = GPOINTER_TO_UINT (count);
        best = code;
      }
  if (best != NULL)
    return best;
  if (evidence->korean > 0)
    return "KRW";
  for (gsize i = 0; zone != NULL && i < G_N_ELEMENTS (zones); i++)
    if (g_str_has_prefix (zone, zones[i].zone))
      return zones[i].code;
  return NULL;
}

static gboolean
is_open (StudioSchemaIndex *index, StudioFactKind kind)
{
  StudioContext *context = studio_schema_index_get_context (index);

  return (context == NULL || studio_context_find (context, kind) == NULL) &&
         !is_settled (index, studio_enum_to_nick (STUDIO_TYPE_FACT_KIND, kind));
}

static void
ask_currency (StudioSchemaIndex *index, const Evidence *evidence, GPtrArray *questions)
{
  const char *zone = studio_database_get_timezone (studio_schema_index_get_database (index));
  const char *code = find_currency (evidence, zone);
  StudioInquiry *question;

  if (evidence->amounts == 0 || !is_open (index, STUDIO_FACT_CURRENCY))
    return;
  question = inquiry_new (STUDIO_FACT_CURRENCY, NULL, 92);
  question->title = g_strdup (_ ("In which currency are the amounts?"));
  question->detail = g_strdup_printf (
      ngettext ("%u column of money does not say it, and is shown as a bare number.",
                "%u columns of money do not say it, and are shown as bare numbers.",
                evidence->amounts),
      evidence->amounts);
  if (code != NULL)
    suggest (question, NULL, code, NULL);
  question->complete = code != NULL;
  g_ptr_array_add (questions, question);
}

static void
ask_fiscal_year (StudioSchemaIndex *index, const Evidence *evidence, GPtrArray *questions)
{
  const char *currency = NULL;
  StudioContext *context = studio_schema_index_get_context (index);
  const StudioFact *fact =
      context != NULL ? studio_context_find (context, STUDIO_FACT_CURRENCY) : NULL;
  StudioInquiry *question;
  const char *month;

  if (evidence->sums == 0 || !is_open (index, STUDIO_FACT_FISCAL_YEAR))
    return;
  currency = fact != NULL ? fact->meaning
                          : find_currency (evidence, studio_database_get_timezone (
                                                         studio_schema_index_get_database (index)));
  /* The usual one of the country. */
  month = g_strcmp0 (currency, "JPY") == 0 || g_strcmp0 (currency, "INR") == 0 ? "4"
          : g_strcmp0 (currency, "AUD") == 0                                   ? "7"
                                                                               : "1";
  question = inquiry_new (STUDIO_FACT_FISCAL_YEAR, NULL, 66);
  question->title = g_strdup (_ ("With which month does the fiscal year start?"));
  question->detail =
      g_strdup (_ ("Adds the year to date against the year before, and totals by fiscal year."));
  suggest (question, NULL, month, NULL);
  question->complete = TRUE;
  g_ptr_array_add (questions, question);
}

static void
ask_time_zone (StudioSchemaIndex *index, const Evidence *evidence, GPtrArray *questions)
{
  const char *zone = studio_database_get_timezone (studio_schema_index_get_database (index));
  StudioInquiry *question;

  if (evidence->times == 0 || !is_open (index, STUDIO_FACT_TIME_ZONE))
    return;
  if (zone == NULL || strchr (zone, '/') == NULL || g_str_has_prefix (zone, "Etc/"))
    zone = evidence->korean > 0 ? "Asia/Seoul" : NULL;
  question = inquiry_new (STUDIO_FACT_TIME_ZONE, NULL, 50);
  question->title = g_strdup (_ ("In which time zone are the company's days?"));
  question->detail = g_strdup (
      _ ("A language model is told. In SQL, Metabase's report time zone decides on which day a "
         "time falls."));
  if (zone != NULL)
    suggest (question, NULL, zone, NULL);
  question->complete = zone != NULL;
  g_ptr_array_add (questions, question);
}

/* Names that no word is known of, of tables that others point at. */
static void
ask_names (StudioSchemaIndex *index, const StudioReading *reading, GPtrArray *questions)
{
  const char *table = studio_table_get_name (reading->table);
  g_auto (GStrv) words = NULL;
  gboolean all_known = TRUE;
  StudioInquiry *question;

  words = studio_lexicon_split_table (reading->lexicon, studio_schema_index_get_senses (index),
                                      table, &all_known);
  if (all_known || studio_table_get_description (reading->table) != NULL ||
      reading->told_name != NULL || is_settled (index, table) ||
      (reading->children->len == 0 && reading->time == NULL))
    return;
  question = inquiry_new (STUDIO_FACT_NAME, table,
                          26 + weigh_table (reading) + 2 * MIN (reading->children->len, 4));
  question->title = g_strdup_printf (_ ("What is one row of “%s”?"), table);
  question->detail = g_strdup (
      _ ("Its name is no word that is known here, and it has no comment. KPIs are called by it."));
  suggest (question, NULL, reading->noun, NULL);
  g_ptr_array_add (questions, question);
}

static int
compare_questions (gconstpointer a, gconstpointer b)
{
  const StudioInquiry *first = *(StudioInquiry *const *) a;
  const StudioInquiry *second = *(StudioInquiry *const *) b;

  return (first->weight < second->weight) - (first->weight > second->weight);
}

static void
ask_about_codes (StudioSchemaIndex *index, GHashTable *values, GPtrArray *questions)
{
  g_autoptr (GArray) candidates = find_candidates (index);
  guint n = 0;

  for (guint i = 0; i < candidates->len && n < MOST_CODE_QUESTIONS; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      GStrv seen = values != NULL ? g_hash_table_lookup (values, candidate->column->field) : NULL;
      StudioInquiry *question = ask_codes (index, candidate, seen);

      if (question == NULL)
        continue;
      g_ptr_array_add (questions, question);
      n++;
    }
}

GPtrArray *
studio_inquiries_suggest (StudioSchemaIndex *index, GHashTable *values)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_inquiry_free);
  GListModel *tables = studio_database_get_tables (studio_schema_index_get_database (index));
  g_autoptr (GHashTable) currencies = g_hash_table_new (g_str_hash, g_str_equal);
  Evidence evidence = { .currencies = currencies };

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      StudioReading *reading =
          studio_table_get_loaded (table) ? studio_schema_index_read (index, table) : NULL;

      if (reading == NULL || !is_worth_asking (reading))
        continue;
      read_evidence (&evidence, reading);
      ask_tests (index, reading, questions);
      ask_names (index, reading, questions);
    }
  ask_about_codes (index, values, questions);
  ask_currency (index, &evidence, questions);
  ask_fiscal_year (index, &evidence, questions);
  ask_time_zone (index, &evidence, questions);
  g_ptr_array_sort (questions, compare_questions);
  if (questions->len > MOST_QUESTIONS)
    g_ptr_array_set_size (questions, MOST_QUESTIONS);
  return questions;
}
