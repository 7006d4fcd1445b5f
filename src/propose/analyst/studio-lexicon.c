/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-lexicon-private.h"

#include <string.h>

#include "core/studio-resource.h"

#include "propose/analyst/studio-tokens.h"

#define RESOURCE "/org/example/KpiStudio/engine/lexicon-%s.json"

/* In the order of the bits of StudioConcept. */
static const char *const concept_names[] = {
  "identifier",  "code",     "name",         "money",    "additive_money", "unit_price",
  "stock_level", "quantity", "counter",      "rate",     "score",          "measurement",
  "duration",    "status",   "category",     "flag",     "test",           "deleted",
  "active",      "person",   "organisation", "contact",  "place",          "coordinate",
  "text",        "url",      "secret",       "calendar", "technical",      "time",
  "target",
};

/* In the order of StudioTimeRole. */
static const char *const time_names[] = {
  "",         "created",   "updated",   "joined",    "requested", "quoted",    "ordered",
  "assigned", "responded", "approved",  "confirmed", "issued",    "paid",      "started",
  "shipped",  "delivered", "inspected", "repaired",  "resolved",  "completed", "ended",
  "closed",   "returned",  "refunded",  "cancelled", "rejected",  "expired",   "deleted",
  "due",      "trial",     "activity",  "birth",     "period",
};

/* In the order of StudioState. */
static const char *const state_names[] = {
  "",         "cancelled", "rejected",  "failed", "lost",     "returned",
  "refunded", "expired",   "overdue",   "won",    "approved", "paid",
  "shipped",  "delivered", "completed", "active", "inactive", "open",
};

/* In the order of the bits of StudioTableHint. */
static const char *const hint_names[] = {
  "history", "log", "snapshot", "line", "bridge", "lookup", "configuration", "event", "entity",
};

G_STATIC_ASSERT (G_N_ELEMENTS (time_names) == STUDIO_N_TIME_ROLES);
G_STATIC_ASSERT (G_N_ELEMENTS (state_names) == STUDIO_N_STATES);

static GHashTable *
new_map (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static JsonObject *
load (const char *language, JsonNode **root)
{
  g_autofree char *path = g_strdup_printf (RESOURCE, language);

  *root = studio_resource_read_json (path, JSON_NODE_OBJECT);
  return json_node_get_object (*root);
}

static void
add_texts (GHashTable *map, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    g_hash_table_insert (map, g_strdup (name), json_node_dup_string (node));
}

static void
add_words (GHashTable *set, JsonObject *object, const char *name)
{
  g_auto (GStrv) words = studio_json_get_strings (object, name);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (set, g_strdup (words[i]));
}

/* Adds @value to what the words under @name mean: as a flag, or as the first meaning only. */
static void
add_meaning (GHashTable *map, JsonObject *object, const char *name, guint value, gboolean flags)
{
  g_auto (GStrv) words = studio_json_get_strings (object, name);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (map, words[i]));

      if (flags)
        g_hash_table_insert (map, g_strdup (words[i]), GUINT_TO_POINTER (known | value));
      else if (known == 0)
        g_hash_table_insert (map, g_strdup (words[i]), GUINT_TO_POINTER (value));
    }
}

static void
read_times (StudioLexicon *self, JsonObject *times)
{
  for (guint i = 1; i < STUDIO_N_TIME_ROLES; i++)
    {
      JsonObject *role = studio_json_get_object (times, time_names[i]);

      g_assert (role != NULL);
      self->roles[i].rank = (int) studio_json_get_int (role, "rank", 0);
      self->roles[i].noun = g_strdup (studio_json_get_string (role, "noun"));
      self->roles[i].done = g_strdup (studio_json_get_string (role, "done"));
      add_meaning (self->times, role, "words", i, FALSE);
    }
}

