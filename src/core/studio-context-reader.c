/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-context-reader.h"

#include <string.h>

#define MAX_VALUE 120
#define MAX_MEANING 400

void
_studio_context_reader_clear (StudioContextReader *self)
{
  g_clear_pointer (&self->subject, g_free);
}

StudioContextSection
_studio_context_section_of (StudioFactKind kind)
{
  switch (kind)
    {
    case STUDIO_FACT_CODE:
      return STUDIO_CONTEXT_CODES;
    case STUDIO_FACT_LEFT_OUT:
    case STUDIO_FACT_COUNTED:
      return STUDIO_CONTEXT_LEFT_OUT;
    case STUDIO_FACT_NAME:
      return STUDIO_CONTEXT_NAMES;
    case STUDIO_FACT_SETTLED:
      return STUDIO_CONTEXT_SETTLED;
    case STUDIO_FACT_CURRENCY:
      return STUDIO_CONTEXT_CURRENCIES;
    case STUDIO_FACT_FISCAL_YEAR:
    case STUDIO_FACT_WEEK_START:
    case STUDIO_FACT_TIME_ZONE:
    default:
      return STUDIO_CONTEXT_COMPANY;
    }
}

const char *
_studio_context_section_title (StudioContextSection section)
{
  static const char *const titles[] = { "Other",
                                        "Company",
                                        "Codes",
                                        "Rows that do not count",
                                        "Names",
                                        "Currencies",
                                        "Not to be asked again",
                                        "Notes" };

  return titles[section];
}

/* The section that a heading begins, by words in it. */
static StudioContextSection
read_section (const char *title)
{
  static const struct
  {
    const char *word;
    StudioContextSection section;
  } words[] = {
    { "asked", STUDIO_CONTEXT_SETTLED },      { "settled", STUDIO_CONTEXT_SETTLED },
    { "not count", STUDIO_CONTEXT_LEFT_OUT }, { "left out", STUDIO_CONTEXT_LEFT_OUT },
    { "leave out", STUDIO_CONTEXT_LEFT_OUT }, { "exclu", STUDIO_CONTEXT_LEFT_OUT },
    { "ignore", STUDIO_CONTEXT_LEFT_OUT },    { "test", STUDIO_CONTEXT_LEFT_OUT },
    { "제외", STUDIO_CONTEXT_LEFT_OUT },      { "currenc", STUDIO_CONTEXT_CURRENCIES },
    { "통화", STUDIO_CONTEXT_CURRENCIES },    { "note", STUDIO_CONTEXT_NOTES },
    { "remark", STUDIO_CONTEXT_NOTES },       { "비고", STUDIO_CONTEXT_NOTES },
    { "code", STUDIO_CONTEXT_CODES },         { "status", STUDIO_CONTEXT_CODES },
    { "meaning", STUDIO_CONTEXT_CODES },      { "values", STUDIO_CONTEXT_CODES },
    { "코드", STUDIO_CONTEXT_CODES },         { "상태", STUDIO_CONTEXT_CODES },
    { "name", STUDIO_CONTEXT_NAMES },         { "glossar", STUDIO_CONTEXT_NAMES },
    { "words", STUDIO_CONTEXT_NAMES },        { "terms", STUDIO_CONTEXT_NAMES },
    { "용어", STUDIO_CONTEXT_NAMES },         { "company", STUDIO_CONTEXT_COMPANY },
    { "general", STUDIO_CONTEXT_COMPANY },    { "calendar", STUDIO_CONTEXT_COMPANY },
    { "회사", STUDIO_CONTEXT_COMPANY },
  };
  g_autofree char *lower = g_utf8_strdown (title, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i].word) != NULL)
      return words[i].section;
  return STUDIO_CONTEXT_OTHER;
}

