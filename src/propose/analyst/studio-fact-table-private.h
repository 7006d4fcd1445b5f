/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-path.h"

G_BEGIN_DECLS

/**
 * StudioFactTable:
 * @analysis: (not owned): of the table that is analysed
 * @path: (not owned): how the rows lead to it
 * @reading: (not owned): what happens
 * @window: when
 * @measure: (nullable): what is summed up: money, or units where there is none; else rows count
 * @subject: (owned): what that is called
 * @alias: (owned): name of a column of results for it
 * @importance: how much it says about the table that is analysed
 *
 * A table of what happens with the rows of the one that is analysed.
 */
typedef struct
{
  StudioAnalysis *analysis;
  const StudioPath *path;
  StudioReading *reading;
  StudioWindow window;
  const StudioColumn *measure;
  char *subject;
  char *alias;
  double importance;
} StudioFactTable;

/** _studio_fact_add_thing: groups by the row of the table that is analysed, under its name. */
void _studio_fact_add_thing (const StudioFactTable *fact, StudioDefinition *definition);

/** _studio_fact_finish: adds @proposal (transfer full) with its texts; @description is (transfer
 * full). */
void _studio_fact_finish (const StudioFactTable *fact,
                          StudioProposal *proposal,
                          StudioDirection direction,
                          char *description,
                          const char *business_value);

/** _studio_fact_add_qualities: how well what happens goes, by the rows of the table that is
 * analysed. */
void _studio_fact_add_qualities (const StudioFactTable *fact);

G_END_DECLS