static void
read_english (StudioLexicon *self, JsonObject *object)
{
  JsonObject *concepts = studio_json_get_object (object, "concepts");
  JsonObject *states = studio_json_get_object (object, "states");
  JsonObject *rates = studio_json_get_object (object, "state_rates");
  JsonObject *tables = studio_json_get_object (object, "tables");
  GHashTableIter iter;
  gpointer singular, plural;

  add_texts (self->expansions, studio_json_get_object (object, "expansions"));
  add_texts (self->phrases, studio_json_get_object (object, "phrases"));
  add_texts (self->plurals, studio_json_get_object (object, "irregular_plurals"));
  add_words (self->common, object, "common_words");
  add_words (self->prefixes, object, "table_prefixes");
  add_words (self->suffixes, object, "table_suffixes");
  add_words (self->down, concepts, "good_is_down");
  add_words (self->function_words, object, "function_words");
  add_words (self->passive, object, "passive_tables");
  add_words (self->contests, object, "contest_tables");
  add_words (self->staff, object, "staff");
  add_words (self->software, object, "software_tables");
  add_words (self->comment_starts, object, "comment_starts");
  add_texts (self->event_nouns, studio_json_get_object (object, "event_nouns"));
  self->unused = studio_json_get_strings (object, "unused_comments");
  self->typed = studio_json_get_strings (object, "typed_comments");
  for (guint i = 0; i < G_N_ELEMENTS (concept_names); i++)
    add_meaning (self->concepts, concepts, concept_names[i], 1u << i, TRUE);
  for (guint i = 1; i < STUDIO_N_STATES; i++)
    {
      add_meaning (self->states, states, state_names[i], i, FALSE);
      self->rates[i] = g_strdup (studio_json_get_string (rates, state_names[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (hint_names); i++)
    add_meaning (self->tables, tables, hint_names[i], 1u << i, TRUE);
  read_times (self, studio_json_get_object (object, "times"));
  g_hash_table_iter_init (&iter, self->plurals);
  while (g_hash_table_iter_next (&iter, &singular, &plural))
    g_hash_table_insert (self->singulars, g_strdup (plural), g_strdup (singular));
}

/* What Korean houses abbreviate; where English ones do it in another sense, that is more common. */
static void
add_missing (StudioLexicon *self, JsonObject *abbreviations)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, abbreviations);
  while (json_object_iter_next (&iter, &name, &node))
    if (!g_hash_table_contains (self->expansions, name))
      g_hash_table_insert (self->expansions, g_strdup (name), json_node_dup_string (node));
}

static void
read_korean (StudioLexicon *self, JsonObject *object)
{
  GHashTableIter iter;
  gpointer word;

  add_texts (self->korean, studio_json_get_object (object, "expansions"));
  add_missing (self, studio_json_get_object (object, "abbreviations"));
  add_words (self->particles, object, "particles");
  self->senses = json_node_copy (json_object_get_member (object, "senses"));
  add_texts (self->units, studio_json_get_object (object, "units"));
  g_hash_table_iter_init (&iter, self->korean);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    self->longest_korean = MAX (self->longest_korean, (gsize) g_utf8_strlen (word, -1));
}

/* The words that houses abbreviate, those they speak of most often first. */
static void
read_vocabulary (StudioLexicon *self, JsonObject *object)
{
  static const char *const order[][2] = {
    { "tables", "event" },          { "tables", "entity" },     { "concepts", "person" },
    { "concepts", "organisation" }, { "concepts", "money" },    { "concepts", "category" },
    { "concepts", "status" },       { "concepts", "quantity" }, { "concepts", "counter" },
    { "concepts", "measurement" },  { "concepts", "duration" }, { "concepts", "rate" },
    { "concepts", "score" },        { "concepts", "text" },     { "concepts", "place" },
    { "concepts", "contact" },      { "concepts", "active" },
  };

  self->consonants = studio_consonants_new ();
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_auto (GStrv) words =
          studio_json_get_strings (studio_json_get_object (object, order[i][0]), order[i][1]);

      for (guint w = 0; words[w] != NULL; w++)
        studio_consonants_add (self->consonants, words[w]);
    }
  for (guint i = 1; i < STUDIO_N_TIME_ROLES; i++)
    {
      JsonObject *times = studio_json_get_object (object, "times");
      g_auto (GStrv) words =
          studio_json_get_strings (studio_json_get_object (times, time_names[i]), "words");

      for (guint w = 0; words[w] != NULL; w++)
        studio_consonants_add (self->consonants, words[w]);
    }
}

static StudioLexicon *
lexicon_new (void)
{
  StudioLexicon *self = g_new0 (StudioLexicon, 1);
  g_autoptr (JsonNode) english = NULL;
  g_autoptr (JsonNode) korean = NULL;

  self->expansions = new_map ();
  self->korean = new_map ();
  self->units = new_map ();
  self->phrases = new_map ();
  self->plurals = new_map ();
  self->singulars = new_map ();
  self->concepts = new_set ();
  self->times = new_set ();
  self->states = new_set ();
  self->tables = new_set ();
  self->down = new_set ();
  self->common = new_set ();
  self->prefixes = new_set ();
  self->suffixes = new_set ();
  self->particles = new_set ();
  self->function_words = new_set ();
  self->passive = new_set ();
  self->contests = new_set ();
  self->staff = new_set ();
  self->software = new_set ();
  self->comment_starts = new_set ();
  self->event_nouns = new_map ();
  read_english (self, load ("en", &english));
  read_vocabulary (self, studio_json_node_get_object (english));
  read_korean (self, load ("ko", &korean));
  return self;
}

