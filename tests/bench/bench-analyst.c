/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU time of the analyst's proposals for a table, in a database of 5,000 tables. */
#include "core/studio-database.h"
#include "propose/analyst/studio-analyst.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_TABLES 5000
#define N_COLUMNS 12
#define N_WIDE_COLUMNS 400
#define N_MEASURED 500
/* A table of 400 columns is the second one: many others lead to it. */
#define WIDE 2
#define TARGET_MILLISECONDS 5.0
/* What the window may wait for in one go. */
#define FRAME_MILLISECONDS 16.0

static double
cpu_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* What a column is like, by its number; all of them come again with another name in a wide table.
 */
static const struct
{
  const char *name;
  const char *base_type;
  const char *database_type;
  const char *description;
  gint64 distinct;
  double minimum, maximum;
} kinds[N_COLUMNS] = {
  { "id", "type/Integer", "int8", NULL, 9000, 1, 9000 },
  { "parent_id", "type/Integer", "int8", NULL, 800, 1, 900 },
  { "created_at", "type/DateTime", "timestamp", NULL, 8000, 0, 0 },
  { "status", "type/Text", "varchar", "OPEN, PAID, SHIPPED or CANCELLED", 4, 0, 0 },
  { "total_amount", "type/Decimal", "numeric", "In euro", 5000, 1, 900 },
  { "discount_amount", "type/Decimal", "numeric", NULL, 300, 0, 90 },
  { "quantity", "type/Integer", "int4", NULL, 40, 1, 40 },
  { "category", "type/Text", "varchar", NULL, 12, 0, 0 },
  { "country", "type/Text", "varchar", NULL, 30, 0, 0 },
  { "delivered_at", "type/DateTime", "timestamp", NULL, 8000, 0, 0 },
  { "due_date", "type/Date", "date", NULL, 700, 0, 0 },
  { "is_express", "type/Boolean", "bool", NULL, 2, 0, 0 },
};

static StudioField *
new_field (gint64 table, guint number)
{
  guint kind = number % N_COLUMNS;
  StudioFieldInfo *info = studio_field_info_new ();
  StudioFingerprint *fingerprint = &info->fingerprint;

  info->id = table * 1000 + number;
  info->table_id = table;
  info->name = number < N_COLUMNS ? g_strdup (kinds[kind].name)
                                  : g_strdup_printf ("%s_%u", kinds[kind].name, number / N_COLUMNS);
  info->base_type = g_strdup (kinds[kind].base_type);
  info->database_type = g_strdup (kinds[kind].database_type);
  info->description = g_strdup (kinds[kind].description);
  info->position = (int) number;
  info->primary_key = number == 0;
  info->nullable = kind > 3;
  fingerprint->distinct_count = kinds[kind].distinct;
  fingerprint->null_share = kind == 9 ? 0.2 : 0;
  if (kinds[kind].maximum > 0)
    {
      fingerprint->minimum = kinds[kind].minimum;
      fingerprint->maximum = kinds[kind].maximum;
      fingerprint->average = kinds[kind].maximum / 2;
      fingerprint->first_quartile = kinds[kind].maximum / 4;
      fingerprint->third_quartile = kinds[kind].maximum * 3 / 4;
    }
  if (kind == 2 || kind == 9 || kind == 10)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr (GDateTime) before = g_date_time_add_days (now, -800);

      fingerprint->earliest = g_date_time_format (before, "%Y-%m-%dT00:00:00Z");
      fingerprint->latest = g_date_time_format (now, "%Y-%m-%dT00:00:00Z");
    }
  /* A tree of tables, so that every one leads to others and is led to. */
  if (number == 1 && table > 1)
    {
      info->semantic_type = g_strdup ("type/FK");
      info->target_table_id = table / 2;
      info->target_field_id = table / 2 * 1000;
    }
  return studio_field_new (info);
}

static StudioTable *
new_table (gint64 id)
{
  static const char *const nouns[] = { "order",   "payment", "product", "customer", "delivery",
                                       "invoice", "ticket",  "machine", "contract", "visit" };
  g_autofree char *name =
      g_strdup_printf ("tb_%s_%" G_GINT64_FORMAT, nouns[id % G_N_ELEMENTS (nouns)], id);
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);
  StudioTable *table = studio_table_new (id, "public", name);

  for (guint i = 0; i < (id == WIDE ? N_WIDE_COLUMNS : N_COLUMNS); i++)
    g_ptr_array_add (fields, new_field (id, i));
  studio_table_set_row_count (table, 9000);
  studio_table_take_fields (table, fields);
  return table;
}

