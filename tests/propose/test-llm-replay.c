/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same KPIs in every way that models wrap and write them, whole and cut: what is complete is
 * found as it was meant, and nothing else. */
#include "propose/llm/studio-llm-completion.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Bytes between two cuts; where they begin differs from case to case, so that all are met. */
#define STEP 11

/* Of a shop that this program has never seen. */
static const struct
{
  const char *name;
  const char *sql;
} kpis[] = {
  { "Revenue (net), by month",
    "SELECT date_trunc('month', o.placed_at) AS month, sum(l.qty * l.price)::numeric AS revenue\n"
    "FROM orders o\nJOIN order_lines l ON l.order_id = o.id\nGROUP BY 1 ORDER BY 1" },
  { "The shop's \"paid\" share",
    "SELECT round(100.0 * count(*) FILTER (WHERE state = 'paid') / nullif(count(*), 0), 2) AS "
    "share FROM orders" },
  { "Deliveries per mode",
    "SELECT \"Ship Mode\", total::int, \"Kind\"::text FROM deliveries WHERE note NOT LIKE 'a b' "
    "GROUP BY 1, 2, 3" },
  { "Average per channel",
    "SELECT payload ->> 'channel' AS channel, avg(total) FROM orders /* all: of {them} */ GROUP "
    "BY 1 LIMIT 20 -- the most" },
  { "신규 고객",
    "WITH t AS (SELECT customer_id, min(placed_at) AS first FROM orders GROUP BY 1)\n\tSELECT "
    "count(*) FROM t WHERE first >= now() - interval '30 days'" },
  { "Finished",
    "SELECT count(*) AS 건수 FROM 주문 WHERE 상태 = '완료' AND url <> 'http://x/}],[{'" },
};

#define N_KPIS G_N_ELEMENTS (kpis)

typedef struct
{
  GString *text;
  guint ends[N_KPIS]; /* bytes after which each item is complete */
} Reply;

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

