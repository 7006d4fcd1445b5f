/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "demo/studio-demo-version.h"

G_BEGIN_DECLS

/**
 * StudioDemoShapes: the members that Metabase's objects have in a version, with the value they have
 * when nothing else is said. Read from `data/demo-api/shapes/`, where every file holds an object
 * "always" and, under "from" and "before", what is added from and only until a minor version.
 */
typedef struct _StudioDemoShapes StudioDemoShapes;

/** studio_demo_shapes_new: @can_write: what every "can_write" says. */
StudioDemoShapes *studio_demo_shapes_new (const StudioDemoVersion *version, gboolean can_write);
void studio_demo_shapes_free (StudioDemoShapes *self);

/** studio_demo_shapes_make: Returns: (transfer full): a new object of that shape. */
JsonObject *studio_demo_shapes_make (StudioDemoShapes *self, const char *name);

/** studio_demo_shapes_peek: Returns: (transfer none): the shape itself, not to be changed. */
JsonObject *studio_demo_shapes_peek (StudioDemoShapes *self, const char *name);

/** studio_demo_shapes_get_members: Returns: (transfer none): its JSON text without the braces. */
const char *studio_demo_shapes_get_members (StudioDemoShapes *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoShapes, studio_demo_shapes_free)

G_END_DECLS
