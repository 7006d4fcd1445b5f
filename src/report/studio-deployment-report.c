/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-report"

#include "report/studio-deployment-report.h"

#include "core/studio-enums.h"
#include "core/studio-json.h"
#include "core/studio-time.h"
#include "report/studio-text-table.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Cells longer than this are cut in a terminal's table. */
#define WIDEST 60

struct _StudioDeploymentReport
{
  gint64 id;
  StudioDeploymentWhat what;
  char *server;       /* (nullable) */
  char *base_url;     /* (nullable) */
  char *collection;   /* (nullable) */
  char *started;      /* (nullable) */
  char *ended;        /* (nullable) */
  GPtrArray *entries; /* (owned) of StudioDeploymentEntry */
};

StudioDeploymentReport *
studio_deployment_report_new (const StudioDeployment *deployment,
                              const char *server,
                              const char *base_url)
{
  StudioDeploymentReport *self = g_new0 (StudioDeploymentReport, 1);

  self->id = deployment->id;
  self->what = deployment->what;
  self->server = g_strdup (server);
  self->base_url = g_strdup (base_url);
  self->collection = g_strdup (deployment->collection);
  self->started = g_strdup (deployment->started);
  self->ended = g_strdup (deployment->ended);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_deployment_entry_free);
  for (guint i = 0; i < deployment->entries->len; i++)
    g_ptr_array_add (self->entries,
                     studio_deployment_entry_copy (g_ptr_array_index (deployment->entries, i)));
  return self;
}

void
studio_deployment_report_free (StudioDeploymentReport *self)
{
  g_free (self->server);
  g_free (self->base_url);
  g_free (self->collection);
  g_free (self->started);
  g_free (self->ended);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static const char *
object_title (StudioDeployedObject object)
{
  switch (object)
    {
    case STUDIO_DEPLOYED_CARD:
      return _ ("Question");
    case STUDIO_DEPLOYED_COLLECTION:
      return _ ("Collection");
    case STUDIO_DEPLOYED_DASHBOARD:
      return _ ("Dashboard");
    case STUDIO_DEPLOYED_ALERT:
      return _ ("Alert");
    case STUDIO_DEPLOYED_ALERT_CARD:
    default:
      return _ ("Question of an alert");
    }
}

static const char *
action_title (StudioDeploymentAction action)
{
  switch (action)
    {
    case STUDIO_DEPLOYMENT_CREATED:
      return _ ("created");
    case STUDIO_DEPLOYMENT_LINKED:
      return _ ("there already");
    case STUDIO_DEPLOYMENT_UPDATED:
      return _ ("updated");
    case STUDIO_DEPLOYMENT_SKIPPED:
      return _ ("left alone");
    case STUDIO_DEPLOYMENT_FAILED:
      return _ ("failed");
    case STUDIO_DEPLOYMENT_ARCHIVED:
      return _ ("archived");
    case STUDIO_DEPLOYMENT_RELEASED:
    case STUDIO_N_DEPLOYMENT_ACTIONS:
    default:
      return _ ("given up");
    }
}

guint
studio_deployment_report_count_failed (StudioDeploymentReport *self)
{
  guint failed = 0;

  for (guint i = 0; i < self->entries->len; i++)
    failed += ((StudioDeploymentEntry *) g_ptr_array_index (self->entries, i))->action ==
              STUDIO_DEPLOYMENT_FAILED;
  return failed;
}

/* An alert has no page of its own. */
static char *
find_url (const StudioDeploymentEntry *entry, const char *base_url)
{
  static const char *const pages[] = {
    [STUDIO_DEPLOYED_CARD] = "question",       [STUDIO_DEPLOYED_COLLECTION] = "collection",
    [STUDIO_DEPLOYED_DASHBOARD] = "dashboard", [STUDIO_DEPLOYED_ALERT] = NULL,
    [STUDIO_DEPLOYED_ALERT_CARD] = "question",
  };

  if (base_url == NULL || entry->id == 0 || pages[entry->object] == NULL)
    return NULL;
  return g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, base_url, pages[entry->object], entry->id);
}

static char *
make_title (StudioDeploymentReport *self)
{
  return g_strdup_printf (self->what == STUDIO_DEPLOYMENT_REGISTER
                              ? _ ("Registration %" G_GINT64_FORMAT)
                              : _ ("Unregistration %" G_GINT64_FORMAT),
                          self->id);
}

