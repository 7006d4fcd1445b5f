/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-plan-dialog.h"

#include "ui/studio-diff-view.h"
#include "ui/studio-list-watch.h"
#include "ui/studio-plan-row.h"
#include "ui/studio-plan-text.h"

#include <glib/gi18n.h>

#define N_ACTIONS (STUDIO_PLAN_CONFLICT + 1)

/* Milliseconds; what is ticked together counts together. */
#define DELAY 50

struct _StudioPlanDialog
{
  AdwWindow parent_instance;

  StudioSession *session;       /* (owned) */
  GSettings *settings;          /* (owned) */
  GPtrArray *kpis;              /* (owned) (nullable) of StudioKpi */
  StudioRegistrationPlan *plan; /* (owned) (nullable) */
  StudioListWatch *watch;       /* (owned) (nullable) of @plan */
  GtkFilter *filter;            /* (owned) */
  GtkSingleSelection *entries;  /* (owned) the plan's, those that are shown */
  GCancellable *cancellable;    /* (owned) (nullable) while planning */
  int shown;                    /* the StudioPlanAction that is shown, -1 for all */

  GtkStack *stack;
  GtkWidget *register_button;
  GtkEditable *collection;
  GtkSwitch *dashboards;
  GtkSwitch *alerts;
  AdwStatusPage *trouble;
  GtkBox *counts;
  GtkListView *list;
  GtkWidget *details;
  GtkLabel *message;
  GtkLabel *place;
  GtkBox *differences;
};

static guint register_signal;

G_DEFINE_FINAL_TYPE (StudioPlanDialog, studio_plan_dialog, ADW_TYPE_WINDOW)

static void start (StudioPlanDialog *self);

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
update_button (StudioPlanDialog *self)
{
  guint writes = self->plan != NULL ? studio_registration_plan_count_writes (self->plan) : 0;
  guint links =
      self->plan != NULL ? studio_registration_plan_count (self->plan, STUDIO_PLAN_LINK) : 0;
  g_autofree char *label = NULL;

  if (writes > 0)
    label = g_strdup_printf (ngettext ("Register %u Question", "Register %u Questions", writes),
                             writes);
  else
    label = g_strdup (_ ("Register"));
  gtk_button_set_label (GTK_BUTTON (self->register_button), label);
  gtk_widget_set_sensitive (self->register_button, writes + links > 0);
}

static void
count_toggled_cb (GtkToggleButton *button, StudioPlanDialog *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->shown = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "action"));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static GtkToggleButton *
add_count (StudioPlanDialog *self, GtkToggleButton *group, const char *title, guint n, int action)
{
  /* Translators: what a registration would do, and to how many. */
  g_autofree char *label = g_strdup_printf (C_ ("registration plan", "%s %u"), title, n);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "action", GINT_TO_POINTER (action));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), action < 0);
  gtk_widget_add_css_class (button, "small-button");
  g_signal_connect (button, "toggled", G_CALLBACK (count_toggled_cb), self);
  gtk_box_append (self->counts, button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
show_counts (StudioPlanDialog *self)
{
  GtkToggleButton *all;

  clear (self->counts);
  self->shown = -1;
  all = add_count (self, NULL, C_ ("registration plan", "All"),
                   g_list_model_get_n_items (G_LIST_MODEL (self->plan)), -1);
  for (int i = 0; i < N_ACTIONS; i++)
    {
      guint n = studio_registration_plan_count (self->plan, (StudioPlanAction) i);

      if (n > 0)
        add_count (self, all, studio_plan_action_get_title ((StudioPlanAction) i), n, i);
    }
}

static void
add_difference (StudioPlanDialog *self, const StudioPlanDifference *difference)
{
  GtkWidget *title = gtk_label_new (studio_plan_difference_get_title (difference));
  StudioDiffView *diff = g_object_new (STUDIO_TYPE_DIFF_VIEW, NULL);
  gboolean tall = g_str_equal (difference->part, "query");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_size_request (GTK_WIDGET (diff), -1, tall ? 140 : 56);
  studio_diff_view_set_texts (diff, difference->there != NULL ? difference->there : "",
                              difference->here != NULL ? difference->here : "");
  gtk_box_append (self->differences, title);
  gtk_box_append (self->differences, GTK_WIDGET (diff));
}

static void
show_details (StudioPlanDialog *self)
{
  StudioPlanEntry *entry = gtk_single_selection_get_selected_item (self->entries);
  const char *message = entry != NULL ? studio_plan_entry_get_message (entry) : NULL;
  GPtrArray *differences;

  clear (self->differences);
  gtk_widget_set_visible (self->details, entry != NULL);
  if (entry == NULL)
    return;
  gtk_label_set_label (self->message, message != NULL ? message : "");
  gtk_label_set_label (self->place, studio_plan_entry_get_collection (entry));
  differences = studio_plan_entry_get_differences (entry);
  for (guint i = 0; i < differences->len; i++)
    add_difference (self, g_ptr_array_index (differences, i));
}

static int
compare (gconstpointer one, gconstpointer two, gpointer user_data)
{
  return studio_plan_compare ((StudioPlanEntry *) one, (StudioPlanEntry *) two);
}

static void
take_plan (StudioPlanDialog *self, StudioRegistrationPlan *plan)
{
  static const char *const watched[] = { "included", NULL };
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  GtkSortListModel *sorted;
  g_autoptr (GtkFilterListModel) shown = NULL;

  g_set_object (&self->plan, plan);
  g_clear_object (&self->watch);
  self->watch = studio_list_watch_new (G_LIST_MODEL (plan), watched, DELAY);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (update_button), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (plan)), sorter);
  shown = gtk_filter_list_model_new (G_LIST_MODEL (sorted), g_object_ref (self->filter));
  gtk_single_selection_set_model (self->entries, G_LIST_MODEL (shown));
  update_button (self);
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (plan)) > 0 ? "plan" : "nothing");
  gtk_widget_grab_focus (self->register_button);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioPlanDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioRegistrationPlan) plan =
      studio_session_plan_registration_finish (STUDIO_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (plan != NULL)
    take_plan (self, plan);
  else
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->trouble, markup);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
    }
}

