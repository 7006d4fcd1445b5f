/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-chart.h"

#include "ui/studio-format.h"

#include <adwaita.h>
#include <math.h>

#include <glib/gi18n.h>

#define MARGIN 12.0
#define NO_POINT G_MAXUINT

struct _StudioChart
{
  GtkWidget parent_instance;

  StudioChartData *data; /* (owned) (nullable) */
  guint point;           /* what is pointed at, or NO_POINT */

  /* Of the last drawing, to find a point again. */
  double left, top, width, height;
};

/* What a drawing needs everywhere. */
typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  gboolean dark;
  double first; /* the lowest value that is drawn */
  double last;
  double step;
} Pen;

G_DEFINE_FINAL_TYPE (StudioChart, studio_chart, GTK_TYPE_WIDGET)

/* GNOME's palette, readable on both backgrounds. */
static const char *const light_colors[STUDIO_CHART_MAX_SERIES] = { "#1c71d8", "#e66100", "#26a269",
                                                                   "#813d9c", "#a51d2d" };
static const char *const dark_colors[STUDIO_CHART_MAX_SERIES] = { "#62a0ea", "#ffa348", "#57e389",
                                                                  "#c061cb", "#ed333b" };

static void
set_color (Pen *pen, guint series, double alpha)
{
  GdkRGBA color;

  gdk_rgba_parse (&color, (pen->dark ? dark_colors : light_colors)[series]);
  cairo_set_source_rgba (pen->cr, color.red, color.green, color.blue, alpha);
}

static void
set_ink (Pen *pen, double alpha)
{
  double ink = pen->dark ? 1 : 0;

  cairo_set_source_rgba (pen->cr, ink, ink, ink, alpha);
}

