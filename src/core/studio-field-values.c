/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-field-values.h"

StudioFieldValues *
studio_field_values_new_problem (const char *problem)
{
  StudioFieldValues *self = g_new0 (StudioFieldValues, 1);

  self->values = g_new0 (char *, 1);
  self->labels = g_new0 (char *, 1);
  self->problem = g_strdup (problem);
  return self;
}

StudioFieldValues *
studio_field_values_copy (const StudioFieldValues *self)
{
  StudioFieldValues *copy;

  if (self == NULL)
    return NULL;
  copy = g_new0 (StudioFieldValues, 1);
  copy->values = g_strdupv (self->values);
  copy->labels = g_strdupv (self->labels);
  copy->more = self->more;
  copy->problem = g_strdup (self->problem);
  return copy;
}

gboolean
studio_field_values_equal (const StudioFieldValues *self, const StudioFieldValues *other)
{
  if (self == NULL || other == NULL)
    return self == other;
  return g_strv_equal ((const char *const *) self->values, (const char *const *) other->values) &&
         g_strv_equal ((const char *const *) self->labels, (const char *const *) other->labels) &&
         self->more == other->more && g_strcmp0 (self->problem, other->problem) == 0;
}

gboolean
studio_field_values_are_all (const StudioFieldValues *self)
{
  return self != NULL && !self->more && self->values[0] != NULL;
}

void
studio_field_values_free (StudioFieldValues *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->values);
  g_strfreev (self->labels);
  g_free (self->problem);
  g_free (self);
}
