/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "propose/llm/studio-reply.h"

#include <string.h>

/* What is expected of a reply: its statements, joined by “|”; NULL where it is refused. */
typedef struct
{
  const char *what;
  const char *text;
  const char *statements;
  gboolean partial;
} Case;

#define A "{\"name\":\"A\",\"sql\":\"SELECT 1\"}"
#define B "{\"name\":\"B\",\"sql\":\"SELECT 2\"}"

static const Case finished[] = {
  { "fence", "```json\n{\"kpis\":[" A "]}\n```", "SELECT 1", FALSE },
  { "prose around", "Sure:\n{\"kpis\":[" A "]}\nMore?", "SELECT 1", FALSE },
  { "bare list", "[" A "," B "]", "SELECT 1|SELECT 2", FALSE },
  { "comma before brace", "{\"name\":\"A\",\"sql\":\"SELECT 1\",}", "SELECT 1", FALSE },
  { "comma before bracket", "[" A ",]", "SELECT 1", FALSE },
  { "raw newline", "{\"name\":\"A\",\"sql\":\"SELECT 1\nFROM t\"}", "SELECT 1\nFROM t", FALSE },
  { "raw tab", "{\"name\":\"A\",\"sql\":\"SELECT\t1\"}", "SELECT\t1", FALSE },
  { "single quotes", "{'name':'A','sql':'SELECT 1'}", "SELECT 1", FALSE },
  { "doubled single quotes", "[{'name':'A','sql':'SELECT x WHERE s = ''x'''}," B "]", "SELECT 2",
    FALSE },
  { "bare keys", "{name:\"A\", sql:\"SELECT 1\"}", "SELECT 1", FALSE },
  { "Python literals", "{\"name\":\"A\",\"ok\":True,\"target\":None,\"sql\":\"SELECT 1\"}",
    "SELECT 1", FALSE },
  { "line comment", "[" A ", // the second\n" B "]", "SELECT 1|SELECT 2", FALSE },
  { "block comment", "[/* first */" A "]", "SELECT 1", FALSE },
  { "unescaped quotes", "{\"name\":\"A\",\"sql\":\"SELECT \"Order ID\" FROM t\"}",
    "SELECT \"Order ID\" FROM t", FALSE },
  { "unescaped list of names",
    "{\"name\":\"A\",\"sql\":\"SELECT \"a\", \"b\" FROM t\",\"unit\":\"count\"}",
    "SELECT \"a\", \"b\" FROM t", FALSE },
  { "invalid escape", "{\"name\":\"A\",\"sql\":\"SELECT x LIKE 'a\\_b'\"}", "SELECT x LIKE 'a\\_b'",
    FALSE },
  { "escaped apostrophe", "{\"name\":\"A\",\"sql\":\"s = \\'x\\'\"}", "s = 'x'", FALSE },
  { "missing comma", "{\"name\":\"A\" \"sql\":\"SELECT 1\"}", "SELECT 1", FALSE },
  { "missing brackets at the end", "{\"kpis\":[" A "," B, "SELECT 1|SELECT 2", TRUE },
  { "missing brace of the last", "{\"kpis\":[" A ",{\"name\":\"B\",\"sql\":\"SELECT 2\"",
    "SELECT 1|SELECT 2", TRUE },
  { "one brace too many", "{\"kpis\":[" A "]}}", "SELECT 1", FALSE },
  { "one object a line", A "\n" B, "SELECT 1|SELECT 2", FALSE },
  { "two blocks", "```json\n[" A "]\n```\nand\n```json\n[" B "]\n```", "SELECT 1|SELECT 2", FALSE },
  { "two blocks, one of something else", "```json\n{\"x\":1}\n```\nand\n```json\n[" B "]\n```",
    NULL, FALSE },
  { "numbered", "{\"1\":" A ",\"2\":" B "}", "SELECT 1|SELECT 2", FALSE },
  { "string in a string",
    "\"{\\\"kpis\\\":[{\\\"name\\\":\\\"A\\\",\\\"sql\\\":\\\"SELECT 1\\\"}]}\"", "SELECT 1",
    FALSE },
  { "curly quotes", "{“name”:“A”,“sql”:“SELECT \"x\"”}", "SELECT \"x\"", FALSE },
  { "three quotes", "[{\"name\":\"A\",\"sql\":\"\"\"SELECT 1\"\"\"}," B "]", "SELECT 1|SELECT 2",
    FALSE },
  { "three quotes inside three quotes",
    "[{\"name\":\"A\",\"sql\":\"\"\"SELECT \"\"\"x\"\"\" FROM t\"\"\"}," B "]", "SELECT 2", FALSE },
  { "a mark beside a block", "See [1].\n```json\n[" A "]\n```\n[2]", "SELECT 1", FALSE },
  { "a doubtful description",
    "[{'name':'A','description':'the shop's sales','sql':'SELECT 1'}," B "]", "SELECT 1|SELECT 2",
    FALSE },
  { "prose that is no map", "{\"conclusion\":\"With these, select the best from all\"}", NULL,
    FALSE },
  { "a question and a statement", "{\"query\":\"How many?\",\"sql\":\"SELECT 1\",\"name\":\"A\"}",
    "SELECT 1", FALSE },
  { "described outside", "{\"name\":\"A\",\"details\":{\"sql\":\"SELECT 1\",\"unit\":\"x\"}}",
    "SELECT 1", FALSE },
  { "numbered without names",
    "{\"1\":{\"description\":\"A. More.\",\"sql\":\"SELECT 1\"},\"2\":" B "}", "SELECT 1|SELECT 2",
    FALSE },
  { "ellipsis", "[" A ", ...]", "SELECT 1", TRUE },
  { "thoughts", "<think>maybe {x:1} or " B "</think>" A, "SELECT 1", FALSE },
  { "thoughts without end", "<think>maybe " A, NULL, TRUE },
  { "byte order mark", "\xEF\xBB\xBF" A, "SELECT 1", FALSE },
  { "bracket in prose", "Use {table}.\n" A, "SELECT 1", FALSE },
  { "NaN", "{\"name\":\"A\",\"target\":NaN,\"sql\":\"SELECT 1\"}", "SELECT 1", FALSE },
  { "joined strings", "{\"name\":\"A\",\"sql\":\"SELECT 1 \" + \"FROM t\"}", "SELECT 1 FROM t",
    FALSE },
  { "joined with something else", "[{\"name\":\"A\",\"sql\":\"SELECT \" + x}," B "]", "SELECT 2",
    FALSE },
  { "a plus between names", "[{\"name\":\"A\",\"sql\":\"SELECT \"a\" + \"b\" FROM t\"}," B "]",
    "SELECT 2", FALSE },
  { "statement twice", "[{\"name\":\"A\",\"sql\":\"SELECT 1\",\"sql\":\"DROP TABLE t\"}," B "]",
    "SELECT 2", FALSE },
  { "two statements", "[{\"name\":\"A\",\"sql\":\"SELECT 1\",\"query\":\"SELECT 3\"}," B "]",
    "SELECT 2", FALSE },
  { "refusal", "I cannot help with that.", NULL, FALSE },
  { "empty", " \n", NULL, FALSE },
  { "table", "| name | sql |\n|---|---|\n| A | SELECT 1 |", NULL, FALSE },
  { "web page", "<html><body>502 {\"a\":1}</body></html>", NULL, FALSE },
  { "fence never closed", "```json\n[" A "]", "SELECT 1", FALSE },
  { "backticks", "{\"name\":\"A\",\"sql\":\"SELECT `a`\"}", "SELECT `a`", FALSE },
  { "fence in the statement", "{\"name\":\"A\",\"sql\":\"```sql\\nSELECT 1\\n```\"}", "SELECT 1",
    FALSE },
  { "full-width punctuation", "{\"name\"：\"A\"，\"sql\"：\"SELECT 1\"}", "SELECT 1", FALSE },
  { "label", "json\n" A, "SELECT 1", FALSE },
  { "NUL", "[{\"name\":\"A\\u0000x\",\"sql\":\"SELECT 1\"}," B "]", "SELECT 2", FALSE },
  { "half a pair", "{\"name\":\"A \\ud83d\",\"sql\":\"SELECT 1\"}", "SELECT 1", FALSE },
  { "comma at the root", A ",", "SELECT 1", FALSE },
  { "assignment", "kpis = [" A "]", "SELECT 1", FALSE },
  { "wrapped list", "{\"data\":{\"items\":[" A "]}}", "SELECT 1", FALSE },
  { "wrapped object", "{\"kpis\":" A "}", "SELECT 1", FALSE },
  { "named wrapper", "{\"name\":\"KPIs\",\"description\":\"of t\",\"kpis\":[" A "]}", "SELECT 1",
    FALSE },
  { "by table", "{\"tb_a\":{\"kpis\":[" A "]},\"tb_b\":{\"kpis\":[" B "]}}", "SELECT 1|SELECT 2",
    FALSE },
  { "lines", "{\"name\":\"A\",\"sql\":[\"SELECT 1\",\"FROM t\"]}", "SELECT 1\nFROM t", FALSE },
  { "other keys", "{\"Title\":\"A\",\"SQL_Query\":\"SELECT 1\"}", "SELECT 1", FALSE },
  { "no SQL", "[{\"name\":\"A\",\"sql\":\"\"},{\"name\":\"C\",\"sql\":7}," B "]", "SELECT 2",
    FALSE },
  { "a damaged item", "[{\"name\":\"A\",\"sql\" \"SELECT 1\"}," B "]", "SELECT 2", FALSE },
  { "emoji", "{\"name\":\"\\ud83d\\ude00\",\"sql\":\"SELECT 1\"}", "SELECT 1", FALSE },
};

