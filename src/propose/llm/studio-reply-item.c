/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-reply-item.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MAX_NAME 80

/* What models call the members, folded: letters and digits only, in lower case. The first of a
 * list is looked for first. */
static const char *const sql_names[] = { "sql",          "sqlquery", "query",  "statement",
                                         "sqlstatement", "sqlcode",  "rawsql", "nativequery",
                                         "sqltext",      "sql쿼리",  "쿼리",   "질의",
                                         "sql语句",      "查询",     "sql文",  NULL };
static const char *const name_names[] = {
  "name",      "kpiname",  "title",  "kpititle", "metricname", "kpi",     "metric", "label",
  "indicator", "question", "지표명", "kpi명",    "지표이름",   "kpi이름", "이름",   "지표",
  "제목",      "名称",     "指标",   "指标名称", "名前",       "指標名",  NULL
};
static const char *const description_names[] = { "description", "desc",    "explanation",
                                                 "definition",  "summary", "details",
                                                 "설명",        "描述",    "说明",
                                                 NULL };
static const char *const value_names[] = {
  "businessvalue", "value",    "rationale", "why", "businessimpact", "reasoning", "purpose",
  "비즈니스가치",  "사업가치", "가치",      NULL
};
static const char *const category_names[] = { "category", "businessfunction", "function",
                                              "area",     "카테고리",         "분류",
                                              NULL };
static const char *const unit_names[] = { "unit", "units", "measureunit", "단위", NULL };
static const char *const display_names[] = {
  "chart",         "display", "outputformat", "visualization", "charttype",
  "visualisation", "format",  "차트",         "시각화",        NULL
};
static const char *const direction_names[] = { "direction", "goodwhen", "desireddirection", NULL };
/* Names of something else, which end like the name of a KPI. */
static const char *const other_names[] = { "table", "column", "schema", "database", "field",
                                           "chart", "file",   "model",  "category", NULL };

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
  g_autofree char *lower = g_utf8_strdown (name, -1);
  GString *folded = g_string_new (NULL);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (folded, g_utf8_get_char (at));
  return g_string_free (folded, FALSE);
}

static gboolean
is_text (const StudioLenientValue *value)
{
  return value != NULL && value->kind == STUDIO_LENIENT_STRING;
}

static const StudioLenientValue *
get_child (const StudioLenientValue *value, guint index)
{
  return g_ptr_array_index (value->children, index);
}

/* Where @folded stands in the list, or its length. */
static guint
rank (const char *folded, const char *const *names)
{
  guint i = 0;

  while (names[i] != NULL && strcmp (names[i], folded) != 0)
    i++;
  return i;
}

/* The member with the first of the names that there is. */
static const StudioLenientValue *
find_member (const StudioLenientValue *object, const char *const *names)
{
  const StudioLenientValue *found = NULL;
  guint best = g_strv_length ((GStrv) names);

  for (guint i = 0; i < object->children->len; i++)
    {
      g_autofree char *folded = fold (g_ptr_array_index (object->names, i));
      guint place = rank (folded, names);

      if (place < best)
        {
          best = place;
          found = get_child (object, i);
        }
    }
  return found;
}

/* Past what may stand before a statement: blanks, a fence, comments, brackets. */
static const char *
skip_to_statement (const char *text)
{
  while (TRUE)
    {
      text += strspn (text, " \t\r\n(");
      if (g_str_has_prefix (text, "```") || g_str_has_prefix (text, "--"))
        text += strcspn (text, "\n");
      else if (g_str_has_prefix (text, "/*") && strstr (text, "*/") != NULL)
        text = strstr (text, "*/") + 2;
      else
        return text;
    }
}

static gboolean
begins_statement (const char *text)
{
  static const char *const words[] = { "select", "with" };

  text = skip_to_statement (text);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (text, words[i], strlen (words[i])) == 0 &&
        !g_ascii_isalnum (text[strlen (words[i])]) && text[strlen (words[i])] != '_')
      return TRUE;
  return FALSE;
}

/* A text, or a list of the lines of one. */
static gboolean
may_be_statement (const StudioLenientValue *value)
{
  return is_text (value) || (value->kind == STUDIO_LENIENT_ARRAY &&
                             (value->children->len == 0 || is_text (get_child (value, 0))));
}

static gboolean
is_statement (const StudioLenientValue *value)
{
  if (value->kind == STUDIO_LENIENT_ARRAY)
    return value->children->len > 0 && is_text (get_child (value, 0)) &&
           begins_statement (get_child (value, 0)->text);
  return is_text (value) && begins_statement (value->text);
}

