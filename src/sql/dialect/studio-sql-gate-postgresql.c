/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-gate.h"

#include "sql/dialect/studio-sql-syntax-error.h"
#include "sql/studio-sql-known-functions.h"
#include "sql/studio-sql-tokens.h"
#include "sql/studio-sql-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of a text that a statement may have the server make up. */
#define MAX_TEXT_LENGTH 1000000

typedef struct
{
  const char *sql;
  StudioDialect dialect;
  gssize location; /* of the innermost node that has one */
  StudioFinding *refusal;
} Gate;

static gssize
token_end (const char *sql, gssize start)
{
  g_autoptr (StudioSqlTokens) tokens = start >= 0 ? studio_sql_tokens_scan (sql) : NULL;
  guint index = tokens != NULL ? studio_sql_tokens_find (tokens, start) : 0;

  if (tokens == NULL || index >= studio_sql_tokens_get_length (tokens))
    return start;
  return studio_sql_tokens_get (tokens, index)->end;
}

static void
refuse (Gate *self, const char *id, gssize start, char *message)
{
  self->refusal = studio_sql_gate_refuse (id, STUDIO_ERROR_CLASS_NOT_READ_ONLY, start,
                                          token_end (self->sql, start), message);
}

static const char *
node_string (const PgQuery__Node *node)
{
  return node->node_case == PG_QUERY__NODE__NODE_STRING ? node->string->sval : "";
}

/* The parts of a name with dots between them, as it was folded. */
static char *
join_name (PgQuery__Node *const *parts, gsize n_parts)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    g_string_append_printf (name, "%s%s", i > 0 ? "." : "", node_string (parts[i]));
  return g_strdup (name->str);
}

static void
check_function_name (Gate *self, const char *name, gssize location)
{
  const StudioSqlKnownFunction *function = studio_sql_known_function_find (name, self->dialect);

  if (function != NULL && *function->denied != '\0')
    self->refusal = studio_sql_gate_refuse_function (name, function->denied, location,
                                                     token_end (self->sql, location));
  else if (function == NULL)
    self->refusal = studio_sql_gate_refuse (
        "unknown-function", STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION, location,
        token_end (self->sql, location),
        g_strdup_printf (_ ("“%s” is not among the functions of PostgreSQL that are known to only "
                            "read. Use one of its own functions."),
                         name));
}

/* PostgreSQL works out a call of constants even for EXPLAIN: repeat ('x', 1000000000) takes a
 * gigabyte there. */
static void
check_length (Gate *self, const PgQuery__FuncCall *call)
{
  static const char *const growing[] = { "repeat", "lpad", "rpad", NULL };
  const char *name = node_string (call->funcname[call->n_funcname - 1]);

  for (gsize i = 0; g_strv_contains (growing, name) && i < call->n_args; i++)
    {
      const PgQuery__Node *argument = call->args[i];
      const PgQuery__AConst *value =
          argument->node_case == PG_QUERY__NODE__NODE_A_CONST ? argument->a_const : NULL;

      if (value != NULL && (value->val_case == PG_QUERY__A__CONST__VAL_FVAL ||
                            (value->val_case == PG_QUERY__A__CONST__VAL_IVAL &&
                             value->ival->ival > MAX_TEXT_LENGTH)))
        self->refusal = studio_sql_gate_refuse_function (name, "memory", call->location,
                                                         token_end (self->sql, call->location));
    }
}

static void
check_call (Gate *self, const PgQuery__FuncCall *call)
{
  gsize n = call->n_funcname;

  if (n == 0)
    return;
  if (n > 2 || (n == 2 && strcmp (node_string (call->funcname[0]), "pg_catalog") != 0))
    {
      g_autofree char *name = join_name (call->funcname, n);

      refuse (self, "forbidden-function", call->location,
              g_strdup_printf (_ ("“%s” is a function that somebody made in this database; what it "
                                  "does cannot be known. Use PostgreSQL's own functions."),
                               name));
      return;
    }
  check_function_name (self, node_string (call->funcname[n - 1]), call->location);
  if (self->refusal == NULL)
    check_length (self, call);
}

/* “(x).name” calls the function “name” when x has no such field: ('rm')."pg_read_file" is a call.
 * Only rows have fields, so for a plain value it is one for certain. */
