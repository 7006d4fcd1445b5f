/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-schema.h"

G_BEGIN_DECLS

/**
 * StudioTestCase:
 * @file: the file it is from
 * @line: its first line there, from 1
 * @sql: the statement, without the newline at its end
 *
 * One statement of a file of statements. The file is SQL: a line “---” stands between two cases,
 * and lines “-- @key: value” at the beginning of a case say what is expected of it; a key may come
 * more than once. Lines “-- ” before the first of them are remarks.
 */
typedef struct
{
  char *file;
  guint line;
  char *sql;

  /*< private >*/
  GPtrArray *headers; /* key, value, key, value… */
} StudioTestCase;

/** studio_test_corpus_load: @path is relative to tests/, such as “sql/right.sql”. Returns:
 * (transfer full) (element-type StudioTestCase): the test fails when it cannot be read. */
GPtrArray *studio_test_corpus_load (const char *path);

/** studio_test_case_get: Returns: (transfer none) (nullable): the first value of @key. */
const char *studio_test_case_get (const StudioTestCase *self, const char *key);

/** studio_test_case_get_all: Returns: (transfer full): every value of @key. */
GStrv studio_test_case_get_all (const StudioTestCase *self, const char *key);

/** studio_test_corpus_schema: Returns: (transfer full): tests/sql/schema.json, which describes what
 * tests/sql/schema.sql makes. */
StudioSqlSchema *studio_test_corpus_schema (void);

G_END_DECLS