/*
 * The member that holds the SQL: one of the names, of which one that begins as a statement does
 * is preferred; else one whose name speaks of SQL and whose text begins so.
 */
static const StudioLenientValue *
find_statement (const StudioLenientValue *object)
{
  const StudioLenientValue *found = NULL;
  guint best = G_MAXUINT;

  for (guint i = 0; i < object->children->len; i++)
    {
      const StudioLenientValue *child = get_child (object, i);
      g_autofree char *folded = fold (g_ptr_array_index (object->names, i));
      guint place = rank (folded, sql_names);
      gboolean named = place + 1 < G_N_ELEMENTS (sql_names);

      if (is_statement (child))
        {
          if (!named && strstr (folded, "sql") == NULL && strstr (folded, "query") == NULL)
            continue;
        }
      else if (named && may_be_statement (child))
        place += 1000;
      else
        continue;
      if (place < best)
        {
          best = place;
          found = child;
        }
    }
  return found;
}

static gboolean
has_name_ending (const char *folded)
{
  static const char *const endings[] = { "name", "title", "이름", "지표명", "명칭", "名称" };

  for (gsize i = 0; other_names[i] != NULL; i++)
    if (g_str_has_prefix (folded, other_names[i]))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i]))
      return TRUE;
  return FALSE;
}

static const StudioLenientValue *
find_name (const StudioLenientValue *object)
{
  const StudioLenientValue *found = find_member (object, name_names);

  for (guint i = 0; found == NULL && i < object->children->len; i++)
    {
      g_autofree char *folded = fold (g_ptr_array_index (object->names, i));

      if (is_text (get_child (object, i)) && has_name_ending (folded))
        found = get_child (object, i);
    }
  return found;
}

/* Whether an object holds others; a list of words is not meant. */
static gboolean
has_containers (const StudioLenientValue *object)
{
  for (guint i = 0; i < object->children->len; i++)
    {
      const StudioLenientValue *child = get_child (object, i);

      if (child->kind == STUDIO_LENIENT_OBJECT ||
          (child->kind == STUDIO_LENIENT_ARRAY && child->children->len > 0 &&
           get_child (child, 0)->children != NULL))
        return TRUE;
    }
  return FALSE;
}

gboolean
studio_reply_item_is_shaped (const StudioLenientValue *object)
{
  const StudioLenientValue *sql = find_statement (object);

  if (sql != NULL && is_statement (sql))
    return TRUE;
  /* A wrapper may have a name of its own, but then it holds lists or objects. */
  if (has_containers (object))
    return FALSE;
  return sql != NULL || find_member (object, sql_names) != NULL ||
         (is_text (find_name (object)) && is_text (find_member (object, description_names)));
}

gboolean
studio_reply_item_is_closed (const StudioLenientValue *object)
{
  for (guint i = 0; i < object->children->len; i++)
    if (!get_child (object, i)->complete)
      return FALSE;
  return find_statement (object) != NULL && find_name (object) != NULL;
}

/* “kpi_1” and “3” number an item, “sql” and “data” are words of ours: none of them is its name. */
gboolean
studio_reply_item_is_name (const char *key)
{
  static const char *const words[] = { "kpi",  "kpis",  "metric",  "item",      "result",
                                       "data", "list",  "results", "indicator", "number",
                                       "no",   "table", NULL };
  const char *const *const lists[] = { sql_names,   name_names,    description_names,
                                       value_names, display_names, words };
  g_autofree char *folded = fold (key);
  gsize length = strlen (folded);

  while (length > 0 && g_ascii_isdigit (folded[length - 1]))
    folded[--length] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_strv_contains (lists[i], folded))
      return FALSE;
  return length > 0;
}

static char *
dup_text (const StudioLenientValue *value)
{
  char *text;

  if (value == NULL || value->doubt != NULL ||
      (value->kind != STUDIO_LENIENT_STRING && value->kind != STUDIO_LENIENT_NUMBER))
    return NULL;
  text = g_strstrip (g_strdup (value->text));
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static char *
read_text (const StudioLenientValue *object,
           const StudioLenientValue *outer,
           const char *const *names)
{
  char *text = dup_text (find_member (object, names));

  return text != NULL || outer == NULL ? text : dup_text (find_member (outer, names));
}

/* What a KPI without a name is called. */
static char *
dup_first_sentence (const char *text)
{
  g_autofree char *name = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_NAME));
  gsize length = strcspn (name, ".;:\n");

  name[length] = '\0';
  g_strstrip (name);
  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

