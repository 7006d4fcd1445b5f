/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/studio-application.h"
#include "ui/studio-checks.h"
#include "ui/studio-context-row.h"
#include "ui/studio-diff-view.h"
#include "ui/studio-editor-pane.h"
#include "ui/studio-history-page.h"
#include "ui/studio-kpi-form.h"
#include "ui/studio-kpi-pane.h"
#include "ui/studio-kpi-status.h"
#include "ui/studio-preferences.h"
#include "ui/studio-result-view.h"
#include "ui/studio-run-bar.h"
#include "ui/studio-schema-pane.h"
#include "ui/studio-schema-row.h"
#include "ui/studio-sql-view.h"
#include "ui/studio-table-details.h"
#include "ui/studio-threshold-button.h"
#include "ui/studio-watch-dialog.h"
#include "ui/studio-window.h"

#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>

/* The real widgets in a display, over the engine's own lists without a server. */

/* GTK does not tell what a tooltip says; so this stands in the place of its function of this name.
 */
static char *said;

void
gtk_tooltip_set_text (GtkTooltip *tooltip, const char *text)
{
  g_free (said);
  said = g_strdup (text);
}

typedef struct
{
  StudioSession *session;
  GSettings *settings;
  GtkWidget *window;
  char *folder;
  char *workspace;
} Fixture;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  studio_session_open_workspace_finish (STUDIO_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gboolean opened = FALSE;

  fixture->folder = g_dir_make_tmp ("kpi-studio-XXXXXX", NULL);
  fixture->workspace = g_build_filename (fixture->folder, "workspace.db", NULL);
  fixture->session = studio_session_new ();
  studio_session_open_workspace_async (fixture->session, fixture->workspace, NULL, opened_cb,
                                       &opened);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  fixture->settings = g_settings_new (STUDIO_APPLICATION_ID);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  g_settings_reset (fixture->settings, "table-filter");
  g_settings_reset (fixture->settings, "show-filtered");
}

static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

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

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  spin ();
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->settings);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->workspace, suffixes[i], NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->workspace);
}

static StudioField *
make_field (const char *name, const char *type, gboolean key)
{
  StudioFieldInfo *info = studio_field_info_new ();

  info->name = g_strdup (name);
  info->base_type = g_strdup (type);
  info->primary_key = key;
  return studio_field_new (info);
}

static void
add_database (StudioSession *session, const char *const *names)
{
  g_autoptr (StudioDatabase) database = studio_database_new (1, "shop", "postgres");
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      StudioTable *table = studio_table_new (10 + i, "public", names[i]);
      GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (fields, make_field ("id", "type/Integer", TRUE));
      g_ptr_array_add (fields, make_field ("status", "type/Text", FALSE));
      studio_table_take_fields (table, fields);
      g_ptr_array_add (tables, table);
    }
  studio_database_take_tables (database, tables);
  g_list_store_append (G_LIST_STORE (studio_session_get_databases (session)), database);
}

static StudioKpi *
add_kpi (StudioSession *session, const char *name, gint64 score)
{
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();

  studio_kpi_set_name (kpi, name);
  studio_kpi_set_table (kpi, "tb_order");
  studio_kpi_set_database (kpi, "shop");
  studio_kpi_set_display (kpi, "scalar");
  studio_kpi_set_category (kpi, "Sales & Revenue Analytics");
  studio_kpi_set_sql (kpi, "SELECT count(*)\nFROM tb_order");
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_VALID);
  studio_kpi_set_score (kpi, score);
  g_list_store_append (G_LIST_STORE (studio_session_get_kpis (session)), kpi);
  return kpi;
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static StudioSchemaPane *
show_schema (Fixture *fixture)
{
  StudioSchemaPane *pane = g_object_new (STUDIO_TYPE_SCHEMA_PANE, NULL);

  studio_schema_pane_set_session (pane, fixture->session, fixture->settings);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (pane));
  gtk_window_present (GTK_WINDOW (fixture->window));
  return pane;
}

