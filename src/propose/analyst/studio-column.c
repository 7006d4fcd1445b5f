/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-column.h"

#include "propose/analyst/studio-column-private.h"
#include "propose/analyst/studio-key.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* A share of NULLs above which a measure says too little. */
#define MOSTLY_NULL 0.98
/* A guess of how many rows have no end yet, where a far day stands for it. */
#define OPEN_SHARE 0.3

void
studio_column_free (StudioColumn *self)
{
  g_clear_object (&self->field);
  g_strfreev (self->words);
  g_free (self->label);
  g_free (self->alias);
  g_free (self->event);
  g_free (self->done);
  g_ptr_array_unref (self->codes);
  g_strfreev (self->yes);
  g_strfreev (self->no);
  g_strfreev (self->deleted);
  g_clear_pointer (&self->told, g_ptr_array_unref);
  g_free (self);
}

const char *
studio_column_get_name (const StudioColumn *self)
{
  return studio_field_get_name (self->field);
}

gboolean
studio_column_has_word (const StudioColumn *self, const char *word)
{
  /* Asked so often that a table of hundreds of columns feels the calls of the general function. */
  for (guint i = 0; self->words[i] != NULL; i++)
    if (self->words[i][0] == word[0] && strcmp (self->words[i], word) == 0)
      return TRUE;
  return FALSE;
}

gboolean
studio_column_is_told (const StudioColumn *self)
{
  for (guint i = 0; i < self->codes->len; i++)
    if (((const StudioCode *) g_ptr_array_index (self->codes, i))->told)
      return TRUE;
  return FALSE;
}

gboolean
studio_column_is_measure (const StudioColumn *self)
{
  return !self->general && self->usable && self->role >= STUDIO_ROLE_MONEY &&
         self->role <= STUDIO_ROLE_NUMBER;
}

gboolean
studio_column_is_constant (const StudioColumn *self)
{
  return (self->distinct >= 0 && self->distinct <= 1) || self->null_share >= MOSTLY_NULL;
}

gboolean
studio_column_is_groupable (const StudioColumn *self, guint max_groups)
{
  gboolean role = self->role == STUDIO_ROLE_STATUS || self->role == STUDIO_ROLE_CATEGORY ||
                  self->role == STUDIO_ROLE_FLAG ||
                  (self->role == STUDIO_ROLE_PLACE && self->kind == STUDIO_FIELD_TEXT);

  if (!role || !self->usable || self->street || studio_column_is_constant (self) ||
      self->null_share > 0.9)
    return FALSE;
  /* An address, unlike a city, has as many values as rows; unknown numbers are only trusted where
   * the name says category. */
  return self->distinct >= 0 ? self->distinct <= (gint64) max_groups
                             : self->role != STUDIO_ROLE_PLACE;
}

StudioColumn *
studio_column_new_product (const StudioColumn *price,
                           const StudioColumn *quantity,
                           const StudioColumn *rebate,
                           const StudioColumn *deduction,
                           const char *label)
{
  StudioColumn *self = g_new0 (StudioColumn, 1);
  const char *words[] = { "sales", "amount", NULL };

  self->field = g_object_ref (price->field);
  self->kind = STUDIO_FIELD_DECIMAL;
  self->role = STUDIO_ROLE_MONEY;
  self->words = g_strdupv ((GStrv) words);
  self->concepts = STUDIO_CONCEPT_MONEY | STUDIO_CONCEPT_ADDITIVE_MONEY;
  self->label = g_strdup (label);
  self->alias = studio_alias_from (label, "amount");
  self->distinct = -1;
  self->null_share = MAX (price->null_share, quantity != NULL ? quantity->null_share : 0);
  self->additive = TRUE;
  self->usable = TRUE;
  self->codes = studio_codes_new ();
  self->factor = quantity;
  self->product = TRUE;
  self->rebate = rebate;
  self->deduction = deduction;
  self->cents = price->cents;
  self->bounded = price->bounded;
  self->currency = price->currency;
  return self;
}

