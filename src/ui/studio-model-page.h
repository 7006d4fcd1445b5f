/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/studio-model-link.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_MODEL_PAGE (studio_model_page_get_type ())

/** StudioModelPage: which language model is asked, with which key, and whether that works. */
G_DECLARE_FINAL_TYPE (StudioModelPage, studio_model_page, STUDIO, MODEL_PAGE, AdwPreferencesPage)

GtkWidget *studio_model_page_new (StudioModelLink *link);

G_END_DECLS