static guint
count_rows (StudioSchemaPane *pane)
{
  GtkListView *list = GTK_LIST_VIEW (find_widget (GTK_WIDGET (pane), GTK_TYPE_LIST_VIEW));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

static void
test_schema_filter (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "tb_order", "tb_order_item", "customer", NULL };
  StudioSchemaPane *pane;
  GtkEditable *entry;

  add_database (fixture->session, names);
  pane = show_schema (fixture);
  entry = GTK_EDITABLE (find_widget (GTK_WIDGET (pane), GTK_TYPE_SEARCH_ENTRY));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Schema");
  /* The preset shows what it is made for: the database and two of the tables. */
  WAIT_FOR (count_rows (pane) == 3);
  gtk_editable_set_text (entry, "CUSTOM");
  WAIT_FOR (count_rows (pane) == 2);
  gtk_editable_set_text (entry, "*_item,cust*");
  WAIT_FOR (count_rows (pane) == 3);
  gtk_editable_set_text (entry, "");
  WAIT_FOR (count_rows (pane) == 4);
}

static void
test_schema_preset (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "customer", "orders", NULL };
  StudioSchemaPane *pane = show_schema (fixture);
  g_autoptr (StudioDatabase) database = studio_database_new (2, "other", "postgres");

  /* The preset fits no table of this database, so it must not hide them. */
  add_database (fixture->session, names);
  g_list_store_append (G_LIST_STORE (studio_session_get_databases (fixture->session)), database);
  studio_database_take_tables (database, g_ptr_array_new_with_free_func (g_object_unref));
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (find_widget (GTK_WIDGET (pane), GTK_TYPE_SEARCH_ENTRY))),
      ==, "TB_*");
  {
    GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

    g_ptr_array_add (tables, studio_table_new (99, NULL, "invoice"));
    studio_database_take_tables (database, tables);
  }
  WAIT_FOR (*gtk_editable_get_text (
                GTK_EDITABLE (find_widget (GTK_WIDGET (pane), GTK_TYPE_SEARCH_ENTRY))) == '\0');
}

static void
test_schema_ticks (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "tb_order", "tb_user", NULL };
  StudioSchemaPane *pane;
  StudioTableSelection *selection;
  GtkCheckButton *check;

  add_database (fixture->session, names);
  pane = show_schema (fixture);
  selection = studio_schema_pane_get_selection (pane);
  WAIT_FOR (find_widget (GTK_WIDGET (pane), GTK_TYPE_CHECK_BUTTON) != NULL);
  /* The first box is that of the database: all its tables. */
  check = GTK_CHECK_BUTTON (find_widget (GTK_WIDGET (pane), GTK_TYPE_CHECK_BUTTON));
  gtk_check_button_set_active (check, TRUE);
  WAIT_FOR (studio_table_selection_get_n_selected (selection) == 2);
  {
    g_autoptr (StudioDatabase) database =
        g_list_model_get_item (studio_session_get_databases (fixture->session), 0);
    g_autoptr (StudioTable) table =
        g_list_model_get_item (studio_database_get_tables (database), 1);

    studio_table_set_selected (table, FALSE);
  }
  WAIT_FOR (gtk_check_button_get_inconsistent (check));
  gtk_widget_activate_action (GTK_WIDGET (pane), "schema.select-none", NULL);
  WAIT_FOR (studio_table_selection_get_n_selected (selection) == 0);
  g_assert_false (gtk_check_button_get_active (check));
}

static GtkWidget *
find_label (GtkWidget *widget, const char *label)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = find_label (widget, label);

  return found != NULL ? gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON) : NULL;
}

