/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards on the demo server: each exactly once, whatever goes wrong on the way. */
#include "core/studio-error.h"
#include "core/studio-json.h"
#include "register/studio-registrar.h"
#include "studio-test-demo.h"

#include <string.h>

#define SALES "Sales & Revenue Analytics"
#define DELIVERY "Delivery & Logistics"

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static StudioMetabaseClient *
new_client (StudioTestDemo *demo)
{
  g_autoptr (StudioCredentials) credentials = studio_credentials_new_api_key (
      studio_test_demo_get (demo, "url"), studio_test_demo_get (demo, "api_key"));
  StudioMetabaseClient *client =
      studio_metabase_client_new (studio_test_demo_get (demo, "url"), NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  studio_metabase_client_sign_in_async (client, credentials, NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_true (studio_metabase_client_sign_in_finish (client, result, &error));
  return client;
}

static StudioKpi *
new_kpi (const char *name, const char *category, const char *sql)
{
  StudioKpi *kpi = studio_kpi_new ();

  studio_kpi_set_name (kpi, name);
  studio_kpi_set_category (kpi, category);
  studio_kpi_set_sql (kpi, sql);
  studio_kpi_set_description (kpi, "What it shows");
  studio_kpi_set_business_value (kpi, "Why it matters");
  studio_kpi_set_table (kpi, "tb_order");
  studio_kpi_set_database (kpi, "Sample company");
  studio_kpi_set_database_id (kpi, 1);
  studio_kpi_set_display (kpi, "scalar");
  studio_kpi_set_source (kpi, "analyst");
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_VALID);
  studio_kpi_set_decision (kpi, STUDIO_DECISION_APPROVED);
  return kpi;
}

static GPtrArray *
new_kpis (void)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (kpis, new_kpi ("Orders", SALES, "SELECT count(*) AS orders FROM tb_order"));
  g_ptr_array_add (kpis, new_kpi ("Users", SALES, "SELECT count(*) AS users FROM tb_user"));
  g_ptr_array_add (kpis, new_kpi ("Deliveries", DELIVERY, "SELECT count(*) AS n FROM tb_delivery"));
  return kpis;
}

static StudioRegistrationSummary *
register_with (StudioRegistrar *registrar, GPtrArray *kpis)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioRegistrationSummary *summary;

  studio_registrar_register_async (registrar, kpis, NULL, NULL, NULL, NULL, keep_result_cb,
                                   &result);
  wait_for (&result);
  summary = studio_registrar_register_finish (registrar, result, &error);
  g_assert_no_error (error);
  return summary;
}

static StudioRegistrationSummary *
register_all (StudioMetabaseClient *client, GPtrArray *kpis)
{
  g_autoptr (StudioRegistrar) registrar = studio_registrar_new (client);

  return register_with (registrar, kpis);
}

static GPtrArray *
list_cards (StudioMetabaseClient *client, gint64 collection)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_items_async (client, collection, "card", NULL, keep_result_cb,
                                           &result);
  wait_for (&result);
  return studio_metabase_client_list_items_finish (client, result, NULL);
}

static guint
count_cards (StudioMetabaseClient *client, StudioKpi *kpi)
{
  g_autoptr (GPtrArray) cards = list_cards (client, studio_kpi_get_collection_id (kpi));

  return cards->len;
}

static StudioCard *
get_card (StudioMetabaseClient *client, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioCard *card;

  studio_metabase_client_get_card_async (client, id, NULL, keep_result_cb, &result);
  wait_for (&result);
  card = studio_metabase_client_get_card_finish (client, result, &error);
  g_assert_no_error (error);
  return card;
}

static void
save_card (StudioMetabaseClient *client, const StudioCard *card)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioCard) saved = NULL;

  studio_metabase_client_save_card_async (client, card, NULL, keep_result_cb, &result);
  wait_for (&result);
  saved = studio_metabase_client_save_card_finish (client, result, &error);
  g_assert_no_error (error);
}

