/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-catalog.h"

#include "core/studio-resource.h"

#include <gio/gio.h>
#include <string.h>

#define CATALOG "/org/example/KpiStudio/engine/postgresql-catalog.tsv"
#define MAX_TYPES 128
#define MAX_CELLS 12

typedef struct
{
  const char *name;
  const char *label;
  const char *array_label;
  char category;
  char kind;
  gboolean preferred;
} Type;

/* How far a cast goes: 0 not at all, else the coercion that is needed plus one. */
typedef struct
{
  guint8 needs;
  gboolean relabels;
} Cast;

typedef struct
{
  char *text;
  Type types[MAX_TYPES];
  guint n_types;
  Cast casts[MAX_TYPES][MAX_TYPES];
  GHashTable *types_by_name;
  GArray *functions;
  GHashTable *functions_by_name; /* name → index + 1 of the first */
  GArray *operators;
  GHashTable *operators_by_name;
  GPtrArray *pools; /* of StudioSqlTypeId arrays */
} Catalog;

static const char *const fixed_names[STUDIO_SQL_N_FIXED_TYPES] = {
  "",
  "unknown",
  "enum",
  "bool",
  "int2",
  "int4",
  "int8",
  "numeric",
  "float4",
  "float8",
  "money",
  "text",
  "varchar",
  "bpchar",
  "name",
  "bytea",
  "uuid",
  "date",
  "time",
  "timetz",
  "timestamp",
  "timestamptz",
  "interval",
  "json",
  "jsonb",
  "xml",
  "oid",
  "bit",
  "record",
  "void",
  "any",
  "anyelement",
  "anyarray",
  "anynonarray",
  "anyenum",
  "anyrange",
  "anymultirange",
  "anycompatible",
  "anycompatiblearray",
  "anycompatiblenonarray",
  "anycompatiblerange",
  "anycompatiblemultirange",
};

/* What the grammar turns into another name, and what drivers report. */
static const struct
{
  const char *name;
  StudioSqlTypeId type;
} synonyms[] = {
  { "boolean", STUDIO_SQL_BOOL },
  { "smallint", STUDIO_SQL_INT2 },
  { "smallserial", STUDIO_SQL_INT2 },
  { "serial2", STUDIO_SQL_INT2 },
  { "integer", STUDIO_SQL_INT4 },
  { "int", STUDIO_SQL_INT4 },
  { "serial", STUDIO_SQL_INT4 },
  { "serial4", STUDIO_SQL_INT4 },
  { "bigint", STUDIO_SQL_INT8 },
  { "bigserial", STUDIO_SQL_INT8 },
  { "serial8", STUDIO_SQL_INT8 },
  { "decimal", STUDIO_SQL_NUMERIC },
  { "real", STUDIO_SQL_FLOAT4 },
  { "double precision", STUDIO_SQL_FLOAT8 },
  { "character varying", STUDIO_SQL_VARCHAR },
  { "character", STUDIO_SQL_BPCHAR },
  { "time without time zone", STUDIO_SQL_TIME },
  { "time with time zone", STUDIO_SQL_TIMETZ },
  { "timestamp without time zone", STUDIO_SQL_TIMESTAMP },
  { "timestamp with time zone", STUDIO_SQL_TIMESTAMPTZ },
};

static void
add_type (Catalog *self, StudioSqlTypeId type, char **cells)
{
  self->types[type] = (Type){
    .name = cells[1],
    .label = cells[2],
    .array_label = g_strconcat (cells[2], "[]", NULL),
    .category = cells[3][0],
    .preferred = cells[4][0] == 'p',
    .kind = cells[5][0],
  };
  g_hash_table_insert (self->types_by_name, cells[1], GUINT_TO_POINTER (type));
}

static void
load_type (Catalog *self, char **cells)
{
  guint type = GPOINTER_TO_UINT (g_hash_table_lookup (self->types_by_name, cells[1]));

  if (type == 0)
    {
      g_return_if_fail (self->n_types < MAX_TYPES);
      type = self->n_types++;
    }
  add_type (self, type, cells);
}

static StudioSqlTypeId
find_type (const Catalog *self, const char *name)
{
  guint type = GPOINTER_TO_UINT (g_hash_table_lookup (self->types_by_name, name));

  if (type == 0 && name[0] == '_')
    {
      type = GPOINTER_TO_UINT (g_hash_table_lookup (self->types_by_name, name + 1));
      return type != 0 ? type | STUDIO_SQL_ARRAY : STUDIO_SQL_ANY;
    }
  return type;
}

