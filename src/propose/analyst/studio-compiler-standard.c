/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-standard.h"

char *
_studio_standard_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  g_autofree char *doubled = g_strjoinv ("''", parts);

  return g_strdup_printf ("'%s'", doubled);
}

char *
_studio_standard_text_escaped (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\\", -1);
  g_autofree char *escaped = g_strjoinv ("\\\\", parts);

  return _studio_standard_text (escaped);
}

char *
_studio_standard_date (const char *iso)
{
  return g_strdup_printf ("DATE '%s'", iso);
}

char *
_studio_standard_boolean (gboolean value)
{
  return g_strdup (value ? "TRUE" : "FALSE");
}

char *
_studio_standard_is_true (const StudioFragment *value, gboolean is, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strdup_printf ("%s IS %s", value->sql, is ? "TRUE" : "NOT TRUE");
}

char *
_studio_standard_is_true_coalesced (const StudioFragment *value,
                                    gboolean is,
                                    StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strdup_printf ("COALESCE(%s, FALSE) = %s", value->sql, is ? "TRUE" : "FALSE");
}

char *
_studio_standard_contains_as (const StudioFragment *value,
                              const char *part,
                              char *(*write_text) (const char *text),
                              StudioPrecedence *precedence)
{
  g_autofree char *lower = g_utf8_strdown (part, -1);
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", lower);
  g_autofree char *quoted = write_text (pattern);

  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strdup_printf ("LOWER(%s) LIKE %s", value->sql, quoted);
}

char *
_studio_standard_contains (const StudioFragment *value,
                           const char *part,
                           StudioPrecedence *precedence)
{
  return _studio_standard_contains_as (value, part, _studio_standard_text, precedence);
}

char *
_studio_standard_ilike (const StudioFragment *value, const char *part, StudioPrecedence *precedence)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", part);
  g_autofree char *quoted = _studio_standard_text (pattern);

  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strdup_printf ("%s ILIKE %s", value->sql, quoted);
}

char *
_studio_standard_ratio_double (const StudioFragment *numerator,
                               const StudioFragment *denominator,
                               StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("CAST(%s AS DOUBLE) / NULLIF(%s, 0)", numerator->sql, denominator->sql);
}

char *
_studio_standard_bucket (const StudioFragment *value,
                         const char *width,
                         StudioPrecedence *precedence)
{
  g_autofree char *operand = _studio_fragment_operand (value, STUDIO_PRECEDENCE_MULTIPLICATION);

  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("FLOOR(%s * 1.0 / %s) * %s", operand, width, width);
}

char *
_studio_standard_least (const char *const *values)
{
  g_autofree char *list = g_strjoinv (", ", (char **) values);

  return g_strdup_printf ("LEAST(%s)", list);
}

char *
_studio_standard_concat (const char *const *parts, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strjoinv (" || ' ' || ", (char **) parts);
}

char *
_studio_standard_percentile (const StudioFragment *value, double percent)
{
  g_autofree char *fraction = _studio_compiler_number (percent / 100);

  return g_strdup_printf ("PERCENTILE_CONT(%s) WITHIN GROUP (ORDER BY %s)", fraction, value->sql);
}

char *
_studio_standard_today (void)
{
  return g_strdup ("CURRENT_DATE");
}

char *
_studio_standard_now (void)
{
  return g_strdup ("CURRENT_TIMESTAMP");
}

char *
_studio_standard_json_path (const char *const *path)
{
  g_autoptr (GString) keys = g_string_new ("$");

  for (guint i = 0; path[i] != NULL; i++)
    g_string_append_printf (keys, ".\"%s\"", path[i]);
  return _studio_standard_text (keys->str);
}

char *
_studio_standard_json_keys (const char *const *path)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; path[i] != NULL; i++)
    {
      g_autofree char *key = _studio_standard_text (path[i]);

      g_string_append_printf (keys, ", %s", key);
    }
  return g_string_free (g_steal_pointer (&keys), FALSE);
}