static void
check_field_selection (Gate *self, const PgQuery__AIndirection *selection)
{
  PgQuery__Node__NodeCase base =
      selection->arg != NULL ? selection->arg->node_case : PG_QUERY__NODE__NODE__NOT_SET;
  gboolean may_be_row =
      base == PG_QUERY__NODE__NODE_COLUMN_REF || base == PG_QUERY__NODE__NODE_FUNC_CALL ||
      base == PG_QUERY__NODE__NODE_SUB_LINK || base == PG_QUERY__NODE__NODE_ROW_EXPR ||
      base == PG_QUERY__NODE__NODE_A_INDIRECTION || base == PG_QUERY__NODE__NODE_TYPE_CAST;

  for (gsize i = 0; i < selection->n_indirection && self->refusal == NULL; i++)
    {
      const char *name = node_string (selection->indirection[i]);
      const StudioSqlKnownFunction *function = studio_sql_known_function_find (name, self->dialect);

      if (*name != '\0' && (function != NULL ? *function->denied != '\0' : !may_be_row))
        check_function_name (self, name, self->location);
    }
}

/* Catalogue tables that show passwords, other people's data or the server's files. */
static void
check_relation (Gate *self, const PgQuery__RangeVar *relation)
{
  static const char *const secret[] = { "pg_authid",
                                        "pg_shadow",
                                        "pg_user_mapping",
                                        "pg_user_mappings",
                                        "pg_subscription",
                                        "pg_largeobject",
                                        "pg_largeobject_metadata",
                                        "pg_hba_file_rules",
                                        "pg_file_settings",
                                        "pg_ident_file_mappings",
                                        "pg_foreign_server",
                                        "pg_statistic",
                                        "pg_statistic_ext_data",
                                        "pg_dist_authinfo",
                                        "pg_config",
                                        "user_mapping_options",
                                        "foreign_server_options",
                                        NULL };
  const char *schema = relation->schemaname != NULL ? relation->schemaname : "";

  if (*schema != '\0' && strcmp (schema, "pg_catalog") != 0 &&
      strcmp (schema, "information_schema") != 0)
    return;
  if (relation->relname != NULL && g_strv_contains (secret, relation->relname))
    refuse (self, "forbidden-table", relation->location,
            g_strdup_printf (_ ("“%s” holds secrets of the database server and may not be read."),
                             relation->relname));
}

static void
check_operator (Gate *self, const PgQuery__AExpr *expression)
{
  if (expression->n_name > 1 && strcmp (node_string (expression->name[0]), "pg_catalog") != 0)
    {
      g_autofree char *name = join_name (expression->name, expression->n_name);

      refuse (self, "forbidden-operator", expression->location,
              g_strdup_printf (_ ("“%s” is an operator that somebody made in this database; what "
                                  "it does cannot be known. Use PostgreSQL's own operators."),
                               name));
    }
}

static void
check_sample (Gate *self, const PgQuery__RangeTableSample *sample)
{
  static const char *const methods[] = { "bernoulli", "system", "system_rows", "system_time",
                                         NULL };
  const char *name = sample->n_method == 1 ? node_string (sample->method[0]) : "";

  if (!g_strv_contains (methods, name))
    refuse (self, "forbidden-function", sample->location,
            g_strdup (_ ("Only the sampling methods BERNOULLI and SYSTEM may be used.")));
}

/* What only reads nowhere has one of these. */
static const char *
explain_writing (const ProtobufCMessage *node)
{
  if (STUDIO_SQL_IS (node, insert_stmt))
    return _ ("INSERT writes rows. Only SELECT is sent to the database.");
  if (STUDIO_SQL_IS (node, update_stmt))
    return _ ("UPDATE changes rows. Only SELECT is sent to the database.");
  if (STUDIO_SQL_IS (node, delete_stmt))
    return _ ("DELETE removes rows. Only SELECT is sent to the database.");
  if (STUDIO_SQL_IS (node, merge_stmt))
    return _ ("MERGE changes rows. Only SELECT is sent to the database.");
  if (STUDIO_SQL_IS (node, into_clause))
    return _ ("SELECT … INTO creates a table. Take INTO out.");
  if (STUDIO_SQL_IS (node, locking_clause))
    return _ ("FOR UPDATE and FOR SHARE lock rows that others wait for. Take the clause out.");
  if (STUDIO_SQL_IS (node, param_ref))
    return _ (
        "“$1” and the like are parameters, which have no value here. Write the value itself.");
  if (STUDIO_SQL_IS (node, current_of_expr))
    return _ ("CURRENT OF needs a cursor, which there is none of here.");
  return NULL;
}

/* Nodes without a location of their own are shown where the last one before them was. */
static void
note_location (Gate *self, const ProtobufCMessage *node)
{
  const ProtobufCFieldDescriptor *field =
      protobuf_c_message_descriptor_get_field_by_name (node->descriptor, "location");

  if (field != NULL && field->type == PROTOBUF_C_TYPE_INT32)
    {
      gint32 location = *(const gint32 *) (gconstpointer) ((const char *) node + field->offset);

      if (location >= 0)
        self->location = location;
    }
}

