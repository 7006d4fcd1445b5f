/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-result-view.h"

#include "ui/studio-chart.h"
#include "ui/studio-format.h"
#include "ui/studio-history-text.h"
#include "ui/studio-result-table.h"

#include <glib/gi18n.h>

struct _StudioResultView
{
  AdwBin parent_instance;

  StudioResult *result; /* (owned) (nullable) what is shown */
  gboolean has_chart;

  GtkStack *stack;
  AdwStatusPage *message;
  GtkWidget *run_button;
  GtkSpinner *spinner;
  GtkLabel *number;
  GtkLabel *number_name;
  StudioChart *chart;
  StudioResultTable *table;
  GtkWidget *footer;
  GtkLabel *summary;
  GtkWidget *switcher;
  GtkToggleButton *chart_button;
};

G_DEFINE_FINAL_TYPE (StudioResultView, studio_result_view, ADW_TYPE_BIN)

static void
show_page (StudioResultView *self, const char *page)
{
  gboolean rows = g_str_equal (page, "chart") || g_str_equal (page, "table");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "checking"));
  gtk_widget_set_visible (self->footer, rows || g_str_equal (page, "number"));
  gtk_widget_set_visible (self->switcher, rows && self->has_chart);
}

static void
on_toggled_cb (StudioResultView *self)
{
  if (self->has_chart)
    show_page (self, gtk_toggle_button_get_active (self->chart_button) ? "chart" : "table");
}

static void
show_message (StudioResultView *self,
              const char *icon,
              const char *title,
              const char *text,
              gboolean run)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_icon_name (self->message, icon);
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, markup);
  gtk_widget_set_visible (self->run_button, run);
  show_page (self, "message");
}

static void
show_without_result (StudioResultView *self, StudioKpi *kpi)
{
  gint64 rows = studio_kpi_get_rows (kpi);
  gint64 milliseconds = studio_kpi_get_milliseconds (kpi);
  g_autofree char *text = NULL;

  if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_INVALID)
    show_message (self, "studio-invalid-symbolic", _ ("Not Valid"),
                  studio_kpi_get_check_message (kpi), FALSE);
  else if (studio_kpi_is_valid (kpi) && rows >= 0 && milliseconds >= 0)
    {
      g_autofree char *time = studio_format_milliseconds (milliseconds);
      g_autofree char *count = studio_format_integer (rows);

      /* Translators: the first %s is a number of rows, the second a time like “35 ms”. */
      text = g_strdup_printf (ngettext ("It gave %s row in %s when it was last run.",
                                        "It gave %s rows in %s when it was last run.",
                                        (gulong) CLAMP (rows, 0, G_MAXINT)),
                              count, time);
      show_message (self, "studio-valid-symbolic", _ ("Checked"), text, TRUE);
    }
  else
    show_message (self, "media-playback-start-symbolic", _ ("Not Run Yet"),
                  _ ("Run the SQL to see what it gives."), TRUE);
}

static char *
summarize (StudioResult *result)
{
  guint n = studio_result_get_n_rows (result);
  g_autofree char *rows = studio_format_integer (n);
  g_autofree char *count = g_strdup_printf (ngettext ("%s row", "%s rows", n), rows);
  g_autofree char *time =
      studio_format_milliseconds (MAX (0, studio_result_get_milliseconds (result)));

  return g_strdup_printf ("%s · %s%s", count, time,
                          studio_result_get_truncated (result) ? _ (" · cut at the row limit")
                                                               : "");
}

/* The number to show big: the only one, or the one of a single row that the settings name. */
static gboolean
find_number (StudioResult *result, const StudioVisualization *visualization, guint *column)
{
  g_autoptr (GArray) named = NULL;

  if (studio_result_get_n_rows (result) != 1)
    return FALSE;
  named = studio_visualization_find_columns (visualization, result, TRUE);
  *column = named->len > 0 ? g_array_index (named, guint, 0) : 0;
  return studio_result_get_n_columns (result) == 1 || named->len == 1;
}

