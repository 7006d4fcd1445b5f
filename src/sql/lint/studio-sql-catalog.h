/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StudioSqlTypeId: one of PostgreSQL's types.
 *
 * The names that code needs have a fixed number; the other types of the catalogue follow. An array
 * is the number of its element with %STUDIO_SQL_ARRAY set.
 *
 * %STUDIO_SQL_ANY means that the type cannot be told: every check passes. %STUDIO_SQL_UNKNOWN is
 * PostgreSQL's "unknown", the type of a quoted literal until something gives it one.
 */
typedef guint16 StudioSqlTypeId;

enum
{
  STUDIO_SQL_ANY,
  STUDIO_SQL_UNKNOWN,
  STUDIO_SQL_USER_ENUM, /* some type made with CREATE TYPE … AS ENUM */
  STUDIO_SQL_BOOL,
  STUDIO_SQL_INT2,
  STUDIO_SQL_INT4,
  STUDIO_SQL_INT8,
  STUDIO_SQL_NUMERIC,
  STUDIO_SQL_FLOAT4,
  STUDIO_SQL_FLOAT8,
  STUDIO_SQL_MONEY,
  STUDIO_SQL_TEXT,
  STUDIO_SQL_VARCHAR,
  STUDIO_SQL_BPCHAR,
  STUDIO_SQL_NAME,
  STUDIO_SQL_BYTEA,
  STUDIO_SQL_UUID,
  STUDIO_SQL_DATE,
  STUDIO_SQL_TIME,
  STUDIO_SQL_TIMETZ,
  STUDIO_SQL_TIMESTAMP,
  STUDIO_SQL_TIMESTAMPTZ,
  STUDIO_SQL_INTERVAL,
  STUDIO_SQL_JSON,
  STUDIO_SQL_JSONB,
  STUDIO_SQL_XML,
  STUDIO_SQL_OID,
  STUDIO_SQL_BIT,
  STUDIO_SQL_RECORD,
  STUDIO_SQL_VOID,
  STUDIO_SQL_PSEUDO_ANY, /* "any" as an argument of count() */
  STUDIO_SQL_ANYELEMENT,
  STUDIO_SQL_ANYARRAY,
  STUDIO_SQL_ANYNONARRAY,
  STUDIO_SQL_ANYENUM,
  STUDIO_SQL_ANYRANGE,
  STUDIO_SQL_ANYMULTIRANGE,
  STUDIO_SQL_ANYCOMPATIBLE,
  STUDIO_SQL_ANYCOMPATIBLEARRAY,
  STUDIO_SQL_ANYCOMPATIBLENONARRAY,
  STUDIO_SQL_ANYCOMPATIBLERANGE,
  STUDIO_SQL_ANYCOMPATIBLEMULTIRANGE,
  STUDIO_SQL_N_FIXED_TYPES,
  STUDIO_SQL_ARRAY = 0x4000,
};

/** StudioSqlCoercion: how a value comes to another type; a larger one allows more. */
typedef enum
{
  STUDIO_SQL_COERCION_IMPLICIT,
  STUDIO_SQL_COERCION_ASSIGNMENT,
  STUDIO_SQL_COERCION_EXPLICIT,
} StudioSqlCoercion;

/**
 * StudioSqlFunction:
 * @kind: 'f' plain, 'a' aggregate, 'w' window
 * @set: whether it returns a set
 * @variadic: type of the elements of the last argument, 0 when it is not VARIADIC
 * @n_defaults: how many of the last arguments may be left out
 * @outputs: (nullable): "name:type name:type" of a function that returns several columns
 * @order: for an aggregate 'n', 'o' ordered-set or 'h' hypothetical-set
 * @n_direct: arguments of an ordered-set aggregate before WITHIN GROUP
 * @since: the first major version that has it, 0 when PostgreSQL 15 has
 */
typedef struct
{
  const char *name;
  char kind;
  gboolean set;
  StudioSqlTypeId result;
  StudioSqlTypeId variadic;
  guint n_defaults;
  guint n_args;
  const StudioSqlTypeId *args;
  const char *outputs;
  char order;
  guint n_direct;
  guint since;
} StudioSqlFunction;

/** StudioSqlOperator: @operands are its left and right side; the left is 0 for a prefix operator.
 */
typedef struct
{
  const char *name;
  StudioSqlTypeId operands[2];
  StudioSqlTypeId result;
} StudioSqlOperator;

/* What PostgreSQL 15 has in pg_type, pg_cast, pg_operator and pg_proc; read at first use, then
 * shared by all threads (data/engine/postgresql-catalog.tsv). */

/** _studio_sql_type_find: @name as in pg_type ("int4", "_int4" for its array), or what SQL calls it
 * ("integer", "decimal"). Returns: %STUDIO_SQL_ANY when there is no such type. */
StudioSqlTypeId _studio_sql_type_find (const char *name);

/** _studio_sql_type_label: Returns: (transfer none): the name that PostgreSQL's messages use. */
const char *_studio_sql_type_label (StudioSqlTypeId type);

/** _studio_sql_type_category: PostgreSQL's typcategory: 'N' numbers, 'S' strings, 'D' dates, 'T'
 * intervals, 'B' booleans, 'A' arrays, 'E' enums…; 'X' for unknown. */
char _studio_sql_type_category (StudioSqlTypeId type);
gboolean _studio_sql_type_is_preferred (StudioSqlTypeId type);
gboolean _studio_sql_type_is_polymorphic (StudioSqlTypeId type);

/** _studio_sql_type_kind: 'b' base, 'r' range, 'm' multirange, 'p' pseudo-type, 'e' enum. */
char _studio_sql_type_kind (StudioSqlTypeId type);

/** _studio_sql_type_array: Returns: the type of arrays of @type. */
StudioSqlTypeId _studio_sql_type_array (StudioSqlTypeId type);

/** _studio_sql_type_element: Returns: the type of the elements of an array, 0 when @type is none.
 */
StudioSqlTypeId _studio_sql_type_element (StudioSqlTypeId type);

/** _studio_sql_type_coerces: whether a value of type @from can become one of type @to. */
gboolean _studio_sql_type_coerces (StudioSqlTypeId from, StudioSqlTypeId to, StudioSqlCoercion how);

/** _studio_sql_type_is_relabelled: whether nothing is converted between the two (varchar, text). */
gboolean _studio_sql_type_is_relabelled (StudioSqlTypeId from, StudioSqlTypeId to);

/** _studio_sql_functions_find: Returns: (transfer none) (array length=n) (nullable) */
const StudioSqlFunction *_studio_sql_functions_find (const char *name, guint *n);

/** _studio_sql_operators_find: Returns: (transfer none) (array length=n) (nullable) */
const StudioSqlOperator *_studio_sql_operators_find (const char *name, guint *n);

G_END_DECLS
