/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** StudioDemoRequestLog: one JSON object a line for every request, without secrets. */
typedef struct _StudioDemoRequestLog StudioDemoRequestLog;

/** StudioDemoRequestEntry: what is logged of one request. */
typedef struct
{
  const char *method;
  const char *path;
  const char *query; /* (nullable) */
  guint status;      /* 0: none was sent */
  gsize request_bytes;
  gsize response_bytes;
  double milliseconds;
  const char *fault; /* (nullable) the --fail rule that was applied */
  JsonNode *body;    /* (nullable) to be logged, too */
} StudioDemoRequestEntry;

/** studio_demo_request_log_open: @path is appended to. Errors: %STUDIO_DEMO_ERROR_FOLDER. */
StudioDemoRequestLog *studio_demo_request_log_open (const char *path, GError **error);
void studio_demo_request_log_close (StudioDemoRequestLog *self);

/** studio_demo_request_log_add: @self: (nullable): nothing is logged then. */
void studio_demo_request_log_add (StudioDemoRequestLog *self, const StudioDemoRequestEntry *entry);

G_END_DECLS