static const Case cut[] = {
  { "in a statement", "{\"kpis\":[" A ",{\"name\":\"B\",\"sql\":\"SELECT co", "SELECT 1", TRUE },
  { "behind a comma", "{\"kpis\":[" A ",", "SELECT 1", TRUE },
  { "before a value", "{\"kpis\":[" A ",{\"name\":\"B\",\"sql\":", "SELECT 1", TRUE },
  { "before the brace", "{\"kpis\":[" A ",{\"name\":\"B\",\"sql\":\"SELECT 2\"", "SELECT 1", TRUE },
  { "before the brackets", "{\"kpis\":[" A "," B, "SELECT 1|SELECT 2", TRUE },
};

static char *
join (const StudioReply *reply)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < reply->items->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "",
                            ((StudioReplyItem *) g_ptr_array_index (reply->items, i))->sql);
  return g_string_free (joined, FALSE);
}

static void
check_case (const Case *expected, StudioReplyEnd end)
{
  g_autoptr (StudioReply) reply = studio_reply_read (expected->text, -1, end);
  g_autofree char *statements = join (reply);

  g_test_message ("%s", expected->what);
  for (guint i = 0; i < reply->items->len; i++)
    {
      const StudioReplyItem *item = g_ptr_array_index (reply->items, i);

      if (strcmp (item->sql, "SELECT 2") == 0)
        g_assert_cmpstr (item->name, ==, "B");
    }
  if (expected->statements == NULL)
    {
      g_assert_cmpuint (reply->items->len, ==, 0);
      g_assert_nonnull (reply->refusal);
    }
  else
    {
      g_assert_cmpstr (statements, ==, expected->statements);
      g_assert_null (reply->refusal);
      /* Whoever loses something is told. */
      if (strstr (expected->text, "},{") != NULL && strchr (statements, '|') == NULL)
        g_assert_cmpuint (reply->dropped->len, >, 0);
    }
  g_assert_cmpint (reply->partial, ==, expected->partial);
}

