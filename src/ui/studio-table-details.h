/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/studio-schema-loader.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_TABLE_DETAILS (studio_table_details_get_type ())

/** StudioTableDetails: a window about a table: its comment, what it is related to, its fields. */
G_DECLARE_FINAL_TYPE (StudioTableDetails, studio_table_details, STUDIO, TABLE_DETAILS, AdwWindow)

/** studio_table_details_new: @parent has the action “win.show-kpis-of”. */
GtkWidget *
studio_table_details_new (GtkWindow *parent, StudioSchemaLoader *loader, StudioTable *table);

G_END_DECLS
