/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-router.h"

G_BEGIN_DECLS

/* The endpoints, a table for each of Metabase's groups. */
extern const StudioDemoRoute studio_demo_session_routes[];
extern const StudioDemoRoute studio_demo_user_routes[];
extern const StudioDemoRoute studio_demo_database_routes[];
extern const StudioDemoRoute studio_demo_table_routes[];
extern const StudioDemoRoute studio_demo_field_routes[];
extern const StudioDemoRoute studio_demo_dataset_routes[];
extern const StudioDemoRoute studio_demo_card_routes[];
extern const StudioDemoRoute studio_demo_collection_routes[];
extern const StudioDemoRoute studio_demo_dashboard_routes[];
extern const StudioDemoRoute studio_demo_search_routes[];
extern const StudioDemoRoute studio_demo_alert_routes[];
extern const StudioDemoRoute studio_demo_notification_routes[];
extern const StudioDemoRoute studio_demo_miscellany_routes[];

G_END_DECLS
