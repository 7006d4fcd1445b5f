/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-prompt.h"

#include "core/studio-resource.h"

#include "core/studio-category.h"
#include "propose/llm/studio-llm-schema.h"
#include "propose/llm/studio-llm-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define RESOURCES "/org/example/KpiStudio/engine/"
/* One KPI with its texts and SQL. */
#define TOKENS_PER_KPI 220
#define MOST_KPIS 20
#define LEAST_KPIS 5
/* Longer prompts cost more without making the KPIs better. */
#define MAX_PROMPT 32000
/* Room for reasoning; a larger cap counts against the limit of tokens a minute. */
#define LARGE_CAP 16000
#define MAX_EXISTING 60
#define MAX_COMPANY 4000
#define MAX_ERROR 500

struct _StudioLlmPrompt
{
  StudioDatabase *database;  /* (owned) */
  StudioValueSource *values; /* (owned) (nullable) */
  char *system;
  char *shared;   /* dialect and list of all tables */
  char *company;  /* (nullable) */
  char *left_out; /* (nullable) of the list */
  guint budget;   /* of the whole prompt */
  guint room;     /* of prompt and reply */
  guint cap;
  guint kpis;
};

static char *
load_text (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);

  return studio_resource_read_text (path);
}

static gpointer
make_version (gpointer unused)
{
  static const char *const names[] = { "llm-prompt.txt", "llm-dialects.ini",
                                       "llm-schema-kpis.json" };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = load_text (names[i]);

      g_checksum_update (sum, (const guchar *) text, -1);
    }
  return g_strndup (g_checksum_get_string (sum), 16);
}

const char *
studio_llm_prompt_get_version (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_version, NULL);
}

static char *
describe_dialect (StudioDialect dialect)
{
  const char *nick = studio_enum_to_nick (STUDIO_TYPE_DIALECT, dialect);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = load_text ("llm-dialects.ini");
  GString *rules = g_string_new (NULL);
  g_autofree char *name = NULL;

  g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, NULL);
  name = g_key_file_get_string (file, nick, "name", NULL);
  g_string_append_printf (rules, "Dialect: %s\n", name != NULL ? name : "standard SQL");
  for (guint i = 1; name != NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_autofree char *rule = g_key_file_get_string (file, nick, key, NULL);

      if (rule == NULL)
        break;
      g_string_append_printf (rules, "- %s\n", rule);
    }
  return g_string_free (rules, FALSE);
}

static void
add_categories (GString *text)
{
  GListModel *categories = studio_categories_get_default ();

  g_string_append (text, "Categories:");
  for (guint i = 0; i < g_list_model_get_n_items (categories); i++)
    {
      g_autoptr (StudioCategory) category = g_list_model_get_item (categories, i);

      g_string_append_printf (text, "%s %s", i > 0 ? ";" : "", studio_category_get_name (category));
    }
  g_string_append_c (text, '\n');
}

static void
write_shared (StudioLlmPrompt *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *dialect = describe_dialect (studio_database_get_dialect (self->database));
  double used = studio_llm_text_estimate_tokens (self->system, FALSE);
  g_autofree char *list =
      studio_llm_schema_list (self->database, (self->budget - used) * 0.5, &self->left_out);

  g_string_append (text, dialect);
  add_categories (text);
  g_string_append (text, "\nAll tables of the database, one JSON string a line, as "
                         "table(column:type, …); * is a primary key, = a foreign key.\n<schema>\n");
  g_string_append (text, list);
  g_string_append (text, "</schema>\n");
  self->shared = g_string_free (g_steal_pointer (&text), FALSE);
}

