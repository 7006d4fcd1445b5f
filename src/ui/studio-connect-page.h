/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/studio-connector.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_CONNECT_PAGE (studio_connect_page_get_type ())

/** StudioConnectPage: the form to sign in to a Metabase; what goes wrong is said at the field it is
 * about. Signals: "back" when the person does not want to. */
G_DECLARE_FINAL_TYPE (StudioConnectPage, studio_connect_page, STUDIO, CONNECT_PAGE, AdwBin)

/** studio_connect_page_new: keeps a reference to @connector. */
GtkWidget *studio_connect_page_new (StudioConnector *connector);

/** studio_connect_page_begin: puts the cursor where something has to be typed. */
void studio_connect_page_begin (StudioConnectPage *self);

G_END_DECLS
