/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/studio-connector.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_WELCOME_PAGE (studio_welcome_page_get_type ())

/** StudioWelcomePage: the first page: the ways to a Metabase, and to the sample company. */
G_DECLARE_FINAL_TYPE (StudioWelcomePage, studio_welcome_page, STUDIO, WELCOME_PAGE, AdwBin)

/** studio_welcome_page_new: keeps a reference to @connector. */
GtkWidget *studio_welcome_page_new (StudioConnector *connector);

/** studio_welcome_page_complain: shows @message (nullable) as a banner. */
void studio_welcome_page_complain (StudioWelcomePage *self, const char *message);

G_END_DECLS
