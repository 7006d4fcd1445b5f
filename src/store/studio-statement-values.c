/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-statement-values.h"

#include <math.h>

static void
unref_value (gpointer value)
{
  g_clear_pointer ((GVariant **) &value, g_variant_unref);
}

GPtrArray *
_studio_values_new (void)
{
  return g_ptr_array_new_with_free_func (unref_value);
}

static void
add (GPtrArray *values, GVariant *value)
{
  g_ptr_array_add (values, g_variant_ref_sink (value));
}

void
_studio_values_add_text (GPtrArray *values, const char *text)
{
  if (text != NULL)
    add (values, g_variant_new_string (text));
  else
    g_ptr_array_add (values, NULL);
}

void
_studio_values_add_number (GPtrArray *values, gint64 number)
{
  add (values, g_variant_new_int64 (number));
}

void
_studio_values_add_real (GPtrArray *values, double number)
{
  if (isnan (number))
    g_ptr_array_add (values, NULL);
  else
    add (values, g_variant_new_double (number));
}

void
_studio_values_add_now (GPtrArray *values)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *text = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");

  _studio_values_add_text (values, text);
}
