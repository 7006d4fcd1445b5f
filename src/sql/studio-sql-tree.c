/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-tree.h"

#include "core/studio-error.h"

#include <glib/gi18n-lib.h>
#include <pg_query.h>
#include <string.h>

/* Unpacking a tree makes hundreds of small pieces that live and die together. */
#define CHUNK_SIZE (16 * 1024)

typedef struct
{
  GPtrArray *chunks;
  char *at;
  gsize left;
} Arena;

struct _StudioSqlTree
{
  gatomicrefcount references;
  char *sql;
  Arena arena;
  PgQuery__ParseResult *result; /* in the arena */
};

static void *
arena_allocate (void *data, size_t size)
{
  Arena *arena = data;
  void *piece;

  size = (size + 15) & ~(size_t) 15;
  if (size > arena->left)
    {
      arena->left = MAX (size, CHUNK_SIZE);
      arena->at = g_malloc (arena->left);
      g_ptr_array_add (arena->chunks, arena->at);
    }
  piece = arena->at;
  arena->at += size;
  arena->left -= size;
  return piece;
}

static void
arena_keep (void *data, void *piece)
{
}

static void
tree_unref (gpointer data)
{
  StudioSqlTree *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->arena.chunks);
  g_free (self->sql);
  g_free (self);
}

/* Guarding, repairing and linting look at one text after the other: the last one that a thread has
 * parsed is kept for it. */
static GPrivate last_tree = G_PRIVATE_INIT (tree_unref);

static StudioSqlTree *
tree_ref (StudioSqlTree *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static StudioSqlTree *
tree_unpack (const char *sql, const PgQueryProtobuf *packed)
{
  StudioSqlTree *self = g_new0 (StudioSqlTree, 1);
  ProtobufCAllocator allocator = { arena_allocate, arena_keep, &self->arena };

  g_atomic_ref_count_init (&self->references);
  self->sql = g_strdup (sql);
  self->arena.chunks = g_ptr_array_new_with_free_func (g_free);
  self->result =
      pg_query__parse_result__unpack (&allocator, packed->len, (const guint8 *) packed->data);
  if (self->result != NULL)
    return self;
  tree_unref (self);
  return NULL;
}

StudioSqlTree *
studio_sql_tree_parse (const char *sql, gssize *position, GError **error)
{
  StudioSqlTree *self = g_private_get (&last_tree);
  PgQueryProtobufParseResult parse;

  g_return_val_if_fail (sql != NULL, NULL);

  if (position != NULL)
    *position = -1;
  if (self != NULL && strcmp (self->sql, sql) == 0)
    return tree_ref (self);
  self = NULL;
  parse = pg_query_parse_protobuf (sql);
  if (parse.error != NULL)
    {
      /* An error's position counts characters from 1, a tree's bytes from 0. */
      if (position != NULL && parse.error->cursorpos > 0 &&
          parse.error->cursorpos <= g_utf8_strlen (sql, -1) + 1)
        *position = g_utf8_offset_to_pointer (sql, parse.error->cursorpos - 1) - sql;
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_SQL, parse.error->message);
    }
  else
    {
      self = tree_unpack (sql, &parse.parse_tree);
      if (self == NULL)
        g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_SQL,
                             _ ("The statement is too deeply nested to be read."));
    }
  pg_query_free_protobuf_parse_result (parse);
  if (self != NULL)
    g_private_replace (&last_tree, tree_ref (self));
  return self;
}

void
studio_sql_tree_free (StudioSqlTree *self)
{
  if (self != NULL)
    tree_unref (self);
}

const PgQuery__ParseResult *
studio_sql_tree_get (const StudioSqlTree *self)
{
  return self->result;
}

const PgQuery__SelectStmt *
studio_sql_tree_get_select (const StudioSqlTree *self)
{
  const PgQuery__Node *node;

  if (self->result->n_stmts != 1)
    return NULL;
  node = self->result->stmts[0]->stmt;
  return node != NULL && node->node_case == PG_QUERY__NODE__NODE_SELECT_STMT ? node->select_stmt
                                                                             : NULL;
}

/* Only fields that are messages are followed; of a oneof only the member that is set. */
void
studio_sql_node_each_child (const ProtobufCMessage *node,
                            StudioSqlChildFunc func,
                            gpointer user_data)
{
  const char *base = (const char *) node;

  /* The commonest message has one member of some two hundred, all of them in one union. */
  if (STUDIO_SQL_IS (node, node))
    {
      const PgQuery__Node *wrapper = (const PgQuery__Node *) node;

      if (wrapper->node_case != PG_QUERY__NODE__NODE__NOT_SET && wrapper->alias != NULL)
        func (&wrapper->alias->base, user_data);
      return;
    }
  for (guint i = 0; i < node->descriptor->n_fields; i++)
    {
      const ProtobufCFieldDescriptor *field = &node->descriptor->fields[i];
      gconstpointer member = base + field->offset;

      if (field->type != PROTOBUF_C_TYPE_MESSAGE)
        continue;
      if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0 &&
          *(const guint32 *) (gconstpointer) (base + field->quantifier_offset) != field->id)
        continue;
      if (field->label == PROTOBUF_C_LABEL_REPEATED)
        {
          gsize length = *(const gsize *) (gconstpointer) (base + field->quantifier_offset);
          ProtobufCMessage *const *children = *(ProtobufCMessage *const *const *) member;

          for (gsize k = 0; k < length; k++)
            func (children[k], user_data);
        }
      else
        {
          const ProtobufCMessage *child = *(const ProtobufCMessage *const *) member;

          if (child != NULL)
            func (child, user_data);
        }
    }
}

typedef struct
{
  StudioSqlNodeFunc func;
  gpointer user_data;
} Walk;

static void
walk_node (const ProtobufCMessage *node, gpointer user_data)
{
  const Walk *walk = user_data;

  if (walk->func (node, walk->user_data))
    studio_sql_node_each_child (node, walk_node, user_data);
}

void
studio_sql_node_walk (const ProtobufCMessage *node, StudioSqlNodeFunc func, gpointer user_data)
{
  Walk walk = { func, user_data };

  walk_node (node, &walk);
}
