/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-type-names.h"

#include <string.h>

/* A “(” at the end keeps the length or precision that was given. */
static const struct
{
  const char *foreign;
  const char *own;
} types[] = {
  { "SIGNED", "bigint" },
  { "UNSIGNED", "bigint" },
  { "TINYINT", "smallint" },
  { "MEDIUMINT", "integer" },
  { "INT64", "bigint" },
  { "UINT64", "numeric" },
  { "INT32", "integer" },
  { "UINT32", "bigint" },
  { "LONG", "bigint" },
  { "HUGEINT", "numeric" },
  { "NUMBER", "numeric(" },
  { "BIGNUMERIC", "numeric(" },
  { "BIGDECIMAL", "numeric(" },
  { "DOUBLE", "double precision" },
  { "FLOAT64", "double precision" },
  { "FLOAT32", "real" },
  { "BINARY_DOUBLE", "double precision" },
  { "STRING", "text" },
  { "NVARCHAR", "varchar(" },
  { "VARCHAR2", "varchar(" },
  { "NVARCHAR2", "varchar(" },
  { "LONGTEXT", "text" },
  { "MEDIUMTEXT", "text" },
  { "TINYTEXT", "text" },
  { "NTEXT", "text" },
  { "CLOB", "text" },
  { "DATETIME", "timestamp" },
  { "DATETIME2", "timestamp" },
  { "SMALLDATETIME", "timestamp" },
  { "TIMESTAMP_NTZ", "timestamp" },
  { "TIMESTAMP_LTZ", "timestamptz" },
  { "TIMESTAMP_TZ", "timestamptz" },
  { "DATETIMEOFFSET", "timestamptz" },
  { "UNIQUEIDENTIFIER", "uuid" },
  { "BYTES", "bytea" },
  { "VARIANT", "jsonb" },
  { "SMALLMONEY", "numeric" },
};

char *
studio_sql_type_name_convert (const StudioSqlText *text, guint first, guint last)
{
  gboolean bare = first == last;

  /* CHAR is one character here, and as many as there are elsewhere. */
  if (bare &&
      (studio_sql_text_is (text, first, "CHAR") || studio_sql_text_is (text, first, "NCHAR")))
    return g_strdup ("text");
  /* DOUBLE PRECISION is PostgreSQL's own. */
  if (!bare && studio_sql_text_is (text, first, "DOUBLE"))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const char *own = types[i].own;
      gsize length = strlen (own);
      gboolean sized = own[length - 1] == '(';

      if (!studio_sql_text_is (text, first, types[i].foreign))
        continue;
      if (sized && !bare && studio_sql_text_get_kind (text, first + 1) == '(' &&
          studio_sql_text_is_number (text, first + 2))
        {
          g_autofree char *size = studio_sql_text_dup (text, first + 1, last);

          return g_strdup_printf ("%.*s%s", (int) length - 1, own, size);
        }
      return g_strndup (own, sized ? length - 1 : length);
    }
  return NULL;
}

gboolean
studio_sql_type_name_is_number (const char *type)
{
  static const char *const names[] = { "int",     "integer", "bigint", "smallint", "decimal",
                                       "numeric", "double",  "real",   "float",    NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strncasecmp (type, names[i], strlen (names[i])) == 0 &&
        g_ascii_strncasecmp (type, "interval", strlen ("interval")) != 0)
      return TRUE;
  return FALSE;
}

gboolean
studio_sql_type_name_is_text (const char *type)
{
  return g_ascii_strncasecmp (type, "text", 4) == 0 ||
         g_ascii_strncasecmp (type, "varchar", 7) == 0 ||
         g_ascii_strncasecmp (type, "char", 4) == 0;
}
