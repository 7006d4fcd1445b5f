/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-schema-text.h"

#include "ui/studio-format.h"

#include <glib/gi18n.h>

const char *
studio_field_kind_get_icon (StudioFieldKind kind)
{
  static const char *const icons[] = {
    [STUDIO_FIELD_OTHER] = "studio-field-symbolic",
    [STUDIO_FIELD_INTEGER] = "studio-number-symbolic",
    [STUDIO_FIELD_DECIMAL] = "studio-number-symbolic",
    [STUDIO_FIELD_FLOAT] = "studio-number-symbolic",
    [STUDIO_FIELD_BOOLEAN] = "studio-boolean-symbolic",
    [STUDIO_FIELD_TEXT] = "studio-text-symbolic",
    [STUDIO_FIELD_UUID] = "studio-text-symbolic",
    [STUDIO_FIELD_DATE] = "studio-date-symbolic",
    [STUDIO_FIELD_TIME] = "studio-date-symbolic",
    [STUDIO_FIELD_DATETIME] = "studio-date-symbolic",
    [STUDIO_FIELD_DATETIME_TZ] = "studio-date-symbolic",
    [STUDIO_FIELD_INTERVAL] = "studio-date-symbolic",
    [STUDIO_FIELD_JSON] = "studio-json-symbolic",
    [STUDIO_FIELD_ARRAY] = "studio-json-symbolic",
  };

  return (guint) kind < G_N_ELEMENTS (icons) ? icons[kind] : icons[STUDIO_FIELD_OTHER];
}

const char *
studio_field_get_key_icon (StudioField *field)
{
  g_return_val_if_fail (STUDIO_IS_FIELD (field), NULL);

  if (studio_field_is_primary_key (field))
    return "studio-key-symbolic";
  return studio_field_is_foreign_key (field) ? "studio-foreign-key-symbolic" : NULL;
}

char *
studio_field_describe (StudioField *field)
{
  const StudioFieldInfo *info;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (STUDIO_IS_FIELD (field), NULL);

  info = studio_field_get_info (field);
  text = g_string_new (info->name);
  if (info->database_type != NULL)
    g_string_append_printf (text, " · %s", info->database_type);
  if (studio_field_is_primary_key (field))
    g_string_append_printf (text, " · %s", _ ("Primary key"));
  else if (studio_field_is_foreign_key (field))
    g_string_append_printf (text, " · %s", _ ("Foreign key"));
  if (info->target_table != NULL)
    g_string_append_printf (text, "\n→ %s.%s", info->target_table,
                            info->target_field != NULL ? info->target_field : "");
  if (info->description != NULL && *info->description != '\0')
    g_string_append_printf (text, "\n%s", info->description);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
studio_table_describe_size (StudioTable *table)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 rows;
  guint n;

  g_return_val_if_fail (STUDIO_IS_TABLE (table), NULL);

  rows = studio_table_get_row_count (table);
  n = studio_table_get_kpi_count (table);
  if (rows >= 0)
    {
      g_autofree char *count = studio_format_integer (rows);

      g_string_append_printf (
          text, ngettext ("about %s row", "about %s rows", (gulong) CLAMP (rows, 0, G_MAXINT)),
          count);
    }
  if (rows >= 0 && n > 0)
    g_string_append (text, " · ");
  if (n > 0)
    g_string_append_printf (text, ngettext ("%u KPI", "%u KPIs", n), n);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* Metabase makes “Tb Order” of tb_order, which tells nothing new. */
static gboolean
is_same_name (const char *display, const char *name)
{
  g_autofree char *plain = g_strdup (display);

  g_strdelimit (plain, " ", '_');
  return g_ascii_strcasecmp (plain, name) == 0;
}

char *
studio_table_describe (StudioTable *table)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *size = NULL;
  const char *display, *description;

  g_return_val_if_fail (STUDIO_IS_TABLE (table), NULL);

  text = g_string_new (studio_table_get_name (table));
  display = studio_table_get_display_name (table);
  description = studio_table_get_description (table);
  size = studio_table_describe_size (table);
  if (display != NULL && !is_same_name (display, studio_table_get_name (table)))
    g_string_append_printf (text, "\n%s", display);
  if (description != NULL && *description != '\0')
    g_string_append_printf (text, "\n%s", description);
  if (size != NULL)
    g_string_append_printf (text, "\n%s", size);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