const StudioLexicon *
studio_lexicon_get (void)
{
  static StudioLexicon *lexicon = NULL;

  if (g_once_init_enter (&lexicon))
    g_once_init_leave (&lexicon, lexicon_new ());
  return lexicon;
}

StudioConcept
studio_lexicon_concepts (const StudioLexicon *self, const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->concepts, word));
}

StudioConcept
studio_lexicon_concepts_of (const StudioLexicon *self, const char *const *words)
{
  guint found = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      char two[64];

      found |= studio_lexicon_concepts (self, words[i]);
      if (words[i + 1] != NULL &&
          g_snprintf (two, sizeof two, "%s %s", words[i], words[i + 1]) < (int) sizeof two)
        found |= studio_lexicon_concepts (self, two);
    }
  return found;
}

StudioTimeRole
studio_lexicon_time_role (const StudioLexicon *self, const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->times, word));
}

StudioTableHint
studio_lexicon_table_hint (const StudioLexicon *self, const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->tables, word));
}

gboolean
studio_lexicon_is_down (const StudioLexicon *self, const char *word)
{
  return g_hash_table_contains (self->down, word);
}

gboolean
studio_lexicon_is_passive (const StudioLexicon *self, const char *word)
{
  return g_hash_table_contains (self->passive, word);
}

gboolean
studio_lexicon_is_contest (const StudioLexicon *self, const char *word)
{
  return g_hash_table_contains (self->contests, word);
}

gboolean
studio_lexicon_is_software (const StudioLexicon *self, const char *name)
{
  return g_hash_table_contains (self->software, name);
}

gboolean
studio_lexicon_is_staff (const StudioLexicon *self, const char *word)
{
  return g_hash_table_contains (self->staff, word);
}

gboolean
studio_lexicon_starts_sentence (const StudioLexicon *self, const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);

  return g_hash_table_contains (self->comment_starts, lower);
}

gboolean
studio_lexicon_is_function_word (const StudioLexicon *self, const char *word)
{
  return g_hash_table_contains (self->function_words, word);
}

const char *
studio_lexicon_event_noun (const StudioLexicon *self, const char *word)
{
  return g_hash_table_lookup (self->event_nouns, word);
}

