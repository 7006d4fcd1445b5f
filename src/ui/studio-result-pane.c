/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-result-pane.h"

#include "ui/studio-history-page.h"
#include "ui/studio-kpi-text.h"
#include "ui/studio-result-view.h"

#include <glib/gi18n.h>

struct _StudioResultPane
{
  AdwBin parent_instance;

  StudioKpi *kpi;       /* (owned) (nullable) */
  StudioResult *result; /* (owned) (nullable) of @kpi, as it is now */
  gboolean checking;

  GtkStack *stack;
  StudioResultView *view;
  GtkStackPage *findings_page;
  GtkListBox *findings;
  GtkListBox *reasons;
  StudioHistoryPage *history;
};

enum
{
  FINDING_ACTIVATED,
  FIX_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioResultPane, studio_result_pane, ADW_TYPE_BIN)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
make_row (const char *icon, const char *class, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL);

  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      if (class != NULL)
        gtk_widget_add_css_class (image, class);
      gtk_box_append (GTK_BOX (box), image);
    }
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "list-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
on_fix_clicked_cb (GtkButton *button, StudioResultPane *self)
{
  g_signal_emit (self, signals[FIX_ACTIVATED], 0, g_object_get_data (G_OBJECT (button), "finding"));
}

static void
on_row_activated_cb (StudioResultPane *self, GtkListBoxRow *row)
{
  StudioFinding *finding = g_object_get_data (G_OBJECT (row), "finding");

  if (finding != NULL)
    g_signal_emit (self, signals[FINDING_ACTIVATED], 0, finding);
}

