/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of two KPIs that ask the same is kept. */
#include "assess/studio-assess.h"
#include "assess/studio-duplicates.h"
#include "assess/studio-merge.h"

#define DEFINITION "{}"

static StudioKpi *
make (const char *source, StudioCheckState state, const char *definition, int score)
{
  StudioKpi *kpi = studio_kpi_new ();

  studio_kpi_set_name (kpi, source);
  studio_kpi_set_source (kpi, source);
  studio_kpi_set_check_state (kpi, state);
  studio_kpi_set_definition (kpi, definition);
  studio_kpi_set_score (kpi, score);
  studio_kpi_set_key (kpi, "key");
  return kpi;
}

static void
test_choose (void)
{
  static const struct
  {
    StudioCheckState first_state;
    const char *first_definition;
    int first_score;
    StudioCheckState second_state;
    const char *second_definition;
    int second_score;
    gboolean second;
  } cases[] = {
    { STUDIO_CHECK_VALID, NULL, 50, STUDIO_CHECK_VALID, NULL, 50, FALSE },
    { STUDIO_CHECK_VALID, NULL, 50, STUDIO_CHECK_VALID, NULL, 51, TRUE },
    { STUDIO_CHECK_VALID, NULL, 51, STUDIO_CHECK_VALID, NULL, 50, FALSE },
    { STUDIO_CHECK_VALID, DEFINITION, 10, STUDIO_CHECK_VALID, NULL, 90, FALSE },
    { STUDIO_CHECK_VALID, NULL, 90, STUDIO_CHECK_VALID, DEFINITION, 10, TRUE },
    { STUDIO_CHECK_REPAIRED, DEFINITION, 90, STUDIO_CHECK_VALID, NULL, 10, TRUE },
    { STUDIO_CHECK_VALID, NULL, 10, STUDIO_CHECK_REPAIRED, DEFINITION, 90, FALSE },
    { STUDIO_CHECK_INVALID, DEFINITION, 0, STUDIO_CHECK_REPAIRED, NULL, 10, TRUE },
    /* Not checked yet: the statement is the same, so its check gives the same. */
    { STUDIO_CHECK_VALID, NULL, 10, STUDIO_CHECK_UNCHECKED, NULL, -1, FALSE },
    { STUDIO_CHECK_VALID, NULL, 10, STUDIO_CHECK_UNCHECKED, DEFINITION, -1, TRUE },
    { STUDIO_CHECK_INVALID, NULL, 0, STUDIO_CHECK_UNCHECKED, NULL, -1, FALSE },
    { STUDIO_CHECK_REPAIRED, NULL, 10, STUDIO_CHECK_UNCHECKED, NULL, -1, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StudioKpi) first =
          make ("llm:a", cases[i].first_state, cases[i].first_definition, cases[i].first_score);
      g_autoptr (StudioKpi) second =
          make ("llm:b", cases[i].second_state, cases[i].second_definition, cases[i].second_score);
      const char *why = NULL;

      g_test_message ("Case %" G_GSIZE_FORMAT, i);
      g_assert_true (studio_merge_choose (first, second, &why) ==
                     (cases[i].second ? second : first));
      g_assert_nonnull (why);
      /* What a person had to do with stays. */
      studio_kpi_set_edited (first, TRUE);
      g_assert_true (studio_merge_choose (first, second, &why) == first);
      studio_kpi_set_edited (first, FALSE);
      studio_kpi_set_registration (first, STUDIO_REGISTRATION_OUTDATED);
      g_assert_true (studio_merge_choose (first, second, &why) == first);
      studio_kpi_set_registration (first, STUDIO_REGISTRATION_NONE);
      studio_kpi_set_decision (first, STUDIO_DECISION_REJECTED);
      g_assert_true (studio_merge_choose (first, second, &why) == first);
      studio_kpi_set_decision (first, STUDIO_DECISION_PENDING);
      studio_kpi_set_source (first, "import");
      g_assert_true (studio_merge_choose (first, second, &why) == first);
    }
}

static void
test_note (void)
{
  g_autoptr (StudioKpi) kept = make ("analyst", STUDIO_CHECK_VALID, DEFINITION, 50);
  g_autoptr (StudioKpi) other = make ("llm:m", STUDIO_CHECK_REPAIRED, NULL, 50);

  studio_kpi_set_explanation (kept, "It is so.");
  studio_kpi_set_description (kept, "Mine");
  studio_kpi_set_description (other, "Theirs");
  studio_kpi_set_business_value (other, "Money");
  g_assert_true (studio_merge_note (kept, other, "it is valid"));
  g_assert_cmpstr (studio_kpi_get_explanation (kept), ==,
                   "It is so. Proposed by both the analyst and llm:m; the version of the analyst "
                   "was kept: it is valid.");
  g_assert_cmpstr (studio_kpi_get_description (kept), ==, "Mine");
  g_assert_cmpstr (studio_kpi_get_business_value (kept), ==, "Money");
  /* Once is enough. */
  g_assert_false (studio_merge_note (kept, other, "it was there first"));
  studio_kpi_set_decision (other, STUDIO_DECISION_APPROVED);
  g_assert_false (studio_merge_note (other, kept, "it was there first"));
  g_assert_null (studio_kpi_get_explanation (other));
}

/* The one that is preferred is found from then on, also after both were looked at again. */
static void
test_prefer (void)
{
  g_autoptr (StudioDuplicates) duplicates = studio_duplicates_new ();
  g_autoptr (StudioKpi) first = make ("llm:a", STUDIO_CHECK_VALID, NULL, 50);
  g_autoptr (StudioKpi) second = make ("analyst", STUDIO_CHECK_VALID, DEFINITION, 50);

  g_assert_null (studio_duplicates_add (duplicates, first));
  g_assert_true (studio_duplicates_add (duplicates, second) == first);
  studio_duplicates_prefer (duplicates, second);
  g_assert_true (studio_duplicates_add (duplicates, first) == second);
  g_assert_null (studio_duplicates_add (duplicates, second));
  g_assert_true (studio_duplicates_add (duplicates, first) == second);
}

/* It is taken away once, however often it is said. */
static void
test_mark (void)
{
  g_autoptr (StudioKpi) kpi = make ("analyst", STUDIO_CHECK_VALID, NULL, -1);
  gint64 score;

  studio_kpi_set_sql (kpi, "SELECT sum(amount) AS amount FROM orders");
  studio_assess_kpi (kpi, NULL, NULL);
  score = studio_kpi_get_score (kpi);
  g_assert_cmpint (score, >, 35);
  studio_assess_mark_duplicate (kpi, "One.");
  studio_assess_mark_duplicate (kpi, "Two.");
  g_assert_cmpint (studio_kpi_get_score (kpi), ==, score - 35);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/choose", test_choose);
  g_test_add_func ("/merge/note", test_note);
  g_test_add_func ("/merge/prefer", test_prefer);
  g_test_add_func ("/merge/mark", test_mark);
  return g_test_run ();
}
