/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-application.h"

#include "ui/studio-model-page.h"
#include "ui/studio-preferences.h"
#include "ui/studio-window.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

struct _StudioApplication
{
  AdwApplication parent_instance;

  GSettings *settings;         /* (owned) */
  StudioSession *session;      /* (owned) */
  StudioConnector *connector;  /* (owned) */
  StudioModelLink *model_link; /* (owned) */
  char *workspace;             /* (nullable) */
  char *demo_dir;              /* (nullable) */
  gboolean sample;             /* whether to go to the sample company once that is possible */
};

G_DEFINE_FINAL_TYPE (StudioApplication, studio_application, ADW_TYPE_APPLICATION)

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const developers[] = { "The KPI Studio developers", NULL };

  adw_show_about_window (gtk_application_get_active_window (user_data), "application-name",
                         _ ("KPI Studio"), "application-icon", STUDIO_APPLICATION_ID, "version",
                         STUDIO_VERSION, "comments",
                         _ ("Proposes KPIs for the tables behind your Metabase, proves that they "
                            "are right, and registers the ones you approve."),
                         "developer-name", developers[0], "developers", developers, "license-type",
                         GTK_LICENSE_GPL_3_0, "translator-credits", _ ("translator-credits"), NULL);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StudioApplication *self = user_data;
  GtkWidget *preferences = studio_preferences_new (self->settings);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (preferences),
                              ADW_PREFERENCES_PAGE (studio_model_page_new (self->model_link)));
  gtk_window_set_transient_for (GTK_WINDOW (preferences),
                                gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* The window saves what it has to before it goes. */
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (user_data);
}

/* Needs the workspace, which is opened with the window. */
static void
explore_when_ready (StudioApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!self->sample || !studio_connector_get_ready (self->connector) || !STUDIO_IS_WINDOW (window))
    return;
  self->sample = FALSE;
  studio_window_explore (STUDIO_WINDOW (window));
}

static void
explore_sample_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StudioApplication *self = user_data;

  self->sample = TRUE;
  g_application_activate (G_APPLICATION (self));
  explore_when_ready (self);
}

static const GActionEntry actions[] = {
  { "about", about_action },
  { "explore-sample", explore_sample_action },
  { "preferences", preferences_action },
  { "quit", quit_action },
};

/* Keys that mean the same everywhere in the window. Those that would take a key away from a text
 * field (A, R, Ctrl+Z) belong to the list and to the window's own bindings. */
static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "window.close", { "<Control>w" } },
  { "win.check", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.generate", { "<Control>g" } },
  { "win.register", { "<Control><Shift>r" } },
  { "win.review-registration", { "<Control><Alt>r" } },
  { "win.search", { "<Control>f" } },
  { "win.toggle-schema", { "F9" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.find-table", { "<Control><Shift>f" } },
  { "win.save", { "<Control>s" } },
  { "win.format", { "<Control><Shift>i" } },
  { "win.edit-name", { "F2", "<Control>e" } },
};

static void
workspace_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (studio_session_open_workspace_finish (STUDIO_SESSION (source), result, &error))
    {
      studio_connector_set_ready (self->connector, TRUE);
      explore_when_ready (self);
    }
  else if (STUDIO_IS_WINDOW (window))
    studio_window_complain (STUDIO_WINDOW (window), error->message);
}

static void
follow_color_scheme (GSettings *settings, const char *key, AdwStyleManager *style)
{
  adw_style_manager_set_color_scheme (style, g_settings_get_enum (settings, "color-scheme"));
}

static void
studio_application_startup (GApplication *application)
{
  StudioApplication *self = STUDIO_APPLICATION (application);
  AdwStyleManager *style;
  static const char *const shared[] = { "collection-name", "score-threshold", "concurrency",
                                        "row-limit",       "time-limit",      "dashboards",
                                        "alerts",          "native-form" };

  G_APPLICATION_CLASS (studio_application_parent_class)->startup (application);

  gtk_source_init ();
  gtk_source_language_manager_append_search_path (
      gtk_source_language_manager_get_default (),
      "resource:///org/example/KpiStudio/language-specs");
  self->settings = g_settings_new (STUDIO_APPLICATION_ID);
  self->session = studio_session_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    g_settings_bind (self->settings, shared[i], self->session, shared[i], G_SETTINGS_BIND_GET);
  self->model_link = studio_model_link_new (self->session, self->settings);
  self->connector = studio_connector_new (self->session, self->settings);
  studio_connector_set_demo_dir (self->connector, self->demo_dir);

  style = adw_application_get_style_manager (ADW_APPLICATION (self));
  g_signal_connect_object (self->settings, "changed::color-scheme",
                           G_CALLBACK (follow_color_scheme), style, 0);
  follow_color_scheme (self->settings, "color-scheme", style);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].keys);
}

static void
studio_application_activate (GApplication *application)
{
  StudioApplication *self = STUDIO_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      window = GTK_WINDOW (studio_window_new (GTK_APPLICATION (self), self->connector));
      if (!studio_connector_get_ready (self->connector))
        studio_session_open_workspace_async (self->session, self->workspace, NULL,
                                             workspace_opened_cb, g_object_ref (self));
    }
  gtk_window_present (window);
}

/* When the program runs already, its window is the one that goes to the sample company. */
static int
explore_elsewhere (GApplication *application)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (!g_application_get_is_remote (application))
    return -1;
  g_action_group_activate_action (G_ACTION_GROUP (application), "explore-sample", NULL);
  return 0;
}

static int
studio_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  StudioApplication *self = STUDIO_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("kpi-studio %s\n", STUDIO_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "workspace", "^ay", &self->workspace);
  g_variant_dict_lookup (options, "demo-dir", "^ay", &self->demo_dir);
  self->sample = g_variant_dict_contains (options, "sample");
  return self->sample ? explore_elsewhere (application) : -1;
}

static void
studio_application_shutdown (GApplication *application)
{
  StudioApplication *self = STUDIO_APPLICATION (application);

  if (self->session != NULL)
    studio_session_disconnect (self->session);
  G_APPLICATION_CLASS (studio_application_parent_class)->shutdown (application);
}

static void
studio_application_dispose (GObject *object)
{
  StudioApplication *self = STUDIO_APPLICATION (object);

  g_clear_object (&self->connector);
  g_clear_object (&self->model_link);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->workspace, g_free);
  g_clear_pointer (&self->demo_dir, g_free);
  G_OBJECT_CLASS (studio_application_parent_class)->dispose (object);
}

static void
studio_application_class_init (StudioApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_application_dispose;
  application_class->startup = studio_application_startup;
  application_class->activate = studio_application_activate;
  application_class->shutdown = studio_application_shutdown;
  application_class->handle_local_options = studio_application_handle_local_options;
}

static void
studio_application_init (StudioApplication *self)
{
  static const GOptionEntry options[] = {
    { "workspace", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use this workspace"), N_ ("FILE") },
    { "demo-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Where the sample company keeps its data"),
      N_ ("DIR") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Explore the sample company"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

StudioApplication *
studio_application_new (void)
{
  return g_object_new (STUDIO_TYPE_APPLICATION, "application-id", STUDIO_APPLICATION_ID,
                       "resource-base-path", "/org/example/KpiStudio", NULL);
}
