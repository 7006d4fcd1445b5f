/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-kpi-list.h"

#include "ui/studio-format.h"
#include "ui/studio-kpi-sorters.h"
#include "ui/studio-kpi-status.h"

#include <glib/gi18n.h>

struct _StudioKpiList
{
  AdwBin parent_instance;

  StudioKpiFilter *filter;      /* (owned) */
  GtkSelectionModel *selection; /* (owned) */
  StudioKpiSorters *sorters;    /* (owned) */
  StudioKpi *current;           /* (owned) (nullable) */
  GtkWidget *menu;              /* the context menu */
  guint pin_source;
  guint top_source;
  gboolean touched; /* whether the person has scrolled or selected */

  GtkWidget *rows; /* the list inside the view, below its header */
  GtkColumnView *view;
  GtkColumnViewColumn *score_column;
};

enum
{
  PROP_0,
  PROP_CURRENT,
  PROP_N_SELECTED,
  N_PROPS
};

enum
{
  SHOWN_CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioKpiList, studio_kpi_list, ADW_TYPE_BIN)

static char *
format_score (GtkListItem *item, gint64 score)
{
  return score >= 0 ? g_strdup_printf ("%d", (int) score) : g_strdup ("—");
}

/* The number says it; the colour only helps the eye. */
static GStrv
get_score_classes (GtkListItem *item, gint64 score)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, "numeric");
  g_strv_builder_add (builder, score < 0 ? "dim-label" : "score");
  if (score >= 70)
    g_strv_builder_add (builder, "high");
  else if (score >= 0 && score < 40)
    g_strv_builder_add (builder, "low");
  return g_strv_builder_end (builder);
}

static char *
format_time (GtkListItem *item, gint64 milliseconds)
{
  return milliseconds >= 0 ? studio_format_milliseconds (milliseconds) : g_strdup ("");
}

/* Setting a tooltip's text makes GTK 4.8 ask the display server where the pointer is, which is a
 * thousand round trips when the list is sorted; so the cells only say that they have one. */
static gboolean
on_query_tooltip_cb (GtkWidget *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (cell));

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && *text != '\0';
}

/* Not while the selection is being told about: the filter changes the list below it. */
static gboolean
pin_cb (gpointer user_data)
{
  StudioKpiList *self = user_data;

  self->pin_source = 0;
  g_object_set (self->filter, "pinned", self->current, NULL);
  return G_SOURCE_REMOVE;
}

