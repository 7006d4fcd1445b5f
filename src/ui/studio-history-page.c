/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-history-page.h"

#include "ui/studio-chart.h"
#include "ui/studio-diff-view.h"
#include "ui/studio-history-text.h"

#include <glib/gi18n.h>

/* Pixels; a chart or a changed SQL among the rows of a list. */
#define CHART_HEIGHT 140
#define DIFF_HEIGHT 160

struct _StudioHistoryPage
{
  AdwBin parent_instance;

  StudioKpi *kpi;            /* (owned) (nullable) */
  StudioKpiHistory *history; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) while loading */

  GtkWidget *values;
  StudioChart *chart;
  GtkListBox *list;
};

static guint loaded;

G_DEFINE_FINAL_TYPE (StudioHistoryPage, studio_history_page, ADW_TYPE_BIN)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
make_diff (const char *before, const char *after)
{
  StudioDiffView *diff = g_object_new (STUDIO_TYPE_DIFF_VIEW, "height-request", DIFF_HEIGHT, NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  studio_diff_view_set_texts (diff, before, after);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (diff));
  return row;
}

/* A row's texts are markup. */
static void
add_row (StudioHistoryPage *self,
         GtkWidget *row,
         const char *icon,
         const char *title,
         const char *subtitle)
{
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  g_object_set (row, "subtitle", subtitle_markup, NULL);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), image);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_append (self->list, row);
}

static void
show_change (StudioHistoryPage *self)
{
  const char *original = studio_kpi_get_original_sql (self->kpi);
  g_autofree char *rules = NULL;
  g_autofree char *text = NULL;
  GtkWidget *row;

  if (original == NULL || g_strcmp0 (original, studio_kpi_get_sql (self->kpi)) == 0)
    return;
  if (*studio_kpi_get_rules (self->kpi) != NULL)
    {
      rules = g_strjoinv (", ", (GStrv) studio_kpi_get_rules (self->kpi));
      /* Translators: %s lists names of rules. */
      text = g_strdup_printf (_ ("Repaired by rule: %s"), rules);
    }
  row = adw_expander_row_new ();
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                            make_diff (original, studio_kpi_get_sql (self->kpi)));
  add_row (self, row, "studio-repaired-symbolic", _ ("Compared with the SQL that was proposed"),
           text != NULL ? text : "");
}

/* @later is the SQL that took the place of the one that an event of a changed SQL has. */
static void
add_event (StudioHistoryPage *self, const StudioHistoryEvent *event, const char *later)
{
  g_autofree char *title = studio_history_event_describe (event);
  g_autofree char *time = studio_history_describe_time (event->at);
  gboolean is_sql = event->state == NULL && g_str_equal (event->action, "sql");
  gboolean detailed = !is_sql && event->detail != NULL && *event->detail != '\0';
  g_autofree char *subtitle =
      detailed ? g_strdup_printf ("%s · %s", time, event->detail) : g_strdup (time);
  GtkWidget *row = is_sql ? adw_expander_row_new () : adw_action_row_new ();

  if (is_sql)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_diff (event->detail, later));
  add_row (self, row, studio_history_event_get_icon (event), title, subtitle);
}

static void
show_events (StudioHistoryPage *self)
{
  const char *later = studio_kpi_get_sql (self->kpi);
  GPtrArray *events = self->history->events;
  g_autofree char *created = NULL;
  g_autoptr (GDateTime) at = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const StudioHistoryEvent *event = g_ptr_array_index (events, i);

      add_event (self, event, later);
      if (event->state == NULL && g_str_equal (event->action, "sql"))
        later = event->detail;
    }
  if (studio_kpi_get_created (self->kpi) != NULL)
    at = g_date_time_new_from_iso8601 (studio_kpi_get_created (self->kpi), NULL);
  if (at == NULL)
    return;
  created = studio_history_describe_time (at);
  add_row (self, adw_action_row_new (), "studio-generate-symbolic", _ ("Proposed"), created);
}

static void
show_values (StudioHistoryPage *self)
{
  GPtrArray *values = self->history->values;
  g_autoptr (StudioResult) result = NULL;
  g_autoptr (StudioKpi) shown = NULL;
  g_autoptr (StudioVisualization) visualization = NULL;

  gtk_widget_set_visible (self->values, values->len > 1);
  if (values->len < 2)
    {
      studio_chart_set_data (self->chart, NULL);
      return;
    }
  result = studio_history_values_to_result (values, studio_kpi_get_name (self->kpi));
  shown = studio_history_values_to_kpi (self->kpi);
  visualization = studio_visualization_new (shown);
  studio_chart_set_data (self->chart, studio_chart_data_new (result, visualization));
}

static void
show (StudioHistoryPage *self)
{
  clear (self->list);
  gtk_widget_set_visible (self->values, FALSE);
  if (self->kpi == NULL || self->history == NULL)
    return;
  show_values (self);
  show_change (self);
  show_events (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  StudioKpiHistory *history =
      studio_session_load_history_finish (STUDIO_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (error != NULL)
    g_debug ("The history of a KPI was not read: %s", error->message);
  g_clear_pointer (&self->history, studio_kpi_history_free);
  self->history = history;
  show (self);
  g_signal_emit (self, loaded, 0);
}

void
studio_history_page_load (StudioHistoryPage *self, StudioSession *session, StudioKpi *kpi)
{
  g_return_if_fail (STUDIO_IS_HISTORY_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (g_set_object (&self->kpi, kpi))
    {
      g_clear_pointer (&self->history, studio_kpi_history_free);
      show (self);
    }
  if (session == NULL || kpi == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  studio_session_load_history_async (session, kpi, self->cancellable, loaded_cb,
                                     g_object_ref (self));
}

GPtrArray *
studio_history_page_get_values (StudioHistoryPage *self)
{
  g_return_val_if_fail (STUDIO_IS_HISTORY_PAGE (self), NULL);
  return self->history != NULL ? self->history->values : NULL;
}

static void
studio_history_page_dispose (GObject *object)
{
  StudioHistoryPage *self = STUDIO_HISTORY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->history, studio_kpi_history_free);
  g_clear_object (&self->kpi);
  G_OBJECT_CLASS (studio_history_page_parent_class)->dispose (object);
}

static void
studio_history_page_class_init (StudioHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_history_page_dispose;
  g_type_ensure (STUDIO_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioHistoryPage, values);
  gtk_widget_class_bind_template_child (widget_class, StudioHistoryPage, chart);
  gtk_widget_class_bind_template_child (widget_class, StudioHistoryPage, list);
  loaded = g_signal_new ("loaded", STUDIO_TYPE_HISTORY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0);
}

static void
studio_history_page_init (StudioHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, CHART_HEIGHT);
}