static void
load_cast (Catalog *self, char **cells)
{
  StudioSqlTypeId from = find_type (self, cells[1]);
  StudioSqlTypeId to = find_type (self, cells[2]);

  if (from == 0 || to == 0 || from >= MAX_TYPES || to >= MAX_TYPES)
    return;
  self->casts[from][to] = (Cast){
    .needs = cells[3][0] == 'i'   ? STUDIO_SQL_COERCION_IMPLICIT + 1
             : cells[3][0] == 'a' ? STUDIO_SQL_COERCION_ASSIGNMENT + 1
                                  : STUDIO_SQL_COERCION_EXPLICIT + 1,
    .relabels = cells[4][0] == 'b',
  };
}

static void
load_operator (Catalog *self, char **cells)
{
  StudioSqlOperator entry = {
    .name = cells[1],
    .operands = { cells[2][0] == '-' ? 0 : find_type (self, cells[2]), find_type (self, cells[3]) },
    .result = find_type (self, cells[4]),
  };

  if (entry.operands[1] == 0 || entry.result == 0 || (entry.operands[0] == 0 && cells[2][0] != '-'))
    return;
  g_array_append_val (self->operators, entry);
  if (!g_hash_table_contains (self->operators_by_name, entry.name))
    g_hash_table_insert (self->operators_by_name, cells[1],
                         GUINT_TO_POINTER (self->operators->len));
}

/* Reads "int4 text" into @function; FALSE when a type is not among ours. */
static gboolean
load_arguments (Catalog *self, char *cell, StudioSqlFunction *function)
{
  StudioSqlTypeId *pool = g_new0 (StudioSqlTypeId, strlen (cell) / 2 + 1);

  g_ptr_array_add (self->pools, pool);
  function->args = pool;
  if (strcmp (cell, "-") == 0)
    return TRUE;
  while (cell != NULL)
    {
      char *next = strchr (cell, ' ');

      if (next != NULL)
        *next++ = '\0';
      pool[function->n_args] = find_type (self, cell);
      if (pool[function->n_args++] == 0)
        return FALSE;
      cell = next;
    }
  return TRUE;
}

static void
load_function (Catalog *self, char **cells)
{
  StudioSqlFunction function = {
    .name = cells[1],
    .kind = cells[2][0],
    .result = find_type (self, cells[3]),
    .set = cells[4][0] == 's',
    .variadic = strcmp (cells[5], "-") == 0 ? 0 : find_type (self, cells[5]),
    .n_defaults = cells[6][0] - '0',
    .outputs = strcmp (cells[8], "-") == 0 ? NULL : cells[8],
    .order = cells[9][0],
    .n_direct = cells[10][0] - '0',
    .since = g_ascii_strtoull (cells[11], NULL, 10),
  };

  if (!load_arguments (self, cells[7], &function) || function.result == 0)
    return;
  g_array_append_val (self->functions, function);
  if (!g_hash_table_contains (self->functions_by_name, function.name))
    g_hash_table_insert (self->functions_by_name, cells[1],
                         GUINT_TO_POINTER (self->functions->len));
}

static void
load_line (Catalog *self, char *line)
{
  char *cells[MAX_CELLS];
  guint n = 0;

  for (char *cell = line; cell != NULL && n < MAX_CELLS; n++)
    {
      cells[n] = cell;
      cell = strchr (cell, '\t');
      if (cell != NULL)
        *cell++ = '\0';
    }
  if (line[0] == 'T' && n == 6)
    load_type (self, cells);
  else if (line[0] == 'C' && n == 5)
    load_cast (self, cells);
  else if (line[0] == 'O' && n == 5)
    load_operator (self, cells);
  else if (line[0] == 'F' && n == 12)
    load_function (self, cells);
  else
    g_critical ("The catalogue has a line that cannot be read: %s", line);
}

static void
prepare_types (Catalog *self)
{
  static char *user_enum[] = { (char *) "T", (char *) "enum", (char *) "enum",
                               (char *) "E", (char *) "-",    (char *) "e" };

  for (guint i = 1; i < STUDIO_SQL_N_FIXED_TYPES; i++)
    g_hash_table_insert (self->types_by_name, (gpointer) fixed_names[i], GUINT_TO_POINTER (i));
  self->n_types = STUDIO_SQL_N_FIXED_TYPES;
  add_type (self, STUDIO_SQL_USER_ENUM, user_enum);
  self->types[STUDIO_SQL_UNKNOWN] =
      (Type){ .name = "unknown", .label = "unknown", .category = 'X', .kind = 'p' };
  self->types[STUDIO_SQL_ANY] = (Type){ .name = "", .label = "", .category = '-', .kind = 'b' };
}

