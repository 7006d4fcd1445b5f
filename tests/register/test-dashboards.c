/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dashboards on the demo server, as every version of Metabase takes them. */
#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-dashboards.h"
#include "metabase/studio-metabase-private.h"
#include "register/studio-dashboard-keeper.h"
#include "register/studio-dashboard-layout.h"
#include "studio-test-demo.h"

#include <string.h>

#define KEY "Sales & Revenue Analytics"

static const char *const versions[] = { "0.46", "0.47", "0.48", "0.50", "0.54", "0.57", "0.63" };

typedef struct
{
  StudioTestDemo *demo;
  StudioMetabaseClient *client;
  gint64 collection;
  StudioDashboardMemory *memory;
  GPtrArray *plans; /* one, of a table, a line, two figures */
  guint version;
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
sign_in (Fixture *fixture)
{
  /* API keys came with v0.49. */
  g_autoptr (StudioCredentials) credentials = studio_credentials_new_password (
      studio_test_demo_get (fixture->demo, "url"), studio_test_demo_get (fixture->demo, "username"),
      studio_test_demo_get (fixture->demo, "password"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->client = studio_metabase_client_new (studio_test_demo_get (fixture->demo, "url"), NULL);
  studio_metabase_client_sign_in_async (fixture->client, credentials, NULL, keep_result_cb,
                                        &result);
  wait_for (&result);
  g_assert_true (studio_metabase_client_sign_in_finish (fixture->client, result, &error));
  fixture->version = studio_metabase_client_get_version (fixture->client);
}

static gint64
make_card (Fixture *fixture, const char *name, const char *display)
{
  StudioCard card = { .name = (char *) name,
                      .sql = (char *) "SELECT 1 AS n",
                      .database_id = 1,
                      .display = (char *) display,
                      .collection_id = fixture->collection };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioCard) saved = NULL;

  studio_metabase_client_save_card_async (fixture->client, &card, NULL, keep_result_cb, &result);
  wait_for (&result);
  saved = studio_metabase_client_save_card_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  return saved->id;
}

static void
add_card (Fixture *fixture, const char *name, const char *display, int score)
{
  StudioDashboardPlan *plan = fixture->plans->pdata[0];

  g_ptr_array_add (plan->items, studio_dashboard_item_new (make_card (fixture, name, display), name,
                                                           display, score));
}

static void
make_plan (Fixture *fixture)
{
  StudioDashboardPlan *plan = g_new0 (StudioDashboardPlan, 1);
  g_autofree char *marker = studio_dashboard_marker_new (KEY);

  plan->key = g_strdup (KEY);
  plan->name = g_strdup (KEY);
  plan->description = g_strdup_printf ("About it.\n\n%s", marker);
  plan->collection_id = fixture->collection;
  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_item_free);
  fixture->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_plan_free);
  g_ptr_array_add (fixture->plans, plan);
  add_card (fixture, "Detail", "table", 90);
  add_card (fixture, "By month", "line", 80);
  add_card (fixture, "Small", "scalar", 50);
  add_card (fixture, "Large", "scalar", 60);
}

static void
set_up (Fixture *fixture, const char *version, const char *rule)
{
  const char *const arguments[] = { "--metabase-version", version, rule != NULL ? "--fail" : NULL,
                                    rule, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  StudioCollection *collection;

  fixture->demo = studio_test_demo_start (arguments);
  sign_in (fixture);
  studio_metabase_client_create_collection_async (fixture->client, "Boards", NULL, 0, "#509EE3",
                                                  NULL, keep_result_cb, &result);
  wait_for (&result);
  collection = studio_metabase_client_create_collection_finish (fixture->client, result, NULL);
  fixture->collection = collection->id;
  studio_collection_free (collection);
  fixture->memory = studio_dashboard_memory_new ();
  make_plan (fixture);
}

static void
tear_down (Fixture *fixture)
{
  g_ptr_array_unref (fixture->plans);
  studio_dashboard_memory_free (fixture->memory);
  g_object_unref (fixture->client);
  studio_test_demo_stop (fixture->demo);
}

/* What the workspace does. */
static void
remember_cb (const StudioDeploymentEntry *entry, GArray *cards, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (cards == NULL)
    return;
  studio_dashboard_memory_add (fixture->memory, entry->key, entry->collection_id, entry->id);
  for (guint i = 0; i < cards->len; i++)
    g_hash_table_add (fixture->memory->placed,
                      g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, entry->id,
                                       g_array_index (cards, gint64, i)));
}