/* Where and when. */
static char *
make_subtitle (StudioDeploymentReport *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *started = self->started != NULL ? studio_time_for_people (self->started) : NULL;

  if (self->collection != NULL)
    g_string_append_printf (text, _ ("Collection “%s”"), self->collection);
  if (self->server != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", self->server);
  if (started != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", started);
  if (self->ended == NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _ ("interrupted"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_counts (StudioDeploymentReport *self, StudioTextTable *table)
{
  for (guint object = 0; object <= STUDIO_DEPLOYED_ALERT_CARD; object++)
    {
      guint total = 0;

      for (guint action = 0; action < STUDIO_N_DEPLOYMENT_ACTIONS; action++)
        total += studio_deployment_count (self->entries, object, action);
      if (total == 0)
        continue;
      studio_text_table_add (table, object_title (object));
      for (guint action = 0; action < STUDIO_N_DEPLOYMENT_ACTIONS; action++)
        studio_text_table_add_number (table,
                                      studio_deployment_count (self->entries, object, action));
    }
}

static StudioTextTable *
make_count_table (StudioDeploymentReport *self)
{
  const char *const headings[] = { "",
                                   action_title (STUDIO_DEPLOYMENT_CREATED),
                                   action_title (STUDIO_DEPLOYMENT_LINKED),
                                   action_title (STUDIO_DEPLOYMENT_UPDATED),
                                   action_title (STUDIO_DEPLOYMENT_SKIPPED),
                                   action_title (STUDIO_DEPLOYMENT_FAILED),
                                   action_title (STUDIO_DEPLOYMENT_ARCHIVED),
                                   action_title (STUDIO_DEPLOYMENT_RELEASED),
                                   NULL };
  StudioTextTable *table = studio_text_table_new (headings, "lrrrrrrr");

  add_counts (self, table);
  return table;
}

/* What needs attention first, then what was done, then what was there already. */
static GPtrArray *
sort_entries (StudioDeploymentReport *self)
{
  static const StudioDeploymentAction order[] = {
    STUDIO_DEPLOYMENT_FAILED,  STUDIO_DEPLOYMENT_SKIPPED,  STUDIO_DEPLOYMENT_CREATED,
    STUDIO_DEPLOYMENT_UPDATED, STUDIO_DEPLOYMENT_ARCHIVED, STUDIO_DEPLOYMENT_RELEASED,
    STUDIO_DEPLOYMENT_LINKED,
  };
  GPtrArray *sorted = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < self->entries->len; j++)
      if (((StudioDeploymentEntry *) g_ptr_array_index (self->entries, j))->action == order[i])
        g_ptr_array_add (sorted, g_ptr_array_index (self->entries, j));
  return sorted;
}

static StudioTextTable *
make_entry_table (StudioDeploymentReport *self)
{
  const char *const headings[] = { _ ("Done"),   _ ("Object"),  _ ("Name"), _ ("Collection"),
                                   _ ("Reason"), _ ("Address"), NULL };
  StudioTextTable *table = studio_text_table_new (headings, "llllll");
  g_autoptr (GPtrArray) sorted = sort_entries (self);

  for (guint i = 0; i < sorted->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (sorted, i);
      g_autofree char *url = find_url (entry, self->base_url);

      studio_text_table_add (table, action_title (entry->action));
      studio_text_table_add (table, object_title (entry->object));
      studio_text_table_add (table, entry->name);
      studio_text_table_add (table, entry->collection);
      studio_text_table_add (table, entry->message);
      studio_text_table_add (table, url);
    }
  return table;
}

static char *
write_page (StudioDeploymentReport *self, gboolean markdown)
{
  g_autofree char *title = make_title (self);
  g_autofree char *subtitle = make_subtitle (self);
  g_autoptr (StudioTextTable) counts = make_count_table (self);
  g_autoptr (StudioTextTable) entries = make_entry_table (self);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, markdown ? "# %s\n\n%s\n\n" : "%s\n%s\n\n", title, subtitle);
  if (self->entries->len == 0)
    g_string_append_printf (text, "%s\n", _ ("Nothing was done."));
  else if (markdown)
    {
      studio_text_table_write_markdown (counts, text);
      g_string_append_c (text, '\n');
      studio_text_table_write_markdown (entries, text);
    }
  else
    {
      studio_text_table_write (counts, text, WIDEST);
      g_string_append_c (text, '\n');
      studio_text_table_write (entries, text, WIDEST);
    }
  return g_string_free (text, FALSE);
}

char *
studio_deployment_report_to_text (StudioDeploymentReport *self)
{
  return write_page (self, FALSE);
}

char *
studio_deployment_report_to_markdown (StudioDeploymentReport *self)
{
  return write_page (self, TRUE);
}

static void
add_html_cell (GString *text, const char *tag, const char *content)
{
  g_autofree char *escaped = g_markup_escape_text (content != NULL ? content : "", -1);

  g_string_append_printf (text, "<%s>%s</%s>", tag, escaped, tag);
}

static void
add_html_counts (StudioDeploymentReport *self, GString *text)
{
  g_string_append (text, "<table>\n<tr><th></th>");
  for (guint action = 0; action < STUDIO_N_DEPLOYMENT_ACTIONS; action++)
    add_html_cell (text, "th", action_title (action));
  g_string_append (text, "</tr>\n");
  for (guint object = 0; object <= STUDIO_DEPLOYED_ALERT_CARD; object++)
    {
      g_autoptr (GString) row = g_string_new (NULL);
      guint total = 0;

      for (guint action = 0; action < STUDIO_N_DEPLOYMENT_ACTIONS; action++)
        {
          guint count = studio_deployment_count (self->entries, object, action);

          total += count;
          g_string_append_printf (row, "<td class=\"number\">%u</td>", count);
        }
      if (total == 0)
        continue;
      g_string_append (text, "<tr>");
      add_html_cell (text, "th", object_title (object));
      g_string_append_printf (text, "%s</tr>\n", row->str);
    }
  g_string_append (text, "</table>\n");
}

static void
add_html_entry (StudioDeploymentReport *self, GString *text, const StudioDeploymentEntry *entry)
{
  g_autofree char *url = find_url (entry, self->base_url);
  g_autofree char *link = url != NULL ? g_markup_escape_text (url, -1) : NULL;
  g_autofree char *name =
      g_markup_escape_text (entry->name != NULL ? entry->name : _ ("(no name)"), -1);

  g_string_append_printf (text, "<tr class=\"%s\">",
                          studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, entry->action));
  add_html_cell (text, "td", action_title (entry->action));
  add_html_cell (text, "td", object_title (entry->object));
  if (link != NULL)
    g_string_append_printf (text, "<td><a href=\"%s\">%s</a></td>", link, name);
  else
    g_string_append_printf (text, "<td>%s</td>", name);
  add_html_cell (text, "td", entry->collection);
  add_html_cell (text, "td", entry->message);
  g_string_append (text, "</tr>\n");
}

static const char style[] =
    ":root { color-scheme: light dark; font-family: sans-serif; }\n"
    "body { max-width: 70em; margin: 2em auto; padding: 0 1em; }\n"
    "table { border-collapse: collapse; margin: 1em 0; }\n"
    "th, td { border-bottom: 1px solid #8884; padding: .3em .8em; text-align: start; }\n"
    ".number { text-align: end; font-variant-numeric: tabular-nums; }\n"
    ".failed td:first-child { color: #c01c28; font-weight: bold; }\n"
    ".skipped td:first-child { color: #ae7b03; }\n";

char *
studio_deployment_report_to_html (StudioDeploymentReport *self)
{
  const char *const headings[] = { _ ("Done"), _ ("Object"), _ ("Name"), _ ("Collection"),
                                   _ ("Reason") };
  g_autofree char *title = make_title (self);
  g_autofree char *subtitle = make_subtitle (self);
  g_autoptr (GPtrArray) sorted = sort_entries (self);
  GString *text = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                                "<meta name=\"viewport\" content=\"width=device-width\">\n");

  add_html_cell (text, "title", title);
  g_string_append_printf (text, "\n<style>\n%s</style>\n</head>\n<body>\n", style);
  add_html_cell (text, "h1", title);
  add_html_cell (text, "p", subtitle);
  g_string_append_c (text, '\n');
  add_html_counts (self, text);
  g_string_append (text, "<table>\n<tr>");
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    add_html_cell (text, "th", headings[i]);
  g_string_append (text, "</tr>\n");
  for (guint i = 0; i < sorted->len; i++)
    add_html_entry (self, text, g_ptr_array_index (sorted, i));
  g_string_append (text, "</table>\n</body>\n</html>\n");
  return g_string_free (text, FALSE);
}

/* A spreadsheet takes a cell that begins like a formula for one, and names come from elsewhere. */
static void
add_csv_cell (GString *text, const char *cell, gboolean last)
{
  const char *value = cell != NULL ? cell : "";
  g_auto (GStrv) parts = g_strsplit (value, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);
  gboolean formula = *value != '\0' && strchr ("=+-@\t\r", *value) != NULL;

  if (formula || value[strcspn (value, ",\"\r\n")] != '\0')
    g_string_append_printf (text, "\"%s%s\"", formula ? "'" : "", doubled);
  else
    g_string_append (text, value);
  g_string_append (text, last ? "\r\n" : ",");
}

/* Headings and words that programs rely on are not translated. */
char *
studio_deployment_report_to_csv (StudioDeploymentReport *self)
{
  GString *text = g_string_new ("run,action,object,id,kpi_id,name,collection_id,collection,message,"
                                "url\r\n");

  for (guint i = 0; i < self->entries->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *url = find_url (entry, self->base_url);

      g_string_append_printf (text, "%" G_GINT64_FORMAT ",", self->id);
      add_csv_cell (text, studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, entry->action),
                    FALSE);
      add_csv_cell (text, studio_enum_to_nick (STUDIO_TYPE_DEPLOYED_OBJECT, entry->object), FALSE);
      g_string_append_printf (text, "%" G_GINT64_FORMAT ",", entry->id);
      add_csv_cell (text, entry->kpi_id, FALSE);
      add_csv_cell (text, entry->name, FALSE);
      g_string_append_printf (text, "%" G_GINT64_FORMAT ",", entry->collection_id);
      add_csv_cell (text, entry->collection, FALSE);
      add_csv_cell (text, entry->message, FALSE);
      add_csv_cell (text, url, TRUE);
    }
  return g_string_free (text, FALSE);
}