/* A value as a person wrote it, or as it is listed, as the column has it. */
static StudioExpression *
value_of (const StudioColumn *self, const char *value)
{
  if (studio_field_kind_is_number (self->kind))
    return studio_expression_number (g_ascii_strtod (value, NULL));
  return studio_expression_text (value);
}

/* A flag that says nothing says no; without a fingerprint nobody knows whether one does. */
static gboolean
may_be_null (const StudioColumn *self)
{
  return self->null_share > 0 ||
         (self->distinct < 0 && studio_field_get_info (self->field)->nullable);
}

/* The flag says one of the listed values; a row that says nothing says no. */
static StudioExpression *
is_listed (const StudioColumn *self, StudioExpression *column, gboolean value)
{
  GPtrArray *arguments = g_ptr_array_new ();
  GStrv values = value ? self->yes : self->no;

  if (!value && may_be_null (self))
    column =
        studio_expression_new (STUDIO_OPERATOR_COALESCE, column, value_of (self, values[0]), NULL);
  g_ptr_array_add (arguments, column);
  for (guint i = 0; values[i] != NULL; i++)
    g_ptr_array_add (arguments, value_of (self, values[i]));
  return studio_expression_new_list (
      arguments->len == 2 ? STUDIO_OPERATOR_EQUAL : STUDIO_OPERATOR_IN, arguments);
}

/* The time in seconds, or as text, at which it happened; 0 or an empty text until then. */
static StudioExpression *
happened (const StudioColumn *self, StudioExpression *column, gboolean value)
{
  gboolean text = self->kind == STUDIO_FIELD_TEXT;

  if (may_be_null (self))
    column = studio_expression_new (
        STUDIO_OPERATOR_COALESCE, column,
        text ? studio_expression_text ("") : studio_expression_number (0), NULL);
  return studio_expression_new (value ? STUDIO_OPERATOR_NOT_EQUAL : STUDIO_OPERATOR_EQUAL, column,
                                text ? studio_expression_text ("") : studio_expression_number (0),
                                NULL);
}

/* The words that programs write for yes, whatever their case. */
static const char *const yes_words[] = { "1", "t", "true", "y", "yes", NULL };

/* A text flag whose values nobody lists: “…_yn” says which they are, other names leave it open. */
static StudioExpression *
says (const StudioColumn *self, StudioExpression *column, gboolean value)
{
  g_autoptr (GPtrArray) arguments = NULL;
  StudioExpression *set;

  if (!value && may_be_null (self))
    column = studio_expression_new (STUDIO_OPERATOR_COALESCE, column, studio_expression_text ("N"),
                                    NULL);
  if (studio_column_has_word (self, "yn"))
    return studio_expression_new (STUDIO_OPERATOR_EQUAL, column,
                                  studio_expression_text (value ? "Y" : "N"), NULL);
  arguments = g_ptr_array_new ();
  g_ptr_array_add (arguments, studio_expression_new (STUDIO_OPERATOR_LOWER, column, NULL));
  for (guint i = 0; yes_words[i] != NULL; i++)
    g_ptr_array_add (arguments, studio_expression_text (yes_words[i]));
  set = studio_expression_new_list (STUDIO_OPERATOR_IN, g_steal_pointer (&arguments));
  return value ? set : studio_expression_new (STUDIO_OPERATOR_NOT, set, NULL);
}

StudioExpression *
studio_column_is_set (const StudioColumn *self, const char *source, gboolean value)
{
  StudioExpression *column = studio_column_expression (self, source);

  if (self->kind == STUDIO_FIELD_BOOLEAN)
    {
      StudioExpression *set = studio_expression_new (STUDIO_OPERATOR_IS_TRUE, column, NULL);

      return value ? set : studio_expression_new (STUDIO_OPERATOR_NOT, set, NULL);
    }
  if (studio_field_kind_is_temporal (self->kind))
    return studio_expression_new (value ? STUDIO_OPERATOR_NOT_NULL : STUDIO_OPERATOR_IS_NULL,
                                  column, NULL);
  if (self->yes != NULL)
    return is_listed (self, column, value);
  if (self->epoch)
    return happened (self, column, value);
  if (studio_field_kind_is_number (self->kind))
    {
      if (!value && may_be_null (self))
        column = studio_expression_new (STUDIO_OPERATOR_COALESCE, column,
                                        studio_expression_number (0), NULL);
      return studio_expression_new (STUDIO_OPERATOR_EQUAL, column,
                                    studio_expression_number (value ? 1 : 0), NULL);
    }
  return says (self, column, value);
}