static StudioDeploymentEntry *
update (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  studio_dashboards_update_async (fixture->client, fixture->plans, fixture->memory, NULL,
                                  remember_cb, fixture, NULL, keep_result_cb, &result);
  wait_for (&result);
  entries = studio_dashboards_update_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  return studio_deployment_entry_copy (entries->pdata[0]);
}

static StudioDashboard *
read_dashboard (Fixture *fixture, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioDashboard *dashboard;

  studio_metabase_client_get_dashboard_async (fixture->client, id, NULL, keep_result_cb, &result);
  wait_for (&result);
  dashboard = studio_metabase_client_get_dashboard_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  return dashboard;
}

static void
write_json (Fixture *fixture, const char *method, const char *path, const char *body)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  _studio_metabase_request_async (
      fixture->client,
      &(StudioHttpRequest){ .method = method, .path = path, .body = body, .safe = TRUE }, NULL,
      keep_result_cb, &result);
  wait_for (&result);
  node = _studio_metabase_request_finish (fixture->client, result, &error);
  g_assert_no_error (error);
}

static guint
count_writes (Fixture *fixture)
{
  return studio_test_demo_count (fixture->demo, "POST", "*") +
         studio_test_demo_count (fixture->demo, "PUT", "*");
}

static guint
count_dashboards (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) items = NULL;

  studio_metabase_client_list_items_async (fixture->client, fixture->collection, "dashboard", NULL,
                                           keep_result_cb, &result);
  wait_for (&result);
  items = studio_metabase_client_list_items_finish (fixture->client, result, NULL);
  return items->len;
}

static const StudioDashboardPlace *
find_place (const StudioDashboard *dashboard, gint64 card_id)
{
  for (guint i = 0; i < dashboard->places->len; i++)
    {
      const StudioDashboardPlace *place = g_ptr_array_index (dashboard->places, i);

      if (place->card_id == card_id)
        return place;
    }
  return NULL;
}

/* A copy, so that it can be asserted that it is there. */
static StudioDashboardPlace
get_place (const StudioDashboard *dashboard, gint64 card_id)
{
  const StudioDashboardPlace *place = find_place (dashboard, card_id);

  if (place != NULL)
    return *place;
  g_error ("The card %" G_GINT64_FORMAT " is not on the dashboard", card_id);
}

static gint64
get_card (Fixture *fixture, guint index)
{
  StudioDashboardPlan *plan = fixture->plans->pdata[0];

  return ((StudioDashboardItem *) plan->items->pdata[index])->card_id;
}

/* Each card once, nothing above anything else, within the grid. */
static void
assert_in_order (Fixture *fixture, const StudioDashboard *dashboard)
{
  guint columns = fixture->version < 47 ? 18 : 24;

  for (guint i = 0; i < dashboard->places->len; i++)
    {
      const StudioDashboardPlace *a = g_ptr_array_index (dashboard->places, i);

      g_assert_cmpuint (a->column + a->width, <=, columns);
      for (guint j = i + 1; j < dashboard->places->len; j++)
        {
          const StudioDashboardPlace *b = g_ptr_array_index (dashboard->places, j);

          g_assert_false (a->row < b->row + b->height && b->row < a->row + a->height &&
                          a->column < b->column + b->width && b->column < a->column + a->width);
          g_assert_true (a->card_id == 0 || a->card_id != b->card_id);
        }
    }
}

