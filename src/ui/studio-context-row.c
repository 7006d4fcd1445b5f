/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-context-row.h"

#include <glib/gi18n.h>

struct _StudioContextRow
{
  AdwPreferencesGroup parent_instance;

  StudioContext *context; /* (owned) */
  StudioFactKind kind;
  char *subject; /* (nullable) */
  char *key;
  GPtrArray *facts;  /* (owned) of StudioFact */
  GPtrArray *fields; /* of GtkWidget, one a fact */
  GtkWidget *accept;
};

static guint answered;

G_DEFINE_FINAL_TYPE (StudioContextRow, studio_context_row, ADW_TYPE_PREFERENCES_GROUP)

static void
studio_context_row_finalize (GObject *object)
{
  StudioContextRow *self = STUDIO_CONTEXT_ROW (object);

  g_object_unref (self->context);
  g_free (self->subject);
  g_free (self->key);
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->fields);
  G_OBJECT_CLASS (studio_context_row_parent_class)->finalize (object);
}

static void
studio_context_row_class_init (StudioContextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_context_row_finalize;
  answered = g_signal_new ("answered", STUDIO_TYPE_CONTEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                           NULL, G_TYPE_NONE, 0);
}

static void
studio_context_row_init (StudioContextRow *self)
{
  self->fields = g_ptr_array_new ();
}

static const char *
get_text (StudioContextRow *self, guint at)
{
  return gtk_editable_get_text (GTK_EDITABLE (g_ptr_array_index (self->fields, at)));
}

/* A state may stand in brackets behind the meaning, as in the text. */
static void
tell_code (StudioContextRow *self, const StudioFact *fact, const char *text)
{
  g_autofree char *meaning = g_strstrip (g_strdup (text));
  g_autofree char *state = NULL;
  char *bracket = g_str_has_suffix (meaning, "]") ? strrchr (meaning, '[') : NULL;
  g_autoptr (StudioFact) told = NULL;

  if (bracket != NULL && bracket > meaning)
    {
      state = g_strndup (bracket + 1, strlen (bracket) - 2);
      *bracket = '\0';
      g_strstrip (meaning);
    }
  if (*meaning == '\0')
    return;
  told = studio_fact_new (STUDIO_FACT_CODE, fact->subject, fact->value, meaning, state);
  studio_context_set_fact (self->context, told);
}

static void
tell (StudioContextRow *self, StudioFactKind kind, const char *meaning)
{
  g_autoptr (StudioFact) fact = studio_fact_new (kind, self->subject, NULL, meaning, NULL);

  studio_context_set_fact (self->context, fact);
}

static void
accept_cb (StudioContextRow *self)
{
  g_autofree char *number = NULL;

  switch ((int) self->kind)
    {
    case STUDIO_FACT_CODE:
      for (guint i = 0; i < self->fields->len; i++)
        tell_code (self, g_ptr_array_index (self->facts, i), get_text (self, i));
      break;
    case STUDIO_FACT_FISCAL_YEAR:
      number = g_strdup_printf (
          "%u", adw_combo_row_get_selected (g_ptr_array_index (self->fields, 0)) + 1);
      tell (self, self->kind, number);
      break;
    case STUDIO_FACT_LEFT_OUT:
      if (adw_combo_row_get_selected (g_ptr_array_index (self->fields, 0)) == 0)
        tell (self, STUDIO_FACT_LEFT_OUT, "test");
      else
        tell (self, STUDIO_FACT_COUNTED, "counts");
      break;
    default:
      tell (self, self->kind, get_text (self, 0));
    }
  g_signal_emit (self, answered, 0);
}

static void
settle_cb (StudioContextRow *self)
{
  g_autoptr (StudioFact) fact = studio_fact_new (STUDIO_FACT_SETTLED, self->key, NULL, NULL, NULL);

  studio_context_set_fact (self->context, fact);
  g_signal_emit (self, answered, 0);
}

/* Something has to be said, and a currency or a time zone has to be one. */
static gboolean
is_answer (StudioContextRow *self)
{
  gboolean any = FALSE;

  if (self->kind == STUDIO_FACT_FISCAL_YEAR || self->kind == STUDIO_FACT_LEFT_OUT)
    return TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    any = any || *get_text (self, i) != '\0';
  if (any && self->kind == STUDIO_FACT_CURRENCY)
    {
      const char *code = get_text (self, 0);

      return strlen (code) == 3 && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) &&
             g_ascii_isupper (code[2]);
    }
  if (any && self->kind == STUDIO_FACT_TIME_ZONE)
    {
      const char *name = get_text (self, 0);
      g_autoptr (GTimeZone) zone =
          strchr (name, '/') != NULL ? g_time_zone_new_identifier (name) : NULL;

      return zone != NULL || strcmp (name, "UTC") == 0;
    }
  return any;
}

