/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-context.h"
#include "core/studio-error.h"

#include <string.h>

static StudioContext *
read_text (const char *text)
{
  StudioContext *context = studio_context_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (studio_context_set_text (context, text, &error));
  g_assert_no_error (error);
  return context;
}

/* All facts as one line each: “kind subject value meaning state”, with - for what is not there. */
static char *
list (StudioContext *context)
{
  GPtrArray *facts = studio_context_get_facts (context);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const StudioFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (
          text, "%s|%s|%s|%s|%s\n", studio_enum_to_nick (STUDIO_TYPE_FACT_KIND, fact->kind),
          fact->subject != NULL ? fact->subject : "-", fact->value != NULL ? fact->value : "-",
          fact->meaning != NULL ? fact->meaning : "-", fact->state != NULL ? fact->state : "-");
    }
  return g_string_free (text, FALSE);
}

static void
assert_facts (const char *text, const char *expected)
{
  g_autoptr (StudioContext) context = read_text (text);
  g_autofree char *found = list (context);

  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpstr (studio_context_get_text (context), ==, text);
}

static void
test_document (void)
{
  assert_facts ("# Context of the shop\n"
                "Written by hand.\n"
                "\n"
                "## Company\n"
                "- **Currency**: KRW (won)\n"
                "- Fiscal year starts in April\n"
                "- week starts: Sunday\n"
                "- time zone: Asia/Seoul\n"
                "\n"
                "## Codes\n"
                "### tb_order.status\n"
                "- 1: paid\n"
                "- 3 → storniert [cancelled]\n"
                "- tb_user.grade = V: VIP\n"
                "- tb_pay.kind: C = card, B = bank, by hand; X=none\n"
                "\n"
                "## Rows that do not count\n"
                "- tb_user.test_yn = Y: test\n"
                "- tb_item.is_sample: test\n"
                "- tb_item.internal: counts\n"
                "\n"
                "## Names\n"
                "- tb_rfq: quote request\n"
                "- `Order Details`.qty: pieces\n"
                "\n"
                "## Currencies\n"
                "- tb_export.amount: $\n"
                "## Not to be asked again\n"
                "- tb_order.flag2\n"
                "\n"
                "## Notes\n"
                "- anything = goes: here, 1 = no code\n",
                "currency|-|-|KRW|-\n"
                "fiscal-year|-|-|4|-\n"
                "week-start|-|-|7|-\n"
                "time-zone|-|-|Asia/Seoul|-\n"
                "code|tb_order.status|1|paid|-\n"
                "code|tb_order.status|3|storniert|cancelled\n"
                "code|tb_user.grade|V|VIP|-\n"
                "code|tb_pay.kind|C|card|-\n"
                "code|tb_pay.kind|B|bank, by hand|-\n"
                "code|tb_pay.kind|X|none|-\n"
                "left-out|tb_user.test_yn|Y|test|-\n"
                "left-out|tb_item.is_sample|-|test|-\n"
                "counted|tb_item.internal|-|counts|-\n"
                "name|tb_rfq|-|quote request|-\n"
                "name|Order Details.qty|-|pieces|-\n"
                "currency|tb_export.amount|-|USD|-\n"
                "settled|tb_order.flag2|-|-|-\n");
}

/* What people write who never saw the format. */
static void
test_free_forms (void)
{
  assert_facts ("orders.status = 3 → cancelled", "code|orders.status|3|cancelled|-\n");
  assert_facts ("* orders.status = 3 means cancelled\n", "code|orders.status|3|cancelled|-\n");
  assert_facts ("sales.orders.status: 1=new, 2=paid",
                "code|sales.orders.status|1|new|-\ncode|sales.orders.status|2|paid|-\n");
  assert_facts ("users.kind = 9: leave out", "left-out|users.kind|9|leave out|-\n");
  assert_facts ("`orders`.`status` -> 1 = new", "code|orders.status|1|new|-\n");
  assert_facts ("## 상태 코드\n### tb_order.ord_st\n- 10: 결제 완료\n",
                "code|tb_order.ord_st|10|결제 완료|-\n");
  assert_facts ("통화: 원", "currency|-|-|KRW|-\n");
  assert_facts ("회계연도: 4월", "fiscal-year|-|-|4|-\n");
  assert_facts ("financial year: 01 July", "fiscal-year|-|-|7|-\n");
  assert_facts ("## Test rows\n- t.email: test\n- t.name = \"a: b\"\n",
                "left-out|t.email|-|test|-\nleft-out|t.name|a: b|test|-\n");
  assert_facts ("## Codes\n### t.c\n- \"\": unknown\n", "");
  assert_facts ("```\norders.status = 3: cancelled\n```\n", "");
  assert_facts ("We sell bread. Since 1999: always fresh.\n", "");
}

