/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"
#include "core/studio-kpi.h"
#include "propose/llm/studio-reply.h"

G_BEGIN_DECLS

/** studio_llm_kpi_new: Returns: (transfer full): a KPI made of what a model wrote, unchecked; what
 * it left out or said in words of its own is filled in. */
StudioKpi *studio_llm_kpi_new (const StudioReplyItem *item,
                               StudioDatabase *database,
                               StudioTable *table,
                               const char *source);

G_END_DECLS