/* Looks again at what Metabase has. */
static void
start (StudioPlanDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->plan);
  update_button (self);
  gtk_stack_set_visible_child_name (self->stack, "looking");
  self->cancellable = g_cancellable_new ();
  studio_session_plan_registration_async (self->session, self->kpis, self->cancellable, planned_cb,
                                          g_object_ref (self));
}

static void
on_collection_apply_cb (StudioPlanDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->collection)));

  if (*name == '\0')
    return;
  g_settings_set_string (self->settings, "collection-name", name);
  start (self);
}

static void
on_register_clicked_cb (StudioPlanDialog *self)
{
  g_autoptr (StudioRegistrationPlan) plan = g_object_ref (self->plan);

  g_signal_emit (self, register_signal, 0, plan);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
entry_is_shown (gpointer item, gpointer user_data)
{
  StudioPlanDialog *self = user_data;

  return self->shown < 0 || self->shown == (int) studio_plan_entry_get_action (item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, studio_plan_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  studio_plan_row_set_entry (STUDIO_PLAN_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  studio_plan_row_set_entry (STUDIO_PLAN_ROW (gtk_list_item_get_child (item)), NULL);
}

/* Enter or a double click, as Space in other lists. */
static void
on_activate_cb (StudioPlanDialog *self, guint position)
{
  g_autoptr (StudioPlanEntry) entry =
      g_list_model_get_item (G_LIST_MODEL (self->entries), position);

  if (entry != NULL && studio_plan_entry_get_can_include (entry))
    studio_plan_entry_set_included (entry, !studio_plan_entry_get_included (entry));
}

static void
studio_plan_dialog_dispose (GObject *object)
{
  StudioPlanDialog *self = STUDIO_PLAN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->watch != NULL)
    g_object_run_dispose (G_OBJECT (self->watch));
  g_clear_object (&self->watch);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->entries);
  g_clear_object (&self->filter);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->kpis, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (studio_plan_dialog_parent_class)->dispose (object);
}

static void
studio_plan_dialog_class_init (StudioPlanDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_plan_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-plan-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, register_button);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, collection);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, dashboards);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, alerts);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, counts);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, list);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, details);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, message);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, place);
  gtk_widget_class_bind_template_child (widget_class, StudioPlanDialog, differences);
  gtk_widget_class_bind_template_callback (widget_class, start);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_collection_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_register_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  register_signal = g_signal_new ("register", STUDIO_TYPE_PLAN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, STUDIO_TYPE_REGISTRATION_PLAN);
}

static void
studio_plan_dialog_init (StudioPlanDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = -1;
  self->filter = GTK_FILTER (gtk_custom_filter_new (entry_is_shown, self, NULL));
  self->entries = gtk_single_selection_new (NULL);
  g_signal_connect_object (self->entries, "notify::selected-item", G_CALLBACK (show_details), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->entries));
}

GtkWidget *
studio_plan_dialog_new (GtkWindow *parent,
                        StudioSession *session,
                        GSettings *settings,
                        GPtrArray *kpis)
{
  StudioPlanDialog *self = g_object_new (STUDIO_TYPE_PLAN_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = g_settings_get_string (settings, "collection-name");

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->kpis = kpis != NULL ? g_ptr_array_ref (kpis) : NULL;
  gtk_editable_set_text (self->collection, name);
  g_settings_bind (settings, "dashboards", self->dashboards, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "alerts", self->alerts, "active", G_SETTINGS_BIND_DEFAULT);
  start (self);
  return GTK_WIDGET (self);
}

StudioRegistrationPlan *
studio_plan_dialog_get_plan (StudioPlanDialog *self)
{
  g_return_val_if_fail (STUDIO_IS_PLAN_DIALOG (self), NULL);
  return self->plan;
}
