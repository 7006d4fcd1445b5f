/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"
#include "propose/analyst/studio-analyst.h"

/** studio_test_shop_load: Returns: (transfer full): the database of the shop in
 * tests/propose/shop.json */
StudioDatabase *studio_test_shop_load (void);

/** studio_test_shop_new_analyst: Returns: (transfer full): an analyst for whom it is the day after
 * the last rows of the shop, 20 June 2025 */
StudioAnalyst *studio_test_shop_new_analyst (void);
