/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-table.h"

G_BEGIN_DECLS

/**
 * StudioSenses: what abbreviations stand for in the names of one database, which uses each in one
 * sense: learned from the tables that are named so, and from the names that have comments for
 * those that have none (“hop_ymd”, 희망일자, tells what “hop_amt” is).
 */
typedef struct _StudioSenses StudioSenses;

StudioSenses *studio_senses_new (void);
void studio_senses_free (StudioSenses *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSenses, studio_senses_free)

/** studio_senses_learn: takes in @table, which is called @name without what the names of all tables
 * have in common; again when its columns have changed. Returns: whether anything is read in another
 * way since. */
gboolean studio_senses_learn (StudioSenses *self, StudioTable *table, const char *name);

/** studio_senses_find: Returns: (transfer none) (nullable): the words that @token stands for */
const char *studio_senses_find (const StudioSenses *self, const char *token);

G_END_DECLS
