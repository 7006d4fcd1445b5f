/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-column-private.h"

#include <math.h>
#include <string.h>

/* Free text is longer than this on average. */
#define LONG_TEXT 60
/* A code or category has at most so many values. */
#define MAX_CATEGORIES 60

static const StudioFingerprint *
fingerprint_of (const StudioColumn *self)
{
  return &studio_field_get_info (self->field)->fingerprint;
}

static gboolean
has (const StudioColumn *self, guint concepts)
{
  return (self->concepts & concepts) != 0;
}

static const char *
last_word (const StudioColumn *self)
{
  guint n = g_strv_length (self->words);

  return n > 0 ? self->words[n - 1] : "";
}

static gboolean
last_is (const StudioColumn *self, const StudioLexicon *lexicon, guint concepts)
{
  return (studio_lexicon_concepts (lexicon, last_word (self)) & concepts) != 0;
}

/* What Metabase, or somebody in it, says the column means, without “type/”. */
static const char *
semantic (const StudioColumn *self)
{
  const char *type = studio_field_get_info (self->field)->semantic_type;

  return type != NULL && g_str_has_prefix (type, "type/") ? type + 5 : "";
}

static gboolean
semantic_is (const StudioColumn *self, const char *const *names)
{
  return g_strv_contains (names, semantic (self));
}

static gboolean
few_values (const StudioColumn *self, gint64 limit)
{
  return self->distinct < 0 || self->distinct <= limit;
}

static gboolean
in_range (const StudioColumn *self, double low, double high)
{
  const StudioFingerprint *fingerprint = fingerprint_of (self);

  return isnan (fingerprint->maximum) ||
         (fingerprint->minimum >= low && fingerprint->maximum <= high);
}

static gboolean
named_like_flag (const StudioColumn *self)
{
  return studio_column_has_word (self, "yn") || studio_column_has_word (self, "flag") ||
         (self->words[0] != NULL &&
          (strcmp (self->words[0], "is") == 0 || strcmp (self->words[0], "has") == 0 ||
           strcmp (self->words[0], "was") == 0 || strcmp (self->words[0], "can") == 0));
}

void
_studio_column_set_flag (StudioColumn *self)
{
  self->role = STUDIO_ROLE_FLAG;
  if (self->epoch || has (self, STUDIO_CONCEPT_DELETED))
    self->flag = STUDIO_FLAG_DELETED;
  else if (has (self, STUDIO_CONCEPT_TEST))
    self->flag = STUDIO_FLAG_TEST;
  else if (has (self, STUDIO_CONCEPT_ACTIVE))
    self->flag = STUDIO_FLAG_ACTIVE;
}

/* Whether the values of a text flag may be Y and N, or words for yes and no, which are no longer
 * than “false”. */
static gboolean
is_yes_no (const StudioColumn *self)
{
  double length = fingerprint_of (self)->average_length;

  return (isnan (length) || length == 1 || (length < 5 && self->distinct > 0)) &&
         few_values (self, 2);
}

/* Whether a word of its name tells of something that happens. */
static gboolean
names_event (const StudioColumn *self, const StudioLexicon *lexicon)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (studio_lexicon_time_role (lexicon, self->words[i]) != STUDIO_TIME_NONE)
      return TRUE;
  return FALSE;
}

/* Times that programs keep as numbers of seconds, or as text: “create_at”, “deleted_at”. */
static gboolean
is_moment_name (const StudioColumn *self, const StudioLexicon *lexicon)
{
  static const char *const endings[] = { "at", "on", "time", "date", "timestamp", NULL };

  return g_strv_length (self->words) > 1 && g_strv_contains (endings, last_word (self)) &&
         names_event (self, lexicon);
}

static gboolean
is_deletion (const StudioColumn *self, const StudioLexicon *lexicon)
{
  return is_moment_name (self, lexicon) &&
         studio_lexicon_time_role (lexicon, self->words[0]) == STUDIO_TIME_DELETED;
}

/* Seconds since 1970, which no statement takes for a time. */
static gboolean
is_epoch (const StudioColumn *self, const StudioLexicon *lexicon)
{
  const double first = 5e8; /* in 1985 */
  double maximum = fingerprint_of (self)->maximum;

  return self->kind == STUDIO_FIELD_INTEGER && names_event (self, lexicon) &&
         !has (self, STUDIO_CONCEPT_MONEY | STUDIO_CONCEPT_QUANTITY | STUDIO_CONCEPT_COUNTER) &&
         (isnan (maximum) ? is_moment_name (self, lexicon) : maximum > first);
}

