/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-workbench.h"

/* Widths (pixels) below which there is no room. */
#define WITHOUT_SCHEMA 1000
#define WITHOUT_LABELS 900
#define STACKED 720

struct _StudioWorkbench
{
  AdwBin parent_instance;

  StudioSession *session; /* (owned) */
  int width;              /* of the last allocation */
  guint adapt_source;

  AdwWindowTitle *title;
  GtkToggleButton *schema_button;
  GtkWidget *check_content;
  GtkWidget *approve_content;
  GtkWidget *reject_content;
  GtkWidget *register_content;
  StudioBanner *banner;
  GtkPaned *outer;
  StudioSchemaPane *schema;
  GtkPaned *inner;
  StudioKpiPane *kpis;
  StudioEditorPane *editor;
  StudioRunBar *run_bar;
};

G_DEFINE_FINAL_TYPE (StudioWorkbench, studio_workbench, ADW_TYPE_BIN)

/* A button without its label still has it as its accessible name and tooltip. */
static void
show_label (GtkWidget *content, gboolean shown)
{
  GtkWidget *label = gtk_widget_get_last_child (gtk_widget_get_first_child (content));

  gtk_widget_set_visible (label, shown);
}

static gboolean
adapt_cb (gpointer user_data)
{
  StudioWorkbench *self = user_data;
  gboolean labels = self->width >= WITHOUT_LABELS;

  self->adapt_source = 0;
  gtk_toggle_button_set_active (self->schema_button, self->width >= WITHOUT_SCHEMA);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->inner), self->width < STACKED
                                                                    ? GTK_ORIENTATION_VERTICAL
                                                                    : GTK_ORIENTATION_HORIZONTAL);
  show_label (self->check_content, labels);
  show_label (self->approve_content, labels);
  show_label (self->reject_content, labels);
  show_label (self->register_content, labels);
  return G_SOURCE_REMOVE;
}

static int
count_steps (int width)
{
  return (width >= WITHOUT_SCHEMA) + (width >= WITHOUT_LABELS) + (width >= STACKED);
}

/* Widgets must not change while they are given their size. */
static void
studio_workbench_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StudioWorkbench *self = STUDIO_WORKBENCH (widget);

  if (count_steps (width) != count_steps (self->width) && self->adapt_source == 0)
    self->adapt_source = g_idle_add (adapt_cb, self);
  self->width = width;
  GTK_WIDGET_CLASS (studio_workbench_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
server_changed_cb (StudioWorkbench *self)
{
  const char *server = studio_session_get_server (self->session);

  adw_window_title_set_subtitle (self->title, server != NULL ? server : "");
}

static void
current_changed_cb (StudioWorkbench *self)
{
  studio_editor_pane_set_kpi (self->editor,
                              studio_kpi_list_get_current (studio_kpi_pane_get_list (self->kpis)));
}

static void
activated_cb (StudioWorkbench *self)
{
  studio_editor_pane_edit_sql (self->editor);
}

static gboolean
studio_workbench_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (STUDIO_WORKBENCH (widget)->schema),
                                 GTK_DIR_TAB_FORWARD);
}

static void
studio_workbench_dispose (GObject *object)
{
  StudioWorkbench *self = STUDIO_WORKBENCH (object);

  g_clear_handle_id (&self->adapt_source, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (studio_workbench_parent_class)->dispose (object);
}

static void
studio_workbench_class_init (StudioWorkbenchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_workbench_dispose;
  widget_class->size_allocate = studio_workbench_size_allocate;
  widget_class->grab_focus = studio_workbench_grab_focus;
  g_type_ensure (STUDIO_TYPE_BANNER);
  g_type_ensure (STUDIO_TYPE_SCHEMA_PANE);
  g_type_ensure (STUDIO_TYPE_KPI_PANE);
  g_type_ensure (STUDIO_TYPE_EDITOR_PANE);
  g_type_ensure (STUDIO_TYPE_RUN_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-workbench.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, title);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, schema_button);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, check_content);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, approve_content);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, reject_content);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, register_content);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, banner);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, outer);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, schema);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, inner);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, kpis);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, editor);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, run_bar);
}

static void
studio_workbench_init (StudioWorkbench *self)
{
  self->width = G_MAXINT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
studio_workbench_new (StudioSession *session, StudioChecks *checks, GSettings *settings)
{
  StudioWorkbench *self = g_object_new (STUDIO_TYPE_WORKBENCH, NULL);
  StudioKpiList *list = studio_kpi_pane_get_list (self->kpis);

  self->session = g_object_ref (session);
  studio_schema_pane_set_session (self->schema, session, settings);
  studio_kpi_pane_set_session (self->kpis, session, settings);
  studio_editor_pane_set_session (self->editor, session, checks,
                                  studio_schema_pane_get_loader (self->schema), settings);
  studio_run_bar_set_session (self->run_bar, session);
  g_settings_bind (settings, "schema-position", self->outer, "position", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "kpis-position", self->inner, "position", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (session, "notify::server", G_CALLBACK (server_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::current", G_CALLBACK (current_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  server_changed_cb (self);
  return GTK_WIDGET (self);
}

StudioSchemaPane *
studio_workbench_get_schema (StudioWorkbench *self)
{
  g_return_val_if_fail (STUDIO_IS_WORKBENCH (self), NULL);
  return self->schema;
}

StudioKpiPane *
studio_workbench_get_kpis (StudioWorkbench *self)
{
  g_return_val_if_fail (STUDIO_IS_WORKBENCH (self), NULL);
  return self->kpis;
}

StudioEditorPane *
studio_workbench_get_editor (StudioWorkbench *self)
{
  g_return_val_if_fail (STUDIO_IS_WORKBENCH (self), NULL);
  return self->editor;
}

StudioRunBar *
studio_workbench_get_run_bar (StudioWorkbench *self)
{
  g_return_val_if_fail (STUDIO_IS_WORKBENCH (self), NULL);
  return self->run_bar;
}

StudioBanner *
studio_workbench_get_banner (StudioWorkbench *self)
{
  g_return_val_if_fail (STUDIO_IS_WORKBENCH (self), NULL);
  return self->banner;
}

void
studio_workbench_show_schema (StudioWorkbench *self)
{
  g_return_if_fail (STUDIO_IS_WORKBENCH (self));
  gtk_toggle_button_set_active (self->schema_button, TRUE);
}