static void
add_finding (StudioResultPane *self, const StudioFinding *finding)
{
  static const char *const classes[] = { "accent", "warning", "error" };
  GtkWidget *row =
      make_row (studio_severity_get_icon (finding->severity),
                classes[MIN (finding->severity, STUDIO_SEVERITY_ERROR)], finding->message);
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  g_autofree char *label =
      g_strdup_printf ("%s: %s", studio_severity_get_title (finding->severity), finding->message);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (gtk_widget_get_first_child (box),
                               studio_severity_get_title (finding->severity));
  g_object_set_data_full (G_OBJECT (row), "finding", studio_finding_copy (finding),
                          (GDestroyNotify) studio_finding_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), finding->start >= 0);
  if (finding->fix != NULL && finding->start >= 0)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Fix"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "finding", studio_finding_copy (finding),
                              (GDestroyNotify) studio_finding_free);
      gtk_widget_set_tooltip_text (button, *finding->fix != '\0' ? finding->fix : _ ("Remove it"));
      g_signal_connect (button, "clicked", G_CALLBACK (on_fix_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_append (self->findings, row);
}

static void
show_findings (StudioResultPane *self)
{
  GPtrArray *findings = self->kpi != NULL ? studio_kpi_get_findings (self->kpi) : NULL;
  g_autofree char *title = NULL;

  clear (self->findings);
  if (findings == NULL || findings->len == 0)
    {
      gboolean invalid =
          self->kpi != NULL && studio_kpi_get_check_state (self->kpi) == STUDIO_CHECK_INVALID;
      const char *message = invalid ? studio_kpi_get_check_message (self->kpi) : NULL;

      gtk_stack_page_set_title (self->findings_page, _ ("Findings"));
      gtk_list_box_append (
          self->findings,
          message != NULL
              ? make_row ("dialog-error-symbolic", "error", message)
              : make_row (NULL, NULL,
                          self->kpi != NULL && studio_kpi_is_valid (self->kpi)
                              ? _ ("Nothing to object to.")
                              : _ ("What a check notices about the SQL and its result is shown "
                                   "here.")));
      return;
    }
  /* Translators: title of a page; %u is a number of findings. */
  title = g_strdup_printf (_ ("Findings (%u)"), findings->len);
  gtk_stack_page_set_title (self->findings_page, title);
  for (guint i = 0; i < findings->len; i++)
    add_finding (self, g_ptr_array_index (findings, i));
}

static void
add_reason (StudioResultPane *self, const char *text, int points, gboolean total)
{
  GtkWidget *row = make_row (NULL, NULL, text);
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  g_autofree char *label = total        ? g_strdup_printf ("%d", points)
                           : points < 0 ? g_strdup_printf ("−%d", -points)
                                        : g_strdup_printf ("+%d", points);
  GtkWidget *value = gtk_label_new (label);

  gtk_widget_add_css_class (value, "numeric");
  if (total)
    {
      gtk_widget_add_css_class (value, "heading");
      gtk_widget_add_css_class (gtk_widget_get_first_child (box), "heading");
    }
  else
    gtk_widget_add_css_class (value, points < 0 ? "warning" : "success");
  gtk_box_append (GTK_BOX (box), value);
  gtk_list_box_append (self->reasons, row);
}

/* Why somebody proposed it, and what of the company's context was used. */
static void
add_explanation (StudioResultPane *self)
{
  const char *explanation = self->kpi != NULL ? studio_kpi_get_explanation (self->kpi) : NULL;
  g_autofree char *text = NULL;

  if (explanation == NULL || *explanation == '\0')
    return;
  text = g_strdup_printf (_ ("Why: %s"), explanation);
  gtk_list_box_append (self->reasons, make_row ("dialog-information-symbolic", NULL, text));
}

static void
show_reasons (StudioResultPane *self)
{
  GPtrArray *reasons = self->kpi != NULL ? studio_kpi_get_reasons (self->kpi) : NULL;

  clear (self->reasons);
  add_explanation (self);
  if (self->kpi == NULL || studio_kpi_get_score (self->kpi) < 0)
    {
      gtk_list_box_append (self->reasons,
                           make_row (NULL, NULL, _ ("A KPI gets its score when it is checked.")));
      return;
    }
  for (guint i = 0; i < reasons->len; i++)
    {
      const StudioReason *reason = g_ptr_array_index (reasons, i);

      add_reason (self, reason->message, reason->points, FALSE);
    }
  add_reason (self, _ ("Score"), (int) studio_kpi_get_score (self->kpi), TRUE);
}

/* Without rows to show, the numbers that it gave before say more than a word. */
static void
on_history_loaded_cb (StudioResultPane *self)
{
  GPtrArray *values = studio_history_page_get_values (self->history);

  if (self->kpi != NULL && self->result == NULL && !self->checking &&
      studio_kpi_is_valid (self->kpi) && values != NULL && values->len > 0)
    studio_result_view_show_values (self->view, self->kpi, values);
}

void
studio_result_pane_show (StudioResultPane *self,
                         StudioSession *session,
                         StudioKpi *kpi,
                         gboolean checking)
{
  StudioResult *result = NULL;

  g_return_if_fail (STUDIO_IS_RESULT_PANE (self));

  if (session != NULL && kpi != NULL)
    result = studio_session_get_result (session, kpi);
  g_set_object (&self->kpi, kpi);
  g_set_object (&self->result, result);
  self->checking = checking;
  studio_result_view_show (self->view, kpi, self->result, checking);
  show_findings (self);
  show_reasons (self);
  studio_history_page_load (self->history, session, kpi);
}

static void
studio_result_pane_dispose (GObject *object)
{
  StudioResultPane *self = STUDIO_RESULT_PANE (object);

  g_clear_object (&self->kpi);
  g_clear_object (&self->result);
  G_OBJECT_CLASS (studio_result_pane_parent_class)->dispose (object);
}

static void
studio_result_pane_class_init (StudioResultPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = studio_result_pane_dispose;
  g_type_ensure (STUDIO_TYPE_HISTORY_PAGE);
  g_type_ensure (STUDIO_TYPE_RESULT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/KpiStudio/ui/studio-result-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, StudioResultPane, stack);
  gtk_widget_class_bind_template_child (widget_class, StudioResultPane, view);
  gtk_widget_class_bind_template_child (widget_class, StudioResultPane, findings_page);
  gtk_widget_class_bind_template_child (widget_class, StudioResultPane, findings);
  gtk_widget_class_bind_template_child (widget_class, StudioResultPane, reasons);
  gtk_widget_class_bind_template_child (widget_class, StudioResultPane, history);
  gtk_widget_class_bind_template_callback (widget_class, on_history_loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  signals[FINDING_ACTIVATED] =
      g_signal_new ("finding-activated", STUDIO_TYPE_RESULT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, STUDIO_TYPE_FINDING);
  signals[FIX_ACTIVATED] =
      g_signal_new ("fix-activated", STUDIO_TYPE_RESULT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, STUDIO_TYPE_FINDING);
}

static void
studio_result_pane_init (StudioResultPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
