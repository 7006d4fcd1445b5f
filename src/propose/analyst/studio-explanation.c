/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-explanation-private.h"

#include "core/studio-json.h"
#include "propose/analyst/studio-choice.h"
#include "propose/analyst/studio-key.h"
#include "propose/analyst/studio-status.h"
#include "propose/analyst/studio-uses.h"

#include <string.h>

/* Values of a column that are shown. */
#define MOST_VALUES 8

#include <glib/gi18n-lib.h>

/* So many of those passed over are worth naming. */
#define MOST_PASSED_OVER 30

static void
pattern_free (gpointer data)
{
  StudioExplainedPattern *pattern = data;

  g_free (pattern->name);
  g_free (pattern->family);
  g_free (pattern->reason);
  g_free (pattern);
}

static void
column_free (gpointer data)
{
  StudioExplainedColumn *column = data;

  g_free (column->name);
  g_free (column->role);
  g_free (column->note);
  g_free (column);
}

void
studio_explanation_free (StudioExplanation *self)
{
  g_free (self->table);
  g_free (self->kind);
  g_free (self->noun);
  g_free (self->time);
  g_free (self->grain);
  g_free (self->nothing);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->relationships);
  g_ptr_array_unref (self->patterns);
  g_free (self);
}

static void
add_note (GString *notes, const char *note)
{
  g_string_append_printf (notes, "%s%s", notes->len > 0 ? "; " : "", note);
}

/* What Metabase lists of its values, where nothing else explains them. */
static void
note_values (GString *notes, const StudioColumn *column)
{
  const StudioFieldValues *values = studio_field_get_info (column->field)->values;
  g_autoptr (GString) text = g_string_new (NULL);

  if (values == NULL)
    return;
  if (values->problem != NULL)
    {
      add_note (notes, values->problem);
      return;
    }
  for (guint i = 0; values->values[i] != NULL && i < MOST_VALUES; i++)
    {
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", values->values[i]);
      if (strcmp (values->labels[i], values->values[i]) != 0)
        g_string_append_printf (text, " = %s", values->labels[i]);
    }
  if (g_strv_length (values->values) > MOST_VALUES || values->more)
    g_string_append (text, ", …");
  g_string_prepend (text, _ ("Metabase lists: "));
  add_note (notes, text->str);
}

static char *
note_column (const StudioReading *reading, const StudioColumn *column)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  const StudioFieldInfo *info = studio_field_get_info (column->field);

  if (column->time_role != STUDIO_TIME_NONE)
    add_note (notes, studio_lexicon_time_noun (reading->lexicon, column->time_role));
  if (column->deleted != NULL)
    add_note (notes, _ ("rows that it says to be deleted are left out"));
  else if (column->flag == STUDIO_FLAG_TEST || column->flag == STUDIO_FLAG_DELETED)
    add_note (notes, _ ("such rows are left out"));
  if (studio_column_is_constant (column))
    add_note (notes, _ ("holds one value or nothing"));
  if (studio_name_is_template (studio_column_get_name (column)))
    add_note (notes, _ ("not used: Metabase would read its name as a parameter"));
  else if (!column->usable)
    add_note (notes, _ ("not used"));
  if (info->refuted != NULL)
    add_note (notes, info->refuted);
  note_values (notes, column);
  if (info->time_form != STUDIO_TIME_FORM_NONE)
    {
      g_autofree char *note =
          g_strdup_printf (_ ("parsed as %s"), studio_time_form_example (info->time_form));

      add_note (notes, note);
    }
  for (guint i = 0; column->told != NULL && i < column->told->len; i++)
    {
      g_autofree char *sentence = studio_fact_to_sentence (g_ptr_array_index (column->told, i));
      g_autofree char *note = g_strdup_printf (_ ("your context: %s"), sentence);

      add_note (notes, note);
    }
  return notes->len > 0 ? g_string_free (g_steal_pointer (&notes), FALSE) : NULL;
}

static void
explain_columns (StudioExplanation *self, const StudioReading *reading)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      StudioExplainedColumn *explained = g_new0 (StudioExplainedColumn, 1);

      explained->name = g_strdup (studio_column_get_name (column));
      explained->role = g_strdup (studio_role_name (column->role));
      explained->note = note_column (reading, column);
      g_ptr_array_add (self->columns, explained);
    }
}

