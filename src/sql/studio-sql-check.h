/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-finding.h"
#include "sql/studio-sql-repair.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_SQL_REPORT (studio_sql_report_get_type ())

/**
 * StudioSqlReport:
 * @state: valid, repaired (valid after a change) or invalid
 * @error_class: why it is invalid, else %STUDIO_ERROR_CLASS_NONE
 * @message: (nullable): why it is invalid, for a person
 * @wrong_number: (nullable): a sentence: the statement runs, but its number is provably not what it
 *   seems (constant by construction, keys added up…), so that no KPI can be made of it
 * @findings: (element-type StudioFinding): worst first; positions are bytes in @sql
 * @sql: what to send: cleaned and repaired as far as that was possible
 * @original: the text that was given
 * @steps: (element-type StudioSqlRepairStep): what repairing changed
 * @rules: the ids of @steps, each once, in order
 * @key: (nullable): equal for statements that are the same; %NULL when it does not parse
 * @weak_key: (nullable): equal for statements that differ only in sorting and aliases
 * @tables: the tables it reads, as written, each once
 * @columns: the columns it reads, each once
 *
 * What checking a statement without running it has shown. Immutable once made.
 */
typedef struct
{
  StudioCheckState state;
  StudioErrorClass error_class;
  char *message;
  char *wrong_number;
  GPtrArray *findings;
  char *sql;
  char *original;
  GPtrArray *steps;
  GStrv rules;
  char *key;
  char *weak_key;
  GStrv tables;
  GStrv columns;

  /*< private >*/
  gatomicrefcount references;
} StudioSqlReport;

GType studio_sql_report_get_type (void) G_GNUC_CONST;
StudioSqlReport *studio_sql_report_ref (StudioSqlReport *self);
void studio_sql_report_unref (StudioSqlReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlReport, studio_sql_report_unref)

/**
 * studio_sql_check:
 * @sql: (nullable): a statement as a person or a model wrote it
 * @schema: (nullable): what it is checked against
 * @dialect: what the database speaks
 *
 * Cleans, repairs, parses, guards and lints @sql (design section 4, steps 1 to 5). On trouble the
 * report still carries the best repaired text and all findings.
 *
 * Parses on the calling thread, which needs 8 MiB of stack for a hostile statement; call
 * studio_sql_check_async() from the main loop.
 *
 * Returns: (transfer full)
 */
StudioSqlReport *
studio_sql_check (const char *sql, const StudioSqlSchema *schema, StudioDialect dialect);

/**
 * studio_sql_check_async:
 * @schema: (nullable): a reference is kept until the answer
 * @cancellable: (nullable): a check is short; cancelling only makes the answer
 *   %G_IO_ERROR_CANCELLED
 *
 * Does studio_sql_check() on a worker thread with a stack that is large enough.
 */
void studio_sql_check_async (const char *sql,
                             const StudioSqlSchema *schema,
                             StudioDialect dialect,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** studio_sql_check_finish: Returns: (transfer full) (nullable): %NULL with @error set when
 * cancelled or the worker could not be started. */
StudioSqlReport *studio_sql_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
