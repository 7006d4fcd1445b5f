/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-canonical.h"

#include "sql/studio-sql-key-scope.h"

#include <string.h>

typedef struct
{
  GString *out;
  gboolean weak;
  gboolean names_matter;    /* those of inner columns */
  StudioSqlKeyScope *scope; /* of the SELECT that is being written */
} Writer;

static void write_message (Writer *self, const ProtobufCMessage *message);

static gboolean
is_position (const ProtobufCFieldDescriptor *field)
{
  const char *name = field->name;

  return field->type == PROTOBUF_C_TYPE_INT32 && (*name == 'l' || *name == 's') &&
         (strcmp (name, "location") == 0 || strcmp (name, "stmt_location") == 0 ||
          strcmp (name, "stmt_len") == 0);
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
write_fields (Writer *self, const ProtobufCMessage *message)
{
  /* The commonest message has one member of some two hundred, all of them in one union. */
  if (STUDIO_SQL_IS (message, node))
    {
      const PgQuery__Node *node = (const PgQuery__Node *) message;

      write_number (self, node->node_case);
      if (node->node_case != PG_QUERY__NODE__NODE__NOT_SET && node->alias != NULL)
        write_message (self, &node->alias->base);
      return;
    }
  g_string_append_c (self->out, '(');
  for (guint i = 0; i < message->descriptor->n_fields; i++)
    {
      const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];

      if (!is_position (field))
        write_field (self, message, field);
    }
  g_string_append_c (self->out, ')');
}

/* A name that the statement gave itself becomes a place. */
static void
write_column (Writer *self, const PgQuery__ColumnRef *column)
{
  StudioSqlKeyScopeHit hit;

  if (!studio_sql_key_scope_resolve (self->scope, column, &hit))
    {
      write_fields (self, &column->base);
      return;
    }
  g_string_append_c (self->out, hit.whole ? 'R' : 'C');
  write_number (self, hit.depth);
  write_number (self, hit.source);
  if (hit.column >= 0)
    {
      g_string_append_c (self->out, '#');
      write_number (self, hit.column);
    }
  else if (!hit.whole)
    write_message (self, &column->fields[column->n_fields - 1]->base);
}

static void
write_table (Writer *self, const PgQuery__RangeVar *table)
{
  const char *schema = table->schemaname != NULL ? table->schemaname : "";
  guint depth, index;

  if (*schema == '\0' &&
      studio_sql_key_scope_find_common (self->scope, table->relname, &depth, &index))
    {
      g_string_append_c (self->out, 'W');
      write_number (self, depth);
      write_number (self, index);
    }
  else
    {
      g_string_append_c (self->out, 'T');
      write_string (self, table->catalogname);
      write_string (self, strcmp (schema, "public") == 0 ? "" : schema);
      write_string (self, table->relname);
      g_string_append_c (self->out, table->inh ? 'y' : 'n');
    }
  for (gsize i = 0; self->names_matter && table->alias != NULL && i < table->alias->n_colnames; i++)
    write_message (self, &table->alias->colnames[i]->base);
}

static void
write_alias (Writer *self, const PgQuery__Alias *alias)
{
  g_string_append_c (self->out, 'A');
  write_number (self, alias->n_colnames);
  for (gsize i = 0; self->names_matter && i < alias->n_colnames; i++)
    write_message (self, &alias->colnames[i]->base);
}

static void
write_common (Writer *self, const PgQuery__CommonTableExpr *common)
{
  PgQuery__CommonTableExpr copy = *common;

  copy.ctename = NULL;
  if (!self->names_matter)
    copy.n_aliascolnames = 0;
  write_fields (self, &copy.base);
}

static const PgQuery__SelectStmt *
first_select (const PgQuery__SelectStmt *select)
{
  while (select->larg != NULL)
    select = select->larg;
  return select;
}

static void
write_target (Writer *self, const PgQuery__SelectStmt *select, guint index)
{
  /* Of UNION only the place can be told, of a plain SELECT what stands there. */
  if (select->op != PG_QUERY__SET_OPERATION__SETOP_NONE)
    {
      g_string_append_c (self->out, '#');
      write_number (self, index);
    }
  else
    write_message (self, &select->target_list[index]->res_target->val->base);
}

typedef struct
{
  const char *name;
  gboolean found;
} ColumnSearch;

static gboolean
search_column (const ProtobufCMessage *node, gpointer user_data)
{
  ColumnSearch *search = user_data;

  if (STUDIO_SQL_IS (node, column_ref))
    {
      const PgQuery__ColumnRef *column = (const PgQuery__ColumnRef *) node;
      const PgQuery__Node *last = column->fields[column->n_fields - 1];

      if (last->node_case == PG_QUERY__NODE__NODE_STRING &&
          strcmp (last->string->sval, search->name) == 0)
        search->found = TRUE;
    }
  return !search->found;
}

/* GROUP BY takes a name for an input column before an output one, ORDER BY the other way round.
 * “date_trunc ('day', created) AS created … GROUP BY created” groups by the column, for it has one
 * of that name. */