/* The columns of a database's own keeping, which no function for numbers or texts takes. */
static gboolean
is_system (const StudioColumn *self)
{
  static const char *const types[] = { "oid",         "xid",      "xid8",    "cid",    "tid",
                                       "pg_lsn",      "tsvector", "tsquery", "bytea",  "bit",
                                       "varbit",      "regclass", "rowid",   "urowid", "rowversion",
                                       "hierarchyid", NULL };
  const char *type = studio_field_get_info (self->field)->database_type;

  for (guint i = 0; type != NULL && types[i] != NULL && self->kind != STUDIO_FIELD_BOOLEAN; i++)
    if (g_ascii_strcasecmp (types[i], type) == 0)
      return TRUE;
  return FALSE;
}

/* What opens a door or names a person to the state or a bank. */
static gboolean
is_secret (const StudioColumn *self, const StudioLexicon *lexicon)
{
  if (!has (self, STUDIO_CONCEPT_SECRET) ||
      last_is (self, lexicon, STUDIO_CONCEPT_CATEGORY | STUDIO_CONCEPT_STATUS))
    return FALSE;
  switch ((int) self->kind)
    {
    case STUDIO_FIELD_TEXT:
    case STUDIO_FIELD_UUID:
    case STUDIO_FIELD_OTHER:
      return TRUE;
    case STUDIO_FIELD_INTEGER:
    case STUDIO_FIELD_DECIMAL:
      return last_is (self, lexicon, STUDIO_CONCEPT_SECRET) ||
             last_is (self, lexicon, STUDIO_CONCEPT_IDENTIFIER);
    default:
      return FALSE;
    }
}

static gboolean
is_key (const StudioColumn *self)
{
  return studio_field_is_foreign_key (self->field) || strcmp (semantic (self), "FK") == 0;
}

static gboolean
is_place (const StudioColumn *self, const StudioLexicon *lexicon)
{
  static const char *const places[] = { "City",    "State",    "Country", "ZipCode",
                                        "Address", "Location", NULL };

  return semantic_is (self, places) ||
         (has (self, STUDIO_CONCEPT_PLACE) &&
          (last_is (self, lexicon, STUDIO_CONCEPT_PLACE) ||
           last_is (self, lexicon, STUDIO_CONCEPT_CODE | STUDIO_CONCEPT_NAME)) &&
          strcmp (last_word (self), "state") != 0);
}

/* An address line or a postcode has one house or street behind it, a city or country has many. */
static gboolean
is_street (const StudioColumn *self)
{
  static const char *const words[] = { "address", "street",   "postcode", "postal",
                                       "ZIP",     "line",     "building", "apartment",
                                       "suite",   "location", "ZIP code", NULL };

  if (strcmp (semantic (self), "ZipCode") == 0 || strcmp (semantic (self), "Address") == 0)
    return TRUE;
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strcmp (self->words[i], "city") == 0 || strcmp (self->words[i], "country") == 0 ||
        strcmp (self->words[i], "region") == 0 || strcmp (self->words[i], "state") == 0 ||
        strcmp (self->words[i], "province") == 0)
      return FALSE;
  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_strv_contains (words, self->words[i]))
      return !few_values (self, 60) || strcmp (self->words[i], "location") != 0;
  return FALSE;
}

static gboolean
is_status_name (const StudioColumn *self, const StudioLexicon *lexicon)
{
  guint n = g_strv_length (self->words);

  return last_is (self, lexicon, STUDIO_CONCEPT_STATUS) ||
         (n > 1 &&
          (studio_lexicon_concepts (lexicon, self->words[n - 2]) & STUDIO_CONCEPT_STATUS) &&
          last_is (self, lexicon, STUDIO_CONCEPT_CODE | STUDIO_CONCEPT_NAME));
}

/* “product_nm_ko” */
static gboolean
is_name_in_language (const StudioColumn *self)
{
  guint n = g_strv_length (self->words);

  return n > 1 && strlen (self->words[n - 1]) <= 3 && strcmp (self->words[n - 2], "name") == 0;
}

static StudioRole
text_role_by_length (const StudioColumn *self, gint64 row_count)
{
  double length = fingerprint_of (self)->average_length;

  if (!isnan (length) && length > LONG_TEXT)
    return STUDIO_ROLE_TEXT;
  /* Few values among many rows are categories, whatever their name. */
  if (self->distinct >= 2 && self->distinct <= 20 && (row_count < 0 || row_count >= 100) &&
      (isnan (length) || length <= 30))
    return STUDIO_ROLE_CATEGORY;
  return STUDIO_ROLE_OTHER;
}