static gboolean
means_yes (const char *value)
{
  g_autofree char *lower = g_ascii_strdown (value, -1);

  return g_strv_contains (yes_words, lower);
}

/* Rows whose column says nothing count. */
static StudioExpression *
differs (const StudioColumn *self, const char *source, const char *value)
{
  StudioExpression *other;

  if (self->kind == STUDIO_FIELD_BOOLEAN && means_yes (value))
    return studio_column_is_set (self, source, FALSE);
  other = self->kind == STUDIO_FIELD_BOOLEAN
              ? studio_column_is_set (self, source, TRUE)
              : studio_expression_new (STUDIO_OPERATOR_NOT_EQUAL,
                                       studio_column_expression (self, source),
                                       value_of (self, value), NULL);
  if (!studio_field_get_info (self->field)->nullable)
    return other;
  return studio_expression_new (STUDIO_OPERATOR_OR,
                                studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                                       studio_column_expression (self, source),
                                                       NULL),
                                other, NULL);
}

StudioExpression *
studio_column_counts (const StudioColumn *self, const char *source)
{
  StudioExpression *condition = NULL;

  for (guint i = 0; self->deleted != NULL && self->deleted[i] != NULL; i++)
    {
      StudioExpression *other = differs (self, source, self->deleted[i]);

      condition = condition == NULL
                      ? other
                      : studio_expression_new (STUDIO_OPERATOR_AND, condition, other, NULL);
    }
  for (guint i = 0; self->told != NULL && i < self->told->len; i++)
    {
      const StudioFact *fact = g_ptr_array_index (self->told, i);
      StudioExpression *other;

      if (fact->kind != STUDIO_FACT_LEFT_OUT || fact->value == NULL)
        continue;
      other = differs (self, source, fact->value);
      condition = condition == NULL
                      ? other
                      : studio_expression_new (STUDIO_OPERATOR_AND, condition, other, NULL);
    }
  return condition != NULL ? condition : studio_column_is_set (self, source, FALSE);
}

const char *
studio_column_currency (const StudioColumn *column)
{
  static const struct
  {
    const char *mark;
    const char *code;
  } currencies[] = {
    { "KRW", "KRW" }, { "원)", "KRW" }, { "₩", "KRW" },   { "USD", "USD" },
    { "EUR", "EUR" }, { "€", "EUR" },   { "GBP", "GBP" }, { "£", "GBP" },
    { "JPY", "JPY" }, { "CNY", "CNY" }, { "CHF", "CHF" }, { "INR", "INR" },
    { "US$", "USD" }, { "krw", "KRW" }, { "usd", "USD" }, { "eur", "EUR" },
  };
  const StudioFieldInfo *info = studio_field_get_info (column->field);

  if (column->currency != NULL)
    return column->currency;
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if ((info->description != NULL && strstr (info->description, currencies[i].mark) != NULL) ||
        strstr (info->name, currencies[i].mark) != NULL)
      return currencies[i].code;
  return NULL;
}

const char *
studio_role_name (StudioRole role)
{
  static const char *const names[] = {
    N_ ("other"),   N_ ("identifier"), N_ ("foreign key"), N_ ("money"),     N_ ("quantity"),
    N_ ("counter"), N_ ("rate"),       N_ ("score"),       N_ ("duration"),  N_ ("measurement"),
    N_ ("number"),  N_ ("status"),     N_ ("category"),    N_ ("flag"),      N_ ("time"),
    N_ ("name"),    N_ ("person"),     N_ ("contact"),     N_ ("place"),     N_ ("free text"),
    N_ ("link"),    N_ ("JSON"),       N_ ("calendar"),    N_ ("technical"), N_ ("secret"),
  };

  return _ (names[role]);
}

