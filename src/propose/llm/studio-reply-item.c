/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-reply-item.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What models call the members, folded: lower case without blanks, “_” and “-”. */
static const char *const sql_names[] = { "sql",       "query",        "sqlquery",
                                         "statement", "sqlstatement", "sqlcode",
                                         "rawsql",    "nativequery",  NULL };
static const char *const name_names[] = { "name",  "title",  "kpiname",  "kpi", "metricname",
                                          "label", "metric", "kpititle", NULL };
static const char *const description_names[] = { "description", "desc",    "explanation",
                                                 "definition",  "summary", "details",
                                                 NULL };
static const char *const value_names[] = { "businessvalue",  "value",     "rationale", "why",
                                           "businessimpact", "reasoning", "purpose",   NULL };
static const char *const category_names[] = { "category", "businessfunction", "function", "area",
                                              NULL };
static const char *const unit_names[] = { "unit", "units", "measureunit", NULL };
static const char *const display_names[] = { "chart",         "display",   "outputformat",
                                             "visualization", "charttype", "visualisation",
                                             "format",        NULL };
static const char *const direction_names[] = { "direction", "goodwhen", "desireddirection", NULL };

void
studio_reply_item_free (StudioReplyItem *self)
{
  g_free (self->name);
  g_free (self->description);
  g_free (self->business_value);
  g_free (self->category);
  g_free (self->sql);
  g_free (self->unit);
  g_free (self->display);
  g_free (self->direction);
  g_free (self);
}

static char *
fold (const char *name)
{
  GString *folded = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (!g_ascii_isspace (*name) && *name != '_' && *name != '-')
      g_string_append_c (folded, g_ascii_tolower (*name));
  return g_string_free (folded, FALSE);
}

static gboolean
is_named (const StudioLenientValue *object, guint member, const char *const *names)
{
  g_autofree char *folded = fold (g_ptr_array_index (object->names, member));

  return g_strv_contains (names, folded);
}

/* The first member of any of the names, in the order of the names. */
static const StudioLenientValue *
find_member (const StudioLenientValue *object, const char *const *names)
{
  for (guint n = 0; names[n] != NULL; n++)
    {
      const char *const one[] = { names[n], NULL };

      for (guint i = 0; i < object->children->len; i++)
        if (is_named (object, i, one))
          return g_ptr_array_index (object->children, i);
    }
  return NULL;
}

static guint
count_members (const StudioLenientValue *object, const char *const *names)
{
  guint count = 0;

  for (guint i = 0; i < object->children->len; i++)
    count += is_named (object, i, names);
  return count;
}

static gboolean
is_text (const StudioLenientValue *value)
{
  return value != NULL && value->kind == STUDIO_LENIENT_STRING;
}

gboolean
studio_reply_item_is_shaped (const StudioLenientValue *object)
{
  const StudioLenientValue *sql = find_member (object, sql_names);
  const StudioLenientValue *name = find_member (object, name_names);

  if (sql != NULL)
    return sql->kind != STUDIO_LENIENT_OBJECT &&
           (sql->kind != STUDIO_LENIENT_ARRAY || sql->children->len == 0 ||
            is_text (g_ptr_array_index (sql->children, 0)));
  /* A wrapper may have a name of its own, but then it holds lists or objects. */
  for (guint i = 0; i < object->children->len; i++)
    if (((const StudioLenientValue *) g_ptr_array_index (object->children, i))->children != NULL)
      return FALSE;
  return is_text (name) && is_text (find_member (object, description_names));
}

gboolean
studio_reply_item_is_closed (const StudioLenientValue *object)
{
  for (guint i = 0; i < object->children->len; i++)
    if (!((const StudioLenientValue *) g_ptr_array_index (object->children, i))->complete)
      return FALSE;
  return find_member (object, sql_names) != NULL && find_member (object, name_names) != NULL;
}

static char *
read_text (const StudioLenientValue *object, const char *const *names)
{
  const StudioLenientValue *value = find_member (object, names);
  char *text;

  if (value == NULL ||
      (value->kind != STUDIO_LENIENT_STRING && value->kind != STUDIO_LENIENT_NUMBER))
    return NULL;
  text = g_strstrip (g_strdup (value->text));
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* Some put the statement into a list of its lines. */
static char *
join_lines (const StudioLenientValue *array)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < array->children->len; i++)
    {
      const StudioLenientValue *line = g_ptr_array_index (array->children, i);

      if (!is_text (line) || line->doubt != NULL)
        {
          g_string_free (joined, TRUE);
          return NULL;
        }
      g_string_append_printf (joined, "%s%s", i > 0 ? "\n" : "", line->text);
    }
  return g_string_free (joined, FALSE);
}

/* A fence around the statement inside its string; what stands between is not touched. */
static char *
strip_fence (char *sql)
{
  char *start, *end;

  g_strstrip (sql);
  if (!g_str_has_prefix (sql, "```"))
    return sql;
  start = strchr (sql, '\n');
  end = g_strrstr (sql, "```");
  if (start == NULL || end <= start)
    return sql;
  *end = '\0';
  memmove (sql, start + 1, strlen (start + 1) + 1);
  return g_strstrip (sql);
}

/* Two statements under one name, or two names: which one is meant is not certain. */
static gboolean
has_rival_statements (const StudioLenientValue *object)
{
  const StudioLenientValue *first = find_member (object, sql_names);

  if (count_members (object, sql_names) < 2)
    return FALSE;
  for (guint i = 0; i < object->children->len; i++)
    {
      const StudioLenientValue *other = g_ptr_array_index (object->children, i);

      if (other != first && is_named (object, i, sql_names) &&
          g_strcmp0 (other->text, first->text) != 0)
        return TRUE;
    }
  /* The same name twice is damage even where the texts agree. */
  return count_members (object, (const char *const[]){ "sql", NULL }) > 1;
}

static const char *
find_doubt (const StudioLenientValue *object)
{
  for (guint i = 0; i < object->children->len; i++)
    {
      const StudioLenientValue *member = g_ptr_array_index (object->children, i);

      if (member->doubt != NULL)
        return member->doubt;
    }
  return NULL;
}

gboolean
studio_reply_item_is_damaged (const StudioLenientValue *object)
{
  return !object->complete || find_doubt (object) != NULL;
}

StudioReplyItem *
studio_reply_item_read (const StudioLenientValue *object, char **name, const char **why)
{
  const StudioLenientValue *statement = find_member (object, sql_names);
  g_autoptr (StudioReplyItem) item = g_new0 (StudioReplyItem, 1);

  item->name = read_text (object, name_names);
  *name = g_strdup (item->name);
  *why = find_doubt (object);
  if (*why != NULL)
    return NULL;
  if (has_rival_statements (object))
    *why = _ ("it has two statements");
  else if (item->name == NULL)
    *why = _ ("it has no name");
  else if (statement == NULL)
    *why = _ ("it has no SQL");
  if (*why != NULL)
    return NULL;
  if (statement->kind == STUDIO_LENIENT_ARRAY)
    item->sql = join_lines (statement);
  else if (is_text (statement))
    item->sql = g_strdup (statement->text);
  if (item->sql != NULL)
    strip_fence (item->sql);
  if (item->sql == NULL || *item->sql == '\0')
    {
      *why = _ ("its SQL is empty or no text");
      return NULL;
    }
  item->description = read_text (object, description_names);
  item->business_value = read_text (object, value_names);
  item->category = read_text (object, category_names);
  item->unit = read_text (object, unit_names);
  item->display = read_text (object, display_names);
  item->direction = read_text (object, direction_names);
  return g_steal_pointer (&item);
}
