/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioDemoFaultKind: what goes wrong with a request; the command line's --help explains them. */
typedef enum
{
  STUDIO_DEMO_FAULT_STATUS,
  STUDIO_DEMO_FAULT_RESET_BEFORE,
  STUDIO_DEMO_FAULT_RESET_AFTER,
  STUDIO_DEMO_FAULT_TRUNCATE,
  STUDIO_DEMO_FAULT_ENDLESS,
  STUDIO_DEMO_FAULT_HANG,
  STUDIO_DEMO_FAULT_DELAY,
  STUDIO_DEMO_FAULT_HTML,
  STUDIO_DEMO_FAULT_NOT_JSON,
  STUDIO_DEMO_FAULT_EMPTY,
  STUDIO_DEMO_FAULT_JUNK,
  STUDIO_DEMO_FAULT_NOT_UTF8,
  STUDIO_DEMO_FAULT_GZIP_BROKEN,
} StudioDemoFaultKind;

/** StudioDemoFault: one --fail rule. */
typedef struct
{
  char *text;         /* (owned) as it was given, for the log */
  char *method;       /* (owned) "*" for any */
  GPatternSpec *path; /* (owned) */
  guint first;        /* of the requests that match, counted from 1 */
  guint last;
  StudioDemoFaultKind kind;
  guint value;        /* status, bytes or milliseconds */
  gboolean performed; /* the request is performed, though its answer is a false one */
  guint retry_after;  /* seconds, 0: no such header */
  char *form;         /* (owned) (nullable) "json", "text" or "html": the body of a status */
  guint seen;
} StudioDemoFault;

/** studio_demo_fault_parse: Errors: %G_OPTION_ERROR_BAD_VALUE. */
StudioDemoFault *studio_demo_fault_parse (const char *text, GError **error);
void studio_demo_fault_free (StudioDemoFault *self);

/** studio_demo_fault_parse_all: Returns: (transfer full) (nullable) (element-type StudioDemoFault)
 */
GPtrArray *studio_demo_fault_parse_all (const char *const *texts, GError **error);

/**
 * studio_demo_fault_match: counts the request in every rule that fits it.
 *
 * Returns: (transfer none) (nullable): the first rule whose turn it is.
 */
const StudioDemoFault *
studio_demo_fault_match (GPtrArray *faults, const char *method, const char *path);

/** studio_demo_fault_is_performed: whether the request is carried out all the same. */
gboolean studio_demo_fault_is_performed (const StudioDemoFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoFault, studio_demo_fault_free)

G_END_DECLS