char *
_studio_standard_cast_text (const char *text,
                            StudioFieldKind kind,
                            const char *(*type_name) (StudioFieldKind kind))
{
  if (kind == STUDIO_FIELD_TEXT || kind == STUDIO_FIELD_OTHER)
    return g_strdup (text);
  /* Whole numbers too: a JSON number may be written with a fraction. */
  return g_strdup_printf ("CAST(%s AS %s)", text,
                          type_name (kind == STUDIO_FIELD_INTEGER ? STUDIO_FIELD_DECIMAL : kind));
}

const char *
_studio_standard_shape (StudioFieldKind kind)
{
  if (studio_field_kind_is_number (kind))
    return "^-?[0-9]+([.][0-9]+)?$";
  if (kind == STUDIO_FIELD_BOOLEAN)
    return "^(true|false)$";
  return studio_field_kind_is_temporal (kind)
             ? "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]|$)"
             : "";
}

int
_studio_standard_seconds (StudioGrain grain)
{
  switch ((int) grain)
    {
    case STUDIO_GRAIN_MINUTE:
      return 60;
    case STUDIO_GRAIN_HOUR:
      return 3600;
    case STUDIO_GRAIN_DAY:
      return 86400;
    default:
      return 604800;
    }
}

char *
_studio_standard_unit (StudioGrain grain)
{
  return g_ascii_strup (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);
}

char *
_studio_standard_truncate (const StudioFragment *time, StudioGrain grain)
{
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);

  if (grain < STUDIO_GRAIN_DAY)
    return g_strdup_printf ("DATE_TRUNC('%s', %s)", unit, time->sql);
  return g_strdup_printf ("CAST(DATE_TRUNC('%s', %s) AS DATE)", unit, time->sql);
}

char *
_studio_standard_datediff (const StudioFragment *from,
                           const StudioFragment *to,
                           StudioGrain grain,
                           StudioPrecedence *precedence)
{
  g_autofree char *unit = _studio_standard_unit (grain);

  if (grain >= STUDIO_GRAIN_MONTH)
    return g_strdup_printf ("DATEDIFF(%s, %s, %s)", unit, from->sql, to->sql);
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("DATEDIFF(SECOND, %s, %s) / %d.0", from->sql, to->sql,
                          _studio_standard_seconds (grain));
}

char *
_studio_standard_dateadd (const StudioFragment *time,
                          gint64 count,
                          StudioGrain grain,
                          StudioPrecedence *precedence)
{
  g_autofree char *unit = _studio_standard_unit (grain);

  return g_strdup_printf ("DATEADD(%s, %" G_GINT64_FORMAT ", %s)", unit, count, time->sql);
}

char *
_studio_standard_dateadd_period (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);
  g_autofree char *start = g_strdup_printf ("DATE_TRUNC('%s', CURRENT_DATE)", unit);

  if (offset == 0)
    return g_steal_pointer (&start);
  return g_strdup_printf ("DATEADD(%s, %" G_GINT64_FORMAT ", %s)", unit, offset, start);
}

char *
_studio_standard_getdate (void)
{
  return g_strdup ("GETDATE()");
}

char *
_studio_standard_interval (const char *time, gint64 count, StudioGrain grain)
{
  g_autofree char *unit = _studio_standard_unit (grain);

  return g_strdup_printf ("%s %c INTERVAL %" G_GINT64_FORMAT " %s", time, count < 0 ? '-' : '+',
                          ABS (count), unit);
}

char *
_studio_standard_interval_shift (const StudioFragment *time,
                                 gint64 count,
                                 StudioGrain grain,
                                 StudioPrecedence *precedence)
{
  g_autofree char *operand = _studio_fragment_operand (time, STUDIO_PRECEDENCE_ADDITION);

  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return _studio_standard_interval (operand, count, grain);
}
