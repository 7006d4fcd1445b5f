/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * studio_confirm_async:
 * @parent: the source object of the answer
 * @title: the question
 * @body: what happens
 * @button: label of the button that does it, with a mnemonic
 *
 * Asks before something is destroyed.
 */
void studio_confirm_async (GtkWindow *parent,
                           const char *title,
                           const char *body,
                           const char *button,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/** studio_confirm_finish: whether the person agreed. */
gboolean studio_confirm_finish (GAsyncResult *result);

G_END_DECLS