static StudioRole
contact_role (const StudioColumn *self)
{
  static const char *const links[] = { "URL", "ImageURL", "AvatarURL", NULL };
  const StudioFingerprint *fingerprint = fingerprint_of (self);

  if (strcmp (semantic (self), "Email") == 0 || fingerprint->email_share > 0.5)
    return STUDIO_ROLE_CONTACT;
  /* Whose machine it was. */
  if (strcmp (last_word (self), "IP") == 0 ||
      (studio_column_has_word (self, "IP") && strcmp (last_word (self), "address") == 0))
    return STUDIO_ROLE_CONTACT;
  if (semantic_is (self, links) || fingerprint->url_share > 0.5 ||
      studio_column_has_word (self, "URL"))
    return STUDIO_ROLE_URL;
  return STUDIO_ROLE_OTHER;
}

static StudioRole
text_role (const StudioColumn *self, const StudioLexicon *lexicon, gint64 row_count)
{
  static const char *const categories[] = { "Category", "Enum", "Source", NULL };
  StudioRole contact = contact_role (self);

  if (contact != STUDIO_ROLE_OTHER)
    return contact;
  if (is_status_name (self, lexicon) && few_values (self, MAX_CATEGORIES))
    return STUDIO_ROLE_STATUS;
  if (is_place (self, lexicon))
    return STUDIO_ROLE_PLACE;
  if (has (self, STUDIO_CONCEPT_CONTACT))
    return STUDIO_ROLE_CONTACT;
  if (last_is (self, lexicon, STUDIO_CONCEPT_NAME) && has (self, STUDIO_CONCEPT_CATEGORY) &&
      self->distinct >= 2 && few_values (self, 2 * MAX_CATEGORIES) &&
      row_count > 4 * self->distinct)
    return STUDIO_ROLE_CATEGORY;
  if (last_is (self, lexicon, STUDIO_CONCEPT_NAME) || is_name_in_language (self))
    return STUDIO_ROLE_NAME;
  if (last_is (self, lexicon, STUDIO_CONCEPT_TIME))
    return STUDIO_ROLE_OTHER;
  if (last_is (self, lexicon, STUDIO_CONCEPT_CALENDAR))
    return STUDIO_ROLE_CALENDAR;
  if ((semantic_is (self, categories) || last_is (self, lexicon, STUDIO_CONCEPT_CATEGORY) ||
       (has (self, STUDIO_CONCEPT_CATEGORY) && last_is (self, lexicon, STUDIO_CONCEPT_CODE))) &&
      few_values (self, MAX_CATEGORIES))
    return STUDIO_ROLE_CATEGORY;
  if (last_is (self, lexicon, STUDIO_CONCEPT_IDENTIFIER))
    return self->distinct >= 2 && self->distinct <= 20 ? STUDIO_ROLE_CATEGORY
                                                       : STUDIO_ROLE_IDENTIFIER;
  if (has (self, STUDIO_CONCEPT_TEXT))
    return STUDIO_ROLE_TEXT;
  if (last_is (self, lexicon, STUDIO_CONCEPT_PERSON))
    return STUDIO_ROLE_PERSON;
  return text_role_by_length (self, row_count);
}

/* A “discount” between 0 and 1 is a share of the price. */
static gboolean
is_share (const StudioColumn *self)
{
  const StudioFingerprint *fingerprint = fingerprint_of (self);

  return self->kind != STUDIO_FIELD_INTEGER && !isnan (fingerprint->maximum) &&
         fingerprint->minimum >= 0 && fingerprint->maximum <= 1 && fingerprint->maximum > 0;
}

/* How many words come before “per”: “capacity_per_hr” is a capacity, not a time. */
static guint
count_subject (const StudioColumn *self)
{
  guint n = 0;

  while (self->words[n] != NULL && (n == 0 || strcmp (self->words[n], "per") != 0))
    n++;
  return n;
}

/* What is charged for a time or a piece is a price, though it is called a rate. */
static gboolean
is_price_rate (const StudioColumn *self)
{
  static const char *const of[] = { "rental", "daily",   "hourly",   "nightly", "monthly",
                                    "weekly", "room",    "pay",      "wage",    "day",
                                    "hour",   "night",   "hire",     "billing", "labor",
                                    "labour", "freight", "shipping", "rack",    NULL };

  if (strcmp (last_word (self), "rate") != 0)
    return FALSE;
  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_strv_contains (of, self->words[i]))
      return !is_share (self);
  return FALSE;
}

