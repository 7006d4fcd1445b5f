/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings of a language model in a display, with an endpoint that does as it is told. */
#include "studio-test-llm.h"
#include "ui/studio-model-page.h"
#include "ui/studio-preferences.h"

#include <string.h>

#define WAIT_FOR(condition)                                     \
  G_STMT_START                                                  \
  {                                                             \
    gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC; \
    while (!(condition))                                        \
      {                                                         \
        g_assert_cmpint (g_get_monotonic_time (), <, end);      \
        if (!g_main_context_iteration (NULL, FALSE))            \
          g_usleep (1000);                                      \
      }                                                         \
  }                                                             \
  G_STMT_END

typedef struct
{
  StudioTestLlm *endpoint;
  StudioSession *session;
  GSettings *settings;
  StudioModelLink *link;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->endpoint = studio_test_llm_new ();
  fixture->session = studio_session_new ();
  fixture->settings = g_settings_new (STUDIO_APPLICATION_ID);
  fixture->link = studio_model_link_new (fixture->session, fixture->settings);
  fixture->window = studio_preferences_new (fixture->settings);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (fixture->window),
                              ADW_PREFERENCES_PAGE (studio_model_page_new (fixture->link)));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer weak = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (fixture->window), &weak);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_FOR (weak == NULL);
  g_settings_reset (fixture->settings, "model-base-url");
  g_settings_reset (fixture->settings, "model-name");
  g_object_unref (fixture->link);
  g_object_unref (fixture->settings);
  g_object_unref (fixture->session);
  studio_test_llm_free (fixture->endpoint);
}

/* The first widget below @parent of @type whose title or label is @name. */
static GtkWidget *
find_named (GtkWidget *parent, GType type, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
        {
          g_autofree char *text = NULL;

          g_object_get (child, type == GTK_TYPE_BUTTON ? "label" : "title", &text, NULL);
          if (g_strcmp0 (text, name) == 0)
            return child;
        }
      found = find_named (child, type, name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static const char *
get_status (Fixture *fixture)
{
  return adw_action_row_get_subtitle (
      ADW_ACTION_ROW (find_named (fixture->window, ADW_TYPE_ACTION_ROW, "Connection")));
}

static gboolean
has_status (Fixture *fixture, const char *part)
{
  const char *status = get_status (fixture);

  return status != NULL && strstr (status, part) != NULL;
}

static void
use_endpoint (Fixture *fixture, const char *model)
{
  g_settings_set_string (fixture->settings, "model-name", model);
  g_settings_set_string (fixture->settings, "model-base-url",
                         studio_test_llm_get_url (fixture->endpoint));
  WAIT_FOR (studio_session_get_model (fixture->session) != NULL);
}

static void
press_test (Fixture *fixture)
{
  GtkWidget *button = find_named (fixture->window, GTK_TYPE_BUTTON, "_Test");

  WAIT_FOR (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = find_named (fixture->window, GTK_TYPE_BUTTON, "_Test");

  g_assert_null (studio_session_get_model (fixture->session));
  g_assert_false (gtk_widget_get_sensitive (button));
  use_endpoint (fixture, "test-model");
  g_assert_cmpstr (studio_llm_endpoint_get_model (studio_session_get_model (fixture->session)), ==,
                   "test-model");
  g_settings_set_string (fixture->settings, "model-base-url", "");
  WAIT_FOR (studio_session_get_model (fixture->session) == NULL);
  g_settings_set_string (fixture->settings, "model-base-url", "no address");
  WAIT_FOR (has_status (fixture, "no address"));
}

static void
test_works (Fixture *fixture, gconstpointer data)
{
  use_endpoint (fixture, "test-model");
  press_test (fixture);
  WAIT_FOR (has_status (fixture, "Works"));
}

static void
test_unlisted (Fixture *fixture, gconstpointer data)
{
  use_endpoint (fixture, "gpt-nowhere");
  press_test (fixture);
  WAIT_FOR (has_status (fixture, "gpt-nowhere"));
}

/* A server that lists nothing is asked a question, and one that refuses it says exactly why. */
static void
test_asked (Fixture *fixture, gconstpointer data)
{
  static const StudioTestLlmStep no_list = { .status = 404, .body = "{\"detail\":\"Not Found\"}" };

  use_endpoint (fixture, "my-deployment");
  studio_test_llm_push (fixture->endpoint, &no_list);
  press_test (fixture);
  WAIT_FOR (has_status (fixture, "Works: “my-deployment” answered"));
  studio_test_llm_push (fixture->endpoint, &no_list);
  studio_test_llm_push (fixture->endpoint,
                        &(StudioTestLlmStep){
                            .status = 404,
                            .body = "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"no "
                                    "such deployment\"}}",
                        });
  press_test (fixture);
  WAIT_FOR (has_status (fixture, "no such deployment"));
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  const char *const columns[] = { "tb_order.status", NULL };

  use_endpoint (fixture, "test-model");
  g_settings_set_strv (fixture->settings, "model-value-columns", columns);
  g_settings_set_string (fixture->settings, "model-effort", "low");
  WAIT_FOR (g_strcmp0 (studio_llm_endpoint_get_effort (studio_session_get_model (fixture->session)),
                       "low") == 0);
  g_settings_reset (fixture->settings, "model-effort");
  g_settings_reset (fixture->settings, "model-value-columns");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  studio_test_llm_push (fixture->endpoint,
                        &(StudioTestLlmStep){
                            .status = 401,
                            .body = "{\"error\":{\"message\":\"Incorrect API key\"}}",
                        });
  use_endpoint (fixture, "test-model");
  press_test (fixture);
  WAIT_FOR (has_status (fixture, "Incorrect API key"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name) g_test_add ("/ui/model/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (follow);
  ADD (works);
  ADD (unlisted);
  ADD (refused);
  ADD (asked);
  ADD (settings);
  return g_test_run ();
}
