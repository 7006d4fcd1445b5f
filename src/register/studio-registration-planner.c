/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-registration-planner.h"

#include "core/studio-json.h"
#include "register/studio-card-namer.h"
#include "register/studio-kpi-card.h"
#include "register/studio-query-canonical.h"
#include "register/studio-registration-plan-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

typedef struct
{
  StudioRegistrationSurvey *survey;
  const StudioPlannerOptions *options;
  GPtrArray *questions;   /* (owned) of StudioQuestion (not owned), all, the oldest first */
  GHashTable *by_marker;  /* (owned) id of a KPI → StudioQuestion (not owned) */
  GHashTable *doubled;    /* (owned) ids (not owned) of KPIs with more than one card */
  GHashTable *by_meaning; /* (owned) meaning → StudioQuestion (not owned) */
  GHashTable *twins;      /* (owned) meaning → StudioKpi (not owned) that gets a card */
  GHashTable *items;      /* (owned) target and name → StudioCollectionItem (not owned) */
  GHashTable *names;      /* (owned) target and name → name's StudioKpi (not owned) */
  StudioRegistrationPlan *plan;
} Planner;

/* What two questions have in common that ask the same of the same database. */
static char *
meaning (gint64 database_id, const char *key, const char *sql)
{
  g_autofree char *digest = key == NULL && sql != NULL ? studio_card_marker_digest (sql) : NULL;

  if (key == NULL && digest == NULL)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", database_id, key != NULL ? key : digest);
}

static char *
meaning_of_kpi (Planner *planner, StudioKpi *kpi)
{
  return meaning (studio_kpi_get_database_id (kpi),
                  g_hash_table_lookup (planner->survey->keys, kpi), studio_kpi_get_sql (kpi));
}

/* A card that was registered as a query-builder question stands for the SQL that its marker tells
 * of; another KPI with that SQL asks the same. */
static char *
meaning_of_question (const StudioQuestion *question)
{
  const StudioCard *card = question->card;

  if (card->sql == NULL && question->marker != NULL && studio_kpi_card_is_untouched (card))
    return g_strdup_printf ("%" G_GINT64_FORMAT " %s", card->database_id,
                            question->marker->sql_digest);
  return meaning (card->database_id, question->key, card->sql);
}

/* Of several cards with one KPI's marker (a person has copied one), that is taken which is as it
 * was written, then the oldest. */
static void
note_marker (Planner *planner, StudioQuestion *question)
{
  StudioQuestion *before;

  if (question->marker == NULL || question->card->archived)
    return;
  before = g_hash_table_lookup (planner->by_marker, question->marker->kpi_id);
  if (before != NULL)
    g_hash_table_add (planner->doubled, question->marker->kpi_id);
  if (before == NULL || (!studio_kpi_card_is_untouched (before->card) &&
                         studio_kpi_card_is_untouched (question->card)))
    g_hash_table_insert (planner->by_marker, question->marker->kpi_id, question);
}

static gboolean
is_in_target (Planner *planner, const StudioCard *card)
{
  for (guint i = 0; i < planner->survey->targets->len; i++)
    {
      const StudioSurveyTarget *target = g_ptr_array_index (planner->survey->targets, i);

      if (target->id != 0 && target->id == card->collection_id)
        return TRUE;
    }
  return FALSE;
}

/* What is in one person's own collection is hidden from the others and no substitute. */
static void
note_meaning (Planner *planner, StudioQuestion *question)
{
  char *key;
  StudioQuestion *before;

  if (question->card->archived ||
      g_hash_table_contains (planner->survey->personal, &question->card->collection_id))
    return;
  key = meaning_of_question (question);
  if (key == NULL)
    return;
  before = g_hash_table_lookup (planner->by_meaning, key);
  if (before == NULL ||
      (!is_in_target (planner, before->card) && is_in_target (planner, question->card)))
    g_hash_table_insert (planner->by_meaning, key, question);
  else
    g_free (key);
}

