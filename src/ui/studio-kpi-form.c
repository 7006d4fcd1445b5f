/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-kpi-form.h"

#include "core/studio-category.h"
#include "ui/studio-kpi-text.h"

#include <glib/gi18n.h>

struct _StudioKpiForm
{
  AdwBin parent_instance;

  StudioKpi *kpi;        /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned) of @kpi */
  GPtrArray *categories; /* (owned) of names, in the order of the drop-down */
  GPtrArray *displays;   /* (owned) of Metabase's names, likewise */
  guint showing : 1;     /* while the fields are filled */

  GtkEditable *name_entry;
  GtkTextView *description_view;
  GtkDropDown *category_dropdown;
  GtkDropDown *display_dropdown;
};

static guint committed;

G_DEFINE_FINAL_TYPE (StudioKpiForm, studio_kpi_form, ADW_TYPE_BIN)

static void
on_selected_cb (StudioKpiForm *self)
{
  if (!self->showing)
    studio_kpi_form_commit (self);
}

/* Offers @values (of ids) with their titles, and @value too when it is none of them. */
static void
offer (GtkDropDown *dropdown, GPtrArray *values, const char *value, gboolean are_displays)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint position = 0;

  if (value != NULL && *value != '\0' &&
      !g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
    g_ptr_array_add (values, g_strdup (value));
  for (guint i = 0; i < values->len; i++)
    {
      const char *id = g_ptr_array_index (values, i);
      const char *title = are_displays ? studio_display_get_title (id) : id;

      gtk_string_list_append (titles, *title != '\0' ? title : _ ("None"));
      if (g_strcmp0 (id, value) == 0)
        position = i;
    }
  gtk_drop_down_set_model (dropdown, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (dropdown, position);
}

static void
fill_categories (StudioKpiForm *self)
{
  GListModel *all = studio_categories_get_default ();

  g_ptr_array_set_size (self->categories, 0);
  if (self->kpi == NULL || studio_kpi_get_category (self->kpi) == NULL)
    g_ptr_array_add (self->categories, g_strdup (""));
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (StudioCategory) category = g_list_model_get_item (all, i);

      g_ptr_array_add (self->categories, g_strdup (studio_category_get_name (category)));
    }
}

static void
fill_displays (StudioKpiForm *self)
{
  const char *const *all = studio_displays_get_all ();

  g_ptr_array_set_size (self->displays, 0);
  for (gsize i = 0; all[i] != NULL; i++)
    g_ptr_array_add (self->displays, g_strdup (all[i]));
}

static char *
dup_description (StudioKpiForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->description_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
show (StudioKpiForm *self)
{
  StudioKpi *kpi = self->kpi;
  g_autofree char *description = dup_description (self);
  const char *wanted = or_empty (kpi != NULL ? studio_kpi_get_description (kpi) : NULL);
  const char *name = or_empty (kpi != NULL ? studio_kpi_get_name (kpi) : NULL);

  self->showing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (self->name_entry), name) != 0)
    gtk_editable_set_text (self->name_entry, name);
  if (g_strcmp0 (description, wanted) != 0)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->description_view);

      gtk_text_buffer_begin_irreversible_action (buffer);
      gtk_text_buffer_set_text (buffer, wanted, -1);
      gtk_text_buffer_end_irreversible_action (buffer);
    }
  fill_categories (self);
  offer (self->category_dropdown, self->categories,
         or_empty (kpi != NULL ? studio_kpi_get_category (kpi) : NULL), FALSE);
  fill_displays (self);
  offer (self->display_dropdown, self->displays, kpi != NULL ? studio_kpi_get_display (kpi) : NULL,
         TRUE);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), kpi != NULL);
}

static const char *
get_selected (GtkDropDown *dropdown, GPtrArray *values)
{
  guint selected = gtk_drop_down_get_selected (dropdown);

  return selected < values->len ? g_ptr_array_index (values, selected) : NULL;
}

void
studio_kpi_form_commit (StudioKpiForm *self)
{
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  const char *category, *display;
  gboolean changed = FALSE;

  g_return_if_fail (STUDIO_IS_KPI_FORM (self));

  if (self->kpi == NULL || self->showing)
    return;
  name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_entry)));
  description = g_strstrip (dup_description (self));
  category = get_selected (self->category_dropdown, self->categories);
  display = get_selected (self->display_dropdown, self->displays);
  g_signal_group_block (self->signals);
  if (*name != '\0' && g_strcmp0 (name, studio_kpi_get_name (self->kpi)) != 0)
    studio_kpi_set_name (self->kpi, name), changed = TRUE;
  if (g_strcmp0 (description, or_empty (studio_kpi_get_description (self->kpi))) != 0)
    studio_kpi_set_description (self->kpi, description), changed = TRUE;
  if (category != NULL && g_strcmp0 (category, or_empty (studio_kpi_get_category (self->kpi))) != 0)
    studio_kpi_set_category (self->kpi, category), changed = TRUE;
  if (display != NULL && g_strcmp0 (display, studio_kpi_get_display (self->kpi)) != 0)
    studio_kpi_set_display (self->kpi, display), changed = TRUE;
  g_signal_group_unblock (self->signals);
  if (changed)
    g_signal_emit (self, committed, 0);
  /* A KPI cannot be without a name. */
  if (*name == '\0')
    gtk_editable_set_text (self->name_entry, or_empty (studio_kpi_get_name (self->kpi)));
}

static void
studio_kpi_form_dispose (GObject *object)
{
  StudioKpiForm *self = STUDIO_KPI_FORM (object);

  g_clear_object (&self->kpi);
  g_clear_object (&self->signals);
  G_OBJECT_CLASS (studio_kpi_form_parent_class)->dispose (object);
}

static void
studio_kpi_form_finalize (GObject *object)
{
  g_ptr_array_unref (STUDIO_KPI_FORM (object)->categories);
  g_ptr_array_unref (STUDIO_KPI_FORM (object)->displays);
  G_OBJECT_CLASS (studio_kpi_form_parent_class)->finalize (object);
}

static void
studio_kpi_form_class_init (StudioKpiFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_kpi_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = studio_kpi_form_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-kpi-form.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioKpiForm, name_entry);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiForm, description_view);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiForm, category_dropdown);
  gtk_widget_class_bind_template_child (widget_class, StudioKpiForm, display_dropdown);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, studio_kpi_form_commit);
  committed = g_signal_new ("committed", STUDIO_TYPE_KPI_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                            NULL, G_TYPE_NONE, 0);
}

static void
studio_kpi_form_init (StudioKpiForm *self)
{
  static const char *const watched[] = { "notify::name", "notify::description", "notify::category",
                                         "notify::display" };
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->categories = g_ptr_array_new_with_free_func (g_free);
  self->displays = g_ptr_array_new_with_free_func (g_free);
  self->signals = g_signal_group_new (STUDIO_TYPE_KPI);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (self->signals, watched[i], G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (studio_kpi_form_commit), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
studio_kpi_form_set_kpi (StudioKpiForm *self, StudioKpi *kpi)
{
  g_return_if_fail (STUDIO_IS_KPI_FORM (self));

  if (kpi == self->kpi)
    return;
  studio_kpi_form_commit (self);
  g_set_object (&self->kpi, kpi);
  g_signal_group_set_target (self->signals, kpi);
  show (self);
}

void
studio_kpi_form_edit_name (StudioKpiForm *self)
{
  g_return_if_fail (STUDIO_IS_KPI_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
  gtk_editable_select_region (self->name_entry, 0, -1);
}
