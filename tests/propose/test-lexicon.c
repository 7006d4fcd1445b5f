/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and comments of databases, read as words and codes. */
#include "propose/analyst/studio-codes.h"

static void
check_split (const char *name, const char *expected)
{
  g_auto (GStrv) words = studio_lexicon_split (studio_lexicon_get (), name, NULL);
  g_autofree char *joined = g_strjoinv (" ", words);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_split (void)
{
  check_split ("total_amount", "total amount");
  check_split ("ord_tot_amt", "order total amount");
  check_split ("totalAmount", "total amount");
  check_split ("InvoiceDate", "invoice date");
  check_split ("HTTPStatusCode", "http status code");
  check_split ("prtn_co_no", "partner company number");
  check_split ("dlv_st_cd", "delivery status code");
  check_split ("reg_dtm", "registered time");
  check_split ("use_yn", "use yn");
  check_split ("custname", "customer name");
  check_split ("zip_cd", "ZIP code");
  check_split ("downtime_min", "downtime minutes");
  check_split ("price_min", "price minimum");
  check_split ("on_hand_qty", "on-hand quantity");
  check_split ("견적금액", "quotation amount");
  /* A word is not taken apart because its halves could be abbreviations. */
  check_split ("support_ticket", "support ticket");
}

static void
test_split_table (void)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  static const char *const names[][2] = {
    { "tb_rfq_mst", "RFQ" },   { "TB_ORD_DTL", "order detail" }, { "t_customers", "customers" },
    { "fact_sales", "sales" }, { "orders", "orders" },           { "tb", "tb" },
    { "dim_date", "date" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) words = studio_lexicon_split_table (lexicon, names[i][0], NULL);
      g_autofree char *joined = g_strjoinv (" ", words);

      g_assert_cmpstr (joined, ==, names[i][1]);
    }
}

static void
test_numbers (void)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  static const char *const nouns[][2] = {
    { "order", "orders" },
    { "company", "companies" },
    { "delivery", "deliveries" },
    { "RFQ", "RFQs" },
    { "box", "boxes" },
    { "branch", "branches" },
    { "status", "statuses" },
    { "process", "processes" },
    { "order item", "order items" },
    { "person", "people" },
    { "member of staff", "members of staff" },
    { "equipment", "equipment" },
    { "survey", "surveys" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    {
      g_autofree char *plural = studio_lexicon_plural (lexicon, nouns[i][0]);
      g_autofree char *singular = studio_lexicon_singular (lexicon, nouns[i][1]);
      g_autofree char *again = studio_lexicon_plural (lexicon, plural);

      g_assert_cmpstr (plural, ==, nouns[i][1]);
      g_assert_cmpstr (singular, ==, nouns[i][0]);
      g_assert_cmpstr (again, ==, nouns[i][1]);
    }
}

static void
test_states (void)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();

  g_assert_cmpint (studio_lexicon_state (lexicon, "CANCELLED"), ==, STUDIO_STATE_CANCELLED);
  g_assert_cmpint (studio_lexicon_state (lexicon, "canceled"), ==, STUDIO_STATE_CANCELLED);
  g_assert_cmpint (studio_lexicon_state (lexicon, "in_transit"), ==, STUDIO_STATE_SHIPPED);
  g_assert_cmpint (studio_lexicon_state (lexicon, "결제완료"), ==, STUDIO_STATE_PAID);
  g_assert_cmpint (studio_lexicon_state (lexicon, "not paid"), ==, STUDIO_STATE_NONE);
  g_assert_cmpint (studio_lexicon_state (lexicon, "purple"), ==, STUDIO_STATE_NONE);
}

/* The codes of @comment, as "value=label|…". */
static void
check_codes (const char *comment, const char *expected)
{
  g_autoptr (GPtrArray) codes = studio_codes_parse (studio_lexicon_get (), comment);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (codes, i);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? "|" : "", code->value, code->label);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_codes (void)
{
  check_codes ("Status (0: open, 1: paid, 9: cancelled)", "0=open|1=paid|9=cancelled");
  check_codes ("0=open, 1=closed, 3=paid out, 9=on hold", "0=open|1=closed|3=paid out|9=on hold");
  check_codes ("R=requested, A=approved, X=rejected", "R=requested|A=approved|X=rejected");
  check_codes ("PENDING, PAID, FAILED or CANCELLED",
               "PENDING=pending|PAID=paid|FAILED=failed|CANCELLED=cancelled");
  check_codes ("new, open, pending, solved or closed",
               "new=new|open=open|pending=pending|solved=solved|closed=closed");
  check_codes ("상태 (10:대기,20:완료,40:취소)", "10=대기|20=완료|40=취소");
  /* Prose names no codes. */
  check_codes ("State of the order, set by the seller and the carrier", "");
  check_codes ("Price without tax, in the currency of the row", "");
  check_codes ("Code group RFQ_STATUS in tb_code", "");
  check_codes (NULL, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lexicon/split", test_split);
  g_test_add_func ("/lexicon/split-table", test_split_table);
  g_test_add_func ("/lexicon/numbers", test_numbers);
  g_test_add_func ("/lexicon/states", test_states);
  g_test_add_func ("/lexicon/codes", test_codes);
  return g_test_run ();
}
