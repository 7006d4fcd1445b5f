/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-enums.h"

G_BEGIN_DECLS

/**
 * StudioQueryFailure:
 * @error_class: what kind of mistake it is
 * @message: what the database said, without Metabase's remark and stack
 * @sqlstate: (nullable): the SQLSTATE, when the driver gave one
 * @position: byte in the SQL that was given, or -1
 *
 * Why a query failed.
 */
typedef struct
{
  StudioErrorClass error_class;
  char *message;
  char *sqlstate;
  gssize position;
} StudioQueryFailure;

void studio_query_failure_free (StudioQueryFailure *self);

/** studio_query_failure_new: Returns: (transfer full): one of which only the @message is known. */
StudioQueryFailure *studio_query_failure_new (const char *message);

/**
 * studio_query_failure_from_reply:
 * @reply: the body of a failed `POST /api/dataset` (reference: metabase-api.md section 4)
 * @sql: the statement that was sent
 *
 * Returns: (transfer full)
 */
StudioQueryFailure *studio_query_failure_from_reply (JsonObject *reply, const char *sql);

/** studio_query_failure_classify: @sqlstate is (nullable): then the class is read from the text, in
 * English. */
StudioErrorClass studio_query_failure_classify (const char *sqlstate, const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioQueryFailure, studio_query_failure_free)

G_END_DECLS