static void
note_questions (Planner *planner)
{
  GHashTableIter iter;
  gpointer stray;

  planner->questions = studio_question_catalogue_list (planner->survey->catalogue);
  g_hash_table_iter_init (&iter, planner->survey->strays);
  while (g_hash_table_iter_next (&iter, NULL, &stray))
    if (stray != NULL)
      g_ptr_array_add (planner->questions, stray);
  for (guint i = 0; i < planner->questions->len; i++)
    {
      note_marker (planner, g_ptr_array_index (planner->questions, i));
      note_meaning (planner, g_ptr_array_index (planner->questions, i));
    }
}

static StudioQuestion *
find_question (Planner *planner, gint64 id)
{
  StudioQuestion *question = studio_question_catalogue_find (planner->survey->catalogue, id);

  return question != NULL ? question : g_hash_table_lookup (planner->survey->strays, &id);
}

static StudioQuestion *
find_same (Planner *planner, StudioKpi *kpi)
{
  g_autofree char *key = meaning_of_kpi (planner, kpi);
  g_autofree char *text =
      meaning (studio_kpi_get_database_id (kpi), NULL, studio_kpi_get_sql (kpi));
  StudioQuestion *question = key != NULL ? g_hash_table_lookup (planner->by_meaning, key) : NULL;

  return question != NULL || text == NULL ? question
                                          : g_hash_table_lookup (planner->by_meaning, text);
}

static gboolean
asks_same (Planner *planner, StudioKpi *kpi, const StudioQuestion *question)
{
  g_autofree char *own = meaning_of_kpi (planner, kpi);
  g_autofree char *its = meaning_of_question (question);
  g_autofree char *digest = studio_card_marker_digest (studio_kpi_get_sql (kpi));

  return g_strcmp0 (own, its) == 0 ||
         (question->marker != NULL && strcmp (question->marker->sql_digest, digest) == 0 &&
          studio_kpi_card_is_untouched (question->card));
}

static char *
describe_collection (Planner *planner, gint64 id)
{
  const StudioRegistrationSurvey *survey = planner->survey;
  const char *name = g_hash_table_lookup (survey->names, &id);

  if (id == 0)
    return g_strdup (_ ("Our analytics"));
  for (guint i = 0; i < survey->targets->len; i++)
    {
      const StudioSurveyTarget *target = g_ptr_array_index (survey->targets, i);

      if (target->id == id)
        return g_strdup_printf ("%s / %s", survey->name, target->category);
    }
  return g_strdup (name != NULL ? name : _ ("another collection"));
}

static void
add_difference (GPtrArray *differences, const char *part, const char *there, const char *here)
{
  StudioPlanDifference *difference;

  if (g_strcmp0 (there, here) == 0)
    return;
  difference = g_new0 (StudioPlanDifference, 1);
  difference->part = g_strdup (part);
  difference->there = g_strdup (there != NULL ? there : "");
  difference->here = g_strdup (here != NULL ? here : "");
  g_ptr_array_add (differences, difference);
}

static char *
query_text (const StudioCard *card)
{
  return card->query != NULL ? studio_query_canonical (card->query)
                             : g_strstrip (g_strdup (card->sql != NULL ? card->sql : ""));
}

static char *
settings_text (const StudioCard *card)
{
  return card->visualization != NULL ? studio_query_canonical_settings (card->visualization)
                                     : g_strdup ("{}");
}

/* The parts in which what is there differs from what would be written. */
static GPtrArray *
compare (const StudioCard *there, const StudioCard *here)
{
  GPtrArray *differences = g_ptr_array_new ();
  g_autofree char *their_description = studio_card_marker_strip (there->description);
  g_autofree char *our_description = studio_card_marker_strip (here->description);
  g_autofree char *their_query = query_text (there);
  g_autofree char *our_query = query_text (here);
  g_autofree char *their_settings = settings_text (there);
  g_autofree char *our_settings = settings_text (here);

  add_difference (differences, "name", there->name, here->name);
  add_difference (differences, "description", their_description, our_description);
  add_difference (differences, "query", their_query, our_query);
  add_difference (differences, "display", there->display, here->display);
  add_difference (differences, "settings", their_settings, our_settings);
  return differences;
}

