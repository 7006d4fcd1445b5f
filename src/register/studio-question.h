/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"
#include "metabase/studio-card.h"
#include "register/studio-card-marker.h"

G_BEGIN_DECLS

/**
 * StudioQuestion:
 * @card: as Metabase has it
 * @key: (nullable): identity of its SQL without ordering and names; %NULL when it has none, or when
 * that cannot be read
 * @marker: (nullable): when this program made it
 *
 * A question that is saved in Metabase. Counted by reference and immutable; any thread may read it.
 */
typedef struct
{
  gatomicrefcount references;
  StudioCard *card;
  char *key;
  StudioCardMarker *marker;
} StudioQuestion;

/**
 * studio_question_new:
 * @card: (transfer full): reading its SQL takes a while, so call it outside the main thread for
 * many
 * @older: (nullable): an earlier state of it, whose key is taken over when its SQL is the same
 */
StudioQuestion *
studio_question_new (StudioCard *card, StudioDialect dialect, const StudioQuestion *older);
StudioQuestion *studio_question_ref (StudioQuestion *self);
void studio_question_unref (StudioQuestion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioQuestion, studio_question_unref)

G_END_DECLS
