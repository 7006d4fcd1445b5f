/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-kpi.h"

#include "core/studio-category.h"
#include "propose/llm/studio-llm-text.h"

#include <string.h>

#define MAX_NAME 120
#define MAX_TEXT 600

/* What models write in place of the words they were given. */
typedef struct
{
  const char *word;
  int value;
} Word;

static const Word units[] = {
  { "percent", STUDIO_UNIT_PERCENT },   { "%", STUDIO_UNIT_PERCENT },
  { "ratio", STUDIO_UNIT_PERCENT },     { "rate", STUDIO_UNIT_PERCENT },
  { "currency", STUDIO_UNIT_CURRENCY }, { "money", STUDIO_UNIT_CURRENCY },
  { "usd", STUDIO_UNIT_CURRENCY },      { "eur", STUDIO_UNIT_CURRENCY },
  { "krw", STUDIO_UNIT_CURRENCY },      { "amount", STUDIO_UNIT_CURRENCY },
  { "$", STUDIO_UNIT_CURRENCY },        { "duration", STUDIO_UNIT_DURATION },
  { "day", STUDIO_UNIT_DURATION },      { "hour", STUDIO_UNIT_DURATION },
  { "minute", STUDIO_UNIT_DURATION },   { "second", STUDIO_UNIT_DURATION },
  { "score", STUDIO_UNIT_SCORE },       { "rating", STUDIO_UNIT_SCORE },
  { "quantity", STUDIO_UNIT_QUANTITY }, { "count", STUDIO_UNIT_COUNT },
  { "number", STUDIO_UNIT_COUNT },      { "integer", STUDIO_UNIT_COUNT },
};

static const Word directions[] = {
  { "up", STUDIO_DIRECTION_UP },      { "high", STUDIO_DIRECTION_UP },
  { "increas", STUDIO_DIRECTION_UP }, { "down", STUDIO_DIRECTION_DOWN },
  { "low", STUDIO_DIRECTION_DOWN },   { "decreas", STUDIO_DIRECTION_DOWN },
};

static const struct
{
  const char *word;
  const char *display;
} displays[] = {
  { "smartscalar", "smartscalar" },
  { "trend", "smartscalar" },
  { "scalar", "scalar" },
  { "number", "scalar" },
  { "single", "scalar" },
  { "metric", "scalar" },
  { "line", "line" },
  { "area", "line" },
  { "time series", "line" },
  { "row", "row" },
  { "horizontal", "row" },
  { "bar", "bar" },
  { "column", "bar" },
  { "histogram", "bar" },
  { "pie", "pie" },
  { "donut", "pie" },
  { "doughnut", "pie" },
  { "gauge", "progress" },
  { "progress", "progress" },
  { "funnel", "funnel" },
  { "table", "table" },
};

static int
find_word (const Word *words, gsize n, const char *text, int fallback)
{
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  for (gsize i = 0; lower != NULL && i < n; i++)
    if (strstr (lower, words[i].word) != NULL)
      return words[i].value;
  return fallback;
}

/* A trend by date is a line; without a word from the model the statement says it. */
static const char *
find_display (const char *text, const char *sql)
{
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  for (gsize i = 0; lower != NULL && i < G_N_ELEMENTS (displays); i++)
    if (strstr (lower, displays[i].word) != NULL)
      return displays[i].display;
  if (strcasestr (sql, "group by") == NULL)
    return "scalar";
  return strcasestr (sql, "date_trunc") != NULL ? "line" : "bar";
}

static const char *
find_category (const StudioReplyItem *item, StudioTable *table)
{
  GListModel *categories = studio_categories_get_default ();
  const char *table_name = studio_table_get_name (table);
  g_autofree char *text = g_strjoin (" ", table_name, item->name,
                                     studio_table_get_description (table), item->description, NULL);
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = NULL;
  StudioCategory *guessed;

  for (guint i = 0; item->category != NULL && i < g_list_model_get_n_items (categories); i++)
    {
      g_autoptr (StudioCategory) category = g_list_model_get_item (categories, i);

      if (g_ascii_strcasecmp (studio_category_get_name (category), item->category) == 0)
        return studio_category_get_name (category);
    }
  words = g_strsplit_set (lower, " _-.,;:()/\t\n", -1);
  guessed = studio_categories_guess (categories, (const char *const *) words);
  return guessed != NULL ? studio_category_get_name (guessed) : NULL;
}

static char *
clean (const char *text, gsize characters)
{
  return text != NULL ? studio_llm_text_clean (text, characters) : NULL;
}

StudioKpi *
studio_llm_kpi_new (const StudioReplyItem *item,
                    StudioDatabase *database,
                    StudioTable *table,
                    const char *source)
{
  StudioKpi *kpi = studio_kpi_new ();
  g_autofree char *name = clean (item->name, MAX_NAME);
  g_autofree char *description = clean (item->description, MAX_TEXT);
  g_autofree char *value = clean (item->business_value, MAX_TEXT);

  studio_kpi_set_database (kpi, studio_database_get_name (database));
  studio_kpi_set_database_id (kpi, studio_database_get_id (database));
  studio_kpi_set_table (kpi, studio_table_get_name (table));
  studio_kpi_set_table_id (kpi, studio_table_get_id (table));
  studio_kpi_set_schema (kpi, studio_table_get_schema (table));
  studio_kpi_set_name (kpi, name);
  studio_kpi_set_description (kpi, description);
  studio_kpi_set_business_value (kpi, value);
  studio_kpi_set_category (kpi, find_category (item, table));
  studio_kpi_set_display (kpi, find_display (item->display, item->sql));
  studio_kpi_set_unit (kpi, find_word (units, G_N_ELEMENTS (units), item->unit, STUDIO_UNIT_NONE));
  studio_kpi_set_direction (kpi, find_word (directions, G_N_ELEMENTS (directions), item->direction,
                                            STUDIO_DIRECTION_NEUTRAL));
  studio_kpi_set_sql (kpi, item->sql);
  studio_kpi_set_source (kpi, source);
  return kpi;
}
