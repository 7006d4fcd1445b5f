/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

/* Nobody nests deeper than this who means it; the rules take a look at what is around a node. */
#define MAX_DEPTH 200

typedef struct
{
  StudioSqlLint *lint;
  const StudioSqlVisit *visits;
  guint n_visits;
  StudioSqlSpot spot;
  const PgQuery__Node *ancestors[MAX_DEPTH];
} Walk;

static void walk_message (Walk *walk, const ProtobufCMessage *message);

static void
walk_node (Walk *walk, const PgQuery__Node *node)
{
  if (node == NULL || node->node_case == PG_QUERY__NODE__NODE__NOT_SET ||
      node->node_case == PG_QUERY__NODE__NODE_SELECT_STMT || walk->spot.depth >= MAX_DEPTH)
    return;
  for (guint i = 0; i < walk->n_visits; i++)
    walk->visits[i](walk->lint, node, &walk->spot);
  walk->ancestors[walk->spot.depth++] = node;
  walk_message (walk, (const ProtobufCMessage *) _studio_sql_node_key (node));
  walk->spot.depth--;
}

static void
walk_child (Walk *walk, const ProtobufCMessage *child)
{
  if (child == NULL || STUDIO_SQL_IS (child, select_stmt) || STUDIO_SQL_IS (child, window_def))
    return;
  if (STUDIO_SQL_IS (child, node))
    walk_node (walk, (const PgQuery__Node *) child);
  else
    walk_message (walk, child);
}

/* A subquery is a query of its own and comes in its turn, and so do windows. */
static void
walk_message (Walk *walk, const ProtobufCMessage *message)
{
  const char *base = (const char *) message;

  for (guint i = 0; i < message->descriptor->n_fields; i++)
    {
      const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
      gconstpointer member = base + field->offset;

      if (field->type != PROTOBUF_C_TYPE_MESSAGE)
        continue;
      if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0 &&
          *(const guint32 *) (gconstpointer) (base + field->quantifier_offset) != field->id)
        continue;
      if (field->label == PROTOBUF_C_LABEL_REPEATED)
        {
          gsize n = *(const gsize *) (gconstpointer) (base + field->quantifier_offset);

          for (gsize k = 0; k < n; k++)
            walk_child (walk, (*(ProtobufCMessage *const *const *) member)[k]);
        }
      else
        walk_child (walk, *(const ProtobufCMessage *const *) member);
    }
}

static void
walk_clause (Walk *walk, StudioSqlClause clause, PgQuery__Node *const *nodes, gsize n)
{
  walk->spot.clause = clause;
  walk->spot.target = NULL;
  for (gsize i = 0; i < n; i++)
    walk_node (walk, nodes[i]);
}

static void
walk_select_list (Walk *walk, const PgQuery__SelectStmt *select)
{
  walk->spot.clause = STUDIO_SQL_CLAUSE_SELECT;
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      if (select->target_list[i]->node_case != PG_QUERY__NODE__NODE_RES_TARGET)
        continue;
      walk->spot.target = select->target_list[i]->res_target;
      walk_node (walk, walk->spot.target->val);
    }
  walk->spot.target = NULL;
}

/* The windows of OVER (…) and WINDOW. */
static void
walk_windows (Walk *walk, const StudioSqlScope *scope)
{
  walk->spot.clause = STUDIO_SQL_CLAUSE_WINDOW;
  for (guint i = 0; i < scope->windows->len; i++)
    walk_message (walk,
                  &((const PgQuery__WindowDef *) g_ptr_array_index (scope->windows, i))->base);
}

static void
walk_query (Walk *walk, StudioSqlQuery *query)
{
  const PgQuery__SelectStmt *select = query->select;

  walk->spot.query = query;
  walk_select_list (walk, select);
  walk_clause (walk, STUDIO_SQL_CLAUSE_FROM, select->from_clause, select->n_from_clause);
  walk->spot.clause = STUDIO_SQL_CLAUSE_WHERE;
  walk_node (walk, select->where_clause);
  walk_clause (walk, STUDIO_SQL_CLAUSE_GROUP, select->group_clause, select->n_group_clause);
  walk->spot.clause = STUDIO_SQL_CLAUSE_HAVING;
  walk_node (walk, select->having_clause);
  walk_windows (walk, (const StudioSqlScope *) query);
  walk_clause (walk, STUDIO_SQL_CLAUSE_ORDER, select->sort_clause, select->n_sort_clause);
  walk_clause (walk, STUDIO_SQL_CLAUSE_VALUES, select->values_lists, select->n_values_lists);
}

void
_studio_sql_lint_walk (StudioSqlLint *lint, const StudioSqlVisit *visits, guint n_visits)
{
  GPtrArray *queries = studio_sql_names_get_queries (lint->names);
  Walk *walk = g_new0 (Walk, 1);

  walk->lint = lint;
  walk->visits = visits;
  walk->n_visits = n_visits;
  walk->spot.ancestors = walk->ancestors;
  for (guint i = 0; i < queries->len; i++)
    walk_query (walk, g_ptr_array_index (queries, i));
  g_free (walk);
}

const PgQuery__Node *
_studio_sql_spot_parent (const StudioSqlSpot *spot, guint up)
{
  return up < spot->depth ? spot->ancestors[spot->depth - 1 - up] : NULL;
}
