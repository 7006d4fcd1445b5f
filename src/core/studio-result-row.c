/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-result-row.h"

struct _StudioResultRow
{
  GObject parent_instance;

  StudioResult *result; /* (owned) */
  guint row;
};

G_DEFINE_FINAL_TYPE (StudioResultRow, studio_result_row, G_TYPE_OBJECT)

static void
studio_result_row_dispose (GObject *object)
{
  g_clear_object (&STUDIO_RESULT_ROW (object)->result);
  G_OBJECT_CLASS (studio_result_row_parent_class)->dispose (object);
}

static void
studio_result_row_class_init (StudioResultRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_result_row_dispose;
}

static void
studio_result_row_init (StudioResultRow *self)
{
}

StudioResultRow *
studio_result_row_new (StudioResult *result, guint row)
{
  StudioResultRow *self = g_object_new (STUDIO_TYPE_RESULT_ROW, NULL);

  self->result = g_object_ref (result);
  self->row = row;
  return self;
}

guint
studio_result_row_get_index (StudioResultRow *self)
{
  g_return_val_if_fail (STUDIO_IS_RESULT_ROW (self), 0);
  return self->row;
}

const char *
studio_result_row_get_cell (StudioResultRow *self, guint column)
{
  g_return_val_if_fail (STUDIO_IS_RESULT_ROW (self), NULL);
  return studio_result_get_cell (self->result, self->row, column);
}