static void
test_made (gconstpointer version)
{
  Fixture fixture = { 0 };
  g_autoptr (StudioDeploymentEntry) first = NULL;
  g_autoptr (StudioDeploymentEntry) second = NULL;
  g_autoptr (StudioDashboard) dashboard = NULL;
  guint writes;

  set_up (&fixture, version, NULL);
  first = update (&fixture);
  g_assert_cmpint (first->action, ==, STUDIO_DEPLOYMENT_CREATED);
  dashboard = read_dashboard (&fixture, first->id);
  g_assert_cmpstr (dashboard->name, ==, KEY);
  g_assert_cmpint (dashboard->collection_id, ==, fixture.collection);
  /* Three headings and four cards. */
  g_assert_cmpuint (dashboard->places->len, ==, 7);
  assert_in_order (&fixture, dashboard);
  g_assert_cmpuint (get_place (dashboard, get_card (&fixture, 3)).row, ==, 1);
  g_assert_cmpuint (get_place (dashboard, get_card (&fixture, 1)).row, ==, 5);
  g_assert_cmpuint (get_place (dashboard, get_card (&fixture, 3)).width, ==,
                    fixture.version < 47 ? 4 : 6);
  writes = count_writes (&fixture);
  second = update (&fixture);
  g_assert_cmpint (second->action, ==, STUDIO_DEPLOYMENT_LINKED);
  g_assert_cmpint (second->id, ==, first->id);
  g_assert_cmpuint (count_writes (&fixture), ==, writes);
  tear_down (&fixture);
}

/* A person's own version of the dashboard: the first card elsewhere and larger, the second taken
 * off, a text and a card of their own; with tabs where there are any. */
static void
change_by_hand (Fixture *fixture, gint64 id, gint64 own_card)
{
  g_autoptr (StudioDashboard) dashboard = read_dashboard (fixture, id);
  gboolean whole = fixture->version >= 48;
  g_autofree char *path =
      g_strdup_printf ("/api/dashboard/%" G_GINT64_FORMAT "%s", id, whole ? "" : "/cards");
  const StudioDashboardPlace moved = get_place (dashboard, get_card (fixture, 0));
  g_autofree char *body = g_strdup_printf (
      "{\"%s\":[{\"id\":%" G_GINT64_FORMAT ",\"card_id\":%" G_GINT64_FORMAT
      ",\"row\":40,\"col\":2,\"size_x\":15,\"size_y\":11,\"dashboard_tab_id\":-5},"
      "{\"id\":-1,\"card_id\":null,\"row\":0,\"col\":0,\"size_x\":10,\"size_y\":2,"
      "\"visualization_settings\":{\"text\":\"Mine\",\"virtual_card\":{\"display\":\"text\"}},"
      "\"dashboard_tab_id\":-5},"
      "{\"id\":-2,\"card_id\":%" G_GINT64_FORMAT
      ",\"row\":60,\"col\":0,\"size_x\":5,\"size_y\":5,\"dashboard_tab_id\":-5}],"
      "\"%s\":[{\"id\":-5,\"name\":\"First\"}]}",
      whole ? "dashcards" : "cards", moved.id, moved.card_id, own_card,
      whole ? "tabs" : "ordered_tabs");

  write_json (fixture, "PUT", path, body);
}

static void
test_kept (gconstpointer version)
{
  Fixture fixture = { 0 };
  g_autoptr (StudioDeploymentEntry) first = NULL;
  g_autoptr (StudioDeploymentEntry) second = NULL;
  g_autoptr (StudioDeploymentEntry) third = NULL;
  g_autoptr (StudioDashboard) dashboard = NULL;
  StudioDashboardPlace moved;
  gint64 own_card;
  guint writes;

  set_up (&fixture, version, NULL);
  first = update (&fixture);
  own_card = make_card (&fixture, "Mine", "bar");
  change_by_hand (&fixture, first->id, own_card);
  writes = count_writes (&fixture);
  second = update (&fixture);
  g_assert_cmpint (second->action, ==, STUDIO_DEPLOYMENT_LINKED);
  g_assert_cmpuint (count_writes (&fixture), ==, writes);

  add_card (&fixture, "New", "line", 30);
  third = update (&fixture);
  g_assert_cmpint (third->action, ==, STUDIO_DEPLOYMENT_UPDATED);
  dashboard = read_dashboard (&fixture, first->id);
  assert_in_order (&fixture, dashboard);
  moved = get_place (dashboard, get_card (&fixture, 0));
  g_assert_cmpuint (moved.row, ==, 40);
  g_assert_cmpuint (moved.width, ==, 15);
  g_assert_nonnull (find_place (dashboard, own_card));
  g_assert_null (find_place (dashboard, get_card (&fixture, 1)));
  /* Below all of it, with its heading, in the tab that there is. */
  g_assert_cmpuint (get_place (dashboard, get_card (&fixture, 4)).row, ==, 66);
  g_assert_cmpint (get_place (dashboard, get_card (&fixture, 4)).tab_id, ==, moved.tab_id);
  g_assert_true (moved.tab_id > 0);
  g_assert_cmpuint (json_array_get_length (dashboard->tabs), ==, 1);
  g_assert_cmpuint (dashboard->places->len, ==, 5);
  tear_down (&fixture);
}