static const char *
find_currency (Planner *planner, StudioKpi *kpi)
{
  gint64 database = studio_kpi_get_database_id (kpi);

  return planner->options->currencies != NULL
             ? g_hash_table_lookup (planner->options->currencies, &database)
             : NULL;
}

static StudioCard *
make_card (Planner *planner, StudioKpi *kpi, const char *name)
{
  const StudioBuilderQuery *query = planner->options->queries != NULL
                                        ? g_hash_table_lookup (planner->options->queries, kpi)
                                        : NULL;
  gboolean metric = query != NULL && query->metric && planner->options->metrics;

  return studio_kpi_card_new (
      kpi, name,
      &(StudioKpiCardDetails){ .query = query,
                               .type = metric ? "metric" : NULL,
                               .columns = g_hash_table_lookup (planner->survey->columns, kpi),
                               .currency = find_currency (planner, kpi) });
}

/* An entry about a question that is there; takes @message. */
static void
add_existing (Planner *planner,
              StudioKpi *kpi,
              const StudioQuestion *question,
              StudioPlanAction action,
              StudioPlanReason reason,
              StudioCard *card,
              char *message)
{
  gboolean included = action == STUDIO_PLAN_UPDATE || action == STUDIO_PLAN_LINK;
  StudioPlanEntryData data = {
    .kpi = kpi,
    .action = action,
    .reason = reason,
    .message = message,
    .collection = describe_collection (planner, question->card->collection_id),
    .collection_id = question->card->collection_id,
    .card_id = question->card->id,
    .card_name =
        g_strdup (card != NULL && action == STUDIO_PLAN_UPDATE ? card->name : question->card->name),
    .can_include = included,
    .included = included,
    .card = card,
    .differences = card != NULL ? compare (question->card, card) : NULL,
  };

  if (card != NULL)
    {
      card->id = question->card->id;
      /* A metric cannot be SQL. */
      if (card->query == NULL && g_strcmp0 (question->card->type, "metric") == 0)
        card->type = g_strdup ("question");
      card->collection_id = question->card->collection_id;
    }
  _studio_registration_plan_take (planner->plan, _studio_plan_entry_new (&data));
}

/* Its card keeps the name that told it apart from another. */
static const char *
name_for_update (StudioKpi *kpi, const StudioCard *card)
{
  const char *name = studio_kpi_get_name (kpi);

  return card->name != NULL && g_str_has_prefix (card->name, name) &&
                 (g_str_has_prefix (card->name + strlen (name), " · ") ||
                  g_str_has_prefix (card->name + strlen (name), " ("))
             ? card->name
             : name;
}

static gboolean
has_changed_here (Planner *planner, StudioKpi *kpi, const StudioQuestion *question)
{
  const StudioCardMarker *marker = question->marker;
  g_autofree char *digest = NULL;

  if (planner->options->queries != NULL && question->card->query == NULL &&
      g_hash_table_contains (planner->options->queries, kpi))
    return TRUE;
  if (marker->kpi_digest != NULL)
    {
      digest = studio_kpi_card_kpi_digest (kpi, find_currency (planner, kpi));
      return strncmp (digest, marker->kpi_digest, strlen (marker->kpi_digest)) != 0;
    }
  digest = studio_card_marker_digest (studio_kpi_get_sql (kpi));
  return strcmp (digest, marker->sql_digest) != 0 ||
         studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_OUTDATED;
}