static StudioDatabase *
new_database (void)
{
  StudioDatabase *database = studio_database_new (1, "large", "postgres");
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 id = 1; id <= N_TABLES; id++)
    g_ptr_array_add (tables, new_table (id));
  studio_database_take_tables (database, tables);
  return database;
}

/* What proposing for the table at @index costs; the number of KPIs is added to @kpis. */
static double
measure (StudioAnalyst *analyst, StudioDatabase *database, guint index, guint *kpis)
{
  g_autoptr (StudioTable) table =
      g_list_model_get_item (studio_database_get_tables (database), index);
  double start = cpu_milliseconds ();
  g_autoptr (GPtrArray) proposed = studio_analyst_propose (analyst, database, table, NULL);

  *kpis += proposed->len;
  return cpu_milliseconds () - start;
}

typedef struct
{
  GMainLoop *loop;
  double longest; /* milliseconds that an iteration of the main loop took */
  double last;
  guint kpis;
} Window;

static void
proposed_cb (StudioKpi *kpi, gpointer user_data)
{
  ((Window *) user_data)->kpis++;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Window *window = user_data;

  studio_proposer_propose_finish (STUDIO_PROPOSER (source), result, NULL);
  g_main_loop_quit (window->loop);
}

/* Runs once in each iteration, as a frame would. */
static gboolean
tick_cb (gpointer user_data)
{
  Window *window = user_data;
  double now = cpu_milliseconds ();

  window->longest = MAX (window->longest, now - window->last);
  window->last = cpu_milliseconds ();
  return G_SOURCE_CONTINUE;
}

/* The first table is asked for as the window asks, with frames in between. */
static double
measure_frames (StudioDatabase *database, guint *kpis)
{
  g_autoptr (StudioAnalyst) analyst = studio_analyst_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (StudioTable) table =
      g_list_model_get_item (studio_database_get_tables (database), WIDE - 1);
  Window window = { loop, 0, cpu_milliseconds (), 0 };
  guint tick = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tick_cb, &window, NULL);

  studio_proposer_propose_async (STUDIO_PROPOSER (analyst), database, table, NULL, proposed_cb,
                                 &window, NULL, done_cb, &window);
  g_main_loop_run (loop);
  tick_cb (&window);
  g_source_remove (tick);
  *kpis = window.kpis;
  return window.longest;
}

int
main (int argc, char **argv)
{
  g_autoptr (StudioDatabase) database = new_database ();
  g_autoptr (StudioAnalyst) analyst = studio_analyst_new ();
  guint first_kpis = 0, wide_kpis = 0, kpis = 0, frame_kpis = 0;
  double first = measure (analyst, database, N_TABLES / 2, &first_kpis);
  double wide = measure (analyst, database, WIDE - 1, &wide_kpis);
  double total = 0, longest = 0, frame;
  gboolean well;

  for (guint i = 0; i < N_MEASURED; i++)
    {
      double one = measure (analyst, database, 7 + i * (N_TABLES - 8) / N_MEASURED, &kpis);

      total += one;
      longest = MAX (longest, one);
    }
  frame = measure_frames (database, &frame_kpis);
  printf ("First table, with a look at all %d tables   %7.2f ms, %u KPIs\n", N_TABLES, first,
          first_kpis);
  printf ("Table of %d columns                        %7.2f ms, %u KPIs   (target < %.0f)\n",
          N_WIDE_COLUMNS, wide, wide_kpis, TARGET_MILLISECONDS);
  printf ("Each of %d tables                          %7.2f ms, %.1f KPIs (target < %.0f)\n",
          N_MEASURED, total / N_MEASURED, (double) kpis / N_MEASURED, TARGET_MILLISECONDS);
  printf ("The slowest of them                         %7.2f ms\n", longest);
  printf ("Longest wait of the window, first table     %7.2f ms, %u KPIs  (target < %.0f)\n", frame,
          frame_kpis, FRAME_MILLISECONDS);
  well = wide < TARGET_MILLISECONDS && total / N_MEASURED < TARGET_MILLISECONDS &&
         frame < FRAME_MILLISECONDS;
  return well ? EXIT_SUCCESS : EXIT_FAILURE;
}
