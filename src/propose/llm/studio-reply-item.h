/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-lenient-json.h"
#include "propose/llm/studio-reply.h"

G_BEGIN_DECLS

/** studio_reply_item_is_shaped: whether an object is meant to be a KPI: it has SQL under one of the
 * names that models give it, or a name and a description. */
gboolean studio_reply_item_is_shaped (const StudioLenientValue *object);

/** studio_reply_item_is_closed: whether an object of a finished reply lacks its closing bracket
 * only: all its members are whole. */
gboolean studio_reply_item_is_closed (const StudioLenientValue *object);

/** studio_reply_item_is_damaged: whether something of an object is missing or not certain. */
gboolean studio_reply_item_is_damaged (const StudioLenientValue *object);

/** studio_reply_item_is_name: whether a member's name can be the name of the KPI that it holds:
 * {"Return rate": {"sql": …}}, and not {"kpi_1": {"sql": …}}. */
gboolean studio_reply_item_is_name (const char *key);

/** studio_reply_item_is_map: whether every member is a statement under the name of its KPI:
 * {"Return rate": "SELECT …"}. */
gboolean studio_reply_item_is_map (const StudioLenientValue *object);

/** studio_reply_item_read_mapped: Returns: (transfer full) (nullable): the KPI of one member of a
 * map; %NULL when it is not whole or not certain. */
StudioReplyItem *studio_reply_item_read_mapped (const StudioLenientValue *object, guint member);

/**
 * studio_reply_item_read:
 * @object: an object that is shaped like a KPI
 * @outer: (nullable): the object that it stands in, whose members describe it too
 * @key: (nullable): the name of the member that it is
 * @name: (out) (transfer full) (nullable): its name, also when it cannot be used
 * @why: (out): why it cannot be used, a part of a sentence
 *
 * Returns: (transfer full) (nullable)
 */
StudioReplyItem *studio_reply_item_read (const StudioLenientValue *object,
                                         const StudioLenientValue *outer,
                                         const char *key,
                                         char **name,
                                         const char **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioReplyItem, studio_reply_item_free)

G_END_DECLS