/* Length of what separates a subject or value from its meaning at @at; 0 when nothing does. */
static gsize
separator_length (const char *at)
{
  static const char *const separators[] = { "→", "=>", "->", ":", "=", "–", "—", "\t" };
  static const char *const words[] = { " means ", " is ", " - " };

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    if (g_str_has_prefix (at, separators[i]))
      return strlen (separators[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (at, words[i], strlen (words[i])) == 0)
      return strlen (words[i]);
  return 0;
}

static char *
dup_stripped (const char *text, gssize length)
{
  return g_strstrip (length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length));
}

/* Without the marks that Markdown puts around words. */
static char *
dup_plain (const char *text, gssize length)
{
  g_autofree char *copy = dup_stripped (text, length);
  gsize n = strlen (copy);

  while (n >= 2 && strchr ("*`_\"'", copy[0]) != NULL && copy[n - 1] == copy[0])
    {
      copy[n - 1] = '\0';
      memmove (copy, copy + 1, n - 1);
      n -= 2;
    }
  return g_steal_pointer (&copy);
}

/* Reads a quoted text at *@at. */
static char *
read_quoted (const char **at)
{
  const char *end = strchr (*at + 1, **at);
  char *text;

  if (end == NULL)
    return NULL;
  text = g_strndup (*at + 1, (gsize) (end - *at - 1));
  *at = end + 1;
  return text;
}

/* Reads a value up to what separates it from its meaning; @rest is at that, or at the end. */
static char *
read_value (const char *text, const char **rest)
{
  const char *at = text + strspn (text, " ");

  if (*at == '"' || *at == '`' || *at == '\'')
    {
      g_autofree char *quoted = read_quoted (&at);

      if (quoted != NULL)
        {
          while (*at == ' ' && separator_length (at) == 0)
            at++;
          *rest = at;
          return g_steal_pointer (&quoted);
        }
    }
  for (*rest = at; **rest != '\0' && separator_length (*rest) == 0;)
    *rest = g_utf8_next_char (*rest);
  return dup_stripped (at, *rest - at);
}

/* “cancelled [lost]” → the meaning and the state in brackets. */
static void
add_code (GPtrArray *facts, const char *subject, const char *value, const char *meaning)
{
  g_autofree char *text = dup_stripped (meaning, -1);
  g_autofree char *state = NULL;
  gsize n = strlen (text);
  char *bracket = n > 2 && text[n - 1] == ']' ? strrchr (text, '[') : NULL;

  if (bracket != NULL && bracket > text)
    {
      state = dup_stripped (bracket + 1, text + n - 1 - (bracket + 1));
      *bracket = '\0';
      g_strstrip (text);
    }
  /* What has both kinds of quotes in it could not be quoted. */
  if (strchr (value, '"') != NULL && strchr (value, '`') != NULL)
    return;
  if (*value == '\0' || *text == '\0' || strlen (value) > MAX_VALUE || strlen (text) > MAX_MEANING)
    return;
  g_ptr_array_add (facts, studio_fact_new (STUDIO_FACT_CODE, subject, value, text,
                                           state != NULL && *state != '\0' ? state : NULL));
}

/* “1 = new, 2 = paid in full, or in part” */
static gboolean
read_pairs (const char *text, const char *subject, GPtrArray *facts)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;|", -1);
  g_autoptr (GString) meaning = NULL;
  g_autofree char *value = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *rest;
      g_autofree char *next = read_value (parts[i], &rest);
      gsize length = separator_length (rest);

      if (length > 0 && *next != '\0' && strchr (next, ' ') == NULL)
        {
          if (meaning != NULL)
            add_code (facts, subject, value, meaning->str);
          g_clear_pointer (&value, g_free);
          value = g_steal_pointer (&next);
          if (meaning != NULL)
            g_string_free (g_steal_pointer (&meaning), TRUE);
          meaning = g_string_new (rest + length);
        }
      else if (meaning == NULL)
        return FALSE;
      else if (*g_strstrip (parts[i]) != '\0')
        g_string_append_printf (meaning, ", %s", parts[i]);
    }
  if (meaning != NULL)
    add_code (facts, subject, value, meaning->str);
  return facts->len > 0;
}