/* The kind of number that the words from the last to the first point to. */
static StudioRole
number_role_by_words (const StudioColumn *self, const StudioLexicon *lexicon)
{
  static const struct
  {
    StudioConcept concept;
    StudioRole role;
  } order[] = {
    { STUDIO_CONCEPT_RATE, STUDIO_ROLE_RATE },
    { STUDIO_CONCEPT_DURATION, STUDIO_ROLE_DURATION },
    { STUDIO_CONCEPT_COUNTER, STUDIO_ROLE_COUNTER },
    { STUDIO_CONCEPT_MONEY, STUDIO_ROLE_MONEY },
    { STUDIO_CONCEPT_SCORE, STUDIO_ROLE_SCORE },
    { STUDIO_CONCEPT_MEASUREMENT, STUDIO_ROLE_MEASUREMENT },
    { STUDIO_CONCEPT_QUANTITY, STUDIO_ROLE_QUANTITY },
  };

  /* The reorder level is a quantity, the water level a measurement. */
  if (strcmp (last_word (self), "level") == 0 && has (self, STUDIO_CONCEPT_QUANTITY))
    return STUDIO_ROLE_QUANTITY;
  if (is_price_rate (self))
    return STUDIO_ROLE_MONEY;
  /* An exchange rate is no share of anything, and its average means little. */
  if (studio_column_has_word (self, "exchange") && studio_column_has_word (self, "rate"))
    return STUDIO_ROLE_NUMBER;
  for (guint n = count_subject (self); n > 0; n--)
    {
      guint concepts = studio_lexicon_concepts (lexicon, self->words[n - 1]);

      for (guint i = 0; i < G_N_ELEMENTS (order); i++)
        if ((concepts & order[i].concept) != 0 &&
            (order[i].role != STUDIO_ROLE_RATE || in_range (self, -100, 100)))
          return order[i].role == STUDIO_ROLE_MONEY && is_share (self) ? STUDIO_ROLE_RATE
                                                                       : order[i].role;
    }
  return STUDIO_ROLE_NUMBER;
}

static StudioRole
number_role_by_semantic_type (const StudioColumn *self)
{
  static const char *const money[] = { "Currency", "Price", "Income", "Cost", "Discount", NULL };
  static const char *const shares[] = { "Percentage", "Share", NULL };

  if (semantic_is (self, money))
    return STUDIO_ROLE_MONEY;
  if (semantic_is (self, shares))
    return STUDIO_ROLE_RATE;
  if (strcmp (semantic (self), "Score") == 0)
    return STUDIO_ROLE_SCORE;
  if (strcmp (semantic (self), "Duration") == 0)
    return STUDIO_ROLE_DURATION;
  if (strcmp (semantic (self), "Quantity") == 0)
    return STUDIO_ROLE_QUANTITY;
  return STUDIO_ROLE_OTHER;
}

/* “num_items”, “no_of_guests” count; “order_no” names. */
static gboolean
is_number_of (const StudioColumn *self)
{
  return g_strv_length (self->words) > 1 && strcmp (self->words[0], "number") == 0;
}

static gboolean
is_coded (const StudioColumn *self, const StudioLexicon *lexicon)
{
  return self->kind == STUDIO_FIELD_INTEGER &&
         last_is (self, lexicon, STUDIO_CONCEPT_CATEGORY | STUDIO_CONCEPT_CODE) &&
         !last_is (self, lexicon, STUDIO_CONCEPT_DURATION | STUDIO_CONCEPT_UNIT_PRICE) &&
         !has (self, STUDIO_CONCEPT_QUANTITY) && few_values (self, MAX_CATEGORIES);
}

/* Who did it, as a number: “completed_by”, “assigned_to”, “reports_to”. */
static gboolean
is_somebody (const StudioColumn *self)
{
  static const char *const given[] = { "assigned", "report",    "reports", "reply",
                                       "replied",  "delegated", NULL };
  guint n = g_strv_length (self->words);

  if (self->kind != STUDIO_FIELD_INTEGER || n < 2)
    return FALSE;
  return strcmp (self->words[n - 1], "by") == 0 ||
         (strcmp (self->words[n - 1], "to") == 0 && g_strv_contains (given, self->words[n - 2]));
}

