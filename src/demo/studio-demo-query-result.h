/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioDemoRowFormat: how the rows of a result are written. */
typedef enum
{
  STUDIO_DEMO_ROWS_ARRAYS,  /* [[1,"a"],…] */
  STUDIO_DEMO_ROWS_OBJECTS, /* [{"id":1,"name":"a"},…] */
  STUDIO_DEMO_ROWS_CSV,
} StudioDemoRowFormat;

/** StudioDemoColumn: a column of a result. */
typedef struct
{
  char *name;          /* made unique: "n", "n_2" */
  char *database_type; /* "int4" */
  const char *base_type;
  guint oid;
  char *fingerprint; /* (nullable) JSON, of the rows sent */
} StudioDemoColumn;

/** StudioDemoQueryResult: what became of a statement. */
typedef struct
{
  /* When it failed: */
  gboolean failed;
  char *error;        /* as the JDBC driver words it */
  char *state;        /* (nullable) SQLSTATE */
  gboolean is_driver; /* PostgreSQL refused it; else Metabase did */
  gboolean cancelled;

  GPtrArray *columns; /* (element-type StudioDemoColumn) */
  char *rows;         /* text in the format asked for */
  guint64 n_rows;
  gboolean truncated; /* there were more */

  char *sql; /* what was sent, with Metabase's remark */
  gint64 milliseconds;
} StudioDemoQueryResult;

StudioDemoQueryResult *studio_demo_query_result_new (void);
void studio_demo_query_result_free (StudioDemoQueryResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoQueryResult, studio_demo_query_result_free)

G_END_DECLS
