/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * JSON written straight to a text, for what is written for every proposal: a tree of json-glib's
 * nodes costs as much there as finding the proposal. Each function adds one value to the object or
 * array that is open at the end of @text; @name is that of the member, or %NULL in an array and for
 * the whole.
 */

/** studio_json_write_begin: opens an object ('{') or an array ('['); the matching bracket is
 * written by studio_json_write_end(). */
void studio_json_write_begin (GString *text, const char *name, char bracket);
void studio_json_write_end (GString *text, char bracket);

/** studio_json_write_string: writes nothing when @value is %NULL. */
void studio_json_write_string (GString *text, const char *name, const char *value);
void studio_json_write_int (GString *text, const char *name, gint64 value);

/** studio_json_write_double: @value is finite; in as few digits as read back to the same number. */
void studio_json_write_double (GString *text, const char *name, double value);
void studio_json_write_boolean (GString *text, const char *name, gboolean value);
void studio_json_write_null (GString *text, const char *name);

G_END_DECLS