/* In which order rows are shown. */
static gboolean
is_order (const StudioColumn *self)
{
  return (self->words[0] != NULL && strcmp (self->words[0], "position") == 0 &&
          self->words[1] == NULL) ||
         studio_column_has_word (self, "sort") || studio_column_has_word (self, "sorting") ||
         studio_column_has_word (self, "ordinal") ||
         (studio_column_has_word (self, "order") &&
          (studio_column_has_word (self, "display") || studio_column_has_word (self, "view")));
}

/* “total_rooms” counts rooms, “total_due” is money. */
static gboolean
is_total_of_things (const StudioColumn *self, const StudioLexicon *lexicon)
{
  static const char *const coins[] = { "cents", "pence", "dollars", "euros", "pounds", NULL };
  const char *last = last_word (self);
  gsize length = strlen (last);
  g_autofree char *singular = studio_lexicon_singular (lexicon, last);

  return g_strv_length (self->words) > 1 && studio_column_has_word (self, "total") &&
         !g_strv_contains (coins, last) && length > 3 && last[length - 1] == 's' &&
         last[length - 2] != 's' && studio_column_currency (self) == NULL &&
         !last_is (self, lexicon, STUDIO_CONCEPT_MONEY) &&
         (studio_lexicon_concepts (lexicon, singular) & STUDIO_CONCEPT_MONEY) == 0;
}

/* A number called “imdbid”, of which nothing else is known. */
static gboolean
ends_with_id (const StudioColumn *self)
{
  static const char *const words[] = { "acid", "bid",    "covid", "fluid", "grid", "kid", "lipid",
                                       "mid",  "liquid", "raid",  "solid", "void", NULL };
  const char *last = last_word (self);

  return strlen (last) > 3 && g_str_has_suffix (last, "id") && !g_strv_contains (words, last);
}

/* The lap, the stop, the place in a series: numbers that tell rows of a thing apart; a
 * “timestamp” in seconds since 1970. */
static gboolean
is_ordinal (const StudioColumn *self)
{
  static const char *const words[] = {
    "round", "lap", "season", "episode", "chapter", "heat", NULL
  };

  return g_strv_contains (words, last_word (self)) || studio_field_is_primary_key (self->field) ||
         (strcmp (last_word (self), "time") == 0 && fingerprint_of (self)->minimum > 5e8);
}

static StudioRole
number_role (StudioColumn *self, const StudioLexicon *lexicon)
{
  static const char *const categories[] = { "Category", "Enum", NULL };
  gboolean whole = self->kind == STUDIO_FIELD_INTEGER;
  StudioRole role = number_role_by_semantic_type (self);
  StudioRole by_words;

  if (whole && (studio_column_has_word (self, "ZIP") || studio_column_has_word (self, "postcode") ||
                studio_column_has_word (self, "postal")))
    return STUDIO_ROLE_PLACE;
  if (has (self, STUDIO_CONCEPT_COORDINATE) || strcmp (semantic (self), "Latitude") == 0 ||
      strcmp (semantic (self), "Longitude") == 0)
    return STUDIO_ROLE_PLACE;
  if (whole && is_deletion (self, lexicon))
    {
      self->epoch = TRUE;
      return STUDIO_ROLE_FLAG;
    }
  if (is_epoch (self, lexicon))
    return STUDIO_ROLE_TECHNICAL;
  /* Some databases keep flags as NUMBER(1) or NUMERIC. */
  if (!whole && self->distinct > 0 && self->distinct <= 2 && in_range (self, 0, 1) &&
      named_like_flag (self))
    return STUDIO_ROLE_FLAG;
  if (whole && few_values (self, 2) &&
      (named_like_flag (self) ||
       (self->distinct == 2 && in_range (self, 0, 1) &&
        (has (self, STUDIO_CONCEPT_ACTIVE | STUDIO_CONCEPT_FLAG | STUDIO_CONCEPT_DELETED) ||
         self->words[1] == NULL))))
    return STUDIO_ROLE_FLAG;
  if (whole && is_status_name (self, lexicon) && few_values (self, MAX_CATEGORIES))
    return STUDIO_ROLE_STATUS;
  if (is_number_of (self))
    return STUDIO_ROLE_COUNTER;
  if (whole && last_is (self, lexicon, STUDIO_CONCEPT_IDENTIFIER) &&
      !last_is (self, lexicon, STUDIO_CONCEPT_CODE))
    return STUDIO_ROLE_IDENTIFIER;
  if (is_somebody (self))
    return STUDIO_ROLE_IDENTIFIER;
  if (is_coded (self, lexicon) && !is_order (self))
    return STUDIO_ROLE_CATEGORY;
  if (whole && (last_is (self, lexicon, STUDIO_CONCEPT_TECHNICAL) || is_order (self)))
    return STUDIO_ROLE_TECHNICAL;
  if (whole && last_is (self, lexicon, STUDIO_CONCEPT_CALENDAR))
    return STUDIO_ROLE_CALENDAR;
  by_words = number_role_by_words (self, lexicon);
  if (by_words == STUDIO_ROLE_MONEY && is_total_of_things (self, lexicon))
    return STUDIO_ROLE_QUANTITY;
  if (by_words != STUDIO_ROLE_NUMBER)
    return by_words;
  if (whole && ends_with_id (self))
    return STUDIO_ROLE_IDENTIFIER;
  if (whole && is_ordinal (self))
    return STUDIO_ROLE_TECHNICAL;
  /* Metabase calls every number a category that has few values. */
  if (role == STUDIO_ROLE_OTHER && semantic_is (self, categories) && whole && few_values (self, 12))
    return STUDIO_ROLE_CATEGORY;
  if (role == STUDIO_ROLE_OTHER && studio_column_currency (self) != NULL)
    return STUDIO_ROLE_MONEY;
  return role != STUDIO_ROLE_OTHER ? role : STUDIO_ROLE_NUMBER;
}

