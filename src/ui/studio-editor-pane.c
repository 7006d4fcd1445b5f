/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-editor-pane.h"

#include "sql/studio-sql-format.h"
#include "ui/studio-kpi-form.h"
#include "ui/studio-kpi-text.h"
#include "ui/studio-live-check.h"
#include "ui/studio-result-pane.h"
#include "ui/studio-sql-completion.h"
#include "ui/studio-sql-view.h"
#include "ui/studio-threshold-button.h"

#include <string.h>

#include <glib/gi18n.h>

struct _StudioEditorPane
{
  AdwBin parent_instance;

  StudioSession *session;          /* (owned) */
  StudioChecks *checks;            /* (owned) */
  StudioSqlCompletion *completion; /* (owned) */
  StudioLiveCheck *live;           /* (owned) */
  StudioKpi *kpi;                  /* (owned) (nullable) */
  GSignalGroup *signals;           /* (owned) of @kpi */
  guint update_source;
  guint edited : 1; /* whether the SQL differs from the KPI's */

  GtkStack *stack;
  GtkPaned *paned;
  StudioKpiForm *form;
  GtkLabel *state_label;
  StudioThresholdButton *threshold_button;
  GtkWidget *open_button;
  StudioSqlView *sql;
  StudioResultPane *result;
};

enum
{
  PROP_0,
  PROP_KPI,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioEditorPane, studio_editor_pane, ADW_TYPE_BIN)

static void
update_toolbar (StudioEditorPane *self)
{
  g_autofree char *state = NULL;
  g_autofree char *text = NULL;
  const char *newline;

  gtk_widget_set_visible (self->open_button,
                          self->kpi != NULL && studio_kpi_get_card_id (self->kpi) > 0);
  studio_threshold_button_set_kpi (self->threshold_button, self->kpi);
  if (self->kpi == NULL)
    {
      gtk_label_set_label (self->state_label, "");
      return;
    }
  state = studio_kpi_describe_state (self->kpi);
  /* The reason stands in the result, below. */
  newline = strchr (state, '\n');
  if (newline != NULL)
    state[newline - state] = '\0';
  text = g_strdup_printf ("%s · %s", studio_kpi_get_table (self->kpi),
                          self->edited ? _ ("Edited, not checked") : state);
  gtk_label_set_label (self->state_label, text);
}

static void
show_findings (StudioEditorPane *self)
{
  studio_sql_view_show_findings (
      self->sql, self->kpi != NULL && !self->edited ? studio_kpi_get_findings (self->kpi) : NULL);
}

static void
show_result (StudioEditorPane *self)
{
  gboolean checking = self->kpi != NULL && self->checks != NULL &&
                      studio_checks_is_checking (self->checks, self->kpi);

  studio_result_pane_show (self->result, self->session, self->kpi, checking);
}

static void
show_sql (StudioEditorPane *self)
{
  g_autofree char *shown = studio_sql_view_dup_text (self->sql);
  const char *sql = self->kpi != NULL ? studio_kpi_get_sql (self->kpi) : NULL;

  if (g_strcmp0 (shown, sql != NULL ? sql : "") != 0)
    studio_sql_view_set_text (self->sql, sql);
  self->edited = FALSE;
}

static gboolean
update_cb (gpointer user_data)
{
  StudioEditorPane *self = user_data;

  self->update_source = 0;
  update_toolbar (self);
  show_findings (self);
  show_result (self);
  return G_SOURCE_REMOVE;
}

/* A check sets a dozen properties at once: they are shown together. */
static void
queue_update (StudioEditorPane *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update_cb, self);
}

/* Somebody else (repairing) changed the SQL; what the person types meanwhile wins. */
static void
sql_changed_cb (StudioEditorPane *self)
{
  if (!self->edited)
    show_sql (self);
  queue_update (self);
}

static void
checks_changed_cb (StudioEditorPane *self, StudioKpi *kpi)
{
  if (kpi == self->kpi)
    queue_update (self);
}

static void
on_edited_cb (StudioEditorPane *self)
{
  g_autofree char *sql = NULL;

  if (self->kpi == NULL)
    return;
  sql = studio_sql_view_dup_text (self->sql);
  studio_live_check_queue (self->live, sql);
  if (self->edited)
    return;
  self->edited = TRUE;
  update_toolbar (self);
}

