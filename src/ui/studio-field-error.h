/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_FIELD_ERROR (studio_field_error_get_type ())

/** StudioFieldError: a row of a form that says what is wrong with the field above it; hidden while
 * nothing is. */
G_DECLARE_FINAL_TYPE (StudioFieldError, studio_field_error, STUDIO, FIELD_ERROR, GtkListBoxRow)

/**
 * studio_field_error_show:
 * @field: the row of the field, which is marked
 * @message: (nullable): %NULL when nothing is wrong any more
 */
void studio_field_error_show (StudioFieldError *self, GtkWidget *field, const char *message);

G_END_DECLS
