/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-store.h"

#include "demo/studio-demo-error.h"
#include "demo/studio-demo-json.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _StudioDemoStore
{
  sqlite3 *handle;
  GHashTable *kinds; /* kind → GTree of id → JsonObject */
};

static const char schema[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;" /* survives the end of the process at any point */
    "CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS sequence (kind TEXT PRIMARY KEY, last INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS document (kind TEXT NOT NULL, id INTEGER NOT NULL,"
    " body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;";

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static GTree *
get_tree (StudioDemoStore *self, const char *kind)
{
  GTree *tree = g_hash_table_lookup (self->kinds, kind);

  if (tree == NULL)
    {
      tree = g_tree_new_full (compare_ids, NULL, g_free, (GDestroyNotify) json_object_unref);
      g_hash_table_insert (self->kinds, g_strdup (kind), tree);
    }
  return tree;
}

static void
keep (StudioDemoStore *self, const char *kind, gint64 id, JsonObject *document)
{
  g_tree_replace (get_tree (self, kind), g_memdup2 (&id, sizeof id), json_object_ref (document));
}

static gboolean
fail (StudioDemoStore *self, GError **error)
{
  g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_STORE,
               _ ("The file with cards and collections cannot be used: %s"),
               sqlite3_errmsg (self->handle));
  return FALSE;
}

gboolean
studio_demo_store_do (StudioDemoStore *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

/* Runs a statement with up to three text parameters and no result. */
static gboolean
write_row (StudioDemoStore *self, const char *sql, const char *const *values, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean written;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    return fail (self, error);
  for (int i = 0; values[i] != NULL; i++)
    sqlite3_bind_text (statement, i + 1, values[i], -1, SQLITE_TRANSIENT);
  written = sqlite3_step (statement) == SQLITE_DONE;
  if (!written)
    fail (self, error);
  sqlite3_finalize (statement);
  return written;
}

static gboolean
load (StudioDemoStore *self, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, "SELECT kind, id, body FROM document", -1, &statement,
                          NULL) != SQLITE_OK)
    return fail (self, error);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *kind = (const char *) sqlite3_column_text (statement, 0);
      const char *body = (const char *) sqlite3_column_text (statement, 2);
      g_autoptr (JsonNode) node = studio_demo_json_parse (body, -1, NULL);
      JsonObject *document = studio_demo_json_object (node);

      if (document != NULL)
        keep (self, kind, sqlite3_column_int64 (statement, 1), document);
    }
  sqlite3_finalize (statement);
  return TRUE;
}

StudioDemoStore *
studio_demo_store_open (const char *path, GError **error)
{
  g_autoptr (StudioDemoStore) self = g_new0 (StudioDemoStore, 1);

  self->kinds =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_tree_unref);
  if (sqlite3_open (path, &self->handle) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  g_chmod (path, 0600);
  if (!studio_demo_store_do (self, schema, error) || !load (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
studio_demo_store_close (StudioDemoStore *self)
{
  if (self == NULL)
    return;
  sqlite3_close (self->handle);
  g_hash_table_unref (self->kinds);
  g_free (self);
}

sqlite3 *
studio_demo_store_get_handle (StudioDemoStore *self)
{
  return self->handle;
}

char *
studio_demo_store_get_setting (StudioDemoStore *self, const char *key)
{
  sqlite3_stmt *statement = NULL;
  char *value = NULL;

  if (sqlite3_prepare_v2 (self->handle, "SELECT value FROM setting WHERE key = ?", -1, &statement,
                          NULL) != SQLITE_OK)
    return NULL;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return value;
}

gboolean
studio_demo_store_set_setting (StudioDemoStore *self,
                               const char *key,
                               const char *value,
                               GError **error)
{
  const char *const values[] = { key, value, NULL };

  return write_row (self, "INSERT OR REPLACE INTO setting VALUES (?, ?)", values, error);
}

gint64
studio_demo_store_next_id (StudioDemoStore *self, const char *kind)
{
  sqlite3_stmt *statement = NULL;
  gint64 id = 0;

  if (sqlite3_prepare_v2 (self->handle,
                          "INSERT INTO sequence VALUES (?, 1)"
                          " ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last",
                          -1, &statement, NULL) != SQLITE_OK)
    return 0;
  sqlite3_bind_text (statement, 1, kind, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    id = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return id;
}

gboolean
studio_demo_store_save (StudioDemoStore *self,
                        const char *kind,
                        JsonObject *document,
                        GError **error)
{
  gint64 id = studio_demo_json_get_int (document, "id", 0);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *body = studio_demo_json_print_object (document);
  const char *const values[] = { kind, number, body, NULL };

  if (!write_row (self, "INSERT OR REPLACE INTO document VALUES (?, ?, ?)", values, error))
    return FALSE;
  keep (self, kind, id, document);
  return TRUE;
}

gint64
studio_demo_store_add (StudioDemoStore *self,
                       const char *kind,
                       JsonObject *document,
                       GError **error)
{
  gint64 id = studio_demo_store_next_id (self, kind);

  if (id == 0)
    {
      fail (self, error);
      return 0;
    }
  json_object_set_int_member (document, "id", id);
  return studio_demo_store_save (self, kind, document, error) ? id : 0;
}

JsonObject *
studio_demo_store_get (StudioDemoStore *self, const char *kind, gint64 id)
{
  return g_tree_lookup (get_tree (self, kind), &id);
}

gboolean
studio_demo_store_remove (StudioDemoStore *self, const char *kind, gint64 id, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  const char *const values[] = { kind, number, NULL };

  if (!write_row (self, "DELETE FROM document WHERE kind = ? AND id = ?", values, error))
    return FALSE;
  g_tree_remove (get_tree (self, kind), &id);
  return TRUE;
}

static gboolean
collect_cb (gpointer key, gpointer value, gpointer user_data)
{
  g_ptr_array_add (user_data, value);
  return FALSE;
}

GPtrArray *
studio_demo_store_list (StudioDemoStore *self, const char *kind)
{
  GPtrArray *documents = g_ptr_array_new ();

  g_tree_foreach (get_tree (self, kind), collect_cb, documents);
  return documents;
}
