/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/studio-checks.h"
#include "ui/studio-window.h"
#include "ui/studio-workbench.h"

G_BEGIN_DECLS

struct _StudioWindow
{
  AdwApplicationWindow parent_instance;

  StudioConnector *connector; /* (owned) */
  StudioSession *session;     /* (owned) the connector's */
  StudioChecks *checks;       /* (owned) */
  GQueue waiting;             /* of StudioDatabase (owned), to generate for after this run */
  GCancellable *registering;  /* (owned) (nullable) while registering, archiving or watching */
  GCancellable *reconnecting; /* (owned) (nullable) while connecting again */

  char *offline; /* (nullable) why connecting again failed, while the KPIs are shown without it */

  /* The pages; only the one that is shown is visible, so that assistive technology does not find
   * the buttons of the others. */
  GtkWidget *welcome;
  GtkWidget *form;
  StudioWorkbench *workbench;

  AdwToast *toast; /* (owned) (nullable) the last one */

  AdwToastOverlay *toasts;
  GtkStack *pages;
};

/** _studio_window_class_init_actions: installs every action of the window. */
void _studio_window_class_init_actions (StudioWindowClass *klass);

/** _studio_window_update_actions: sets which actions can be done now; the only place that does. */
void _studio_window_update_actions (StudioWindow *self);

/** _studio_window_show_context: shows what was told about the company, and what to tell. */
void _studio_window_show_context (StudioWindow *self);

/** _studio_window_explain_table: shows how the table of that name is read. */
void _studio_window_explain_table (StudioWindow *self, const char *name);

/** _studio_window_offer_questions: says how many questions there are about the data, as long as
 * nothing was told. */
void _studio_window_offer_questions (StudioWindow *self);

/** _studio_window_toast: says that something was done; @text is shown as it is. */
void _studio_window_toast (StudioWindow *self, const char *text);

/** _studio_window_take_toast: shows @toast (transfer full) in place of the one before. */
void _studio_window_take_toast (StudioWindow *self, AdwToast *toast);

/** _studio_window_generate: generates for the ticked tables, a database after the other. */
void _studio_window_generate (StudioWindow *self);

/** _studio_window_preview_model: shows what generating would send to the language model, for the
 * first database with ticked tables. */
void _studio_window_preview_model (StudioWindow *self);

/** _studio_window_register: @kpis is (nullable), of StudioKpi; %NULL for all that are approved. */
void _studio_window_register (StudioWindow *self, GPtrArray *kpis);

/** _studio_window_review_registration: shows what registering @kpis (nullable: all that are
 * approved) would do, and does it when the person says so. */
void _studio_window_review_registration (StudioWindow *self, GPtrArray *kpis);

/** _studio_window_undo_registration: archives what the last registration made, if the person
 * agrees. */
void _studio_window_undo_registration (StudioWindow *self);

/** _studio_window_unregister: archives the cards of @kpis (of StudioKpi), if the person agrees. */
void _studio_window_unregister (StudioWindow *self, GPtrArray *kpis);

/** _studio_window_watch: looks whether what is registered still works, and says what does not. */
void _studio_window_watch (StudioWindow *self);

/** _studio_window_show_page: @page is one of the three pages. */
void _studio_window_show_page (StudioWindow *self, GtkWidget *page);

/** _studio_window_forget_offline: the KPIs are no longer shown without a connection. */
void _studio_window_forget_offline (StudioWindow *self);

/** _studio_window_get_list: the list of KPIs. */
StudioKpiList *_studio_window_get_list (StudioWindow *self);

G_END_DECLS
