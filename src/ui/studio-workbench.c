/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-workbench.h"

/* Widths (pixels) below which there is no room: for the schema beside the rest, for the KPIs beside
 * the editor, for every button of the header bar. */
#define ROOM_FOR_SCHEMA 1000
#define ROOM_FOR_EDITOR 760
#define ROOM_FOR_BUTTONS 560

#define SMALLEST 380
#define STACKED_POSITION 220

struct _StudioWorkbench
{
  AdwBin parent_instance;

  StudioSession *session; /* (owned) */
  GSettings *settings;    /* (owned) */
  int width;              /* of the last allocation */
  guint adapt_source;

  AdwWindowTitle *title;
  GtkToggleButton *schema_button;
  GtkWidget *generate_content;
  GtkWidget *check_button;
  GtkWidget *check_content;
  GtkWidget *undo_button;
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

/* A button without its label still has its accessible name and its tooltip. */
static void
show_label (GtkWidget *content, gboolean shown)
{
  for (GtkWidget *child = gtk_widget_get_first_child (content); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      gtk_widget_set_visible (child, shown);
    else
      show_label (child, shown);
}

/* The widths that the person chose are those where everything has room. */
static void
restore_positions (StudioWorkbench *self)
{
  gtk_paned_set_position (self->outer, g_settings_get_int (self->settings, "schema-position"));
  gtk_paned_set_position (self->inner, g_settings_get_int (self->settings, "kpis-position"));
}

static gboolean
adapt_cb (gpointer user_data)
{
  StudioWorkbench *self = user_data;
  gboolean wide = self->width >= ROOM_FOR_SCHEMA;
  gboolean beside = self->width >= ROOM_FOR_EDITOR;
  gboolean all_buttons = self->width >= ROOM_FOR_BUTTONS;

  self->adapt_source = 0;
  gtk_toggle_button_set_active (self->schema_button, wide);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->inner),
                                  beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  if (wide)
    restore_positions (self);
  else
    gtk_paned_set_position (self->inner, beside ? self->width * 2 / 5 : STACKED_POSITION);
  show_label (self->check_content, wide);
  show_label (self->approve_content, wide);
  show_label (self->reject_content, wide);
  show_label (self->register_content, wide);
  show_label (self->generate_content, all_buttons);
  /* The editor has a button to check too, and Undo has its key. */
  gtk_widget_set_visible (self->check_button, all_buttons);
  gtk_widget_set_visible (self->undo_button, all_buttons);
  gtk_widget_set_visible (GTK_WIDGET (self->title), all_buttons);
  return G_SOURCE_REMOVE;
}

static int
count_steps (int width)
{
  return (width >= ROOM_FOR_SCHEMA) + (width >= ROOM_FOR_EDITOR) + (width >= ROOM_FOR_BUTTONS);
}

/* The page may become narrower than its parts want to be now: with less room, they want less. */
static void
studio_workbench_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, width);
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, SMALLEST);
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

/* Widgets must not change while they are given their size. */
static void
studio_workbench_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StudioWorkbench *self = STUDIO_WORKBENCH (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int wanted;

  if (count_steps (width) != count_steps (self->width) && self->adapt_source == 0)
    self->adapt_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, adapt_cb, self, NULL);
  self->width = width;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &wanted, NULL, NULL, NULL);
  gtk_widget_allocate (child, MAX (width, wanted), height, baseline, NULL);
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
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (studio_workbench_parent_class)->dispose (object);
}

static void
studio_workbench_class_init (StudioWorkbenchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_workbench_dispose;
  widget_class->measure = studio_workbench_measure;
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
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, generate_content);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, check_button);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, check_content);
  gtk_widget_class_bind_template_child (widget_class, StudioWorkbench, undo_button);
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
  /* A bin measures and allocates through its layout manager, past the two functions above. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

GtkWidget *
studio_workbench_new (StudioSession *session, StudioChecks *checks, GSettings *settings)
{
  StudioWorkbench *self = g_object_new (STUDIO_TYPE_WORKBENCH, NULL);
  StudioKpiList *list = studio_kpi_pane_get_list (self->kpis);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  studio_schema_pane_set_session (self->schema, session, settings);
  studio_kpi_pane_set_session (self->kpis, session, settings);
  studio_editor_pane_set_session (self->editor, session, checks,
                                  studio_schema_pane_get_loader (self->schema), settings);
  studio_run_bar_set_session (self->run_bar, session);
  restore_positions (self);
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

void
studio_workbench_toggle_schema (StudioWorkbench *self)
{
  g_return_if_fail (STUDIO_IS_WORKBENCH (self));
  gtk_toggle_button_set_active (self->schema_button,
                                !gtk_toggle_button_get_active (self->schema_button));
}

void
studio_workbench_save_positions (StudioWorkbench *self)
{
  g_return_if_fail (STUDIO_IS_WORKBENCH (self));

  if (self->width < ROOM_FOR_SCHEMA || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (gtk_toggle_button_get_active (self->schema_button))
    g_settings_set_int (self->settings, "schema-position", gtk_paned_get_position (self->outer));
  g_settings_set_int (self->settings, "kpis-position", gtk_paned_get_position (self->inner));
}

typedef enum
{
  PANE_SCHEMA,
  PANE_KPIS,
  PANE_SQL,
  PANE_RESULT,
  N_PANES
} Pane;

static gboolean
has_focus (StudioWorkbench *self, gpointer widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static Pane
find_pane (StudioWorkbench *self)
{
  if (has_focus (self, self->schema))
    return PANE_SCHEMA;
  if (has_focus (self, self->kpis))
    return PANE_KPIS;
  if (!has_focus (self, self->editor))
    return PANE_RESULT;
  return studio_editor_pane_has_result_focus (self->editor) ? PANE_RESULT : PANE_SQL;
}

void
studio_workbench_focus_pane (StudioWorkbench *self, int by)
{
  Pane pane;

  g_return_if_fail (STUDIO_IS_WORKBENCH (self));

  pane = (Pane) (((int) find_pane (self) + by + N_PANES) % N_PANES);
  if (pane == PANE_SCHEMA && !gtk_widget_get_visible (GTK_WIDGET (self->schema)))
    pane = by > 0 ? PANE_KPIS : PANE_RESULT;
  if ((pane == PANE_SQL || pane == PANE_RESULT) &&
      studio_editor_pane_get_kpi (self->editor) == NULL)
    pane = by > 0 ? PANE_SCHEMA : PANE_KPIS;
  switch (pane)
    {
    case PANE_SCHEMA:
      studio_schema_pane_focus_tree (self->schema);
      break;
    case PANE_SQL:
      studio_editor_pane_edit_sql (self->editor);
      break;
    case PANE_RESULT:
      studio_editor_pane_focus_result (self->editor);
      break;
    case PANE_KPIS:
    case N_PANES:
    default:
      gtk_widget_grab_focus (GTK_WIDGET (studio_kpi_pane_get_list (self->kpis)));
    }
}
