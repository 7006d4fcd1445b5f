/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-result-table.h"

#include "core/studio-result-row.h"

#include <glib/gi18n.h>

/* GTK 4.8 makes every cell of some 205 rows; 50 columns take 600 ms to the first frame. */
#define MAX_COLUMNS 40
#define SAMPLED_ROWS 50

struct _StudioResultTable
{
  AdwBin parent_instance;

  GtkColumnView *view;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (StudioResultTable, studio_result_table, ADW_TYPE_BIN)

/* Only what can be cut off needs one; asked for when it is to be shown, since GTK 4.8 asks the
 * display server for the pointer whenever a text is set. */
static gboolean
query_tooltip_cb (GtkWidget *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (cell));

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && *text != '\0' && !gtk_widget_has_css_class (cell, "dim-label");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gboolean is_number = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "number"));
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), is_number ? 1 : 0);
  if (is_number)
    gtk_widget_add_css_class (cell, "numeric");
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_list_item_set_child (item, cell);
}

/* A column and how its numbers are written. */
typedef struct
{
  guint index;
  gboolean styled; /* whether the settings say anything about it */
  StudioNumberStyle style;
} Column;

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  studio_number_style_clear (&column->style);
  g_free (column);
}

static char *
format_cell (const Column *column, StudioResultRow *row)
{
  const char *text = studio_result_row_get_cell (row, column->index);
  char *end = NULL;
  double value;

  if (text == NULL || !column->styled)
    return g_strdup (text);
  value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0'
             ? studio_number_style_format (&column->style, value * column->style.scale)
             : g_strdup (text);
}

/* Every property is set, also to nothing: cells are used again for other rows. */
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  g_autofree char *text = format_cell (user_data, gtk_list_item_get_item (item));

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text != NULL ? text : "NULL");
  if (text == NULL)
    gtk_widget_add_css_class (cell, "dim-label");
  else
    gtk_widget_remove_css_class (cell, "dim-label");
}

static int
guess_width (StudioResult *result, guint column)
{
  guint rows = MIN (studio_result_get_n_rows (result), SAMPLED_ROWS);
  glong most = g_utf8_strlen (studio_result_get_column_name (result, column), -1);

  for (guint i = 0; i < rows; i++)
    {
      const char *text = studio_result_get_cell (result, i, column);

      if (text != NULL)
        most = MAX (most, g_utf8_strlen (text, 200));
    }
  return (int) (CLAMP (most, 5, 32) * 8 + 32);
}

static void
add_column (StudioResultTable *self,
            StudioResult *result,
            const StudioVisualization *visualization,
            guint index,
            gboolean last)
{
  StudioFieldKind kind = studio_result_get_column_kind (result, index);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  Column *data = g_new0 (Column, 1);

  data->index = index;
  data->style = studio_visualization_get_style (visualization, result, index);
  data->styled = data->style.scale != 1 || data->style.decimals >= 0 ||
                 data->style.prefix != NULL || data->style.suffix != NULL;
  g_object_set_data (G_OBJECT (factory), "number",
                     GINT_TO_POINTER (studio_field_kind_is_number (kind)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), data, column_free, 0);
  column = gtk_column_view_column_new (
      studio_visualization_get_title (visualization, result, index), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (last)
    gtk_column_view_column_set_expand (column, TRUE);
  else
    gtk_column_view_column_set_fixed_width (column, guess_width (result, index));
  gtk_column_view_append_column (self->view, column);
}

static void
studio_result_table_class_init (StudioResultTableClass *klass)
{
}

static void
studio_result_table_init (StudioResultTable *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "result-table");
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rows of the result"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "caption");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
studio_result_table_set_result (StudioResultTable *self,
                                StudioResult *result,
                                const StudioVisualization *visualization)
{
  GListModel *columns;
  guint n;

  g_return_if_fail (STUDIO_IS_RESULT_TABLE (self));

  columns = gtk_column_view_get_columns (self->view);
  gtk_column_view_set_model (self->view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);

  n = studio_result_get_n_columns (result);
  for (guint i = 0; i < MIN (n, MAX_COLUMNS); i++)
    add_column (self, result, visualization, i, i + 1 == MIN (n, MAX_COLUMNS));
  if (n > MAX_COLUMNS)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u more column is not shown", "%u more columns are not shown",
                                     n - MAX_COLUMNS),
                           n - MAX_COLUMNS);

      gtk_label_set_label (self->more, text);
      gtk_widget_set_visible (GTK_WIDGET (self->more), TRUE);
    }
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (gtk_single_selection_new (
                                             g_object_ref (G_LIST_MODEL (result)))));
}