static void
test_problems (void)
{
  g_autoptr (StudioContext) context = read_text ("## Company\n- currency: shells\n- time zone: "
                                                 "Mars/Olympus\nWe are old.\n\n"
                                                 "## Codes\n- of no column\n");
  GPtrArray *problems = studio_context_get_problems (context);

  g_assert_cmpuint (studio_context_get_facts (context)->len, ==, 0);
  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "shells"));
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 2), "Line 7"));
}

static void
set (StudioContext *context,
     StudioFactKind kind,
     const char *subject,
     const char *value,
     const char *meaning,
     const char *state)
{
  g_autoptr (StudioFact) fact = studio_fact_new (kind, subject, value, meaning, state);

  studio_context_set_fact (context, fact);
  g_assert_nonnull (studio_context_find_place (context, fact));
}

static void
test_edit (void)
{
  g_autoptr (StudioContext) context = studio_context_new ();
  g_autoptr (StudioFact) card = studio_fact_new (STUDIO_FACT_CODE, "p.kind", "C", NULL, NULL);
  g_autofree char *facts = NULL;

  set (context, STUDIO_FACT_CURRENCY, NULL, NULL, "EUR", NULL);
  set (context, STUDIO_FACT_CODE, "o.status", "3", "gone", "cancelled");
  set (context, STUDIO_FACT_CODE, "o.status", "1", "new: fresh, or \"new\"", NULL);
  set (context, STUDIO_FACT_CODE, "p.kind", "C", "card", NULL);
  set (context, STUDIO_FACT_LEFT_OUT, "Order Details.test", "a = b", "test", NULL);
  set (context, STUDIO_FACT_NAME, "o", NULL, "bread order", NULL);
  set (context, STUDIO_FACT_CURRENCY, "x.amount", NULL, "USD", NULL);
  set (context, STUDIO_FACT_FISCAL_YEAR, NULL, NULL, "10", NULL);
  set (context, STUDIO_FACT_CURRENCY, NULL, NULL, "CHF", NULL);
  set (context, STUDIO_FACT_CODE, "o.status", "3", "lost", NULL);
  studio_context_remove_fact (context, card);
  facts = list (context);
  g_assert_cmpstr (facts, ==,
                   "currency|-|-|CHF|-\n"
                   "fiscal-year|-|-|10|-\n"
                   "code|o.status|3|lost|-\n"
                   "code|o.status|1|new: fresh, or \"new\"|-\n"
                   "left-out|Order Details.test|a = b|test|-\n"
                   "name|o|-|bread order|-\n"
                   "currency|x.amount|-|USD|-\n");
  g_assert_cmpuint (studio_context_get_problems (context)->len, ==, 0);
}

/* A fact that is set changes its own line and no other. */
static void
test_keeps_the_rest (void)
{
  const char *text =
      "Intro\n\n## Codes\n- o.s: 1 = new, 2=paid\n  indented   note\n\n## Notes\nend";
  g_autoptr (StudioContext) context = read_text (text);

  set (context, STUDIO_FACT_CODE, "o.s", "2", "settled", "paid");
  g_assert_cmpstr (studio_context_get_text (context), ==,
                   "Intro\n\n## Codes\n- o.s: 1: new, 2: settled [paid]\n  indented   note\n\n"
                   "## Notes\nend");
  set (context, STUDIO_FACT_TIME_ZONE, NULL, NULL, "Europe/Berlin", NULL);
  g_assert_true (g_str_has_suffix (studio_context_get_text (context),
                                   "\n## Company\n- time zone: Europe/Berlin\n\n## Notes\nend"));
}

