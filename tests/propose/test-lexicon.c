/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and comments of databases, read as words and codes. */
#include "core/studio-table.h"
#include "propose/analyst/studio-codes.h"
#include "propose/analyst/studio-senses.h"

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
  /* Names without separators, as old databases have them. */
  check_split ("unitpricediscount", "unit price discount");
  check_split ("salesorderheader", "sales order header");
  check_split ("extendedprice", "extended price");
  check_split ("circuitid", "circuit ID");
  check_split ("driverstandings", "driver standings");
  check_split ("custkey", "customer key");
  check_split ("membership", "membership");
  check_split ("ext_sales_price", "extended sales price");
  /* A word is not taken apart because its halves could be abbreviations. */
  check_split ("support_ticket", "support ticket");
}

/* Reads @name as that of a column with values of @use. */
static void
check_use (const char *name, StudioNameUse use, const char *expected)
{
  g_auto (GStrv) words = studio_lexicon_split_as (studio_lexicon_get (), NULL, name, use, NULL);
  g_autofree char *joined = g_strjoinv (" ", words);

  g_assert_cmpstr (joined, ==, expected);
}

/* Abbreviations that stand for several words, each with its negative. */
static void
test_homonyms (void)
{
  check_use ("del_yn", STUDIO_NAME_USE_TEXT, "deleted yn");
  check_use ("del_dtm", STUDIO_NAME_USE_TIME, "deleted time");
  check_use ("del_addr", STUDIO_NAME_USE_TEXT, "delivery address");
  check_use ("view_cnt", STUDIO_NAME_USE_NUMBER, "view count");
  check_use ("msg_cnt", STUDIO_NAME_USE_TEXT, "message content");
  check_use ("msg_cnt", STUDIO_NAME_USE_NUMBER, "message count");
  check_use ("cnt_no", STUDIO_NAME_USE_TEXT, "contract number");
  check_use ("cst_nm", STUDIO_NAME_USE_TEXT, "customer name");
  check_use ("std_cst", STUDIO_NAME_USE_NUMBER, "standard cost");
  check_use ("rfq_invt", STUDIO_NAME_USE_TABLE, "RFQ invitation");
  check_use ("prd_invt", STUDIO_NAME_USE_TABLE, "product inventory");
  check_use ("invt_qty", STUDIO_NAME_USE_NUMBER, "inventory quantity");
  check_use ("cmp_nm", STUDIO_NAME_USE_TEXT, "company name");
  check_use ("cmp_dtm", STUDIO_NAME_USE_TIME, "completed time");
  check_use ("com_no", STUDIO_NAME_USE_NUMBER, "company number");
  check_use ("com_cd", STUDIO_NAME_USE_TEXT, "common code");
  check_use ("prc_cd", STUDIO_NAME_USE_TEXT, "process code");
  check_use ("sal_prc", STUDIO_NAME_USE_NUMBER, "sales price");
  check_use ("st_dt", STUDIO_NAME_USE_TIME, "start date");
  check_use ("st_cd", STUDIO_NAME_USE_TEXT, "status code");
  check_use ("opr_rt", STUDIO_NAME_USE_NUMBER, "operating rate");
  check_use ("opr_id", STUDIO_NAME_USE_TEXT, "operator ID");
  check_use ("opr_min", STUDIO_NAME_USE_NUMBER, "operating minutes");
  check_use ("ord_min", STUDIO_NAME_USE_NUMBER, "order minimum");
  check_use ("mth_fee", STUDIO_NAME_USE_NUMBER, "monthly fee");
  check_use ("pay_mth", STUDIO_NAME_USE_TEXT, "payment method");
  check_use ("rcv_nm", STUDIO_NAME_USE_TEXT, "recipient name");
  check_use ("rcv_dtm", STUDIO_NAME_USE_TIME, "received time");
  check_use ("inv_qty", STUDIO_NAME_USE_NUMBER, "inventory quantity");
  check_use ("inv_no", STUDIO_NAME_USE_TEXT, "invoice number");
  check_use ("crt_dtm", STUDIO_NAME_USE_TIME, "created time");
  check_use ("crt_qty", STUDIO_NAME_USE_NUMBER, "cart quantity");
  check_use ("use_at", STUDIO_NAME_USE_TEXT, "use yn");
  check_use ("created_at", STUDIO_NAME_USE_TEXT, "created at");
  check_use ("bgn_de", STUDIO_NAME_USE_TEXT, "start date");
  check_use ("title_de", STUDIO_NAME_USE_TEXT, "title de");
  check_use ("emp_co", STUDIO_NAME_USE_NUMBER, "employee count");
  check_use ("co_nm", STUDIO_NAME_USE_TEXT, "company name");
  check_use ("good_qty", STUDIO_NAME_USE_NUMBER, "good quantity");
  check_use ("gd_nm", STUDIO_NAME_USE_TEXT, "product name");
}

