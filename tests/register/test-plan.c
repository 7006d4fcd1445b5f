/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a registration would do, and that it does just that: questions that are asked already, in
 * every form in which Metabase has given them out, names that are taken, and what people changed.
 */
#include "core/studio-database.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-questions.h"
#include "register/studio-registrar.h"
#include "studio-test-demo.h"

#include <string.h>

#define SALES "Sales & Revenue Analytics"
#define SQL "SELECT count(*) AS orders FROM tb_order WHERE status = 'shipped'"

typedef struct
{
  StudioTestDemo *demo;
  StudioMetabaseClient *client;
  GListStore *databases;
} Fixture;

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

static void
fixture_free (Fixture *self)
{
  g_object_unref (self->client);
  g_object_unref (self->databases);
  studio_test_demo_stop (self->demo);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static Fixture *
fixture_new (const char *const *arguments)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (StudioCredentials) credentials = NULL;
  g_autoptr (StudioDatabase) database = studio_database_new (1, "Sample company", "postgres");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->demo = studio_test_demo_start (arguments);
  self->databases = g_list_store_new (STUDIO_TYPE_DATABASE);
  g_list_store_append (self->databases, database);
  credentials = studio_credentials_new_password (studio_test_demo_get (self->demo, "url"),
                                                 studio_test_demo_get (self->demo, "username"),
                                                 studio_test_demo_get (self->demo, "password"));
  self->client = studio_metabase_client_new (studio_test_demo_get (self->demo, "url"), NULL);
  studio_metabase_client_sign_in_async (self->client, credentials, NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_true (studio_metabase_client_sign_in_finish (self->client, result, &error));
  g_assert_no_error (error);
  return self;
}

static StudioRegistrar *
new_registrar (Fixture *fixture)
{
  StudioRegistrar *registrar = studio_registrar_new (fixture->client);

  studio_registrar_set_databases (registrar, G_LIST_MODEL (fixture->databases));
  return registrar;
}

static StudioKpi *
new_kpi (const char *name, const char *sql)
{
  StudioKpi *kpi = studio_kpi_new ();

  studio_kpi_set_name (kpi, name);
  studio_kpi_set_category (kpi, SALES);
  studio_kpi_set_sql (kpi, sql);
  studio_kpi_set_description (kpi, "What it shows");
  studio_kpi_set_table (kpi, "tb_order");
  studio_kpi_set_database_id (kpi, 1);
  studio_kpi_set_display (kpi, "scalar");
  studio_kpi_set_source (kpi, "analyst");
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_VALID);
  studio_kpi_set_decision (kpi, STUDIO_DECISION_APPROVED);
  return kpi;
}

static GPtrArray *
new_kpis (const char *name, const char *sql)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (kpis, new_kpi (name, sql));
  return kpis;
}

static StudioRegistrationPlan *
plan (Fixture *fixture, GPtrArray *kpis)
{
  g_autoptr (StudioRegistrar) registrar = new_registrar (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioRegistrationPlan *made;

  studio_registrar_plan_async (registrar, kpis, NULL, keep_result_cb, &result);
  wait_for (&result);
  made = studio_registrar_plan_finish (registrar, result, &error);
  g_assert_no_error (error);
  return made;
}

static StudioRegistrationSummary *
carry_out (Fixture *fixture, GPtrArray *kpis)
{
  g_autoptr (StudioRegistrar) registrar = new_registrar (fixture);
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

static StudioPlanEntry *
get_entry (StudioRegistrationPlan *made, guint index)
{
  g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (G_LIST_MODEL (made), index);

  /* The plan keeps its own reference. */
  g_assert_nonnull (entry);
  return entry;
}

static void
assert_plan (Fixture *fixture, GPtrArray *kpis, StudioPlanAction action, StudioPlanReason reason)
{
  g_autoptr (StudioRegistrationPlan) made = plan (fixture, kpis);
  StudioPlanEntry *entry = get_entry (made, 0);

  g_assert_cmpstr (
      studio_enum_to_nick (STUDIO_TYPE_PLAN_ACTION, studio_plan_entry_get_action (entry)), ==,
      studio_enum_to_nick (STUDIO_TYPE_PLAN_ACTION, action));
  g_assert_cmpstr (
      studio_enum_to_nick (STUDIO_TYPE_PLAN_REASON, studio_plan_entry_get_reason (entry)), ==,
      studio_enum_to_nick (STUDIO_TYPE_PLAN_REASON, reason));
}

/* Returns: the id of a question that a person has made. */
static gint64
ask_by_hand (Fixture *fixture, const char *name, const char *sql, gint64 collection)
{
  g_autoptr (StudioCard) card = studio_card_new ();
  g_autoptr (StudioCard) saved = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  card->name = g_strdup (name);
  card->sql = g_strdup (sql);
  card->database_id = 1;
  card->display = g_strdup ("scalar");
  card->collection_id = collection;
  studio_metabase_client_save_card_async (fixture->client, card, NULL, keep_result_cb, &result);
  wait_for (&result);
  saved = studio_metabase_client_save_card_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  return saved->id;
}

static StudioCard *
get_card (Fixture *fixture, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioCard *card;

  studio_metabase_client_get_card_async (fixture->client, id, NULL, keep_result_cb, &result);
  wait_for (&result);
  card = studio_metabase_client_get_card_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  return card;
}

static void
save_card (Fixture *fixture, const StudioCard *card)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioCard) saved = NULL;

  studio_metabase_client_save_card_async (fixture->client, card, NULL, keep_result_cb, &result);
  wait_for (&result);
  saved = studio_metabase_client_save_card_finish (fixture->client, result, &error);
  g_assert_no_error (error);
}

