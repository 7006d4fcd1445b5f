/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-key.h"

#include <string.h>

/* Rows that a fingerprint looks at. */
#define SAMPLE 10000

static gint64
distinct_of (StudioField *field)
{
  return studio_field_get_info (field)->fingerprint.distinct_count;
}

/* Numbers of rows are estimates, and tables grow after they were looked at: half of them count. */
static gboolean
has_doubles (StudioTable *table, StudioField *field)
{
  gint64 rows = studio_table_get_row_count (table);
  gint64 distinct = distinct_of (field);

  return distinct >= 0 && rows > 0 && distinct < MIN (rows, SAMPLE) / 2;
}

gboolean
studio_key_is_whole (StudioTable *table, StudioField *field)
{
  GListModel *fields;
  gint64 distinct;
  guint n;

  if (!studio_field_is_primary_key (field) || has_doubles (table, field))
    return FALSE;
  fields = studio_table_get_fields (table);
  n = g_list_model_get_n_items (fields);
  distinct = distinct_of (field);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioField) other = g_list_model_get_item (fields, i);
      const StudioFieldInfo *info = studio_field_get_info (other);

      if (other == field)
        continue;
      /* No column has more values than the key, but for NULL. */
      if (info->primary_key ||
          (distinct > 0 && info->fingerprint.distinct_count > distinct + distinct / 20 + 1))
        return FALSE;
    }
  return TRUE;
}

gboolean
studio_name_is_template (const char *text)
{
  static const char *const marks[] = { "{{", "}}", "[[", "]]" };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}