void
studio_deployment_entry_write_json (JsonBuilder *builder,
                                    const StudioDeploymentEntry *entry,
                                    const char *base_url)
{
  g_autofree char *url = find_url (entry, base_url);

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "action",
                          studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, entry->action));
  studio_json_add_string (builder, "object",
                          studio_enum_to_nick (STUDIO_TYPE_DEPLOYED_OBJECT, entry->object));
  studio_json_add_int (builder, "id", entry->id);
  studio_json_add_string (builder, "kpi_id", entry->kpi_id);
  studio_json_add_string (builder, "name", entry->name);
  studio_json_add_int (builder, "collection_id", entry->collection_id);
  studio_json_add_string (builder, "collection", entry->collection);
  studio_json_add_string (builder, "message", entry->message);
  studio_json_add_string (builder, "url", url);
  json_builder_end_object (builder);
}

static void
add_json_counts (StudioDeploymentReport *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  for (guint object = 0; object <= STUDIO_DEPLOYED_ALERT_CARD; object++)
    {
      json_builder_set_member_name (builder,
                                    studio_enum_to_nick (STUDIO_TYPE_DEPLOYED_OBJECT, object));
      json_builder_begin_object (builder);
      for (guint action = 0; action < STUDIO_N_DEPLOYMENT_ACTIONS; action++)
        studio_json_add_int (builder, studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, action),
                             studio_deployment_count (self->entries, object, action));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

JsonNode *
studio_deployment_report_to_json (StudioDeploymentReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  studio_json_add_int (builder, "run", self->id);
  studio_json_add_string (builder, "what",
                          self->what == STUDIO_DEPLOYMENT_REGISTER ? "register" : "unregister");
  studio_json_add_string (builder, "server", self->server);
  studio_json_add_string (builder, "collection", self->collection);
  studio_json_add_string (builder, "started", self->started);
  studio_json_add_string (builder, "ended", self->ended);
  add_json_counts (self, builder);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->entries->len; i++)
    studio_deployment_entry_write_json (builder, g_ptr_array_index (self->entries, i),
                                        self->base_url);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