static Catalog *
catalog_load (void)
{
  Catalog *self = g_new0 (Catalog, 1);

  self->text = studio_resource_read_text (CATALOG);
  self->types_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->functions_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->operators_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->functions = g_array_sized_new (FALSE, FALSE, sizeof (StudioSqlFunction), 2700);
  self->operators = g_array_sized_new (FALSE, FALSE, sizeof (StudioSqlOperator), 850);
  self->pools = g_ptr_array_new_with_free_func (g_free);
  prepare_types (self);
  for (char *line = self->text; *line != '\0';)
    {
      char *end = strchr (line, '\n');

      if (end != NULL)
        *end = '\0';
      load_line (self, line);
      line = end != NULL ? end + 1 : line + strlen (line);
    }
  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    g_hash_table_insert (self->types_by_name, (gpointer) synonyms[i].name,
                         GUINT_TO_POINTER (synonyms[i].type));
  return self;
}

static const Catalog *
catalog_get (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) catalog_load ());
  return (const Catalog *) once;
}

static const Type *
get_type (StudioSqlTypeId type)
{
  return &catalog_get ()->types[type & ~STUDIO_SQL_ARRAY];
}

StudioSqlTypeId
_studio_sql_type_find (const char *name)
{
  return find_type (catalog_get (), name);
}

const char *
_studio_sql_type_label (StudioSqlTypeId type)
{
  return (type & STUDIO_SQL_ARRAY) != 0 ? get_type (type)->array_label : get_type (type)->label;
}

char
_studio_sql_type_category (StudioSqlTypeId type)
{
  return (type & STUDIO_SQL_ARRAY) != 0 ? 'A' : get_type (type)->category;
}

gboolean
_studio_sql_type_is_preferred (StudioSqlTypeId type)
{
  return (type & STUDIO_SQL_ARRAY) == 0 && get_type (type)->preferred;
}

gboolean
_studio_sql_type_is_polymorphic (StudioSqlTypeId type)
{
  return type >= STUDIO_SQL_ANYELEMENT && type <= STUDIO_SQL_ANYCOMPATIBLEMULTIRANGE;
}

char
_studio_sql_type_kind (StudioSqlTypeId type)
{
  return (type & STUDIO_SQL_ARRAY) != 0 ? 'b' : get_type (type)->kind;
}

StudioSqlTypeId
_studio_sql_type_array (StudioSqlTypeId type)
{
  return type == STUDIO_SQL_ANY ? STUDIO_SQL_ANY : type | STUDIO_SQL_ARRAY;
}

StudioSqlTypeId
_studio_sql_type_element (StudioSqlTypeId type)
{
  return (type & STUDIO_SQL_ARRAY) != 0 ? type & ~STUDIO_SQL_ARRAY : 0;
}

gboolean
_studio_sql_type_coerces (StudioSqlTypeId from, StudioSqlTypeId to, StudioSqlCoercion how)
{
  if (from == to || from == STUDIO_SQL_ANY || to == STUDIO_SQL_ANY || from == STUDIO_SQL_UNKNOWN ||
      to == STUDIO_SQL_PSEUDO_ANY)
    return TRUE;
  if ((from & STUDIO_SQL_ARRAY) != 0 && (to & STUDIO_SQL_ARRAY) != 0)
    return _studio_sql_type_coerces (from & ~STUDIO_SQL_ARRAY, to & ~STUDIO_SQL_ARRAY, how);
  if (((from | to) & STUDIO_SQL_ARRAY) == 0)
    {
      guint needs = catalog_get ()->casts[from][to].needs;

      if (needs != 0)
        return needs <= how + 1u;
    }
  /* Through text: a string becomes anything when asked to, anything becomes a string. */
  return (how >= STUDIO_SQL_COERCION_ASSIGNMENT && _studio_sql_type_category (to) == 'S') ||
         (how == STUDIO_SQL_COERCION_EXPLICIT && _studio_sql_type_category (from) == 'S');
}

gboolean
_studio_sql_type_is_relabelled (StudioSqlTypeId from, StudioSqlTypeId to)
{
  return from == to ||
         (((from | to) & STUDIO_SQL_ARRAY) == 0 && catalog_get ()->casts[from][to].relabels);
}

const StudioSqlFunction *
_studio_sql_functions_find (const char *name, guint *n)
{
  const Catalog *self = catalog_get ();
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->functions_by_name, name));
  const StudioSqlFunction *functions;

  *n = 0;
  if (first == 0)
    return NULL;
  functions = &g_array_index (self->functions, StudioSqlFunction, first - 1);
  while (first - 1 + *n < self->functions->len && strcmp (functions[*n].name, name) == 0)
    (*n)++;
  return functions;
}

const StudioSqlOperator *
_studio_sql_operators_find (const char *name, guint *n)
{
  const Catalog *self = catalog_get ();
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->operators_by_name, name));
  const StudioSqlOperator *operators;

  *n = 0;
  if (first == 0)
    return NULL;
  operators = &g_array_index (self->operators, StudioSqlOperator, first - 1);
  while (first - 1 + *n < self->operators->len && strcmp (operators[*n].name, name) == 0)
    (*n)++;
  return operators;
}
