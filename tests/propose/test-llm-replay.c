/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same KPIs as models wrap them, whole and cut at every byte: what is complete is found, and
 * nothing else. */
#include "propose/llm/studio-llm-completion.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Of a shop that this program has never seen. */
static const char *const statements[] = {
  "SELECT date_trunc('month', o.placed_at) AS month, sum(l.qty * l.price) AS revenue\nFROM orders "
  "o\n"
  "JOIN order_lines l ON l.order_id = o.id\nGROUP BY 1 ORDER BY 1",
  "SELECT round(100.0 * count(*) FILTER (WHERE state = 'paid') / nullif(count(*), 0), 2) AS share "
  "FROM orders",
  "SELECT \"Ship Mode\", count(*) FROM deliveries WHERE note NOT LIKE '%\\_x{y}%' GROUP BY 1",
  "SELECT payload ->> 'channel' AS channel, avg(total) FROM orders GROUP BY 1 LIMIT 20",
  "WITH t AS (SELECT customer_id, min(placed_at) AS first FROM orders GROUP BY 1)\n\tSELECT "
  "count(*) "
  "FROM t WHERE first >= now() - interval '30 days'",
  "SELECT count(*) AS 건수 FROM 주문 WHERE 상태 = '완료' AND memo <> ']}, {\"sql\": \"x\"'",
};

typedef struct
{
  GString *text;
  guint ends[G_N_ELEMENTS (statements)]; /* bytes after which each item is complete */
} Reply;

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

/* @style: 0 as asked for, 1 by the names of older versions, 2 pretty, 3 with keys in between. */
static void
add_item (Reply *reply, guint i, guint style)
{
  g_autofree char *sql = quote (statements[i]);

  switch (style)
    {
    case 1:
      g_string_append_printf (reply->text,
                              "{\"kpi_name\":\"KPI %u\",\"description\":\"d\",\"business_value\":"
                              "\"v\",\"sql_query\":%s,\"output_format\":\"bar chart\"}",
                              i, sql);
      break;
    case 2:
      g_string_append_printf (
          reply->text,
          "{\n    \"name\": \"KPI %u\",\n    \"sql\": %s,\n    \"unit\": \"count\"\n  }", i, sql);
      break;
    case 3:
      g_string_append_printf (reply->text,
                              "{\"sql\":%s,\"tags\":[\"a\",{\"b\":1}],\"name\":\"KPI %u\","
                              "\"target\":null}",
                              sql, i);
      break;
    default:
      g_string_append_printf (reply->text, "{\"name\":\"KPI %u\",\"description\":\"d\",\"sql\":%s}",
                              i, sql);
    }
  reply->ends[i] = reply->text->len;
}

static void
add_items (Reply *reply, guint style, const char *separator)
{
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      if (i > 0)
        g_string_append (reply->text, separator);
      add_item (reply, i, style);
    }
}

static const struct
{
  const char *what;
  const char *before;
  const char *separator;
  const char *after;
  guint style;
} wrappings[] = {
  { "object", "{\"kpis\":[", ",", "]}", 0 },
  { "list", "[", ", ", "]", 0 },
  { "fence", "```json\n{\"kpis\": [", ",\n", "]}\n```", 2 },
  { "fence without a label", "```\n[", ",", "]\n```\n", 1 },
  { "prose", "Here are {six} KPIs [for you]:\n\n{\"kpis\":[", ",", "]}\n\nAsk me for more!", 0 },
  { "prose and fence", "Sure!\n```json\n{\n  \"kpis\": [\n  ", ",\n  ", "\n  ]\n}\n```\nDone.", 2 },
  { "one a line", "", "\n", "\n", 0 },
  { "under another name", "{\"data\":{\"results\":[", ",", "]}}", 3 },
  { "after thoughts", "<think>maybe {\"name\":\"X\",\"sql\":\"SELECT 9\"}</think>{\"kpis\":[", ",",
    "]}", 1 },
  { "assignment", "kpis = [", ",", "];", 0 },
  { "trailing comma", "{\"kpis\":[", ",", ",]}", 3 },
  { "label", "json\n{\"kpis\":[", ",", "]}", 1 },
  { "by table", "{\"orders\":{\"kpis\":[", ",", "]}}", 1 },
  { "byte order mark", "\xef\xbb\xbf{\"kpis\":[", ",", "]}", 2 },
};

static guint
check (const char *what, const Reply *reply, gsize length, const char *finish)
{
  g_autoptr (StudioReply) read =
      studio_reply_read (reply->text->str, length,
                         strcmp (finish, "stop") == 0 ? STUDIO_REPLY_FINISHED : STUDIO_REPLY_CUT);
  guint expected = 0;

  while (expected < G_N_ELEMENTS (statements) && reply->ends[expected] <= length)
    expected++;
  if (read->items->len != expected)
    g_test_message ("%s cut at %" G_GSIZE_FORMAT ": %u instead of %u (%s)", what, length,
                    read->items->len, expected, read->refusal);
  g_assert_cmpuint (read->items->len, ==, expected);
  for (guint i = 0; i < expected; i++)
    {
      const StudioReplyItem *item = g_ptr_array_index (read->items, i);
      g_autofree char *name = g_strdup_printf ("KPI %u", i);

      g_assert_cmpstr (item->name, ==, name);
      g_assert_cmpstr (item->sql, ==, statements[i]);
    }
  return expected;
}

static void
test_wrappings (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  Reply reply = { .text = g_string_new (wrappings[index].before) };

  add_items (&reply, wrappings[index].style, wrappings[index].separator);
  g_string_append (reply.text, wrappings[index].after);
  g_assert_cmpuint (check (wrappings[index].what, &reply, reply.text->len, "stop"), ==,
                    G_N_ELEMENTS (statements));
  for (gsize cut = 0; cut <= reply.text->len; cut++)
    check (wrappings[index].what, &reply, cut, "length");
  g_string_free (reply.text, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrappings); i++)
    {
      g_autofree char *words = g_strdup (wrappings[i].what);
      g_autofree char *path = g_strconcat ("/llm/replay/", g_strdelimit (words, " ", '-'), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_wrappings);
    }
  return g_test_run ();
}