static void
explain_relationships (StudioExplanation *self, const StudioAnalysis *analysis)
{
  const StudioReading *reading = analysis->reading;
  GPtrArray *inferred = studio_schema_index_get_inferred (analysis->index, reading->table);

  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);
      const char *column = studio_field_get_name (relationship->column);
      const char *parent = studio_table_get_name (relationship->parent);
      const char *why = studio_field_get_info (relationship->column)->inferred_from;

      g_ptr_array_add (self->relationships,
                       why != NULL
                           ? g_strdup_printf (_ ("%s points at %s, though no key is declared: %s"),
                                              column, parent, why)
                           : g_strdup_printf (_ ("%s points at %s"), column, parent));
    }
  for (guint i = 0; i < inferred->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (inferred, i);
      const char *why = studio_field_get_info (relationship->column)->refuted;

      g_ptr_array_add (
          self->relationships,
          g_strdup_printf (
              _ ("%s may point at %s, but is not joined: %s"),
              studio_field_get_name (relationship->column),
              studio_table_get_name (relationship->parent),
              why != NULL ? why : _ ("no key is declared, and the data have not been looked at")));
    }
}

static StudioExplainedPattern *
add_pattern (StudioExplanation *self,
             StudioVerdict verdict,
             const char *name,
             const char *family,
             double weight,
             char *reason)
{
  StudioExplainedPattern *pattern = g_new0 (StudioExplainedPattern, 1);

  pattern->verdict = verdict;
  pattern->name = g_strdup (name);
  pattern->family = g_strdup (family);
  pattern->weight = weight;
  pattern->reason = reason;
  g_ptr_array_add (self->patterns, pattern);
  return pattern;
}

/* What is among those that were chosen already, or why it is worth less than they. */
static char *
explain_passing_over (GPtrArray *chosen, const StudioProposal *proposal)
{
  guint family = 0;
  guint subject = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      const StudioProposal *other = g_ptr_array_index (chosen, i);

      if (g_ascii_strcasecmp (other->name, proposal->name) == 0 ||
          studio_definition_equal (other->definition, proposal->definition))
        return g_strdup_printf (_ ("It asks the same as “%s”."), other->name);
      family += other->family == proposal->family;
      subject += strcmp (other->subject, proposal->subject) == 0;
    }
  if (family > 0)
    return g_strdup_printf (ngettext ("It is worth less than those proposed; %u of its kind is "
                                      "among them.",
                                      "It is worth less than those proposed; %u of its kind are "
                                      "among them.",
                                      family),
                            family);
  if (subject > 0)
    return g_strdup_printf (ngettext ("It is worth less than those proposed; %u about the same is "
                                      "among them.",
                                      "It is worth less than those proposed; %u about the same are "
                                      "among them.",
                                      subject),
                            subject);
  return g_strdup (_ ("It is worth less than those proposed."));
}

static gint
compare_weights (gconstpointer a, gconstpointer b)
{
  const StudioProposal *first = *(StudioProposal *const *) a;
  const StudioProposal *second = *(StudioProposal *const *) b;

  return (first->weight < second->weight) - (first->weight > second->weight);
}

static void
explain_proposals (StudioExplanation *self, const StudioAnalysis *analysis)
{
  g_autoptr (GPtrArray) chosen = studio_choice_make (analysis->proposals);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  for (guint i = 0; i < chosen->len; i++)
    {
      const StudioProposal *proposal = g_ptr_array_index (chosen, i);
      g_autofree char *uses = studio_uses_describe (analysis, proposal);

      add_pattern (self, STUDIO_VERDICT_PROPOSED, proposal->name,
                   studio_family_name (proposal->family), proposal->weight,
                   g_strconcat (proposal->reason, uses != NULL ? " " : "", uses, NULL));
    }
  for (guint i = 0; i < analysis->proposals->len; i++)
    if (!g_ptr_array_find (chosen, g_ptr_array_index (analysis->proposals, i), NULL))
      g_ptr_array_add (rest, g_ptr_array_index (analysis->proposals, i));
  g_ptr_array_sort (rest, compare_weights);
  for (guint i = 0; i < MIN (rest->len, MOST_PASSED_OVER); i++)
    {
      const StudioProposal *proposal = g_ptr_array_index (rest, i);

      add_pattern (self, STUDIO_VERDICT_PASSED_OVER, proposal->name,
                   studio_family_name (proposal->family), proposal->weight,
                   explain_passing_over (chosen, proposal));
    }
}

/* What the kinds of KPIs need, so that one that is missing can be told why. */
typedef enum
{
  NEED_TIME = 1 << 0,
  NEED_AMOUNT = 1 << 1,
  NEED_STATUS = 1 << 2,
  NEED_PARENT = 1 << 3,
  NEED_CHILD = 1 << 4,
  NEED_CATEGORY = 1 << 5,
  NEED_TIMES = 1 << 6,
  NEED_SNAPSHOT = 1 << 7,
  NEED_RECENT = 1 << 8,
} Need;

static guint
count_role (const StudioReading *reading, StudioRole first, StudioRole last)
{
  guint n = 0;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      n += column->role >= first && column->role <= last && column->usable &&
           !studio_column_is_constant (column);
    }
  return n;
}