/* Standard Korean terms, romanised Korean, and words found by their consonants. */
static void
test_korean_names (void)
{
  check_split ("stlm_amt", "payment amount");
  check_split ("ordr_stts_cd", "order status code");
  check_split ("mdfcn_dt", "updated date");
  check_split ("bzenty_nm", "company name");
  check_split ("dlvy_bgng_ymd", "delivery start date");
  check_split ("jumun_geumaek", "order amount");
  check_split ("hoewon_sangtae", "member status");
  check_split ("deungrok_ilsi", "registered time");
  check_split ("qtt_stt_cd", "quotation status code");
  check_split ("rnwl_dt", "renewal date");
  check_split ("sgnp_cnt", "signups count");
  /* No word has these consonants, or they are not all. */
  check_split ("xqz_cd", "xqz code");
  check_split ("bus_no", "bus number");
}

static void
test_split_table (void)
{
  const StudioLexicon *lexicon = studio_lexicon_get ();
  static const char *const names[][2] = {
    { "tb_rfq_mst", "RFQ" },
    { "TB_ORD_DTL", "order detail" },
    { "t_customers", "customers" },
    { "applied_add_ons", "applied add-on" },
    { "fact_sales", "sales" },
    { "orders", "orders" },
    { "tb", "tb" },
    { "dim_date", "date" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) words = studio_lexicon_split_table (lexicon, NULL, names[i][0], NULL);
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

static void
add_column (GPtrArray *fields, const char *name, const char *comment)
{
  StudioFieldInfo *info = studio_field_info_new ();

  info->name = g_strdup (name);
  info->description = g_strdup (comment);
  info->base_type = g_strdup ("type/Text");
  g_ptr_array_add (fields, studio_field_new (info));
}

/* What an abbreviation stands for that no lexicon has: comments of columns tell it. */
static void
test_senses (void)
{
  g_autoptr (StudioSenses) senses = studio_senses_new ();
  g_autoptr (StudioTable) table = studio_table_new (1, "public", "tb_ord");
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) words = NULL;

  g_assert_false (studio_lexicon_knows (studio_lexicon_get (), "xqz"));
  add_column (fields, "xqz_amt", "할인금액");
  add_column (fields, "xqz_ymd", "할인일자");
  add_column (fields, "xqv_amt", NULL);
  studio_table_take_fields (table, fields);
  g_assert_true (studio_senses_learn (senses, table, "ord"));
  g_assert_cmpstr (studio_senses_find (senses, "xqz"), ==, "discount");
  /* Without a comment nothing is known, and what every lexicon has is not learned anew. */
  g_assert_null (studio_senses_find (senses, "xqv"));
  g_assert_null (studio_senses_find (senses, "amt"));
  words =
      studio_lexicon_split_as (studio_lexicon_get (), senses, "xqz_yn", STUDIO_NAME_USE_TEXT, NULL);
  g_assert_cmpstr (words[0], ==, "discount");
  /* The same once more changes nothing. */
  g_assert_false (studio_senses_learn (senses, table, "ord"));
  fields = g_ptr_array_new_with_free_func (g_object_unref);
  add_column (fields, "xqz_amt", "배송금액");
  studio_table_take_fields (table, fields);
  g_assert_true (studio_senses_learn (senses, table, "ord"));
  g_assert_cmpstr (studio_senses_find (senses, "xqz"), ==, "delivery");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lexicon/split", test_split);
  g_test_add_func ("/lexicon/homonyms", test_homonyms);
  g_test_add_func ("/lexicon/korean-names", test_korean_names);
  g_test_add_func ("/lexicon/split-table", test_split_table);
  g_test_add_func ("/lexicon/numbers", test_numbers);
  g_test_add_func ("/lexicon/states", test_states);
  g_test_add_func ("/lexicon/codes", test_codes);
  g_test_add_func ("/lexicon/senses", test_senses);
  return g_test_run ();
}
