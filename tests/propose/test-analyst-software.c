/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the analyst reads what the software of applications keeps: flags as text, deletions as
 * numbers, secrets, names that Metabase reads as its own. */
#include "core/studio-json.h"
#include "core/studio-schema-json.h"
#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-analyst.h"
#include "propose/analyst/studio-compiler.h"
#include "propose/analyst/studio-schema-index.h"

#include <string.h>

/* Columns: name, base type, database type, and the rest of the JSON object. */
#define ID                                                                                       \
  "{\"id\": 1, \"name\": \"id\", \"base_type\": \"type/Integer\", \"database_type\": \"int4\", " \
  "\"database_is_pk\": true, \"semantic_type\": \"type/PK\"}"
#define TIME                                                                                    \
  "{\"id\": 2, \"name\": \"created_at\", \"base_type\": \"type/DateTime\", \"database_type\": " \
  "\"timestamp\", \"database_is_nullable\": false}"

static StudioDatabase *
database_with (const char *table, const char *columns)
{
  g_autofree char *text = g_strdup_printf (
      "{\"databases\": [{\"id\": 1, \"name\": \"app\", \"engine\": \"postgres\", \"tables\": [{"
      "\"id\": 1, \"schema\": \"public\", \"name\": \"%s\", \"estimated_row_count\": 5000, "
      "\"fields\": [" ID ", " TIME ", %s]}]}]}",
      table, columns);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GListModel) databases = NULL;
  g_autoptr (GError) error = NULL;

  node = studio_json_from_text (text, -1, &error);
  g_assert_no_error (error);
  databases = studio_schema_from_json (node, &error);
  g_assert_no_error (error);
  return g_list_model_get_item (databases, 0);
}

static char *
column (const char *name, const char *type, const char *database_type, const char *fingerprint)
{
  return g_strdup_printf (
      "{\"id\": 3, \"name\": \"%s\", \"base_type\": \"type/%s\", \"database_type\": \"%s\", "
      "\"database_is_nullable\": false%s%s}",
      name, type, database_type, fingerprint != NULL ? ", \"fingerprint\": " : "",
      fingerprint != NULL ? fingerprint : "");
}

typedef struct
{
  const char *name;
  const char *type;
  const char *database_type;
  const char *fingerprint;
  StudioRole role;
  StudioFlag flag;
  const char *set;
  const char *unset;
} Case;

#define TEXT(distinct, length)                                                                \
  "{\"global\": {\"distinct-count\": " #distinct ", \"nil%\": 0}, \"type\": {\"type/Text\": " \
  "{\"average-length\": " #length "}}}"
#define NUMBER(distinct, low, high)                                                             \
  "{\"global\": {\"distinct-count\": " #distinct ", \"nil%\": 0}, \"type\": {\"type/Number\": " \
  "{\"min\": " #low ", \"max\": " #high "}}}"