/* The KPI's own card, made by this workspace or an earlier one. */
static void
plan_own (Planner *planner, StudioKpi *kpi, const StudioQuestion *question)
{
  gboolean changed = has_changed_here (planner, kpi, question);
  gboolean touched = !studio_kpi_card_is_untouched (question->card);
  StudioCard *card =
      changed || touched ? make_card (planner, kpi, name_for_update (kpi, question->card)) : NULL;

  if (changed && touched)
    add_existing (planner, kpi, question, STUDIO_PLAN_CONFLICT, STUDIO_PLAN_CHANGED_BOTH, card,
                  g_strdup (_ ("The KPI was changed here, and a person has changed its question in "
                               "Metabase. The question is left as it is.")));
  else if (touched)
    add_existing (planner, kpi, question, STUDIO_PLAN_SKIP, STUDIO_PLAN_CHANGED_THERE, card,
                  g_strdup (_ ("A person has changed this question in Metabase, so it is left as "
                               "it is there.")));
  else if (changed)
    add_existing (planner, kpi, question, STUDIO_PLAN_UPDATE, STUDIO_PLAN_CHANGED_HERE, card,
                  g_strdup (_ ("The KPI has changed since it was registered.")));
  else if (studio_kpi_get_card_id (kpi) != question->card->id)
    add_existing (planner, kpi, question, STUDIO_PLAN_LINK, STUDIO_PLAN_FOUND_AGAIN, NULL,
                  g_strdup (_ ("Its question was made by an earlier registration.")));
  else
    add_existing (planner, kpi, question, STUDIO_PLAN_SKIP, STUDIO_PLAN_UNCHANGED, NULL,
                  g_strdup (_ ("Registered, and unchanged since.")));
}

static void
plan_same (Planner *planner, StudioKpi *kpi, const StudioQuestion *question)
{
  g_autofree char *collection = describe_collection (planner, question->card->collection_id);

  add_existing (planner, kpi, question, STUDIO_PLAN_LINK, STUDIO_PLAN_SAME_MEANING, NULL,
                g_strdup_printf (_ ("The question “%s” in “%s” asks the same, so no second one is "
                                    "made."),
                                 question->card->name, collection));
}

static char *
name_slot (const StudioSurveyTarget *target, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_strdup_printf ("%s\x1f%s", target->category, folded);
}

static const StudioCollectionItem *
find_item (Planner *planner, const StudioSurveyTarget *target, const char *name)
{
  g_autofree char *slot = name_slot (target, name);

  return g_hash_table_lookup (planner->items, slot);
}

static void
note_items (Planner *planner)
{
  for (guint i = 0; i < planner->survey->targets->len; i++)
    {
      const StudioSurveyTarget *target = g_ptr_array_index (planner->survey->targets, i);

      for (guint j = 0; j < target->items->len; j++)
        {
          StudioCollectionItem *item = g_ptr_array_index (target->items, j);

          if (item->name != NULL)
            g_hash_table_insert (planner->items, name_slot (target, item->name), item);
        }
    }
}

static gboolean
is_free (Planner *planner, const StudioSurveyTarget *target, const char *name)
{
  g_autofree char *slot = name_slot (target, name);

  return find_item (planner, target, name) == NULL && !g_hash_table_contains (planner->names, slot);
}

/* The SQL of what has the KPI's name in its collection already. */
static const char *
find_namesake_sql (Planner *planner, const StudioSurveyTarget *target, const char *name)
{
  const StudioCollectionItem *item = find_item (planner, target, name);
  g_autofree char *slot = name_slot (target, name);
  StudioQuestion *question = item != NULL ? find_question (planner, item->id) : NULL;
  StudioKpi *other = g_hash_table_lookup (planner->names, slot);

  if (item != NULL)
    return question != NULL ? question->card->sql : NULL;
  return other != NULL ? studio_kpi_get_sql (other) : NULL;
}

/* Whether a person's question has the name and claims to be the same, about the same tables. */
static gboolean
is_contradicted (Planner *planner,
                 const StudioSurveyTarget *target,
                 StudioKpi *kpi,
                 const char *difference)
{
  const StudioCollectionItem *item = find_item (planner, target, studio_kpi_get_name (kpi));
  g_autoptr (StudioCardMarker) marker =
      item != NULL ? studio_card_marker_parse (item->description) : NULL;
  StudioQuestion *question = item != NULL ? find_question (planner, item->id) : NULL;

  return question != NULL && marker == NULL && difference == NULL && question->card->sql != NULL;
}

