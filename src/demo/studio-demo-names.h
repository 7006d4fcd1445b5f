/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** studio_demo_names_humanize: Returns: (transfer full): "Tb Order" for "tb_order", "User ID" for
 * "user_id", "Card Info: Card Code" for "card_info → card_code". */
char *studio_demo_names_humanize (const char *name);

/** studio_demo_names_slugify: Returns: (transfer full): "sales_revenue" for "Sales & Revenue";
 * letters beyond ASCII are percent-encoded, as Metabase does. */
char *studio_demo_names_slugify (const char *name);

G_END_DECLS
