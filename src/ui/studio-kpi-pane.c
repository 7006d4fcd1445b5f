/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-kpi-pane.h"

#include "ui/studio-filter-chip.h"
#include "ui/studio-kpi-text.h"
#include "ui/studio-list-watch.h"

#include <glib/gi18n.h>

/* Changes during a run are shown together, a few times a second. */
#define DELAY 300

struct _StudioKpiPane
{
  AdwBin parent_instance;

  StudioSession *session;  /* (owned) */
  StudioKpiFilter *filter; /* (owned) */
  StudioListWatch *watch;  /* (owned) */

  StudioKpiList *list;
  GtkEditable *search_entry;
  StudioFilterChip *check_chip;
  StudioFilterChip *decision_chip;
  StudioFilterChip *registration_chip;
  StudioFilterChip *category_chip;
  StudioFilterChip *table_chip;
  GtkWidget *chips;
  GtkWidget *clear_button;
  GtkStack *stack;
  GtkLabel *count_label;
  GtkToggleButton *filtered_button;
};

G_DEFINE_FINAL_TYPE (StudioKpiPane, studio_kpi_pane, ADW_TYPE_BIN)

static GListModel *
get_kpis (StudioKpiPane *self)
{
  return studio_session_get_kpis (self->session);
}

static void
on_search_changed_cb (StudioKpiPane *self)
{
  if (self->filter != NULL)
    g_object_set (self->filter, "search", gtk_editable_get_text (self->search_entry), NULL);
}

static void
on_stop_search_cb (StudioKpiPane *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static char *
describe_count (StudioKpiPane *self)
{
  guint total = g_list_model_get_n_items (get_kpis (self));
  guint shown = studio_kpi_list_get_n_shown (self->list);
  guint selected = studio_kpi_list_get_n_selected (self->list);
  g_autofree char *count = NULL;
  g_autofree char *part = NULL;

  if (total == 0)
    return g_strdup ("");
  if (shown == total)
    count = g_strdup_printf (ngettext ("%u KPI", "%u KPIs", total), total);
  else
    /* Translators: how many KPIs are shown, and how many there are. */
    count = g_strdup_printf (ngettext ("%u of %u KPI", "%u of %u KPIs", total), shown, total);
  if (selected < 2)
    return g_steal_pointer (&count);
  part = g_strdup_printf (ngettext ("%u selected", "%u selected", selected), selected);
  return g_strdup_printf ("%s · %s", count, part);
}

static guint
count_hidden (StudioKpiPane *self)
{
  GListModel *kpis = get_kpis (self);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      n += studio_kpi_filter_hides_by_score (self->filter, kpi);
    }
  return n;
}

static void
update_filtered_button (StudioKpiPane *self)
{
  gboolean active = gtk_toggle_button_get_active (self->filtered_button);
  guint hidden = count_hidden (self);
  g_autofree char *label = NULL;

  if (active)
    label = g_strdup (_ ("Hide Filtered"));
  else
    label = g_strdup_printf (ngettext ("Show %u Filtered", "Show %u Filtered", hidden), hidden);
  gtk_button_set_label (GTK_BUTTON (self->filtered_button), label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->filtered_button),
                               _ ("KPIs below the score threshold and invalid ones"));
  gtk_widget_set_visible (GTK_WIDGET (self->filtered_button), active || hidden > 0);
}

static void
update (StudioKpiPane *self)
{
  g_autofree char *count = NULL;
  guint total;

  if (self->session == NULL)
    return;
  total = g_list_model_get_n_items (get_kpis (self));
  count = describe_count (self);
  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_entry), total > 0);
  gtk_widget_set_visible (self->chips, total > 0);
  gtk_widget_set_visible (self->clear_button, studio_kpi_filter_is_active (self->filter));
  update_filtered_button (self);
  gtk_stack_set_visible_child_name (self->stack, total == 0 ? "empty"
                                                 : studio_kpi_list_get_n_shown (self->list) > 0
                                                     ? "list"
                                                     : "no-match");
}

static void
add_sorted (GPtrArray *values, const char *value)
{
  guint i = 0;

  if (value == NULL || *value == '\0')
    return;
  while (i < values->len && g_utf8_collate (g_ptr_array_index (values, i), value) < 0)
    i++;
  if (i < values->len && g_str_equal (g_ptr_array_index (values, i), value))
    return;
  g_ptr_array_insert (values, (int) i, g_strdup (value));
}

static void
offer (StudioFilterChip *chip, GPtrArray *values)
{
  const char *const *all;

  g_ptr_array_add (values, NULL);
  all = (const char *const *) values->pdata;
  studio_filter_chip_set_choices (chip, all, all);
}

/* While scores come in, the list would be sorted again and again: rows would jump away under the
 * pointer, and each time GTK 4.8 gives some 205 rows to other KPIs. */
static gboolean
is_running (StudioKpiPane *self)
{
  StudioRun *run = studio_session_get_run (self->session);

  return run != NULL && !studio_run_is_over (run);
}

static void
kpis_changed_cb (StudioKpiPane *self)
{
  GListModel *kpis = get_kpis (self);
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      add_sorted (categories, studio_kpi_get_category (kpi));
      add_sorted (tables, studio_kpi_get_table (kpi));
    }
  offer (self->category_chip, categories);
  offer (self->table_chip, tables);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (!is_running (self))
    studio_kpi_list_resort (self->list);
  update (self);
}

