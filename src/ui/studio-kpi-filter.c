/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-kpi-filter.h"

#include <string.h>

enum
{
  PROP_0,
  PROP_SEARCH,
  PROP_CHECK,
  PROP_DECISION,
  PROP_REGISTRATION,
  PROP_CATEGORY,
  PROP_TABLE,
  PROP_THRESHOLD,
  PROP_SHOW_FILTERED,
  PROP_PINNED,
  N_PROPS
};

#define N_TEXTS (PROP_TABLE - PROP_SEARCH + 1)

struct _StudioKpiFilter
{
  GtkFilter parent_instance;

  char *texts[N_TEXTS]; /* (nullable) by property; the search is casefolded */
  int check;            /* from their texts; -1 for any */
  int decision;
  int registration;
  guint threshold;
  gboolean show_filtered;
  StudioKpi *pinned; /* (owned) (nullable) */
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioKpiFilter, studio_kpi_filter, GTK_TYPE_FILTER)

static const char *
get_text (StudioKpiFilter *self, guint property)
{
  return self->texts[property - PROP_SEARCH];
}

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return own != NULL && strstr (own, folded) != NULL;
}

/* Every word has to be somewhere. */
static gboolean
is_found (StudioKpi *kpi, const char *search)
{
  g_auto (GStrv) words = g_strsplit (search, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !contains (studio_kpi_get_name (kpi), words[i]) &&
        !contains (studio_kpi_get_table (kpi), words[i]) &&
        !contains (studio_kpi_get_category (kpi), words[i]) &&
        !contains (studio_kpi_get_description (kpi), words[i]) &&
        !contains (studio_kpi_get_sql (kpi), words[i]))
      return FALSE;
  return TRUE;
}

static gboolean
has_states (StudioKpiFilter *self, StudioKpi *kpi)
{
  return (self->check < 0 || self->check == (int) studio_kpi_get_check_state (kpi)) &&
         (self->decision < 0 || self->decision == (int) studio_kpi_get_decision (kpi)) &&
         (self->registration < 0 || self->registration == (int) studio_kpi_get_registration (kpi));
}

/* Everything but the states, which change while somebody looks at a KPI. */
static gboolean
meets_criteria (StudioKpiFilter *self, StudioKpi *kpi)
{
  const char *category = get_text (self, PROP_CATEGORY);
  const char *table = get_text (self, PROP_TABLE);
  const char *search = get_text (self, PROP_SEARCH);

  return (category == NULL || g_strcmp0 (category, studio_kpi_get_category (kpi)) == 0) &&
         (table == NULL || g_strcmp0 (table, studio_kpi_get_table (kpi)) == 0) &&
         (search == NULL || is_found (kpi, search));
}

static gboolean
is_below_threshold (StudioKpiFilter *self, StudioKpi *kpi)
{
  gint64 score = studio_kpi_get_score (kpi);

  return !self->show_filtered && self->check != STUDIO_CHECK_INVALID && score >= 0 &&
         score < self->threshold && studio_kpi_get_decision (kpi) == STUDIO_DECISION_PENDING &&
         studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_NONE;
}

static gboolean
studio_kpi_filter_match (GtkFilter *filter, gpointer item)
{
  StudioKpiFilter *self = STUDIO_KPI_FILTER (filter);

  return meets_criteria (self, item) &&
         (item == self->pinned || (!is_below_threshold (self, item) && has_states (self, item)));
}

static GtkFilterMatch
studio_kpi_filter_get_strictness (GtkFilter *filter)
{
  return GTK_FILTER_MATCH_SOME;
}

