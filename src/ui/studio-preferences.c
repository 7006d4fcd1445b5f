/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-preferences.h"

struct _StudioPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkAdjustment *score_threshold;
  GtkAdjustment *concurrency;
  GtkAdjustment *row_limit;
  GtkAdjustment *time_limit;
  GtkEditable *collection_name;
  GtkSwitch *dashboards;
  GtkSwitch *alerts;
  AdwComboRow *native_form;
  AdwComboRow *color_scheme;
};

G_DEFINE_FINAL_TYPE (StudioPreferences, studio_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The values of a setting, as the choices of its row are ordered. */
static const char *const color_schemes[] = { "follow", "light", "dark", NULL };
static const char *const native_forms[] = { "sql", "builder", "metric", NULL };

static gboolean
get_choice (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *choices = user_data;
  const char *nick = g_variant_get_string (variant, NULL);

  for (guint i = 0; choices[i] != NULL; i++)
    if (g_str_equal (nick, choices[i]))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_choice (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *choices = user_data;
  guint last = g_strv_length ((GStrv) choices) - 1;

  return g_variant_new_string (choices[MIN (g_value_get_uint (value), last)]);
}

static void
bind_choice (GSettings *settings, const char *key, AdwComboRow *row, const char *const *choices)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, get_choice,
                                set_choice, (gpointer) choices, NULL);
}

static void
studio_preferences_class_init (StudioPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, score_threshold);
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, concurrency);
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, row_limit);
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, time_limit);
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, collection_name);
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, dashboards);
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, alerts);
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, native_form);
  gtk_widget_class_bind_template_child (widget_class, StudioPreferences, color_scheme);
}

static void
studio_preferences_init (StudioPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
studio_preferences_new (GSettings *settings)
{
  StudioPreferences *self = g_object_new (STUDIO_TYPE_PREFERENCES, NULL);

  g_settings_bind (settings, "score-threshold", self->score_threshold, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "concurrency", self->concurrency, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "row-limit", self->row_limit, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "time-limit", self->time_limit, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "collection-name", self->collection_name, "text",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "dashboards", self->dashboards, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "alerts", self->alerts, "active", G_SETTINGS_BIND_DEFAULT);
  bind_choice (settings, "native-form", self->native_form, native_forms);
  bind_choice (settings, "color-scheme", self->color_scheme, color_schemes);
  return GTK_WIDGET (self);
}