static void
test_archived (gconstpointer version)
{
  Fixture fixture = { 0 };
  g_autoptr (StudioDeploymentEntry) first = NULL;
  g_autoptr (StudioDeploymentEntry) second = NULL;
  g_autoptr (StudioDeploymentEntry) third = NULL;
  g_autofree char *path = NULL;
  guint writes;

  set_up (&fixture, version, NULL);
  first = update (&fixture);
  path = g_strdup_printf ("/api/dashboard/%" G_GINT64_FORMAT, first->id);
  write_json (&fixture, "PUT", path, "{\"archived\":true}");
  writes = count_writes (&fixture);
  second = update (&fixture);
  g_assert_cmpint (second->action, ==, STUDIO_DEPLOYMENT_SKIPPED);
  g_assert_nonnull (second->message);
  /* A workspace that knows nothing of it finds it in the trash. */
  g_hash_table_remove_all (fixture.memory->ids);
  g_hash_table_remove_all (fixture.memory->placed);
  third = update (&fixture);
  g_assert_cmpint (third->action, ==, STUDIO_DEPLOYMENT_SKIPPED);
  g_assert_cmpuint (count_writes (&fixture), ==, writes);
  tear_down (&fixture);
}

/* Whatever reply is lost, there is one dashboard with each card once. */
static void
test_lost_replies (void)
{
  static const struct
  {
    const char *version;
    const char *rule;
  } cases[] = {
    { "0.50", "POST /api/dashboard 1 reset-after" },
    { "0.50", "POST /api/dashboard 1 status=503 performed" },
    { "0.50", "POST /api/dashboard 1 status=502" },
    { "0.50", "POST /api/dashboard 1 truncate=10" },
    { "0.50", "POST /api/dashboard 1 junk" },
    { "0.57", "PUT /api/dashboard/* 1 reset-after" },
    { "0.57", "PUT /api/dashboard/* 1 status=504 performed" },
    { "0.57", "PUT /api/dashboard/* 1 status=500" },
    { "0.57", "PUT /api/dashboard/* 1 truncate=20" },
    { "0.47", "PUT /api/dashboard/*/cards 1 reset-after" },
    { "0.46", "POST /api/dashboard/*/cards 2 reset-after" },
    { "0.46", "POST /api/dashboard/*/cards 3 status=503 performed" },
    { "0.46", "POST /api/dashboard/*/cards 4 status=503" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { 0 };
      g_autoptr (StudioDeploymentEntry) entry = NULL;
      g_autoptr (StudioDashboard) dashboard = NULL;

      g_test_message ("%s: %s", cases[i].version, cases[i].rule);
      set_up (&fixture, cases[i].version, cases[i].rule);
      entry = update (&fixture);
      g_assert_cmpstr (entry->message, ==, NULL);
      g_assert_cmpint (entry->action, ==, STUDIO_DEPLOYMENT_CREATED);
      g_assert_cmpuint (count_dashboards (&fixture), ==, 1);
      dashboard = read_dashboard (&fixture, entry->id);
      assert_in_order (&fixture, dashboard);
      for (guint j = 0; j < 4; j++)
        g_assert_nonnull (find_place (dashboard, get_card (&fixture, j)));
      tear_down (&fixture);
    }
}

/* One more plan, of the same cards. */
static void
add_plan (Fixture *fixture, const char *key)
{
  const StudioDashboardPlan *first = fixture->plans->pdata[0];
  StudioDashboardPlan *plan = g_new0 (StudioDashboardPlan, 1);
  g_autofree char *marker = studio_dashboard_marker_new (key);

  plan->key = g_strdup (key);
  plan->name = g_strdup (key);
  plan->description = g_strdup_printf ("About it.\n\n%s", marker);
  plan->collection_id = fixture->collection;
  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_item_free);
  for (guint i = 0; i < first->items->len; i++)
    {
      const StudioDashboardItem *item = g_ptr_array_index (first->items, i);

      g_ptr_array_add (plan->items, studio_dashboard_item_new (item->card_id, item->name,
                                                               item->display, item->score));
    }
  g_ptr_array_add (fixture->plans, plan);
}