/* A table's details show what points at it and what it points at, and lead there. */
static void
test_table_details (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "tb_order", "tb_item", "tb_user", NULL };
  g_autoptr (StudioSchemaLoader) loader = studio_schema_loader_new (fixture->session);
  g_autoptr (StudioDatabase) database = NULL;
  g_autoptr (StudioTable) orders = NULL;
  GtkWidget *details, *button;

  add_database (fixture->session, names);
  database = g_list_model_get_item (studio_session_get_databases (fixture->session), 0);
  orders = g_object_ref (studio_database_find_table (database, NULL, "tb_order"));
  for (guint i = 0; i < 2; i++)
    {
      StudioFieldInfo *info = studio_field_info_new ();
      GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);
      StudioTable *from = studio_database_find_table (database, NULL, names[i]);
      StudioTable *to =
          studio_database_find_table (database, NULL, i == 0 ? "tb_user" : "tb_order");

      info->name = g_strdup ("reference");
      info->target_table = g_strdup (studio_table_get_name (to));
      info->target_table_id = studio_table_get_id (to);
      info->target_field = g_strdup ("id");
      info->target_field_id = 1;
      g_ptr_array_add (fields, studio_field_new (info));
      studio_table_take_fields (from, fields);
    }
  gtk_window_present (GTK_WINDOW (fixture->window));
  details = studio_table_details_new (GTK_WINDOW (fixture->window), loader, orders);
  gtk_window_present (GTK_WINDOW (details));
  g_assert_nonnull (find_button (details, "tb_user"));
  button = find_button (details, "tb_item");
  g_assert_nonnull (button);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "reference → tb_order.id");
  g_signal_emit_by_name (button, "clicked");
  /* Now the other one is in the middle. */
  g_assert_null (find_button (details, "tb_user"));
  g_assert_nonnull (find_button (details, "tb_order"));
  gtk_window_destroy (GTK_WINDOW (details));
  spin ();
}

static gboolean
is_last (GtkSelectionModel *model, StudioKpi *kpi)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (StudioKpi) last = g_list_model_get_item (G_LIST_MODEL (model), n - 1);

  return last == kpi;
}

static gboolean
is_first (GtkSelectionModel *model, StudioKpi *kpi)
{
  g_autoptr (StudioKpi) first = g_list_model_get_item (G_LIST_MODEL (model), 0);

  return first == kpi;
}

static void
test_kpi_pane (Fixture *fixture, gconstpointer data)
{
  StudioKpiPane *pane = g_object_new (STUDIO_TYPE_KPI_PANE, NULL);
  StudioKpiList *list = studio_kpi_pane_get_list (pane);
  StudioKpi *low;
  GtkSelectionModel *model;

  studio_kpi_pane_set_session (pane, fixture->session, fixture->settings);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (pane));
  gtk_window_present (GTK_WINDOW (fixture->window));
  add_kpi (fixture->session, "Orders", 55);
  add_kpi (fixture->session, "Revenue", 75);
  low = add_kpi (fixture->session, "Rows", 10);
  WAIT_FOR (studio_kpi_list_get_n_shown (list) == 2);

  /* A run changes what is shown, and the list follows. */
  studio_kpi_set_score (low, 90);
  WAIT_FOR (studio_kpi_list_get_n_shown (list) == 3);
  model = gtk_column_view_get_model (
      GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (pane), GTK_TYPE_COLUMN_VIEW)));
  WAIT_FOR (is_first (model, low));
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_true (studio_kpi_list_get_current (list) == low);
  gtk_selection_model_select_item (model, 1, FALSE);
  g_assert_cmpuint (studio_kpi_list_get_n_selected (list), ==, 2);
  g_assert_true (studio_kpi_list_get_current (list) == low);

  /* It stays while it is looked at, although it is below the threshold now. */
  studio_kpi_set_score (low, 10);
  WAIT_FOR (is_last (model, low));
  g_assert_cmpuint (studio_kpi_list_get_n_shown (list), ==, 3);
  gtk_selection_model_select_item (model, 0, TRUE);
  WAIT_FOR (studio_kpi_list_get_n_shown (list) == 2);
}

