/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <string.h>

/* A cast, written x::t, CAST (x AS t) or t (x), which PostgreSQL takes for the same. */
typedef struct
{
  const PgQuery__Node *argument;
  StudioSqlTypeId type;
  const PgQuery__TypeName *name;
} Cast;

static StudioSqlEquality
compare_messages (const StudioSqlNames *self, const ProtobufCMessage *a, const ProtobufCMessage *b);

/* No macro, which would compare twice, and that again at each level. */
static StudioSqlEquality
weaker (StudioSqlEquality a, StudioSqlEquality b)
{
  return a < b ? a : b;
}

static gboolean
get_cast (const StudioSqlNames *self, const PgQuery__Node *node, Cast *cast)
{
  if (node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
    {
      *cast = (Cast){ node->type_cast->arg, _studio_sql_names_type_id (self, node),
                      node->type_cast->type_name };
      return TRUE;
    }
  if (node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL && node->func_call->n_args == 1)
    {
      const PgQuery__FuncCall *call = node->func_call;
      StudioSqlTypeId type =
          _studio_sql_type_find (call->funcname[call->n_funcname - 1]->string->sval);

      if (type == STUDIO_SQL_ANY || type != _studio_sql_names_type_id (self, node))
        return FALSE;
      *cast = (Cast){ call->args[0], type, NULL };
      return TRUE;
    }
  return FALSE;
}

/* Takes off casts that change nothing. */
static const PgQuery__Node *
strip (const StudioSqlNames *self, const PgQuery__Node *node)
{
  Cast cast;

  while (
      get_cast (self, node, &cast) && cast.type != STUDIO_SQL_ANY &&
      (cast.name == NULL || cast.name->n_typmods == 0) &&
      _studio_sql_type_is_relabelled (_studio_sql_names_type_id (self, cast.argument), cast.type))
    node = cast.argument;
  return node;
}

static StudioSqlEquality
compare_typmods (const StudioSqlNames *self, const PgQuery__TypeName *a, const PgQuery__TypeName *b)
{
  StudioSqlEquality equality = STUDIO_SQL_EQUAL;

  if (a == NULL || b == NULL)
    return (a == NULL || a->n_typmods == 0) && (b == NULL || b->n_typmods == 0)
               ? STUDIO_SQL_EQUAL
               : STUDIO_SQL_DIFFERENT;
  if (a->n_typmods != b->n_typmods)
    return STUDIO_SQL_DIFFERENT;
  for (gsize i = 0; i < a->n_typmods; i++)
    equality =
        weaker (equality, compare_messages (self, &a->typmods[i]->base, &b->typmods[i]->base));
  return equality;
}

static StudioSqlEquality
compare_casts (const StudioSqlNames *self, const PgQuery__Node *a, const PgQuery__Node *b)
{
  Cast left = { a, STUDIO_SQL_ANY, NULL }, right = { b, STUDIO_SQL_ANY, NULL };
  gboolean is_left = get_cast (self, a, &left), is_right = get_cast (self, b, &right);
  StudioSqlEquality equality;

  if (is_left && is_right)
    {
      if (left.type != right.type)
        return left.type == STUDIO_SQL_ANY || right.type == STUDIO_SQL_ANY ? STUDIO_SQL_PERHAPS
                                                                           : STUDIO_SQL_DIFFERENT;
      equality = _studio_sql_nodes_equal (self, left.argument, right.argument);
      return weaker (equality, compare_typmods (self, left.name, right.name));
    }
  /* A literal gets a type from what is around it; so a cast may add nothing. */
  equality = _studio_sql_nodes_equal (self, left.argument, right.argument);
  if (equality == STUDIO_SQL_DIFFERENT)
    return STUDIO_SQL_DIFFERENT;
  return left.argument->node_case == PG_QUERY__NODE__NODE_A_CONST ||
                 _studio_sql_names_type_id (self, left.argument) == STUDIO_SQL_ANY
             ? STUDIO_SQL_PERHAPS
             : STUDIO_SQL_DIFFERENT;
}

static StudioSqlEquality
compare_references (const StudioSqlNames *self,
                    const PgQuery__ColumnRef *a,
                    const PgQuery__ColumnRef *b)
{
  const StudioSqlReference *left = studio_sql_names_find_reference (self, a);
  const StudioSqlReference *right = studio_sql_names_find_reference (self, b);

  if (a == b)
    return STUDIO_SQL_EQUAL;
  if (left == NULL || right == NULL)
    return STUDIO_SQL_PERHAPS;
  /* Inside two copies of a subquery each has its own. */
  if (left->home != NULL && right->home != NULL && left->home != right->home &&
      left->query != right->query)
    return strcmp (left->name, right->name) == 0 ? STUDIO_SQL_PERHAPS : STUDIO_SQL_DIFFERENT;
  if (left->kind == STUDIO_SQL_REFERENCE_COLUMN && right->kind == STUDIO_SQL_REFERENCE_COLUMN)
    return left->source == right->source && left->column == right->column ? STUDIO_SQL_EQUAL
                                                                          : STUDIO_SQL_DIFFERENT;
  if (left->kind == right->kind && left->source != NULL && left->source == right->source)
    return strcmp (left->name, right->name) == 0 ? STUDIO_SQL_EQUAL : STUDIO_SQL_DIFFERENT;
  return strcmp (left->name, right->name) == 0 ? STUDIO_SQL_PERHAPS : STUDIO_SQL_DIFFERENT;
}

static StudioSqlEquality
compare_function_names (const PgQuery__FuncCall *a, const PgQuery__FuncCall *b)
{
  return strcmp (a->funcname[a->n_funcname - 1]->string->sval,
                 b->funcname[b->n_funcname - 1]->string->sval) == 0
             ? STUDIO_SQL_EQUAL
             : STUDIO_SQL_DIFFERENT;
}

static gboolean
is_ignored (const ProtobufCFieldDescriptor *field)
{
  return strcmp (field->name, "location") == 0 || strcmp (field->name, "funcformat") == 0 ||
         strcmp (field->name, "funcname") == 0;
}

static StudioSqlEquality
compare_scalar (const ProtobufCFieldDescriptor *field, gconstpointer a, gconstpointer b)
{
  if (field->type == PROTOBUF_C_TYPE_STRING)
    return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0 ? STUDIO_SQL_EQUAL
                                                                   : STUDIO_SQL_DIFFERENT;
  return *(const guint32 *) a == *(const guint32 *) b ? STUDIO_SQL_EQUAL : STUDIO_SQL_DIFFERENT;
}

static StudioSqlEquality
compare_field (const StudioSqlNames *self,
               const ProtobufCFieldDescriptor *field,
               const char *a,
               const char *b)
{
  gconstpointer left = a + field->offset, right = b + field->offset;
  StudioSqlEquality equality = STUDIO_SQL_EQUAL;

  if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0 &&
      *(const guint32 *) (gconstpointer) (a + field->quantifier_offset) != field->id)
    return *(const guint32 *) (gconstpointer) (b + field->quantifier_offset) != field->id
               ? STUDIO_SQL_EQUAL
               : STUDIO_SQL_DIFFERENT;
  if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0 &&
      *(const guint32 *) (gconstpointer) (b + field->quantifier_offset) != field->id)
    return STUDIO_SQL_DIFFERENT;
  if (field->type != PROTOBUF_C_TYPE_MESSAGE)
    return field->label == PROTOBUF_C_LABEL_REPEATED ? STUDIO_SQL_EQUAL
                                                     : compare_scalar (field, left, right);
  if (field->label == PROTOBUF_C_LABEL_REPEATED)
    {
      gsize n = *(const gsize *) (gconstpointer) (a + field->quantifier_offset);
      ProtobufCMessage *const *lefts = *(ProtobufCMessage *const *const *) left;
      ProtobufCMessage *const *rights = *(ProtobufCMessage *const *const *) right;

      if (n != *(const gsize *) (gconstpointer) (b + field->quantifier_offset))
        return STUDIO_SQL_DIFFERENT;
      for (gsize i = 0; i < n && equality != STUDIO_SQL_DIFFERENT; i++)
        equality = weaker (equality, compare_messages (self, lefts[i], rights[i]));
      return equality;
    }
  return compare_messages (self, *(const ProtobufCMessage *const *) left,
                           *(const ProtobufCMessage *const *) right);
}

