/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-kpi-status.h"

#include "ui/studio-kpi-text.h"

struct _StudioKpiStatus
{
  AdwBin parent_instance;

  GSignalGroup *signals; /* (owned) of the KPI */
  GtkImage *check;
  GtkImage *decision;
};

enum
{
  PROP_0,
  PROP_KPI,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioKpiStatus, studio_kpi_status, ADW_TYPE_BIN)

static void
set_class (GtkImage *image, const char *name)
{
  const char *classes[] = { name, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (image), classes);
}

static void
show_check (StudioKpiStatus *self, StudioCheckState state)
{
  static const char *const classes[] = { "dim-label", "success", "accent", "error" };

  gtk_image_set_from_icon_name (self->check, studio_check_state_get_icon (state));
  set_class (self->check, classes[MIN ((guint) state, G_N_ELEMENTS (classes) - 1)]);
}

static void
show_decision (StudioKpiStatus *self, StudioKpi *kpi)
{
  StudioRegistrationState registration = studio_kpi_get_registration (kpi);
  StudioDecision decision = studio_kpi_get_decision (kpi);
  const char *icon = NULL;
  const char *class = "dim-label";

  if (registration == STUDIO_REGISTRATION_REGISTERED)
    icon = "studio-registered-symbolic", class = "success";
  else if (registration == STUDIO_REGISTRATION_OUTDATED)
    icon = "studio-register-symbolic", class = "warning";
  else if (registration != STUDIO_REGISTRATION_NONE)
    icon = "dialog-warning-symbolic", class = "error";
  else if (decision == STUDIO_DECISION_APPROVED)
    icon = "studio-approve-symbolic", class = "success";
  else if (decision == STUDIO_DECISION_REJECTED)
    icon = "studio-reject-symbolic";
  gtk_image_set_from_icon_name (self->decision, icon);
  set_class (self->decision, class);
}

/* The focus is on the row of the list, which GTK 4.8 leaves without a name. */
static void
name_row (StudioKpiStatus *self, StudioKpi *kpi, const char *state)
{
  g_autofree char *name = NULL;
  GtkWidget *row = GTK_WIDGET (self);

  while (row != NULL && g_strcmp0 (gtk_widget_get_css_name (row), "row") != 0)
    row = gtk_widget_get_parent (row);
  if (row == NULL)
    return;
  name = g_strdup_printf ("%s, %s", studio_kpi_get_name (kpi), state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update (StudioKpiStatus *self)
{
  StudioKpi *kpi = studio_kpi_status_get_kpi (self);
  g_autofree char *text = NULL;

  if (kpi == NULL)
    return;
  show_check (self, studio_kpi_get_check_state (kpi));
  show_decision (self, kpi);
  text = studio_kpi_describe_state (kpi);
  name_row (self, kpi, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
studio_kpi_status_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KPI)
    g_value_set_object (value, studio_kpi_status_get_kpi (STUDIO_KPI_STATUS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_kpi_status_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KPI)
    {
      g_signal_group_set_target (STUDIO_KPI_STATUS (object)->signals, g_value_get_object (value));
      update (STUDIO_KPI_STATUS (object));
      g_object_notify_by_pspec (object, pspec);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_kpi_status_finalize (GObject *object)
{
  g_object_unref (STUDIO_KPI_STATUS (object)->signals);
  G_OBJECT_CLASS (studio_kpi_status_parent_class)->finalize (object);
}

static gboolean
studio_kpi_status_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean keyboard,
                                 GtkTooltip *tooltip)
{
  StudioKpi *kpi = studio_kpi_status_get_kpi (STUDIO_KPI_STATUS (widget));
  g_autofree char *text = kpi != NULL ? studio_kpi_describe_state (kpi) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
studio_kpi_status_class_init (StudioKpiStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = studio_kpi_status_get_property;
  object_class->set_property = studio_kpi_status_set_property;
  object_class->finalize = studio_kpi_status_finalize;
  GTK_WIDGET_CLASS (klass)->query_tooltip = studio_kpi_status_query_tooltip;
  properties[PROP_KPI] =
      g_param_spec_object ("kpi", NULL, NULL, STUDIO_TYPE_KPI,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
studio_kpi_status_init (StudioKpiStatus *self)
{
  static const char *const watched[] = { "notify::check-state", "notify::check-message",
                                         "notify::decision", "notify::registration",
                                         "notify::name" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->check = GTK_IMAGE (gtk_image_new ());
  self->decision = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->check));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->decision));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->signals = g_signal_group_new (STUDIO_TYPE_KPI);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (self->signals, watched[i], G_CALLBACK (update), self);
}

StudioKpi *
studio_kpi_status_get_kpi (StudioKpiStatus *self)
{
  g_autoptr (StudioKpi) kpi = NULL;

  g_return_val_if_fail (STUDIO_IS_KPI_STATUS (self), NULL);

  /* The list that the row belongs to keeps its own reference. */
  kpi = g_signal_group_dup_target (self->signals);
  return kpi;
}