/* With real newlines and tabs. */
static char *
quote_raw (const char *text)
{
  g_autofree char *plain = quote (text);
  g_autoptr (GString) quoted = g_string_new (plain);

  g_string_replace (quoted, "\\n", "\n", 0);
  g_string_replace (quoted, "\\t", "\t", 0);
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

/* Quotes inside are left as they are. */
static char *
quote_carelessly (const char *text)
{
  return g_strdup_printf ("\"%s\"", text);
}

static char *
quote_curly (const char *text)
{
  g_autofree char *quoted = quote (text);

  quoted[strlen (quoted) - 1] = '\0';
  return g_strdup_printf ("“%s”", quoted + 1);
}

static char *
quote_single (const char *text)
{
  g_autoptr (GString) quoted = g_string_new (text);

  g_string_replace (quoted, "'", "\\'", 0);
  g_string_replace (quoted, "\n", "\\n", 0);
  return g_strdup_printf ("'%s'", quoted->str);
}

/* As Python prints it: in double quotes where there are single ones inside. */
static char *
quote_python (const char *text)
{
  if (strchr (text, '\'') != NULL && strchr (text, '"') == NULL)
    return quote (text);
  return quote_single (text);
}

static char *
quote_tripled (const char *text)
{
  return strchr (text, '\n') != NULL ? g_strdup_printf ("\"\"\"%s\"\"\"", text) : quote (text);
}

static char *
quote_ticks (const char *text)
{
  return strchr (text, '\n') != NULL ? g_strdup_printf ("`%s`", text) : quote (text);
}

static char *
quote_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *list = g_string_new ("[");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *quoted = quote (lines[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", quoted);
    }
  return g_string_free (g_string_append_c (list, ']'), FALSE);
}

static char *
quote_fenced (const char *text)
{
  g_autofree char *fenced = g_strdup_printf ("```sql\n%s\n```", text);

  return quote (fenced);
}

/* How an item is written; each $ in @form stands for its name, then its SQL, quoted. */
typedef struct
{
  const char *what;
  const char *form;
  char *(*quote_name) (const char *text);
  char *(*quote_sql) (const char *text);
} Style;

static const Style styles[] = {
  { "as asked", "{\"name\":$,\"description\":\"d\",\"sql\":$}", quote, quote },
  { "older names",
    "{\"kpi_name\": $, \"description\": \"[d] {x}\", \"business_value\": \"it's v\", "
    "\"sql_query\": $, \"output_format\": \"bar chart\"}",
    quote, quote },
  { "spaced names", "{\"KPI Name\": $, \"SQL Query\": $, \"Unit\": \"count\"}", quote, quote },
  { "camel case", "{\"kpiName\": $, \"sqlQuery\": $}", quote, quote },
  { "Korean names", "{\"지표명\": $, \"설명\": \"d\", \"쿼리\": $}", quote, quote },
  { "pretty", "{\n    \"name\": $,\n    \"sql\": $,\n    \"unit\": \"count\"\n  }", quote, quote },
  { "more members", "{\"id\":1,\"name\":$,\"tags\":[\"a\",{\"b\":1}],\"target\":null,\"sql\":$}",
    quote, quote },
  { "raw newlines", "{\"name\": $, \"sql\": $}", quote_raw, quote_raw },
  { "bare quotes", "{\n\"name\": $,\n\"sql\": $,\n\"unit\": \"count\"\n}", quote_carelessly,
    quote_carelessly },
  { "curly quotes", "{“name”: $, “sql”: $}", quote_curly, quote_curly },
  { "single quotes", "{'name': $, 'description': 'd', 'sql': $}", quote_single, quote_single },
  { "Python", "{'name': $, 'ok': True, 'target': None, 'sql': $}", quote_python, quote_python },
  { "bare keys", "{name: $, sql: $, unit: \"count\"}", quote, quote },
  { "trailing comma", "{\"name\": $, \"sql\": $,\n}", quote, quote },
  { "no commas", "{\n\"name\": $\n\"unit\": \"count\"\n\"sql\": $\n}", quote, quote },
  { "comments", "{ // it's {one}\n\"name\": $, /* \"sql\": */ \"sql\": $}", quote, quote },
  { "Python comments", "{ # it's {one}\n\"name\": $, \"sql\": $}", quote, quote },
  { "full width", "{\"name\"：$，\"sql\"：$}", quote, quote },
  { "wide blanks", "{\n\u00a0\u00a0\"name\":\u00a0$,\n\u3000\"sql\": $}", quote, quote },
  { "three quotes", "{\"name\": $, \"sql\": $}", quote, quote_tripled },
  { "back quotes", "{\"name\": $, \"sql\": $}", quote, quote_ticks },
  { "lines", "{\"name\": $, \"sql\": $}", quote, quote_lines },
  { "fenced SQL", "{\"name\": $, \"sql\": $}", quote, quote_fenced },
};

/* What stands around and between the items. */
static const struct
{
  const char *what;
  const char *before;
  const char *separator;
  const char *after;
} wrappings[] = {
  { "object", "{\"kpis\":[", ",", "]}" },
  { "list", "[", ", ", "]" },
  { "fence", "```json\n{\"kpis\": [", ",\n", "]}\n```" },
  { "fence without a label", "```\n[", ",", "]\n```\n" },
  { "prose", "Here are {six} KPIs [for you]:\n\n{\"kpis\":[", ",", "]}\n\nAsk me for more!" },
  { "prose and fence", "Sure [1]!\n```json\n{\n  \"kpis\": [\n  ", ",\n  ",
    "\n  ]\n}\n```\nDone." },
  { "one a line", "", "\n", "\n" },
  { "one behind the other", "", "", "" },
  { "a block each", "1. [One]\n```json\n", "\n```\n\n2. [Next](x)\n```json\n", "\n```\n" },
  { "without commas", "[\n", "\n", "\n]" },
  { "with semicolons", "[", "; ", "]" },
  { "under another name", "{\"status\":\"ok\",\"data\":{\"results\":[", ",", "]}}" },
  { "named wrapper", "{\"name\":\"KPIs\",\"description\":\"d\",\"sql\":\"\",\"kpis\":[", ",",
    "]}" },
  { "asked back", "{\"query\":\"KPIs of orders\",\"kpis\":[", ",", "],\"notes\":[\"a\"]}" },
  { "after thoughts", "<think>maybe {\"name\":\"X\",\"sql\":\"SELECT 9\"}</think>{\"kpis\":[", ",",
    "]}" },
  { "in a tag", "<answer>\n[", ",", "]\n</answer>" },
  { "assignment", "kpis = [", ",", "];" },
  { "script", "```js\nconst kpis = [", ",", "];\n```" },
  { "trailing comma", "{\"kpis\":[", ",", ",]}" },
  { "ellipsis", "[", ",", ", ...]" },
  { "label", "json\n{\"kpis\":[", ",", "]}" },
  { "by table", "{\"orders\":{\"kpis\":[", ",", "]}}" },
  { "list of lists", "[[", "],[", "]]" },
  { "list of wrappers", "[{\"kpi\":", "},{\"kpi\":", "}]" },
  { "tool call", "{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"kpis\":[", ",",
    "]}}}]}" },
  { "byte order mark", "\xef\xbb\xbf{\"kpis\":[", ",", "]}" },
  { "bracket too many", "{\"kpis\":[", ",", "]}}" },
  { "brackets missing", "{\"kpis\":[", ",", "" },
};

static void
add_item (Reply *reply, guint index, const char *form, const char *name, const char *sql)
{
  g_auto (GStrv) parts = g_strsplit (form, "$", 3);

  g_string_append_printf (reply->text, "%s%s%s%s%s", parts[0], name, parts[1], sql, parts[2]);
  reply->ends[index] = reply->text->len;
}

static void
write_reply (Reply *reply, guint wrapping, const Style *style)
{
  reply->text = g_string_new (wrappings[wrapping].before);
  for (guint i = 0; i < N_KPIS; i++)
    {
      g_autofree char *name = style->quote_name (kpis[i].name);
      g_autofree char *sql = style->quote_sql (kpis[i].sql);

      if (i > 0)
        g_string_append (reply->text, wrappings[wrapping].separator);
      add_item (reply, i, style->form, name, sql);
    }
  g_string_append (reply->text, wrappings[wrapping].after);
}

static void
check (const char *what, const Reply *reply, gsize length, StudioReplyEnd end)
{
  g_autoptr (StudioReply) read = studio_reply_read (reply->text->str, length, end);
  guint expected = 0;

  while (expected < N_KPIS && reply->ends[expected] <= length)
    expected++;
  if (read->items->len != expected)
    g_test_message ("%s, %" G_GSIZE_FORMAT " bytes: %u instead of %u (%s): %.*s", what, length,
                    read->items->len, expected, read->refusal, (int) length, reply->text->str);
  g_assert_cmpuint (read->items->len, ==, expected);
  for (guint i = 0; i < expected; i++)
    {
      const StudioReplyItem *item = g_ptr_array_index (read->items, i);

      g_assert_cmpstr (item->name, ==, kpis[i].name);
      g_assert_cmpstr (item->sql, ==, kpis[i].sql);
    }
}

/* All there is, then cut at many places: as a model that ran out of room, and of a server that
 * says so or not. */
static void
check_all (const char *what, const Reply *reply, guint first)
{
  check (what, reply, reply->text->len, STUDIO_REPLY_FINISHED);
  for (gsize cut = first % STEP; cut < reply->text->len; cut += STEP)
    check (what, reply, cut, STUDIO_REPLY_CUT);
  for (guint i = 0; i < N_KPIS; i++)
    for (int away = -2; away <= 2; away++)
      check (what, reply, MIN (reply->ends[i] + away, reply->text->len), STUDIO_REPLY_CUT);
}

static void
test_wrapping (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *what = g_strdup_printf ("%s, %s", wrappings[index].what, styles[i].what);
      Reply reply;

      write_reply (&reply, index, &styles[i]);
      check_all (what, &reply, index + i * 5);
      g_string_free (reply.text, TRUE);
    }
}

