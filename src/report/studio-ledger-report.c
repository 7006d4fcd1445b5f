/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-report"

#include "report/studio-ledger-report.h"

#include "core/studio-json.h"
#include "report/studio-text-table.h"

#include <glib/gi18n-lib.h>

/* The calls of one run, or about one table. */
typedef struct
{
  char *name;
  char *at; /* of the first call */
  StudioLedgerSum sum;
} Group;

struct _StudioLedgerReport
{
  StudioLedgerSum total;
  GPtrArray *runs;     /* (owned) of Group */
  GPtrArray *tables;   /* (owned) of Group, without corrections of KPIs */
  GHashTable *repairs; /* (owned) KPI id → StudioLedgerSum */
};

static void
group_free (Group *group)
{
  g_free (group->name);
  g_free (group->at);
  g_free (group);
}

void
studio_ledger_report_free (StudioLedgerReport *self)
{
  g_ptr_array_unref (self->runs);
  g_ptr_array_unref (self->tables);
  g_hash_table_unref (self->repairs);
  g_free (self);
}

static Group *
find_group (GPtrArray *groups, const char *name)
{
  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal (((Group *) g_ptr_array_index (groups, i))->name, name))
      return g_ptr_array_index (groups, i);
  return NULL;
}

static void
add_to_group (GPtrArray *groups, const char *name, const StudioLedgerEntry *entry)
{
  Group *group = find_group (groups, name);

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->name = g_strdup (name);
      group->at = g_strdup (entry->at);
      g_ptr_array_add (groups, group);
    }
  studio_ledger_sum_add (&group->sum, entry);
}

static StudioLedgerSum *
get_sum (GHashTable *sums, const char *id)
{
  StudioLedgerSum *sum = g_hash_table_lookup (sums, id);

  if (sum == NULL)
    {
      sum = g_new0 (StudioLedgerSum, 1);
      g_hash_table_insert (sums, g_strdup (id), sum);
    }
  return sum;
}

StudioLedgerReport *
studio_ledger_report_new (GPtrArray *entries)
{
  StudioLedgerReport *self = g_new0 (StudioLedgerReport, 1);

  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->repairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < entries->len; i++)
    {
      const StudioLedgerEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *run = g_strdup_printf ("%" G_GINT64_FORMAT, entry->run_id);

      studio_ledger_sum_add (&self->total, entry);
      add_to_group (self->runs, run, entry);
      if (entry->kpi_id != NULL)
        studio_ledger_sum_add (get_sum (self->repairs, entry->kpi_id), entry);
      if (entry->table != NULL)
        add_to_group (self->tables, entry->table, entry);
    }
  return self;
}

const StudioLedgerSum *
studio_ledger_report_get_total (StudioLedgerReport *self)
{
  return &self->total;
}

static gboolean
is_from_model (StudioKpi *kpi)
{
  const char *source = studio_kpi_get_source (kpi);

  return source != NULL && g_str_has_prefix (source, "llm:");
}

/* What questions about a table took, without the corrections of its KPIs. */
static void
take_off (StudioLedgerSum *sum, const StudioLedgerSum *part)
{
  sum->calls -= part->calls;
  sum->prompt -= part->prompt;
  sum->cached -= part->cached;
  sum->completion -= part->completion;
  sum->reasoning -= part->reasoning;
  sum->cost -= part->cost;
  sum->unpriced -= part->unpriced;
}

static void
add_share (StudioLedgerSum *sum, const StudioLedgerSum *of, guint shares)
{
  sum->calls += of->calls;
  sum->prompt += of->prompt / shares;
  sum->cached += of->cached / shares;
  sum->completion += of->completion / shares;
  sum->reasoning += of->reasoning / shares;
  sum->cost += of->cost / shares;
  sum->unpriced += of->unpriced;
}

static void
share_table (StudioLedgerReport *self, const Group *table, GPtrArray *kpis, GHashTable *shares)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  StudioLedgerSum asked = table->sum;

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      const StudioLedgerSum *repairs;

      if (g_strcmp0 (studio_kpi_get_table (kpi), table->name) != 0 || !is_from_model (kpi))
        continue;
      g_ptr_array_add (own, kpi);
      repairs = g_hash_table_lookup (self->repairs, studio_kpi_get_id (kpi));
      if (repairs != NULL)
        take_off (&asked, repairs);
    }
  for (guint i = 0; i < own->len; i++)
    add_share (get_sum (shares, studio_kpi_get_id (g_ptr_array_index (own, i))), &asked, own->len);
}

