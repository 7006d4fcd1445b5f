/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StudioDemoVersion: the Metabase version whose behaviour is shown.
 *
 * What changed when is taken from section 0 of the API reference; every place that branches names
 * the minor in which the change arrived.
 */
typedef struct
{
  guint minor; /* 50 in v0.50.20 */
  guint patch; /* 20 in v0.50.20 */
  char *tag;   /* (owned) */
} StudioDemoVersion;

#define STUDIO_DEMO_OLDEST_MINOR 46
#define STUDIO_DEMO_NEWEST_MINOR 65
#define STUDIO_DEMO_DEFAULT_VERSION "0.50.20"

/**
 * studio_demo_version_parse:
 * @text: "0.50", "v0.50.20", "1.57.3" or "50"
 *
 * Returns: (transfer full) (nullable): %NULL with %G_OPTION_ERROR_BAD_VALUE for other text and for
 * a version outside 0.46–0.65.
 */
StudioDemoVersion *studio_demo_version_parse (const char *text, GError **error);
void studio_demo_version_free (StudioDemoVersion *self);

/** studio_demo_version_from: whether the version is 0.@minor or later. */
gboolean studio_demo_version_from (const StudioDemoVersion *self, guint minor);

/** studio_demo_version_requires_color: whether a collection needs a colour (until 0.47.3). */
gboolean studio_demo_version_requires_color (const StudioDemoVersion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoVersion, studio_demo_version_free)

G_END_DECLS
