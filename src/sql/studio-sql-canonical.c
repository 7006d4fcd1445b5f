/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-canonical.h"

#include <string.h>

typedef struct
{
  GString *out;
  gboolean weak;
} Writer;

static void write_message (Writer *self, const ProtobufCMessage *message);

static gboolean
is_position (const ProtobufCFieldDescriptor *field)
{
  return strcmp (field->name, "location") == 0 || strcmp (field->name, "stmt_location") == 0 ||
         strcmp (field->name, "stmt_len") == 0;
}

static void
write_string (Writer *self, const char *text)
{
  g_string_append (self->out, text != NULL ? text : "");
  g_string_append_c (self->out, '\0');
}

static void
write_number (Writer *self, guint number)
{
  g_string_append_c (self->out, (char) (number & 0xff));
  g_string_append_c (self->out, (char) (number >> 8));
}

/* Numbers are written with their width, so that no two fields can run into each other. */
static void
write_scalar (Writer *self, const ProtobufCFieldDescriptor *field, gconstpointer member)
{
  switch (field->type)
    {
    case PROTOBUF_C_TYPE_STRING:
      write_string (self, *(char *const *) member);
      break;
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_DOUBLE:
    case PROTOBUF_C_TYPE_SINT64:
    case PROTOBUF_C_TYPE_SFIXED64:
    case PROTOBUF_C_TYPE_FIXED64:
      g_string_append_len (self->out, member, 8);
      break;
    case PROTOBUF_C_TYPE_MESSAGE:
      write_message (self, *(const ProtobufCMessage *const *) member);
      break;
    case PROTOBUF_C_TYPE_INT32:
    case PROTOBUF_C_TYPE_SINT32:
    case PROTOBUF_C_TYPE_SFIXED32:
    case PROTOBUF_C_TYPE_UINT32:
    case PROTOBUF_C_TYPE_FIXED32:
    case PROTOBUF_C_TYPE_FLOAT:
    case PROTOBUF_C_TYPE_BOOL:
    case PROTOBUF_C_TYPE_ENUM:
    case PROTOBUF_C_TYPE_BYTES:
    default:
      g_string_append_len (self->out, member, 4);
    }
}

/* A field that is not set is not written; one that is starts with its number. */
static gboolean
is_set (const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
  const char *base = (const char *) message;
  gconstpointer member = base + field->offset;

  if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0)
    return *(const guint32 *) (gconstpointer) (base + field->quantifier_offset) == field->id;
  if (field->type == PROTOBUF_C_TYPE_MESSAGE)
    return *(const ProtobufCMessage *const *) member != NULL;
  if (field->type == PROTOBUF_C_TYPE_STRING)
    return *(char *const *) member != NULL && **(char *const *) member != '\0';
  return TRUE;
}

static void
write_field (Writer *self, const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
  const char *base = (const char *) message;

  if (field->label == PROTOBUF_C_LABEL_REPEATED)
    {
      gsize length = *(const gsize *) (gconstpointer) (base + field->quantifier_offset);
      const char *elements = *(const char *const *) (gconstpointer) (base + field->offset);
      gsize size = field->type == PROTOBUF_C_TYPE_MESSAGE || field->type == PROTOBUF_C_TYPE_STRING
                       ? sizeof (gpointer)
                       : 4;

      if (length == 0)
        return;
      write_number (self, field->id);
      g_string_append_c (self->out, '[');
      for (gsize i = 0; i < length; i++)
        write_scalar (self, field, elements + i * size);
      g_string_append_c (self->out, ']');
    }
  else if (is_set (message, field))
    {
      write_number (self, field->id);
      write_scalar (self, field, base + field->offset);
    }
}

static void
write_message (Writer *self, const ProtobufCMessage *message)
{
  g_string_append_c (self->out, '(');
  for (guint i = 0; i < message->descriptor->n_fields; i++)
    {
      const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];

      if (!is_position (field))
        write_field (self, message, field);
    }
  g_string_append_c (self->out, ')');
}

/* The statement without the order of all its rows, which only LIMIT makes part of the meaning, and
 * without the names of its columns. */
static void
write_top_select (Writer *self, const PgQuery__SelectStmt *select)
{
  PgQuery__SelectStmt copy = *select;
  g_autofree PgQuery__Node **targets = g_new0 (PgQuery__Node *, MAX (1, select->n_target_list));
  g_autofree PgQuery__Node *nodes = g_new0 (PgQuery__Node, MAX (1, select->n_target_list));
  g_autofree PgQuery__ResTarget *unnamed =
      g_new0 (PgQuery__ResTarget, MAX (1, select->n_target_list));

  if (select->limit_count == NULL && select->limit_offset == NULL && select->n_distinct_clause == 0)
    copy.n_sort_clause = 0;
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      targets[i] = select->target_list[i];
      if (targets[i]->node_case != PG_QUERY__NODE__NODE_RES_TARGET)
        continue;
      unnamed[i] = *targets[i]->res_target;
      unnamed[i].name = NULL;
      nodes[i] = *targets[i];
      nodes[i].res_target = &unnamed[i];
      targets[i] = &nodes[i];
    }
  copy.target_list = targets;
  write_message (self, &copy.base);
}

GString *
studio_sql_canonical (const StudioSqlTree *tree, gboolean weak)
{
  Writer self = { g_string_new (NULL), weak };
  const PgQuery__SelectStmt *select = weak ? studio_sql_tree_get_select (tree) : NULL;

  if (select != NULL)
    write_top_select (&self, select);
  else
    write_message (&self, &studio_sql_tree_get (tree)->base);
  return self.out;
}