GHashTable *
studio_ledger_report_share (StudioLedgerReport *self, GPtrArray *kpis)
{
  GHashTable *shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id, sum;

  for (guint i = 0; i < self->tables->len; i++)
    share_table (self, g_ptr_array_index (self->tables, i), kpis, shares);
  g_hash_table_iter_init (&iter, self->repairs);
  while (g_hash_table_iter_next (&iter, &id, &sum))
    add_share (get_sum (shares, id), sum, 1);
  return shares;
}

void
studio_ledger_sum_to_json (const StudioLedgerSum *sum, JsonBuilder *builder)
{
  studio_json_add_int (builder, "calls", sum->calls);
  studio_json_add_int (builder, "prompt_tokens", sum->prompt);
  studio_json_add_int (builder, "cached_tokens", sum->cached);
  studio_json_add_int (builder, "completion_tokens", sum->completion);
  studio_json_add_int (builder, "reasoning_tokens", sum->reasoning);
  json_builder_set_member_name (builder, "cost_usd");
  if (sum->unpriced > 0 && sum->unpriced == sum->calls)
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, sum->cost);
}

char *
studio_ledger_sum_to_text (const StudioLedgerSum *sum)
{
  g_autofree char *tokens = g_strdup_printf ("%" G_GINT64_FORMAT, sum->prompt + sum->completion);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          ngettext ("%u request, %s tokens", "%u requests, %s tokens", sum->calls),
                          sum->calls, tokens);
  if (sum->unpriced < sum->calls)
    g_string_append_printf (text, ", $%.4f", sum->cost);
  if (sum->unpriced > 0)
    g_string_append (text, _ (" (the price is not known of all)"));
  return g_string_free (text, FALSE);
}

static void
add_groups (JsonBuilder *builder, const char *name, GPtrArray *groups, const char *key)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, key, group->name);
      studio_json_add_string (builder, "started", group->at);
      studio_ledger_sum_to_json (&group->sum, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

JsonNode *
studio_ledger_report_to_json (StudioLedgerReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  studio_ledger_sum_to_json (&self->total, builder);
  add_groups (builder, "runs", self->runs, "run");
  add_groups (builder, "tables", self->tables, "table");
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
add_row (StudioTextTable *table, const char *name, const StudioLedgerSum *sum)
{
  g_autofree char *cost = sum->unpriced == sum->calls ? NULL : g_strdup_printf ("%.4f", sum->cost);

  studio_text_table_add (table, name);
  studio_text_table_add_number (table, sum->calls);
  studio_text_table_add_number (table, sum->prompt);
  studio_text_table_add_number (table, sum->completion);
  studio_text_table_add (table, cost);
}

static void
add_table (GString *text, const char *heading, GPtrArray *groups, gboolean dates, gboolean markdown)
{
  const char *const headings[] = { heading,       _ ("Requests"),   _ ("Tokens read"),
                                   _ ("Written"), _ ("US dollars"), NULL };
  g_autoptr (StudioTextTable) table = studio_text_table_new (headings, "lrrrr");

  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);

      add_row (table, dates ? group->at : group->name, &group->sum);
    }
  g_string_append_c (text, '\n');
  if (markdown)
    studio_text_table_write_markdown (table, text);
  else
    studio_text_table_write (table, text, 40);
}

char *
studio_ledger_report_to_text (StudioLedgerReport *self, gboolean markdown)
{
  g_autofree char *total = studio_ledger_sum_to_text (&self->total);
  GString *text = g_string_new (NULL);

  if (self->total.calls == 0)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, markdown ? "\n## %s\n\n%s\n" : "\n%s\n%s\n", _ ("Language model"),
                          total);
  add_table (text, _ ("Run"), self->runs, TRUE, markdown);
  add_table (text, _ ("Table"), self->tables, FALSE, markdown);
  return g_string_free (text, FALSE);
}