static void
run_changed_cb (StudioKpiPane *self)
{
  StudioRun *run = studio_session_get_run (self->session);

  if (run != NULL)
    g_signal_connect_object (run, "finished", G_CALLBACK (kpis_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
offer_states (StudioFilterChip *chip, GType type, const char *(*get_title) (int state))
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < class->n_values; i++)
    {
      g_ptr_array_add (ids, (gpointer) class->values[i].value_nick);
      g_ptr_array_add (titles, (gpointer) get_title (class->values[i].value));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (titles, NULL);
  studio_filter_chip_set_choices (chip, (const char *const *) ids->pdata,
                                  (const char *const *) titles->pdata);
}

static const char *
get_check_title (int state)
{
  return studio_check_state_get_title (state);
}

static const char *
get_decision_title (int state)
{
  return studio_decision_get_title (state);
}

static const char *
get_registration_title (int state)
{
  return studio_registration_state_get_title (state);
}

static void
clear_filters_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioKpiPane *self = STUDIO_KPI_PANE (widget);

  gtk_editable_set_text (self->search_entry, "");
  on_search_changed_cb (self);
  studio_filter_chip_set_value (self->check_chip, NULL);
  studio_filter_chip_set_value (self->decision_chip, NULL);
  studio_filter_chip_set_value (self->registration_chip, NULL);
  studio_filter_chip_set_value (self->category_chip, NULL);
  studio_filter_chip_set_value (self->table_chip, NULL);
}

static void
show_all_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  clear_filters_action (widget, action, parameter);
  g_object_set (STUDIO_KPI_PANE (widget)->filter, "show-filtered", TRUE, NULL);
}

/* To what stands below the list, else to the editor. */
static void
leave_list_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioKpiPane *self = STUDIO_KPI_PANE (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->filtered_button)) ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->filtered_button)))
    gtk_widget_activate_action (widget, "win.next-pane", NULL);
}

static void
studio_kpi_pane_dispose (GObject *object)
{
  StudioKpiPane *self = STUDIO_KPI_PANE (object);

  if (self->watch != NULL)
    g_object_run_dispose (G_OBJECT (self->watch));
  g_clear_object (&self->watch);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (studio_kpi_pane_parent_class)->dispose (object);
}

static void
studio_kpi_pane_class_init (StudioKpiPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_kpi_pane_dispose;
  g_type_ensure (STUDIO_TYPE_FILTER_CHIP);
  g_type_ensure (STUDIO_TYPE_KPI_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-kpi-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, check_chip);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, decision_chip);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, registration_chip);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, category_chip);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, table_chip);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, chips);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, clear_button);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, stack);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, list);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, count_label);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiPane, filtered_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_install_action (widget_class, "kpis.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_action (widget_class, "kpis.leave-list", NULL, leave_list_action);
  gtk_widget_class_install_action (widget_class, "kpis.show-all", NULL, show_all_action);
}

static void
studio_kpi_pane_init (StudioKpiPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  offer_states (self->check_chip, STUDIO_TYPE_CHECK_STATE, get_check_title);
  offer_states (self->decision_chip, STUDIO_TYPE_DECISION, get_decision_title);
  offer_states (self->registration_chip, STUDIO_TYPE_REGISTRATION_STATE, get_registration_title);
}

void
studio_kpi_pane_set_session (StudioKpiPane *self, StudioSession *session, GSettings *settings)
{
  static const char *const watched[] = { "check-state", "decision",     "registration",
                                         "score",       "category",     "table",
                                         "name",        "milliseconds", NULL };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) show_filtered = NULL;

  g_return_if_fail (STUDIO_IS_KPI_PANE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->filter = studio_kpi_filter_new ();
  g_settings_bind (settings, "score-threshold", self->filter, "threshold", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "show-filtered", self->filter, "show-filtered",
                   G_SETTINGS_BIND_DEFAULT);
  g_object_bind_property (self->check_chip, "value", self->filter, "check", 0);
  g_object_bind_property (self->decision_chip, "value", self->filter, "decision", 0);
  g_object_bind_property (self->registration_chip, "value", self->filter, "registration", 0);
  g_object_bind_property (self->category_chip, "value", self->filter, "category", 0);
  g_object_bind_property (self->table_chip, "value", self->filter, "table", 0);
  show_filtered = g_property_action_new ("show-filtered", self->filter, "show-filtered");
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (show_filtered));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "kpi-filter", G_ACTION_GROUP (group));

  studio_kpi_list_set_model (self->list, get_kpis (self), self->filter);
  self->watch = studio_list_watch_new (get_kpis (self), watched, DELAY);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (kpis_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::run", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "shown-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::n-selected", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  kpis_changed_cb (self);
}

StudioKpiList *
studio_kpi_pane_get_list (StudioKpiPane *self)
{
  g_return_val_if_fail (STUDIO_IS_KPI_PANE (self), NULL);
  return self->list;
}

void
studio_kpi_pane_focus_search (StudioKpiPane *self)
{
  g_return_if_fail (STUDIO_IS_KPI_PANE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
studio_kpi_pane_show_table (StudioKpiPane *self, const char *table)
{
  g_return_if_fail (STUDIO_IS_KPI_PANE (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "kpis.clear-filters", NULL);
  studio_filter_chip_set_value (self->table_chip, table);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