static void
draw_text (Pen *pen, const char *text, double x, double y, double align, double width)
{
  int text_width, text_height;

  pango_layout_set_width (pen->layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_ellipsize (pen->layout, width > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_get_pixel_size (pen->layout, &text_width, &text_height);
  cairo_move_to (pen->cr, x - align * text_width, y - text_height / 2.0);
  set_ink (pen, 0.65);
  pango_cairo_show_layout (pen->cr, pen->layout);
}

static double
measure (Pen *pen, const char *text)
{
  int width;

  pango_layout_set_width (pen->layout, -1);
  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_get_pixel_size (pen->layout, &width, NULL);
  return width;
}

/* Short: with the sign of a percentage, which changes what the number says, but no currency. */
static char *
format_tick (const StudioChartData *data, double value, double step)
{
  const StudioNumberStyle *style = &data->styles[0];
  gboolean percent = style->suffix != NULL && style->scale != 1;
  g_autofree char *text = NULL;

  if (fabs (value) >= 10000)
    text = studio_format_short_count ((gint64) fabs (value));
  else
    text = studio_format_number (fabs (value), step >= 1      ? 0
                                               : step >= 0.1  ? 1
                                               : step >= 0.01 ? 2
                                                              : 4);
  return g_strconcat (value < 0 ? "−" : "", text, percent ? style->suffix : "", NULL);
}

static double
get_y (StudioChart *self, const Pen *pen, double value)
{
  return self->top + self->height * (1 - (value - pen->first) / (pen->last - pen->first));
}

static double
get_x (StudioChart *self, double value, const Pen *pen)
{
  return self->left + self->width * (value - pen->first) / (pen->last - pen->first);
}

static double
get_point_x (StudioChart *self, guint point)
{
  guint n = self->data->n_points;

  if (self->data->shape == STUDIO_CHART_LINE)
    return self->left + self->width * point / MAX (n - 1, 1);
  return self->left + self->width * (point + 0.5) / n;
}

static void
draw_value_axis (StudioChart *self, Pen *pen)
{
  const StudioChartData *data = self->data;

  for (double tick = pen->first; tick <= pen->last + pen->step / 2; tick += pen->step)
    {
      double y = floor (get_y (self, pen, tick)) + 0.5;
      g_autofree char *text = format_tick (data, tick, pen->step);

      draw_text (pen, text, self->left - 8, y, 1, 0);
      set_ink (pen, fabs (tick) < pen->step / 1000 ? 0.35 : 0.1);
      cairo_set_line_width (pen->cr, 1);
      cairo_move_to (pen->cr, self->left, y);
      cairo_line_to (pen->cr, self->left + self->width, y);
      cairo_stroke (pen->cr);
    }
}

/* As many labels as have room, evenly spaced. */
static void
draw_labels (StudioChart *self, Pen *pen)
{
  const StudioChartData *data = self->data;
  double widest = 0;
  guint every;

  for (guint i = 0; i < data->n_points; i++)
    widest = MAX (widest, measure (pen, data->labels[i]));
  widest = MIN (widest, 110);
  every = (guint) MAX (1, ceil ((widest + 16) * data->n_points / self->width));
  for (guint i = 0; i < data->n_points; i += every)
    {
      double x = get_point_x (self, i);
      double align = data->shape != STUDIO_CHART_LINE                     ? 0.5
                     : x - widest / 2 < 0                                 ? 0
                     : x + widest / 2 > self->left + self->width + MARGIN ? 1
                                                                          : 0.5;

      draw_text (pen, data->labels[i], x, self->top + self->height + 14, align, widest + 1);
    }
}

static void
draw_lines (StudioChart *self, Pen *pen)
{
  const StudioChartData *data = self->data;

  cairo_set_line_width (pen->cr, 2);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < data->n_series; i++)
    {
      gboolean broken = TRUE;

      set_color (pen, i, 1);
      for (guint j = 0; j < data->n_points; j++)
        {
          double value = studio_chart_data_get (data, i, j);

          if (isnan (value))
            broken = TRUE;
          else if (broken)
            cairo_move_to (pen->cr, get_point_x (self, j), get_y (self, pen, value)),
                broken = FALSE;
          else
            cairo_line_to (pen->cr, get_point_x (self, j), get_y (self, pen, value));
        }
      cairo_stroke (pen->cr);
      for (guint j = 0; j < data->n_points; j++)
        if (!isnan (studio_chart_data_get (data, i, j)) &&
            (j == self->point || data->n_points <= 24))
          {
            cairo_arc (pen->cr, get_point_x (self, j),
                       get_y (self, pen, studio_chart_data_get (data, i, j)),
                       j == self->point ? 5 : 3, 0, 2 * G_PI);
            cairo_fill (pen->cr);
          }
    }
}

static void
draw_bars (StudioChart *self, Pen *pen)
{
  const StudioChartData *data = self->data;
  double slot = self->width / data->n_points;
  double bar = MIN (slot * 0.7, 56.0 * data->n_series) / data->n_series;

  for (guint i = 0; i < data->n_series; i++)
    for (guint j = 0; j < data->n_points; j++)
      {
        double value = studio_chart_data_get (data, i, j);
        double zero = get_y (self, pen, MAX (0, pen->first));
        double x = get_point_x (self, j) - bar * data->n_series / 2 + bar * i;

        if (isnan (value))
          continue;
        set_color (pen, i, j == self->point ? 1 : 0.8);
        cairo_rectangle (pen->cr, x, get_y (self, pen, value), MAX (1, bar - 1),
                         zero - get_y (self, pen, value));
        cairo_fill (pen->cr);
      }
}

static void
draw_rows (StudioChart *self, Pen *pen)
{
  const StudioChartData *data = self->data;
  double slot = self->height / data->n_points;
  double bar = MIN (slot * 0.72, 26);

  for (guint j = 0; j < data->n_points; j++)
    {
      double value = studio_chart_data_get (data, 0, j);
      double y = self->top + slot * (j + 0.5);
      double zero = get_x (self, MAX (0, pen->first), pen);
      g_autofree char *text = studio_chart_data_format (data, 0, value);

      if (slot >= 12)
        draw_text (pen, data->labels[j], self->left - 8, y, 1, self->left - 8 - MARGIN);
      if (isnan (value))
        continue;
      set_color (pen, 0, j == self->point ? 1 : 0.8);
      cairo_rectangle (pen->cr, MIN (zero, get_x (self, value, pen)), y - bar / 2,
                       fabs (get_x (self, value, pen) - zero), bar);
      cairo_fill (pen->cr);
      if (slot >= 12)
        draw_text (pen, text, MAX (zero, get_x (self, value, pen)) + 6, y, 0, 0);
    }
}

static void
draw_legend (StudioChart *self, Pen *pen)
{
  const StudioChartData *data = self->data;
  double x = self->left;

  for (guint i = 0; i < data->n_series; i++)
    {
      double width = MIN (measure (pen, data->names[i]), 160);

      set_color (pen, i, 1);
      cairo_arc (pen->cr, x + 5, MARGIN + 6, 5, 0, 2 * G_PI);
      cairo_fill (pen->cr);
      draw_text (pen, data->names[i], x + 15, MARGIN + 6, 0, width + 1);
      x += width + 34;
    }
}

static void
lay_out (StudioChart *self, Pen *pen)
{
  const StudioChartData *data = self->data;
  double widest = 0;

  self->top = MARGIN + (data->n_series > 1 ? 24 : 4);
  if (data->shape == STUDIO_CHART_ROW)
    {
      double value = 0;

      for (guint i = 0; i < data->n_points; i++)
        {
          g_autofree char *text =
              studio_chart_data_format (data, 0, studio_chart_data_get (data, 0, i));

          widest = MAX (widest, measure (pen, data->labels[i]));
          value = MAX (value, measure (pen, text));
        }
      self->left = MARGIN + 8 + MIN (widest, gtk_widget_get_width (GTK_WIDGET (self)) * 0.4);
      self->width = gtk_widget_get_width (GTK_WIDGET (self)) - self->left - MARGIN - value - 6;
      self->height = gtk_widget_get_height (GTK_WIDGET (self)) - self->top - MARGIN;
      pen->first = data->minimum;
      pen->last = data->maximum;
    }
  else
    {
      pen->step = studio_chart_ticks (data->minimum, data->maximum, 4, &pen->first);
      pen->last = pen->first;
      while (pen->last < data->maximum)
        pen->last += pen->step;
      for (double tick = pen->first; tick <= pen->last + pen->step / 2; tick += pen->step)
        {
          g_autofree char *text = format_tick (data, tick, pen->step);

          widest = MAX (widest, measure (pen, text));
        }
      self->left = MARGIN + widest + 8;
      self->width = gtk_widget_get_width (GTK_WIDGET (self)) - self->left - MARGIN - 8;
      self->height = gtk_widget_get_height (GTK_WIDGET (self)) - self->top - MARGIN - 22;
    }
}

static void
studio_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  StudioChart *self = STUDIO_CHART (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  PangoAttrList *attributes;
  Pen pen = { 0 };

  if (self->data == NULL)
    return;
  pen.cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  pen.layout = gtk_widget_create_pango_layout (widget, NULL);
  pen.dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (pen.layout, attributes);
  pango_attr_list_unref (attributes);

  lay_out (self, &pen);
  if (self->width > 20 && self->height > 20)
    {
      if (self->data->n_series > 1)
        draw_legend (self, &pen);
      if (self->data->shape == STUDIO_CHART_ROW)
        draw_rows (self, &pen);
      else
        {
          draw_value_axis (self, &pen);
          draw_labels (self, &pen);
          if (self->data->shape == STUDIO_CHART_LINE)
            draw_lines (self, &pen);
          else
            draw_bars (self, &pen);
        }
    }
  g_object_unref (pen.layout);
  cairo_destroy (pen.cr);
}

static char *
describe_point (StudioChart *self, guint point)
{
  GString *text = g_string_new (self->data->labels[point]);

  for (guint i = 0; i < self->data->n_series; i++)
    {
      g_autofree char *value =
          studio_chart_data_format (self->data, i, studio_chart_data_get (self->data, i, point));

      g_string_append_printf (text, "\n%s: %s", self->data->names[i], value);
    }
  return g_string_free (text, FALSE);
}

static void
update_accessible (StudioChart *self)
{
  g_autofree char *label = NULL;

  if (self->data == NULL)
    return;
  if (self->point != NO_POINT)
    label = describe_point (self, self->point);
  else
    label =
        g_strdup_printf (ngettext ("Chart of %u point", "Chart of %u points", self->data->n_points),
                         self->data->n_points);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_point (StudioChart *self, guint point)
{
  g_autofree char *text = NULL;

  if (self->point == point)
    return;
  self->point = point;
  if (self->data != NULL && point != NO_POINT)
    text = describe_point (self, point);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (StudioChart *self, double x, double y)
{
  guint n = self->data != NULL ? self->data->n_points : 0;
  double place = 0;

  if (n == 0 || self->width <= 0 || self->height <= 0)
    return;
  if (self->data->shape == STUDIO_CHART_ROW)
    place = (y - self->top) / self->height * n;
  else if (self->data->shape == STUDIO_CHART_LINE)
    place = (x - self->left) / self->width * MAX (n - 1, 1) + 0.5;
  else
    place = (x - self->left) / self->width * n;
  set_point (self, place >= 0 && place < n ? (guint) place : NO_POINT);
}

static void
leave_cb (StudioChart *self)
{
  set_point (self, NO_POINT);
}

static gboolean
move_point (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  StudioChart *self = STUDIO_CHART (widget);
  int by = g_variant_get_int32 (args);

  if (self->data == NULL)
    return FALSE;
  if (self->point == NO_POINT)
    set_point (self, by > 0 ? 0 : self->data->n_points - 1);
  else if ((by < 0 && self->point > 0) || (by > 0 && self->point + 1 < self->data->n_points))
    set_point (self, (guint) ((int) self->point + by));
  return TRUE;
}

static GtkSizeRequestMode
studio_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
studio_chart_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 100;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 240;
}

static void
studio_chart_finalize (GObject *object)
{
  g_clear_pointer (&STUDIO_CHART (object)->data, studio_chart_data_free);
  G_OBJECT_CLASS (studio_chart_parent_class)->finalize (object);
}

static void
studio_chart_class_init (StudioChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = studio_chart_finalize;
  widget_class->snapshot = studio_chart_snapshot;
  widget_class->measure = studio_chart_measure;
  widget_class->get_request_mode = studio_chart_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_point, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, move_point, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_point, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, move_point, "i", 1);
}

static void
studio_chart_init (StudioChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->point = NO_POINT;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
studio_chart_set_data (StudioChart *self, StudioChartData *data)
{
  g_return_if_fail (STUDIO_IS_CHART (self));

  g_clear_pointer (&self->data, studio_chart_data_free);
  self->data = data;
  self->point = NO_POINT;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