/* The first thing that @needs and the table has not; %NULL when it has all. */
static const char *
find_missing (const StudioAnalysis *analysis, guint needs)
{
  const StudioReading *reading = analysis->reading;

  if ((needs & NEED_SNAPSHOT) != 0 && reading->archetype != STUDIO_ARCHETYPE_SNAPSHOT)
    return _ ("the table does not hold the state at regular times");
  if ((needs & NEED_AMOUNT) != 0 &&
      count_role (reading, STUDIO_ROLE_MONEY, STUDIO_ROLE_NUMBER) == 0)
    return _ ("no column holds an amount, a quantity or another measure");
  if ((needs & NEED_STATUS) != 0 && reading->status == NULL)
    return _ ("no column holds a state");
  if ((needs & NEED_STATUS) != 0 && !studio_status_is_known (reading->status))
    return _ ("nothing says what the states mean; tell it in the company's context");
  if ((needs & NEED_PARENT) != 0 && reading->parents->len == 0)
    return _ ("no column points at another table");
  if ((needs & NEED_CHILD) != 0 && reading->children->len == 0)
    return _ ("no loaded table points here");
  if ((needs & NEED_CATEGORY) != 0 &&
      count_role (reading, STUDIO_ROLE_STATUS, STUDIO_ROLE_FLAG) == 0)
    return _ ("no column has few values to group by");
  if ((needs & NEED_TIMES) != 0 && count_role (reading, STUDIO_ROLE_TIME, STUDIO_ROLE_TIME) < 2)
    return _ ("there are no two times to measure between");
  if ((needs & NEED_TIME) != 0 && analysis->window.time == NULL)
    return _ ("no column says when a row happened");
  if ((needs & NEED_RECENT) != 0 && !analysis->window.recent)
    return _ ("the data do not reach into the present");
  return NULL;
}

static void
explain_families (StudioExplanation *self, const StudioAnalysis *analysis)
{
  static const guint needs[STUDIO_N_FAMILIES] = {
    [STUDIO_FAMILY_TOTAL] = NEED_AMOUNT,
    [STUDIO_FAMILY_TREND] = NEED_TIME,
    [STUDIO_FAMILY_GROWTH] = NEED_TIME | NEED_RECENT,
    [STUDIO_FAMILY_RATIO] = NEED_STATUS,
    [STUDIO_FAMILY_DURATION] = NEED_TIMES,
    [STUDIO_FAMILY_FUNNEL] = NEED_STATUS | NEED_TIMES,
    [STUDIO_FAMILY_COHORT] = NEED_PARENT | NEED_TIME,
    [STUDIO_FAMILY_RANKING] = NEED_PARENT,
    [STUDIO_FAMILY_CONCENTRATION] = NEED_PARENT,
    [STUDIO_FAMILY_SHARE] = NEED_CATEGORY,
    [STUDIO_FAMILY_BACKLOG] = NEED_STATUS,
    [STUDIO_FAMILY_DISTRIBUTION] = NEED_AMOUNT,
    [STUDIO_FAMILY_PROFILE] = NEED_TIME,
    [STUDIO_FAMILY_RELATION] = NEED_CHILD,
    [STUDIO_FAMILY_SNAPSHOT] = NEED_SNAPSHOT,
  };

  for (guint family = 0; family < STUDIO_N_FAMILIES; family++)
    {
      const char *name = studio_family_name (family);
      const char *missing;
      gboolean found = FALSE;

      for (guint i = 0; i < analysis->proposals->len && !found; i++)
        found = ((StudioProposal *) g_ptr_array_index (analysis->proposals, i))->family == family;
      if (found)
        continue;
      missing = find_missing (analysis, needs[family]);
      add_pattern (self, STUDIO_VERDICT_DOES_NOT_FIT, name, name, 0,
                   missing != NULL
                       ? g_strdup_printf (_ ("Does not fit: %s."), missing)
                       : g_strdup (_ ("Does not fit: the columns it needs hold too little, or mean "
                                      "something else.")));
    }
  for (guint i = 0; i < analysis->notes->len; i++)
    add_pattern (self, STUDIO_VERDICT_DOES_NOT_FIT, _ ("Note"), NULL, 0,
                 g_strdup (g_ptr_array_index (analysis->notes, i)));
}