/* The “courier code” is the courier. @label is (transfer full) (nullable). */
static char *
strip_code (char *label)
{
  gsize length = label != NULL ? strlen (label) : 0;

  if (length > strlen (" code") && g_str_has_suffix (label, " code"))
    label[length - strlen (" code")] = '\0';
  return label;
}

/* An English comment that is short enough to be a name: its first phrase. */
static char *
label_from_comment (const StudioLexicon *lexicon, const char *comment)
{
  g_autofree char *phrase = NULL;
  g_auto (GStrv) words = NULL;
  guint n;

  if (comment == NULL)
    return NULL;
  phrase = g_strndup (comment, strcspn (comment, "(,.;:[\n/-"));
  g_strstrip (phrase);
  if (*phrase == '\0')
    return NULL;
  if (!g_str_is_ascii (phrase))
    return strip_code (studio_lexicon_translate (lexicon, phrase));
  words = g_strsplit (phrase, " ", -1);
  n = g_strv_length (words);
  if (n == 0 || n > 4 || strlen (phrase) > 32 || strpbrk (phrase, "=<>0123456789") != NULL ||
      studio_lexicon_starts_sentence (lexicon, words[0]))
    return NULL;
  /* “Total amount”, but “RFQ amount”. */
  if (g_ascii_isupper (phrase[0]) && g_ascii_islower (phrase[1]))
    phrase[0] = g_ascii_tolower (phrase[0]);
  return g_steal_pointer (&phrase);
}

/* Words that add nothing for people at the end of a name. */
static gboolean
is_empty_ending (const StudioColumn *self, const char *word)
{
  if (strcmp (word, "yn") == 0)
    return TRUE;
  /* The “return flag” with its three letters is no return. */
  if (strcmp (word, "flag") == 0)
    return self->role == STUDIO_ROLE_FLAG;
  if (self->role == STUDIO_ROLE_TIME)
    return strcmp (word, "at") == 0 || strcmp (word, "on") == 0;
  if (self->role == STUDIO_ROLE_STATUS || self->role == STUDIO_ROLE_CATEGORY)
    return strcmp (word, "code") == 0 || strcmp (word, "ID") == 0;
  if (self->role == STUDIO_ROLE_FOREIGN_KEY)
    return strcmp (word, "ID") == 0 || strcmp (word, "number") == 0 ||
           strcmp (word, "sequence") == 0 || strcmp (word, "key") == 0 ||
           strcmp (word, "code") == 0;
  return FALSE;
}

/* “discount_amt” is the discount, “supply_amt” the supply amount. */
static gboolean
says_money_already (const StudioLexicon *lexicon, const StudioColumn *self, guint n)
{
  return n > 1 && strcmp (self->words[n - 1], "amount") == 0 &&
         (studio_lexicon_concepts (lexicon, self->words[n - 2]) & STUDIO_CONCEPT_MONEY) != 0 &&
         strcmp (self->words[n - 2], "total") != 0 && strcmp (self->words[n - 2], "paid") != 0;
}

/* “num_parts” is the part count, as “part_count” is. */
static char *
label_of_number (const StudioLexicon *lexicon, const StudioColumn *self, guint n)
{
  guint first = n > 2 && strcmp (self->words[1], "of") == 0 ? 2 : 1;
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *singular = NULL;

  for (guint i = first; i < n; i++)
    g_string_append_printf (label, "%s%s", i > first ? " " : "", self->words[i]);
  singular = studio_lexicon_singular (lexicon, label->str);
  return g_str_has_suffix (singular, "count") ? g_steal_pointer (&singular)
                                              : g_strconcat (singular, " count", NULL);
}

