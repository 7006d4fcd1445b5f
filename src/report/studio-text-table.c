/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-report"

#include "report/studio-text-table.h"

#include "report/studio-text-width.h"

struct _StudioTextTable
{
  guint columns;
  gboolean *right;  /* (owned) of each column */
  GPtrArray *cells; /* (owned) of char *, the headings first */
};

StudioTextTable *
studio_text_table_new (const char *const *headings, const char *alignment)
{
  StudioTextTable *self = g_new0 (StudioTextTable, 1);

  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_strv_length ((GStrv) headings);
  self->right = g_new0 (gboolean, self->columns);
  for (guint i = 0; i < self->columns; i++)
    {
      self->right[i] = alignment[i] == 'r';
      studio_text_table_add (self, headings[i]);
    }
  return self;
}

void
studio_text_table_free (StudioTextTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self->right);
  g_free (self);
}

/* A line break or tab in a name would break the table. */
void
studio_text_table_add (StudioTextTable *self, const char *text)
{
  g_ptr_array_add (self->cells, g_strdelimit (g_strdup (text != NULL ? text : ""), "\n\r\t", ' '));
}

void
studio_text_table_add_number (StudioTextTable *self, gint64 number)
{
  g_ptr_array_add (self->cells, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

void
studio_text_table_add_unless (StudioTextTable *self, gint64 number, gint64 unknown)
{
  if (number == unknown)
    studio_text_table_add (self, NULL);
  else
    studio_text_table_add_number (self, number);
}

static void
measure (StudioTextTable *self, guint widest, guint *widths)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint width = studio_text_width (g_ptr_array_index (self->cells, i));

      if (widest > 0 && width > widest)
        width = widest;
      widths[i % self->columns] = MAX (widths[i % self->columns], width);
    }
}

static void
strip_end (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

void
studio_text_table_write (StudioTextTable *self, GString *text, guint widest)
{
  g_autofree guint *widths = g_new0 (guint, self->columns);

  measure (self, widest, widths);
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->columns;
      g_autofree char *cell = studio_text_fit (g_ptr_array_index (self->cells, i), widths[column]);

      studio_text_pad (text, cell, widths[column], self->right[column]);
      if (column + 1 < self->columns)
        g_string_append (text, "  ");
      else
        {
          strip_end (text);
          g_string_append_c (text, '\n');
        }
    }
}

static void
append_escaped (GString *text, const char *cell)
{
  for (const char *at = cell; *at != '\0'; at++)
    {
      if (*at == '|' || *at == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *at);
    }
}

void
studio_text_table_write_markdown (StudioTextTable *self, GString *text)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      g_string_append (text, "| ");
      append_escaped (text, g_ptr_array_index (self->cells, i));
      g_string_append_c (text, ' ');
      if (i % self->columns + 1 < self->columns)
        continue;
      g_string_append (text, "|\n");
      for (guint column = 0; i < self->columns && column < self->columns; column++)
        g_string_append_printf (text, "| %s ", self->right[column] ? "---:" : "---");
      if (i < self->columns)
        g_string_append (text, "|\n");
    }
}
