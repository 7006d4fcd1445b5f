/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-compiler-private.h"

G_BEGIN_DECLS

/*
 * Times that are kept as text or numbers, in each dialect: see @parse_time of #StudioCompilerClass.
 * What is no time of the form becomes NULL, as far as the dialect can tell without failing.
 */
char *_studio_parsed_time_postgresql (const StudioFragment *value, StudioTimeForm form);
char *_studio_parsed_time_redshift (const StudioFragment *value, StudioTimeForm form);
char *_studio_parsed_time_mysql (const StudioFragment *value, StudioTimeForm form);
char *_studio_parsed_time_sqlite (const StudioFragment *value, StudioTimeForm form);
char *_studio_parsed_time_sqlserver (const StudioFragment *value, StudioTimeForm form);
char *_studio_parsed_time_bigquery (const StudioFragment *value, StudioTimeForm form);
char *_studio_parsed_time_snowflake (const StudioFragment *value, StudioTimeForm form);
char *_studio_parsed_time_clickhouse (const StudioFragment *value, StudioTimeForm form);
char *_studio_parsed_time_trino (const StudioFragment *value, StudioTimeForm form);

G_END_DECLS