static void
selection_changed_cb (StudioKpiList *self)
{
  g_autoptr (GPtrArray) selected = studio_kpi_list_dup_selected (self);
  StudioKpi *current = selected->len > 0 ? g_ptr_array_index (selected, 0) : NULL;

  if (self->current != NULL && g_ptr_array_find (selected, self->current, NULL))
    current = self->current;
  if (g_set_object (&self->current, current))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
      if (self->pin_source == 0)
        self->pin_source = g_idle_add (pin_cb, self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static gboolean
scroll_to_top_cb (gpointer user_data)
{
  StudioKpiList *self = user_data;

  self->top_source = 0;
  /* Not by the adjustment: the list computes that anew from the row it holds on to. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_widget_activate_action (self->rows, "list.scroll-to-item", "u", 0);
  return G_SOURCE_REMOVE;
}

/* GTK keeps the rows in place that are in sight, so that those that come before them are out of
 * it; as long as nobody has looked for anything else, the first ones are to be seen. */
static void
stay_at_top (StudioKpiList *self)
{
  if (!self->touched && self->current == NULL && self->top_source == 0)
    self->top_source = g_idle_add_full (G_PRIORITY_LOW, scroll_to_top_cb, self, NULL);
}

static gboolean
scrolled_cb (StudioKpiList *self)
{
  self->touched = TRUE;
  return GDK_EVENT_PROPAGATE;
}

static void
items_changed_cb (StudioKpiList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    self->touched = FALSE;
  stay_at_top (self);
  selection_changed_cb (self);
  g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

static void
on_activate_cb (StudioKpiList *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* A column view tells nothing about the row under the pointer, but each row has a status cell. */
static StudioKpiStatus *
find_status (GtkWidget *widget)
{
  if (STUDIO_IS_KPI_STATUS (widget))
    return STUDIO_KPI_STATUS (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      StudioKpiStatus *status = find_status (child);

      if (status != NULL)
        return status;
    }
  return NULL;
}

static StudioKpi *
find_kpi_at (StudioKpiList *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != GTK_WIDGET (self->view);
       widget = gtk_widget_get_parent (widget))
    if (g_strcmp0 (gtk_widget_get_css_name (widget), "row") == 0)
      {
        StudioKpiStatus *status = find_status (widget);

        return status != NULL ? studio_kpi_status_get_kpi (status) : NULL;
      }
  return NULL;
}

static void
select_kpi (StudioKpiList *self, StudioKpi *kpi)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (StudioKpi) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (item != kpi)
        continue;
      if (!gtk_selection_model_is_selected (self->selection, i))
        gtk_selection_model_select_item (self->selection, i, TRUE);
      return;
    }
}

static void
popup_menu (StudioKpiList *self, int x, int y)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, StudioKpiList *self)
{
  StudioKpi *kpi = find_kpi_at (self, x, y);

  if (kpi == NULL)
    return;
  select_kpi (self, kpi);
  popup_menu (self, (int) x, (int) y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
menu_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioKpiList *self = STUDIO_KPI_LIST (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_point_t point = GRAPHENE_POINT_INIT (24, 48);

  if (self->current == NULL)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    {
      graphene_point_t from = GRAPHENE_POINT_INIT (48, (float) gtk_widget_get_height (focus) / 2);

      if (!gtk_widget_compute_point (focus, GTK_WIDGET (self->view), &from, &point))
        point = GRAPHENE_POINT_INIT (24, 48);
    }
  popup_menu (self, (int) point.x, (int) point.y);
}

static void
studio_kpi_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioKpiList *self = STUDIO_KPI_LIST (object);

  if (id == PROP_CURRENT)
    g_value_set_object (value, self->current);
  else if (id == PROP_N_SELECTED)
    g_value_set_uint (value, studio_kpi_list_get_n_selected (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_kpi_list_dispose (GObject *object)
{
  StudioKpiList *self = STUDIO_KPI_LIST (object);

  g_clear_handle_id (&self->pin_source, g_source_remove);
  g_clear_handle_id (&self->top_source, g_source_remove);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->current);
  g_clear_object (&self->sorters);
  G_OBJECT_CLASS (studio_kpi_list_parent_class)->dispose (object);
}

static gboolean
studio_kpi_list_grab_focus (GtkWidget *widget)
{
  StudioKpiList *self = STUDIO_KPI_LIST (widget);

  return gtk_widget_grab_focus (self->rows);
}

static void
studio_kpi_list_class_init (StudioKpiListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = studio_kpi_list_get_property;
  object_class->dispose = studio_kpi_list_dispose;
  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, STUDIO_TYPE_KPI,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SHOWN_CHANGED] = g_signal_new ("shown-changed", STUDIO_TYPE_KPI_LIST, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", STUDIO_TYPE_KPI_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);

  widget_class->grab_focus = studio_kpi_list_grab_focus;
  g_type_ensure (STUDIO_TYPE_KPI);
  g_type_ensure (STUDIO_TYPE_KPI_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-kpi-list.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioKpiList, view);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiList, score_column);
  gtk_widget_class_bind_template_callback (widget_class, format_score);
  gtk_widget_class_bind_template_callback (widget_class, get_score_classes);
  gtk_widget_class_bind_template_callback (widget_class, format_time);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip_cb);
  gtk_widget_class_install_action (widget_class, "kpi-list.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "kpi-list.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "kpi-list.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "win.approve", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, 0, "win.reject", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, 0, "win.undecide", NULL);
}

/* Tab leaves the list at once; by itself GTK 4.8 would go through all its rows. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                StudioKpiList *self)
{
  if (key == GDK_KEY_Tab && (state & GDK_CONTROL_MASK) == 0)
    return gtk_widget_activate_action (GTK_WIDGET (self), "kpis.leave-list", NULL);
  if (key == GDK_KEY_ISO_Left_Tab)
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.search", NULL);
  return GDK_EVENT_PROPAGATE;
}

static GMenuModel *
make_menu (void)
{
  static const struct
  {
    const char *label;
    const char *action;
  } items[] = {
    { N_ ("_Check"), "win.check" },
    { N_ ("_Approve"), "win.approve" },
    { N_ ("_Reject"), "win.reject" },
    { N_ ("_Decide Later"), "win.undecide" },
    { NULL, NULL },
    { N_ ("_Edit Name"), "win.edit-name" },
    { N_ ("Copy _SQL"), "win.copy-sql" },
    { NULL, NULL },
    { N_ ("Re_gister in Metabase"), "win.register-selected" },
    { N_ ("_Open in Metabase"), "win.open-card" },
    { N_ ("Archi_ve in Metabase…"), "win.unregister-selected" },
  };
  GMenu *menu = g_menu_new ();
  GMenu *section = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    if (items[i].label != NULL)
      g_menu_append (section, _ (items[i].label), items[i].action);
    else
      {
        g_object_unref (section);
        section = g_menu_new ();
        g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
      }
  g_object_unref (section);
  return G_MENU_MODEL (menu);
}

static void
studio_kpi_list_init (StudioKpiList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  g_autoptr (GMenuModel) menu = make_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  self->sorters = studio_kpi_sorters_new ();
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->view));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->rows, keys);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), scroll);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}

void
studio_kpi_list_set_model (StudioKpiList *self, GListModel *kpis, StudioKpiFilter *filter)
{
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GListModel *columns;

  g_return_if_fail (STUDIO_IS_KPI_LIST (self) && self->selection == NULL);

  self->filter = g_object_ref (filter);
  /* The columns come in the order of StudioKpiSortBy. */
  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GtkSorter) sorter = studio_kpi_sorters_make (self->sorters, (StudioKpiSortBy) i);

      gtk_column_view_column_set_sorter (column, sorter);
    }
  filtered = gtk_filter_list_model_new (g_object_ref (kpis), GTK_FILTER (g_object_ref (filter)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (sorted)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, self->selection);
  gtk_column_view_sort_by_column (self->view, self->score_column, GTK_SORT_DESCENDING);
}

StudioKpi *
studio_kpi_list_get_current (StudioKpiList *self)
{
  g_return_val_if_fail (STUDIO_IS_KPI_LIST (self), NULL);
  return self->current;
}

GPtrArray *
studio_kpi_list_dup_selected (StudioKpiList *self)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) positions = NULL;
  GtkBitsetIter iter;
  guint position;

  if (self->selection == NULL)
    return selected;
  positions = gtk_selection_model_get_selection (self->selection);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gpointer kpi = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

      if (kpi != NULL)
        g_ptr_array_add (selected, kpi);
    }
  return selected;
}

guint
studio_kpi_list_get_n_selected (StudioKpiList *self)
{
  g_autoptr (GtkBitset) positions = NULL;

  g_return_val_if_fail (STUDIO_IS_KPI_LIST (self), 0);

  if (self->selection == NULL)
    return 0;
  positions = gtk_selection_model_get_selection (self->selection);
  return (guint) gtk_bitset_get_size (positions);
}

guint
studio_kpi_list_get_n_shown (StudioKpiList *self)
{
  g_return_val_if_fail (STUDIO_IS_KPI_LIST (self), 0);
  return self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
}

void
studio_kpi_list_resort (StudioKpiList *self)
{
  g_return_if_fail (STUDIO_IS_KPI_LIST (self));
  studio_kpi_sorters_refresh (self->sorters);
  gtk_sorter_changed (gtk_column_view_get_sorter (self->view), GTK_SORTER_CHANGE_DIFFERENT);
}