StudioLlmPrompt *
studio_llm_prompt_new (StudioLlmEndpoint *endpoint,
                       StudioDatabase *database,
                       guint context,
                       const char *company)
{
  StudioLlmPrompt *self = g_new0 (StudioLlmPrompt, 1);
  guint room = context > 0 ? context : studio_llm_endpoint_get_preset (endpoint)->context;

  self->database = g_object_ref (database);
  self->system = load_text ("llm-prompt.txt");
  self->room = MIN (room, MAX_PROMPT + LARGE_CAP);
  /* Prompt and reply share the context; a small one is divided so that both are of use. */
  self->cap = MIN (LARGE_CAP, room * 2 / 5);
  self->budget = MIN (MAX_PROMPT, (room - self->cap) * 9 / 10);
  self->kpis = CLAMP (self->cap / TOKENS_PER_KPI, LEAST_KPIS, MOST_KPIS);
  if (company != NULL && *company != '\0')
    self->company = studio_llm_text_clean (company, MAX_COMPANY);
  write_shared (self);
  return self;
}

void
studio_llm_prompt_free (StudioLlmPrompt *self)
{
  g_object_unref (self->database);
  g_clear_object (&self->values);
  g_free (self->system);
  g_free (self->shared);
  g_free (self->company);
  g_free (self->left_out);
  g_free (self);
}

void
studio_llm_prompt_set_values (StudioLlmPrompt *self, StudioValueSource *values)
{
  g_set_object (&self->values, values);
}

StudioDatabase *
studio_llm_prompt_get_database (StudioLlmPrompt *self)
{
  return self->database;
}

guint
studio_llm_prompt_get_room (StudioLlmPrompt *self)
{
  return self->room;
}

guint
studio_llm_prompt_typical_completion (StudioLlmPrompt *self)
{
  return self->kpis * TOKENS_PER_KPI;
}

static void
add_existing (GString *text, GPtrArray *existing)
{
  if (existing == NULL || existing->len == 0)
    return;
  g_string_append (text, "\nKPIs that exist already, to be left alone:\n<existing>\n");
  for (guint i = 0; i < MIN (existing->len, MAX_EXISTING); i++)
    {
      const char *name = studio_kpi_get_name (g_ptr_array_index (existing, i));
      g_autofree char *clean = studio_llm_text_clean (name, 100);
      g_autofree char *quoted = studio_llm_text_quote (clean);

      g_string_append_printf (text, "%s\n", quoted);
    }
  g_string_append (text, "</existing>\n");
}

static char *
join_sentences (const char *first, const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);
  return g_strconcat (first, " ", second, NULL);
}

static StudioLlmRequest *
new_request (const char *table, const char *purpose, StudioLlmAnswer answer, guint cap)
{
  StudioLlmRequest *request = g_new0 (StudioLlmRequest, 1);

  request->table = g_strdup (table);
  request->purpose = g_strdup (purpose);
  request->answer = answer;
  request->cap = cap;
  return request;
}

StudioLlmRequest *
studio_llm_prompt_propose (StudioLlmPrompt *self,
                           StudioTable *table,
                           GPtrArray *existing,
                           char **left_out)
{
  StudioLlmRequest *request =
      new_request (studio_table_get_name (table), "propose", STUDIO_LLM_ANSWER_KPIS, self->cap);
  g_autoptr (GString) text = g_string_new (self->shared);
  g_autoptr (GString) rest = g_string_new (NULL);
  g_autofree char *name = studio_llm_schema_qualify (table);
  g_autofree char *quoted = studio_llm_text_quote (name);
  g_autofree char *detail = NULL;
  g_autofree char *missing = NULL;
  double used;

  if (self->company != NULL)
    {
      g_autofree char *company = studio_llm_text_quote (self->company);

      g_string_append_printf (
          rest, "\nWhat is known about the company:\n<company>\n%s\n</company>\n", company);
    }
  add_existing (rest, existing);
  g_string_append_printf (rest,
                          "\nPropose %u to %u KPIs for the table %s. Join other tables only where "
                          "that adds meaning. Answer with JSON only.",
                          self->kpis * 3 / 4, self->kpis, quoted);
  used = studio_llm_text_estimate_tokens (self->system, FALSE) +
         studio_llm_text_estimate_tokens (self->shared, FALSE) +
         studio_llm_text_estimate_tokens (rest->str, FALSE);
  detail = studio_llm_schema_describe (self->database, table, self->values, self->budget - used,
                                       &missing);
  g_string_append_printf (text, "\nThe table in detail, as JSON.\n<table>\n%s\n</table>\n%s",
                          detail, rest->str);
  request->system = g_strdup (self->system);
  request->shared = strlen (self->shared);
  request->user = g_string_free (g_steal_pointer (&text), FALSE);
  if (left_out != NULL)
    *left_out = join_sentences (self->left_out, missing);
  return request;
}