static GPtrArray *
update_all (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  studio_dashboards_update_async (fixture->client, fixture->plans, fixture->memory, NULL,
                                  remember_cb, fixture, NULL, keep_result_cb, &result);
  wait_for (&result);
  entries = studio_dashboards_update_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, fixture->plans->len);
  return entries;
}

/* One entry for each plan, in the order of the plans, and each dashboard whole. */
static void
assert_all (Fixture *fixture, StudioDeploymentAction action)
{
  g_autoptr (GPtrArray) entries = update_all (fixture);

  for (guint i = 0; i < entries->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (entries, i);
      const StudioDashboardPlan *plan = g_ptr_array_index (fixture->plans, i);
      g_autoptr (StudioDashboard) dashboard = NULL;

      g_assert_cmpstr (entry->message, ==, NULL);
      g_assert_cmpint (entry->action, ==, action);
      g_assert_cmpstr (entry->key, ==, plan->key);
      dashboard = read_dashboard (fixture, entry->id);
      g_assert_cmpstr (dashboard->name, ==, plan->name);
      assert_in_order (fixture, dashboard);
      for (guint j = 0; j < plan->items->len; j++)
        g_assert_nonnull (find_place (dashboard, get_card (fixture, j)));
    }
  g_assert_cmpuint (count_dashboards (fixture), ==, fixture->plans->len);
}

static void
set_up_many (Fixture *fixture, const char *version, const char *rule)
{
  set_up (fixture, version, rule);
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *key = g_strdup_printf ("Function %u", 9 - i);

      add_plan (fixture, key);
    }
}