/* Some put the statement into a list of its lines. */
static char *
join_lines (const StudioLenientValue *array)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < array->children->len; i++)
    {
      const StudioLenientValue *line = get_child (array, i);

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

/* Two statements under one name, or two names: which one is meant is not certain. The same name
 * twice is damage even where the texts agree. */
static gboolean
has_rival_statements (const StudioLenientValue *object, const StudioLenientValue *statement)
{
  guint same = 0;

  for (guint i = 0; i < object->children->len; i++)
    {
      const StudioLenientValue *other = get_child (object, i);
      g_autofree char *folded = fold (g_ptr_array_index (object->names, i));

      if (!g_strv_contains (sql_names, folded))
        continue;
      same += strcmp (folded, sql_names[0]) == 0;
      if (other != statement && g_strcmp0 (other->text, statement->text) != 0 &&
          (is_statement (other) || !is_statement (statement)))
        return TRUE;
    }
  return same > 1;
}

gboolean
studio_reply_item_is_damaged (const StudioLenientValue *object)
{
  for (guint i = 0; i < object->children->len; i++)
    if (get_child (object, i)->doubt != NULL)
      return TRUE;
  return !object->complete;
}

static char *
read_statement (const StudioLenientValue *statement)
{
  char *sql = statement->kind == STUDIO_LENIENT_ARRAY ? join_lines (statement)
              : is_text (statement)                   ? g_strdup (statement->text)
                                                      : NULL;

  return sql != NULL ? strip_fence (sql) : NULL;
}

StudioReplyItem *
studio_reply_item_read (const StudioLenientValue *object,
                        const StudioLenientValue *outer,
                        const char *key,
                        char **name,
                        const char **why)
{
  const StudioLenientValue *statement = find_statement (object);
  const StudioLenientValue *own_name = find_name (object);
  g_autoptr (StudioReplyItem) item = g_new0 (StudioReplyItem, 1);

  item->name = dup_text (own_name);
  if (item->name == NULL && outer != NULL)
    item->name = dup_text (find_name (outer));
  if (item->name == NULL && key != NULL && studio_reply_item_is_name (key))
    item->name = g_strstrip (g_strdup (key));
  item->description = read_text (object, outer, description_names);
  if (item->name == NULL && item->description != NULL)
    item->name = dup_first_sentence (item->description);
  *name = g_strdup (item->name);
  *why = own_name != NULL ? own_name->doubt : NULL;
  if (*why == NULL && statement != NULL)
    *why = statement->doubt;
  if (*why != NULL)
    return NULL;
  if (statement != NULL && has_rival_statements (object, statement))
    *why = _ ("it has two statements");
  else if (item->name == NULL)
    *why = _ ("it has no name");
  else if (statement == NULL && find_member (object, sql_names) == NULL)
    *why = _ ("it has no SQL");
  if (*why != NULL)
    return NULL;
  item->sql = statement != NULL ? read_statement (statement) : NULL;
  if (item->sql == NULL || *item->sql == '\0')
    {
      *why = _ ("its SQL is empty or no text");
      return NULL;
    }
  item->business_value = read_text (object, outer, value_names);
  item->category = read_text (object, outer, category_names);
  item->unit = read_text (object, outer, unit_names);
  item->display = read_text (object, outer, display_names);
  item->direction = read_text (object, outer, direction_names);
  return g_steal_pointer (&item);
}

/* Prose may begin with “With” or “Select”, but it does not aggregate. */
static gboolean
aggregates (const char *text)
{
  static const char *const calls[] = { "count(", "sum(", "avg(", "min(", "max(", "count (" };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (strcasestr (text, calls[i]) != NULL && strcasestr (text, "from") != NULL)
      return TRUE;
  return FALSE;
}

gboolean
studio_reply_item_is_map (const StudioLenientValue *object)
{
  gboolean certain = FALSE;

  for (guint i = 0; i < object->children->len; i++)
    {
      const StudioLenientValue *child = get_child (object, i);

      if (!is_text (child) || (child->complete && !begins_statement (child->text)) ||
          !studio_reply_item_is_name (g_ptr_array_index (object->names, i)))
        return FALSE;
      certain |= child->complete && aggregates (child->text);
    }
  return certain;
}

StudioReplyItem *
studio_reply_item_read_mapped (const StudioLenientValue *object, guint member)
{
  const StudioLenientValue *statement = get_child (object, member);
  StudioReplyItem *item;

  if (statement->doubt != NULL || !statement->complete)
    return NULL;
  item = g_new0 (StudioReplyItem, 1);
  item->name = g_strstrip (g_strdup (g_ptr_array_index (object->names, member)));
  item->sql = read_statement (statement);
  if (item->sql == NULL)
    g_clear_pointer (&item, studio_reply_item_free);
  return item;
}