/* Everything but reading, signing in and running queries. */
static guint
count_writes (Fixture *fixture)
{
  g_autoptr (JsonArray) log = studio_test_demo_read_log (fixture->demo);
  guint writes = 0;

  for (guint i = 0; i < json_array_get_length (log); i++)
    {
      JsonObject *line = studio_json_array_get_object (log, i);
      const char *method = studio_json_get_string (line, "method");
      const char *path = studio_json_get_string (line, "path");

      writes += strcmp (method, "GET") != 0 && strcmp (path, "/api/session") != 0 &&
                !g_str_has_prefix (path, "/api/dataset");
    }
  return writes;
}

/* Asked with other names, in another order and with a comment, in whatever form it is given out. */
static void
test_same_meaning (gconstpointer version)
{
  const char *const arguments[] = { "--metabase-version", version, "--search-lag", "60000", NULL };
  g_autoptr (Fixture) fixture = fixture_new (arguments);
  g_autoptr (GPtrArray) kpis = new_kpis ("Shipped orders", SQL);
  gint64 id = ask_by_hand (fixture, "Orders that left us",
                           "-- mine\nselect count(*)  as n from tb_order o\n"
                           "where o.status = 'shipped'",
                           0);
  guint writes = count_writes (fixture);
  g_autoptr (StudioRegistrationSummary) summary = NULL;
  const StudioRegistrationEntry *entry;

  ask_by_hand (fixture, "Other orders", "SELECT count(*) FROM tb_order WHERE status = 'new'", 0);
  assert_plan (fixture, kpis, STUDIO_PLAN_LINK, STUDIO_PLAN_SAME_MEANING);
  summary = carry_out (fixture, kpis);
  entry = g_ptr_array_index (summary->entries, 0);
  g_assert_cmpuint (summary->already_registered, ==, 1);
  g_assert_cmpint (entry->card_id, ==, id);
  g_assert_nonnull (strstr (entry->message, "Orders that left us"));
  g_assert_cmpint (studio_kpi_get_card_id (kpis->pdata[0]), ==, id);
  g_assert_cmpuint (count_writes (fixture), ==, writes + 1);

  /* It is linked for good, and never written to. */
  assert_plan (fixture, kpis, STUDIO_PLAN_SKIP, STUDIO_PLAN_UNCHANGED);
  studio_kpi_set_sql (kpis->pdata[0], "SELECT 1 AS one");
  studio_kpi_set_registration (kpis->pdata[0], STUDIO_REGISTRATION_OUTDATED);
  assert_plan (fixture, kpis, STUDIO_PLAN_CREATE, STUDIO_PLAN_NEW);
}

/* Where the list of all questions is refused, search and single questions serve as well. */
static void
test_search (void)
{
  const char *const arguments[] = { "--fail", "GET /api/card * status=500", NULL };
  g_autoptr (Fixture) fixture = fixture_new (arguments);
  g_autoptr (GPtrArray) kpis = new_kpis ("Shipped orders", SQL);

  for (guint i = 0; i < 230; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u AS n", i);

      ask_by_hand (fixture, "Number", i == 229 ? SQL : sql, 0);
    }
  assert_plan (fixture, kpis, STUDIO_PLAN_LINK, STUDIO_PLAN_SAME_MEANING);
}