static const Case cases[] = {
  { "is_deleted", "Text", "text", TEXT (2, 1), STUDIO_ROLE_FLAG, STUDIO_FLAG_DELETED,
    "LOWER(is_deleted) IN ('1', 't', 'true', 'y', 'yes')",
    "LOWER(is_deleted) NOT IN ('1', 't', 'true', 'y', 'yes')" },
  { "is_active", "Text", "varchar", TEXT (2, 4.5), STUDIO_ROLE_FLAG, STUDIO_FLAG_ACTIVE,
    "LOWER(is_active) IN ('1', 't', 'true', 'y', 'yes')", NULL },
  { "use_yn", "Text", "bpchar", TEXT (2, 1), STUDIO_ROLE_FLAG, STUDIO_FLAG_ACTIVE, "use_yn = 'Y'",
    "use_yn = 'N'" },
  { "is_test", "Integer", "int2", NUMBER (2, 0, 1), STUDIO_ROLE_FLAG, STUDIO_FLAG_TEST,
    "is_test = 1", "is_test = 0" },
  { "was_refunded", "Decimal", "numeric", NUMBER (2, 0, 1), STUDIO_ROLE_FLAG, STUDIO_FLAG_PLAIN,
    "was_refunded = 1", NULL },
  { "deleted_at", "BigInteger", "int8", NUMBER (900, 0, 1700000000000), STUDIO_ROLE_FLAG,
    STUDIO_FLAG_DELETED, "deleted_at <> 0", "deleted_at = 0" },
  { "delete_at", "BigInteger", "int8", NULL, STUDIO_ROLE_FLAG, STUDIO_FLAG_DELETED,
    "delete_at <> 0", "delete_at = 0" },
  /* Taken for a time once its values agree, and for nothing before. */
  { "update_at", "BigInteger", "int8", NUMBER (900, 1600000000000, 1700000000000),
    STUDIO_ROLE_OTHER, STUDIO_FLAG_PLAIN, NULL, NULL },
  { "price", "Decimal", "numeric", NUMBER (1, 0, 0), STUDIO_ROLE_MONEY, STUDIO_FLAG_PLAIN, NULL,
    NULL },
  { "discount", "Decimal", "numeric", NUMBER (9, 0, 0.4), STUDIO_ROLE_RATE, STUDIO_FLAG_PLAIN, NULL,
    NULL },
  { "completed_by", "Integer", "int4", NUMBER (40, 1, 60), STUDIO_ROLE_IDENTIFIER,
    STUDIO_FLAG_PLAIN, NULL, NULL },
  { "assigned_to", "Integer", "int4", NUMBER (40, 1, 60), STUDIO_ROLE_IDENTIFIER, STUDIO_FLAG_PLAIN,
    NULL, NULL },
  { "position", "Integer", "int4", NUMBER (12, 1, 12), STUDIO_ROLE_TECHNICAL, STUDIO_FLAG_PLAIN,
    NULL, NULL },
  { "large_object", "Integer", "oid", NULL, STUDIO_ROLE_TECHNICAL, STUDIO_FLAG_PLAIN, NULL, NULL },
  { "encrypted_ssn", "Text", "text", TEXT (5, 32), STUDIO_ROLE_SECRET, STUDIO_FLAG_PLAIN, NULL,
    NULL },
  { "iban", "Text", "text", TEXT (900, 22), STUDIO_ROLE_SECRET, STUDIO_FLAG_PLAIN, NULL, NULL },
  { "national_id", "Text", "text", TEXT (12, 3), STUDIO_ROLE_SECRET, STUDIO_FLAG_PLAIN, NULL,
    NULL },
  { "last_sign_in_ip", "Text", "inet", TEXT (12, 9), STUDIO_ROLE_CONTACT, STUDIO_FLAG_PLAIN, NULL,
    NULL },
  { "ip_address", "Text", "varchar", TEXT (12, 9), STUDIO_ROLE_CONTACT, STUDIO_FLAG_PLAIN, NULL,
    NULL },
  { "token_type", "Text", "text", TEXT (3, 6), STUDIO_ROLE_CATEGORY, STUDIO_FLAG_PLAIN, NULL,
    NULL },
};

static void
assert_condition (const StudioColumn *column, gboolean value, const char *expected)
{
  g_autoptr (StudioDefinition) definition = studio_definition_new ("test", "a", NULL, "app");
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  studio_definition_add_measure (definition, "n", NULL, studio_count (NULL));
  studio_definition_filter (definition, studio_column_is_set (column, "a", value));
  sql = studio_compiler_compile (definition, STUDIO_DIALECT_POSTGRESQL, &error);
  g_assert_no_error (error);
  if (strstr (sql, expected) == NULL)
    g_error ("“%s” is not in “%s”", expected, sql);
}

static void
test_column (gconstpointer data)
{
  const Case *expected = data;
  g_autofree char *json =
      column (expected->name, expected->type, expected->database_type, expected->fingerprint);
  g_autoptr (StudioDatabase) database = database_with ("thing", json);
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (database);
  StudioTable *table = studio_database_find_table (database, NULL, "thing");
  StudioReading *reading = studio_schema_index_read (index, table);
  const StudioColumn *column =
      studio_reading_find (reading, studio_table_find_field (table, expected->name));

  g_assert_cmpint (column->role, ==, expected->role);
  g_assert_cmpint (column->flag, ==, expected->flag);
  if (expected->role == STUDIO_ROLE_SECRET)
    g_assert_false (column->usable);
  if (expected->set != NULL)
    assert_condition (column, TRUE, expected->set);
  if (expected->unset != NULL)
    assert_condition (column, FALSE, expected->unset);
}