static gboolean
has_part (GStrv parts, const char *comment)
{
  g_autofree char *lower = comment != NULL ? g_utf8_strdown (comment, -1) : NULL;

  for (guint i = 0; lower != NULL && parts[i] != NULL; i++)
    if (strstr (lower, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
studio_lexicon_says_unused (const StudioLexicon *self, const char *comment)
{
  return has_part (self->unused, comment);
}

gboolean
studio_lexicon_says_typed (const StudioLexicon *self, const char *comment)
{
  return has_part (self->typed, comment);
}

int
studio_lexicon_time_rank (const StudioLexicon *self, StudioTimeRole role)
{
  return self->roles[role].rank;
}

const char *
studio_lexicon_time_noun (const StudioLexicon *self, StudioTimeRole role)
{
  return self->roles[role].noun;
}

const char *
studio_lexicon_time_done (const StudioLexicon *self, StudioTimeRole role)
{
  return self->roles[role].done;
}

const char *
studio_lexicon_state_rate (const StudioLexicon *self, StudioState state)
{
  return self->rates[state];
}

const char *
studio_lexicon_state_name (StudioState state)
{
  return state_names[state];
}

static gboolean
is_korean (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HANGUL;
}

/* The longest known Korean word at the start of @text, its length in bytes in @length. */
static const char *
match_korean (const StudioLexicon *self, const char *text, gsize *length)
{
  char word[64];
  const char *ends[12];
  gsize n = 0;

  for (const char *c = text; *c != '\0' && is_korean (g_utf8_get_char (c)) &&
                             n < MIN (self->longest_korean, G_N_ELEMENTS (ends));)
    {
      c = g_utf8_next_char (c);
      ends[n++] = c;
    }
  for (; n > 0; n--)
    {
      gsize bytes = (gsize) (ends[n - 1] - text);
      const char *english;

      if (bytes >= sizeof word)
        continue;
      memcpy (word, text, bytes);
      word[bytes] = '\0';
      english = g_hash_table_lookup (self->korean, word);
      *length = bytes;
      if (english != NULL)
        return english;
      if (n == 1 && g_hash_table_contains (self->particles, word))
        return "";
    }
  return NULL;
}

GPtrArray *
_studio_lexicon_translate_words (const StudioLexicon *self, const char *text, gboolean *known)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  *known = TRUE;
  while (*text != '\0')
    {
      gsize length = 0;
      const char *english =
          is_korean (g_utf8_get_char (text)) ? match_korean (self, text, &length) : NULL;

      if (english != NULL && *english != '\0')
        g_ptr_array_add (words, g_strdup (english));
      if (english == NULL && g_unichar_isalnum (g_utf8_get_char (text)))
        *known = FALSE;
      text = english != NULL ? text + length : g_utf8_next_char (text);
    }
  return words;
}

char *
studio_lexicon_translate (const StudioLexicon *self, const char *text)
{
  gboolean known;
  g_autoptr (GPtrArray) words = _studio_lexicon_translate_words (self, text, &known);

  if (!known || words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static GStrv
to_strv (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_free (words, FALSE);
}

void
_studio_lexicon_add_split (GPtrArray *words, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
}

/* The unit in brackets behind a name: “가동시간(분)”. */
static const char *
find_unit (const StudioLexicon *self, const char *comment)
{
  const char *bracket = strchr (comment, '(');
  g_autofree char *unit = NULL;

  if (bracket == NULL)
    return NULL;
  unit = g_strndup (bracket + 1, strcspn (bracket + 1, ")"));
  g_strstrip (unit);
  return g_hash_table_lookup (self->units, unit);
}

gboolean
studio_lexicon_is_abbreviated (const StudioLexicon *self, const char *name)
{
  static const char *const plain[] = { "id",  "ids", "no",  "num", "nm",   "cd",   "dt",
                                       "yn",  "amt", "qty", "cnt", "addr", "desc", "info",
                                       "avg", "min", "max", "tel", "url",  "ip",   "zip",
                                       "sku", "vat", "rfq", "fee", "tag",  "msg",  NULL };
  g_autoptr (GPtrArray) tokens = studio_tokens_of (name);

  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = g_ptr_array_index (tokens, i);

      if (strlen (token) <= 5 && !g_strv_contains (plain, token) &&
          g_hash_table_contains (self->expansions, token))
        return TRUE;
    }
  return FALSE;
}

GStrv
studio_lexicon_read_comment (const StudioLexicon *self, const char *comment)
{
  static const char *const lengths[] = { "time", "hours", "duration", "period", "days", NULL };
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  GPtrArray *words;
  const char *unit;
  gboolean known;

  if (comment == NULL || !is_korean (g_utf8_get_char (comment)))
    return NULL;
  name = g_strndup (comment, strcspn (comment, "(,.;:[\n/-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"));
  parts = _studio_lexicon_translate_words (self, name, &known);
  if (!known || parts->len == 0)
    return NULL;
  words = g_ptr_array_new ();
  for (guint i = 0; i < parts->len; i++)
    _studio_lexicon_add_split (words, g_ptr_array_index (parts, i));
  unit = find_unit (self, comment);
  /* “operating time (minutes)” are operating minutes. */
  if (unit != NULL && words->len > 1 &&
      g_strv_contains (lengths, g_ptr_array_index (words, words->len - 1)))
    g_free (g_ptr_array_remove_index (words, words->len - 1));
  if (unit != NULL && strcmp (unit, g_ptr_array_index (words, words->len - 1)) != 0)
    g_ptr_array_add (words, g_strdup (unit));
  return to_strv (words);
}

void
studio_lexicon_choose_senses (const StudioLexicon *self, GStrv words, const char *comment)
{
  JsonArray *senses = json_node_get_array (self->senses);

  for (guint i = 0; comment != NULL && i < json_array_get_length (senses); i++)
    {
      JsonArray *sense = json_array_get_array_element (senses, i);

      if (strstr (comment, json_array_get_string_element (sense, 0)) == NULL)
        continue;
      for (guint w = 0; words[w] != NULL; w++)
        if (strcmp (words[w], json_array_get_string_element (sense, 1)) == 0)
          {
            g_free (words[w]);
            words[w] = g_strdup (json_array_get_string_element (sense, 2));
          }
    }
}

StudioState
studio_lexicon_state (const StudioLexicon *self, const char *text)
{
  g_auto (GStrv) words = studio_lexicon_split (self, text, NULL);
  guint n = g_strv_length (words);
  g_autofree char *all = g_strjoinv (" ", words);
  guint state = GPOINTER_TO_UINT (g_hash_table_lookup (self->states, all));

  /* “Payment completed”: the last word that is a state says it; “not paid” says nothing. */
  for (guint i = 0; i < n; i++)
    if (strcmp (words[i], "not") == 0 || strcmp (words[i], "no") == 0 ||
        strcmp (words[i], "un") == 0)
      return state;
  for (guint i = n; state == 0 && i > 0; i--)
    {
      g_autofree char *two =
          i > 1 ? g_strconcat (words[i - 2], " ", words[i - 1], NULL) : g_strdup ("");

      state = GPOINTER_TO_UINT (g_hash_table_lookup (self->states, two));
      if (state == 0)
        state = GPOINTER_TO_UINT (g_hash_table_lookup (self->states, words[i - 1]));
    }
  return state;
}

/* The last word of @noun goes through @change. */
static char *
change_last (const char *noun,
             char *(*change) (const StudioLexicon *, const char *),
             const StudioLexicon *self)
{
  const char *of = strstr (noun, " of ");
  const char *space = strrchr (noun, ' ');
  g_autofree char *subject = of != NULL ? g_strndup (noun, (gsize) (of - noun)) : NULL;
  g_autofree char *changed = of != NULL ? change_last (subject, change, self) : NULL;
  g_autofree char *last = NULL;
  g_autofree char *head = NULL;

  /* “members of staff” */
  if (changed != NULL)
    return g_strconcat (changed, of, NULL);
  last = change (self, space != NULL ? space + 1 : noun);
  head = space != NULL ? g_strndup (noun, (gsize) (space + 1 - noun)) : NULL;
  return g_strconcat (head != NULL ? head : "", last, NULL);
}

static gboolean
ends_with_any (const char *word, const char *const *endings)
{
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (word, endings[i]))
      return TRUE;
  return FALSE;
}

static char *
plural_of_word (const StudioLexicon *self, const char *word)
{
  static const char *const sibilants[] = { "s", "x", "z", "ch", "sh", NULL };
  const char *irregular = g_hash_table_lookup (self->plurals, word);
  gsize length = strlen (word);

  if (irregular != NULL)
    return g_strdup (irregular);
  if (length == 0 || !g_str_is_ascii (word))
    return g_strdup (word);
  if (g_hash_table_contains (self->singulars, word))
    return g_strdup (word);
  if (ends_with_any (word, sibilants))
    {
      /* “orders” is a plural already, “process” and “status” are not. */
      if (word[length - 1] == 's' && length > 3 && word[length - 2] != 's' &&
          word[length - 2] != 'u' && word[length - 2] != 'i')
        return g_strdup (word);
      return g_strconcat (word, "es", NULL);
    }
  if (word[length - 1] == 'y' && length > 1 && strchr ("aeiou", word[length - 2]) == NULL)
    return g_strdup_printf ("%.*sies", (int) length - 1, word);
  return g_strconcat (word, "s", NULL);
}

static char *
singular_of_word (const StudioLexicon *self, const char *word)
{
  static const char *const kept[] = { "ss", "us", "is", "news", "series", "sales", NULL };
  static const char *const long_plurals[] = { "sses", "xes", "ches", "shes", "zzes", NULL };
  const char *irregular = g_hash_table_lookup (self->singulars, word);
  gsize length = strlen (word);

  if (irregular != NULL)
    return g_strdup (irregular);
  /* “RFQs”, “POs” */
  if (length > 2 && word[length - 1] == 's' && g_ascii_isupper (word[length - 2]))
    return g_strndup (word, length - 1);
  if (length < 4 || word[length - 1] != 's' || ends_with_any (word, kept) ||
      !g_ascii_islower (word[length - 2]) || g_hash_table_contains (self->plurals, word))
    return g_strdup (word);
  if (g_str_has_suffix (word, "ies") && length > 4)
    return g_strdup_printf ("%.*sy", (int) length - 3, word);
  if (ends_with_any (word, long_plurals))
    return g_strndup (word, length - 2);
  if (g_str_has_suffix (word, "statuses") || g_str_has_suffix (word, "buses"))
    return g_strndup (word, length - 2);
  return g_strndup (word, length - 1);
}

char *
studio_lexicon_plural (const StudioLexicon *self, const char *noun)
{
  return change_last (noun, plural_of_word, self);
}

char *
studio_lexicon_singular (const StudioLexicon *self, const char *noun)
{
  return change_last (noun, singular_of_word, self);
}