static void
live_checked_cb (StudioEditorPane *self, GPtrArray *findings)
{
  if (self->edited)
    studio_sql_view_show_findings (self->sql, findings);
}

static void
on_committed_cb (StudioEditorPane *self)
{
  if (self->kpi != NULL && self->session != NULL)
    studio_session_save (self->session, self->kpi);
}

static void
on_threshold_changed_cb (StudioEditorPane *self, StudioThresholdKind kind, double threshold)
{
  if (self->kpi != NULL && self->session != NULL)
    studio_session_set_threshold (self->session, self->kpi, kind, threshold);
}

static void
on_finding_activated_cb (StudioEditorPane *self, StudioFinding *finding)
{
  studio_sql_view_go_to (self->sql, finding);
}

static void
on_fix_activated_cb (StudioEditorPane *self, StudioFinding *finding)
{
  g_autofree char *sql = studio_sql_view_dup_text (self->sql);
  gsize length = strlen (sql);
  g_autoptr (GString) fixed = NULL;

  /* The positions are those of the text that was checked. */
  if (self->edited || finding->fix == NULL || finding->start < 0 || finding->end < finding->start ||
      (gsize) finding->end > length)
    return;
  fixed = g_string_new_len (sql, finding->start);
  g_string_append (fixed, finding->fix);
  g_string_append (fixed, sql + finding->end);
  studio_sql_view_replace_text (self->sql, fixed->str);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.check", NULL);
}

void
studio_editor_pane_commit (StudioEditorPane *self)
{
  g_autofree char *sql = NULL;

  g_return_if_fail (STUDIO_IS_EDITOR_PANE (self));

  if (self->kpi == NULL || self->session == NULL)
    return;
  studio_kpi_form_commit (self->form);
  if (!self->edited)
    return;
  sql = studio_sql_view_dup_text (self->sql);
  studio_live_check_stop (self->live);
  self->edited = FALSE;
  if (g_strcmp0 (sql, studio_kpi_get_sql (self->kpi)) != 0)
    studio_session_set_sql (self->session, self->kpi, sql);
  queue_update (self);
}

static StudioDatabase *
find_database (StudioEditorPane *self, StudioKpi *kpi)
{
  GListModel *databases = studio_session_get_databases (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      /* The list keeps its own reference. */
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (g_strcmp0 (studio_database_get_name (database), studio_kpi_get_database (kpi)) == 0)
        return database;
    }
  return NULL;
}

StudioKpi *
studio_editor_pane_get_kpi (StudioEditorPane *self)
{
  g_return_val_if_fail (STUDIO_IS_EDITOR_PANE (self), NULL);
  return self->kpi;
}

void
studio_editor_pane_set_kpi (StudioEditorPane *self, StudioKpi *kpi)
{
  StudioDatabase *database;

  g_return_if_fail (STUDIO_IS_EDITOR_PANE (self));

  if (kpi == self->kpi)
    return;
  studio_editor_pane_commit (self);
  g_set_object (&self->kpi, kpi);
  g_signal_group_set_target (self->signals, kpi);
  studio_kpi_form_set_kpi (self->form, kpi);
  gtk_stack_set_visible_child_name (self->stack, kpi != NULL ? "editor" : "empty");
  show_sql (self);
  database = kpi != NULL && self->session != NULL ? find_database (self, kpi) : NULL;
  studio_live_check_set_database (self->live, database);
  if (self->completion != NULL)
    studio_sql_completion_set_database (self->completion, database);
  g_clear_handle_id (&self->update_source, g_source_remove);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KPI]);
}

void
studio_editor_pane_format (StudioEditorPane *self)
{
  g_autofree char *sql = NULL;
  g_autofree char *formatted = NULL;
  StudioDatabase *database;

  g_return_if_fail (STUDIO_IS_EDITOR_PANE (self));

  if (self->kpi == NULL)
    return;
  database = find_database (self, self->kpi);
  sql = studio_sql_view_dup_text (self->sql);
  formatted = studio_sql_format (sql, database != NULL ? studio_database_get_dialect (database)
                                                       : STUDIO_DIALECT_POSTGRESQL);
  if (g_strcmp0 (sql, formatted) != 0)
    studio_sql_view_replace_text (self->sql, formatted);
}

void
studio_editor_pane_edit_name (StudioEditorPane *self)
{
  g_return_if_fail (STUDIO_IS_EDITOR_PANE (self));
  studio_kpi_form_edit_name (self->form);
}

