/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-model-page.h"

#include "propose/llm/studio-llm-client.h"
#include "ui/studio-ledger-window.h"

#include <string.h>

#include <glib/gi18n.h>

/* Room for a model that cannot but reason. */
#define TEST_CAP 2000

struct _StudioModelPage
{
  AdwPreferencesPage parent_instance;

  AdwComboRow *provider;
  AdwEntryRow *base_url;
  AdwEntryRow *model;
  AdwPasswordEntryRow *key;
  AdwComboRow *effort;
  AdwEntryRow *value_columns;
  GtkAdjustment *budget;
  AdwActionRow *status;
  GtkButton *test_button;
  GtkMenuButton *models_button;
  GtkPopover *models_popover;
  GtkListBox *models;

  StudioModelLink *link;     /* (owned) */
  StudioLlmClient *client;   /* (owned) (nullable) while testing */
  GCancellable *cancellable; /* (owned) (nullable) likewise */
  guint filling : 1;
};

G_DEFINE_FINAL_TYPE (StudioModelPage, studio_model_page, ADW_TYPE_PREFERENCES_PAGE)

static GSettings *
get_settings (StudioModelPage *self)
{
  return studio_model_link_get_settings (self->link);
}

static void
show_provider (StudioModelPage *self)
{
  StudioLlmEndpoint *endpoint = studio_model_link_get_endpoint (self->link);

  if (endpoint == NULL)
    return;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->provider, studio_llm_endpoint_get_preset (endpoint)->provider);
  self->filling = FALSE;
}

static void
show_status (StudioModelPage *self, const char *text)
{
  adw_action_row_set_subtitle (self->status, text);
}

static void
link_changed_cb (StudioModelLink *link, gpointer user_data)
{
  StudioModelPage *self = user_data;
  const char *trouble = studio_model_link_get_trouble (link);

  show_provider (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button),
                            studio_model_link_get_endpoint (link) != NULL);
  show_status (self, trouble != NULL ? trouble : "");
}

static void
on_provider_cb (StudioModelPage *self)
{
  const StudioLlmPreset *preset =
      studio_llm_preset_get (adw_combo_row_get_selected (self->provider));

  if (self->filling || self->link == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->base_url), preset->base_url);
  gtk_editable_set_text (GTK_EDITABLE (self->key), "");
  /* What stands in capitals has to be replaced first. */
  if (strstr (preset->base_url, "RESOURCE") == NULL)
    g_settings_set_string (get_settings (self), "model-base-url", preset->base_url);
  gtk_widget_grab_focus (GTK_WIDGET (preset->needs_key ? (gpointer) self->key : self->model));
}

static void
on_base_url_cb (StudioModelPage *self)
{
  g_settings_set_string (get_settings (self), "model-base-url",
                         gtk_editable_get_text (GTK_EDITABLE (self->base_url)));
}

static void
on_model_cb (StudioModelPage *self)
{
  g_settings_set_string (get_settings (self), "model-name",
                         gtk_editable_get_text (GTK_EDITABLE (self->model)));
}

static void
on_key_cb (StudioModelPage *self)
{
  studio_model_link_set_key (self->link, gtk_editable_get_text (GTK_EDITABLE (self->key)));
}

/* As studio_llm_endpoint_set_effort() knows them; the first leaves it to the model. */
static const char *const efforts[] = { "",       "none", "minimal", "low",
                                       "medium", "high", "xhigh",   "max" };

static void
on_effort_cb (StudioModelPage *self)
{
  if (!self->filling && self->link != NULL)
    g_settings_set_string (get_settings (self), "model-effort",
                           efforts[adw_combo_row_get_selected (self->effort)]);
}

static void
on_value_columns_cb (StudioModelPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->value_columns));
  g_auto (GStrv) words = g_strsplit_set (text, ", ;", -1);
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (columns, words[i]);
  list = g_strv_builder_end (columns);
  g_settings_set_strv (get_settings (self), "model-value-columns", (const char *const *) list);
}

static void
on_requests_cb (StudioModelPage *self)
{
  studio_ledger_window_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             studio_model_link_get_session (self->link));
}

static void
fill_more (StudioModelPage *self)
{
  g_autofree char *effort = g_settings_get_string (get_settings (self), "model-effort");
  g_auto (GStrv) columns = g_settings_get_strv (get_settings (self), "model-value-columns");
  g_autofree char *list = g_strjoinv (", ", columns);

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (efforts); i++)
    if (strcmp (efforts[i], effort) == 0)
      adw_combo_row_set_selected (self->effort, i);
  gtk_editable_set_text (GTK_EDITABLE (self->value_columns), list);
  self->filling = FALSE;
}

static void
on_model_row_cb (StudioModelPage *self, GtkListBoxRow *row)
{
  gtk_editable_set_text (GTK_EDITABLE (self->model),
                         gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));
  gtk_popover_popdown (self->models_popover);
  on_model_cb (self);
}

static void
show_models (StudioModelPage *self, GStrv names)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->models))) != NULL)
    gtk_list_box_remove (self->models, child);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (names[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->models, label);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->models_button), *names != NULL);
}