static void
test_editor (Fixture *fixture, gconstpointer data)
{
  StudioEditorPane *pane = g_object_new (STUDIO_TYPE_EDITOR_PANE, NULL);
  g_autoptr (StudioChecks) checks = studio_checks_new (fixture->session);
  g_autoptr (StudioSchemaLoader) loader = studio_schema_loader_new (fixture->session);
  StudioKpi *kpi = add_kpi (fixture->session, "Orders", 55);
  GtkTextBuffer *buffer;
  GtkEditable *name;
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);
  GtkTextIter iter;

  studio_editor_pane_set_session (pane, fixture->session, checks, loader, fixture->settings);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (pane));
  gtk_window_present (GTK_WINDOW (fixture->window));
  studio_editor_pane_set_kpi (pane, kpi);
  name = GTK_EDITABLE (find_widget (GTK_WIDGET (pane), GTK_TYPE_ENTRY));
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (find_widget (GTK_WIDGET (pane), GTK_SOURCE_TYPE_VIEW)));
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (find_widget (GTK_WIDGET (pane), GTK_SOURCE_TYPE_VIEW)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "SQL editor");
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "Orders");
  g_assert_cmpint (gtk_text_buffer_get_line_count (buffer), ==, 2);
  g_assert_cmpstr (
      gtk_source_language_get_id (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (buffer))), ==,
      "studio-postgresql");

  /* Findings are where their bytes are, also behind characters of several bytes. */
  studio_kpi_set_sql (kpi, "SELECT 'é' AS x, nosuch\nFROM tb_order");
  g_ptr_array_add (findings, studio_finding_new ("unknown-column", STUDIO_SEVERITY_ERROR,
                                                 STUDIO_ERROR_CLASS_UNKNOWN_COLUMN, 18, 24,
                                                 g_strdup ("There is no column “nosuch”.")));
  studio_kpi_take_findings (kpi, g_steal_pointer (&findings));
  spin ();
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 17);
  g_assert_true (gtk_text_iter_starts_tag (
      &iter, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "studio-error")));
  g_assert_cmpuint (gtk_text_iter_get_char (&iter), ==, 'n');
  {
    GSList *marks =
        gtk_source_buffer_get_source_marks_at_line (GTK_SOURCE_BUFFER (buffer), 0, "studio-error");

    g_assert_cmpuint (g_slist_length (marks), ==, 1);
    g_slist_free (marks);
  }

  /* What was edited goes into the KPI when another one is chosen; a KPI is never without a name,
   * and with other SQL it counts as unchecked. */
  gtk_editable_set_text (name, " Paid orders ");
  gtk_text_buffer_set_text (buffer, "SELECT 2", -1);
  studio_editor_pane_set_kpi (pane, NULL);
  g_assert_cmpstr (studio_kpi_get_name (kpi), ==, "Paid orders");
  g_assert_cmpstr (studio_kpi_get_sql (kpi), ==, "SELECT 2");
  g_assert_cmpint (studio_kpi_get_check_state (kpi), ==, STUDIO_CHECK_UNCHECKED);
  studio_editor_pane_set_kpi (pane, kpi);
  gtk_editable_set_text (name, "  ");
  studio_editor_pane_commit (pane);
  g_assert_cmpstr (studio_kpi_get_name (kpi), ==, "Paid orders");
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "Paid orders");
}

static StudioResult *
make_result (guint columns, guint rows)
{
  StudioResult *result = studio_result_new ();

  for (guint i = 0; i < columns; i++)
    {
      g_autofree char *name = g_strdup_printf ("column_%u", i);

      studio_result_add_column (result, name, i == 0 && columns > 1 ? "type/Text" : "type/Integer");
    }
  for (guint i = 0; i < columns * rows; i++)
    studio_result_add_cell (result, g_strdup_printf ("%u", i));
  studio_result_set_run (result, 12, FALSE);
  return result;
}

static const char *
get_page (StudioResultView *view)
{
  return gtk_stack_get_visible_child_name (
      GTK_STACK (find_widget (GTK_WIDGET (view), GTK_TYPE_STACK)));
}

