/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-prices.h"

#include "core/studio-resource.h"

#include <math.h>
#include <string.h>

#define RESOURCE "/org/example/KpiStudio/engine/llm-prices.csv"
#define LOCAL "local"
#define MILLION 1e6

struct _StudioLlmPrices
{
  GHashTable *by_model; /* (owned) name → StudioLlmPrice */
};

static void
price_free (gpointer data)
{
  StudioLlmPrice *price = data;

  g_free (price->as_of);
  g_free (price->note);
  g_free (price);
}

/* An empty cell: not known, then the price of ordinary input holds. */
static gboolean
read_amount (const char *cell, double fallback, double *amount)
{
  char *end;

  if (*cell == '\0')
    {
      *amount = fallback;
      return !isnan (fallback);
    }
  *amount = g_ascii_strtod (cell, &end);
  return *end == '\0' && *amount >= 0 && isfinite (*amount);
}

/* model,in,cached,write,out,as_of,source,note: no cell needs quoting. */
static void
read_line (StudioLlmPrices *self, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", 8);
  StudioLlmPrice price = { 0 };

  if (g_strv_length (cells) < 5 || *line == '#')
    return;
  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  if (*cells[0] == '\0' || !read_amount (cells[1], NAN, &price.input) ||
      !read_amount (cells[2], price.input, &price.cached) ||
      !read_amount (cells[3], price.input, &price.write) ||
      !read_amount (cells[4], NAN, &price.output))
    return;
  if (g_strv_length (cells) > 5)
    price.as_of = g_strdup (cells[5]);
  if (g_strv_length (cells) > 7)
    price.note = g_strdup (cells[7]);
  g_hash_table_replace (self->by_model, g_ascii_strdown (cells[0], -1),
                        g_memdup2 (&price, sizeof price));
}

static void
read_text (StudioLlmPrices *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    read_line (self, g_strchomp (lines[i]));
}

StudioLlmPrices *
studio_llm_prices_new (const char *path)
{
  StudioLlmPrices *self = g_new0 (StudioLlmPrices, 1);
  g_autofree char *built_in = studio_resource_read_text (RESOURCE);
  g_autofree char *own = NULL;
  g_autofree char *text = NULL;

  self->by_model = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, price_free);
  read_text (self, built_in);
  own = path != NULL
            ? g_strdup (path)
            : g_build_filename (g_get_user_config_dir (), "kpi-studio", "llm-prices.csv", NULL);
  if (g_file_get_contents (own, &text, NULL, NULL))
    read_text (self, text);
  return self;
}

void
studio_llm_prices_free (StudioLlmPrices *self)
{
  g_hash_table_unref (self->by_model);
  g_free (self);
}

/* "gpt-6-luna-2026-09-22" and "claude-x-20260922" are dated names of the same model. */
static char *
without_date (const char *model)
{
  static const char *const forms[] = { "-dddd-dd-dd", "-dddddddd", NULL };
  gsize length = strlen (model);

  for (guint i = 0; forms[i] != NULL; i++)
    {
      gsize tail = strlen (forms[i]);
      gboolean same = length > tail;

      for (gsize j = 0; same && j < tail; j++)
        same = forms[i][j] == 'd' ? g_ascii_isdigit (model[length - tail + j])
                                  : model[length - tail + j] == '-';
      if (same)
        return g_strndup (model, length - tail);
    }
  return g_strdup (model);
}

const StudioLlmPrice *
studio_llm_prices_find (StudioLlmPrices *self, const StudioLlmEndpoint *endpoint)
{
  g_autofree char *model = g_ascii_strdown (studio_llm_endpoint_get_model (endpoint), -1);
  g_autofree char *undated = without_date (model);
  const char *slash = strrchr (model, '/');
  const char *undated_slash = strrchr (undated, '/');
  const char *bare = slash != NULL ? slash + 1 : model;
  /* Weights that anybody may serve cost something else at each host: "groq/gpt-oss-20b". */
  g_autofree char *at_host =
      g_strconcat (studio_llm_endpoint_get_preset (endpoint)->nick, "/", bare, NULL);
  const char *const names[] = { at_host, model, undated, bare,
                                undated_slash != NULL ? undated_slash + 1 : undated };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const StudioLlmPrice *price = g_hash_table_lookup (self->by_model, names[i]);

      if (price != NULL)
        return price;
    }
  return studio_llm_endpoint_is_local (endpoint) ? g_hash_table_lookup (self->by_model, LOCAL)
                                                 : NULL;
}

double
studio_llm_price_of (const StudioLlmPrice *price, const StudioLlmUsage *usage)
{
  gint64 plain = usage->prompt - usage->cached - usage->written;

  if (!isnan (usage->cost))
    return usage->cost;
  if (price == NULL)
    return NAN;
  return (plain * price->input + usage->cached * price->cached + usage->written * price->write +
          usage->completion * price->output) /
         MILLION;
}
