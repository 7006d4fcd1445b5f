/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-connect-page.h"

#include "core/studio-error.h"
#include "metabase/studio-metabase-url.h"
#include "ui/studio-banner.h"
#include "ui/studio-field-error.h"

#include <glib/gi18n.h>

struct _StudioConnectPage
{
  AdwBin parent_instance;

  StudioConnector *connector; /* (owned) */
  GCancellable *cancellable;  /* (owned) (nullable) while connecting */

  StudioBanner *banner;
  GtkWidget *form;
  GtkWidget *url_row;
  StudioFieldError *url_error;
  AdwComboRow *method_row;
  GtkWidget *username_row;
  GtkWidget *password_row;
  GtkWidget *key_row;
  GtkWidget *session_row;
  StudioFieldError *secret_error;
  GtkSwitch *keep_switch;
  GtkLabel *exposure_label;
  GtkSpinner *spinner;
  GtkWidget *cancel_button;
};

static guint back;

G_DEFINE_FINAL_TYPE (StudioConnectPage, studio_connect_page, ADW_TYPE_BIN)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static StudioSignInMethod
get_method (StudioConnectPage *self)
{
  /* The choices stand in the order of the type. */
  return (StudioSignInMethod) adw_combo_row_get_selected (self->method_row);
}

static GtkWidget *
get_secret_row (StudioConnectPage *self)
{
  switch (get_method (self))
    {
    case STUDIO_SIGN_IN_API_KEY:
      return self->key_row;
    case STUDIO_SIGN_IN_SESSION:
      return self->session_row;
    case STUDIO_SIGN_IN_PASSWORD:
    default:
      return self->password_row;
    }
}

static void
clear_errors (StudioConnectPage *self)
{
  studio_field_error_show (self->url_error, self->url_row, NULL);
  studio_field_error_show (self->secret_error, self->password_row, NULL);
  studio_field_error_show (self->secret_error, self->key_row, NULL);
  studio_field_error_show (self->secret_error, self->session_row, NULL);
  studio_banner_show (self->banner, NULL, NULL);
}

static void
update (StudioConnectPage *self)
{
  gboolean connecting = self->cancellable != NULL;
  GtkWidget *secret = get_secret_row (self);
  gboolean password = secret == self->password_row;
  gboolean filled = *get_text (self->url_row) != '\0' && *get_text (secret) != '\0' &&
                    (!password || *get_text (self->username_row) != '\0');

  gtk_widget_set_visible (self->username_row, password);
  gtk_widget_set_visible (self->password_row, password);
  gtk_widget_set_visible (self->key_row, secret == self->key_row);
  gtk_widget_set_visible (self->session_row, secret == self->session_row);
  gtk_widget_set_visible (self->cancel_button, connecting);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), connecting);
  gtk_spinner_set_spinning (self->spinner, connecting);
  /* A field that loses its sensitivity while it has the focus makes GTK 4.8 warn. */
  if (connecting)
    gtk_widget_grab_focus (self->cancel_button);
  gtk_widget_set_sensitive (self->form, !connecting);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect.connect",
                                 filled && !connecting && self->connector != NULL &&
                                     studio_connector_get_ready (self->connector));
}

/* Told while there is still time to mend the address, before a secret is typed. */
static void
warn_of_exposure (StudioConnectPage *self)
{
  g_autofree char *url = studio_metabase_url_normalize (get_text (self->url_row), NULL);
  g_autofree char *sentence = url != NULL ? studio_metabase_url_describe_exposure (url) : NULL;

  gtk_label_set_label (self->exposure_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->exposure_label), sentence != NULL);
}

static void
on_url_changed_cb (StudioConnectPage *self)
{
  studio_field_error_show (self->url_error, self->url_row, NULL);
  warn_of_exposure (self);
  update (self);
}

static void
on_secret_changed_cb (StudioConnectPage *self)
{
  studio_field_error_show (self->secret_error, get_secret_row (self), NULL);
  update (self);
}

static void
on_method_changed_cb (StudioConnectPage *self)
{
  clear_errors (self);
  update (self);
}

static void
on_activated_cb (StudioConnectPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "connect.connect", NULL);
}