static void
test_once (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GPtrArray) kpis = new_kpis ();
  g_autoptr (GPtrArray) strangers = new_kpis ();
  g_autoptr (StudioRegistrationSummary) first = register_all (client, kpis);
  g_autoptr (StudioRegistrationSummary) second = register_all (client, kpis);
  g_autoptr (StudioRegistrationSummary) third = NULL;
  g_autoptr (StudioCard) card = get_card (client, studio_kpi_get_card_id (kpis->pdata[0]));

  g_assert_cmpuint (first->registered, ==, 3);
  g_assert_cmpuint (first->collections_created, ==, 3);
  g_assert_cmpstr (card->name, ==, "Orders");
  g_assert_cmpstr (card->display, ==, "scalar");
  g_assert_true (g_str_has_prefix (card->description, "What it shows\n\nWhy it matters"));
  g_assert_cmpuint (second->registered, ==, 0);
  g_assert_cmpuint (second->already_registered, ==, 3);
  g_assert_cmpuint (second->collections_created, ==, 0);

  /* Another workspace proposes the same: what is there is linked. */
  third = register_all (client, strangers);
  g_assert_cmpuint (third->registered, ==, 0);
  g_assert_cmpuint (third->already_registered, ==, 3);
  g_assert_cmpint (studio_kpi_get_card_id (strangers->pdata[1]), ==,
                   studio_kpi_get_card_id (kpis->pdata[1]));
  g_assert_cmpuint (count_cards (client, kpis->pdata[0]), ==, 2);
  g_assert_cmpuint (count_cards (client, kpis->pdata[2]), ==, 1);
}

/* The reply to a creation is lost, whether it was carried out or not. */
static void
test_lost_replies (void)
{
  static const char *const rules[] = { "POST /api/card 2 reset-after",
                                       "POST /api/card 2 status=503 performed",
                                       "POST /api/card 2 status=502",
                                       "POST /api/collection 1 reset-after",
                                       "POST /api/collection 2 status=504 performed",
                                       "POST /api/card 1 truncate=10" };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const char *const arguments[] = { "--fail", rules[i], NULL };
      g_autoptr (StudioTestDemo) demo = studio_test_demo_start (arguments);
      g_autoptr (StudioMetabaseClient) client = new_client (demo);
      g_autoptr (GPtrArray) kpis = new_kpis ();
      g_autoptr (StudioRegistrationSummary) summary = NULL;

      g_test_message ("%s", rules[i]);
      summary = register_all (client, kpis);
      g_assert_cmpuint (summary->registered, ==, 3);
      g_assert_cmpuint (summary->failed, ==, 0);
      g_assert_cmpuint (count_cards (client, kpis->pdata[0]), ==, 2);
      g_assert_cmpuint (count_cards (client, kpis->pdata[2]), ==, 1);
    }
}

static void
test_refused_card (void)
{
  const char *const arguments[] = { "--fail", "POST /api/card 2 status=403 as=json", NULL };
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (arguments);
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GPtrArray) kpis = new_kpis ();
  g_autoptr (StudioRegistrationSummary) summary = register_all (client, kpis);
  guint without = 0;

  /* One refusal keeps nobody else from getting a card. */
  g_assert_cmpuint (summary->registered, ==, 2);
  g_assert_cmpuint (summary->failed, ==, 1);
  for (guint i = 0; i < kpis->len; i++)
    without += studio_kpi_get_registration (kpis->pdata[i]) == STUDIO_REGISTRATION_NONE;
  g_assert_cmpuint (without, ==, 1);
}

static void
test_edited_here (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GPtrArray) kpis = new_kpis ();
  g_autoptr (StudioRegistrationSummary) first = register_all (client, kpis);
  StudioKpi *kpi = kpis->pdata[0];
  gint64 id = studio_kpi_get_card_id (kpi);
  g_autoptr (StudioRegistrationSummary) second = NULL;
  g_autoptr (StudioCard) card = NULL;

  g_assert_cmpuint (first->registered, ==, 3);
  studio_kpi_set_sql (kpi, "SELECT count(*) AS orders FROM tb_order WHERE is_test IS NOT TRUE");
  studio_kpi_set_registration (kpi, STUDIO_REGISTRATION_OUTDATED);
  second = register_all (client, kpis);
  g_assert_cmpuint (second->updated, ==, 1);
  g_assert_cmpint (studio_kpi_get_card_id (kpi), ==, id);
  card = get_card (client, id);
  g_assert_cmpstr (card->sql, ==, studio_kpi_get_sql (kpi));
  g_assert_cmpuint (count_cards (client, kpi), ==, 2);
}

