/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-card-columns.h"

#include "demo/studio-demo-dataset-body.h"
#include "demo/studio-demo-json.h"

typedef struct
{
  StudioDemoServer *server;
  gint64 card_id;
  StudioDemoDataset *dataset; /* (owned) */
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  studio_demo_dataset_free (refresh->dataset);
  g_free (refresh);
}

static void
on_done_cb (StudioDemoQueryResult *result, gpointer user_data)
{
  Refresh *refresh = user_data;
  StudioDemoStore *store = refresh->server->store;
  JsonObject *card = studio_demo_store_get (store, STUDIO_DEMO_CARD, refresh->card_id);

  if (card != NULL && !result->failed)
    {
      g_autofree char *columns =
          studio_demo_dataset_body_describe_columns (refresh->server, refresh->dataset, result);

      json_object_set_member (card, "result_metadata", studio_demo_json_parse (columns, -1, NULL));
      studio_demo_store_save (store, STUDIO_DEMO_CARD, card, NULL);
    }
  studio_demo_query_result_free (result);
  refresh_free (refresh);
}

void
studio_demo_card_columns_refresh (StudioDemoServer *server, gint64 card_id)
{
  JsonObject *card = studio_demo_store_get (server->store, STUDIO_DEMO_CARD, card_id);
  Refresh *refresh = g_new0 (Refresh, 1);
  g_autofree char *problem = NULL;
  gboolean is_missing = FALSE;
  g_autofree char *sql = NULL;

  refresh->server = server;
  refresh->card_id = card_id;
  refresh->dataset = studio_demo_dataset_new (studio_demo_json_get_object (card, "dataset_query"),
                                              NULL, "question", STUDIO_DEMO_ROWS_ARRAYS);
  sql = studio_demo_dataset_compile (server, refresh->dataset->legacy, NULL,
                                     &refresh->dataset->facts, &problem, &is_missing);
  if (sql == NULL)
    refresh_free (refresh);
  else
    studio_demo_queries_run (server->queries, studio_demo_query_new (sql), on_done_cb, refresh);
}