static void
test_finished (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (finished); i++)
    check_case (&finished[i], STUDIO_REPLY_FINISHED);
}

static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cut); i++)
    check_case (&cut[i], STUDIO_REPLY_CUT);
}

/* The statements of a reply that is cut anywhere are the first ones of the whole reply, and all
 * whose closing brace was there. */
static void
test_cut_anywhere (void)
{
  static const char whole[] = "Here they are — 여기:\n```json\n{\"kpis\": [\n"
                              "  {\"name\": \"Ümsatz\", \"sql\": \"SELECT sum(\\\"Betrag\\\") AS "
                              "x\\nFROM t WHERE a = '}, {'\","
                              " \"unit\": \"currency\"},\n"
                              "  {\"name\": \"건수\", \"sql\": \"SELECT count(*) FROM "
                              "\\uc8fc\\ubb38\", \"target\": 12.5},\n"
                              "  {\"sql\": [\"SELECT a\", \"FROM b\"], \"name\": \"C\"}\n]}\n```\n";
  static const char *const expected[] = { "SELECT sum(\"Betrag\") AS x\nFROM t WHERE a = '}, {'",
                                          "SELECT count(*) FROM 주문", "SELECT a\nFROM b" };
  const char *ends[G_N_ELEMENTS (expected)];

  ends[0] = strstr (whole, "\"currency\"}") + strlen ("\"currency\"}");
  ends[1] = strstr (whole, "12.5}") + strlen ("12.5}");
  ends[2] = strstr (whole, "\"C\"}") + strlen ("\"C\"}");
  for (gsize length = 0; length <= strlen (whole); length++)
    {
      g_autoptr (StudioReply) reply = studio_reply_read (whole, length, STUDIO_REPLY_CUT);
      guint complete = 0;

      while (complete < G_N_ELEMENTS (expected) && ends[complete] <= whole + length)
        complete++;
      g_assert_cmpuint (reply->items->len, ==, complete);
      for (guint i = 0; i < complete; i++)
        g_assert_cmpstr (((StudioReplyItem *) g_ptr_array_index (reply->items, i))->sql, ==,
                         expected[i]);
      g_assert_true (reply->partial);
    }
}

