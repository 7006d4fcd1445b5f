/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** studio_sql_unit_find: Returns: PostgreSQL's name of the unit of time that a dialect calls @name
 * (YYYY, SQL_TSI_DAY, isoweek…), in lower case; %NULL when it is none. */
const char *studio_sql_unit_find (const char *name);

/** studio_sql_unit_seconds: Returns: seconds in @unit, 0 when that depends on the calendar. */
double studio_sql_unit_seconds (const char *unit);

/**
 * studio_sql_unit_interval:
 * @count: a literal number, or an expression that can be an operand
 *
 * Returns: (transfer full) (nullable): an interval of @count @unit as PostgreSQL writes it; %NULL
 * when @unit is none that time can be measured in
 */
char *studio_sql_unit_interval (const char *count, const char *unit);

/**
 * studio_sql_time_format_convert:
 * @group: “mysql”, “strftime” or “pattern”: whose codes @format is made of
 * @format: a format, without quotes
 *
 * Returns: (transfer full) (nullable): the format for PostgreSQL's to_char(), without quotes; %NULL
 * when a part of it has no exact counterpart
 */
char *studio_sql_time_format_convert (const char *group, const char *format);

G_END_DECLS
