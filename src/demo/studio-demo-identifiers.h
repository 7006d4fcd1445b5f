/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** studio_demo_identifiers_make_entity_id: Returns: (transfer full): a new NanoID of 21 letters. */
char *studio_demo_identifiers_make_entity_id (void);

/** studio_demo_identifiers_now: Returns: (transfer full): "2024-01-31T10:20:30.123456Z". */
char *studio_demo_identifiers_now (void);

G_END_DECLS
