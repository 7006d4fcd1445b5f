/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-explanation-window.h"

#include <glib/gi18n.h>

static void
add_row (GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (escaped != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
add_group (GtkWidget *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return group;
}

static void
add_patterns (GtkWidget *page,
              const StudioExplanation *explanation,
              StudioVerdict verdict,
              const char *title)
{
  GtkWidget *group = NULL;

  for (guint i = 0; i < explanation->patterns->len; i++)
    {
      const StudioExplainedPattern *pattern = g_ptr_array_index (explanation->patterns, i);

      if (pattern->verdict != verdict)
        continue;
      if (group == NULL)
        group = add_group (page, title);
      add_row (group, pattern->name, pattern->reason);
    }
}

static void
add_reading (GtkWidget *page, const StudioExplanation *explanation)
{
  GtkWidget *group = add_group (page, _ ("How It Was Read"));
  g_autofree char *kind =
      g_strdup_printf (_ ("As %s; a row is one “%s”"), explanation->kind, explanation->noun);

  add_row (group, explanation->table, kind);
  if (explanation->time != NULL)
    {
      g_autofree char *time =
          g_strdup_printf (_ ("“%s”, by %s"), explanation->time, explanation->grain);

      add_row (group, _ ("Time"), time);
    }
  if (explanation->nothing != NULL)
    add_row (group, _ ("No KPIs"), explanation->nothing);
  for (guint i = 0; i < explanation->relationships->len; i++)
    add_row (group, g_ptr_array_index (explanation->relationships, i), NULL);
}

static void
add_columns (GtkWidget *page, const StudioExplanation *explanation)
{
  GtkWidget *group = add_group (page, _ ("Columns"));

  for (guint i = 0; i < explanation->columns->len; i++)
    {
      const StudioExplainedColumn *column = g_ptr_array_index (explanation->columns, i);
      g_autofree char *text =
          g_strdup_printf (column->note != NULL ? "%s (%s)" : "%s", column->role, column->note);

      add_row (group, column->name, text);
    }
}

void
studio_explanation_window_show (GtkWindow *parent,
                                StudioSession *session,
                                StudioDatabase *database,
                                StudioTable *table)
{
  g_autoptr (StudioExplanation) explanation = studio_session_explain (session, database, table);
  g_autofree char *title =
      g_strdup_printf (_ ("Why These KPIs: %s"), studio_table_get_name (table));
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "title", title, "default-width", 640,
                    "default-height", 640, "content", box, NULL);

  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  add_reading (page, explanation);
  add_patterns (page, explanation, STUDIO_VERDICT_PROPOSED, _ ("Proposed"));
  add_patterns (page, explanation, STUDIO_VERDICT_DOES_NOT_FIT, _ ("Not Proposed"));
  add_patterns (page, explanation, STUDIO_VERDICT_PASSED_OVER, _ ("Fitted, but Passed Over"));
  add_columns (page, explanation);
  gtk_window_present (GTK_WINDOW (window));
}