/* A server that lists no models, or not this one, may have it all the same. */
static char *
describe_list (GStrv names, const char *model)
{
  guint n = names != NULL ? g_strv_length (names) : 0;

  if (n == 0)
    return g_strdup (_ ("The server answers, but does not say which models it has."));
  return g_strdup_printf (
      ngettext ("The server answers, but “%s” is not the one model that it lists.",
                "The server answers, but “%s” is not among the %u models that it lists.", n),
      model, n);
}

static void
end_test (StudioModelPage *self, const char *text)
{
  show_status (self, text);
  g_clear_object (&self->client);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), TRUE);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioModelPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioLlmCompletion) completion =
      studio_llm_client_ask_finish (STUDIO_LLM_CLIENT (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* One that reasoned until its room was used up works too. */
  if (completion != NULL || g_error_matches (error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_NO_ROOM))
    text = g_strdup_printf (
        _ ("Works: “%s” answered."),
        studio_llm_endpoint_get_model (studio_llm_client_get_endpoint (self->client)));
  end_test (self, text != NULL ? text : error->message);
}

/* Asks the model for the shortest of answers, in the form in which it will be asked. */
static void
ask_model (StudioModelPage *self)
{
  const StudioLlmRequest question = {
    .purpose = (char *) "test",
    .system = (char *) "Answer with JSON only.",
    .user = (char *) "Answer {\"kpis\":[]}.",
    .answer = STUDIO_LLM_ANSWER_KPIS,
    .cap = TEST_CAP,
  };

  studio_llm_client_ask_async (self->client, &question, self->cancellable, asked_cb,
                               g_object_ref (self));
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioModelPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names =
      studio_llm_client_list_models_finish (STUDIO_LLM_CLIENT (source), result, &error);
  const char *model;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  model = studio_llm_endpoint_get_model (studio_llm_client_get_endpoint (self->client));
  if (names != NULL)
    show_models (self, names);
  if (names != NULL && g_strv_contains ((const char *const *) names, model))
    {
      text = g_strdup_printf (_ ("Works: the server has “%s”."), model);
      end_test (self, text);
    }
  else if (names == NULL && !g_error_matches (error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_ADDRESS) &&
           !g_error_matches (error, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_REQUEST))
    end_test (self, error->message);
  else
    {
      text = describe_list (names, model);
      show_status (self, text);
      ask_model (self);
    }
}

static void
on_test_cb (StudioModelPage *self)
{
  StudioLlmEndpoint *endpoint = studio_model_link_get_endpoint (self->link);

  if (endpoint == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  self->cancellable = g_cancellable_new ();
  self->client = studio_llm_client_new (endpoint, 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), FALSE);
  show_status (self, _ ("Asking the server…"));
  studio_llm_client_list_models_async (self->client, self->cancellable, tested_cb,
                                       g_object_ref (self));
}

static void
studio_model_page_dispose (GObject *object)
{
  StudioModelPage *self = STUDIO_MODEL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->link);
  G_OBJECT_CLASS (studio_model_page_parent_class)->dispose (object);
}

static void
studio_model_page_class_init (StudioModelPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_model_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-model-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, provider);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, base_url);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, model);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, key);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, effort);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, value_columns);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, budget);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, status);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, test_button);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, models_button);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, models_popover);
  gtk_widget_class_bind_template_child (widget_class, StudioModelPage, models);
  gtk_widget_class_bind_template_callback (widget_class, on_provider_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_base_url_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_model_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_effort_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_value_columns_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_requests_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_model_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_test_cb);
}

static void
studio_model_page_init (StudioModelPage *self)
{
  const char *const level_names[] = { _ ("As the model does by itself"),
                                      _ ("None"),
                                      _ ("Minimal"),
                                      _ ("Low"),
                                      _ ("Medium"),
                                      _ ("High"),
                                      _ ("Very high"),
                                      _ ("As much as it can"),
                                      NULL };
  g_autoptr (GtkStringList) levels = gtk_string_list_new (level_names);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = STUDIO_LLM_CUSTOM; i <= STUDIO_LLM_DEEPSEEK; i++)
    gtk_string_list_append (names, i == STUDIO_LLM_CUSTOM ? _ ("Custom")
                                                          : studio_llm_preset_get (i)->name);
  self->filling = TRUE;
  adw_combo_row_set_model (self->effort, G_LIST_MODEL (levels));
  adw_combo_row_set_model (self->provider, G_LIST_MODEL (names));
  self->filling = FALSE;
}

GtkWidget *
studio_model_page_new (StudioModelLink *link)
{
  StudioModelPage *self = g_object_new (STUDIO_TYPE_MODEL_PAGE, NULL);
  GSettings *settings = studio_model_link_get_settings (link);
  g_autofree char *base_url = g_settings_get_string (settings, "model-base-url");
  g_autofree char *model = g_settings_get_string (settings, "model-name");

  self->link = g_object_ref (link);
  gtk_editable_set_text (GTK_EDITABLE (self->base_url), base_url);
  gtk_editable_set_text (GTK_EDITABLE (self->model), model);
  g_settings_bind (settings, "model-budget", self->budget, "value", G_SETTINGS_BIND_DEFAULT);
  fill_more (self);
  g_signal_connect_object (link, "changed", G_CALLBACK (link_changed_cb), self, 0);
  link_changed_cb (link, self);
  return GTK_WIDGET (self);
}
