/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioDemoSummary: gathers the fingerprint of one column of a result, value by value. */
typedef struct _StudioDemoSummary StudioDemoSummary;

StudioDemoSummary *studio_demo_summary_new (const char *base_type);
void studio_demo_summary_free (StudioDemoSummary *self);

/** studio_demo_summary_add: @text: (nullable): in PostgreSQL's text format; %NULL for a null. */
void studio_demo_summary_add (StudioDemoSummary *self, const char *text);

/** studio_demo_summary_print: Returns: (transfer full) (nullable): JSON; %NULL for a type without.
 */
char *studio_demo_summary_print (StudioDemoSummary *self);

G_END_DECLS