static void
complain (StudioConnectPage *self, const GError *error)
{
  GtkWidget *secret = get_secret_row (self);

  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_THROTTLED))
    {
      studio_field_error_show (self->secret_error, secret, error->message);
      gtk_widget_grab_focus (secret);
      gtk_editable_select_region (GTK_EDITABLE (secret), 0, -1);
    }
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
           g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_METABASE) ||
           g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT) ||
           g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_INPUT))
    {
      studio_field_error_show (self->url_error, self->url_row, error->message);
      gtk_widget_grab_focus (self->url_row);
    }
  else
    studio_banner_show (self->banner, error->message, NULL);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioConnectPage) self = user_data;
  g_autoptr (GError) error = NULL;

  studio_connector_finish (STUDIO_CONNECTOR (source), result, &error);
  g_clear_object (&self->cancellable);
  if (self->connector == NULL)
    return;
  update (self);
  if (error == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
      gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
      gtk_editable_set_text (GTK_EDITABLE (self->session_row), "");
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain (self, error);
}

static void
connect_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StudioConnectPage *self = STUDIO_CONNECT_PAGE (widget);
  g_autofree char *url = g_strstrip (g_strdup (get_text (self->url_row)));
  g_autofree char *username = g_strstrip (g_strdup (get_text (self->username_row)));
  g_autoptr (StudioCredentials) credentials = NULL;

  clear_errors (self);
  credentials =
      studio_credentials_new (url, get_method (self), username, get_text (get_secret_row (self)));
  self->cancellable = g_cancellable_new ();
  update (self);
  studio_connector_connect_async (self->connector, credentials,
                                  gtk_switch_get_active (self->keep_switch), self->cancellable,
                                  connected_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_cancellable_cancel (STUDIO_CONNECT_PAGE (widget)->cancellable);
}

static void
back_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cancel_action (widget, action, parameter);
  g_signal_emit (widget, back, 0);
}

static void
studio_connect_page_dispose (GObject *object)
{
  StudioConnectPage *self = STUDIO_CONNECT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->connector);
  G_OBJECT_CLASS (studio_connect_page_parent_class)->dispose (object);
}

static void
studio_connect_page_class_init (StudioConnectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_connect_page_dispose;
  g_type_ensure (STUDIO_TYPE_BANNER);
  g_type_ensure (STUDIO_TYPE_FIELD_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, banner);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, form);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, url_row);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, url_error);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, method_row);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, username_row);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, session_row);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, secret_error);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, keep_switch);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, exposure_label);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, StudioConnectPage, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_url_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_secret_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_method_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_install_action (widget_class, "connect.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "connect.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "connect.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "connect.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "connect.back",
                                       NULL);
  back = g_signal_new ("back", STUDIO_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

/* libadwaita 1.2 does not name the text field inside a row for assistive technology. */
static void
name_entry (GtkWidget *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

static void
studio_connect_page_init (StudioConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_entry (self->url_row);
  name_entry (self->username_row);
  name_entry (self->password_row);
  name_entry (self->key_row);
  name_entry (self->session_row);
}

GtkWidget *
studio_connect_page_new (StudioConnector *connector)
{
  StudioConnectPage *self = g_object_new (STUDIO_TYPE_CONNECT_PAGE, NULL);
  GSettings *settings = studio_connector_get_settings (connector);
  g_autofree char *url = g_settings_get_string (settings, "url");
  g_autofree char *username = g_settings_get_string (settings, "username");

  self->connector = g_object_ref (connector);
  gtk_editable_set_text (GTK_EDITABLE (self->url_row), url);
  gtk_editable_set_text (GTK_EDITABLE (self->username_row), username);
  adw_combo_row_set_selected (self->method_row, g_settings_get_enum (settings, "sign-in-method"));
  gtk_switch_set_active (self->keep_switch, g_settings_get_boolean (settings, "keep-secret"));
  g_signal_connect_object (connector, "notify::ready", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

void
studio_connect_page_begin (StudioConnectPage *self)
{
  g_return_if_fail (STUDIO_IS_CONNECT_PAGE (self));

  clear_errors (self);
  if (*get_text (self->url_row) == '\0')
    gtk_widget_grab_focus (self->url_row);
  else if (get_method (self) == STUDIO_SIGN_IN_PASSWORD && *get_text (self->username_row) == '\0')
    gtk_widget_grab_focus (self->username_row);
  else
    gtk_widget_grab_focus (get_secret_row (self));
}