StudioLlmRequest *
studio_llm_prompt_follow_up (StudioLlmPrompt *self,
                             const StudioLlmRequest *request,
                             const char *reply,
                             GPtrArray *names,
                             const char *trouble)
{
  StudioLlmRequest *follow_up = studio_llm_request_copy (request);
  g_autoptr (GString) text = g_string_new (NULL);

  g_free (follow_up->purpose);
  g_free (follow_up->assistant);
  g_free (follow_up->follow_up);
  follow_up->purpose = g_strdup (trouble != NULL ? "again" : "continue");
  follow_up->assistant = g_utf8_make_valid (reply, -1);
  if (trouble != NULL)
    {
      g_autofree char *clean = studio_llm_text_clean (trouble, MAX_ERROR);

      g_string_append_printf (text,
                              "No KPI could be read from that: %s Answer again with JSON only, in "
                              "the form that was asked for.",
                              clean);
    }
  else
    {
      g_string_append (text, "Your answer was cut off. Give only the KPIs that are missing, in the "
                             "same form, beginning anew. These have arrived:\n");
      for (guint i = 0; i < names->len; i++)
        {
          g_autofree char *clean = studio_llm_text_clean (g_ptr_array_index (names, i), 100);
          g_autofree char *quoted = studio_llm_text_quote (clean);

          g_string_append_printf (text, "%s\n", quoted);
        }
    }
  follow_up->follow_up = g_string_free (g_steal_pointer (&text), FALSE);
  return follow_up;
}

/*
 * Databases quote the value that a cast failed on, and that comes from a row. What is quoted stays
 * only where the statement has it too.
 */
static char *
without_values (const char *message, const char *sql)
{
  GString *text = g_string_new (NULL);

  while (message != NULL && *message != '\0')
    {
      char quote = *message;
      const char *end = quote == '"' || quote == '\'' ? strchr (message + 1, quote) : NULL;
      g_autofree char *inside = end != NULL ? g_strndup (message + 1, end - message - 1) : NULL;

      if (inside == NULL)
        g_string_append_c (text, *message++);
      else
        {
          gboolean known = strcasestr (sql, inside) != NULL;

          g_string_append_printf (text, "%c%s%c", quote, known ? inside : "…", quote);
          message = end + 1;
        }
    }
  return g_string_free (text, FALSE);
}

StudioLlmRequest *
studio_llm_prompt_repair (StudioLlmPrompt *self,
                          const char *table,
                          const char *sql,
                          const char *message,
                          const char *const *tables)
{
  StudioLlmRequest *request =
      new_request (table, "repair", STUDIO_LLM_ANSWER_REPAIR, MIN (self->cap, LARGE_CAP / 2));
  g_autofree char *dialect = describe_dialect (studio_database_get_dialect (self->database));
  g_autofree char *columns = studio_llm_schema_columns (self->database, tables);
  g_autofree char *valueless = without_values (message, sql);
  g_autofree char *clean = studio_llm_text_clean (valueless, MAX_ERROR);
  g_autofree char *error = studio_llm_text_quote (clean);
  g_autofree char *statement = studio_llm_text_quote (sql);

  request->system = load_text ("llm-repair.txt");
  request->user =
      g_strdup_printf ("%s\nTables and columns, one JSON string a line.\n<schema>\n%s"
                       "</schema>\n<statement>\n%s\n</statement>\n<error>\n%s\n</error>\n"
                       "Correct the statement. Answer with JSON only.",
                       dialect, columns, statement, error);
  return request;
}
