/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/**
 * StudioRatioRule:
 * @name: what it is called ("discount rate")
 * @money: whether both are amounts of money; @counts: whether neither is
 * @part: words of the column above
 * @whole: words of the column below, the most telling first
 * @complement: whether it is 1 less the ratio (a margin)
 * @weak: whether it is of little interest
 * @direction: which way is better
 * @business_value: a sentence
 *
 * Two sums whose ratio has a name, from data/engine/ratios.json.
 */
typedef struct
{
  char *name;
  gboolean money;
  gboolean counts;
  GStrv part;
  GStrv whole;
  gboolean complement;
  gboolean weak;
  StudioDirection direction;
  char *business_value;
} StudioRatioRule;

/** studio_ratio_rule_fits: whether the rule is about columns that hold money, or about others. */
gboolean studio_ratio_rule_fits (const StudioRatioRule *rule, gboolean money);

/** studio_ratio_rules_get: Returns: (transfer none) (element-type StudioRatioRule): the built-in
 * rules, made once */
GPtrArray *studio_ratio_rules_get (void);

G_END_DECLS