static void
test_edited_in_metabase (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GPtrArray) kpis = new_kpis ();
  g_autoptr (StudioRegistrationSummary) first = register_all (client, kpis);
  g_autoptr (StudioCard) card = get_card (client, studio_kpi_get_card_id (kpis->pdata[0]));
  g_autoptr (StudioRegistrationSummary) second = NULL;
  g_autoptr (StudioCard) after = NULL;

  g_free (card->sql);
  card->sql = g_strdup ("SELECT 7 AS by_hand");
  save_card (client, card);
  second = register_all (client, kpis);
  g_assert_cmpuint (first->registered, ==, 3);
  g_assert_cmpuint (second->skipped, ==, 1);
  g_assert_cmpuint (second->already_registered, ==, 2);
  after = get_card (client, card->id);
  g_assert_cmpstr (after->sql, ==, "SELECT 7 AS by_hand");
}

/* The same name with another meaning is told apart by its table. */
static void
test_namesakes (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (StudioRegistrationSummary) summary = NULL;
  g_autoptr (StudioCard) second = NULL;

  g_ptr_array_add (kpis, new_kpi ("Total", SALES, "SELECT count(*) AS n FROM tb_order"));
  g_ptr_array_add (kpis, new_kpi ("Total", SALES, "SELECT count(*) AS n FROM tb_payment"));
  studio_kpi_set_table (kpis->pdata[1], "tb_payment");
  summary = register_all (client, kpis);
  g_assert_cmpuint (summary->registered, ==, 2);
  second = get_card (client, studio_kpi_get_card_id (kpis->pdata[1]));
  g_assert_cmpstr (second->name, ==, "Total · payment");
}

static void
test_archived (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GPtrArray) kpis = new_kpis ();
  g_autoptr (StudioRegistrationSummary) first = register_all (client, kpis);
  g_autoptr (GAsyncResult) archived = NULL;
  g_autoptr (StudioRegistrationSummary) second = NULL;
  g_autoptr (StudioRegistrationSummary) third = NULL;
  g_autoptr (StudioRegistrar) registrar = studio_registrar_new (client);
  gint64 id = studio_kpi_get_card_id (kpis->pdata[0]);

  g_assert_cmpuint (first->registered, ==, 3);
  studio_metabase_client_archive_card_async (client, id, NULL, keep_result_cb, &archived);
  wait_for (&archived);
  g_assert_true (studio_metabase_client_archive_card_finish (client, archived, NULL));

  /* What a person put away stays there, until it is said explicitly that it shall not. */
  second = register_all (client, kpis);
  g_assert_cmpuint (second->registered, ==, 0);
  g_assert_cmpuint (second->skipped, ==, 1);
  g_assert_cmpuint (second->already_registered, ==, 2);
  g_assert_cmpint (studio_kpi_get_registration (kpis->pdata[0]), ==, STUDIO_REGISTRATION_MISSING);
  studio_registrar_insist (registrar, studio_kpi_get_id (kpis->pdata[0]));
  third = register_with (registrar, kpis);
  g_assert_cmpuint (third->registered, ==, 1);
  g_assert_cmpuint (third->already_registered, ==, 2);
  g_assert_cmpint (studio_kpi_get_card_id (kpis->pdata[0]), !=, id);
  g_assert_cmpuint (count_cards (client, kpis->pdata[0]), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/register/once", test_once);
  g_test_add_func ("/register/lost-replies", test_lost_replies);
  g_test_add_func ("/register/refused-card", test_refused_card);
  g_test_add_func ("/register/edited-here", test_edited_here);
  g_test_add_func ("/register/edited-in-metabase", test_edited_in_metabase);
  g_test_add_func ("/register/namesakes", test_namesakes);
  g_test_add_func ("/register/archived", test_archived);
  return g_test_run ();
}
