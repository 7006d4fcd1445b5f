/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-assess"

#include "assess/studio-merge.h"

#include <glib/gi18n-lib.h>

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
is_from_analyst (StudioKpi *kpi)
{
  return g_strcmp0 (studio_kpi_get_source (kpi), "analyst") == 0;
}

/* By the program, not by a person. */
static gboolean
is_proposed (StudioKpi *kpi)
{
  return is_from_analyst (kpi) || (studio_kpi_get_source (kpi) != NULL &&
                                   g_str_has_prefix (studio_kpi_get_source (kpi), "llm:"));
}

gboolean
studio_merge_is_open (StudioKpi *kpi)
{
  g_return_val_if_fail (STUDIO_IS_KPI (kpi), FALSE);

  return is_proposed (kpi) && studio_kpi_get_decision (kpi) == STUDIO_DECISION_PENDING &&
         studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_NONE &&
         !studio_kpi_get_edited (kpi);
}

static int
rank (StudioCheckState state)
{
  return state == STUDIO_CHECK_VALID ? 2 : state == STUDIO_CHECK_REPAIRED ? 1 : 0;
}

/* One that is not checked yet has the same statement as the other: as that one was, or as it has
 * become by a repair. */
static StudioCheckState
foresee (StudioKpi *kpi, StudioKpi *other)
{
  if (studio_kpi_get_check_state (kpi) != STUDIO_CHECK_UNCHECKED)
    return studio_kpi_get_check_state (kpi);
  if (studio_kpi_get_check_state (other) == STUDIO_CHECK_REPAIRED &&
      g_strcmp0 (studio_kpi_get_key (kpi), studio_kpi_get_key (other)) == 0)
    return STUDIO_CHECK_VALID;
  return studio_kpi_get_check_state (other);
}

/* Positive when @second is better, negative when @first is, with the reason. */
static int
compare (StudioKpi *first, StudioKpi *second, const char **why)
{
  int difference = rank (foresee (second, first)) - rank (foresee (first, second));

  if (difference != 0)
    {
      *why = _ ("it is valid without a repair");
      return difference;
    }
  difference = (int) !is_empty (studio_kpi_get_definition (second)) -
               (int) !is_empty (studio_kpi_get_definition (first));
  if (difference != 0)
    {
      *why = _ ("it has a definition, from which its SQL is made for any database");
      return difference;
    }
  if (studio_kpi_get_score (first) < 0 || studio_kpi_get_score (second) < 0)
    return 0;
  *why = _ ("it has the higher score");
  return (int) (studio_kpi_get_score (second) - studio_kpi_get_score (first));
}

StudioKpi *
studio_merge_choose (StudioKpi *first, StudioKpi *second, const char **why)
{
  int difference;

  g_return_val_if_fail (STUDIO_IS_KPI (first) && STUDIO_IS_KPI (second) && why != NULL, NULL);

  if (!studio_merge_is_open (first))
    {
      *why = _ ("a person edited it or decided on it");
      return first;
    }
  difference = studio_merge_is_open (second) ? compare (first, second, why) : 0;
  if (difference == 0)
    *why = _ ("it was there first");
  return difference > 0 ? second : first;
}

static const char *
name_source (StudioKpi *kpi)
{
  return is_from_analyst (kpi) ? _ ("the analyst") : studio_kpi_get_source (kpi);
}

static gboolean
take_words (StudioKpi *kept, StudioKpi *other)
{
  gboolean description = is_empty (studio_kpi_get_description (kept)) &&
                         !is_empty (studio_kpi_get_description (other));
  gboolean value = is_empty (studio_kpi_get_business_value (kept)) &&
                   !is_empty (studio_kpi_get_business_value (other));

  if (description)
    studio_kpi_set_description (kept, studio_kpi_get_description (other));
  if (value)
    studio_kpi_set_business_value (kept, studio_kpi_get_business_value (other));
  return description || value;
}

gboolean
studio_merge_note (StudioKpi *kept, StudioKpi *other, const char *why)
{
  const char *before;
  g_autofree char *both = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;
  gboolean changed;

  g_return_val_if_fail (STUDIO_IS_KPI (kept) && STUDIO_IS_KPI (other) && why != NULL, FALSE);

  if (!studio_merge_is_open (kept))
    return FALSE;
  changed = take_words (kept, other);
  before = studio_kpi_get_explanation (kept);
  /* Translators: two sources of proposals, such as “the analyst” and “llm:gpt-5” */
  both =
      g_strdup_printf (_ ("Proposed by both %s and %s"), name_source (kept), name_source (other));
  if (!is_proposed (other) ||
      g_strcmp0 (studio_kpi_get_source (kept), studio_kpi_get_source (other)) == 0 ||
      (before != NULL && strstr (before, both) != NULL))
    return changed;
  /* Translators: “Proposed by both … and …”; the source of the version that was kept; why */
  sentence =
      g_strdup_printf (_ ("%s; the version of %s was kept: %s."), both, name_source (kept), why);
  text = is_empty (before) ? g_strdup (sentence) : g_strdup_printf ("%s %s", before, sentence);
  studio_kpi_set_explanation (kept, text);
  return TRUE;
}
