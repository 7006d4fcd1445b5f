/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of many proposals for a table are chosen, and in which order. */
#include "propose/analyst/studio-choice.h"

#include <string.h>

/* A proposal that asks of the table @subject. */
static StudioProposal *
add (GPtrArray *proposals,
     StudioFamily family,
     double weight,
     const char *pattern,
     const char *display,
     const char *subject)
{
  StudioDefinition *definition = studio_definition_new (pattern, "t", NULL, subject);
  StudioProposal *proposal;

  studio_definition_add_measure (definition, "n", NULL,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT, NULL));
  proposal = studio_proposal_new (family, weight, subject, display, definition, "%s %s of %s",
                                  pattern, display, subject);
  g_ptr_array_add (proposals, proposal);
  return proposal;
}

static GPtrArray *
new_proposals (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) studio_proposal_free);
}

static guint
count_of (GPtrArray *chosen, const char *pattern)
{
  guint n = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      const StudioProposal *proposal = g_ptr_array_index (chosen, i);

      n += strcmp (proposal->definition->pattern, pattern) == 0;
    }
  return n;
}

/* Twenty of different kinds that are worth more than any headline. */
static void
add_others (GPtrArray *proposals)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *pattern = g_strdup_printf ("kind %u", i);
      g_autofree char *subject = g_strdup_printf ("other_%u", i);

      add (proposals, i % STUDIO_N_FAMILIES, 90 - i, pattern, "line", subject);
    }
}

static void
test_headlines (void)
{
  g_autoptr (GPtrArray) proposals = new_proposals ();
  g_autoptr (GPtrArray) chosen = NULL;
  StudioProposal *average, *count, *amount, *lesser;

  add_others (proposals);
  average = add (proposals, STUDIO_FAMILY_RATIO, 50, "trend", "line", "average");
  count = add (proposals, STUDIO_FAMILY_TREND, 40, "trend", "line", "orders");
  lesser = add (proposals, STUDIO_FAMILY_TREND, 55, "trend", "line", "lesser amount");
  amount = add (proposals, STUDIO_FAMILY_TREND, 60, "trend", "line", "amount");
  average->headline = 3;
  count->headline = 2;
  amount->headline = lesser->headline = 1;

  chosen = studio_choice_make (proposals);
  g_assert_cmpuint (chosen->len, ==, 20);
  g_assert_true (g_ptr_array_index (chosen, 0) == amount);
  g_assert_true (g_ptr_array_index (chosen, 1) == count);
  g_assert_true (g_ptr_array_index (chosen, 2) == average);
  g_assert_true (g_ptr_array_index (chosen, 3) == g_ptr_array_index (proposals, 0));
}

/* What is worth nothing stays out, headline or not. */
static void
test_worthless_headline (void)
{
  g_autoptr (GPtrArray) proposals = new_proposals ();
  g_autoptr (GPtrArray) chosen = NULL;

  add (proposals, STUDIO_FAMILY_TREND, 3, "trend", "line", "nothing")->headline = 1;
  add (proposals, STUDIO_FAMILY_TREND, 60, "trend", "line", "something");
  chosen = studio_choice_make (proposals);
  g_assert_cmpuint (chosen->len, ==, 1);
  g_assert_true (g_ptr_array_index (chosen, 0) == g_ptr_array_index (proposals, 1));
}

/* Where there is enough to say, the same question is not asked of everything. */
static void
test_kinds (void)
{
  g_autoptr (GPtrArray) proposals = new_proposals ();
  g_autoptr (GPtrArray) chosen = NULL;

  add_others (proposals);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *subject = g_strdup_printf ("child_%u", i);

      add (proposals, STUDIO_FAMILY_RANKING, 99, "scoreboard", "table", subject);
      add (proposals, STUDIO_FAMILY_GROWTH, 99, "growth", "table", subject);
      add (proposals, STUDIO_FAMILY_DURATION, 99, "delay", "line", subject);
    }
  chosen = studio_choice_make (proposals);
  g_assert_cmpuint (chosen->len, ==, 20);
  g_assert_cmpuint (count_of (chosen, "scoreboard"), ==, 1);
  g_assert_cmpuint (count_of (chosen, "growth"), ==, 1);
  g_assert_cmpuint (count_of (chosen, "delay"), ==, 2);
}

/* A short list takes what there is, up to what a family may have. */
static void
test_short_list (void)
{
  g_autoptr (GPtrArray) proposals = new_proposals ();
  g_autoptr (GPtrArray) chosen = NULL;

  add (proposals, STUDIO_FAMILY_COUNT, 42, "count", "scalar", "rows");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *subject = g_strdup_printf ("child_%u", i);

      add (proposals, STUDIO_FAMILY_RANKING, 70, "scoreboard", "table", subject);
    }
  chosen = studio_choice_make (proposals);
  g_assert_cmpuint (count_of (chosen, "scoreboard"), ==, 3);
  g_assert_cmpuint (count_of (chosen, "count"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/choice/headlines", test_headlines);
  g_test_add_func ("/choice/worthless-headline", test_worthless_headline);
  g_test_add_func ("/choice/kinds", test_kinds);
  g_test_add_func ("/choice/short-list", test_short_list);
  return g_test_run ();
}
