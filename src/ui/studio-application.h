/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/studio-connector.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_APPLICATION (studio_application_get_type ())

/** StudioApplication: the program with its window, its session and its settings. A second start
 * shows the window of the first. Options: `--workspace FILE`, `--demo-dir DIR`, `--version`. */
G_DECLARE_FINAL_TYPE (StudioApplication, studio_application, STUDIO, APPLICATION, AdwApplication)

/** studio_application_new: Returns: (transfer full) */
StudioApplication *studio_application_new (void);

G_END_DECLS