static void
test_members (void)
{
  g_autoptr (StudioReply) reply = studio_reply_read (
      "[{\"kpi_name\":\" Return rate \",\"description\":\"Share\",\"business_value\":\"Quality\","
      "\"category\":\"Sales\",\"sql_query\":\"SELECT 1\",\"unit\":\"percent\","
      "\"output_format\":\"line\",\"direction\":\"down\"}]",
      -1, STUDIO_REPLY_FINISHED);
  const StudioReplyItem *item = g_ptr_array_index (reply->items, 0);

  g_assert_cmpstr (item->name, ==, "Return rate");
  g_assert_cmpstr (item->description, ==, "Share");
  g_assert_cmpstr (item->business_value, ==, "Quality");
  g_assert_cmpstr (item->category, ==, "Sales");
  g_assert_cmpstr (item->unit, ==, "percent");
  g_assert_cmpstr (item->display, ==, "line");
  g_assert_cmpstr (item->direction, ==, "down");
}

/* What would crash json-glib or take for ever. */
static void
test_hostile (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *braces = g_strnfill (200000, '{');
  g_autofree char *large = g_strnfill (STUDIO_REPLY_MAX_BYTES + 1, ' ');
  g_autofree char *broken = g_strnfill (200000, 'x');
  const char *const texts[] = {
    deep, braces, large, broken, "\xff\xfe{\"name\":", "{\"a\":{\"b\":[", "\""
  };

  for (gsize i = 0; i < 200000; i += 2)
    broken[i] = '[';
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (StudioReply) reply = studio_reply_read (texts[i], -1, STUDIO_REPLY_FINISHED);

      g_assert_cmpuint (reply->items->len, ==, 0);
      g_assert_nonnull (reply->refusal);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/llm/reply/finished", test_finished);
  g_test_add_func ("/llm/reply/cut", test_cut);
  g_test_add_func ("/llm/reply/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/llm/reply/members", test_members);
  g_test_add_func ("/llm/reply/hostile", test_hostile);
  return g_test_run ();
}
