/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-question.h"

#include "sql/studio-sql-identity.h"

StudioQuestion *
studio_question_new (StudioCard *card, StudioDialect dialect, const StudioQuestion *older)
{
  StudioQuestion *self = g_new0 (StudioQuestion, 1);

  g_atomic_ref_count_init (&self->references);
  self->card = card;
  if (older != NULL && g_strcmp0 (older->card->sql, card->sql) == 0)
    self->key = g_strdup (older->key);
  else
    self->key = card->sql != NULL ? studio_sql_weak_key (card->sql, dialect) : NULL;
  self->marker = studio_card_marker_parse (card->description);
  return self;
}

StudioQuestion *
studio_question_ref (StudioQuestion *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_question_unref (StudioQuestion *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  studio_card_free (self->card);
  g_free (self->key);
  g_clear_pointer (&self->marker, studio_card_marker_free);
  g_free (self);
}