static void
test_result_view (Fixture *fixture, gconstpointer data)
{
  StudioResultView *view = g_object_new (STUDIO_TYPE_RESULT_VIEW, NULL);
  StudioKpi *kpi = add_kpi (fixture->session, "Orders", 55);
  g_autoptr (StudioResult) number = make_result (1, 1);
  g_autoptr (StudioResult) chart = make_result (2, 5);
  g_autoptr (StudioResult) wide = make_result (60, 1);
  g_autoptr (StudioResult) nothing = make_result (2, 0);

  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  studio_result_view_show (view, kpi, number, FALSE);
  g_assert_cmpstr (get_page (view), ==, "number");
  studio_result_view_show (view, kpi, chart, FALSE);
  g_assert_cmpstr (get_page (view), ==, "chart");
  studio_kpi_set_display (kpi, "table");
  studio_result_view_show (view, kpi, chart, FALSE);
  g_assert_cmpstr (get_page (view), ==, "table");
  studio_result_view_show (view, kpi, wide, FALSE);
  g_assert_cmpstr (get_page (view), ==, "table");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (
                        GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (view), GTK_TYPE_COLUMN_VIEW)))),
                    ==, 40);
  studio_result_view_show (view, kpi, nothing, FALSE);
  g_assert_cmpstr (get_page (view), ==, "message");
  studio_result_view_show (view, kpi, number, TRUE);
  g_assert_cmpstr (get_page (view), ==, "checking");
  spin ();
}

static GtkWidget *
find_cell (GtkWidget *widget, const char *text)
{
  if (GTK_IS_INSCRIPTION (widget) &&
      g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_cell (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What hovering over @widget would show. */
static const char *
hover (GtkWidget *widget)
{
  gboolean shown = FALSE;

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_get_has_tooltip (widget));
  g_clear_pointer (&said, g_free);
  g_signal_emit_by_name (widget, "query-tooltip", 1, 1, FALSE, NULL, &shown);
  return shown ? said : NULL;
}

static void
test_tooltips_of_kpis (Fixture *fixture, gconstpointer data)
{
  const char *name = "Share of orders that were delivered within two days, by region and month";
  StudioKpiPane *pane = g_object_new (STUDIO_TYPE_KPI_PANE, NULL);
  StudioKpi *kpi;

  studio_kpi_pane_set_session (pane, fixture->session, fixture->settings);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (pane));
  gtk_window_present (GTK_WINDOW (fixture->window));
  kpi = add_kpi (fixture->session, name, 70);
  WAIT_FOR (find_cell (GTK_WIDGET (pane), name) != NULL);
  g_assert_cmpstr (hover (find_cell (GTK_WIDGET (pane), name)), ==, name);
  g_assert_cmpstr (hover (find_cell (GTK_WIDGET (pane), "tb_order")), ==, "tb_order");
  g_assert_nonnull (
      strstr (hover (find_widget (GTK_WIDGET (pane), STUDIO_TYPE_KPI_STATUS)), "Valid"));
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_INVALID);
  studio_kpi_set_check_message (kpi, "column “nosuch” does not exist");
  g_assert_nonnull (
      strstr (hover (find_widget (GTK_WIDGET (pane), STUDIO_TYPE_KPI_STATUS)), "nosuch"));
}

static void
test_tooltips_of_results (Fixture *fixture, gconstpointer data)
{
  StudioResultView *view = g_object_new (STUDIO_TYPE_RESULT_VIEW, NULL);
  StudioKpi *kpi = add_kpi (fixture->session, "Orders", 55);
  g_autoptr (StudioResult) result = studio_result_new ();

  studio_result_add_column (result, "one", "type/Text");
  studio_result_add_column (result, "two", "type/Text");
  for (guint i = 0; i < 2; i++)
    {
      studio_result_add_cell (result, g_strdup ("A long text that has no room"));
      studio_result_add_cell (result, NULL);
    }
  studio_kpi_set_display (kpi, "table");
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  studio_result_view_show (view, kpi, result, FALSE);
  WAIT_FOR (find_cell (GTK_WIDGET (view), "NULL") != NULL);
  g_assert_cmpstr (hover (find_cell (GTK_WIDGET (view), "A long text that has no room")), ==,
                   "A long text that has no room");
  g_assert_null (hover (find_cell (GTK_WIDGET (view), "NULL")));
}