static char *
label_from_words (const StudioLexicon *lexicon, const StudioColumn *self)
{
  guint n = g_strv_length (self->words);
  guint first = 0;
  g_autoptr (GString) label = g_string_new (NULL);

  while (n > 1 && is_empty_ending (self, self->words[n - 1]))
    n--;
  if (n > 1 && self->cents)
    n--;
  /* “total_amt_krw” is an amount; in which currency its unit tells. */
  if (n > 1 && self->role == STUDIO_ROLE_MONEY && strlen (self->words[n - 1]) == 3 &&
      g_ascii_isupper (self->words[n - 1][0]) && g_ascii_isupper (self->words[n - 1][2]))
    n--;
  if (says_money_already (lexicon, self, n))
    n--;
  while (n > 1 && studio_lexicon_is_function_word (lexicon, self->words[n - 1]))
    n--;
  if (self->role == STUDIO_ROLE_COUNTER && n > 1 && strcmp (self->words[0], "number") == 0)
    return label_of_number (lexicon, self, n);
  if (self->role == STUDIO_ROLE_FLAG && n > 1 &&
      (strcmp (self->words[0], "is") == 0 || strcmp (self->words[0], "has") == 0 ||
       strcmp (self->words[0], "was") == 0))
    first = 1;
  for (guint i = first; i < n; i++)
    if (i == first || strcmp (self->words[i], self->words[i - 1]) != 0)
      {
        if (i > first)
          g_string_append_c (label, ' ');
        g_string_append (label, self->words[i]);
      }
  return g_string_free (g_steal_pointer (&label), FALSE);
}

char *
studio_alias_from (const char *text, const char *fallback)
{
  /* Words that SQL keeps for itself would have to be quoted. */
  static const char *const reserved[] = {
    "user",    "order",      "group",    "table",  "column",   "check", "end",    "from",
    "to",      "case",       "position", "offset", "default",  "grant", "like",   "limit",
    "primary", "references", "row",      "rows",   "select",   "union", "unique", "using",
    "when",    "where",      "window",   "plan",   "index",    "key",   "date",   "time",
    "year",    "month",      "day",      "hour",   "interval", NULL
  };
  g_autoptr (GString) alias = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (alias, g_ascii_tolower (*c));
    else if (alias->len > 0 && alias->str[alias->len - 1] != '_')
      g_string_append_c (alias, '_');
  while (alias->len > 0 && alias->str[alias->len - 1] == '_')
    g_string_truncate (alias, alias->len - 1);
  if (alias->len == 0)
    return g_strdup (fallback);
  if (g_ascii_isdigit (*alias->str))
    g_string_prepend (alias, "n_");
  if (strchr (alias->str, '_') == NULL && g_strv_contains (reserved, alias->str))
    g_string_append (alias, "_name");
  /* Whole words. */
  while (alias->len > 50)
    g_string_truncate (alias, strrchr (alias->str, '_') != NULL
                                  ? (gsize) (strrchr (alias->str, '_') - alias->str)
                                  : 50);
  return g_string_free (g_steal_pointer (&alias), FALSE);
}

/* “production_started_at” is the production start, “signed_at” the signing. */
static void
name_event (StudioColumn *self, const StudioLexicon *lexicon)
{
  const char *noun = studio_lexicon_time_noun (lexicon, self->time_role);
  const char *done = studio_lexicon_time_done (lexicon, self->time_role);
  const char *before = NULL;

  for (guint i = 0; self->words[i] != NULL; i++)
    {
      const char *word = self->words[i];
      const char *own = studio_lexicon_event_noun (lexicon, word);

      if (studio_lexicon_time_role (lexicon, word) != self->time_role)
        {
          if (!studio_lexicon_is_function_word (lexicon, word))
            before = word;
          continue;
        }
      if (own != NULL)
        noun = own;
      if (own != NULL && (g_str_has_suffix (word, "ed") || g_str_has_suffix (word, "nt")))
        done = word;
      break;
    }
  self->event = before != NULL && strstr (noun, before) == NULL &&
                        studio_lexicon_time_role (lexicon, before) == STUDIO_TIME_NONE
                    ? g_strconcat (before, " ", noun, NULL)
                    : g_strdup (noun);
  self->done = g_strdup (done);
}

static void
read_fingerprint (StudioColumn *self)
{
  const StudioFingerprint *fingerprint = &studio_field_get_info (self->field)->fingerprint;

  self->distinct = fingerprint->distinct_count;
  self->null_share = MAX (fingerprint->null_share, 0);
  /* Metabase counts NULL as one of the values. */
  if (self->null_share > 0 && self->distinct > 0)
    self->distinct--;
}