static void
assert_explained (StudioDatabase *database, const char *table, const char *text, gboolean silent)
{
  g_autoptr (StudioAnalyst) analyst = studio_analyst_new ();
  StudioTable *found = studio_database_find_table (database, NULL, table);
  g_autofree char *explained = studio_analyst_explain (analyst, database, found);
  g_autoptr (GPtrArray) kpis = studio_analyst_propose (analyst, database, found, NULL);

  if (strstr (explained, text) == NULL)
    g_error ("“%s” is not in “%s”", text, explained);
  if (silent)
    g_assert_cmpuint (kpis->len, ==, 0);
  else
    g_assert_cmpuint (kpis->len, >, 0);
  for (guint i = 0; i < kpis->len; i++)
    g_assert_null (strstr (studio_kpi_get_sql (g_ptr_array_index (kpis, i)), "{{"));
}

/* Metabase looks for its parameters inside quotes, too. */
static void
test_parameters (void)
{
  g_autofree char *tagged = column ("{{amount}}", "Decimal", "numeric", NUMBER (90, 1, 99));
  g_autofree char *plain = column ("amount", "Decimal", "numeric", NUMBER (90, 1, 99));
  g_autoptr (StudioDatabase) by_column = database_with ("orders", tagged);
  g_autoptr (StudioDatabase) by_table = database_with ("{{orders}}", plain);

  assert_explained (by_column, "orders", "Metabase would read its name as a parameter", FALSE);
  assert_explained (by_table, "{{orders}}", "Metabase would read the name of the table", TRUE);
}

static void
test_tables (void)
{
  g_autofree char *payload = column ("payload", "Text", "text", TEXT (900, 300));
  g_autofree char *version = column ("version", "Text", "text", TEXT (900, 14));
  g_autofree char *duration = column ("duration_seconds", "Integer", "int4", NUMBER (900, 1, 8000));
  g_autofree char *changes = column ("object_changes", "Text", "text", TEXT (900, 200));
  g_autoptr (StudioDatabase) versions = database_with ("versions", changes);
  g_autoptr (StudioDatabase) sessions = database_with ("user_sessions", payload);
  g_autoptr (StudioDatabase) migrations = database_with ("schema_migrations", version);
  g_autoptr (StudioDatabase) visits = database_with ("user_sessions", duration);

  assert_explained (sessions, "user_sessions", "keeps the software running", TRUE);
  assert_explained (migrations, "schema_migrations", "keeps the software running", TRUE);
  assert_explained (versions, "versions", "keeps the software running", TRUE);
  assert_explained (visits, "user_sessions", "", FALSE);
}

static void
assert_labels (const char *name, const char *other, const char *label, const char *other_label)
{
  g_autofree char *one = column (name, "Decimal", "numeric", NUMBER (900, 1, 8000));
  g_autofree char *two = column (other, "Decimal", "numeric", NUMBER (900, 1, 8000));
  g_autofree char *both = g_strconcat (one, ", ", two, NULL);
  g_autoptr (StudioDatabase) database = database_with ("orders", both);
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (database);
  StudioTable *table = studio_database_find_table (database, NULL, "orders");
  StudioReading *reading = studio_schema_index_read (index, table);

  g_assert_cmpstr (studio_reading_find (reading, studio_table_find_field (table, name))->label, ==,
                   label);
  g_assert_cmpstr (studio_reading_find (reading, studio_table_find_field (table, other))->label, ==,
                   other_label);
}

/* Two columns that people would call the same are told apart in people's words where there are
 * some, in either order. */
static void
test_labels (void)
{
  assert_labels ("total_amt", "total_amt_krw", "total amount", "total amount in KRW");
  assert_labels ("total_amt_krw", "total_amt", "total amount in KRW", "total amount");
  assert_labels ("weight", "WEIGHT", "weight", "weight (WEIGHT)");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/analyst/software/column/%s-%" G_GSIZE_FORMAT, cases[i].name, i);

      g_test_add_data_func (path, &cases[i], test_column);
    }
  g_test_add_func ("/analyst/software/parameters", test_parameters);
  g_test_add_func ("/analyst/software/tables", test_tables);
  g_test_add_func ("/analyst/software/labels", test_labels);
  return g_test_run ();
}