static void
test_tooltips_of_tables (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "tb_order", NULL };
  StudioSchemaPane *pane;
  GtkWidget *row;

  add_database (fixture->session, names);
  pane = show_schema (fixture);
  WAIT_FOR (count_rows (pane) == 2);
  row = find_widget (GTK_WIDGET (pane), STUDIO_TYPE_SCHEMA_ROW);
  {
    g_autoptr (StudioDatabase) database =
        g_list_model_get_item (studio_session_get_databases (fixture->session), 0);
    g_autoptr (StudioTable) table =
        g_list_model_get_item (studio_database_get_tables (database), 0);
    g_autoptr (GtkTreeListRow) second = NULL;
    GtkListView *list = GTK_LIST_VIEW (find_widget (GTK_WIDGET (pane), GTK_TYPE_LIST_VIEW));

    studio_table_set_kpi_count (table, 3);
    second = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), 1);
    studio_schema_row_set_row (STUDIO_SCHEMA_ROW (row), second);
  }
  g_assert_nonnull (strstr (hover (row), "tb_order"));
  g_assert_nonnull (strstr (hover (row), "3 KPIs"));
}

/* What was changed can be read, and the numbers that a KPI gave before stand for rows. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  StudioEditorPane *pane = g_object_new (STUDIO_TYPE_EDITOR_PANE, NULL);
  g_autoptr (StudioChecks) checks = studio_checks_new (fixture->session);
  g_autoptr (StudioSchemaLoader) loader = studio_schema_loader_new (fixture->session);
  StudioKpi *kpi = add_kpi (fixture->session, "Orders", 55);
  GtkWidget *list;

  studio_editor_pane_set_session (pane, fixture->session, checks, loader, fixture->settings);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (pane));
  gtk_window_present (GTK_WINDOW (fixture->window));
  studio_session_set_sql (fixture->session, kpi, "SELECT count(*) FROM tb_order WHERE paid");
  studio_editor_pane_set_kpi (pane, kpi);
  list = find_widget (find_widget (GTK_WIDGET (pane), STUDIO_TYPE_HISTORY_PAGE), GTK_TYPE_LIST_BOX);
  /* That the SQL was changed, that the KPI was edited, that it was proposed. */
  WAIT_FOR (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2) != NULL);
  g_assert_nonnull (find_widget (list, STUDIO_TYPE_DIFF_VIEW));
}

static void
threshold_changed_cb (StudioKpi *kpi, StudioThresholdKind kind, double threshold)
{
  studio_kpi_set_threshold (kpi, kind, threshold);
}

static void
test_threshold (Fixture *fixture, gconstpointer data)
{
  StudioThresholdButton *button = g_object_new (STUDIO_TYPE_THRESHOLD_BUTTON, NULL);
  StudioKpi *kpi = add_kpi (fixture->session, "Orders", 55);
  GtkDropDown *kind;
  GtkEditable *number;
  GtkWidget *popover;

  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (button));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button)));
  g_signal_connect_swapped (button, "changed", G_CALLBACK (threshold_changed_cb), kpi);
  studio_threshold_button_set_kpi (button, kpi);
  popover = find_widget (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  kind = GTK_DROP_DOWN (find_widget (popover, GTK_TYPE_DROP_DOWN));
  number = GTK_EDITABLE (find_widget (popover, GTK_TYPE_ENTRY));
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_drop_down_set_selected (kind, STUDIO_THRESHOLD_BELOW);
  gtk_editable_set_text (number, "many");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (number), "error"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  WAIT_FOR (!gtk_widget_get_visible (popover));
  g_assert_cmpint (studio_kpi_get_threshold_kind (kpi), ==, STUDIO_THRESHOLD_NONE);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_drop_down_set_selected (kind, STUDIO_THRESHOLD_BELOW);
  gtk_editable_set_text (number, "12.5");
  gtk_popover_popdown (GTK_POPOVER (popover));
  WAIT_FOR (studio_kpi_get_threshold_kind (kpi) == STUDIO_THRESHOLD_BELOW);
  g_assert_cmpfloat (studio_kpi_get_threshold (kpi), ==, 12.5);
}