static gboolean
means_output (const PgQuery__SelectStmt *select, int index, const char *name, gboolean grouping)
{
  ColumnSearch search = { name, FALSE };

  if (!grouping)
    return TRUE;
  studio_sql_node_walk (&select->target_list[index]->res_target->val->base, search_column, &search);
  return !search.found;
}

/* An element of GROUP BY or ORDER BY: a place, the name of an output column, or an expression. */
static void
write_key (Writer *self,
           const PgQuery__SelectStmt *select,
           const PgQuery__Node *node,
           gboolean grouping)
{
  const PgQuery__SelectStmt *first = first_select (select);

  if (node->node_case == PG_QUERY__NODE__NODE_A_CONST &&
      node->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL)
    {
      int place = node->a_const->ival->ival;

      if (place >= 1 && (gsize) place <= first->n_target_list)
        {
          write_target (self, select, place - 1);
          return;
        }
    }
  if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node->column_ref->n_fields == 1 &&
      node->column_ref->fields[0]->node_case == PG_QUERY__NODE__NODE_STRING)
    {
      const char *name = node->column_ref->fields[0]->string->sval;
      int index = studio_sql_select_find_output (select, name);

      if (index >= 0 && means_output (first, index, name, grouping))
        {
          write_target (self, select, index);
          return;
        }
    }
  write_message (self, &node->base);
}

static int
compare_bytes (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(const GBytes *const *) a, *(const GBytes *const *) b);
}

/* In whatever order: it makes no difference to the rows. */
static void
write_groups (Writer *self, const PgQuery__SelectStmt *select)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GString *out = self->out;

  for (gsize i = 0; i < select->n_group_clause; i++)
    {
      self->out = g_string_new (NULL);
      write_key (self, select, select->group_clause[i], TRUE);
      g_ptr_array_add (groups, g_string_free_to_bytes (self->out));
    }
  self->out = out;
  g_ptr_array_sort (groups, compare_bytes);
  g_string_append_c (self->out, 'G');
  for (guint i = 0; i < groups->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (g_ptr_array_index (groups, i), &size);

      g_string_append_len (self->out, data, size);
      g_string_append_c (self->out, ';');
    }
}

static void
write_order (Writer *self, const PgQuery__SelectStmt *select)
{
  g_string_append_c (self->out, 'O');
  for (gsize i = 0; i < select->n_sort_clause; i++)
    {
      PgQuery__SortBy sort = *select->sort_clause[i]->sort_by;

      write_key (self, select, sort.node, FALSE);
      sort.node = NULL;
      write_fields (self, &sort.base);
    }
}

static void
write_targets (Writer *self, const PgQuery__SelectStmt *select)
{
  g_string_append_c (self->out, 'S');
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__ResTarget *target = select->target_list[i]->res_target;

      if (self->names_matter && self->scope->outer != NULL)
        write_string (self, target->name);
      write_message (self, &target->val->base);
    }
}

/* The order of all rows is part of the meaning only together with LIMIT and DISTINCT ON. */
static void
write_select (Writer *self, const PgQuery__SelectStmt *select)
{
  StudioSqlKeyScope *outer = self->scope;
  PgQuery__SelectStmt copy = *select;
  gboolean ordered = outer != NULL || select->limit_count != NULL || select->limit_offset != NULL ||
                     select->n_distinct_clause > 0;

  self->scope = studio_sql_key_scope_new (select, outer, self->names_matter);
  copy.n_target_list = copy.n_group_clause = copy.n_sort_clause = 0;
  write_fields (self, &copy.base);
  write_targets (self, select);
  write_groups (self, select);
  if (ordered)
    write_order (self, select);
  studio_sql_key_scope_free (self->scope);
  self->scope = outer;
}

static void
write_message (Writer *self, const ProtobufCMessage *message)
{
  if (!self->weak)
    write_fields (self, message);
  else if (STUDIO_SQL_IS (message, select_stmt))
    write_select (self, (const PgQuery__SelectStmt *) message);
  else if (STUDIO_SQL_IS (message, column_ref))
    write_column (self, (const PgQuery__ColumnRef *) message);
  else if (STUDIO_SQL_IS (message, range_var))
    write_table (self, (const PgQuery__RangeVar *) message);
  else if (STUDIO_SQL_IS (message, alias))
    write_alias (self, (const PgQuery__Alias *) message);
  else if (STUDIO_SQL_IS (message, common_table_expr))
    write_common (self, (const PgQuery__CommonTableExpr *) message);
  else
    write_fields (self, message);
}

GString *
studio_sql_canonical (const StudioSqlTree *tree, gboolean weak)
{
  const PgQuery__SelectStmt *select = studio_sql_tree_get_select (tree);
  Writer self = { g_string_new (NULL), weak && select != NULL, FALSE, NULL };

  if (self.weak)
    {
      self.names_matter = studio_sql_select_hands_names_on (select);
      write_message (&self, &select->base);
    }
  else
    write_message (&self, &studio_sql_tree_get (tree)->base);
  return self.out;
}
