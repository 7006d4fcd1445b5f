/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-result.h"

#include "core/studio-result-row.h"

#include <string.h>

struct _StudioResult
{
  GObject parent_instance;

  GPtrArray *names; /* (owned) of char * */
  GPtrArray *types; /* (owned) of char * (nullable) */
  GPtrArray *cells; /* (owned) of char * (nullable), row by row */
  gint64 milliseconds;
  gboolean truncated;
};

static GType
get_item_type (GListModel *model)
{
  return STUDIO_TYPE_RESULT_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return studio_result_get_n_rows (STUDIO_RESULT (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  StudioResult *self = STUDIO_RESULT (model);

  if (position >= studio_result_get_n_rows (self))
    return NULL;
  return studio_result_row_new (self, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StudioResult,
                               studio_result,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
studio_result_finalize (GObject *object)
{
  StudioResult *self = STUDIO_RESULT (object);

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->cells);
  G_OBJECT_CLASS (studio_result_parent_class)->finalize (object);
}

static void
studio_result_class_init (StudioResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_result_finalize;
}

static void
studio_result_init (StudioResult *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->types = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->milliseconds = -1;
}

StudioResult *
studio_result_new (void)
{
  return g_object_new (STUDIO_TYPE_RESULT, NULL);
}

void
studio_result_add_column (StudioResult *self, const char *name, const char *base_type)
{
  g_return_if_fail (STUDIO_IS_RESULT (self) && self->cells->len == 0);

  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->types, g_strdup (base_type));
}

void
studio_result_add_cell (StudioResult *self, char *text)
{
  g_return_if_fail (STUDIO_IS_RESULT (self));

  g_ptr_array_add (self->cells, text);
}

void
studio_result_set_run (StudioResult *self, gint64 milliseconds, gboolean truncated)
{
  g_return_if_fail (STUDIO_IS_RESULT (self));

  self->milliseconds = milliseconds;
  self->truncated = truncated;
}

guint
studio_result_get_n_columns (StudioResult *self)
{
  g_return_val_if_fail (STUDIO_IS_RESULT (self), 0);
  return self->names->len;
}

guint
studio_result_get_n_rows (StudioResult *self)
{
  g_return_val_if_fail (STUDIO_IS_RESULT (self), 0);
  return self->names->len > 0 ? self->cells->len / self->names->len : 0;
}

const char *
studio_result_get_column_name (StudioResult *self, guint column)
{
  g_return_val_if_fail (STUDIO_IS_RESULT (self) && column < self->names->len, NULL);
  return g_ptr_array_index (self->names, column);
}

const char *
studio_result_get_column_base_type (StudioResult *self, guint column)
{
  g_return_val_if_fail (STUDIO_IS_RESULT (self) && column < self->types->len, NULL);
  return g_ptr_array_index (self->types, column);
}

StudioFieldKind
studio_result_get_column_kind (StudioResult *self, guint column)
{
  return studio_field_kind_from_base_type (studio_result_get_column_base_type (self, column));
}

const char *
studio_result_get_cell (StudioResult *self, guint row, guint column)
{
  guint index;

  g_return_val_if_fail (STUDIO_IS_RESULT (self) && column < self->names->len, NULL);

  index = row * self->names->len + column;
  return index < self->cells->len ? g_ptr_array_index (self->cells, index) : NULL;
}

gboolean
studio_result_get_number (StudioResult *self, guint row, guint column, double *value)
{
  const char *text = studio_result_get_cell (self, row, column);
  char *end = NULL;

  if (text == NULL || *text == '\0' || strchr ("0123456789-+.", *text) == NULL)
    return FALSE;
  *value = g_ascii_strtod (text, &end);
  return *end == '\0';
}

gint64
studio_result_get_milliseconds (StudioResult *self)
{
  g_return_val_if_fail (STUDIO_IS_RESULT (self), -1);
  return self->milliseconds;
}

gboolean
studio_result_get_truncated (StudioResult *self)
{
  g_return_val_if_fail (STUDIO_IS_RESULT (self), FALSE);
  return self->truncated;
}