static StudioSqlEquality
compare_messages (const StudioSqlNames *self, const ProtobufCMessage *a, const ProtobufCMessage *b)
{
  StudioSqlEquality equality = STUDIO_SQL_EQUAL;

  if (a == b)
    return STUDIO_SQL_EQUAL;
  if (a == NULL || b == NULL || a->descriptor != b->descriptor)
    return STUDIO_SQL_DIFFERENT;
  if (STUDIO_SQL_IS (a, node))
    return _studio_sql_nodes_equal (self, (const PgQuery__Node *) a, (const PgQuery__Node *) b);
  if (STUDIO_SQL_IS (a, column_ref))
    return compare_references (self, (const PgQuery__ColumnRef *) a,
                               (const PgQuery__ColumnRef *) b);
  if (STUDIO_SQL_IS (a, func_call))
    equality =
        compare_function_names ((const PgQuery__FuncCall *) a, (const PgQuery__FuncCall *) b);
  for (guint i = 0; i < a->descriptor->n_fields && equality != STUDIO_SQL_DIFFERENT; i++)
    if (!is_ignored (&a->descriptor->fields[i]))
      equality = weaker (equality, compare_field (self, &a->descriptor->fields[i], (const char *) a,
                                                  (const char *) b));
  return equality;
}

/* An alias stands for what it is the name of. */
static const PgQuery__Node *
follow_alias (const StudioSqlNames *self, const PgQuery__Node *node)
{
  const StudioSqlReference *reference;

  if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return node;
  reference = studio_sql_names_find_reference (self, node->column_ref);
  if (reference == NULL || reference->kind != STUDIO_SQL_REFERENCE_OUTPUT ||
      reference->column->expression == NULL)
    return node;
  return reference->column->expression;
}

StudioSqlEquality
_studio_sql_nodes_equal (const StudioSqlNames *self, const PgQuery__Node *a, const PgQuery__Node *b)
{
  Cast cast;

  a = strip (self, follow_alias (self, a));
  b = strip (self, follow_alias (self, b));
  if (a == b)
    return STUDIO_SQL_EQUAL;
  if (get_cast (self, a, &cast) || get_cast (self, b, &cast))
    return compare_casts (self, a, b);
  if (a->node_case != b->node_case)
    return STUDIO_SQL_DIFFERENT;
  if (a->node_case == PG_QUERY__NODE__NODE__NOT_SET)
    return STUDIO_SQL_EQUAL;
  return compare_messages (self, (const ProtobufCMessage *) _studio_sql_node_key (a),
                           (const ProtobufCMessage *) _studio_sql_node_key (b));
}