StudioExplanation *
_studio_explanation_new (const StudioAnalysis *analysis)
{
  StudioExplanation *self = g_new0 (StudioExplanation, 1);
  const StudioReading *reading = analysis->reading;

  self->table = g_strdup (studio_table_get_name (reading->table));
  self->kind = g_strdup (studio_archetype_name (reading->archetype));
  self->noun = g_strdup (reading->noun);
  if (analysis->window.time != NULL)
    {
      self->time = g_strdup (studio_column_get_name (analysis->window.time));
      self->grain = g_strdup (studio_grain_name (analysis->window.grain));
    }
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->relationships = g_ptr_array_new_with_free_func (g_free);
  self->patterns = g_ptr_array_new_with_free_func (pattern_free);
  explain_columns (self, reading);
  explain_relationships (self, analysis);
  if (reading->empty)
    self->nothing = g_strdup (_ ("the table has no rows"));
  else if (studio_reading_is_unwritable (reading))
    self->nothing = g_strdup (_ ("Metabase would read the name of the table as a parameter"));
  else if (_studio_reading_is_software (reading))
    self->nothing = g_strdup (_ ("the table keeps the software running"));
  else if (reading->archetype == STUDIO_ARCHETYPE_CONFIGURATION)
    self->nothing = g_strdup (_ ("settings are not a business figure"));
  else
    {
      explain_proposals (self, analysis);
      explain_families (self, analysis);
    }
  return self;
}

static void
write_patterns (const StudioExplanation *self, StudioVerdict verdict, GString *text)
{
  static const char *const titles[] = { N_ ("Proposed:"), N_ ("Fitted, but passed over:"),
                                        N_ ("Not proposed:") };
  gboolean any = FALSE;

  for (guint i = 0; i < self->patterns->len; i++)
    {
      const StudioExplainedPattern *pattern = g_ptr_array_index (self->patterns, i);

      if (pattern->verdict != verdict)
        continue;
      if (!any)
        g_string_append_printf (text, "%s\n", _ (titles[verdict]));
      any = TRUE;
      if (verdict == STUDIO_VERDICT_DOES_NOT_FIT)
        g_string_append_printf (text, "  %s: %s\n", pattern->name, pattern->reason);
      else
        g_string_append_printf (text, "  %s [%s, %.0f]: %s\n", pattern->name, pattern->family,
                                pattern->weight, pattern->reason);
    }
}

char *
studio_explanation_to_text (const StudioExplanation *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s was read as %s; a row is one “%s”.\n"), self->table,
                          self->kind, self->noun);
  if (self->time != NULL)
    g_string_append_printf (text, _ ("Its time is “%s”, and its figures go by %s.\n"), self->time,
                            self->grain);
  g_string_append (text, _ ("Columns:\n"));
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioExplainedColumn *column = g_ptr_array_index (self->columns, i);

      g_string_append_printf (text, "  %s: %s", column->name, column->role);
      g_string_append_printf (text, column->note != NULL ? " (%s)\n" : "%s\n",
                              column->note != NULL ? column->note : "");
    }
  if (self->relationships->len > 0)
    g_string_append (text, _ ("Relationships:\n"));
  for (guint i = 0; i < self->relationships->len; i++)
    g_string_append_printf (text, "  %s\n", (char *) g_ptr_array_index (self->relationships, i));
  if (self->nothing != NULL)
    g_string_append_printf (text, _ ("No KPIs: %s.\n"), self->nothing);
  for (int verdict = STUDIO_VERDICT_PROPOSED; verdict <= STUDIO_VERDICT_DOES_NOT_FIT; verdict++)
    write_patterns (self, verdict, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_patterns (const StudioExplanation *self,
              JsonBuilder *builder,
              const char *member,
              StudioVerdict verdict)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->patterns->len; i++)
    {
      const StudioExplainedPattern *pattern = g_ptr_array_index (self->patterns, i);

      if (pattern->verdict != verdict)
        continue;
      json_builder_begin_object (builder);
      studio_json_add_string (builder, "name", pattern->name);
      studio_json_add_string (builder, "family", pattern->family);
      studio_json_add_int (builder, "weight", (gint64) pattern->weight);
      studio_json_add_string (builder, "reason", pattern->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

JsonNode *
studio_explanation_to_json (const StudioExplanation *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "table", self->table);
  studio_json_add_string (builder, "kind", self->kind);
  studio_json_add_string (builder, "row", self->noun);
  studio_json_add_string (builder, "time", self->time);
  studio_json_add_string (builder, "grain", self->grain);
  studio_json_add_string (builder, "nothing", self->nothing);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioExplainedColumn *column = g_ptr_array_index (self->columns, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "name", column->name);
      studio_json_add_string (builder, "role", column->role);
      studio_json_add_string (builder, "note", column->note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "relationships");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->relationships->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (self->relationships, i));
  json_builder_end_array (builder);
  add_patterns (self, builder, "proposed", STUDIO_VERDICT_PROPOSED);
  add_patterns (self, builder, "passed_over", STUDIO_VERDICT_PASSED_OVER);
  add_patterns (self, builder, "not_proposed", STUDIO_VERDICT_DOES_NOT_FIT);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