static int
read_month (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  int number;

  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *name = g_ascii_strdown (studio_month_get_name (month), 3);
      const char *found = strstr (lower, name);

      if (found != NULL && (found == lower || !g_ascii_isalpha (found[-1])))
        return month;
    }
  number = atoi (lower + strcspn (lower, "0123456789"));
  return number >= 1 && number <= 12 ? number : 0;
}

static int
read_weekday (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (int day = 1; day <= 7; day++)
    {
      g_autofree char *name = g_ascii_strdown (studio_weekday_get_name (day), 3);

      if (strstr (lower, name) != NULL)
        return day;
    }
  return 0;
}

/* The ISO 4217 code that @text names. */
static char *
read_currency (const char *text)
{
  static const struct
  {
    const char *word;
    const char *code;
  } words[] = {
    { "€", "EUR" },   { "euro", "EUR" },  { "₩", "KRW" },      { "won", "KRW" },
    { "원", "KRW" },  { "£", "GBP" },     { "pound", "GBP" },  { "¥", "JPY" },
    { "yen", "JPY" }, { "us$", "USD" },   { "dollar", "USD" }, { "yuan", "CNY" },
    { "₹", "INR" },   { "rupee", "INR" }, { "franc", "CHF" },  { "$", "USD" },
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  gsize word = strcspn (text, " ,.;()");

  for (const char *c = text; *c != '\0'; c++)
    if ((c == text || !g_ascii_isalnum (c[-1])) && g_ascii_isupper (c[0]) &&
        g_ascii_isupper (c[1]) && g_ascii_isupper (c[2]) && !g_ascii_isalnum (c[3]))
      return g_strndup (c, 3);
  if (word == 3 && g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]) &&
      g_ascii_isalpha (text[2]) && g_ascii_strncasecmp (text, "won", 3) != 0 &&
      g_ascii_strncasecmp (text, "yen", 3) != 0)
    return g_ascii_strup (text, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i].word) != NULL)
      return g_strdup (words[i].code);
  return NULL;
}

static gboolean
add_company_fact (GPtrArray *facts, StudioFactKind kind, const char *meaning)
{
  if (meaning == NULL)
    return FALSE;
  g_ptr_array_add (facts, studio_fact_new (kind, NULL, NULL, meaning, NULL));
  return TRUE;
}

static gboolean
add_number_fact (GPtrArray *facts, StudioFactKind kind, int number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%d", number) : NULL;

  return add_company_fact (facts, kind, text);
}