static void
answered_cb (gboolean *answered)
{
  *answered = TRUE;
}

/* A suggestion is accepted as the person changed it, with the state in brackets. */
static void
test_context_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioContext) context = studio_context_new ();
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_fact_free);
  StudioInquiry inquiry = { .kind = STUDIO_FACT_CODE,
                            .subject = (char *) "tb_order.status",
                            .title = (char *) "What do the values mean?",
                            .detail = (char *) "It holds 1 & 3.",
                            .facts = facts };
  GtkWidget *row, *accept;
  gboolean answered = FALSE;

  g_ptr_array_add (facts, studio_fact_new (STUDIO_FACT_CODE, inquiry.subject, "3", NULL, NULL));
  g_ptr_array_add (facts, studio_fact_new (STUDIO_FACT_CODE, inquiry.subject, "1", NULL, NULL));
  row = studio_context_row_new (&inquiry, context);
  g_signal_connect_swapped (row, "answered", G_CALLBACK (answered_cb), &answered);
  gtk_window_set_child (GTK_WINDOW (fixture->window), row);
  gtk_window_present (GTK_WINDOW (fixture->window));
  accept = find_button (row, "_Accept");
  g_assert_nonnull (accept);
  g_assert_false (gtk_widget_get_sensitive (accept));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (row, ADW_TYPE_ENTRY_ROW)), "gone [cancelled]");
  g_assert_true (gtk_widget_get_sensitive (accept));
  g_signal_emit_by_name (accept, "clicked");
  g_assert_true (answered);
  /* What was left empty is not told. */
  g_assert_cmpstr (studio_context_get_text (context), ==,
                   "# What the schema does not say\n\n## Codes\n### tb_order.status\n"
                   "- 3: gone [cancelled]\n");
  g_signal_emit_by_name (find_button (row, "_Do Not Ask"), "clicked");
  g_assert_true (g_str_has_suffix (studio_context_get_text (context), "- tb_order.status\n"));
}

/* What needs a look is told, and a fix that is on offer can be taken. */
static void
test_watch_dialog (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) watches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_watch_free);
  StudioKpi *broken = add_kpi (fixture->session, "Orders", 55);
  StudioKpi *well = add_kpi (fixture->session, "Revenue", 55);
  StudioWatch *watch = studio_watch_new (broken);
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  g_ptr_array_add (watches, watch);
  g_ptr_array_add (watches, studio_watch_new (well));
  watch->state = STUDIO_WATCH_BROKEN;
  watch->message = g_strdup ("The column “status” is called “state” now.");
  watch->fix = g_strdup ("SELECT count(*) FROM tb_order WHERE state = 1");
  watch->crossed = TRUE;
  text = studio_watch_describe (watch);
  g_assert_cmpstr (text, ==,
                   "The column “status” is called “state” now. It has passed its threshold.");
  g_assert_true (studio_watch_is_noteworthy (watch));
  g_assert_false (studio_watch_is_noteworthy (g_ptr_array_index (watches, 1)));
  gtk_window_present (GTK_WINDOW (fixture->window));
  dialog = studio_watch_dialog_new (GTK_WINDOW (fixture->window), fixture->session, watches);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_null (find_button (dialog, "Revenue"));
  g_signal_emit_by_name (find_button (dialog, "Mend"), "clicked");
  g_assert_cmpstr (studio_kpi_get_sql (broken), ==, watch->fix);
  g_assert_cmpint (studio_kpi_get_check_state (broken), ==, STUDIO_CHECK_UNCHECKED);
  gtk_window_destroy (GTK_WINDOW (dialog));
  spin ();
}

