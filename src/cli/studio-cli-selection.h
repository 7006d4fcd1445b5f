/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/studio-cli.h"

G_BEGIN_DECLS

/** studio_cli_is_selecting: whether operands or options say which KPIs are meant. */
gboolean studio_cli_is_selecting (StudioCli *self);

/**
 * studio_cli_select_kpis:
 * @error: %STUDIO_ERROR_INPUT when an operand stands for no KPI, or the beginning of an id for
 * several
 *
 * The session's KPIs that the operands (ids, their beginnings, or globs for names) and the options
 * (--database, --tables, --category, --check, --decision, scores) all stand for; without any: all.
 *
 * Returns: (transfer full) (nullable): of StudioKpi
 */
GPtrArray *studio_cli_select_kpis (StudioCli *self, GError **error);

/**
 * studio_cli_select_named_kpis:
 * @error: as studio_cli_select_kpis(), and %STUDIO_ERROR_INPUT when nothing says which are meant
 *
 * Recalls the workspace, then selects; never all for want of a word.
 *
 * Returns: (transfer full) (nullable): of StudioKpi
 */
GPtrArray *studio_cli_select_named_kpis (StudioCli *self, GError **error);

/**
 * studio_cli_select_databases:
 * @error: %STUDIO_ERROR_INPUT when --database names none, %STUDIO_ERROR_NOT_FOUND when there is
 * none
 *
 * Returns: (transfer full) (nullable): the session's databases that are meant, of StudioDatabase
 */
GPtrArray *studio_cli_select_databases (StudioCli *self, GError **error);

/** studio_cli_select_tables: reads the tables of @database. Returns: (transfer full) (nullable):
 * those that --tables means, or its default, of StudioTable */
GPtrArray *studio_cli_select_tables (StudioCli *self, StudioDatabase *database, GError **error);

/** studio_cli_get_tables: the globs of --tables, or the default. */
const char *studio_cli_get_tables (StudioCli *self);

G_END_DECLS