static gboolean
check_node (const ProtobufCMessage *node, gpointer user_data)
{
  Gate *self = user_data;
  const char *writing;

  if (self->refusal != NULL)
    return FALSE;
  note_location (self, node);
  writing = explain_writing (node);
  if (writing != NULL)
    refuse (self, "not-read-only", self->location, g_strdup (writing));
  else if (STUDIO_SQL_IS (node, func_call))
    check_call (self, (const PgQuery__FuncCall *) node);
  else if (STUDIO_SQL_IS (node, a__indirection))
    check_field_selection (self, (const PgQuery__AIndirection *) node);
  else if (STUDIO_SQL_IS (node, range_var))
    check_relation (self, (const PgQuery__RangeVar *) node);
  else if (STUDIO_SQL_IS (node, a__expr))
    check_operator (self, (const PgQuery__AExpr *) node);
  else if (STUDIO_SQL_IS (node, range_table_sample))
    check_sample (self, (const PgQuery__RangeTableSample *) node);
  return self->refusal == NULL;
}

/* EXPLAIN without ANALYZE runs nothing; of its options only those that change what is printed. */
static const PgQuery__Node *
check_explain (Gate *self, const PgQuery__ExplainStmt *explain)
{
  static const char *const options[] = {
    "format", "costs", "verbose", "settings", "summary", NULL
  };

  for (gsize i = 0; i < explain->n_options; i++)
    {
      const PgQuery__Node *option = explain->options[i];

      if (option->node_case != PG_QUERY__NODE__NODE_DEF_ELEM ||
          !g_strv_contains (options, option->def_elem->defname))
        {
          refuse (self, "not-read-only", 0,
                  g_strdup (_ ("EXPLAIN ANALYZE runs the statement. Use EXPLAIN without it.")));
          return NULL;
        }
    }
  return explain->query;
}

static StudioFinding *
refuse_statement (const char *sql)
{
  g_autoptr (StudioSqlTokens) tokens = studio_sql_tokens_scan (sql);
  guint index = 0;
  g_autofree char *word = NULL, *upper = NULL;

  while (tokens != NULL && index < studio_sql_tokens_get_length (tokens) &&
         studio_sql_token_is_comment (studio_sql_tokens_get (tokens, index)))
    index++;
  if (tokens == NULL || index >= studio_sql_tokens_get_length (tokens))
    return studio_sql_gate_refuse ("empty-statement", STUDIO_ERROR_CLASS_SYNTAX, -1, -1,
                                   g_strdup (_ ("There is no statement to check.")));
  word = studio_sql_tokens_dup_text (tokens, index);
  upper = g_utf8_strup (word, -1);
  return studio_sql_gate_refuse (
      "not-read-only", STUDIO_ERROR_CLASS_NOT_READ_ONLY,
      studio_sql_tokens_get (tokens, index)->start, studio_sql_tokens_get (tokens, index)->end,
      g_strdup_printf (_ ("A statement that begins with %s is not sent to the database: only "
                          "SELECT is."),
                       upper));
}

StudioFinding *
studio_sql_gate_postgresql (const char *sql, StudioDialect dialect, StudioSqlTree **parsed)
{
  Gate self = { sql, dialect, -1, NULL };
  g_autoptr (GError) error = NULL;
  StudioSqlTree *tree;
  const PgQuery__ParseResult *result;
  const PgQuery__Node *statement;
  gssize position;

  tree = studio_sql_tree_parse (sql, &position, &error);
  *parsed = tree;
  if (tree == NULL)
    return studio_sql_syntax_error (sql, position, error->message);
  result = studio_sql_tree_get (tree);
  if (result->n_stmts > 1)
    return studio_sql_gate_refuse (
        "multiple-statements", STUDIO_ERROR_CLASS_MULTIPLE_STATEMENTS,
        result->stmts[1]->stmt_location, token_end (sql, result->stmts[1]->stmt_location),
        g_strdup_printf (ngettext ("There is %u statement; only one at a time is sent.",
                                   "There are %u statements; only one at a time is sent.",
                                   result->n_stmts),
                         (guint) result->n_stmts));
  statement = result->n_stmts == 1 ? result->stmts[0]->stmt : NULL;
  if (statement != NULL && statement->node_case == PG_QUERY__NODE__NODE_EXPLAIN_STMT)
    statement = check_explain (&self, statement->explain_stmt);
  if (self.refusal == NULL &&
      (statement == NULL || statement->node_case != PG_QUERY__NODE__NODE_SELECT_STMT))
    return refuse_statement (sql);
  if (self.refusal == NULL)
    studio_sql_node_walk (&statement->base, check_node, &self);
  return self.refusal;
}
