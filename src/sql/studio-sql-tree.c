/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-tree.h"

#include "core/studio-error.h"

#include <glib/gi18n-lib.h>
#include <pg_query.h>

struct _StudioSqlTree
{
  PgQuery__ParseResult *result;
};

StudioSqlTree *
studio_sql_tree_parse (const char *sql, gssize *position, GError **error)
{
  PgQueryProtobufParseResult parse;
  PgQuery__ParseResult *result = NULL;
  StudioSqlTree *self;

  g_return_val_if_fail (sql != NULL, NULL);

  if (position != NULL)
    *position = -1;
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
      result = pg_query__parse_result__unpack (NULL, parse.parse_tree.len,
                                               (const guint8 *) parse.parse_tree.data);
      if (result == NULL)
        g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_SQL,
                             _ ("The statement is too deeply nested to be read."));
    }
  pg_query_free_protobuf_parse_result (parse);
  if (result == NULL)
    return NULL;
  self = g_new0 (StudioSqlTree, 1);
  self->result = result;
  return self;
}

void
studio_sql_tree_free (StudioSqlTree *self)
{
  if (self == NULL)
    return;
  pg_query__parse_result__free_unpacked (self->result, NULL);
  g_free (self);
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
studio_sql_node_walk (const ProtobufCMessage *node, StudioSqlNodeFunc func, gpointer user_data)
{
  const char *base = (const char *) node;

  if (!func (node, user_data))
    return;
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
            studio_sql_node_walk (children[k], func, user_data);
        }
      else
        {
          const ProtobufCMessage *child = *(const ProtobufCMessage *const *) member;

          if (child != NULL)
            studio_sql_node_walk (child, func, user_data);
        }
    }
}