/* How long an answer took says how good the service is; nobody adds that up. */
static gboolean
is_latency (const StudioColumn *self)
{
  static const char *const words[] = { "ms",       "millisecond", "milliseconds", "latency",
                                       "response", "load",        "wait",         "waiting" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (studio_column_has_word (self, words[i]))
      return TRUE;
  return FALSE;
}

static void
set_measure_details (StudioColumn *self, const StudioLexicon *lexicon)
{
  const StudioFingerprint *fingerprint = fingerprint_of (self);
  gboolean unit = has (self, STUDIO_CONCEPT_UNIT_PRICE);
  gboolean total = studio_column_has_word (self, "total") || studio_column_has_word (self, "sum") ||
                   studio_column_has_word (self, "amount") ||
                   studio_column_has_word (self, "extended");

  /* The smallest order is no order. */
  gboolean bound = studio_column_has_word (self, "minimum") ||
                   studio_column_has_word (self, "maximum") ||
                   studio_column_has_word (self, "average") ||
                   studio_column_has_word (self, "median") || studio_column_has_word (self, "per");

  /* Who was active on two days is one; hours that are available add up; the current price of a
   * piece is no stock. */
  self->level = !bound && self->role != STUDIO_ROLE_DURATION &&
                (self->role != STUDIO_ROLE_MONEY || !unit || total) &&
                (has (self, STUDIO_CONCEPT_STOCK_LEVEL) ||
                 (self->role == STUDIO_ROLE_COUNTER &&
                  (has (self, STUDIO_CONCEPT_ACTIVE) || studio_column_has_word (self, "unique") ||
                   studio_column_has_word (self, "distinct"))));
  switch ((int) self->role)
    {
    case STUDIO_ROLE_MONEY:
      self->additive =
          !bound && !self->level && (total || !unit) &&
          (has (self, STUDIO_CONCEPT_ADDITIVE_MONEY) || studio_column_has_word (self, "extended"));
      break;
    case STUDIO_ROLE_QUANTITY:
    case STUDIO_ROLE_COUNTER:
      self->additive = !bound && !self->level && (!unit || studio_column_has_word (self, "units"));
      break;
    case STUDIO_ROLE_DURATION:
      self->additive = !bound && !is_latency (self);
      break;
    case STUDIO_ROLE_RATE:
      /* Shares are kept as 0 to 1 or as 0 to 100; unknown ones by the word “percent”. */
      self->percent = isnan (fingerprint->maximum) ? studio_column_has_word (self, "percent")
                                                   : fingerprint->maximum > 1.5;
      break;
    default:
      break;
    }
}

static StudioGrain
duration_unit (const StudioColumn *self)
{
  static const struct
  {
    const char *word;
    StudioGrain unit;
  } units[] = {
    { "minutes", STUDIO_GRAIN_MINUTE }, { "minute", STUDIO_GRAIN_MINUTE },
    { "minimum", STUDIO_GRAIN_MINUTE }, { "hours", STUDIO_GRAIN_HOUR },
    { "hour", STUDIO_GRAIN_HOUR },      { "days", STUDIO_GRAIN_DAY },
    { "day", STUDIO_GRAIN_DAY },        { "weeks", STUDIO_GRAIN_WEEK },
    { "months", STUDIO_GRAIN_MONTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (studio_column_has_word (self, units[i].word))
      return units[i].unit;
  return STUDIO_GRAIN_NONE;
}

static gboolean
is_boundary (StudioTimeRole role)
{
  return role == STUDIO_TIME_STARTED || role == STUDIO_TIME_ENDED || role == STUDIO_TIME_EXPIRED;
}

static StudioTimeRole
time_role_by_semantic_type (const StudioColumn *self)
{
  const char *type = semantic (self);

  if (g_str_has_prefix (type, "Creation"))
    return STUDIO_TIME_CREATED;
  if (g_str_has_prefix (type, "Join"))
    return STUDIO_TIME_JOINED;
  if (g_str_has_prefix (type, "Cancelation"))
    return STUDIO_TIME_CANCELLED;
  if (g_str_has_prefix (type, "Deletion"))
    return STUDIO_TIME_DELETED;
  if (g_str_has_prefix (type, "Updated"))
    return STUDIO_TIME_UPDATED;
  return strcmp (type, "Birthdate") == 0 ? STUDIO_TIME_BIRTH : STUDIO_TIME_NONE;
}

/* “Wanted day of delivery”, “Promised day”: the comment begins with what is meant to be. */
static gboolean
comment_says_due (const StudioColumn *self, const StudioLexicon *lexicon)
{
  const char *comment = studio_field_get_info (self->field)->description;
  g_auto (GStrv) words = comment != NULL ? studio_lexicon_gloss (lexicon, comment) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL && i < 2; i++)
    if (studio_lexicon_time_role (lexicon, words[i]) == STUDIO_TIME_DUE)
      return TRUE;
  return FALSE;
}

/* When somebody was last there; one visit of many is an event. */
static gboolean
is_last (const StudioColumn *self)
{
  return studio_column_has_word (self, "last") || studio_column_has_word (self, "latest") ||
         studio_column_has_word (self, "recent") || studio_column_has_word (self, "seen");
}

static StudioTimeRole
time_role (const StudioColumn *self, const StudioLexicon *lexicon)
{
  StudioTimeRole found = STUDIO_TIME_NONE;

  if (comment_says_due (self, lexicon))
    return STUDIO_TIME_DUE;

  for (guint i = 0; self->words[i] != NULL; i++)
    {
      StudioTimeRole role = studio_lexicon_time_role (lexicon, self->words[i]);

      if (role == STUDIO_TIME_ACTIVITY && !is_last (self))
        continue;
      /* What is meant to be is no event, whatever else the name says. */
      if (role == STUDIO_TIME_DUE || role == STUDIO_TIME_BIRTH || role == STUDIO_TIME_TRIAL ||
          role == STUDIO_TIME_UPDATED || role == STUDIO_TIME_ACTIVITY)
        return role;
      if (role == STUDIO_TIME_NONE)
        continue;
      /* An estimated delivery is not an estimate that was made. */
      if (found == STUDIO_TIME_QUOTED && strcmp (self->words[0], "estimate") == 0)
        return STUDIO_TIME_DUE;
      /* “contract_start”, “valid_until”: the border says more than the subject. */
      if (found == STUDIO_TIME_NONE || (is_boundary (role) && found != STUDIO_TIME_EXPIRED))
        found = role;
    }
  /* What the carrier has is on its way. */
  if (found == STUDIO_TIME_DELIVERED && studio_column_has_word (self, "carrier"))
    return STUDIO_TIME_SHIPPED;
  if (found == STUDIO_TIME_EXPIRED && studio_column_has_word (self, "from"))
    return STUDIO_TIME_STARTED;
  return found != STUDIO_TIME_NONE ? found : time_role_by_semantic_type (self);
}

static gboolean
is_audit (const StudioColumn *self)
{
  static const char *const keeping[] = { "created",  "updated", "registered", "changed",
                                         "modified", "deleted", NULL };
  gboolean kept = FALSE;

  for (guint i = 0; self->words[i] != NULL; i++)
    kept = kept || g_strv_contains (keeping, self->words[i]);
  return kept && self->role != STUDIO_ROLE_TIME && self->role != STUDIO_ROLE_FLAG;
}

/* The first day of this century, and that of the next, in seconds since 1970. */
#define FIRST_SECOND 946684800.0
#define LAST_SECOND 4102444800.0

static gboolean
is_named_as_time (const StudioColumn *self, const StudioLexicon *lexicon)
{
  const char *last = last_word (self);

  return (studio_lexicon_concepts (lexicon, last) & STUDIO_CONCEPT_TIME) != 0 ||
         strcmp (last, "day") == 0 || studio_lexicon_time_role (lexicon, last) != STUDIO_TIME_NONE;
}

/* A number of seconds or milliseconds since 1970 is an amount of nothing. */
static gboolean
is_seconds_number (const StudioColumn *self, const StudioLexicon *lexicon)
{
  double least = fingerprint_of (self)->minimum;
  double most = fingerprint_of (self)->maximum;

  if (!is_named_as_time (self, lexicon) || isnan (most) || (least < FIRST_SECOND && least != 0))
    return FALSE;
  return (most >= FIRST_SECOND && most < LAST_SECOND) ||
         (most >= FIRST_SECOND * 1000 && most < LAST_SECOND * 1000);
}

/* 20240131, or 20240131235959 */
static gboolean
is_day_number (const StudioColumn *self, const StudioLexicon *lexicon)
{
  double most = fingerprint_of (self)->maximum;

  return is_named_as_time (self, lexicon) &&
         ((most >= 19000101 && most < 100000000) || (most >= 19000101e6 && most < 1e14));
}

gboolean
studio_column_may_keep_time (const StudioColumn *self)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  double length = fingerprint_of (self)->average_length;

  if (!self->usable || self->epoch || is_key (self) || !is_named_as_time (self, lexicon) ||
      self->distinct == 0)
    return FALSE;
  if (self->kind == STUDIO_FIELD_INTEGER || self->kind == STUDIO_FIELD_DECIMAL)
    return is_seconds_number (self, lexicon) || is_day_number (self, lexicon);
  /* Nobody fills every row. */
  return self->kind == STUDIO_FIELD_TEXT && (isnan (length) || (length > 0.1 && length < 35));
}

static StudioRole
role_by_kind (StudioColumn *self, const StudioLexicon *lexicon, gint64 row_count)
{
  if (studio_field_kind_is_temporal (self->kind))
    return STUDIO_ROLE_TIME;
  if (is_system (self))
    return STUDIO_ROLE_TECHNICAL;
  if (is_secret (self, lexicon))
    return STUDIO_ROLE_SECRET;
  if (studio_field_kind_is_number (self->kind))
    return !is_deletion (self, lexicon) &&
                   (is_day_number (self, lexicon) || is_seconds_number (self, lexicon))
               ? STUDIO_ROLE_OTHER
               : number_role (self, lexicon);
  switch ((int) self->kind)
    {
    case STUDIO_FIELD_BOOLEAN:
      return STUDIO_ROLE_FLAG;
    case STUDIO_FIELD_TEXT:
      if (named_like_flag (self) && is_yes_no (self))
        return STUDIO_ROLE_FLAG;
      if (is_deletion (self, lexicon))
        {
          self->epoch = TRUE;
          return STUDIO_ROLE_FLAG;
        }
      return text_role (self, lexicon, row_count);
    case STUDIO_FIELD_UUID:
      return STUDIO_ROLE_IDENTIFIER;
    case STUDIO_FIELD_JSON:
    case STUDIO_FIELD_ARRAY:
      return STUDIO_ROLE_JSON;
    default:
      return STUDIO_ROLE_OTHER;
    }
}

void
_studio_column_read_role (StudioColumn *self,
                          const StudioLexicon *lexicon,
                          gint64 row_count,
                          gboolean sole_key)
{
  if (is_key (self))
    self->role = STUDIO_ROLE_FOREIGN_KEY;
  /* A day is one even where it is the key. */
  else if (sole_key && !studio_field_kind_is_temporal (self->kind))
    self->role = STUDIO_ROLE_IDENTIFIER;
  else
    self->role = role_by_kind (self, lexicon, row_count);
  if (self->role == STUDIO_ROLE_FLAG)
    _studio_column_set_flag (self);
  else if (self->role == STUDIO_ROLE_TIME)
    {
      self->time_role = time_role (self, lexicon);
      if (self->time_role == STUDIO_TIME_DELETED)
        self->flag = STUDIO_FLAG_DELETED;
    }
  else if (self->role >= STUDIO_ROLE_MONEY && self->role <= STUDIO_ROLE_NUMBER)
    set_measure_details (self, lexicon);
  if (self->role == STUDIO_ROLE_DURATION)
    self->unit = duration_unit (self);
  if (self->role == STUDIO_ROLE_SECRET)
    self->usable = FALSE;
  self->street = self->role == STUDIO_ROLE_PLACE && is_street (self);
  self->audit = is_audit (self);
}