static void
test_second_run (void)
{
  g_autoptr (Fixture) fixture = fixture_new ((const char *const[]){ "--log-bodies", NULL });
  g_autoptr (GPtrArray) kpis = new_kpis ("Shipped orders", SQL);
  g_autoptr (StudioRegistrationSummary) first = NULL;
  g_autoptr (StudioRegistrationSummary) second = NULL;
  g_autoptr (StudioRegistrationPlan) made = NULL;
  guint writes;

  g_ptr_array_add (kpis, new_kpi ("Shipped", "SELECT count(*) AS n FROM tb_order o WHERE "
                                             "o.status = 'shipped'"));
  made = plan (fixture, kpis);
  g_assert_cmpuint (studio_registration_plan_count (made, STUDIO_PLAN_CREATE), ==, 1);
  g_assert_cmpint (studio_plan_entry_get_reason (get_entry (made, 1)), ==, STUDIO_PLAN_TWIN);
  g_assert_cmpuint (g_strv_length ((GStrv) studio_registration_plan_get_new_collections (made)), ==,
                    2);
  g_assert_cmpuint (count_writes (fixture), ==, 0);
  first = carry_out (fixture, kpis);
  g_assert_cmpuint (first->registered, ==, 1);
  g_assert_cmpuint (first->already_registered, ==, 1);
  g_assert_cmpint (studio_kpi_get_card_id (kpis->pdata[0]), ==,
                   studio_kpi_get_card_id (kpis->pdata[1]));
  writes = count_writes (fixture);
  g_assert_cmpuint (writes, ==, 3);
  second = carry_out (fixture, kpis);
  g_assert_cmpuint (second->already_registered, ==, 2);
  g_assert_cmpuint (count_writes (fixture), ==, writes);
}

static void
test_people (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL);
  g_autoptr (GPtrArray) kpis = new_kpis ("Shipped orders", SQL);
  g_autoptr (StudioRegistrationSummary) first = carry_out (fixture, kpis);
  g_autoptr (StudioRegistrationSummary) second = NULL;
  g_autoptr (StudioRegistrationPlan) made = NULL;
  StudioKpi *kpi = kpis->pdata[0];
  g_autoptr (StudioCard) card = get_card (fixture, studio_kpi_get_card_id (kpi));
  g_autoptr (StudioCard) after = NULL;
  const StudioPlanDifference *difference;

  g_assert_cmpuint (first->registered, ==, 1);
  assert_plan (fixture, kpis, STUDIO_PLAN_SKIP, STUDIO_PLAN_UNCHANGED);
  g_free (card->name);
  card->name = g_strdup ("Shipped, as we call it");
  save_card (fixture, card);
  assert_plan (fixture, kpis, STUDIO_PLAN_SKIP, STUDIO_PLAN_CHANGED_THERE);
  studio_kpi_set_sql (kpi, "SELECT count(*) AS orders FROM tb_order WHERE status = 'done'");
  assert_plan (fixture, kpis, STUDIO_PLAN_CONFLICT, STUDIO_PLAN_CHANGED_BOTH);
  made = plan (fixture, kpis);
  g_assert_cmpuint (studio_plan_entry_get_differences (get_entry (made, 0))->len, ==, 2);
  difference = g_ptr_array_index (studio_plan_entry_get_differences (get_entry (made, 0)), 0);
  g_assert_cmpstr (difference->part, ==, "name");
  g_assert_cmpstr (difference->there, ==, "Shipped, as we call it");
  second = carry_out (fixture, kpis);
  g_assert_cmpuint (second->conflicts, ==, 1);
  g_assert_cmpint (studio_kpi_get_registration (kpi), ==, STUDIO_REGISTRATION_OUTDATED);
  after = get_card (fixture, card->id);
  g_assert_cmpstr (after->sql, ==, SQL);

  /* As it was written again: it may be brought up to date. */
  g_free (card->name);
  card->name = g_strdup ("Shipped orders");
  save_card (fixture, card);
  assert_plan (fixture, kpis, STUDIO_PLAN_UPDATE, STUDIO_PLAN_CHANGED_HERE);
}

static void
test_names (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL);
  g_autoptr (GPtrArray) kpis = new_kpis ("Total orders", SQL);
  g_autoptr (GPtrArray) others = new_kpis ("Total orders", "SELECT count(*) AS n FROM tb_order");
  g_autoptr (StudioRegistrationSummary) first = carry_out (fixture, kpis);
  gint64 collection = studio_kpi_get_collection_id (kpis->pdata[0]);
  g_autoptr (StudioRegistrationPlan) made = NULL;

  /* Told apart by what only one of them restricts its rows to. */
  g_assert_cmpuint (first->registered, ==, 1);
  g_ptr_array_add (
      others, new_kpi ("Total orders", "SELECT count(*) AS n FROM tb_order WHERE status = 'OEM'"));
  made = plan (fixture, others);
  g_assert_cmpint (studio_plan_entry_get_action (get_entry (made, 0)), ==, STUDIO_PLAN_CREATE);
  g_assert_cmpstr (studio_plan_entry_get_card_name (get_entry (made, 0)), ==, "Total orders (2)");
  g_assert_cmpstr (studio_plan_entry_get_card_name (get_entry (made, 1)), ==, "Total orders · OEM");

  /* A person's question of that name that counts otherwise: who is right is for people to say. */
  ask_by_hand (fixture, "Total amount", "SELECT sum(total_amount) FROM tb_order", collection);
  studio_kpi_set_name (others->pdata[0], "Total amount");
  studio_kpi_set_sql (others->pdata[0], "SELECT avg(total_amount) AS a FROM tb_order");
  assert_plan (fixture, others, STUDIO_PLAN_CONFLICT, STUDIO_PLAN_CONTRADICTION);
}