/* Whatever happens to one, each of those made at the same time is made once. */
static void
test_many (void)
{
  static const struct
  {
    const char *version;
    const char *rule; /* (nullable) */
  } cases[] = {
    { "0.46", NULL },
    { "0.47", NULL },
    { "0.57", NULL },
    { "0.57", "POST /api/dashboard 3 reset-after" },
    { "0.57", "POST /api/dashboard 2 status=503 performed" },
    { "0.57", "PUT /api/dashboard/* 3 reset-after" },
    { "0.57", "PUT /api/dashboard/* 2 status=500" },
    { "0.47", "PUT /api/dashboard/*/cards 2 reset-after" },
    { "0.46", "POST /api/dashboard/*/cards 6 reset-after" },
    { "0.57", "GET /api/dashboard/* 2 status=503" },
    { "0.57", "GET /api/dashboard 1 reset-before" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { 0 };
      guint writes;

      g_test_message ("%s: %s", cases[i].version, cases[i].rule);
      set_up_many (&fixture, cases[i].version, cases[i].rule);
      assert_all (&fixture, STUDIO_DEPLOYMENT_CREATED);
      /* The trash, once for all. */
      if (cases[i].rule == NULL)
        g_assert_cmpuint (studio_test_demo_count (fixture.demo, "GET", "/api/dashboard"), ==, 1);
      writes = count_writes (&fixture);
      assert_all (&fixture, STUDIO_DEPLOYMENT_LINKED);
      g_assert_cmpuint (count_writes (&fixture), ==, writes);
      tear_down (&fixture);
    }
}

static void
cancel_cb (const StudioDeploymentEntry *entry, GArray *cards, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* What was cancelled half-way is found, and made whole, without anything of it remembered. */
static void
test_cancelled (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  guint writes;

  set_up_many (&fixture, "0.57", NULL);
  studio_dashboards_update_async (fixture.client, fixture.plans, fixture.memory, cancellable,
                                  cancel_cb, cancellable, NULL, keep_result_cb, &result);
  wait_for (&result);
  entries = studio_dashboards_update_finish (result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (entries);
  g_assert_cmpuint (count_dashboards (&fixture), <, fixture.plans->len);
  again = update_all (&fixture);
  g_assert_cmpuint (count_dashboards (&fixture), ==, fixture.plans->len);
  writes = count_writes (&fixture);
  assert_all (&fixture, STUDIO_DEPLOYMENT_LINKED);
  g_assert_cmpuint (count_writes (&fixture), ==, writes);
  tear_down (&fixture);
}

/* A trash that cannot be read keeps one dashboard from being made, and no other. */
static void
test_trash_unread (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) again = NULL;
  guint failed = 0;

  set_up_many (&fixture, "0.57", "GET /api/dashboard 1 not-json");
  entries = update_all (&fixture);
  for (guint i = 0; i < entries->len; i++)
    failed +=
        ((StudioDeploymentEntry *) entries->pdata[i])->action == STUDIO_DEPLOYMENT_FAILED ? 1 : 0;
  g_assert_cmpuint (failed, ==, 1);
  g_assert_cmpuint (count_dashboards (&fixture), ==, fixture.plans->len - 1);
  again = update_all (&fixture);
  assert_all (&fixture, STUDIO_DEPLOYMENT_LINKED);
  tear_down (&fixture);
}

/* Those that wait for the trash end with the one that reads it. */
static void
test_cancelled_at_trash (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  set_up_many (&fixture, "0.57", "GET /api/dashboard 1 hang");
  studio_dashboards_update_async (fixture.client, fixture.plans, fixture.memory, cancellable,
                                  remember_cb, &fixture, NULL, keep_result_cb, &result);
  while (studio_test_demo_count (fixture.demo, "GET", "/api/dashboard") == 0 ||
         studio_test_demo_count (fixture.demo, "GET", "/api/collection/*/items") < 4)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  wait_for (&result);
  entries = studio_dashboards_update_finish (result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (entries);
  g_assert_cmpuint (count_dashboards (&fixture), ==, 0);
  tear_down (&fixture);
}

/* What was not read whole is not written. */
static void
test_without_cards (void)
{
  g_autoptr (JsonNode) node =
      studio_json_from_text ("{\"id\":4,\"name\":\"Half\",\"tabs\":[]}", -1, NULL);
  g_autoptr (StudioDashboard) half = studio_dashboard_from_json (json_node_get_object (node));
  g_autoptr (StudioMetabaseClient) client = studio_metabase_client_new ("http://127.0.0.1:9", NULL);
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (half->places);
  studio_metabase_client_add_places_async (client, half, places, NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_false (studio_metabase_client_add_places_finish (client, result, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL);
}

static void
add (const char *what, const char *version, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/register/dashboards/%s/%s", what, version);

  g_test_add_data_func (path, version, function);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      add ("made", versions[i], test_made);
      add ("archived", versions[i], test_archived);
      /* v0.46 has neither tabs nor lists of all cards. */
      if (i > 0)
        add ("kept", versions[i], test_kept);
    }
  g_test_add_func ("/register/dashboards/lost-replies", test_lost_replies);
  g_test_add_func ("/register/dashboards/many", test_many);
  g_test_add_func ("/register/dashboards/cancelled", test_cancelled);
  g_test_add_func ("/register/dashboards/trash-unread", test_trash_unread);
  g_test_add_func ("/register/dashboards/cancelled-at-trash", test_cancelled_at_trash);
  g_test_add_func ("/register/dashboards/without-cards", test_without_cards);
  return g_test_run ();
}