static void
changed_cb (StudioContextRow *self)
{
  gtk_widget_set_sensitive (self->accept, is_answer (self));
}

static void
add_field (StudioContextRow *self, GtkWidget *field)
{
  g_ptr_array_add (self->fields, field);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), field);
}

static void
add_entry (StudioContextRow *self, const char *title, const char *text)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (gtk_widget_activate), self->accept,
                           G_CONNECT_SWAPPED);
  add_field (self, entry);
}

static void
add_combo (StudioContextRow *self, const char *title, const char *const *choices, guint selected)
{
  GtkStringList *model = gtk_string_list_new (choices);
  GtkWidget *combo = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), selected);
  g_object_unref (model);
  add_field (self, combo);
}

static void
add_months (StudioContextRow *self, const char *suggested)
{
  g_autoptr (GPtrArray) months = g_ptr_array_new ();

  for (int month = 1; month <= 12; month++)
    g_ptr_array_add (months, (char *) _ (studio_month_get_name (month)));
  g_ptr_array_add (months, NULL);
  add_combo (self, _ ("First month"), (const char *const *) months->pdata,
             suggested != NULL ? (guint) CLAMP (atoi (suggested), 1, 12) - 1 : 0);
}

static void
add_fields (StudioContextRow *self)
{
  const char *const tests[] = { _ ("Leave Them Out"), _ ("They Count"), NULL };
  const StudioFact *first = self->facts->len > 0 ? g_ptr_array_index (self->facts, 0) : NULL;
  const char *suggested = first != NULL ? first->meaning : NULL;

  switch ((int) self->kind)
    {
    case STUDIO_FACT_CODE:
      for (guint i = 0; i < self->facts->len; i++)
        {
          const StudioFact *fact = g_ptr_array_index (self->facts, i);

          add_entry (self, fact->value, fact->meaning);
        }
      break;
    case STUDIO_FACT_FISCAL_YEAR:
      add_months (self, suggested);
      break;
    case STUDIO_FACT_LEFT_OUT:
      add_combo (self, _ ("Rows marked so"), tests, 0);
      break;
    case STUDIO_FACT_CURRENCY:
      add_entry (self, _ ("Currency, as three capital letters"), suggested);
      break;
    case STUDIO_FACT_TIME_ZONE:
      add_entry (self, _ ("Time zone, such as Asia/Seoul"), suggested);
      break;
    default:
      add_entry (self, _ ("Name"), suggested);
    }
}

static GtkWidget *
make_button (StudioContextRow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_buttons (StudioContextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *skip = make_button (self, _ ("_Do Not Ask"), G_CALLBACK (settle_cb));

  self->accept = make_button (self, _ ("_Accept"), G_CALLBACK (accept_cb));
  gtk_widget_add_css_class (skip, "flat");
  gtk_box_append (GTK_BOX (box), skip);
  gtk_box_append (GTK_BOX (box), self->accept);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 12);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), box);
}

GtkWidget *
studio_context_row_new (const StudioInquiry *inquiry, StudioContext *context)
{
  /* A title has one line, so that the whole question is below the column it is about. */
  gboolean about = inquiry->subject != NULL;
  g_autofree char *title = g_markup_escape_text (about ? inquiry->subject : inquiry->title, -1);
  g_autofree char *whole =
      g_strconcat (about ? inquiry->title : "", about ? " " : "", inquiry->detail, NULL);
  g_autofree char *detail = g_markup_escape_text (whole, -1);
  StudioContextRow *self =
      g_object_new (STUDIO_TYPE_CONTEXT_ROW, "title", title, "description", detail, NULL);

  self->context = g_object_ref (context);
  self->kind = inquiry->kind;
  self->subject = g_strdup (inquiry->subject);
  self->key = studio_inquiry_get_key (inquiry);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_fact_free);
  for (guint i = 0; i < inquiry->facts->len; i++)
    g_ptr_array_add (self->facts, studio_fact_copy (g_ptr_array_index (inquiry->facts, i)));
  add_buttons (self);
  add_fields (self);
  changed_cb (self);
  return GTK_WIDGET (self);
}
