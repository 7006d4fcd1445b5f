/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-welcome-page.h"

#include "ui/studio-banner.h"

#include <glib/gi18n.h>

struct _StudioWelcomePage
{
  AdwBin parent_instance;

  StudioConnector *connector; /* (owned) */
  GCancellable *cancellable;  /* (owned) (nullable) while connecting */

  StudioBanner *banner;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  GtkButton *recent_button;
  GtkLabel *recent_label;
  GtkButton *connect_button;
};

G_DEFINE_FINAL_TYPE (StudioWelcomePage, studio_welcome_page, ADW_TYPE_BIN)

static void
set_busy (StudioWelcomePage *self, const char *message)
{
  if (message != NULL)
    gtk_label_set_label (self->busy_label, message);
  gtk_spinner_set_spinning (self->spinner, message != NULL);
  gtk_stack_set_visible_child_name (self->stack, message != NULL ? "busy" : "choices");
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;

  studio_connector_finish (STUDIO_CONNECTOR (source), result, &error);
  g_clear_object (&self->cancellable);
  if (self->connector == NULL)
    return;
  set_busy (self, NULL);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    studio_banner_show (self->banner, error->message, NULL);
}

static void
begin (StudioWelcomePage *self, const char *message)
{
  studio_banner_show (self->banner, NULL, NULL);
  set_busy (self, message);
  self->cancellable = g_cancellable_new ();
}

static void
explore_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWelcomePage *self = STUDIO_WELCOME_PAGE (widget);

  if (self->cancellable != NULL)
    return;
  begin (self, _ ("Starting the sample company…\nThe first time takes a little longer."));
  studio_connector_explore_async (self->connector, self->cancellable, finished_cb,
                                  g_object_ref (self));
}

static void
reconnect_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioWelcomePage *self = STUDIO_WELCOME_PAGE (widget);
  g_autofree char *message = NULL;

  if (self->cancellable != NULL)
    return;
  message =
      g_strdup_printf (_ ("Connecting to %s…"), studio_connector_get_recent (self->connector));
  begin (self, message);
  studio_connector_reconnect_async (self->connector, self->cancellable, finished_cb,
                                    g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_cancellable_cancel (STUDIO_WELCOME_PAGE (widget)->cancellable);
}

static void
update_recent (StudioWelcomePage *self)
{
  const char *recent = studio_connector_get_recent (self->connector);

  if (recent != NULL)
    {
      /* Translators: %s is the address of a Metabase. */
      g_autofree char *label = g_strdup_printf (_ ("Reconnect to %s"), recent);

      gtk_label_set_label (self->recent_label, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->recent_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_widget_remove_css_class (GTK_WIDGET (self->connect_button), "suggested-action");
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->connect_button), "suggested-action");
  gtk_widget_set_visible (GTK_WIDGET (self->recent_button), recent != NULL);
}

static void
update_ready (StudioWelcomePage *self)
{
  gboolean ready = studio_connector_get_ready (self->connector);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.explore", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.reconnect", ready);
}

static void
studio_welcome_page_dispose (GObject *object)
{
  StudioWelcomePage *self = STUDIO_WELCOME_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->connector);
  G_OBJECT_CLASS (studio_welcome_page_parent_class)->dispose (object);
}

/* The button that most people want, rather than the menu, which comes first. */
static gboolean
studio_welcome_page_grab_focus (GtkWidget *widget)
{
  StudioWelcomePage *self = STUDIO_WELCOME_PAGE (widget);
  GtkButton *button = gtk_widget_get_visible (GTK_WIDGET (self->recent_button))
                          ? self->recent_button
                          : self->connect_button;

  return gtk_widget_grab_focus (GTK_WIDGET (button));
}

static void
studio_welcome_page_class_init (StudioWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_welcome_page_dispose;
  widget_class->grab_focus = studio_welcome_page_grab_focus;
  g_type_ensure (STUDIO_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioWelcomePage, banner);
  gtk_widget_class_bind_template_child (widget_class, StudioWelcomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, StudioWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, StudioWelcomePage, busy_label);
  gtk_widget_class_bind_template_child (widget_class, StudioWelcomePage, recent_button);
  gtk_widget_class_bind_template_child (widget_class, StudioWelcomePage, recent_label);
  gtk_widget_class_bind_template_child (widget_class, StudioWelcomePage, connect_button);
  gtk_widget_class_install_action (widget_class, "welcome.explore", NULL, explore_action);
  gtk_widget_class_install_action (widget_class, "welcome.reconnect", NULL, reconnect_action);
  gtk_widget_class_install_action (widget_class, "welcome.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "welcome.cancel", NULL);
}

static void
studio_welcome_page_init (StudioWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
studio_welcome_page_new (StudioConnector *connector)
{
  StudioWelcomePage *self = g_object_new (STUDIO_TYPE_WELCOME_PAGE, NULL);

  self->connector = g_object_ref (connector);
  g_signal_connect_object (connector, "notify::recent", G_CALLBACK (update_recent), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (connector, "notify::ready", G_CALLBACK (update_ready), self,
                           G_CONNECT_SWAPPED);
  update_recent (self);
  update_ready (self);
  return GTK_WIDGET (self);
}

void
studio_welcome_page_complain (StudioWelcomePage *self, const char *message)
{
  g_return_if_fail (STUDIO_IS_WELCOME_PAGE (self));
  studio_banner_show (self->banner, message, NULL);
}