static char *
pick_name (Planner *planner,
           const StudioSurveyTarget *target,
           StudioKpi *kpi,
           const char *difference)
{
  const char *name = studio_kpi_get_name (kpi);
  char *candidate = difference != NULL ? g_strdup_printf ("%s · %s", name, difference) : NULL;

  if (candidate != NULL && is_free (planner, target, candidate))
    return candidate;
  for (guint i = 2;; i++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%s (%u)", name, i);
      if (is_free (planner, target, candidate))
        return candidate;
    }
}

static gboolean
is_insisted (Planner *planner, StudioKpi *kpi)
{
  return planner->options->insisted != NULL &&
         g_hash_table_contains (planner->options->insisted, studio_kpi_get_id (kpi));
}

static void
plan_contradiction (Planner *planner, StudioKpi *kpi, const StudioSurveyTarget *target)
{
  const StudioCollectionItem *item = find_item (planner, target, studio_kpi_get_name (kpi));
  const StudioQuestion *question = find_question (planner, item->id);
  StudioCard *card = make_card (planner, kpi, studio_kpi_get_name (kpi));
  StudioPlanEntryData data = {
    .kpi = kpi,
    .action = STUDIO_PLAN_CONFLICT,
    .reason = STUDIO_PLAN_CONTRADICTION,
    .message = g_strdup_printf (
        _ ("A question of a person is called “%s” too and counts it in another way. Rename the "
           "KPI, or decide which of the two is right."),
        question->card->name),
    .collection = describe_collection (planner, target->id),
    .collection_id = target->id,
    .card_id = question->card->id,
    .card_name = g_strdup (question->card->name),
    .can_include = TRUE,
    .card = card,
    .differences = compare (question->card, card),
  };

  _studio_registration_plan_take (planner->plan, _studio_plan_entry_new (&data));
}

/* Takes @message; adds why it becomes no question of the query builder. */
static char *
add_reason (Planner *planner, StudioKpi *kpi, char *message)
{
  const char *reason = planner->options->reasons != NULL
                           ? g_hash_table_lookup (planner->options->reasons, kpi)
                           : NULL;
  g_autofree char *owned = message;

  return reason != NULL ? g_strdup_printf (_ ("%s It is registered as SQL: %s"), owned, reason)
                        : g_steal_pointer (&owned);
}

static void
add_create (Planner *planner,
            StudioKpi *kpi,
            const StudioSurveyTarget *target,
            StudioPlanReason reason,
            char *name)
{
  StudioCard *card = make_card (planner, kpi, name);
  gboolean renamed = strcmp (name, studio_kpi_get_name (kpi)) != 0;
  StudioPlanEntryData data = {
    .kpi = kpi,
    .action = STUDIO_PLAN_CREATE,
    .reason = reason,
    .message = add_reason (
        planner, kpi,
        renamed ? g_strdup_printf (_ ("A new question, called “%s” because another one has "
                                      "the name “%s”."),
                                   name, studio_kpi_get_name (kpi))
                : g_strdup (_ ("A new question."))),
    .collection = g_strdup_printf ("%s / %s", planner->survey->name, target->category),
    .collection_id = target->id,
    .card_name = name,
    .can_include = TRUE,
    .included = TRUE,
    .card = card,
  };
  char *key = meaning_of_kpi (planner, kpi);

  card->collection_id = target->id;
  g_hash_table_insert (planner->names, name_slot (target, name), kpi);
  if (key != NULL)
    g_hash_table_insert (planner->twins, key, kpi);
  _studio_registration_plan_take (planner->plan, _studio_plan_entry_new (&data));
}

static void
plan_create (Planner *planner, StudioKpi *kpi, StudioPlanReason reason)
{
  const StudioSurveyTarget *target = studio_registration_survey_find_target (
      planner->survey, studio_registration_survey_category_of (kpi));
  const char *name = studio_kpi_get_name (kpi);
  const char *other;
  g_autofree char *difference = NULL;

  if (is_free (planner, target, name))
    {
      add_create (planner, kpi, target, reason, g_strdup (name));
      return;
    }
  other = find_namesake_sql (planner, target, name);
  difference = studio_card_namer_distinguish (kpi, other);
  if (is_contradicted (planner, target, kpi, difference) && !is_insisted (planner, kpi))
    plan_contradiction (planner, kpi, target);
  else
    add_create (planner, kpi, target, reason, pick_name (planner, target, kpi, difference));
}