/* JSON in a JSON string, as some answer and as functions are called. */
static void
test_in_string (gconstpointer data)
{
  const char *before = data;

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      Reply plain, reply;
      g_autofree char *quoted = NULL;

      write_reply (&plain, 0, &styles[i]);
      quoted = quote (plain.text->str);
      reply.text = g_string_new (before);
      g_string_append (reply.text, quoted);
      for (guint j = 0; j < N_KPIS; j++)
        {
          g_autofree char *part = g_strndup (plain.text->str, plain.ends[j]);
          g_autofree char *quoted_part = quote (part);

          /* The quote at its end comes later. */
          reply.ends[j] = strlen (before) + strlen (quoted_part) - 1;
        }
      if (*before == '{')
        g_string_append_c (reply.text, '}');
      check_all (styles[i].what, &reply, i * 3);
      g_string_free (plain.text, TRUE);
      g_string_free (reply.text, TRUE);
    }
}

/* Replies as web pages write text. */
static void
test_encoded (void)
{
  for (gsize i = 0; i < 8; i++)
    {
      Reply plain;
      g_autofree char *encoded = NULL;
      g_autoptr (StudioReply) read = NULL;

      write_reply (&plain, 1, &styles[i]);
      encoded = g_markup_escape_text (plain.text->str, -1);
      read = studio_reply_read (encoded, -1, STUDIO_REPLY_FINISHED);
      g_assert_cmpuint (read->items->len, ==, N_KPIS);
      for (guint j = 0; j < N_KPIS; j++)
        g_assert_cmpstr (((StudioReplyItem *) g_ptr_array_index (read->items, j))->sql, ==,
                         kpis[j].sql);
      g_string_free (plain.text, TRUE);
    }
}

/* The KPIs' names are the names of members. */
static void
test_keys (gconstpointer data)
{
  const char *form = data;
  Reply reply = { .text = g_string_new ("{\"kpis\": {") };

  for (guint i = 0; i < N_KPIS; i++)
    {
      g_autofree char *name = quote (kpis[i].name);
      g_autofree char *sql = quote (kpis[i].sql);

      if (i > 0)
        g_string_append (reply.text, ", ");
      add_item (&reply, i, form, name, sql);
    }
  g_string_append (reply.text, "}}");
  check_all (form, &reply, 0);
  g_string_free (reply.text, TRUE);
}

static void
add (const char *folder, const char *what, gconstpointer data, GTestDataFunc func)
{
  g_autofree char *words = g_strdup (what);
  g_autofree char *path =
      g_strconcat ("/llm/replay/", folder, "/", g_strdelimit (words, " ", '-'), NULL);

  g_test_add_data_func (path, data, func);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrappings); i++)
    add ("wrapped", wrappings[i].what, GUINT_TO_POINTER (i), test_wrapping);
  add ("string", "alone", "", test_in_string);
  add ("string", "arguments", "{\"name\":\"propose_kpis\",\"arguments\":", test_in_string);
  add ("keys", "objects", "$: {\"description\": \"d\", \"sql\": $}", test_keys);
  add ("keys", "statements", "$: $", test_keys);
  g_test_add_func ("/llm/replay/encoded", test_encoded);
  return g_test_run ();
}