void
studio_editor_pane_edit_sql (StudioEditorPane *self)
{
  g_return_if_fail (STUDIO_IS_EDITOR_PANE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->sql));
}

gboolean
studio_editor_pane_has_result_focus (StudioEditorPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->result));
}

void
studio_editor_pane_focus_result (StudioEditorPane *self)
{
  g_return_if_fail (STUDIO_IS_EDITOR_PANE (self));
  gtk_widget_child_focus (GTK_WIDGET (self->result), GTK_DIR_TAB_FORWARD);
}

static void
studio_editor_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KPI)
    g_value_set_object (value, STUDIO_EDITOR_PANE (object)->kpi);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_editor_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KPI)
    studio_editor_pane_set_kpi (STUDIO_EDITOR_PANE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_editor_pane_dispose (GObject *object)
{
  StudioEditorPane *self = STUDIO_EDITOR_PANE (object);

  if (self->completion != NULL)
    gtk_source_completion_remove_provider (studio_sql_view_get_completion (self->sql),
                                           GTK_SOURCE_COMPLETION_PROVIDER (self->completion));
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->completion);
  if (self->live != NULL)
    studio_live_check_stop (self->live);
  g_clear_object (&self->live);
  g_clear_object (&self->session);
  g_clear_object (&self->checks);
  g_clear_object (&self->kpi);
  G_OBJECT_CLASS (studio_editor_pane_parent_class)->dispose (object);
}

static void
studio_editor_pane_class_init (StudioEditorPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = studio_editor_pane_get_property;
  object_class->set_property = studio_editor_pane_set_property;
  object_class->dispose = studio_editor_pane_dispose;
  properties[PROP_KPI] =
      g_param_spec_object ("kpi", NULL, NULL, STUDIO_TYPE_KPI,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (STUDIO_TYPE_KPI_FORM);
  g_type_ensure (STUDIO_TYPE_SQL_VIEW);
  g_type_ensure (STUDIO_TYPE_RESULT_PANE);
  g_type_ensure (STUDIO_TYPE_THRESHOLD_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-editor-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioEditorPane, paned);
  gtk_widget_class_bind_template_child (widget_class, StudioEditorPane, stack);
  gtk_widget_class_bind_template_child (widget_class, StudioEditorPane, form);
  gtk_widget_class_bind_template_child (widget_class, StudioEditorPane, state_label);
  gtk_widget_class_bind_template_child (widget_class, StudioEditorPane, threshold_button);
  gtk_widget_class_bind_template_child (widget_class, StudioEditorPane, open_button);
  gtk_widget_class_bind_template_child (widget_class, StudioEditorPane, sql);
  gtk_widget_class_bind_template_child (widget_class, StudioEditorPane, result);
  gtk_widget_class_bind_template_callback (widget_class, on_committed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_threshold_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_finding_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_fix_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, studio_editor_pane_commit);
}

static void
studio_editor_pane_init (StudioEditorPane *self)
{
  static const char *const watched[] = { "notify::check-state",  "notify::findings",
                                         "notify::score",        "notify::decision",
                                         "notify::registration", "notify::display",
                                         "notify::original-sql", "notify::check-message",
                                         "notify::milliseconds" };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->live = studio_live_check_new ();
  g_signal_connect_object (self->live, "checked", G_CALLBACK (live_checked_cb), self,
                           G_CONNECT_SWAPPED);
  self->signals = g_signal_group_new (STUDIO_TYPE_KPI);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (self->signals, watched[i], G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->signals, "notify::sql", G_CALLBACK (sql_changed_cb), self);
  show_result (self);
}

void
studio_editor_pane_set_session (StudioEditorPane *self,
                                StudioSession *session,
                                StudioChecks *checks,
                                StudioSchemaLoader *loader,
                                GSettings *settings)
{
  g_return_if_fail (STUDIO_IS_EDITOR_PANE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->checks = g_object_ref (checks);
  self->completion = studio_sql_completion_new (loader);
  gtk_source_completion_add_provider (studio_sql_view_get_completion (self->sql),
                                      GTK_SOURCE_COMPLETION_PROVIDER (self->completion));
  g_signal_connect_object (checks, "changed", G_CALLBACK (checks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (settings, "result-position", self->paned, "position", G_SETTINGS_BIND_DEFAULT);
}