static void
show_number (StudioResultView *self,
             StudioResult *result,
             const StudioVisualization *visualization,
             guint column)
{
  StudioNumberStyle style = studio_visualization_get_style (visualization, result, column);
  const char *cell = studio_result_get_cell (result, 0, column);
  g_autofree char *text = NULL;
  double value;

  if (studio_result_get_number (result, 0, column, &value))
    text = studio_number_style_format (&style, value * style.scale);
  else
    text = g_strdup (cell != NULL ? cell : _ ("No value"));
  studio_number_style_clear (&style);
  gtk_label_set_label (self->number, text);
  gtk_label_set_label (self->number_name,
                       studio_visualization_get_title (visualization, result, column));
  show_page (self, "number");
}

static void
show_result (StudioResultView *self, StudioKpi *kpi, StudioResult *result)
{
  g_autofree char *summary = summarize (result);
  g_autoptr (StudioVisualization) visualization = studio_visualization_new (kpi);
  StudioChartData *data = studio_chart_data_new (result, visualization);
  guint column;

  gtk_label_set_label (self->summary, summary);
  self->has_chart = data != NULL;
  studio_chart_set_data (self->chart, data);
  if (g_set_object (&self->result, result))
    studio_result_table_set_result (self->table, result, visualization);
  if (studio_result_get_n_rows (result) == 0)
    show_message (self, "dialog-information-symbolic", _ ("No Rows"),
                  _ ("The SQL runs, but gives nothing."), FALSE);
  else if (find_number (result, visualization, &column))
    show_number (self, result, visualization, column);
  else if (self->has_chart && g_strcmp0 (studio_kpi_get_display (kpi), "table") != 0 &&
           gtk_toggle_button_get_active (self->chart_button))
    show_page (self, "chart");
  else
    show_page (self, "table");
}

void
studio_result_view_show (StudioResultView *self,
                         StudioKpi *kpi,
                         StudioResult *result,
                         gboolean checking)
{
  g_return_if_fail (STUDIO_IS_RESULT_VIEW (self));

  if (kpi == NULL)
    show_message (self, "studio-chart-bar-symbolic", _ ("No KPI Selected"),
                  _ ("Select a KPI to see its SQL and what it gives."), FALSE);
  else if (checking)
    show_page (self, "checking");
  else if (result == NULL)
    show_without_result (self, kpi);
  else
    show_result (self, kpi, result);
}

void
studio_result_view_show_values (StudioResultView *self, StudioKpi *kpi, GPtrArray *values)
{
  g_autoptr (StudioResult) result = NULL;
  g_autoptr (StudioKpi) shown = NULL;
  g_autofree char *time = NULL;
  g_autofree char *summary = NULL;

  g_return_if_fail (STUDIO_IS_RESULT_VIEW (self) && values->len > 0);

  result = studio_history_values_to_result (values, studio_kpi_get_name (kpi));
  shown = studio_history_values_to_kpi (kpi);
  time = studio_history_describe_time (
      ((StudioHistoryValue *) g_ptr_array_index (values, values->len - 1))->at);
  if (values->len == 1)
    {
      g_autoptr (StudioVisualization) visualization = studio_visualization_new (shown);

      show_number (self, result, visualization, 1);
      summary = g_strdup (time);
    }
  else
    {
      show_result (self, shown, result);
      /* Translators: %s is the day and time of the latest value. */
      summary = g_strdup_printf (
          ngettext ("%u value, up to %s", "%u values, up to %s", values->len), values->len, time);
    }
  gtk_label_set_label (self->summary, summary);
}

static void
studio_result_view_dispose (GObject *object)
{
  StudioResultView *self = STUDIO_RESULT_VIEW (object);

  g_clear_object (&self->result);
  G_OBJECT_CLASS (studio_result_view_parent_class)->dispose (object);
}

static void
studio_result_view_class_init (StudioResultViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_result_view_dispose;
  g_type_ensure (STUDIO_TYPE_CHART);
  g_type_ensure (STUDIO_TYPE_RESULT_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, stack);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, message);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, run_button);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, spinner);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, number);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, number_name);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, chart);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, table);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, footer);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, summary);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, switcher);
  gtk_widget_class_bind_template_child (widget_class, StudioResultView, chart_button);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
}

static void
studio_result_view_init (StudioResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