static void
studio_kpi_filter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioKpiFilter *self = STUDIO_KPI_FILTER (object);

  if (id >= PROP_SEARCH && id <= PROP_TABLE)
    g_value_set_string (value, get_text (self, id));
  else if (id == PROP_THRESHOLD)
    g_value_set_uint (value, self->threshold);
  else if (id == PROP_SHOW_FILTERED)
    g_value_set_boolean (value, self->show_filtered);
  else if (id == PROP_PINNED)
    g_value_set_object (value, self->pinned);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_text (StudioKpiFilter *self, guint id, const char *text)
{
  char **place = &self->texts[id - PROP_SEARCH];
  char *value = NULL;

  if (text != NULL && *text != '\0')
    value = id == PROP_SEARCH ? g_utf8_casefold (text, -1) : g_strdup (text);
  g_free (*place);
  *place = value;
  if (id == PROP_CHECK)
    self->check = studio_enum_from_nick (STUDIO_TYPE_CHECK_STATE, value, -1);
  else if (id == PROP_DECISION)
    self->decision = studio_enum_from_nick (STUDIO_TYPE_DECISION, value, -1);
  else if (id == PROP_REGISTRATION)
    self->registration = studio_enum_from_nick (STUDIO_TYPE_REGISTRATION_STATE, value, -1);
}

static void
studio_kpi_filter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StudioKpiFilter *self = STUDIO_KPI_FILTER (object);

  if (id >= PROP_SEARCH && id <= PROP_TABLE)
    set_text (self, id, g_value_get_string (value));
  else if (id == PROP_THRESHOLD)
    self->threshold = g_value_get_uint (value);
  else if (id == PROP_SHOW_FILTERED)
    self->show_filtered = g_value_get_boolean (value);
  else if (id == PROP_PINNED)
    {
      if (!g_set_object (&self->pinned, g_value_get_object (value)))
        return;
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
studio_kpi_filter_finalize (GObject *object)
{
  StudioKpiFilter *self = STUDIO_KPI_FILTER (object);

  for (gsize i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_clear_object (&self->pinned);
  G_OBJECT_CLASS (studio_kpi_filter_parent_class)->finalize (object);
}

static void
studio_kpi_filter_class_init (StudioKpiFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  static const char *const texts[N_TEXTS] = { "search",       "check",    "decision",
                                              "registration", "category", "table" };

  object_class->get_property = studio_kpi_filter_get_property;
  object_class->set_property = studio_kpi_filter_set_property;
  object_class->finalize = studio_kpi_filter_finalize;
  filter_class->match = studio_kpi_filter_match;
  filter_class->get_strictness = studio_kpi_filter_get_strictness;
  for (guint i = 0; i < N_TEXTS; i++)
    properties[PROP_SEARCH + i] = g_param_spec_string (texts[i], NULL, NULL, NULL, flags);
  properties[PROP_THRESHOLD] = g_param_spec_uint ("threshold", NULL, NULL, 0, 100, 0, flags);
  properties[PROP_SHOW_FILTERED] = g_param_spec_boolean ("show-filtered", NULL, NULL, FALSE, flags);
  properties[PROP_PINNED] = g_param_spec_object ("pinned", NULL, NULL, STUDIO_TYPE_KPI, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_kpi_filter_init (StudioKpiFilter *self)
{
  self->check = -1;
  self->decision = -1;
  self->registration = -1;
}

StudioKpiFilter *
studio_kpi_filter_new (void)
{
  return g_object_new (STUDIO_TYPE_KPI_FILTER, NULL);
}

gboolean
studio_kpi_filter_is_active (StudioKpiFilter *self)
{
  g_return_val_if_fail (STUDIO_IS_KPI_FILTER (self), FALSE);

  for (gsize i = 0; i < N_TEXTS; i++)
    if (self->texts[i] != NULL)
      return TRUE;
  return FALSE;
}

gboolean
studio_kpi_filter_hides_by_score (StudioKpiFilter *self, StudioKpi *kpi)
{
  g_return_val_if_fail (STUDIO_IS_KPI_FILTER (self), FALSE);
  return kpi != self->pinned && is_below_threshold (self, kpi) && has_states (self, kpi) &&
         meets_criteria (self, kpi);
}