static void
plan_twin (Planner *planner, StudioKpi *kpi, StudioKpi *twin)
{
  const char *category = studio_registration_survey_category_of (twin);
  StudioPlanEntryData data = {
    .kpi = kpi,
    .action = STUDIO_PLAN_LINK,
    .reason = STUDIO_PLAN_TWIN,
    .message = g_strdup_printf (_ ("The KPI “%s” asks the same, so both get one question."),
                                studio_kpi_get_name (twin)),
    .collection = g_strdup_printf ("%s / %s", planner->survey->name, category),
    .card_name = g_strdup (studio_kpi_get_name (twin)),
    .can_include = TRUE,
    .included = TRUE,
    .twin = twin,
  };

  _studio_registration_plan_take (planner->plan, _studio_plan_entry_new (&data));
}

/* Its card was archived or deleted by a person; that is an edit like any other. */
static void
plan_gone (Planner *planner, StudioKpi *kpi, const StudioQuestion *archived)
{
  StudioPlanEntryData data = {
    .kpi = kpi,
    .action = STUDIO_PLAN_SKIP,
    .reason = archived != NULL ? STUDIO_PLAN_ARCHIVED : STUDIO_PLAN_DELETED,
    .message =
        g_strdup (archived != NULL
                      ? _ ("Its question was archived in Metabase. It gets a new one only when "
                           "you say so.")
                      : _ ("Its question does not exist in Metabase any more, or you may not see "
                           "it. It gets a new one only when you say so.")),
    .collection =
        archived != NULL ? describe_collection (planner, archived->card->collection_id) : NULL,
    .collection_id = archived != NULL ? archived->card->collection_id : 0,
    .card_id = studio_kpi_get_card_id (kpi),
    .card_name = g_strdup (archived != NULL ? archived->card->name : studio_kpi_get_name (kpi)),
    .can_include = TRUE,
  };

  _studio_registration_plan_take (planner->plan, _studio_plan_entry_new (&data));
}

/* It has no card that it could keep. */
static void
plan_fresh (Planner *planner, StudioKpi *kpi, StudioPlanReason reason)
{
  StudioQuestion *same = find_same (planner, kpi);
  g_autofree char *key = meaning_of_kpi (planner, kpi);
  StudioKpi *twin = key != NULL ? g_hash_table_lookup (planner->twins, key) : NULL;

  if (same != NULL)
    plan_same (planner, kpi, same);
  else if (twin != NULL)
    plan_twin (planner, kpi, twin);
  else
    plan_create (planner, kpi, reason);
}

/* A question of somebody else that the KPI was linked to is never written to. */
static void
plan_linked (Planner *planner, StudioKpi *kpi, const StudioQuestion *question)
{
  if (asks_same (planner, kpi, question))
    add_existing (planner, kpi, question, STUDIO_PLAN_SKIP, STUDIO_PLAN_UNCHANGED, NULL,
                  g_strdup (_ ("Linked to this question, which asks the same.")));
  else if (studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_OUTDATED)
    plan_fresh (planner, kpi, STUDIO_PLAN_NEW);
  else
    add_existing (planner, kpi, question, STUDIO_PLAN_SKIP, STUDIO_PLAN_CHANGED_THERE,
                  make_card (planner, kpi, studio_kpi_get_name (kpi)),
                  g_strdup (_ ("The question it was linked to asks something else now, so it is "
                               "left as it is there.")));
}

/* Cards that are as this program wrote them and have the very marker and place of another one: a
 * person's copy has another name. */