/* A lost reply that was carried out late leaves one card all the same. */
static void
test_faults (void)
{
  static const char *const rules[] = {
    "POST /api/card 3-9 status=503 performed",
    "POST /api/card 2-5 status=429 retry-after=1",
    "POST /api/card 4-6 junk",
    "POST /api/card 1-8 reset-after",
    "POST /api/card 2+ status=504 performed",
    "POST /api/collection 1-2 reset-after",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const char *const arguments[] = { "--fail", rules[i], NULL };
      g_autoptr (Fixture) fixture = fixture_new (arguments);
      g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (StudioRegistrationSummary) summary = NULL;
      g_autoptr (GAsyncResult) listed = NULL;
      g_autoptr (GPtrArray) cards = NULL;

      g_test_message ("%s", rules[i]);
      for (guint j = 0; j < 20; j++)
        {
          g_autofree char *name = g_strdup_printf ("KPI %u", j);
          g_autofree char *sql = g_strdup_printf ("SELECT %u AS n", j);

          g_ptr_array_add (kpis, new_kpi (name, sql));
        }
      summary = carry_out (fixture, kpis);
      g_assert_cmpuint (summary->failed, ==, 0);
      g_assert_cmpuint (summary->registered, ==, 20);
      studio_metabase_client_list_questions_async (fixture->client, 1, NULL, keep_result_cb,
                                                   &listed);
      wait_for (&listed);
      cards = studio_metabase_client_list_questions_finish (fixture->client, listed, NULL);
      g_assert_cmpuint (cards->len, ==, 20);
    }
}

typedef struct
{
  GCancellable *cancellable;
  guint last;
} Cancelling;

static void
progress_cb (StudioRegistrar *registrar, guint done, guint total, gpointer user_data)
{
  Cancelling *cancelling = user_data;

  g_assert_cmpuint (total, ==, 40);
  g_assert_cmpuint (done, ==, cancelling->last + 1);
  cancelling->last = done;
  if (done == 10)
    g_cancellable_cancel (cancelling->cancellable);
}

/* What is on its way is waited for and known; the rest is made the next time. */
static void
test_cancel (void)
{
  g_autoptr (Fixture) fixture = fixture_new ((const char *const[]){ "--latency", "20", NULL });
  g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (StudioRegistrar) registrar = new_registrar (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancelling cancelling = { cancellable, 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioRegistrationSummary) summary = NULL;
  guint registered = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("KPI %u", i);
      g_autofree char *sql = g_strdup_printf ("SELECT %u AS n", i);

      g_ptr_array_add (kpis, new_kpi (name, sql));
    }
  g_signal_connect (registrar, "progress", G_CALLBACK (progress_cb), &cancelling);
  studio_registrar_register_async (registrar, kpis, cancellable, NULL, NULL, NULL, keep_result_cb,
                                   &result);
  wait_for (&result);
  g_assert_null (studio_registrar_register_finish (registrar, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < kpis->len; i++)
    registered += studio_kpi_get_card_id (kpis->pdata[i]) != 0;
  g_assert_cmpuint (registered, ==, studio_test_demo_count (fixture->demo, "POST", "/api/card"));
  g_assert_cmpuint (registered, <, 40);
  summary = carry_out (fixture, kpis);
  g_assert_cmpuint (summary->registered, ==, 40 - registered);
  g_assert_cmpuint (studio_test_demo_count (fixture->demo, "POST", "/api/card"), ==, 40);
}

int
main (int argc, char **argv)
{
  static const char *const versions[] = { "0.46", "0.50", "0.57", "0.59", "0.63" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plan/same-meaning/%s", versions[i]);

      g_test_add_data_func (path, versions[i], test_same_meaning);
    }
  g_test_add_func ("/plan/search", test_search);
  g_test_add_func ("/plan/second-run", test_second_run);
  g_test_add_func ("/plan/people", test_people);
  g_test_add_func ("/plan/names", test_names);
  g_test_add_func ("/plan/faults", test_faults);
  g_test_add_func ("/plan/cancel", test_cancel);
  return g_test_run ();
}