static gboolean
has_any (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* “currency: KRW”, “Fiscal year starts in April”. */
static gboolean
read_company (const char *text, GPtrArray *facts)
{
  static const char *const fiscal[] = { "fiscal year", "financial year", "회계", NULL };
  static const char *const week[] = { "week start",  "weeks start", "first day of the week",
                                      "week begins", "weeks begin", NULL };
  static const char *const zone[] = { "time zone", "timezone", "time-zone", "시간대", NULL };
  static const char *const currency[] = {
    "currency", "default currency", "company currency", "our currency", "통화", NULL
  };
  const char *separator = strpbrk (text, ":=");
  g_autofree char *key = dup_plain (text, separator != NULL ? separator - text : -1);
  g_autofree char *value = dup_plain (separator != NULL ? separator + 1 : "", -1);
  g_autofree char *lower = g_utf8_strdown (key, -1);

  if (strlen (lower) > 80)
    return FALSE;
  if (has_any (lower, fiscal))
    return add_number_fact (facts, STUDIO_FACT_FISCAL_YEAR,
                            read_month (separator != NULL ? value : key));
  if (has_any (lower, week))
    return add_number_fact (facts, STUDIO_FACT_WEEK_START,
                            read_weekday (separator != NULL ? value : key));
  if (separator == NULL)
    return FALSE;
  if (has_any (lower, zone))
    {
      g_autoptr (GTimeZone) known = NULL;

      value[strcspn (value, " (,;")] = '\0';
      known =
          *value != '\0' && strchr (value, '/') != NULL ? g_time_zone_new_identifier (value) : NULL;
      return add_company_fact (facts, STUDIO_FACT_TIME_ZONE,
                               known != NULL || strcmp (value, "UTC") == 0 ? value : NULL);
    }
  if (g_strv_contains (currency, lower))
    {
      g_autofree char *code = read_currency (value);

      return add_company_fact (facts, STUDIO_FACT_CURRENCY, code);
    }
  return FALSE;
}

/* Reads “schema.table.column”, of which each part may be quoted. */
static char *
read_subject (const char **at)
{
  g_autoptr (GString) subject = g_string_new (NULL);

  for (const char *c = *at; *c != '\0';)
    {
      if (*c == '"' || *c == '`')
        {
          g_autofree char *part = read_quoted (&c);

          if (part == NULL)
            return NULL;
          g_string_append (subject, part);
        }
      else if (strchr (" :=,;()[]\t", *c) != NULL || separator_length (c) > 0)
        break;
      else
        {
          const char *next = g_utf8_next_char (c);

          g_string_append_len (subject, c, next - c);
          c = next;
        }
      *at = c;
    }
  *at += strspn (*at, " ") - (separator_length (*at) > 0 ? strspn (*at, " ") : 0);
  if (subject->len == 0 || subject->len > 200 || *subject->str == '.' ||
      g_str_has_suffix (subject->str, ".") || strstr (subject->str, "..") != NULL)
    return NULL;
  return g_string_free (g_steal_pointer (&subject), FALSE);
}

static gboolean
says_left_out (const char *meaning)
{
  static const char *const words[] = { "leave out", "left out", "exclude",
                                       "not count", "ignore",   NULL };
  g_autofree char *lower = g_utf8_strdown (meaning, -1);

  return has_any (lower, words);
}

static gboolean
says_counted (const char *meaning)
{
  return g_ascii_strncasecmp (meaning, "count", 5) == 0 ||
         g_ascii_strncasecmp (meaning, "keep", 4) == 0;
}

static void
add_fact (GPtrArray *facts,
          StudioFactKind kind,
          const char *subject,
          const char *value,
          const char *meaning)
{
  g_ptr_array_add (facts, studio_fact_new (kind, subject, value, meaning, NULL));
}

/* “table.column = value: meaning” */
static gboolean
read_equation (const StudioContextReader *self,
               const char *subject,
               const char *text,
               GPtrArray *facts)
{
  const char *rest;
  g_autofree char *value = read_value (text, &rest);
  g_autofree char *meaning = dup_stripped (rest + separator_length (rest), -1);

  if (*value == '\0' || strlen (value) > MAX_VALUE)
    return FALSE;
  if (self->section == STUDIO_CONTEXT_LEFT_OUT || says_left_out (meaning))
    {
      gboolean counted = says_counted (meaning);

      add_fact (facts, counted ? STUDIO_FACT_COUNTED : STUDIO_FACT_LEFT_OUT, subject,
                counted ? NULL : value, counted || *meaning != '\0' ? meaning : "test");
      return TRUE;
    }
  /* “table.column = 1: new, 2: paid” */
  if (strpbrk (meaning, ",;|") != NULL && read_pairs (text, subject, facts))
    return TRUE;
  add_code (facts, subject, value, meaning);
  return facts->len > 0;
}

/* What follows a subject, and what separates them. */
static gboolean
read_about (const StudioContextReader *self,
            const char *subject,
            const char *rest,
            GPtrArray *facts)
{
  gsize length = separator_length (rest);
  g_autofree char *text = dup_stripped (rest + length, -1);
  g_autofree char *currency = NULL;
  gboolean column = strchr (subject, '.') != NULL;

  switch ((int) self->section)
    {
    case STUDIO_CONTEXT_SETTLED:
      add_fact (facts, STUDIO_FACT_SETTLED, subject, NULL, NULL);
      return TRUE;
    case STUDIO_CONTEXT_NAMES:
      if (length == 0 || *text == '\0' || strlen (text) > MAX_VALUE)
        return FALSE;
      {
        g_autofree char *name = dup_plain (text, -1);

        add_fact (facts, STUDIO_FACT_NAME, subject, NULL, name);
      }
      return TRUE;
    case STUDIO_CONTEXT_CURRENCIES:
      currency = read_currency (text);
      if (currency != NULL)
        add_fact (facts, STUDIO_FACT_CURRENCY, subject, NULL, currency);
      return currency != NULL;
    default:
      break;
    }
  if (*rest == '=' && rest[1] != '>')
    return column && read_equation (self, subject, text, facts);
  if (self->section == STUDIO_CONTEXT_LEFT_OUT)
    {
      gboolean counted = says_counted (text);

      if (!column || (length == 0 && *text != '\0'))
        return FALSE;
      add_fact (facts, counted ? STUDIO_FACT_COUNTED : STUDIO_FACT_LEFT_OUT, subject, NULL,
                *text != '\0' ? text : "test");
      return TRUE;
    }
  return column && length > 0 && read_pairs (text, subject, facts);
}

static gboolean
read_item (const StudioContextReader *self, const char *text, GPtrArray *facts)
{
  const char *rest = text;
  g_autofree char *subject = NULL;

  if (self->section == STUDIO_CONTEXT_SETTLED)
    {
      g_autofree char *all = dup_plain (text, -1);

      add_fact (facts, STUDIO_FACT_SETTLED, all, NULL, NULL);
      return TRUE;
    }
  if (self->subject == NULL && read_company (text, facts))
    return TRUE;
  subject = read_subject (&rest);
  if (self->subject == NULL)
    return subject != NULL && read_about (self, subject, rest, facts);
  /* Below a heading that names a column a line may name another one. */
  if (strchr ("\"'`", *text) != NULL || subject == NULL || strchr (subject, '.') == NULL ||
      !read_about (self, subject, rest, facts))
    {
      g_autofree char *value = read_value (text, &rest);
      gsize length = separator_length (rest);

      if (length > 0)
        add_code (facts, self->subject, value, rest + length);
    }
  return facts->len > 0;
}

/* “tb_order.status” alone, perhaps quoted, is a heading of codes. */
static char *
read_heading_subject (const char *title, StudioContextSection section, StudioContextSection own)
{
  const char *rest = title;
  g_autofree char *subject = read_subject (&rest);

  if (subject == NULL || strchr (subject, '.') == NULL || *rest != '\0')
    return NULL;
  return own == STUDIO_CONTEXT_OTHER || section == STUDIO_CONTEXT_CODES ? g_steal_pointer (&subject)
                                                                        : NULL;
}

static void
read_heading (StudioContextReader *self, const char *line)
{
  g_autofree char *title = dup_stripped (line + strspn (line, "#"), -1);
  gsize n = strlen (title);
  StudioContextSection own;

  while (n > 0 && (title[n - 1] == '#' || title[n - 1] == ' ' || title[n - 1] == ':'))
    title[--n] = '\0';
  own = read_section (title);
  g_clear_pointer (&self->subject, g_free);
  self->subject = read_heading_subject (title, self->section, own);
  self->section = self->subject != NULL ? STUDIO_CONTEXT_CODES : own;
}

gboolean
_studio_context_reader_read (StudioContextReader *self,
                             const char *line,
                             GPtrArray *facts,
                             gboolean *heading)
{
  g_autofree char *text = dup_stripped (line, -1);
  const char *item = text;
  gboolean bullet;

  *heading = FALSE;
  if (g_str_has_prefix (text, "```"))
    {
      self->fenced = !self->fenced;
      return TRUE;
    }
  if (self->fenced || *text == '\0')
    return TRUE;
  if (*text == '#')
    {
      *heading = TRUE;
      read_heading (self, text);
      return TRUE;
    }
  bullet = (strchr ("-*+", *text) != NULL && text[1] == ' ') || g_str_has_prefix (text, "• ");
  if (bullet)
    item = strchr (text, ' ') + 1;
  item += strspn (item, " ");
  if (self->section == STUDIO_CONTEXT_NOTES || *item == '\0')
    return TRUE;
  if (read_item (self, item, facts))
    return TRUE;
  return !bullet || self->section == STUDIO_CONTEXT_OTHER;
}

char *
_studio_context_quote (const char *subject)
{
  for (const char *c = subject; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("._*$", *c) == NULL && (guchar) *c < 0x80)
      return g_strconcat ("`", subject, "`", NULL);
  return g_strdup (subject);
}

/* A value that would be read as something else is quoted. */
static char *
quote_value (const char *value)
{
  const char *rest;
  g_autofree char *read = read_value (value, &rest);

  if (*rest == '\0' && strcmp (read, value) == 0 && strpbrk (value, ".,;|\"'`") == NULL)
    return g_strdup (value);
  return g_strconcat (strchr (value, '"') == NULL ? "\"" : "`", value,
                      strchr (value, '"') == NULL ? "\"" : "`", NULL);
}

static char *
write_code (const StudioFact *fact)
{
  g_autofree char *value = quote_value (fact->value);

  return g_strconcat (value, ": ", fact->meaning, fact->state != NULL ? " [" : "",
                      fact->state != NULL ? fact->state : "", fact->state != NULL ? "]" : "", NULL);
}

/* Several codes that one line explains. */
static char *
write_codes (const char *subject, GPtrArray *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "- %s: ", subject);
  for (guint i = 0; i < facts->len; i++)
    {
      g_autofree char *code = write_code (g_ptr_array_index (facts, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", code);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
_studio_context_write (GPtrArray *facts, gboolean short_form)
{
  const StudioFact *fact = g_ptr_array_index (facts, 0);
  g_autofree char *subject = fact->subject != NULL ? _studio_context_quote (fact->subject) : NULL;
  g_autofree char *value = NULL;

  switch (fact->kind)
    {
    case STUDIO_FACT_CODE:
      if (facts->len > 1)
        return write_codes (subject, facts);
      value = write_code (fact);
      return short_form ? g_strconcat ("- ", value, NULL)
                        : g_strconcat ("- ", subject, " = ", value, NULL);
    case STUDIO_FACT_LEFT_OUT:
      value = fact->value != NULL ? quote_value (fact->value) : NULL;
      return g_strconcat ("- ", subject, value != NULL ? " = " : "", value != NULL ? value : "",
                          ": ", fact->meaning, NULL);
    case STUDIO_FACT_COUNTED:
      return g_strconcat ("- ", subject, ": counts", NULL);
    case STUDIO_FACT_CURRENCY:
      return g_strconcat ("- ", subject != NULL ? subject : "currency", ": ", fact->meaning, NULL);
    case STUDIO_FACT_FISCAL_YEAR:
      return g_strconcat ("- fiscal year starts: ", studio_month_get_name (atoi (fact->meaning)),
                          NULL);
    case STUDIO_FACT_WEEK_START:
      return g_strconcat ("- week starts: ", studio_weekday_get_name (atoi (fact->meaning)), NULL);
    case STUDIO_FACT_TIME_ZONE:
      return g_strconcat ("- time zone: ", fact->meaning, NULL);
    case STUDIO_FACT_SETTLED:
      return g_strconcat ("- ", subject, NULL);
    case STUDIO_FACT_NAME:
    default:
      return g_strconcat ("- ", subject, ": ", fact->meaning, NULL);
    }
}