static gboolean
get_enabled (GtkWidget *window, const char *action)
{
  gboolean enabled = FALSE;

  /* Actions of a widget class are not in the window's action map; a button tells. */
  GtkWidget *button = gtk_button_new ();

  g_object_ref_sink (button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, window);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  g_object_unref (button);
  return enabled;
}

/* The whole window over a session without a connection; nothing of it is left when it is closed. */
static void
test_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioConnector) connector =
      studio_connector_new (fixture->session, fixture->settings);
  GtkWidget *window = studio_window_new (NULL, connector);
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_present (GTK_WINDOW (window));
  spin ();
  g_assert_false (get_enabled (window, "win.generate"));
  g_assert_false (get_enabled (window, "win.check"));
  g_assert_false (get_enabled (window, "win.register"));
  g_assert_false (get_enabled (window, "win.undo"));
  g_assert_true (get_enabled (window, "win.connect"));
  gtk_widget_activate_action (window, "win.connect", NULL);
  spin ();
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_FOR (weak == NULL);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  GtkWidget *preferences = studio_preferences_new (fixture->settings);
  gpointer weak = preferences;
  GtkWidget *spin_button;

  g_object_add_weak_pointer (G_OBJECT (preferences), &weak);
  gtk_window_present (GTK_WINDOW (preferences));
  spin_button = find_widget (preferences, GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin_button), 65);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "score-threshold"), ==, 65);
  g_settings_reset (fixture->settings, "score-threshold");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin_button)), ==, 40);
  gtk_window_destroy (GTK_WINDOW (preferences));
  WAIT_FOR (weak == NULL);
}

/* What else takes its time shows how much of it is done, as soon as that is known. */
static void
test_run_bar (Fixture *fixture, gconstpointer data)
{
  StudioRunBar *bar = g_object_new (STUDIO_TYPE_RUN_BAR, NULL);
  GtkProgressBar *progress;

  studio_run_bar_set_session (bar, fixture->session);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (bar));
  gtk_window_present (GTK_WINDOW (fixture->window));
  progress = GTK_PROGRESS_BAR (find_widget (GTK_WIDGET (bar), GTK_TYPE_PROGRESS_BAR));
  studio_run_bar_show_progress (bar, 3, 4);
  spin ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (progress)));

  studio_run_bar_show_activity (bar, "Registering…");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (progress)));
  g_assert_null (find_label (GTK_WIDGET (bar), "1 of 4"));
  g_signal_emit_by_name (fixture->session, "registration-progress", 1, 4);
  WAIT_FOR (find_label (GTK_WIDGET (bar), "1 of 4") != NULL);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (progress), ==, 0.25);

  studio_run_bar_show_activity (bar, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (progress)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  gtk_source_language_manager_append_search_path (
      gtk_source_language_manager_get_default (),
      "resource:///org/example/KpiStudio/language-specs");
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/example/KpiStudio/icons");

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/ui/schema/filter", test_schema_filter);
  ADD ("/ui/schema/preset", test_schema_preset);
  ADD ("/ui/schema/ticks", test_schema_ticks);
  ADD ("/ui/table-details", test_table_details);
  ADD ("/ui/kpi-pane", test_kpi_pane);
  ADD ("/ui/editor", test_editor);
  ADD ("/ui/result-view", test_result_view);
  ADD ("/ui/history", test_history);
  ADD ("/ui/threshold", test_threshold);
  ADD ("/ui/tooltips/kpis", test_tooltips_of_kpis);
  ADD ("/ui/tooltips/results", test_tooltips_of_results);
  ADD ("/ui/tooltips/tables", test_tooltips_of_tables);
  ADD ("/ui/watch-dialog", test_watch_dialog);
  ADD ("/ui/context-row", test_context_row);
  ADD ("/ui/window", test_window);
  ADD ("/ui/preferences", test_preferences);
  ADD ("/ui/run-bar", test_run_bar);
  return g_test_run ();
}