static void
note_doubles (Planner *planner, StudioKpi *kpi, const StudioQuestion *own)
{
  for (guint i = 0; i < planner->questions->len; i++)
    {
      const StudioQuestion *question = g_ptr_array_index (planner->questions, i);

      if (question != own && question->marker != NULL && !question->card->archived &&
          question->card->id > own->card->id &&
          question->card->collection_id == own->card->collection_id &&
          strcmp (question->marker->kpi_id, studio_kpi_get_id (kpi)) == 0 &&
          g_strcmp0 (question->card->description, own->card->description) == 0 &&
          studio_kpi_card_is_untouched (question->card) && studio_kpi_card_is_untouched (own->card))
        _studio_registration_plan_add_double (planner->plan, studio_kpi_get_id (kpi),
                                              question->card->id);
    }
}

static void
plan_kpi (Planner *planner, StudioKpi *kpi)
{
  gint64 id = studio_kpi_get_card_id (kpi);
  StudioQuestion *known = id != 0 ? find_question (planner, id) : NULL;
  StudioQuestion *marked = g_hash_table_lookup (planner->by_marker, studio_kpi_get_id (kpi));
  StudioQuestion *known_own = known;
  gboolean own = known != NULL && known->marker != NULL &&
                 strcmp (known->marker->kpi_id, studio_kpi_get_id (kpi)) == 0;
  /* A server that was set up anew gives the numbers of cards again. */
  gboolean foreign =
      known != NULL && !own && known->marker != NULL && !asks_same (planner, kpi, known);

  if (known != NULL && (!own || known->card->archived))
    known_own = NULL;
  if (known_own == NULL)
    known_own = marked;
  if (known_own != NULL)
    {
      plan_own (planner, kpi, known_own);
      if (g_hash_table_contains (planner->doubled, studio_kpi_get_id (kpi)))
        note_doubles (planner, kpi, known_own);
    }
  else if (known != NULL && !known->card->archived && !foreign)
    plan_linked (planner, kpi, known);
  else if (id == 0)
    plan_fresh (planner, kpi, STUDIO_PLAN_NEW);
  else if (planner->options->recreate || is_insisted (planner, kpi) ||
           find_same (planner, kpi) != NULL)
    plan_fresh (planner, kpi, STUDIO_PLAN_AGAIN);
  else
    plan_gone (planner, kpi, known != NULL && known->card->archived ? known : NULL);
}

static void
list_new_collections (Planner *planner)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *model = G_LIST_MODEL (planner->plan);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (model, i);
      const char *path = studio_plan_entry_get_collection (entry);

      if (studio_plan_entry_get_action (entry) != STUDIO_PLAN_CREATE ||
          studio_plan_entry_get_collection_id (entry) != 0 ||
          !g_hash_table_add (seen, (gpointer) path))
        continue;
      if (g_hash_table_size (seen) == 1 && planner->survey->top == 0)
        g_strv_builder_add (names, planner->survey->name);
      g_strv_builder_add (names, path);
    }
  _studio_registration_plan_set_new_collections (planner->plan, g_strv_builder_end (names));
}

StudioRegistrationPlan *
studio_registration_planner_plan (StudioRegistrationSurvey *survey,
                                  GPtrArray *kpis,
                                  const StudioPlannerOptions *options)
{
  Planner planner = { .survey = survey, .options = options };

  planner.by_marker = g_hash_table_new (g_str_hash, g_str_equal);
  planner.doubled = g_hash_table_new (g_str_hash, g_str_equal);
  planner.by_meaning = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner.twins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner.items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner.plan = _studio_registration_plan_new (survey->name);
  note_questions (&planner);
  note_items (&planner);
  for (guint i = 0; i < kpis->len; i++)
    plan_kpi (&planner, g_ptr_array_index (kpis, i));
  list_new_collections (&planner);
  g_ptr_array_unref (planner.questions);
  g_hash_table_unref (planner.by_marker);
  g_hash_table_unref (planner.doubled);
  g_hash_table_unref (planner.by_meaning);
  g_hash_table_unref (planner.twins);
  g_hash_table_unref (planner.items);
  g_hash_table_unref (planner.names);
  return planner.plan;
}