static void
test_about (void)
{
  g_autoptr (StudioTable) table = studio_table_new (1, "Sales", "TB_Order");
  StudioFieldInfo *info = studio_field_info_new ();
  g_autoptr (StudioField) field = NULL;
  const char *subjects[] = { "tb_order.status", "sales.tb_order.STATUS", "*.status", "status" };
  const char *others[] = { "tb_orders.status", "tb_order", "order.status", "tb_order.status2" };

  info->name = g_strdup ("Status");
  field = studio_field_new (info);
  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autoptr (StudioFact) fact = studio_fact_new (STUDIO_FACT_CODE, subjects[i], "1", "x", NULL);
      g_autoptr (StudioFact) other = studio_fact_new (STUDIO_FACT_CODE, others[i], "1", "x", NULL);

      g_assert_true (studio_fact_is_about_field (fact, table, field));
      g_assert_false (studio_fact_is_about_field (other, table, field));
      g_assert_cmpint (studio_fact_is_about_table (other, table), ==, i == 1);
    }
}

static void
test_refused (void)
{
  g_autoptr (StudioContext) context = read_text ("kept\n");
  g_autofree char *large = g_strnfill (300 * 1024, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_false (studio_context_set_text (context, "\xff\xfe", &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (studio_context_set_text (context, large, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT);
  g_assert_cmpstr (studio_context_get_text (context), ==, "kept\n");
  g_assert_true (studio_context_set_text (context, "\357\273\277a\r\nb\rc\001", NULL));
  g_assert_cmpstr (studio_context_get_text (context), ==, "a\nb\nc");
}

/* Whatever is read can be written and read again; nothing crashes, nothing is lost. */
static void
test_random (void)
{
  const char *pieces[] = { "## ",         "### ",    "- ",        "orders.status",
                           "t.\"a b\"",   " = ",     ": ",        " → ",
                           "3",           "[x]",     "\"",        "`",
                           ",",           ";",       "\n",        "Codes",
                           "Test",        "Company", "currency",  "EUR",
                           "fiscal year", "April",   "[",         "]",
                           " means ",     "상태",    "- - ",      "```",
                           "*",           ".",       "..",        "Names",
                           "|",           "\t",      "week start" };
  GRand *random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (StudioContext) context = NULL;
      g_autoptr (StudioContext) again = NULL;
      g_autofree char *facts = NULL;
      g_autofree char *facts_again = NULL;
      guint n = (guint) g_rand_int_range (random, 1, 40);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      context = read_text (text->str);
      g_assert_cmpstr (studio_context_get_text (context), ==, text->str);
      facts = list (context);
      /* Each fact told anew to an empty context is the same fact. */
      again = studio_context_new ();
      for (guint i = 0; i < studio_context_get_facts (context)->len; i++)
        {
          const StudioFact *fact = g_ptr_array_index (studio_context_get_facts (context), i);
          const StudioFact *found;

          studio_context_set_fact (again, fact);
          found = studio_context_find_place (again, fact);
          if (found == NULL || g_strcmp0 (found->meaning, fact->meaning) != 0)
            g_error ("Lost %s of “%s” in “%s”", facts, text->str, studio_context_get_text (again));
        }
    }
  g_rand_free (random);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/core/context/document", test_document);
  g_test_add_func ("/core/context/free-forms", test_free_forms);
  g_test_add_func ("/core/context/problems", test_problems);
  g_test_add_func ("/core/context/edit", test_edit);
  g_test_add_func ("/core/context/keeps-the-rest", test_keeps_the_rest);
  g_test_add_func ("/core/context/about", test_about);
  g_test_add_func ("/core/context/refused", test_refused);
  g_test_add_func ("/core/context/random", test_random);
  return g_test_run ();
}