/* “price_cents”, “amountCents” */
static gboolean
is_in_cents (const StudioColumn *self)
{
  guint n = g_strv_length (self->words);
  const char *last = n > 1 ? self->words[n - 1] : "";

  return strcmp (last, "cents") == 0 || strcmp (last, "cent") == 0 || strcmp (last, "pence") == 0;
}

/* The name that is read: for a key of a JSON column the key, not Metabase's “parent → key”. */
static char *
dup_read_name (StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);

  if (!studio_field_is_nested (field))
    return g_strdup (info->name);
  return g_strdup (info->nested_path[g_strv_length (info->nested_path) - 1]);
}

/* Abbreviations may stand for many words, so that a comment which names the column goes before its
 * name. What the name says about its kind is kept. */
static GStrv
read_words (const StudioLexicon *lexicon,
            const StudioSenses *senses,
            const char *name,
            StudioNameUse use,
            const char *comment,
            gboolean *known)
{
  static const char *const kinds[] = { "yn", "ID", "number", "code", NULL };
  GStrv words = studio_lexicon_split_as (lexicon, senses, name, use, known);
  GStrv told = comment != NULL && (!*known || studio_lexicon_is_abbreviated (lexicon, name))
                   ? studio_lexicon_read_comment (lexicon, comment)
                   : NULL;
  guint n = g_strv_length (words);
  const char *kind = n > 0 && g_strv_contains (kinds, words[n - 1]) ? words[n - 1] : NULL;

  if (told == NULL)
    return words;
  *known = TRUE;
  if (kind != NULL && !g_strv_contains ((const char *const *) told, kind))
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      g_strv_builder_addv (builder, (const char **) told);
      g_strv_builder_add (builder, kind);
      g_strfreev (told);
      told = g_strv_builder_end (builder);
    }
  g_strfreev (words);
  return told;
}

StudioColumn *
studio_column_read (const StudioLexicon *lexicon,
                    const StudioSenses *senses,
                    StudioField *field,
                    gsize skip,
                    gint64 row_count,
                    gboolean sole_key,
                    const char *comment)
{
  StudioColumn *self = g_new0 (StudioColumn, 1);
  const StudioFieldInfo *info = studio_field_get_info (field);
  g_autofree char *name = dup_read_name (field);
  gboolean all_known;

  self->field = g_object_ref (field);
  self->kind = info->time_form != STUDIO_TIME_FORM_NONE ? studio_time_form_kind (info->time_form)
                                                        : studio_field_get_kind (field);
  self->words = read_words (lexicon, senses, name + skip, studio_homonyms_use_of (self->kind),
                            info->description, &all_known);
  studio_lexicon_choose_senses (lexicon, self->words, comment);
  studio_lexicon_choose_senses (lexicon, self->words, info->description);
  self->concepts = studio_lexicon_concepts_of (lexicon, (const char *const *) self->words);
  self->usable = g_strcmp0 (info->visibility, "retired") != 0 &&
                 g_strcmp0 (info->visibility, "sensitive") != 0 &&
                 !studio_lexicon_says_unused (lexicon, info->description) &&
                 !studio_name_is_template (info->name) && !studio_name_is_template (name);
  self->typed = studio_lexicon_says_typed (lexicon, info->description);
  read_fingerprint (self);
  _studio_column_read_role (self, lexicon, row_count, sole_key);
  _studio_column_read_bounds (self);
  /* How many are without an end is not known. */
  if (self->until != NULL)
    self->null_share = MAX (self->null_share, OPEN_SHARE);
  self->cents = self->role == STUDIO_ROLE_MONEY && is_in_cents (self);
  self->codes = self->role == STUDIO_ROLE_STATUS || self->role == STUDIO_ROLE_CATEGORY
                    ? studio_codes_parse (lexicon, info->description)
                    : studio_codes_new ();
  self->label = all_known ? NULL : label_from_comment (lexicon, info->description);
  if (self->label == NULL)
    self->label = label_from_words (lexicon, self);
  self->alias = studio_alias_from (self->label, "value");
  if (self->time_role != STUDIO_TIME_NONE)
    name_event (self, lexicon);
  return self;
}
