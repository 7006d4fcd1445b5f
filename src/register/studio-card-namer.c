/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-card-namer.h"

#include <string.h>

#define LONGEST_WORD 24

/* What the names of tables begin with in many a company, and says nothing. */
static const char *const prefixes[] = { "tb_", "tbl_", "t_", "dim_", "fact_", "fct_", "stg_" };

static char *
title_of_table (const char *table)
{
  const char *name = table;
  char *title;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (table, prefixes[i], strlen (prefixes[i])) == 0 &&
        table[strlen (prefixes[i])] != '\0')
      name = table + strlen (prefixes[i]);
  title = g_strdup (name);
  for (char *at = title; *at != '\0'; at++)
    if (*at == '_')
      *at = ' ';
  return title;
}

static gboolean
mentions (const char *sql, const char *word)
{
  g_autofree char *text = g_utf8_casefold (sql, -1);
  g_autofree char *needle = g_utf8_casefold (word, -1);

  return strstr (text, needle) != NULL;
}

/* A literal that a person can read: a word or two, no date, no pattern, no format. */
static gboolean
is_word (const char *text)
{
  gboolean letters = FALSE;

  if (*text == '\0' || g_utf8_strlen (text, -1) > LONGEST_WORD)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalpha (c) && c != ' ' && c != '_' && c != '-')
        return FALSE;
      letters |= g_unichar_isalpha (c);
    }
  return letters;
}

/* Units of time stand in nearly every statement and say nothing. */
static gboolean
is_unit (const char *text)
{
  static const char *const units[] = { "second", "minute",  "hour", "day",  "week",
                                       "month",  "quarter", "year", "dow",  "isodow",
                                       "epoch",  "utc",     "true", "false" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_strcasecmp (text, units[i]) == 0)
      return TRUE;
  return FALSE;
}

static char *
find_word (const char *sql, const char *other)
{
  const char *open = strchr (sql, '\'');

  while (open != NULL)
    {
      const char *close = strchr (open + 1, '\'');
      g_autofree char *text = NULL;

      if (close == NULL)
        return NULL;
      text = g_strndup (open + 1, close - open - 1);
      if (is_word (text) && !is_unit (text) && !mentions (other, text))
        return g_steal_pointer (&text);
      open = strchr (close + 1, '\'');
    }
  return NULL;
}

char *
studio_card_namer_distinguish (StudioKpi *kpi, const char *sql)
{
  const char *table = studio_kpi_get_table (kpi);
  const char *own = studio_kpi_get_sql (kpi);

  if (table != NULL && *table != '\0' && (sql == NULL || !mentions (sql, table)))
    return title_of_table (table);
  return sql != NULL && own != NULL ? find_word (own, sql) : NULL;
}
