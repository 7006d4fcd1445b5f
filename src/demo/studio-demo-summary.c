/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-summary.h"

#include "demo/studio-demo-types.h"
#include "demo/studio-demo-writer.h"

#include <math.h>
#include <string.h>

struct _StudioDemoSummary
{
  StudioDemoTypeClass type;
  GHashTable *distinct; /* set of texts */
  guint rows;
  guint nulls;
  GArray *numbers; /* of double */
  guint64 letters;
  guint urls;
  guint emails;
  char *earliest; /* (nullable) */
  char *latest;   /* (nullable) */
};

StudioDemoSummary *
studio_demo_summary_new (const char *base_type)
{
  StudioDemoSummary *self = g_new0 (StudioDemoSummary, 1);

  self->type = studio_demo_types_classify (base_type);
  self->distinct = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
studio_demo_summary_free (StudioDemoSummary *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->distinct);
  g_array_unref (self->numbers);
  g_free (self->earliest);
  g_free (self->latest);
  g_free (self);
}

static void
keep_ends (StudioDemoSummary *self, const char *text)
{
  /* ISO texts sort as the times do. */
  if (self->earliest == NULL || strcmp (text, self->earliest) < 0)
    {
      g_free (self->earliest);
      self->earliest = g_strdup (text);
    }
  if (self->latest == NULL || strcmp (text, self->latest) > 0)
    {
      g_free (self->latest);
      self->latest = g_strdup (text);
    }
}

void
studio_demo_summary_add (StudioDemoSummary *self, const char *text)
{
  self->rows++;
  if (text == NULL)
    {
      self->nulls++;
      return;
    }
  if (!g_hash_table_contains (self->distinct, text))
    g_hash_table_add (self->distinct, g_strdup (text));
  if (studio_demo_types_is_number (self->type))
    {
      double number = g_ascii_strtod (text, NULL);

      if (isfinite (number))
        g_array_append_val (self->numbers, number);
    }
  else if (studio_demo_types_is_temporal (self->type))
    keep_ends (self, text);
  else if (self->type == STUDIO_DEMO_TYPE_TEXT)
    {
      self->letters += (guint64) g_utf8_strlen (text, -1);
      self->urls += g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "https://");
      self->emails += strchr (text, '@') != NULL && strchr (text, ' ') == NULL;
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
write_double (StudioDemoWriter *writer, const char *key, double value)
{
  studio_demo_writer_key (writer, key);
  studio_demo_writer_double (writer, value);
}

/* Between the two nearest, as percentile_cont does. */
static double
get_quantile (GArray *sorted, double share)
{
  double place = share * (sorted->len - 1);
  guint below = (guint) place;
  guint above = MIN (below + 1, sorted->len - 1);
  double low = g_array_index (sorted, double, below);

  return low + (g_array_index (sorted, double, above) - low) * (place - below);
}

static void
write_numbers (StudioDemoSummary *self, StudioDemoWriter *writer)
{
  double sum = 0;
  double squares = 0;
  double mean;
  guint count = self->numbers->len;

  g_array_sort (self->numbers, compare_numbers);
  for (guint i = 0; i < count; i++)
    sum += g_array_index (self->numbers, double, i);
  mean = sum / count;
  for (guint i = 0; i < count; i++)
    {
      double distance = g_array_index (self->numbers, double, i) - mean;

      squares += distance * distance;
    }
  write_double (writer, "min", g_array_index (self->numbers, double, 0));
  write_double (writer, "q1", get_quantile (self->numbers, 0.25));
  write_double (writer, "q3", get_quantile (self->numbers, 0.75));
  write_double (writer, "max", g_array_index (self->numbers, double, count - 1));
  /* Of a single value there is none. */
  write_double (writer, "sd", count > 1 ? sqrt (squares / (count - 1)) : NAN);
  write_double (writer, "avg", mean);
}

static void
write_texts (StudioDemoSummary *self, StudioDemoWriter *writer)
{
  double present = self->rows - self->nulls;

  write_double (writer, "percent-json", 0);
  write_double (writer, "percent-url", self->urls / present);
  write_double (writer, "percent-email", self->emails / present);
  write_double (writer, "percent-state", 0);
  write_double (writer, "average-length", (double) self->letters / present);
}

static void
write_type (StudioDemoSummary *self, StudioDemoWriter *writer)
{
  gboolean is_number = self->numbers->len > 0;
  gboolean is_time = self->earliest != NULL && self->type != STUDIO_DEMO_TYPE_TIME;

  if (!is_number && !is_time && self->type != STUDIO_DEMO_TYPE_TEXT)
    return;
  studio_demo_writer_key (writer, "type");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, is_number ? "type/Number"
                                  : is_time ? "type/DateTime"
                                            : "type/Text");
  studio_demo_writer_begin_object (writer);
  if (is_number)
    write_numbers (self, writer);
  else if (is_time)
    {
      studio_demo_writer_string_member (writer, "earliest", self->earliest);
      studio_demo_writer_string_member (writer, "latest", self->latest);
    }
  else
    write_texts (self, writer);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_object (writer);
}

char *
studio_demo_summary_print (StudioDemoSummary *self)
{
  g_autoptr (StudioDemoWriter) writer = NULL;

  if (self->type == STUDIO_DEMO_TYPE_JSON || self->type == STUDIO_DEMO_TYPE_OTHER ||
      self->rows == 0)
    return NULL;
  writer = studio_demo_writer_new ();
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, "global");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_int_member (writer, "distinct-count",
                                 g_hash_table_size (self->distinct) + (self->nulls > 0 ? 1 : 0));
  write_double (writer, "nil%", (double) self->nulls / self->rows);
  studio_demo_writer_end_object (writer);
  if (self->nulls < self->rows)
    write_type (self, writer);
  studio_demo_writer_end_object (writer);
  return studio_demo_writer_to_string (writer);
}
