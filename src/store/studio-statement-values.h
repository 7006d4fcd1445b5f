/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The values of a statement's parameters in their order, as _studio_workspace_push_write() takes
 * them: a GPtrArray of GVariant, with %NULL for NULL.
 */

/** _studio_values_new: Returns: (transfer full) */
GPtrArray *_studio_values_new (void);

/** _studio_values_add_text: NULL for a %NULL @text. */
void _studio_values_add_text (GPtrArray *values, const char *text);
void _studio_values_add_number (GPtrArray *values, gint64 number);

/** _studio_values_add_real: NULL for what is no number. */
void _studio_values_add_real (GPtrArray *values, double number);

/** _studio_values_add_now: the present time in UTC, as ISO 8601 with microseconds, so that texts
 * sort by their time. */
void _studio_values_add_now (GPtrArray *values);

G_END_DECLS
