/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-kpi.h"
#include "register/studio-question-catalogue.h"

G_BEGIN_DECLS

/**
 * StudioSurveyTarget: where the KPIs of one category go.
 * @category: its name
 * @id: of its collection, 0 while there is none
 * @items: (element-type StudioCollectionItem): the questions in it
 */
typedef struct
{
  char *category;
  gint64 id;
  GPtrArray *items;
} StudioSurveyTarget;

/**
 * StudioRegistrationSurvey:
 * @name: of the top collection
 * @top: its id, 0 while there is none
 * @targets: (element-type StudioSurveyTarget): one a category
 * @collections: (element-type StudioCollection): all that are not archived
 * @personal: set of the ids of collections that belong to one person
 * @names: id of a collection → its name
 * @catalogue: all questions of the databases concerned
 * @strays: id → StudioQuestion: questions of KPIs that are not in @catalogue, most often because
 *   they were archived; %NULL for one that is gone
 * @columns: StudioKpi → GPtrArray of StudioCardColumn: what its result has
 * @keys: StudioKpi → identity of its SQL without ordering and names, where it can be read
 *
 * What is in Metabase, as far as it matters for registering some KPIs. Reading it changes nothing.
 * Counted by reference.
 */
typedef struct
{
  gatomicrefcount references;
  char *name;
  gint64 top;
  GPtrArray *targets;
  GPtrArray *collections;
  GHashTable *personal;
  GHashTable *names;
  StudioQuestionCatalogue *catalogue;
  GHashTable *strays;
  GHashTable *columns;
  GHashTable *keys;
} StudioRegistrationSurvey;

StudioRegistrationSurvey *studio_registration_survey_ref (StudioRegistrationSurvey *self);
void studio_registration_survey_unref (StudioRegistrationSurvey *self);

/** studio_registration_survey_category_of: Returns: (transfer none): the category of @kpi, or the
 * one for those that have none. */
const char *studio_registration_survey_category_of (StudioKpi *kpi);

/** studio_registration_survey_find_target: Returns: (transfer none) (nullable) */
StudioSurveyTarget *
studio_registration_survey_find_target (StudioRegistrationSurvey *self, const char *category);

/** studio_registration_survey_find_collection: Returns: the id of the collection of that name below
 * @parent (0: at the top) that the person may write to, the oldest of several; 0 when there is
 * none. @collections is of StudioCollection. */
gint64 studio_registration_survey_find_collection (GPtrArray *collections,
                                                   const char *name,
                                                   gint64 parent);

/**
 * studio_registration_survey_async:
 * @catalogue: is brought up to date
 * @databases: (nullable): of StudioDatabase, to know what they speak
 * @name: of the top collection
 * @kpis: of StudioKpi
 */
void studio_registration_survey_async (StudioMetabaseClient *client,
                                       StudioQuestionCatalogue *catalogue,
                                       GListModel *databases,
                                       const char *name,
                                       GPtrArray *kpis,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/** studio_registration_survey_finish: Returns: (transfer full) (nullable) */
StudioRegistrationSurvey *studio_registration_survey_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioRegistrationSurvey, studio_registration_survey_unref)

G_END_DECLS
